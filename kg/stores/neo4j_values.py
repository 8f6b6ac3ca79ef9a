"""Turns the driver's values into ours: dates, nodes, edges and paths."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from neo4j import Record
from neo4j.graph import Node as TheirNode
from neo4j.graph import Path as TheirPath
from neo4j.graph import Relationship
from neo4j.time import Duration

from kg.errors import StoreError
from kg.graph import Edge, Node
from kg.ontology import Ontology
from kg.stores.contract import Path
from kg.stores.levels import levels
from kg.stores.neo4j_schema import NODE_LABEL

#: Of a duration, as KGLite gives them; the last only where there are some.
_PARTS = ("months", "days", "seconds", "nanoseconds")
_PLAIN = frozenset({str, int, float, bool, type(None)})
_PLAIN_OR_LIST = _PLAIN | {list}

#: Gives the ids of nodes by the server's own names for them.
Ends = Callable[[list[str]], Mapping[str, str]]


def _are_plain(columns: Iterable[Sequence[Any]]) -> bool:
    """Whether values, and all in their lists, are such as Python has, and no labels of a node."""
    return all(kinds <= _PLAIN_OR_LIST and NODE_LABEL not in level for level, kinds in levels(columns))


class _UnknownEndError(StoreError):
    """An edge came without the ids of its ends."""


class Converter:
    """Converts the values of one answer.

    Args:
        ontology: tells concepts from further labels.
        find_ends: asked for the ends of edges that come without their nodes.
        plain: columns that need no look, for they hold texts and lists of them alone.
    """

    def __init__(self, ontology: Ontology, find_ends: Ends, plain: Collection[str] = ()) -> None:
        self._concepts = ontology.nodes
        self._by_prefix = {name.lower(): name for name in ontology.nodes}
        self._find_ends, self._plain = find_ends, plain
        #: The server's own name of a node -> its id.
        self._ids: dict[str, str] = {}

    def rows(self, columns: list[str], records: list[Record]) -> list[dict[str, Any]]:
        """Convert rows; those of plain values are only named.

        Raises:
            BrokenRecordError: a record has what Python has no value for.
        """
        # A record looks at each value that it gives for broken ones, which are not plain.
        bare = [(*tuple.__iter__(record),) for record in records]
        named = zip(columns, zip(*bare, strict=True), strict=False)  # no columns without rows
        if _are_plain([values for name, values in named if name not in self._plain]):
            return [dict(zip(columns, row, strict=True)) for row in bare]
        rows = [record.values() for record in records]
        try:
            return self._converted(columns, rows)
        except _UnknownEndError:  # looking for ends beforehand would go through all lists twice
            self._learn_ends(value for row in rows for value in row)
            return self._converted(columns, rows)

    def _converted(self, columns: list[str], rows: list[list[Any]]) -> list[dict[str, Any]]:
        plain, convert, as_it_is = _PLAIN, self.value, self._plain
        return [
            {
                name: each if type(each) in plain or name in as_it_is else convert(each)
                for name, each in zip(columns, row, strict=True)
            }
            for row in rows
        ]

    def value(self, value: Any) -> Any:
        """Convert one value and what it contains."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is list:
            return self._list(value)
        if kind is dict:
            return {key: self.value(item) for key, item in value.items()}
        if kind is TheirNode:
            return self.node(value)
        if isinstance(value, Relationship):
            return self.edge(value, self._end(value.start_node), self._end(value.end_node))
        if isinstance(value, TheirPath):
            edges = tuple(self.value(edge) for edge in value.relationships)
            return Path(tuple(map(self.node, value.nodes)), edges)
        return _temporal(value)

    def _list(self, value: list[Any]) -> list[Any]:
        if NODE_LABEL in value:
            return self._labels(value)
        return value if _are_plain([value]) else [self.value(item) for item in value]

    def node(self, value: TheirNode) -> Node:
        """Convert a node; one of another application has what it has of id and labels."""
        properties = {name: self.value(item) for name, item in value.items()}
        labels = self._labels(list(value.labels))
        return Node(str(properties.get("id", "")), labels[0] if labels else "", tuple(labels), properties)

    def edge(self, value: Relationship, tail: str, head: str) -> Edge:
        """Convert an edge whose ends are known by their ids."""
        properties = {name: self.value(item) for name, item in value.items()}
        start, to = (self._by_prefix.get(end.partition("-")[0], "") for end in (tail, head))
        return Edge(str(properties.get("id", "")), value.type, tail, head, start, to, properties)

    def _labels(self, labels: Iterable[str]) -> list[str]:
        """Labels without our technical one: the concept first, then the others in alphabetical order."""
        known = [label for label in labels if label != NODE_LABEL]
        return sorted(known, key=lambda label: (label not in self._concepts, label))

    def _end(self, node: TheirNode | None) -> str:
        assert node is not None
        if node.element_id not in self._ids:
            raise _UnknownEndError("The graph was changed while the query ran. Ask again.")
        return self._ids[node.element_id]

    def _learn_ends(self, values: Iterable[Any]) -> None:
        """Learn the ids of all nodes at which edges begin and end, with one question to the server."""
        ends: set[str] = set()
        for element in _elements(values):
            if isinstance(element, Relationship):
                ends.update(node.element_id for node in element.nodes if node is not None)
            else:
                self._ids[element.element_id] = str(element.get("id", ""))
        missing = sorted(ends - self._ids.keys())
        if missing:
            self._ids.update(self._find_ends(missing))


def _elements(values: Iterable[Any]) -> Iterator[TheirNode | Relationship]:
    """All nodes and edges in some values."""
    for value in values:
        if isinstance(value, TheirNode | Relationship):
            yield value
        elif isinstance(value, TheirPath):
            yield from value.nodes
            yield from value.relationships
        elif isinstance(value, list):
            yield from _elements(value)
        elif isinstance(value, dict):
            yield from _elements(value.values())


def _temporal(value: Any) -> Any:
    """A date or time as Python's own, a duration as its parts; the rest as text.

    So are points, and a time in the last billionths of a second, which Python would round up to a full one.
    """
    if isinstance(value, Duration):
        parts = zip(_PARTS, value, strict=True)
        return {name: number for name, number in parts if number or name != _PARTS[-1]}
    native = getattr(value, "to_native", None)
    try:
        return native() if native is not None else str(value)
    except ValueError:
        return value.iso_format()
