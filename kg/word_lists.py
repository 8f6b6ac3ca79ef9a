"""Files of words and rules: YAML that is checked against a model, several files of which add up to one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kg.documents import Where, nearest_line, read_document
from kg.errors import ContentError

M = TypeVar("M", bound=BaseModel)

_NOTHING: Mapping[str, Collection[str]] = {}


def read_checked(path: Path, model: type[M]) -> M:
    """Read a file as a model.

    Raises:
        ContentError: it is not YAML, or has what the model has no place for; with file and line.
    """
    document = read_document(path)
    return _checked(model, document.values, document.lines, path)


def read_united(
    paths: Iterable[Path], model: type[M], for_others: Mapping[str, Collection[str]] = _NOTHING
) -> M:
    """Read several files as one model: lists and mappings of later files are added, single values replace.

    Args:
        paths: of the files, in order; each has to fit the model by itself.
        model: of all of them together.
        for_others: name of a file -> keys in it that are not for this model.

    Raises:
        ContentError: a file is not YAML, or has what the model has no place for; with file and line.
    """
    merged: dict[str, Any] = {}
    for path in paths:
        document = read_document(path)
        left_out = for_others.get(path.name, ())
        ours = {key: value for key, value in document.values.items() if key not in left_out}
        _checked(model, ours, document.lines, path)
        merged = joined(merged, ours)
    return model.model_validate(merged)


def _checked(model: type[M], values: Mapping[str, Any], lines: Mapping[Where, int], path: Path) -> M:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = " > ".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ").rstrip(".") + "."
        line = nearest_line(lines, first["loc"])
        raise ContentError(f"{where}: {message}" if where else message, path, line) from error


def joined(one: Any, other: Any) -> Any:
    """Lists and mappings added up; of single values the other one."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: joined(one.get(key), value) for key, value in other.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *other]
    return other
