"""What brings a Neo4j graph from one state to the next: statements, each with the rows that it takes.

A complete change creates what it holds. An incremental one merges it by id on one label, so that it can be
made twice. (Merging into an empty graph would do as well, but the server plans it while there is no edge
yet, and then goes through all edges of a type for each row.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.graph import Changes, Edge, Gone
from kg.ontology import Ontology
from kg.stores.batches import chunks, grouped
from kg.stores.neo4j_schema import NODE_LABEL

#: Rows of a transaction. Fewer cost more round trips; more take the server's memory and bring nothing.
BATCH = 10_000


class Step(NamedTuple):
    """A statement over ``$rows``: of what is created, lists that begin with the id; of the rest, mappings."""

    statement: str
    rows: list[Any]


def steps(changes: Changes, ontology: Ontology) -> Iterator[Step]:
    """Everything that changes ask for, in an order in which it can be done."""
    return _creating(changes) if changes.complete else _changing(changes, ontology)


def _creating(changes: Changes) -> Iterator[Step]:
    columns = _Columns()
    for nodes in chunks(changes.nodes, BATCH):
        for labels, alike in grouped(nodes, lambda node: node.labels):
            names = columns.of(labels, [node.properties for node in alike])
            rows = [[node.id, *map(node.properties.get, names)] for node in alike]
            yield Step(_create_nodes(labels, names), rows)
    for edges in chunks(changes.edges, BATCH):
        for concept, group in grouped(edges, lambda edge: edge.concept):
            names = columns.of(concept, [edge.properties for edge in group])
            rows = [[edge.id, edge.tail, edge.head, *map(edge.properties.get, names)] for edge in group]
            yield Step(_create_edges(concept, names), rows)


class _Columns:
    """Which property stands where in rows.

    Rows that are lists are packed, sent and read in two thirds of the time that mappings take, which repeat
    the name of each property. Columns are only ever added, so that the server seldom sees a new statement.
    """

    def __init__(self) -> None:
        self._names: dict[str | tuple[str, ...], dict[str, None]] = {}

    def of(self, alike: str | tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> list[str]:
        """The names of properties of all that is alike so far, without ``id``."""
        names = self._names.setdefault(alike, {"id": None})
        for row in rows:
            if not row.keys() <= names.keys():
                names.update(dict.fromkeys(row))
        return list(names)[1:]


def _create_nodes(labels: tuple[str, ...], names: Sequence[str]) -> str:
    return f"UNWIND $rows AS row CREATE (:{NODE_LABEL}:{':'.join(labels)} {_map(names, 1)})"


def _create_edges(concept: str, names: Sequence[str]) -> str:
    ends = f"MATCH (a:{NODE_LABEL} {{id: row[1]}}) MATCH (b:{NODE_LABEL} {{id: row[2]}})"
    return f"UNWIND $rows AS row {ends} CREATE (a)-[:{concept} {_map(names, 3)}]->(b)"


def _map(names: Sequence[str], first: int) -> str:
    """Properties from the cells of a row; where a cell is null, there is none."""
    cells = "".join(f", `{name}`: row[{place}]" for place, name in enumerate(names, first))
    return f"{{id: row[0]{cells}}}"


def _changing(changes: Changes, ontology: Ontology) -> Iterator[Step]:
    for gone_edges in chunks(changes.gone_edges, BATCH):
        for concept, gone in grouped(gone_edges, lambda each: each.concept):
            yield Step(
                f"UNWIND $rows AS row MATCH (:{NODE_LABEL})-[r:{concept}]->() "
                f"USING INDEX SEEK r:{concept}(id) WHERE r.id = row.id DELETE r",
                _ids(gone),
            )
    for gone_nodes in chunks(changes.gone_nodes, BATCH):
        yield Step(
            f"UNWIND $rows AS row MATCH (n:{NODE_LABEL} {{id: row.id}}) DETACH DELETE n", _ids(gone_nodes)
        )
    for nodes in chunks(changes.nodes, BATCH):
        for labels, alike in grouped(nodes, lambda node: node.labels):
            yield Step(_replace(labels, ontology), [node.properties for node in alike])
    for edges in chunks(changes.edges, BATCH):
        for concept, group in grouped(edges, lambda edge: edge.concept):
            yield Step(_merge_edges(concept), [_edge_row(edge) for edge in group])


def packed(stream: Iterable[Step]) -> Iterator[list[Step]]:
    """Steps put together to transactions of at most :data:`BATCH` rows."""
    pack: list[Step] = []
    size = 0
    for step in stream:
        if pack and size + len(step.rows) > BATCH:
            yield pack
            pack, size = [], 0
        pack.append(step)
        size += len(step.rows)
    if pack:
        yield pack


def halves(pack: list[Step]) -> list[list[Step]]:
    """A transaction cut in two; empty when it is one row."""
    if len(pack) > 1:
        middle = len(pack) // 2
        return [pack[:middle], pack[middle:]]
    ((statement, rows),) = pack
    middle = len(rows) // 2
    return [[Step(statement, part)] for part in (rows[:middle], rows[middle:])] if middle else []


def _replace(labels: tuple[str, ...], ontology: Ontology) -> str:
    concept, *further = labels
    lost = "".join(f":{label}" for label in ontology.nodes[concept].labels if label not in further)
    statement = f"UNWIND $rows AS row MERGE (n:{NODE_LABEL} {{id: row.id}}) SET n = row, n:{':'.join(labels)}"
    return f"{statement} REMOVE n{lost}" if lost else statement


def _merge_edges(concept: str) -> str:
    ends = f"MATCH (a:{NODE_LABEL} {{id: row.tail}}) MATCH (b:{NODE_LABEL} {{id: row.head}})"
    edge = f"(a)-[r:{concept} {{id: row.id}}]->(b)"
    return f"UNWIND $rows AS row {ends} MERGE {edge} SET r = row.properties"


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {"id": edge.id, "tail": edge.tail, "head": edge.head, "properties": edge.properties}


def _ids(gone: Iterable[Gone]) -> list[dict[str, Any]]:
    return [{"id": each.id} for each in gone]
