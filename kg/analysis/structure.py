"""How the graph hangs together: its pieces, and the ways between two entities, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.analysis.drawing import parts_page
from kg.analysis.findings import Findings
from kg.analysis.ways import Ground, Line, between
from kg.connections import COMMON, MOST_HOPS, hubs, outline
from kg.counts import Count

if TYPE_CHECKING:
    import networkx

    from kg.views import Network
    from kg.workspace import Workspace

#: So many of the best connected of a piece are named.
_NAMED = 5


def ways(
    workspace: Workspace, start: str, end: str, count: int, avoid: Sequence[str], through: Sequence[str]
) -> Findings:
    """See :meth:`kg.analysis.Analysis.ways`."""
    import networkx

    every = between(workspace, start, end, count, avoid=avoid, through=through)
    nodes = {node.id: node for way in every for hop in way.hops for node in (hop.start, hop.end)}
    edges = {hop.edge.id: hop.edge for way in every for hop in way.hops}
    network: networkx.Graph[str] = networkx.Graph()
    network.add_nodes_from((id, {"name": node.properties["name"]}) for id, node in nodes.items())
    network.add_edges_from((edge.tail, edge.head, {"id": id}) for id, edge in edges.items())
    rows = [
        {
            "way": place,
            "hop": number,
            "from": hop.start.properties["name"],
            "connection": hop.verb(workspace.ontology),
            "to": hop.end.properties["name"],
            "sources": hop.edge.properties["sources"],
        }
        for place, way in enumerate(every, 1)
        for number, hop in enumerate(way.hops, 1)
    ]
    found = sum(bool(way.hops) for way in every)
    notes = [f"Ways of up to {MOST_HOPS} hops: {count:,} asked for, {found:,} found."]
    if every[0].left_out:
        notes.append(f"Not gone through, since everything hangs on it: {', '.join(every[0].left_out)}.")

    def draw(language: str) -> Network:
        from kg.views import edge_entry, node_entry

        ends = {"start": rows[0]["from"], "end": rows[-1]["to"]} if rows else {"start": start, "end": end}
        drawn, joined = map(node_entry, nodes.values()), map(edge_entry, edges.values())
        return parts_page(workspace, drawn, joined, kind="ways", names=ends, language=language)

    columns = ["way", "hop", "from", "connection", "to", "sources"]
    return Findings(rows, columns, network=network, notes=tuple(notes), draw=draw)


def components(workspace: Workspace, limit: int | None) -> Findings:
    """See :meth:`kg.analysis.Analysis.components`."""
    import networkx

    every, joined = outline(workspace)
    nodes = {node["id"]: node for node in every}
    edges = {edge["id"]: edge for edge in joined}
    known = {id: workspace.ontology.concept_of_id(id) or "" for id in nodes}
    lines = (Line(edge["concept"], id, edge["from"], edge["to"]) for id, edge in edges.items())
    ground = Ground.of(known, lines)
    left_out = dict(hubs(workspace))
    graph = ground.open_to((), left_out)
    pieces = [sorted(piece) for piece in networkx.connected_components(graph)]
    pieces.sort(key=lambda piece: (-len(piece), piece))
    for place, piece in enumerate(pieces, 1):
        networkx.set_node_attributes(graph, dict.fromkeys(piece, place), "piece")
    concepts = [name for name in workspace.ontology.nodes if name not in COMMON]
    names = {id: str(node["properties"]["name"]) for id, node in nodes.items()}
    rows = [
        {"piece": place, **_piece(names, known, graph, piece, concepts)}
        for place, piece in enumerate(pieces[:limit], 1)
    ]
    alone, all_, whole = sum(len(piece) == 1 for piece in pieces), Count(len(pieces)), Count(len(graph))
    without = ", ".join([f"all of {name}" for name in sorted(COMMON)] + list(left_out.values()))
    notes = (
        f"{whole} {whole:node|nodes} in {all_} {all_:piece|pieces}, {alone:,} of them a single node.",
        f"Left out, since everything hangs on them: {without}.",
    )

    def draw(language: str) -> Network:
        shown = {id for piece in pieces[:limit] for id in piece}
        there = [nodes[id] for id in sorted(shown)]
        # Sets of text are gone through in another order on every run.
        ids = sorted(data["edge"].id for _, _, data in graph.subgraph(shown).edges(data=True))
        joining = [edges[id] for id in ids]
        return parts_page(workspace, there, joining, kind="pieces", names={}, language=language)

    columns = ["piece", "nodes", "best_connected", *concepts]
    return Findings(rows, columns, truncated=len(rows) < len(pieces), network=graph, notes=notes, draw=draw)


def _piece(
    names: Mapping[str, str],
    known: Mapping[str, str],
    graph: networkx.Graph[str],
    piece: Sequence[str],
    concepts: Sequence[str],
) -> dict[str, Any]:
    counts = Counter(known[id] for id in piece)
    best = sorted(piece, key=lambda id: (-graph.degree[id], id))[:_NAMED]
    named = [names[id] for id in best]
    return {"nodes": len(piece), "best_connected": named, **{name: counts[name] for name in concepts}}
