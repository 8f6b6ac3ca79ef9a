"""Makes what reads articles, from the files that kg brings along."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import kg.extract
from kg.extract import Extractor, Knowledge, Place, read_pack
from kg.extract.date_words import DateWords
from kg.extract.extractor import language_files
from kg.extract.pack import Pack
from kg.loading import Gazetteer
from kg.names import fold
from kg.project import builtin

LANGUAGE = Path(kg.extract.__path__[0]) / "id"


def pack_files() -> list[Path]:
    """The words of the language, then those of the subject."""
    return [*language_files(LANGUAGE), builtin("loaders") / "extract.yaml"]


@functools.cache
def pack() -> Pack:
    return read_pack(pack_files())


def make_extractor(words: Pack) -> Extractor:
    """With the regions of Indonesia, and the people of the list of offices."""
    regions = Gazetteer.from_files(builtin("data") / "regions.csv", builtin("loaders") / "lexicon.yaml")
    knowledge = Knowledge(tuple(_places(regions)), regions.kind_of, _seen(builtin("data") / "offices.jsonl"))
    return Extractor(words, DateWords.from_file(LANGUAGE / "dates.yaml"), knowledge)


@functools.cache
def bundled_extractor() -> Extractor:
    return make_extractor(pack())


def _places(regions: Gazetteer) -> Iterator[Place]:
    for region in regions.regions.values():
        government, kind, _ = regions.government(region)
        bare = regions.bare_name(region)
        known_as = (region.code, region.name, bare, region.level, region.province)
        yield Place(*known_as, government, kind, tuple(region.aliases))


def _seen(offices: Path) -> dict[str, tuple[str, str]]:
    """The first and last day on which each person was seen in an office."""
    days: dict[str, list[str]] = {}
    for line in offices.read_text("utf-8").splitlines():
        record = json.loads(line)
        days.setdefault(fold(record["name"]), []).extend(_whole(record["seen_on"]))
    return {name: (min(known), max(known)) for name, known in days.items() if known}


def _whole(days: Iterable[str | None]) -> Iterator[str]:
    """Of dates, those of which the day is known."""
    yield from (day for day in days if day and len(day) == len("2000-01-01"))
