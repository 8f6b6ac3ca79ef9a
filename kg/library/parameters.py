"""Typed parameters of queries, from text on a command line or from Python values."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

from kg import clock
from kg.errors import UsageError
from kg.ontology.hints import did_you_mean

#: Types beside ``entity:<concept>``.
PLAIN_TYPES = ("text", "integer", "number", "date", "boolean", "choice")

_TRUE = {"true", "yes", "y", "1", "on"}
_FALSE = {"false", "no", "n", "0", "off"}
#: Characters of a wrong value that a message shows.
_TOLD = 200
#: Integers of both stores have 64 bits.
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Parameter:
    """A declared parameter.

    Attributes:
        name, type, help: as in the header; the type of an entity is ``entity``.
        required: there is no default.
        default: None is a default too, and means "not restricted".
        example: a value that gives rows on the bundled data; documentation and tests use it.
        one_of: the options of a choice.
        concepts: concepts or labels that an entity may be of.
    """

    name: str
    type: str
    help: str
    required: bool
    default: Any = None
    example: Any = None
    one_of: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()

    @property
    def described(self) -> str:
        """The type as people read it: ``entity:Person``, ``choice of a, b``."""
        if self.concepts:
            return "entity:" + "|".join(self.concepts)
        return f"choice of {', '.join(self.one_of)}" if self.one_of else self.type

    def parse(self, value: object, today: Callable[[], date] | None = None) -> Any:
        """Turn what was given into the value that Cypher gets.

        Args:
            value: text or a Python value. Empty text means "none" where the default is none.
            today: gives the day that ``today`` means; by default the local date.

        Returns:
            int, float, bool, str, :class:`datetime.date` or None. An entity is still the name (or
            id) that was given; see :mod:`kg.library.lookup`.

        Raises:
            UsageError: naming the parameter, what was given and what is wanted.
        """
        optional = not self.required and self.default is None
        empty = isinstance(value, str) and not value
        if value is None or (empty and self.type != "text"):
            if optional:
                return None
            raise UsageError(f"'{self.name}' needs a value ({self.described}): {self.help}")
        try:
            if self.type == "date":
                return _date(value, today or clock.today)
            return _PARSERS[self.type](self, value)
        except ValueError as error:
            raise UsageError(f"'{self.name}' cannot be {_told(value)}: {error}") from None

    def problem_with(self, which: str) -> str | None:
        """Say what is wrong with the header's own ``default`` or ``example``, or None."""
        value = getattr(self, which)
        if (which == "default" and value is None) or self.type not in {*PLAIN_TYPES, "entity"}:
            return None
        try:
            self.parse(value)
        except UsageError as error:
            return str(error)
        return None


def _told(value: object) -> str:
    """A value as a message shows it: whoever gives a frame for a name need not read all of it."""
    whole = repr(value)
    return whole if len(whole) <= _TOLD else f"{' '.join(whole[:_TOLD].split())} ..."


def _integer(parameter: Parameter, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, Integral | str):
        raise ValueError("a whole number is wanted, such as 50.")
    try:
        number = int(value)
    except ValueError:
        raise ValueError("a whole number is wanted, such as 50.") from None
    if abs(number) > _LARGEST:
        raise ValueError("the number does not fit into 64 bits.")
    if number < 1 and parameter.name == "limit":
        raise ValueError("it says how many rows there are at most, so it is 1 or more.")
    return number


def _number(_: Parameter, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, Real | str):
        raise ValueError("a number is wanted, such as 78.5.")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise ValueError("a number is wanted, such as 78.5 (with a point, not a comma).") from None
    if not math.isfinite(number):
        raise ValueError("a finite number is wanted.")
    return number


def _date(value: object, today: Callable[[], date]) -> date:
    if isinstance(value, datetime):
        raise ValueError("a day is wanted, without a time; pass value.date().")
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if text == "today":
        return today()
    parts = text.split("-")
    if [len(part) for part in parts] == [4, 2, 2]:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError("there is no such day in the calendar.") from None
    if [len(part) for part in parts] in ([4], [4, 2]) and all(part.isdigit() for part in parts):
        raise ValueError("that is only part of a date; a full one is wanted, such as 2024-09-03.")
    raise ValueError("a date is wanted as YYYY-MM-DD, such as 2024-09-03, or 'today'.")


def _boolean(_: Parameter, value: object) -> bool:
    word = str(value).strip().lower()
    if isinstance(value, bool | str) and word in _TRUE | _FALSE:
        return word in _TRUE
    raise ValueError("yes or no is wanted (true, false).")


def _text(_: Parameter, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text is wanted.")
    return value


def _choice(parameter: Parameter, value: object) -> str:
    word = str(value).strip()
    found = [option for option in parameter.one_of if option.lower() == word.lower()]
    if not found:
        options = ", ".join(parameter.one_of)
        raise ValueError(f"choose one of {options}.{did_you_mean(word, parameter.one_of)}")
    return found[0]


def _entity(_: Parameter, value: object) -> str:
    name = value if isinstance(value, str) else getattr(value, "id", None)
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a name or an id is wanted.")
    return name


_PARSERS: dict[str, Callable[[Parameter, object], Any]] = {
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "text": _text,
    "choice": _choice,
    "entity": _entity,
}
