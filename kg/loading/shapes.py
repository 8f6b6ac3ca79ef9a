"""What a field of a pydantic model holds, read from its annotation: for messages, tables and templates."""

from __future__ import annotations

import types
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel


class Shape(NamedTuple):
    """A field's type without None and annotations.

    Attributes:
        type: the type itself, or that of the items of a list.
        item: for lists, the annotation of an item with its rules, else ``type``.
        many: whether the field is a list.
        model: ``type`` when it is a model, else None.
        choices: the allowed values of an enumeration, else empty.
        rules: what the annotation says beside the type (lengths, ranges, validators).
    """

    type: Any
    item: Any
    many: bool
    model: type[BaseModel] | None
    choices: tuple[str, ...]
    rules: tuple[Any, ...]


@lru_cache(maxsize=1024)
def shape_of(model: type[BaseModel], field: str) -> Shape:
    """The shape of one field. Raises KeyError for an unknown one."""
    info = model.model_fields[field]
    inner, rules = _bare(info.annotation)
    item, many = inner, get_origin(inner) in (list, tuple)
    if many:
        item = get_args(inner)[0]
        inner, rules = _bare(item)
    else:
        rules += tuple(info.metadata)
    nested = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    choices = tuple(str(choice) for choice in get_args(inner)) if get_origin(inner) is Literal else ()
    return Shape(inner, item, many, nested, choices, rules)


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Strip ``Annotated[...]`` and ``| None``; gives the type and the rules that were annotated."""
    rules: tuple[Any, ...] = ()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            rules += tuple(more)
        elif origin in (Union, types.UnionType):
            kinds = [each for each in get_args(annotation) if each is not type(None)]
            if len(kinds) != 1:
                return annotation, rules
            annotation = kinds[0]
        else:
            return annotation, rules


def path_text(loc: Sequence[str | int]) -> str:
    """``("parties", 1, "name")`` as ``parties[1].name``; empty for the record as a whole."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def model_at(model: type[BaseModel], loc: Sequence[str | int]) -> type[BaseModel] | None:
    """The model of the object at a place in a record, or None when no object stands there."""
    current: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str):
            if current is None or part not in current.model_fields:
                return None
            current = shape_of(current, part).model
    return current


def choices_at(model: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """The allowed values at a place in a record, of an item those of its list; empty where any will do."""
    while loc and isinstance(loc[-1], int):
        loc = loc[:-1]
    owner = model_at(model, loc[:-1]) if loc else None
    return shape_of(owner, str(loc[-1])).choices if owner else ()
