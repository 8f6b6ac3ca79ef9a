"""Dates as people write them, as far as they are known, and the days that a node or edge tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.graph.computed import end_of, start_of
from kg.ontology import EdgeConcept, NodeConcept
from kg.views.page import texts

#: A date of which at least the year is known: ``2024``, ``2024-09``, ``2024-09-03``.
PARTIAL = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
#: Whole numbers that together are a date, in concepts and records alike.
_PARTS = ("year", "month", "day")


def spoken(date: str, language: str) -> str:
    """A date in words: ``3 September 2024``, ``September 2024``; any other text as it is."""
    found = PARTIAL.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    months = texts(language, "document")["months"].split()
    return " ".join(filter(None, (day and str(int(day)), month and months[int(month) - 1], year)))


def period(
    concept: NodeConcept | EdgeConcept | None, properties: Mapping[str, Any]
) -> tuple[str, str] | None:
    """The first and the last day that the dates of a node or edge allow; None when it has none.

    Dates are the ontology's properties of that type, partial ones included, and what stands in
    ``year``, ``month`` and ``day``.

    Returns:
        Two days as ``2024-09-03``.
    """
    known = concept.properties if concept else {}
    given = [properties.get(name) for name, prop in known.items() if prop.type == "date"]
    dates = [str(day) for value in given for day in (value if isinstance(value, list) else [value])]
    dates.append(_of_parts(properties))
    dates = [day for day in dates if PARTIAL.fullmatch(day)]
    return (min(map(start_of, dates)), max(map(end_of, dates))) if dates else None


def _of_parts(properties: Mapping[str, Any]) -> str:
    parts: list[str] = []
    for name, width in zip(_PARTS, (4, 2, 2), strict=True):
        value = properties.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            break
        parts.append(f"{value:0{width}d}")
    return "-".join(parts)
