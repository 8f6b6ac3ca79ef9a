"""A real PostgreSQL for tests: the one that `make postgres` starts, or another named in KG_POSTGRES_URI."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import pytest
import sqlalchemy as sa

from tests.processes import wait_for_end

SCRIPT = Path(__file__).parents[1] / ".ci" / "postgres"

_STARTED = re.compile(r"PostgreSQL (?P<state>.+) at (?P<uri>\S+), password in (?P<password>.+)")
_names = count()


def missing(what: str) -> NoReturn:
    """Skip, or fail where the tests were told that there are servers."""
    if os.environ.get("KG_REQUIRE_SERVERS") == "1":
        pytest.fail(what)
    pytest.skip(what)


class Server:
    """A running server, on which tests may make databases.

    Attributes:
        uri: address of a database to make others from.
        started: whether we had to start it.
    """

    def __init__(self, port: int | None = None) -> None:
        """Start it, unless it answers.

        Args:
            port: of a server of one's own; it is nobody else's, and KG_POSTGRES_URI does not count.
        """
        self._environment = dict(os.environ)
        if port is not None:
            self._environment |= {"KG_POSTGRES_PORT": str(port), "KG_POSTGRES_URI": ""}
        self._databases: list[str] = []
        self._killed: int | None = None
        self.start()

    def start(self) -> None:
        """Start it, unless it answers, and wait until it does."""
        if self._killed is not None:  # for a moment, it may answer still
            wait_for_end(self._killed)
            self._killed = None
        done = self._run("start")
        if done.returncode:
            missing(f"No PostgreSQL: `make postgres` says what is missing: {done.stderr.strip()}")
        self.uri, self.started = done.stdout.strip(), False
        if found := _STARTED.fullmatch(self.uri):
            self.uri, self.started = found["uri"], found["state"] != "answers"
            os.environ["PGPASSFILE"] = found["password"]
            self._data = Path(found["password"]).parent / "data"

    def stop(self) -> None:
        """Stop it in order."""
        self._run("stop")

    def kill(self, how: signal.Signals) -> None:
        """Send its first process a signal: SIGKILL as if the machine failed, SIGQUIT for a stop at once."""
        self._killed = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(self._killed, how)

    def _run(self, verb: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", str(SCRIPT), verb]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)

    @contextmanager
    def connected(self, address: str | None = None) -> Iterator[sa.Connection]:
        """A connection that keeps every statement at once."""
        engine = sa.create_engine(
            address or self.uri, poolclass=sa.pool.NullPool, isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            yield connection

    def execute(self, sql: str) -> Any:
        """Run one statement in the first database."""
        with self.connected() as connection:
            return connection.exec_driver_sql(sql)

    def new_database(self, like: str = "template0") -> str:
        """Make a database and give its address.

        Args:
            like: name or address of the database that it is a copy of.
        """
        name, first = f"kg_test_{os.getpid()}_{next(_names)}", like.rpartition("/")[2]
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # of a run that was broken off
        # Whoever still has it open keeps it from being copied.
        self.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{first}'")
        self.execute(f'CREATE DATABASE {name} TEMPLATE "{first}"')
        self._databases.append(name)
        return sa.make_url(self.uri).set(database=name).render_as_string()

    def drop(self, address: str) -> None:
        """Drop a database, whoever uses it."""
        name = str(sa.make_url(address).database)
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._databases.remove(name)

    def clear(self) -> None:
        """Drop all databases that were made."""
        for name in self._databases:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def running(port: int | None = None) -> Iterator[Server]:
    """A server; at the end it is as it was found, and whatever server was used before can be used again."""
    passwords = os.environ.get("PGPASSFILE")
    server = Server(port)
    try:
        yield server
    finally:
        try:
            server.clear()
        finally:  # a test may have left it dead
            if server.started:
                server.stop()
            os.environ.pop("PGPASSFILE", None)
            if passwords is not None:
                os.environ["PGPASSFILE"] = passwords


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server that all tests share."""
    with running() as server:
        yield server
