"""Rules about patterns and paths."""

from __future__ import annotations

from collections.abc import Iterator

from kg.library.rules import LOOSE, LOUD, function, rule
from kg.library.scope import Scope


@rule(
    "property of an edge in a pattern's map",
    "KGLite then finds nothing, in silence",
    "WITH r.x AS x MATCH (n {id: x}), or WHERE n.id = r.x",
)
def _edge_property_in_map(scope: Scope) -> Iterator[int]:
    edges = {
        scope.parsed.tokens[p.variable].text
        for p in scope.patterns
        if p.variable is not None and not p.is_node
    }
    for i, _, owner in scope.properties():
        if owner >= 0 and scope.parsed.tokens[owner].text in edges and scope.in_pattern_map(owner):
            yield i


@rule(
    "node with neither label nor edge",
    "a database on Neo4j may hold more than this graph, and all of it is found",
    "(n:Person)",
)
def _any_node(scope: Scope) -> Iterator[int]:
    tokens = scope.parsed.tokens
    nodes = [pattern for pattern in scope.patterns if pattern.is_node]
    tied = {tokens[p.variable].text for p in nodes if p.variable is not None and scope.has_arrow(p.bracket)}
    for pattern in nodes:
        name = "" if pattern.variable is None else tokens[pattern.variable].text
        known = bool(pattern.names or scope.variables.get(name)) or name in tied
        if not known and not scope.has_arrow(pattern.bracket):
            yield pattern.bracket


@rule("path without an upper bound", "KGLite stops at 10 hops, Neo4j follows every trail", "[*1..3]")
def _unbounded(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        bracket = parsed.inside[i]
        if not token.says("*") or not parsed.at(bracket).says("[") or not scope.is_edge(bracket):
            continue
        if parsed.at(i + 1).kind == "number":
            bounded = not parsed.at(i + 2).says("..") or parsed.at(i + 3).kind == "number"
        else:
            bounded = parsed.at(i + 1).says("..") and parsed.at(i + 2).kind == "number"
        if not bounded:
            yield i


@rule("|:TYPE", LOUD, "[:A|B]")
def _type_with_colon(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    yield from (i for i, token in enumerate(parsed.tokens) if token.says("|") and parsed.at(i + 1).says(":"))


@rule("arrow both ways", LOUD, "(a)--(b)")
def _both_ways(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        if not (token.says("<") and parsed.at(i + 1).says("-")):
            continue
        line = parsed.partner[i + 2] + 1 if parsed.at(i + 2).says("[") else i + 2
        if parsed.at(line).says("-") and parsed.at(line + 1).says(">"):
            yield i


@rule("quantified path", LOUD, "[:TYPE*1..3]")
def _quantified(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        if not parsed.at(i + 1).says("+", "*", "{"):
            continue
        arrow = token.says(">") and parsed.at(i - 1).says("-")
        line = token.says("-") and parsed.at(i - 1).says("]", "-") and parsed.at(i + 1).says("+", "{")
        if arrow or line or (token.says(")") and _is_group(scope, parsed.partner[i])):
            yield i


def _is_group(scope: Scope, i: int) -> bool:
    """Whether a round bracket stands around a whole path."""
    parsed = scope.parsed
    called = parsed.calls(i - 1) and not parsed.at(i - 1).says("MATCH", "WHERE", "AND", "OR", "NOT")
    return not called and parsed.at(i + 1).says("(") and scope.has_arrow(i + 1)


@rule("SHORTEST", LOUD, "shortestPath((a)-[:TYPE*..6]-(b))")
def _shortest(scope: Scope) -> Iterator[int]:
    at = scope.parsed.at
    for i, token in enumerate(scope.parsed.tokens):
        counted = at(i + 1).kind in {"number", "parameter"} or at(i - 1).says("ALL", "ANY")
        if token.says("SHORTEST") and counted:
            yield i


@rule("& or ! in labels", LOUD, "n:A AND NOT n:B")
def _label_expressions(scope: Scope) -> Iterator[int]:
    yield from (i for i, token in enumerate(scope.parsed.tokens) if token.says("&", "!"))


@rule("new variable in a pattern in WHERE", LOOSE, "EXISTS { MATCH ... }")
def _new_in_where(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    wheres = [clause for clause in parsed.clauses if clause.keyword == "WHERE"]
    around = {
        pattern.bracket: [where for where in wheres if pattern.bracket in range(where.start, where.end)]
        for pattern in scope.patterns
    }
    named = [(pattern, pattern.variable) for pattern in scope.patterns if pattern.variable is not None]
    bound = {parsed.tokens[variable].text for pattern, variable in named if not around[pattern.bracket]}
    for pattern, variable in named:
        clauses = around[pattern.bracket]
        if clauses and parsed.tokens[variable].text not in bound:
            innermost = clauses[-1]
            if not any(map(parsed.is_subquery, _brackets(scope, pattern.bracket, innermost.block))):
                yield variable


def _brackets(scope: Scope, i: int, until: int) -> Iterator[int]:
    """Brackets around a position, from the inside, up to one of them."""
    level = scope.parsed.inside[i]
    while level not in {until, -1}:
        yield level
        level = scope.parsed.inside[level]


@rule("size() of a pattern", LOOSE, "COUNT { (n)-->() }")
def _size_of_pattern(scope: Scope) -> Iterator[int]:
    for i in function("SIZE")(scope):
        if scope.parsed.at(i + 2).says("(") and scope.has_arrow(i + 2):
            yield i
