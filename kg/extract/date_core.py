"""The part of a date that is made of numbers and months: read, repaired, refused when no calendar has it."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date
from typing import NamedTuple

from kg.extract.date_mention import Day
from kg.extract.date_words import DateWords

#: Letters that look like digits, on typewriters and to those who scan.
_LOOKALIKES = str.maketrans("OolI", "0011")
#: The days of the months in a leap year.
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
#: Two digits from here on are of the century before.
_OLD_CENTURY = 70


class Core(NamedTuple):
    """A date without weekday and surroundings.

    ``form`` is iso, numeric, words, year or month. ``bare`` says that it looks like a date only to
    those who know that one is meant: "2/4" may as well be a score.
    """

    end: int
    form: str
    day: Day
    last: Day | None = None
    slip: str | None = None
    bare: bool = False


def read_core(found: re.Match[str], words: DateWords) -> Core | None:
    """What a match of the pattern ``core`` says; None when that is no date."""
    form = found.lastgroup
    if form == "iso":
        return _iso(found)
    if form == "numeric":
        return _numeric(found)
    return _in_words(found, words) if form == "words" else _years(found)


def read_month(found: re.Match[str], words: DateWords) -> Core | None:
    """What a match of the pattern ``month`` says; None when that is no date."""
    month, slip = read_word(found["m"], words.months, words)
    year, slip_of_year = read_year(found["dy"] or found["y"])
    if month is None:
        return None
    day = (year, month, int(found["d"]) if found["d"] else None)
    last: Day | None = None
    if found["m2"]:
        month2, slip2 = read_word(found["m2"], words.months, words)
        slip = slip or slip2
        last = (year, month2, None)
        if found["d"] or month2 is None or month2 <= month:
            return None
    end = found.end() if year or slip_of_year or not (found["y"] or found["dy"]) else found.end("m")
    return Core(end, "month", day, last, slip or slip_of_year) if in_calendar(day) else None


def read_word(written: str, meanings: dict[str, int], words: DateWords) -> tuple[int | None, str | None]:
    """The number that a word stands for, and the word itself if it is misspelt."""
    key = written.lower()
    return meanings.get(key), written if key in words.misspelt else None


def read_year(written: str | None) -> tuple[int | None, str | None]:
    """A year of two to five digits, and what was written if that was a slip.

    A digit too many is one that was struck twice, else the last one. With a digit too few, or two
    ways to leave one out, the slip is known but the year is not.
    """
    if not written:
        return None, None
    digits = written if written.isdigit() else written.translate(_LOOKALIKES)
    if len(digits) == 2:
        year = int(digits)
        return (1900 if year >= _OLD_CENTURY else 2000) + year, None
    if len(digits) == 5:
        readings = {digits[:at] + digits[at + 1 :] for at in range(4) if digits[at] == digits[at + 1]}
        plausible = {reading for reading in readings if _is_year(int(reading))}
        if len(plausible) > 1:
            return None, written
        digits = plausible.pop() if plausible else digits[:4]
    if len(digits) == 3 and digits.startswith("20"):
        return None, written
    if len(digits) != 4 or not _is_year(int(digits)):
        return None, None
    return int(digits), written if digits != written else None


def in_calendar(day: Day) -> bool:
    """Whether some calendar has this day; a leap day when the year is open counts."""
    year, month, number = day
    if month is None:
        return True
    if not 1 <= month <= 12:
        return False
    if number is None or number < 29:
        return number != 0
    leap_day = month == 2 and number == 29
    return number <= _LENGTHS[month - 1] and (not leap_day or year is None or isleap(year))


def range_of(first: Day, last: Day) -> tuple[Day, Day] | None:
    """Both ends of a range, each completed by the other; None when they are in no order or of two kinds."""
    (year, month, day), (last_year, last_month, last_day) = first, last
    if (month is None) != (last_month is None) or (day is None) != (last_day is None):
        return None
    over_new_year = (last_month or 0, last_day or 0) < (month or 0, day or 0)
    if over_new_year and month == last_month:
        return None
    if year is None and last_year is not None:
        year = last_year - over_new_year
    elif last_year is None and year is not None:
        last_year = year + over_new_year
    ends = (year, month, day), (last_year, last_month, last_day)
    ordered = year is None or _order(ends[0]) < _order(ends[1])
    return ends if ordered and in_calendar(ends[0]) and in_calendar(ends[1]) else None


def to_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day of these numbers; None when one is missing or no calendar has it."""
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_text(day: Day) -> str | None:
    """The text of a day as far as it is known; None without a year, or when no calendar has it."""
    year, month, number = day
    if year is None or not 1 <= year <= 9999 or not in_calendar(day):
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if number is None else f"{year:04}-{month:02}-{number:02}"


def _order(day: Day) -> tuple[int, ...]:
    return tuple(part or 0 for part in day)


def _is_year(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _iso(found: re.Match[str]) -> Core | None:
    year, month, number = found.group("iy", "im", "id")
    day = int(year), int(month), int(number)
    return Core(found.end(), "iso", day) if _is_year(day[0]) and in_calendar(day) else None


def _numeric(found: re.Match[str]) -> Core | None:
    number, until, separator, month, written = found.group("nd", "nd2", "ns", "nm", "ny")
    end_number, end_month, end_year = found.group("ne", "nem", "ney")
    separator = separator.strip()
    short = written is not None and len(written) == 2
    # 10.30 is a time, 10.30.15 one with seconds or a version, and 5-6 are two numbers.
    if (separator != "/" and not (written or end_year)) or (short and separator == "."):
        return None
    year, slip = read_year(written)
    if written and year is None and slip is None:
        return None
    bare = year is None or (short and separator == "-")
    day: Day = (year, int(month), int(number))
    last: Day | None = None
    if end_number:
        last_year, last_slip = read_year(end_year)
        last, slip = (last_year, int(end_month), int(end_number)), slip or last_slip
        bare = bare and last_year is None
    elif until:
        last = (year, day[1], int(until))
    return _core(found.end(), "numeric", day, last, slip, bare)


def _in_words(found: re.Match[str], words: DateWords) -> Core | None:
    number, until, written_month, year_after_blank, year_after_sign = found.group(
        "wd", "wd2", "wm", "wy", "wy2"
    )
    written = year_after_blank or year_after_sign
    month, slip = read_word(written_month, words.months, words)
    if month is None:
        return None
    year, slip_of_year = read_year(written)
    # "3 Mei 1500 orang": the number behind is no year, so the date ends before it.
    end = found.end() if year or slip_of_year or not written else found.end("wm")
    last: Day | None = (year, month, int(until)) if until else None
    return _core(end, "words", (year, month, int(number)), last, slip or slip_of_year)


def _core(
    end: int, form: str, day: Day, last: Day | None, slip: str | None, bare: bool = False
) -> Core | None:
    if last is not None:
        ends = range_of(day, last)
        if ends is None:
            return None
        day, last = ends
    return Core(end, form, day, last, slip, bare) if in_calendar(day) else None


def _years(found: re.Match[str]) -> Core | None:
    year, slip = read_year(found["yy"])
    if year is None:
        return None
    last = int(found["yy2"]) if found["yy2"] else None
    if last is not None and not year < last <= _LAST_YEAR:
        return None
    return Core(found.end(), "year", (year, None, None), (last, None, None) if last else None, slip)
