"""The words of dates in a language, read from a YAML file and refused with file and line when wrong.

Only the shape is known here. See ``kg/extract/id/dates.yaml`` for what the sections mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kg.documents import Document, Where, nearest_line, read_document
from kg.errors import ContentError
from kg.ontology.hints import did_you_mean
from kg.word_lists import joined

Unit = Literal["day", "week", "month", "year"]

#: Names of the keys in the file; a word's number is the place of its key.
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _word(text: str) -> str:
    if not text or text != " ".join(text.split()) or any(char.isdigit() for char in text):
        raise ValueError(f"{text!r} is no word; write letters or signs, with single blanks in between.")
    return text.lower()


Word = Annotated[str, AfterValidator(_word)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]
Direction = Annotated[int, Field(ge=-1, le=1)]


class Shift(NamedTuple):
    """So many units from the day of publication: ``Shift("week", -1)`` is last week."""

    unit: Unit
    by: int


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Spelt(_Part):
    words: Words
    misspelt: tuple[Word, ...] = ()


class _Weekday(_Spelt):
    short: tuple[Word, ...] = ()


class _Relative(_Part):
    unit: Unit
    by: int


class _Introduce(_Part):
    day: Words
    month: Words
    year: Words
    around_day: tuple[Word, ...] = ()
    around_month: tuple[Word, ...] = ()
    around_year: tuple[Word, ...] = ()


class _Guards(_Part):
    before_number: tuple[Word, ...] = ()
    after_number: tuple[Word, ...] = ()
    before_weekday: tuple[Word, ...] = ()
    after_weekday: tuple[Word, ...] = ()


class _File(_Part):
    months: dict[str, _Spelt]
    weekdays: dict[str, _Weekday]
    units: Annotated[dict[Unit, Words], Field(min_length=1)]
    shifts: Annotated[dict[Word, Direction], Field(min_length=1)]
    counted_shifts: dict[Word, Direction] = {}
    counts: dict[Word, Annotated[int, Field(ge=2, le=99)]] = {}
    vague_counts: tuple[Word, ...] = ()
    relative: Annotated[dict[Word, _Relative], Field(min_length=1)]
    parts_of_day: Words
    ranges: Words
    pairs: Words
    introduce: _Introduce
    guards: _Guards


@dataclass(frozen=True)
class DateWords:
    """The words of dates in one language, all in lower case.

    ``months`` give 1 to 12, ``weekdays`` 0 (Monday) to 6, ``units`` the unit; ``shifts`` and
    ``counted_shifts`` (those only behind a counted unit) -1, 0 or 1 for past, present and future.
    ``misspelt`` are the wrong spellings among months and weekdays, ``short`` the abbreviated weekdays.
    ``introduce`` and ``guards`` are sets of words by their keys in the file.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    short: frozenset[str]
    misspelt: frozenset[str]
    units: dict[str, Unit]
    shifts: dict[str, int]
    counted_shifts: dict[str, int]
    counts: dict[str, int]
    vague_counts: frozenset[str]
    relative: dict[str, Shift]
    parts_of_day: tuple[str, ...]
    ranges: tuple[str, ...]
    pairs: tuple[str, ...]
    introduce: dict[str, frozenset[str]]
    guards: dict[str, frozenset[str]]

    @classmethod
    def from_files(cls, *paths: Path) -> Self:
        """Read the words of a language, and what further files add to them.

        Raises:
            ContentError: a file is wrong; of several errors, the first. :func:`lint_date_words` has all.
        """
        file, errors = _read(paths)
        if file is None or errors:
            raise errors[0]
        spelt = [*file.months.values(), *file.weekdays.values()]
        return cls(
            months={word: number + 1 for word, number in _numbered(file.months, MONTHS).items()},
            weekdays=_numbered(file.weekdays, WEEKDAYS),
            short=frozenset(word for day in file.weekdays.values() for word in day.short),
            misspelt=frozenset(word for entry in spelt for word in entry.misspelt),
            units={word: unit for unit, words in file.units.items() for word in words},
            shifts=file.shifts,
            counted_shifts=file.shifts | file.counted_shifts,
            counts=file.counts,
            vague_counts=frozenset(file.vague_counts),
            relative={phrase: Shift(shift.unit, shift.by) for phrase, shift in file.relative.items()},
            parts_of_day=file.parts_of_day,
            ranges=file.ranges,
            pairs=file.pairs,
            introduce=_sets(file.introduce),
            guards=_sets(file.guards),
        )


