"""GEXF 1.3, which Gephi reads with colours and days: https://gexf.net.

Lists are of type ``liststring``, written as Gephi reads them: like JSON, but with line ends and tabs as they
are. What an edge is stands in its ``kind`` too: of edges of one kind between two nodes Gephi makes one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from kg.exports.values import Attribute, attributes, attributes_of, quoted, span, text, values
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.ontology import EdgeConcept, NodeConcept, Ontology

_TYPES = {
    "string": "string", "list": "liststring", "number": "double", "integer": "long", "boolean": "boolean",
}  # fmt: skip
_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>kg</creator></meta>
<graph mode="dynamic" defaultedgetype="directed" idtype="string" timeformat="date">
"""
#: What every element has beside its properties.
_CONCEPT, _LABELS = Attribute("concept", "string"), Attribute("labels", "list")


def write_gexf(file: TextIO, changes: Changes, _ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph, one element after the other.

    Args:
        file: to write to.
        changes: a complete build.
        ontology: the concepts; from them come colours, and the properties that say from when to when.
    """
    file.write(_OPENING)
    of_nodes = _Attributes("n", [_CONCEPT, _LABELS], ontology.nodes)
    of_edges = _Attributes("e", [_CONCEPT], ontology.edges)
    file.write(of_nodes.declared("node") + of_edges.declared("edge") + "<nodes>\n")
    for node in changes.nodes:
        look = ontology.nodes[node.concept]
        label = quoted(node.properties["name"])
        more = [(_CONCEPT, node.concept), (_LABELS, list(node.labels))]
        body = of_nodes.of(node, more) + _colour(look.view.colour)
        file.write(f"<node id={quoted(node.id)} label={label}{_days(node, look)}>{body}</node>\n")
    file.write("</nodes>\n<edges>\n")
    kinds = _Kinds(ontology)
    for edge in changes.edges:
        drawn = ontology.edges[edge.concept]
        ends = f"id={quoted(edge.id)} source={quoted(edge.tail)} target={quoted(edge.head)}"
        named = f"kind={quoted(kinds.of(edge))} label={quoted(drawn.reads.forward.en)}"
        body = of_edges.of(edge, [(_CONCEPT, edge.concept)]) + _colour(drawn.view.colour)
        file.write(f"<edge {ends} {named}{_days(edge, drawn)}>{body}</edge>\n")
    file.write("</edges>\n</graph>\n</gexf>\n")


class _Attributes:
    """The attributes of nodes or edges with their numbers."""

    def __init__(
        self, prefix: str, more: list[Attribute], concepts: dict[str, NodeConcept] | dict[str, EdgeConcept]
    ) -> None:
        wanted = [*more, *attributes(concepts.values())]
        self._keys = {attribute: f"{prefix}{number}" for number, attribute in enumerate(wanted)}
        self._concepts = {name: attributes_of(concept) for name, concept in concepts.items()}

    def declared(self, domain: str) -> str:
        """What declares them."""
        lines = (
            f'<attribute id="{key}" title="{name}" type="{_TYPES[kind]}"/>\n'
            for (name, kind), key in self._keys.items()
        )
        return f'<attributes class="{domain}">\n{"".join(lines)}</attributes>\n'

    def of(self, element: Node | Edge, more: Iterable[tuple[Attribute, object]]) -> str:
        """Those of an element."""
        return f"<attvalues>{''.join(self._values(element, more))}</attvalues>"

    def _values(self, element: Node | Edge, more: Iterable[tuple[Attribute, object]]) -> Iterator[str]:
        for attribute, value in (*more, *values(element, self._concepts[element.concept])):
            written = _listed(value) if attribute.kind == "list" else value
            yield f'<attvalue for="{self._keys[attribute]}" value={quoted(written)}/>'


class _Kinds:
    """What edges are, numbered where one joins two nodes that another of the same concept joins already."""

    def __init__(self, ontology: Ontology) -> None:
        # Of all others there is one between two nodes.
        self._repeated = {name for name, concept in ontology.edges.items() if concept.identifying}
        self._seen: Counter[int] = Counter()

    def of(self, edge: Edge) -> str:
        """``HOLDS``, and ``HOLDS 2`` for the second office of a person in the same institution."""
        if edge.concept not in self._repeated:
            return edge.concept
        # Hashes take less than half the room; where two are alike, an edge has a number without need.
        ends = hash((edge.concept, edge.tail, edge.head))
        self._seen[ends] += 1
        return edge.concept if self._seen[ends] == 1 else f"{edge.concept} {self._seen[ends]}"


def _listed(several: Iterable[Any]) -> str:
    # Gephi takes a backslash away and leaves what follows: JSON's \n would become n.
    escaped = (text(each).replace("\\", "\\\\").replace('"', '\\"') for each in several)
    return "[" + ", ".join(f'"{each}"' for each in escaped) + "]"


def _days(element: Node | Edge, concept: NodeConcept | EdgeConcept) -> str:
    start, end = span(element, concept)
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
