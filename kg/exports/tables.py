"""Two CSV files, ``nodes.csv`` and ``edges.csv``: for spreadsheets, pandas, R and whatever reads tables.

A property with several values is one cell, as in the tables that `kg load` reads: ``a; b``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

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


def write_tables(files: tuple[TextIO, TextIO], changes: Changes, _ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph, one row after the other; only names of nodes are held, for the edges.

    Args:
        files: for nodes and for edges.
        changes: a complete build.
        ontology: the concepts.
    """
    wanted = attributes(ontology.nodes.values())
    table = _Table(files[0], [*_NODE, *(attribute.name for attribute in wanted)])
    names: dict[str, str] = {}
    for node in changes.nodes:
        names[node.id] = node.properties["name"]
        row: dict[str, Any] = {"id": node.id, "concept": node.concept, "labels": list(node.labels)}
        table.write(row | dict(_cells(node, wanted)))
    wanted = attributes(ontology.edges.values())
    table = _Table(files[1], [*_EDGE, *(attribute.name for attribute in wanted)])
    for edge in changes.edges:
        row = {"id": edge.id, "relation": edge.concept, "source": edge.tail, "target": edge.head}
        row |= {"source_name": names.get(edge.tail), "target_name": names.get(edge.head)}
        table.write(row | dict(_cells(edge, wanted)))


def _cells(element: Node | Edge, wanted: Iterable[Attribute]) -> Iterator[tuple[str, Any]]:
    for attribute, value in values(element, wanted):
        yield attribute.name, value


class _Table:
    """A CSV file (RFC 4180) none of whose cells is a formula."""

    def __init__(self, file: TextIO, columns: Iterable[str]) -> None:
        self._columns = list(dict.fromkeys(columns))
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow(self._columns)

    def write(self, row: dict[str, Any]) -> None:
        """Write a row; missing cells are empty."""
        self._writer.writerow([harmless(_cell(row.get(name))) for name in self._columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return joined(value) if isinstance(value, list) else text(value)
