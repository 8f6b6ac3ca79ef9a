"""Opens the ledger's database: creates, checks and migrates it, and turns its errors into ours."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from kg.errors import LedgerBusy, LedgerError
from kg.ledger.tables import FORMAT, MIGRATIONS, VERSION, meta, metadata

#: Page cache of a connection in KiB (negative for SQLite means KiB): a load of millions of
#: statements touches pages in hash order, which a small cache would read and write many times.
_CACHE_KIB = -256_000

#: How long a reader waits for a writer that is just committing, in milliseconds. Writers do not wait.
_READER_PATIENCE_MS = 5_000


def open_database(path: Path, *, create: bool) -> sa.Engine:
    """Open a ledger file, making or migrating it when allowed.

    Args:
        path: the SQLite file.
        create: make the file and its folder when they are missing, and migrate an older ledger.

    Raises:
        LedgerError: it is missing, not a ledger, made by a newer `kg`, or cannot be written.
    """
    if not path.exists():
        if not create:
            raise LedgerError(f"{path}: there is no ledger yet. Load something first: kg load --bundled")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"{path.parent}: cannot make this folder ({error.strerror}).") from error
    engine = _engine(path, read_only=not _writable(path))
    with wrapped(path):
        with engine.connect() as connection:
            version = _version(connection, path)
        if version == VERSION:
            return engine
        if version is not None and version > VERSION:
            raise LedgerError(f"{path}: made by a newer kg (ledger version {version}). Install a newer kg to use it.")
        if not create and version is None:
            raise LedgerError(f"{path}: there is no ledger yet. Load something first: kg load --bundled")
        with writing(engine, path) as connection:
            _bring_up_to_date(connection, _version(connection, path))
    return engine


def _writable(path: Path) -> bool:
    folder = path.parent
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _engine(path: Path, *, read_only: bool) -> sa.Engine:
    def connect() -> sqlite3.Connection:
        # A folder that cannot be written has no place for SQLite's side files: read the file as it stands.
        mode = "mode=ro&immutable=1" if read_only else "mode=rwc"
        return sqlite3.connect(f"file:{quote(str(path.resolve()))}?{mode}", uri=True, check_same_thread=False)

    engine = sa.create_engine("sqlite+pysqlite://", creator=connect, poolclass=sa.pool.NullPool)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves; see `writing`
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_READER_PATIENCE_MS}")
        cursor.execute(f"PRAGMA cache_size={_CACHE_KIB}")
        cursor.execute("PRAGMA temp_store=MEMORY")
        cursor.close()

    return engine


@contextmanager
def writing(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A transaction that writes; all of it is kept or nothing is.

    Raises:
        LedgerBusy: at once, when another process writes.
        LedgerError: the disk is full, the file read-only or damaged.
    """
    with wrapped(path), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection  # on an error the connection closes, which takes everything back
        connection.exec_driver_sql("COMMIT")


@contextmanager
def reading(engine: sa.Engine, path: Path) -> Iterator[sa.Connection]:
    """A transaction that reads one state of the ledger, whatever is written meanwhile."""
    with wrapped(path), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection


@contextmanager
def wrapped(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours, naming the file and what to do."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        text = str(cause)
        if "locked" in text or "busy" in text:
            raise LedgerBusy(
                f"{path}: another kg is writing to this ledger. Wait until it has finished, then run this again."
            ) from error
        if "not a database" in text or "malformed" in text:
            raise LedgerError(
                f"{path}: this is not a ledger, or it is damaged ({text}). Move it away, or name another folder with --project."
            ) from error
        if "full" in text:
            raise LedgerError(f"{path}: the disk is full. Nothing was changed; free some space and run this again.") from error
        if "readonly" in text or "unable to open" in text:
            raise LedgerError(f"{path}: cannot be written ({text}). Check the permissions of the file and its folder.") from error
        raise LedgerError(f"{path}: {text}") from error


def _version(connection: sa.Connection, path: Path) -> int | None:
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return None
    rows: dict[str, str] = {}
    if "meta" in tables:
        rows = {row.key: row.value for row in connection.execute(sa.select(meta))}
    if rows.get("format") != FORMAT:
        raise LedgerError(f"{path}: a database, but not a ledger. Move it away, or name another folder with --project.")
    return int(rows["version"])


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
