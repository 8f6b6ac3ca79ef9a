"""Who does what in one sentence, and who acts for whom: noted, as words for it are met."""

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
from kg.extract.signing import SAID_OF_PRESENCE, speaks_of_signing
from kg.extract.vocabulary import GOVERNMENTS, Named

#: Institutions whose people act for the government of a region.
_OF_GOVERNMENTS = frozenset({*GOVERNMENTS, "agency"})
#: Tokens between who is stood in for and the words that say so.
_STAND_IN_REACH = 25


class Noting(SentenceView):
    """One sentence, and what those whom it names did.

    Args:
        doc, sentence, named: as for the view.
        found: is added to.
        flow: what the sentences before tell.
        heads: for each level of region, the office of who speaks for one.

    Attributes:
        state: what those named next did.
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
        self._near_signing = (flow.right_behind or flow.near > 0) and "speech" not in self.said
        self._waiting: tuple[str, Sighting | None, int] | None = None
        self._set_against = False
        self._principals: set[int] = set()
        self._away: Person | None = None
        self._behind_signing = flow.right_behind and self.said.isdisjoint(SAID_OF_PRESENCE)
        self._paused: Part | None = None
        self._elsewhere = self.tells_of_another_act()
        self._sent = False

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
            if self._away and same_office(self._away, sighting.person):
                self._represent(self._away, None, sighting, i)
            else:
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
            own = by.person.office
            self._send((held.body if held else None) or (own.body if own else None), principal, by, i)

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
