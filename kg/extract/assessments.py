"""Results of assessments: scores, zones and categories of regions and institutions.

A figure is a score only where the text says so, or where it stands in a list or table of results. What is
hoped for, other indices, shares, sums and counts are no results.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.extract.date_completion import complete
from kg.extract.doc import Doc, Mention
from kg.extract.layout import Sentence
from kg.extract.pack import Pack
from kg.extract.participants import cues

_DECIMAL = re.compile(r"(?:1?\d{2})[.,]\d{1,2}")
_WHOLE = re.compile(r"\d{2}|100")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Tokens before a figure in which words say what it is, and in which words make it a wish.
_REACH = 10
#: Tokens before a figure in which another index may be named that it is of.
_INDEX_REACH = 12
#: Tokens behind a figure in which its year may follow.
_YEAR_REACH = 5
#: No result is lower; smaller figures are counts and shares.
_LEAST, _MOST = 20.0, 110.0


@dataclass(slots=True)
class Result:
    """One result of one assessment.

    Attributes:
        subject: the region or institution that was assessed.
        year: that was assessed, or None where the text does not say.
        spans: field -> characters of the plain text from which it was read.
    """

    subject: Mention
    year: int | None = None
    score: float | None = None
    zone: str | None = None
    category: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


class Assessments:
    """Finds results, with the words of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._own = {branch.kind for branch in pack.branches}
        self._focus = pack.focus

    def find(self, doc: Doc, published: date | None) -> list[Result]:
        """Read a text whose mentions are known."""
        if not any(
            "zone" in t.senses or "zone_word" in t.senses or "assessment_score" in t.senses
            for t in doc.tokens
        ):
            return []
        subjects = {
            m.first: m
            for m in doc.mentions
            if m.place or (m.body and m.body.name != self._focus and m.body.kind not in self._own)
        }
        reader = _Reader(doc, subjects, _years(doc, published))
        for sentence in doc.sentences:
            reader.read(sentence)
        return _merged(reader.found)


def _years(doc: Doc, published: date | None) -> dict[int, int]:
    """Years named in the text by the position of their first character, those of full dates left out."""
    years: dict[int, int] = {}
    inside: set[int] = set()
    for mention in doc.dates:
        if mention.month or mention.day:
            inside.update(range(mention.start, mention.end))
        elif mention.shift is not None:
            value = complete(mention, published).value
            if value and len(value) == 4:
                years[mention.start] = int(value)
    for token in doc.tokens:
        if _YEAR.fullmatch(token.text) and token.start not in inside:
            years[token.start] = int(token.text)
    return years


