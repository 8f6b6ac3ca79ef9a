"""Word files (.docx)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from kg.readers.articles.document import Metadata, Unreadable, missing_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: What stands for one character each.
_CHARACTERS = {
    _W + "tab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    _W + "softHyphen": "\N{SOFT HYPHEN}",
}
#: Text that was moved away, and drawings repeated for programs that cannot show them.
_REPEATED = (
    _W + "moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
#: What holds paragraphs and tables beside the body itself: content controls and tracked changes.
_WRAPPERS = tuple(_W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))

#: What is raised for parts that are missing, cannot be unpacked, or are not what they should be; errors of
#: lxml are a SyntaxError.
_DAMAGED = (
    ValueError, LookupError, AttributeError, TypeError, AssertionError, SyntaxError, OSError, EOFError,
    RuntimeError, BadZipFile, zlib.error,
)  # fmt: skip


def read_docx(data: bytes) -> tuple[str, Metadata]:
    """Paragraphs and tables in their order, separated by blank lines.

    A row of a table is a line, and its cells are separated by tabs. Tracked changes count as accepted.
    Headers, footers and remarks are left out, and so is what the file says of when it was made: that is
    not when it was published.

    Args:
        data: of which it is known that unpacking it is harmless.

    Raises:
        Unreadable: it is damaged, or has no text.
        InputError: python-docx is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import OpcError
    except ImportError as error:
        raise missing_package("python-docx") from error
    try:
        document = docx.Document(BytesIO(data))
        body = document.element.body
        for part in list(body.iter(*_REPEATED)):
            part.getparent().remove(part)
        text = "\n\n".join(part for part in _parts(body) if part.strip())
        said = document.core_properties
        known = Metadata(title=_told(said.title), author=_told(said.author), language=_told(said.language))
    except (OpcError, *_DAMAGED) as error:
        raise Unreadable(
            "is a damaged Word file", "open it in Word or LibreOffice and save it again"
        ) from error
    if not text:
        raise Unreadable("has no text, only pictures perhaps", "save it as PDF and run OCR on that")
    return text, known


def _parts(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag == _W + "p":
            yield _paragraph(child)
        elif child.tag == _W + "tbl":
            yield "\n".join(_rows(child))
        elif child.tag in _WRAPPERS:
            yield from _parts(child)


def _rows(table: Any) -> Iterator[str]:
    """Lines of a table. Cells are not counted out over the columns they cover: a file may claim millions."""
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is table:
            cells = (" ".join(_paragraph(p) for p in cell.iter(_W + "p")) for cell in row.iter(_W + "tc"))
            yield "\t".join(" ".join(cell.split("\n")) for cell in cells)


def _paragraph(paragraph: Any) -> str:
    pieces: list[str] = []
    for element in paragraph.iter():
        if element.tag == _W + "t":
            pieces.append(element.text or "")
        elif element.tag in _CHARACTERS and element.getparent().tag == _W + "r":
            pieces.append(_CHARACTERS[element.tag])
        elif element.tag == _W + "p" and pieces:
            pieces.append("\n")  # in a text box
    return "".join(pieces).strip("\n")


def _told(value: str | None) -> str | None:
    return " ".join((value or "").split()) or None
