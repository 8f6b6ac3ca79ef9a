"""Whether two names are one person's: same when sure, different when words contradict, and else ask.

What decides is not how alike the letters are. Every word of one name is explained by a word of the other (a
spelling, a form, an initial), is one that people leave out, or speaks against; and what the names share must
be rare enough to tell people apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice, product
from typing import Literal, NamedTuple

from kg.names.alignment import Alignment, Kind, Match, align, written_alike
from kg.names.forebears import moved, turned
from kg.names.notes import NOTHING_ELSE, Note, alike, texts
from kg.names.parts import COMMON, RARE, Name, Parser, Word, beginning
from kg.names.rules import Rules, default_rules
from kg.names.spelling import Speller, letters

Decision = Literal["same", "ask", "different"]

#: From these scores on, names are called the same, or asked about.
SAME_FROM, ASK_FROM = 0.9, 0.5
#: How much a word says that only sounds alike, in comparison with one of the same spelling.
_FAIR = 0.75
#: Kinds of matches that are asked for often; to look them up in their class takes longer than the rest.
_SAME, _SHORT = Kind.SAME, Kind.SHORT
#: By how much a word counts in the score, as it answers to one of the other name.
_SHARE = {Kind.SAME: 1.0, Kind.FAIR: 0.9, Kind.SHORT: 0.8, Kind.UNSETTLED: 0.6, Kind.NEAR: 0.6}
#: Keeps the scores of one decision below those of the next.
_BELOW = 0.98
#: What names must share, in weights of words: where an initial within is left out or explained; where
#: something before or behind the name is; where an initial before it is explained, or the order differs.
_WITHIN, _AROUND, _AHEAD = 2 * COMMON, RARE + COMMON, 2 * RARE
#: Letters of a name of one word, least, that is known in another spelling.
_ALONE = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out of comparing two names; the same whichever stands first.

    Attributes:
        score: from 0 to 1; from :data:`SAME_FROM` on names are the same, from :data:`ASK_FROM` on to be asked
            about. Within a decision it orders pairs and is no probability.
        decision: ``same``, ``ask`` or ``different``.
        notes: what decided, the weightiest first.
        found: which words answer to which, where what is not letter by letter the same is to be told as well.
    """

    score: float
    decision: Decision
    notes: tuple[Note, ...]
    found: Alignment | None = field(default=None, compare=False)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What decided, in sentences, the weightiest first; put into words when it is asked for."""
        return self.told(None)

    def told(self, most: int | None) -> tuple[str, ...]:
        """So many of the reasons; all of them for None."""
        notes = islice(chain(self.notes, alike(self.found) if self.found else ()), most)
        return tuple([text.format(*words) for text, words, _ in notes]) or (NOTHING_ELSE,)


_ALIKE = Comparison(1.0, "same", (Note("The names are written alike."),))

#: Where the names are the same, and those besides are two.
_TWO_BESIDES = Comparison(
    ASK_FROM + (SAME_FROM - ASK_FROM) * _BELOW,
    "ask",
    (Note("What stands in brackets or behind an alias differs.", two=True),),
)


class Written(NamedTuple):
    """A name as it is written, and what was read from it."""

    text: str
    name: Name


class Comparer:
    """Compares names by the rules of a language, and remembers what it has read and compared.

    Args:
        rules: words and spellings.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.speller = Speller(rules)
        self.parser = Parser(rules, self.speller)
        self._compared = lru_cache(maxsize=2**18)(self._compare)

    def read(self, text: str) -> Written:
        """Take a name apart, for who compares it with many."""
        return Written(text, self.parser.parse(text))

    def compare(self, left: str, right: str) -> Comparison:
        """Compare two names as they are written: with titles, degrees and initials, in any order.

        Args:
            left, right: any text; nothing is raised. Of very long ones only the beginning is read.
        """
        return self.compare_read(self.read(left), self.read(right))

    def compare_read(self, left: Written, right: Written) -> Comparison:
        """Compare two names that have been read."""
        if left.name.words.letters == right.name.words.letters and _are_alike(left, right):
            return _ALIKE
        if left.text > right.text:
            left, right = right, left
        return self._compared(left.name, right.name)

    def _compare(self, a: Name, b: Name) -> Comparison:
        found = _Judge(a, b, align(a.words, b.words, self.speller)).comparison()
        if not (a.others or b.others or a.asides or b.asides):
            return found
        if found.decision == "same":
            return _TWO_BESIDES if self._contradict(a, b) else found
        return max(found, *self._otherwise(a, b), key=lambda each: each.score)

    def _contradict(self, a: Name, b: Name) -> bool:
        """Whether both have names besides, and none of the one can be one of the other."""
        of_a, of_b = (*a.others, *a.asides), (*b.others, *b.asides)
        judged = [_Judge(a, b, align(x, y, self.speller)).comparison() for x, y in product(of_a, of_b)]
        return bool(judged) and all(each.decision == "different" for each in judged)

    def _otherwise(self, a: Name, b: Name) -> Iterator[Comparison]:
        """With further names. What stands in brackets may be a party: it leads to a question at most."""
        of_a, of_b = (a.words, *a.others), (b.words, *b.others)
        for x, y in product((*of_a, *a.asides), (*of_b, *b.asides)):
            if not (x in of_a or y in of_b):
                continue
            judged = _Judge(a, b, align(x, y, self.speller)).comparison()
            sure = x in of_a and y in of_b and min(len(x.each), len(y.each)) > 1
            if judged.decision != "same" or sure:
                yield judged
            else:
                yield Comparison(ASK_FROM, "ask", (Note("A further name of the two is the same."),))


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
    """Weighs an alignment: what speaks against, what leaves doubt.

    Attributes:
        full: matches of whole words.
        shared, strict: what these say together; and those alone that are spellings of one name.
        short, near: matches of initials, and of words that are nearly alike or may be one name.
    """

    __slots__ = (
        "a", "against", "b", "doubts", "found", "full", "left", "left_names", "near", "right", "right_names",
        "shared", "short", "strict",
    )  # fmt: skip

    def __init__(self, a: Name, b: Name, found: Alignment) -> None:
        self.a, self.b, self.found = a, b, found
        self.left, self.right = found.left.each, found.right.each
        self.against: list[Note] = []
        self.doubts: list[Note] = []
        self.full: list[Match] = []
        self.short: list[Match] = []
        self.near: list[Match] = []
        self.shared = self.strict = 0.0
        for match in found.matches:
            kind, left, right = match
            if kind > _SHORT:
                if not (self.left[left[0]].initial or self.right[right[0]].initial):
                    self._share(match)
            elif kind == _SHORT:
                self.short.append(match)
            else:
                self.near.append(match)
        self.left_names = [i for i in found.left_only if found.left.told[i]]
        self.right_names = [j for j in found.right_only if found.right.told[j]]

    def _share(self, match: Match) -> None:
        """Take in a match of whole words."""
        kind, left, right = match
        self.full.append(match)
        weight = min(_weight(self.left, left), _weight(self.right, right))
        if kind == _SAME:
            self.shared += weight
            self.strict += weight
        else:
            self.shared += _FAIR * weight

    def comparison(self) -> Comparison:
        """Decide."""
        a, b, found = self.a, self.b, self.found
        if not self.left or not self.right or a.empty or b.empty:
            return Comparison(ASK_FROM, "ask", (Note("One of the two has no words to compare."),))
        if found.left_only and found.right_only:
            self._conflicts()
        for match in self.near:
            self._near_miss(match)
        if a.generation != b.generation:
            self._generations()
        if found.left.child or found.right.child:
            self._fathers()
        if self.against and (a.nickname or b.nickname):
            self.against = []
            self.doubts.append(Note("One is a nickname, which need not be part of the name."))
        likeness = self._likeness()
        if self.against:
            return Comparison(ASK_FROM * _BELOW * likeness, "different", (*self.against, *self.doubts))
        self._extra_words()
        self._enough()
        self._titles()
        if self.doubts:
            span = (SAME_FROM - ASK_FROM) * _BELOW
            return Comparison(ASK_FROM + span * likeness, "ask", tuple(self.doubts), found)
        return Comparison(SAME_FROM + (1 - SAME_FROM) * likeness, "same", (), found)

    def _conflicts(self) -> None:
        """Words that stand in the same place of both names and are not one word."""
        only, others = self.found.left_only, self.found.right_only
        matched_left = [i for match in self.found.matches for i in match[1]]
        matched_right = [j for match in self.found.matches for j in match[2]]
        for i, j in product(only, others):
            one, other = self.left[i], self.right[j]
            if _before(i, matched_left) != _before(j, matched_right) or one.particle or other.particle:
                continue
            foreign = one.letters.isascii() != other.letters.isascii()
            text = '"{}" and "{}" are of different scripts.' if foreign else '"{}" is not "{}".'
            unsure = foreign or (one.optional and other.optional)
            (self.doubts if unsure else self.against).append(Note(text, (one.text, other.text), two=True))
            break
        if self.left_names and self.right_names and not (self.against or self.doubts):
            words = (self.left[self.left_names[0]].text, self.right[self.right_names[0]].text)
            note = Note('Each name has a word that the other lacks: "{}" and "{}".', words)
            (self.doubts if self.shared >= _AROUND else self.against).append(note)

    def _near_miss(self, match: Match) -> None:
        if match[0] is Kind.UNSETTLED:
            note = Note('"{}" and "{}" may be one name, or two.', texts(self.found, match))
            self.doubts.append(note)
            return
        known = self.left[match[1][0]].known and self.right[match[2][0]].known
        what = "are two names" if known else "are nearly alike: a slip, or two names"
        needed = _AROUND if known else COMMON
        note = Note(f'"{{}}" and "{{}}" {what}.', texts(self.found, match), two=known)
        (self.doubts if self.shared >= needed else self.against).append(note)

    def _generations(self) -> None:
        both = {self.a.generation, self.b.generation}
        told = " and ".join(sorted(filter(None, both)))
        note = Note("Of several people of that name, one is called {}.", (told,), two=True)
        (self.doubts if "" in both else self.against).append(note)

    def _fathers(self) -> None:
        """Whose child each is: what stands behind bin or binti is not the own name."""
        left, right = self.found.left, self.found.right
        both = bool(left.child and right.child)
        if both and left.child != right.child:
            self.against.append(Note("One is a man's name, with bin, and one a woman's, with binti."))
        if turned(self.found):
            note = Note("The own name of the one stands in the other as the father's.", two=True)
            (self.against if both else self.doubts).append(note)
        elif both and moved(self.found):
            self.doubts.append(Note("What is the father's name in the one is not in the other.", two=True))

    def _extra_words(self) -> None:
        """Words of one name that the other lacks."""
        words, extra = (self.left, self.left_names) if self.left_names else (self.right, self.right_names)
        if not extra or (self.left_names and self.right_names):
            return
        # Middle names come and go. A word behind the others may be a father's; before, a child's or wife's.
        own = [i for i, word in enumerate(words) if not (word.optional or word.particle)]
        first, last = own[0] in extra, own[-1] in extra
        if child := next((words[i].text for i in extra if words[i].added), ""):
            self.doubts.append(Note('"{}" may tell a child from a parent of that name.', (child,), two=True))
        elif first or last or self.shared < _AROUND:
            left_out = words[own[0]].initial or words[own[0]].birth
            two = first and not (last or left_out) and len(set(own) - set(extra)) > 1
            self.doubts.append(Note("One name may be part of the other, or another person's.", two=two))

    def _enough(self) -> None:
        """Whether what the names share tells people apart, in view of what is left out or explained."""
        if written_alike(self.found.left, self.found.right):
            enough = self.shared >= COMMON
        elif len(self.full) != 1:
            enough = self.strict >= COMMON and self.shared >= max((COMMON, *self._needs()))
        elif len(self.found.matches) == 1 and not (self.found.left_only or self.found.right_only):
            shortest = min(len(self.found.left.letters), len(self.found.right.letters))
            enough = self.strict >= COMMON and shortest >= _ALONE
        else:
            # One word, and the usual initial of another: "M. Najih" is Muhammad Najih.
            explained = len(self.found.matches) > 1 and not self.short
            enough = explained and self.strict >= max((COMMON, *self._needs()))
        if not enough:
            self.doubts.append(Note("What they share is too little, or too common, to be sure."))

    def _needs(self) -> Iterator[float]:
        """What the names must share for each initial that is explained, and each word that is left out."""
        inner_left = [i for match in self.full for i in match[1]]
        inner_right = [j for match in self.full for j in match[2]]
        for _, (i,), (j,) in self.short:
            if i > min(inner_left, default=0):
                yield _WITHIN
            else:
                yield _AROUND if self.left[i].optional or self.right[j].optional else _AHEAD
        for words, only, inner in (
            (self.left, self.found.left_only, inner_left),
            (self.right, self.found.right_only, inner_right),
        ):
            for i in only:
                if words[i].initial or words[i].optional:
                    yield _WITHIN if inner and min(inner) < i < max(inner) else _AROUND
        if self.a.turned == self.b.turned and self.found.reordered:
            yield _AHEAD

    def _titles(self) -> None:
        if self.a.sex and self.b.sex and self.a.sex != self.b.sex:
            self.doubts.append(Note("Titles, bin or binti say that one is a man and one a woman.", two=True))
        if self.a.cut or self.b.cut:
            self.doubts.append(Note("One is too long to be read to its end."))

    def _likeness(self) -> float:
        """The share of words that answer to each other, by weight, from 0 to 1."""
        of_left, of_right = self.found.left.counts, self.found.right.counts
        good = 0.0
        for kind, left, right in self.found.matches:
            share = _SHARE[kind]
            for i in left:
                good += share * of_left[i]
            for j in right:
                good += share * of_right[j]
        return min(good / (sum(of_left) + sum(of_right) or 1.0), 1.0)


def _are_alike(left: Written, right: Written) -> bool:
    """Whether two names are the same letter by letter, titles and all, and are more than titles."""
    if left.text != right.text:
        a, b = left.name, right.name
        if a.cut or b.cut or not written_alike(a.words, b.words):  # unlike "H. Jamal" and "Hj. Amal"
            return False
        if letters(beginning(left.text)) != letters(beginning(right.text)):
            return False
    return _says_a_word(left.name)


def _says_a_word(name: Name) -> bool:
    """Whether a name is more than titles and initials, which are many people's."""
    every = name.others if name.empty else (name.words, *name.others)
    return any(not (word.initial or word.particle) for words in every for word in words.each)


def _weight(words: Sequence[Word], positions: Sequence[int]) -> float:
    """How much words say together; mostly it is one."""
    if len(positions) == 1:
        return words[positions[0]].weight
    return sum(words[i].weight for i in positions)


def _before(position: int, matched: Sequence[int]) -> int:
    """How many of the matched words stand before a position: the place of a word among them."""
    return len([each for each in matched if each < position])
