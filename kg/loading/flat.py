r"""Nested records in tables: one named column for each value.

    signed_on                  a value of the record
    topics                     a list of values, separated by ``;`` (``\;`` is a semicolon within one)
    venue_place                a value of an object
    party_1_name, party_2_kind a value of an object in a list, numbered from 1; gaps do no harm

The names come from the record class: its fields and its ``flat_names`` (``parties: party``). Case does
not count, and blanks and hyphens stand for underscores: ``Party 1 name`` is ``party_1_name``. Columns that
answer to no field go into the one that is named ``rest``, if the class has one, as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from kg.errors import UsageError
from kg.loading.explain import Loc, Problem, hint, problems
from kg.loading.records import Piece, all_flat_names
from kg.loading.shapes import shape_of

_NUMBER = re.compile(r"_([0-9]{1,4})(?=_)")
_SEPARATOR = re.compile(r"\\[;\\]|;")
# What a person fills in first comes first, what is said about the record as a whole last.
_LAST = ("inferred", "conflicts", "notes", "sources", "citations", "evidence")


class UnknownColumns(UsageError):
    """A table has columns that no field of the record answers to; ``problems`` names each."""

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = tuple(found)
        told = "; ".join(f"{each.field!r} {each.reason} ({each.remedy})" for each in found)
        super().__init__(f"The table does not fit: {told}.")


class Leaf(NamedTuple):
    """A value that has a column.

    Attributes:
        pattern: the column's name, with ``#`` for numbers: ``party_#_name``.
        path: where the value stands in the record: ``("parties", "#", "name")``.
        owner, field: the model that it is a field of, and its name there.
        many: whether it is a list of values.
    """

    pattern: str
    path: tuple[str, ...]
    owner: type[Piece]
    field: str
    many: bool


@lru_cache(maxsize=64)
def leaves(model: type[Piece], prefix: str = "", path: tuple[str, ...] = ()) -> tuple[Leaf, ...]:
    """Every value of a record that has a column, in the order of a sheet."""
    singular, found = all_flat_names(model), list[Leaf]()
    for field in sorted((each for each in model.model_fields if each != model.rest), key=_rank):
        shape = shape_of(model, field)
        if shape.model is None:
            found.append(Leaf(prefix + field, (*path, field), model, field, shape.many))
        elif not issubclass(shape.model, Piece):
            raise TypeError(f"{model.__name__}.{field}: the objects in a record derive from Piece")
        elif shape.many:
            found += leaves(shape.model, f"{prefix}{singular[field]}_#_", (*path, field, "#"))
        else:
            found += leaves(shape.model, f"{prefix}{field}_", (*path, field))
    return tuple(found)


def _rank(field: str) -> int:
    return _LAST.index(field) + 1 if field in _LAST else -1 if field == "id" else 0


def column_key(name: str) -> str:
    """How column names are compared: ``Party 1 name`` is ``party_1_name``."""
    return re.sub(r"[\s_-]+", "_", name.strip().lower())


@lru_cache(maxsize=256)
def _plan(model: type[Piece], names: tuple[str, ...]) -> tuple[tuple[str, Leaf, tuple[int, ...]], ...]:
    """For each column of a table: its name, the value it holds, and the numbers in its name.

    Raises:
        UnknownColumns: with a suggestion for each.
    """
    by_pattern = {leaf.pattern: leaf for leaf in leaves(model)}
    plan, wrong, taken = [], [], dict[tuple[str, tuple[int, ...]], str]()
    for name in names:
        key = column_key(name)
        leaf, numbers = by_pattern.get(key), tuple[int, ...]()
        if leaf is None:
            leaf = by_pattern.get(_NUMBER.sub("_#", key))
            numbers = tuple(int(number) for number in _NUMBER.findall(key))
        if leaf is None and model.rest:
            leaf, numbers = Leaf(key, (model.rest, key), model, model.rest, False), ()
        if leaf is None or 0 in numbers:
            near = [pattern.replace("#", str(numbers[0] if numbers else 1)) for pattern in by_pattern]
            wrong.append(Problem(name, "is not a known column", hint(key, near)))
        elif (leaf.pattern, numbers) in taken:
            twice = f"is the same column as {taken[leaf.pattern, numbers]!r}"
            wrong.append(Problem(name, twice, "delete or rename one of them"))
        else:
            taken[leaf.pattern, numbers] = name
            plan.append((name, leaf, numbers))
    if wrong:
        raise UnknownColumns(wrong)
    return tuple(plan)


def unflatten(model: type[Piece], row: Mapping[str, Any]) -> dict[str, Any]:
    """Make the nested record of a table's row.

    Args:
        model: the record class.
        row: cells by column name; blank ones (None, empty text) are left out.

    Returns:
        nested data to validate; fields without a cell are absent.

    Raises:
        UnknownColumns: a column fits no field, or two columns fit the same one.
    """
    tree: dict[Any, Any] = {}
    for name, leaf, numbers in _plan(model, tuple(row)):
        value = row[name]
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if leaf.many:
            value = split(value if isinstance(value, str) else str(value))
        _put(tree, leaf, numbers, value)
    return dict(_listed(tree))


def _put(tree: dict[Any, Any], leaf: Leaf, numbers: tuple[int, ...], value: Any) -> None:
    number = iter(numbers)
    keys = [next(number) if part == "#" else part for part in leaf.path]
    for key in keys[:-1]:
        tree = tree.setdefault(key, {})
    tree[keys[-1]] = value


def _listed(tree: Any) -> Any:
    """Turn objects numbered 1, 3 into a list of two."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(key, int) for key in tree):
        return [_listed(tree[number]) for number in sorted(tree)]
    return {key: _listed(value) for key, value in tree.items()}


