"""What a mention of a date leaves out, inferred from its weekday, the day of publication, and people.

Nothing is asked of the clock: the same article means the same days for ever.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from kg.extract.date_core import iso_text, to_date
from kg.extract.date_mention import Dated, DateMention, Day

#: When the day and month leave the year open, it is not before this one.
FIRST_YEAR = 2000
#: A date without a year is not much further from its article than this; else the year would be said.
NEAR = timedelta(days=335)
_WEEK = timedelta(days=7)
_YEAR = timedelta(days=366)
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: From when until when somebody was seen in office; None is open.
Interval = tuple[date | None, date | None]


def complete(
    mention: DateMention,
    published: date | None,
    seen: Sequence[Interval] = (),
    nearest: Sequence[Dated] = (),
    *,
    future: bool = False,
    today: date | None = None,
) -> Dated:
    """Say what a mention means, as precisely as can be known.

    A missing year is that of the latest such day up to publication, at most some eleven months before;
    of the next such day for what is planned. Without a day of publication it follows from
    dates of the same text, else from when its people were in office, else, if the weekday fits, it is the one
    before or after the latest year that the text names. A weekday admits only some years.

    Args:
        mention: what was found.
        published: when the article came out.
        seen: from when until when the people of the article were seen in their offices.
        nearest: dates of the same text that are completed, the one that stands nearest first.
        future: the text tells of something planned.
        today: with ``published`` unknown, the last day that may be meant; years after it are not tried.
    """
    toward = mention.direction or (1 if future else -1)
    if mention.shift is not None:
        return _shifted(mention, published)
    if mention.year is not None:
        return _checked(mention, published, toward)
    if mention.day is not None and mention.month is not None:
        return _with_year(mention, published, seen, nearest, toward, today)
    if mention.month is not None:
        return _month(mention, published, nearest, toward)
    return _weekday(mention, published, nearest, toward)


# Distances from the day of publication


def _shifted(mention: DateMention, published: date | None) -> Dated:
    shift = mention.shift
    if published is None or shift is None:
        return Dated(None, inferred=True)
    if shift.unit == "year":
        day: Day = (published.year + shift.by, mention.month, mention.day)
        return Dated(iso_text(day), _last(mention, day[0]), inferred=True)
    if shift.unit == "month":
        months = published.year * 12 + published.month - 1 + shift.by
        return Dated(iso_text((months // 12, months % 12 + 1, mention.day)), inferred=True)
    try:
        if shift.unit == "day":
            return Dated((published + timedelta(shift.by)).isoformat(), inferred=True)
        monday = published - timedelta(published.weekday()) + shift.by * _WEEK
        if mention.weekday is not None:
            return Dated((monday + timedelta(mention.weekday)).isoformat(), inferred=True)
        return Dated(_common(monday, monday + timedelta(6)), inferred=True)
    except OverflowError:
        return Dated(None, inferred=True)


def _common(first: date, last: date) -> str:
    """As much as the ISO texts of two days share: a month, or a year, or nothing."""
    if first.year != last.year:
        return last.isoformat()[:4]
    return first.isoformat()[: 7 if first.month == last.month else 4]


# Dates that say their year


def _checked(mention: DateMention, published: date | None, toward: int) -> Dated:
    day = to_date(mention.year, mention.month, mention.day)
    value = day.isoformat() if day else iso_text((mention.year, mention.month, mention.day))
    if day is not None and mention.weekday not in (None, day.weekday()):
        return Dated(
            value,
            _last(mention, mention.year),
            alternatives=tuple(other.isoformat() for other in _on_weekday(day, mention.weekday or 0)),
            conflict=_wrong_weekday(mention.weekday or 0, day),
        )
    first = day or to_date(mention.year, mention.month, 1)
    conflict = _out_of_order(first, published, toward) if first and mention.month else None
    return Dated(value, _last(mention, mention.year), conflict=conflict)


def _on_weekday(day: date, weekday: int) -> list[date]:
    """Days of that weekday that differ from the one written by one slip.

    Month and day in the other order, the year before or after, a day close by.
    """
    tries = [
        to_date(day.year, day.day, day.month),
        *(to_date(day.year + by, day.month, day.day) for by in (-1, 1)),
    ]
    near = (weekday - day.weekday() + 3) % 7 - 3
    tries.append(to_date(day.year, day.month, day.day + near))
    return [other for other in tries if other and other.weekday() == weekday]


def _wrong_weekday(weekday: int, day: date) -> str:
    return f"The text says {_NAMES[weekday]}, but {day.isoformat()} is a {_NAMES[day.weekday()]}."


def _out_of_order(first: date, published: date | None, toward: int) -> str | None:
    """What is wrong with a day that should lie on one side of its publication, and lies on the other."""
    if published is None:
        return None
    if toward < 0 and first > published:
        return f"{first.isoformat()} is after the publication on {published.isoformat()}."
    if toward > 0 and first.replace(day=monthrange(first.year, first.month)[1]) < published:
        return f"{first.isoformat()} was to come, but lies before the publication on {published.isoformat()}."
    return None


# Dates without a year


def _with_year(
    mention: DateMention,
    published: date | None,
    seen: Sequence[Interval],
    nearest: Sequence[Dated],
    toward: int,
    today: date | None,
) -> Dated:
    if published is not None:
        return _by_publication(mention, published, nearest, toward)
    limit = today or _latest_known(seen, nearest)
    if limit is None:
        return Dated(None, inferred=True)
    fits = _fitting(mention, limit)
    past = [day for day in fits if day <= limit or toward > 0]
    if chosen := _anchored(past, nearest):
        return _inferred(mention, chosen, past)
    ranked = sorted(past, key=lambda day: (_support(day, seen), day), reverse=True)
    if not ranked:
        return Dated(None, inferred=True)
    if len(ranked) == 1 or _support(ranked[0], seen) > _support(ranked[1], seen):
        return _inferred(mention, ranked[0], ranked)
    if mention.weekday is not None and toward < 0 and today is None:
        # News name the year before their own for results, and the one after for plans.
        near = [day for day in fits if abs(day.year - limit.year) <= 1]
        if near:
            return _inferred(mention, near[0], [near[0], *(day for day in ranked if day != near[0])])
    return Dated(None, inferred=True, alternatives=_others(mention, ranked, None))


def _fitting(mention: DateMention, limit: date) -> list[date]:
    """Such days with the right weekday, from the first year that counts to the year after a day's."""
    years = range(FIRST_YEAR, min(limit.year + 1, 9999) + 1)
    days = (to_date(year, mention.month, mention.day) for year in years)
    return [day for day in days if day and mention.weekday in (None, day.weekday())]


