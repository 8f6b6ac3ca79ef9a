"""Turns KGLite's values into ours: nodes, edges and paths without the engine's structural fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.graph import Edge, Node
from kg.ontology import Ontology
from kg.stores.contract import Path

#: What KGLite adds to the properties of every node.
_STRUCTURAL = ("title", "type")
_NODE_KEYS = {"id", "labels", "properties"}
_EDGE_KEYS = {"id", "start", "end", "type", "properties"}
_PATH_KEYS = {"nodes", "relationships"}


class Converter:
    """Converts the values of one result.

    Args:
        ontology: tells concepts from further labels.
        frozen: the graph that answered, asked for the ends of edges that come without their nodes.
    """

    def __init__(self, ontology: Ontology, frozen: Any) -> None:
        self._concepts = ontology.nodes
        self._frozen = frozen

    def rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Convert rows; those of plain values come back as they are."""
        return [
            {
                name: self.value(value) if isinstance(value, (dict, list)) else value
                for name, value in row.items()
            }
            if any(isinstance(value, (dict, list)) for value in row.values())
            else row
            for row in rows
        ]

    def value(self, value: Any) -> Any:
        """Convert one value and what it contains."""
        if isinstance(value, list):
            return (
                [self.value(item) for item in value]
                if any(isinstance(item, (dict, list)) for item in value)
                else value
            )
        if not isinstance(value, dict):
            return value
        keys = value.keys()
        if keys == _NODE_KEYS and isinstance(value["properties"], dict):
            return self._node(value)
        if keys == _EDGE_KEYS and isinstance(value["properties"], dict):
            return self._loose_edge(value)
        if keys == _PATH_KEYS:
            return self._path(value["nodes"], value["relationships"])
        return {key: self.value(item) for key, item in value.items()}

    def edge(self, value: dict[str, Any], tail: str, head: str) -> Edge:
        """Convert an edge whose ends are known by their ids."""
        properties = value["properties"]
        concepts = (self._concept_of(tail), self._concept_of(head))
        return Edge(properties["id"], value["type"], tail, head, *concepts, properties)

    def _node(self, value: dict[str, Any]) -> Node:
        properties = {name: item for name, item in value["properties"].items() if name not in _STRUCTURAL}
        labels: list[str] = value["labels"]
        concept = next(label for label in labels if label in self._concepts)
        further = sorted(label for label in labels if label != concept)
        return Node(properties["id"], concept, (concept, *further), properties)

    def _path(self, nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]) -> Path:
        ids = {node["id"]: node["properties"]["id"] for node in nodes}
        return Path(
            tuple(self._node(node) for node in nodes),
            tuple(self.edge(edge, ids[edge["start"]], ids[edge["end"]]) for edge in edges),
        )

    def _loose_edge(self, value: dict[str, Any]) -> Edge:
        concept, id = value["type"], value["properties"]["id"]
        query = f"MATCH (a)-[r:`{concept}`]->(b) WHERE r.id = $id RETURN a.id AS tail, b.id AS head"
        ends = self._frozen.cypher(query, params={"id": id}).to_list()[0]
        return self.edge(value, ends["tail"], ends["head"])

    def _concept_of(self, node: str) -> str:
        prefix = node.partition("-")[0]
        return next(name for name in self._concepts if name.lower() == prefix)