def split(text: str) -> list[str]:
    """The values of a cell that holds a list of them."""
    items, start, item = [], 0, ""
    for found in _SEPARATOR.finditer(text):
        item += text[start : found.start()]
        start = found.end()
        if found[0] == ";":
            items.append(item.strip())
            item = ""
        else:
            item += found[0][1]
    return [each for each in [*items, (item + text[start:]).strip()] if each]


def flatten(model: type[Piece], record: BaseModel | Mapping[str, Any]) -> dict[str, Any]:
    """Make a table's row of a record: values by column name, unknown ones and empty lists left out.

    Args:
        model: the record class.
        record: an instance of it, or data that it would accept.
    """
    data = record.model_dump() if isinstance(record, BaseModel) else record
    row: dict[str, Any] = {}
    for leaf in leaves(model):
        for name, value in _values(leaf.pattern, leaf.path, data):
            cell = joined(value) if leaf.many else value
            if cell is not None and cell != "":
                row[name] = cell
    return row


def joined(items: Sequence[Any] | None) -> str:
    """The cell of a list of values."""
    return "; ".join(re.sub(r"([;\\])", r"\\\1", str(item)) for item in items or ())


def _values(pattern: str, path: tuple[str, ...], data: Any) -> Iterator[tuple[str, Any]]:
    if not path:
        yield pattern, data
    elif path[0] == "#":
        for number, item in enumerate(data or (), 1):
            yield from _values(pattern.replace("#", str(number), 1), path[1:], item)
    elif data is not None:
        yield from _values(pattern, path[1:], data.get(path[0]))


def explain_flat(error: ValidationError, model: type[Piece], row: Mapping[str, Any]) -> list[Problem]:
    """Like :func:`kg.loading.explain`, naming the columns of the table instead of fields.

    Args:
        error: from validating what :func:`unflatten` made of the row.
        model: the record class.
        row: the row as it was read.
    """
    numbers = _numbers(model, row)
    return [
        Problem(_column(loc, model, numbers) or "_".join(map(str, loc)), reason, remedy)
        for loc, reason, remedy in problems(error, model)
    ]


def column_of(field: str, model: type[Piece], row: Mapping[str, Any]) -> str:
    """The column of a table that a field was read from: ``party_2_name`` for ``parties[1].name``.

    Args:
        field: as loaders name it; one that no column answers to is given back.
        model: the record class.
        row: the row as it was read.
    """
    loc = tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", field))
    return _column(loc, model, _numbers(model, row)) or field


def _numbers(model: type[Piece], row: Mapping[str, Any]) -> dict[tuple[str | int, ...], list[int]]:
    """For each list, which numbers stand in the names of columns that are filled in."""
    numbers: dict[tuple[str | int, ...], list[int]] = {}
    for name, leaf, counted in _plan(model, tuple(row)):
        if counted and row[name] is not None and str(row[name]).strip():
            known = numbers.setdefault(leaf.path[: leaf.path.index("#")], [])
            known += [counted[0]] if counted[0] not in known else []
    return numbers


def _column(loc: Loc, model: type[Piece], numbers: Mapping[tuple[str | int, ...], list[int]]) -> str | None:
    """The column of a place in the record; of a list or an object as a whole the first that is missing."""
    if not loc:
        return ""
    if model.rest and loc[0] == model.rest and len(loc) > 1:
        return str(loc[1])
    path = tuple("#" if isinstance(part, int) else part for part in loc)
    for leaf in leaves(model):
        shared = leaf.path[: len(path)]
        if shared == path or (leaf.many and leaf.path == path[: len(leaf.path)]):
            name = leaf.pattern
            if "#" in leaf.path:
                at = leaf.path.index("#")
                known = sorted(numbers.get(leaf.path[:at], []))
                position = loc[at] if len(loc) > at else len(known)
                number = (
                    known[position] if isinstance(position, int) and position < len(known) else len(known) + 1
                )
                name = name.replace("#", str(number), 1)
            return name
    return None
