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
from kg.statements import SEPARATOR
from kg.stores.batches import chunks, grouped
from kg.stores.neo4j_schema import NODE_LABEL

#: Rows of a transaction. Fewer cost more round trips; more take the server's memory and bring nothing.
BATCH = 10_000

#: :data:`kg.statements.SEPARATOR`, as Cypher writes it.
_BETWEEN = f"\\u{ord(SEPARATOR):04x}"


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
            ids = [node.id for node in alike]
            properties, rows = columns.rows(labels, [ids], [node.properties for node in alike])
            yield Step(
                f"UNWIND $rows AS row CREATE (:{NODE_LABEL}:{':'.join(labels)} {{{properties}}})", rows
            )
    ends = f"MATCH (a:{NODE_LABEL} {{id: row[1]}}) MATCH (b:{NODE_LABEL} {{id: row[2]}})"
    for edges in chunks(changes.edges, BATCH):
        for concept, group in grouped(edges, lambda edge: edge.concept):
            first = [[e.id for e in group], [e.tail for e in group], [e.head for e in group]]
            properties, rows = columns.rows(concept, first, [edge.properties for edge in group])
            yield Step(f"UNWIND $rows AS row {ends} CREATE (a)-[:{concept} {{{properties}}}]->(b)", rows)


class _Columns:
    """Makes rows, and remembers which property stands where in them.

    Mappings would repeat the name of each property. Rows that are lists, with one text in place of a list of
    texts, are packed and sent in two fifths of their time. Columns are only ever added, and only ever turn
    from texts to lists, so that the server seldom sees a new statement.
    """

    def __init__(self) -> None:
        self._names: dict[str | tuple[str, ...], dict[str, None]] = {}
        #: Columns with a list that cannot be one text.
        self._lists: set[tuple[str | tuple[str, ...], str]] = set()

    def rows(
        self,
        alike: str | tuple[str, ...],
        first: Sequence[Sequence[str]],
        properties: Sequence[Mapping[str, Any]],
    ) -> tuple[str, list[Any]]:
        """Make rows of elements that are alike.

        Args:
            alike: what they have in common.
            first: the first columns: ids, and an edge's ends.
            properties: of each element.

        Returns:
            What makes properties of the cells of a row, as Cypher; where a cell is null, there will be none.
            And the rows.
        """
        names = self._names.setdefault(alike, {"id": None})
        for each in properties:
            if not each.keys() <= names.keys():
                names.update(dict.fromkeys(each))
        columns: list[Sequence[Any]] = list(first)
        made = ["id: row[0]"]
        for name in list(names)[1:]:
            cell = f"row[{len(columns)}]"
            column = [each.get(name) for each in properties]
            if (alike, name) not in self._lists and list in map(type, column):
                if (texts := _as_texts(column)) is None:
                    self._lists.add((alike, name))
                else:
                    column, cell = texts, f"split({cell}, '{_BETWEEN}')"
            columns.append(column)
            made.append(f"`{name}`: {cell}")
        return ", ".join(made), list(zip(*columns, strict=True))


def _as_texts(column: Sequence[Any]) -> list[str | None] | None:
    """Each list of texts as one text; None when an empty list, or anything else, cannot be one."""
    found: list[str | None] = []
    for value in column:
        if value is None:
            found.append(None)
            continue
        if type(value) is not list or not value or set(map(type, value)) != {str}:
            return None
        text = SEPARATOR.join(value)
        if text.count(SEPARATOR) >= len(value):
            return None
        found.append(text)
    return found


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
