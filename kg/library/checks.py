"""What a query of the library owes: declared parameters and columns, known names, a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.cypher import Clause
from kg.library.clauses import DIRECTIONS, aggregate_calls
from kg.library.header import QueryFile
from kg.library.scope import Scope
from kg.library.suggest import hint

#: Words that write, change the schema, read files or leave the graph.
_WRITES = ("CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH", "DROP", "LOAD", "USE", "SHOW")


class Remark(NamedTuple):
    """What is wrong at the token of a position, why, and what to write instead."""

    at: int
    construct: str
    why: str
    instead: str


def check_writes(scope: Scope) -> Iterator[Remark]:
    """Find clauses that write, and LOAD CSV."""
    for clause in scope.parsed.clauses:
        if clause.keyword == "LOAD":
            yield Remark(clause.start - 1, "LOAD CSV", "it reads any file of the machine", "kg load FILE")
        elif clause.keyword in _WRITES:
            yield Remark(clause.start - 1, clause.keyword, "a query only reads", "a record that is loaded")


def check_names(scope: Scope) -> Iterator[Remark]:
    """Find labels, edge types and properties that the ontology does not have."""
    vocabulary = scope.vocabulary
    if vocabulary is None:
        return
    for i, is_label in _labels_and_types(scope):
        known, what = (vocabulary.labels, "label") if is_label else (vocabulary.types, "edge type")
        name = scope.parsed.tokens[i].text
        if name not in known:
            yield Remark(i, f"unknown {what} {name}", "not in the ontology", hint(name, known).strip())
    for i, name, owner in scope.properties():
        concepts = scope.concepts_at(i, owner)
        options = vocabulary.names_of(concepts)
        if name not in options:
            who = " or ".join(sorted(concepts)) if len(concepts) in {1, 2, 3} else "any concept"
            yield Remark(i, f"unknown property {name}", f"no property of {who}", hint(name, options).strip())


def _labels_and_types(scope: Scope) -> Iterator[tuple[int, bool]]:
    """Positions of names of labels (True) and types (False), those of tests such as ``x:Person`` too."""
    parsed, seen = scope.parsed, set[int]()
    for pattern in scope.patterns:
        for i in pattern.names:
            seen.add(i)
            yield i, pattern.is_node
    for i, token in enumerate(parsed.tokens):
        between = token.says(":") and parsed.at(i - 1).names and parsed.at(i + 1).names
        if between and not parsed.is_map(parsed.inside[i]) and i + 1 not in seen:
            yield i + 1, True


def check_parameters(scope: Scope, query: QueryFile) -> Iterator[Remark]:
    """Hold the parameters that the Cypher uses against those that the header declares."""
    used: dict[str, int] = {}
    for i, token in enumerate(scope.parsed.tokens):
        if token.kind == "parameter":
            used.setdefault(token.text, i)
    for name, i in used.items():
        if name not in query.parameters:
            better = hint(name, query.parameters).strip() or "an entry under 'parameters'"
            yield Remark(i, f"undeclared parameter ${name}", "the header does not declare it", better)
    for name in query.parameters:
        if name not in used:
            yield Remark(0, f"unused parameter {name}", "the header declares it", f"${name}, or no entry")


def returned(scope: Scope, clause: Clause) -> list[tuple[str, int, int]]:
    """The columns of a RETURN: name, and range of the expression that gives it."""
    columns = []
    for start, end in scope.parsed.items(clause):
        first = start + 1 if scope.parsed.at(start).says("DISTINCT") else start
        if scope.parsed.at(end - 2).says("AS"):
            columns.append((scope.parsed.tokens[end - 1].text, first, end - 2))
        else:
            columns.append((" ".join(token.text for token in scope.parsed.tokens[first:end]), first, end))
    return columns


def check_columns(scope: Scope, query: QueryFile) -> Iterator[Remark]:
    """Hold the columns that are returned against those that the header declares; refuse whole nodes."""
    last = _last_return(scope)
    if last is None:
        yield Remark(0, "no RETURN", "the query answers nothing", "RETURN ... at the end")
        return
    columns = returned(scope, last)
    names, declared = [name for name, _, _ in columns], list(query.columns)
    if names != declared:
        why = f"it returns {', '.join(names)}; the header says {', '.join(declared)}"
        yield Remark(last.start - 1, "columns differ from the header", why, "the same names in one order")
    whole = scope.variables.keys() | scope.path_variables
    for _, start, end in columns:
        if end - start == 1 and scope.parsed.tokens[start].text in whole:
            yield Remark(
                start, "whole node, edge or path", "KGLite adds fields of its own", "named properties"
            )


def check_averages(scope: Scope, query: QueryFile) -> Iterator[Remark]:
    """Require ``digits`` of averages: the engines differ in the last one."""
    rounded = any(column.digits is not None for column in query.columns.values())
    for i in aggregate_calls(scope, 0, len(scope.parsed.tokens)):
        if scope.parsed.tokens[i].says("AVG") and not rounded:
            yield Remark(
                i, "avg() not rounded", "the engines differ in the last digit", "'digits' of its column"
            )


def check_order(scope: Scope, query: QueryFile) -> Iterator[Remark]:
    """Require an ORDER BY that ends in an id (or covers the header's ``key``) when rows are returned."""
    last = _last_return(scope)
    if last is None:
        return
    unions = [clause for clause in scope.parsed.clauses if clause.keyword == "UNION" and clause.block < 0]
    if unions:
        yield Remark(
            unions[0].start - 1, "UNION at the top", "ORDER BY would order its last part only",
            "CALL () { ... UNION ALL ... } RETURN ... ORDER BY ...",
        )  # fmt: skip
        return
    columns = {name: (start, end) for name, start, end in returned(scope, last)}
    if all(any(True for _ in aggregate_calls(scope, start, end)) for start, end in columns.values()):
        return
    behind = [c for c in scope.parsed.clauses if c.keyword == "BY" and c.block < 0 and c.start > last.start]
    order = behind[0] if behind else None
    if order is None:
        yield Remark(last.start - 1, "no ORDER BY", "the order of rows is not fixed", "ORDER BY ..., n.id")
        return
    keys = [_key(scope, start, end) for start, end in scope.parsed.items(order)]
    if not (query.key and set(query.key) <= set(keys)) and not _is_id(scope, keys[-1], columns):
        yield Remark(
            order.start - 1, "ORDER BY without a unique last column", "rows that tie come in any order",
            "an id as the last key, or 'key: [columns]' in the header and all of these in ORDER BY",
        )  # fmt: skip


def _key(scope: Scope, start: int, end: int) -> str:
    """The text of a key of ORDER BY, without its direction."""
    if scope.parsed.at(end - 1).says(*DIRECTIONS):
        end -= 1
    return "".join(token.text for token in scope.parsed.tokens[start:end])


def _is_id(scope: Scope, key: str, columns: dict[str, tuple[int, int]]) -> bool:
    if key in columns:
        start, end = columns[key]
        key = "".join(token.text for token in scope.parsed.tokens[start:end])
    return key.endswith((".id", "_id")) or key == "id"


def _last_return(scope: Scope) -> Clause | None:
    returns = [clause for clause in scope.parsed.clauses if clause.keyword == "RETURN" and clause.block < 0]
    return returns[-1] if returns else None
