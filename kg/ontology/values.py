"""Typed values of properties: how the text of a statement is read and written.

The ledger keeps every value as text; the ontology says which type it has. Reading is strict: a text
that does not fit is an error with an example of what fits, never a guess.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlsplit

#: What a property can hold. ``string`` is a short word compared as it stands, ``text`` is human
#: wording, ``code`` an official code, ``entity`` the id of an entity.
PropertyType = Literal["string", "text", "date", "number", "integer", "code", "url", "entity", "boolean"]
PROPERTY_TYPES: tuple[str, ...] = get_args(PropertyType)

#: A value as Python holds it. A date stays ISO text, because it may be partial.
Value = str | float | int | bool

_PARTIAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,19}")
_BOOLEANS = {"true": True, "false": False}
#: Both stores keep signed 64-bit integers.
_LARGEST = 2**63 - 1


def parse_value(type_: PropertyType, text: str, partial: bool = False) -> Value:
    """Read a value of a type.

    Args:
        type_: the property's type.
        text: as the statement has it.
        partial: whether a date may lack day or month.

    Returns:
        ``float`` for number, ``int`` for integer, ``bool`` for boolean, else the text itself.

    Raises:
        ValueError: the text is no such value; the message says what would be.
    """
    if not text.strip():
        raise ValueError("the value is empty: leave it out when it is unknown")
    if type_ == "date":
        return _date(text, partial)
    reader = _READERS.get(type_)
    return reader(text) if reader else text


def format_value(value: Value) -> str:
    """Write a value so that :func:`parse_value` reads it back unchanged."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def _date(text: str, partial: bool) -> str:
    if not _PARTIAL.fullmatch(text):
        raise ValueError(f"{text!r} is not a date: write it like 2024-09-03{_or_less(partial)}")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar ({error})") from None
    if len(text) < 10 and not partial:
        raise ValueError(f"{text!r} is only part of a date: this needs a whole one, like 2024-09-03")
    return text


def _or_less(partial: bool) -> str:
    return ", 2024-09 or 2024" if partial else ""


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        raise ValueError(f"{text!r} is not a number: write it like 87.5, with a point and no unit")
    return float(text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or abs(int(text)) > _LARGEST:
        raise ValueError(f"{text!r} is not a whole number: write it like 2024")
    return int(text)


def _boolean(text: str) -> bool:
    if text not in _BOOLEANS:
        raise ValueError(f"{text!r} is neither true nor false: write one of them")
    return _BOOLEANS[text]


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        sound = False
    if not sound:
        raise ValueError(f"{text!r} is not a web address: write it like https://example.org/page")
    return text


_READERS: dict[str, Callable[[str], Value]] = {
    "number": _number,
    "integer": _integer,
    "boolean": _boolean,
    "url": _url,
}
