"""YAML files as plain values that remember in which line each key and item stands.

Stricter than YAML: a key that stands twice is an error, and there are no anchors. Used for concepts,
and for whatever else must be refused with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kg.errors import ContentError

#: Where in a file: the keys and positions that lead there, as in ``("properties", "name", "type")``.
Where = tuple[str | int, ...]

#: The parser in C takes a tenth of the time; PyYAML's wheels have it. Its events are read one by one:
#: what it offers to make trees of them overflows the stack on deep nesting, and the process dies.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Deeper than any file of ours goes.
_DEPTH_LIMIT = 50
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Document(NamedTuple):
    """A YAML file as plain values, and the line of each of its keys and items."""

    values: dict[str, Any]
    lines: Mapping[Where, int]


def read_document(path: Path) -> Document:
    """Read a file that holds one YAML mapping.

    Raises:
        ContentError: it is not UTF-8, not YAML, not a mapping, has a key twice, or uses an anchor.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(f"is not UTF-8 (byte {error.start + 1}); save it as UTF-8.", path) from error
    except OSError as error:
        raise ContentError(f"cannot be read: {error.strerror}.", path) from error
    try:
        plain = _Plain(path, yaml.parse(text, Loader=_LOADER))
        return Document(plain.document(), plain.lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise ContentError(f"is not valid YAML: {error.problem}.", path, line) from error
    except yaml.YAMLError as error:
        raise ContentError(f"is not valid YAML: {str(error).splitlines()[0]}.", path) from error


class _Plain:
    """Turns the events of a parser into plain values and remembers lines on the way."""

    def __init__(self, path: Path, events: Iterable[yaml.Event]) -> None:
        self.path = path
        self.lines: dict[Where, int] = {(): 1}
        self._events = iter(events)

    def document(self) -> dict[str, Any]:
        """The one mapping in the file."""
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.DocumentStartEvent):
            first = next(self._events)
            if isinstance(first, yaml.MappingStartEvent):
                values = self._mapping(())
                next(self._events)  # the document ends
                after = next(self._events)
                if not isinstance(after, yaml.StreamEndEvent):
                    raise self._error("a second document begins here; one file holds one.", after)
                return values
        raise ContentError("must be one mapping, with lines like `key: value`.", self.path, 1)

    def _value(self, event: yaml.Event, where: Where) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            # Numbers stay text: whoever wants one knows it, and nobody gets 1.1 for version 1.10.
            return _WORDS.get(event.value, event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.AliasEvent):
            raise self._error("anchors and aliases are not used here; write it out.", event)
        if len(where) > _DEPTH_LIMIT:
            raise self._error("is nested too deep.", event)
        return self._mapping(where) if isinstance(event, yaml.MappingStartEvent) else self._sequence(where)

    def _sequence(self, where: Where) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            place = (*where, len(items))
            self.lines[place] = _line(event)
            items.append(self._value(event, place))
        return items

    def _mapping(self, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error("a key must be a plain word.", event)
            # The text of the key, whatever YAML takes it for: `on`, `no` and `1` are keys like others.
            key: str = event.value
            place = (*where, key)
            if key in values:
                raise self._error(f"key {key!r} stands twice here, first in line {self.lines[place]}.", event)
            self.lines[place] = _line(event)
            values[key] = self._value(next(self._events), place)
        return values

    def _error(self, message: str, event: yaml.Event) -> ContentError:
        return ContentError(message, self.path, _line(event))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def nearest_line(lines: Mapping[Where, int], where: Where) -> int | None:
    """The line of a place in a file, or of the nearest place above it; None when nothing is known."""
    for end in range(len(where), -1, -1):
        for place in (where[:end], tuple(key for key in where[:end] if isinstance(key, str))):
            if place in lines:
                return lines[place]
    return None
