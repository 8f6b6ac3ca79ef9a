"""One word of a name: by what it is known however it is spelt, and how close two words are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA, Levenshtein

from kg.names.folding import fold
from kg.names.rules import Rules

#: Letters of a word, most; what is longer is no word of a name.
_LONGEST = 40
#: Vowels, between which rules for spelling tell.
_VOWELS = frozenset("aeiou")
#: Letters of a word in which letters that sound alike may differ, least: "Dani" and "Doni" are two names.
_ALIKE_FROM = 6
#: In words this long, two letters may.
_TWICE_FROM = 8
#: Words this long are misspelt rather than another name, when one letter within differs.
_MISSPELT_FROM = 11
#: Letters of words that can be misspellings of each other, least; and of which two letters may differ.
_NEAR_FROM, _NEAR_TWICE_FROM = 4, 8


#: A letter that a word must have, or none; a pattern; what is written instead of what it matches.
_Rewrite = tuple[str, re.Pattern[str], str]
#: What a pattern may look around for, what in the rest is no letter that a match must have, and what the rest
#: is made of where that can be told.
_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_NO_LETTER = re.compile(r"\[[a-z]*\]\??|[a-z]\?|[$^]")
_SIMPLE = re.compile(r"(?:\^?(?:[a-z]|\[[a-z]+\])\??)*\$?")
#: Letters, the rarer the earlier; those that are not among them are rarer still.
_SELDOM = "qxvzfcjpwyokhbgdmtlersuina"


#: Edits between two words as written from which on they are not alike, however they sound.
_FAR = 5


class Closeness(IntEnum):
    """How close two words are."""

    NONE = 0
    #: One may be a misspelling of the other, or another name.
    NEAR = 1
    #: One name to some, and two to others.
    UNSETTLED = 2
    #: Sounds alike, and no other name is known to be between the two.
    FAIR = 3
    #: Spellings or forms of one name.
    SAME = 4


class Speller:
    """Knows the spellings of words by a language's rules; results are remembered."""

    def __init__(self, rules: Rules) -> None:
        self._rewrites = _compiled(rules.rewrites)
        self._readings = [(each, _compiled(each.rewrites)) for each in rules.readings]
        self._guessed = [each.when for each in rules.readings if each.shown_by]
        self._shown = [re.compile(each.shown_by) for each in rules.readings if each.shown_by]
        self._alike = {frozenset(pair) for pair in rules.alike}
        self._silent = frozenset(rules.silent)
        self._gendered = [pair for a, b in rules.gendered for pair in ((a, b), (b, a))]
        self._names_of: dict[str, list[str]] = {}
        for name, forms in rules.forms.items():
            for form in (name, *forms):
                self._names_of.setdefault(letters(form), []).append(letters(name))
        self.keys = lru_cache(maxsize=2**18)(self._keys)
        self.sure_keys = lru_cache(maxsize=2**18)(self._sure_keys)
        self.closeness = lru_cache(maxsize=2**18)(self._closeness)
        self.joined = lru_cache(maxsize=2**16)(self._joined)
        self._unsettled: dict[str, frozenset[str]] = {}
        for pair in rules.unsettled:
            for one, other in (pair, pair[::-1]):
                for key in self.keys(one):
                    self._unsettled[key] = self._unsettled.get(key, frozenset()) | self.keys(other)

    def key(self, word: str) -> str:
        """The spelling that a word has after all rewrites, in its usual reading.

        Args:
            word: as :func:`letters` gives it.
        """
        return _rewritten(word[:_LONGEST], self._rewrites)

    def _joined(self, one: str, other: str) -> frozenset[str]:
        """By what two words written as one are known: "Abd." and "Rahman" as ``abdulrahman``."""
        if one not in self._names_of and other not in self._names_of:
            return self.sure_keys(one + other)
        ways = (self._named(one), self._named(other))
        return frozenset().union(*(self.sure_keys(a + b) for a, b in product(*ways)))

    def _keys(self, word: str) -> frozenset[str]:
        """By what a word is known: the keys of all its readings, and of the names it is a form of."""
        return frozenset(self._known_by(word, True))

    def _sure_keys(self, word: str) -> frozenset[str]:
        """Those of its keys that are no guesses by what the word itself shows."""
        if not any(when in each for when in self._guessed for each in self._named(word)):
            return self.keys(word)
        return frozenset(self._known_by(word, self.shows_reading(word)))

    def _known_by(self, word: str, guess: bool) -> Iterator[str]:
        for each in self._named(word):
            yield self.key(each)
            for reading, rewrites in self._readings:
                if reading.when in each and (guess or not reading.shown_by):
                    yield self.key(_rewritten(each, rewrites))

    def _named(self, word: str) -> set[str]:
        """A word, and the names that it is a form of."""
        return {word, *self._names_of.get(word, ())}

    def shows_reading(self, word: str) -> bool:
        """Whether a word shows that a reading holds for its name which is a guess elsewhere."""
        return any(shown.search(word) for shown in self._shown)

    def _closeness(self, one: str, other: str) -> Closeness:
        """How close two words are; the order of the two does not matter.

        Args:
            one, other: as :func:`letters` gives them.
        """
        if not self.keys(one).isdisjoint(self.keys(other)):
            return Closeness.SAME
        for key in self.keys(one):
            if key in self._unsettled and not self._unsettled[key].isdisjoint(self.keys(other)):
                return Closeness.UNSETTLED
        if OSA.distance(one, other, score_cutoff=_FAR) > _FAR:
            return Closeness.NONE
        if _is_swapped(one, other):
            return Closeness.FAIR
        found = max(self._between(*sorted(pair)) for pair in product(self.keys(one), self.keys(other)))
        # As written, a slip may be smaller than between keys: "Sandiaga" and "Sandiga".
        as_written = min(self._between(*sorted((one, other))), Closeness.NEAR)
        return max(found, as_written)

    def _between(self, one: str, other: str) -> Closeness:
        shortest = min(len(one), len(other))
        distance = OSA.distance(one, other, score_cutoff=2)
        if shortest < _NEAR_FROM or distance > 2 or self._is_another_gender(one, other):
            return Closeness.NONE
        limit = 2 if shortest >= _NEAR_TWICE_FROM else 1
        if shortest >= _ALIKE_FROM and distance <= (2 if shortest >= _TWICE_FROM else 1):
            edits = Levenshtein.editops(one, other)
            if all(self._sounds_alike(one, other, *edit) for edit in edits.as_list()):
                return Closeness.FAIR
        if distance == 1 and shortest >= _MISSPELT_FROM and _is_slip(one, other):
            return Closeness.FAIR
        return Closeness.NEAR if distance <= limit else Closeness.NONE

    def _sounds_alike(self, one: str, other: str, what: str, i: int, j: int) -> bool:
        """Whether an edit swaps letters that sound alike or drops a silent one, within the words."""
        if what == "replace":
            vowel = one[i] in _VOWELS
            if vowel and (i == 0 or _last_vowel(one) == i):
                return False
            return frozenset((one[i], other[j])) in self._alike
        word, at = (other, j) if what == "insert" else (one, i)
        if not 0 < at < len(word) - 1 or word[at] not in self._silent:
            return False
        return word[at] not in _VOWELS or _VOWELS.isdisjoint((word[at - 1], word[at + 1]))

    def _is_another_gender(self, one: str, other: str) -> bool:
        long = min(len(one), len(other)) >= _MISSPELT_FROM
        for a, b in self._gendered:
            if long and not (a and b):
                continue  # "Girindrawardan" lacks a letter
            stem = one.removesuffix(a)
            if one == stem + a and other == stem + b:
                return True
        return False


