"""Who did what when an agreement was made: signed, stood in, witnessed, was there.

Each sentence is read from left to right. Words such as "signed by", "witnessed by" set what those named
after them did; verbs such as "signs" look back at those named before. Presence alone is never signing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.doc import Doc, Held, Mention, Person, Sighting
from kg.extract.knowledge import Place
from kg.extract.layout import Sentence
from kg.extract.participants import Noted, Part, Participants, StoodIn, same_office
from kg.extract.signing import PLAN_REACH, is_planned, speaks_of_agreement, speaks_of_signing
from kg.extract.tokens import Token
from kg.extract.vocabulary import Named

#: Cues that say what those named after them did.
_AFTER: dict[str, Part] = {"signed_by": "signed", "witness": "witness", "attended_by": "attend"}
#: Cues that say what those named before them did, or after them where nobody is before.
_EITHER: dict[str, Part] = {"witnesses": "witness", "attend": "attend"}
#: How far, in tokens, an agreement may stand behind a verb of signing.
_REACH = 12
#: The same between the act of signing and the word that says by whom it was done.
_LONG_REACH = 30
#: Cues after which those follow who did what was named before, what that is, and how far back it may be.
_BY = {
    "by": ("signing", _REACH),
    "between": ("signing", _REACH),
    "done_by": ("signing", _LONG_REACH),
    "names": ("signer", _REACH),
}
#: Tokens between who is stood in for and the words that say so.
_STAND_IN_REACH = 25
#: Tokens in which a sentence says that it names those who signed.
_OPENING = 8
_SAID_OF_PRESENCE = frozenset({"cue:attend", "cue:attended_by", "cue:witness", "cue:witnesses"})
#: Tokens between two people of a list in which each is named with whom they act for.
_LIST_GAP = 10


def read_participants(doc: Doc, background: set[int]) -> Participants:
    """Read a text whose people are known.

    Args:
        background: positions of first tokens of sentences that tell of other agreements.
    """
    found = Participants()
    state: Part | None = None
    before: Sighting | None = None
    last: Sentence | None = None
    line, signing = -1, False
    for sentence in doc.sentences:
        if sentence.first in background or sentence.headline:
            state, signing = None, sentence.headline and speaks_of_signing(doc, sentence)
            continue
        goes_on = state is not None and (
            (sentence.listed and sentence.line <= line + 3)
            or (state == "signed" and _continues(doc, sentence))
        )
        signed = len(found.signed)
        goes_on = goes_on or (signing and _names_signers(doc, sentence))
        state = (state or "signed") if goes_on else None
        reader = _Reader(doc, sentence, found, state, before, last, signing and sentence.line == line)
        before = reader.read() or before
        last = sentence
        opens_list = doc.tokens[sentence.last - 1].text == ":"
        state = reader.state if opens_list or goes_on or reader.state == "signed" else None
        if opens_list and "cue:signer" in doc.said(sentence):
            state = "signed"
        tells = speaks_of_signing(doc, sentence) and not is_planned(doc, sentence)
        line, signing = sentence.line, tells or (signing and len(found.signed) > signed)
    return found


def _first_token(vacant: tuple[int, int, Held]) -> int:
    return vacant[0]


def _belongs_to(by: Person, body: Named | None, place: Place | None) -> None:
    """Take the office of one who stands in for one of what they stand in for, where the text has no other."""
    held = by.office
    if held and held.body is None and held.place is None:
        governs = Named(place.government, place.government_kind, place) if place else None
        held.body, held.place = body or governs, place


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens but those between brackets, such as "(left)" in a caption."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        if token.text == "(":
            inside = True
        elif token.text == ")":
            inside = False
        elif not inside:
            kept.append(token)
    return kept


def _continues(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence goes on with those who did the same: "followed by ..."."""
    start = doc.tokens[sentence.first : min(sentence.last, sentence.first + 3)]
    return any("continues" in token.cues for token in start)


