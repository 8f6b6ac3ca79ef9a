"""Whether two names are one person's: same when sure, different when words contradict, and else ask.

What decides is not how alike the letters are. Every word of one name is either explained by a word of the other (a
spelling, a form, an initial), is one that people leave out, or speaks against; and what the names share must be
rare enough to tell people apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple

from kg.names.alignment import Alignment, Kind, Match, align
from kg.names.parts import COMMON, LIGHT, RARE, Name, Parser, Word
from kg.names.rules import Rules, default_rules
from kg.names.spelling import Speller

Decision = Literal["same", "ask", "different"]

#: From these scores on, names are called the same, or asked about.
SAME_FROM, ASK_FROM = 0.9, 0.5
#: How much a word says that only sounds alike, in comparison with one of the same spelling.
_FAIR = 0.75
#: How much a word counts in the score that is left out at will, or stands as an initial.
_SLIGHT = 0.3
#: What names must share, in weights of words, where an initial within is left out or explained; where something
#: before or behind the name is; where an initial before the name is explained, or the order differs.
_WITHIN, _AROUND, _AHEAD = 2 * COMMON, RARE + COMMON, 2 * RARE
#: What names must share, and in how many words, to be one although a word is left out.
_LONG, _LONG_WORDS = 2 * RARE, 3
#: Letters of a name of one word, least, that is known in another spelling.
_ALONE = 6


class Note(NamedTuple):
    """A reason, and the words that it is about."""

    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What came out of comparing two names; the same whichever stands first.

    Attributes:
        score: from 0 to 1; from :data:`SAME_FROM` on names are the same, from :data:`ASK_FROM` on to be asked
            about. Within a decision it orders pairs and is no probability.
        decision: ``same``, ``ask`` or ``different``.
    """

    score: float
    decision: Decision
    _notes: tuple[Note, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What decided, in sentences, the weightiest first."""
        return tuple(text.format(*words) for text, words in self._notes)


class Comparer:
    """Compares names by the rules of a language, and remembers the names it has seen.

    Args:
        rules: words and spellings.
    """

    def __init__(self, rules: Rules) -> None:
        self.speller = Speller(rules)
        self.parser = Parser(rules, self.speller)

    def compare(self, left: str, right: str) -> Comparison:
        """Compare two names as they are written: with titles, degrees and initials, in any order.

        Args:
            left, right: any text; nothing is raised. Of very long ones only the beginning is read.
        """
        one, other = sorted((left, right))
        a, b = self.parser.parse(one), self.parser.parse(other)
        found = self._judged(a, a.words, b, b.words)
        if found.decision == "same" or not (a.others or b.others):
            return found
        further = product((a.words, *a.others), (b.words, *b.others))
        return max((found, *(self._judged(a, x, b, y) for x, y in further)), key=lambda each: each.score)

    def _judged(self, a: Name, left: Sequence[Word], b: Name, right: Sequence[Word]) -> Comparison:
        whole = left is a.words and right is b.words
        return _Judge(a, b, align(left, right, self.speller), whole).comparison()


@lru_cache(maxsize=1)
def default_comparer() -> Comparer:
    """A comparer by the rules of the language, without those of any project."""
    return Comparer(default_rules())


def compare(left: str, right: str) -> Comparison:
    """Compare two names by the rules of the language; see :meth:`Comparer.compare`.

    >>> compare("Mokhammad Najih", "Prof. M. Najih, S.H.").decision
    'same'
    """
    return default_comparer().compare(left, right)


class _Judge:
    """Weighs an alignment: what speaks against, what leaves doubt."""

    def __init__(self, a: Name, b: Name, alignment: Alignment, whole: bool) -> None:
        self.a, self.b, self.found, self.whole = a, b, alignment, whole
        self.left, self.right = alignment.left, alignment.right
        self.against: list[Note] = []
        self.doubts: list[Note] = []
        self.full = [m for m in alignment.matches if m.kind >= Kind.FAIR and not self._of_initials(m)]
        self.short = [m for m in alignment.matches if m.kind is Kind.SHORT]
        self.near = [m for m in alignment.matches if m.kind is Kind.NEAR]
        self.shared = sum(self._weight(m) * (1 if m.kind is Kind.SAME else _FAIR) for m in self.full)
        self.left_names = self._names(self.left, alignment.left_only)
        self.right_names = self._names(self.right, alignment.right_only)

    def comparison(self) -> Comparison:
        """Decide."""
        if self.whole and self.a.plain == self.b.plain:
            return Comparison(1.0, "same", (Note("The names are written alike."),))
        if not self.left or not self.right:
            return Comparison(ASK_FROM, "ask", (Note("One of the two has no words to compare."),))
        self._conflicts()
        self._near_misses()
        self._extra_words()
        self._enough()
        self._around_names()
        likeness = self._likeness()
        notes = tuple(self._alike())
        if self.against:
            return Comparison(ASK_FROM * 0.98 * likeness, "different", (*self.against, *self.doubts, *notes))
        if self.doubts:
            span = SAME_FROM - ASK_FROM
            return Comparison(ASK_FROM + 0.98 * span * likeness, "ask", (*self.doubts, *notes))
        agreed = notes or (Note("All words of the names are the same."),)
        return Comparison(SAME_FROM + (1 - SAME_FROM) * likeness, "same", agreed)

    def _conflicts(self) -> None:
        """Words that stand in the same place of both names and are not one word."""
        left, right = self._places()
        for i, j in product(self.found.left_only, self.found.right_only):
            one, other = self.left[i], self.right[j]
            if one.particle or other.particle or left[i] != right[j]:
                continue
            note = Note('"{}" is not "{}".', (one.text, other.text))
            if one.optional and other.optional:
                self.doubts.append(note)
            else:
                self.against.append(note)
        if self.left_names and self.right_names and not self.against:
            words = (self.left[self.left_names[0]].text, self.right[self.right_names[0]].text)
            note = Note('Each name has a word that the other lacks: "{}" and "{}".', words)
            (self.doubts if self.shared >= _AROUND else self.against).append(note)

    def _near_misses(self) -> None:
        for match in self.near:
            known = self.left[match.left[0]].known and self.right[match.right[0]].known
            text = '"{}" and "{}" are two names.' if known else '"{}" and "{}" are nearly alike: a slip, or two names.'
            needed = _AROUND if known else COMMON
            (self.doubts if self.shared >= needed else self.against).append(Note(text, self._texts(match)))

    def _extra_words(self) -> None:
        """Words of one name that the other lacks."""
        extra = [self.left[i] for i in self.left_names] or [self.right[j] for j in self.right_names]
        if extra and not (self.left_names and self.right_names) and not self._is_shortened():
            self.doubts.append(Note('"{}" stands in one of the names only.', (extra[0].text,)))

    def _is_shortened(self) -> bool:
        """Whether what the names share is enough to know the shorter by, although it lacks words."""
        words, extra = (self.left, self.left_names) if self.left_names else (self.right, self.right_names)
        if len(self.full) >= _LONG_WORDS and self.shared >= _LONG:
            return True
        own = [i for i, word in enumerate(words) if not (word.optional or word.particle)]
        return self.shared >= _AROUND and own[0] not in extra and own[-1] not in extra

    def _enough(self) -> None:
        """Whether what the names share tells people apart, in view of what is left out or explained."""
        needed = max((COMMON, *self._needs()))
        letters = ["".join(word.letters for word in words) for words in (self.left, self.right)]
        alone = letters[0] == letters[1]
        if alone:
            pass
        elif len(self.full) == len(self.found.matches) == 1 and not self.found.left_only and not self.found.right_only:
            alone = self.full[0].kind is Kind.SAME and min(map(len, letters)) >= _ALONE
            if not alone:
                self.doubts.append(Note("They share one word, and it is not spelt alike."))
        elif len(self.full) == 1 and (needed < RARE or not self._has_usual_initial()):
            needed = max(needed, RARE) if self._has_usual_initial() else float("inf")
        strict = sum(self._weight(m) for m in self.full if m.kind is Kind.SAME)
        if not alone and strict < COMMON:
            needed = float("inf")
        if self.shared < needed:
            self.doubts.append(Note("What they share is too little, or too common, to be sure."))

    def _needs(self) -> Iterable[float]:
        """What the names must share for each initial that is explained, and each word that is left out."""
        matched_left = [i for match in self.full for i in match.left]
        matched_right = [j for match in self.full for j in match.right]
        for match in self.short:
            left_first = all(i < min(matched_left, default=0) for i in match.left)
            yield _AHEAD if left_first else _WITHIN
        for words, only, matched in (
            (self.left, self.found.left_only, matched_left),
            (self.right, self.found.right_only, matched_right),
        ):
            for i in only:
                if not words[i].particle and (words[i].initial or words[i].optional):
                    within = matched and matched[0] < i < matched[-1]
                    yield _WITHIN if within else _AROUND
        if self._is_reordered():
            yield _AHEAD

    def _around_names(self) -> None:
        if self.a.sex and self.b.sex and self.a.sex != self.b.sex:
            self.doubts.append(Note("Titles say that one is a man and one a woman."))
        if self.a.generation != self.b.generation:
            note = Note("One is the first, the other another of that name: {}.", (self._generations(),))
            (self.against if self.a.generation and self.b.generation else self.doubts).append(note)
        if self.a.cut or self.b.cut:
            self.doubts.append(Note("One is too long to be read to its end."))
        if (self.a.nickname or self.b.nickname) and self.against:
            self.against = []
            self.doubts.append(Note("One is a nickname, which need not be part of the name."))

    def _generations(self) -> str:
        return " and ".join(sorted(filter(None, (self.a.generation, self.b.generation))))

    def _has_usual_initial(self) -> bool:
        """Whether all that is not a word in full on both sides is the usual initial of a name."""
        rest = [m for m in self.found.matches if m.kind is Kind.SAME and self._of_initials(m)]
        return bool(rest) and not self.short

    def _is_reordered(self) -> bool:
        order = [j for match in self.full for j in match.right]
        return order != sorted(order) and self.a.turned == self.b.turned

    def _places(self) -> tuple[list[int], list[int]]:
        """For each word, how many of those before it answer to a word of the other name."""
        return (
            _counted(len(self.left), (i for match in self.found.matches for i in match.left)),
            _counted(len(self.right), (j for match in self.found.matches for j in match.right)),
        )

    def _likeness(self) -> float:
        """The share of words that answer to each other, by weight, from 0 to 1."""
        total = sum(max(_SLIGHT, word.weight) for word in (*self.left, *self.right) if not word.particle)
        good = 0.0
        for match in self.found.matches:
            of_words = [self.left[i] for i in match.left] + [self.right[j] for j in match.right]
            share = {Kind.SAME: 1.0, Kind.FAIR: 0.9, Kind.SHORT: 0.8, Kind.NEAR: 0.6}[match.kind]
            good += share * sum(max(_SLIGHT, word.weight) for word in of_words if not word.particle)
        return min(good / total, 1.0) if total else 0.0

    def _alike(self) -> Iterable[Note]:
        """What is not letter by letter the same, and still is taken for the same."""
        for match in self.found.matches:
            texts = self._texts(match)
            if match.kind is Kind.SHORT:
                yield Note('"{}" can stand for "{}".', tuple(sorted(texts, key=len)))
            elif match.kind is Kind.FAIR:
                yield Note('"{}" and "{}" sound alike.', texts)
            elif match.kind is Kind.SAME and texts[0].casefold() != texts[1].casefold():
                yield Note('"{}" and "{}" are forms of one name.', texts)
        for words, only in ((self.left, self.found.left_only), (self.right, self.found.right_only)):
            for i in only:
                if words[i].optional or words[i].initial:
                    yield Note('"{}" is often left out.', (words[i].text,))

    def _texts(self, match: Match) -> tuple[str, str]:
        return (
            " ".join(self.left[i].text for i in match.left),
            " ".join(self.right[j].text for j in match.right),
        )

    def _of_initials(self, match: Match) -> bool:
        return any(self.left[i].initial for i in match.left) or any(self.right[j].initial for j in match.right)

    def _weight(self, match: Match) -> float:
        """How much it says that the names share these words; of words joined in one name, all count."""
        left = sum(self.left[i].weight for i in match.left)
        return min(left, sum(self.right[j].weight for j in match.right))

    @staticmethod
    def _names(words: Sequence[Word], only: Iterable[int]) -> list[int]:
        """Those positions at which a word stands that nobody leaves out."""
        return [i for i in only if not (words[i].initial or words[i].optional or words[i].particle)]


def _counted(length: int, matched: Iterable[int]) -> list[int]:
    """For each position, how many of the matched ones are before it."""
    marks = [0] * (length + 1)
    for i in matched:
        marks[i + 1] = 1
    counts, so_far = [], 0
    for mark in marks[:length]:
        so_far += mark
        counts.append(so_far)
    return counts
