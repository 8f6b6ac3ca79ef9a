"""Refuses queries that would reach beyond the graph."""

from __future__ import annotations

from itertools import pairwise

from kg.cypher import tokenise
from kg.errors import QueryError


def refuse_files(cypher: str) -> None:
    """Refuse `LOAD CSV`, which reads any file that the process can read, also from a read-only graph.

    Comments, texts and quoted names are no reason to refuse.

    Raises:
        QueryError: the query has it, or cannot be cut into tokens.
    """
    try:
        tokens = tokenise(cypher)
    except ValueError as error:
        raise QueryError(f"{error}", cypher) from error
    for token, following in pairwise(tokens):
        if token.says("LOAD") and following.says("CSV"):
            raise QueryError(
                "Queries cannot read files: LOAD CSV is refused. Load records with `kg load FILE`.", cypher
            )
