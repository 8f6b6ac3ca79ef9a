"""Who was at which signing, and the network of people that follows from it.

An occasion is a ceremony with all agreements signed at it, or an agreement that is part of none. Every
two people at an occasion of ``n`` are joined with the weight 1/(n - 1): what Newman gives to two of the
``n`` authors of a paper (M. E. J. Newman, *Scientific collaboration networks. II*, Phys. Rev. E 64, 016132,
2001, https://doi.org/10.1103/PhysRevE.64.016132). So an occasion adds exactly 1 to what ties each of
its people to others, be they two or forty, and a mass signing makes nobody central.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.connections import PATIENCE

if TYPE_CHECKING:
    import networkx

    from kg.workspace import Workspace

#: What took place, so that an agreement counts; those that are planned have brought nobody together yet.
_TOOK_PLACE = "a.status IS NULL OR a.status <> 'planned'"


@dataclass(frozen=True)
class Meetings:
    """Who was where.

    Attributes:
        graph: people and occasions, an edge from each person to each occasion they were at. Nodes have
            ``name``, occasions ``day`` (as far as known) as well; edges have ``sources``, ``role`` and
            ``institution`` (an id) of the person there.
        people: ids of the people, in order.
        ties: names of the edges that brought a person to an agreement.
        by: ``occasion`` or ``agreement``: what an occasion is in this graph.
    """

    graph: networkx.Graph[str]
    people: list[str]
    ties: tuple[str, ...]
    by: str = field(default="occasion")

    @property
    def occasions(self) -> int:
        """How many occasions there are."""
        return self.graph.number_of_nodes() - len(self.people)

    def sources(self, person: str, occasions: Sequence[str]) -> list[str]:
        """Ids of the sources that say of a person that they were at these occasions."""
        found = (id for occasion in occasions for id in self.graph[person][occasion]["sources"])
        return sorted(set(found))

    def names(self, occasions: Sequence[str]) -> list[str]:
        """Names of occasions, the earliest first."""
        nodes = self.graph.nodes
        order = sorted(occasions, key=lambda id: (nodes[id]["day"], nodes[id]["name"], id))
        return [nodes[id]["name"] for id in order]

    def together(self, one: str, other: str) -> list[str]:
        """Ids of the occasions that two people were at, in order."""
        return sorted(set(self.graph[one]) & set(self.graph[other]))


def meetings(workspace: Workspace) -> Meetings:
    """Everybody who signed, witnessed or attended an agreement, by occasion.

    Args:
        workspace: with a built graph. Which edges count says its ontology: all from a person to an agreement.
    """
    edges = workspace.ontology.edges.values()
    ties = tuple(edge.name for edge in edges if edge.joins_pair("Person", "Agreement"))
    return _read(workspace, ties, _ceremonies(workspace), "occasion")


def signings(workspace: Workspace) -> Meetings:
    """Everybody who signed, each agreement taken by itself, whatever else was signed beside it."""
    return _read(workspace, ("SIGNED",), {}, "agreement")


def projection(found: Meetings) -> networkx.Graph[str]:
    """People joined with those whom they met.

    Args:
        found: who was where.

    Returns:
        Nodes with ``name``. Edges with ``weight`` (see the module), ``distance`` (its inverse, as Newman
        measures how far apart two people are), ``together`` (at how many occasions) and ``at`` (their
        ids). The same on every run, in the order of ids.
    """
    import networkx
    from networkx.algorithms import bipartite

    # Sets of text are gone through in another order on every run, and sums of fractions then differ in their
    # last digit: with numbers for nodes they do not.
    ids = sorted(found.graph)
    places = {id: place for place, id in enumerate(ids)}
    numbered = networkx.relabel_nodes(found.graph, places)
    weighed = bipartite.collaboration_weighted_projected_graph(numbered, [places[id] for id in found.people])
    people: networkx.Graph[str] = networkx.Graph()
    people.add_nodes_from((id, {"name": found.graph.nodes[id]["name"]}) for id in found.people)
    for one, other, weight in sorted(
        (*sorted((ids[u], ids[v])), data["weight"]) for u, v, data in weighed.edges(data=True)
    ):
        at = found.together(one, other)
        people.add_edge(one, other, weight=weight, distance=1 / weight, together=len(at), at=at)
    return people


def _ceremonies(workspace: Workspace) -> dict[str, tuple[str, str, str]]:
    """Id of an agreement -> id, name and day of its ceremony; of several the first by id."""
    query = (
        "MATCH (a:Agreement)-[:PART_OF]->(c:Ceremony) "
        "RETURN a.id AS agreement, c.id AS id, c.name AS name, c.held_on AS day ORDER BY id DESC"
    )
    rows = workspace.store.read(query, timeout=PATIENCE).rows
    return {row["agreement"]: (row["id"], row["name"], row["day"] or "") for row in rows}


def _read(
    workspace: Workspace, ties: tuple[str, ...], ceremonies: dict[str, tuple[str, str, str]], by: str
) -> Meetings:
    import networkx

    query = (
        f"MATCH (p:Person)-[r:{'|'.join(ties)}]->(a:Agreement) WHERE {_TOOK_PLACE} "
        "RETURN p.id AS person, p.name AS name, a.id AS agreement, a.name AS agreed, a.signed_on AS day, "
        "r.role AS role, r.institution AS institution, r.sources AS sources, r.id AS edge"
    )
    rows = workspace.store.read(query, timeout=PATIENCE).rows
    graph: networkx.Graph[str] = networkx.Graph()
    for row in sorted(rows, key=lambda row: (row["person"], row["agreement"], row["edge"])):
        id, name, day = ceremonies.get(row["agreement"], (row["agreement"], row["agreed"], row["day"] or ""))
        graph.add_node(row["person"], name=row["name"])
        graph.add_node(id, name=name, day=day)
        there: dict[str, Any] = graph.get_edge_data(row["person"], id, {"sources": []})
        graph.add_edge(
            row["person"],
            id,
            role=there.get("role") or row["role"],
            institution=there.get("institution") or row["institution"],
            sources=sorted({*there["sources"], *(row["sources"] or ())}),
        )
    return Meetings(graph, sorted({row["person"] for row in rows}), ties, by)