def lint_date_words(*paths: Path) -> list[ContentError]:
    """Everything that is wrong with files of the words of dates; each is read with those before it."""
    return next((errors for n in range(len(paths)) if (errors := _read(paths[: n + 1])[1])), [])


def _numbered(entries: Mapping[str, _Spelt], names: tuple[str, ...]) -> dict[str, int]:
    return {
        word: number
        for number, name in enumerate(names)
        for spellings in dict(entries[name]).values()
        for word in spellings
    }


def _sets(part: _Part) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in part}


def _read(paths: Sequence[Path]) -> tuple[_File | None, list[ContentError]]:
    try:
        documents = [read_document(path) for path in paths]
    except ContentError as error:
        return None, [error]
    values: Any = reduce(joined, (document.values for document in documents))
    path, last = paths[-1], documents[-1]
    try:
        file = _File.model_validate(values)
    except ValidationError as error:
        return None, _errors(list(_explained(error)), path, last)
    return file, [
        *_errors(list(_misnamed(file)), path, last),
        *_twice(list(zip(paths, documents, strict=True))),
    ]


def _errors(found: list[tuple[Where, str]], path: Path, document: Document) -> list[ContentError]:
    return [ContentError(message, path, nearest_line(document.lines, where)) for where, message in found]


def _explained(error: ValidationError) -> Iterator[tuple[Where, str]]:
    for detail in error.errors(include_url=False):
        where = tuple(part for part in detail["loc"] if part != "[key]")
        dotted = ".".join(str(part) for part in where)
        if detail["type"] == "extra_forbidden":
            hint = did_you_mean(str(where[-1]), _keys())
            yield where, f"unknown key {where[-1]!r}.{hint}"
        elif detail["type"] == "missing":
            yield where, f"{dotted} is missing."
        else:
            message = detail["msg"].removeprefix("Value error, ")
            yield where, f"{dotted}: {message[:1].lower()}{message[1:]} (found {detail['input']!r:.60})."


def _keys() -> set[str]:
    models: tuple[type[_Part], ...] = (_File, _Weekday, _Relative, _Introduce, _Guards)
    return {name for model in models for name in model.model_fields}


def _misnamed(file: _File) -> Iterator[tuple[Where, str]]:
    sections = (("months", set(file.months), MONTHS), ("weekdays", set(file.weekdays), WEEKDAYS))
    for section, found, names in sections:
        for name in sorted(found - set(names)):
            yield (section, name), f"{section}.{name} is not known.{did_you_mean(name, names)}"
        for name in sorted(set(names) - found):
            yield (section,), f"{section}.{name} is missing."


def _twice(files: Sequence[tuple[Path, Document]]) -> Iterator[ContentError]:
    """Words that would mean two things, because they stand in two places of a section."""
    for section in ("months", "weekdays", "units"):
        first: dict[str, str] = {}
        for path, document in files:
            for where, word in _leaves(document.values.get(section), (section,)):
                line, key = nearest_line(document.lines, where), word.lower()
                if key in first:
                    message = f"{word!r} stands twice in {section}, first in {first[key]}."
                    yield ContentError(message, path, line)
                place = f"line {line}" if path == files[-1][0] else f"line {line} of {path.name}"
                first.setdefault(key, place)


def _leaves(value: object, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*where, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _leaves(item, (*where, number))
