"""Agreements of a text: which, between whom, when and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.extract.absence import read_absences
from kg.extract.background import background_starts
from kg.extract.contents import ContentReader, Contents
from kg.extract.date_mention import Dated
from kg.extract.deals import Apart, Deal
from kg.extract.doc import Doc, Person
from kg.extract.layout import Sentence
from kg.extract.pack import Pack
from kg.extract.participants import Participants
from kg.extract.participation import read_participants
from kg.extract.parties import Parties
from kg.extract.signing import is_planned, speaks_of_agreement, speaks_of_signing
from kg.extract.signing_day import is_long_past, is_on_a_later_day, read_day, read_day_apart
from kg.extract.telling import read_plans, read_telling
from kg.extract.venues import Venue, read_venue
from kg.extract.vocabulary import GOVERNMENTS, Named

_SURE_NUMBER = re.compile(r"[A-Za-z].*/(?:19|20)\d\d$")
_ENDS_WITH_YEAR = re.compile(r"/((?:19|20)\d\d)$")
#: Parts of the number of a document, with the stroke before each, beside its first one.
_LEAST_PARTS, _MOST_PARTS = 2, 8
_NUMBER = re.compile(rf"[\w.\-]{{1,20}}(?:/[\w.\-]{{1,20}}){{{_LEAST_PARTS},{_MOST_PARTS}}}")
#: Agreements of a text, most, that are asked whether each was made on a day of its own.
_MOST_APART = 100


class Number(NamedTuple):
    """The number of a document.

    Attributes:
        text: as written.
        span: its characters.
        kind: the sort of agreement named right before it, if any.
        party: the name of the one institution, beside ours, that stands between it and the number before.
    """

    text: str
    span: tuple[int, int]
    kind: str | None
    party: str | None


@dataclass(slots=True)
class Signing:
    """What all agreements of one text have in common.

    Attributes:
        unread: the text tells that something was signed, and no agreement was read.
    """

    deals: list[Deal]
    participants: Participants
    when: Dated | None
    when_span: tuple[int, int] | None
    venue: Venue | None
    planned_venue: Venue | None
    contents: Contents
    numbers: list[Number]
    unread: bool = False


class Agreements:
    """Finds agreements, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._parties = Parties(pack)
        self._contents = ContentReader(pack)
        speakers = [office for office in pack.offices if office.speaks and office.of in pack.levels]
        self._heads = {office.of: office.role for office in reversed(speakers)}

    def find(
        self, doc: Doc, published: date | None, seen: Sequence[tuple[date | None, date | None]]
    ) -> Signing:
        """Read a text whose people and institutions are known."""
        ends = background_starts(doc)
        telling = read_telling(doc, ends, self._parties.is_counterpart)
        in_article = [s for s in telling if not s.caption]
        captioned = not any(speaks_of_signing(doc, s) for s in in_article)  # nothing else tells of it
        of_others = {s.first for s in doc.sentences if ends[s.first] <= min(s.first + 1, s.last - 1)}
        background = of_others | ({s.first for s in doc.sentences if s.caption} if not captioned else set())
        participants = read_participants(doc, background, ends, self._heads)
        status = self._status(doc, telling)
        kind = self._kind(doc, telling)
        parties_in = telling if captioned else in_article
        deals = self._parties.find(doc, parties_in, participants, kind, status) if telling else []
        read_absences(doc, participants)
        plans = [] if deals else read_plans(doc, ends, telling)
        if plans and any(speaks_of_agreement(doc, sentence) for sentence in telling):
            deals = self._parties.find(doc, [*plans, *telling], Participants(), kind, "planned")
        when, span = (None, None)
        if deals and status != "planned":
            when, span = read_day(doc, telling, published, seen)
        passed = of_others if status != "planned" else None
        venue = read_venue(doc, telling, span, passed=passed) if deals else None
        if when and span and is_long_past(doc, when, published):
            own = [s for s in telling if speaks_of_signing(doc, s)]
            participants.keep([doc.span(s.first, s.last) for s in own])
            of_that_day = [s for s in own if _holds(doc, s, span[0]) and _names_one_day(doc, s)]
            venue = read_venue(doc, of_that_day, span, only=True)
        if span and 1 < len(deals) <= _MOST_APART:
            _part_by_day(doc, deals, telling, span, published, seen)
        ahead = [s for s in telling if is_planned(doc, s)]
        planned = read_venue(doc, ahead, None, only=True) if ahead else None
        contents = self._contents.read(doc, telling) if deals else Contents()
        numbers = self._numbers(doc, telling, ends) if deals else []
        unread = not deals and self._tells_of_ours(doc, in_article)
        return Signing(deals, participants, when, span, venue, planned, contents, numbers, unread)

    def _tells_of_ours(self, doc: Doc, telling: Sequence[Sentence]) -> bool:
        """Whether a sentence tells that the institution which the subject is about signed an agreement."""
        return any(
            speaks_of_signing(doc, s)
            and speaks_of_agreement(doc, s)
            and not is_planned(doc, s)
            and any(m.body and self._parties.is_ours(m.body) for m in doc.mentions_in(s.first, s.last))
            for s in telling
        )

    @staticmethod
    def _kind(doc: Doc, telling: Sequence[Sentence]) -> str:
        """The sort of agreement that the text names most, above all near words for signing."""
        counts: Counter[str] = Counter()
        kinds_signed: set[str] = set()
        for number, sentence in enumerate(telling):
            weight = 3 if speaks_of_signing(doc, sentence) else 1
            kinds = [
                t.senses["agreement"]
                for t in doc.tokens[sentence.first : sentence.last]
                if "agreement" in t.senses
            ]
            for kind in dict.fromkeys(kinds):
                counts[kind] += weight + (number == 0)
                kinds_signed |= {kind} if weight > 1 else set()
        if len(kinds_signed - {"other"}) > 0:
            del counts["other"]  # A pledge that is signed beside an agreement is not what a text is about.
        return counts.most_common(1)[0][0] if counts else "other"

    @staticmethod
    def _status(doc: Doc, telling: Sequence[Sentence]) -> str:
        planned = [s for s in telling if is_planned(doc, s)]
        done = [s for s in telling if speaks_of_signing(doc, s) and s not in planned]
        if planned and len(done) <= len(planned) // 2:
            return "planned"
        renewed = any("cue:renewed" in doc.said(s) for s in telling)
        return "renewed" if renewed else "signed"

    def _party_between(self, doc: Doc, start: int, end: int) -> str | None:
        """The one institution beside ours that is named within some characters."""
        tokens = doc.tokens_within(start, end)
        named = doc.mentions_in(*tokens)
        parties = {m.party.name for m in named if m.body and self._parties.is_counterpart(m.body)}
        return parties.pop() if len(parties) == 1 else None

    def _numbers(self, doc: Doc, telling: Sequence[Sentence], ends: Mapping[int, int]) -> list[Number]:
        """Numbers of documents: behind a word for one, and what has their shape and ends with a year.

        Those that a sentence names where it tells of other agreements are theirs.
        """
        found: dict[str, Number] = {}
        text = doc.plain.text
        first = telling[0].first if telling else 0
        told = {sentence.first for sentence in telling}
        for sentence in doc.sentences:
            numbered = "cue:number" in doc.said(sentence)
            if sentence.first < first or not (sentence.first in told or numbered):
                continue
            if ends[sentence.first] == sentence.first:
                continue
            start, end = doc.span(sentence.first, ends[sentence.first])
            if text.count("/", start, end) < _LEAST_PARTS:
                continue
            named = [
                doc.tokens[i + 1].start
                for i in range(sentence.first, sentence.last - 1)
                if "number" in doc.tokens[i].cues
            ]
            for match in _NUMBER.finditer(text, start, end):
                number = match[0].rstrip(".-")
                if any(0 <= match.start() - at < 4 for at in named) or _SURE_NUMBER.search(number):
                    span = (match.start(), match.start() + len(number))
                    kind = _kind_before(doc, sentence, match.start())
                    last = next(reversed(found.values()), None)
                    after = max(start, last.span[1] if last else start)
                    party = self._party_between(doc, after, match.start())
                    if party is None and last and _is_joined(doc, last.span[1], match.start()):
                        party = last.party
                    found.setdefault(number, Number(number, span, kind, party))
        return _of_the_latest_year(list(found.values()))


