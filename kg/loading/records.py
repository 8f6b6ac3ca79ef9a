"""Records: what a source says, before anything is merged.

A loader's record class derives from :class:`Record` or :class:`CuratedRecord`; the objects that
records of all kinds hold are here too. Fields are as in ``data/README.md``; an unknown one is an error.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kg.loading.explain import hint, problems
from kg.loading.shapes import shape_of
from kg.loading.texts import LongText, Name, PartialDate, Text, Url, Whole, check_url, refusal
from kg.statements import digest

_CONFIG = ConfigDict(
    extra="forbid",
    str_strip_whitespace=True,
    frozen=True,
    allow_inf_nan=False,
    # A document's number, a region's code, a year as a date: spreadsheets hold them as numbers.
    coerce_numbers_to_str=True,
)


class Piece(BaseModel):
    """Base of records and of the objects in them.

    Attributes:
        flat_names: for each field that is a list of objects, its name in the singular, from which
            the columns of tables are made: ``parties: party`` gives ``party_1_name``.
        repeat: how many of these an empty sheet gets; 1 when not said.
        rest: the field that takes the columns which no other field answers to, by their names.
    """

    model_config = _CONFIG
    flat_names: ClassVar[dict[str, str]] = {}
    repeat: ClassVar[dict[str, int]] = {}
    rest: ClassVar[str | None] = None


def all_flat_names(model: type[Piece]) -> dict[str, str]:
    """``flat_names`` of a class and of those it derives from."""
    return _merged(model, "flat_names")


def all_repeats(model: type[Piece]) -> dict[str, int]:
    """``repeat`` of a class and of those it derives from."""
    return _merged(model, "repeat")


def _merged(model: type[Piece], name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for base in reversed(model.__mro__):
        merged |= vars(base).get(name, {})
    return merged


class SourceRecord(Piece):
    """A page or document in which the facts of a record were read."""

    url: Url | None = Field(
        None,
        description="Address of the page, or else give outlet or title",
        examples=["https://example.org/news/1"],
    )
    outlet: Text | None = Field(None, description="Who published it", examples=["Example Daily"])
    title: LongText | None = Field(None, description="What it is called, in your own words")
    author: Text | None = Field(None, description="Who wrote it")
    editor: Text | None = Field(None, description="Who edited it")
    published: PartialDate | None = Field(None, description="When it was published", examples=["2024-09-04"])
    language: Text | None = Field(None, description="Its language, as a code", examples=["en"])
    accessed: PartialDate | None = Field(None, description="When it was read", examples=["2024-10-01"])

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if not (self.url or self.outlet or self.title):
            raise refusal("names no source", "give at least its address, its outlet or its title")
        return self


class Conflict(Piece):
    """What one source says otherwise than the record, whose own value is the better supported one."""

    field: Text = Field(description="Field on which a source differs", examples=["signed_on"])
    value: Any = Field(description="What that source says", examples=["2024-09-04"])
    source: Text | None = Field(
        None,
        max_length=2000,
        description="Address of that source, or the outlet of one of the record's sources that has none",
        examples=["https://example.org/news/2"],
    )


class Evidence(Piece):
    """The characters of a text from which a field was read."""

    field: Text = Field(description="Path of the field", examples=["signatories[0].name"])
    start: Whole = Field(ge=0, description="First character, counted from 0")
    end: Whole = Field(ge=0, description="Character after the last")
    quote: Annotated[LongText, StringConstraints(strip_whitespace=False)] = Field(
        description="The characters"
    )

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not self.quote.strip():
            raise refusal("quotes nothing", "quote the words from which the field was read", "quote")
        if self.end - self.start != len(self.quote):
            reason = f"runs from {self.start} to {self.end}, but its quote has {len(self.quote)} characters"
            raise refusal(reason, "quote exactly the characters from start to end")
        return self


class PersonMention(Piece):
    """A person as one source shows them, in the office of that day."""

    name: Name = Field(description="Name without titles, in the usual spelling", examples=["Jane Example"])
    as_written: Name | None = Field(None, description="Name as in the source, titles included")
    role: Text | None = Field(None, description="Office held", examples=["Mayor"])
    acting: Text | None = Field(None, description="How the office is held when not in full")
    institution: Name | None = Field(None, description="Body in which the office is held")


class Record(Piece):
    """Base of all records.

    Attributes:
        natural_key: the fields that tell one record from another where no ``id`` is given; of a list
            of objects one of their fields, ``parties.name``.
    """

    natural_key: ClassVar[tuple[str, ...]] = ()
    flat_names: ClassVar[dict[str, str]] = {"sources": "source", "evidence": "evidence"}
    repeat: ClassVar[dict[str, int]] = {"sources": 2, "evidence": 0}

    id: Name | None = Field(None, description="Your own key for the record, so that it can be replaced later")
    sources: tuple[SourceRecord, ...] = Field(
        min_length=1,
        description="Where it was read",
        json_schema_extra={
            "remedy": "say where it was read: at least the address, the outlet or the title of one source"
        },
    )
    evidence: tuple[Evidence, ...] = Field((), description="Characters that a field was read from")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a record class that does not fit together, when it is defined."""
        super().__pydantic_init_subclass__(**kwargs)
        singular = all_flat_names(cls)
        for field in cls.model_fields:
            shape = shape_of(cls, field)
            if shape.model and shape.many and field not in singular:
                raise TypeError(f"{cls.__name__}.flat_names does not give the singular of {field!r}")
        for field in cls.natural_key:
            if field.partition(".")[0] not in cls.model_fields:
                raise TypeError(f"{cls.__name__}.natural_key: there is no field {field!r}")

    @field_validator("evidence")
    @classmethod
    def _evidence_is_for_a_field(cls, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        for i, item in enumerate(evidence):
            _known_field(cls, re.split(r"[.\[]", item.field)[0], i, "field")
        return evidence


class CuratedRecord(Record):
    """A record with the remarks of whoever compiled it: what is inferred, disputed, worth noting."""

    flat_names: ClassVar[dict[str, str]] = {"conflicts": "conflict"}

    inferred: tuple[Text, ...] = Field(
        (), description="Fields whose value was inferred", examples=["signed_on"]
    )
    conflicts: tuple[Conflict, ...] = Field((), description="What a source says otherwise")
    notes: LongText | None = Field(None, description="Remarks, for instance what was inferred from what")

    @field_validator("inferred")
    @classmethod
    def _inferred_are_fields(cls, inferred: tuple[str, ...]) -> tuple[str, ...]:
        for i, field in enumerate(inferred):
            _known_field(cls, field, i)
        return inferred

    @field_validator("conflicts")
    @classmethod
    def _conflicts_are_about_fields(cls, conflicts: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
        for i, conflict in enumerate(conflicts):
            _known_field(cls, conflict.field, i, "field")
        return tuple(_typed(cls, conflict, i) for i, conflict in enumerate(conflicts))

    @model_validator(mode="after")
    def _conflicts_name_sources(self) -> Self:
        for i, conflict in enumerate(self.conflicts):
            nameless = {source.outlet for source in self.sources if not source.url}
            if conflict.source is not None and conflict.source not in nameless:
                try:
                    check_url(conflict.source)
                except PydanticCustomError as error:
                    reason = f"{conflict.source[:80]!r} is neither an address nor an outlet without one"
                    remedy = "write the address of the source that says otherwise"
                    raise refusal(reason, remedy, "conflicts", i, "source") from error
        return self


def raw_key(record: Record) -> str:
    """The key of a record within its dataset: its ``id``, or else a hash of its natural key.

    Returns:
        the id, or ``key-`` and 16 characters. Two records with one key say they are the same record.
    """
    if record.id is not None:
        return record.id
    return "key-" + digest(
        *(json.dumps(_natural(record, path), ensure_ascii=False) for path in record.natural_key)
    )


def _natural(record: Record, path: str) -> Any:
    field, _, part = path.partition(".")
    value = getattr(record, field)
    return [getattr(item, part) for item in value] if part else value


#: Fields that describe the record itself, about which sources cannot differ.
_ABOUT_THE_RECORD = frozenset(CuratedRecord.model_fields)


def _known_field(cls: type[Record], name: str, *at: str | int) -> None:
    names = [field for field in cls.model_fields if field not in _ABOUT_THE_RECORD]
    if name not in names:
        raise refusal(f"{name[:40]!r} is not a field that a source can tell", hint(name, names), *at)


@lru_cache(maxsize=256)
def _adapter(cls: type[Record], field: str) -> TypeAdapter[Any]:
    """Validates a single value as the field would; the name of an object stands for the object."""
    shape, info = shape_of(cls, field), cls.model_fields[field]
    if shape.model:
        return TypeAdapter(Name, config=_CONFIG)
    if shape.many:
        return TypeAdapter(shape.item, config=_CONFIG)
    annotation: Any = info.annotation
    for rule in info.metadata:
        annotation = Annotated[annotation, rule]
    return TypeAdapter(annotation, config=_CONFIG)


def _typed(cls: type[Record], conflict: Conflict, i: int) -> Conflict:
    """The same conflict with its value in the type of the field it is about."""
    if conflict.value is None:
        raise refusal("is missing", "write what the source says", i, "value")
    try:
        value = _adapter(cls, conflict.field).validate_python(conflict.value)
    except ValidationError as error:
        _, reason, remedy = problems(error)[0]
        raise refusal(f"is no {conflict.field}: {reason}", remedy, i, "value") from error
    return conflict.model_copy(update={"value": value})
