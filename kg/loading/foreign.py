"""What schemata and values of another vocabulary, FollowTheMoney, mean by the ontology's `maps_to`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.loading.build import Build, RecordProblem, is_node_id
from kg.loading.cells import checked
from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property


def links_of(ontology: Ontology) -> dict[str, tuple[EdgeConcept, tuple[str, str]]]:
    """Schema of two ends -> the edge that it means, and its properties that name our from and to."""
    edges = ontology.edges.values()
    return {schema: (edge, ends) for edge in edges for schema, ends in edge.maps_to.ftm_links.items()}


def concept_of(ontology: Ontology, id: str, schema: str) -> NodeConcept | None:
    """What an entity is here, if anything.

    One that kg exported is what it was there, by its id: several of our concepts are one schema, of which
    another program's entities are read as only one of them.
    """
    own = ontology.nodes.get(ontology.concept_of_id(id) or "") if is_node_id(id) else None
    if own is not None and own.maps_to.ftm == schema:
        return own
    return next((node for node in ontology.nodes.values() if schema in node.maps_to.ftm_reads), None)


def values_by_term(build: Build, prop: Property, terms: Mapping[str, Sequence[str]]) -> list[str]:
    """The values of a property among those of the terms that it is called by; others are doubts.

    Args:
        build: of the record.
        prop: of our concept.
        terms: texts by term; of a value with a label the label will do.
    """
    found: dict[str, None] = {}
    for term in prop.maps_to.ftm:
        for text in terms.get(term, ()):
            try:
                found[checked(prop, text)] = None
            except RecordProblem as problem:
                told = f"{text[:60]!r} is no {prop.name} here" if prop.one_of else problem.reason
                build.doubt(f"properties.{term}", told, "it was left out")
    return list(found)
