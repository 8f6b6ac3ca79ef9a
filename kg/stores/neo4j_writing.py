"""What brings a Neo4j graph from one state to the next: statements, each with the rows that it takes.

A complete change creates what it holds. An incremental one merges it by id on one label, so that it can be
made twice. (Merging into an empty graph would do as well, but the server plans it while there is no edge
yet, and then goes through all edges of a type for each row.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.graph import Changes, Edge, Gone
from kg.ontology import Ontology
from kg.stores.batches import chunks, grouped
from kg.stores.neo4j_schema import NODE_LABEL

#: Rows of a transaction. Fewer cost more round trips; more take the server's memory and bring nothing.
BATCH = 5_000


class Step(NamedTuple):
    """A statement over ``$rows``."""

    statement: str
    rows: list[dict[str, Any]]


def steps(changes: Changes, ontology: Ontology) -> Iterator[Step]:
    """Everything that changes ask for, in an order in which it can be done."""
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
            statement = _create(labels) if changes.complete else _replace(labels, ontology)
            yield Step(statement, [node.properties for node in alike])
    for edges in chunks(changes.edges, BATCH):
        for concept, group in grouped(edges, lambda edge: edge.concept):
            verb = "CREATE" if changes.complete else "MERGE"
            yield Step(_edge_statement(verb, concept), [_edge_row(edge) for edge in group])


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


def _create(labels: tuple[str, ...]) -> str:
    return f"UNWIND $rows AS row CREATE (n:{NODE_LABEL}:{':'.join(labels)}) SET n = row"


def _replace(labels: tuple[str, ...], ontology: Ontology) -> str:
    concept, *further = labels
    lost = "".join(f":{label}" for label in ontology.nodes[concept].labels if label not in further)
    statement = f"UNWIND $rows AS row MERGE (n:{NODE_LABEL} {{id: row.id}}) SET n = row, n:{':'.join(labels)}"
    return f"{statement} REMOVE n{lost}" if lost else statement


def _edge_statement(verb: str, concept: str) -> str:
    ends = f"MATCH (a:{NODE_LABEL} {{id: row.tail}}) MATCH (b:{NODE_LABEL} {{id: row.head}})"
    edge = f"(a)-[r:{concept} {{id: row.id}}]->(b)"
    return f"UNWIND $rows AS row {ends} {verb} {edge} SET r = row.properties"


def _edge_row(edge: Edge) -> dict[str, Any]:
    return {"id": edge.id, "tail": edge.tail, "head": edge.head, "properties": edge.properties}


def _ids(gone: Iterable[Gone]) -> list[dict[str, Any]]:
    return [{"id": each.id} for each in gone]
