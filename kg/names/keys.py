"""Keys under which names are filed, so that only names that share one need be compared.

A rare word is a key of its own. A common one is a key only with the first letter of another word: too many
people are called Budi. Keys are made of how words sound, so that spellings of one name meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.names.compare import Comparer, default_comparer
from kg.names.parts import RARE, Name, Word, Words
from kg.names.spelling import Speller

#: Keys of a name, most; names of more than six words are hardly ever names.
_MOST = 24
#: Consonants from which on a word is known without its vowels.
_ENOUGH = 3
#: Bits for the letters that words begin with: Latin ones have one each, others may share one.
_BITS = 64
#: Letters that sound alike or are silent, on top of what spellings have in common.
_ALIKE = str.maketrans("pzoe", "fsui")
_WEAK = re.compile(r"(?<!^)[aiuhwy]")
_DOUBLE = re.compile(r"(.)\1+")


class Filed(NamedTuple):
    """Where a name is filed.

    Attributes:
        keys: a handful of texts such as ``najih`` or ``santus+b``; none for a name without words.
        whole: how all of it sounds, whatever the order of its words; empty for a name without words. Words
            that people leave out at will are left out.
        letters: what its words begin with in any spelling: j and y for Jusuf.
        initials: those of them that stand for a word, or for the rest of one.
        sounds: the keys, and each word for itself, be it ever so common.
        bits: the letters as bits of a number, of which Latin ones have one each.
        needed: how many letters another name has in common with it, least: two names of two words or more
            have two initials in common, or one where all words of one begin with it.
    """

    keys: frozenset[str]
    whole: str
    letters: frozenset[str]
    initials: frozenset[str]
    sounds: frozenset[str]
    bits: int
    needed: int


def filed(name: Name, speller: Speller) -> Filed:
    """Where a name is filed; titles and degrees count for nothing.

    Two names that :meth:`kg.names.compare.Comparer.compare` calls the same have a key in common, but for a
    few nicknames.
    """
    every = (name.words, *name.others)
    words = [word for words in every for word in words.each]
    keys = frozenset().union(*[_keys(words, speller) for words in every])
    told = [word for word in name.words.each if not (word.initial or word.particle or word.optional)]
    letters = frozenset().union(*[_begins(word.letters, word.keys) for word in words])
    bits = _bits(letters)
    return Filed(
        frozenset(sorted(keys)[:_MOST]) if len(keys) > _MOST else keys,
        " ".join(sorted([min(_sounds(word.keys)) for word in told])),
        letters,
        frozenset([word.letters[0] for word in words if word.initial or word.cut]),
        keys.union(*[_consonants(word.keys) for word in words if not (word.initial or word.particle)]),
        bits,
        min(2, len(words), bits.bit_count()),
    )


def united(names: Sequence[Filed]) -> Filed:
    """Where several names of one person are filed; not as a whole, for that is of one name."""
    letters = frozenset().union(*[name.letters for name in names])
    return Filed(
        frozenset().union(*[name.keys for name in names]),
        "",
        letters,
        frozenset().union(*[name.initials for name in names]),
        frozenset().union(*[name.sounds for name in names]),
        _bits(letters),
        min([name.needed for name in names], default=0),
    )


def blocking_keys(name: str, comparer: Comparer | None = None) -> frozenset[str]:
    """The keys of a name as it is written, with titles and degrees.

    Args:
        name: any text.
        comparer: what knows the words; that of the language by default.
    """
    comparer = comparer or default_comparer()
    return filed(comparer.parser.parse(name), comparer.speller).keys


def _keys(words: Words, speller: Speller) -> set[str]:
    found: set[str] = set()
    for i, word in enumerate(words.each):
        if word.initial or word.particle:
            continue
        sounds = _sounds(word.keys)
        if word.weight < RARE:
            others = words.each[:i] + words.each[i + 1 :]
            if letters := frozenset().union(*map(_heads, others)):
                found.update([f"{sound}+{letter}" for sound in sounds for letter in letters])
                continue
        found |= sounds
    for one, other in pairwise(words.each):
        if not (one.initial or other.initial):
            found |= _sounds(speller.joined(one.letters, other.letters))
    return found


def _heads(word: Word) -> frozenset[str]:
    """What a word can begin with; a particle is no word to know others by."""
    return frozenset() if word.particle else _begins("", word.keys)


@lru_cache(maxsize=2**16)
def _begins(letters: str, keys: frozenset[str]) -> frozenset[str]:
    """The first letters of a word in all of its spellings."""
    return frozenset(form[0] for form in (letters, *keys) if form)


def _bits(letters: frozenset[str]) -> int:
    """Letters as bits of a number: what two names have in common is quickly counted so."""
    found = 0
    for letter in letters:
        found |= 1 << ord(letter) % _BITS
    return found


@lru_cache(maxsize=2**16)
def _sounds(keys: frozenset[str]) -> frozenset[str]:
    """How a word sounds, by what it is known."""
    return frozenset(map(_sound, keys))


@lru_cache(maxsize=2**16)
def _sound(key: str) -> str:
    """How a spelling sounds: its consonants, or all of it where these are few."""
    bare = _bare(key)
    return bare if len(bare) >= _ENOUGH else key.translate(_ALIKE)


@lru_cache(maxsize=2**16)
def _consonants(keys: frozenset[str]) -> frozenset[str]:
    """The consonants of a word, be they ever so few: *Muammad* has those of Muhammad."""
    return frozenset(map(_bare, keys))


def _bare(key: str) -> str:
    return _DOUBLE.sub(r"\1", _WEAK.sub("", key.translate(_ALIKE)))
