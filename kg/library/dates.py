"""Rules about dates and durations."""

from __future__ import annotations

from collections.abc import Iterator

from kg.library.clauses import DIRECTIONS
from kg.library.rules import LOOSE, forbid, function, rule, untested
from kg.library.scope import Scope
from kg.library.values import COMPARISONS

_CLOCKS = {"DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME"}
_PARTS_OF_DAYS = {"hour", "hours", "minute", "minutes", "second", "seconds", "milliseconds", "timezone"}

forbid(
    "duration.between()",
    "its months are 0 on KGLite",
    "duration.inMonths(), duration.inDays()",
    "DURATION.BETWEEN",
)


@rule("date compared with text", "KGLite compares them, Neo4j gives null and no row", "a date on both sides")
def _date_with_text(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        if token.says(*COMPARISONS) and {scope.kind_to(i - 1), scope.kind_from(i + 1)} == {"date", "text"}:
            yield i
        if token.says("IN") and parsed.at(i + 1).says("["):
            items = {scope.kind_from(start) for start, _ in parsed.split(i + 2, parsed.partner[i + 1], ",")}
            if {scope.kind_to(i - 1), *items} >= {"date", "text"}:
                yield i
    for i, _, owner in scope.properties():
        if owner < 0 and {scope.kind_in_pattern(i), scope.kind_from(i + 2)} == {"date", "text"}:
            yield i


@rule("date and a bare number", LOOSE, "date + duration({days: 1})")
def _date_plus_number(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("+", "-"):
            kinds = {scope.kind_to(i - 1), scope.kind_from(i + 1)}
            if "date" in kinds and kinds & {"integer", "number"}:
                yield i


@rule("date minus a date", LOOSE, "duration.inDays(from, to).days")
def _date_minus_date(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("-") and scope.kind_to(i - 1) == scope.kind_from(i + 1) == "date":
            yield i


@rule("weekday of a date", "null on KGLite", "its dayOfWeek")
def _weekday(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.text == "weekday" and scope.parsed.at(i - 1).says(".") and scope.kind_to(i - 2) == "date":
            yield i


@rule(
    "part of a date kept as text",
    "null on KGLite where only the year or month is known, an error on Neo4j",
    "substring(n.signed_on, 0, 4)",
)
def _part_of_text(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        of_value = token.names and parsed.at(i - 1).says(".") and not parsed.at(i + 1).says("(")
        if of_value and scope.kind_to(i - 2) == "text":
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
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("*", "/") and "duration" in {scope.kind_to(i - 1), scope.kind_from(i + 1)}:
            yield i


@rule(
    "sum or order of durations",
    "KGLite adds none up, and compares months before days",
    "their days: duration.inDays(from, to).days",
)
def _many_durations(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    calls = function("SUM", "AVG", "MIN", "MAX")(scope)
    yield from (i for i in calls if scope.kind_from(i + 2) == "duration")
    for clause in parsed.clauses:
        for start, end in parsed.items(clause) if clause.keyword == "BY" else ():
            if scope.kind_to(end - 1 - parsed.at(end - 1).says(*DIRECTIONS)) == "duration":
                yield start


@rule(
    "duration of what may be null",
    "no time at all on KGLite, an error on Neo4j",
    "CASE WHEN n.years IS NOT NULL THEN ... END",
)
def _duration_of_null(scope: Scope) -> Iterator[int]:
    uses = untested(scope)
    for call in function("DURATION")(scope):
        inside = range(call, scope.parsed.partner[call + 1])
        yield from (i for i in uses if i in inside)


@rule("date() of today", "the answer goes stale in silence", "a parameter of type date, 'default: today'")
def _date_of_now(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("DATE")(scope) if scope.parsed.at(i + 2).says(")"))
