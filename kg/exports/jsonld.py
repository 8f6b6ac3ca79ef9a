"""JSON-LD: types of schema.org, and for each fact the sources it was read from, in PROV.

An edge is a node of its own (an ``rdf:Statement``), so that it has room for its properties and its sources. A
fact with one source has it as ``prov:hadPrimarySource``; one with several ``prov:wasDerivedFrom`` them, since
a record that cites several does not say which of them said what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TextIO

from kg.exports.evidence import Evidence, with_evidence
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
from kg.statements import Statement

Json = dict[str, Any]

#: Where our own terms live: no address, since there is no page about them to be found there.
_OWN = "urn:kg:schema:"
_NAMESPACES = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_jsonld(file: TextIO, changes: Changes, ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph, one object a line within one document.

    Args:
        file: to write to.
        changes: a complete build.
        ledger: that it is from; its name keeps the ids of two ledgers apart.
        ontology: the concepts.
    """
    context = {"@version": 1.1, "@vocab": _OWN, **_NAMESPACES, "kg": f"urn:kg:{ledger.name}:"}
    file.write(f'{{"@context": {_line(context)},\n"@graph": [')
    between = "\n"
    for item in _items(changes, ledger, ontology):
        file.write(between + _line(item))
        between = ",\n"
    file.write("\n]}\n")


def _items(changes: Changes, ledger: Ledger, ontology: Ontology) -> Iterator[Json]:
    for node, evidence in with_evidence(changes.nodes, ledger, statements=True):
        yield _node(node, ontology.nodes[node.concept], evidence)
    for edge, evidence in with_evidence(changes.edges, ledger, statements=True):
        yield from _edge(edge, ontology.edges[edge.concept], evidence)


def _node(node: Node, concept: NodeConcept, evidence: Evidence) -> Json:
    terms = concept.maps_to
    types = [
        *([_term(terms.schema_org)] if terms.schema_org else ()),
        *([f"prov:{terms.prov}"] if terms.prov else ()),
    ]
    item: Json = {"@id": _id(node.id), "@type": [*node.labels, *types]}
    item |= _properties(node, concept)
    sources = [id for id in node.properties["sources"] if id != node.id]
    if sources:
        item["schema:subjectOf"] = _refs(sources)
    return item | _facts(node, concept, evidence)


def _edge(edge: Edge, concept: EdgeConcept, evidence: Evidence) -> Iterator[Json]:
    item: Json = {
        "@id": _id(edge.id),
        "@type": [edge.concept, "rdf:Statement", "prov:Entity"],
        "rdf:subject": _ref(edge.tail),
        "rdf:predicate": {"@id": _OWN + edge.concept},
        "rdf:object": _ref(edge.head),
    }
    item |= _properties(edge, concept) | _cited(edge.properties["sources"])
    item |= _facts(edge, concept, evidence)
    yield {"@id": _id(edge.tail), edge.concept: _ref(edge.head)}
    term, ends = concept.maps_to.schema_org, concept.maps_to.schema_org_ends
    if term and ends:
        item["@type"].append(_term(term))
        for name, end in zip(ends, (edge.tail, edge.head), strict=True):
            if name.startswith("^"):
                yield {"@id": _id(end), _term(name[1:]): _ref(edge.id)}
            else:
                item[_term(name)] = _ref(end)
    elif term:
        start, end = (edge.head, edge.tail) if term.startswith("^") else (edge.tail, edge.head)
        yield {"@id": _id(start), _term(term.removeprefix("^")): _ref(end)}
    yield item


def _properties(element: Node | Edge, concept: NodeConcept | EdgeConcept) -> Json:
    found: dict[str, list[Any]] = {}
    for name, prop in concept.properties.items():
        value = element.properties.get(name)
        if value is not None and not prop.internal:
            each = value if isinstance(value, list) else [value]
            found.setdefault(_key(prop), []).extend(_value(prop, item) for item in each)
    found["conflicts"] = element.properties["conflicts"]
    return {key: values[0] if len(values) == 1 else values for key, values in found.items() if values}


def _facts(element: Node | Edge, concept: NodeConcept | EdgeConcept, evidence: Evidence) -> Json:
    """The statements about its properties, each with its sources, and with its words where they are kept."""
    facts = [
        _fact(element.id, statement, concept.properties[statement.property])
        for id in element.properties["statements"]
        if (statement := evidence.statements.get(id)) and _is_fact(statement, concept)
    ]
    return {"fact": facts} if facts else {}


def _is_fact(statement: Statement, concept: NodeConcept | EdgeConcept) -> bool:
    """Whether a statement gives a value: what an edge joins, the edge says itself."""
    prop = concept.properties.get(statement.property)
    return prop is not None and prop.type != "entity" and not prop.internal


def _fact(subject: str, statement: Statement, prop: Property) -> Json:
    predicate = _key(prop)
    item: Json = {
        "@id": _id(f"statement-{statement.id}"),
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": _ref(subject),
        "rdf:predicate": {"@id": predicate if ":" in predicate else _OWN + predicate},
        "rdf:object": _value(prop, prop.parse(statement.value)),
        "method": statement.method,
        "dataset": statement.dataset,
        **_cited(statement.cites),
    }
    more = {"original": statement.original, "quote": statement.quote}
    return item | {name: value for name, value in more.items() if value is not None}


def _cited(sources: Sequence[str]) -> Json:
    if not sources:
        return {}
    return {"prov:hadPrimarySource" if len(sources) == 1 else "prov:wasDerivedFrom": _refs(sources)}


def _key(prop: Property) -> str:
    term = prop.maps_to.schema_org
    return _term(term) if term else prop.name


def _term(name: str) -> str:
    return f"schema:{name}"


def _value(prop: Property, value: Any) -> Any:
    if prop.type == "entity":
        return _ref(value)
    if prop.type == "date" and not prop.partial:
        return {"@value": value.isoformat() if isinstance(value, date) else value, "@type": "xsd:date"}
    return value


def _id(id: str) -> str:
    return f"kg:{id}"


def _ref(id: str) -> Json:
    return {"@id": _id(id)}


def _refs(ids: Sequence[str]) -> list[Json]:
    return [_ref(id) for id in ids]


def _line(item: Json) -> str:
    return json.dumps(item, ensure_ascii=False, allow_nan=False)
