"""Lines that end where no more words fitted, as in e-mails and on the pages of PDF files."""

from __future__ import annotations

import re

#: A line that surely goes on in the next one: it ends in a word, and the next begins with a small letter. All
#: expressions begin with the line end and look back, since that is passed over quickest.
_GOES_ON = re.compile(
    r"\n(?:(?<=[^\W\d_,]\n)|(?<=[^\W\d_,][- \u200b]\n)|(?<=[^\W\d_,]-[ \u200b]\n)) *(?=[^\W\dA-Z_])"
)
#: Ends of lines within a paragraph, with the word behind them. Bullets and numbers begin lines of their own.
_LINE_END = re.compile(r"\n(?:(?<=\S\n)|(?<=\S[ \u200b]\n)) *(?!(?:[-*•·]|\d{1,2}[.)]|[a-z][.)]) )(?=\S)")
_WORD = re.compile(r"\S+")
#: A text with fewer ends at which a line was full is not one of such lines; the second number holds where the
#: longest line has no room for the word behind any of them.
_FEWEST, _FEWEST_EXACT = 4, 2
#: With the next word, a full line is longer than any is; or than this part of it, where letters differ in
#: width.
_FULL = 0.85


def unwrapped(text: str) -> str | None:
    r"""The text with a blank for each line end at which only the line was full, so of the same length.

    Args:
        text: line ends are ``\n``, with at most one blank, or one mark of no width, before them.

    Returns:
        None when its lines are not of that sort but paragraphs, as most text then is, or a list.
    """
    surely = {match.end() for match in _GOES_ON.finditer(text)}
    if not surely:
        return None
    ends = list(_LINE_END.finditer(text))
    lengths, filled = _lengths(text, ends)
    sure = [i for i, match in enumerate(ends) if match.end() in surely]
    width = max((lengths[i] for i in sure), default=0)
    lines = [len(line) for line in text.split("\n")]
    if 2 * sum(length for length in lines if length * _FULL > width) > len(text):
        return None
    full = max(_FULL * width, min([width + 1, *(filled[i] for i in sure)]))
    joined = [
        i
        for i, match in enumerate(ends)
        if match.end() in surely or (filled[i] >= full and lengths[i] * _FULL <= width)
    ]
    exact = min((filled[i] for i in joined), default=0) > max(lines)
    if len(joined) < (_FEWEST_EXACT if exact else _FEWEST) or 2 * len(joined) < len(ends):
        return None
    parts, done = [], 0
    for match in map(ends.__getitem__, joined):
        parts += [text[done : match.start()], " " * (match.end() - match.start())]
        done = match.end()
    return "".join([*parts, text[done:]])


def _lengths(text: str, ends: list[re.Match[str]]) -> tuple[list[int], list[int]]:
    """Of the line before each end: its length, and what it would be with the next word."""
    lengths, filled = [], []
    for match in ends:
        following = _WORD.match(text, match.end())
        lengths.append(match.start() - text.rfind("\n", 0, match.start()) - 1)
        filled.append(lengths[-1] + 1 + (len(following[0]) if following else 0))
    return lengths, filled
