"""GraphML, which networkx, igraph, yEd, Cytoscape and Gephi read.

http://graphml.graphdrawing.org/specification.html. Every attribute is declared with its type; lists, which
the format lacks, are JSON. igraph and Gephi take attributes called ``label`` and ``color`` for what to draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from kg.exports.values import Attribute, attributes, attributes_of, inside, quoted, values
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.ontology import Ontology

_TYPES = {"string": "string", "list": "string", "number": "double", "integer": "long", "boolean": "boolean"}
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
#: What every element has beside its properties.
_CONCEPT, _LABELS = Attribute("concept", "string"), Attribute("labels", "list")
_LABEL, _COLOUR = Attribute("label", "string"), Attribute("color", "string")


def write_graphml(file: TextIO, changes: Changes, _ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph, one element after the other.

    Args:
        file: to write to.
        changes: a complete build.
        ontology: the concepts.
    """
    file.write(_OPENING)
    node_keys = _keys("n", [_LABEL, _COLOUR, _CONCEPT, _LABELS, *attributes(ontology.nodes.values())])
    edge_keys = _keys("e", [_LABEL, _COLOUR, _CONCEPT, *attributes(ontology.edges.values())])
    file.writelines((*_declared("node", node_keys), *_declared("edge", edge_keys)))
    file.write('<graph edgedefault="directed">\n')
    file.writelines(_nodes(changes.nodes, ontology, node_keys))
    file.writelines(_edges(changes.edges, ontology, edge_keys))
    file.write("</graph>\n</graphml>\n")


def _nodes(nodes: Iterable[Node], ontology: Ontology, keys: dict[Attribute, str]) -> Iterator[str]:
    concepts = {name: attributes_of(concept) for name, concept in ontology.nodes.items()}
    for node in nodes:
        shown = (_LABEL, node.properties["name"]), (_COLOUR, ontology.nodes[node.concept].view.colour)
        more = (_CONCEPT, node.concept), (_LABELS, list(node.labels))
        data = (*shown, *more, *values(node, concepts[node.concept]))
        yield f"<node id={quoted(node.id)}>{_written(data, keys)}</node>\n"


def _edges(edges: Iterable[Edge], ontology: Ontology, keys: dict[Attribute, str]) -> Iterator[str]:
    concepts = {name: attributes_of(concept) for name, concept in ontology.edges.items()}
    for edge in edges:
        drawn = ontology.edges[edge.concept]
        shown = (_LABEL, drawn.reads.forward.en), (_COLOUR, drawn.view.colour)
        data = (*shown, (_CONCEPT, edge.concept), *values(edge, concepts[edge.concept]))
        ends = f"id={quoted(edge.id)} source={quoted(edge.tail)} target={quoted(edge.head)}"
        yield f"<edge {ends}>{_written(data, keys)}</edge>\n"


def _declared(domain: str, keys: dict[Attribute, str]) -> Iterator[str]:
    for (name, kind), key in keys.items():
        yield f'<key id="{key}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'


def _keys(prefix: str, wanted: Iterable[Attribute]) -> dict[Attribute, str]:
    return {attribute: f"{prefix}{number}" for number, attribute in enumerate(wanted)}


def _written(data: Iterable[tuple[Attribute, object]], keys: dict[Attribute, str]) -> str:
    return "".join(f'<data key="{keys[attribute]}">{inside(value)}</data>' for attribute, value in data)
