"""JSON Lines (one object a line, streamed) and JSON documents (an array, or objects one after another)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.readers.base import (
    DEPTH_LIMIT,
    RECORD_LIMIT,
    BadRow,
    Row,
    byte_lines,
    depth_of,
    excerpt,
    forbidden_in,
    refuse_characters,
    too_long,
    whole_text,
)

_BOM = b"\xef\xbb\xbf"
# Escapes that may stand for a character that is refused: a cheap test of the raw line, so that only
# lines that have one are walked. Unescaped control characters are not JSON.
_SUSPECT = re.compile(rb"\\(?:u00[01]|u007[fF]|u[dD][89a-fA-F]|[bf])|\x7f")
_GAP = re.compile(r"[ \t\r\n]*")
_NOT_AN_OBJECT = "write one object a line: {...}"


class _Strict:
    """A JSON decoder that notes what Python's own accepts in silence: repeated keys, NaN and Infinity."""

    def __init__(self) -> None:
        self.problems: list[tuple[str | None, str, str]] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=self._constant)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) != len(pairs):
            name = Counter(key for key, _ in pairs).most_common(1)[0][0]
            self.problems.append((name, f"the field {name!r} is given twice", "keep the one that is right"))
        return data

    def _constant(self, name: str) -> None:
        self.problems.append((None, f"{name} is not a value", "write a number, or null when it is unknown"))

    def line(self, text: str) -> Any:
        """Decode text that holds one value. Raises ValueError, RecursionError."""
        return self._decoder.decode(text)

    def next(self, text: str, start: int) -> tuple[Any, int]:
        """Decode the value at ``start``; gives it and the position after it. Raises like :meth:`line`."""
        return self._decoder.raw_decode(text, start)

    def taken(self) -> tuple[str | None, str, str] | None:
        """The first problem since the last call, if any."""
        problem = self.problems[0] if self.problems else None
        self.problems.clear()
        return problem


def read_jsonl(stream: BinaryIO, name: str) -> Iterator[Row | BadRow]:
    """Read one JSON object a line; blank lines are skipped and a bad line does not stop the rest.

    Args:
        stream: bytes in UTF-8, with or without a byte order mark.
        name: the file's name, for messages.

    Raises:
        InputError: the file is one JSON document spread over several lines.
    """
    strict, first = _Strict(), True
    for number, line, whole in byte_lines(stream):
        raw = line.removeprefix(_BOM)
        if not whole:
            yield too_long(number, raw)
            continue
        if not raw or raw.isspace():
            continue
        if first and raw.strip() in (b"{", b"["):
            raise InputError(
                f"{name} is one JSON document, not one record a line. Give it the ending .json, "
                "or write each record on a line of its own."
            )
        first = False
        yield _read_line(strict, number, raw)


def _read_line(strict: _Strict, number: int, raw: bytes) -> Row | BadRow:
    try:
        data = strict.line(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} of the line is not UTF-8 text"
        return BadRow(number, None, reason, "save the file as UTF-8", excerpt(raw))
    except RecursionError:
        strict.taken()
        return _too_deep(number, raw)
    except ValueError as error:
        strict.taken()
        return BadRow(number, None, *_syntax(error), excerpt(raw))
    if strict.problems and (problem := strict.taken()):
        return BadRow(number, *problem, excerpt(raw))
    if not isinstance(data, dict):
        return _not_an_object(number, data, raw)
    if raw.count(b"{") + raw.count(b"[") > DEPTH_LIMIT and depth_of(data) > DEPTH_LIMIT:
        return _too_deep(number, raw)
    if _SUSPECT.search(raw) and (found := forbidden_in(data)):
        return refuse_characters(number, found, raw)
    return Row(number, data, False)


def _syntax(error: ValueError) -> tuple[str, str]:
    """Reason and remedy for text that is not JSON."""
    if not isinstance(error, json.JSONDecodeError):  # Python refuses whole numbers of over 4,300 digits
        return "holds a number with too many digits", "write the number as text, in quotation marks"
    what = error.msg[:1].lower() + error.msg[1:]
    if "control character" in what:
        return (
            f"holds a control character or a line break inside a text, at character {error.colno}",
            "delete it; write a line break as \\n",
        )
    remedy = "check quotation marks, commas and brackets; each record stands on one line"
    return f"is not JSON: {what}, at character {error.colno}", remedy


def _too_deep(number: int, raw: str | bytes) -> BadRow:
    reason = f"lists and objects are nested more than {DEPTH_LIMIT} deep"
    return BadRow(number, None, reason, "check the brackets; no record needs that", excerpt(raw))


def _not_an_object(number: int, data: Any, raw: str | bytes) -> BadRow:
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    kind = kinds.get(type(data), "a number")
    return BadRow(number, None, f"is {kind}, not a record", _NOT_AN_OBJECT, excerpt(raw))


def read_json(stream: BinaryIO, name: str) -> Iterator[Row | BadRow]:
    """Read a JSON document: an array of objects, one object, or objects one after another.

    After a syntax error nothing more can be told apart, so the rest is reported as one bad row.

    Raises:
        InputError: not UTF-8, or larger than 200 MB (JSON Lines is read line by line instead).
    """
    text = whole_text(stream, name, "JSON Lines (.jsonl)").replace("\r\n", "\n").replace("\r", "\n")
    strict = _Strict()
    start = _skip(text, 0)
    array = text.startswith("[", start)
    line, counted, start = 1, 0, _skip(text, start + array)
    while start < len(text) and not (array and text[start] == "]"):
        line, counted = line + text.count("\n", counted, start), start
        try:
            data, end = strict.next(text, start)
            yield _judge(strict, line, data, text[start:end])
            start = _separator(text, end, array)
        except RecursionError:
            yield _last(_too_deep(line, text[start : start + 1000]))
            return
        except ValueError as error:
            reason, remedy = _syntax(error)
            at = getattr(error, "lineno", line)
            yield _last(BadRow(at, None, reason, remedy, excerpt(text[start : start + 1000])))
            return
    if array and text[start:].strip() != "]":
        end_line = text.count("\n") + 1
        yield BadRow(
            end_line, None, "the list of records does not end the file", "close it with one ] at the end"
        )


def _last(bad: BadRow) -> BadRow:
    return bad._replace(reason=bad.reason + "; nothing after it could be read")


def _judge(strict: _Strict, line: int, data: Any, raw: str) -> Row | BadRow:
    if problem := strict.taken():
        return BadRow(line, *problem, excerpt(raw))
    if not isinstance(data, dict):
        return _not_an_object(line, data, raw)
    if len(raw) > RECORD_LIMIT:
        return too_long(line, raw[:1000])
    if depth_of(data) > DEPTH_LIMIT:
        return _too_deep(line, raw)
    if found := forbidden_in(data):
        return refuse_characters(line, found, raw)
    return Row(line, data, False)


def _skip(text: str, position: int) -> int:
    found = _GAP.match(text, position)
    return found.end() if found else position


def _separator(text: str, position: int, array: bool) -> int:
    """Step over the comma between two elements of an array. Raises JSONDecodeError without one."""
    position = _skip(text, position)
    if not array or position >= len(text) or text[position] == "]":
        return position
    if text[position] != ",":
        raise json.JSONDecodeError("expecting ',' or ']' after a record", text, position)
    after = _skip(text, position + 1)
    if text.startswith("]", after):
        raise json.JSONDecodeError("a comma is followed by no record", text, position)
    return after
