"""A page that tells everything known of one entity, with numbered notes, made to be printed and read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from kg.statements import Source
from kg.views.citing import Cited, cited
from kg.views.document import Document
from kg.views.page import counted

#: Numbers from the first to the last.
Run = tuple[int, int]


class Notes:
    """Numbers sources in the order in which a report first cites them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, ids: Iterable[str]) -> list[Run]:
        """The numbers of some sources: runs of them from first to last, ascending."""
        numbers = sorted({self._numbers.setdefault(id, len(self._numbers) + 1) for id in ids})
        runs = [list(run) for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
        return [(run[0][1], run[-1][1]) for run in runs]

    @property
    def ids(self) -> list[str]:
        """The sources in the order of their numbers."""
        return list(self._numbers)


class Line(NamedTuple):
    """Something that is known.

    Attributes:
        what: the label of a fact, or the name at the other end of a connection.
        values: of the fact, or what else is known of the connection.
        notes: numbers of the sources, of which one or more say so.
        when: the day or days of a connection.
        against: what sources say otherwise, each with its numbers.
        about: what the other end of a connection is, in a few words.
    """

    what: str
    values: Sequence[str]
    notes: Sequence[Run]
    when: str = ""
    against: Sequence[tuple[str, Sequence[Run]]] = ()
    about: str = ""


class Group(NamedTuple):
    """Lines below a heading; ``left_out`` of them are not listed."""

    title: str
    lines: Sequence[Line]
    left_out: int = 0


class Disagreement(NamedTuple):
    """A property that sources give differently: what stands among the facts, and what others say."""

    label: str
    kept: str
    notes: Sequence[Run]
    others: Sequence[tuple[str, Sequence[Run]]]


class Quote(NamedTuple):
    """Words of an article: what was read from them, and what stands around them."""

    value: str
    before: str
    words: str
    after: str


@dataclass
class Contents:
    """What a report says.

    Attributes:
        kinds: what the entity is, such as ``Person``, ``Official``.
        facts, disagreements: of the entity itself.
        spans: connections that were held over time, oldest first.
        connections: the others.
        unknown: what is not recorded, in sentences.
        cites: ids of the sources in the order of their numbers.
        sources: by id.
        quotes: what was read in a source, by its id.
    """

    kinds: list[str]
    facts: list[Line] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    spans: list[Group] = field(default_factory=list)
    connections: list[Group] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    sources: Mapping[str, Source] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[Quote]] = field(default_factory=dict)


class Report(Document):
    """The page of an entity.

    Args:
        title: its name.
        contents: what is known.
        language: of the interface, ``en`` or ``id``.
    """

    template, words = "report.html.j2", "report"
    styles, scripts = ("report.css",), ("within.js",)

    def __init__(self, title: str, contents: Contents, *, language: str = "en") -> None:
        super().__init__(title, language=language)
        self.contents = contents

    def shown(self) -> Mapping[str, Any]:
        """The contents, with the notes at the end."""
        found = self.contents
        listed: list[Cited] = cited(found.cites, found.sources, self.language)
        quotes = [found.quotes.get(id, ()) for id in found.cites]
        return {"found": found, "notes": list(zip(listed, quotes, strict=True)), "counted": counted}
