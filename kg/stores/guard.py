"""Refuses queries that would reach beyond the graph, or that the engine does not survive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg.cypher import Token, tokenise
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


#: Procedures of a server that only look at the graph. Others may write or read files, call other servers
#: or run texts as queries, also where nothing is written to the graph (`apoc.load`, `gds.graph.export`).
_PROCEDURES = re.compile(
    r"db\.(labels|relationshiptypes|propertykeys|schema\.\w+|index\.(fulltext|vector)\.query\w+)"
    r"|dbms\.components",
    re.IGNORECASE,
)
#: Functions that run a text as a query.
_RUNNERS = ("APOC.CYPHER.",)
#: Commands about the server, not the graph.
_COMMANDS = ("SHOW", "TERMINATE", "ALTER", "GRANT", "DENY", "REVOKE", "START", "STOP", "ENABLE", "RENAME")


@lru_cache(maxsize=256)
def refuse_on_server(cypher: str) -> None:
    r"""Refuse what a server answers also in a session that only reads, and what is no question to the graph.

    The server takes ``\uXXXX`` for the sign it stands for before it reads the query, so we do too.

    Raises:
        QueryError: the query calls a procedure that is not known to be harmless, runs in transactions of its
            own, asks another database, or is a command about the server.
    """
    meant = re.sub(r"\\u+([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), cypher)
    if meant != cypher:
        refuse_unsafe(meant)
    tokens = tokenise(meant)
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else Token("symbol", "", 0, 0)
        in_transactions = any(each.says("TRANSACTIONS", "TRANSACTION") for each in tokens[i : i + 4])
        if before.says("}") and token.says("IN") and in_transactions:
            raise QueryError("A query is one transaction: leave out IN TRANSACTIONS.", cypher)
        if token.says("USE") and (i == 0 or before.says("{", "UNION", "ALL")):
            raise QueryError("The database is chosen by the address of the store: leave out USE.", cypher)
        name = _dotted(tokens, i) if token.names else ""
        if before.says("CALL") and name and not _PROCEDURES.fullmatch(name):
            raise QueryError(f"The procedure {name} is not among those that only look at the graph.", cypher)
        if name.upper().startswith(_RUNNERS):
            raise QueryError(f"{name} runs a text as a query, which is refused.", cypher)
    first = _first_word(tokens)
    if first is not None and first.says(*_COMMANDS):
        raise QueryError(f"{first.text.upper()} is no question to the graph, and refused.", cypher)


def _first_word(tokens: Sequence[Token]) -> Token | None:
    """The first word of a query behind what tells the server how to run it: ``CYPHER 5 runtime=slotted``."""
    i = 0
    while i < len(tokens):
        if i + 1 < len(tokens) and tokens[i + 1].says("="):
            i += 3
        elif tokens[i].says("EXPLAIN", "PROFILE", "CYPHER") or tokens[i].kind == "number":
            i += 1
        else:
            return tokens[i]
    return None


def _dotted(tokens: Sequence[Token], i: int) -> str:
    """The name with its namespaces that begins at a token."""
    parts = [tokens[i].text]
    while i + 2 < len(tokens) and tokens[i + 1].says(".") and tokens[i + 2].names:
        i += 2
        parts.append(tokens[i].text)
    return ".".join(parts)
