"""Lines and sentences of a text, and what of them is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.date_mention import DateMention
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
#: Lines of a block that tells of one party, tokens of each, most, and what the first one begins with.
_BLOCK, _SHORT_CELL = range(2, 5), 20
_PARTIES = frozenset({"body", "government", "institution"})
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
_YEAR = re.compile(r"20\d\d|19\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
#: A cell of a table: a figure with decimals, or what its word can be; and what the row's first one names.
_FIGURE = re.compile(r"1?\d\d[.,]\d{1,2}")
_GRADES = frozenset({"zone", "category"})
_SUBJECTS = frozenset({"region", "level", "government", "institution", "body"})
#: Rows of a table, least, and cells of one beside its number, most.
_LEAST_ROWS, _MOST_CELLS = 3, 6
#: What a line that only says when an article came out does not speak of.
_SENTENCE = frozenset({"agreement", "office", "assessment_of", "zone", "government", "institution"})
#: Tokens of a line: the first, and the one after the last.
Line = tuple[int, int]
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

    def sentences(self, tokens: Sequence[Token], lines: Sequence[Line]) -> list[Sentence]:
        """The sentences of the article itself, without what stands around it."""
        found: list[Sentence] = []
        written = set(lines)
        lines = list(_rows(tokens, list(_numbered_rows(tokens, list(_blocks(tokens, lines))))))
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
            caption = self._is_caption(tokens, first, last, ends=number >= len(lines) - _LAST_LINES)
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
            short = last - first <= _FEW_WORDS and tokens[last - 1].text not in _ENDS
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


def _is_dateline(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a line says when an article came out and nothing else: a full date, few words, no sentence."""
    if last - first > _WORDS_OF_A_DATELINE:
        return False
    line = tokens[first:last]
    if "event" in line[0].cues:
        return False
    if line[-1].text == "." or not any(t.text[0].isdigit() and _YEAR.fullmatch(t.text) for t in line):
        return False
    return not any(_SENTENCE & t.senses.keys() for t in line)


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


def lines_of(tokens: Sequence[Token]) -> list[Line]:
    """The lines of a text that are not empty."""
    found: list[Line] = []
    first = 0
    ends = [i for i, token in enumerate(tokens) if token.norm == "\n"]
    for end in [*ends, len(tokens)]:
        if end > first:
            found.append((first, end))
        first = end + 1
    return found


def _blocks(tokens: Sequence[Token], lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, and as one line each of several blocks in a row: an institution, who signs for it, their office.

    Where a line of a block ends, a comma takes the place of the line end.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and tokens[groups[-1][-1][1]].text == "\n":  # and no line between is empty
            groups[-1].append(line)
        else:
            groups.append([line])
    sort = [_is_block(tokens, group) for group in groups]
    for i, group in enumerate(groups):
        if not (sort[i] and True in (*sort[max(0, i - 1) : i], *sort[i + 1 : i + 2])):
            yield from group
            continue
        for _, end in group[:-1]:
            tokens[end].text = tokens[end].norm = ","
        yield group[0][0], group[-1][1]


def _is_block(tokens: Sequence[Token], group: Sequence[Line]) -> bool:
    """Whether a few short lines begin with an institution, and the first and the last end no sentence."""
    if len(group) not in _BLOCK or not all(last - first <= _SHORT_CELL for first, last in group):
        return False
    ends = (tokens[last - 1].text for _, last in (group[0], group[-1]))
    return _ENDS.isdisjoint(ends) and not _PARTIES.isdisjoint(tokens[group[0][0]].senses)


def _numbered_rows(tokens: Sequence[Token], lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, and as one line each row of a table whose cells stand one below the other behind their number.

    Where a cell ends, a comma takes the place of the line end: it parts what it says from the next one.
    """
    i = 0
    while i < len(lines):
        starts = _numbers_from(tokens, lines, i)
        if len(starts) < _LEAST_ROWS:
            yield lines[i]
            i += 1
            continue
        size = starts[1] - starts[0]
        for start in starts:
            first, last = lines[start][0], lines[min(start + size, len(lines)) - 1][1]
            for token in tokens[first + 1 : last]:
                if token.norm == "\n":
                    token.text = token.norm = ","
            yield first, last
        i = starts[-1] + size


def _numbers_from(tokens: Sequence[Token], lines: Sequence[Line], i: int) -> list[int]:
    """Lines of 1, 2, 3 and so on alone, each as far from the one before, with short lines between them."""
    starts: list[int] = []
    while i < len(lines) and _is_alone(tokens, lines[i], str(len(starts) + 1)):
        starts.append(i)
        if len(starts) == 1:
            cells = range(i + 2, min(len(lines), i + _MOST_CELLS + 2))
            following = next((j for j in cells if _is_alone(tokens, lines[j], "2")), None)
            if following is None:
                break
            i = following
        else:
            i += starts[1] - starts[0]
    return starts


def _is_alone(tokens: Sequence[Token], line: Line, text: str) -> bool:
    first, last = line
    return tokens[first].text == text and (
        last == first + 1 or (last == first + 2 and tokens[first + 1].text == ".")
    )


def _rows(tokens: Sequence[Token], lines: Sequence[Line]) -> Iterator[Line]:
    """Lines, and as one line each row of a table that was taken apart: a subject, its figures below it."""
    row: Line | None = None
    for first, last in lines:
        if row and last == first + 1 and _is_cell(tokens[first]):
            row = (row[0], last)
            continue
        if row:
            yield row
        heads = last - first <= _FEW_WORDS and _heads_a_row(tokens[first:last])
        row = (first, last) if heads else None
        if row is None:
            yield first, last
    if row:
        yield row


def _is_cell(word: Token) -> bool:
    """Whether the one word of a line is a figure, zone or grade."""
    figure = _FIGURE.fullmatch(word.text) is not None or (len(word.text) == 1 and word.cap)
    return figure or not _GRADES.isdisjoint(word.senses)


def _heads_a_row(line: Sequence[Token]) -> bool:
    """Whether a line names a region or institution, and no more."""
    named = any(not _SUBJECTS.isdisjoint(token.senses) for token in line)
    return named and line[-1].text not in _ENDS | {":", ","}


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
            if following.cap and {"common", "pronoun"} & following.senses.keys():
                yield i + 1
        elif text in _ENDS:
            while i + 1 < last and tokens[i + 1].text in _CLOSING and tokens[i + 1].start == tokens[i].end:
                i += 1
            apart = i + 1 < last and tokens[i + 1].start > tokens[i].end
            if apart and (tokens[i + 1].cap or not tokens[i + 1].text[0].isalpha()):
                yield i + 1
        i += 1
    yield last
