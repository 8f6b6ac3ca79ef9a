"""The reference pages of the query library, in Markdown: its questions, and what none of them uses."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from kg.library.header import QueryFile
from kg.library.parameters import Parameter
from kg.library.rules import LOOSE, LOUD, ONE_REFUSES, Rule

_INTRODUCTION = """\
# Queries

<!-- Made from the headers in queries/ by `kg.library.reference`; do not edit. -->

Questions that come with the library, by topic. `kg query run NAME` asks one, `kg query show NAME` prints its
Cypher. A name in a parameter is looked up first: case, titles and known other names do not matter, several
matches are listed and none is guessed. An id is taken as it is. The column `sources` holds the ids of the
sources; output shows them as outlets with links.
"""

_ENGINES = """\
# What the engines answer differently

<!-- Made from the rules in kg/library/ by `kg.library.reference`; do not edit. -->

KGLite, which keeps the graph in a file, and Neo4j take the same Cypher but for what follows. `kg query lint`
finds it in questions and refuses it, so that a question has one answer on both. In free Cypher `kg cypher`
warns of it. It was found by running the openCypher technology compatibility kit and the tests of this
project on KGLite 0.21.2 and Neo4j 5.26.29.
"""
_IN_SILENCE = """\
## Answered differently

One of the engines gives another value, null or another order, and says nothing of it.
"""
_WITH_ERROR = """\
## Refused by one

One of the engines says that it cannot.
"""


def reference(queries: Iterable[QueryFile]) -> str:
    """Write the page: each question, why it is asked, its parameters, columns and an example call.

    Args:
        queries: in any order; the page has them by topic and name.

    Returns:
        Markdown that ends in a newline; the same queries always give the same text.
    """
    by_topic = sorted(queries, key=lambda query: (query.topic, query.name))
    parts = [_INTRODUCTION]
    for topic, some in groupby(by_topic, key=lambda query: query.topic):
        parts.append(f"## {_escaped(topic[:1].upper() + topic[1:])}\n")
        parts.extend(_entry(query) for query in some)
    return "\n".join(parts)


def engines(rules: Iterable[Rule]) -> str:
    """Write the page of constructs that the engines answer differently, or one of them not at all.

    Args:
        rules: all of them, in any order.

    Returns:
        Markdown that ends in a newline; the same rules always give the same text.
    """
    in_order = sorted(rules, key=lambda rule: rule.construct.casefold())
    parts = [_ENGINES]
    for introduction, refused in ((_IN_SILENCE, False), (_WITH_ERROR, True)):
        parts += [introduction, "| construct | what happens | write instead |", "| --- | --- | --- |"]
        parts += [_rule(each) for each in in_order if (each.why in {LOUD, LOOSE, ONE_REFUSES}) is refused]
        parts.append("")
    return "\n".join(parts)


def _rule(rule: Rule) -> str:
    return f"| {_escaped(rule.construct)} | {_escaped(rule.why)} | {_escaped(rule.instead)} |"


def _entry(query: QueryFile) -> str:
    lines = [f"### {query.name}", "", f"**{_escaped(query.title)}.** {_escaped(query.description)}", ""]
    lines += [f"Why: {_escaped(query.why)}", ""]
    if query.coverage:
        lines += [f"What it cannot tell: {_escaped(query.coverage)}", ""]
    if query.parameters:
        lines += ["| parameter | type | default | meaning |", "| --- | --- | --- | --- |"]
        lines += [_parameter(each) for each in query.parameters.values()]
        lines.append("")
    lines += ["| column | type | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{each.name}` | {each.type} | {_escaped(each.help)} |" for each in query.columns.values()]
    lines += ["", f"    {example_call(query)}", ""]
    return "\n".join(lines)


def _parameter(parameter: Parameter) -> str:
    if parameter.required:
        default = "required"
    else:
        default = "none" if parameter.default is None else f"`{_plain(parameter.default)}`"
    return (
        f"| `{parameter.name}` | {_escaped(parameter.described)} | {default} | {_escaped(parameter.help)} |"
    )


def example_call(query: QueryFile) -> str:
    """The command line that asks a query with the examples of its header.

    >>> example_call(library.get("agreements-of-region"))
    "kg query run agreements-of-region 'Kabupaten Paser'"
    """
    words = ["kg", "query", "run", query.name]
    for name, parameter in query.parameters.items():
        if parameter.example is None:
            continue
        value = _plain(parameter.example)
        words.append(value if name == query.subject else f"{name}={value}")
    return shlex.join(words)


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _escaped(text: str) -> str:
    """Text on one line that Markdown shows as it is, also in a table."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))
