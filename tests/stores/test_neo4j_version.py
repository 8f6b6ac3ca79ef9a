"""How often a server is asked whether its graph is still the same. No server is needed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.stores import Version
from kg.stores.neo4j_store import Neo4jStore
from tests.stores.samples import LEDGER, ontology


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
