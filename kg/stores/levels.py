"""Looks at nested values many at once: an answer holds texts, and lists of them, by the thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any


def levels(columns: Iterable[Sequence[Any]]) -> Iterator[tuple[Sequence[Any], set[type]]]:
    """The values of each column, then what the lists among them hold, and so on; with the types of each.

    Values that are looked at together are mostly of one type, so that lists need no picking out.
    """
    for column in columns:
        level = column
        while level:
            kinds = set(map(type, level))
            yield level, kinds
            if list not in kinds:
                break
            lists = level if len(kinds) == 1 else [each for each in level if type(each) is list]
            level = list(chain.from_iterable(lists))
