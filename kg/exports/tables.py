"""A table of nodes and one of edges: as CSV files ``nodes.csv`` and ``edges.csv``, for whatever reads tables.

A property with several values is one cell, as in the tables that `kg load` reads: ``a; b``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, TextIO

from kg.exports.values import Attribute, attributes, text, values
from kg.formulas import harmless
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.loading import OF_NAME, citation, joined
from kg.ontology import Ontology
from kg.statements import Source

_NODE = ("id", "concept", "labels")
_EDGE = (
    "id", "source", "relation", "target", "source_name", "target_name", "source_concept", "target_concept",
)  # fmt: skip
#: Holds what the row cites, for who has not the rows of the sources: addresses, as `kg load` reads them.
_CITATIONS = "citations"


#: Gives something that takes rows, by what they are (``nodes``, ``edges``) and their columns.
OpenTable = Callable[[str, Sequence[str]], "Table"]


class Table(Protocol):
    """What takes rows."""

    def write(self, row: dict[str, Any]) -> None:
        """Take a row, column -> value; missing cells are empty."""


def write_tables(files: tuple[TextIO, TextIO], changes: Changes, _ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph as CSV.

    Args:
        files: for nodes and for edges.
        changes: a complete build.
        ontology: the concepts.
    """
    of = dict(zip(("nodes", "edges"), files, strict=True))
    fill(lambda what, columns: _CsvTable(of[what], columns), changes, ontology)


def fill(table: OpenTable, changes: Changes, ontology: Ontology) -> None:
    """Write a whole graph, one row after the other.

    Only names of nodes are held, for the edges, and what sources are called, which are the first nodes.
    """
    wanted = attributes(ontology.nodes.values())
    rows = table("nodes", _columns(_NODE, wanted))
    names: dict[str, str] = {}
    cited: dict[str, str] = {}
    for node in changes.nodes:
        names[node.id] = node.properties["name"]
        if node.concept == "Source":
            cited[node.id] = _citation(node)
        row: dict[str, Any] = {"id": node.id, "concept": node.concept, "labels": list(node.labels)}
        rows.write(row | _cells(node, wanted, cited))
    wanted = attributes(ontology.edges.values())
    properties = [prop for edge in ontology.edges.values() for prop in edge.properties.values()]
    others = {prop.name for prop in properties if prop.to is not None}
    rows = table("edges", _columns(_EDGE, wanted, others))
    for edge in changes.edges:
        row = {"id": edge.id, "relation": edge.concept, "source": edge.tail, "target": edge.head}
        row |= {"source_name": names.get(edge.tail), "target_name": names.get(edge.head)}
        row |= {"source_concept": edge.tail_concept, "target_concept": edge.head_concept}
        row |= {each + OF_NAME: names.get(edge.properties.get(each, "")) for each in others}
        rows.write(row | _cells(edge, wanted, cited))


def _columns(first: Iterable[str], wanted: Iterable[Attribute], named: Collection[str] = ()) -> list[str]:
    """The columns in order: after the id of something its name, and before ids of sources their addresses."""
    found = list(first)
    for attribute in wanted:
        found += [_CITATIONS] if attribute.name == "sources" else []
        found += [attribute.name, attribute.name + OF_NAME] if attribute.name in named else [attribute.name]
    return list(dict.fromkeys(found))


def _cells(element: Node | Edge, wanted: Iterable[Attribute], cited: Mapping[str, str]) -> dict[str, Any]:
    cells = {attribute.name: value for attribute, value in values(element, wanted)}
    return cells | {_CITATIONS: [cited[id] for id in element.properties["sources"] if id in cited]}


def _citation(node: Node) -> str:
    known = node.properties
    source = Source(node.id, known.get("url"), known.get("outlet"), known.get("headline"))
    return citation(source._replace(published=known.get("published")))


class _CsvTable:
    """A CSV file (RFC 4180) none of whose cells is a formula."""

    def __init__(self, file: TextIO, columns: Sequence[str]) -> None:
        self._columns = columns
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(columns)

    def write(self, row: dict[str, Any]) -> None:
        """Write a row; missing cells are empty."""
        self._writer.writerow([harmless(as_text(row.get(name))) for name in self._columns])


def as_text(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    return joined(value) if isinstance(value, list) else text(value)
