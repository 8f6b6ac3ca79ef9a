"""Makes one node or edge out of all that is claimed about it: best-supported values, conflicts kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from kg.graph.computed import COMPUTED
from kg.graph.elements import Edge, Node
from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
from kg.statements import digest

#: An element is made from at most this many of its mentions, those with the lowest ids. A name that a
#: hundred thousand records mention would otherwise cost more with every record, and carry a list of
#: a hundred thousand sources; the ledger has all of them.
MOST_MENTIONS = 200



class Claim(NamedTuple):
    """A value with what supports it: ids of sources separated by blanks, id of the statement."""

    value: str
    cites: str
    statement: str
    confidence: float


#: Property -> what is claimed.
Claims = dict[str, list[Claim]]


class Assembler:
    """Makes elements of the graph.

    Args:
        ontology: types, names and rules of properties.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._by_prefix = {name.lower(): name for name in (*ontology.nodes, *ontology.edges)}

    def concept_of(self, element: str) -> str:
        """The concept of a node or edge, with which its id begins."""
        return self._by_prefix[element.partition("-")[0]]

    def node(self, id: str, concept: str, claims: Claims) -> Node:
        """Make a node from the claims about its entities."""
        spec = self._ontology.nodes[concept]
        properties: dict[str, Any] = {"id": id}
        conflicts = self._choose(spec, claims, properties)
        if "name" not in properties:
            properties["name"] = spec.format_name({name: str(value) for name, value in properties.items() if value})
        self._finish(properties, claims, conflicts)
        labels = (concept, *sorted({claim.value for claim in claims.get("is", ())}))
        return Node(id, concept, labels, properties)

    def edge(self, id: str, concept: str, tail: str, head: str, claims: Claims, node_of: Callable[[str], str]) -> Edge:
        """Make an edge from the claims about its entities.

        Args:
            tail, head: ids of the nodes it joins.
            node_of: the node that an entity became.
        """
        spec = self._ontology.edges[concept]
        properties: dict[str, Any] = {"id": id}
        conflicts = self._choose(spec, _resolved(spec, claims, node_of), properties)
        self._finish(properties, claims, conflicts)
        return Edge(id, concept, tail, head, self.concept_of(tail), self.concept_of(head), properties)

    def edge_id(self, concept: str, tail: str, head: str, values: Mapping[str, list[str]], node_of: Callable[[str], str]) -> str:
        """The id of the edge that an edge mention becomes.

        Mentions alike in concept, ends and identifying properties become one edge.

        Args:
            values: property -> values of the mention.
        """
        spec = self._ontology.edges[concept]
        telling = []
        for name in spec.identifying:
            stated = values.get(name, [""])
            telling.append(" ".join(sorted(map(node_of, stated) if spec.properties[name].type == "entity" else stated)))
        return f"{concept.lower()}-{digest(concept, tail, head, *telling)}"

    def _choose(self, spec: NodeConcept | EdgeConcept, claims: Claims, properties: dict[str, Any]) -> list[str]:
        """Set the values of properties; return the conflicts."""
        conflicts: list[str] = []
        spare: dict[str, list[str]] = {}
        for name, stated in claims.items():
            prop = spec.properties.get(name)
            if prop is None:  # structural, or from a concept that has lost the property since
                continue
            ranked = _ranked(stated)
            if prop.multiple:
                properties[name] = [claim.value for claim in ranked]
                continue
            properties[name] = _typed(prop, ranked[0].value)
            if len(ranked) > 1 and prop.alternatives:
                spare[prop.alternatives] = [claim.value for claim in ranked[1:]]
            else:
                for loser in ranked[1:]:
                    conflicts += [f"{name} | {loser.value} | {source}" for source in sorted(set(loser.cites.split()))]
        for name, values in spare.items():
            known = properties.get(name, [])
            properties[name] = known + [value for value in values if value not in known]
        _compute(spec, claims, properties)
        return sorted(conflicts)

    @staticmethod
    def _finish(properties: dict[str, Any], claims: Claims, conflicts: list[str]) -> None:
        stated = [claim for claims_of_one in claims.values() for claim in claims_of_one]
        sources: set[str] = set()
        for cites in {claim.cites for claim in stated}:
            sources.update(cites.split())
        properties["sources"] = sorted(sources)
        properties["statements"] = sorted({claim.statement for claim in stated})
        properties["conflicts"] = conflicts


def _ranked(stated: list[Claim]) -> list[Claim]:
    """One claim for each value, with all its sources, best supported first.

    Support is the number of sources that may have said it; ties go to the value that the record
    itself prefers, then to the smaller one.
    """
    if len(stated) == 1:
        return stated
    sources: dict[str, set[str]] = {}
    confidence: dict[str, float] = {}
    for claim in stated:
        sources.setdefault(claim.value, set()).update(claim.cites.split())
        confidence[claim.value] = max(confidence.get(claim.value, 0.0), claim.confidence)
    order = sorted(sources, key=lambda value: (-len(sources[value]), -confidence[value], value))
    return [Claim(value, " ".join(sources[value]), "", confidence[value]) for value in order]


def _typed(prop: Property, text: str) -> Any:
    value = prop.parse(text)
    return date.fromisoformat(text) if prop.type == "date" and not prop.partial else value


def _compute(spec: NodeConcept | EdgeConcept, claims: Claims, properties: dict[str, Any]) -> None:
    for name, prop in spec.properties.items():
        if prop.aggregate and name not in properties and prop.aggregate.of in claims:
            values = [claim.value for claim in claims[prop.aggregate.of]]
            if prop.aggregate.of in properties and not spec.properties[prop.aggregate.of].multiple:
                values = [str(properties[prop.aggregate.of])]  # the chosen one, not those it was chosen over
            computed = COMPUTED[prop.aggregate.by](values)
            if computed is not None:
                properties[name] = _typed(prop, computed) if isinstance(computed, str) else computed


def _resolved(spec: EdgeConcept, claims: Claims, node_of: Callable[[str], str]) -> Claims:
    """Claims whose values of type entity are nodes."""
    found = dict(claims)
    for name, prop in spec.properties.items():
        if prop.type == "entity" and name in claims:
            found[name] = [claim._replace(value=node_of(claim.value)) for claim in claims[name]]
    return found
