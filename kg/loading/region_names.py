"""Reading regions from words: the names of regions, and the words around them that say their level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from kg.loading.lexicon import Lexicon, Phrase, Phrases
from kg.loading.regions import Region
from kg.names import fold

Regions = tuple[Region, ...]

#: Level words that may follow each other, as in "the City Council (Council) of ...".
_MOST_PHRASES = 4


class Reading(NamedTuple):
    """Where a reading of some words ends, and the regions that it can mean."""

    end: int
    regions: Regions


class Words(Enum):
    """Which words may stand before the name of a region."""

    LEVEL = auto()
    GOVERNMENT = auto()
    SEAT = auto()
    LEVEL_OR_GOVERNMENT = auto()
    ANY = auto()


class RegionNames:
    """The names of regions, without regard to case, accents, punctuation and spacing.

    Attributes:
        levels: all levels of the lexicon.
        longest: most words that the name of a region can have.
        abbreviations: aliases of one word, which can be everyday words, too.
    """

    def __init__(self, regions: Mapping[str, Region], lexicon: Lexicon) -> None:
        self.levels = frozenset(lexicon.levels)
        self._lexicon = lexicon
        level = [(words.before, (name,)) for name, words in lexicon.levels.items()]
        government = [
            *((rule.words, (name,)) for name, rule in lexicon.governments.levels.items()),
            (lexicon.governments.any_level, tuple(lexicon.levels)),
        ]
        seat = [(seat.words, seat.levels) for seat in lexicon.seats]
        self._before = {
            Words.LEVEL: Phrases(lexicon, level),
            Words.GOVERNMENT: Phrases(lexicon, government),
            Words.SEAT: Phrases(lexicon, seat),
            Words.LEVEL_OR_GOVERNMENT: Phrases(lexicon, [*level, *government]),
            Words.ANY: Phrases(lexicon, [*level, *government, *seat]),
        }
        self._after = Phrases(lexicon, [(words.after, (name,)) for name, words in lexicon.levels.items()])
        self._make_index(regions.values())

    def phrases(self, words: Sequence[str], start: int, sort: Words) -> list[Phrase]:
        """The level words of a sort that begin at a word, the longest first."""
        return self._before[sort].at(words, start)

    def bare(self, region: Region) -> str:
        """A region's name without the words that say its level."""
        words = region.name.split()
        for phrase in self.phrases(self._lexicon.words(region.name), 0, Words.LEVEL):
            if region.level in phrase.levels and phrase.end < len(words):
                return " ".join(words[phrase.end :])
        return region.name

    def read(
        self, words: Sequence[str], start: int, levels: frozenset[str], sort: Words, depth: int = 0
    ) -> Iterator[Reading]:
        """Readings of what begins at a word as regions of these levels, behind words of a sort or none.

        Readings with level words come first, then those with more words in the name.
        """
        if depth < _MOST_PHRASES:
            for phrase in self.phrases(words, start, sort):
                if allowed := levels & phrase.levels:
                    yield from self.read(words, phrase.end, allowed, sort, depth + 1)
        yield from self.read_name(words, start, levels)

    def read_name(self, words: Sequence[str], start: int, levels: frozenset[str]) -> Iterator[Reading]:
        """The same with no words before the name."""
        for end in range(min(len(words), start + self.longest), start, -1):
            known = self._index.get("".join(words[start:end]))
            if known is None:
                continue
            for phrase in self._after.at(words, end):
                if found := of_levels(known, levels & phrase.levels):
                    yield Reading(phrase.end, found)
            if found := of_levels(known, levels):
                yield Reading(end, found)

    def named_by(self, words: Sequence[str], start: int = 0, depth: int = 0) -> Regions:
        """The regions that all words from one on name: a region, and perhaps what it is part of."""
        for end, regions in self.read(words, start, self.levels, Words.LEVEL_OR_GOVERNMENT):
            if end == len(words):
                return regions
            around = self.named_by(words, end, depth + 1) if depth < len(self.levels) else ()
            if found := tuple(r for r in regions if any(r != top and r.within(top) for top in around)):
                return found
        return ()

    def _make_index(self, regions: Iterable[Region]) -> None:
        """Keys are names without spaces: "New Town" and "Newtown" are one."""
        index: dict[str, dict[str, Region]] = {}
        names: set[str] = set()
        abbreviations: set[str] = set()
        longest = 1
        for region in regions:
            official = {self.bare(region), region.name_en or ""}
            for text in (*official, *region.aliases):
                for words in {self._lexicon.words(text), tuple(fold(text).split())}:
                    for end in (len(words), *self._ends_before_level(words)):
                        index.setdefault("".join(words[:end]), {})[region.code] = region
                        longest = max(longest, end)
                    (names if text in official or len(words) > 1 else abbreviations).add("".join(words))
        index.pop("", None)
        self._index = {key: in_order(found.values()) for key, found in index.items()}
        self.abbreviations = frozenset(abbreviations - names)
        # People put spaces where the list has none.
        self.longest = longest + 2

    def _ends_before_level(self, words: Sequence[str]) -> list[int]:
        """Where a name ends that is followed by a level word and nothing else ("South Aceh" Regency)."""
        starts = range(1, len(words))
        return [
            start for start in starts for phrase in self._after.at(words, start) if phrase.end == len(words)
        ]


def of_levels(regions: Regions, levels: frozenset[str]) -> Regions:
    """Those regions that are of one of the levels."""
    return tuple(region for region in regions if region.level in levels)


def in_order(regions: Iterable[Region]) -> Regions:
    """Regions sorted by code."""
    return tuple(sorted(regions, key=lambda region: region.code))


def narrow(regions: Regions, others: Regions) -> Regions:
    """What two sets of regions mean together: the inner ones where one is part of the other, else all."""
    if not regions:
        return others
    inner = {a if a.within(b) else b for a in regions for b in others if a.within(b) or b.within(a)}
    return in_order(inner or {*regions, *others})
