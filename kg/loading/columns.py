"""What the columns of a table mean: derived from the record class, for templates and help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.loading.flat import Leaf, leaves
from kg.loading.records import Piece, all_repeats
from kg.loading.shapes import Shape, shape_of
from kg.loading.texts import check_date, check_url


class ColumnDoc(NamedTuple):
    """What a column of a table means.

    Attributes:
        name: of the column.
        help: what to write in it.
        required: whether every record needs it.
        needed_with: the object that needs it once another of its columns is filled (``party 3``).
        allowed: what it accepts, in words.
        choices: the values it accepts, if they are few.
        example: one value, or empty.
        text: whether a spreadsheet should keep what is typed as text (codes, dates as known).
    """

    name: str
    help: str
    required: bool
    needed_with: str | None
    allowed: str
    choices: tuple[str, ...]
    example: str
    text: bool


def columns(model: type[Piece], repeat: Mapping[str, int] | None = None) -> list[ColumnDoc]:
    """The columns of a table of such records, in the order of an empty sheet.

    Args:
        model: the record class.
        repeat: how many objects of a list get columns, by field; the class's ``repeat`` otherwise.
    """
    wanted = all_repeats(model) | dict(repeat or {})
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves(model):
        groups.setdefault(leaf.path[0], []).append(leaf)
    docs: list[ColumnDoc] = []
    for field, group in groups.items():
        numbered = "#" in group[0].path
        numbers = range(1, wanted.get(field, 1) + 1) if numbered else (None,)
        docs += [_doc(model, leaf, number) for number in numbers for leaf in group]
    return docs


def _doc(model: type[Piece], leaf: Leaf, number: int | None) -> ColumnDoc:
    info, shape = leaf.owner.model_fields[leaf.field], shape_of(leaf.owner, leaf.field)
    text, required, needed_with = info.description or leaf.field.replace("_", " "), info.is_required(), None
    if len(leaf.path) > 1:
        group = leaf.path[0] if number is None else f"{leaf.pattern.split('_#_')[0]} {number}"
        group = group.replace("_", " ")
        text = f"{group[:1].upper()}{group[1:]}: {text[:1].lower()}{text[1:]}"
        needed_with = group if required else None
        required = required and (number or 1) <= _least(model, leaf.path[0])
    return ColumnDoc(
        leaf.pattern.replace("#", str(number), 1),
        text,
        required,
        needed_with,
        _allowed(shape),
        shape.choices,
        str(info.examples[0]) if info.examples else "",
        shape.many or shape.type not in (int, float, bool),
    )


def _least(model: type[Piece], field: str) -> int:
    """How many entries a list must have; 1 for an object that is required, else 0."""
    info = model.model_fields[field]
    least = [rule.min_length for rule in info.metadata if hasattr(rule, "min_length")]
    return int(least[0]) if least else int(info.is_required())


def _allowed(shape: Shape) -> str:
    rules = {name: getattr(rule, name) for rule in shape.rules for name in _BOUNDS if _bound(rule, name)}
    checks = {getattr(rule, "func", None) for rule in shape.rules}
    if shape.choices:
        text = "one of: " + ", ".join(shape.choices)
    elif check_date in checks:
        text = "date: 2024-09-03, 2024-09 or 2024"
    elif check_url in checks:
        text = "address that begins with http:// or https://"
    elif shape.type in (int, float):
        words = {"ge": ", from {:g}", "gt": ", more than {:g}", "le": ", at most {:g}"}
        text = "whole number" if shape.type is int else "number"
        text += "".join(words[name].format(rules[name]) for name in words if name in rules)
    else:
        text = "text" + (f", at most {rules['max_length']:,} characters" if "max_length" in rules else "")
    return f"several, separated by ; each of them {text}" if shape.many else text


_BOUNDS = ("ge", "gt", "le", "max_length")


def _bound(rule: object, name: str) -> bool:
    return getattr(rule, name, None) is not None
