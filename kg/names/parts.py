"""A name as it is written, taken apart: titles, degrees and nicknames off, words told from initials."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise

from kg.names.reading import LATIN, SHORT, Reading, looks_cut
from kg.names.rules import Rules, default_rules
from kg.names.spelling import Speller, letters

#: Characters and words of a name that are looked at, most: what is longer is no name.
_MOST_CHARACTERS, _MOST_WORDS = 400, 16
#: How much it says that two names share a word: one of those that all have, that many have, any other.
LIGHT, COMMON, RARE = 0.2, 1.0, 2.0
#: Letters of the parts of what may be a degree with dots that no list has, most.
_DEGREE_PART = 4
#: Words of a title, most.
_TITLE_WORDS = 4

_ASIDE = re.compile(r'\(([^()]*)\)?|"([^"]*)"?|“([^”]*)”?|(?<!\w)[\'‘]([^\'’]{2,}?)[\'’](?!\w)')
_MARKS = frozenset("(\"“'‘")
_NUMERAL = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{2,3}|VI|X)")


# Words and names that read alike are one object each, as the parser gives them: so they are told apart, and
# what came of comparing them is remembered, without looking into them.


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a name.

    Attributes:
        text: as written.
        letters: without case and marks.
        keys: by what it is known; see :meth:`kg.names.spelling.Speller.keys`.
        sure: of the keys those that are no guesses where nothing else in the name shows its spelling.
        weight: how much it says that two names have it in common, from 0.
        initial: a single letter, which stands for a word.
        cut: cut off, as its dot says: ``Fath.``
        optional: people leave it out at will.
        particle: a small word that tells nothing.
        known: a name that many bear, so that it is no misspelling of another one.
        birth: which child of its parents somebody is, as Balinese names say.
        added: what a child has and a parent of the same name has not.
        child: ``m`` for what stands between a son and his father, ``w`` for a daughter; else empty.
    """

    text: str
    letters: str
    keys: frozenset[str]
    sure: frozenset[str]
    weight: float
    initial: bool = False
    cut: bool = False
    optional: bool = False
    particle: bool = False
    known: bool = False
    birth: bool = False
    added: bool = False
    child: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a name, and what they are found by.

    Attributes:
        each: in order.
        at: key -> positions of the words that have it.
        letters: of all of them, run together.
        plain: the same, word by word: the name without case, marks, titles and degrees.
        weight: how much it says that two names have all of them in common.
        counts: of each, how much it counts in a score; particles count nothing.
        told: of each, whether it is a word that nobody leaves out.
        child: ``m`` for a son, ``w`` for a daughter, where the father stands behind ``bin`` or ``binti``.
        forebears: of each, whose name it belongs to: 0 for the own, 1 for the father's; empty without one.
        guessed: whether some have keys that are guesses.
    """

    each: tuple[Word, ...]
    at: Mapping[str, tuple[int, ...]]
    letters: str
    plain: str
    weight: float
    counts: tuple[float, ...]
    told: tuple[bool, ...]
    child: str = ""
    forebears: tuple[int, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name taken apart.

    Attributes:
        words: its words, given name first where a comma says so.
        others: the words of further names of the same person.
        asides: the words of what stands in brackets or quotation marks and may be a name.
        sex: ``m`` or ``w`` where a title, ``bin`` or ``binti`` says so, else empty.
        generation: ``jr``, ``ii``; else empty.
        turned: whether a comma put the last name first.
        nickname: whether it is a nickname rather than a name.
        cut: whether it is so long that only its beginning was read.
        empty: whether it is titles alone, none of which is a name as well.
    """

    words: Words
    others: tuple[Words, ...] = ()
    asides: tuple[Words, ...] = ()
    sex: str = ""
    generation: str = ""
    turned: bool = False
    nickname: bool = False
    cut: bool = False
    empty: bool = False


