"""The words of articles from which an entity's facts were read, and those of its connections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.dossier import Dossier, Tie
from kg.statements import Statement

if TYPE_CHECKING:
    from kg.workspace import Workspace

#: Characters of a text that are shown on either side of a quote.
_AROUND = 80
#: Edges whose statements are read together: the first passages of a hub do not wait for its last.
_AT_ONCE = 500
#: Statements of an edge whose words tell of the connection itself: who, to what.
ENDS = ("from", "to")


class Passage(NamedTuple):
    """The words from which something was read, and what stands around them.

    Attributes:
        fact: what was read: a property's label, or how a connection reads.
        value: the property's value as people read it, or the name at the other end.
        before, quote, after: the passage.
        source: id of the article.
    """

    fact: str
    value: str
    before: str
    quote: str
    after: str
    source: str


def passages(workspace: Workspace, found: Dossier, most: int | None = None) -> list[Passage]:
    """Passages that an entity was read from: its properties in the ontology's order, then its edges.

    Args:
        workspace: whose ledger has the texts.
        found: the entity.
        most: how many are read; all when None.
    """
    texts = Texts(workspace)
    every = (passage for part in (_of_facts, _of_ties) for passage in part(workspace, found, texts))
    return list(islice(dict.fromkeys(every), most))


def _of_facts(_: Workspace, found: Dossier, texts: Texts) -> Iterator[Passage]:
    order = {name: place for place, name in enumerate(found.concept.properties)}
    quoted = [
        each
        for each in found.statements
        if each.property in order and found.verdicts.get(each.id) != "rejected"
    ]
    quoted.sort(key=lambda each: (order[each.property], each.value, each.cites, each.span_start or 0))
    for each in quoted:
        prop = found.concept.properties[each.property]
        yield from texts.passage(prop.label.en, prop.value_text(each.value), each)


def _of_ties(workspace: Workspace, found: Dossier, texts: Texts) -> Iterator[Passage]:
    for start in range(0, len(found.ties), _AT_ONCE):
        ties = found.ties[start : start + _AT_ONCE]
        said = said_of(workspace, [tie.edge.id for tie in ties], quoted=True)
        for tie in ties:
            for each in said.get(tie.edge.id, ()):
                if each.property in ENDS:
                    yield from texts.passage(tie.verb, _name(tie), each)


def said_of(
    workspace: Workspace, elements: Sequence[str], most: int | None = None, *, quoted: bool = False
) -> dict[str, list[Statement]]:
    """The statements that nobody has rejected of what some nodes and edges were made from, by id of these.

    Args:
        workspace: whose ledger has them.
        elements: ids of nodes and edges.
        most: mentions of each to look at, at most; all when None.
        quoted: only those that were read from the words of a text.
    """
    from kg.resolve import members, verdicts

    with workspace.ledger.reading() as connection:
        entities = members(connection, elements, most)
        element_of = {entity: element for element, group in entities.items() for entity in group}
        judged = verdicts(connection, sorted(element_of))
    said: dict[str, list[Statement]] = {}
    for each in workspace.ledger.statements(list(element_of), quoted=quoted):
        if judged.get(each.id) != "rejected":
            said.setdefault(element_of[each.entity], []).append(each)
    return said


def _name(tie: Tie) -> str:
    return str(tie.other.properties["name"])


class Texts:
    """The texts of sources, each asked for once.

    Args:
        workspace: whose ledger has them.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._ledger = workspace.ledger
        self._known: dict[tuple[str, str | None], str] = {}

    def passage(self, fact: str, value: str, statement: Statement) -> Iterator[Passage]:
        """Where a statement was read, if it was read from a text."""
        if statement.quote and statement.cites:
            source = statement.cites[0]
            before, after = _around(self._text(source, statement.dataset), statement)
            yield Passage(fact, value, before, statement.quote, after, source)

    def _text(self, source: str, dataset: str | None) -> str:
        key = (source, dataset)
        if key not in self._known:
            kept = self._ledger.text(source, dataset)
            self._known[key] = kept.text if kept else ""
        return self._known[key]


def _around(text: str, statement: Statement) -> tuple[str, str]:
    """What stands before and after the words of a statement; nothing where the text is not that one."""
    start, end = statement.span_start or 0, statement.span_end or 0
    if text[start:end] != statement.quote:
        return "", ""
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    if len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + " …"
    return before, after
