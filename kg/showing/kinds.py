"""The kinds of views: what each can show, and the function that makes it.

A new kind is a module with one function and an entry in :data:`KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.errors import UsageError
from kg.showing.matrix import matrix_view, signing_matrix
from kg.showing.network import answer_network, network_view
from kg.showing.offices import offices_view
from kg.showing.scores import map_view, slope_view
from kg.showing.subject import Subject, What, goes_around
from kg.showing.table import table_view
from kg.showing.timeline import timeline_view

if TYPE_CHECKING:
    from kg.workspace import Workspace


class Page(Protocol):
    """What every kind gives: something to write as a page or to show in a notebook."""

    note: str

    def generate_html(self) -> str:
        """The page as text."""

    def _repr_html_(self) -> str: ...


class Kind(NamedTuple):
    """A kind of view.

    Attributes:
        fits: what it can show.
        make: called with workspace, subject, number of steps around an entity, and language.
    """

    fits: tuple[What, ...]
    make: Callable[[Workspace, Subject, int, str], Page]


def _network(workspace: Workspace, subject: Subject, hops: int, language: str) -> Page:
    node = subject.node
    if subject.result is not None:
        page: Page = answer_network(workspace, subject.result, language)
    else:
        page = network_view(workspace, node.id if node else None, hops, language)
    return page


def _table(workspace: Workspace, subject: Subject, _: int, language: str) -> Page:
    assert subject.result is not None
    return table_view(workspace, subject.result, language)


def _matrix(workspace: Workspace, subject: Subject, _: int, language: str) -> Page:
    if subject.result is not None:
        return matrix_view(workspace, subject.result, language)
    return signing_matrix(workspace, subject.node, language)


def _timeline(workspace: Workspace, subject: Subject, _: int, language: str) -> Page:
    return timeline_view(workspace, _asked(workspace, subject, "timeline"), language)


def _offices(workspace: Workspace, subject: Subject, _: int, language: str) -> Page:
    return offices_view(workspace, _asked(workspace, subject, "offices"), language)


def _asked(workspace: Workspace, subject: Subject, question: str) -> str:
    """The id of an entity that a question of the library, named like the kind, can be asked of."""
    assert subject.node is not None
    concepts = workspace.library.get(question).parameters["entity"].concepts
    goes_around(subject.node, concepts, f"--kind {question}")
    return subject.node.id


def _map(workspace: Workspace, subject: Subject, _: int, language: str) -> Page:
    return map_view(workspace, subject.node.id if subject.node else None, language)


def _slope(workspace: Workspace, _subject: Subject, _: int, language: str) -> Page:
    return slope_view(workspace, language)


#: In the order in which the command line lists them.
KINDS: dict[str, Kind] = {
    "network": Kind(("graph", "entity", "query"), _network),
    "table": Kind(("query",), _table),
    "matrix": Kind(("graph", "entity", "query"), _matrix),
    "timeline": Kind(("entity",), _timeline),
    "offices": Kind(("entity",), _offices),
    "map": Kind(("graph", "entity"), _map),
    "slope": Kind(("graph",), _slope),
}
#: What is drawn when nothing else is said.
DEFAULT: dict[What, str] = {"graph": "network", "entity": "network", "query": "table"}
_CALLED: dict[What, str] = {
    "graph": "the whole graph",
    "entity": "an entity",
    "query": "the answer of a query",
}


def kind_for(subject: Subject, name: str | None) -> Kind:
    """The kind that was asked for, or else the one that suits.

    Raises:
        UsageError: it does not fit what is to be shown.
    """
    kind = KINDS[name or DEFAULT[subject.what]]
    if subject.what not in kind.fits:
        fitting = [known for known, each in KINDS.items() if subject.what in each.fits]
        also = [_CALLED[what] for what in kind.fits]
        raise UsageError(
            f"{_CALLED[subject.what].capitalize()} cannot be shown with --kind {name}, which takes "
            f"{' or '.join(also)}. What fits: {', '.join(fitting)}."
        )
    return kind
