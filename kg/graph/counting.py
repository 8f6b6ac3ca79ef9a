"""How far a build is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kg.graph.elements import Changes


class Counter:
    """Counts the elements of changes while a store takes them.

    Args:
        changes: whose nodes and edges are counted as they are read.
        progress: called now and then with the number so far.
    """

    def __init__(self, changes: Changes, progress: Callable[[int], None]) -> None:
        self.seen = len(changes.gone_nodes) + len(changes.gone_edges)
        self._progress = progress
        changes.nodes = self._counted(changes.nodes)
        changes.edges = self._counted(changes.edges)

    def _counted(self, elements: Iterable[Any]) -> Any:
        for element in elements:
            self.seen += 1
            if self.seen % 5_000 == 0:
                self._progress(self.seen)
            yield element
