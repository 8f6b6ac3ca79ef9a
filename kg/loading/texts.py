"""The values that fields of records may hold: clean text, names, dates as known, addresses, numbers.

Each is a pydantic type. What it refuses is raised with :func:`refusal`, so that the reason and the
remedy reach the reader as written here.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

#: Most characters of a name or another short text, of an address, and of notes.
NAME_LENGTH, URL_LENGTH, NOTES_LENGTH = 300, 2_000, 10_000
#: Years that a date or an assessment may have.
FIRST_YEAR, LAST_YEAR = 1900, 2100

# No control characters but tab and line ends: statements join their parts with U+001F.
_CLEAN = r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
CLEAN_PATTERN = f"^{_CLEAN}*$"
NAME_PATTERN = rf"^{_CLEAN}*[\p{{L}}\p{{N}}]{_CLEAN}*$"


def refusal(reason: str, remedy: str, *at: str | int) -> PydanticCustomError:
    """An error to raise in a validator of a record.

    Args:
        reason: what is wrong, as the rest of a sentence that begins with the field.
        remedy: what to do about it.
        at: where in the record, when that is not the field being validated: ``"parties", 0, "kind"``.
    """
    return PydanticCustomError("kg", "{reason}", {"reason": reason, "remedy": remedy, "at": at})


_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NOT_ISO = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_LOOSE = re.compile(r"([0-9]{4})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?(?:[T ][0-9:.Z+]*)?")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2}) +)?([^\W\d_]+)\.? +([0-9]{4})")
_HOW = "write it as 2024-09-03, or 2024-09 or 2024 when no more is known"


@lru_cache(maxsize=4096)
def check_date(text: str) -> str:
    """Give back ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` if the calendar has it, from 1900 to 2100.

    A month in words is read as well, as ``3 September 2024`` or ``Sept 2024``: it can mean no other. Of
    numbers alone it cannot be told which is the month.

    Raises:
        PydanticCustomError: with what to write instead.
    """
    day_known = _from_words(text) or text
    found = _DATE.fullmatch(day_known)
    if not found:
        raise refusal(f"{text[:40]!r} is not a date that begins with the year", _rewritten(text) or _HOW)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise refusal(f"the year of {text!r} is not between {FIRST_YEAR} and {LAST_YEAR}", "correct the year")
    if month is not None and not 1 <= month <= 12:
        raise refusal(f"there is no month {month:02} in {text!r}", _HOW)
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        days = f"{month_name[month]} {year} has {monthrange(year, month)[1]} days"
        raise refusal(f"there is no day {day:02} in {text!r}: {days}", _HOW)
    return day_known


def _from_words(text: str) -> str | None:
    """The date that a text with the name of a month means; None for any other text."""
    found = _IN_WORDS.fullmatch(text)
    month = _months().get(found[2].lower()) if found else None
    if found is None or month is None:
        return None
    return f"{found[3]}-{month:02}" + (f"-{found[1].zfill(2)}" if found[1] else "")


@cache
def _months() -> dict[str, int]:
    """The names of months and their short forms, as articles have them; slips of the pen are left out."""
    # Reading articles takes more words than tables do, and longer to import; most tables have no such date.
    from kg.extract import date_words

    words = date_words.DateWords.from_files(Path(date_words.__file__).parent / "id" / "dates.yaml")
    return {word: month for word, month in words.months.items() if word not in words.misspelt}


def _rewritten(text: str) -> str | None:
    """A suggestion for a date in another order or with a time."""
    if found := _LOOSE.fullmatch(text):
        return "write " + "-".join(part.zfill(2) for part in found.groups() if part)
    if not (found := _NOT_ISO.fullmatch(text)):
        return None
    first, second, year = found[1].zfill(2), found[2].zfill(2), found[3]
    readings = [(second, first)] + ([(first, second)] if first != second else [])
    possible = [
        (f"{year}-{month}-{day}", f"{int(day)} {month_name[int(month)]}")
        for month, day in readings
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    ]
    return (
        "write " + " or ".join(f"{iso} if {meant} is meant" for iso, meant in possible) if possible else None
    )


_URL = re.compile(r"https?://[^\s/?#@\"<>\\^`{|}]+(?:[/?#][^\s\"<>\\^`{|}]*)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def check_url(text: str) -> str:
    """Give back an address of the web. Raises PydanticCustomError for every other scheme."""
    if _URL.fullmatch(text):
        return text
    shown = repr(text[:80])
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise refusal(
            f"{shown} is not an address of the web",
            "write an address that begins with https://, or leave it out",
        )
    if "@" in text.split("//", 1)[-1].split("/", 1)[0]:
        raise refusal(f"{shown} holds a user name", "delete what stands before the @")
    if not scheme and _URL.fullmatch("https://" + text):
        raise refusal(f"{shown} does not begin with https://", f"write https://{text[:80]}")
    raise refusal(f"{shown} is not an address of the web", "copy it again from the browser, or leave it out")


_PERCENTAGE = re.compile(r"([0-9]+(?:[.,][0-9]+)?)\s*%")


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise refusal("is true or false, not a number", "write a number, or leave it out")
    if isinstance(value, str) and re.fullmatch(r"[0-9]+,[0-9]+", value):
        raise refusal(f"{value!r} has a comma where a point is wanted", f"write {value.replace(',', '.')}")
    if isinstance(value, str) and (found := _PERCENTAGE.fullmatch(value)):
        remedy = f"write {found[1].replace(',', '.')}, in a cell that is not formatted as a percentage"
        raise refusal(f"{value!r} is a percentage", remedy)
    return value


def code(pattern: str, reason: str, remedy: str) -> Any:
    """A type of text for codes, to be used as an annotation.

    Args:
        pattern: regular expression that the whole text must match.
        reason: what is wrong with others, as the rest of a sentence after the text itself.
        remedy: what to write instead.
    """
    matches = re.compile(pattern).fullmatch

    def check(text: str) -> str:
        if not matches(text):
            raise refusal(f"{text[:40]!r} {reason}", remedy)
        return text

    return Annotated[str, StringConstraints(max_length=NAME_LENGTH), AfterValidator(check)]


#: Short text: a role, a title, a topic.
Text = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH, pattern=CLEAN_PATTERN)]
#: Short text with at least one letter or digit: the name of a person, a body, a place.
Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_LENGTH, pattern=NAME_PATTERN)]
#: Notes and quotations.
LongText = Annotated[str, StringConstraints(min_length=1, max_length=NOTES_LENGTH, pattern=CLEAN_PATTERN)]
#: ``2024``, ``2024-09`` or ``2024-09-03``.
PartialDate = Annotated[str, StringConstraints(min_length=1), AfterValidator(check_date)]
#: An address that begins with http:// or https://.
Url = Annotated[str, StringConstraints(min_length=1, max_length=URL_LENGTH), AfterValidator(check_url)]
#: A number; text is read as one when it is.
Number = Annotated[float, BeforeValidator(_number)]
#: A whole number.
Whole = Annotated[int, BeforeValidator(_number)]
