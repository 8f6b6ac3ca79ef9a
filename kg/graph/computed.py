"""What a property can be computed from: the values of another property of the same entity."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from datetime import date

from kg.names import fold
from kg.ontology import Aggregate

#: Weekdays in English, Monday first: what a Date node carries.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PRECISIONS = {4: "year", 7: "month", 10: "day"}


def start_of(partial: str) -> str:
    """The first day of a date that may be partial: ``2024-09`` -> ``2024-09-01``."""
    return (partial + "-01-01")[:10]


def end_of(partial: str) -> str:
    """The last day of a date that may be partial: ``2024-09`` -> ``2024-09-30``."""
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04d}-{month:02d}-{day or calendar.monthrange(year, month)[1]:02d}"


def _part(index: int) -> Callable[[Sequence[str]], int | None]:
    def part(values: Sequence[str]) -> int | None:
        parts = values[0].split("-")
        return int(parts[index]) if len(parts) > index else None

    return part


def _weekday(values: Sequence[str]) -> str | None:
    return _WEEKDAYS[date.fromisoformat(values[0]).weekday()] if len(values[0]) == 10 else None


#: Takes the values of the other property (the chosen one only, unless it can have several) and returns
#: text, a number or None.
Computation = Callable[[Sequence[str]], str | int | None]

#: By the name that the ontology uses in `aggregate: {of, by}`, where that says all.
_COMPUTED: dict[str, Computation] = {
    "min": min,
    "max": max,
    "count": lambda values: len(set(values)),
    "start": lambda values: start_of(min(values)),
    "end": lambda values: end_of(max(values)),
    "year": _part(0),
    "month": _part(1),
    "day": _part(2),
    "weekday": _weekday,
    "precision": lambda values: _PRECISIONS[len(values[0])],
}


def computation(aggregate: Aggregate) -> Computation:
    """What computes a property as the ontology has it."""
    if aggregate.by != "among":
        return _COMPUTED[aggregate.by]
    wanted = frozenset(map(fold, aggregate.words))
    return lambda values: "true" if any(fold(value) in wanted for value in values) else None
