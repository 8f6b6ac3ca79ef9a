"""The regular expressions that read dates, made of the words of a language.

None repeats without bound but for a run of digits, none nests repetition, and each is tried only where
a trigger stands: time grows with the length of a text, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.extract.date_words import DateWords

#: What must, and what may, stand between two words: blanks, or one end of a line. Two end a paragraph.
BLANK = r"(?:[ \t]{1,3}|[ \t]?\n)"
MAYBE = r"(?:[ \t]{0,3}|[ \t]?\n)"
#: A year, with letters for digits and one digit too many; what it means is decided when it is read.
_YEAR = r"[12][0-9OoIl]{3,4}(?!\w)"
_NUMBER = r"[0-9]{1,2}(?![0-9])"
#: A number with which a date may begin; no date has one of these signs behind its first day.
_LEADING = r"(?:[0-9]{3,5}|[0-9]{1,2}(?![,:;)%]))(?![0-9])"
#: No digit group goes on here, no address, no number of a letter.
_END = r"(?![\w/%°]|[-.,:][0-9]|-\w)"


class Patterns:
    """The compiled expressions.

    ``trigger`` finds where a date may begin, behind a sign that stands between words; ``first_trigger``
    does at the begin of a text. At such a place the others are matched: ``core`` (a date
    that begins with a digit; ``lastgroup`` tells which form), ``month``, ``weekday``, ``relative``;
    behind them ``opening``, ``tail`` and ``part_of_day``; ``range`` stands between two dates.
    """

    def __init__(self, words: DateWords) -> None:
        self._words = words
        months, shifts = _any_of(words.months), _any_of(words.shifts)
        introduce = {kind: _any_of(found) for kind, found in words.introduce.items() if found}
        parts = rf"(?:{_any_of(words.parts_of_day)})(?!\w)"
        self.range_text = rf"{MAYBE}(?:{_any_of(words.ranges)}){MAYBE}"
        self.first_trigger = self._compile(self._trigger())
        # Beginning with what stands between words, the search passes over words without a look at them.
        self.trigger = self._compile(rf"\W{self._trigger()}")
        # "12-13 Juni" begins like the numeric "12-10", so the form that asks for a month comes first.
        self.core = self._compile(
            self._in_words(months, introduce), self._iso(), self._numeric(), self._year()
        )
        self.range = self._compile(self.range_text)
        year = rf",?{BLANK}(?:(?:{introduce['year']})\.?{BLANK})?(?P<y>{_YEAR})"
        self.month = self._compile(
            rf"(?P<m>{months})(?!\w)\.?(?:{self.range_text}(?P<m2>{months})(?!\w)\.?)?"
            rf"(?:{BLANK}(?P<d>{_NUMBER}),{MAYBE}(?P<dy>{_YEAR})|{year})?"
        )
        weekdays = rf"(?:{_any_of(words.weekdays)})(?!\w)"
        between = rf"{MAYBE}(?:{_any_of((*words.ranges, *words.pairs))}){MAYBE}"
        units = _any_of(words.units)
        toward = rf"(?:(?P<u>{units}){BLANK})?(?P<q>{shifts})(?!\w)"
        self.weekday = self._compile(
            rf"(?P<w>{weekdays})(?:{between}(?P<w2>{weekdays}))?"
            rf"(?:{BLANK}{parts})?(?:{BLANK}{toward})?(?:{BLANK}{parts})?"
        )
        self.relative = self._compile(
            rf"(?:(?P<phrase>{_any_of(words.relative)})"
            rf"|(?P<u>{units}){BLANK}(?P<q>{_any_of(words.counted_shifts)}))(?!\w)"
        )
        self.opening = self._compile(
            rf"[,.]?{MAYBE}(?P<paren>\()?{MAYBE}(?:(?:{introduce['day']})\.?{BLANK})?(?P<late>\(?)"
        )
        self.part_of_day = self._compile(rf"{BLANK}{parts}")
        self.tail = self._compile(rf"(?:{BLANK}{toward})?(?:{BLANK}{parts})?")

    def _iso(self) -> str:
        time = r"[T ][0-9]{2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?!\w)"
        return (
            r"(?P<iy>[12][0-9]{3})(?P<is>[-/.])(?P<im>[0-9]{1,2})(?P=is)(?P<id>[0-9]{1,2})"
            rf"(?:{time}|{_END})(?P<iso>)"
        )

    def _numeric(self) -> str:
        second = (
            rf"{self.range_text}(?P<ne>{_NUMBER})(?P=ns)(?P<nem>{_NUMBER})(?:(?P=ns)(?P<ney>[0-9]{{2,5}}))?"
        )
        # "5-6/7/2023": the day of the end stands alone before the month that both share.
        days = rf"(?P<nd>{_NUMBER})(?:{self.range_text}(?P<nd2>{_NUMBER})(?= ?[/.]))?"
        return (
            rf"{days}(?P<ns> ?[-/.] ?)(?P<nm>{_NUMBER})(?:(?:(?P=ns)|-)(?P<ny>[0-9][0-9OoIl]{{1,4}}))?"
            rf"(?:{second})?{_END}(?P<numeric>)"
        )

    def _in_words(self, months: str, introduce: dict[str, str]) -> str:
        between = rf"{MAYBE}(?:{_any_of((*self._words.ranges, *self._words.pairs))}){MAYBE}"
        year = (
            rf",?{BLANK}(?:(?:{introduce['year']})\.?{BLANK})?(?P<wy>{_YEAR})"
            rf"|(?:[-/]|{BLANK}')(?P<wy2>{_YEAR}|[0-9]{{2}}(?!\w))"
        )
        return (
            rf"(?P<wd>{_NUMBER})(?:{between}(?P<wd2>{_NUMBER}))?"
            rf"(?:-|/|{MAYBE}(?:(?:{introduce['month']}){BLANK})?)(?P<wm>{months})(?!\w)\.?"
            rf"(?:{year})?(?P<words>)"
        )

    def _year(self) -> str:
        return rf"(?P<yy>{_YEAR})(?:(?:{self.range_text}|/)(?P<yy2>[12][0-9]{{3}})(?!\w))?{_END}(?P<year>)"

    def _trigger(self) -> str:
        """A number that may begin a date, or the first word of what may be one."""
        words = self._words
        others = {*words.weekdays, *(phrase.split()[0] for phrase in (*words.relative, *words.units))}
        # One look at the first character passes over most words; the branches would be tried one by one. A
        # month that begins with a small letter is none without a number before it.
        firsts = {word[0] for word in others} | {word[0].upper() for word in (*words.months, *others)}
        letters = re.escape("".join(sorted(firsts)))
        return rf"(?=[0-9{letters}])({_LEADING}|{_any_of((*words.months, *others))}(?!\w))"

    @staticmethod
    def _compile(*alternatives: str) -> re.Pattern[str]:
        return re.compile("|".join(alternatives))


def _any_of(words: Iterable[str]) -> str:
    """An expression for any of these words in upper or lower case, the longest first.

    It branches letter by letter, so that a place where none stands is left after one or two steps. A
    blank in a word is any that may stand between words.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    branches = [_char(char) + _branches(below) for char, below in sorted(tree.items()) if char]
    if "" in tree:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})" if branches else ""


def _char(char: str) -> str:
    if char == " ":
        return BLANK
    upper = char.upper()
    return re.escape(char) if len(upper) > 1 or upper == char else f"[{char}{upper}]"
