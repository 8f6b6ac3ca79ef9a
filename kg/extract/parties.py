"""Between whom agreements are made: one for each counterpart of the institution that the subject is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.extract.absence import read_sent
from kg.extract.beside import counted_beside_ours, is_one_of
from kg.extract.deals import Deal, by_endings, drop_shortened, drop_wholes, joint, united
from kg.extract.doc import Doc, Held, Mention
from kg.extract.layout import Sentence
from kg.extract.others import Others
from kg.extract.pack import Pack
from kg.extract.participants import Participants, is_part_of
from kg.extract.taking_part import (
    NO_PARTIES,
    heads_alone,
    of_a_bystander,
    presence_starts,
)
from kg.extract.telling import sent_behind
from kg.extract.told import Found, Tellings, Told
from kg.extract.vocabulary import GOVERNMENTS, Named

#: Governments of regions that sign side by side.
_LOCAL = GOVERNMENTS - {"province_government"}


class _Sifted(NamedTuple):
    """What a text tells of agreements with ours, apart from what it tells of others.

    Attributes:
        told: sentences about ours.
        kind: the main sort of agreement.
        beside: bodies with which agreements are counted up beside ours.
        of_others: characters of sentences that tell of agreements of others.
    """

    told: list[Told]
    kind: str
    beside: list[Named]
    of_others: list[tuple[int, int]]


class Parties:
    """Finds parties, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._focus = pack.focus
        self._branch_kinds = {branch.kind for branch in pack.branches if branch.of == pack.focus}
        self._tellings = Tellings(self.is_ours, Others(self.is_ours, self.is_counterpart))

    def find(
        self, doc: Doc, telling: Sequence[Sentence], people: Participants, kind: str, status: str
    ) -> list[Deal]:
        """The agreements of a text: one for each counterpart, or one of so many parties as the text says.

        There are none where the institution is not named.
        """
        sifted = self._sifted(doc, telling, people, kind)
        told, kind = sifted.told, sifted.kind
        bodies = [body for one in told for body, _ in one.bodies]
        read_sent(people, bodies, {body.name for body in bodies if not self.is_ours(body)})
        ours = self._our_side(doc, told, people, sifted.of_others)
        if ours is None:
            return []
        aside = [one for one in told if one.is_apart(kind)]
        main, heads = self._main_deals(doc, sifted, aside, people, ours, status)
        if not main and not aside and telling:
            self._fall_back(doc, told, people, main, ours, kind, status)
        if telling:
            read_sent(people, [ours, *(deal.counterpart for deal in main.values())], set(main))
        others = united(
            [deal for one in aside for deal in self._side_deals(doc, one, heads, main, ours, status)]
        )
        drop_shortened(main, [deal.counterpart.name for deal in others])
        if not main and not others:
            for one in aside:
                self._add(main, one, ours, one.kinds[0], status)
        _drop_parts_that_act_for_wholes(people, main)
        headlines = [doc.span(s.first, s.last) for s in telling if s.headline]
        drop_wholes(main, lambda span: _is_told_in(span, headlines))
        second = _of_second_sorts(told, main, ours, {kind, *(deal.kind for deal in others)})
        people.forget_those_of(sifted.beside)
        deals = [d for d in (*main.values(), *others, *second) if not is_one_of(d.counterpart, sifted.beside)]
        return joint(deals, self._parties_told(doc, [one.sentence for one in told]))

    def _sifted(self, doc: Doc, telling: Sequence[Sentence], people: Participants, kind: str) -> _Sifted:
        """What is told of agreements with ours; who takes part in others is forgotten."""
        everything, of_others = self._tellings.all_of(doc, telling)
        pledges = self._tellings.pledges_of_others(doc, everything)
        pledged = {one.sentence.first for one in pledges}
        told = [one for one in everything if one.sentence.first not in pledged]
        lists = [counted_beside_ours(doc, one.sentence, self.is_ours) for one in told]
        counted = [one for one in lists if one]
        beside = [body for one in counted for body in one.others]
        theirs = [one for one in told if beside and self._tellings.are_of(one, beside)]
        spans = [doc.span(one.sentence.first, one.sentence.last) for one in (*pledges, *theirs)]
        people.forget([*of_others, *spans])
        ours = [one for one in told if one not in theirs]
        return _Sifted(ours, counted[0].kind if counted else kind, beside, of_others)

    def _main_deals(
        self,
        doc: Doc,
        sifted: _Sifted,
        aside: Sequence[Told],
        people: Participants,
        ours: Named,
        status: str,
    ) -> tuple[dict[str, Deal], list[Found]]:
        """Agreements of the main sort by counterpart, and bodies whose heads sign what another sort is.

        Args:
            aside: what is told of agreements of other sorts.
        """
        main: dict[str, Deal] = {}
        heads: list[Found] = []
        told, kind = sifted.told, sifted.kind
        elsewhere = _named_apart(aside, [one for one in told if kind in one.kinds])
        for one in told:
            if not one.is_apart(kind):
                self._add(main, one, ours, kind, status, without=() if one.kinds else elsewhere)
        told_aside = [doc.span(one.sentence.first, one.sentence.last) for one in aside]
        for found in self._who_signs(people, [deal.counterpart for deal in main.values()]):
            apart = bool(main) and (found[0].name in elsewhere or _is_told_in(found[1], told_aside))
            if not apart or found[0].name in main:
                self._join(main, found, ours, kind, status, done=not apart)
            else:
                heads.append(found)
        for found in _sent_like_others(people, main):
            self._join(main, found, ours, kind, status, done=True)
        return main, heads

    def _parties_told(self, doc: Doc, telling: Sequence[Sentence]) -> int | None:
        """Of how many parties a text says that one agreement is; None where it does not."""
        told = {
            token.senses["joint"]
            for sentence in telling
            for token in doc.tokens[sentence.first : sentence.last]
            if "joint" in token.senses
        }
        return told.pop() if len(told) == 1 else None

    def is_counterpart(self, body: Named) -> bool:
        """Whether an institution of this kind makes agreements, and is not the one the subject is about."""
        return body.kind not in NO_PARTIES and not self.is_ours(body)

    def is_ours(self, body: Named) -> bool:
        """Whether an institution is the one that the subject is about, or one of its branches."""
        return body.name == self._focus or body.kind in self._branch_kinds

    def _our_side(
        self, doc: Doc, told: Sequence[Told], people: Participants, of_others: Sequence[tuple[int, int]]
    ) -> Named | None:
        """The institution or one of its branches: the one that signs, else the one named first.

        Args:
            of_others: characters of sentences that tell of agreements of others.
        """
        for person, _ in people.signed.values():
            if person.office and person.office.body and self.is_ours(person.office.body):
                return person.office.body
        inside = [one for one in told if not one.sentence.headline]
        named = [body for one in inside for body, _ in one.bodies if self.is_ours(body)]
        if not named and (any(self._is_a_pair(one) for one in inside) or self._are_a_pair(people)):
            return None
        if not named:
            named = [body for one in told for body, _ in one.bodies if self.is_ours(body)]
        if not named:
            lines = {one.sentence.line for one in told if one.signing}
            beside = [
                s
                for s in doc.sentences
                if s.line in lines and not _is_told_in(doc.span(s.first, s.last), of_others)
            ]
            named = [
                m.body
                for s in beside
                for m in doc.mentions_in(s.first, presence_starts(doc, s))
                if m.body and self.is_ours(m.body) and not of_a_bystander(doc, m)
            ]
        return named[0] if named else None

    def _is_a_pair(self, one: Told) -> bool:
        """Whether two institutions of different sorts sign with each other, and nobody else does."""
        kinds = {body.name: body.kind in GOVERNMENTS for body, _ in one.bodies}
        return one.signing and not one.ahead and sorted(kinds.values()) == [False, True]

    @staticmethod
    def _are_a_pair(people: Participants) -> bool:
        """The same of those who sign."""
        held = [person.office for person, _ in people.signed.values() if person.office]
        kinds = {one.body.name: one.body.kind in GOVERNMENTS for one in held if one.body and one.speaks}
        return sorted(kinds.values()) == [False, True]

    def _add(
        self,
        deals: dict[str, Deal],
        one: Told,
        ours: Named,
        kind: str,
        status: str,
        without: Collection[str] = (),
    ) -> None:
        for found in one.bodies:
            if not self.is_ours(found[0]) and found[0].name not in without:
                self._join(deals, found, ours, kind, status, done=not one.ahead)

    @staticmethod
    def _join(
        deals: dict[str, Deal], found: Found, ours: Named, kind: str, status: str, *, done: bool
    ) -> None:
        body, span = found
        deal = deals.setdefault(body.name, Deal(kind, "planned", ours, body))
        deal.spans.append(span)
        if done:
            deal.status = status

    def _who_signs(self, people: Participants, parties: Sequence[Named]) -> Iterator[Found]:
        """The institutions, or a party that is part of one, of those who sign or for whom others do."""
        parts, known = by_endings(parties), {body.name for body in parties}
        signed = [one for one in people.signed.values() if not people.acts_for_the_whole(one[0])]
        offices: list[tuple[Held | None, tuple[int, int]]] = [(who.office, span) for who, span in signed]
        offices += [
            (stood.principal.office if stood.principal else stood.office, stood.span)
            for stood in people.stood_in
            if id(stood.by) in people.signed
        ]
        heads = [held for held, _ in offices if held and held.body and held.speaks]
        many = sum(held.body is not None and held.body.kind in _LOCAL for held in heads) > 1
        for held, span in offices:
            speaks = held is not None and (held.speaks or (many and held.body and held.body.kind in _LOCAL))
            if held and held.body and speaks and self.is_counterpart(held.body):
                part = None if held.body.name in known else parts.get(held.body.name)
                yield part if part and part.kind == held.body.kind else held.body, span

    def _fall_back(
        self,
        doc: Doc,
        told: Sequence[Told],
        people: Participants,
        deals: dict[str, Deal],
        ours: Named,
        kind: str,
        status: str,
    ) -> None:
        """Of a plan those whose heads are named; those that sent somebody; agencies; the one government."""
        for one in told:
            for sighting in doc.sightings_in(one.sentence.first, one.sentence.last) if one.ahead else ():
                held = sighting.held
                if held and held.body and held.speaks and self.is_counterpart(held.body):
                    self._join(deals, (held.body, held.span), ours, kind, status, done=False)
        sent = [(s.body, s.span) for s in people.sent if s.body and s.body.kind in GOVERNMENTS]
        many = not deals and len({body.name for body, _ in sent}) > 1
        if many and any(one.signing and not one.ahead for one in told):
            for found in sent:
                self._join(deals, found, ours, kind, status, done=True)
        alone = [*self._named_alone(doc, told), *self._of_signers(people), *self._two_heads(doc, told)]
        for found in alone if not deals else ():
            self._join(deals, found, ours, kind, status, done=True)
        for one in told if not deals else ():
            for mention in doc.mentions_in(one.sentence.first, one.sentence.last):
                if mention.body and mention.body.kind == "agency" and not of_a_bystander(doc, mention):
                    found = (mention.body, doc.span(mention.first, mention.last))
                    self._join(deals, found, ours, kind, status, done=not one.ahead)
            if deals:
                return
        governments = {
            m.body.name: m
            for m in doc.mentions
            if m.body and m.clear and m.body.kind in GOVERNMENTS and not _is_of_what_was_not(doc, m)
        }
        if len(governments) == 1 and len(told) > 1:
            mention = next(iter(governments.values()))
            done = any(one.signing and not one.ahead for one in told)
            found = (mention.party, doc.span(mention.first, mention.last))
            self._join(deals, found, ours, kind, status, done=done)

    def _named_alone(self, doc: Doc, told: Sequence[Told]) -> Iterator[Found]:
        """Bodies whose heads sign without being named, and those right behind that somebody acts for."""
        signing = [one.sentence for one in told if one.signing and not one.ahead]
        for sentence in signing:
            for first, last, held in heads_alone(doc, sentence):
                if held.body and held.speaks and self.is_counterpart(held.body):
                    yield held.body, doc.span(first, last)
        for sentence in sent_behind(doc, signing):
            for mention in doc.mentions_in(sentence.first, sentence.last)[:1]:
                if mention.place and mention.place.level != "province":
                    yield mention.party, doc.span(mention.first, mention.last)

    def _two_heads(self, doc: Doc, told: Sequence[Told]) -> Iterator[Found]:
        """What somebody heads whom a picture of a signing shows beside the head of the institution."""
        for one in told:
            pair = doc.sightings_in(one.sentence.first, one.sentence.last)
            if not (one.signing and one.sentence.caption) or one.ahead:
                continue
            heads = [(s.held.body, s.held.span) for s in pair if s.held and s.held.body and s.held.speaks]
            theirs = [found for found in heads if self.is_counterpart(found[0])]
            if len(heads) == 2 and len(theirs) == 1:
                yield theirs[0]

    def _of_signers(self, people: Participants) -> Iterator[Found]:
        """The governments of those who sign for them without being their heads."""
        for person, span in people.signed.values():
            body = person.office.body if person.office else None
            if body and body.place and body.kind in (*GOVERNMENTS, "agency") and not self.is_ours(body):
                yield Named.governing(body.place), span

    def _side_deals(
        self,
        doc: Doc,
        one: Told,
        heads: Sequence[Found],
        main: dict[str, Deal],
        ours: Named,
        status: str,
    ) -> Iterator[Deal]:
        """Agreements of another sort that one sentence tells of, with bodies that the rest does not name.

        Args:
            heads: bodies whose heads sign in such a sentence, and where; a pledge takes more.
        """
        own = [body for body, _ in one.bodies if self.is_ours(body)]
        within = doc.span(one.sentence.first, one.sentence.last)
        signing = () if one.kinds == ("other",) else heads
        for body, span in [*one.bodies, *(found for found in signing if _is_told_in(found[1], [within]))]:
            if not self.is_ours(body) and (body.name not in main or not main[body.name].spans):
                other = status == "renewed" and "cue:renewed" not in doc.said(one.sentence)
                state = "planned" if one.ahead else "signed" if other else status
                focus = own[0] if own and not ours.name.startswith(own[0].name) else ours
                yield Deal(one.kinds[0], state, focus, body, [span], within)


