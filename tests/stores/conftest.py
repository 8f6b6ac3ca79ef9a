"""The graph of the bundled data, for every store to hold."""

from __future__ import annotations

import pytest

from kg.graph import Edge, Node, prepare_changes
from kg.workspace import Workspace


class _TakeBackError(Exception):
    """Ends a transaction without a trace."""


@pytest.fixture(scope="session")
def bundled_graph(bundled: Workspace) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges as they come out of the ledger."""
    found: tuple[list[Node], list[Edge]] = ([], [])
    try:
        with bundled.ledger.building() as connection:
            changes = prepare_changes(
                connection, bundled.ontology, None, fingerprint=bundled.project.fingerprint("schema")
            )
            found = list(changes.nodes), list(changes.edges)
            raise _TakeBackError
    except _TakeBackError:
        return found
