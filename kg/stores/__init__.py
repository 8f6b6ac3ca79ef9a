"""Keeps graphs: embedded in a file, or in memory for tests. See :class:`kg.stores.contract.Store`."""

from kg.stores.contract import DEFAULT_TIMEOUT, Path, Rows, Store, Version

__all__ = ["DEFAULT_TIMEOUT", "Path", "Rows", "Store", "Version"]