def _names_signers(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence says who those are that signed: "the five heads are ..."."""
    opening = doc.tokens[sentence.first : min(sentence.last, sentence.first + _OPENING)]
    who = next((n for n, token in enumerate(opening) if "heads" in token.cues), None)
    return who is not None and any("names" in token.cues for token in opening[who:])


class _Reader:
    """Reads one sentence."""

    def __init__(
        self,
        doc: Doc,
        sentence: Sentence,
        found: Participants,
        state: Part | None,
        before: Sighting | None,
        last: Sentence | None,
        behind_signing: bool,
    ) -> None:
        self.doc, self.sentence, self.found, self.state = doc, sentence, found, state
        self._before, self._last = before, last
        said = doc.said(sentence)
        self._attends_nothing = "cue:attend" not in said and "cue:attended_by" not in said
        self._behind_signing = behind_signing and said.isdisjoint(_SAID_OF_PRESENCE)
        self.tokens = doc.tokens
        self._sightings = {s.first: s for s in doc.sightings_in(sentence.first, sentence.last)}
        low = bisect_left(doc.vacant, sentence.first, key=_first_token) if doc.vacant else 0
        self._vacant = doc.vacant[low : bisect_left(doc.vacant, sentence.last, low, key=_first_token)]
        self._about = speaks_of_agreement(doc, sentence) or speaks_of_signing(doc, sentence)
        self._recent: list[Sighting] = []
        self._waiting: tuple[str, Sighting | None, int] | None = None
        self._paused: Part | None = None
        self._led: list[Sighting] = []
        self._principals: set[int] = set()

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
            for cue in token.cues:
                self._cue(cue, i)
            i += 1
        self._finish()
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
            if "accompanied_by" in self.tokens[i].cues:
                self._led = list(self._recent)
            if self._recent and self.state is None and self._about:
                self._note_subjects("attend", last_only=True)
            self.state = "attend"
        elif cue in {"signs", "does_signing"}:
            self._signs(i)
        elif cue == "because":
            signer = self._recent[-1] if self._recent else None
            self._paused = self.state
            self.state, self._waiting = None, ("because", signer, i) if signer else None
        elif cue == "with" and self._paused and self.tokens[i - 1].text == ",":
            self.state, self._paused = self._paused, None
        elif (cue in _BY and self.state is None and self._is_behind(i, *_BY[cue])) or (
            cue == "by" and self._behind_signing and self._party_right_before(i)
        ):
            self.state = "signed"
        elif cue in {"stood_in_by", "stands_in_for"} or (cue == "through" and self._about and self._named(i)):
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
        elif not self._recent and (both := self._both(i)):
            for sighting in both:
                self._note("signed", sighting)
        elif self._recent and (self.state is None or self._recent[-1].last >= i - 3):
            self._note_subjects("signed")
        self.state = "signed"

    def _both(self, i: int) -> list[Sighting]:
        """The two named in the sentence before, where this one says that both do something."""
        opening = self.tokens[self.sentence.first : i]
        if self._last is None or not any("both" in token.cues for token in opening):
            return []
        before = self.doc.sightings_in(self._last.first, self._last.last)
        people = list({id(sighting.person): sighting for sighting in before}.values())
        return people if len(people) == 2 else []

    def _lies_ahead(self, i: int) -> bool:
        return any(
            "planned" in token.cues for token in self.tokens[max(self.sentence.first, i - PLAN_REACH) : i]
        )

    def _is_behind(self, i: int, cue: str, reach: int) -> bool:
        before = self.tokens[max(self.sentence.first, i - reach) : i]
        return any(cue in token.cues for token in before) and not self._lies_ahead(i - len(before))

    def _person(self, sighting: Sighting) -> None:
        waiting, self._waiting = self._waiting, None
        acts = True
        if waiting:
            acts = self._stand_in(waiting, sighting)
        else:
            self._note_state(sighting)
        if acts:
            self._recent.append(sighting)

    def _stand_in(self, waiting: tuple[str, Sighting | None, int], sighting: Sighting) -> bool:
        """Note who stands in for whom; gives whether the person named does what the sentence tells."""
        cue, before, i = waiting
        titled = "honorific" in self.tokens[i + 1].senses
        if cue == "stands_in_for" and before is None and sighting.first <= i + 1 + titled:
            self._waiting = ("stood_in_by", sighting, i)
            return False
        if cue == "because":
            signed = before is not None and id(before.person) in self.found.signed
            if before and signed and same_office(before.person, sighting.person):
                self._represent(sighting.person, None, before, i)
            return False
        if office := self._office_alone(i, sighting, after=cue == "stands_in_for"):
            self._note_state(sighting)
            if self._behind_signing and cue == "stood_in_by":
                self._note("signed", sighting)
            self._represent(None, office, sighting, i)
            return True
        if cue == "stands_in_for" and before and (alone := self._office_behind(i)):
            self._represent(None, alone, before, i)
            self._note_state(sighting)
            return True
        if cue == "stands_in_for":
            return self._stands_in_for(before, sighting, i)
        self._is_stood_in_by(cue, before, sighting, i)
        return True

    def _stands_in_for(self, before: Sighting | None, sighting: Sighting, i: int) -> bool:
        """One who was named stands in for the one named now."""
        if before is None or sighting.first > i + 3:
            self._note_state(sighting)
            return True
        if before.person is sighting.person:
            return True
        self._represent(sighting.person, None, before, i)
        return False

    def _is_stood_in_by(self, cue: str, before: Sighting | None, sighting: Sighting, i: int) -> None:
        """The one named now stands in for one named before, or for a body."""
        self._note_state(sighting)
        party = self._party_right_before(i)
        if party:
            _belongs_to(sighting.person, party.body, party.place)
        signs = self._attends_nothing and speaks_of_signing(self.doc, self.sentence)
        signs = signs or (self._behind_signing and party is not None)
        if self.state is None and signs and cue == "stood_in_by" and not self._lies_ahead(i):
            self._note("signed", sighting)
        if before is None and self._before and same_office(self._before.person, sighting.person):
            before = self._before
        elif before is None or before.last < i - _STAND_IN_REACH:
            return
        if cue == "through" or party:
            return
        if before.person is not sighting.person:
            if self.state:
                getattr(self.found, self.state).pop(id(before.person), None)
            self._represent(before.person, None, sighting, i)

    def _note_state(self, sighting: Sighting) -> None:
        if self.state:
            self._note(self.state, sighting)

    def _party_right_before(self, i: int) -> Mention | None:
        """The institution or region, and no person, that somebody stands in for."""
        near = self.doc.mentions_in(max(self.sentence.first, i - 12), i)
        able = (m for m in near if (m.body or m.clear) and i - 2 < m.last <= i)
        return next((m for m in able if not self._is_of_an_office(m)), None)

    def _is_of_an_office(self, mention: Mention) -> bool:
        alone = any(first <= mention.first < last for first, last, _ in self._vacant)
        return alone or self.doc.sighting_over(mention.first) is not None

    def _office_alone(self, i: int, sighting: Sighting, *, after: bool) -> Held | None:
        """An office without a name that is stood in for: before the cue, or between it and the stand-in."""
        for first, last, held in self._vacant:
            if (after and i < first <= i + 2 and last >= sighting.first - 2) or (
                not after and i - 2 <= last <= i
            ):
                return held
        return None

    def _office_behind(self, i: int) -> Held | None:
        """An office without a name right behind the words that say it is stood in for."""
        return next((held for first, _, held in self._vacant if i < first <= i + 2), None)

    def _named(self, i: int) -> bool:
        """Whether somebody, or an office, is named before a token of the sentence."""
        return bool(self._recent) or any(first < i for first, _, _ in self._vacant)

    def _represent(self, principal: Person | None, office: Held | None, by: Sighting, i: int) -> None:
        held = principal.office if principal else office
        if held:
            _belongs_to(by.person, held.body, held.place)
        if principal:
            self._principals.add(id(principal))
        span = self.doc.span(min(i, by.first), by.last)
        self.found.stood_in.append(StoodIn(principal, office, by.person, span))

    def _finish(self) -> None:
        """Nobody more is named: an office alone may be what somebody stood in for."""
        waiting, self._waiting = self._waiting, None
        cue, who, i = waiting or ("", None, 0)
        if cue == "stands_in_for" and who and (held := self._office_behind(i)):
            self._represent(None, held, who, i)

    def _note_subjects(self, part: Part, *, last_only: bool = False) -> None:
        """Note those named just before: the last one, and those listed with them."""
        if part == "signed" and self._led:
            self._recent, self._led = self._led, []
        subjects = [self._recent[-1]]
        for before, after in zip(reversed(self._recent[:-1]), reversed(self._recent[1:]), strict=False):
            if last_only or not self._listed(before, after):
                break
            subjects.append(before)
        for sighting in subjects:
            if id(sighting.person) not in self._principals:
                self._note(part, sighting)

    def _listed(self, before: Sighting, after: Sighting) -> bool:
        """Whether two people are named as ones who do the same thing."""
        gap = _without_brackets(self.tokens[before.last : after.first])
        joined = any(t.text == "," or "with" in t.cues for t in gap)
        if len(gap) <= 3:
            return joined
        return len(gap) <= _LIST_GAP and any("through" in t.cues for t in gap) and joined

    def _note(self, part: Part, sighting: Sighting) -> None:
        if part == "signed" and sighting.held and sighting.held.of == "ended":
            return  # Who held the office before signed another agreement.
        noted: dict[int, Noted] = getattr(self.found, part)
        noted.setdefault(id(sighting.person), (sighting.person, self.doc.span(sighting.first, sighting.last)))
