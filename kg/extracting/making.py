"""Puts together what reads articles for a project: words, regions, and who was seen in office when."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import kg.extract
from kg.extract import Extraction, Extractor, Knowledge, ManyInOneError, Place, read_pack
from kg.extract.date_words import DateWords
from kg.extract.extractor import language_files
from kg.files import code_of, files_in
from kg.loading import Gazetteer
from kg.names import fold
from kg.project import Project, builtin
from kg.readers import BadRow, read_rows
from kg.readers.articles import BadDocument, Document

#: The language of the articles that are read; its words are in ``kg/extract/<language>``.
LANGUAGE = "id"

#: Raised when the same article gives other facts than before because rules changed, not only words.
VERSION = 1

#: How statements name what read them.
METHOD = f"extract-{LANGUAGE}/{VERSION}"
#: What of kg decides which facts an article tells.
_READ_BY = ("extract", "names", "readers")

_WORDS = Path(kg.extract.__path__[0]) / LANGUAGE
_DATES = Path("dates.yaml")
_OFFICES = "offices.jsonl"


@dataclass(frozen=True)
class Reading:
    """A way to read articles. Made once, used for many.

    Attributes:
        extractor: finds the facts of a text.
        method: name and version, as statements have it.
        fingerprint: of all that facts depend on beside the article: rules, words, regions, offices.
            With the same one, the same article gives the same facts.
        standing: words that stand with an office that is not held.
    """

    extractor: Extractor
    method: str
    fingerprint: str
    standing: frozenset[str]

    def facts(self, document: Document) -> Extraction | BadDocument:
        """What an article says. One on which rules fail does not take the others along."""
        try:
            return self.extractor.extract(document.text, day_of(document.published), document.captions)
        except ManyInOneError as error:
            return BadDocument(document.name, str(error), "save each article as a file of its own")
        except Exception as error:  # articles are strangers' texts, and there may be thousands of them
            if os.environ.get("KG_DEBUG", "") not in ("", "0"):
                raise
            what = f"{type(error).__name__}: {error}".partition("\n")[0][:200]
            reason = f"makes the rules of kg fail ({what})"
            return BadDocument(document.name, reason, "report this fault, with the article if you may")


def make_reading(project: Project, gazetteer: Gazetteer | None = None) -> Reading:
    """Put together what reads articles for a project.

    Words come from the language, then from ``loaders/extract.yaml`` of built-in content, plug-ins and the
    project, then from the project's ``extract/*.yaml``: they add up. ``extract/dates.yaml`` has
    words of dates. Names of districts are those that come with kg.

    Args:
        project: whose content is used.
        gazetteer: of the project, when it is there already.

    Raises:
        ContentError: one of the files is wrong; with file and line.
    """
    words, dates = _pack_files(project), _date_files(project)
    offices = [path for folder in project.content("data") if (path := folder / _OFFICES).is_file()]
    knowledge = _knowledge(gazetteer or read_gazetteer(project), offices)
    pack = read_pack(words)
    extractor = Extractor(pack, DateWords.from_files(*dates), knowledge)
    regions = [*_gazetteer_files(project), _districts_file()]
    fingerprint = _fingerprint([*words, *dates, *regions, *offices])
    return Reading(extractor, METHOD, fingerprint, frozenset(pack.standing))


def read_gazetteer(project: Project) -> Gazetteer:
    """The regions, with the words that a project has for them and for institutions."""
    return Gazetteer.from_files(*_gazetteer_files(project))


def day_of(published: str | None) -> date | None:
    """The day of a date and time in ISO form; None unless day, month and year are known."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _gazetteer_files(project: Project) -> tuple[Path, Path]:
    lexicons = [folder / "lexicon.yaml" for folder in project.content("loaders")]
    return builtin("data") / "regions.csv", next(path for path in reversed(lexicons) if path.is_file())


def _pack_files(project: Project) -> list[Path]:
    of_subjects = (folder / "extract.yaml" for folder in project.content("loaders"))
    own = [path for path in _own_words(project) if path.stem != _DATES.stem]
    return [*language_files(_WORDS), *(path for path in of_subjects if path.is_file()), *own]


def _date_files(project: Project) -> list[Path]:
    return [_WORDS / _DATES, *(path for path in _own_words(project) if path.stem == _DATES.stem)]


def _own_words(project: Project) -> list[Path]:
    folder = project.root / "extract"
    return files_in(folder, ".yaml", ".yml") if folder.is_dir() else []


def _knowledge(gazetteer: Gazetteer, offices: Iterable[Path]) -> Knowledge:
    places = []
    for region in gazetteer.regions.values():
        government, kind, _ = gazetteer.government(region)
        bare = gazetteer.bare_name(region)
        of_region = (region.code, region.name, bare, region.level, region.province)
        places.append(Place(*of_region, government, kind, tuple(region.aliases)))
    seen: dict[str, tuple[str, str]] = {}
    for name, day in _sightings(offices):
        first, last = seen.get(name, (day, day))
        seen[name] = (min(first, day), max(last, day))
    return Knowledge(tuple(places), gazetteer.kind_of, districts=_districts(), seen=seen)


def _districts_file() -> Path:
    return builtin("data") / "geo" / "districts.csv"


def _districts() -> frozenset[str]:
    with _districts_file().open(encoding="utf-8", newline="") as file:
        return frozenset(fold(row["name"]) for row in csv.DictReader(file))


def _sightings(offices: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Names, folded, and days on which they were seen in an office.

    What is no such record is passed over here; `kg load` says what is wrong with it.
    """
    for path in offices:
        for row in read_rows(path):
            if isinstance(row, BadRow):
                continue
            name, days = row.data.get("name"), row.data.get("seen_on")
            for day in days if isinstance(name, str) and isinstance(days, list) else ():
                if isinstance(day, str) and len(day) == 10 and day_of(day):
                    yield fold(str(name)), day


def _fingerprint(files: Iterable[Path]) -> str:
    hashed = hashlib.sha256(f"{METHOD}\0{code_of(*_READ_BY)}".encode())
    for path in files:
        content = path.read_bytes()
        hashed.update(f"\0{path.name}\0{len(content)}\0".encode())
        hashed.update(content)
    return hashed.hexdigest()
