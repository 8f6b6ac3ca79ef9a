"""A table of nodes and one of edges: as CSV files ``nodes.csv`` and ``edges.csv``, for whatever reads tables.

A property with several values is one cell, as in the tables that `kg load` reads: ``a; b``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TextIO

from kg.exports.values import Attribute, attributes, text, values
from kg.formulas import harmless
from kg.graph import Changes, Edge, Node
from kg.ledger import Ledger
from kg.loading import joined
from kg.ontology import Ontology

_NODE, _EDGE = (
    ("id", "concept", "labels"),
    ("id", "source", "relation", "target", "source_name", "target_name"),
)


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
    """Write a whole graph, one row after the other; only names of nodes are held, for the edges."""
    wanted = attributes(ontology.nodes.values())
    rows = table("nodes", _columns(_NODE, wanted))
    names: dict[str, str] = {}
    for node in changes.nodes:
        names[node.id] = node.properties["name"]
        row: dict[str, Any] = {"id": node.id, "concept": node.concept, "labels": list(node.labels)}
        rows.write(row | dict(_cells(node, wanted)))
    wanted = attributes(ontology.edges.values())
    rows = table("edges", _columns(_EDGE, wanted))
    for edge in changes.edges:
        row = {"id": edge.id, "relation": edge.concept, "source": edge.tail, "target": edge.head}
        row |= {"source_name": names.get(edge.tail), "target_name": names.get(edge.head)}
        rows.write(row | dict(_cells(edge, wanted)))


def _columns(first: Iterable[str], wanted: Iterable[Attribute]) -> list[str]:
    return list(dict.fromkeys([*first, *(attribute.name for attribute in wanted)]))


def _cells(element: Node | Edge, wanted: Iterable[Attribute]) -> Iterator[tuple[str, Any]]:
    for attribute, value in values(element, wanted):
        yield attribute.name, value


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
