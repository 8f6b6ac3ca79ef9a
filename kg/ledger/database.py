"""Opens the ledger's database: creates, checks and migrates it, and turns its errors into ours."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kg.errors import LedgerBusy, LedgerError
from kg.ledger.tables import FORMAT, MIGRATIONS, VERSION, meta, metadata

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


def open_database(path: Path, *, create: bool) -> sa.Engine:
    """Open a ledger file, making it when allowed.

    An older ledger is brought up to date by whoever opens it first, be it only to read, so that every
    command works after an upgrade of `kg`.

    Args:
        path: the SQLite file.
        create: make the file and its folder when they are missing.

    Raises:
        LedgerError: it is missing, not a ledger, made by a newer `kg`, or cannot be read or written.
    """
    _find(path, create=create)
    engine = _engine(path)
    try:
        _make_ready(engine, path, create=create)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _make_ready(engine: sa.Engine, path: Path, *, create: bool) -> None:
    """Create the tables or bring them up to date, where needed and possible."""
    with wrapped(path), engine.connect() as connection:
        version = _version(connection, path)
    if version == VERSION:
        return
    if version is None and not create:
        raise _missing(path)
    if version is not None and not _writable(path):
        raise LedgerError(
            f"{path}: made by an older kg (ledger version {version}), and cannot be written to bring it "
            "up to date. Let somebody who may write it run any kg command there once."
        )
    with writing(engine, path) as connection:
        _bring_up_to_date(connection, _version(connection, path))


def _find(path: Path, *, create: bool) -> None:
    """Make sure that there is a file; an empty one stands for a ledger that is still to be made."""
    try:
        if path.is_dir():
            raise LedgerError(f"{path}: a folder, where the ledger should be. Move it away, or {_ELSEWHERE}.")
        if path.exists():
            return
        if not create:
            raise _missing(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        why = f"cannot be made or opened ({error.strerror})"
        raise LedgerError(f"{path}: {why}. {_PERMISSIONS}, and whether the disk has room.") from error


def _missing(path: Path) -> LedgerError:
    return LedgerError(f"{path}: there is no ledger yet. Load something first: kg load --bundled")


def _writable(path: Path) -> bool:
    """Whether the file can be written, and SQLite's side files beside it."""
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


def _address(path: Path) -> str:
    """The file as SQLite is told to open it, decided anew for every connection."""
    if _writable(path):
        mode = "mode=rw"
    elif path.with_name(path.name + "-wal").exists():
        mode = "mode=ro"  # somebody else writes, or was killed: what they committed may stand in this log
    else:
        mode = "mode=ro&immutable=1"  # there is no place for side files, and none is needed
    return f"{path.resolve().as_uri()}?{mode}"


def _engine(path: Path) -> sa.Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(_address(path), uri=True, check_same_thread=False)

    # One connection stays open, and with it the pages it has read. Not where the file is opened without
    # locks: there it would not notice that somebody else has changed them.
    pool: dict[str, Any] = {"poolclass": sa.pool.NullPool}
    if _writable(path):
        pool = {"poolclass": sa.pool.QueuePool, "pool_size": 1, "max_overflow": -1}
    engine = sa.create_engine("sqlite+pysqlite://", creator=connect, **pool)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves; see `writing`
        settings = {
            "busy_timeout": _READER_PATIENCE_MS,
            "page_size": _PAGE_SIZE,
            "cache_size": _CACHE_KIB,
            "journal_size_limit": _LOG_LIMIT,
            "temp_store": "MEMORY",
        }
        for name, value in settings.items():
            connection.execute(f"PRAGMA {name}={value}")

    return engine


@contextmanager
def writing(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A transaction that writes; all of it is kept or nothing is.

    Raises:
        LedgerBusy: at once, when another process writes.
        LedgerError: the disk is full, the file read-only or damaged.
    """
    with wrapped(path), engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_WRITER_PATIENCE_MS}")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection  # on an error it goes back to the pool, which takes everything back
        connection.exec_driver_sql("COMMIT")


@contextmanager
def reading(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A transaction that reads one state of the ledger, whatever is written meanwhile."""
    with wrapped(path), engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_READER_PATIENCE_MS}")
        connection.exec_driver_sql("BEGIN")
        yield connection


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, naming the file and what to do."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest is detail
        kind = LedgerBusy if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) else LedgerError
        raise kind(f"{path}: {_EXPLAINED.get(code, '{}.').format(cause)}") from error


def _version(connection: sa.Connection, path: Path) -> int | None:
    """The version of a ledger; None for an empty file."""
    if not connection.scalar(sa.text("SELECT count(*) FROM sqlite_master")):
        return None
    known: dict[str, str] = {}
    if list(connection.scalars(sa.text("SELECT name FROM pragma_table_info('meta')"))) == ["key", "value"]:
        known = {row.key: str(row.value) for row in connection.execute(sa.select(meta))}
    if known.get("format") != FORMAT or not known.get("version", "").isdecimal():
        raise LedgerError(f"{path}: a database, but not a ledger. Move it away, or {_ELSEWHERE}.")
    if (version := int(known["version"])) > VERSION:
        raise LedgerError(f"{path}: made by a newer kg (ledger version {version}). Install a newer kg.")
    return version


def _bring_up_to_date(connection: sa.Connection, version: int | None) -> None:
    """Create the tables, or apply every migration from ``version`` on."""
    if version is None:
        metadata.create_all(connection)
        values = {"format": FORMAT, "version": str(VERSION), "ledger": secrets.token_hex(8)}
        connection.execute(sa.insert(meta), [{"key": key, "value": value} for key, value in values.items()])
        return
    for step in range(version, VERSION):
        MIGRATIONS[step](connection)
    connection.execute(sa.update(meta).where(meta.c.key == "version").values(value=str(VERSION)))
