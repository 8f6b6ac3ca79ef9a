"""A ledger in an SQLite file: one process writes at a time, any number read meanwhile."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert

from kg.errors import LedgerBusy, LedgerError
from kg.ledger import tables
from kg.ledger.place import missing

__all__ = ["SqliteFile", "clear", "filled", "go_on_counting", "insert", "line_up", "merge", "new_run"]

#: Page cache of a connection in KiB (negative for SQLite means KiB): a load of millions of
#: statements touches pages in hash order, which a small cache would read and write many times.
_CACHE_KIB = -256_000

#: Bytes of a page in new ledgers; a statement takes some 200. A load of millions costs 7 % less time of
#: the processor than with SQLite's 4096, and larger pages bring nothing more.
_PAGE_SIZE = 8_192

#: Bytes that SQLite's log beside the file may keep of the disk once its content has moved into the file.
_LOG_LIMIT = 64_000_000

#: How long a reader waits for whoever locks the file, in milliseconds, and how long a writer does: enough for
#: another process that just makes, opens or closes it, but not for one that writes.
_READER_PATIENCE_MS, _WRITER_PATIENCE_MS = 5_000, 200

_ELSEWHERE = "name another folder with --project"
_PERMISSIONS = "Check the permissions of the file and its folder"

#: What to tell the user, by SQLite's primary result code; ``{}`` is what SQLite says itself.
_EXPLAINED = {
    sqlite3.SQLITE_BUSY: "another kg is writing to this ledger. Wait until it has finished, then try again.",
    sqlite3.SQLITE_NOTADB: f"this is not a ledger, or it is damaged ({{}}). Move it away, or {_ELSEWHERE}.",
    sqlite3.SQLITE_FULL: "the disk is full. Nothing was changed; free some space and run this again.",
    sqlite3.SQLITE_IOERR: "cannot be read or written ({}). Nothing was changed; is the disk full or failing?",
    sqlite3.SQLITE_READONLY: f"cannot be written ({{}}). {_PERMISSIONS}.",
    sqlite3.SQLITE_CANTOPEN: f"cannot be opened ({{}}). {_PERMISSIONS}.",
}
_EXPLAINED[sqlite3.SQLITE_LOCKED] = _EXPLAINED[sqlite3.SQLITE_BUSY]
_EXPLAINED[sqlite3.SQLITE_CORRUPT] = _EXPLAINED[sqlite3.SQLITE_NOTADB]


class SqliteFile:
    """A file as the place of a ledger; see :class:`kg.ledger.place.Place`."""

    instead = f"Move it away, or {_ELSEWHERE}."

    def __init__(self, path: Path) -> None:
        self.address: Path = path
        self.shown = str(path)

    def find(self, *, create: bool) -> None:
        """Make sure that there is a file; an empty one stands for a ledger that is still to be made."""
        path = self.address
        try:
            if path.is_dir():
                raise LedgerError(
                    f"{path}: a folder, where the ledger should be. Move it away, or {_ELSEWHERE}."
                )
            if path.exists():
                return
            if not create:
                raise missing(self.shown)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            why = f"cannot be made or opened ({error.strerror})"
            raise LedgerError(f"{path}: {why}. {_PERMISSIONS}, and whether the disk has room.") from error

    def writable(self) -> bool:
        """Whether the file can be written, and SQLite's side files beside it."""
        return os.access(self.address.parent, os.W_OK) and os.access(self.address, os.W_OK)

    def engine(self) -> sa.Engine:
        """Makes connections. None is open yet."""

        def connect() -> sqlite3.Connection:
            return sqlite3.connect(self._uri(), uri=True, check_same_thread=False)

        # One connection stays open, and with it the pages it has read. Not where the file is opened without
        # locks: there it would not notice that somebody else has changed them.
        pool: dict[str, Any] = {"poolclass": sa.pool.NullPool}
        if self.writable():
            pool = {"poolclass": sa.pool.QueuePool, "pool_size": 1, "max_overflow": -1}
        engine = sa.create_engine("sqlite+pysqlite://", creator=connect, **pool)
        sa.event.listen(engine, "connect", _prepare)
        return engine

    def _uri(self) -> str:
        """The file as SQLite is told to open it, decided anew for every connection."""
        path = self.address
        if self.writable():
            mode = "mode=rw"
        elif path.with_name(path.name + "-wal").exists():
            mode = "mode=ro"  # somebody else writes, or was killed: what they committed may stand in this log
        else:
            mode = "mode=ro&immutable=1"  # there is no place for side files, and none is needed
        return f"{path.resolve().as_uri()}?{mode}"

    def is_empty(self, connection: sa.Connection) -> bool:
        """Whether the file has no table nor view yet."""
        return not connection.scalar(sa.text("SELECT count(*) FROM sqlite_master"))

    def begin_reading(self, connection: sa.Connection) -> None:
        """Begin a transaction that sees one state."""
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_READER_PATIENCE_MS}")
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: sa.Connection) -> None:
        """Begin the only transaction that writes; who comes second is told at once."""
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_WRITER_PATIENCE_MS}")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    begin_building = begin_making = begin_writing

    def explained(self, error: BaseException) -> LedgerError:
        """What to tell the user about an error of SQLite."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest is detail
        kind = LedgerBusy if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) else LedgerError
        return kind(f"{self.shown}: {_EXPLAINED.get(code, '{}.').format(error)}")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    settings = {
        "busy_timeout": _READER_PATIENCE_MS,
        "page_size": _PAGE_SIZE,
        "cache_size": _CACHE_KIB,
        "journal_size_limit": _LOG_LIMIT,
        "temp_store": "MEMORY",
    }
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name}={value}")


# What follows keeps kg.ledger.bulk.Bulk.


def merge(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[tuple[Any, ...]],
    on_conflict: Callable[[Any], Any],
) -> int:
    """Insert rows as tuples, which takes a quarter of the time of mappings."""
    return int(connection.exec_driver_sql(_insert_text(table, on_conflict), list(rows)).rowcount)


@cache
def _insert_text(table: sa.Table, on_conflict: Callable[[Any], Any]) -> str:
    values: dict[str, Any] = {column.name: sa.bindparam(column.name) for column in table.columns}
    return str(on_conflict(insert(table).values(values)).compile(dialect=sqlite.dialect()))


def clear(connection: sa.Connection, table: sa.Table) -> None:
    """Empty a table and drop its indexes: filling it first and sorting then is faster."""
    for index in table.indexes:
        index.drop(connection, checkfirst=True)
    connection.execute(sa.delete(table))


def filled(connection: sa.Connection, table: sa.Table) -> None:
    """Make the indexes that :func:`clear` dropped."""
    for index in table.indexes:
        index.create(connection, checkfirst=True)


def new_run(connection: sa.Connection) -> int:
    """The next number: nobody else writes."""
    return (connection.scalar(sa.select(sa.func.max(tables.runs.c.id))) or 0) + 1


def line_up(connection: sa.Connection) -> None:
    """Nobody else writes."""


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """SQLite counts on from the highest number by itself."""