def _part_by_day(
    doc: Doc,
    deals: Sequence[Deal],
    telling: Sequence[Sentence],
    when: tuple[int, int],
    published: date | None,
    seen: Sequence[tuple[date | None, date | None]],
) -> None:
    """Note of each agreement whether it was made on another day than the one that the text is about.

    Args:
        when: characters that name that day.
    """
    for deal in deals:
        own = [s for s in telling if any(_holds(doc, s, first) for first, _ in deal.spans)]
        if deal.status == "planned":
            continue
        if day := read_day_apart(doc, own, when, published, seen):
            deal.apart = Apart(*day, read_venue(doc, own, day[1], only=True))
        elif is_on_a_later_day(doc, own, when):
            deal.apart = Apart(Dated(None), when, None)


def _of_the_latest_year(numbers: Sequence[Number]) -> list[Number]:
    """Numbers without those of a year before that of others: of the agreement that is renewed."""
    years = [match[1] if (match := _ENDS_WITH_YEAR.search(each.text)) else None for each in numbers]
    latest = max(filter(None, years), default=None)
    return [each for each, year in zip(numbers, years, strict=True) if year in {None, latest}]


def _is_joined(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but a word of joining and one for a number stands within some characters."""
    first, last = doc.tokens_within(start, end)
    return all("with" in t.cues or "number" in t.cues or t.text == "," for t in doc.tokens[first:last])


def _holds(doc: Doc, sentence: Sentence, at: int) -> bool:
    """Whether a character is in a sentence."""
    first, last = doc.span(sentence.first, sentence.last)
    return first <= at < last


def _names_one_day(doc: Doc, sentence: Sentence) -> bool:
    return len(doc.dates_in(*doc.span(sentence.first, sentence.last))) == 1


def _kind_before(doc: Doc, sentence: Sentence, start: int) -> str | None:
    """The sort of agreement that a sentence names last before a character."""
    tokens = doc.tokens[sentence.first : sentence.last]
    kinds = [t.senses["agreement"] for t in tokens if t.start < start and "agreement" in t.senses]
    return kinds[-1] if kinds else None


def of_party(person: Person, body: Named) -> bool:
    """Whether a person holds an office in an institution, or in the government of its region."""
    held = person.office
    if held is None:
        return False
    if held.body and held.body.name == body.name:
        return True
    governs = body.kind in GOVERNMENTS and (held.body is None or held.body.kind in {*GOVERNMENTS, "agency"})
    return bool(governs and held.place and body.place and held.place.code == body.place.code)
