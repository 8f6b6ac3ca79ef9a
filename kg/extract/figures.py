"""Figures in texts about assessments: what a number is, and of which year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.doc import Doc, Mention
from kg.extract.layout import Sentence
from kg.extract.tokens import Token

DECIMAL = re.compile(r"(?:1?\d{2})[.,]\d{1,2}")
WHOLE = re.compile(r"\d{2}|100")
#: Tokens before a figure in which words say what it is, and in which words make it a wish.
REACH = 10
#: Tokens behind a figure in which its zone may follow.
_ZONE_REACH = 4
#: Tokens before a figure in which a word says that it is what a score was.
_WAS_REACH = 2
#: Tokens before a figure in which words say that it is an average.
_AVERAGE_REACH = 4
#: Tokens before a zone in which words say that another one has become that.
_BECOMES_REACH = 2
#: Words between a figure and the year of another one with which it is compared, and how close they stand.
_FORMER, _FORMER_REACH = frozenset({"assessment_compare", "assessment_was"}), 2
#: Tokens before a figure in which a clause that says when it was given opens.
_ASIDE_REACH = 5
#: Tokens behind a zone in which words say that it has long been that, in no one year.
_EVER_REACH = 2
#: Tokens before a figure in which a word opens the sentence that has whom it is of behind it.
_BY_REACH = 3
#: What may stand between a score and whom it is of, besides years.
_DATING = frozenset({"assessment_year", "assessment_to", "assessment_of", "assessment_year_before"})
#: Words that make what follows no result.
_UNREACHED = ("assessment_target", "assessment_nobody")
#: Words that ask for what is told behind them, or want it; and what a sentence says that may do so.
_URGING = frozenset({"intends", "urges"})
_MEANT = frozenset({"assessment_aim", *(f"cue:{cue}" for cue in _URGING)})
#: What a sentence says of the year it speaks of, where it gives no number.
_YEARS = frozenset({"assessment_year_before", "assessment_year_after", "assessment_then"})
#: Tokens from a word such as "to" to the verb, most: "to reach", "to once more reach".
_MEANT_REACH = 3
#: Tokens behind a figure in which its year may follow.
_YEAR_REACH = 5


def key_of(subject: Mention) -> str:
    """What tells one subject from another."""
    return subject.place.code if subject.place else subject.body.name if subject.body else ""


class Figures:
    """The figures of one sentence after the other.

    Args:
        doc: the text.
        subjects: regions and institutions that can be assessed, by their first token.
        years: by the character at which they stand.
        main: what the text is about, by :func:`key_of`.

    Attributes:
        sentence: the one that is read.
        context: the year that the text is about, so far.
        last: the year named last.
        before: the same of the sentence before, be it that of what a score was.
    """

    def __init__(
        self,
        doc: Doc,
        subjects: Mapping[int, Mention],
        years: Mapping[int, int],
        main: str | None,
    ) -> None:
        self._doc = doc
        self.tokens, self._subjects, self._years, self._main = doc.tokens, subjects, years, main
        self.sentence: Sentence = doc.sentences[0]
        self.context: int | None = None
        self.last: int | None = None
        self.before: int | None = None

    def figure(self, i: int, end: int) -> tuple[float | None, int]:
        """The figure at a token, and the token after it; blanks around its comma do not count."""
        text, last = self.tokens[i].text, i + 1
        if last + 1 < end and WHOLE.fullmatch(text) and self.tokens[last].text in ",.":
            rest, comma = self.tokens[last + 1], self.tokens[last]
            apart = comma.start > self.tokens[i].end or rest.start > comma.end
            if apart and re.fullmatch(r"\d{1,2}", rest.text):
                return float(f"{text}.{rest.text}"), last + 2
        if DECIMAL.fullmatch(text) or WHOLE.fullmatch(text):
            return float(text.replace(",", ".")), last
        return None, last

    def says_before(self, i: int, reach: int, *senses: str) -> bool:
        """Whether a token of the clause before one can be one of these."""
        if self._doc.said(self.sentence).isdisjoint(senses):
            return False
        for token in reversed(self.tokens[max(self.sentence.first, i - reach) : i]):
            if token.text == ";":
                return False
            if not token.senses.keys().isdisjoint(senses):
                return True
        return False

    def is_wish(self, i: int) -> bool:
        """Whether words before a token make what it says a hope or an aim.

        What is said of a time that has come is none: "we hope that the score, which was 84.9 last year, ...".
        """
        wished = self.says_before(i, REACH, *_UNREACHED) or self._is_meant_to_be_reached(i)
        return (wished and not self._is_said_aside(i)) or self._is_called_a_wish(i)

    def _is_meant_to_be_reached(self, i: int) -> bool:
        """Whether somebody is only to reach what stands at a token: "to reach", "urges N to enter"."""
        said = self._doc.said(self.sentence)
        if "assessment_reach" not in said or said.isdisjoint(_MEANT):
            return False
        reach: int | None = None
        for j in range(i - 1, max(self.sentence.first, i - REACH) - 1, -1):
            token = self.tokens[j]
            if token.text == ";" or "which" in token.cues or "assessment_so" in token.senses:
                return False
            if reach and not _URGING.isdisjoint(token.cues):
                told = self.tokens[j + 1]  # "Reminds that the city reached", "reminds, the city": it is told.
                return reach == j + 2 or (told.text != "," and "assessment_that" not in told.senses)
            if reach and reach - j <= _MEANT_REACH and "assessment_aim" in token.senses:
                return not any(between.cap for between in self.tokens[j + 1 : reach])
            reach = j if "assessment_reach" in token.senses else reach
        return False

    def _is_called_a_wish(self, i: int) -> bool:
        """Whether what stands at a token is said to be an aim behind it: "the green zone is our aim"."""
        if i + 2 >= self.sentence.last:
            return False
        first, second = self.tokens[i + 1], self.tokens[i + 2]
        is_one = not {"as", "names"}.isdisjoint(first.cues) or "assessment_becomes" in first.senses
        return is_one and "assessment_target" in second.senses

    def _is_said_aside(self, i: int) -> bool:
        """Whether a clause that says of which year, or that it is so now, opens right before a token."""
        for j in range(i - 1, max(self.sentence.first, i - _ASIDE_REACH), -1):
            if "which" in self.tokens[j].cues:
                opening = self.tokens[j + 1 : i]
                return any(t.start in self._years or "assessment_now" in t.senses for t in opening)
        return False

    def is_average(self, i: int) -> bool:
        """Whether a figure is that of many: "the national average is 78.01", "the average of X is 80"."""
        if "assessment_average" not in self._doc.said(self.sentence):
            return False
        for j in range(i - 1, max(self.sentence.first, i - _AVERAGE_REACH) - 1, -1):
            if "assessment_average" in self.tokens[j].senses:
                between = self.tokens[j + 1 : i]  # "Of X", or "of all-X", which begins with a small letter.
                return " " in self.tokens[j].norm or any(token.text != token.norm for token in between)
        return False

    def assessed_years(self, *, wishes: bool) -> list[int]:
        """Years of the sentence that are not those of a hope or an aim.

        Args:
            wishes: whether it speaks of some.
        """
        places = range(self.sentence.first, self.sentence.last)
        years = [i for i in places if self.tokens[i].start in self._years and not self.is_former(i)]
        if wishes:
            years = [i for i in years if not self.is_wish(i)]
            years = [i for i in years if self.says_before(i, REACH, "assessment_of")]
        return [self._years[self.tokens[i].start] for i in years]

    def last_year(self) -> int | None:
        """The last year of the sentence that is not that of what a score was."""
        places = range(self.sentence.last - 1, self.sentence.first - 1, -1)
        dated = (i for i in places if self.tokens[i].start in self._years)
        return next((self._years[self.tokens[i].start] for i in dated if not self.is_former(i)), None)

    def is_of_others(self, i: int) -> bool:
        """Whether a zone only says which ones are meant: "regions in the yellow zone"."""
        place, those = self.tokens[i - 1], self.tokens[i - 2] if i > self.sentence.first + 1 else None
        return those is not None and "at" in place.cues and "assessment_those" in those.senses

    def is_in_a_range(self, i: int, last: int) -> bool:
        """Whether a figure begins or ends a range: "from 78 to 100"; what a score was begins none."""
        return self._is_ranged(last) or self._is_ranged(i - 1)

    def gives_a_range(self) -> bool:
        """Whether the sentence gives a range of figures."""
        said = self._doc.said(self.sentence)
        return "cue:until" in said and any(
            self._is_ranged(i) for i in range(self.sentence.first, self.sentence.last)
        )

    def _is_ranged(self, i: int) -> bool:
        """Whether a token stands between the two figures of a range."""
        if not self.sentence.first < i < self.sentence.last - 1 or "until" not in self.tokens[i].cues:
            return False
        both = (self.tokens[i - 1].text, self.tokens[i + 1].text)
        figures = all(DECIMAL.fullmatch(text) or WHOLE.fullmatch(text) for text in both)
        return figures and not self.says_before(i - 1, _WAS_REACH, "assessment_was")

    def in_brackets(self, i: int) -> bool:
        """Whether a bracket opens right before a token."""
        return self.tokens[i - 1].text == "("

    def year(self, i: int, last: int) -> int | None:
        """The year of what stands at some tokens, as the sentence has it: in brackets, before or behind."""
        first, end = self.sentence.first, self.sentence.last
        if last + 1 < end and self.tokens[last].text == "(" and self.tokens[last + 1].start in self._years:
            return self._years[self.tokens[last + 1].start]
        if (named := self.right_behind(last, end)) is not None:
            return named
        places = [j for j in range(first, end) if self.tokens[j].start in self._years]
        if self._becomes(i, end) is not None:
            return self.relative(i, first, self.last)
        if (former := self._was(i)) is not None:
            return self._year_of_what_it_became(i, self.right_behind(former + 1, i), places)
        before = [j for j in places if j < i]
        figures = [j for j in range(first, i + 1) if DECIMAL.fullmatch(self.tokens[j].text)]
        leads = bool(before) and (not figures or before[0] < figures[0])
        if not leads:
            for j in range(last, min(end, last + _YEAR_REACH)):
                if self.tokens[j].start in self._years and self._is_of_another(i, j):
                    break
                if self.tokens[j].start in self._years and not self._is_aimed_at(j, end):
                    return self._years[self.tokens[j].start]
                ends = self.tokens[j].text == "." or "assessment_compare" in self.tokens[j].senses
                other = self._subjects.get(j)
                ends = ends or (other is not None and key_of(other) != self._main)
                if ends or DECIMAL.fullmatch(self.tokens[j].text):
                    break
        named_before = self._years[self.tokens[before[-1]].start] if before else self.last
        relative = self.relative(i, before[-1] if before else first, named_before)
        if relative is not None:
            return relative
        if before:
            return self._years[self.tokens[before[-1]].start]
        own = [j for j in places if not self._is_of_another(i, j)]
        only = self._years[self.tokens[own[0]].start] if own and len(places) == 1 else None
        return self.context or self.last or only

    def _is_of_another(self, i: int, j: int) -> bool:
        """Whether a year stands behind a figure, and behind words that compare that with another one.

        That one may be named before its year: "92.33, up from 85.5 in 2023".
        """
        other = next((k for k in range(j - 1, i, -1) if DECIMAL.fullmatch(self.tokens[k].text)), None)
        at = other if other is not None and self.right_behind(other + 1, j + 1) is not None else j
        before = self.tokens[max(i + 1, at - _FORMER_REACH) : at]
        return any(not _FORMER.isdisjoint(token.senses) for token in before)

    def is_former(self, j: int) -> bool:
        """Whether a year is that of what a score was, with the score before it: "up from 85.5 in 2023"."""
        places = range(j - 1, max(self.sentence.first, j - _YEAR_REACH) - 1, -1)
        figure = next((k for k in places if DECIMAL.fullmatch(self.tokens[k].text)), None)
        if figure is None or self.right_behind(figure + 1, j + 1) is None:
            return False
        return self.says_before(figure, _WAS_REACH, "assessment_was")

    def is_left_behind(self, i: int) -> bool:
        """Whether a zone, without a year, is what another took the place of: "rose from yellow to green"."""
        later = (j for j in range(i + 1, self.sentence.last) if "zone" in self.tokens[j].senses)
        between = self.tokens[i : next(later, i)]
        if not between or any(token.start in self._years for token in between):
            return False
        if any("assessment_becomes" in token.senses for token in between[-_BECOMES_REACH:]):
            return not any(j in self._subjects for j in range(i, i + len(between)))
        return self.says_before(i, _WAS_REACH, "assessment_was")

    def _becomes(self, i: int, end: int) -> int | None:
        """The figure that the one at a token has become: "fell from 66.2 to 51.74"."""
        behind = next((j for j in range(i + 1, end) if DECIMAL.fullmatch(self.tokens[j].text)), None)
        return behind if behind is not None and self._turns_between(i, behind) else None

    def _was(self, i: int) -> int | None:
        """The figure that has become the one at a token."""
        places = range(i - 1, self.sentence.first - 1, -1)
        before = next((j for j in places if DECIMAL.fullmatch(self.tokens[j].text)), None)
        return before if before is not None and self._turns_between(before, i) else None

    def _turns_between(self, before: int, behind: int) -> bool:
        """Whether words say that one figure was, and that it has become the other."""
        if not self.says_before(before, _WAS_REACH, "assessment_was"):
            return False
        gap = self.tokens[before + 1 : behind]
        return any("assessment_becomes" in token.senses for token in gap) and all(t.text != ";" for t in gap)

    def _year_of_what_it_became(self, i: int, former: int | None, places: Sequence[int]) -> int | None:
        """A year of the sentence that is not the former figure's, else that of the text."""
        others = [self._years[self.tokens[j].start] for j in places if j < i]
        others = [year for year in others if year != former]
        known = others[-1] if others else self.context
        return known if known != former else None

    def _is_aimed_at(self, i: int, end: int) -> bool:
        """Whether words close to a year make it that of a hope or an aim."""
        behind = self.tokens[i : min(end, i + 6)]
        return self.says_before(i, 3, "assessment_target") or any(
            "assessment_target" in token.senses for token in behind
        )

    def right_behind(self, i: int, end: int) -> int | None:
        """A year that follows with nothing but small words or brackets between: "81.5 in the year 2016"."""
        end = min(end, len(self.tokens))
        i = self._behind_brackets(i, end)
        for j in range(i, min(end, i + 4)):
            if self.tokens[j].start in self._years:
                return self._years[self.tokens[j].start]
            if "assessment_year_before" in self.tokens[j].senses and (known := self.context or self.last):
                return known - 1
            if not (
                "at" in self.tokens[j].cues
                or {"assessment_year", "assessment_to", "assessment_of"} & self.tokens[j].senses.keys()
            ):
                return None
        return None

    def _behind_brackets(self, i: int, end: int) -> int:
        """Behind a few words in brackets."""
        if i < end and self.tokens[i].text == "(":
            return next((j + 1 for j in range(i, min(end, i + REACH)) if self.tokens[j].text == ")"), i)
        return i

    def year_of_zone(self, i: int) -> int | None:
        """The year of a zone; none where words behind it say that it has long been that."""
        behind = self.tokens[i + 1 : min(self.sentence.last, i + 1 + _EVER_REACH)]
        ever = any("assessment_ever" in token.senses for token in behind)
        if ever:
            return None
        reach = range(i + 1, min(self.sentence.last, i + 1 + _ZONE_REACH))
        figure = next((j for j in reach if DECIMAL.fullmatch(self.tokens[j].text)), None)
        if figure and all(
            "with" in t.cues or "assessment_score" in t.senses for t in self.tokens[i + 1 : figure]
        ):
            return self.year(figure, figure + 1)  # "In the green zone with 86.2 this year" is of this year.
        return self.year(i, i + 1)

    def leads_to(self, i: int, last: int) -> int | None:
        """Where one is named whose score, at some tokens, comes first: "with 81.5, A", "81.5 took A to"."""
        end = self.sentence.last
        j = self._behind_brackets(last, end)
        while j < end and (self.tokens[j].start in self._years or _DATING & self.tokens[j].senses.keys()):
            j += 1
        comma = j < end and self.tokens[j].text == ","
        j += comma
        brings = j < end and "assessment_brings" in self.tokens[j].senses
        return j + brings if brings or (comma and self._opens_with_it(i)) else None

    def _opens_with_it(self, i: int) -> bool:
        """Whether a word such as "with" opens the sentence, close before a figure."""
        first, near = self.sentence.first, range(max(self.sentence.first, i - _BY_REACH), i)
        at = next((j for j in near if "assessment_by" in self.tokens[j].senses), i)
        opens = at < i and at - first <= _BY_REACH
        return opens and all("contrast" in t.cues or not t.text[0].isalnum() for t in self.tokens[first:at])

    def is_told_of(self, i: int) -> bool:
        """Whether a clause that tells a score opens at a token: "A, whose score is 81.5"."""
        opens = i + 1 < self.sentence.last and "which" in self.tokens[i].cues
        return opens and "assessment_score" in self.tokens[i + 1].senses

    def names_a_year(self) -> bool:
        """Whether the sentence says of which year it speaks."""
        told = not _YEARS.isdisjoint(self._doc.said(self.sentence))
        return told or any(token.start in self._years for token in self._tokens_read())

    def is_dated(self, span: tuple[int, int]) -> bool:
        """Whether a year stands before some characters of the sentence, or right behind them."""
        for i, token in enumerate(self._tokens_read(), self.sentence.first):
            if token.start >= span[1]:
                return self.right_behind(i, self.sentence.last) is not None
            if token.start in self._years:
                return True
        return False

    def zone_follows(self, last: int, end: int) -> bool:
        """Whether a figure's zone is named right behind it: "63.5, green zone"."""
        ahead = self.tokens[last : min(end, last + _ZONE_REACH)]
        zone = next((n for n, token in enumerate(ahead) if "zone" in token.senses), None)
        return zone is not None and not any(DECIMAL.fullmatch(token.text) for token in ahead[:zone])

    def relative(self, i: int, first: int, named: int | None) -> int | None:
        """The year of "the year before", "now" and "then", which begin behind the last year that is named."""
        known, at_first = named or self.context, first == self.sentence.first
        for token in reversed(self.tokens[first:i]):
            if "assessment_year_before" in token.senses and known:
                return known - 1
            if "assessment_year_after" in token.senses and known:
                return known + 1
            if "assessment_now" in token.senses and (now := self.context or self._latest()):
                return now
            if "assessment_then" in token.senses and (then := self.before if at_first else named):
                return then
        return None

    def _latest(self) -> int | None:
        """The latest year of the sentence, where it names several."""
        years = {self._years[t.start] for t in self._tokens_read() if t.start in self._years}
        return max(years) if len(years) > 1 else None

    def _tokens_read(self) -> Sequence[Token]:
        return self.tokens[self.sentence.first : self.sentence.last]
