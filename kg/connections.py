"""What lies around an entity, and how two entities hang together.

Everything hangs together through the body that most agreements are made with, and through dates,
topics, regions and sources. Ways through those say nothing, so they are left out unless asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.entities import only_announced
from kg.errors import NotFound, UsageError
from kg.given import is_whole, several
from kg.graph import Edge, Node

if TYPE_CHECKING:
    import networkx

    from kg.ontology import Ontology
    from kg.stores import Store
    from kg.workspace import Workspace

#: Concepts whose nodes join what has nothing else in common.
COMMON = frozenset({"Source", "Date", "Topic", "Region"})

#: An institution that is party to more than this share of all agreements joins everything.
_HUB_SHARE = 0.1
#: Below this many agreements none is a hub.
_HUB_LEAST = 20

#: Longest way that is looked for, in hops: beyond it a connection cannot be told in a sentence.
MOST_HOPS = 8

#: How names to avoid or to go through are given.
NAMES = "Names to avoid or to go through are texts"

#: Seconds that reading one hop may take: a hub in a large graph has hundreds of thousands of edges.
PATIENCE = 600.0


class Connection(NamedTuple):
    """One hop of a way: ``edge`` joins ``start`` and ``end``, from start to end when ``forward``."""

    start: Node
    edge: Edge
    end: Node
    forward: bool

    def verb(self, ontology: Ontology) -> str:
        """How the two are connected, read from start to end; and that it was only announced."""
        reads = ontology.edges[self.edge.concept].reads
        told = (reads.forward if self.forward else reads.back).en
        return " ".join((told, *(f"({word})" for word in only_announced(ontology, self.start, self.end))))


@dataclass(frozen=True, repr=False)
class Way:
    """How two entities hang together.

    Attributes:
        hops: in order; empty when there is no way.
        left_out: names of hubs that no way was allowed to go through.
    """

    hops: tuple[Connection, ...]
    left_out: tuple[str, ...]

    def __repr__(self) -> str:
        steps = [f" - {hop.edge.concept} - {hop.end.properties['name']}" for hop in self.hops]
        start = [str(hop.start.properties["name"]) for hop in self.hops[:1]]
        return f"<Way: {''.join(start + steps) or 'none'}>"

    @property
    def again(self) -> tuple[str, ...]:
        """Names of nodes that it comes back to, since what it was to go through lies beside it."""
        nodes = [*(hop.start for hop in self.hops[:1]), *(hop.end for hop in self.hops)]
        passed = Counter(node.id for node in nodes)
        return tuple(dict.fromkeys(str(node.properties["name"]) for node in nodes if passed[node.id] > 1))


def shortest(
    workspace: Workspace, start: str, end: str, *, avoid: Sequence[str] = (), through: Sequence[str] = ()
) -> Way:
    """The shortest way between two entities.

    Args:
        workspace: with a built graph.
        start, end: names or ids.
        avoid: names of nodes that the way must not touch.
        through: names of nodes that it must touch, in this order; hubs among them are allowed.

    Raises:
        UsageError: a name is to be avoided, and the way begins, ends or is to go through there.
        NotFound, Ambiguous: a name matches nothing, or several.
    """
    stops = [workspace.find(name) for name in (start, *several(through, NAMES), end)]
    banned = {workspace.find(name).id: name for name in several(avoid, NAMES)}
    for stop in stops:
        if stop.id in banned:
            raise UsageError(f"{banned[stop.id]!r} is to be avoided, and the way is to touch it as well.")
    avoided = {id: name for id, name in hubs(workspace) if id not in {stop.id for stop in stops}}
    hops: list[Connection] = []
    for here, there in pairwise(stops):
        leg = _leg(workspace, here, there, banned.keys() | avoided.keys())
        if leg is None:
            return Way((), tuple(avoided.values()))
        hops += leg
    return Way(tuple(hops), tuple(avoided.values()))


def network(workspace: Workspace, around: str | None, hops: int) -> networkx.MultiDiGraph[str]:
    """The graph for networkx.

    Args:
        workspace: with a built graph.
        around: name or id of an entity; None gives everything but sources.
        hops: how far around it. Nodes that everything hangs on are shown but not passed through.

    Returns:
        Nodes by id with ``labels`` and ``properties``; edges by key (the edge's id) with ``id``,
        ``concept`` and ``properties``. ``graph["title"]`` says what it shows.
    """
    import networkx

    if not is_whole(hops, 0):
        raise UsageError(f"hops is how far to go around something, so it is 0 or more, not {hops!r}.")
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    if around is None:
        elements: Iterable[Node | Edge] = workspace.store.snapshot()
        found.graph["title"] = workspace.project.name
    else:
        centre = workspace.find(around)
        elements = _around(workspace, centre, hops)
        found.graph["title"] = centre.properties["name"]
    edges = []
    for element in elements:
        if isinstance(element, Edge):
            edges.append(element)
        elif element.concept != "Source":
            found.add_node(element.id, labels=list(element.labels), properties=element.properties)
    for edge in edges:
        if edge.tail in found and edge.head in found:
            found.add_edge(
                edge.tail,
                edge.head,
                key=edge.id,
                id=edge.id,
                concept=edge.concept,
                properties=edge.properties,
            )
    return found


def outline(workspace: Workspace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Everything but sources, without what is told of it: cheap to read by the hundred thousand.

    Returns:
        Nodes with ``id``, ``labels`` and, of ``properties``, ``name`` and ``kind``; edges with ``id``,
        ``concept``, ``from`` and ``to``, and no ``properties``, in the order of the networkx graph.
    """
    store, known = workspace.store, workspace.ontology.concept_of_id
    fields = "n.id AS id, labels(n) AS labels, n.name AS name, n.kind AS kind"
    query = f"MATCH (n) WHERE NOT n:Source RETURN {fields}"
    nodes = [
        {"id": row["id"], "labels": row["labels"], "properties": {"name": row["name"], "kind": row["kind"]}}
        for row in store.read(query, None, PATIENCE, plain=("id", "name", "kind")).rows
        if isinstance(row["id"], str) and known(row["id"]) in row["labels"]  # not another application's
    ]
    place = {node["id"]: number for number, node in enumerate(nodes)}
    fields = "r.id AS id, type(r) AS concept, a.id AS tail, b.id AS head"
    query = f"MATCH (a)-[r]->(b) WHERE NOT b:Source RETURN {fields}"
    edges = [
        {"id": row["id"], "concept": row["concept"], "from": row["tail"], "to": row["head"], "properties": {}}
        for row in store.read(query, None, PATIENCE, plain=("id", "concept", "tail", "head")).rows
        if row["tail"] in place and row["head"] in place
    ]
    first: dict[tuple[str, str], int] = {}
    for number, edge in enumerate(edges):
        first.setdefault((edge["from"], edge["to"]), number)
    edges.sort(key=lambda edge: (place[edge["from"]], first[edge["from"], edge["to"]]))
    return nodes, edges


def _around(workspace: Workspace, centre: Node, hops: int) -> list[Node | Edge]:
    avoided = {id for id, _ in hubs(workspace)} - {centre.id}
    nodes = {centre.id: centre}
    edges: dict[str, Edge] = {}
    frontier = [centre]
    for _ in range(hops):
        if not frontier:
            break
        reached: dict[str, Node] = {}
        for hop in _steps(workspace, frontier):
            if hop.end.concept in ("Source", "Date"):
                continue
            edges[hop.edge.id] = hop.edge
            if hop.end.id not in nodes:
                reached[hop.end.id] = hop.end
        nodes |= reached
        frontier = [
            node for node in reached.values() if node.concept not in COMMON and node.id not in avoided
        ]
    return [*nodes.values(), *edges.values()]


class Step(NamedTuple):
    """A hop by ids: cheap to read by the hundred thousand, where whole nodes and edges are not."""

    start: str
    concept: str
    end: str
    edge: str
    forward: bool


def _leg(workspace: Workspace, here: Node, there: Node, banned: Collection[str]) -> list[Connection] | None:
    """Breadth first from ``here``; of ways equally short, the one through the lowest ids."""
    store = workspace.store  # one graph for all of it, though somebody builds another meanwhile
    came: dict[str, Step | None] = {here.id: None}
    concepts = {here.id: here.concept}
    frontier = [here.id]
    for _ in range(MOST_HOPS):
        if there.id in came or not frontier:
            break
        reached: list[str] = []
        for step in _bare_steps(store, workspace.ontology, frontier, concepts, there.id):
            if step.end in came or (step.end != there.id and step.end in banned):
                continue
            came[step.end] = step
            reached.append(step.end)
        frontier = reached
    if there.id not in came:
        return None
    way: list[Step] = []
    last = came[there.id]
    while last is not None:
        way.append(last)
        last = came[last.start]
    return [whole(store, step, concepts) for step in way[::-1]]


def _bare_steps(
    store: Store, ontology: Ontology, frontier: Sequence[str], concepts: dict[str, str], there: str
) -> list[Step]:
    """All hops from some nodes to those that may be gone through, and to ``there``, in a fixed order.

    Args:
        store: the graph.
        ontology: tells concepts from further labels.
        frontier: ids of nodes whose concepts are known.
        concepts: id -> concept; those of the ends are added.
        there: id of a node that counts whatever its concept.
    """
    steps: list[Step] = []
    given: dict[str, object] = {"common": sorted(COMMON), "there": there}
    for concept, group in groupby(sorted(frontier, key=concepts.__getitem__), key=concepts.__getitem__):
        given["ids"] = sorted(group)
        for pattern, forward in (("-[r]->", True), ("<-[r]-", False)):
            query = (
                f"UNWIND $ids AS id MATCH (a:{concept} {{id: id}}){pattern}(b) "
                "WHERE b.id = $there OR none(label IN labels(b) WHERE label IN $common) "
                "RETURN a.id AS a, type(r) AS joined, b.id AS b, r.id AS edge, labels(b) AS labels"
            )
            for row in store.read(query, given, PATIENCE).rows:
                steps.append(Step(row["a"], row["joined"], row["b"], row["edge"], forward))
                if row["b"] not in concepts:
                    concepts[row["b"]] = next(label for label in row["labels"] if label in ontology.nodes)
    return sorted(steps, key=lambda step: step[:4])


def whole(store: Store, step: Step, concepts: Mapping[str, str]) -> Connection:
    """A hop with all that its nodes and its edge hold."""
    arrow = f"-[r:{step.concept}]->" if step.forward else f"<-[r:{step.concept}]-"
    query = (
        f"MATCH (a:{concepts[step.start]} {{id: $start}}){arrow}(b:{concepts[step.end]} {{id: $end}}) "
        "WHERE r.id = $edge RETURN a, r, b"
    )
    given = {"start": step.start, "end": step.end, "edge": step.edge}
    row = store.read(query, given, PATIENCE).rows[0]
    return Connection(row["a"], row["r"], row["b"], step.forward)


def _steps(workspace: Workspace, frontier: Sequence[Node]) -> Iterator[Connection]:
    """All hops from some nodes to others, in a fixed order."""
    hops: list[Connection] = []
    by_id = {node.id: node for node in frontier}
    for concept, group in groupby(
        sorted(frontier, key=lambda node: (node.concept, node.id)), key=lambda node: node.concept
    ):
        ids = [node.id for node in group]
        for pattern, forward in (("-[r]->", True), ("<-[r]-", False)):
            query = f"UNWIND $ids AS id MATCH (a:{concept} {{id: id}}){pattern}(b) RETURN a.id AS a, r, b"
            rows = workspace.store.read(query, {"ids": ids}, PATIENCE).rows
            hops += [Connection(by_id[row["a"]], row["r"], row["b"], forward) for row in rows]
    yield from sorted(hops, key=lambda hop: (hop.start.id, hop.edge.concept, hop.end.id, hop.edge.id))


def hubs(workspace: Workspace) -> list[tuple[str, str]]:
    """Id and name of the institutions that join everything."""
    total = workspace.store.read("MATCH (a:Agreement) RETURN count(a) AS number").rows[0]["number"]
    query = (
        "MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement) WITH i, count(a) AS number "
        "WHERE number > $least RETURN i.id AS id, i.name AS name ORDER BY id"
    )
    rows = workspace.store.read(query, {"least": max(_HUB_LEAST, int(total * _HUB_SHARE))}).rows
    return [(row["id"], row["name"]) for row in rows]


def no_way(start: str, end: str, left_out: Sequence[str], avoid: Sequence[str] = ()) -> NotFound:
    """Says that two entities do not hang together, and what was left out or to be avoided."""
    not_through = [*left_out, *avoid]
    without = f" that does not go through {' or '.join(not_through)}" if not_through else ""
    allow = f" To allow it: --through {left_out[0]!r}." if left_out else ""
    return NotFound(f"No way of up to {MOST_HOPS} hops from {start!r} to {end!r}{without}.{allow}")