def _by_publication(mention: DateMention, published: date, nearest: Sequence[Dated], toward: int) -> Dated:
    likely = _near(mention, published, toward)
    chosen = next((day for day in likely if mention.weekday in (None, day.weekday())), None)
    if chosen is None:
        fits = _fitting(mention, published)
        chosen = _anchored(fits, nearest)
    if chosen:
        conflict = _out_of_order(chosen, published, toward)
        return Dated(chosen.isoformat(), _last(mention, chosen.year), True, (), conflict)
    past = [day for day in reversed(fits) if day <= published]
    if not likely:
        return Dated(None, inferred=True, alternatives=_others(mention, past, None))
    # Weekdays are written wrongly more often than news tell, without its year, of a day years ago.
    conflict = _wrong_weekday(mention.weekday or 0, likely[0])
    value = likely[0].isoformat()
    return Dated(value, _last(mention, likely[0].year), True, _others(mention, past, likely[0]), conflict)


def _near(mention: DateMention, published: date, toward: int) -> list[date]:
    """Such days within eleven months of publication, the one on the side where it belongs first."""
    tries = (to_date(published.year + by, mention.month, mention.day) for by in (-1, 0, 1))
    days = [day for day in tries if day and abs(day - published) <= NEAR]
    before, after = [day for day in days if day <= published], [day for day in days if day >= published]
    return [*after[:1], *before[-1:]] if toward > 0 else [*before[-1:], *after[:1]]


