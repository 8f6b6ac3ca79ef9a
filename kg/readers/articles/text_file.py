"""Plain text."""

from __future__ import annotations

from kg.readers.articles.document import Metadata, Unreadable, decoded


def read_text(data: bytes, charset: str | None = None) -> tuple[str, Metadata]:
    """Decode a text; it says nothing about itself. ``charset`` is the encoding that a server named, if any.

    Raises:
        Unreadable: there is nothing but blanks in it.
    """
    text = decoded(data, charset)
    if not text.strip():
        raise Unreadable("is empty", "check that it was saved completely")
    return text, Metadata()
