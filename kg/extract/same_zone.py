"""Regions that share a zone: listed behind it, or named before it and meant by "both", "the two regions"."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from kg.extract.assessed import Result
from kg.extract.doc import Mention
from kg.extract.figures import DECIMAL, REACH, Figures, key_of
from kg.extract.pack import Pack
from kg.extract.tokens import Token

#: Tokens behind a zone in which "namely" may stand before those that are in it, and in which "has" may.
_NAMELY_REACH, _HOLDS_REACH = 8, 2
_NAMELY = frozenset({"as", "names"})
#: Tokens before a zone in which the number of those in it may stand, and above which it is no such number.
_COUNT_REACH = 4
_MOST_COUNTED = 20
#: Regions told of in one paragraph, most, when "both" means them; more can be told of in several.
_FEW = 2
#: Words behind which "second" counts them: "for the second year this regency is in the green zone".
_COUNTED = frozenset({"assessment_year", "assessment_other"})
_GRADES = frozenset({"zone", "category"})


def listed_behind(
    tokens: Sequence[Token], subjects: Mapping[int, Mention], i: int, end: int
) -> list[Mention]:
    """The regions of a list that follows: "green, namely A, B and C", "in the green zone there are A and B".

    Args:
        tokens: of the text.
        subjects: regions and institutions that can be assessed, by their first token.
        i: the token behind the zone.
        end: where the sentence ends.
    """
    j = next((j for j in range(i, min(end, i + _NAMELY_REACH)) if _opens(tokens, i, j)), None)
    if j is None or any(at in subjects or "zone" in tokens[at].senses for at in range(i, j)):
        return []
    found: list[Mention] = []
    j += 1
    while j < end:
        mention = subjects.get(j)
        if mention:
            found.append(mention)
            j = mention.last
        elif _goes_on(tokens[j], listed=bool(found)):
            j += 1
        else:
            break
    return found


def _opens(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether a list can begin behind a token."""
    token = tokens[j]
    if token.text == ":" or not _NAMELY.isdisjoint(token.cues):
        return True
    holds = j < i + _HOLDS_REACH and "assessment_holds" in token.senses
    return holds and all(before.text[0].isalpha() for before in tokens[i:j])


def _goes_on(token: Token, *, listed: bool) -> bool:
    """Whether a list of regions can go on behind a token: a mark, a word of joining, a figure."""
    return token.text in ",()" or "with" in token.cues or (listed and token.text[0].isdigit())


class NumberWords:
    """Words for a number of regions, as a pack has them.

    Attributes:
        counts: words for numbers.
    """

    def __init__(self, pack: Pack) -> None:
        self.counts = frozenset(word for words in pack.numbers.values() for word in words)
        self._alone = {word: number for number, words in pack.all_of.items() for word in words}
        self._before = {word: number for number, words in pack.all_the.items() for word in words}

    def all_of(self, tokens: Sequence[Token]) -> tuple[int, bool] | None:
        """How many the first words such as "both" mean, and whether they say that these are regions."""
        before: Token | None = None
        for token, behind in zip_longest(tokens, tokens[1:]):
            if number := self._alone.get(token.norm):
                return number, False
            ordinal = before is not None and not _COUNTED.isdisjoint(before.senses)
            of_regions = behind is not None and "assessment_ones" in behind.senses and not ordinal
            if of_regions and (number := self._before.get(token.norm)):
                return number, True
            before = token
        return None


