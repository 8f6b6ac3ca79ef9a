"""The Neo4j servers that tests use: the one at KG_NEO4J_URI, and others of their own to stop and to kill."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from random import SystemRandom

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

from tests.processes import wait_for_end

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci" / "neo4j" / "server"

#: What `.ci/neo4j/server` takes for granted too.
DEFAULTS = {
    "KG_NEO4J_URI": "bolt://127.0.0.1:7687",
    "KG_NEO4J_USER": "neo4j",
    "KG_NEO4J_PASSWORD": "kg-development",
}


def settings() -> dict[str, str]:
    """Address, user and password of the server that all tests share."""
    return {name: os.environ.get(name) or value for name, value in DEFAULTS.items()}


def require_neo4j() -> dict[str, str]:
    """The settings of a server that answers; it is started where it can be.

    Without one the test is skipped, or fails where KG_REQUIRE_SERVERS says that servers must be there.
    """
    trouble = _trouble()
    if not trouble:
        return settings()
    reason = f"no Neo4j ({trouble}); then: make neo4j"
    if os.environ.get("KG_REQUIRE_SERVERS"):
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def _trouble() -> str:
    """Why no server answers and none can be started; empty when one does. Tried once."""
    done = _script("start", settings())
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def driver(given: Mapping[str, str]) -> neo4j.Driver:
    """A bare driver, to look at a server without kg."""
    auth = given["KG_NEO4J_USER"], given["KG_NEO4J_PASSWORD"]
    return neo4j.GraphDatabase.driver(given["KG_NEO4J_URI"], auth=auth)


#: An index of this name says that tests are at work in the database, so that all there is theirs.
_MARK = "kg_tests_may_empty_this"
#: Databases that tests of this process are at work in.
_used: list[Mapping[str, str]] = []


def empty(given: Mapping[str, str]) -> None:
    """Empty a database, unless it holds what no test has made."""
    with driver(given) as bare:
        marked = bare.execute_query("SHOW INDEXES YIELD name WHERE name = $mark", mark=_MARK).records
        if not marked:
            if bare.execute_query("MATCH (n) RETURN count(n)").records[0][0]:
                uri = given["KG_NEO4J_URI"]
                pytest.fail(f"{uri} holds data. Tests empty the database: give them another in KG_NEO4J_URI.")
            bare.execute_query(f"CREATE INDEX {_MARK} FOR (n:KgTests) ON (n.id)")
        if given not in _used:
            _used.append(given)
        bare.execute_query("MATCH (n) DETACH DELETE n")


def leave() -> None:
    """Leave databases as they were found, empty: what is built there from now on is no test's."""
    while _used:
        with suppress(Neo4jError, DriverError), driver(_used.pop()) as bare:  # some servers are gone
            bare.execute_query("MATCH (n) DETACH DELETE n")
            bare.execute_query(f"DROP INDEX {_MARK} IF EXISTS")


def drop_schema(given: Mapping[str, str]) -> None:
    """Drop all constraints and indexes but the mark and the server's own."""
    with driver(given) as bare:
        for record in bare.execute_query("SHOW CONSTRAINTS YIELD name").records:
            bare.execute_query(f"DROP CONSTRAINT `{record['name']}`")
        own = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' AND name <> $mark RETURN name"
        for record in bare.execute_query(own, mark=_MARK).records:
            bare.execute_query(f"DROP INDEX `{record['name']}`")


class OwnServer:
    """A server of a test's own, which it may stop, kill and start again."""

    def __init__(self, home: Path, *changes: str) -> None:
        self.home, self._changes = home, changes
        self._port = _free_port()
        self.settings = {**DEFAULTS, "KG_NEO4J_URI": f"bolt://127.0.0.1:{self._port}"}

    @property
    def address(self) -> str:
        return self.settings["KG_NEO4J_URI"]

    def start(self) -> None:
        self._run("start", *self._changes)

    def stop(self) -> None:
        """Stop it in order."""
        self._run("stop")

    def fill(self, folder: Path) -> None:
        """While it is stopped, let the bulk import fill its database."""
        self._run("fill", str(folder))

    def kill(self) -> None:
        """Kill it at once, as when the machine loses its power; in order it takes ten seconds to stop."""
        with suppress(FileNotFoundError, ProcessLookupError):  # it never started, or is gone
            process = int((self.home / "run" / "pid").read_text("ascii"))
            os.kill(process, signal.SIGKILL)
            wait_for_end(process)

    def _run(self, *words: str) -> None:
        done = _script(*words, {**self.settings, "KG_NEO4J_HOME": str(self.home), "KG_NEO4J_HEAP": "512m"})
        assert done.returncode == 0, done.stderr


@contextmanager
def own_server(home: Path, *changes: str) -> Iterator[OwnServer]:
    """A server in a folder of its own, which is gone at the end; changes are lines of its neo4j.conf."""
    require_neo4j()  # what one server needs, the next does
    server = OwnServer(home, *changes)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    """One that nobody is given who connects: while a server is down, one of those might get its port."""
    while True:
        port = SystemRandom().randrange(20_000, 30_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def _script(*words: str | Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    *arguments, more = words
    environment = {**os.environ, **more}  # type: ignore[dict-item]
    return subprocess.run(
        [str(SCRIPT), *map(str, arguments)], env=environment, stderr=subprocess.PIPE, text=True, check=False
    )
