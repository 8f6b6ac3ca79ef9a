"""Moves a whole ledger to another place: from a file to a server, or back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from kg.errors import UsageError
from kg.ledger import bulk
from kg.ledger.ledger import Ledger, streamed
from kg.ledger.tables import meta, metadata, texts

#: Rows handed to the database at once, and how many of a table whose rows are whole articles.
_BATCH, _BATCH_OF_TEXTS = 20_000, 50


def copy_ledger(
    source: Ledger, target: Ledger, progress: Callable[[int], None] = lambda _: None
) -> dict[str, int]:
    """Copy every row of a ledger into an empty one: all of them, or none when something stops it.

    The copy is the same ledger in another place: ids of nodes, numbers of runs and judgements, and the name
    by which stores know it stay, so that a graph that was up to date still is.

    Args:
        source: read in one transaction, so that what others load meanwhile is left out as a whole.
        target: made, and with nothing in it.
        progress: called with the number of rows copied so far.

    Returns:
        Table -> rows copied; without what describes the ledger itself.

    Raises:
        UsageError: there is something in the target.
    """
    counts: dict[str, int] = {}
    with source.reading() as reading, target.building() as writing:
        _check_empty(writing, target.shown)
        copied = 0
        for table in metadata.sorted_tables:
            counts[table.name] = 0
            for batch in _batches(reading, table):
                bulk.merge(writing, table, batch)
                counts[table.name] += len(batch)
                copied += len(batch)
                progress(copied)
            bulk.filled(writing, table)
            bulk.go_on_counting(writing, table)
    del counts[meta.name]
    return counts


def _check_empty(connection: sa.Connection, shown: str) -> None:
    for table in metadata.sorted_tables:
        if table is not meta and connection.execute(sa.select(table).limit(1)).first() is not None:
            raise UsageError(
                f"{shown}: there is something in this ledger already ({table.name}), and a copy would mix "
                "the two. Name an empty place."
            )


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[Sequence[bulk.Row]]:
    size = _BATCH_OF_TEXTS if table is texts else _BATCH
    rows = (tuple(row) for part in streamed(connection, sa.select(table), size) for row in part)
    while batch := list(islice(rows, size)):
        yield batch
