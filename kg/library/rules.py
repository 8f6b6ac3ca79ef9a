"""Rules on Cypher that two engines answer differently, or that only one of them has.

What the rules say comes from running the openCypher technology compatibility kit (3,897 scenarios) on
KGLite 0.21.2 and Neo4j 5.26.29, November 2026. The worst constructs differ in silence; a shared query
uses none. A rule finds its construct by tokens, so that text in strings and comments is never taken for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.library.scope import Scope

#: Yields positions of tokens.
Find = Callable[[Scope], Iterator[int]]

LOUD = "KGLite refuses it"
LOOSE = "KGLite accepts it, Neo4j refuses it"
ONE_REFUSES = "one of them refuses it"


class Rule(NamedTuple):
    """A construct, what goes wrong with it, what to write instead, and how it is found."""

    construct: str
    why: str
    instead: str
    find: Find


#: All rules; the modules that find constructs fill it.
RULES: list[Rule] = []


def rule(construct: str, why: str, instead: str) -> Callable[[Find], Find]:
    """Make a finder a rule."""

    def register(find: Find) -> Find:
        RULES.append(Rule(construct, why, instead, find))
        return find

    return register


def function(*names: str) -> Find:
    """Make a finder of calls of functions, named in upper case, with their namespace if they have one."""

    def find(scope: Scope) -> Iterator[int]:
        parsed = scope.parsed
        for i, token in enumerate(parsed.tokens):
            if token.kind == "word" and parsed.at(i + 1).says("("):
                space = f"{parsed.at(i - 2).text}." if parsed.at(i - 1).says(".") else ""
                if (space + token.text).upper() in names:
                    yield i

    return find


def forbid(construct: str, why: str, instead: str, *functions: str) -> None:
    """Make a rule against functions, named in upper case."""
    rule(construct, why, instead)(function(*functions))


def untested(scope: Scope) -> list[int]:
    """Uses of properties that the query nowhere holds against null."""
    tokens, at = scope.parsed.tokens, scope.parsed.at
    uses = [(i, tokens[owner].text, name) for i, name, owner in scope.properties() if owner >= 0]
    tested = {(owner, name) for i, owner, name in uses if at(i + 1).says("IS")}
    return [i for i, owner, name in uses if (owner, name) not in tested]
