"""The connection to a Neo4j server: opened when it is first needed, its errors turned into ours."""

from __future__ import annotations

import logging
import os
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from kg.errors import KgError, QueryError, StoreError
from kg.stores.credentials import PASSWORD, USER, Ask, find_credentials

# Without a handler, Python prints the driver's remarks on queries: what matters of them is in Rows.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

#: Seconds until a server must have taken a connection, and until it must have said hello on it.
_CONNECT, _HELLO = 10.0, 15.0
#: Seconds for which a transaction that writes is tried again: longer than a server takes to start anew.
_RETRY = 60.0
#: Seconds for which an unused connection is trusted; after that it is tried before it is used.
_IDLE = 2.0

TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
#: The transaction needed more memory than ``db.memory.transaction.max`` and its like allow.
OUT_OF_MEMORY = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
#: Ended from elsewhere: by whoever looks after the server, or since its connection went meanwhile.
TERMINATED = "Neo.ClientError.Transaction.Terminated"
READ_ONLY = "Neo.ClientError.Statement.AccessMode"

#: Beginning of the server's code -> what to tell; ``{database}`` is the one that was asked for.
_EXPLAINED = {
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "too many attempts to log in failed. Wait a few seconds, and check {user} and {password}."
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password must be changed before the first use. Do it in Neo4j Browser."
    ),
    "Neo.ClientError.Security.Forbidden": (
        "this user may not do that. It must read and write, and create constraints and indexes."
    ),
    "Neo.ClientError.Security": (
        "user or password are wrong. Check {user} and {password} in the environment, or what the keyring has."
    ),
    "Neo.ClientError.Database.DatabaseNotFound": (
        "there is no database {database!r}. It is what follows the host in the address: neo4j://host/name."
    ),
    OUT_OF_MEMORY: (
        "a transaction needs more memory than the server allows. Raise db.memory.transaction.max in "
        "neo4j.conf, or give the server more memory, and run the same command again."
    ),
    "Neo.ClientError.Cluster.NotALeader": "this member of a cluster does not write. Use the scheme neo4j://.",
    TERMINATED: "somebody ended this on the server. Run the same command again.",
    "Neo.DatabaseError": (
        "the server failed ({message}). Is its disk full? Its logs say more. Start it anew, then run the "
        "same command again."
    ),
    "Neo.TransientError": "the server cannot do it now ({message}). Run the same command again.",
}


