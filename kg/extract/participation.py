"""Who did what when an agreement was made: signed, stood in, witnessed, was there.

Each sentence is read from left to right. Words such as "signed by", "witnessed by" set what those named
after them did; verbs such as "signs" look back at those named before. Presence alone is never signing.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.doc import Doc, Sighting
from kg.extract.flow import Flow
from kg.extract.participants import Part, Participants, same_office
from kg.extract.signing import COMPANY, PRESENCE
from kg.extract.standing_in import Noting

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
    "by": ("signing", _LONG_REACH),
    "between": ("signing", _LONG_REACH),
    "done_by": ("signing", _LONG_REACH),
    "names": ("signer", _REACH),
}
#: Cues that tell who did what, and those that only tell it of people.
_LOOKED_AT = {"accompany", "signs", "does_signing", "turn", "because", "with", "through"}
_TELLING = frozenset({*_AFTER, *_EITHER, *_BY, *_LOOKED_AT, "stood_in_by", "stands_in_for"})
_SAID_OF_PARTS = frozenset({"pronoun", *(f"cue:{cue}" for cue in _TELLING - {"with", "because"})})


def read_participants(
    doc: Doc, background: set[int], ends: Mapping[int, int], heads: Mapping[str, str]
) -> Participants:
    """Read a text whose people are known.

    Args:
        background: positions of first tokens of sentences that tell of other agreements.
        ends: for each sentence, by its first token, where it turns to other agreements; else its end.
        heads: for each level of region, the office of who speaks for one.
    """
    found, flow = Participants(), Flow(doc)
    for sentence in (s._replace(last=ends[s.first]) for s in doc.sentences):
        if flow.passes_over(sentence, told_of_others=sentence.first in background):
            continue
        told = len(found.signed) + len(found.sent)
        flow.enter(sentence)
        state, about = flow.state, None
        named = doc.sightings_in(sentence.first, sentence.last)
        if named or not doc.said(sentence).isdisjoint(_SAID_OF_PARTS):
            reader = _Reader(doc, sentence, named, found, flow, heads)
            about, state = reader.read(), reader.state
        flow.leave(sentence, state, about, more=len(found.signed) + len(found.sent) > told)
    return found


class _Reader(Noting):
    """Reads one sentence from left to right."""

    def read(self) -> Sighting | None:
        """Go through the sentence and note who took part; gives who it is about."""
        i = self.sentence.first
        while i < self.sentence.last:
            if sighting := self.sightings.get(i):
                self._person(sighting)
                i = sighting.last
                continue
            token = self.tokens[i]
            if token.text == ":" and self.state is None and self.names_signers(i):
                self.state = "signed"
            if token.senses:
                if "speech" in token.senses:
                    self._finish()
                    self.state = self.state if self.is_of_the_speaker(i) else None
                if "pronoun" in token.senses and self._before and not self.recent:
                    self.recent.append(Sighting(i, i + 1, self._before.person, None))
                for cue in token.cues:
                    if cue in _TELLING:
                        self._cue(cue, i)
                    elif cue == "contrast":
                        self._set_against = self._set_against or bool(self.recent)
            i += 1
        self._finish()
        return self._about_whom()

    def _about_whom(self) -> Sighting | None:
        """Who the sentence is about: the first one named, or who stood in for that one and so was there."""
        first = self.recent[0] if self.recent else None
        for stood in self.found.stood_in[-1:]:
            if first and stood.principal is first.person:
                return next((one for one in self.sightings.values() if one.person is stood.by), first)
        return first

    def _those_after(self, cue: str, i: int) -> None:
        """Take in a word that says what those named after it did, or of a signature just named."""
        if cue == "signed_by" and self.is_of_a_signature(i):
            self._note_subjects("signed", last_only=True)
            return
        self._finish()
        self.since, self.state = i, None if self.lies_ahead(i) else _AFTER[cue]

    def _either(self, cue: str, i: int) -> None:
        """Take in a word that says what those before it did; of those who signed, only the last one."""
        self._finish()
        before = self.recent and not self.is_set_against(i)
        if before and self.state is None and "cue:absent" not in self.said:
            self._note_subjects(_EITHER[cue])
        elif cue == "witnesses" and self.state == "signed" and self.recent:
            signs_so = (
                self.since == i - 1 and self.recent[-1].last <= self.since
            )  # "N and O sign as witnesses"
            for sighting in (
                self.recent if signs_so else self.recent[-1:] if self.recent[-1].last == i else ()
            ):
                self.found.signed.pop(id(sighting.person), None)
                self._note("witness", sighting)
        self.state = _EITHER[cue]

    def _accompanied(self, i: int) -> None:
        """Take in a word that says who came along, with somebody who took part or of whom nothing is told."""
        self._finish()
        if "accompanied_by" in self.tokens[i].cues:
            self.led = list(self.recent)
        told = self.about or (self._near_signing and "cue:absent" not in self.said)
        if self.recent and self.state is None and told:
            self._note_subjects("attend", last_only=True)
        elif self.recent and self.state is None and not self.found.takes_part(self.recent[-1].person):
            return
        self.state = "attend"

    def _cue(self, cue: str, i: int) -> None:
        self._near_signing &= cue not in PRESENCE
        if cue in COMPANY and (self._elsewhere or self.is_denied(i)):
            self._finish()
            self.state = None
        elif cue in _AFTER:
            self._those_after(cue, i)
        elif cue in _EITHER:
            self._either(cue, i)
        elif cue == "accompany":
            self._accompanied(i)
        elif cue in {"signs", "does_signing"} or (cue == "turn" and self._near_signing):
            self._signs(i)
        elif cue == "because":
            signer = self.recent[-1] if self.recent else None
            self._paused = self.state
            self.state, self._waiting = None, ("because", signer, i)
        elif cue == "with" and self._paused and self.tokens[i - 1].text == ",":
            self.state, self._paused = self._paused, None
        elif self._says_by_whom(cue, i):
            self.since, self.state = i, "signed"
        elif cue == "stood_in_by" and self._are_all_stood_in_for(i):
            self.since, self.state, self._sent = i, "signed", True
        elif self.tells_of_a_stand_in(cue, i) or (cue == "through" and self._is_sent_through(i)):
            self._waiting = (cue, self.named_before(i), i)

    def _says_by_whom(self, cue: str, i: int) -> bool:
        """Whether a word tells that those named after it signed, or stood in for several who did not."""
        if cue in _BY and self._is_open(cue, i) and self.is_behind(i, *_BY[cue]):
            return True
        if cue == "done_by" and self._is_open(cue, i) and self.is_behind(i, "renewed", _REACH):
            return True
        if cue == "by" and self._behind_signing and self.party_right_before(i):
            return True
        return cue == "names" and self._are_stood_in_by(i)

    def _is_open(self, cue: str, i: int) -> bool:
        """Whether nothing is told of those named next, or words for those who sign stand right before."""
        return self.state is None or (cue == "names" and "signer" in self.tokens[i - 1].cues)

    def _are_all_stood_in_for(self, i: int) -> bool:
        """Whether those who are named next act for parties that a text leaves to the reader."""
        signing = self.state == "signed" or (self.state is None and self._near_signing)
        return signing and self.is_of_unnamed_parties(i) and not self.lies_ahead(i)

    def _are_stood_in_by(self, i: int) -> bool:
        """Whether those who stand in for several are named: "the other three are represented by, namely"."""
        cue, before, at = self._waiting or ("", None, 0)
        several = cue == "stood_in_by" and before is None and self.state is None
        return several and i - at <= 2 and self._near_signing and not self.lies_ahead(at)

    def _is_sent_through(self, i: int) -> bool:
        """Whether those who are named or a party, and not a thing, act through who is named next."""
        named = self.about and self.is_named(i)
        return named or (self._near_signing and self.party_right_before(i) is not None)

    def _signs(self, i: int) -> None:
        if self.is_of_those_spoken_of(i):
            self.recent, self.state = [], "signed"
            return
        if self.lies_ahead(i) or (self.state == "witness" and not self.recent):
            return  # "As witnesses, N and O signed too"
        said = any("speech" in token.senses for token in self.tokens[self.sentence.first : i])
        if not self.recent and self._before and said:
            self._note("signed", self._before)
        elif not self.recent and (both := self.both(i)):
            for sighting in both if not all(id(one.person) in self.found.witness for one in both) else ():
                self._note("signed", sighting)
        elif self.recent and (self.state is None or self._waiting or self.recent[-1].last >= i - 3):
            self._note_subjects("signed")
            if self._away and same_office(self._away, self.recent[-1].person):
                self._represent(self._away, None, self.recent[-1], i)
        self.since, self.state = i, "signed"

    def _person(self, sighting: Sighting) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting and waiting[0] == "stood_in_by" and self.is_an_office_between(waiting[2], sighting):
            if waiting[1] and self.state:
                getattr(self.found, self.state).pop(id(waiting[1].person), None)
            waiting = None
        acts = True
        if waiting and self._set_against and waiting[0] == "stood_in_by" and self.state == "signed":
            # Whether those who are set against the signatories sign for a party, the whole text tells.
            self.state, self._near_signing = None, True
            acts = self._stand_in(waiting, sighting)
            self.state = "signed"
        elif waiting:
            acts = self._stand_in(waiting, sighting)
        else:
            self.state = self.state if self.state != "signed" or self.is_in_a_row(sighting) else None
            self._note_state(sighting)
            if self._sent and self.state == "signed":
                self._instead_of_their_heads([sighting], sighting.first)
        if acts:
            self.recent.append(sighting)
