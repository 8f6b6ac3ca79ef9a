"""Which kind of record a file holds, told by its fields or columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from kg.errors import UsageError
from kg.loading.flat import column_key, leaves
from kg.loading.records import CuratedRecord, Record


class Kind(Protocol):
    """What is needed of a loader here."""

    @property
    def name(self) -> str:
        """Of the record kind."""

    @property
    def record(self) -> type[Record]:
        """The record class."""


K = TypeVar("K", bound=Kind)


def recognise(fields: Iterable[str], loaders: Iterable[K]) -> K | None:
    """Find the record kind whose fields match best.

    Args:
        fields: the fields of a nested record, or the columns of a table.
        loaders: the known kinds.

    Returns:
        the loader; None when there are no fields to tell by.

    Raises:
        UsageError: no kind fits, or two fit equally well.
    """
    fields, loaders = list(fields), list(loaders)
    if not fields:
        return None
    scored = sorted(
        ((_score(fields, loader.record), loader) for loader in loaders), key=lambda pair: -pair[0]
    )
    kinds = ", ".join(loader.name for loader in loaders) or "none"
    if not scored or scored[0][0] <= 0:
        shown = ", ".join(fields[:8]) + (", ..." if len(fields) > 8 else "")
        raise UsageError(
            f"These are not the fields of a known kind of record: {shown}. Known kinds: {kinds}."
        )
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        both = " or ".join(loader.name for score, loader in scored if score == scored[0][0])
        raise UsageError(f"The fields fit {both} equally well. Say which kind it is. Known kinds: {kinds}.")
    return scored[0][1]


def knows(fields: Iterable[str], loaders: Iterable[Kind]) -> bool:
    """Whether cells look like the column names of some record kind: most of them are."""
    fields = list(fields)
    return len(fields) > 1 and any(_score(fields, loader.record) > 0 for loader in loaders)


def _score(fields: list[str], model: type[Record]) -> int:
    """Fields known to this kind beyond those of every record, less the unknown ones."""
    fields_of = {info.alias or name for name, info in model.model_fields.items()}
    known = fields_of | {leaf.pattern for leaf in leaves(model)}
    common = set(CuratedRecord.model_fields) | {leaf.pattern for leaf in leaves(CuratedRecord)}
    score = 0
    for field in fields:
        key = re.sub(r"_[0-9]+_", "_#_", column_key(field))
        if key in common:
            continue
        score += 1 if key in known else -1
    return score
