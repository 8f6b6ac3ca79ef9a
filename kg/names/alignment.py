"""Which word of one name answers to which of another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, pairwise
from operator import itemgetter

from kg.names.parts import Word, Words
from kg.names.spelling import Closeness, Speller


class Kind(IntEnum):
    """How two words answer to each other, the better the greater."""

    NONE = 0
    #: One may be a misspelling of the other, or another name.
    NEAR = 1
    #: One name to some, and two to others.
    UNSETTLED = 2
    #: An initial or a beginning stands for a word.
    SHORT = 3
    #: Sounds alike.
    FAIR = 4
    #: Forms or spellings of one name, the usual initial of a name included.
    SAME = 5


#: To look it up in its class takes longer than the rest.
_SAME = Kind.SAME

#: Letters by which two words and what they are written as in one differ in length, most: "Abd. Rauf",
#: "Abdurrauf". What is shorter than that may stand for any: "IB" for "Ida Bagus".
_JOINT = 3

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

    @property
    def reordered(self) -> bool:
        """Whether words that answer to each other, initials too, come in another order in the right name."""
        order = [match[2] for match in self.matches]
        return order != sorted(order)


def align(left: Words, right: Words, speller: Speller) -> Alignment:
    """Find for each word the one that answers to it best: a spelling, else an initial, else a near miss."""
    if left is right and not left.guessed:  # as in names that differ in titles alone
        return Alignment(left, right, [(_SAME, (i,), (i,)) for i in range(len(left.each))], [], [])
    matches: list[Match] = []
    left_only: list[int] = []
    free = [True] * len(right.each)
    guessed, at = left.guessed or right.guessed, right.at
    for i, word in enumerate(left.each):
        candidates = [j for key in word.keys if key in at for j in at[key] if free[j]]
        if candidates:
            if guessed:
                kind, j = _best(left, i, right, candidates)
            else:
                kind, j = _SAME, min(candidates)
            free[j] = False
            matches.append((kind, (i,), (j,)))
        else:
            left_only.append(i)
    found = Alignment(left, right, matches, left_only, [j for j, is_free in enumerate(free) if is_free])
    if found.left_only and found.right_only:
        exact = len(matches)
        if len(found.left_only) > 1 or len(found.right_only) > 1:
            _take_joined(found, speller)
        _take_similar(found, speller)
        if len(matches) > exact:
            matches.sort(key=itemgetter(1))
    return found


def written_alike(left: Words, right: Words) -> bool:
    """Whether two names are one but for blanks: "La Ode" and "Laode", but not "R. Usman" and "Rusman"."""
    if left is right:
        return True
    if left.letters != right.letters:
        return False
    return _around_initials(left) <= {*_borders(right)} and _around_initials(right) <= {*_borders(left)}


def _borders(words: Words) -> list[int]:
    """How many letters there are up to the end of each word."""
    return list(accumulate(len(word.letters) for word in words.each))


def _around_initials(words: Words) -> set[int]:
    """The borders at which an initial meets a word that it is no part of."""
    met = zip(_borders(words), pairwise(words.each), strict=False)
    return {border for border, (one, other) in met if _is_apart(one, other)}


def _is_apart(one: Word, other: Word) -> bool:
    """Whether one of two words that follow each other is an initial, which stands for a word of its own."""
    return one.initial != other.initial and not (one.particle or other.particle)


def _best(left: Words, i: int, right: Words, candidates: list[int]) -> tuple[Kind, int]:
    """Which of some words with a key in common it is; one that has more than a guess, if there is one."""
    of_left = left.each[i].sure if left.guessed else left.each[i].keys
    for j in sorted(candidates):
        of_right = right.each[j].sure if right.guessed else right.each[j].keys
        if not of_left.isdisjoint(of_right):
            return Kind.SAME, j
    return Kind.UNSETTLED, min(candidates)


def _take_joined(found: Alignment, speller: Speller) -> None:
    """Words that the other name writes as one: "La Ode" and "Laode"."""
    for j in found.right_only[:]:
        pair = _pair(found.right.each[j], found.left, found.left_only, speller)
        if pair:
            _take(found, (Kind.SAME, pair, (j,)))
    for i in found.left_only[:]:
        pair = _pair(found.left.each[i], found.right, found.right_only, speller)
        if pair:
            _take(found, (Kind.SAME, (i,), pair))


def _pair(whole: Word, parts: Words, free: list[int], speller: Speller) -> tuple[int, int] | None:
    """Two words that follow each other and are together what the other name has as one."""
    for i in free[:-1]:
        if i + 1 in free:
            if _is_apart(parts.each[i], parts.each[i + 1]):
                continue
            one, other = parts.each[i].letters, parts.each[i + 1].letters
            length = len(whole.letters)
            if length >= _JOINT and abs(len(one) + len(other) - length) > _JOINT:
                continue
            if not whole.sure.isdisjoint(speller.joined(one, other)):
                return i, i + 1
    return None


def _take_similar(found: Alignment, speller: Speller) -> None:
    candidates = []
    for i in found.left_only:
        for j in found.right_only:
            kind = _kind(found.left.each[i], found.right.each[j], speller)
            if kind:
                candidates.append((-kind, i, j, kind))
    candidates.sort()
    for _, i, j, kind in candidates:
        if i in found.left_only and j in found.right_only:
            _take(found, (kind, (i,), (j,)))


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
    if not closeness:
        return Kind.NONE
    if closeness is Closeness.UNSETTLED:
        return Kind.UNSETTLED
    return Kind.FAIR if closeness is Closeness.FAIR and not (one.known and other.known) else Kind.NEAR


def _is_short(one: Word, other: Word) -> bool:
    """Whether one word is an initial or the beginning of the other."""
    short, long = (one, other) if len(one.letters) <= len(other.letters) else (other, one)
    if short.initial:
        return any(each.startswith(short.letters) for each in (long.letters, *long.sure))
    return short.cut and len(long.letters) > len(short.letters) and long.letters.startswith(short.letters)
