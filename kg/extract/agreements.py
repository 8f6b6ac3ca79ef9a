"""Agreements of a text: which, between whom, when and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extract.contents import ContentReader, Contents
from kg.extract.date_completion import complete
from kg.extract.date_mention import Dated
from kg.extract.doc import Doc, Person
from kg.extract.layout import Sentence
from kg.extract.pack import Pack
from kg.extract.participants import (
    SIGNING,
    Participants,
    is_planned,
    read_participants,
    speaks_of_agreement,
    speaks_of_signing,
)
from kg.extract.parties import GOVERNMENTS, Deal, Parties
from kg.extract.venues import Venue, read_venue
from kg.extract.vocabulary import Named

_YEAR = re.compile(r"20\d\d")
#: Tokens behind an agreement in which a year says when it was made.
_YEAR_REACH = 8
_SURE_NUMBER = re.compile(r"[A-Za-z].*/(?:19|20)\d\d$")
#: Sentences behind one about an agreement in which a list of governments is one of its parties.
_NEAR = 4
#: Tokens behind a word for an earlier time in which an agreement makes it the time of another one.
_BACKGROUND_REACH = 10
_NUMBER = re.compile(r"[\w.\-]{1,20}(?:/[\w.\-]{1,20}){2,8}")


@dataclass(slots=True)
class Signing:
    """What all agreements of one text have in common."""

    deals: list[Deal]
    participants: Participants
    when: Dated | None
    when_span: tuple[int, int] | None
    venue: Venue | None
    planned_venue: Venue | None
    contents: Contents
    numbers: list[tuple[str, tuple[int, int]]]


class Agreements:
    """Finds agreements, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._parties = Parties(pack)
        self._contents = ContentReader(pack)

    def find(
        self, doc: Doc, published: date | None, seen: Sequence[tuple[date | None, date | None]]
    ) -> Signing:
        """Read a text whose people and institutions are known."""
        latest = max((m.year for m in doc.dates if m.year and m.month and m.day), default=0)
        ends = {s.first: self._background_starts(doc, s, latest) for s in doc.sentences}
        telling = self._telling(doc, ends)
        participants = read_participants(
            doc, {s.first for s in doc.sentences if ends[s.first] <= s.first + 1}
        )
        status = self._status(doc, telling)
        kind = self._kind(doc, telling)
        deals = self._parties.find(doc, telling, participants, kind, status) if telling else []
        when, span = (
            self._when(doc, telling, published, seen) if deals and status != "planned" else (None, None)
        )
        venue = read_venue(doc, telling, span) if deals else None
        ahead = [s for s in telling if is_planned(doc, s)]
        planned = read_venue(doc, ahead, None, only=True) if ahead else None
        contents = self._contents.read(doc, telling) if deals else Contents()
        numbers = self._numbers(doc, telling) if deals else []
        return Signing(deals, participants, when, span, venue, planned, contents, numbers)

    def _telling(self, doc: Doc, ends: Mapping[int, int]) -> list[Sentence]:
        """Sentences that tell of agreements, without what they say of earlier ones, and lists of parties."""
        telling: list[Sentence] = []
        near = 0
        for sentence in doc.sentences:
            end = ends[sentence.first]
            if end <= sentence.first + 1:
                near -= 1
                continue
            cut = sentence._replace(last=end) if end < sentence.last else sentence
            tells = speaks_of_agreement(doc, cut) or speaks_of_signing(doc, cut)
            if tells or self._adds_parties(doc, cut, near=near):
                telling.append(cut)
                near = _NEAR
            else:
                near -= 1
        return telling

    def _adds_parties(self, doc: Doc, sentence: Sentence, *, near: int) -> bool:
        """Whether a sentence after one about an agreement lists governments, or says who signs later."""
        said = doc.said(sentence)
        later = "cue:planned" in said and "cue:follows" in said
        if near <= 0 and not later:
            return False
        mentions = [m for m in doc.mentions_in(sentence.first, sentence.last) if m.body or m.clear]
        listed = [m for m in mentions if m.body and m.clear and self._parties.is_counterpart(m.body)]
        tokens = doc.tokens[sentence.first : min(sentence.last, sentence.first + 8)]
        listing = any("as" in t.cues or "between" in t.cues or t.text == ":" for t in tokens)
        right_behind = near == _NEAR
        return (
            (near > 0 and len(listed) > 2)
            or (right_behind and listing and len(listed) > 1)
            or (later and bool(mentions))
        )

    @staticmethod
    def _background_starts(doc: Doc, sentence: Sentence, latest: int) -> int:
        """Where a sentence begins to tell of an earlier agreement; its end when it does not.

        Args:
            latest: year of the latest day that the text names.
        """
        tokens, said = doc.tokens, doc.said(sentence)
        if "cue:renewed" in said:
            return sentence.last
        if _is_of_a_past_year(doc, sentence, latest):
            return sentence.first
        if said.isdisjoint({"cue:earlier", "cue:induced"}):
            return sentence.last
        for i in range(sentence.first, sentence.last):
            found = tokens[i].cues
            if "earlier" in found or "induced" in found:
                ahead = tokens[i : min(sentence.last, i + _BACKGROUND_REACH)]
                if "induced" in found or any(
                    "agreement" in t.senses or "document" in t.cues or not SIGNING.isdisjoint(t.cues)
                    for t in ahead
                ):
                    told = speaks_of_signing(doc, sentence._replace(last=i)) if i > sentence.first else False
                    return i if told or "induced" in found else sentence.first
        return sentence.last

    @staticmethod
    def _kind(doc: Doc, telling: Sequence[Sentence]) -> str:
        """The sort of agreement that the text names most, above all near words for signing."""
        counts: Counter[str] = Counter()
        for number, sentence in enumerate(telling):
            weight = 3 if speaks_of_signing(doc, sentence) else 1
            kinds = [
                t.senses["agreement"]
                for t in doc.tokens[sentence.first : sentence.last]
                if "agreement" in t.senses
            ]
            for kind in dict.fromkeys(kinds):
                counts[kind] += weight + (number == 0)
        return counts.most_common(1)[0][0] if counts else "other"

    @staticmethod
    def _status(doc: Doc, telling: Sequence[Sentence]) -> str:
        planned = [s for s in telling if is_planned(doc, s)]
        done = [s for s in telling if speaks_of_signing(doc, s) and s not in planned]
        if planned and len(done) <= len(planned) // 2:
            return "planned"
        renewed = any("cue:renewed" in doc.said(s) for s in telling)
        return "renewed" if renewed else "signed"

    @staticmethod
    def _when(
        doc: Doc,
        telling: Sequence[Sentence],
        published: date | None,
        seen: Sequence[tuple[date | None, date | None]],
    ) -> tuple[Dated | None, tuple[int, int] | None]:
        best: tuple[int, Dated, tuple[int, int]] | None = None
        years = _years_named(doc)
        told = {sentence.first for sentence in telling}
        for number, sentence in enumerate(doc.sentences):
            start, end = doc.span(sentence.first, sentence.last)
            for mention in doc.dates_in(start, end):
                if mention.day is None and mention.weekday is None and not mention.shift:
                    continue
                if _ends_something(doc, mention.start):
                    continue
                dated = complete(mention, published, seen, years)
                if dated.value is None or len(dated.value) < 10:
                    continue
                score = _date_score(doc, sentence, sentence.first in told) * 100 - number
                if best is None or score > best[0]:
                    best = (score, dated, (mention.start, mention.end))
        return (best[1], best[2]) if best and best[0] > -50 else (None, None)

    @staticmethod
    def _numbers(doc: Doc, telling: Sequence[Sentence]) -> list[tuple[str, tuple[int, int]]]:
        """Numbers of documents: behind a word for one, and what has their shape and ends with a year."""
        found: dict[str, tuple[int, int]] = {}
        text = doc.plain.text
        first = telling[0].first if telling else 0
        told = {sentence.first for sentence in telling}
        for sentence in doc.sentences:
            numbered = "cue:number" in doc.said(sentence)
            if sentence.first < first or not (sentence.first in told or numbered):
                continue
            start, end = doc.span(sentence.first, sentence.last)
            if "/" not in text[start:end]:
                continue
            named = [
                doc.tokens[i + 1].start
                for i in range(sentence.first, sentence.last - 1)
                if "number" in doc.tokens[i].cues
            ]
            for match in _NUMBER.finditer(text, start, end):
                number = match[0].rstrip(".-")
                if any(0 <= match.start() - at < 4 for at in named) or _SURE_NUMBER.search(number):
                    found.setdefault(number, (match.start(), match.start() + len(number)))
        return list(found.items())


