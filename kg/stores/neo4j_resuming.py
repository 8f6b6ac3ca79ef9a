"""How far the filling of an empty Neo4j graph is: noted on the server, so that another attempt goes on there.

With each transaction the node that says what the graph is takes in how many rows are there, and a digest of
their ids. What was noted and what is there can so never differ, and rows of which it were not known whether
they are there do not occur.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.metadata import version
from typing import Any, NamedTuple, Self

from kg.graph import Changes
from kg.statements import digest
from kg.stores.neo4j_writing import BATCH, Step


class OtherRowsError(Exception):
    """The rows that are there are not those that were noted."""


class Noted(NamedTuple):
    """What the server has of a filling: rows, and the digest of their texts."""

    rows: int
    trace: str


class Filling:
    """How far a filling is.

    Args:
        key: tells it from others; empty when it cannot be gone on with.

    Attributes:
        rows: how many are there.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.rows = 0
        self._texts = blake2b(digest_size=10)

    @classmethod
    def of(cls, changes: Changes, ledger: str) -> Self:
        """The filling that complete changes ask for: the same key means the same rows in the same order."""
        parts = (ledger, changes.content, version("kg-newsroom"), str(BATCH))
        return cls(digest(*parts) if changes.content else "")

    def after(self, pack: Iterable[Step]) -> Self:
        """How far it is after some more rows; one that cannot be gone on with takes no notes."""
        if not self.key:
            return self
        further = type(self)(self.key)
        further._texts, further.rows = self._texts.copy(), self.rows
        for step in pack:
            further._texts.update("".join(f"{row[0]} " for row in step.rows).encode())
            further.rows += len(step.rows)
        return further

    @property
    def notes(self) -> dict[str, Any]:
        """Properties by which the server knows of it."""
        return {"filling": self.key, "rows": self.rows, "trace": self._texts.hexdigest()} if self.key else {}

    def go_on(self, packs: Iterable[list[Step]], noted: Noted) -> Iterator[list[Step]]:
        """Pass over the rows that are there.

        Raises:
            OtherRowsError: what is there are other rows.
        """
        packs = iter(packs)
        while self.rows < noted.rows and (pack := next(packs, None)) is not None:
            there, left = _cut(pack, noted.rows - self.rows)
            passed = self.after(there)
            self.rows, self._texts = passed.rows, passed._texts
            if left:
                packs = _before(left, packs)
        if noted.rows and self.notes["trace"] != noted.trace:
            raise OtherRowsError("What is there of the graph is not what an interrupted build left there.")
        yield from packs


def _cut(pack: list[Step], rows: int) -> tuple[list[Step], list[Step]]:
    """The first rows of a pack, and the others."""
    first, others = [], []
    for statement, some in pack:
        if some[:rows]:
            first.append(Step(statement, some[:rows]))
        if some[rows:]:
            others.append(Step(statement, some[rows:]))
        rows = max(0, rows - len(some))
    return first, others


def _before(pack: list[Step], packs: Iterator[list[Step]]) -> Iterator[list[Step]]:
    yield pack
    yield from packs
