"""A ledger in a PostgreSQL database: several people load and judge at once.

Locks, from the first that a transaction takes to the last (docs/adr/0008-a-ledger-that-several-write.md):

- who makes or changes tables: an advisory lock;
- who says who is who: the table `builds`, before the first look at anything else, so that what is seen
  is the state after the build before;
- who loads a dataset: its row in `datasets`;
- who keeps a run: the table `runs`, at the very end, so that runs are counted in the order they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from kg.errors import LedgerBusy, LedgerError, UsageError
from kg.project import WHERE_PASSWORDS_BELONG, has_password

__all__ = ["PostgresDatabase", "clear", "filled", "go_on_counting", "insert", "line_up", "merge", "new_run"]

DRIVER = "postgresql+psycopg"
_EXAMPLE = f"{DRIVER}://host/database"

#: Seconds to wait for a server to answer, unless the address says otherwise (connect_timeout).
_CONNECT_PATIENCE_S = 10

#: Seconds to wait for somebody else who loads the same dataset, builds, or just keeps a run.
_LOCK_PATIENCE_S = 20

#: After so many seconds of silence, and again after so many, the server asks whether a client is still
#: there; after so many questions without an answer it takes back what that one was doing. With the
#: server's own settings, a laptop that was closed in mid-load keeps a dataset locked for two hours.
_KEEPALIVE = {"tcp_keepalives_idle": 60, "tcp_keepalives_interval": 15, "tcp_keepalives_count": 4}

#: Advisory lock of whoever makes or changes tables: "kgledger" as a number.
_MAKING = int.from_bytes(b"kgledger", "big")

_BUSY = "somebody else is writing the same: loading the same file, or building. Wait, then try again."
_LOST = (
    "the connection to the server was lost ({}). What was being written is taken back, unless it was just "
    "being kept: run this again, and what is there already stays as it is."
)
_RIGHTS = "Ask who runs the server for the rights that docs/how-to/share-a-ledger.md lists."

#: What to tell the user, by SQLSTATE (PostgreSQL's manual, appendix A); ``{}`` is what the server says.
_EXPLAINED = {
    "55P03": _BUSY,  # lock_not_available: our patience is over
    "40P01": _BUSY,  # deadlock_detected
    "40001": _BUSY,  # serialization_failure
    "53100": "the server's disk is full. Nothing was changed; let it be given space, then run this again.",
    "53200": "the server is out of memory ({}). Nothing was changed; try again later.",
    "53300": "the server has too many connections ({}). Try again later, or have the limit raised.",
    "42501": f"not permitted ({{}}). {_RIGHTS}",
    "3F000": "the schema is not there, or not for you ({}). If the address names one: CREATE SCHEMA NAME",
    "25006": "can only be read ({}): is this a standby? Name the server that is written to.",
    "57P01": _LOST,
    "57P02": _LOST,
    "57P05": _LOST,
}
_BUSY_STATES = frozenset(state for state, text in _EXPLAINED.items() if text is _BUSY)

_NOT_ADMITTED = (
    "the server lets nobody in this way ({}). Ask who runs it for a line in its pg_hba.conf; where only "
    "encrypted connections have one, write ?sslmode=require behind the address."
)
_NOT_ENCRYPTED = (
    "no encrypted connection, or none that can be trusted ({}). Behind the address, ?sslmode=require encrypts"
    " where the server can, and ?sslmode=verify-full&sslrootcert=FILE checks by a certificate who it is."
)
#: What is said where no connection comes about -> what to do; the first that fits. There is no SQLSTATE yet.
_REFUSALS = (
    (("invalid ", "definition of service"), "a setting of the address cannot be used ({}). Mend it."),
    (("too many c", "connection slots"), _EXPLAINED["53300"]),
    (
        ("starting up", "shutting down", "recovery mode", "yet accepting", "currently accepting"),
        "the server takes no connections now ({}). Try again in a minute.",
    ),
    (("pg_hba.conf",), _NOT_ADMITTED),
    (("SSL", "certificate"), _NOT_ENCRYPTED),
    (("not permitted", "permission denied"), f"not permitted ({{}}). {_RIGHTS}"),
    (("password", "authentication", "role "), f"refuses to let you in ({{}}). {WHERE_PASSWORDS_BELONG}"),
    (("does not exist",), "there is no such database ({}). Make it: createdb --encoding=UTF8 NAME"),
)
#: How the driver begins to tell of a connection that never was.
_NO_CONNECTION = ("connection ", "failed to resolve host")
_UNREACHABLE = "the server cannot be reached ({}). Is it running, and are host and port right?"


class PostgresDatabase:
    """A database of a server as the place of a ledger; see :class:`kg.ledger.place.Place`.

    Its tables stand in the first schema of the search path, which is as a rule ``public``.

    Args:
        address: ``postgresql+psycopg://host/database``; user, password and all else as libpq takes them
            from its environment variables, service file and password file.

    Raises:
        UsageError: it is an address of something else, or has a password in it.
    """

    instead = "Name an empty database that is for the ledger alone."

    def __init__(self, address: str) -> None:
        if has_password(address):
            raise UsageError(f"The ledger's address has a password in it. {WHERE_PASSWORDS_BELONG}")
        try:
            self._url = sa.make_url(address)
        except (sa.exc.ArgumentError, ValueError) as error:
            raise UsageError(f"The ledger's address cannot be read. Write it as {_EXAMPLE}") from error
        if self._url.drivername != DRIVER:
            scheme = f"{self._url.drivername}://"
            raise UsageError(f"A ledger cannot be at {scheme} Name a file, or write {_EXAMPLE}")
        self.address = address
        self.shown = self._url.render_as_string(hide_password=True)

    def find(self, *, create: bool) -> None:
        """There is nothing to find before the server is asked."""

    def writable(self) -> bool:
        """The server decides."""
        return True

    def engine(self) -> sa.Engine:
        """Makes connections. None is open yet.

        Raises:
            LedgerError: the driver is not installed.
        """
        usual = {"connect_timeout": str(_CONNECT_PATIENCE_S), "application_name": "kg"}
        url = self._url.update_query_dict({**usual, **self._url.query})
        try:
            engine = sa.create_engine(url, pool_size=1, max_overflow=-1, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise LedgerError(
                f"{self.shown}: the driver for PostgreSQL is missing. pip install 'kg-newsroom[postgres]'"
            ) from error
        sa.event.listen(engine, "connect", _prepare)
        return engine

    def is_empty(self, connection: sa.Connection) -> bool:
        """Whether the schema has no table nor view, but for those of extensions."""
        count = """
            SELECT count(*) FROM pg_class c
            WHERE c.relnamespace = to_regnamespace(current_schema()::text)
            AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
        """
        return not connection.scalar(sa.text(count))

    def begin_reading(self, connection: sa.Connection) -> None:
        """Begin a transaction that sees one state."""
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def begin_writing(self, connection: sa.Connection) -> None:
        """Begin a transaction that adds a run, beside others; after a wait it sees what those have kept."""
        connection.execution_options(isolation_level="READ COMMITTED")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE_S}s'")

    def begin_building(self, connection: sa.Connection) -> None:
        """Begin the only transaction that says who is who; it sees one state, that after the last build."""
        connection.execution_options(isolation_level="REPEATABLE READ")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE_S}s'")
        # A SELECT would fix what is seen before it waits; these two do not.
        connection.exec_driver_sql("LOCK TABLE builds IN SHARE ROW EXCLUSIVE MODE")

    def begin_making(self, connection: sa.Connection) -> None:
        """Begin the only transaction that makes or changes tables.

        Raises:
            LedgerError: the database cannot hold every text.
        """
        self.begin_writing(connection)
        encoding = connection.scalar(sa.text("SHOW server_encoding"))
        if encoding != "UTF8":
            raise LedgerError(
                f"{self.shown}: its encoding is {encoding}, which lacks letters. "
                "Make one with createdb --encoding=UTF8 --template=template0 NAME"
            )
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MAKING)))

    def explained(self, error: BaseException) -> LedgerError:
        """What to tell the user about an error of the driver."""
        says = " ".join(str(error).split())
        state = getattr(error, "sqlstate", None)
        if state is not None:
            lost = _LOST if state.startswith("08") else "{}."
            kind = LedgerBusy if state in _BUSY_STATES else LedgerError
            return kind(f"{self.shown}: {_EXPLAINED.get(state, lost).format(says)}")
        if not says.startswith(_NO_CONNECTION):
            text = _LOST if _is_of_connection(error) else "{}."
        else:
            told = (text for words, text in _REFUSALS if any(word in says for word in words))
            text = next(told, _UNREACHABLE)
        return LedgerError(f"{self.shown}: {text.format(says)}")


def _is_of_connection(error: BaseException) -> bool:
    """Whether an error without SQLSTATE is about the connection, not about a value."""
    return type(error).__name__ == "OperationalError"


def _prepare(connection: Any, _record: object) -> None:
    for name, value in _KEEPALIVE.items():
        connection.execute(f"SET {name} = {value}")
    connection.commit()


# What follows keeps kg.ledger.bulk.Bulk.


def merge(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[tuple[Any, ...]],
    on_conflict: Callable[[Any], Any],
) -> int:
    """Bring rows to the server by COPY, into a table of this transaction's, and insert them from there."""
    names = [column.name for column in table.columns]
    key = [names.index(column.name) for column in table.primary_key.columns]
    distinct = {tuple(row[place] for place in key): row for row in rows}  # one command meets a key once
    staged = sa.table(f"incoming_{table.name}", *map(sa.column, names))
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE IF NOT EXISTS {staged.name} (LIKE {table.name}) ON COMMIT DROP;"
            f"TRUNCATE {staged.name}"
        )
        with cursor.copy(f"COPY {staged.name} FROM STDIN") as copy:
            for row in distinct.values():
                copy.write_row(row)
    filled_from_there = on_conflict(insert(table).from_select(names, sa.select(staged)))
    done = connection.execute(filled_from_there, execution_options={"preserve_rowcount": True})
    return int(done.rowcount)


def clear(connection: sa.Connection, table: sa.Table) -> None:
    """Empty a table. To drop its indexes, or to truncate it, would keep readers waiting."""
    connection.execute(sa.delete(table))


def filled(connection: sa.Connection, table: sa.Table) -> None:
    """Let the planner know how many rows there are: it may be minutes before the server looks by itself."""
    connection.exec_driver_sql(f"ANALYZE {table.name}")


def new_run(connection: sa.Connection) -> int:
    """A number of the sequence; one that is not used in the end is left out."""
    return int(connection.scalar(sa.text("SELECT nextval(pg_get_serial_sequence('runs', 'id'))")) or 0)


def line_up(connection: sa.Connection) -> None:
    """Lock the table of runs, for as long as it takes to commit."""
    connection.exec_driver_sql("LOCK TABLE runs IN SHARE ROW EXCLUSIVE MODE")


def go_on_counting(connection: sa.Connection, table: sa.Table) -> None:
    """Set the sequence of the table's numbers behind the highest of them."""
    if table.autoincrement_column is not None:
        last = sa.func.max(table.c.id)
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))))
