"""YAML: a list of records, one record, or documents separated by ``---``.

Read with the safe parser; tags that would build objects are refused. Plain values stay text, except
``null``, ``true`` and ``false``: so ``32.10`` remains a region's code (as a number it would be 32.1),
``no`` a word and ``2024-09`` a date as known. Records give fields their types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import yaml

from kg.readers.base import (
    DEPTH_LIMIT,
    RECORD_LIMIT,
    BadRow,
    Row,
    excerpt,
    forbidden_in,
    refuse_characters,
    whole_text,
)

#: Most values that one record may come to once its aliases are followed.
VALUE_LIMIT = 100_000

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_PLAIN = {_TAG + kind for kind in ("str", "int", "float", "timestamp", "null", "bool")}


class _TextLoader(_BASE):  # type: ignore[misc]  # which of two classes it is, is known when it runs
    """The safe loader with only null and booleans recognised among plain values."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML's own way to say it)


_TextLoader.add_implicit_resolver(
    _TAG + "bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_TextLoader.add_implicit_resolver(_TAG + "null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])


class _Refused(Exception):
    """A record cannot be used: (line, field, reason, remedy)."""


def read_yaml(stream: BinaryIO, name: str) -> Iterator[Row | BadRow]:
    """Read records with the line on which each starts.

    A file with a syntax error, or nested too deep, cannot be taken apart: it gives one bad row only.

    Raises:
        InputError: not UTF-8, or larger than 200 MB.
    """
    text = whole_text(stream, name, "JSON Lines (.jsonl)")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    try:
        _check_depth(text)
        for document in yaml.compose_all(text, Loader=_TextLoader):
            for node in _records(document):
                yield _read_record(node, lines)
    except (yaml.YAMLError, RecursionError) as error:
        yield _broken(error, lines)
    except _Refused as error:
        line, field, reason, remedy = error.args
        yield BadRow(line, field, reason + "; nothing in this file was read", remedy, _shown(lines, line))


def _check_depth(text: str) -> None:
    """Refuse deep nesting from the stream of events: composing it would exhaust the stack."""
    depth = 0
    events: Any = yaml.parse(text, Loader=_TextLoader)
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                reason = f"lists and objects are nested more than {DEPTH_LIMIT} deep"
                mark: Any = event.start_mark
                raise _Refused(mark.line + 1, None, reason, "check indentation and brackets")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _records(document: Any) -> list[Any]:
    if isinstance(document, yaml.SequenceNode):
        return list(document.value)
    blank = isinstance(document, yaml.ScalarNode) and document.tag == _TAG + "null"
    return [] if document is None or blank else [document]


def _read_record(node: Any, lines: list[str]) -> Row | BadRow:
    line = node.start_mark.line + 1
    try:
        if not isinstance(node, yaml.MappingNode):
            raise _Refused(
                line, None, "is not a record", "write each record as field: value lines, or a list of such"
            )
        if node.end_mark.index - node.start_mark.index > RECORD_LIMIT:
            raise _Refused(
                line, None, f"is longer than {RECORD_LIMIT // 1_000_000} MB", "check the indentation"
            )
        data = _Builder().build(node, 0)
    except _Refused as error:
        at, field, reason, remedy = error.args
        return BadRow(at, field, reason, remedy, _shown(lines, line))
    if found := forbidden_in(data):
        return refuse_characters(line, found, _shown(lines, line))
    return Row(line, data, False)


class _Builder:
    """Turns the nodes of one record into plain data and counts them, aliases followed."""

    def __init__(self) -> None:
        self._count = 0

    def build(self, node: Any, depth: int) -> Any:
        """Plain data of a node. Raises :class:`_Refused`."""
        line = node.start_mark.line + 1
        self._count += 1
        if self._count > VALUE_LIMIT or depth > DEPTH_LIMIT:
            raise _Refused(
                line, None, "its aliases (&, *) come to far too many values", "write the values out"
            )
        if isinstance(node, yaml.MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == _TAG + "seq":
            return [self.build(child, depth + 1) for child in node.value]
        if isinstance(node, yaml.ScalarNode) and node.tag in _PLAIN:
            return _scalar(node)
        raise _Refused(
            line, None, f"the tag {node.tag} is not allowed", "delete the tag (the word that starts with !)"
        )

    def _mapping(self, node: Any, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Refused(line, None, "a field's name is a list or an object", "write field: value")
            key = str(key_node.value)
            if key in data:
                raise _Refused(line, key, f"the field {key!r} is given twice", "keep the one that is right")
            data[key] = self.build(value_node, depth + 1)
        return data


def _scalar(node: Any) -> Any:
    if node.tag == _TAG + "null":
        return None
    if node.tag == _TAG + "bool":
        return node.value.lower() == "true"
    return str(node.value)


def _broken(error: Exception, lines: list[str]) -> BadRow:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    reason = f"is not YAML: {what}; nothing in this file was read"
    return BadRow(line, None, reason, "check indentation, colons and quotation marks", _shown(lines, line))


def _shown(lines: list[str], line: int) -> str:
    return excerpt(lines[line - 1]) if line <= len(lines) else ""
