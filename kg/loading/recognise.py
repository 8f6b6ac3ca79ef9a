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
    """Fields known to this kind beyond those of every record, less the unknown ones.

    A kind that takes further columns by their names takes them for its own once all is there that it needs.
    """
    fields_of = {info.alias or name for name, info in model.model_fields.items()}
    known = fields_of | {leaf.pattern for leaf in leaves(model)}
    common = set(CuratedRecord.model_fields) | {leaf.pattern for leaf in leaves(CuratedRecord)}
    keys = [re.sub(r"_[0-9]+_", "_#_", column_key(field)) for field in fields]
    needed = {name for name, info in model.model_fields.items() if info.is_required()} - common
    unknown = 0 if model.rest and needed <= set(keys) else -1
    return sum(1 if key in known else unknown for key in keys if key not in common)
