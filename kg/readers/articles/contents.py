"""What a file holds: one document, or several when it is an archive or a mail."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.readers.articles.archives import Budget, check_parts, is_docx, members, open_archive, read_member
from kg.readers.articles.document import (
    BadDocument,
    Document,
    Limits,
    Media,
    Metadata,
    Unreadable,
    printable,
    size_of,
    too_large,
)
from kg.readers.articles.docx_file import read_docx
from kg.readers.articles.html_page import read_html
from kg.readers.articles.kinds import START, kind_of
from kg.readers.articles.mail_file import read_mail
from kg.readers.articles.pdf_file import read_pdf
from kg.readers.articles.text_file import read_text

Found = Iterator[Document | BadDocument]


@dataclass(frozen=True)
class _Place:
    """A file that is being read, wherever it is.

    Attributes:
        name, suffix: of it.
        address, charset: where it came from, and the encoding named there, when it is a page of the internet.
        depth: how many archives and mails it is in.
        budget: what may still come out of them.
    """

    name: str
    suffix: str
    address: str | None
    charset: str | None
    depth: int
    budget: Budget

    def inside(self, name: str) -> _Place:
        """A file within this one."""
        suffix = PurePosixPath(name).suffix
        return replace(
            self, name=f"{self.name}!/{name}", suffix=suffix, address=None, charset=None, depth=self.depth + 1
        )


class Contents:
    """Reads documents out of bytes, under some limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def of(
        self,
        name: str,
        stream: BinaryIO,
        suffix: str,
        address: str | None = None,
        charset: str | None = None,
    ) -> Found:
        """The documents of a file; what cannot be read is one of them.

        Args:
            name: what documents are named after.
            stream: its bytes, which can be read more than once.
            suffix: of its name, such as ``.html``, or empty.
            address: where a page came from.
            charset: that the server named.
        """
        budget = Budget(self.limits.members, self.limits.unpacked)
        yield from self._guarded(_Place(name, suffix, address, charset, 0, budget), stream)

    def _guarded(self, place: _Place, stream: BinaryIO) -> Found:
        try:
            yield from self._documents(place, stream)
        except Unreadable as error:
            yield error.of(place.name)

    def _documents(self, place: _Place, stream: BinaryIO) -> Found:
        start = stream.read(START)
        while start.isspace():  # what a file is, its first words tell
            start = stream.read(START)
        kind = kind_of(start, place.suffix)
        if kind == "zip":
            yield from self._of_archive(place, stream)
            return
        data = self._all(stream)
        if kind == "eml":
            yield from self._of_mail(place, data)
        elif kind == "html":
            yield self._document(place, data, kind, *read_html(data, place.charset, place.address))
        elif kind == "pdf":
            yield self._document(place, data, kind, *read_pdf(data, self.limits))
        else:
            yield self._document(place, data, "text", *read_text(data, place.charset))

    def _of_archive(self, place: _Place, stream: BinaryIO) -> Found:
        with open_archive(stream, self.limits) as archive:
            if is_docx(archive):
                check_parts(archive, self.limits)
                data = self._all(stream)
                yield self._document(place, data, "docx", *read_docx(data))
                return
            self._check_depth(place)
            inside = list(members(archive))
            if not inside:
                raise Unreadable("holds no file to read", "check whether it is the right archive")
            for name, info in inside:
                inner = place.inside(name)
                place.budget.take(info.file_size, self.limits)
                try:
                    data = read_member(archive, info, self.limits)
                except Unreadable as error:
                    yield error.of(inner.name)
                    continue
                yield from self._guarded(inner, io.BytesIO(data))

    def _of_mail(self, place: _Place, data: bytes) -> Found:
        mail = read_mail(data)
        if mail.text.strip():
            yield self._document(place, data, "eml", mail.text, mail.metadata)
        elif not mail.attachments:
            raise Unreadable("has no text", "open it in a mail program and save what it shows")
        for attachment in mail.attachments:
            self._check_depth(place)
            place.budget.take(len(attachment.data), self.limits)
            yield from self._guarded(place.inside(attachment.name), io.BytesIO(attachment.data))

    def _check_depth(self, place: _Place) -> None:
        if place.depth >= self.limits.depth:
            reason = f"holds more files, {self.limits.depth} archives or mails deep"
            raise Unreadable(reason, "unpack it first, and give the folder")

    def _all(self, stream: BinaryIO) -> bytes:
        if stream.seek(0, os.SEEK_END) > self.limits.file:
            raise too_large(self.limits.file)
        stream.seek(0)
        return stream.read(self.limits.file)

    def _document(self, place: _Place, data: bytes, media: Media, text: str, known: Metadata) -> Document:
        if len(text) > self.limits.text:
            longest = size_of(self.limits.text)
            raise Unreadable(f"has more than {longest} of text", "cut it into parts")
        known = replace(known, url=known.url or place.address)
        return Document(place.name, printable(text), media, hashlib.sha256(data).hexdigest(), **asdict(known))
