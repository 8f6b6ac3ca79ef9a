"""Agreements of others: of which the institution that the subject is about only speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.signing import ACTS
from kg.extract.telling import IsParty
from kg.extract.vocabulary import GOVERNMENTS, Named

#: Tokens behind a word such as "criticises" in which an agreement is what is criticised.
_CRITICISED_REACH = 4


class Others:
    """Tells agreements of others from those of the institution that the subject is about.

    Args:
        is_ours: whether an institution is that one, or one of its branches.
        is_counterpart: whether one can be a party beside it.
    """

    def __init__(self, is_ours: IsParty, is_counterpart: IsParty) -> None:
        self._is_ours, self._is_counterpart = is_ours, is_counterpart

    def are_told_of(
        self, doc: Doc, sentence: Sentence, bodies: Sequence[tuple[Named, tuple[int, int]]], *, signing: bool
    ) -> bool:
        """Whether a sentence tells of an agreement of others.

        Args:
            bodies: institutions that can take part in what it tells, and the characters that name them.
            signing: whether it tells of the act of signing.
        """
        if self._is_criticised(doc, sentence):
            return True
        first, last = sentence.first, sentence.last
        if "cue:between" not in doc.said(sentence):
            return signing and (
                self._sign_with_each_other(doc, sentence, bodies) or self._have_signed(doc, sentence)
            )
        at = next(i for i in range(first, last) if "between" in doc.tokens[i].cues)
        behind = [m.body for m in doc.mentions_in(at, last) if m.body]
        others = {body.name for body in behind if self._is_counterpart(body)}
        several = len(others) > 1 or (bool(others) and _is_unknown(doc, at + 1))
        return several and not any(self._is_ours(body) for body in behind)

    def go_on(self, doc: Doc, before: Sentence | None, sentence: Sentence) -> bool:
        """Whether a sentence goes on with an agreement of others: "A signed with B. N and O signed that"."""
        if before is None or before.last != sentence.first or "agreement" not in doc.said(sentence):
            return False
        first, last = sentence.first, sentence.last
        ours = any(m.body and self._is_ours(m.body) for m in doc.mentions_in(first, last))
        if ours or self.name_ours(doc, sentence):
            return False
        kinds = {doc.tokens[i].senses.get("agreement") for i in range(before.first, before.last)}
        return all(t.senses.get("agreement") in {None, *kinds} for t in doc.tokens[first:last])

    def name_ours(self, doc: Doc, sentence: Sentence) -> bool:
        """Whether a sentence names somebody of the institution that the subject is about."""
        people = doc.sightings_in(sentence.first, sentence.last)
        offices = [s.person.office.body for s in people if s.person.office and s.person.office.body]
        return any(self._is_ours(body) for body in offices)

    def _is_criticised(self, doc: Doc, sentence: Sentence) -> bool:
        """Whether a sentence tells that somebody criticises an agreement in which ours does not take part."""
        said = doc.said(sentence)
        if "cue:criticises" not in said or "agreement" not in said:
            return False
        first, last = sentence.first, sentence.last
        at = next(i for i in range(first, last) if "criticises" in doc.tokens[i].cues)
        behind = doc.tokens[at : min(last, at + _CRITICISED_REACH)]
        told = any("agreement" in token.senses for token in behind)
        return told and not any(m.body and self._is_ours(m.body) for m in doc.mentions_in(at, last))

    def _have_signed(self, doc: Doc, sentence: Sentence) -> bool:
        """Whether a sentence speaks of "an agreement that A and B signed", neither of which is ours."""
        tokens, first, last = doc.tokens, sentence.first, sentence.last
        signed = (i for i in range(first + 2, last) if "signed_by" in tokens[i].cues)
        at = next((i for i in signed if "which" in tokens[i - 1].cues), None)
        if at is None or "agreement" not in tokens[at - 2].senses:
            return False
        behind = [m.body for m in doc.mentions_in(at, last) if m.body and doc.sighting_over(m.first) is None]
        two = _are_of_two_sorts(body for body in behind[:2] if self._is_counterpart(body))
        return two and not any(self._is_ours(body) for body in behind)

    def _sign_with_each_other(
        self, doc: Doc, sentence: Sentence, bodies: Sequence[tuple[Named, tuple[int, int]]]
    ) -> bool:
        """Whether a sentence tells that A signs with B, neither of which is ours or somebody of ours."""
        first, last = sentence.first, sentence.last
        verb = next((i for i in range(first, last) if not ACTS.isdisjoint(doc.tokens[i].cues)), None)
        if verb is None:
            return False
        urged = self._urged(doc, sentence, verb)
        ours = any(self._is_ours(body) for body, _ in bodies) or self.name_ours(doc, sentence)
        if ours and urged is None:
            return False
        named = [m for m in doc.mentions_in(urged or first, last) if m.body and self._is_counterpart(m.body)]
        apart = [m for m in named if m.first and "besides" in doc.tokens[m.first - 1].cues]
        before = {m.body.name for m in named if m.body and m.last <= verb and m not in apart}
        before |= {body.name for body in self._headed(doc, urged or first, verb)}
        behind = [m for m in named if m.first > verb and "with" in doc.tokens[m.first - 1].cues]
        if urged is not None and _are_of_two_sorts(m.body for m in named if m.body and m.last <= verb):
            return True
        known = bool(before) or urged is not None
        return known and any(m.body and m.body.name not in before for m in behind)

    def _headed(self, doc: Doc, first: int, verb: int) -> Iterator[Named]:
        """Those that somebody heads who is named before a verb, by name or not: "the regent of A signs"."""
        held = [sighting.person.office for sighting in doc.sightings_in(first, verb)]
        held += [office for _, _, office in doc.vacant_in(first, verb)]
        for one in held:
            if one and one.body and one.speaks and self._is_counterpart(one.body):
                yield one.body

    def _urged(self, doc: Doc, sentence: Sentence, verb: int) -> int | None:
        """Where ours, which is not named behind that, is said to urge somebody to sign."""
        if "cue:urges" not in doc.said(sentence):
            return None
        at = next((i for i in range(sentence.first, verb) if "urges" in doc.tokens[i].cues), None)
        if at is None or any(m.body and self._is_ours(m.body) for m in doc.mentions_in(at, sentence.last)):
            return None
        return at


def _are_of_two_sorts(bodies: Iterable[Named]) -> bool:
    """Whether institutions are a government and something else."""
    kinds = {body.name: body.kind in GOVERNMENTS for body in bodies}
    return sorted(kinds.values()) == [False, True]


def _is_unknown(doc: Doc, i: int) -> bool:
    """Whether a token begins the name of something that no list has."""
    return doc.tokens[i].cap and not doc.mentions_in(i, i + 1) and doc.sighting_over(i) is None
