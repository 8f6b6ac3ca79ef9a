"""A text in one spelling of blanks, quotation marks and dashes, that leads back to the original."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.wrapped import unwrapped

#: Characters that are written in several ways, one for one: any blank, quotation marks, apostrophes, dashes.
_SAME_LENGTH = {
    **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
    **dict.fromkeys("\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\r\v\f\u0085\u2028\u2029", "\n"),
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),  # half a character; JSON can bring one
}
#: Finds them in an eighth of the time that `str.translate` takes, which asks for each character.
_WRITTEN_OTHERWISE = re.compile(f"[{''.join(_SAME_LENGTH)}]")

#: What is left out, each in a group: all but the first of several blanks, and marks that cannot be seen. The
#: expressions begin with a character, not with a look behind, so that a search passes over all others.
_MARKS = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = f" ([ {_MARKS}]+)|([{_MARKS}]+)"
_LEFT_OUT = re.compile(_INVISIBLE)
_MARK = re.compile(f"[{_MARKS}]")
_VISIBLE = re.compile(rf"[^\s{_MARKS}]")
#: The same, and hyphens at the ends of lines, in texts whose lines are those of a page.
_LEFT_OUT_OF_PAGES = re.compile(_INVISIBLE + r"|(-(?<=[^\W\d_]-)[ \u200b]+(?=[^\W\dA-Z_]{2}))")


#: Cells of a row, least: a tab between two pieces of text can be any blank.
_LEAST_CELLS = 3


def _cells(line: str) -> str:
    """A line whose tabs, or bars between blanks, part cells of a table; else with blanks for tabs."""
    bars = line.count(" | ") >= _LEAST_CELLS
    row = line.replace("\t", " ").replace(" | ", " \t ") if bars else line
    cells = sum(_VISIBLE.search(cell) is not None for cell in row.split("\t"))
    return row if cells >= _LEAST_CELLS else line.replace("\t", " ")


class Plain:
    """A text as rules see it.

    Attributes:
        original: the text as it was given.
        text: the same with any blank as a space, none of them doubled, but for tabs between the cells of a
            table; quotation marks and dashes straight, and without soft hyphens and other marks that cannot
            be seen.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        same = original.replace("\r\n", "\u200b\n")
        same = _WRITTEN_OTHERWISE.sub(lambda match: _SAME_LENGTH[match[0]], same)
        if "\t" in same or " | " in same:
            same = "\n".join(map(_cells, same.split("\n")))
        left_out = _LEFT_OUT
        if (paragraphs := unwrapped(same)) is not None:
            same, left_out = paragraphs, _LEFT_OUT_OF_PAGES
        starts, shifts, kept, done, out = [0], [0], [], 0, 0
        # Most texts have nothing to leave out, and show it sooner than the expression has gone through them.
        some = paragraphs is not None or "  " in same or _MARK.search(same)
        for cut in left_out.finditer(same) if some else ():
            start = cut.start(cut.lastindex or 0)
            kept.append(same[done:start])
            out += start - done
            done = cut.end()
            starts.append(out)
            shifts.append(done - out)
        self.text = "".join(kept) + same[done:] if kept else same
        self._starts, self._shifts = starts, shifts

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters of :attr:`text` stand in the original, as start and end (``start < end``)."""
        if len(self._starts) == 1:  # nothing was left out
            return start, end
        return self._at(start), self._at(end - 1) + 1

    def quote(self, start: int, end: int) -> str:
        """The characters as they were written."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def _at(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._starts, position) - 1]
