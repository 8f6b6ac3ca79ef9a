"""Several ways between two entities.

They keep to the rules of :mod:`kg.connections`: not through sources, dates, topics, regions or hubs.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.connections import COMMON, MOST_HOPS, NAMES, PATIENCE, Connection, Step, Way, hubs, shortest, whole
from kg.errors import UsageError
from kg.given import is_whole, several
from kg.graph import Edge

if TYPE_CHECKING:
    import networkx

    from kg.ontology import Ontology
    from kg.stores import Store
    from kg.workspace import Workspace


class Line(NamedTuple):
    """An edge by ids: cheap to read by the hundred thousand, where whole edges are not."""

    concept: str
    id: str
    tail: str
    head: str


@dataclass(frozen=True)
class Ground:
    """The graph in memory, one edge for each pair of nodes.

    Attributes:
        concepts: of the nodes, by id.
        graph: ids; an edge has ``edge``, of several the first by concept and id.
    """

    concepts: dict[str, str]
    graph: networkx.Graph[str]

    @classmethod
    def of(cls, concepts: Mapping[str, str], edges: Iterable[Edge | Line]) -> Ground:
        """Take nodes, each with its concept, and edges; those that lead to other nodes are left out."""
        import networkx

        known = {id: concepts[id] for id in sorted(concepts)}
        graph: networkx.Graph[str] = networkx.Graph()
        graph.add_nodes_from(known)
        for edge in sorted(edges, key=lambda edge: (edge.concept, edge.id)):
            within = edge.tail in known and edge.head in known
            if within and edge.tail != edge.head and not graph.has_edge(edge.tail, edge.head):
                graph.add_edge(edge.tail, edge.head, edge=edge)
        return cls(known, graph)

    def open_to(self, ends: Collection[str], shut: Collection[str]) -> networkx.Graph[str]:
        """The part that may be gone through on the way between two ends; what is ``shut`` may not."""
        kept = (
            id
            for id, concept in self.concepts.items()
            if id in ends or (id not in shut and concept not in COMMON)
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

    def hop(self, start: str, end: str) -> Step:
        """The hop from one node to its neighbour."""
        edge: Edge | Line = self.graph[start][end]["edge"]
        return Step(start, edge.concept, end, edge.id, edge.tail == start)


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
    store = workspace.store  # one graph for all of it, though somebody builds another meanwhile
    ground = _ground(store, workspace.ontology, stops)
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
    others = islice(
        (hops for hops in (_hops(ground, legs) for legs in found) if _ends(hops) != known), count - 1
    )
    return [first, *(Way(_read(store, hops, ground), first.left_out) for hops in others)]


def _ground(store: Store, ontology: Ontology, stops: Collection[str]) -> Ground:
    """What may be gone through, and the stops, whatever these are: read by ids alone."""
    concepts: dict[str, str] = {}
    lines: list[Line] = []
    columns = ("tail", "id", "head")
    for concept, join in ((edge.name, join) for edge in ontology.edges.values() for join in edge.joins):
        kept = [f"{end}.id IN $stops" for end, of in (("a", join.start), ("b", join.to)) if of in COMMON]
        query = (
            f"MATCH (a:{join.start})-[r:{concept}]->(b:{join.to}) {'WHERE ' if kept else ''}"
            f"{' AND '.join(kept)} RETURN a.id AS tail, r.id AS id, b.id AS head"
        )
        for row in store.read(query, {"stops": sorted(stops)}, PATIENCE, plain=columns).rows:
            if not all(isinstance(row[column], str) for column in columns):
                continue  # another application has nodes of these labels in the same database
            concepts |= {row["tail"]: join.start, row["head"]: join.to}
            lines.append(Line(concept, row["id"], row["tail"], row["head"]))
    return Ground.of(concepts, lines)


def _hops(ground: Ground, legs: Sequence[Sequence[str]]) -> tuple[Step, ...]:
    return tuple(ground.hop(here, there) for leg in legs for here, there in pairwise(leg))


def _ends(hops: Sequence[Step]) -> tuple[str, ...]:
    return tuple(hop.end for hop in hops)


def _read(store: Store, hops: Sequence[Step], ground: Ground) -> tuple[Connection, ...]:
    return tuple(whole(store, hop, ground.concepts) for hop in hops)
