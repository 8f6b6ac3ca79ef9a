"""Years that a text about assessments names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from operator import attrgetter

from kg.extract.date_completion import complete
from kg.extract.doc import Doc
from kg.extract.figures import DECIMAL
from kg.extract.layout import Sentence
from kg.extract.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
#: Tokens before a year in which words say what it is of.
_REACH = 4
#: Words for a year that is told from another one; and how many words "last year" and the like have, most.
_OTHER_YEARS = frozenset({"assessment_year_before", "assessment_year_after"})
_YEAR_WORDS = 3
#: Marks between a year and its figure in a line of a list.
_PARTING = frozenset({":", "-", "=", "|", ","})
#: The month until which results of the year before come out.
_LATE_RESULTS = 3


def years_of(doc: Doc, published: date | None) -> dict[int, int]:
    """Years named in the text, by their first character; without those of full dates and of laws."""
    years: dict[int, int] = {}
    inside: set[int] = set()
    now: list[int] = []
    last: list[int] = []
    for mention in doc.dates:
        if mention.month or mention.day:
            inside.update(range(mention.start, mention.end))
        elif mention.shift is not None and mention.shift.unit == "year":
            value = complete(mention, published).value
            if value and len(value) == 4:
                at = _token_over(doc, mention.start)
                years[at] = int(value)
                now += [at] if mention.shift.by == 0 else []
                last += [at] if mention.shift.by == -1 else []
    for token in doc.numbers:
        if not _YEAR.fullmatch(token.text) or token.start in inside:
            continue
        before = doc.tokens_before(token.start, _REACH)
        if not any("number" in word.cues for word in before) and not _is_ahead(before):
            years[token.start] = int(token.text)
    if now and published and published.month <= _LATE_RESULTS:
        _of_late_results(doc, years, now)
    for at in last:
        if years[at] in _named_with(doc, years, at):
            years[at] -= 1  # "Last year it was A, in 2023 B", told early in 2024
    return years


def _named_with(doc: Doc, years: Mapping[int, int], at: int) -> set[int]:
    """Years that the sentence names beside the one at a character: "last year it was A, in 2023 B"."""
    i = bisect_left(doc.tokens, at, key=attrgetter("start"))
    start, end = doc.span(*doc.sentence_of(i)[:2])
    named = {other: year for other, year in years.items() if other != at and start <= other < end}
    return {year for other, year in named.items() if doc.plain.text[other - 1] != "("}  # "last year (2023)"


def _token_over(doc: Doc, at: int) -> int:
    """Where the token begins that a character is in: a term may hold the first word of "last year"."""
    before = doc.tokens_before(at, 1)
    return before[0].start if before and before[0].end > at else at


def _is_ahead(before: Sequence[Token]) -> bool:
    """Whether words before a year say that its assessment is to come: "before the assessment of 2024"."""
    return any(
        "assessment_ahead" in one.senses and "assessment_of" in other.senses
        for one, other in pairwise(before)
    )


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


def figure_of_another_year(doc: Doc, sentence: Sentence, known: Mapping[int, int]) -> int | None:
    """The figure that a sentence gives for a year, and nothing with it: "the year before 61.4".

    Args:
        doc: the text.
        sentence: of the text.
        known: years, by the character at which they stand.
    """
    tokens = doc.tokens
    for i in range(sentence.first + 1, sentence.last):
        ends = i + 1 == sentence.last or not tokens[i + 1].text[0].isalnum()
        if ends and DECIMAL.fullmatch(tokens[i].text):
            behind = i - ("assessment_still" in tokens[i - 1].senses)
            if behind > sentence.first and _ends_a_year(doc, behind - 1, known):
                return i
    return None


def figure_of_a_row(doc: Doc, sentence: Sentence, known: Mapping[int, int]) -> int | None:
    """The figure of a line that gives it for a year: "2021: 70.1"; None in other lines.

    Args:
        doc: the text.
        sentence: of the text.
        known: years, by the character at which they stand.
    """
    tokens, i = doc.tokens, sentence.first
    i += "assessment_year" in tokens[i].senses
    if i + 1 >= sentence.last or tokens[i].start not in known:
        return None
    at = i + 2 if tokens[i + 1].text in _PARTING else i + 1
    return at if at < sentence.last and DECIMAL.fullmatch(tokens[at].text) else None


def _ends_a_year(doc: Doc, i: int, known: Mapping[int, int]) -> bool:
    """Whether a token is a year, or the last of the words for one."""
    token = doc.tokens[i]
    if token.start in known or not _OTHER_YEARS.isdisjoint(token.senses):
        return True
    named = doc.dates_in(doc.tokens[max(0, i - _YEAR_WORDS)].start, token.start)
    return any(_token_over(doc, one.start) in known and one.end == token.end for one in named)
