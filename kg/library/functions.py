"""Rules about functions."""

from __future__ import annotations

from collections.abc import Iterator

from kg.cypher import CLAUSES
from kg.library.rules import ONE_REFUSES, forbid, function, rule
from kg.library.scope import Scope

#: Functions of both engines: those that Neo4j 5.26.29 lists (`SHOW FUNCTIONS`) and KGLite 0.21.2 takes.
OF_BOTH = {
    "ABS", "ACOS", "ALL", "ANY", "ASIN", "ATAN", "ATAN2", "AVG", "BTRIM", "CEIL", "COALESCE", "COLLECT",
    "COS", "COT", "COUNT", "DATE", "DATE.TRUNCATE", "DATETIME", "DATETIME.TRUNCATE", "DEGREES", "DURATION",
    "DURATION.BETWEEN", "DURATION.INDAYS", "DURATION.INMONTHS", "DURATION.INSECONDS", "ELEMENTID", "ENDNODE",
    "EXISTS", "EXP", "FLOOR", "HAVERSIN", "HEAD", "ID", "KEYS", "LABELS", "LAST", "LEFT", "LENGTH",
    "LOCALDATETIME", "LOCALDATETIME.TRUNCATE", "LOCALTIME", "LOCALTIME.TRUNCATE", "LOG", "LOG10", "LTRIM",
    "MAX", "MIN", "NODES", "NONE", "PI", "POINT", "PROPERTIES", "RADIANS", "RAND", "RANDOMUUID", "RANGE",
    "REDUCE", "RELATIONSHIPS", "REPLACE", "REVERSE", "RIGHT", "ROUND", "RTRIM", "SIGN", "SIN", "SINGLE",
    "SIZE", "SPLIT", "SQRT", "STARTNODE", "STDEV", "SUBSTRING", "SUM", "TAIL", "TAN", "TIME",
    "TIME.TRUNCATE", "TOBOOLEAN", "TOFLOAT", "TOINTEGER", "TOLOWER", "TOSTRING", "TOUPPER", "TRIM", "TYPE",
    "VALUETYPE",
}  # fmt: skip
#: Words that stand before a round bracket and call nothing, besides those that begin clauses.
_NO_CALLS = {
    "ALLSHORTESTPATHS", "AND", "AS", "ASC", "CASE", "CONTAINS", "DESC", "DISTINCT", "ELSE", "END", "IN",
    "NOT", "NULL", "OPTIONAL", "OR", "SHORTESTPATH", "THEN", "WHEN", "XOR",
}  # fmt: skip


@rule(
    "function that not both engines have",
    ONE_REFUSES,
    "what both have, such as coalesce(), size(), toLower(), substring()",
)
def _of_one_engine(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i, token in enumerate(parsed.tokens):
        if token.kind != "word" or not parsed.at(i + 1).says("("):
            continue
        first = i
        while parsed.at(first - 1).says("."):
            first -= 2
        name = "".join([each.text.upper() for each in parsed.tokens[first : i + 1]])
        before = parsed.at(first - 1)
        no_call = name in _NO_CALLS or name in CLAUSES or before.says(":", "|", "&", "CALL", "STARTS", "ENDS")
        if name not in OF_BOTH and not no_call:
            yield first


forbid("sqrt()", "of a negative number: null on KGLite, NaN on Neo4j", "a comparison of squares", "SQRT")
forbid(
    "log(), log10()",
    "of zero or less: null on KGLite, NaN or -Infinity on Neo4j",
    "a comparison of the numbers themselves",
    "LOG",
    "LOG10",
)
forbid(
    "round()",
    "the engines round halves below zero differently",
    "'digits' of the column in the header",
    "ROUND",
)
forbid(
    "stDev()",
    "of a single value: null on KGLite, 0 on Neo4j",
    "min(x) and max(x)",
    "STDEV",
)
forbid("id(), elementId()", "numbers that each engine and build gives anew", "n.id", "ID", "ELEMENTID")
forbid("point()", "a map from KGLite, a text from Neo4j", "two numbers", "POINT")
forbid("rand(), randomUUID()", "never the same answer twice", "an order by a property", "RAND", "RANDOMUUID")


@rule("range() with a step", "that ends before it begins: empty on KGLite, its begin on Neo4j", "range(0, n)")
def _stepping_range(scope: Scope) -> Iterator[int]:
    parsed = scope.parsed
    for i in function("RANGE")(scope):
        if len(list(parsed.split(i + 2, parsed.partner[i + 1], ","))) > 2:
            yield i
