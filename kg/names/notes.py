"""What is told of two names that were compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.names.alignment import Alignment, Kind, Match

#: What is told where nothing else is.
NOTHING_ELSE = "All words of the names are the same."


class Note(NamedTuple):
    """A reason, and the words that it is about.

    Attributes:
        two: whether it speaks of two people, and not of spellings or of too little that names share.
    """

    text: str
    words: tuple[str, ...] = ()
    two: bool = False


def alike(found: Alignment) -> Iterator[Note]:
    """What is not letter by letter the same, and still is taken for the same."""
    for match in found.matches:
        _, ones, others = match
        if len(ones) == len(others) == 1 and found.left.each[ones[0]] is found.right.each[others[0]]:
            continue  # as nearly always
        both = texts(found, match)
        if match[0] is Kind.SHORT:
            yield Note('"{}" can stand for "{}".', tuple(sorted(both, key=len)))
        elif match[0] is Kind.FAIR:
            yield Note('"{}" and "{}" sound alike.', both)
        elif match[0] is Kind.SAME and both[0].casefold() != both[1].casefold():
            yield Note('"{}" and "{}" are forms of one name.', both)
    for words, only in ((found.left.each, found.left_only), (found.right.each, found.right_only)):
        for i in only:
            if not words[i].particle:
                yield Note('"{}" stands in one of the names only.', (words[i].text,))


def texts(found: Alignment, match: Match) -> tuple[str, str]:
    """The words of a match as they are written."""
    _, left, right = match
    return " ".join(found.left.each[i].text for i in left), " ".join(found.right.each[j].text for j in right)
