"""FollowTheMoney entities, one JSON object a line, for Aleph, OpenAleph and the tools of OpenSanctions.

Which schema and property stand for what is said in the ontology (``maps_to``). What has no property of its
own there is told in ``description``. Every entity carries the addresses of its sources (``sourceUrl``), the
sources themselves (``proof``), and what they give otherwise. https://followthemoney.tech
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TextIO

from kg.exports.evidence import Evidence, with_evidence
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.ontology import EdgeConcept, NodeConcept, Ontology
from kg.statements import digest

#: The schema that says of two things how they are linked in words, in its property ``role``.
_LINK = "UnknownLink"
#: A document is its own proof.
_NO_PROOF = frozenset({"Article", "Document"})

Values = dict[str, list[str]]


def write_ftm(file: TextIO, changes: Changes, ledger: Ledger, ontology: Ontology) -> Counter[str]:
    """Write a whole graph, one entity after the other.

    Args:
        file: to write to.
        changes: a complete build.
        ledger: that it is from.
        ontology: the concepts with their counterparts.

    Returns:
        How many nodes and edges were left out because their concept has no counterpart, by concept.
    """
    left_out: Counter[str] = Counter()
    seen: set[str] = set()
    for node, evidence in with_evidence(changes.nodes, ledger):
        of_node = ontology.nodes[node.concept]
        if schema := of_node.maps_to.ftm:
            file.write(_line(node.id, schema, _values(node, of_node, evidence)))
        else:
            left_out[node.concept] += 1
    for edge, evidence in with_evidence(changes.edges, ledger):
        of_edge = ontology.edges[edge.concept]
        if not of_edge.maps_to.ftm or not all(
            ontology.nodes[end].maps_to.ftm for end in (edge.tail_concept, edge.head_concept)
        ):
            left_out[edge.concept] += 1
            continue
        for id, schema, values in _of_edge(edge, of_edge, evidence):
            if id not in seen:
                file.write(_line(id, schema, values))
            if id != edge.id:
                seen.add(id)
    return left_out


def _of_edge(edge: Edge, concept: EdgeConcept, evidence: Evidence) -> Iterator[tuple[str, str, Values]]:
    """The entity that an edge is, and before it the one that stands between its ends there."""
    terms = concept.maps_to
    assert terms.ftm
    assert terms.ftm_ends  # the ontology is refused without
    head, between = edge.head, terms.ftm_between
    values = _values(edge, concept, evidence)
    if between:
        name = edge.properties.get(between.name) or concept.label.en
        head = f"{between.schema_.lower()}-{digest(name, edge.head)[:16]}"
        proof = _proof(edge.properties["sources"], evidence)
        yield head, between.schema_, {"name": [name], between.end: [edge.head], **proof}
        values = {key: value for key, value in values.items() if key != between.name}
    if terms.ftm == _LINK:
        values["role"] = [concept.reads.forward.en]
    tail_end, head_end = terms.ftm_ends
    yield edge.id, terms.ftm, {tail_end: [edge.tail], head_end: [head], **values}


def _values(element: Node | Edge, concept: NodeConcept | EdgeConcept, evidence: Evidence) -> Values:
    found: Values = {}
    told: list[str] = []
    for name, prop in concept.properties.items():
        value = element.properties.get(name)
        if value is None or prop.internal or (prop.aggregate and not prop.maps_to.ftm):
            continue
        texts = [prop.value_text(_text(each)) for each in (value if isinstance(value, list) else [value])]
        for term in prop.maps_to.ftm:
            found[term] = list(dict.fromkeys([*found.get(term, ()), *texts]))
        between = concept.maps_to.ftm_between
        if not prop.maps_to.ftm and texts and not (between and between.name == name):
            told.append(f"{prop.label.en}: {'; '.join(texts)}")
    told += [f"Sources differ: {conflict}" for conflict in element.properties["conflicts"]]
    if told:
        found["description"] = told
    if concept.maps_to.ftm not in _NO_PROOF:
        found |= _proof(element.properties["sources"], evidence)
    return {name: texts for name, texts in found.items() if texts}


def _proof(ids: Sequence[str], evidence: Evidence) -> Values:
    sources = [evidence.sources[id] for id in ids if id in evidence.sources]
    proof = {
        "sourceUrl": list(dict.fromkeys(source.url for source in sources if source.url)),
        "proof": [source.id for source in sources],
    }
    return {name: found for name, found in proof.items() if found}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _line(id: str, schema: str, values: Values) -> str:
    entity = {"id": id, "schema": schema, "properties": values}
    return json.dumps(entity, ensure_ascii=False) + "\n"
