"""What a text says of a day, as found and as completed."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.date_words import Shift

#: Year, month and day, each as far as it is known.
Day = tuple[int | None, int | None, int | None]


class DateMention(NamedTuple):
    """A day, month or year that stands in a text, as written; :func:`complete` adds what is left out.

    Attributes:
        start: offset of the first character in the text.
        end: offset behind the last one.
        year: as written, of two digits made four; None when it is not said.
        month: 1 to 12, or None.
        day: 1 to 31, or None.
        weekday: 0 (Monday) to 6 (Sunday), or None.
        shift: distance from the day of publication, for "yesterday" and the like.
        direction: -1 when the words say that it is past ("last Tuesday"), 1 when they say that it is to
            come, else 0.
        last: the last day of a range, whose first day the other attributes describe.
        slip: what was written wrongly and read nevertheless, such as ``20230``.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: Shift | None = None
    direction: int = 0
    last: Day | None = None
    slip: str | None = None


class Dated(NamedTuple):
    """What a mention means.

    Attributes:
        value: ISO text as precise as is known (``2024-04-02``, ``2024-04``, ``2024``); None when nothing is.
        last: the last day of a range in the same form, or None.
        inferred: some part of the value does not stand in the expression.
        alternatives: other values that the text allows, the likeliest first.
        conflict: a sentence on what does not fit together, such as weekday and day; or None.
    """

    value: str | None
    last: str | None = None
    inferred: bool = False
    alternatives: tuple[str, ...] = ()
    conflict: str | None = None
