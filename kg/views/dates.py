"""Dates as people write them, as far as they are known."""

from __future__ import annotations

import re

from kg.views.page import texts

#: A date of which at least the year is known: ``2024``, ``2024-09``, ``2024-09-03``.
PARTIAL = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


def spoken(date: str, language: str) -> str:
    """A date in words: ``3 September 2024``, ``September 2024``; any other text as it is."""
    found = PARTIAL.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    months = texts(language, "document")["months"].split()
    return " ".join(filter(None, (day and str(int(day)), month and months[int(month) - 1], year)))
