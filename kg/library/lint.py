"""Lint queries: everything that is wrong with them, each with what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kg.cypher import CypherSyntaxError, Parsed
from kg.library import arrows, clauses, dates, functions, texts, values
from kg.library.checks import (
    Remark,
    check_averages,
    check_columns,
    check_names,
    check_order,
    check_parameters,
    check_writes,
)
from kg.library.header import QueryFile, examine
from kg.library.rules import RULES
from kg.library.scope import Scope, Vocabulary
from kg.ontology import Ontology

#: Type of a parameter's value -> what a query takes it for.
_KINDS = {str: "text", bool: "boolean", int: "integer", float: "number", list: "list", date: "date"}
#: Importing these modules fills RULES.
_RULE_MODULES = (functions, values, texts, dates, clauses, arrows)


class Finding(NamedTuple):
    """Something to mend in a query.

    Attributes:
        line, column: 1-based; of the text that was linted, or of the file.
        construct: what was found.
        why: what would go wrong.
        instead: what to write; empty where ``why`` says it.
    """

    line: int
    column: int
    construct: str
    why: str
    instead: str

    def __str__(self) -> str:
        better = f" Write instead: {self.instead}" if self.instead else ""
        end = "" if self.why.endswith("?") else "."
        return f"{self.line}:{self.column}: {self.construct}: {self.why}{end}{better}"


def lint_query(text: str, ontology: Ontology | None = None, query: QueryFile | None = None) -> list[Finding]:
    """Find what is wrong with Cypher that is to run on both engines.

    Args:
        text: Cypher, without a header.
        ontology: if given, names of labels, types and properties are held against it, and
            comparisons of dates with text are found.
        query: if given, parameters, columns and order are held against its header.

    Returns:
        Findings in the order of the text; lines and columns are those of ``text``.
    """
    try:
        parsed = Parsed.of(text)
    except CypherSyntaxError as error:
        return [Finding(error.line, error.column, str(error), "Cypher ends a query here", "the missing sign")]
    if not parsed.tokens:
        return [Finding(1, 1, "empty query", "there is nothing to run", "MATCH ... RETURN ...")]
    kinds = {name: _kept_as(each.type) for name, each in query.parameters.items()} if query else {}
    sources = {name for name, each in query.columns.items() if each.type == "sources"} if query else set()
    scope = Scope(parsed, Vocabulary.of(ontology) if ontology else None, kinds, sources | {"sources"})
    return _findings(scope, _remarks(scope, query))


def differences(text: str, ontology: Ontology, parameters: Mapping[str, Any] | None = None) -> list[Finding]:
    """Find what the engines would answer differently in Cypher that need not be fit for the library.

    Args:
        text: Cypher.
        ontology: names labels, types and properties.
        parameters: what they are to be; a date compared with a text is found in them, too.

    Returns:
        Findings in the order of the text; none for a text that is no Cypher, of which the engine tells.
    """
    try:
        parsed = Parsed.of(text)
    except CypherSyntaxError:
        return []
    kinds = {name: _KINDS.get(type(value), "") for name, value in (parameters or {}).items()}
    scope = Scope(parsed, Vocabulary.of(ontology), kinds)
    return _findings(scope, _by_rules(scope)) if parsed.tokens else []


def _kept_as(type_: str) -> str:
    return "text" if type_ in {"entity", "choice"} else type_


def _findings(scope: Scope, remarks: Iterator[Remark]) -> list[Finding]:
    tokens = scope.parsed.tokens
    found = sorted(set(remarks), key=lambda remark: remark.at)
    return [Finding(*tokens[min(each.at, len(tokens) - 1)][2:4], *each[1:]) for each in found]


def _by_rules(scope: Scope) -> Iterator[Remark]:
    for rule in RULES:
        for at in rule.find(scope):
            yield Remark(at, rule.construct, rule.why, rule.instead)


def _remarks(scope: Scope, query: QueryFile | None) -> Iterator[Remark]:
    yield from _by_rules(scope)
    yield from check_writes(scope)
    yield from check_names(scope)
    if query is not None:
        yield from check_parameters(scope, query)
        yield from check_columns(scope, query)
        yield from check_averages(scope, query)
        yield from check_order(scope, query)


def lint_file(path: Path, ontology: Ontology | None = None) -> list[Finding]:
    """Find what is wrong with a query file: its header, then its Cypher.

    Returns:
        Findings with the lines of the file. Cypher below a header that cannot be read is linted alone.
    """
    query, problems = examine(path)
    found = [Finding(each.line or 1, 1, "header", _message(each, path), "") for each in problems]
    if query is None:
        return found
    shift = query.first_line - 1
    body = lint_query(query.cypher, ontology, query)
    found += [each._replace(line=each.line + shift) for each in body]
    return [*found, *_concepts(query, ontology)]


def _message(problem: Exception, path: Path) -> str:
    """The message of a problem without the place, which the finding has already."""
    text = str(problem).removeprefix(f"{path}:")
    return text.split(": ", 1)[1].rstrip(".") if text[:1].isdigit() else text.strip().rstrip(".")


def _concepts(query: QueryFile, ontology: Ontology | None) -> Iterator[Finding]:
    if ontology is None:
        return
    known = {*ontology.nodes, *ontology.label_names}
    for parameter in query.parameters.values():
        for concept in parameter.concepts:
            if concept not in known:
                why = f"'{parameter.name}' is to be a {concept}, which the ontology does not have"
                yield Finding(1, 1, "header", why, f"one of {', '.join(sorted(known))}")
