"""What single sentences tell of agreements: of which sorts, whether they lie ahead, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.beside import beside_ours, is_one_of, only_urging, turns_to_others
from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.others import Others
from kg.extract.signing import is_planned, speaks_of_signing
from kg.extract.sorts import enumerated, kinds_made, paired
from kg.extract.taking_part import taking_part
from kg.extract.telling import IsParty
from kg.extract.vocabulary import Named

#: Institutions that are meant by "both".
_BOTH = 2
#: A body, and the characters that name it.
Found = tuple[Named, tuple[int, int]]


class Told(NamedTuple):
    """What one sentence tells: sorts of agreement, whether it lies ahead, who takes part."""

    sentence: Sentence
    kinds: tuple[str, ...]
    paired: tuple[str, ...]
    ahead: bool
    signing: bool
    bodies: list[Found]

    def is_apart(self, kind: str) -> bool:
        """Whether another sort of agreement than the main one is signed."""
        return self.signing and bool(self.kinds) and kind not in self.kinds


class Tellings:
    """Reads what sentences tell of agreements.

    Args:
        is_ours: whether an institution is the one that the subject is about, or one of its branches.
        others: knows sentences that tell of agreements of others.
    """

    def __init__(self, is_ours: IsParty, others: Others) -> None:
        self._is_ours, self._others = is_ours, others

    def all_of(self, doc: Doc, telling: Sequence[Sentence]) -> tuple[list[Told], list[tuple[int, int]]]:
        """What each sentence tells, and the characters of those that tell of agreements of others.

        The sort of agreement that one names is that of signing right behind.
        """
        told: list[Told] = []
        apart: list[tuple[int, int]] = []
        of_others: Sentence | None = None
        for sentence in telling:
            one = self._told(doc, sentence)
            before = told[-1] if told else None
            beside = before if before and before.sentence.last == sentence.first else None
            if beside and beside.signing and (listed := enumerated(doc, sentence)):
                one = one._replace(paired=listed)
            if beside and one.signing and not one.kinds:
                one = one._replace(kinds=beside.kinds if beside.sentence.line == sentence.line else ())
            theirs = self._others.are_told_of(doc, one.sentence, one.bodies, signing=one.signing)
            if theirs or self._others.go_on(doc, of_others, sentence):
                apart.append(doc.span(sentence.first, sentence.last))
                of_others = sentence
            else:
                told.append(one)
        return told, apart

    def pledges_of_others(self, doc: Doc, told: Sequence[Told]) -> list[Told]:
        """What is told of pledges of others, at the event at which ours signs something else."""
        ours = {
            one.sentence.first
            for one in told
            if any(self._is_ours(body) for body, _ in one.bodies) or self._others.name_ours(doc, one.sentence)
        }
        kinds = [one.kinds for one in told if one.sentence.first in ours and one.signing]
        if not kinds or any("other" in named for named in kinds):
            return []
        return [one for one in told if one.kinds == ("other",) and one.sentence.first not in ours]

    def are_of(self, one: Told, others: Iterable[Named]) -> bool:
        """Whether a sentence names nobody but some bodies with which there is an agreement beside ours."""
        return bool(one.bodies) and all(is_one_of(body, others) for body, _ in one.bodies)

    def _told(self, doc: Doc, sentence: Sentence) -> Told:
        kinds = kinds_made(doc, sentence)
        said, signing = doc.said(sentence), speaks_of_signing(doc, sentence)
        follows = "cue:follows" in said and (
            "cue:planned" in said or not (signing or _goes_on(doc, sentence))
        )
        sent = "cue:stood_in_by" in said  # The parties are there: somebody else came for who is kept away.
        absent = "cue:absent" in said and not (signing or sentence.listed or sent)
        plans = "cue:planned" in said and not (signing or kinds)
        ahead = is_planned(doc, sentence) or follows or absent or plans
        beside = beside_ours(doc, sentence, self._is_ours) | only_urging(doc, sentence, self._is_ours)
        turns = turns_to_others(doc, sentence, self._is_ours)
        able = [m for m in taking_part(doc, sentence) if m.first not in beside and m.first < turns]
        bodies = [(m.party, doc.span(m.first, m.last)) for m in able]
        if signing and not bodies and "cue:both_parties" in said:
            bodies = self._two_before(doc, sentence)
        return Told(sentence, kinds, paired(doc, sentence) if signing else (), ahead, signing, bodies)

    def _two_before(self, doc: Doc, sentence: Sentence) -> list[Found]:
        """The two institutions of the sentence before, one of them ours: "X received ours. Both signed"."""
        if sentence.first == 0:
            return []
        before = doc.sentence_of(sentence.first - 1)
        able = [(m.party, doc.span(m.first, m.last)) for m in taking_part(doc, before) if m.body]
        held = [s.held for s in doc.sightings_in(before.first, before.last) if s.held]
        held += [alone for _, _, alone in doc.vacant_in(before.first, before.last)]
        able += [(head.body, head.span) for head in held if head.speaks and head.body]
        ours = {self._is_ours(body) for body, _ in able}
        return able if len(ours) == len({body.name for body, _ in able}) == _BOTH else []


def _goes_on(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence opens with words for what came next."""
    opening = doc.tokens[sentence.first : min(sentence.last, sentence.first + 2)]
    return any("continues" in token.cues for token in opening)
