"""Of which region or institution a figure or a zone is, where a sentence names several."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.extract.doc import Mention
from kg.extract.figures import DECIMAL, Figures
from kg.extract.layout import Sentence
from kg.extract.tokens import Token

#: Tokens from one figure of a row to the next, most.
_IN_A_ROW = 2
#: Tokens behind a zone in which the one is named that is in it, where a sentence opens with the zone.
_LEAD_REACH = 5
#: Tokens of a figure and the brackets around it.
_BRACKETED = 3


class Whose:
    """Tells of whom a figure is, and what belongs together.

    Args:
        figures: of the text, and the sentence that is read.
        subjects: regions and institutions that can be assessed, by their first token.
    """

    def __init__(self, figures: Figures, subjects: Mapping[int, Mention]) -> None:
        self._figures, self._subjects, self._tokens = figures, subjects, figures.tokens
        self._firsts = sorted(subjects)

    def named_in(self, sentence: Sentence) -> list[Mention]:
        """All that a sentence names, in order."""
        return self._between(sentence.first, sentence.last)

    def _between(self, first: int, last: int) -> list[Mention]:
        low = bisect_left(self._firsts, first)
        return [self._subjects[i] for i in self._firsts[low : bisect_left(self._firsts, last, low)]]

    def figure(self, group: Sequence[Mention], i: int, last: int) -> Mention | None:
        """Whose a figure is by where it stands; None where it is of who was named last.

        Args:
            group: those named together right before it.
            i, last: its first token, and the one behind it.
        """
        given = self._given_to(last) or self.one_of_each(group, i)
        return given or self._led_to(group, i, last) or self._bracketed_by(i)

    def _given_to(self, last: int) -> Mention | None:
        """The one behind a score to whom it is given: "81.5 to A and 70.1 to B"."""
        if last + 1 >= self._figures.sentence.last or "assessment_given" not in self._tokens[last].senses:
            return None
        return self._subjects.get(last + 1)

    def _led_to(self, group: Sequence[Mention], i: int, last: int) -> Mention | None:
        """The region behind a score that leads to it, where none is named before."""
        if group:
            return None
        sentence = self._figures.sentence
        if sentence.headline and len(named := self.named_in(sentence)) == 1:
            return named[0]  # "Up to 87.45: A is praised"
        at = self._figures.leads_to(i, last)
        return None if at is None else self._subjects.get(at)

    def _bracketed_by(self, i: int) -> Mention | None:
        """The one right before the bracket in which a figure stands, be it only named for where that is."""
        if not self._figures.in_brackets(i):
            return None
        return next((m for m in self._between(self._figures.sentence.first, i) if m.last == i - 1), None)

    def one_of_each(self, group: Sequence[Mention], i: int) -> Mention | None:
        """Of regions named together, the one that a figure is of: "A and B, with 60 and 57 respectively"."""
        if len(group) < 2:
            return None
        behind = self._tokens[group[-1].last : i]
        if not any("assessment_each" in token.senses for token in behind) and not self._as_many(group):
            return None
        number = sum(DECIMAL.fullmatch(token.text) is not None for token in behind)
        return group[number] if number < len(group) else None

    def _as_many(self, group: Sequence[Mention]) -> bool:
        """Whether as many figures as regions stand in a row behind these: "A and B, with 87.19 and 84.02"."""
        end = self._figures.sentence.last
        places = [j for j in range(group[-1].last, end) if DECIMAL.fullmatch(self._tokens[j].text)]
        row = all(after - before <= _IN_A_ROW for before, after in pairwise(places))
        return row and len(places) == len(group)

    def leads(self, i: int, end: int) -> bool:
        """Whether what is said at a token is said of those who are named behind it with scores."""
        behind = [j for j in range(i, end) if j in self._subjects]
        named = len(behind) > 1 or (len(behind) == 1 and behind[0] - i <= _LEAD_REACH)
        return named and any(DECIMAL.fullmatch(t.text) for t in self._tokens[behind[0] : end])

    def joined(self, one: Mention, other: Mention) -> bool:
        """Whether nothing but a word or mark of joining, and the score of the one, stands between two."""
        gap = self._tokens[one.last : other.first]
        gap = gap[_score_ends(gap) :]
        return len(gap) <= 2 and all(t.text in ",&" or "with" in t.cues for t in gap)


def _score_ends(gap: Sequence[Token]) -> int:
    """Behind a score with which some tokens begin: "(80.25)", "with a score of 80.25"; 0 without one."""
    if len(gap) > _BRACKETED and gap[0].text == "(" and gap[2].text == ")" and DECIMAL.fullmatch(gap[1].text):
        return _BRACKETED
    for n, token in enumerate(gap):
        if DECIMAL.fullmatch(token.text):
            return n + 1
        if not ("with" in token.cues or "assessment_score" in token.senses):
            return 0
    return 0
