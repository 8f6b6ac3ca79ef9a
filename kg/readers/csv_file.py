"""Tables as text: comma, semicolon or tab between the cells, one header row.

Encoding, decided over the whole file before the first row is given:

- UTF-8 (with or without a byte order mark), or UTF-16 when a byte order mark says so;
- otherwise Windows-1252, which many spreadsheet programs still write, but only if
  no line of the file is UTF-8 beyond ASCII; a notice says so, because names may come out wrong;
- a file that mixes both is UTF-8 with damaged lines: those rows are set aside, the others read.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from kg.counts import Count
from kg.errors import InputError
from kg.formulas import unmarked
from kg.readers.base import (
    RECORD_LIMIT,
    BadRow,
    Notice,
    Row,
    byte_lines,
    excerpt,
    forbidden_in,
    refuse_characters,
    too_long,
)

_DELIMITERS = (",", ";", "\t")


def read_csv(
    stream: BinaryIO, name: str, notice: Notice, delimiter: str | None = None
) -> Iterator[Row | BadRow]:
    """Read a table; every cell is text, blank cells are None, blank rows are skipped.

    Args:
        stream: bytes that can be read twice (``seek``).
        name: the file's name, for messages.
        notice: told when the file was not UTF-8.
        delimiter: what stands between the cells; None to find out from the header row.

    Raises:
        InputError: unknown encoding, or column names that are missing or given twice.
    """
    encoding = _encoding(stream, name, notice)
    stream.seek(0)
    # Bytes that are not UTF-8 become lone surrogates here, so that only their row is refused.
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    try:
        lines = _Lines(text)
        header, delimiter = _header(lines, name, delimiter)
        if header:
            yield from _rows(lines, header, delimiter)
    except UnicodeError as error:
        raise InputError(f"{name} is not {encoding} text throughout. Save it as UTF-8.") from error
    finally:
        text.detach()


class _LineTooLong(Exception):
    """A line beyond the limit was stepped over; ``args`` holds its beginning."""


class _Lines:
    """Lines for the csv module with their ends, counted; raises on an endless one and goes on after it."""

    def __init__(self, text: TextIO) -> None:
        self._text, self.number = text, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(RECORD_LIMIT + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > RECORD_LIMIT:
            rest = line
            while rest and rest[-1] not in "\r\n":
                rest = self._text.readline(RECORD_LIMIT)
            raise _LineTooLong(line[:1000])
        return line


def _encoding(stream: BinaryIO, name: str, notice: Notice) -> str:
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    stream.seek(0)
    good, bad, first_bad = 0, 0, 0
    for number, line, _ in byte_lines(stream):
        if line.isascii() or (number == 1 and line.removeprefix(codecs.BOM_UTF8).isascii()):
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad, first_bad = bad + 1, first_bad or number
    if not bad or good or start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    stream.seek(0)
    for number, line, _ in byte_lines(stream):
        try:
            line.decode("cp1252")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}, line {number}: neither UTF-8 nor Windows-1252 text. Save it as UTF-8 "
                "(in a spreadsheet: Save as, CSV UTF-8)."
            ) from error
    notice(
        f"{name} is not UTF-8 (line {first_bad}); it was read as Windows-1252. "
        "If letters with accents look wrong, save it as UTF-8 and load it again."
    )
    return "cp1252"


def _header(lines: _Lines, name: str, delimiter: str | None) -> tuple[list[str], str]:
    """Find the column names and what separates them; no names for an empty file."""
    try:
        line = next((line for line in lines if line.strip(" \t\r\n,;")), "")
        if line.lower().startswith("sep=") and len(line.rstrip("\r\n")) == 5:  # how spreadsheets announce it
            delimiter = line[4]
            line = next((line for line in lines if line.strip(" \t\r\n,;")), "")
    except _LineTooLong as error:
        raise InputError(f"{name}: the first line is too long to hold column names.") from error
    try:
        delimiter = delimiter or max(_DELIMITERS, key=lambda each: len(_split(line, each, strict=False)))
        cells = _split(line, delimiter, strict=True)
    except csv.Error as error:
        raise InputError(
            f"{name}, line {lines.number}: the column names cannot be read ({error})."
        ) from error
    return check_header([cell.strip() for cell in cells], f"{name}, line {lines.number}"), delimiter


def _split(line: str, delimiter: str, *, strict: bool) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, strict=strict), [])


def check_header(names: list[str], where: str) -> list[str]:
    """Refuse column names that are blank or given twice; blank ones at the end are dropped.

    Raises:
        InputError: names the columns; ``where`` begins the message.
    """
    while names and not names[-1]:
        names = names[:-1]
    blank = [str(i) for i, column in enumerate(names, 1) if not column]
    if blank:
        raise InputError(
            f"{where}: column {', '.join(blank)} has no name. Give it one, or delete the column."
        )
    twice = sorted({column for column in names if names.count(column) > 1})
    if twice:
        raise InputError(
            f"{where}: the column {', '.join(twice)} stands there more than once. Delete or rename one."
        )
    if found := forbidden_in(names):
        raise InputError(f"{where}: a column name {found[1]}. Type the name again.")
    return names


def _rows(lines: _Lines, header: list[str], delimiter: str) -> Iterator[Row | BadRow]:
    # strict: a quotation mark that is never closed is an error, instead of a cell that swallows the rest.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _LineTooLong as error:
            yield too_long(lines.number, str(error))
            continue
        except csv.Error as error:
            yield _broken(start, lines.number, str(error))
            continue
        if any(cell and not cell.isspace() for cell in cells):
            yield _row(start, cells, header, delimiter)


def _broken(start: int, end: int, what: str) -> BadRow:
    if "unexpected end" in what:
        what = "a quotation mark is opened and not closed"
    elif "field larger" in what:
        what = f"a quotation mark is not closed, or a cell holds over {csv.field_size_limit():,} characters"
    lines = f"; lines {start} to {end} were not read" if end > start else ""
    return BadRow(
        start, None, what + lines, 'check the quotation marks; inside a quoted cell " is written ""'
    )


def _row(line: int, cells: list[str], header: list[str], delimiter: str) -> Row | BadRow:
    shown = excerpt(delimiter.join(cells)[:1000])
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        columns = Count(len(header))
        there = f"{columns:is|are} {columns} {columns:column|columns}"
        reason = f"has {len(cells)} cells, but there {there}"
        return BadRow(line, None, reason, f'put a cell that holds "{delimiter}" in quotation marks', shown)
    data = {
        column: unmarked(cell) if cell and not cell.isspace() else None
        for column, cell in zip(header, cells, strict=False)
    }
    if len(cells) < len(header):
        data.update(dict.fromkeys(header[len(cells) :]))
    if found := forbidden_in(data):
        if any("\udc80" <= c <= "\udcff" for cell in cells for c in cell):
            reason = "holds bytes that are not UTF-8 text, unlike the rest of the file"
            return BadRow(line, found[0], reason, "type the text again and save the file as UTF-8", shown)
        return refuse_characters(line, found, shown)
    return Row(line, data, True)
