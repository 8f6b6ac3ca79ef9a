"""What readers of articles share: the document they give, the limits they keep, how bytes become text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.errors import InputError
from kg.readers.base import FORBIDDEN

#: What a document was before it was text. Pages that browsers save as one file (MHTML) count as mail.
Media = Literal["html", "pdf", "docx", "text", "eml"]


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What a file says about itself, outside its running text; unknown is None.

    Attributes:
        title, outlet, author, editor: as written there; several authors are joined by ``, ``.
        published: ISO 8601, as precise as known: ``2024``, ``2024-09``, ``2024-09-03`` or
            ``2024-09-03T10:15:00+07:00``, with an offset only where one is given.
        url: absolute address of the page.
        language: code such as ``id`` or ``id-ID``.
        captions: characters of the text, from and to, that a page says explain a picture.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    editor: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    captions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document(Metadata):
    """A file or page as text, with what it says about itself.

    Attributes:
        name: as given: a path, ``archive.zip!/inner.html``, ``mail.eml!/annex.pdf``, ``standard input``
            or an address.
        text: what offsets of evidence count in, in characters of Python. Lines end with a line feed;
            each control character, which no statement can hold, is a blank. Nothing else is changed.
        media: what it was.
        checksum: SHA-256 of the original bytes, as 64 hexadecimal digits. Of a page from an address
            these are the bytes after the transport's compression was undone.
    """

    name: str
    text: str
    media: Media
    checksum: str


class BadDocument(NamedTuple):
    """A file or page that could not be read, with the reason and what to do about it."""

    name: str
    reason: str
    remedy: str


class Unreadable(Exception):
    """One document cannot be read; becomes a :class:`BadDocument`."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"{reason}; {remedy}")

    def of(self, name: str) -> BadDocument:
        """The report of it, for the document of some name."""
        return BadDocument(name, self.reason, self.remedy)


@dataclass(frozen=True)
class Limits:
    """How much is read, so that no file can exhaust memory or disk.

    Attributes:
        file: bytes of a file, also of one inside an archive. Archives themselves may be larger.
        text: characters of a document.
        members: files in an archive.
        unpacked: bytes of all that an archive holds, archives inside it included.
        ratio: how many times smaller than its content a file of an archive may be, beyond 1 MB.
        depth: archives and mails within each other.
        page: bytes of a page from an address, compressed or not.
        seconds: that a page from an address may take, redirects included.
        redirects: from one address to another.
    """

    file: int = 50_000_000
    text: int = 20_000_000
    members: int = 50_000
    unpacked: int = 2_000_000_000
    ratio: int = 200
    depth: int = 3
    page: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5


def size_of(number: int) -> str:
    """Bytes or characters for people: ``50 MB``."""
    return f"{number / 1_000_000:,.0f} MB" if number >= 1_000_000 else f"{number:,} bytes"


def too_large(limit: int) -> Unreadable:
    """What to say of a file that is larger than ``limit`` bytes."""
    return Unreadable(f"is larger than {size_of(limit)}", "cut it into parts, or save its text")


def missing_package(package: str) -> InputError:
    """What to say when a package of the extra ``articles`` is not installed."""
    return InputError(f"{package} is missing, which reads articles. pip install 'kg-newsroom[articles]'")


def printable(text: str) -> str:
    """A text as documents hold it: lines end with a line feed, and control characters are blanks."""
    return FORBIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Encodings that a page may declare. Python knows others that are no encodings of texts.
_DECLARABLE = re.compile(
    r"(iso[-_]?8859|windows|cp|koi8|gb|big5|shift_?jis|euc|iso[-_]2022|mac|tis)[-_a-z0-9]*", re.IGNORECASE
)
#: Browsers read these as cp1252, which has quotation marks where they have nothing.
_LATIN = re.compile(r"(iso[-_]?8859[-_]1|latin[-_]?1|us-ascii|ascii)", re.IGNORECASE)


def decoded(data: bytes, declared: str | None = None) -> str:
    """Bytes as text: by their byte order mark, else as UTF-8, else as declared, else as cp1252.

    A text that is UTF-8 but for a few bytes, fewer than its letters beyond ASCII, is read as UTF-8
    with a replacement character (U+FFFD) for each mistake.

    Args:
        data: the whole text.
        declared: name of the encoding that a header or the page itself claims.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and _DECLARABLE.fullmatch(declared) and not _LATIN.fullmatch(declared):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    text = data.decode("utf-8", "replace")
    wrong = text.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(not c.isascii() for c in text) - wrong
    return text if wrong < beyond_ascii else data.decode("cp1252", "replace")
