"""Rows of the tables that `kg export` writes: properties as columns, and all that a row cites in one cell."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from kg.loading.explain import problems
from kg.loading.flat import joined
from kg.loading.records import Record, SourceRecord
from kg.loading.texts import NAME_PATTERN, NOTES_LENGTH, LongText, refusal
from kg.statements import Source

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PART = r"((?:[^|\\]|\\.)*)"
_PARTS = re.compile(rf"{_PART}\|{_PART}\|{_PART}", re.DOTALL)
_DAY = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}){0,2})?")


def citation(source: Source) -> str:
    r"""How a cell names a source: its address, or ``outlet | title | published`` when it has none.

    There ``\|`` is a bar within one of them.
    """
    parts = (source.outlet, source.title, source.published)
    return source.url or " | ".join(re.sub(r"([|\\])", r"\\\1", part or "") for part in parts).strip()


def cited(text: str) -> dict[str, str]:
    """The source that a cell names; a text of another form than :func:`citation` gives is its title."""
    if _ADDRESS.match(text):
        return {"url": text}
    found = _PARTS.fullmatch(text)
    parts = (
        [re.sub(r"\\(.)", r"\1", part.strip(), flags=re.DOTALL) for part in found.groups()] if found else []
    )
    if not parts or not _DAY.fullmatch(parts[2]):
        return {"title": text}
    return {name: part for name, part in zip(("outlet", "title", "published"), parts, strict=True) if part}


def _cell(value: Any) -> Any:
    """The text of a cell, also where a workbook or a nested record has a truth value or a list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, list) else value


#: A name of a person or body, or one that is made from several such: of an agreement with many parties.
LongName = Annotated[str, StringConstraints(min_length=1, max_length=NOTES_LENGTH, pattern=NAME_PATTERN)]
Cell = Annotated[str, BeforeValidator(_cell)]


class ExportedRecord(Record):
    """Base of rows that are about nodes or edges of any concept: the ontology knows their properties."""

    rest: ClassVar[str | None] = "properties"

    citations: tuple[LongText, ...] = Field(
        (),
        description="What it cites, as exports have it: addresses",
        examples=["https://example.org/news/1"],
    )
    properties: dict[str, Cell] = Field({}, description="Properties, each in a column of its name")

    @model_validator(mode="before")
    @classmethod
    def _cite(cls, data: Any) -> Any:
        """Make sources of what is cited in one cell."""
        told = data.get("citations") if isinstance(data, dict) else None
        given = data.get("sources", ()) if isinstance(data, dict) else ()
        if not isinstance(told, list) or not isinstance(given, list | tuple):
            return data
        if not all(isinstance(text, str) for text in told):
            return data  # what is wrong with them is said of the field
        return {**data, "sources": [*given, *(_checked(text.strip()) for text in told)]}


def _checked(text: str) -> dict[str, str]:
    fields = cited(text)
    try:
        SourceRecord.model_validate(fields)
    except ValidationError as error:
        _, reason, remedy = problems(error)[0]
        raise refusal(reason, remedy, "citations") from error
    return fields
