"""Which word of one name answers to which of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from kg.names.parts import Word
from kg.names.spelling import Closeness, Speller


class Kind(IntEnum):
    """How two words answer to each other."""

    #: One may be a misspelling of the other, or another name.
    NEAR = 1
    #: An initial or a beginning stands for a word.
    SHORT = 2
    #: Sounds alike.
    FAIR = 3
    #: Forms or spellings of one name, the usual initial of a name included.
    SAME = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Words that answer to each other: their positions, one word of a name or two that the other joins."""

    kind: Kind
    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass(slots=True)
class Alignment:
    """Two names, word by word.

    Attributes:
        left, right: their words.
        matches: what answers to what, in the order of the left name.
        left_only, right_only: positions of words that answer to none.
    """

    left: Sequence[Word]
    right: Sequence[Word]
    matches: list[Match] = field(default_factory=list)
    left_only: list[int] = field(default_factory=list)
    right_only: list[int] = field(default_factory=list)


def align(left: Sequence[Word], right: Sequence[Word], speller: Speller) -> Alignment:
    """Find for each word the one that answers to it best: spellings first, then initials, then near misses."""
    found = Alignment(left, right, [], list(range(len(left))), list(range(len(right))))
    _take(found, Kind.SAME, _is_same)
    if found.left_only and found.right_only:
        _take_joined(found, speller)
        close = speller.closeness
        _take(found, Kind.FAIR, lambda a, b: _unknown(a, b) and close(a.letters, b.letters) >= Closeness.FAIR)
        _take(found, Kind.SHORT, _is_short)
        _take(found, Kind.NEAR, lambda a, b: _full(a, b) and close(a.letters, b.letters) >= Closeness.NEAR)
    found.matches.sort(key=lambda match: match.left)
    return found


def _take(found: Alignment, kind: Kind, fits: Callable[[Word, Word], bool]) -> None:
    for i in found.left_only[:]:
        word = found.left[i]
        for j in found.right_only:
            if fits(word, found.right[j]):
                found.matches.append(Match(kind, (i,), (j,)))
                found.left_only.remove(i)
                found.right_only.remove(j)
                break


def _is_same(one: Word, other: Word) -> bool:
    return not one.keys.isdisjoint(other.keys)


def _full(one: Word, other: Word) -> bool:
    return not (one.initial or other.initial or one.particle or other.particle)


def _unknown(one: Word, other: Word) -> bool:
    """Whether one of two words is no well-known name, and so may be a way to write the other."""
    return _full(one, other) and not (one.known and other.known)


def _is_short(one: Word, other: Word) -> bool:
    """Whether one word is an initial or the beginning of the other."""
    short, long = (one, other) if len(one.letters) <= len(other.letters) else (other, one)
    if short.initial:
        return not long.initial and any(key[0] == short.letters for key in (*long.keys, long.letters) if key)
    return short.cut and len(long.letters) > len(short.letters) and long.letters.startswith(short.letters)


def _take_joined(found: Alignment, speller: Speller) -> None:
    """Words that the other name writes as one: "La Ode" and "Laode"."""
    for pair, whole in _joinable(found.left, found.left_only, found.right, found.right_only, speller):
        _use(found, pair, (whole,))
    for pair, whole in _joinable(found.right, found.right_only, found.left, found.left_only, speller):
        _use(found, (whole,), pair)


def _joinable(
    parts: Sequence[Word], free: Sequence[int], wholes: Sequence[Word], whole: Sequence[int], speller: Speller
) -> Iterator[tuple[tuple[int, int], int]]:
    used: set[int] = set()
    for i, j in pairwise(range(len(parts))):
        one, other = parts[i], parts[j]
        if one.initial or other.initial or used & {i, j} or not (i in free or j in free):
            continue
        keys = speller.joined(one.letters, other.letters)
        for k in whole:
            if k not in used and i in free and j in free and not keys.isdisjoint(wholes[k].keys):
                used |= {i, j}
                yield (i, j), k
                break


def _use(found: Alignment, left: tuple[int, ...], right: tuple[int, ...]) -> None:
    found.matches.append(Match(Kind.SAME, left, right))
    found.left_only = [i for i in found.left_only if i not in left]
    found.right_only = [j for j in found.right_only if j not in right]
