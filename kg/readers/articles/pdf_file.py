"""PDF, through pdfium, the engine of Chromium. It is not safe in threads: one document at a time."""

from __future__ import annotations

from typing import Any

from kg.readers.articles.document import Limits, Metadata, Unreadable, missing_package, too_large

_PASSWORD = 4  # FPDF_ERR_PASSWORD
#: A page of a newspaper has some 40,000 characters: fewer than these on all pages are what a scanner adds.
_FEWEST = 3


def read_pdf(data: bytes, limits: Limits) -> tuple[str, Metadata]:
    """The text of a PDF in the order of its pages, which are separated by blank lines.

    Lines end as on the page, and a word that is divided there stays divided. What the file says of when it
    was made is left out: that is when it was exported or scanned, not when it was published.

    Raises:
        Unreadable: it needs a password, is damaged, or has no text.
        InputError: pypdfium2 is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise missing_package("pypdfium2") from error
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            text = "\n\n".join(_pages(pdf, limits))
            said = pdf.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Unreadable("needs a password", "open it, and save or print it without one") from error
        raise Unreadable("is a damaged PDF", "download it again, or open it and print it to PDF") from error
    if len("".join(text.split())) < _FEWEST:
        raise Unreadable("has no text: it was scanned", "run OCR on it first: ocrmypdf --language ind IN OUT")
    return text, Metadata(title=_told(said, "Title"), author=_told(said, "Author"))


def _pages(pdf: Any, limits: Limits) -> list[str]:
    pages: list[str] = []
    total = 0
    for page in pdf:
        textpage = page.get_textpage()
        # pdfium joins a word that a hyphen divides at the end of a line, and marks the place.
        text = textpage.get_text_range().replace("\ufffe", "-\n").replace("\x02", "-\n").strip("\r\n")
        textpage.close()
        page.close()
        total += len(text)
        if total > limits.text:
            raise too_large(limits.text)
        if text.strip():
            pages.append(text)
    return pages


def _told(said: dict[str, str], key: str) -> str | None:
    return " ".join(said.get(key, "").replace("\x00", "").split()) or None
