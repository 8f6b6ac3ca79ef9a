"""What exporters of nodes and edges have in common: their attributes with types, dates, texts for XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from kg.graph import Edge, Node, end_of, start_of
from kg.ontology import EdgeConcept, NodeConcept

Kind = Literal["string", "list", "number", "integer", "boolean"]

_KINDS: dict[str, Kind] = {"number": "number", "integer": "integer", "boolean": "boolean"}
#: Ids of sources and of statements, ``property | value | source`` for what a source gives otherwise, and how
#: many independent voices the sources are, where they are fewer; of edges the rule that worked them out.
_EVIDENCE: tuple[tuple[str, Kind], ...] = (
    ("sources", "list"),
    ("statements", "list"),
    ("conflicts", "list"),
    ("voices", "integer"),
)
_OF_EDGES: tuple[tuple[str, Kind], ...] = (("method", "string"),)

#: Everything that XML 1.0 cannot hold, escaped or not (https://www.w3.org/TR/xml/#charsets).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Attribute(NamedTuple):
    """A property as files have it: of lists each element has several values, dates are text."""

    name: str
    kind: Kind


def attributes(concepts: Iterable[NodeConcept | EdgeConcept]) -> list[Attribute]:
    """The attributes of all elements of some concepts, each once, evidence last.

    Properties that only serve to compare entities are left out.
    """
    concepts = list(concepts)
    properties = (prop for concept in concepts for prop in concept.properties.values() if not prop.internal)
    are_edges = any(isinstance(concept, EdgeConcept) for concept in concepts)
    evidence = _EVIDENCE + (_OF_EDGES if are_edges else ())
    own = (
        Attribute(prop.name, "list" if prop.multiple else _KINDS.get(prop.type, "string"))
        for prop in properties
    )
    return list(dict.fromkeys([*own, *(Attribute(name, kind) for name, kind in evidence)]))


def attributes_of(concept: NodeConcept | EdgeConcept) -> tuple[Attribute, ...]:
    """The attributes of one concept."""
    return tuple(attributes([concept]))


def values(element: Node | Edge, wanted: Iterable[Attribute]) -> Iterator[tuple[Attribute, Any]]:
    """The attributes that an element has, with their values; empty lists are left out."""
    for attribute in wanted:
        value = element.properties.get(attribute.name)
        if value is not None and value != []:
            yield attribute, value


def span(element: Node | Edge, concept: NodeConcept | EdgeConcept) -> tuple[str | None, str | None]:
    """First and last day of an element, in ISO form, where the ontology says which properties tell them.

    Neither is given of what would end before it begins: nobody knows which of the two is wrong.
    """
    if concept.lasts is None:
        return None, None
    start = element.properties.get(concept.lasts.start)
    end = element.properties.get(concept.lasts.end) if concept.lasts.end else None
    first = start_of(text(start)) if start is not None else None
    last = end_of(text(end)) if end is not None else None
    return (None, None) if first and last and last < first else (first, last)


def text(value: Any) -> str:
    """A value as text: dates in ISO form, numbers without loss, lists as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else repr(value)


def xml_text(value: Any) -> str:
    """What XML can hold of a value's text, not escaped."""
    return _NO_XML.sub(_REPLACEMENT, text(value))


def inside(value: Any) -> str:
    """A value as the content of an XML element."""
    return escape(xml_text(value), {"\r": "&#13;"})


def quoted(value: Any) -> str:
    """A value as that of an XML attribute, in quotation marks."""
    return quoteattr(xml_text(value))
