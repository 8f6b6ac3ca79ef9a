"""What a sentence says of agreements and of signing them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.tokens import Token

#: How far, in tokens, before a verb of signing a word may stand that puts it into the future.
PLAN_REACH = 6
#: The same, a word for what somebody wants or asks for.
INTENT_REACH = 3
#: How far, in tokens, behind the act of signing a word may stand that says when it is due.
SCHEDULE_REACH = 15
#: Cues of verbs of those who sign; and all of the act of signing.
ACTS = frozenset({"signs", "does_signing"})
SIGNING = ACTS | {"signed_by", "signing"}
#: The same, and of working together.
_WANTED = SIGNING | {"agrees"}
_SAID_OF_SIGNING = frozenset(f"cue:{cue}" for cue in SIGNING)
_SAID_OF_MAKING = _SAID_OF_SIGNING | {"agreement"}
#: Cues of those who are only there; and the same with those who only came along.
PRESENCE = frozenset({"attend", "attended_by", "witness", "witnesses"})
COMPANY = PRESENCE | {"accompany"}
SAID_OF_PRESENCE, SAID_OF_COMPANY = (frozenset(f"cue:{cue}" for cue in cues) for cues in (PRESENCE, COMPANY))


def says_only_where(before: Collection[str]) -> bool:
    """Whether the cues of a word before a name say where something is, and not on whose side: "within X"."""
    return "located" in before and "on_side" not in before


def speaks_of_signing(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence tells of the act of signing."""
    return not _SAID_OF_SIGNING.isdisjoint(doc.said(sentence))


def speaks_of_agreement(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence names an agreement."""
    return "agreement" in doc.said(sentence)


def speaks_of_making(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence names an agreement or tells of the act of signing."""
    return not _SAID_OF_MAKING.isdisjoint(doc.said(sentence))


def is_planned(doc: Doc, sentence: Sentence) -> bool:
    """Whether what a sentence tells of signing lies ahead."""
    said = doc.said(sentence)
    if "cue:in_the_making" in said and "agreement" in said and _SAID_OF_SIGNING.isdisjoint(said):
        return True
    if "cue:scheduled" in said and "cue:signing" in said and _is_scheduled(doc, sentence):
        return True
    if "cue:plan_of" in said and "agreement" in said and _names_a_plan(doc, sentence):
        return True
    if said.isdisjoint({"cue:planned", "cue:intends"}):
        return False
    tokens = doc.tokens
    for i in range(sentence.first, sentence.last):
        reach = INTENT_REACH if "intends" in tokens[i].cues else 0
        if any(not _WANTED.isdisjoint(token.cues) for token in ahead(doc, i, sentence.last, reach)):
            return True
        reach = PLAN_REACH if "planned" in tokens[i].cues else 0
        for token in ahead(doc, i, sentence.last, reach):
            told = "agreement" in token.senses or "renewed" in token.cues
            if told or not SIGNING.isdisjoint(token.cues):
                return True
    return False


def _names_a_plan(doc: Doc, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the plan of an agreement: "to talk about the plan of a memorandum"."""
    pairs = pairwise(doc.tokens[sentence.first : sentence.last])
    return any("plan_of" in word.cues and "agreement" in after.senses for word, after in pairs)


def ahead(doc: Doc, i: int, end: int, reach: int) -> Iterator[Token]:
    """The next tokens behind one, so many at most; a person counts as one of them."""
    for _ in range(reach):
        over = doc.sighting_over(i + 1) if i + 1 < end else None
        i = over.last - 1 if over else i + 1
        if i >= end:
            return
        yield doc.tokens[i]


def _is_scheduled(doc: Doc, sentence: Sentence) -> bool:
    """Whether words behind the act of signing say that it is still to come: "the signing is due on ..."."""
    tokens = doc.tokens
    act: int | None = None
    at_first = False
    for i in range(sentence.first, sentence.last):
        if "signing" in tokens[i].cues:
            act = i
        elif act is None or "scheduled" not in tokens[i].cues:
            continue
        elif i - act <= SCHEDULE_REACH or "put_off" in tokens[i].cues:
            at_first = at_first or "at_first" in tokens[i - 1].cues
            if not at_first or "put_off" in tokens[i].cues:
                return True
    return False
