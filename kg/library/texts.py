"""Rules about texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.library.rules import forbid, function, rule
from kg.library.scope import Scope

#: Classes of signs, and letters outside ASCII where capitals are to be the same.
_BY_SCRIPT = re.compile(r"\\[wWdDsS]|\[\[:|\(\?\w*i[^)]*\).*[^\x00-\x7f]")

forbid(
    "trim(), ltrim(), rtrim()",
    "KGLite takes off spaces that do not break, too",
    "the text as it is: what is loaded has no blanks around it",
    "TRIM",
    "LTRIM",
    "RTRIM",
)


@rule("toString() of a number with decimals", "the engines write it differently", "the number itself")
def _text_of_floats(scope: Scope) -> Iterator[int]:
    yield from (i for i in function("TOSTRING")(scope) if scope.kind_from(i + 2) == "number")
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("+") and {scope.kind_to(i - 1), scope.kind_from(i + 1)} == {"text", "number"}:
            yield i


@rule(
    "toFloat(), toBoolean() of a text",
    "the engines differ on ' 1 ', '1f', 'inf' and ' true '",
    "a property of type number, or of type boolean",
)
def _values_of_texts(scope: Scope) -> Iterator[int]:
    calls = function("TOFLOAT", "TOBOOLEAN")(scope)
    yield from (i for i in calls if scope.kind_from(i + 2) == "text")


@rule("split() at several signs", "null on KGLite", "replace(), and split() at one")
def _split_at_many(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i in function("SPLIT")(scope):
        given = list(parsed.split(i + 2, parsed.partner[i + 1], ","))
        if len(given) == 2 and scope.kind_from(given[1][0]) == "list":
            yield i


@rule(
    "class of signs in =~",
    "KGLite takes in all scripts, Neo4j ASCII alone",
    "[A-Za-z0-9_], [0-9], or toLower(x) =~ ...",
)
def _by_script(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        pattern = scope.parsed.at(i + 1)
        if token.says("=~") and pattern.kind == "string" and _BY_SCRIPT.search(pattern.text):
            yield i + 1


@rule("unknown escape", "KGLite drops the backslash, Neo4j keeps it", "two backslashes for one")
def _unknown_escapes(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.kind == "string" and set(re.findall(r"\\(.)", token.text, re.DOTALL)) - set("\\'\"nrtu"):
            yield i


@rule("escape outside plain text", "Neo4j turns \\u into signs before it reads the query", "the sign itself")
def _escapes(scope: Scope) -> Iterator[int]:
    for i, token in enumerate(scope.parsed.tokens):
        if token.says("\\") or (token.kind in {"string", "quoted"} and "\\u" in token.text):
            yield i
