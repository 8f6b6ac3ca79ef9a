"""How often a server is asked whether its graph is still the same. No server is needed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.stores import Version
from kg.stores.neo4j_store import Neo4jStore
from tests.stores.samples import LEDGER, increment, ontology


def test_what_a_server_holds_is_asked_for_every_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Neo4jStore("bolt://127.0.0.1:1", ontology())
    clock = SimpleNamespace(monotonic=lambda: now)
    one, other = Version(LEDGER, "1"), Version(LEDGER, "2")
    answers = [None, one, other]
    monkeypatch.setattr("kg.stores.neo4j_store.time", clock)
    monkeypatch.setattr(store, "version", lambda: answers.pop(0))
    now = 1.0
    assert store.recent_version() is None
    assert store.recent_version() == one  # what was not there a moment ago is looked for again
    now = 5.9
    assert store.recent_version() == one
    now = 6.1
    assert store.recent_version() == other
    assert not answers


def test_what_was_seen_while_a_graph_was_changed_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a page's thread may ask while another one builds."""
    store = Neo4jStore("bolt://127.0.0.1:1", ontology())
    one, other = Version(LEDGER, "1"), Version(LEDGER, "2")
    held = [one]
    monkeypatch.setattr(store, "version", lambda: held[-1])

    def changed(*_: object) -> None:
        assert store.recent_version() == one
        held.append(other)

    monkeypatch.setattr(store, "_bring_up", changed)
    store.apply(increment(build="2"), LEDGER)
    assert store.recent_version() == other