def _is_of_a_past_year(doc: Doc, sentence: Sentence, latest: int) -> bool:
    """Whether a sentence tells of an agreement by a year alone, and other dates of the text are later."""
    if "agreement" not in doc.said(sentence):
        return False
    found = doc.dates_in(*doc.span(sentence.first, sentence.last))
    if not found or any(m.month or m.day or m.weekday is not None or m.shift for m in found):
        return False
    starts = {m.start for m in found if m.year and m.year < latest}
    for i in range(sentence.first, sentence.last):
        token = doc.tokens[i]
        if "agreement" in token.senses and token.senses["agreement"] != "workplan":
            behind = doc.tokens[i + 1 : min(sentence.last, i + _YEAR_REACH)]
            if any(t.start in starts and "agreement" not in t.senses for t in behind):
                return True
    return False


def _years_named(doc: Doc) -> list[Dated]:
    """Years that stand anywhere in a text, its last lines included, the latest first."""
    found = {token.text for token in doc.numbers if _YEAR.fullmatch(token.text)}
    return [Dated(year) for year in sorted(found, reverse=True)]


def _ends_something(doc: Doc, start: int) -> bool:
    """Whether a date is said to be the end of something."""
    return any("until" in token.cues for token in doc.tokens_before(start, 4))


def _date_score(doc: Doc, sentence: Sentence, telling: bool) -> int:
    signing = speaks_of_signing(doc, sentence)
    speech = "speech" in doc.said(sentence)
    return 3 * signing + telling - 2 * (speech and not signing)


def of_party(person: Person, body: Named) -> bool:
    """Whether a person holds an office in an institution, or in the government of its region."""
    held = person.office
    if held is None:
        return False
    if held.body and held.body.name == body.name:
        return True
    return bool(held.place and body.place and held.place.code == body.place.code and body.kind in GOVERNMENTS)