class Server:
    """A server and one of its databases.

    Attributes:
        address: as it was given.
        database: its name; None for the server's own choice.
        retry: seconds for which a transaction that writes is tried again.
        closed: how often the connections were let go of.

    Args:
        address: such as ``neo4j://host:7687/database``, without credentials.
        ask: how to ask for a password; None where nobody can be asked.
    """

    def __init__(self, address: str, ask: Ask | None) -> None:
        parts = urlsplit(address)
        self.address = address
        self.database = parts.path.strip("/") or None
        self._uri = parts._replace(path="").geturl()
        self.retry = _RETRY
        self.closed = 0
        self._ask = ask
        self._driver: neo4j.Driver | None = None
        self._close: weakref.finalize[Any, Any] | None = None
        self._bookmarks: Any = None
        self._process = os.getpid()
        self._copied: list[object] = []

    @property
    def driver(self) -> neo4j.Driver:
        """The driver, once the server has answered; of this process, since a fork copies connections."""
        if self._process != os.getpid():
            self._leave_to_parent()
        if self._driver is None:
            auth = neo4j.basic_auth(*find_credentials(self._uri, self._ask))
            self._driver = driver = neo4j.GraphDatabase.driver(
                self._uri,
                auth=auth,
                user_agent=f"kg/{version('kg-newsroom')}",
                connection_timeout=_CONNECT,
                connection_acquisition_timeout=_HELLO,
                liveness_check_timeout=_IDLE,
            )
            self._close = weakref.finalize(self, driver.close)
            self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
            try:
                driver.verify_connectivity()  # fails at once, where a transaction would try again and again
            except BaseException:
                self.close()
                raise
            return driver
        return self._driver

    def connect(self) -> None:
        """See that the server answers, where that has not been seen yet."""
        with self.explained():
            _ = self.driver

    @contextmanager
    def session(self, *, writing: bool = False) -> Iterator[neo4j.Session]:
        """A session that sees what earlier ones of this store wrote. Unless it is for writing, it cannot."""
        driver, closed = self.driver, self.closed
        session = driver.session(
            database=self.database,
            default_access_mode="WRITE" if writing else "READ",
            bookmark_manager=self._bookmarks,
        )
        try:
            with session:
                try:
                    yield session
                except KeyboardInterrupt:
                    self.close()  # else the session would wait for what is still to come
                    raise
        except (KgError, exceptions.Neo4jError, exceptions.DriverError):
            raise
        except Exception as error:
            if self.closed == closed:
                raise
            # While another thread closes its connections, the driver may stumble anywhere in its own code.
            with suppress(Exception):
                session.close()
            raise exceptions.ServiceUnavailable("Another thread has hung up") from error

    def rows(self, cypher: str, *, writing: bool = False, **parameters: Any) -> list[dict[str, Any]]:
        """All rows of a query of our own."""
        with self.explained(), self.session(writing=writing) as session:
            return session.run(cypher, parameters).data()

    def write(self, statements: Iterable[str]) -> None:
        """Do several things in one transaction."""
        with self.explained(), self.session(writing=True) as session, session.begin_transaction() as together:
            for statement in statements:
                together.run(statement).consume()
            together.commit()

    def close(self) -> None:
        """Let go of all connections; the next use opens new ones."""
        if self._close is not None:
            self.closed += 1
            self._close()
        self._driver = self._close = None

    def _leave_to_parent(self) -> None:
        """Forget connections that belong to the process that was forked, without closing them for it."""
        self._process = os.getpid()
        if self._close is not None:
            self._close.detach()
            self._copied.append(self._driver)  # to throw it away would say goodbye to the server
        self._driver = self._close = None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn the driver's errors into ours, naming the address and what to do.

        Raises:
            StoreError: whatever went wrong.
        """
        try:
            yield
        except exceptions.Neo4jError as error:
            raise StoreError(f"{self.address}: {self._explain(error)}") from error
        except exceptions.ConfigurationError as error:
            raise StoreError(f"{self.address}: {error}. Check the address.") from error
        except exceptions.DriverError as error:
            raise StoreError(f"{self.address}: {_unreachable(error)}") from error

    def _explain(self, error: Any) -> str:
        code, message = str(error.code or ""), " ".join(str(error.message or error).split())
        about = {"message": message, "database": self.database, "user": USER, "password": PASSWORD}
        told = next((text for begin, text in _EXPLAINED.items() if code.startswith(begin)), "{message}")
        return told.format(**about)


def _unreachable(error: Exception) -> str:
    """Why a server was not reached, as far as it can be told."""
    whole = " ".join(map(str, _causes(error))).lower()
    if "ssl" in whole or "encrypt" in whole or "certificate" in whole:
        return (
            "no encrypted connection. Leave out the +s of the scheme when the server does not encrypt, or "
            "write +ssc when its certificate is its own."
        )
    if "http" in whole:
        return "this is a web server. The port of Bolt is 7687 unless neo4j.conf says otherwise."
    if "timed out" in whole or "timeout" in whole or "failed to obtain" in whole:
        return "something takes connections there, but says nothing. Is it Neo4j, and is it well?"
    if "refused" in whole or "resolve" in whole or "connect" in whole:
        return "no Neo4j answers there. Is the server running, and are host and port right?"
    return f"the connection was lost ({error}). Run the same command again."


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it; of a cluster, each member's."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _causes(each)
        error = error.__cause__ or error.__context__


def query_error(error: Any, cypher: str) -> QueryError:
    """What a query of the user's did wrong."""
    code, message = str(getattr(error, "code", None) or ""), str(getattr(error, "message", None) or error)
    if code == READ_ONLY:
        message = "Queries only read. The graph is made from the ledger: load records to change it."
    elif code == OUT_OF_MEMORY:
        message = "The query takes more memory than the server allows. Narrow it down."
    return QueryError(message, cypher)
