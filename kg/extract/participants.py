"""Who did what when an agreement was made: signed, stood in, witnessed, was there.

Each sentence is read from left to right. Words such as "signed by", "witnessed by" set what those named
after them did; verbs such as "signs" look back at those named before. Presence alone is never signing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.extract.doc import Doc, Held, Person, Sighting
from kg.extract.layout import Sentence
from kg.extract.tokens import Token

Part = Literal["signed", "witness", "attend"]

#: Cues that say what those named after them did.
_AFTER: dict[str, Part] = {"signed_by": "signed", "witness": "witness"}
#: Cues that say what those named before them did, or after them where nobody is before.
_EITHER: dict[str, Part] = {"witnesses": "witness", "attend": "attend"}
#: How far, in tokens, an agreement may stand behind a verb of signing.
_REACH = 12
#: Tokens between two people of a list in which each is named with whom they act for.
_LIST_GAP = 10
#: How far before a verb of signing a word may stand that puts it into the future.
_PLAN_REACH = 6


@dataclass(slots=True)
class StoodIn:
    """Somebody stood in for a person, or for an office or body that is named alone."""

    principal: Person | None
    office: Held | None
    by: Person
    span: tuple[int, int]


@dataclass(slots=True)
class Participants:
    """What the text says about who took part: each person once per part, with the words that say so."""

    signed: dict[int, tuple[Person, tuple[int, int]]] = field(default_factory=dict)
    witness: dict[int, tuple[Person, tuple[int, int]]] = field(default_factory=dict)
    attend: dict[int, tuple[Person, tuple[int, int]]] = field(default_factory=dict)
    stood_in: list[StoodIn] = field(default_factory=list)


def cues(token: Token) -> Sequence[str]:
    """The cues that a token can be."""
    found: Sequence[str] = token.senses.get("cue", ())
    return found


def speaks_of_signing(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence tells of the act of signing."""
    return any(
        not {"signs", "signed_by", "signing", "does_signing"}.isdisjoint(cues(token))
        for token in doc.tokens[sentence.first : sentence.last]
    )


