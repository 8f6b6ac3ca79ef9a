"""Keeps graphs: in a file, on a Neo4j server, in memory for tests. See :class:`kg.stores.contract.Store`."""

from kg.stores.contract import DEFAULT_TIMEOUT, Check, Path, Rows, Store, Version
from kg.stores.opening import open_store

__all__ = ["DEFAULT_TIMEOUT", "Check", "Path", "Rows", "Store", "Version", "open_store"]
