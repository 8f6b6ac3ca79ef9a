"""Rules about values and operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.library.rules import LOOSE, LOUD, function, rule, untested
from kg.library.scope import STRUCTURAL, Scope
from kg.stores.neo4j_schema import GRAPH_LABEL, NODE_LABEL

#: Operators that compare two values.
COMPARISONS = ("=", "<>", "<", ">", "<=", ">=", "=~")
#: What ends an operand, so that a comparison behind it is another one.
_ENDS = (
    "AND", "OR", "XOR", "NOT", "WHEN", "THEN", "ELSE", "CASE", "END", "AS", "WHERE", "IN",
    ",", "|", ":", ")", "]", "}",
)  # fmt: skip

_RESERVED = {"title", "type", "label", "node_type"}


@rule(
    "property title, type, label or node_type",
    "KGLite invents it from id, name and label where it is not set",
    "name, kind, type(r) or labels(n)",
)
def _reserved_properties(scope: Scope) -> Iterator[int]:
    parsed, nodes = scope.parsed, scope.node_variables
    yield from (i for i, name, owner in scope.properties() if owner < 0 and name in _RESERVED)
    for i, token in enumerate(parsed.tokens):
        if token.says("[") and parsed.partner[i] == i + 2 and not scope.opens_list(i):
            key = parsed.at(i + 1)
            unknown = key.kind not in {"string", "number"} and parsed.at(i - 1).text in nodes
            if unknown or (key.kind == "string" and key.text in _RESERVED):
                yield i + 1
        read = token.names and parsed.at(i - 1).says(".") and not parsed.at(i + 1).says("(")
        if read and token.text in _RESERVED:
            yield i


@rule("keys(), properties(), {.*}", "KGLite adds its structural fields", "the properties by name")
def _all_properties(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    yield from function("KEYS", "PROPERTIES")(scope)
    yield from (i for i, token in enumerate(parsed.tokens) if token.says(".") and parsed.at(i + 1).says("*"))


@rule("map of what is no node", "null on KGLite", "{name: x.name}")
def _map_of_no_node(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        projected = parsed.at(i + 1).says("{") and parsed.at(i + 2).says(".") and parsed.is_map(i + 1)
        if projected and token.names and token.text not in scope.node_variables:
            yield i


@rule(
    "labels(n) taken apart",
    "their order differs, and Neo4j has one more on each node, to know ours by",
    "a test such as n:Person",
)
def _labels_apart(scope: Scope) -> Iterator[int]:
    parsed, at = scope.parsed, scope.parsed.at
    clauses = {clause.start - 1 for clause in parsed.clauses}
    for i in function("LABELS")(scope):
        after = parsed.partner[i + 1] + 1
        tested = at(i - 1).says("IN") and not (at(i - 2).names and at(i - 3).says("[", "(", ","))
        gathered = at(i - 1).says("(") and at(i - 2).says("COLLECT", "COUNT")
        whole = at(i - 1).says("RETURN", ",", "DISTINCT", ":") or gathered
        ends = at(after).says("AS", ",", "}", ")", "") or after in clauses or at(after).says("ORDER")
        if not (tested or (whole and ends)):
            yield i


@rule("KgNode, KgGraph", "labels of Neo4j's own, which say what is ours there", "the label of a concept")
def _technical_labels(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if (token.names or token.kind == "string") and token.text in {NODE_LABEL, GRAPH_LABEL}:
            yield i


@rule("sum or average of texts", LOOSE, "numbers")
def _sum_of_text(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("SUM", "AVG")(scope) if scope.kind_from(i + 2) in {"text", "date"})


@rule("division by what may be zero", "null on KGLite; NaN, Infinity or an error on Neo4j", "a product")
def _division(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        divisor = scope.parsed.at(i + 1 + scope.parsed.at(i + 1).says("-"))
        if token.says("/", "%") and not (divisor.kind == "number" and divisor.text.strip("0.")):
            yield i


@rule("IN with a list comprehension", LOUD, "any(y IN list WHERE f(y) = x)")
def _in_comprehension(scope: Scope) -> Iterator[int]:
    at = scope.parsed.at
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("IN") and at(i + 1).says("[") and at(i + 2).names and at(i + 3).says("IN"):
            yield i


@rule("chained comparison", LOUD, "0 < x AND x <= 2")
def _chained_comparison(scope: Scope) -> Iterator[int]:
    return _chained(scope, lambda j: _is_comparison(scope, j))


@rule("comparison with IN, without brackets", LOUD, "a = (b IN c)")
def _comparison_in(scope: Scope) -> Iterator[int]:
    return _chained(scope, lambda j: scope.parsed.tokens[j].says("IN"))


def _is_comparison(scope: Scope, i: int) -> bool:
    at, token = scope.parsed.at, scope.parsed.at(i)
    if token.says("<"):
        return not (at(i + 1).says("-") and at(i + 2).says("-", "["))
    if token.says(">"):
        return not at(i - 1).says("-")
    return token.says(*COMPARISONS)


def _chained(scope: Scope, second: Callable[[int], bool]) -> Iterator[int]:
    """Comparisons that are followed, with no word between that ends them, by what ``second`` accepts."""
    parsed = scope.parsed
    clauses = {clause.start - 1 for clause in parsed.clauses}
    for i in range(len(parsed.tokens)):
        if not _is_comparison(scope, i):
            continue
        level, j = parsed.inside[i], i + 1
        while j < len(parsed.tokens) and parsed.inside[j] >= level and j not in clauses:
            if parsed.inside[j] == level:
                if second(j):
                    yield i
                    break
                if parsed.tokens[j].says(*_ENDS):
                    break
            j += 1


@rule("operand that is not true or false", LOOSE, "x IS NOT NULL")
def _not_boolean(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    clauses = {clause.start - 1 for clause in parsed.clauses}
    for i, token in enumerate(parsed.tokens):
        if not token.says("WHERE", "AND", "OR", "XOR", "NOT") or parsed.at(i - 1).says(".", ":"):
            continue
        kind = scope.kind_from(i + 1)
        after = i + (4 if parsed.at(i + 2).says(".") else 2)
        ends = parsed.at(after).says("AND", "OR", "XOR", ")", "]", "}", "") or after in clauses
        if kind not in {None, "boolean"} and ends:
            yield i + 1


@rule(
    "list and what may be null", "KGLite adds a null to the list, Neo4j gives null", "coalesce(n.aliases, [])"
)
def _list_and_null(scope: Scope) -> Iterator[int]:
    at, uses = scope.parsed.at, set(untested(scope))
    for i, token in enumerate(scope.parsed.tokens):
        if not token.says("+") or "list" not in {scope.kind_to(i - 1), scope.kind_from(i + 1)}:
            continue
        right = i + 3 if at(i + 2).says(".") else i + 1
        missing = any(each in uses and at(each).text not in STRUCTURAL for each in (i - 1, right))
        if missing or at(i - 1).says("NULL") or at(i + 1).says("NULL"):
            yield i
