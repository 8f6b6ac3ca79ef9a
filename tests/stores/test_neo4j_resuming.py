"""A build that is interrupted goes on where it was, on a real server, and ends in the same graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from neo4j.exceptions import Neo4jError

import kg
from kg.cli.build import describe
from kg.errors import StoreError
from kg.graph import Changes, Edge
from kg.stores import Version, neo4j_transactions, neo4j_writing
from kg.stores.neo4j_store import Neo4jStore
from kg.stores.neo4j_transactions import Transactions
from tests.servers_neo4j import driver, empty, require_neo4j
from tests.stores.samples import (
    LEDGER,
    BreakOffError,
    breaking_off,
    complete,
    crowd,
    held,
    increment,
    node,
    ontology,
)

pytestmark = pytest.mark.neo4j

ROOT = Path(__file__).parents[2]
Given = dict[str, str]

#: People in the graph that is built; each stands in for the next.
SIZE = 2_000


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """The server of all tests, emptied; transactions are small."""
    given = require_neo4j()
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    empty(given)
    monkeypatch.setattr(neo4j_writing, "BATCH", 500)
    return given


@pytest.fixture
def store(given: Given) -> Iterator[Neo4jStore]:
    store = Neo4jStore(given["KG_NEO4J_URI"], ontology())
    yield store
    store.close()


def changes(content: str = "state 1") -> Changes:
    return replace(complete(*crowd(SIZE)), content=content)


def interrupt(store: Neo4jStore, edges: int = 1_200) -> None:
    """Begin to build, and break off when so many edges are made."""
    broken = changes()
    broken.edges = breaking_off(broken.edges, edges)
    with pytest.raises(BreakOffError):
        store.apply(broken, LEDGER)


def fill_and_be_killed(edges: int) -> None:
    """In a process of its own: begin to build, and be killed when so many edges are made."""
    neo4j_writing.BATCH = 500
    broken = changes()
    first = list(broken.edges)[:edges]

    def until_killed() -> Iterator[Edge]:
        yield from first
        os.kill(os.getpid(), signal.SIGKILL)

    broken.edges = until_killed()
    Neo4jStore(os.environ["KG_NEO4J_URI"], ontology()).apply(broken, LEDGER)


def connections(given: Given) -> set[str]:
    """Those that kg has opened."""
    with driver(given) as bare:
        found = "CALL dbms.listConnections() YIELD connectionId, userAgent WHERE userAgent STARTS WITH 'kg/' "
        return set(bare.execute_query(found + "RETURN collect(connectionId)").records[0][0])


def mark(given: Given) -> int:
    """Mark what is there; how many nodes and edges that is."""
    with driver(given) as bare:
        nodes = bare.execute_query("MATCH (n:KgNode) SET n.marked = true RETURN count(*)").records[0][0]
        edges = bare.execute_query("MATCH (:KgNode)-[r]->() SET r.marked = true RETURN count(*)").records[0][
            0
        ]
    return int(nodes + edges)


def unmark(given: Given) -> int:
    """Take the marks off; how many were still there."""
    with driver(given) as bare:
        nodes = "MATCH (n:KgNode) WHERE n.marked REMOVE n.marked RETURN count(*)"
        edges = "MATCH (:KgNode)-[r]->() WHERE r.marked REMOVE r.marked RETURN count(*)"
        return sum(int(bare.execute_query(query).records[0][0]) for query in (nodes, edges))


def test_after_a_kill_what_is_there_is_not_sent_again(store: Neo4jStore, given: Given) -> None:
    code = "from tests.stores.test_neo4j_resuming import fill_and_be_killed; fill_and_be_killed(1_200)"
    before = connections(given)
    died = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    until = time.monotonic() + 60
    while connections(given) - before:  # what it had sent by then, the server still does
        assert time.monotonic() < until
    assert store.version() is None
    there = mark(given)
    assert SIZE <= there < SIZE + 1_200
    again = changes()
    store.apply(again, LEDGER)
    assert again.there == there == unmark(given)
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])
    assert store.version() == Version(LEDGER, "1")


def test_each_attempt_goes_further(store: Neo4jStore, given: Given) -> None:
    for edges in (600, 600, 1_100):
        interrupt(store, edges)
    there = mark(given)
    store.apply(again := changes(), LEDGER)
    assert again.there == there == unmark(given) == SIZE + 500
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])


def test_parts_of_a_transaction_that_was_too_big_are_not_sent_again(
    store: Neo4jStore, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, calls = Transactions._once, 0

    def too_small_then_broken(self: Transactions, *work: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise neo4j_transactions._TooBigError(Neo4jError())
        if calls == 5:  # the second half of the third transaction
            raise BreakOffError
        return once(self, *work)

    monkeypatch.setattr(Transactions, "_once", too_small_then_broken)
    with pytest.raises(BreakOffError):
        store.apply(changes(), LEDGER)
    monkeypatch.undo()
    there = mark(given)
    store.apply(again := changes(), LEDGER)
    assert again.there == there == unmark(given) == 1_250
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])


def test_another_state_of_the_ledger_begins_anew(store: Neo4jStore, given: Given) -> None:
    interrupt(store)
    assert mark(given)
    store.apply(again := changes("state 2"), LEDGER)
    assert (again.there, unmark(given)) == (0, 0)
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])


@pytest.mark.parametrize("content", ["", "state 1"])
def test_what_was_finished_or_emptied_is_built_from_nothing(
    store: Neo4jStore, given: Given, content: str
) -> None:
    store.apply(changes(content), LEDGER)
    mark(given)
    store.apply(again := changes(content), LEDGER)
    assert (again.there, unmark(given)) == (0, 0)
    interrupt(store)
    store.clear()
    store.apply(again := changes(content), LEDGER)
    assert again.there == 0


def test_an_increment_on_top_of_an_interrupted_build_is_not_taken_for_it(
    store: Neo4jStore, given: Given
) -> None:
    interrupt(store)
    store.apply(increment([node(f"person-new-{i}") for i in range(1_200)]), LEDGER)
    store.apply(again := changes(), LEDGER)
    assert again.there == 0
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])


def test_other_rows_than_those_that_are_there_are_told(store: Neo4jStore) -> None:
    interrupt(store)
    other = changes()
    other.nodes = [node("person-other"), *list(other.nodes)[1:]]
    with pytest.raises(StoreError, match="same command again"):
        store.apply(other, LEDGER)
    store.apply(again := changes(), LEDGER)
    assert again.there == 0
    assert held(store.snapshot()) == held([*changes().nodes, *changes().edges])


def test_a_build_says_what_was_there(given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_writing, "BATCH", 20)
    project, address = tmp_path, given["KG_NEO4J_URI"]
    monkeypatch.setenv("KG_STORE", address)
    with kg.open(project) as workspace:
        workspace.load([ROOT / "data" / "agreements.jsonl"])
        commit, calls = Transactions._commit, 0

        def broken(self: Transactions, pack: list[neo4j_writing.Step]) -> None:
            nonlocal calls
            calls += 1
            if calls == 30:
                raise BreakOffError
            commit(self, pack)

        with monkeypatch.context() as patch:
            patch.setattr(Transactions, "_commit", broken)
            with pytest.raises(BreakOffError):
                workspace.build()
        there = mark(given)
        report = workspace.build()
        assert report.there == there == unmark(given)
        assert describe(report).startswith(f"Resumed: {there:,} of {report.changed:,}")
        resumed = held(workspace.store.snapshot())
        assert workspace.build(rebuild=True).there == 0
        assert held(workspace.store.snapshot()) == resumed
