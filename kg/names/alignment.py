"""Which word of one name answers to which of another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter

from kg.names.parts import Word, Words
from kg.names.spelling import Closeness, Speller


class Kind(IntEnum):
    """How two words answer to each other, the better the greater."""

    NONE = 0
    #: One may be a misspelling of the other, or another name.
    NEAR = 1
    #: An initial or a beginning stands for a word.
    SHORT = 2
    #: Sounds alike.
    FAIR = 3
    #: Forms or spellings of one name, the usual initial of a name included.
    SAME = 4


#: Positions of words that answer to each other: one word of a name, or two that the other writes as one.
Match = tuple[Kind, tuple[int, ...], tuple[int, ...]]


@dataclass(slots=True)
class Alignment:
    """Two names, word by word.

    Attributes:
        left, right: their words.
        matches: what answers to what, in the order of the left name.
        left_only, right_only: positions of words that answer to none, in order.
    """

    left: Words
    right: Words
    matches: list[Match]
    left_only: list[int]
    right_only: list[int]


def align(left: Words, right: Words, speller: Speller) -> Alignment:
    """Find for each word the one that answers to it best: spellings first, then initials, then near misses."""
    matches: list[Match] = []
    left_only: list[int] = []
    free = [True] * len(right.each)
    for i, word in enumerate(left.each):
        if word.keys.isdisjoint(right.at):
            left_only.append(i)
            continue
        candidates = [j for key in word.keys for j in right.at.get(key, ()) if free[j]]
        if candidates:
            j = min(candidates)
            free[j] = False
            matches.append((Kind.SAME, (i,), (j,)))
        else:
            left_only.append(i)
    found = Alignment(left, right, matches, left_only, [j for j, is_free in enumerate(free) if is_free])
    if found.left_only and found.right_only:
        _take_joined(found)
        _take_similar(found, speller)
        found.matches.sort(key=itemgetter(1))
    return found


def _take_joined(found: Alignment) -> None:
    """Words that the other name writes as one: "La Ode" and "Laode"."""
    for j in found.right_only[:]:
        pair = _pair(found.right.each[j], found.left, found.left_only)
        if pair:
            _take(found, (Kind.SAME, pair, (j,)))
    for i in found.left_only[:]:
        pair = _pair(found.left.each[i], found.right, found.right_only)
        if pair:
            _take(found, (Kind.SAME, (i,), pair))


def _pair(word: Word, parts: Words, free: list[int]) -> tuple[int, int] | None:
    if word.keys.isdisjoint(parts.joined):
        return None
    pairs = [parts.joined[key] for key in word.keys if key in parts.joined]
    return min((pair for pair in pairs if pair[0] in free and pair[1] in free), default=None)


def _take_similar(found: Alignment, speller: Speller) -> None:
    candidates = []
    for i in found.left_only:
        for j in found.right_only:
            kind = _kind(found.left.each[i], found.right.each[j], speller)
            if kind:
                candidates.append((-kind, i, j))
    for kind, i, j in sorted(candidates):
        if i in found.left_only and j in found.right_only:
            _take(found, (Kind(-kind), (i,), (j,)))


def _take(found: Alignment, match: Match) -> None:
    found.matches.append(match)
    found.left_only = [i for i in found.left_only if i not in match[1]]
    found.right_only = [j for j in found.right_only if j not in match[2]]


def _kind(one: Word, other: Word, speller: Speller) -> Kind:
    """How two words of different spelling answer to each other."""
    if one.initial or other.initial or one.cut or other.cut:
        return Kind.SHORT if _is_short(one, other) else Kind.NONE
    if one.particle or other.particle:
        return Kind.NONE
    closeness = speller.closeness(one.letters, other.letters)
    if closeness is Closeness.FAIR and not (one.known and other.known):
        return Kind.FAIR
    return Kind.NEAR if closeness else Kind.NONE


def _is_short(one: Word, other: Word) -> bool:
    """Whether one word is an initial or the beginning of the other."""
    short, long = (one, other) if len(one.letters) <= len(other.letters) else (other, one)
    if short.initial:
        return not long.initial and long.letters[0] == short.letters or _begins(long, short.letters)
    return short.cut and len(long.letters) > len(short.letters) and long.letters.startswith(short.letters)


def _begins(word: Word, letter: str) -> bool:
    return not word.initial and any(key.startswith(letter) for key in word.keys)
