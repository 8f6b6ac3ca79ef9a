"""Rows in which a graph goes to a server: whatever stands in a column comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.graph import Edge, Node
from kg.stores import neo4j_writing
from kg.stores.neo4j_store import Neo4jStore
from tests.servers_neo4j import empty, require_neo4j
from tests.stores.samples import LEDGER, complete, edge, held, node, ontology

pytestmark = pytest.mark.neo4j

_texts = st.sampled_from(["", "a", "Siti Contoh", "\x1c", "\x1d", "\x1e", "a\x1eb", "\x1fa", "null"])
_values: st.SearchStrategy[Any] = (
    st.none() | _texts | st.lists(_texts, max_size=3) | st.sampled_from([1, 2.5, True, date(2024, 9, 3)])
)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """A store on the server of all tests, emptied; rows are sent two at a time."""
    given = require_neo4j()
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    empty(given)
    monkeypatch.setattr(neo4j_writing, "BATCH", 2)
    store = Neo4jStore(given["KG_NEO4J_URI"], ontology())
    yield store
    store.close()


def _graph(rows: list[tuple[Any, Any]]) -> tuple[list[Node], list[Edge]]:
    """A node and an edge for each row, which has two properties; null is a property that is not there."""
    said = [
        {name: value for name, value in zip(("role", "note"), row, strict=True) if value is not None}
        for row in rows
    ]
    people = [node(f"person-{i}", **properties) for i, properties in enumerate(said)]
    ties = [
        edge(f"signed-{i}", "SIGNED", f"person-{i}", "agreement-1", **properties)
        for i, properties in enumerate(said)
    ]
    return [*people, node("agreement-1")], ties


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
)
@example([("a", []), (None, ["a"]), (None, [])])
@example([(None, None), (None, "a"), (["a"], "\x1e")])
@example([("a", ["\x1f"]), (["a"], None), ("b", 1)])
@given(st.lists(st.tuples(_values, _values), min_size=1, max_size=7))
def test_columns_come_back_as_they_were(store: Neo4jStore, rows: list[tuple[Any, Any]]) -> None:
    nodes, edges = _graph(rows)
    store.apply(complete(nodes, edges), LEDGER)
    assert held(store.snapshot()) == held([*nodes, *edges])


def test_texts_go_in_one_cell_and_other_values_in_their_own() -> None:
    nodes, edges = _graph([("Ketua", ["a", "b"]), ("Anggota", [])])
    nodes = [node("person-1", role="Ketua", year=2024, day=None), *nodes]
    steps = list(neo4j_writing.steps(complete(nodes, edges), ontology()))
    assert {len(row) for step in steps[1:] for row in step.rows} == {1}
    assert {len(row) for row in steps[0].rows} == {2}
