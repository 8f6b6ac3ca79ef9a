"""Cuts streams of nodes and edges into what a store takes at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Each = TypeVar("Each")
Key = TypeVar("Key", bound=Hashable)


def grouped(elements: Iterable[Each], key: Callable[[Each], Key]) -> Iterator[tuple[Key, list[Each]]]:
    """Elements put together by a key, groups in the order of their first elements."""
    groups: dict[Key, list[Each]] = {}
    for element in elements:
        groups.setdefault(key(element), []).append(element)
    yield from groups.items()


def chunks(elements: Iterable[Each], size: int) -> Iterator[list[Each]]:
    """Lists of ``size`` elements, the last of what is left."""
    stream = iter(elements)
    while chunk := list(islice(stream, size)):
        yield chunk
