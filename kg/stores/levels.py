"""Looks at nested values a level at once: an answer holds texts, and lists of them, by the thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any


def levels(values: Iterable[Any]) -> Iterator[tuple[list[Any], set[type]]]:
    """The values, then what the lists among them hold, and so on; each level with the types in it."""
    level = list(values)
    while level:
        kinds = set(map(type, level))
        yield level, kinds
        lists = level if kinds == {list} else [each for each in level if type(each) is list]
        level = list(chain.from_iterable(lists))