class OfSome:
    """Tells zones that only a number of regions is said to be in: "six are in the green zone"."""

    def __init__(
        self, words: NumberWords, figures: Figures, subjects: Mapping[int, Mention], years: Mapping[int, int]
    ) -> None:
        self._counts, self._figures, self._subjects, self._years = words.counts, figures, subjects, years
        self._tokens = figures.tokens

    def has(self, i: int) -> bool:
        """Whether the zone at a token is such a one."""
        first = self._figures.sentence.first
        for j in range(i - 1, max(first, i - _COUNT_REACH) - 1, -1):
            token = self._tokens[j]
            if token.text in ",;:(" or token.start in self._years or self._is_one_of(j):
                return False
            if token.norm in self._counts:
                return True
            if (number := token.number) is not None:
                rest = self._tokens[j - 1].text in ",." and self._tokens[j - 2].text.isdigit()
                known = not rest and (number < _MOST_COUNTED or not self._is_told_of_one(j))
                return known or self._counts_regions(j, i)
        return any(self._counts_regions(j, i) for j in range(max(first, i - REACH), i - 1))

    def _counts_regions(self, j: int, i: int) -> bool:
        """Whether a token counts regions that a zone is said of: "87 regions that are", "two in A are"."""
        number, regions = self._tokens[j : j + 2]
        counted = number.norm in self._counts or (number.text.isdigit() and number.start not in self._years)
        if not counted or "assessment_ones" not in regions.senses:
            return False
        between = range(j + 1, i)
        others = any(at in self._subjects and "at" not in self._tokens[at - 1].cues for at in between)
        if others or any(self._tokens[at].text in ",;:(" for at in between) or self._is_one_of(j):
            return False
        among = "assessment_was" in self._tokens[j - 1].senses  # "The first of 98 cities."
        return not among and (not self._is_named_before(j) or "which" in self._tokens[j + 2].cues)

    def _is_one_of(self, j: int) -> bool:
        """Whether a number counts those among or beside whom somebody is who was named: "one of ten"."""
        return self._is_named_before(j) and "assessment_among" in self._tokens[j - 1].senses

    def _is_told_of_one(self, j: int) -> bool:
        """Whether a sentence names something, or speaks of its score, before a token."""
        return self._is_named_before(j) or self._figures.says_before(j, REACH, "assessment_score")

    def _is_named_before(self, j: int) -> bool:
        return any(at in self._subjects for at in range(self._figures.sentence.first, j))


class ToldOf:
    """What a text has told so far, for what it says of all of it.

    Attributes:
        listing: results of the last paragraph, or list, that gives some.
        scored: whether the sentence before gives a score, and names no other index.
    """

    def __init__(self, words: NumberWords, figures: Figures, subjects: Mapping[int, Mention]) -> None:
        self._words, self._figures = words, figures
        named: dict[str, Mention] = {}
        for mention in subjects.values():
            named.setdefault(key_of(mention), mention)
        self._named = list(named.values())
        self.listing: list[Result] = []
        self._by_sentence: list[list[Result]] = []
        self._just_told: list[list[Result]] = []
        self._line = -1
        self.scored = False

    def add(self, results: list[Result], named: Iterable[Mention], *, row: bool) -> None:
        """Note what the sentence that was read gives, and whom it names."""
        sentence = self._figures.sentence
        said = self._figures.tokens[sentence.first : sentence.last]
        scored = any("score" in result.spans for result in results)
        self.scored = scored and all("assessment_index" not in token.senses for token in said)
        self._just_told = [results, [Result(one) for one in named]]
        if not results:
            return
        line = sentence.line
        near = self.listing and (row or line == self._line)
        self.listing = [*self.listing, *results] if near else list(results)
        self._by_sentence.append(results)
        self._line = line

    def meant(self, first: int, last: int) -> list[Result] | None:
        """The results that some tokens speak of as one: "both", "the three regions".

        Those of regions that have none yet, or none of the year that is named, are new.

        Returns:
            None where the tokens have no such words, or give no zone or category, or scores too.
        """
        tokens = self._figures.tokens[first:last]
        counted = self._words.all_of(tokens)
        graded = (n for n, token in enumerate(tokens, first) if not _GRADES.isdisjoint(token.senses))
        at = next(graded, None)
        if counted is None or at is None or any(DECIMAL.fullmatch(token.text) for token in tokens):
            return None
        year, named = self._figures.year_of_zone(at), self._figures.names_a_year()
        return [
            one if one.spans and (not named or year in {None, one.year}) else Result(one.subject, year)
            for one in self._so_many(*counted)
        ]

    def _so_many(self, number: int, regions: bool) -> list[Result]:
        """So many of those told of, or else so many results of one region."""
        told = [self.listing] if number <= _FEW else _together(self._by_sentence[-number:])
        first = self._figures.sentence.first
        named = [Result(one) for one in self._named[: number + 1] if regions and one.first < first]
        for results in (*self._just_told, *told, named):
            newest = {key_of(one.subject): one for one in sorted(results, key=_year)}
            if len(newest) == number:
                return list(newest.values())
        scored = [result for result in self.listing if result.score is not None]
        of_one = not regions and len({key_of(one.subject) for one in scored}) == 1
        return scored if of_one and len(scored) == number else []


def _together(told: Sequence[Sequence[Result]]) -> Iterator[list[Result]]:
    """Results of the last of some sentences, of the last two, and so on."""
    results: list[Result] = []
    for before in reversed(told):
        results = [*before, *results]
        yield results


def _year(result: Result) -> float:
    """The year of a result; one without a year is of the assessment that is told of."""
    return math.inf if result.year is None else result.year
