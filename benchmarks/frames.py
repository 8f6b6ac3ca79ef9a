"""The nodes and edges of a graph as pandas frames, which KGLite's bulk loader takes.

One frame for the nodes of one concept, one for the edges of one concept between two others; lists,
whole numbers with gaps and dates keep their types.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.graph.elements import Edge, Node

if TYPE_CHECKING:
    import kglite
    import pandas as pd

#: Columns of an edge frame that hold the ends; the ontology allows no property of these names.
FROM, TO = "from", "to"


class NodeFrame(NamedTuple):
    """Nodes of one concept: rows, the types of columns, ids by further label."""

    concept: str
    rows: pd.DataFrame
    types: dict[str, str]
    labels: dict[str, list[str]]


class EdgeFrame(NamedTuple):
    """Edges of one concept between two concepts: rows with ``from`` and ``to``, the types of columns."""

    concept: str
    start: str
    end: str
    rows: pd.DataFrame
    types: dict[str, str]


@dataclass
class Frames:
    """A whole graph, ready for the bulk loader."""

    nodes: list[NodeFrame] = field(default_factory=list)
    edges: list[EdgeFrame] = field(default_factory=list)

    @classmethod
    def of(cls, elements: Iterable[Node | Edge]) -> Frames:
        """Sort what a store's ``snapshot()`` gives into frames."""
        nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        edges: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for each in elements:
            if isinstance(each, Edge):
                key = (each.concept, each.tail_concept, each.head_concept)
                edges[key].append({FROM: each.tail, TO: each.head, **each.properties})
                continue
            nodes[each.concept].append(each.properties)
            for label in each.labels[1:]:
                labels[each.concept][label].append(each.id)
        edge_frames = [EdgeFrame(*key, *_frame(rows)) for key, rows in edges.items()]
        # KGLite keeps parallel edges only in the first frame of one edge concept from one node concept.
        edge_frames.sort(key=lambda each: each.rows.duplicated([FROM, TO]).sum(), reverse=True)
        return cls(
            [NodeFrame(name, *_frame(rows), dict(labels[name])) for name, rows in nodes.items()],
            edge_frames,
        )

    def split(self, share: float) -> tuple[Frames, Frames]:
        """Divide the rows of each frame at random; further labels stay out."""
        first, second = Frames(), Frames()
        for nodes in self.nodes:
            rows = nodes.rows.sample(frac=share, random_state=1)
            first.nodes.append(nodes._replace(rows=rows, labels={}))
            second.nodes.append(nodes._replace(rows=nodes.rows.drop(rows.index), labels={}))
        for edges in self.edges:
            rows = edges.rows.sample(frac=share, random_state=1)
            first.edges.append(edges._replace(rows=rows))
            second.edges.append(edges._replace(rows=edges.rows.drop(rows.index)))
        return first, second

    @property
    def counts(self) -> tuple[int, int]:
        """How many nodes and edges."""
        return sum(len(each.rows) for each in self.nodes), sum(len(each.rows) for each in self.edges)

    def load_nodes(self, graph: kglite.KnowledgeGraph) -> None:
        """Give all nodes and their further labels to the bulk loader."""
        for nodes in self.nodes:
            graph.add_nodes(nodes.rows, nodes.concept, "id", "name", column_types=nodes.types)
            for label, ids in nodes.labels.items():
                graph.add_label(nodes.concept, ids, label)

    def load_edges(self, graph: kglite.KnowledgeGraph) -> None:
        """Give all edges to the bulk loader."""
        for edges in self.edges:
            graph.add_relationships(
                edges.rows, edges.concept, edges.start, FROM, edges.end, TO, column_types=edges.types
            )


def _frame(rows: list[dict[str, Any]]) -> tuple[pd.DataFrame, dict[str, str]]:
    """A frame and what the bulk loader has to be told about its columns."""
    import pandas as pd

    frame, types = pd.DataFrame(rows), {}
    for name in frame.columns:
        sample = next((row[name] for row in rows if row.get(name) is not None), None)
        if isinstance(sample, list | tuple):
            types[name] = "list"
            frame[name] = [list(row[name]) if row.get(name) is not None else None for row in rows]
        elif isinstance(sample, int) and not isinstance(sample, bool):
            frame[name] = pd.array([row.get(name) for row in rows], dtype="Int64")
        elif isinstance(sample, str):
            types[name] = "string"
    return frame, types
