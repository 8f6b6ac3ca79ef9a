"""Years that a text about assessments names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kg.extract.date_completion import complete
from kg.extract.doc import Doc
from kg.extract.figures import DECIMAL
from kg.extract.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
#: The month until which results of the year before come out.
_LATE_RESULTS = 3


def years_of(doc: Doc, published: date | None) -> dict[int, int]:
    """Years named in the text, by their first character; without those of full dates and of laws."""
    years: dict[int, int] = {}
    inside: set[int] = set()
    now: list[int] = []
    for mention in doc.dates:
        if mention.month or mention.day:
            inside.update(range(mention.start, mention.end))
        elif mention.shift is not None:
            value = complete(mention, published).value
            if value and len(value) == 4:
                years[mention.start] = int(value)
                now += [mention.start] if mention.shift.by == 0 else []
    for token in doc.numbers:
        if not _YEAR.fullmatch(token.text) or token.start in inside:
            continue
        if not any("number" in before.cues for before in doc.tokens_before(token.start, 4)):
            years[token.start] = int(token.text)
    if now and published and published.month <= _LATE_RESULTS:
        _of_late_results(doc, years, now)
    return years


def _of_late_results(doc: Doc, years: dict[int, int], now: Sequence[int]) -> None:
    """Take "this year" for the year before, where results of that one are told early in the next."""
    told = (s for s in doc.sentences if "assessment_of" in doc.said(s))
    spans = [doc.span(s.first, s.last) for s in told]
    named = {year for at, year in years.items() if at not in now and any(a <= at < b for a, b in spans)}
    for at in now:
        if years[at] - 1 in named and years[at] not in named:
            years[at] -= 1


def years_of_each(tokens: Sequence[Token], known: Mapping[int, int]) -> list[int]:
    """Years of a sentence that gives as many figures "respectively" behind them.

    Args:
        tokens: of the sentence.
        known: years, by the character at which they stand.
    """
    each = next((n for n, token in enumerate(tokens) if "assessment_each" in token.senses), None)
    if each is None:
        return []
    years = [known[token.start] for token in tokens[:each] if token.start in known]
    figures = [token for token in tokens[each:] if DECIMAL.fullmatch(token.text)]
    return years if 1 < len(years) == len(figures) else []