def _inferred(mention: DateMention, chosen: date, likely: Sequence[date]) -> Dated:
    others = _others(mention, likely, chosen)
    return Dated(chosen.isoformat(), _last(mention, chosen.year), inferred=True, alternatives=others)


def _others(mention: DateMention, likely: Iterable[date], chosen: date | None) -> tuple[str, ...]:
    """The other days; none where no weekday tells them from all the other years."""
    if mention.weekday is None:
        return ()
    return tuple(day.isoformat() for day in likely if day != chosen)


def _anchored(fits: Sequence[date], nearest: Sequence[Dated]) -> date | None:
    """The day that lies close to a date of the same text, the first that has one close by."""
    for dated in nearest:
        value = dated.value or ""
        if len(value) == 4:
            close = [day for day in fits if day.isoformat()[:4] == value]
        elif value:
            anchor = date.fromisoformat(value if len(value) == 10 else f"{value}-15")
            away = sorted((abs(day - anchor), place) for place, day in enumerate(fits))
            close = [fits[place] for distance, place in away if distance <= NEAR]
        else:
            continue
        if close:
            return close[0]
    return None


def _support(day: date, seen: Sequence[Interval]) -> tuple[int, int]:
    """How many were in office on a day, and how many within a year of it, which being seen may miss."""
    inside = near = 0
    for start, end in seen:
        missed = max((start or day) - day, day - (end or day))
        inside += missed <= timedelta()
        near += missed <= _YEAR
    return inside, near


def _latest_known(seen: Sequence[Interval], nearest: Sequence[Dated]) -> date | None:
    """The end of the last year that the surroundings speak of."""
    years = [int(dated.value[:4]) for dated in nearest if dated.value]
    years += [day.year for interval in seen for day in interval if day]
    return date(max(years), 12, 31) if years else None


# Months and weekdays alone


def _month(mention: DateMention, published: date | None, nearest: Sequence[Dated], toward: int) -> Dated:
    month = mention.month or 1
    if published is None:
        days = [date(year, month, 15) for dated in nearest if dated.value for year in _around(dated.value)]
        chosen = _anchored(days, nearest)
        year = chosen.year if chosen else None
    elif toward > 0:
        passed = month < published.month or (month == published.month and mention.direction > 0)
        year = published.year + passed
    else:
        year = published.year - (month > published.month)
    return Dated(iso_text((year, month, None)), _last(mention, year), inferred=True)


def _around(value: str) -> Iterable[int]:
    year = int(value[:4])
    return range(max(year - 1, 1), min(year + 1, 9999) + 1)


def _weekday(mention: DateMention, published: date | None, nearest: Sequence[Dated], toward: int) -> Dated:
    if mention.weekday is None:
        return Dated(None, inferred=True)
    if published is None:
        full = (dated.value for dated in nearest if dated.value and len(dated.value) == 10)
        same = (value for value in full if date.fromisoformat(value).weekday() == mention.weekday)
        return Dated(next(same, None), inferred=True)
    days = (mention.weekday - published.weekday()) * toward % 7
    # "Last Tuesday", said on a Tuesday, is not today.
    if days == 0 and mention.direction:
        days = 7
    try:
        return Dated((published + timedelta(days * toward)).isoformat(), inferred=True)
    except OverflowError:
        return Dated(None, inferred=True)


def _last(mention: DateMention, year: int | None) -> str | None:
    """The last day of a range whose first day is in a year."""
    if mention.last is None or year is None:
        return None
    last_year, month, day = mention.last
    if last_year is None:
        over_new_year = (month or 0, day or 0) < (mention.month or 0, mention.day or 0)
        last_year = year + over_new_year
    return iso_text((last_year, month, day))
