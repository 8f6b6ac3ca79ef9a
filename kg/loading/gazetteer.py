"""Regions by the names people give them, and what the name of an institution tells.

Knows no language: names come from a list of regions, the words around them from a lexicon. A
government is recognised by its region, so that long and short forms of its name are one. Nothing is
guessed: a name that fits several regions gives all of them, or none where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from kg.errors import ContentError
from kg.loading.lexicon import Lexicon
from kg.loading.region_names import Reading, RegionNames, Regions, Words, in_order, narrow, of_levels
from kg.loading.regions import Region, read_regions
from kg.names import fold

__all__ = ["Gazetteer", "Region"]

#: Names are looked up again and again; this many are remembered per function.
_REMEMBERED = 65_536
#: Longer texts name no region and no institution (the longest name in the bundled data has 12 words).
_MOST_WORDS = 60


class _Place(NamedTuple):
    """Regions that an institution's name can mean.

    ``clear``: a level word or the kind of institution says that it is of that region, and does not
    merely bear its name.
    """

    regions: Regions
    clear: bool


class Gazetteer:
    """Finds regions by name. Build it with :meth:`from_files`.

    Attributes:
        regions: by code, in the order of the file.
        lexicon: as read.
        government_kinds: kinds of institution that govern a region.
        shared_jurisdiction: kinds of institution whose people are looked at together by region.
    """

    def __init__(self, regions: Iterable[Region], lexicon: Lexicon) -> None:
        self.regions: dict[str, Region] = {region.code: region for region in regions}
        self.lexicon = lexicon
        self.shared_jurisdiction = lexicon.shared_jurisdiction
        self._names = RegionNames(self.regions, lexicon)
        self._elsewhere = [lexicon.words(name) for name in lexicon.elsewhere]
        self._joining = {word for text in lexicon.joining_words for word in lexicon.words(text)}
        self.government_kinds = {rule.kind for rule in lexicon.governments.levels.values()}
        self._find = lru_cache(_REMEMBERED)(self._find_now)
        self._place = lru_cache(_REMEMBERED)(self._place_now)
        self._kind = lru_cache(_REMEMBERED)(self._kind_now)
        self._short = lru_cache(_REMEMBERED)(self._short_now)
        self._of_many = lru_cache(_REMEMBERED)(self._of_many_now)

    @classmethod
    def from_files(cls, regions_csv: Path, lexicon_yaml: Path) -> Gazetteer:
        """Read a list of regions and a lexicon.

        Raises:
            ContentError: one of them is wrong; with file and line.
        """
        lexicon = Lexicon.from_file(lexicon_yaml)
        regions = read_regions(regions_csv, lexicon)
        exceptions = [("governments", code) for code in lexicon.governments.exceptions]
        for kind, rule in lexicon.official_names.items():
            exceptions += [(f"official_names > {kind}", code) for code in rule.exceptions]
        for where, code in exceptions:
            if code not in regions:
                message = f"{where} > exceptions: no region {code!r} in {regions_csv.name}."
                raise ContentError(message, lexicon_yaml)
        return cls(regions.values(), lexicon)

    def find(self, text: str) -> Regions:
        """Regions that a text names, sorted by code; several when it is ambiguous, none when it names none.

        The text is a code, or a name and nothing else, but level words (``Province``), words
        for a government and the region it is part of may stand with it.
        """
        return self._find(text)

    def of_institution(self, name: str, kind: str | None = None) -> Region | None:
        """The region that an institution's name tells; None when it tells none or could mean several.

        What merely bears the name of a region and of another around it is of the outer one: a
        university named after a city and its province is in that province, wherever in it.

        Args:
            name: of the institution.
            kind: of it; where it governs regions of one level, a name that a region of another bears as well
                means that of this level.
        """
        regions, clear = self._place(name)
        if kind in self.government_kinds:
            levels = frozenset(
                level for level, rule in self.lexicon.governments.levels.items() if rule.kind == kind
            )
            regions = of_levels(regions, levels) or (regions if clear else ())
        if len(regions) > 1 and not clear:
            regions = tuple(top for top in regions if all(region.within(top) for region in regions))
        return regions[0] if len(regions) == 1 else None

    def lacks_region(self, kind: str | None, name: str) -> bool:
        """Whether a name that tells no one region ought to: of a government, or of one of several offices.

        An office can be that of several regions together, a government only of one.
        """
        office = self.lexicon.official_names.get(kind or "")
        return kind in self.government_kinds or bool(
            office and office.levels and not self._place(name).regions
        )

    def agrees(self, name: str, code: str) -> bool:
        """False only when an institution's name clearly says another region than a code does.

        An institution, but not a government, agrees with the region around its own and with those in it.
        """
        region = self.regions.get(code)
        regions, clear = self._place(name)
        if region is None or not regions or not clear:
            return True
        if self.kind_of(name) in self.government_kinds:
            return region in regions
        return any(region.within(other) or other.within(region) for other in regions)

    def kind_of(self, name: str) -> str | None:
        """The kind of institution that a name implies, or None when no rule of the lexicon fits."""
        return self._kind(name)

    def kind_of_governing(self, name: str) -> str | None:
        """The kind of the government of a region whose name, with its level, is all that a name holds.

        Where people look for an institution, "County of Example" means what governs it. None of all else.
        """
        if not self._names.phrases(self.lexicon.words(name), 0, Words.LEVEL):
            return None
        regions = self.find(name)
        rule = self.lexicon.governments.levels.get(regions[0].level) if len(regions) == 1 else None
        return rule.kind if rule else None

    def identified_by(self, kind: str | None, name: str = "") -> tuple[str, ...]:
        """What tells an institution from others across records: some of kind, name, region; or nothing.

        Args:
            kind: of the institution.
            name: its short form, folded; one that many bear tells nothing without a region.
        """
        told = self.lexicon.identified_by.get(kind or "", ())
        if "name" in told and self._of_many(name):
            return ("name", "region") if kind in self.lexicon.kinds_of_one_region else ()
        return told

    def government(self, region: Region) -> tuple[str, str, tuple[str, ...]]:
        """Name, kind and further names of a region's government.

        Raises:
            KeyError: the lexicon has no government for regions of this level.
        """
        rule = self.lexicon.governments.levels[region.level]
        special = self.lexicon.governments.exceptions.get(region.code)
        bare = self.bare_name(region)
        name = (special and special.name) or rule.name.format(name=region.name, short=bare)
        further = dict.fromkeys(special.aliases if special else ())
        for template in rule.aliases:
            for short in (bare, *region.aliases):
                further[template.format(name=region.name, short=short)] = None
        return name, rule.kind, tuple(alias for alias in further if alias != name)

    def official_name(self, kind: str | None, code: str | None, written: str = "") -> str | None:
        """The official name of the institution that a kind and a region tell.

        Args:
            kind: of institution; None where it is not known.
            code: of the region that it governs or is of, likewise.
            written: its name in a source, which is as good where it has the region's name with other
                spaces, if the list of regions has it so too.

        Returns:
            None where there can be several such institutions, or the lexicon has no name for them.
        """
        region = self.regions.get(code or "")
        if region and kind in self.government_kinds:
            name, governs, _ = self.government(region)
            if kind != governs:
                return None
            bare = self.bare_name(region)
            spaced = (alias for alias in region.aliases if _joined(alias) == _joined(bare))
            return written if written in (name.replace(bare, alias) for alias in spaced) else name
        rule = self.lexicon.official_names.get(kind or "")
        if rule is None:
            return None
        if not rule.levels:
            return rule.name
        if region is None or region.level not in rule.levels:
            return None
        name = rule.exceptions.get(region.code, rule.name)
        return name.format(name=region.name, short=self.bare_name(region))

    def short(self, name: str) -> str:
        """An institution's name as it is written for display."""
        return self._short(name)

    def bare_name(self, region: Region) -> str:
        """A region's name without the words that say its level."""
        return self._names.bare(region)

    def without_level(self, name: str, code: str) -> str:
        """An institution's name without the word for the level of the region that it ends with.

        Args:
            name: such as "Bawaslu Provinsi Maluku".
            code: of the region; one that is not known leaves the name as it is.
        """
        region = self.regions.get(code)
        bare = self.bare_name(region) if region else ""
        if not region or not name.endswith(f" {bare}"):
            return name
        opening = name.removesuffix(f" {bare}").split()
        for phrase in self.lexicon.levels[region.level].before:
            length = len(phrase.split())
            if len(opening) > length and fold(" ".join(opening[-length:])) == fold(phrase):
                return " ".join([*opening[:-length], bare])
        return name

    def _find_now(self, text: str) -> Regions:
        if region := self.regions.get(text.strip()):
            return (region,)
        words = self.lexicon.words(text)
        return self._names.named_by(words) if len(words) <= _MOST_WORDS else ()

    def _place_now(self, name: str) -> _Place:
        words = self.lexicon.words(name)
        if len(words) > _MOST_WORDS or any(words[-len(other) :] == other for other in self._elsewhere):
            return _Place((), False)
        if regions := self._beside_level_words(words):
            return _Place(regions, True)
        start, regions = self._at_the_end(words)
        if self.kind_of(name) in self.lexicon.kinds_of_one_region:
            return _Place(of_levels(regions, self._seat_levels(words)) or self._anywhere(words), True)
        abbreviated = len(words) - start == 1 and words[start] in self._names.abbreviations
        return _Place(() if abbreviated else regions, False)

    def _beside_level_words(self, words: Sequence[str]) -> Regions:
        """What level words in a name point to; the regions of several narrow each other down."""
        regions: Regions = ()
        start = 0
        while start < len(words):
            for phrase in self._names.phrases(words, start, Words.ANY):
                reading = next(self._names.read(words, phrase.end, phrase.levels, Words.ANY, 1), None)
                if reading:
                    start, found = self._with_joined(words, reading)
                    regions = narrow(regions, found)
                    break
            else:
                start += 1
        return regions

    def _with_joined(self, words: Sequence[str], reading: Reading) -> Reading:
        """Add the regions that joining words ("and") put beside one."""
        while reading.end < len(words) and words[reading.end] in self._joining:
            other = next(self._names.read(words, reading.end + 1, self._names.levels, Words.ANY), None)
            if other is None:
                break
            reading = Reading(other.end, in_order({*reading.regions, *other.regions}))
        return reading

    def _at_the_end(self, words: Sequence[str]) -> tuple[int, Regions]:
        """Where the longest name that words end with begins, and its regions, and those joined to them."""
        for start in range(max(0, len(words) - self._names.longest), len(words)):
            for end, regions in self._names.read_name(words, start, self._names.levels):
                if end == len(words):
                    joined = start > 1 and words[start - 1] in self._joining
                    others = self._at_the_end(words[: start - 1])[1] if joined else ()
                    return start, in_order({*regions, *others})
        return len(words), ()

    def _anywhere(self, words: Sequence[str]) -> Regions:
        """Regions with names of two words and more within a name."""
        regions: Regions = ()
        levels = self._seat_levels(words)
        start = 0
        while start < len(words):
            end, found = next(self._names.read_name(words, start, levels), (start + 1, ()))
            if end > start + 1:
                regions = narrow(regions, found)
            start = end
        return regions

    def _seat_levels(self, words: Sequence[str]) -> frozenset[str]:
        """The levels at which words for seats, anywhere in a name, leave its region; else all."""
        levels = self._names.levels
        for start in range(len(words)):
            for phrase in self._names.phrases(words, start, Words.SEAT)[:1]:
                levels &= phrase.levels
        return levels or self._names.levels

    def _kind_now(self, name: str) -> str | None:
        words = self.lexicon.words(name)
        if len(words) > _MOST_WORDS:
            return None
        for phrase in self._names.phrases(words, 0, Words.GOVERNMENT):
            if kind := self._kind_of_government(words, *phrase):
                return kind
        text = " ".join(name.split())
        for rule in self.lexicon.kinds:
            if rule.match.search(text) and (not rule.with_region or self._mentions_region(words)):
                return rule.kind
        return None

    def _kind_of_government(self, words: Sequence[str], end: int, levels: frozenset[str]) -> str | None:
        """By level words where there are any, known region or not; else by the level of the region."""
        while fitting := [
            p for p in self._names.phrases(words, end, Words.LEVEL_OR_GOVERNMENT) if p.levels & levels
        ]:
            end, levels = fitting[0].end, fitting[0].levels & levels
        if len(levels) > 1:
            _, regions = next(self._names.read_name(words, end, levels), (end, ()))
            levels = frozenset(region.level for region in regions)
        rule = self.lexicon.governments.levels.get(min(levels)) if len(levels) == 1 else None
        return rule.kind if rule else None

    def _mentions_region(self, words: Sequence[str]) -> bool:
        return bool(self._beside_level_words(words) or self._at_the_end(words)[1])

    def _of_many_now(self, name: str) -> bool:
        return any(many.search(name) for many in self.lexicon.names_of_many)

    def _short_now(self, name: str) -> str:
        text = " ".join(name.split())
        for rule in self.lexicon.short:
            text = rule.match.sub(rule.write, text)
        return " ".join(text.split())


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")
