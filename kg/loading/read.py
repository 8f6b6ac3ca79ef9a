"""From a row of a file to a record, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import ValidationError

from kg.loading.explain import Problem, explain
from kg.loading.flat import explain_flat, unflatten
from kg.loading.records import Record
from kg.loading.shapes import choices_at
from kg.ontology import Ontology
from kg.readers import Row

R = TypeVar("R", bound=Record)
_Place = tuple[str | int, ...]


def read_record(
    model: type[R], row: Row, ontology: Ontology, sources: Sequence[Mapping[str, Any]] = ()
) -> R | list[Problem]:
    """Validate a row as a record.

    Args:
        model: the record class.
        row: from :func:`kg.readers.read_rows`, nested or from a table.
        ontology: says which words stand for a value: *Nota Kesepahaman* for ``mou``.
        sources: what the record cites when the row names no source.

    Returns:
        the record, or at least one problem that names the field, or for a table the column.

    Raises:
        UnknownColumns: a column of the table fits no field. It does so in every row, so the caller
            should refuse the file.
    """
    data = unflatten(model, row.data) if row.flat else row.data
    if sources and not (data.get("sources") or data.get("citations")):
        data = {**data, "sources": list(sources)}
    try:
        return model.model_validate(data)
    except ValidationError as found:
        error = found
    if (meant := _meant(data, error, model, ontology)) is not None:
        try:
            return model.model_validate(meant)
        except ValidationError as found:
            error = found
    return explain_flat(error, model, row.data) if row.flat else explain(error, model)


def _meant(data: Any, error: ValidationError, model: type[Record], ontology: Ontology) -> Any:
    """The data with values in place of words for them; None when there are no such words."""
    found = None
    wrong = [each for each in error.errors(include_url=False) if each["type"] == "literal_error"]
    words = [(each["loc"], each["input"], choices_at(model, each["loc"])) for each in wrong]
    for loc, word, choices in (*words, *_said_otherwise(data, model)):
        if value := ontology.meant_by(str(word), choices):
            holder = found = deepcopy(data) if found is None else found
            for part in loc[:-1]:
                holder = holder[part]
            holder[loc[-1]] = value
    return found


def _said_otherwise(data: Any, model: type[Record]) -> Iterator[tuple[_Place, str, Sequence[str]]]:
    """Where what a source says otherwise is no value of the field it is about; the word, and the values."""
    conflicts = data.get("conflicts")
    for i, each in enumerate(conflicts if isinstance(conflicts, list) else ()):
        if isinstance(each, dict) and isinstance(field := each.get("field"), str):
            choices, word = choices_at(model, (field,)), each.get("value")
            if choices and isinstance(word, str) and word not in choices:
                yield ("conflicts", i, "value"), word, choices
