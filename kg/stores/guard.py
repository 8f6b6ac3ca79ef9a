"""Refuses queries that would reach beyond the graph, or that the engine does not survive."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kg.cypher import tokenise
from kg.errors import QueryError

#: KGLite 0.21 overflows its stack, which ends the process, at some 300 nested `CALL { }` or arms of a
#: `UNION`. Nobody writes that many by hand.
_MOST_PARTS = 100


@lru_cache(maxsize=256)
def refuse_unsafe(cypher: str) -> None:
    """Refuse what a graph that is only read does not keep from happening.

    `LOAD CSV` reads any file that the process can read. Comments and texts are no reason to refuse;
    keywords in backticks are one, since KGLite takes them for keywords all the same.

    Raises:
        QueryError: the query has it, is several queries or one of too many parts, or cannot be cut
            into tokens.
    """
    try:
        tokens = tokenise(cypher)
    except ValueError as error:
        raise QueryError(f"{error}", cypher) from error
    names = [token.text.upper() if token.names else "" for token in tokens]
    if ("LOAD", "CSV") in pairwise(names):
        raise QueryError(
            "Queries cannot read files: LOAD CSV is refused. Load records with `kg load FILE`.", cypher
        )
    if any(token.says(";") for token in tokens[:-1]):  # KGLite runs both and answers the last
        raise QueryError("One query at a time: take out the semicolon and what follows it.", cypher)
    if sum(name in ("CALL", "UNION") for name in names) > _MOST_PARTS:
        raise QueryError(
            f"The query has more than {_MOST_PARTS} subqueries and unions. Split it into several.", cypher
        )
