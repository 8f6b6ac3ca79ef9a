"""What a view is about: the whole graph, an entity, or the answer of a query."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import NotFound, UsageError
from kg.given import text_of

if TYPE_CHECKING:
    from kg.graph import Node
    from kg.results import Result
    from kg.workspace import Workspace

What = Literal["graph", "entity", "query"]
#: How Cypher begins; a name that begins with such a word has neither a pattern behind it nor a RETURN.
_CYPHER = re.compile(
    r"\s*((OPTIONAL\s+)?MATCH\s*\(|(OPTIONAL\s+MATCH|MATCH|UNWIND|CALL|WITH|RETURN)\b.*\bRETURN\b|RETURN\s|"
    r"(CREATE|MERGE)\s*\(|LOAD\s+CSV\b|CALL\s+[\w.]+\s*\()",
    re.IGNORECASE | re.DOTALL,
)
#: Rows of free Cypher that a page holds at most.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Subject:
    """What a view is about.

    Attributes:
        what: the whole graph, an entity or the answer of a query.
        node: the entity.
        result: the answer.
        remark: how a word was read that could be read otherwise; empty when there was no doubt.
    """

    what: What
    node: Node | None = None
    result: Result | None = None
    remark: str = ""


def read_subject(workspace: Workspace, text: str | None, parameters: Mapping[str, Any]) -> Subject:
    """Find out what was named, and ask it if it is a question.

    Args:
        workspace: with a built graph.
        text: a query's name in the library, Cypher, or an entity's name or id; None for the whole graph.
        parameters: of the query, by name.

    Raises:
        UsageError: it is no query, and parameters were given.
        NotFound, Ambiguous: it is no query either, and no entity or several.
    """
    if text is not None and (text in workspace.library.queries or _CYPHER.match(text)):
        return Subject("query", None, ask(workspace, text, parameters), _also_entity(workspace, text))
    if parameters:
        named = f"{text!r} is none" if text is not None else "none was named"
        raise UsageError(f"Parameters belong to a query, and {named}. `kg query list` lists them.")
    return Subject("graph") if text is None else Subject("entity", _entity(workspace, text))


def ask(workspace: Workspace, text: str, parameters: Mapping[str, Any]) -> Result:
    """The answer of a query, by its name in the library or in Cypher.

    Raises:
        UsageError: there is no such query, a parameter does not fit, or the query is no text.
    """
    text_of(text, "A query is given by its name or in Cypher")
    if _CYPHER.match(text):
        return workspace.cypher(text, parameters, limit=MOST_ROWS)
    return workspace.query(text, **parameters)


def goes_around(node: Node, concepts: Collection[str], what: str, otherwise: str = "") -> None:
    """Refuse an entity of another concept than those that a kind of view goes around.

    Args:
        node: the entity.
        concepts: what it may be of.
        what: the kind of view, for the message.
        otherwise: what else can be shown, to end the sentence with.

    Raises:
        UsageError: it is of another.
    """
    if node.concept not in concepts:
        raise UsageError(
            f"{node.properties['name']!r} is of concept {node.concept}: {what} goes around "
            f"{' or '.join(concepts)}{otherwise}."
        )


def _entity(workspace: Workspace, text: str) -> Node:
    from kg.ontology import did_you_mean

    try:
        return workspace.find(text)
    except NotFound as error:
        near = did_you_mean(text, workspace.library.queries)
        queries = f" Among queries:{near}" if near else ""
        raise NotFound(f"{error}{queries}", error.suggestions) from None


def _also_entity(workspace: Workspace, text: str) -> str:
    """A remark when the name of a query is an entity's as well."""
    from kg.errors import Ambiguous
    from kg.names import fold

    try:
        node = workspace.find(text)
    except (NotFound, Ambiguous):
        return ""
    known = (node.properties["name"], *node.properties.get("aliases", ()))
    if fold(text.replace("-", " ")) not in {fold(name) for name in known}:
        return ""
    return f"{text!r} was read as the query of that name. For the entity, write its id: {node.id}"
