"""When something was: the days that a node or edge of a page tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.graph.computed import end_of, start_of
from kg.ontology import EdgeConcept, NodeConcept

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
#: Whole numbers that together are a date, in concepts and records alike.
_PARTS = ("year", "month", "day")


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
    dates = [day for day in dates if _DATE.fullmatch(day)]
    return (min(map(start_of, dates)), max(map(end_of, dates))) if dates else None


def _of_parts(properties: Mapping[str, Any]) -> str:
    parts: list[str] = []
    for name, width in zip(_PARTS, (4, 2, 2), strict=True):
        value = properties.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            break
        parts.append(f"{value:0{width}d}")
    return "-".join(parts)
