"""Rules about clauses, subqueries, aggregates and words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.cypher import Clause
from kg.library.rules import LOOSE, LOUD, rule
from kg.library.scope import Scope

#: What may follow a key of ORDER BY.
DIRECTIONS = ("ASC", "ASCENDING", "DESC", "DESCENDING")
AGGREGATES = frozenset(
    {"COUNT", "SUM", "AVG", "MIN", "MAX", "COLLECT", "STDEV", "STDEVP", "PERCENTILECONT", "PERCENTILEDISC"}
)


def aggregate_calls(scope: Scope, start: int, end: int) -> Iterator[int]:
    """Positions of aggregate functions that are called in a range of tokens."""
    for i in range(start, end):
        if scope.parsed.tokens[i].text.upper() in AGGREGATES and scope.parsed.calls(i):
            yield i


@rule("aggregate in ORDER BY", LOUD, "WITH count(*) AS n ... ORDER BY n")
def _aggregates_in_order(scope: Scope) -> Iterator[int]:
    for clause in scope.parsed.clauses:
        if clause.keyword == "BY":
            yield from aggregate_calls(scope, clause.start, clause.end)


@rule("aggregate mixed with a property", LOOSE, "the property in a WITH of its own")
def _mixed_aggregates(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for clause in parsed.clauses:
        if clause.keyword not in {"WITH", "RETURN"}:
            continue
        for start, end in parsed.items(clause):
            calls = list(aggregate_calls(scope, start, end))
            inside = {j for i in calls for j in range(i, parsed.partner[i + 1] + 1)}
            owners = {owner for _, _, owner in scope.properties() if owner in range(start, end)}
            if calls and owners - inside:
                yield min(owners - inside)


@rule("whole node, edge or path in ORDER BY", "the engines put these in different orders", "ORDER BY n.id")
def _whole_in_order(scope: Scope) -> Iterator[int]:
    parsed, whole = scope.parsed, set[str]()
    for clause in parsed.clauses:  # whole: what stands for a node, edge or path at this place of the text
        if clause.keyword == "MATCH":
            whole |= _bound_by(scope, clause)
        elif clause.keyword in {"WITH", "RETURN", "UNWIND"}:
            named = [(s, e) for s, e in parsed.items(clause) if parsed.at(e - 2).says("AS")]
            names = {parsed.tokens[end - 1].text: _is_whole(scope, start, end, whole) for start, end in named}
            whole = (whole - names.keys()) | {name for name, is_whole in names.items() if is_whole}
        elif clause.keyword == "BY":
            for start, end in parsed.items(clause):
                if end - start - parsed.at(end - 1).says(*DIRECTIONS) == 1 and parsed.at(start).text in whole:
                    yield start


def _bound_by(scope: Scope, clause: Clause) -> set[str]:
    """Variables of nodes, edges and paths in a MATCH."""
    parsed = scope.parsed
    inside = range(clause.start, clause.end)
    bound = {p.variable for p in scope.patterns if p.bracket in inside and p.variable is not None}
    bound |= {start for start, _ in parsed.items(clause) if parsed.at(start + 1).says("=")}
    return {parsed.tokens[i].text for i in bound}


def _is_whole(scope: Scope, start: int, end: int, whole: set[str]) -> bool:
    """Whether ``x AS name`` gives a name to something whole, or UNWIND to each node or edge of a path."""
    parsed = scope.parsed
    start += parsed.at(start).says("DISTINCT")
    if end - start == 3:
        return parsed.tokens[start].text in whole
    of_path = parsed.at(start).says("NODES", "RELATIONSHIPS", "STARTNODE", "ENDNODE")
    return of_path and parsed.partner.get(start + 1) == end - 3


@rule(
    "list in no order",
    "the order of collected values is not fixed",
    "WITH ... ORDER BY x, id before collect(x)",
)
def _unsorted_lists(scope: Scope) -> Iterator[int]:
    before: dict[int, str] = {}
    for clause in scope.parsed.clauses:
        if clause.keyword in {"WITH", "RETURN"} and before.get(clause.block) != "BY":
            for start, end in scope.parsed.items(clause):
                if scope.parsed.at(end - 1).text not in scope.source_columns:
                    yield from (i for i in aggregate_calls(scope, start, end) if _is_list(scope, i))
        if clause.keyword not in {"WHERE", "SKIP", "LIMIT"}:
            before[clause.block] = clause.keyword


def _is_list(scope: Scope, i: int) -> bool:
    """Whether values are collected whose order shows: not to count them, and no lists of sources."""
    parsed = scope.parsed
    counted = parsed.at(i - 2).says("SIZE") and parsed.at(i - 1).says("(")
    of_sources = parsed.at(parsed.partner[i + 1] - 1).text == "sources"
    return parsed.tokens[i].says("COLLECT") and not counted and not of_sources


@rule("WITH without a name", LOOSE, "WITH count(*) AS n")
def _unnamed_items(scope: Scope) -> Iterator[int]:
    for clause in scope.parsed.clauses:
        if clause.keyword != "WITH":
            continue
        for start, end in scope.parsed.items(clause):
            first = start + 1 if scope.parsed.at(start).says("DISTINCT") else start
            bare = end - first == 1 and (scope.parsed.at(first).names or scope.parsed.at(first).says("*"))
            if not bare and not scope.parsed.at(end - 2).says("AS"):
                yield first


@rule("name that hides a variable", LOOSE, "another name: behind it, ORDER BY knows the variable no more")
def _hidden_variables(scope: Scope) -> Iterator[int]:
    parsed, clauses = scope.parsed, scope.parsed.clauses
    for clause, order in pairwise(clauses):
        if clause.keyword not in {"WITH", "RETURN"} or order.keyword != "BY" or order.block != clause.block:
            continue
        used = {parsed.tokens[i].text for i in range(order.start, order.end) if parsed.at(i + 1).says(".")}
        for start, end in parsed.items(clause):
            renamed = parsed.at(end - 2).says("AS") and end - start > 3
            if renamed and parsed.tokens[end - 1].text in used:
                yield end - 1


@rule("EXISTS { ... RETURN }", LOUD, "EXISTS { MATCH ... WHERE ... }")
def _subquery_with_return(scope: Scope) -> Iterator[int]:
    for clause in scope.parsed.clauses:
        if clause.keyword == "RETURN" and scope.parsed.at(clause.block - 1).says("EXISTS"):
            yield clause.start - 1


@rule("COLLECT { }", LOUD, "OPTIONAL MATCH and WITH ..., collect(x) AS list")
def _subquery_collect(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    yield from (
        i for i, token in enumerate(parsed.tokens) if token.says("COLLECT") and parsed.at(i + 1).says("{")
    )


@rule("UNION mixed with UNION ALL", LOOSE, "one of them")
def _mixed_unions(scope: Scope) -> Iterator[int]:
    unions: dict[int, set[bool]] = {}
    for clause in scope.parsed.clauses:
        if clause.keyword == "UNION":
            kinds = unions.setdefault(clause.block, set())
            kinds.add(scope.parsed.at(clause.start).says("ALL"))
            if len(kinds) == 2:
                yield clause.start - 1


@rule("procedure", "the engines have different ones", "plain Cypher")
def _procedures(scope: Scope) -> Iterator[int]:
    for clause in scope.parsed.clauses:
        if clause.keyword == "CALL" and not scope.parsed.at(clause.start).says("{", "("):
            yield clause.start


@rule("RETURN *", "the columns come in another order", "RETURN a, b")
def _return_everything(scope: Scope) -> Iterator[int]:
    for clause in scope.parsed.clauses:
        if clause.keyword == "RETURN" and scope.parsed.at(clause.start).says("*"):
            yield clause.start


@rule("EXPLAIN", "each engine tells its own plan", "the query alone")
def _explain(scope: Scope) -> Iterator[int]:
    if scope.parsed.at(0).says("EXPLAIN", "PROFILE"):
        yield 0


@rule("End or exists as a name", LOUD, "another name, or backticks")
def _words_as_names(scope: Scope) -> Iterator[int]:
    at = scope.parsed.at
    for i, token in enumerate(scope.parsed.tokens):
        named = at(i - 1).says(":", ".", "AS", "|")
        variable = at(i - 1).says("(", "[") and at(i + 1).says(":", ")", "]")
        if token.says("END", "EXISTS") and (named or variable):
            yield i
