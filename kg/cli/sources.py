"""Sources as numbers in the text, and what stands behind the numbers below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.statements import Source

#: Printed where a value has several numbers: which of them says it is often not known.
ONE_OR_MORE = "Several numbers together: one or more of these sources say so."


class Citations:
    """Numbers sources in the order in which they are first cited.

    Args:
        sources: by id; one that is missing keeps its id for a description.
        most: how many are named in one place; the others are counted.
    """

    def __init__(self, sources: Mapping[str, Source], most: int | None = None) -> None:
        self._sources = sources
        self._most = most
        self._numbers: dict[str, int] = {}
        self._several = False

    def cite(self, ids: Iterable[str]) -> str:
        """The numbers of some sources, such as ``[1, 3-5]``; empty for none."""
        every = sorted(dict.fromkeys(ids), key=lambda id: self._numbers.get(id, len(self._numbers) + 1))
        named = every[: self._most]
        wanted = sorted({self._numbers.setdefault(id, len(self._numbers) + 1) for id in named})
        self._several |= len(wanted) > 1
        more = f" and {len(every) - len(named):,} more" if len(named) < len(every) else ""
        return f"[{', '.join(runs(wanted))}]{more}" if wanted else ""

    def lines(self) -> list[str]:
        """The numbered list, and how to read several numbers; empty when nothing was cited."""
        if not self._numbers:
            return []
        listed = [f"[{number}] {self._describe(id)}" for id, number in self._numbers.items()]
        return ["Sources", *([ONE_OR_MORE] if self._several else []), *listed]

    def _describe(self, id: str) -> str:
        return describe(self._sources[id]) if id in self._sources else id


def outlet(source: Source) -> str:
    """Who published it, or else what it is called."""
    return source.outlet or source.title or "outlet not named"


def describe(source: Source) -> str:
    """A source in one line: outlet, title, date and address, as far as known."""
    what = [part for part in (source.title, source.published) if part and part != outlet(source)]
    return (
        outlet(source) + (f": {', '.join(what)}" if what else "") + (f" {source.url}" if source.url else "")
    )


def linked(source: Source) -> str:
    """A source in a cell of CSV: outlet and address."""
    return " ".join(filter(None, (outlet(source), source.url)))


def as_mapping(source: Source) -> dict[str, Any]:
    """A source for JSON, with what is known of it."""
    return {name: value for name, value in source._asdict().items() if value is not None}


def runs(numbers: list[int]) -> list[str]:
    """``[1, 3, 4, 5]`` as ``["1", "3-5"]``."""
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1), len(numbers)]
    texts: list[str] = []
    for start, end in pairwise(starts):
        run = numbers[start:end]
        texts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)
    return texts
