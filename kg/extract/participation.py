"""Who did what when an agreement was made: signed, stood in, witnessed, was there.

Each sentence is read from left to right. Words such as "signed by", "witnessed by" set what those named
after them did; verbs such as "signs" look back at those named before. Presence alone is never signing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.extract.doc import Doc, Held, Person, Sighting
from kg.extract.flow import Flow
from kg.extract.knowledge import Place
from kg.extract.layout import Sentence
from kg.extract.participants import (
    Noted,
    Part,
    Participants,
    Sent,
    StoodIn,
    heads_a_body,
    of_one_body,
    same_office,
)  # fmt: skip
from kg.extract.sentence_view import SentenceView
from kg.extract.signing import COMPANY, PRESENCE, SAID_OF_PRESENCE, speaks_of_signing
from kg.extract.vocabulary import GOVERNMENTS, Named

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
#: Institutions whose people act for the government of a region.
_OF_GOVERNMENTS = frozenset({*GOVERNMENTS, "agency"})
#: Tokens between who is stood in for and the words that say so.
_STAND_IN_REACH = 25


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


class _Reader(SentenceView):
    """Reads one sentence.

    Args:
        doc, sentence, named: as for the view.
        found: is added to.
        flow: what the sentences before tell.
        heads: as for the text.
    """

    def __init__(
        self,
        doc: Doc,
        sentence: Sentence,
        named: Sequence[Sighting],
        found: Participants,
        flow: Flow,
        heads: Mapping[str, str],
    ) -> None:
        super().__init__(doc, sentence, named, flow.last)
        self.found, self.state, self._heads = found, flow.state, heads
        self._before, self._guests = flow.before, flow.guests
        self._attends_nothing = self.said.isdisjoint({"cue:attend", "cue:attended_by"})
        self._behind_signing = flow.right_behind and self.said.isdisjoint(SAID_OF_PRESENCE)
        self._near_signing = (flow.right_behind or flow.near > 0) and "speech" not in self.said
        self._waiting: tuple[str, Sighting | None, int] | None = None
        self._paused: Part | None = None
        self._set_against = False
        self._elsewhere = self.tells_of_another_act()
        self._principals: set[int] = set()
        self._away: Person | None = None
        self._sent = False

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
        return self.recent[0] if self.recent else None

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
        if self.recent and self.state is None and "cue:absent" not in self.said:
            self._note_subjects(_EITHER[cue])
        elif cue == "witnesses" and self.state == "signed" and self.recent and self.recent[-1].last == i:
            self.found.signed.pop(id(self.recent[-1].person), None)
            self._note_subjects("witness", last_only=True)
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
        if self.lies_ahead(i):
            return
        said = any("speech" in token.senses for token in self.tokens[self.sentence.first : i])
        if not self.recent and self._before and said:
            self._note("signed", self._before)
        elif not self.recent and (both := self.both(i)):
            for sighting in both:
                self._note("signed", sighting)
        elif self.recent and (self.state is None or self._waiting or self.recent[-1].last >= i - 3):
            self._note_subjects("signed")
            if self._away and same_office(self._away, self.recent[-1].person):
                self._represent(self._away, None, self.recent[-1], i)
        self.since, self.state = i, "signed"

    def _person(self, sighting: Sighting) -> None:
        waiting, self._waiting = self._waiting, None
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

    def _stand_in(self, waiting: tuple[str, Sighting | None, int], sighting: Sighting) -> bool:
        """Note who stands in for whom; gives whether the person named does what the sentence tells."""
        cue, before, i = waiting
        titled = "honorific" in self.tokens[i + 1].senses
        if cue == "stands_in_for" and before is None and sighting.first <= i + 1 + titled:
            self._waiting = ("stood_in_by", sighting, i)
            return False
        if cue == "because" and before is None:
            away = all(token.text != "," for token in self.tokens[i : sighting.first])
            self._away = sighting.person if away else None
            return not away
        if cue == "because":
            signs = before is not None and self._signs_or_was_sent(before.person)
            if before and signs and same_office(before.person, sighting.person):
                self._represent(sighting.person, None, before, i)
            return False
        right_before = before is not None and before.last >= i - 2 and cue == "stands_in_for"
        office = None if right_before else self.office_alone(i, sighting, after=cue == "stands_in_for")
        if office:
            self._note_state(sighting, stands_in=cue == "stood_in_by")
            self._represent(None, office, sighting, i)
            return True
        if cue == "stands_in_for" and before and (alone := self.office_behind(i)):
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
        self._note_state(sighting, stands_in=True)
        party = self.party_right_before(i)
        if party:
            self._belongs_to(sighting.person, party.body, party.place)
        watches = sighting.last < len(self.tokens) and "witnesses" in self.tokens[sighting.last].cues
        signs = self._attends_nothing and not (self._set_against or watches)
        signs = signs and speaks_of_signing(self.doc, self.sentence)
        if self.state is None and signs and cue == "stood_in_by" and not self.lies_ahead(i):
            self._note("signed", sighting)
        if before is None and self._before and same_office(self._before.person, sighting.person):
            before = self._before
        if party:
            held = sighting.person.office
            if party.body or held is None or held.body is None or held.body.kind in _OF_GOVERNMENTS:
                self._send(party.party, None, sighting, i)
            self._instead_of_its_head(party.party, sighting, i)
            return
        if before is None or before.last < i - (_STAND_IN_REACH if cue == "stood_in_by" else 0):
            return
        if before.person is not sighting.person and not self.turns_to_others(before.last, i):
            if part := self.state or ("signed" if self._set_against else None):
                getattr(self.found, part).pop(id(before.person), None)
            self._represent(before.person, None, sighting, i)

    def _belongs_to(self, by: Person, body: Named | None, place: Place | None) -> None:
        """Take the office of one who stands in as one of what they stand in for, where no other is said."""
        held = by.office
        if held is None or held.body is not None or held.place is not None:
            return
        if held.of in self._heads and (place is None or place.level != held.of):
            return  # A deputy mayor is not one of a regency.
        held.body, held.place = body or (Named.governing(place) if place else None), place

    def _instead_of_its_head(self, party: Named, sighting: Sighting, i: int) -> None:
        """Who signs for a region and does not head it stands in for who does."""
        head = self._heads.get(party.place.level) if party.place and party.kind in GOVERNMENTS else None
        held, by = sighting.person.office, sighting.person
        theirs = held is not None and held.place is not None and held.place == party.place
        if head and held and held.role != head and theirs and self._signs_or_was_sent(by):
            office = Held(head, None, party, party.place, speaks=True, clear=False, span=(i, i + 1))
            self.found.stood_in.append(StoodIn(None, office, by, self.doc.span(i, sighting.last)))

    def _instead_of_their_heads(self, signers: Iterable[Sighting], i: int) -> None:
        """The same of each of several, whose regions their offices tell."""
        for sighting in signers:
            held = sighting.person.office
            if held and held.place and (held.body is None or held.body.kind in _OF_GOVERNMENTS):
                self._instead_of_its_head(Named.governing(held.place), sighting, i)

    def _note_state(self, sighting: Sighting, *, stands_in: bool = False) -> None:
        if self.state:
            self._note(self.state, sighting)
        elif stands_in and self._guests:
            self._note("attend", sighting)

    def _represent(self, principal: Person | None, office: Held | None, by: Sighting, i: int) -> None:
        held = principal.office if principal else office
        if held:
            self._belongs_to(by.person, held.body, held.place)
        if principal:
            self._principals.add(id(principal))
        span = self.doc.span(min(i, by.first), max(i + 1, by.last))
        self.found.stand_in(StoodIn(principal, office, by.person, span))
        behind = "stands_in_for" in self.tokens[i].cues
        if self.ends_behind(i) if behind and by.first < i else by.first > i and not behind:
            self._send(held.body if held else None, principal, by, i)

    def _send(self, body: Named | None, principal: Person | None, by: Sighting, i: int) -> None:
        """Note one who acts for a body right behind words of signing; giving a task alone tells of none."""
        given = "assigns" in self.tokens[i].cues and not self.is_to_sign(i, by)
        speaks = body is not None or (principal is not None and heads_a_body(principal))
        if speaks and self._near_signing and self.state is None and not given and not self.lies_ahead(i):
            span = self.doc.span(min(i, by.first), by.last)
            self.found.sent.append(Sent(body, principal, by.person, span))

    def _finish(self) -> None:
        """Nobody more is named: an office alone may be what somebody stood in for."""
        waiting, self._waiting = self._waiting, None
        cue, who, i = waiting or ("", None, 0)
        held = self.office_behind(i) if who else None
        if cue == "stands_in_for" and self.is_of_all_heads(i):
            self._instead_of_their_heads(self.recent, i)
        if who is None or held is None:
            return
        if cue == "stands_in_for" or (cue == "because" and self._took_the_place_of(who, held)):
            self._represent(None, held, who, i)

    def _signs_or_was_sent(self, person: Person) -> bool:
        """Whether somebody signed, or is the last one of whom it was noted that a party sent them."""
        sent = self.found.sent
        return id(person) in self.found.signed or (bool(sent) and sent[-1].by is person)

    def _took_the_place_of(self, who: Sighting, held: Held) -> bool:
        """Whether one who signed, or was sent to, did so because of who heads the same body."""
        signed, own = self._signs_or_was_sent(who.person), who.person.office
        return signed and held.speaks and own is not None and own.role != held.role and of_one_body(own, held)

    def _note_subjects(self, part: Part, *, last_only: bool = False) -> None:
        """Note those named just before: the last one, and those listed with them."""
        if part == "signed" and self.led:
            self.recent, self.led = self.led, []
        subjects = [self.recent[-1]]
        for before, after in zip(reversed(self.recent[:-1]), reversed(self.recent[1:]), strict=False):
            if last_only or not (id(before.person) in self._principals or self.listed(before, after)):
                break
            subjects.append(before)
        for sighting in subjects:
            if id(sighting.person) not in self._principals:
                self._note(part, sighting)

    def _note(self, part: Part, sighting: Sighting) -> None:
        if part == "signed" and sighting.held and sighting.held.of == "ended":
            return  # Who held the office before signed another agreement.
        noted: dict[int, Noted] = getattr(self.found, part)
        noted.setdefault(id(sighting.person), (sighting.person, self.doc.span(sighting.first, sighting.last)))
