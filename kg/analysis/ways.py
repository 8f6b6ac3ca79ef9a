"""Several ways between two entities.

They keep to the rules of :mod:`kg.connections`: not through sources, dates, topics, regions or hubs.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.connections import COMMON, MOST_HOPS, NAMES, Connection, Way, hubs, shortest
from kg.errors import UsageError
from kg.given import is_whole, several
from kg.graph import Edge, Node

if TYPE_CHECKING:
    import networkx

    from kg.workspace import Workspace


@dataclass(frozen=True)
class Ground:
    """The whole graph in memory, one edge for each pair of nodes.

    Attributes:
        nodes: by id.
        graph: ids; an edge has ``edge``, of several the first by concept and id.
    """

    nodes: dict[str, Node]
    graph: networkx.Graph[str]

    @classmethod
    def of(cls, elements: Iterable[Node | Edge]) -> Ground:
        """Take what a store's ``snapshot()`` gives; what has only sources to connect it is left out."""
        import networkx

        nodes: dict[str, Node] = {}
        edges: list[Edge] = []
        for element in elements:
            if isinstance(element, Edge):
                edges.append(element)
            elif element.concept != "Source":
                nodes[element.id] = element
        graph: networkx.Graph[str] = networkx.Graph()
        graph.add_nodes_from(sorted(nodes))
        for edge in sorted(edges, key=lambda edge: (edge.concept, edge.id)):
            known = edge.tail in nodes and edge.head in nodes
            if known and edge.tail != edge.head and not graph.has_edge(edge.tail, edge.head):
                graph.add_edge(edge.tail, edge.head, edge=edge)
        return cls(nodes, graph)

    def open_to(self, ends: Collection[str], shut: Collection[str]) -> networkx.Graph[str]:
        """The part that may be gone through on the way between two ends; what is ``shut`` may not."""
        kept = (
            id
            for id, node in self.nodes.items()
            if id in ends or (id not in shut and node.concept not in COMMON)
        )
        return self.graph.subgraph(kept).copy()

    def ways(self, here: str, there: str, shut: Collection[str]) -> Iterator[list[str]]:
        """Ids of the nodes of each way, none longer than :data:`MOST_HOPS`, the shortest first."""
        import networkx

        graph = self.open_to({here, there}, shut)
        try:
            for nodes in networkx.shortest_simple_paths(graph, here, there):
                if len(nodes) > MOST_HOPS + 1:
                    return
                yield nodes
        except networkx.NetworkXNoPath:
            return

    def hop(self, start: str, end: str) -> Connection:
        """The hop from one node to its neighbour."""
        edge: Edge = self.graph[start][end]["edge"]
        return Connection(self.nodes[start], edge, self.nodes[end], edge.tail == start)


def between(
    workspace: Workspace,
    start: str,
    end: str,
    count: int,
    *,
    avoid: Sequence[str] = (),
    through: Sequence[str] = (),
) -> list[Way]:
    """The shortest ways between two entities, none of them twice, the shortest first.

    Args:
        workspace: with a built graph.
        start, end, avoid, through: as for :func:`kg.connections.shortest`, whose way comes first.
        count: how many at most.

    Returns:
        As many as there are, none longer than :data:`kg.connections.MOST_HOPS` between two stops; where
        there is none, one without hops. Two ways differ in a node that they go through, not only in an edge.

    Raises:
        UsageError: ``count`` is below 1, or both ends are one entity.
        NotFound, Ambiguous: a name matches nothing, or several.
    """
    if not is_whole(count, 1):
        raise UsageError(f"At least one way has to be asked for, not {count!r}.")
    count = min(int(count), sys.maxsize)  # more cannot be counted, and there are never so many
    avoid, through = several(avoid, NAMES), several(through, NAMES)
    stops = [workspace.find(name).id for name in (start, *through, end)]
    if stops[0] == stops[-1] and not through:
        raise UsageError(f"{start!r} and {end!r} are one and the same.")
    first = shortest(workspace, start, end, avoid=avoid, through=through)
    if not first.hops or count == 1:
        return [first]
    ground = Ground.of(workspace.store.snapshot())
    shut = {workspace.find(name).id for name in avoid} | {id for id, _ in hubs(workspace)} - set(stops)
    legs = [
        [tuple(leg) for leg in islice(ground.ways(here, there, shut), count)]
        for here, there in pairwise(stops)
    ]
    found: list[tuple[tuple[str, ...], ...]] = [()]
    for leg in legs:  # what is not among the shortest so far never will be: all combinations may be billions
        longer = [(*way, further) for way in found for further in leg]
        found = sorted(longer, key=lambda legs: sum(map(len, legs)))[:count]
    known = tuple(hop.end.id for hop in first.hops)
    others = (hops for hops in (_hops(ground, legs) for legs in found) if _ends(hops) != known)
    return [first, *(Way(hops, first.left_out) for hops in islice(others, count - 1))]


def _hops(ground: Ground, legs: Sequence[Sequence[str]]) -> tuple[Connection, ...]:
    return tuple(ground.hop(here, there) for leg in legs for here, there in pairwise(leg))


def _ends(hops: Sequence[Connection]) -> tuple[str, ...]:
    return tuple(hop.end.id for hop in hops)
