"""Lines and sentences of a text, and what of them is the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from kg.extract.date_mention import DateMention
from kg.extract.lines import Line, together
from kg.extract.pack import Noise
from kg.extract.tokens import CELL, Token

#: Tokens of a caption, and of whose picture it is, at its end, most; words from which a bracket is not far.
_LONGEST_CAPTION, _LONGEST_CREDIT, _CLOSE = 70, 12, 4
_BEHIND_CREDIT, _OPENING, _LAST_LINES = frozenset(":/"), frozenset("(["), 2
#: Share of words with capital letters from which a line without a full stop is a headline.
_HEADLINE = 0.6
#: A line of more words than this is no headline, and not passed over for a single word at its start.
_SHORT_LINE = 24
_FEW_WORDS = 7
#: A longer row of tokens is no sentence. It is cut, since rules look from each word across its sentence.
_LONGEST = 300
#: Lines at the top in which the date of publication may stand, and words of such a line.
_LINES_ON_TOP = 7
_LINES_BELOW = 6
_WORDS_OF_A_DATELINE = 14
#: Words before a date that opens an article: "JAKARTA, 2 May 2020 - ".
_WORDS_BEFORE = 5
#: Tokens of a date and of a time behind it, at most.
_LONGEST_DATE = 20
_BARE_YEAR = re.compile(r"20\d\d|19\d\d")
#: A score in a line with a year; not with a dot, with which times of the day are written.
_SCORE = re.compile(r"\d{2,3},\d{1,2}")
_YEAR = re.compile(r"20\d\d|19\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
#: What a line that only says when an article came out does not speak of.
_SENTENCE = frozenset({"agreement", "office", "assessment_of", "zone", "government", "institution"})
_ENDS = frozenset(".!?")
_CLOSING = frozenset("\"')]")
_NO_HEADLINE = _ENDS | _CLOSING | {":"}
#: Marks in the number of a document.
_INNER = frozenset("./-")


class Sentence(NamedTuple):
    """Some tokens in a row.

    Attributes:
        first, last: positions of its tokens, the last one exclusive.
        line: number of its line.
        headline: whether names in it stand among other words with capital letters.
        listed: whether its line is one of a list.
        caption: whether it explains a picture.
    """

    first: int
    last: int
    line: int
    headline: bool
    listed: bool = False
    caption: bool = False


class Layout:
    """Reads how texts are laid out, with the noise words of a pack."""

    def __init__(self, noise: Noise, bullets: Sequence[str]) -> None:
        self._starts = _phrases(noise.line_starts)
        self._ends = _phrases(noise.end)
        self._bylines = {role: _phrases(words) for role, words in noise.bylines.items()}
        self._byline_words = {word for phrases in self._bylines.values() for word in phrases}
        self._published = _phrases(noise.published)
        self._captions = _phrases(noise.captions)
        self._credits = frozenset(noise.credits)
        self._bullets = {bullet.rstrip(".") for bullet in bullets}

    def sentences(
        self, tokens: Sequence[Token], lines: Sequence[Line], captions: Collection[int] = ()
    ) -> list[Sentence]:
        """The sentences of the article itself, without what stands around it.

        Args:
            tokens: of the text.
            lines: of it.
            captions: first tokens of lines that are known to explain a picture.
        """
        found: list[Sentence] = []
        written = set(lines)
        lines = together(tokens, lines)
        links = False
        for number, (first, last) in enumerate(lines):
            if self._opens(self._ends, tokens, first, last) and found:
                break
            outer = number <= _LINES_ON_TOP or number >= len(lines) - _LINES_BELOW
            listed = tokens[first].text in self._bullets or _is_numbered(tokens, first, last)
            listed = listed or (first, last) not in written or is_row(tokens, first, last)
            noise = self._is_noise(tokens, first, last)
            links = (noise and tokens[last - 1].text == ":") or (links and listed)
            if noise or links or (outer and _is_dateline(tokens, first, last)):
                continue
            ends = number >= len(lines) - _LAST_LINES
            caption = first in captions or self._is_caption(tokens, first, last, ends=ends)
            headline = not listed and _is_headline(tokens[first:last], number)
            start = first
            for end in _ends(tokens, first, last):
                for cut in [*range(start + _LONGEST, end, _LONGEST), end]:
                    # A mark such as "(abc)" may stand behind the full stop that ends the text.
                    heads = headline and tokens[cut - 1].text != "."
                    found.append(Sentence(start, cut, number, heads, listed, caption))
                    start = cut
        return found

    def bylines(self, tokens: Sequence[Token], lines: Sequence[Line]) -> dict[str, tuple[int, int]]:
        """Who wrote and who edited an article: the tokens behind the words that say so, up to a bar."""
        found: dict[str, tuple[int, int]] = {}
        for first, last in lines:
            start = first
            for end in [*[i for i in range(first, last) if tokens[i].text == "|"], last]:
                word = tokens[start].norm.partition(" ")[0] if start < end else ""
                for role, phrases in self._bylines.items() if word in self._byline_words else ():
                    for phrase in phrases.get(word, ()):
                        after = start + len(phrase)
                        told = _matches(tokens, start, end, phrase) and after < end
                        if told and tokens[after].text == ":" and after + 1 < end:
                            found.setdefault(role, (after + 1, end))
                start = end + 1
        return found

    def published(self, tokens: Sequence[Token], lines: Sequence[Line]) -> tuple[int, int] | None:
        """The characters of the line, or the rest of it, that says when the article came out."""
        for first, last in lines:
            if self._opens(self._published, tokens, first, last):
                return tokens[first].start, tokens[last - 1].end
        return None

    def dateline(
        self, tokens: Sequence[Token], lines: Sequence[Line], dates: Sequence[DateMention]
    ) -> DateMention | None:
        """The date on which an article came out: of a line that says only that, or before its first words."""
        for number, (first, last) in enumerate(lines):
            outer = number <= _LINES_ON_TOP or number >= len(lines) - _LINES_BELOW
            for mention in dates if outer else ():
                inside = tokens[first].start <= mention.start < tokens[last - 1].end
                whole = mention.year and mention.month and mention.day
                if not (inside and whole):
                    continue
                leads = number <= _LINES_ON_TOP and self._leads(tokens, first, last, mention)
                if leads and self._lists_events(tokens, lines[number + 1 :], dates, mention):
                    return None
                told = leads or _is_dateline(tokens, first, last)
                if told and not _ends_a_number(tokens[first:last], mention):
                    return mention
        return None

    @staticmethod
    def _leads(tokens: Sequence[Token], first: int, last: int, mention: DateMention) -> bool:
        """Whether a date stands before the first words of an article, behind nothing but a place."""
        opening = tokens[first : min(last, first + _WORDS_BEFORE + _LONGEST_DATE)]
        before = [t for t in opening if t.end <= mention.start]
        after = next((t for t in opening if t.start >= mention.end), None)
        bracketed = any(t.text == "(" for t in before) or tokens[first].text == "("
        if after is None or len(before) > _WORDS_BEFORE or not (after.text in ".)-" or bracketed):
            return False
        return all(t.cap or not t.text[0].isalpha() for t in before)

    def _lists_events(
        self,
        tokens: Sequence[Token],
        lines: Sequence[Line],
        dates: Sequence[DateMention],
        mention: DateMention,
    ) -> bool:
        """Whether further lines begin with dates of their own, as those of a list of events do."""
        for first, last in lines:
            i = bisect_left(dates, tokens[first].start, key=_start_of)
            leads = i < len(dates) and dates[i].day and self._leads(tokens, first, last, dates[i])
            if leads and (dates[i].month, dates[i].day) != (mention.month, mention.day):
                return True
        return False

    def _is_noise(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        first += tokens[first].text in _OPENING and first + 1 < last
        return self._opens_with_mark(self._starts, tokens, first, last)

    @staticmethod
    def _opens_with_mark(
        phrases: dict[str, list[tuple[str, ...]]], tokens: Sequence[Token], first: int, last: int
    ) -> bool:
        """Whether a line opens with words, and what follows shows that they are meant: a mark, or nothing."""
        for phrase in phrases.get(tokens[first].norm, ()):
            if not _matches(tokens, first, last, phrase):
                continue
            after = first + len(phrase)
            marked = after < last and tokens[after].text in ":|/-"
            heads = tokens[last - 1].text == ":" and not marked  # "Category of cities:", and then these
            short = last - first <= _FEW_WORDS and tokens[last - 1].text not in _ENDS and not heads
            if len(phrase) > 1 or marked or short:
                return True
        return False

    def _is_caption(self, tokens: Sequence[Token], first: int, last: int, *, ends: bool) -> bool:
        """Whether a line explains a picture: by its first words, or by whose it is, at its end.

        Where it ``ends`` the text, one mark in brackets may be that of the article.
        """
        if self._opens_with_mark(self._captions, tokens, first, last):
            return True
        if last - first > _LONGEST_CAPTION:
            return False
        for i in range(last - 2, max(first, last - _LONGEST_CREDIT), -1):
            before, after = tokens[i - 1].text, tokens[i + 1].text
            if tokens[i].norm not in self._credits:
                if before in _OPENING:
                    return False
            elif before in _OPENING:
                return tokens[last - 1].text in _CLOSING and not (ends and after in _CLOSING)
            elif after in _BEHIND_CREDIT and not any(t.text in _OPENING for t in tokens[i - _CLOSE : i]):
                return True
        return False

    @staticmethod
    def _opens(
        phrases: dict[str, list[tuple[str, ...]]], tokens: Sequence[Token], first: int, last: int
    ) -> bool:
        known = phrases.get(tokens[first].norm.partition(" ")[0])
        return known is not None and any(
            _matches(tokens, first, last, phrase) and (len(phrase) > 1 or last - first <= _FEW_WORDS)
            for phrase in known
        )


def _start_of(mention: DateMention) -> int:
    return mention.start


def _is_dateline(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a line says when an article came out and nothing else: a full date, few words, no sentence."""
    if last - first > _WORDS_OF_A_DATELINE:
        return False
    line = tokens[first:last]
    if "event" in line[0].cues:
        return False
    if line[-1].text == "." or not any(_YEAR.fullmatch(t.text) for t in line):
        return False
    if _years_alone(line) > 1 or any(_SCORE.fullmatch(t.text) for t in line):
        return False  # The head of a table, "Region 2021 2022"; or a line of one, "2021: 70,1".
    return not any(_SENTENCE & t.senses.keys() for t in line)


