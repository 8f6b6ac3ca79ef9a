"""HTML: decoded, read as a tree, and its article found."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kg.readers.articles.document import Metadata, Unreadable, decoded, missing_package, printable
from kg.readers.articles.html_metadata import metadata_of
from kg.readers.articles.html_text import Block, blocks_of, captions_of, joined, letters, of_article

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_HEAD = 4_096
#: Elements of a page beyond which no article is looked for: that takes a second for every ten thousand, and
#: pages of newspapers have five thousand at most.
_MOST_ELEMENTS = 20_000
#: Attributes of one element, for which the parser takes time in the square of their number; and what may be
#: such an element: quotes hold anything, and what holds no more than these characters is none.
_MOST_ATTRIBUTES = 500
_TAG = re.compile(r"""<[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*+""")
_SHORT_TAG = 2 * _MOST_ATTRIBUTES
_VALUE = re.compile(r""""[^"]*"|'[^']*'|/""")
#: lxml refuses a text that says which encoding it is in: it has been decoded.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes, charset: str | None = None, address: str | None = None) -> tuple[str, Metadata]:
    """The article of a page, with captions and bylines, paragraphs separated by blank lines.

    Where no article is found, it is all text of the page without its menus.

    Args:
        data: the page.
        charset: as a header gave it; what the page itself declares comes second.
        address: of the page, for addresses in it that are relative.

    Raises:
        Unreadable: there is no text on the page.
        InputError: trafilatura is not installed.
    """
    if charset is None and (declared := _DECLARED.search(data[:_HEAD])):
        charset = declared[1].decode("ascii")
    tree = _tree(decoded(data, charset))
    blocks = blocks_of(tree)  # all of it: the parser leaves text behind </body> outside of the body
    if not blocks:
        raise _empty()
    article = _article(tree, blocks)
    known = metadata_of(tree, address)
    if isinstance(article, str):
        return article, known
    return joined(article), replace(known, captions=captions_of(article))


def _tree(text: str) -> Any:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise missing_package("lxml") from error
    long = (tag[0] for tag in _TAG.finditer(text) if tag.end() - tag.start() > _SHORT_TAG)
    if any(len(_VALUE.sub(" ", tag).split()) > _MOST_ATTRIBUTES for tag in long):
        raise _monstrous("an element with hundreds of attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    text = _DECLARATION.sub("", printable(text), count=1)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise _monstrous(str(error)) if _gave_up(parser) else _empty() from error
    if _gave_up(parser):  # what follows would be missing, and nobody would know
        raise _monstrous("elements within each other hundreds deep, or 10 MB without an element")
    return tree


def _gave_up(parser: Any) -> bool:
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _article(tree: Any, blocks: list[Block]) -> list[Block] | str:
    """The blocks of the article; its text where it stands in none."""
    outside = [block for block in blocks if not _in_menu(block)] or blocks
    found = _found(tree) if sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS else ""
    if article := of_article(outside, found):
        return article
    # What stands nowhere on the page comes from its JSON-LD, while scripts would put it in place.
    return outside if letters(found) in letters(joined(blocks)) else found.strip()


def _found(tree: Any) -> str:
    """The article as trafilatura writes it; empty when it finds none."""
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise missing_package("trafilatura") from error
    try:
        result = bare_extraction(tree, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - a page that its heuristics stumble over is still a page with text
        return ""
    text = getattr(result, "text", None)
    return text if isinstance(text, str) else ""


def _in_menu(block: Block) -> bool:
    element = block.element
    return element.tag in ("nav", "footer") or next(element.iterancestors("nav", "footer"), None) is not None


def _empty() -> Unreadable:
    reason = "has no text; its scripts may fetch it when it is shown"
    return Unreadable(reason, "open it in a browser and save it as PDF or HTML")


def _monstrous(what: str) -> Unreadable:
    return Unreadable(f"is not built as pages are: {what}", "open it in a browser and save it as PDF")
