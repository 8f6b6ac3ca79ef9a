"""Whole numbers in texts about assessments that are no scores: places in an order, ages, counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract.doc import Doc
from kg.extract.tokens import Token

#: What a word before a number says that makes it a place in an order.
_PLACING = frozenset({"assessment_rank", "assessment_order"})
#: What a word behind a number says that is counted: "one of 87 regions", "20 ranks up", "that 36 years old".
_COUNTED = frozenset({"assessment_ones", "assessment_rank", "assessment_then"})
#: Tokens from a place in an order to the number of those who are in it: "21 of 98".
_OF_REACH = 2
#: Tokens before a number in which the name of a region or institution begins that it is of, most.
_NAME_REACH = 10


def is_counted(doc: Doc, i: int, years: Collection[int]) -> bool:
    """Whether a whole number is a place in an order, somebody's age, or a number of regions.

    Args:
        doc: the text.
        i: the token that is the number.
        years: where years stand, by their first characters.
    """
    tokens = doc.tokens
    behind = tokens[i + 1].senses if i + 1 < len(tokens) else {}
    scored = i > 0 and "assessment_score" in tokens[i - 1].senses  # "A score of 93, the second rank"
    if not _COUNTED.isdisjoint(behind) and not scored:
        return True
    if "assessment_year" in behind:
        return i + 2 >= len(tokens) or tokens[i + 2].start not in years  # "Aged 36 years", not "93 in 2023".
    return _is_place(tokens, i) or _is_of_how_many(tokens, i) or _stands_behind_a_person(doc, i)


def _is_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether words before a number make it a place in an order: "rank 21", "rank number 21", "the 21st"."""
    before = i - 1
    hyphened = before > 0 and tokens[before].text == "-" and tokens[before].end == tokens[i].start
    if hyphened and tokens[before - 1].end == tokens[before].start and tokens[before - 1].text.isalpha():
        return True
    if before > 0 and "number" in tokens[before].cues:
        before -= 1
    return before >= 0 and not _PLACING.isdisjoint(tokens[before].senses)


def _is_of_how_many(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number says among how many a place is: "21 of 98"."""
    if i < _OF_REACH or "assessment_was" not in tokens[i - 1].senses:
        return False
    return tokens[i - _OF_REACH].number is not None and _is_place(tokens, i - _OF_REACH)


def _stands_behind_a_person(doc: Doc, i: int) -> bool:
    """Whether a number is somebody's age, in brackets: behind a name of nothing that the text knows."""
    if i < 2 or doc.tokens[i - 1].text != "(":
        return False
    name = doc.tokens[i - 2]
    known = any(mention.last == i - 1 for mention in doc.mentions_in(max(0, i - _NAME_REACH), i - 1))
    return name.cap and not name.senses and not known
