"""Opens the ledger's database: creates, checks and migrates it, and turns its errors into ours."""

from __future__ import annotations

import logging
import os
import secrets
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from kg.errors import LedgerBusy, LedgerError
from kg.ledger.place import Place, missing
from kg.ledger.postgres import PostgresDatabase
from kg.ledger.sqlite import SqliteFile
from kg.ledger.tables import FORMAT, MIGRATIONS, VERSION, meta, metadata
from kg.project import is_address

#: Who opens a ledger from the command line is told by it on standard error, and so is a notebook.
_LOG = logging.getLogger(__name__)


def place_at(address: Path | str) -> Place:
    """What an address names: a file, or a database of a PostgreSQL server when it begins like one.

    Raises:
        UsageError: the scheme is another one, or the address has a password in it.
    """
    if isinstance(address, str) and is_address(address):
        return PostgresDatabase(address)
    return SqliteFile(Path(address))


class Database:
    """An open database that holds a ledger.

    Args:
        place: where it is.
        create: make the ledger when it is missing.

    An older ledger is brought up to date by whoever opens it first, be it only to read, so that every
    command works after an upgrade of `kg`. It is logged as a warning.

    Raises:
        LedgerError: it is missing, not a ledger, made by a newer `kg`, or cannot be read or written.
    """

    def __init__(self, place: Place, *, create: bool) -> None:
        self.place = place
        place.find(create=create)
        self.engine = place.engine()
        self._process = os.getpid()
        weakref.finalize(self, self.engine.dispose)  # a transaction that is open keeps us from it
        try:
            self._make_ready(create=create)
        except LedgerError:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that reads one state of the ledger, whatever is written meanwhile."""
        with self.wrapped(), self._connect() as connection:
            self.place.begin_reading(connection)
            yield connection

    @contextmanager
    def writing(self, begin: Callable[[sa.Connection], None]) -> Iterator[sa.Connection]:
        """A transaction that writes; all of it is kept or nothing is.

        Args:
            begin: one of the ways in which the place begins transactions.

        Raises:
            LedgerBusy: another process writes what it would write.
            LedgerError: the disk is full, the ledger read-only or damaged, the server gone.
        """
        with self.wrapped(), self._connect() as connection:
            begin(connection)
            yield connection  # on an error it goes back to the pool, which takes everything back
            connection.exec_driver_sql("COMMIT")

    def _connect(self) -> sa.Connection:
        """A connection of this process: on one that a fork copied, two would read each other's answers."""
        if self._process != os.getpid():
            self.engine.dispose(close=False)
            self._process = os.getpid()
        return self.engine.connect()

    @contextmanager
    def wrapped(self) -> Iterator[None]:
        """Turn the database's errors into ours, naming the place and what to do."""
        driver = self.engine.dialect.loaded_dbapi
        try:
            yield
        except (sa.exc.DBAPIError, driver.Error) as error:
            cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
            raise self.place.explained(cause or error) from error

    def _make_ready(self, *, create: bool) -> None:
        """Create the tables or bring them up to date, where needed and possible."""
        with self.reading() as connection:
            version = self._version(connection)
        if version == VERSION:
            return
        if version is None and not create:
            raise missing(self.place.shown)
        try:
            if version is not None and not self.place.writable():
                raise LedgerError("it cannot be written.")
            with self.writing(self.place.begin_making) as connection:
                version = self._version(connection)  # meanwhile somebody else may have done it
                _bring_up_to_date(connection, version)
            if version not in (None, VERSION):
                shown = self.place.shown
                made = f"made by an older kg (ledger version {version}, brought up to version {VERSION})"
                _LOG.warning("%s: %s; older versions of kg cannot open it any more.", shown, made)
        except LedgerBusy:
            raise
        except LedgerError as error:
            if version is None:
                raise
            shown, why = self.place.shown, str(error).removeprefix(f"{self.place.shown}: ")
            raise LedgerError(
                f"{shown}: made by an older kg (ledger version {version}), and not brought up to date: {why} "
                "Let somebody who may write it run any kg command there once."
            ) from error

    def _version(self, connection: sa.Connection) -> int | None:
        """The version of a ledger; None where there is nothing yet."""
        if self.place.is_empty(connection):
            return None
        known: dict[str, str] = {}
        tables = sa.inspect(connection)
        if tables.has_table("meta") and [c["name"] for c in tables.get_columns("meta")] == ["key", "value"]:
            known = {row.key: str(row.value) for row in connection.execute(sa.select(meta))}
        shown = self.place.shown
        if known.get("format") != FORMAT or not known.get("version", "").isdecimal():
            raise LedgerError(f"{shown}: a database, but not a ledger. {self.place.instead}")
        if (version := int(known["version"])) > VERSION:
            raise LedgerError(f"{shown}: made by a newer kg (ledger version {version}). Install a newer kg.")
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
