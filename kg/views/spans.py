"""A text with marked places as HTML, however they overlap, whatever the text holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

#: Characters that turn text around or cannot be seen there: they are named instead.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Span(NamedTuple):
    """A marked place.

    Attributes:
        start, end: characters of the text.
        kind: class of the mark.
        title: what a pointer on it shows.
        number: of the place, by which facts lead to it.
        fact: number of the fact it leads to.
    """

    start: int
    end: int
    kind: str
    title: str
    number: int
    fact: int


def shown(text: str) -> str:
    """Text for a page: what turns it around is named (``⟨U+202E⟩``), what no page can hold is replaced."""
    return _CONTROLS.sub("\ufffd", _TURNING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text))


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """The text with a ``<mark>`` for each place.

    It is cut wherever a place begins or ends. A piece that lies in several has a mark for each, the
    widest outside, and links to the fact of the narrowest. The first piece of a place carries its id.
    """
    known = sorted((span for span in spans if 0 <= span.start < span.end <= len(text)), key=_wide_first)
    cuts = sorted({0, len(text), *(s.start for s in known), *(s.end for s in known)})
    over: list[list[Span]] = [[] for _ in cuts]
    for span in known:
        for piece in range(bisect_left(cuts, span.start), bisect_left(cuts, span.end)):
            over[piece].append(span)
    parts = [_piece(text[start:end], start, over[i]) for i, (start, end) in enumerate(pairwise(cuts))]
    return Markup().join(parts)


def _wide_first(span: Span) -> tuple[int, int, int]:
    return (span.start - span.end, span.start, span.number)


def _piece(text: str, start: int, over: Sequence[Span]) -> Markup:
    piece = escape(shown(text))
    if not over:
        return piece
    for span in reversed(over):
        id = Markup(' id="s{}"').format(span.number) if span.start == start else ""
        mark = Markup('<mark class="{}"{} title="{}">{}</mark>')
        piece = mark.format(span.kind, id, shown(span.title), piece)
    return Markup('<a href="#f{}">{}</a>').format(over[-1].fact, piece)