class Parser:
    """Takes names apart by a language's rules; results are remembered."""

    def __init__(self, rules: Rules, speller: Speller) -> None:
        self._speller = speller
        self._honorifics = {tuple(map(letters, title.split())) for title in rules.honorifics}
        self._titles = {"".join(words) for words in self._honorifics}
        self._degrees = {letters(each) for each in rules.degrees}
        self._heads = {words[0] for words in self._honorifics if words} | self._titles | self._degrees
        self._sexes = dict.fromkeys(map(letters, rules.men), "m") | dict.fromkeys(
            map(letters, rules.women), "w"
        )
        self._forms = {letters(form) for name, forms in rules.forms.items() for form in (name, *forms)}
        self._initials = {letter: speller.keys(name) for letter, name in rules.initials.items()}
        self._light = self._keys_of(rules.light)
        self._common = self._keys_of(rules.common)
        self._optional = self._keys_of(rules.optional)
        self._births = self._keys_of(rules.births)
        self._particles = set(rules.particles)
        self._added = self._keys_of(rules.added)
        self._children = dict.fromkeys(rules.sons, "m") | dict.fromkeys(rules.daughters, "w")
        self._nicknames = set(rules.nicknames)
        self._generations = {form: name for name, forms in rules.generations.items() for form in forms}
        aliases = "|".join(map(re.escape, rules.alias))
        self._alias = re.compile(rf"(?<=\w)[\s,]+(?:{aliases})\.?\s+(?=\w)", re.IGNORECASE)
        self.parse = lru_cache(maxsize=2**18)(self._parse)
        self.is_bare = lru_cache(maxsize=2**16)(self._is_bare)
        self._name = lru_cache(maxsize=2**18)(Name)
        self._indexed = lru_cache(maxsize=2**18)(self._index)
        self._words_in = lru_cache(maxsize=2**16)(self._find_words)
        self._word = lru_cache(maxsize=2**18)(self._make_word)

    def _keys_of(self, words: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self._speller.keys(letters(word)) for word in words))

    def _parse(self, written: str) -> Name:
        """Take a name apart.

        Args:
            written: any text.
        """
        text = beginning(written)
        aside: list[str] = []
        if not _MARKS.isdisjoint(text):
            aside = [found for groups in _ASIDE.findall(text) for found in groups if found]
            text = _ASIDE.sub(" ", text)
        main, *further = self._alias.split(text)
        reading = Reading(self, main if main.strip() else beginning(written))
        words = self._words(reading.chunks, reading.mixed)
        others = [self._words(Reading(self, each).chunks, True) for each in further]
        asides = [self._words(each.split(), True) for each in aside if self._is_name(each)]
        indexed = self._indexed(words)
        return self._name(
            indexed,
            tuple([self._indexed(other) for other in others if other]) if others else (),
            tuple([self._indexed(other) for other in asides if other]) if asides else (),
            reading.sex or indexed.child,
            reading.generation,
            reading.turned,
            reading.nickname,
            len(words) > _MOST_WORDS or len(written) > _MOST_CHARACTERS,
            not (reading.untitled or any(word.known for word in words)),
        )

    def _index(self, words: tuple[Word, ...]) -> Words:
        each = words[:_MOST_WORDS]
        if each and each[-1].optional:  # nobody leaves out the last word
            each = (*each[:-1], replace(each[-1], optional=False))
        at: dict[str, tuple[int, ...]] = {}
        for i, word in enumerate(each):
            for key in word.keys:
                at[key] = (*at[key], i) if key in at else (i,)
        known = [word.letters for word in each]
        child = "".join([word.child for word in each[1:]])[:1]
        return Words(
            each,
            at,
            "".join(known),
            " ".join(known),
            sum([word.weight for word in each]),
            tuple([0.0 if word.particle else max(LIGHT, word.weight) for word in each]),
            tuple([not (word.initial or word.optional or word.particle) for word in each]),
            child,
            tuple(accumulate([1 if i and word.child else 0 for i, word in enumerate(each)])) if child else (),
            self._is_guessed(each),
        )

    def _is_guessed(self, each: Sequence[Word]) -> bool:
        """Whether words have readings that none of them shows."""
        if not [word for word in each if len(word.sure) < len(word.keys)]:  # as nearly always
            return False
        return not any(self._speller.shows_reading(word.letters) for word in each)

    def _is_name(self, aside: str) -> bool:
        """Whether what stands in brackets or quotation marks is a name rather than a title."""
        words = aside.split()
        return any(len(letters(w)) > SHORT and not (w.endswith(".") or self.is_title(w)) for w in words)

    def is_title(self, chunk: str) -> bool:
        """Whether a word is a title or a degree."""
        return (known := letters(chunk)) in self._titles or known in self._degrees

    def title_at(self, chunks: Sequence[str], i: int) -> int:
        """How many words from a position on make a title before a name; 0 for none."""
        if i < len(chunks) and letters(chunks[i]) not in self._heads:
            return 0
        known = [letters(chunk) for chunk in chunks[i : i + _TITLE_WORDS]]
        for length in range(len(known), 0, -1):
            if tuple(known[:length]) in self._honorifics:
                return length
        if known and (known[0] in self._titles or (known[0] in self._degrees and looks_cut(chunks[i]))):
            return 1
        return 0

    def sex_of(self, chunk: str) -> str:
        """What a title says of the sex; empty for most."""
        return self._sexes.get(letters(chunk), "")

    def is_degree(self, chunks: Sequence[str], i: int) -> bool:
        """Whether a word, or it and the next or last one together, is a degree behind a name."""
        chunk, known, near = chunks[i], letters(chunks[i]), chunks[max(i - 1, 0) : i + 2]
        if known in self._degrees and (looks_cut(chunk) or chunk.islower()):
            return True
        if not any(map(looks_cut, near)):
            return False
        pair = any(
            letters(a + b) in self._degrees and (looks_cut(a) or looks_cut(b)) for a, b in pairwise(near)
        )
        parts = [part for part in chunk.split(".") if part]
        dotted = len(parts) > 1 and not all(len(part) == 1 for part in parts)
        return pair or (dotted and all(len(part) <= _DEGREE_PART for part in parts))

    def _is_bare(self, chunk: str) -> bool:
        """Whether a word is no title, degree or generation, nor by its looks makes a neighbour one."""
        return not (looks_cut(chunk) or letters(chunk) in self._heads or self.generation_of(chunk))

    def generation_of(self, chunk: str) -> str:
        """``jr``, ``ii`` for such a word; else empty."""
        known = letters(chunk)
        return self._generations.get(known, known if _NUMERAL.fullmatch(chunk) else "")

    def is_nick(self, chunk: str) -> bool:
        """Whether a word stands before nicknames."""
        return letters(chunk) in self._nicknames

    def _words(self, chunks: Sequence[str], mixed: bool) -> tuple[Word, ...]:
        return tuple([word for chunk in chunks for word in self._words_in(chunk, mixed)])

    def _find_words(self, chunk: str, mixed: bool) -> list[Word]:
        """The words of what stands without a blank, where small letters tell capitals from words, or not."""
        found: list[Word] = []
        for text, dot in _pieces(chunk):
            known = letters(text)
            run = mixed and 1 < len(known) <= SHORT and text.isupper() and known not in self._forms
            if run and not (known in self._particles or known in self._generations):
                # Some signs count as letters and are marks alone, as Japanese has one for voiced sounds.
                found += [self._word(each, True) for each in text if each.isalpha() and letters(each)]
            elif known:
                found.append(self._word(text, dot))
        return found

    def _make_word(self, text: str, dot: bool) -> Word:
        known = letters(text)
        written = text + "." * dot
        single = len(known) == 1
        child = self._children.get(written if single else written.lower(), "")
        particle = (bool(child) and not single) or (known in self._particles and not dot)
        if single and not particle:
            optional = known in self._initials
            keys = frozenset({known}) | self._initials.get(known, frozenset())
            return Word(written, known, keys, keys, LIGHT / 2, initial=True, optional=optional, child=child)
        keys = self._speller.keys(known)
        return Word(
            written,
            known,
            keys,
            self._speller.sure_keys(known),
            self._weight(known, keys),
            cut=dot and not particle and known not in self._forms,
            optional=not keys.isdisjoint(self._optional),
            particle=particle,
            birth=not keys.isdisjoint(self._births),
            added=not keys.isdisjoint(self._added),
            child=child,
            known=not keys.isdisjoint(self._light) or not keys.isdisjoint(self._common),
        )

    def _weight(self, known: str, keys: frozenset[str]) -> float:
        if known in self._particles:
            return 0.0
        if not keys.isdisjoint(self._light):
            return LIGHT
        if len(known) <= SHORT or not keys.isdisjoint(self._common):
            return COMMON
        return RARE if LATIN.search(known) else COMMON


@lru_cache(maxsize=1)
def default_parser() -> Parser:
    """What takes names apart by the rules of the language, without those of any project."""
    rules = default_rules()
    return Parser(rules, Speller(rules))


def beginning(written: str) -> str:
    """As much of a text as is read of a name."""
    return written[:_MOST_CHARACTERS]


def _pieces(chunk: str) -> list[tuple[str, bool]]:
    """The words in what stands without a blank: ``M.Iqbal``, ``Al-Amin``; and whether a dot follows each."""
    found = []
    for part in re.split(r"[-/–—_]", chunk):
        *dotted, last = part.split(".")
        found += [(piece, True) for piece in dotted if piece]
        if last:
            found.append((last, False))
    return found
