"""The way in: choose the reader of a file by its suffix, or by its first bytes on standard input."""

from __future__ import annotations

import difflib
import io
import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.readers.base import BadRow, Notice, Row, Sheets, missing_file
from kg.readers.csv_file import read_csv
from kg.readers.jsonl import read_json, read_jsonl

__all__ = ["SUFFIXES", "BadRow", "Row", "Sheets", "read_rows"]

#: The suffixes of files that can be read.
SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".yaml", ".yml", ".xlsx", ".xlsm")

_INSTEAD = {
    ".xls": "Save it as .xlsx or CSV first.",
    ".ods": "Save it as .xlsx or CSV first.",
    ".numbers": "Export it as .xlsx or CSV first.",
    ".gz": "Unpack it first.",
    ".zip": "Unpack it first.",
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BINARY = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3\0")
# A stray one is a mistake in one record; more than one byte in twenty is no text at all.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13})
_START = 1 << 16
_LOG = logging.getLogger("kg.readers")


def read_rows(
    path: Path | str,
    stream: BinaryIO | None = None,
    suffix: str | None = None,
    *,
    notice: Notice | None = None,
    sheets: Sheets | None = None,
) -> Iterator[Row | BadRow]:
    """Read the records of one file, one after the other, without judging what they say.

    Args:
        path: the file; ``-`` is standard input. With ``stream`` only its name and suffix are used.
        stream: bytes to read instead of opening ``path``; it is not closed.
        suffix: the format, such as ``.csv``, when the name does not tell. Files without a suffix
            and standard input are recognised by their first bytes.
        notice: told in a sentence when something was decided about the file as a whole (another
            encoding, sheets left out); by default a logged warning.
        sheets: which sheet of a workbook to read.

    Returns:
        an iterator of rows and bad rows in the order of the file; none for an empty file.

    Raises:
        InputError: at once for a missing file, a folder or an unknown suffix; on the first ``next``
            for what turns out not to be the format its name says.
    """
    name = "standard input" if str(path) == "-" else str(path)
    if str(path) == "-":
        stream = stream or sys.stdin.buffer
    if suffix is None and str(path) != "-":
        # What FollowTheMoney calls .ftm.json are lines.
        suffix = ".jsonl" if str(path).lower().endswith(".ftm.json") else Path(path).suffix
    if suffix:
        suffix = _known_suffix(suffix, name)
    if stream is None:
        _check_file(Path(path))
    return _read(Path(path), stream, suffix, name, notice or _LOG.warning, sheets or Sheets())


def _known_suffix(suffix: str, name: str) -> str:
    suffix = "." + suffix.lower().lstrip(".")
    if suffix in SUFFIXES:
        return suffix
    if suffix in _INSTEAD:
        raise InputError(f"{name}: {suffix} files cannot be read. {_INSTEAD[suffix]}")
    near = difflib.get_close_matches(suffix, SUFFIXES, 1, 0.5)
    hint = f"Is it {near[0]}? " if near else ""
    raise InputError(
        f"{name}: {suffix} is not a format of records. {hint}These can be read: {', '.join(SUFFIXES)}."
    )


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder. Name the files in it.")
        if path.is_file():
            return
        if path.exists():  # a pipe can be read once, and files are read again when they are loaded
            raise InputError(
                f"{path} is neither a file nor a folder. Give `-`, and send what it holds to standard input."
            )
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    raise missing_file(path)


def _read(
    path: Path, stream: BinaryIO | None, suffix: str | None, name: str, notice: Notice, sheets: Sheets
) -> Iterator[Row | BadRow]:
    with ExitStack() as stack:
        try:
            raw = stream or stack.enter_context(path.open("rb"))
            file, start = _peek(raw)
            if not start:
                return
            suffix = suffix or _sniff(start, name)
            _check_start(start, suffix, name)
            if suffix in (".csv", ".tsv", ".xlsx", ".xlsm"):
                file = _seekable(file, stack)
            yield from _records(file, suffix, name, notice, sheets)
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror or error}.") from error


def _records(
    file: BinaryIO, suffix: str, name: str, notice: Notice, sheets: Sheets
) -> Iterator[Row | BadRow]:
    if suffix in (".jsonl", ".ndjson"):
        return read_jsonl(file, name)
    if suffix == ".json":
        return read_json(file, name)
    if suffix in (".csv", ".tsv"):
        return read_csv(file, name, notice, "\t" if suffix == ".tsv" else None)
    # openpyxl and PyYAML take a while to import, and most files need neither.
    if suffix in (".yaml", ".yml"):
        from kg.readers.yaml_file import read_yaml

        return read_yaml(file, name)
    from kg.readers.xlsx import read_xlsx

    return read_xlsx(file, name, notice, sheets)


def _peek(raw: BinaryIO) -> tuple[BinaryIO, bytes]:
    """A stream to read from the beginning, and its first bytes."""
    if raw.seekable():
        start = raw.read(_START)
        raw.seek(-len(start), io.SEEK_CUR)
        return raw, start
    buffered = (
        raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw), _START)
    )
    return buffered, buffered.peek(_START)[:_START]


def _seekable(file: BinaryIO, stack: ExitStack) -> BinaryIO:
    """Tables are read twice, so what comes through a pipe is kept in a temporary file."""
    if file.seekable():
        return file
    copy = tempfile.TemporaryFile()  # noqa: SIM115  (the stack closes it)
    stack.callback(copy.close)
    shutil.copyfileobj(file, copy)
    copy.seek(0)
    return cast(BinaryIO, copy)


def _sniff(start: bytes, name: str) -> str:
    """Guess a format from the first bytes: workbook, JSON Lines, JSON, YAML or else a table."""
    if start.startswith((_ZIP, _OLE)):
        return ".xlsx"
    text = start.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
    if text.startswith("{"):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        spread = lines[0] == "{" or (
            len(lines) > 1 and not lines[0].endswith("}") and not lines[1].startswith("{")
        )
        return ".json" if spread else ".jsonl"
    if text.startswith("["):
        return ".json"
    line = text.split("\n", 1)[0].strip()
    if line.startswith(("- ", "---", "%YAML")) or re.match(r"[A-Za-z_]+:(\s|$)", line):
        return ".yaml"
    if any(each in line for each in ",;\t"):
        return ".csv"
    raise InputError(
        f"{name} has no format that kg reads: it is no JSON, no YAML, and no table, whose first line names "
        "columns with commas between them. Is it the right one?"
    )


def _check_start(start: bytes, suffix: str, name: str) -> None:
    """Refuse what is not the format its name says. Raises InputError."""
    if suffix in (".xlsx", ".xlsm"):
        if start.startswith(_OLE):
            raise InputError(
                f"{name} is protected by a password, or an old .xls under a new name. "
                "Remove the password, or save it as .xlsx."
            )
        if not start.startswith(_ZIP):
            raise InputError(f"{name} is not a workbook, whatever its name says. Save it as .xlsx or CSV.")
        return
    if start.startswith((_ZIP, _OLE)):
        raise InputError(f"{name} is a workbook or an archive under another name. A workbook ends in .xlsx.")
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    if utf16 and suffix not in (".csv", ".tsv"):
        raise InputError(f"{name} is UTF-16 text. Save it as UTF-8.")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if start.startswith(_BINARY) or (controls > len(start) / 20 and not utf16):
        raise InputError(f"{name} is a binary file, not {suffix} text. Is it the right file?")
