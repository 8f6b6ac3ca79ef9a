"""A server that is killed or stopped in mid-load leaves the whole run or nothing of it.

The server is one of these tests' own.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LedgerError
from kg.ledger import Ledger
from tests.ledger.killing import running
from tests.ledger.samples import fill, load, values
from tests.ledger.test_killed_load import ServerScene
from tests.servers_postgres import Server
from tests.servers_postgres import running as running_server

pytestmark = pytest.mark.postgres

#: A port that `make postgres` leaves alone.
PORT = 5449

SIGNALS = [signal.SIGKILL, signal.SIGQUIT]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server(PORT) as server:
        yield server


def restart(server: Server) -> None:
    """Start a server that was killed, as soon as the last of its processes has gone."""
    end = time.monotonic() + 120
    while True:
        try:
            server.start()
            return
        except pytest.fail.Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@pytest.mark.parametrize("how", SIGNALS, ids=["killed", "stopped at once"])
def test_a_server_that_goes_in_mid_load_leaves_no_half_run(
    server: Server, tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_REQUIRE_SERVERS", "1")  # it was there a moment ago
    scene = ServerScene(tmp_path, server, monkeypatch, replace=True)
    writing = scene.course.seconds["b"]
    reached = set()
    for part in (0.1, 0.4, 0.7):
        scene.reset()
        with running(*scene.arguments) as process:
            while (mark := process.next_mark()) != "b":
                assert mark, process.end()
            time.sleep(part * writing)
            server.kill(how)
            code, errors = process.end()
        restart(server)
        reached.add(mark := process.marks[-1])  # as in tests.ledger.child: writing, committing, done
        if mark != "d":
            assert code == 1, errors
            assert "connection to the server was lost" in errors
            assert "run this again" in errors
        assert "Traceback" not in errors
        possible = {"b": [scene.before], "c": [scene.before, scene.after], "d": [scene.after]}
        assert scene.state() in possible[mark]
        scene.load()
        assert scene.state() == scene.after
    assert "b" in reached, "the server never went while the run was being written"


def ask_until_it_fails(ledger: Ledger) -> None:
    for _ in range(600):  # the server's processes take a moment to go
        ledger.sources()
        time.sleep(0.1)


@pytest.mark.parametrize("how", SIGNALS, ids=["killed", "stopped at once"])
def test_a_ledger_that_stays_open_works_again_when_the_server_is_back(
    server: Server, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_REQUIRE_SERVERS", "1")
    ledger = fill(server.new_database())
    server.kill(how)
    gone = r"cannot be reached|connection to the server was lost|takes no connections now"
    with pytest.raises(LedgerError, match=gone):
        ask_until_it_fails(ledger)
    restart(server)
    load(ledger, {"b.jsonl": ["three"]})
    assert values(Ledger.open(ledger.address)) == {
        ("a.jsonl", "one"),
        ("a.jsonl", "two"),
        ("b.jsonl", "three"),
    }
