"""A text on its way through extraction, and what was found in it so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.date_mention import DateMention
from kg.extract.knowledge import Place
from kg.extract.layout import Sentence
from kg.extract.plain import Plain
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named


@dataclass(frozen=True, slots=True)
class Mention:
    """A region or institution, or an office's region, that some tokens name.

    Attributes:
        first, last: positions of the tokens, the last one exclusive.
        place: region, for a mention of a region.
        body: institution, for a mention of one.
        clear: whether the text says the level of the region, or names the institution itself.
    """

    first: int
    last: int
    place: Place | None = None
    body: Named | None = None
    clear: bool = True


@dataclass(slots=True)
class Held:
    """An office in which a person is shown.

    ``clear`` says whether the text names what it is held in; ``of`` and ``template`` are those of the pack.
    """

    role: str
    acting: str | None
    body: Named | None
    place: Place | None
    speaks: bool
    clear: bool
    span: tuple[int, int]
    of: str = "any"
    template: str | None = None


@dataclass(slots=True, eq=False)
class Person:
    """A person of the text: one for all of its mentions."""

    name: str
    as_written: str
    offices: list[Held] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    party: Named | None = None

    @property
    def office(self) -> Held | None:
        """The office to name them by: the first of which the text says where it is held."""
        return next((held for held in self.offices if held.clear), self.offices[0] if self.offices else None)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a person is named: tokens from the office or title to the end of the degrees."""

    first: int
    last: int
    person: Person
    held: Held | None


@dataclass(slots=True)
class Doc:
    """The text with everything found in it.

    ``vacant`` holds offices that are named without a person: first token, the one after the last, office.
    """

    plain: Plain
    tokens: list[Token]
    sentences: list[Sentence]
    dates: list[DateMention] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    vacant: list[tuple[int, int, Held]] = field(default_factory=list)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the plain text from one token up to another."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def text(self, first: int, last: int) -> str:
        """The same as text, on one line."""
        start, end = self.span(first, last)
        return " ".join(self.plain.text[start:end].split())

    def mentions_in(self, first: int, last: int) -> Iterable[Mention]:
        """Mentions between two tokens."""
        return [m for m in self.mentions if first <= m.first and m.last <= last]

    def sightings_in(self, first: int, last: int) -> list[Sighting]:
        """People named between two tokens, in the order of the text."""
        return [s for s in self.sightings if first <= s.first and s.last <= last]