def _named_apart(aside: Iterable[Told], main: Iterable[Told]) -> set[str]:
    """Institutions that sentences about another sort of agreement name, and none about the main one does."""
    named = {body.name for one in main for body, _ in one.bodies}
    return {body.name for one in aside for body, _ in one.bodies} - named


def _of_second_sorts(
    told: Iterable[Told], main: Mapping[str, Deal], ours: Named, known: Collection[str]
) -> list[Deal]:
    """Agreements of the sorts that are signed together with the main one, each with all of its parties.

    Args:
        known: sorts that have agreements of their own already.
    """
    kinds = dict.fromkeys(also for one in told for also in one.paired if also not in known)
    deals = main.values()
    return [Deal(also, one.status, ours, one.counterpart, one.spans) for also in kinds for one in deals]


def _sent_like_others(people: Participants, deals: Mapping[str, Deal]) -> list[Found]:
    """Governments that sent somebody, where that of a region of the same level signed, or several did so."""
    done = [deal.counterpart.kind for deal in deals.values() if deal.status != "planned"]
    local = [kind for kind in done if kind in _LOCAL]
    sent = [(one.body, one.span) for one in people.sent if one.body]
    many = len(local) > 1 or (local and sum(body.kind in _LOCAL for body, _ in sent) > 1)
    kinds = _LOCAL if many else set(local)
    return [found for found in sent if found[0].kind in kinds]


def _is_told_in(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether some characters are of one of some sentences."""
    return any(first <= span[0] < last for first, last in spans)


def _is_of_what_was_not(doc: Doc, mention: Mention) -> bool:
    """Whether an institution is named in a sentence that denies or supposes what it tells."""
    return "cue:denies" in doc.said(doc.sentence_of(mention.first))


def _drop_parts_that_act_for_wholes(people: Participants, deals: dict[str, Deal]) -> None:
    """Leave out what somebody is of who signs for the whole: the faculty of a dean, for the rector."""
    for person, _ in people.signed.values():
        own = person.office.body if person.office else None
        for body in people.bodies_acted_for(person) if own else ():
            if own and body.name in deals and is_part_of(own, body):
                deals.pop(own.name, None)
