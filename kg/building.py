"""From the ledger to whatever keeps a graph: what a build hands over, and what it reports."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from kg.graph import Changes, Counter, prepare_changes
from kg.ledger import Ledger
from kg.ontology import Ontology


@dataclass(frozen=True)
class BuildReport:
    """What a build did.

    Attributes:
        build: its mark, by which the store names it.
        complete: whether the graph was made from nothing.
        changed: nodes and edges that were added, replaced or removed; of a complete build, all of them.
        there: how many of these an interrupted build had left in the store, and were not made again.
        count: counts the nodes and edges of the graph, as long as it is open; see
            :meth:`kg.stores.Store.schema`.
    """

    build: str
    complete: bool
    changed: int
    there: int
    count: Callable[[], Mapping[str, Mapping[str, int]]] = field(repr=False, compare=False)

    @property
    def nodes(self) -> Mapping[str, int]:
        """How many nodes the graph has, by label."""
        return self._counts["nodes"]

    @property
    def edges(self) -> Mapping[str, int]:
        """How many edges the graph has, by concept."""
        return self._counts["edges"]

    @cached_property
    def _counts(self) -> Mapping[str, Mapping[str, int]]:
        """Counted when somebody asks: after a change an engine looks through all edges for it."""
        return self.count()


def hand_over(
    ledger: Ledger,
    ontology: Ontology,
    fingerprint: str,
    holds: Callable[[], str | None],
    take: Callable[[Changes, str], None],
    *,
    rebuild: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> tuple[Changes, int]:
    """Hand over what turns the build that somebody holds into the ledger's graph.

    Args:
        ledger, ontology: what it is made from.
        fingerprint: of the concepts; when it changes, or kg itself does, everything is worked out again.
        holds: gives the mark of the build that the taker holds; None when it is to be given everything.
            Asked once it is our turn to build: until then somebody else may have given it another.
        take: called with the changes and the ledger's name; must have used them up when it returns.
        rebuild: work everything out again.
        progress: called with the number of nodes and edges made so far.

    Returns:
        The changes, used up, and how many nodes and edges they were.
    """
    name = ledger.name
    with collector_paused(), ledger.building() as connection:
        changes = prepare_changes(
            connection, ontology, None if rebuild else holds(), fingerprint=fingerprint, rebuild=rebuild
        )
        counter = Counter(changes, progress)
        take(changes, name)
    return changes, counter.seen


@contextmanager
def collector_paused() -> Iterator[None]:
    """Loading and building make millions of small objects, none in cycles: looking for some takes a third."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
