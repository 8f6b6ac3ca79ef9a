"""Turns KGLite's values into ours: nodes, edges and paths without the engine's structural fields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kg.errors import StoreError
from kg.graph import Edge, Node
from kg.ontology import Ontology
from kg.stores.contract import Path
from kg.stores.levels import levels

#: What KGLite adds to the properties of every node.
_STRUCTURAL = ("title", "type")
_NODE_KEYS = {"id", "labels", "properties"}
_EDGE_KEYS = {"id", "start", "end", "type", "properties"}
_PATH_KEYS = {"nodes", "relationships"}


def _are_plain(columns: Iterable[Sequence[Any]]) -> bool:
    """Whether no value, and nothing in the lists that it holds, can be a node, edge or path."""
    return not any(dict in kinds for _, kinds in levels(columns))


class Converter:
    """Converts the values of one result.

    Args:
        ontology: tells concepts from further labels.
        frozen: the graph that answered, asked for the ends of edges that come without their nodes.
        plain: columns that need no look, for they hold texts and lists of them alone.
    """

    def __init__(self, ontology: Ontology, frozen: Any, plain: Collection[str] = ()) -> None:
        self._concepts, self._edges = ontology.nodes, ontology.edges
        self._by_prefix = {name.lower(): name for name in ontology.nodes}
        self._frozen, self._plain = frozen, plain
        #: KGLite's own number of a node -> its id.
        self._ids: dict[int, str] = {}

    def rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Convert rows; those of plain values come back as they are."""
        if not rows:
            return rows
        columns = dict(zip(rows[0], zip(*map(dict.values, rows), strict=True), strict=True))
        doubtful = [name for name in columns if name not in self._plain]
        if _are_plain([columns[name] for name in doubtful]):
            return rows
        self._find_ends(value for name in doubtful for value in columns[name])
        return [row | {name: self.value(row[name]) for name in doubtful} for row in rows]

    def value(self, value: Any) -> Any:
        """Convert one value and what it contains."""
        if isinstance(value, list):
            return value if _are_plain([value]) else [self.value(item) for item in value]
        if not isinstance(value, dict):
            return value
        if self._is_node(value):
            return self._node(value)
        if self._is_edge(value):
            return self.edge(value, self._ids[value["start"]], self._ids[value["end"]])
        converted = {key: self.value(item) for key, item in value.items()}
        return _as_path(converted) or converted

    def edge(self, value: dict[str, Any], tail: str, head: str) -> Edge:
        """Convert an edge whose ends are known by their ids."""
        properties = value["properties"]
        start, to = (self._by_prefix.get(end.partition("-")[0]) for end in (tail, head))
        if start is None or to is None or value["type"] not in self._edges:
            raise StoreError(
                f"The graph holds {tail} -[{value['type']}]-> {head}, and the schema lacks one of these "
                "concepts. Put its file back into the schema folder of the project, or make the graph anew: "
                "`kg build`."
            )
        return Edge(properties["id"], value["type"], tail, head, start, to, properties)

    def _node(self, value: dict[str, Any]) -> Node:
        properties = {name: item for name, item in value["properties"].items() if name not in _STRUCTURAL}
        labels: list[str] = value["labels"]
        concept = next(label for label in labels if label in self._concepts)
        further = sorted(label for label in labels if label != concept)
        return Node(properties["id"], concept, (concept, *further), properties)

    def _is_node(self, value: Any) -> bool:
        """Whether a value is a node of ours, and no map that happens to look like one."""
        if not isinstance(value, dict) or value.keys() != _NODE_KEYS or not isinstance(value["id"], int):
            return False
        properties, labels = value["properties"], value["labels"]
        known = isinstance(labels, list) and any(
            isinstance(label, str) and label in self._concepts for label in labels
        )
        return known and isinstance(properties, dict) and isinstance(properties.get("id"), str)

    def _is_edge(self, value: dict[str, Any]) -> bool:
        if value.keys() != _EDGE_KEYS or not isinstance(value["properties"], dict):
            return False
        ends = (value["start"], value["end"])
        known = all(isinstance(end, int) and end in self._ids for end in ends)
        return known and isinstance(value["properties"].get("id"), str)

    def _find_ends(self, values: Iterable[Any]) -> None:
        """Find the ids of all nodes at which edges begin and end, in one question to the engine."""
        ends: set[int] = set()
        for value in _maps(values):
            if self._is_node(value):
                self._ids[value["id"]] = value["properties"]["id"]
            elif (
                value.keys() == _EDGE_KEYS
                and isinstance(value["start"], int)
                and isinstance(value["end"], int)
            ):
                ends |= {value["start"], value["end"]}
        missing = sorted(str(end) for end in ends - self._ids.keys())
        if missing:
            query = "UNWIND $ends AS end_ MATCH (n) WHERE elementId(n) = end_ RETURN end_, n.id AS id"
            for row in self._frozen.cypher(query, params={"ends": missing}):
                self._ids[int(row["end_"])] = row["id"]


def _as_path(value: dict[str, Any]) -> Path | None:
    """A path, if a map is one."""
    if value.keys() != _PATH_KEYS:
        return None
    nodes, edges = value["nodes"], value["relationships"]
    if not (isinstance(nodes, list) and isinstance(edges, list) and len(nodes) == len(edges) + 1):
        return None
    known = all(isinstance(node, Node) for node in nodes) and all(isinstance(edge, Edge) for edge in edges)
    return Path(tuple(nodes), tuple(edges)) if known else None


def _maps(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """All maps in some values, the outer before the inner."""
    for value in values:
        if isinstance(value, dict):
            yield value
            if value.keys() != _NODE_KEYS and value.keys() != _EDGE_KEYS:
                yield from _maps(value.values())
        elif isinstance(value, list):
            yield from _maps(value)
