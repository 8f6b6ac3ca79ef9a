"""Institutions that a sentence names beside ours, and with which it tells of other agreements, or of none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.doc import Doc
from kg.extract.layout import Sentence
from kg.extract.participants import is_one_body
from kg.extract.signing import ACTS, SIGNING
from kg.extract.telling import IsParty
from kg.extract.tokens import Token
from kg.extract.vocabulary import GOVERNMENTS, Named

#: What a sentence says that tells who signs.
_SAID_OF_ACTS = frozenset(f"cue:{cue}" for cue in ACTS)
#: What a word says that tells how somebody was assessed.
_SAID_OF_RESULTS = frozenset({"assessment_of", "zone"})
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


def turns_to_others(doc: Doc, sentence: Sentence, is_ours: IsParty) -> int:
    """Where a sentence sets against an agreement with ours what others sign, or how they were assessed.

    "A signs with ours, while B signs with C", "..., while B only got its score"; its end where it does not.
    """
    tokens, inside = doc.tokens, range(sentence.first + 1, sentence.last)
    at = next((i for i in inside if "contrast" in tokens[i].cues), sentence.last)
    if at == sentence.last or not any(is_ours(m.party) for m in doc.mentions_in(sentence.first, at)):
        return sentence.last
    behind, named = tokens[at : sentence.last], doc.mentions_in(at, sentence.last)
    if any(is_ours(m.party) for m in named):
        return sentence.last
    signed = any("agreement" in t.senses for t in behind) and len(named) > 1
    assessed = any(not _SAID_OF_RESULTS.isdisjoint(t.senses) for t in behind)
    acts = any(not SIGNING.isdisjoint(t.cues) or "stood_in_by" in t.cues for t in behind)
    return at if (signed and acts) or (assessed and not acts) else sentence.last


class Counted(NamedTuple):
    """What a sentence counts up: "one with A, one with ours and one with C".

    Attributes:
        kind: the sort of agreement with ours.
        others: the bodies with which the others are.
    """

    kind: str
    others: tuple[Named, ...]


def counted_beside_ours(doc: Doc, sentence: Sentence, is_ours: IsParty) -> Counted | None:
    """The list of agreements of one party in which that with ours is one; None without such a list."""
    if "agreement" not in doc.said(sentence):
        return None
    tokens, ours = doc.tokens, ""
    others: list[Named] = []
    for mention in doc.mentions_in(sentence.first + 2, sentence.last):
        kind = _before_brackets(tokens, mention.first - 2).senses.get("agreement")
        if kind is None or "with" not in tokens[mention.first - 1].cues:
            continue
        if is_ours(mention.party):
            ours = ours or kind
        else:
            others.append(mention.party)
    return Counted(ours, tuple(others)) if ours and others else None


def _before_brackets(tokens: Sequence[Token], i: int) -> Token:
    """A token, or the one before the brackets that it closes: "memorandum (MoU)"."""
    if tokens[i].text == ")":
        opening = next(
            (j for j in range(i - 1, max(0, i - _NAME_IN_BRACKETS), -1) if tokens[j].text == "("), i
        )
        return tokens[max(0, opening - 1)]
    return tokens[i]


def is_one_of(body: Named, bodies: Iterable[Named]) -> bool:
    """Whether a body is one of some, or a branch of one, or one of which it is a branch."""
    return any(is_one_body(body, one) for one in bodies)


def _sort(body: Named) -> str | None:
    return "government" if body.kind in GOVERNMENTS else body.kind
