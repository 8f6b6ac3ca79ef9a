"""Mails (.eml), and pages that browsers save as one file (.mht), which are built like mails."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any, NamedTuple, cast

from kg.readers.articles.archives import shown
from kg.readers.articles.document import Metadata, Unreadable, decoded
from kg.readers.articles.html_metadata import clean, iso_date
from kg.readers.articles.html_page import read_html

#: Parts of a mail that are looked at.
_MOST_PARTS = 1_000
#: Characters of a header that are read; RFC 5322 wants lines of 998 at most, and titles are shorter.
_LONGEST_HEADER = 2_000
#: What stands in a mail to look nice.
_DECORATION = ("image/", "text/css", "font/", "application/javascript", "text/javascript", "text/calendar")
#: What the parsers of headers and bodies raise when a mail is not built as it should be.
_MALFORMED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class _ShortHeaders(EmailPolicy):
    """Reads no more than the beginning of a header: the parser takes time and memory in the square of it."""

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER] if type(value) is str else value)


class Attachment(NamedTuple):
    """A file within a mail."""

    name: str
    data: bytes


class Mail(NamedTuple):
    """A mail: its text (empty when there is none), what its headers say, and what is attached to it."""

    text: str
    metadata: Metadata
    attachments: list[Attachment]


def read_mail(data: bytes) -> Mail:
    """Take a mail apart.

    The text is that of the plain part, or else of the HTML part, read like a page. Subject, sender and date
    are title, author and time of publication; a page saved from a browser speaks for itself.

    Raises:
        Unreadable: its parts are within each other without end.
    """
    try:
        mail = email.message_from_bytes(data, policy=_ShortHeaders())
        parts = list(_leaves(mail))
    except _MALFORMED as error:
        raise Unreadable("is a damaged mail", "save it again from the mail program") from error
    text, metadata = _body(mail, parts)
    attachments = [_attachment(part, number) for number, part in enumerate(parts, 1) if _is_attached(part)]
    return Mail(text, metadata, attachments)


def _leaves(mail: Message) -> Iterator[Message]:
    """Parts that hold no others; a mail that is attached is one, whatever it holds."""
    stack: list[Message] = [mail]
    seen = 0
    while stack and seen < _MOST_PARTS:
        part = stack.pop()
        seen += 1
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack += [inner for inner in reversed(payload) if isinstance(inner, Message)]
        else:
            yield part


def _body(mail: Message, parts: list[Message]) -> tuple[str, Metadata]:
    own = Metadata(
        title=clean(_header(mail, "Subject")),
        author=_sender(_header(mail, "From")),
        published=iso_date(_header(mail, "Date")),
        language=clean(_header(mail, "Content-Language")),
    )
    texts = [part for part in parts if not _is_attached(part)]
    is_page = "snapshot-content-location" in mail or mail.get_content_type() == "multipart/related"
    for kind in ("text/html", "text/plain") if is_page else ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() != kind:
                continue
            text, said = _read(part, _header(mail, "Snapshot-Content-Location") or None)
            if text.strip():
                return text, _of_page(own, said) if is_page and kind == "text/html" else own
    return "", own


def _of_page(mail: Metadata, page: Metadata) -> Metadata:
    """The browser that saved a page is not its author, nor is that day when it was published."""
    return replace(page, title=page.title or mail.title)


def _read(part: Message, address: str | None) -> tuple[str, Metadata]:
    data, charset = _data(part), _charset(part)
    if part.get_content_type() == "text/plain":
        return decoded(data, charset), Metadata()
    try:
        return read_html(data, charset, address)
    except Unreadable:
        return "", Metadata()


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        return True
    if kind.startswith(_DECORATION):
        return False
    return part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html")


def _attachment(part: Message, number: int) -> Attachment:
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        try:
            return Attachment(f"{number}.eml", cast(Message, payload[0]).as_bytes())
        except (*_MALFORMED, UnicodeError):
            return Attachment(f"{number}.eml", b"")
    try:
        name = part.get_filename()
    except _MALFORMED:
        name = None
    return Attachment(shown(name.replace("/", "_")) if name else f"{number}", _data(part))


def _data(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _MALFORMED:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _MALFORMED:
        return None


def _header(mail: Message, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except _MALFORMED:
        return ""


def _sender(text: str) -> str | None:
    name, address = parseaddr(" ".join(text.split()))
    return clean(name or address)