def _years_alone(line: Sequence[Token]) -> int:
    """How many years of a line are not the end of a date."""
    years = [n for n, token in enumerate(line) if _BARE_YEAR.fullmatch(token.text)]
    return sum(1 for n in years if n < 2 or not line[n - 2].text.isdigit())


def _ends_a_number(line: Sequence[Token], mention: DateMention) -> bool:
    """Whether what looks like a date is the end of a document's number."""
    return any(token.end == mention.start and token.text[-1] in _INNER for token in line)


def _phrases(texts: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for text in texts:
        words = tuple(text.lower().split())
        found.setdefault(words[0], []).append(words)
    return found


def _matches(tokens: Sequence[Token], first: int, last: int, phrase: tuple[str, ...]) -> bool:
    words: list[str] = []
    i = first
    while i < last and len(words) < len(phrase):
        words += tokens[i].norm.split(" ")
        i += 1
    return tuple(words[: len(phrase)]) == phrase


def _is_numbered(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a line begins with its number, or its letter, in a list."""
    number = tokens[first].text
    return last - first > 2 and (number.isdigit() or len(number) == 1) and tokens[first + 1].text in ".)"


def is_row(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a line is a row of a table whose cells are parted."""
    return any(token.norm == CELL for token in tokens[first:last])


def _is_headline(tokens: Sequence[Token], number: int) -> bool:
    """Whether names stand among other words with capital letters; an office and a comma tell of a list."""
    if tokens[-1].text[-1] in _NO_HEADLINE:
        return False
    words = [token for token in tokens if token.text[0].isalpha()]
    if not 3 <= len(words) <= _SHORT_LINE or sum(token.cap for token in words) < _HEADLINE * len(words):
        return False
    listing = number > 0 and any(t.text in ",:" for t in tokens) and any("office" in t.senses for t in tokens)
    return not listing or any("agreement" in t.senses or t.cues for t in tokens)


def _ends(tokens: Sequence[Token], first: int, last: int) -> Iterator[int]:
    """Where sentences of a line end."""
    i = first
    while i < last:
        text = tokens[i].text
        if text[-1] not in _ENDS:
            i += 1
            continue
        if text[-1] == "." and "degree" in tokens[i].senses and i + 1 < last:
            following = tokens[i + 1]
            known = {"common", "pronoun"} & following.senses.keys() or _opens(following)
            if following.cap and (known or _goes_on(following, tokens[i + 2 : min(i + 3, last)])):
                yield i + 1
        elif text in _ENDS:
            while i + 1 < last and tokens[i + 1].text in _CLOSING and tokens[i + 1].start == tokens[i].end:
                i += 1
            apart = i + 1 < last and tokens[i + 1].start > tokens[i].end
            if apart and (tokens[i + 1].cap or not tokens[i + 1].text[0].isalpha()):
                yield i + 1
        i += 1
    yield last


def _goes_on(token: Token, after: Sequence[Token]) -> bool:
    """Whether a word with a capital letter that is no name goes on in small letters: "This document"."""
    named = token.senses.keys() - {"cue", "agreement"}
    return not named and any(t.text.islower() and "with" not in t.cues for t in after)


def _opens(token: Token) -> bool:
    """Whether a token is several words, of which only the first has a capital letter: "Also present"."""
    _, _, more = token.text.partition(" ")
    return bool(more) and "cue" in token.senses and more.islower()
