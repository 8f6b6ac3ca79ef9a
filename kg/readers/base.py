"""What all readers share: the rows they give, the limits they keep, the text they refuse."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kg.errors import InputError

#: Longest record, in bytes (characters in tables). A record of the bundled data has some 1,300.
RECORD_LIMIT = 10_000_000
#: Deepest nesting of lists and objects. The records of the bundled data have three levels.
DEPTH_LIMIT = 50
#: Largest file, in bytes, of the formats that have to be read as a whole (YAML, one JSON document).
WHOLE_FILE_LIMIT = 200_000_000

_CHUNK = 1 << 20
_EXCERPT = 160

#: Control characters, which are never part of a name or a note and which statements cannot hold
#: (U+001F separates what is hashed), and halves of surrogate pairs, which UTF-8 cannot encode.
#: Tab and line ends are text. Marks for right-to-left writing and zero-width characters are kept.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

#: Receives a sentence about how a file was read, when a choice was made that its owner should know.
Notice = Callable[[str], None]


class Row(NamedTuple):
    """One record as a file gives it.

    Attributes:
        line: 1-based line on which the record starts; for XLSX the row of the sheet.
        data: nested for JSON and YAML; for tables the cells by column name, blank ones None.
        flat: whether ``data`` comes from a table.
        sheet: name of the worksheet, for XLSX.
    """

    line: int
    data: dict[str, Any]
    flat: bool
    sheet: str | None = None


class BadRow(NamedTuple):
    """A record that could not be read, with the place, the reason and what to do about it."""

    line: int
    field: str | None
    reason: str
    remedy: str
    excerpt: str = ""


@dataclass(frozen=True)
class Sheets:
    """Which sheet of a workbook holds the records: only one is read.

    Attributes:
        name: the sheet to read, whatever it holds.
        kinds: names of record kinds; else the first sheet so called is read.
        known: says whether cells are the column names of a record kind; else the first sheet that
            has such a row among its first rows. Without it, a row of words such as ``signed_on`` does.
    """

    name: str | None = None
    kinds: frozenset[str] = frozenset()
    known: Callable[[Sequence[str]], bool] | None = None


def missing_file(path: Path) -> InputError:
    """What to say of a file that is not there: the name of one beside it that is nearly the same."""
    if path.is_symlink():
        return InputError(f"{path} is a link that leads to no file. Give the file itself, or mend the link.")
    try:
        siblings = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError:
        siblings = []
    near = difflib.get_close_matches(path.name, siblings, 1, 0.6)
    hint = f" Is it {path.with_name(near[0])}?" if near else " Check the name and the folder."
    return InputError(f"{path} does not exist.{hint}")


def excerpt(text: str | bytes) -> str:
    """The beginning of a record in printable form, at most 160 characters, to find it again by."""
    if isinstance(text, bytes):
        text = text[: 4 * _EXCERPT].decode("utf-8", "replace")
    text = text[: _EXCERPT + 1].strip()
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return shown if len(shown) <= _EXCERPT else shown[: _EXCERPT - 1] + "…"


def byte_lines(stream: BinaryIO, limit: int = RECORD_LIMIT) -> Iterator[tuple[int, bytes, bool]]:
    """Split a stream at LF, CRLF or lone CR, without ever holding more than ``limit`` and a chunk.

    Yields:
        (1-based line number, line without its end, whether it is whole). Of a line longer than
        ``limit`` only the beginning is given and the last part is False.
    """
    read = getattr(stream, "read1", stream.read)
    number, tail, skipping = 1, b"", False
    while chunk := read(_CHUNK):
        lines = (tail + chunk).splitlines(keepends=True)
        # A CR at the end may be the first half of a CRLF: it waits for the next chunk.
        tail = b"" if lines[-1].endswith(b"\n") else lines.pop()
        for line in lines:
            if not skipping:
                yield number, line.rstrip(b"\r\n"), len(line) <= limit
            number, skipping = number + 1, False
        if len(tail) > limit:
            if not skipping:
                yield number, tail[:1000], False
            tail, skipping = tail[-1:], True
    if tail and not skipping:
        yield number, tail.rstrip(b"\r\n"), True


def too_long(line: int, start: str | bytes) -> BadRow:
    """Report a record beyond :data:`RECORD_LIMIT`."""
    return BadRow(
        line,
        None,
        f"the record is longer than {RECORD_LIMIT // 1_000_000} MB",
        "check that each record ends with a line break and each quotation mark is closed",
        excerpt(start),
    )


def name_of(character: str) -> str:
    """``U+001F`` for a character that cannot be printed."""
    return f"U+{ord(character):04X}"


def forbidden_in(value: Any, path: str = "") -> tuple[str, str] | None:
    """Find the first character in nested data that no record may hold.

    Returns:
        (path of the field such as ``parties[1].name``, reason), or None when all is well.
    """
    stack: list[tuple[str, Any]] = [(path, value)]
    while stack:
        at, item = stack.pop()
        if isinstance(item, str):
            if found := FORBIDDEN.search(item):
                return at, _why(found[0])
        elif isinstance(item, dict):
            for key in item:
                if isinstance(key, str) and (found := FORBIDDEN.search(key)):
                    return at, "a field's name: " + _why(found[0])
            stack += [(f"{at}.{key}" if at else str(key), each) for key, each in reversed(item.items())]
        elif isinstance(item, list):
            stack += [(f"{at}[{i}]", item[i]) for i in range(len(item) - 1, -1, -1)]
    return None


def _why(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"holds half a character ({name_of(character)}), probably cut in two"
    return f"holds the control character {name_of(character)}, which cannot be seen"


def refuse_characters(line: int, found: tuple[str, str], start: str | bytes) -> BadRow:
    """Make the report of what :func:`forbidden_in` found."""
    return BadRow(line, found[0] or None, found[1], "delete it, or type the text again", excerpt(start))


def depth_of(value: Any, limit: int = DEPTH_LIMIT) -> int:
    """Depth of nested lists and objects, at most ``limit + 1``; a plain value has depth 0."""
    level, depth = [item for item in [value] if isinstance(item, dict | list)], 0
    while level and depth <= limit:
        depth += 1
        children = (item.values() if isinstance(item, dict) else item for item in level)
        level = [child for group in children for child in group if isinstance(child, dict | list)]
    return depth


def whole_text(stream: BinaryIO, name: str, instead: str) -> str:
    """Read a whole stream as UTF-8 text without its byte order mark.

    Args:
        stream: bytes, read to the end.
        name: the file's name, for messages.
        instead: the format to use for more than 200 MB, for the message.

    Raises:
        InputError: too large, or not UTF-8 (says in which line).
    """
    raw = stream.read(WHOLE_FILE_LIMIT + 1)
    if len(raw) > WHOLE_FILE_LIMIT:
        raise InputError(f"{name} is larger than {WHOLE_FILE_LIMIT // 1_000_000} MB. Use {instead} instead.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}, line {line}: holds bytes that are not UTF-8 text. Save it as UTF-8."
        ) from error
