"""What brings a Neo4j graph from one state to the next: statements, each with the rows that it takes.

A complete change creates what it holds. An incremental one merges it by id on one label, so that it can be
made twice. (Merging into an empty graph would do as well, but the server plans it while there is no edge
yet, and then goes through all edges of a type for each row.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from kg.graph import Changes, Edge, Gone
from kg.ontology import Ontology
from kg.statements import SEPARATOR
from kg.stores.batches import chunks, grouped
from kg.stores.neo4j_schema import NODE_LABEL

#: Rows of a transaction. Fewer cost more round trips; more take the server's memory and bring nothing.
BATCH = 10_000

#: Stand between the texts of a row, in place of null, and of an empty list. Like
#: :data:`kg.statements.SEPARATOR`, which stands between the texts of a list, they hardly occur in any.
_BETWEEN, _NULL, _EMPTY = "\x1e", "\x1d", "\x1c"

#: What elements have in common: a concept, or labels.
_Alike = str | tuple[str, ...]


class Step(NamedTuple):
    """A statement over ``$rows``: of what is created, lists that begin with texts; of the rest, mappings."""

    statement: str
    rows: list[Any]


def steps(changes: Changes, ontology: Ontology) -> Iterator[Step]:
    """Everything that changes ask for, in an order in which it can be done."""
    return _creating(changes) if changes.complete else _changing(changes, ontology)


def _quoted(sign: str) -> str:
    """A control character, as Cypher writes it."""
    return f"'\\u{ord(sign):04x}'"


#: Takes a row apart.
_EACH = f"UNWIND $rows AS row WITH row, split(row[0], {_quoted(_BETWEEN)}) AS text"


def _creating(changes: Changes) -> Iterator[Step]:
    columns = _Columns()
    for nodes in chunks(changes.nodes, BATCH):
        for labels, alike in grouped(nodes, lambda node: node.labels):
            ids = [node.id for node in alike]
            properties, rows = columns.rows(labels, [ids], [node.properties for node in alike])
            yield Step(f"{_EACH} CREATE (:{NODE_LABEL}:{':'.join(labels)} {{{properties}}})", rows)
    ends = f"MATCH (a:{NODE_LABEL} {{id: text[1]}}) MATCH (b:{NODE_LABEL} {{id: text[2]}})"
    for edges in chunks(changes.edges, BATCH):
        for concept, group in grouped(edges, lambda edge: edge.concept):
            first = [[e.id for e in group], [e.tail for e in group], [e.head for e in group]]
            properties, rows = columns.rows(concept, first, [edge.properties for edge in group])
            yield Step(f"{_EACH} {ends} CREATE (a)-[:{concept} {{{properties}}}]->(b)", rows)


class _Columns:
    """Makes rows, and remembers which property stands where in them.

    The driver packs each cell by itself, in which it spends as long as the server needs to make the graph.
    So all columns of texts go in one cell as one text, and a list of texts in it as one text too; other
    values have cells of their own. A column only ever loses what it can be, so that the server seldom sees
    a new statement.
    """

    def __init__(self) -> None:
        self._forms: dict[_Alike, dict[str, _Form]] = {}

    def rows(
        self, alike: _Alike, first: Sequence[Sequence[str]], properties: Sequence[Mapping[str, Any]]
    ) -> tuple[str, list[Any]]:
        """Make rows of elements that are alike.

        Args:
            alike: what they have in common.
            first: the first texts of each row: ids, and an edge's ends.
            properties: of each element.

        Returns:
            What makes properties of a row, as Cypher; what is null will not be there. And the rows.
        """
        forms = self._forms.setdefault(alike, {"id": _Form()})
        for each in properties:
            if not each.keys() <= forms.keys():
                forms.update((name, _Form()) for name in each if name not in forms)
        texts, cells, made = list(first), list[Sequence[Any]](), ["id: text[0]"]
        for name, form in islice(forms.items(), 1, None):
            column = [each.get(name) for each in properties]
            if (as_texts := form.texts(column)) is not None:
                made.append(f"`{name}`: {form.cypher(f'text[{len(texts)}]')}")
                texts.append(as_texts)
            else:
                cells.append(column)
                made.append(f"`{name}`: row[{len(cells)}]")
        return ", ".join(made), list(zip(map(_BETWEEN.join, zip(*texts, strict=True)), *cells, strict=True))


class _Form:
    """How one column is written: as texts, or in cells of its own."""

    def __init__(self) -> None:
        self._is_text, self._has_lists = True, False
        #: What stands in for values that were seen -> the value, as Cypher writes it.
        self._stand_ins: dict[str, str] = {}

    def texts(self, column: Sequence[Any]) -> list[str] | None:
        """The column as texts; None where it is to have cells of its own."""
        kinds = set(map(type, column)) - {type(None)}
        if self._is_text and kinds == {list} and {str}.issuperset(map(type, _inner(column))):
            self._has_lists = True
            texts = [_NULL if each is None else SEPARATOR.join(each) if each else _EMPTY for each in column]
            separators = sum(len(each) - 1 for each in column if each)
        elif self._is_text and kinds <= ({str} if not self._has_lists else set()):
            texts = [_NULL if each is None else each for each in column]
            separators = 0
        else:
            self._is_text = False
            return None
        whole, nulls, empty = "".join(texts), column.count(None), column.count([])
        signs = [whole.count(sign) for sign in (SEPARATOR, _BETWEEN, _NULL, _EMPTY)]
        self._is_text = signs == [separators, 0, nulls, empty]  # else a text holds one of them
        self._stand_ins |= {_NULL: "null"} if nulls else {}
        self._stand_ins |= {_EMPTY: "[]"} if empty else {}
        return texts if self._is_text else None

    def cypher(self, text: str) -> str:
        """What makes the value again of a text."""
        value = f"split({text}, {_quoted(SEPARATOR)})" if self._has_lists else text
        if not self._stand_ins:
            return value
        cases = " ".join(f"WHEN {_quoted(sign)} THEN {what}" for sign, what in self._stand_ins.items())
        return f"CASE {text} {cases} ELSE {value} END"


def _inner(column: Iterable[list[Any] | None]) -> Iterator[Any]:
    return chain.from_iterable(filter(None, column))


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
