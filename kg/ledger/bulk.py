"""Many rows at once, and what else of SQL the databases do in ways of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import sqlalchemy as sa

from kg.ledger import postgres, sqlite

#: A row's values, in the order of the table's columns.
Row = tuple[Any, ...]

#: Says what an ``INSERT`` does with a row whose key is there already. What it is given, and gives back, is
#: SQLAlchemy's ``Insert`` for the database at hand, of which both have ``excluded`` and ``on_conflict_...``.
OnConflict = Callable[[Any], Any]


class Bulk(Protocol):
    """What the module of a database offers. Every connection is in a transaction that may write."""

    def insert(self, table: sa.Table) -> Any:
        """SQLAlchemy's ``Insert`` for this database."""

    def merge(
        self, connection: sa.Connection, table: sa.Table, rows: Sequence[Row], on_conflict: OnConflict
    ) -> int:
        """See :func:`merge`."""

    def clear(self, connection: sa.Connection, table: sa.Table) -> None:
        """See :func:`clear`."""

    def filled(self, connection: sa.Connection, table: sa.Table) -> None:
        """See :func:`filled`."""

    def new_run(self, connection: sa.Connection) -> int:
        """See :func:`new_run`."""

    def line_up(self, connection: sa.Connection) -> None:
        """See :func:`line_up`."""

    def go_on_counting(self, connection: sa.Connection, table: sa.Table) -> None:
        """See :func:`go_on_counting`."""


_BY_NAME: dict[str, Bulk] = {"sqlite": sqlite, "postgresql": postgres}


def _of(connection: sa.Connection) -> Bulk:
    return _BY_NAME[connection.dialect.name]


def replace(insert: Any) -> Any:
    """Let a row take the place of the one with its key; one that is nothing but its key is that one."""
    key = insert.table.primary_key.columns
    others = {c.name: insert.excluded[c.name] for c in insert.table.columns if not c.primary_key}
    if not others:
        return leave(insert)
    return insert.on_conflict_do_update(index_elements=list(key), set_=others)


def leave(insert: Any) -> Any:
    """Leave the row that is there as it is."""
    return insert.on_conflict_do_nothing()


def insert(connection: sa.Connection, table: sa.Table) -> Any:
    """SQLAlchemy's ``Insert`` for the database at hand."""
    return _of(connection).insert(table)


def merge(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[Row],
    on_conflict: OnConflict = replace,
) -> int:
    """Insert rows, some of which may be there.

    Args:
        connection: a writing transaction.
        table: with a primary key; a temporary one may be meant too.
        rows: complete ones, some ten thousand at most.
        on_conflict: a function of a module (what follows from it is kept), :func:`replace` or
            :func:`leave` or one like them.

    Returns:
        How many rows were inserted or changed.
    """
    return _of(connection).merge(connection, table, rows, on_conflict) if rows else 0


def clear(connection: sa.Connection, table: sa.Table) -> None:
    """Empty a table that is to be filled anew; :func:`filled` must follow."""
    _of(connection).clear(connection, table)


def filled(connection: sa.Connection, table: sa.Table) -> None:
    """Let the database know that many rows were added to a table, which is now to be searched."""
    _of(connection).filled(connection, table)


def new_run(connection: sa.Connection) -> int:
    """An id for a run that nobody else has, nor had."""
    return _of(connection).new_run(connection)


def line_up(connection: sa.Connection) -> None:
    """Wait until no other run is just being kept, and keep others from it until the transaction ends."""
    _of(connection).line_up(connection)


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """After rows were copied with their numbers: let the next row of a table get a number that is free."""
    _of(connection).go_on_counting(connection, table)
