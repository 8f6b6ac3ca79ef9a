"""Tells what a file is: by its content first, by its suffix only where that leaves a choice."""

from __future__ import annotations

import re
from typing import Literal

from kg.readers.articles.document import Unreadable

#: How many bytes of a file are needed to tell what it is.
START = 8_192

#: What can be read. A ``zip`` may turn out to be a Word file.
Kind = Literal["html", "pdf", "zip", "text", "eml"]

_PICTURE = ("is a picture", "read its text with OCR first (ocrmypdf, tesseract), and give the text")
_SOUND = ("is a recording", "write down what is said in it, and give that text")
_PROGRAM = ("is a program", "give the page or the document itself")
_PACKED = ("is packed", "unpack it first, or pack it as zip")
_OLD_OFFICE = ("is an old Office file or an Outlook message", "save it as .docx, .eml or PDF")
_RECORDS = ("holds records or code, not an article", "load records with `kg load FILE`")

#: First bytes -> reason and remedy.
_REFUSED: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"{\\rtf", ("is rich text (RTF)", "save it as .docx or PDF")),
    (b"SQLite format 3\x00", ("is a database", "export its texts first")),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
)
#: Some of these begin like a text might, and count only when the rest is no text.
_SHORT_MARKS = (b"BM", b"MZ", b"BZh", b"ID3", b"GIF8")

_NOT_ARTICLES = {
    ".js", ".mjs", ".css", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".yaml", ".yml", ".xml", ".rss",
    ".py", ".sh", ".sql", ".cypher", ".ini", ".toml", ".cfg", ".log", ".ics", ".vcf", ".map", ".ts", ".svg",
}  # fmt: skip

_TAGS = "html|head|body|title|meta|link|article|section|main|div|p|h1|h2|table|span|header"
_HTML_START = re.compile(
    rf"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|(?:{_TAGS})[\s/>])", re.IGNORECASE | re.DOTALL
)
_HTML_ANYWHERE = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
_HEADER = re.compile(r"(?:From [^\n]*\n|>From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]")
_OF_MAIL = re.compile(
    r"^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})


def kind_of(start: bytes, suffix: str) -> Kind:
    """What a file is.

    Args:
        start: its first :data:`START` bytes, or all of it when it is shorter.
        suffix: of its name, such as ``.html``; empty when there is none.

    Raises:
        Unreadable: it is something that no reader of articles reads.
    """
    suffix = suffix.lower()
    if not start.strip():
        raise Unreadable("is empty", "check that it was saved completely")
    if b"%PDF-" in start[:1024]:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    _refuse_binary(start)
    text = _as_text(start).removeprefix("\ufeff").lstrip()
    if _is_mail(text, suffix):
        return "eml"
    if _HTML_START.match(text) or (suffix in (".html", ".htm", ".xhtml") and "<" in text):
        return "html"
    if text.startswith(("<?xml", "<svg")):
        if _HTML_ANYWHERE.search(text):
            return "html"
        raise Unreadable("is XML, but not a page", "save the page itself, as HTML")
    if suffix in _NOT_ARTICLES:
        raise Unreadable(*_RECORDS)
    if _HTML_ANYWHERE.search(text):
        return "html"
    return "text"


def _refuse_binary(start: bytes) -> None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return  # UTF-16 or UTF-32
    controls = len(start) - len(start.translate(None, _CONTROLS))
    binary = controls > len(start) / 50
    for mark, refusal in _REFUSED:
        if start.startswith(mark) and (binary or mark not in _SHORT_MARKS):
            raise Unreadable(*refusal)
    if start[4:8] == b"ftyp":
        raise Unreadable(*(_PICTURE if start[8:12] in (b"heic", b"avif", b"mif1") else _SOUND))
    if start.startswith(b"RIFF"):
        raise Unreadable(*(_PICTURE if start[8:12] == b"WEBP" else _SOUND))
    if binary:
        raise Unreadable(
            "is a binary file, not a text", "check that it is the right file and was not cut off"
        )


def _as_text(start: bytes) -> str:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", "replace")
    return start.decode("utf-8", "replace")


def _is_mail(text: str, suffix: str) -> bool:
    if not _HEADER.match(text):
        return False
    headers = text.replace("\r\n", "\n").split("\n\n", 1)[0]
    found = {match.lower() for match in _OF_MAIL.findall(headers)}
    return len(found) >= (1 if suffix in (".eml", ".mht", ".mhtml") else 3)
