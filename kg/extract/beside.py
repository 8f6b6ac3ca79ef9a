"""Institutions with which a sentence tells of agreements beside that with ours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.signing import ACTS, SIGNING
from kg.extract.telling import IsParty
from kg.extract.tokens import Token
from kg.extract.vocabulary import GOVERNMENTS, Named

_SAID_OF_ACTS = frozenset(f"cue:{cue}" for cue in ACTS)
#: Tokens between brackets behind the name of an agreement, most.
_NAME_IN_BRACKETS = 5


def beside_ours(doc: Doc, sentence: Sentence, is_ours: IsParty) -> set[int]:
    """Where bodies are named with which somebody signs beside ours: "A signs with B, ours and C".

    One of the same sort as the one who signs may sign on the same side.

    Args:
        is_ours: whether an institution is the one that the subject is about.
    """
    if doc.said(sentence).isdisjoint(_SAID_OF_ACTS):
        return set()
    tokens = doc.tokens
    verb = next(i for i in range(sentence.first, sentence.last) if not ACTS.isdisjoint(tokens[i].cues))
    free = [m for m in doc.mentions_in(sentence.first, sentence.last) if m.body or m.place]
    apart = [m for m in free if m.first and "besides" in tokens[m.first - 1].cues]
    before = [m.party for m in free if m.last <= verb and m not in apart]
    behind = [m for m in free if m.first > verb and doc.sighting_over(m.first) is None]
    if not any(is_ours(m.party) for m in (*apart, *behind)) or any(is_ours(body) for body in before):
        return set()
    sorts = {_sort(body) for body in before}
    others = (m for m in behind if m.body and not is_ours(m.body))
    return {m.first for m in others if before and _sort(m.party) not in sorts}


def only_urging(doc: Doc, sentence: Sentence, is_ours: IsParty) -> set[int]:
    """Where bodies are named that ask others to sign with ours: "The council urges the government to sign".

    Args:
        is_ours: whether an institution is the one that the subject is about.
    """
    if not {"cue:urges", "agreement"} <= doc.said(sentence):
        return set()
    tokens = doc.tokens
    urging = next(i for i in range(sentence.first, sentence.last) if "urges" in tokens[i].cues)
    acts = any(not SIGNING.isdisjoint(token.cues) for token in tokens[urging : sentence.last])
    before = doc.mentions_in(sentence.first, urging) if acts else ()
    return {m.first for m in before if m.body and m.body.kind not in GOVERNMENTS and not is_ours(m.body)}


class Counted(NamedTuple):
    """What a sentence counts up: "one with A, one with ours and one with C".

    Attributes:
        kind: the sort of agreement with ours.
        others: names of the bodies with which the others are.
    """

    kind: str
    others: frozenset[str]


def counted_beside_ours(doc: Doc, sentence: Sentence, is_ours: IsParty) -> Counted | None:
    """The list of agreements of one party in which that with ours is one; None without such a list."""
    if "agreement" not in doc.said(sentence):
        return None
    tokens, ours = doc.tokens, ""
    others: set[str] = set()
    for mention in doc.mentions_in(sentence.first + 2, sentence.last):
        kind = _before_brackets(tokens, mention.first - 2).senses.get("agreement")
        if kind is None or "with" not in tokens[mention.first - 1].cues:
            continue
        if is_ours(mention.party):
            ours = ours or kind
        else:
            others.add(mention.party.name)
    return Counted(ours, frozenset(others)) if ours and others else None


def _before_brackets(tokens: Sequence[Token], i: int) -> Token:
    """A token, or the one before the brackets that it closes: "memorandum (MoU)"."""
    if tokens[i].text == ")":
        opening = next(
            (j for j in range(i - 1, max(0, i - _NAME_IN_BRACKETS), -1) if tokens[j].text == "("), i
        )
        return tokens[max(0, opening - 1)]
    return tokens[i]


def is_one_of(name: str, names: Collection[str]) -> bool:
    """Whether a body is one of some that may be named by more or fewer words: a branch of one."""
    return any(f"{name} ".startswith(f"{one} ") or f"{one} ".startswith(f"{name} ") for one in names)


def _sort(body: Named) -> str | None:
    return "government" if body.kind in GOVERNMENTS else body.kind
