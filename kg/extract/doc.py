"""A text on its way through extraction, and what was found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from kg.extract.date_mention import DateMention
from kg.extract.knowledge import Place
from kg.extract.layout import Sentence
from kg.extract.plain import Plain
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named


class Mention(NamedTuple):
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

    @property
    def party(self) -> Named:
        """The institution, or the government of the region."""
        if self.body:
            return self.body
        assert self.place is not None  # a mention has a body or a place
        return Named.governing(self.place)


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


#: Sightings in an office that are looked at for the one to name a person by, most, however long a text is.
_MOST_OFFICES = 50


@dataclass(slots=True, eq=False)
class Person:
    """A person of the text: one for all of its mentions."""

    name: str
    as_written: str
    offices: list[Held] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    party: Named | None = None
    party_span: tuple[int, int] | None = None

    @property
    def office(self) -> Held | None:
        """The office to name them by: the first of which the text says where it is held."""
        for held in islice(self.offices, _MOST_OFFICES):
            if held.clear:
                return held
        return self.offices[0] if self.offices else None


class Sighting(NamedTuple):
    """Where a person is named: tokens from the office or title to the end of the degrees."""

    first: int
    last: int
    person: Person
    held: Held | None


def _start_of(token: Token) -> int:
    return token.start


def _first_token(vacant: tuple[int, int, Held]) -> int:
    return vacant[0]


class _Said(dict[Sentence, frozenset[str]]):
    """What sentences say: put together when one is first asked about, which most rules do."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, sentence: Sentence) -> frozenset[str]:
        known = [token for token in self._tokens[sentence.first : sentence.last] if token.senses]
        cues = set().union(*[token.cues for token in known])
        said = frozenset([f"cue:{cue}" for cue in cues]).union(*[token.senses for token in known])
        self[sentence] = said
        return said


class Doc:
    """The text with everything found in it.

    Attributes:
        plain, tokens, sentences, dates: of the text; they do not change.
        numbers: tokens that begin with a digit.
        dateline: the date before the first words of an article, or on a line of its own, if there is one.
        people: one for each person.
        vacant: offices that are named without a person: first token, the one after the last, office.
        said: gives what the tokens of a sentence can be, and the cues they are, each after ``cue:``.
    """

    def __init__(
        self, plain: Plain, tokens: list[Token], sentences: list[Sentence], dates: Sequence[DateMention] = ()
    ) -> None:
        self.plain, self.tokens, self.sentences, self.dates = plain, tokens, sentences, dates
        self.dateline: DateMention | None = None
        self.date_starts = {mention.start for mention in dates}
        self.people: list[Person] = []
        self.vacant: list[tuple[int, int, Held]] = []
        self.numbers = [token for token in tokens if token.text[0].isdigit()]
        self.said: Callable[[Sentence], frozenset[str]] = _Said(tokens).__getitem__
        self._sentence_firsts = [sentence.first for sentence in sentences]
        self._date_starts = [mention.start for mention in dates]
        self.mentions = []
        self.sightings = []

    @property
    def mentions(self) -> list[Mention]:
        """Regions and institutions, in the order of the text."""
        return self._mentions

    @mentions.setter
    def mentions(self, mentions: list[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.first)
        self._mention_firsts = [mention.first for mention in self._mentions]

    @property
    def sightings(self) -> list[Sighting]:
        """People where they are named, in the order of the text."""
        return self._sightings

    @sightings.setter
    def sightings(self, sightings: list[Sighting]) -> None:
        self._sightings = sorted(sightings, key=lambda sighting: sighting.first)
        self._sighting_firsts = [sighting.first for sighting in self._sightings]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters of the plain text from one token up to another."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def text(self, first: int, last: int) -> str:
        """The same as text, on one line."""
        start, end = self.span(first, last)
        return " ".join(self.plain.text[start:end].split())

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        """Mentions that begin between two tokens."""
        low = bisect_left(self._mention_firsts, first)
        return self._mentions[low : bisect_left(self._mention_firsts, last, low)]

    def sightings_in(self, first: int, last: int) -> list[Sighting]:
        """People whose names, or offices before them, begin between two tokens."""
        low = bisect_left(self._sighting_firsts, first)
        return self._sightings[low : bisect_left(self._sighting_firsts, last, low)]

    def vacant_in(self, first: int, last: int) -> list[tuple[int, int, Held]]:
        """Offices named without a person that begin between two tokens."""
        low = bisect_left(self.vacant, first, key=_first_token)
        return self.vacant[low : bisect_left(self.vacant, last, low, key=_first_token)]

    def sighting_over(self, i: int) -> Sighting | None:
        """The person whose name or office a token is part of."""
        found = bisect_right(self._sighting_firsts, i) - 1
        return self._sightings[found] if found >= 0 and i < self._sightings[found].last else None

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that a token is in, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_firsts, i) - 1)]

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """Dates that begin between two characters."""
        low = bisect_left(self._date_starts, start)
        return self.dates[low : bisect_left(self._date_starts, end, low)]

    def tokens_within(self, start: int, end: int) -> tuple[int, int]:
        """Positions of the tokens that begin within some characters: the first, the one behind the last."""
        first = bisect_left(self.tokens, start, key=_start_of)
        return first, bisect_left(self.tokens, end, first, key=_start_of)

    def tokens_before(self, start: int, number: int) -> list[Token]:
        """The last tokens that begin before a character."""
        last = bisect_left(self.tokens, start, key=_start_of)
        return self.tokens[max(0, last - number) : last]
