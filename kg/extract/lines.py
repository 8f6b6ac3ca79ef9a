"""The lines of a text, and what several of them are together: a block about one party, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.tokens import Token

#: Lines of a block that tells of one party, tokens of each, most, and what the first one begins with.
_BLOCK, _SHORT_CELL = range(2, 5), 20
_PARTIES = frozenset({"body", "government", "institution"})
#: A cell of a table: a figure with decimals, or what its word can be; and what the row's first one names.
_FIGURE = re.compile(r"1?\d\d[.,]\d{1,2}")
_GRADES = frozenset({"zone", "category"})
_SUBJECTS = frozenset({"region", "level", "government", "institution", "body"})
#: Words of what heads a row, most.
_FEW_WORDS = 7
#: Rows of a table, least, and cells of one beside its number, most.
_LEAST_ROWS, _MOST_CELLS = 3, 6
_ENDS = frozenset(".!?")
#: What opens a line of a list: below it, a zone heads the next ones.
_BULLETS, _NUMBERED = frozenset("-*•·"), frozenset(".)")
#: Tokens of a line: the first, and the one after the last.
Line = tuple[int, int]


def together(tokens: Sequence[Token], lines: Sequence[Line]) -> list[Line]:
    """Lines, and as one line each of those that several make up."""
    return list(_rows(tokens, list(_numbered_rows(tokens, list(_blocks(tokens, lines))))))


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
        numbered = last - first > 1 and tokens[first].text.isdigit() and tokens[first + 1].text in _NUMBERED
        listed = numbered or tokens[first].text in _BULLETS
        heads = not listed and last - first <= _FEW_WORDS and _heads_a_row(tokens[first:last])
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
