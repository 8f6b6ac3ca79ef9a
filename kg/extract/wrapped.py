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
#: A text with fewer of these ends is not one of such lines.
_FEWEST = 4
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
    lengths, filled = [], []
    for match in ends:
        following = _WORD.match(text, match.end())
        lengths.append(match.start() - text.rfind("\n", 0, match.start()) - 1)
        filled.append(lengths[-1] + 1 + (len(following[0]) if following else 0))
    sure = [i for i, match in enumerate(ends) if match.end() in surely]
    width = max((lengths[i] for i in sure), default=0)
    if 2 * sum(len(line) for line in text.split("\n") if len(line) * _FULL > width) > len(text):
        return None
    full = max(_FULL * width, min([width + 1, *(filled[i] for i in sure)]))
    joined = [
        match
        for match, length, too_long in zip(ends, lengths, filled, strict=True)
        if match.end() in surely or (too_long >= full and length * _FULL <= width)
    ]
    if len(joined) < _FEWEST or 2 * len(joined) < len(ends):
        return None
    parts, done = [], 0
    for match in joined:
        parts += [text[done : match.start()], " " * (match.end() - match.start())]
        done = match.end()
    return "".join([*parts, text[done:]])