class _Reader:
    """Reads sentences one after the other; knows what was last spoken of."""

    def __init__(self, doc: Doc, subjects: Mapping[int, Mention], years: Mapping[int, int]) -> None:
        self.doc, self.tokens, self._subjects, self._years = doc, doc.tokens, subjects, years
        self.found: list[Result] = []
        self._active = False
        self._main = _most_named(subjects.values())
        self._carried = self._main
        self._context: int | None = None
        self._columns: list[int] = []
        self._listing: list[Result] = []
        self._sentence = doc.sentences[0] if doc.sentences else None
        self._here: list[Result] = []

    def read(self, sentence: Sentence) -> None:
        tokens = self.tokens[sentence.first : sentence.last]
        senses = {sense for token in tokens for sense in token.senses}
        told = bool(senses & {"assessment_of", "assessment_score", "zone", "zone_word"})
        self._active = self._active or bool(senses & {"assessment_of", "zone", "zone_word"})
        if not self._active:
            self._carry(sentence)
            return
        years = [self._years[t.start] for t in tokens if t.start in self._years]
        if len(years) > 1 and self._is_header(sentence):
            self._columns = years
            return
        if sentence.headline and not self._is_row(sentence):
            self._context = self._context or (years[0] if told and years else None)
            return
        self._sentence, self._here = sentence, []
        if "collective" in senses and self._listing and not self._subject_of(sentence):
            self._for_all(sentence)
            return
        self._facts(sentence, told)
        if years and told and not senses & {"assessment_target"}:
            self._context = self._context or (self._here[0].year if self._here else None) or years[0]
        if self._here:
            same = self._listing and self._is_row(sentence)
            self._listing = [*self._listing, *self._here] if same else list(self._here)
            self._carried = self._here[-1].subject
        else:
            self._carry(sentence)

    def _carry(self, sentence: Sentence) -> None:
        """What a later sentence speaks of that names nothing itself."""
        for i in range(sentence.first, sentence.last):
            mention = self._subjects.get(i)
            if not mention or not mention.place or self._only_says_where(mention):
                continue
            headed = mention.first > 0 and "office" in self.tokens[mention.first - 1].senses
            if mention.body or headed or (self._main and _key(mention) == _key(self._main)):
                self._carried = mention

    def _is_row(self, sentence: Sentence) -> bool:
        """Whether a line is a row of a list or table: a subject and figures, no sentence."""
        last = self.tokens[sentence.last - 1]
        return (
            sentence.last - sentence.first <= 14
            and last.text not in "!?"
            and self._subject_of(sentence) is not None
            and any(_DECIMAL.fullmatch(t.text) for t in self.tokens[sentence.first : sentence.last])
        )

    def _is_header(self, sentence: Sentence) -> bool:
        """Whether a line heads the columns of a table."""
        tokens = self.tokens[sentence.first : sentence.last]
        plain = tokens[-1].text not in ".!?" and not any(_DECIMAL.fullmatch(t.text) for t in tokens)
        return plain and len(tokens) <= 14 and self._subject_of(sentence) is None

    def _subject_of(self, sentence: Sentence) -> Mention | None:
        return next((m for i in range(sentence.first, sentence.last) if (m := self._subjects.get(i))), None)

    def _facts(self, sentence: Sentence, told: bool) -> None:
        subject: Mention | None = None
        group: list[Mention] = []
        row, column, placed = self._is_row(sentence), 0, False
        i, end = sentence.first, sentence.last
        while i < end:
            if mention := self._subjects.get(i):
                placed = True
                if not self._only_says_where(mention):
                    group = [*group, mention] if group and self._joined(group[-1], mention) else [mention]
                    subject = mention
                i = mention.last
                continue
            token, last = self.tokens[i], i + 1
            who = subject or (self._carried if told and not placed else None)
            if token.text[0].isdigit() and token.start not in self._years:
                value, last = self._figure(i, end)
                if value is not None and who and self._is_score(i, last, value, row=row, subject=subject):
                    year = (
                        self._columns[column] if row and column < len(self._columns) else self._year(i, last)
                    )
                    column += 1
                    self._note(who, year, "score", value, (i, last))
            elif "zone" in token.senses and who and self._is_zone(i, subject):
                year = self._columns[-1] if row and self._columns else self._year(i, last)
                for one in self._listed_behind(last, end) or (group if subject else [who]):
                    self._note(one, year, "zone", token.senses["zone"], (i, last))
            elif "category" in token.senses and self._here and not self._is_wish(i):
                self._note(
                    self._here[-1].subject,
                    self._here[-1].year,
                    "category",
                    token.senses["category"],
                    (i, last),
                )
            i = last

    def _joined(self, one: Mention, other: Mention) -> bool:
        """Whether nothing but a word or mark of joining stands between two mentions."""
        gap = self.tokens[one.last : other.first]
        return len(gap) <= 2 and all(t.text in ",&" or "with" in cues(t) for t in gap)

    def _listed_behind(self, i: int, end: int) -> list[Mention]:
        """The regions of a list that follows: "green, namely A, B and C"."""
        j = i + 1 if i < end and self.tokens[i].text == "," else i
        if j >= end or not (self.tokens[j].text == ":" or "as" in cues(self.tokens[j])):
            return []
        found: list[Mention] = []
        j += 1
        while j < end:
            mention = self._subjects.get(j)
            if mention:
                found.append(mention)
                j = mention.last
            elif self.tokens[j].text == "," or "with" in cues(self.tokens[j]):
                j += 1
            else:
                break
        return found

    def _figure(self, i: int, end: int) -> tuple[float | None, int]:
        """The figure at a token, and the token after it; blanks around its comma do not count."""
        text, last = self.tokens[i].text, i + 1
        if last + 1 < end and _WHOLE.fullmatch(text) and self.tokens[last].text in ",.":
            rest, comma = self.tokens[last + 1], self.tokens[last]
            apart = comma.start > self.tokens[i].end or rest.start > comma.end
            if apart and re.fullmatch(r"\d{1,2}", rest.text):
                return float(f"{text}.{rest.text}"), last + 2
        if _DECIMAL.fullmatch(text) or _WHOLE.fullmatch(text):
            return float(text.replace(",", ".")), last
        return None, last

    def _senses_before(self, i: int, reach: int) -> set[str]:
        found: set[str] = set()
        assert self._sentence is not None  # set before facts are read
        for token in reversed(self.tokens[max(self._sentence.first, i - reach) : i]):
            if token.text == ";":
                break
            found |= token.senses.keys()
        return found

    def _is_wish(self, i: int) -> bool:
        return "assessment_target" in self._senses_before(i, _REACH)

    def _is_score(self, i: int, last: int, value: float, *, row: bool, subject: Mention | None) -> bool:
        if not _LEAST <= value <= _MOST or self._is_wish(i):
            return False
        after = self.tokens[last] if last < len(self.tokens) else None
        if after and (after.text in "%/" or "assessment_other" in after.senses):
            return False
        if "assessment_other" in self._senses_before(i, 1) or "assessment_index" in self._senses_before(
            i, _INDEX_REACH
        ):
            return False
        if row:
            return True
        scored = "assessment_score" in self._senses_before(i, _REACH)
        whole = last == i + 1 and _WHOLE.fullmatch(self.tokens[i].text) is not None
        if whole:
            return "assessment_score" in self._senses_before(i, 4) or (
                scored and value > 40 and self._in_brackets(i)
            )
        beside = subject is not None and i - subject.last <= 6
        return scored or beside or self._in_brackets(i) or bool(self._here)

    def _in_brackets(self, i: int) -> bool:
        return self.tokens[i - 1].text == "("

    def _is_zone(self, i: int, subject: Mention | None) -> bool:
        if self._is_wish(i):
            return False
        if len(self.tokens[i].norm.split()) > 1:
            return True
        near = subject is not None and i - subject.last <= 6
        scored = any("score" in result.spans for result in self._here)
        return near or scored or self._in_brackets(i) or "zone_word" in self._senses_before(i, _REACH)

    def _only_says_where(self, mention: Mention) -> bool:
        if mention.body:
            return False
        before = self.tokens[mention.first - 1] if mention.first else None
        return before is not None and ("at" in cues(before) or "collective" in before.senses)

    def _year(self, i: int, last: int) -> int | None:
        """The year of what stands at some tokens, as the sentence has it: in brackets, before or behind."""
        assert self._sentence is not None  # set before facts are read
        first, end = self._sentence.first, self._sentence.last
        if last + 1 < end and self.tokens[last].text == "(" and self.tokens[last + 1].start in self._years:
            return self._years[self.tokens[last + 1].start]
        places = [j for j in range(first, end) if self.tokens[j].start in self._years]
        before = [j for j in places if j < i]
        figures = [j for j in range(first, i + 1) if _DECIMAL.fullmatch(self.tokens[j].text)]
        leads = bool(before) and (not figures or before[0] < figures[0])
        if not leads:
            for j in range(last, min(end, last + _YEAR_REACH)):
                if j in places and "assessment_target" not in self._senses_before(j, 3):
                    return self._years[self.tokens[j].start]
                ends = self.tokens[j].text == "." or "assessment_compare" in self.tokens[j].senses
                if ends or j in self._subjects or _DECIMAL.fullmatch(self.tokens[j].text):
                    break
        return self._years[self.tokens[before[-1]].start] if before else self._context

    def _note(
        self, subject: Mention, year: int | None, what: str, value: object, at: tuple[int, int]
    ) -> None:
        current = next(
            (r for r in reversed(self._here) if _key(r.subject) == _key(subject) and what not in r.spans),
            None,
        )
        if current is None or (what == "score" and current.year not in {None, year}):
            current = Result(subject, year)
            self._here.append(current)
            self.found.append(current)
        current.year = current.year if current.year is not None else year
        setattr(current, what, value)
        current.spans[what] = self.doc.span(*at)

    def _for_all(self, sentence: Sentence) -> None:
        """What a sentence says of all of a list."""
        for i in range(sentence.first, sentence.last):
            for what in ("zone", "category"):
                if what in self.tokens[i].senses and not self._is_wish(i):
                    for result in self._listing:
                        if what not in result.spans:
                            setattr(result, what, self.tokens[i].senses[what])
                            result.spans[what] = self.doc.span(i, i + 1)


def _most_named(mentions: Iterable[Mention]) -> Mention | None:
    """The region that a text names most, the first of those named equally often."""
    counts: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.place:
            counts.setdefault(mention.place.code, []).append(mention)
    return max(counts.values(), key=len)[0] if counts else None


def _key(subject: Mention) -> str:
    return subject.place.code if subject.place else subject.body.name if subject.body else ""


def _merged(found: Sequence[Result]) -> list[Result]:
    """Results of one subject and year are one, unless they differ."""
    kept: list[Result] = []
    for result in found:
        for other in kept:
            if _key(other.subject) == _key(result.subject) and _fits(other, result):
                for what in ("year", "score", "zone", "category"):
                    if getattr(other, what) is None:
                        setattr(other, what, getattr(result, what))
                other.spans = result.spans | other.spans
                break
        else:
            kept.append(result)
    return kept


def _fits(one: Result, other: Result) -> bool:
    return all(
        getattr(one, what) is None
        or getattr(other, what) is None
        or getattr(one, what) == getattr(other, what)
        for what in ("year", "score", "zone")
    )
