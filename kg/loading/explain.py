"""What is wrong with a record, in words for people who keep tables, not for programmers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from kg.counts import Count
from kg.loading.shapes import choices_at, model_at, path_text
from kg.loading.texts import CLEAN_PATTERN
from kg.ontology.hints import near_misses

Loc = tuple[str | int, ...]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MANY = 12


class Problem(NamedTuple):
    """One thing wrong with a record.

    Attributes:
        field: where, such as ``parties[1].name`` (counted from 0) or in a table ``party_2_name``;
            empty for the record as a whole.
        reason: what is wrong, as the rest of a sentence that begins with the field.
        remedy: what to do about it.
    """

    field: str
    reason: str
    remedy: str


def explain(error: ValidationError, model: type[BaseModel] | None = None) -> list[Problem]:
    """Say what pydantic found, field by field.

    Args:
        error: from validating a record.
        model: the record class, so that misspelt fields and values get a suggestion.
    """
    return [Problem(path_text(loc), reason, remedy) for loc, reason, remedy in problems(error, model)]


def problems(error: ValidationError, model: type[BaseModel] | None = None) -> list[tuple[Loc, str, str]]:
    """Like :func:`explain`, with the place as a tuple: ``("parties", 1, "name")``."""
    details = error.errors(include_url=False)
    # A list counts as too short when an entry is wrong; that entry is told already.
    inside = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    return [_one(each, model) for each in details if each["type"] != "too_short" or each["loc"] not in inside]


def hint(word: str, choices: Iterable[str]) -> str:
    """A remedy for a word that is not among the choices: a near miss, or else the choices."""
    choices = list(choices)
    if near := near_misses(word, choices, most=1):
        return f"did you mean {near[0]}?"
    if not choices:
        return "delete it"
    more = ", ..." if len(choices) > 2 * _MANY else ""
    return f"use one of: {', '.join(choices[: 2 * _MANY])}{more}"


def _one(detail: Any, model: type[BaseModel] | None) -> tuple[Loc, str, str]:
    kind, loc, context, given = detail["type"], detail["loc"], detail.get("ctx", {}), detail["input"]
    if kind == "kg":
        return (*loc, *context["at"]), context["reason"], context["remedy"]
    owner = model_at(model, loc[:-1]) if model and loc else None
    field = loc[-1] if loc and isinstance(loc[-1], str) else None
    if kind == "extra_forbidden":
        known = list(owner.model_fields) if owner else []
        remedy = hint(str(field), known) if known else "correct the name, or delete it"
        return loc, "is not a known field", remedy
    if kind in ("literal_error", "enum"):
        choices = choices_at(model, loc) if model else ()
        return loc, f"{_shown(given)} is not one of its values", _choices(given, choices, context)
    reason, remedy = _simple(kind, context, given)
    info = owner.model_fields.get(field) if owner and field else None
    extra = info.json_schema_extra if info else None
    if kind in ("missing", "too_short") and info:
        if isinstance(extra, dict) and "remedy" in extra:
            remedy = str(extra["remedy"])
        elif kind == "missing" and info.description:
            remedy = f"write it: {info.description[:1].lower()}{info.description[1:]}"
    return loc, reason, remedy


def _choices(given: Any, choices: Sequence[str], context: dict[str, Any]) -> str:
    if not choices:
        return f"use {context.get('expected', 'one of them')}"
    return hint(str(given), choices)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _kind(value: Any) -> str:
    names: dict[type, str] = {
        str: "text",
        bool: "true or false",
        list: "a list",
        tuple: "a list",
        dict: "an object",
    }
    if value is None:
        return "null"
    return names.get(
        type(value), "a number" if isinstance(value, int | float) else f"a {type(value).__name__}"
    )


def _entries(count: int) -> str:
    return f"{Count(count)} {Count(count):entry|entries}" if count else "no entry"


def _pattern(context: dict[str, Any], given: Any) -> tuple[str, str]:
    if found := _CONTROL.search(str(given)):
        reason = f"holds the control character U+{ord(found[0]):04X}, which cannot be seen"
        return reason, "delete it, or type the text again"
    if context.get("pattern") == CLEAN_PATTERN:
        return "holds a character that is not text", "type the text again"
    return f"{_shown(given)} has neither a letter nor a digit", "write the name, or leave it out"


# By pydantic's type of error: reason and remedy, made from its context and the value given.
_Sayer = Callable[[dict[str, Any], Any], tuple[str, str]]
_LEAVE_OUT = "write a value, or leave it out when it is unknown"
_SAYERS: dict[str, _Sayer] = {
    "missing": lambda c, v: ("is missing", "add it"),
    "string_type": lambda c, v: (f"must be text, not {_kind(v)}", "write it as text"),
    "string_unicode": lambda c, v: ("holds half a character, probably cut in two", "type the text again"),
    "string_too_short": lambda c, v: ("is empty", _LEAVE_OUT),
    "string_too_long": lambda c, v: (
        f"has {len(str(v)):,} characters; at most {c['max_length']:,} are allowed",
        "shorten it",
    ),
    "string_pattern_mismatch": _pattern,
    "int_type": lambda c, v: (f"must be a whole number, not {_kind(v)}", "write a whole number"),
    "int_parsing": lambda c, v: (f"{_shown(v)} is not a whole number", "write digits only, such as 2024"),
    "int_from_float": lambda c, v: (f"{_shown(v)} is not a whole number", "write it without a fraction"),
    "int_parsing_size": lambda c, v: ("is too large a number", "check the number"),
    "float_type": lambda c, v: (f"must be a number, not {_kind(v)}", "write a number"),
    "float_parsing": lambda c, v: (
        f"{_shown(v)} is not a number",
        "write it with a decimal point, such as 83.5",
    ),
    "finite_number": lambda c, v: ("is not a finite number", _LEAVE_OUT),
    "greater_than_equal": lambda c, v: (
        f"{_shown(v)} is less than {c['ge']:g}",
        "correct it",
    ),
    "greater_than": lambda c, v: (f"{_shown(v)} must be more than {c['gt']:g}", "correct it"),
    "less_than_equal": lambda c, v: (f"{_shown(v)} is more than {c['le']:g}", "correct it"),
    "less_than": lambda c, v: (f"{_shown(v)} must be less than {c['lt']:g}", "correct it"),
    "tuple_type": lambda c, v: (
        f"must be a list, not {_kind(v)}",
        "put the value in a list",
    ),
    "too_short": lambda c, v: (
        f"has {_entries(c['actual_length'])}; at least {c['min_length']} are needed",
        "add what is missing",
    ),
    "too_long": lambda c, v: (f"has more than {c['max_length']} entries", "check the record"),
    "model_type": lambda c, v: (
        f"must be an object with fields, not {_kind(v)}",
        "write field and value",
    ),
    "bool_parsing": lambda c, v: (f"{_shown(v)} is neither true nor false", "write true or false"),
}
_SAYERS["list_type"] = _SAYERS["tuple_type"]
_SAYERS["model_attributes_type"] = _SAYERS["dict_type"] = _SAYERS["model_type"]


def _simple(kind: str, context: dict[str, Any], given: Any) -> tuple[str, str]:
    if sayer := _SAYERS.get(kind):
        return sayer(context, given)
    return f"{_shown(given)} cannot be used ({kind.replace('_', ' ')})", "see the description of the field"
