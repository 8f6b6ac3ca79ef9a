"""What a network page tells of the nodes and edges on it: read for these alone, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.connections import PATIENCE
from kg.entities import names_referred_to
from kg.graph import Edge, Node
from kg.showing.evidence import evidence
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.views import Told
    from kg.workspace import Workspace

_Element = Mapping[str, Any]


def tell(workspace: Workspace, nodes: Sequence[_Element], edges: Sequence[_Element]) -> Told:
    """Sources, names and proofs of what a page shows.

    Args:
        workspace: whose ledger has them.
        nodes, edges: as :func:`kg.views.network_page` takes them, with all their properties.
    """
    from kg.views import Told

    proofs = evidence(workspace, nodes, edges)
    cited = {source for each in proofs.values() for proof in each for source in proof.sources}
    for element in (*nodes, *edges):
        cited.update(element["properties"]["sources"])
        cited.update(Dissent.read(each).source for each in element["properties"].get("conflicts") or ())
    return Told(nodes, edges, workspace.sources(cited), names_referred_to(workspace, edges), proofs)


def whole(
    workspace: Workspace, nodes: Sequence[_Element], edges: Sequence[_Element]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges that are known by ids, labels and concepts, with all their properties.

    What somebody else's build has taken out of the graph meanwhile is left out.
    """
    from kg.views import edge_entry, node_entry

    of_concept: dict[str, list[str]] = {}
    for node in nodes:
        concept = workspace.ontology.concept_of_id(node["id"])
        assert concept is not None
        of_concept.setdefault(concept, []).append(node["id"])
    found = {node.id: node for node in nodes_by_id(workspace, of_concept)}
    joining = {edge.id: edge for edge in between(workspace, list(found.values()))}
    return (
        [node_entry(found[node["id"]]) for node in nodes if node["id"] in found],
        [edge_entry(joining[edge["id"]]) for edge in edges if edge["id"] in joining],
    )


def nodes_by_id(workspace: Workspace, wanted: Mapping[str, Collection[str]]) -> Iterator[Node]:
    """The nodes of some ids, by their concept."""
    for concept, ids in sorted(wanted.items()):
        query = f"UNWIND $ids AS id MATCH (n:{concept} {{id: id}}) RETURN n"
        for row in workspace.store.read(query, {"ids": sorted(ids)}, PATIENCE).rows:
            yield row["n"]


def between(workspace: Workspace, nodes: Sequence[Node]) -> Iterator[Edge]:
    """The edges that join some nodes."""
    ids = sorted(node.id for node in nodes)
    for concept in sorted({node.concept for node in nodes}):
        query = f"UNWIND $from AS id MATCH (a:{concept} {{id: id}})-[r]->(b) WHERE b.id IN $ids RETURN r"
        start = [node.id for node in nodes if node.concept == concept]
        for row in workspace.store.read(query, {"from": sorted(start), "ids": ids}, PATIENCE).rows:
            yield row["r"]
