"""Rules about functions, values and operators."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.library.rules import LOOSE, LOUD, forbid, function, rule
from kg.library.scope import Scope

_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=", "=~")
#: What ends an operand, so that a comparison behind it is another one.
_ENDS = (
    "AND", "OR", "XOR", "NOT", "WHEN", "THEN", "ELSE", "CASE", "END", "AS", "WHERE", "IN",
    ",", "|", ":", ")", "]", "}",
)  # fmt: skip
_CLOCKS = {"DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME", "TIMESTAMP"}
_PARTS_OF_DAYS = {"hour", "hours", "minute", "minutes", "second", "seconds", "milliseconds", "timezone"}

forbid(
    "duration.between()",
    "its months are 0 on KGLite",
    "duration.inMonths(), duration.inDays()",
    "DURATION.BETWEEN",
)
forbid("sqrt()", "of a negative number: null on KGLite, NaN on Neo4j", "a comparison of squares", "SQRT")
forbid(
    "round()",
    "the engines round halves below zero differently",
    "'digits' of the column in the header",
    "ROUND",
)
forbid("percentileCont(), percentileDisc()", LOUD, "the sorted values", "PERCENTILECONT", "PERCENTILEDISC")
forbid("id(), elementId()", "numbers that each engine and build gives anew", "n.id", "ID", "ELEMENTID")
forbid("rand(), randomUUID()", "never the same answer twice", "an order by a property", "RAND", "RANDOMUUID")


@rule(
    "property title, type, label or node_type",
    "KGLite invents it from id, name and label where it is not set",
    "name, kind, type(r) or labels(n)",
)
def _reserved_properties(scope: Scope) -> Iterator[int]:
    yield from (i for i, name, _ in scope.properties() if name in {"title", "type", "label", "node_type"})


@rule("keys(), properties(), {.*}", "KGLite adds its structural fields", "the properties by name")
def _all_properties(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    yield from function("KEYS", "PROPERTIES")(scope)
    yield from (i for i, token in enumerate(parsed.tokens) if token.says(".") and parsed.at(i + 1).says("*"))


@rule("first of labels(n)", "the order of labels differs", "a test such as n:Person")
def _first_label(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i in function("LABELS")(scope):
        wrapped = parsed.at(i - 2).says("HEAD", "LAST") and parsed.at(i - 1).says("(")
        if wrapped or parsed.at(parsed.partner[i + 1] + 1).says("["):
            yield i


@rule("number of labels", "Neo4j has one label more on each node, to know ours by", "a test such as n:Person")
def _number_of_labels(scope: Scope) -> Iterator[int]:
    at = scope.parsed.at
    yield from (i for i in function("LABELS")(scope) if at(i - 2).says("SIZE") and at(i - 1).says("("))


@rule("date compared with text", "KGLite compares them, Neo4j gives null and no row", "a date on both sides")
def _date_with_text(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says(*_COMPARISONS) and {scope.kind_to(i - 1), scope.kind_from(i + 1)} == {"date", "text"}:
            yield i


@rule("date and a bare number", LOOSE, "date + duration({days: 1})")
def _date_plus_number(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("+", "-"):
            kinds = {scope.kind_to(i - 1), scope.kind_from(i + 1)}
            if "date" in kinds and kinds & {"integer", "number"}:
                yield i


@rule("times of day", "date with hours, offsets and truncation with zones differ", "whole dates")
def _times_of_day(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        method = parsed.at(i + 1).says(".") and parsed.at(i + 3).says("(")
        clock = token.text.upper() in _CLOCKS and (parsed.calls(i) or method)
        part = token.text in _PARTS_OF_DAYS and parsed.at(i + 1).says(":") and parsed.is_map(parsed.inside[i])
        if token.kind == "word" and (clock or part):
            yield i


@rule("duration times or by a number", "the engines split its parts differently", "duration({months: n})")
def _duration_arithmetic(scope: Scope) -> Iterator[int]:
    for i in function("DURATION")(scope):
        after = scope.parsed.partner[i + 1] + 1
        if scope.parsed.at(after).says("*", "/"):
            yield after


@rule(
    "duration of what may be null",
    "no time at all on KGLite, an error on Neo4j",
    "CASE WHEN n.years IS NOT NULL THEN ... END",
)
def _duration_of_null(scope: Scope) -> Iterator[int]:
    tokens, at = scope.parsed.tokens, scope.parsed.at
    uses = [(i, tokens[owner].text, name) for i, name, owner in scope.properties() if owner >= 0]
    tested = {(owner, name) for i, owner, name in uses if at(i + 1).says("IS")}
    for call in function("DURATION")(scope):
        inside = range(call, scope.parsed.partner[call + 1])
        yield from (i for i, owner, name in uses if i in inside and (owner, name) not in tested)


@rule("date() of today", "the answer goes stale in silence", "a parameter of type date, 'default: today'")
def _date_of_now(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("DATE")(scope) if scope.parsed.at(i + 2).says(")"))


@rule("toString() of a number with decimals", "the engines write it differently", "the number itself")
def _text_of_floats(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("TOSTRING")(scope) if scope.kind_from(i + 2) == "number")


@rule("sum or average of texts", LOOSE, "numbers")
def _sum_of_text(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("SUM", "AVG")(scope) if scope.kind_from(i + 2) in {"text", "date"})


@rule("division by what may be zero", "null on KGLite; NaN, Infinity or an error on Neo4j", "a product")
def _division(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        divisor = scope.parsed.at(i + 1)
        if token.says("/") and not (divisor.kind == "number" and divisor.text.strip("0.")):
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
    return token.says(*_COMPARISONS)


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


@rule("escape outside plain text", "Neo4j turns \\u into signs before it reads the query", "the sign itself")
def _escapes(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("\\") or (token.kind in {"string", "quoted"} and "\\u" in token.text):
            yield i
