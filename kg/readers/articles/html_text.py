"""The text of a page: its blocks as they stand there, those of the article chosen by trafilatura.

trafilatura is good at finding the article, but writes a text of its own: accents composed, no-break spaces
and soft hyphens gone, captions and bylines left out. So it says which blocks belong to the article, and
their text is taken from the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Flag, auto
from itertools import islice
from typing import Any

_SKIPPED = {
    "head", "script", "style", "noscript", "template", "iframe", "svg", "math", "object", "canvas",
    "button", "select", "option", "textarea", "datalist", "audio", "video", "map", "dialog",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
}  # fmt: skip
#: Parts of a page that are not its article, wherever they stand.
_ASIDE = frozenset(("nav", "aside", "footer"))
_BREAK, _CELL = "\x1e", "\x1d"  # there are no control characters in a page that was made printable
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_AROUND = re.compile(rf" *([{_BREAK}{_CELL}]) *")
_MANY_BREAKS = re.compile(rf"{_BREAK}{{3,}}")

_ABOUT = re.compile(
    r"(?:^|[-_ ])(?:author|authors|byline|penulis|reporter|wartawan|jurnalis|editor|redaktur|caption|credit|"
    r"kredit|date|tanggal|time|waktu|published|dateline)(?:$|[-_ ])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:^|[-_ ])(?:related|terkait|rekomendasi|recommend\w*|popul\w*|terpopuler|trending|sidebar|widget|"
    r"share|komentar|comments?|promo|iklan|ads?|advert\w*|newsletter|tags?|breadcrumbs?|readalso|baca-juga|footer|"
    r"menu|nav\w*|cookie\w*)(?:$|[-_ ])",
    re.IGNORECASE,
)
_LONGEST_BYLINE, _LONGEST_CAPTION = 200, 1_000
#: Elements in a byline: the name is a link, the date has an element of its own.
_MOST_INSIDE = 12
#: How far from where it is expected a block is looked for, in characters of the text that was chosen.
_WINDOW = 4_000
#: Below this many letters a block may be found by accident, and has to stand where it is expected.
_TELLING = 12


@dataclass(frozen=True)
class Block:
    """A run of text without a block-level border in it.

    Attributes:
        text: with blanks as a browser shows them and line breaks as line feeds.
        element: the innermost block-level element that it stands in.
        linked: how many of its characters are links.
        joined: whether it follows on the block before within a table or list, on the next line.
    """

    text: str
    element: Any
    linked: int
    joined: bool


class _Collector:
    """Cuts the running text of a page into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links = 0
        self.verbatim = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._list: Any = None

    def add(self, text: str | None) -> None:
        if text:
            if self.verbatim:
                text = text.replace("\n", _BREAK)
            self._pieces.append(text)
            self._linked += len(text.strip()) if self.links else 0

    def flush(self, element: Any) -> None:
        """End the block that stands in an element; most have nothing but blanks between their borders."""
        if not self._pieces:
            return
        raw, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        if raw.isspace():
            return
        text = _AROUND.sub(r"\1", _BLANKS.sub(" ", raw)).strip(f" {_BREAK}{_CELL}")
        if text and not text.isspace():
            text = _MANY_BREAKS.sub(_BREAK * 2, text).replace(_BREAK, "\n").replace(_CELL, "\t")
            group = next(element.iterancestors("ul", "ol", "table", "dl"), None)
            joined = group is not None and group is self._list
            self.blocks.append(Block(text, element, linked, joined))
            self._list = group


def blocks_of(root: Any) -> list[Block]:
    """All blocks below an element, in their order, without scripts, forms' controls and the like."""
    from lxml.etree import iterwalk

    collector, open_blocks = _Collector(), [root]
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walker.skip_subtree()
                continue
            _begin(collector, element, open_blocks)
            collector.add(element.text)
        elif tag not in _SKIPPED:
            _end(collector, element, open_blocks)
        if event == "end" and element is not root:
            collector.add(element.tail)
    collector.flush(root)
    return collector.blocks


def _begin(collector: _Collector, element: Any, open_blocks: list[Any]) -> None:
    tag = element.tag
    if tag == "br":
        collector.add(_BREAK)
    elif tag == "a":
        collector.links += 1
    elif tag in ("td", "th"):
        collector.add(_CELL)
    elif tag in _BLOCKS:
        collector.flush(open_blocks[-1])
        open_blocks.append(element)
        collector.verbatim += tag == "pre"


def _end(collector: _Collector, element: Any, open_blocks: list[Any]) -> None:
    tag = element.tag
    if tag == "a":
        collector.links -= 1
    elif tag in _BLOCKS:
        collector.flush(element)
        open_blocks.pop()
        collector.verbatim -= tag == "pre"