def speaks_of_agreement(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence names an agreement."""
    return any("agreement" in token.senses for token in doc.tokens[sentence.first : sentence.last])


def is_planned(doc: Doc, sentence: Sentence) -> bool:
    """Whether what a sentence tells of signing lies ahead."""
    tokens = doc.tokens
    for i in range(sentence.first, sentence.last):
        if "planned" in cues(tokens[i]):
            for token in tokens[i + 1 : min(sentence.last, i + 1 + _PLAN_REACH)]:
                if "agreement" in token.senses or not _SIGNING.isdisjoint(cues(token)):
                    return True
    return False


_SIGNING = frozenset({"signs", "signed_by", "signing", "does_signing"})


def read_participants(doc: Doc, background: set[int]) -> Participants:
    """Read a text whose people are known.

    Args:
        background: positions of first tokens of sentences that tell of other agreements.
    """
    found = Participants()
    state: Part | None = None
    before: Sighting | None = None
    line = -1
    for sentence in doc.sentences:
        if sentence.first in background or sentence.headline:
            state = None
            continue
        goes_on = state is not None and (
            (sentence.listed and sentence.line <= line + 3)
            or (state == "signed" and _continues(doc, sentence))
        )
        reader = _Reader(doc, sentence, found, state if goes_on else None, before)
        before = reader.read() or before
        opens_list = doc.tokens[sentence.last - 1].text == ":"
        state = reader.state if opens_list or goes_on or reader.state == "signed" else None
        line = sentence.line
    return found


def _same_region(one: Person, other: Person) -> bool:
    """Whether two people hold offices in the government of one region."""
    places = [p.office.place.code if p.office and p.office.place else None for p in (one, other)]
    return one is not other and places[0] is not None and places[0] == places[1]


def _continues(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence goes on with those who did the same: "followed by ..."."""
    start = doc.tokens[sentence.first : min(sentence.last, sentence.first + 3)]
    return any("continues" in cues(token) for token in start)


class _Reader:
    """Reads one sentence."""

    def __init__(
        self, doc: Doc, sentence: Sentence, found: Participants, state: Part | None, before: Sighting | None
    ) -> None:
        self.doc, self.sentence, self.found, self.state = doc, sentence, found, state
        self._before = before
        self.tokens = doc.tokens
        self._sightings = {s.first: s for s in doc.sightings_in(sentence.first, sentence.last)}
        self._about = speaks_of_agreement(doc, sentence) or speaks_of_signing(doc, sentence)
        self._recent: list[Sighting] = []
        self._waiting: tuple[str, Sighting | None, int] | None = None

    def read(self) -> Sighting | None:
        """Go through the sentence and note who took part; gives who it is about."""
        i = self.sentence.first
        while i < self.sentence.last:
            if sighting := self._sightings.get(i):
                self._person(sighting)
                i = sighting.last
                continue
            token = self.tokens[i]
            if "pronoun" in token.senses and self._before and not self._recent:
                self._recent.append(Sighting(i, i + 1, self._before.person, None))
            for cue in cues(token):
                self._cue(cue, i)
            i += 1
        return self._recent[0] if self._recent else None

    def _cue(self, cue: str, i: int) -> None:
        if cue in _AFTER:
            self._finish()
            self.state = None if cue == "signed_by" and self._lies_ahead(i) else _AFTER[cue]
        elif cue in _EITHER:
            self._finish()
            if self._recent and self.state is None:
                self._note_subjects(_EITHER[cue])
            self.state = _EITHER[cue]
        elif cue == "accompany":
            self._finish()
            if self._recent and self.state is None and self._about:
                self._note_subjects("attend", last_only=True)
            self.state = "attend"
        elif cue in {"signs", "does_signing"}:
            self._signs(i)
        elif cue == "because":
            signer = self._recent[-1] if self._recent and self.state == "signed" else None
            self.state, self._waiting = None, ("because", signer, i) if signer else None
        elif cue in {"by", "between"} and self.state is None and self._after_signing(i):
            self.state = "signed"
        elif cue in {"stood_in_by", "stands_in_for"} or (cue == "through" and self._recent and self._about):
            self._waiting = (cue, self._recent[-1] if self._recent else None, i)

    def _signs(self, i: int) -> None:
        if self._lies_ahead(i):
            return
        if (
            not self._recent
            and self._before
            and any("speech" in t.senses for t in self.tokens[self.sentence.first : i])
        ):
            self._note("signed", self._before)
        elif self._recent and (self.state is None or self._recent[-1].last >= i - 3):
            self._note_subjects("signed")
        self.state = "signed"

    def _lies_ahead(self, i: int) -> bool:
        return any(
            "planned" in cues(token) for token in self.tokens[max(self.sentence.first, i - _PLAN_REACH) : i]
        )

    def _after_signing(self, i: int) -> bool:
        before = self.tokens[max(self.sentence.first, i - _REACH) : i]
        return any("signing" in cues(token) for token in before) and not self._lies_ahead(i - len(before))

    def _person(self, sighting: Sighting) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting:
            self._stand_in(waiting, sighting)
        elif self.state:
            self._note(self.state, sighting)
        self._recent.append(sighting)

    def _stand_in(self, waiting: tuple[str, Sighting | None, int], sighting: Sighting) -> None:
        cue, before, i = waiting
        if cue == "because":
            if before and _same_region(before.person, sighting.person):
                self._represent(sighting.person, None, before, i)
            return
        office = self._office_alone(i, sighting, after=cue == "stands_in_for")
        if office:
            if self.state:
                self._note(self.state, sighting)
            self._represent(None, office, sighting, i)
            return
        if cue == "stands_in_for":
            if before is None or sighting.first > i + 3:
                if self.state:
                    self._note(self.state, sighting)
                return
            principal, by = sighting.person, before.person
        else:
            if self.state:
                self._note(self.state, sighting)
            if before is None or before.last < i - 8 or cue == "through":
                return
            principal, by = before.person, sighting.person
            if self.state and (part := getattr(self.found, self.state).pop(id(principal), None)) and part:
                self._note(self.state, sighting)
        if principal is not by:
            self._represent(principal, None, Sighting(sighting.first, sighting.last, by, None), i)

    def _office_alone(self, i: int, sighting: Sighting, *, after: bool) -> Held | None:
        """An office without a name that is stood in for: before the cue, or between it and the stand-in."""
        for first, last, held in self.doc.vacant:
            if (after and i < first <= i + 2 and last >= sighting.first - 2) or (
                not after and i - 2 <= last <= i
            ):
                return held
        return None

    def _represent(self, principal: Person | None, office: Held | None, by: Sighting, i: int) -> None:
        span = self.doc.span(min(i, by.first), by.last)
        self.found.stood_in.append(StoodIn(principal, office, by.person, span))

    def _finish(self) -> None:
        self._waiting = None

    def _note_subjects(self, part: Part, *, last_only: bool = False) -> None:
        """Note those named just before: the last one, and those listed with them."""
        subjects = [self._recent[-1]]
        for before, after in zip(reversed(self._recent[:-1]), reversed(self._recent[1:]), strict=False):
            if last_only or not self._listed(before, after):
                break
            subjects.append(before)
        for sighting in subjects:
            self._note(part, sighting)

    def _listed(self, before: Sighting, after: Sighting) -> bool:
        """Whether two people are named as ones who do the same thing."""
        gap = self.tokens[before.last : after.first]
        joined = any(t.text == "," or "with" in cues(t) for t in gap)
        if len(gap) <= 3:
            return joined
        return len(gap) <= _LIST_GAP and any("through" in cues(t) for t in gap) and joined

    def _note(self, part: Part, sighting: Sighting) -> None:
        noted: dict[int, tuple[Person, tuple[int, int]]] = getattr(self.found, part)
        noted.setdefault(id(sighting.person), (sighting.person, self.doc.span(sighting.first, sighting.last)))
