"""A graph in two dictionaries: the oracle against which stores are tested. It cannot read Cypher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.graph import Changes, Edge, Node
from kg.stores.contract import Check, Version


class MemoryStore:
    """Applies changes in the plainest way. See :class:`kg.stores.contract.Store`."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, Edge] = {}
        self._version: Version | None = None

    def version(self) -> Version | None:
        return self._version

    def recent_version(self) -> Version | None:
        return self._version

    def apply(self, changes: Changes, ledger: str) -> None:
        if changes.complete:
            self.clear()
        for gone in changes.gone_edges:
            self._edges.pop(gone.id, None)
        for gone in changes.gone_nodes:
            self._nodes.pop(gone.id, None)
            self._edges = {
                id: edge for id, edge in self._edges.items() if gone.id not in (edge.tail, edge.head)
            }
        self._nodes.update((node.id, node) for node in changes.nodes)
        self._edges.update((edge.id, edge) for edge in changes.edges)
        self._version = Version(ledger, changes.build)

    def snapshot(self) -> Iterator[Node | Edge]:
        yield from self._nodes.values()
        yield from self._edges.values()

    def schema(self) -> dict[str, dict[str, int]]:
        labels = Counter(label for node in self._nodes.values() for label in node.labels)
        concepts = Counter(edge.concept for edge in self._edges.values())
        return {"nodes": dict(sorted(labels.items())), "edges": dict(sorted(concepts.items()))}

    def checks(self) -> Iterator[Check]:
        yield from ()

    def refresh(self) -> bool:
        return False

    def clear(self) -> None:
        self._nodes.clear()
        self._edges.clear()
        self._version = None

    def close(self) -> None:
        """Nothing is kept."""
