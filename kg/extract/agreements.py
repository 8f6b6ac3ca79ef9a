"""Agreements of a text: which, between whom, when and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extract.date_completion import complete
from kg.extract.date_mention import Dated
from kg.extract.doc import Doc, Mention, Person
from kg.extract.layout import Sentence
from kg.extract.pack import Pack
from kg.extract.participants import (
    Participants,
    cues,
    is_planned,
    read_participants,
    speaks_of_agreement,
    speaks_of_signing,
)
from kg.extract.venues import Venue, read_venue
from kg.extract.vocabulary import Named

#: Kinds of institution that make agreements; others only take part in their own right when nothing else does.
_PARTIES = frozenset(
    {
        "province_government", "regency_government", "city_government", "university", "police", "prosecutor",
        "ministry", "hospital", "company", "other", "council", "ombudsman", "ombudsman_office",
    }
)  # fmt: skip
_SURE_NUMBER = re.compile(r"[A-Za-z].*/(?:19|20)\d\d$")
#: Tokens behind a word for an earlier time in which an agreement makes it the time of another one.
_BACKGROUND_REACH = 10
_SIGNING = frozenset({"signs", "signed_by", "signing", "does_signing"})
_NUMBER = re.compile(r"[\w.\-]{1,20}(?:/[\w.\-]{1,20}){2,8}")
_GOVERNMENTS = frozenset({"province_government", "regency_government", "city_government"})


@dataclass(slots=True)
class Deal:
    """One agreement with one counterpart."""

    kind: str
    status: str
    focus: Named
    counterpart: Named
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Signing:
    """What all agreements of one text have in common."""

    deals: list[Deal]
    participants: Participants
    when: Dated | None
    when_span: tuple[int, int] | None
    venue: Venue | None
    numbers: list[tuple[str, tuple[int, int]]]


class Agreements:
    """Finds agreements, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._focus = pack.focus
        self._branch_kinds = {branch.kind for branch in pack.branches if branch.of == pack.focus}

    def find(
        self, doc: Doc, published: date | None, seen: Sequence[tuple[date | None, date | None]]
    ) -> Signing:
        """Read a text whose people and institutions are known."""
        ends = {s.first: self._background_starts(doc, s) for s in doc.sentences}
        telling = self._telling(doc, ends)
        participants = read_participants(
            doc, {s.first for s in doc.sentences if ends[s.first] <= s.first + 1}
        )
        status = self._status(doc, telling)
        kind = self._kind(doc, telling)
        deals = self._deals(doc, telling, participants, kind, status) if telling else []
        when, span = (
            self._when(doc, telling, published, seen) if deals and status != "planned" else (None, None)
        )
        venue = read_venue(doc, telling, span) if deals else None
        return Signing(deals, participants, when, span, venue, self._numbers(doc, telling) if deals else [])

    def _telling(self, doc: Doc, ends: Mapping[int, int]) -> list[Sentence]:
        """Sentences that tell of agreements, without what they say of earlier ones, and lists of parties."""
        telling: list[Sentence] = []
        near = False
        for sentence in doc.sentences:
            end = ends[sentence.first]
            if end <= sentence.first + 1:
                near = False
                continue
            cut = replace(sentence, last=end) if end < sentence.last else sentence
            tells = speaks_of_agreement(doc, cut) or speaks_of_signing(doc, cut)
            if tells or self._adds_parties(doc, cut, near=near):
                telling.append(cut)
                near = True
            else:
                near = False
        return telling

    @staticmethod
    def _adds_parties(doc: Doc, sentence: Sentence, *, near: bool) -> bool:
        """Whether a sentence after one about an agreement lists governments, or says who signs later."""
        mentions = [m for m in doc.mentions_in(sentence.first, sentence.last) if m.body or m.clear]
        tokens = doc.tokens[sentence.first : sentence.last]
        listed = [m for m in mentions if m.body and m.body.kind in _GOVERNMENTS and m.clear]
        listing = any(
            "as" in cues(token) or "between" in cues(token) or token.text == ":" for token in tokens[:8]
        )
        later = any("planned" in cues(token) for token in tokens) and any(
            "follows" in cues(token) for token in tokens
        )
        return (
            (near and len(listed) > 2) or (near and listing and len(listed) > 1) or (later and bool(mentions))
        )

    @staticmethod
    def _background_starts(doc: Doc, sentence: Sentence) -> int:
        """Where a sentence begins to tell of an earlier agreement; its end when it does not."""
        tokens = doc.tokens
        if any("renewed" in cues(token) for token in tokens[sentence.first : sentence.last]):
            return sentence.last
        for i in range(sentence.first, sentence.last):
            found = cues(tokens[i])
            if "earlier" in found or "induced" in found:
                ahead = tokens[i : min(sentence.last, i + _BACKGROUND_REACH)]
                if "induced" in found or any(
                    "agreement" in t.senses or "document" in cues(t) or not _SIGNING.isdisjoint(cues(t))
                    for t in ahead
                ):
                    told = speaks_of_signing(doc, replace(sentence, last=i)) if i > sentence.first else False
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
        renewed = any("renewed" in cues(token) for s in telling for token in doc.tokens[s.first : s.last])
        return "renewed" if renewed else "signed"

    def _deals(
        self, doc: Doc, telling: Sequence[Sentence], people: Participants, kind: str, status: str
    ) -> list[Deal]:
        bodies: dict[str, tuple[Named, list[tuple[int, int]]]] = {}
        focus: dict[str, Named] = {}
        done: set[str] = set()
        for sentence in telling:
            ahead = is_planned(doc, sentence) or _says_who_follows(doc, sentence)
            for mention in self._taking_part(doc, sentence):
                body = mention.body or _government(mention)
                if body.name == self._focus or body.kind in self._branch_kinds:
                    focus.setdefault(body.name, body)
                else:
                    spans = bodies.setdefault(body.name, (body, []))[1]
                    spans.append(doc.span(mention.first, mention.last))
                    done |= set() if ahead else {body.name}
        for person, span in people.signed.values():
            held = person.office
            if held and held.body and held.speaks:
                if held.body.name == self._focus or held.body.kind in self._branch_kinds:
                    focus.setdefault(held.body.name, held.body)
                elif held.body.kind in _PARTIES:
                    bodies.setdefault(held.body.name, (held.body, []))[1].append(span)
                    done.add(held.body.name)
        if (
            not focus
            and self._focus
            and any(
                m.body and (m.body.name == self._focus or m.body.kind in self._branch_kinds)
                for m in doc.mentions
            )
        ):
            focus[self._focus] = Named(self._focus, None)
        if not focus:
            return []
        ours = self._our_side(focus, people)
        return [
            Deal(kind, status if name in done else "planned", ours, body, spans)
            for name, (body, spans) in bodies.items()
        ]

    def _our_side(self, focus: dict[str, Named], people: Participants) -> Named:
        """The institution itself or one of its branches: the one that signs, else the one named first."""
        for person, _ in people.signed.values():
            held = person.office
            if held and held.body and held.body.name in focus:
                return held.body
        return next(iter(focus.values()))

    def _taking_part(self, doc: Doc, sentence: Sentence) -> list[Mention]:
        """Institutions of a sentence, and regions in a list, that can be parties to what it tells."""
        found: list[Mention] = []
        stop = self._presence_starts(doc, sentence)
        offices = {i for s in doc.sightings_in(sentence.first, sentence.last) for i in range(s.first, s.last)}
        mentions = [m for m in doc.mentions if sentence.first <= m.first < sentence.last]
        listed = [m for m in mentions if m.body is None and m.clear and self._free(doc, m, sentence)]
        for mention in mentions:
            if mention.first >= stop:
                continue
            if mention.body is None:
                if len(listed) > 1 and mention in listed and mention.first not in offices:
                    found.append(mention)
            elif mention.body.kind in _PARTIES and not self._of_a_bystander(doc, mention):
                found.append(mention)
        return found

    @staticmethod
    def _presence_starts(doc: Doc, sentence: Sentence) -> int:
        for i in range(sentence.first, sentence.last):
            if not {"witness", "attend", "accompany"}.isdisjoint(cues(doc.tokens[i])):
                return i
        return sentence.last

    @staticmethod
    def _free(doc: Doc, mention: Mention, sentence: Sentence) -> bool:
        """Whether a region does not merely say where something is."""
        if mention.first == sentence.first:
            return True
        before = doc.tokens[mention.first - 1]
        return not ({"at", "located"} & set(cues(before)) or "collective" in before.senses)

    @staticmethod
    def _of_a_bystander(doc: Doc, mention: Mention) -> bool:
        """Whether an institution stands there only as that of somebody who does not speak for it."""
        for sighting in doc.sightings:
            held = sighting.held
            if held and sighting.first <= mention.first < sighting.last:
                return not held.speaks or mention.body is None
        return False

    @staticmethod
    def _when(
        doc: Doc,
        telling: Sequence[Sentence],
        published: date | None,
        seen: Sequence[tuple[date | None, date | None]],
    ) -> tuple[Dated | None, tuple[int, int] | None]:
        best: tuple[int, Dated, tuple[int, int]] | None = None
        for number, sentence in enumerate(doc.sentences):
            start, end = doc.span(sentence.first, sentence.last)
            for mention in doc.dates:
                if not start <= mention.start < end or (
                    mention.day is None and mention.weekday is None and not mention.shift
                ):
                    continue
                if _ends_something(doc, mention.start):
                    continue
                dated = complete(mention, published, seen)
                if dated.value is None or len(dated.value) < 10:
                    continue
                score = _date_score(doc, sentence, sentence in telling) * 100 - number
                if best is None or score > best[0]:
                    best = (score, dated, (mention.start, mention.end))
        return (best[1], best[2]) if best and best[0] > -50 else (None, None)

    @staticmethod
    def _numbers(doc: Doc, telling: Sequence[Sentence]) -> list[tuple[str, tuple[int, int]]]:
        """Numbers of documents: behind a word for one, and what has their shape and ends with a year."""
        found: dict[str, tuple[int, int]] = {}
        text = doc.plain.text
        for sentence in telling:
            start, end = doc.span(sentence.first, sentence.last)
            named = [
                doc.tokens[i + 1].start
                for i in range(sentence.first, sentence.last - 1)
                if "number" in cues(doc.tokens[i])
            ]
            for match in _NUMBER.finditer(text, start, end):
                number = match[0].rstrip(".-")
                if any(0 <= match.start() - at < 4 for at in named) or _SURE_NUMBER.search(number):
                    found.setdefault(number, (match.start(), match.start() + len(number)))
        return list(found.items())


def _ends_something(doc: Doc, start: int) -> bool:
    """Whether a date is said to be the end of something."""
    before = [token for token in doc.tokens if token.end <= start][-3:]
    return any("until" in cues(token) for token in before)


def _date_score(doc: Doc, sentence: Sentence, telling: bool) -> int:
    tokens = doc.tokens[sentence.first : sentence.last]
    signing = speaks_of_signing(doc, sentence)
    speech = any("speech" in token.senses for token in tokens)
    return 3 * signing + telling - 2 * (speech and not signing)


def _says_who_follows(doc: Doc, sentence: Sentence) -> bool:
    return any("follows" in cues(token) for token in doc.tokens[sentence.first : sentence.last])


def _government(mention: Mention) -> Named:
    place = mention.place
    assert place is not None  # a mention has a body or a place
    return Named(place.government, place.government_kind, place)


def of_party(person: Person, body: Named) -> bool:
    """Whether a person holds an office in an institution, or in the government of its region."""
    held = person.office
    if held is None:
        return False
    if held.body and held.body.name == body.name:
        return True
    return bool(
        held.place and body.place and held.place.code == body.place.code and body.kind in _GOVERNMENTS
    )