def joined(blocks: Sequence[Block]) -> str:
    """Blocks as a text: paragraphs with blank lines between them, rows and items on lines of their own."""
    pieces: list[str] = []
    for block in blocks:
        if pieces:
            pieces.append("\n" if block.joined else "\n\n")
        pieces.append(block.text)
    return "".join(pieces)


def captions_of(blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Where pictures are explained in the text that :func:`joined` makes of blocks: from and to."""
    found: list[tuple[int, int]] = []
    at = 0
    for place, block in enumerate(blocks):
        at += 0 if not place else 1 if block.joined else 2
        if any(each.tag == "figcaption" for each in _and_above(block.element)):
            found.append((at, at + len(block.text)))
        at += len(block.text)
    return tuple(found)


def letters(text: str) -> str:
    """What two writings of a text agree in: letters and digits, without case, blanks and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def of_article(blocks: Sequence[Block], found: str) -> list[Block]:
    """The blocks of the article, with its captions and bylines.

    Args:
        blocks: all of a page.
        found: the article's text as trafilatura writes it.

    Returns:
        None of them when less than half of ``found`` stands in blocks: it came from somewhere else.
    """
    wanted = letters(found)
    chosen = set(_matching(blocks, wanted))
    if not chosen or 2 * sum(len(letters(blocks[place].text)) for place in chosen) < len(wanted):
        return []
    around = _marks(_container([blocks[place].element for place in sorted(chosen)]))
    # Between headline and text stand bylines and captions, whatever holds them.
    first = min(chosen)
    headline = max((place for place in range(first) if blocks[place].element.tag == "h1"), default=first)
    anywhere = _marks(next(blocks[first].element.iterancestors("body"), blocks[first].element))
    for place, block in enumerate(blocks):
        marks = anywhere if headline <= place < first else around
        if place not in chosen and _is_about(block, marks.get(block.element), before=place < first):
            chosen.add(place)
    return [blocks[place] for place in sorted(chosen)]


def _matching(blocks: Sequence[Block], wanted: str) -> Iterator[int]:
    """Places of blocks that stand in a text, whose parts come in about the same order."""
    at = 0
    for place, block in enumerate(blocks):
        own = letters(block.text)
        if not own:
            continue
        if len(own) < _TELLING:
            start = at if wanted.startswith(own, at) else -1
        else:
            start = wanted.find(own, at, at + len(own) + _WINDOW)
        if start >= 0:
            at = start + len(own)
            yield place


def _container(elements: Sequence[Any]) -> Any:
    """The smallest element around all of these, or the ``article`` or ``main`` around that."""
    above = list(_and_above(elements[0]))
    heights = {element: height for height, element in enumerate(above)}
    lowest = max(next(heights[each] for each in _and_above(one) if each in heights) for one in elements)
    for element in above[lowest:]:
        if element.tag in ("article", "main") or element.get("role") == "main":
            return element
    return above[lowest]


def _and_above(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


class _Mark(Flag):
    """What an element is, or one around it."""

    NOTHING = 0
    ELSEWHERE = auto()
    CAPTION = auto()
    ABOUT = auto()
    HEADING = auto()


def _marks(root: Any) -> dict[Any, _Mark]:
    """Every element below one -> what it is; of what is around that one, nothing counts."""
    marks = {root: _Mark.NOTHING}
    for element in root.iterdescendants():
        marks[element] = marks[element.getparent()] | _mark(element)
    return marks


def _mark(element: Any) -> _Mark:
    said = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"
    mark = _Mark.NOTHING
    if element.tag in _ASIDE or _ELSEWHERE.search(said):
        mark |= _Mark.ELSEWHERE
    if element.tag == "figcaption":
        mark |= _Mark.CAPTION
    if element.tag == "h1":
        mark |= _Mark.HEADING
    if _ABOUT.search(said):
        mark |= _Mark.ABOUT
    return mark


def _is_about(block: Block, mark: _Mark | None, *, before: bool) -> bool:
    """Whether a block is the heading, a byline or a caption of the article.

    Args:
        block: one that trafilatura has not chosen.
        mark: of the element that it stands in; None when that is outside of where it has to stand.
        before: whether it stands before the article's text.
    """
    if mark is None or _Mark.ELSEWHERE in mark:
        return False
    if _Mark.CAPTION in mark:
        return len(block.text) <= _LONGEST_CAPTION and 2 * block.linked <= len(block.text)
    if len(block.text) > _LONGEST_BYLINE:
        return False
    if _Mark.ABOUT in mark or (before and _Mark.HEADING in mark):
        return True
    return any(_Mark.ABOUT in _mark(each) for each in islice(block.element.iterdescendants(), _MOST_INSIDE))
