"""What callers give: one or several, whole numbers, and how many they want at most."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Integral
from pathlib import Path
from typing import TypeVar

from kg.errors import UsageError

T = TypeVar("T", bound=str | Path)


def several(given: T | Iterable[T]) -> list[T]:
    """Names or files as a list, also where one is given by itself: a text is not gone through by letters."""
    return [given] if isinstance(given, str | Path) else list(given)


def is_whole(value: object, least: int) -> bool:
    """Whether something is a whole number, also one of numpy, and not below the least."""
    return isinstance(value, Integral) and int(value) >= least


def at_most(limit: int | None) -> int | None:
    """How many rows there are to be at most; None for all.

    Raises:
        UsageError: it is no whole number, or below 1: a slice would take that as counted from the end.
    """
    if limit is not None and not is_whole(limit, 1):
        raise UsageError(f"limit says how many rows there are at most, so it is 1 or more, not {limit!r}.")
    return limit
