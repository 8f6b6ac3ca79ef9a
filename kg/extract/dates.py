"""Finds what a text says of days: "Selasa (2/4)", "12-13 Juni 2023", "Kamis pekan lalu".

The words of the language come from a file (:class:`DateWords`). What is left out of an expression,
such as the year, :func:`complete` infers.

    finder = DateFinder(DateWords.from_files(path))
    for mention in finder.find(text):
        print(text[mention.start:mention.end], complete(mention, published).value)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.date_completion import complete
from kg.extract.date_context import Before, before, closing, is_glued, next_word
from kg.extract.date_core import Core, range_of, read_core, read_month, read_word
from kg.extract.date_mention import Dated, DateMention
from kg.extract.date_patterns import Patterns
from kg.extract.date_words import DateWords, Shift, lint_date_words

__all__ = ["DateFinder", "DateMention", "DateWords", "Dated", "Shift", "complete", "lint_date_words"]


#: What was read at a trigger: a date, behind which reading goes on, or only where it does.
_Read = DateMention | int


class DateFinder:
    """Finds dates in texts of one language. Safe to share: it holds nothing but compiled patterns."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._patterns = Patterns(words)
        self._introduce = words.introduce
        self._guards = words.guards

    def find(self, text: str) -> list[DateMention]:
        """The dates that a text mentions, in order, none overlapping another, each as long as can be.

        Takes time in proportion to the length of the text, whatever stands in it, and never fails.

        Args:
            text: clean text (no NBSP, no soft hyphens, straight quotes); offsets are in it.
        """
        found: list[DateMention] = []
        trigger = self._patterns.first_trigger.match(text) or self._patterns.trigger.search(text)
        while trigger:
            read = self._read(text, trigger.start(1), trigger[1], found[-1].end if found else 0)
            if isinstance(read, DateMention):
                found.append(read)
                read = read.end
            # A sign that stands between words may be the last one of what was just read.
            trigger = self._patterns.trigger.search(text, (read or trigger.end()) - 1)
        return self._joined(text, found) if len(found) > 1 else found

    def _read(self, text: str, start: int, written: str, floor: int) -> _Read | None:
        """Read what begins with a number or word; words before it count from the offset ``floor`` on."""
        if written[0] in "0123456789":
            return self._number(text, start, floor)
        word = written.lower()
        read = None
        if word in self._words.weekdays:
            read = self._weekday(text, start, floor)
        # In lower case, a month without a number before it is too likely another word.
        if read is None and word in self._words.months and not written[0].islower():
            read = self._month(text, start, floor)
        return read or self._relative(text, start, floor)

    # What begins with a digit

    def _number(self, text: str, start: int, floor: int) -> _Read | None:
        match = self._patterns.core.match(text, start)
        if match is None:
            return None
        core = read_core(match, self._words)
        if core is None:
            return match.end()  # the parts of an impossible date are no dates either
        if is_glued(text, start, core.form == "words"):
            return None if core.form in ("words", "year") else core.end
        around = before(text, start, floor)
        if around.ends_with(self._guards["before_number"]):
            return core.end
        if core.form == "year":
            return self._year(text, start, core, around)
        named = around.last in self._introduce["day"]
        closed = closing(text, core.end) if around.opened and core.form in ("iso", "numeric") else None
        introduced = named or around.last in self._introduce["around_day"]
        # A lone "(1/2)" in its line numbers a page.
        if core.bare and not introduced and (closed is None or not around.words):
            return core.end
        end = core.end
        if closed is not None:
            start, end = text.rindex("(", floor, start), closed
        return self._dated(text, around.last_start if named else start, end, core)

    def _year(self, text: str, start: int, core: Core, around: Before) -> _Read | None:
        named = around.last in self._introduce["year"]
        if named and len(around.words) > 1 and self._is_numbered(around.words[:-1]):
            return core.end  # "Nomor 23 Tahun 2014" is the name of a law
        read = self._dated(text, around.last_start if named else start, core.end, core)
        # A word that points somewhere makes a year of the number: "2021 lalu".
        known = named or around.last in self._introduce["around_year"] or read.end > core.end
        return read if known and next_word(text, core.end) not in self._guards["after_number"] else None

    def _is_numbered(self, words: Sequence[str]) -> bool:
        if not words[-1][-1:].isdigit():
            return False
        guard, _, number = words[-1].rpartition(".")
        return (guard if number and guard else words[0]) in self._guards["before_number"]

    def _dated(self, text: str, start: int, end: int, core: Core, weekday: int | None = None) -> DateMention:
        """The mention of a date, with what is said behind it: "lalu", "tahun ini", "malam"."""
        tail = self._patterns.tail.match(text, end) if text[end : end + 1].isspace() else None
        year, month, day = core.day
        toward, shift = 0, None
        if tail and tail["q"]:
            toward = self._toward(tail)
            unit = self._words.units.get(tail["u"].lower()) if tail["u"] and year is None else None
            shift = Shift(unit, toward) if unit == "year" else None
        end = tail.end() if tail else end
        return DateMention(
            start, end, year, month, day, weekday, shift, toward if shift is None else 0, core.last, core.slip
        )

    def _toward(self, found: re.Match[str]) -> int:
        return self._words.counted_shifts.get(_key(found["q"]), 0) if found["q"] else 0

    # What begins with a word

    def _weekday(self, text: str, start: int, floor: int) -> _Read | None:
        match = self._patterns.weekday.match(text, start)
        weekday, slip = read_word(match["w"], self._words.weekdays, self._words) if match else (None, None)
        if match is None or weekday is None:
            return None
        read = self._core_behind(text, start, match.end(), weekday)
        if read is None:
            return self._bare_weekday(text, match, weekday, slip, floor)
        return read._replace(slip=slip) if slip and not read.slip else read

    def _core_behind(self, text: str, start: int, end: int, weekday: int | None) -> DateMention | None:
        """The date that stands behind a weekday or "kemarin", if one does."""
        opening = self._patterns.opening.match(text, end)
        if opening is None:
            return None
        match = self._patterns.core.match(text, opening.end())
        core = read_core(match, self._words) if match else None
        if match is None and (english := self._patterns.month.match(text, opening.end())):
            core = read_month(english, self._words)
        if core is None or core.day[2] is None:
            return None
        if weekday is None and core.bare and not (opening["paren"] or opening["late"]):
            return None
        opened = opening["paren"] or opening["late"]
        closed = closing(text, core.end) if opened else None
        return self._dated(text, start, closed or core.end, core, weekday)

    def _bare_weekday(
        self, text: str, match: re.Match[str], weekday: int, slip: str | None, floor: int
    ) -> _Read | None:
        word, start = match["w"].lower(), match.start()
        is_unit = word in self._words.units and match["w"][0].islower()
        if is_unit or word in self._words.short or slip:
            return None
        around = before(text, start, floor)
        if match["w2"] or around.ends_with(self._guards["before_weekday"]):
            return match.end()  # opening hours, or a place of that name
        if next_word(text, match.end()) in self._guards["after_weekday"]:
            return match.end()
        toward = self._toward(match)
        unit = self._words.units.get(match["u"].lower()) if match["u"] else None
        shift = Shift(unit, toward) if unit else None
        return DateMention(start, match.end(), weekday=weekday, shift=shift, direction=0 if shift else toward)

    def _month(self, text: str, start: int, floor: int) -> _Read | None:
        match = self._patterns.month.match(text, start)
        core = read_month(match, self._words) if match else None
        if core is None:
            return None
        around = before(text, start, floor)
        named = around.last in self._introduce["month"]
        read = self._dated(text, around.last_start if named else start, core.end, core)
        said = core.day[0] is not None or core.slip or read.end > core.end
        return read if said or named or around.last in self._introduce["around_month"] else None

    def _relative(self, text: str, start: int, floor: int) -> _Read | None:
        match = self._patterns.relative.match(text, start)
        if match is None:
            return None
        if match["phrase"] is None:
            return self._counted(text, match, floor)
        shift = self._words.relative.get(_key(match["phrase"]))
        if shift is None:
            return None
        # "Kemarin (14/1)" and "hari ini, Senin (5/6)": the date says it better.
        if dated := self._core_behind(text, start, match.end(), None):
            return dated
        opening = self._patterns.opening.match(text, match.end())
        if opening and (weekday := self._patterns.weekday.match(text, opening.end())):
            read = self._weekday(text, weekday.start(), match.end())
            if isinstance(read, DateMention) and read.day:
                return read._replace(start=start)
        tail = self._patterns.part_of_day.match(text, match.end())
        end = tail.end() if tail else match.end()
        return DateMention(start, end, shift=shift)

    def _counted(self, text: str, match: re.Match[str], floor: int) -> _Read | None:
        """Units of time: "pekan lalu", "dua tahun lalu"; "tanggal 5 bulan lalu" is a day of last month."""
        unit, toward = self._words.units.get(match["u"].lower()), self._toward(match)
        around = before(text, match.start(), floor)
        if unit is None or around.last in self._words.vague_counts:
            return None
        count = self._words.counts.get(around.last)
        if count is None and around.last.isascii() and around.last.isdigit() and len(around.last) <= 2:
            count = int(around.last)
        if count is None:
            counted_only = _key(match["q"]) not in self._words.shifts
            if unit == "day" or counted_only:
                return None
            return DateMention(match.start(), match.end(), shift=Shift(unit, toward))
        if unit == "month" and len(around.words) > 1 and around.words[-2] in self._introduce["day"]:
            shift, day = Shift(unit, toward), count
            if not 1 <= day <= 31:
                return None
        else:
            shift, day = Shift(unit, toward * count), None
        return DateMention(around.last_start, match.end(), day=day, shift=shift)

    # Ranges whose ends are dates of their own

    def _joined(self, text: str, found: list[DateMention]) -> list[DateMention]:
        joined: list[DateMention] = []
        for mention in found:
            both = self._join(text, joined[-1], mention) if joined else None
            if both is None:
                joined.append(mention)
            else:
                joined[-1] = both
        return joined

    def _join(self, text: str, first: DateMention, last: DateMention) -> DateMention | None:
        dates = not (first.shift or last.shift or first.last or last.last)
        if not dates or not (first.month or first.year) or not (last.month or last.year):
            return None
        if not self._patterns.range.fullmatch(text, first.end, last.start):
            return None
        ends = range_of((first.year, first.month, first.day), (last.year, last.month, last.day))
        if ends is None:
            return None
        end = last.end
        if text.count("(", first.start, end) > text.count(")", first.start, end):
            end = closing(text, end) or end
        (year, month, day), until = ends
        return first._replace(
            end=end, year=year, month=month, day=day, last=until, slip=first.slip or last.slip
        )


def _key(words: str) -> str:
    """Words as the file has them: in lower case, single blanks in between."""
    return " ".join(words.lower().split())