@lru_cache(maxsize=2**17)
def letters(text: str) -> str:
    """A word without case, accents and any marks: ``Mas'ud`` is ``masud``."""
    return fold(text).replace(" ", "")


def _is_slip(one: str, other: str) -> bool:
    """Whether a letter within long words differs that is no consonant in place of another.

    With one another, many are names: "Suhardiyanto" and "Sunardiyanto".
    """
    if one[-2:] != other[-2:] or one[0] != other[0]:
        return False
    replaced = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) != len(other) or len(replaced) > 1 or not _VOWELS.isdisjoint(replaced[0])


def _is_swapped(one: str, other: str) -> bool:
    """Whether a vowel and a consonant within long words have changed places: "Purawnto" for "Purwanto".

    Not two consonants, nor near the ends, for "Supriyatno" and "Supriyanto" are two names, and so are
    "Parwanto" and "Prawanto".
    """
    if len(one) != len(other) or len(one) < _TWICE_FROM or one[:2] != other[:2] or one[-2:] != other[-2:]:
        return False
    at = next(i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    swapped = one[at : at + 2]
    in_place = other == one[:at] + swapped[::-1] + one[at + 2 :]
    return in_place and len(_VOWELS.intersection(swapped)) == 1


def _last_vowel(word: str) -> int:
    """Where the vowel stands with which a word ends; -1 when a consonant does."""
    return len(word) - 1 if word[-1] in _VOWELS else -1


def _compiled(rewrites: Iterable[tuple[str, str]]) -> list[_Rewrite]:
    return [(_needed(pattern), re.compile(pattern), instead) for pattern, instead in rewrites]


def _needed(pattern: str) -> str:
    """A letter without which a pattern matches nowhere, so that most words need not be tried; empty if none.

    Found in patterns of letters, classes, anchors and what looks around; of others it is not told.
    """
    ways = _AROUND.sub("", pattern).split("|")
    if not all(map(_SIMPLE.fullmatch, ways)):
        return ""
    common = set.intersection(*[set(_NO_LETTER.sub("", way)) for way in ways])
    return min(common, key=_SELDOM.find, default="")


def _rewritten(word: str, rewrites: Iterable[_Rewrite]) -> str:
    for needed, pattern, instead in rewrites:
        if needed in word:
            word = pattern.sub(instead, word)
    return word
