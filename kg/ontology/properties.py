"""Properties of concepts, and what the graph makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kg.names import fold
from kg.ontology.rules import Frozen, Label, Words
from kg.ontology.values import PropertyType, Value, parse_value
from kg.ontology.vocabularies import Terms

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


def _folded(word: str) -> str:
    """How words for values are compared: ``Kerja Sama``, ``kerjasama`` and ``kerja_sama`` are one."""
    return fold(word).replace(" ", "")


class ValueLabel(Label):
    """What people read for one of the values that a property may have.

    Attributes:
        short: for names made from a pattern, where that differs (``MoU``).
        colour: what maps draw it in, ``#rrggbb``.
    """

    short: str | None = None
    colour: str | None = Field(default=None, pattern=r"^#[0-9A-Fa-f]{6}$")

    def words(self) -> Iterator[str]:
        """What people write for the value: its labels, with and without what they have in brackets."""
        for text in filter(None, (self.en, self.id, self.short)):
            yield text
            yield _IN_BRACKETS.sub("", text)


#: What can be computed from another property, and the type that gives; None stands for the type of
#: the other property. ``start`` and ``end`` are the first and last day that a date allows; ``among`` is
#: true when the value is one of certain words, and absent else; the last five are parts of a date.
COMPUTED_TYPES: dict[str, PropertyType | None] = {
    "min": None,
    "max": None,
    "count": "integer",
    "start": "date",
    "end": "date",
    "among": "boolean",
    "year": "integer",
    "month": "integer",
    "day": "integer",
    "weekday": "string",
    "precision": "string",
}


class Aggregate(Frozen):
    """A property computed from the values of another property of the same entity.

    Attributes:
        of: the other property.
        by: see :data:`COMPUTED_TYPES`.
        words: of ``among``: what the value is compared with, without regard to case and punctuation, and how
            it is then spelled.
        also: for some of these words, what else people write for them.
    """

    of: str
    by: Literal[
        "min", "max", "count", "start", "end", "among", "year", "month", "day", "weekday", "precision"
    ]
    words: Words = ()
    also: dict[str, Words] = Field(default_factory=dict)


class Link(Frozen):
    """An edge that the value of a property stands for.

    Attributes:
        edge: the edge concept, from the entity that has the property.
        to: the node concept at the other end.
        by: the property of ``to`` that has the same value.
        when: property -> values; the entity must have one of the values of each.
        unless: property -> values; the entity must have none of them.
    """

    edge: str
    to: str
    by: str
    when: dict[str, Words] = Field(default_factory=dict)
    unless: dict[str, Words] = Field(default_factory=dict)

    def applies(self, values: Mapping[str, str]) -> bool:
        """Whether an entity with these values gets the edge; an unknown value meets no condition."""
        if any(values.get(name, "") not in wanted for name, wanted in self.when.items()):
            return False
        return all(values.get(name, "") not in refused for name, refused in self.unless.items())


def _as_links(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Property(Frozen):
    """A property of a concept.

    Attributes:
        name: as in Cypher.
        type: see :data:`kg.ontology.values.PropertyType`.
        label: what people read.
        description: what it means, and its unit where it has one.
        multiple: whether an entity can have several values; the stores keep a list.
        required: whether an entity without it is incomplete.
        identifying: of edges: whether edges that differ in it stay apart.
        partial: of dates: whether day or month may be unknown; stores keep such a date as text.
        one_of: all values that it can have; empty when any will do.
        value_labels: what people read for the values in ``one_of``, where they need to be told.
        alternatives: the property that takes the values that were not chosen, which are then no conflict.
        chosen_with: a property that is chosen first; one of the values stands that are said with its value.
        aggregate: how it is computed, when no source states it.
        internal: whether it only serves to compare entities; views do not show it.
        links: edges that its value stands for.
        to: of type ``entity``: the node concept of the entity.
        maps_to: what other vocabularies call it.
        line: where it stands in the concept's file.
    """

    name: str
    type: PropertyType
    label: Label
    description: str = Field(min_length=1)
    multiple: bool = False
    required: bool = False
    identifying: bool = False
    partial: bool = False
    one_of: Words = ()
    value_labels: dict[str, ValueLabel] = Field(default_factory=dict)
    alternatives: str | None = None
    chosen_with: str | None = None
    aggregate: Aggregate | None = None
    internal: bool = False
    links: Annotated[tuple[Link, ...], BeforeValidator(_as_links)] = ()
    to: str | None = None
    maps_to: Terms = Terms()
    line: int | None = None

    @model_validator(mode="before")
    @classmethod
    def _split_one_of(cls, data: Any) -> Any:
        """Let ``one_of`` be a list of values, or a mapping from values to their labels."""
        if isinstance(data, dict) and isinstance(data.get("one_of"), dict):
            return {**data, "one_of": list(data["one_of"]), "value_labels": data["one_of"]}
        return data

    def parse(self, text: str) -> Value:
        """Read a value of this property from the text of a statement.

        Returns:
            ``float``, ``int`` or ``bool`` for those types, else text; a date stays ISO text.

        Raises:
            ValueError: it is no such value; the message says what would be.
        """
        value = parse_value(self.type, text, self.partial)
        if self.one_of and text not in self.one_of:
            raise ValueError(f"{text!r} is none of {', '.join(self.one_of)}")
        return value

    def meant_by(self, written: str) -> str | None:
        """The value in ``one_of`` that somebody means by a word: that value, or one that has it as its label.

        Capitals, punctuation and blanks do not count, what a label has in brackets may be missing, and the
        property may be named as well: *Zona Hijau*, *green zone*.

        Returns:
            None when it is no such word, or that of two values.
        """
        meant = self._meant.get(_folded(written), set())
        return next(iter(meant)) if len(meant) == 1 else None

    @cached_property
    def _meant(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for value in self.one_of:
            words = [value]
            if label := self.value_labels.get(value):
                words += [*label.words(), f"{self.label.id} {label.id}", f"{label.en} {self.label.en}"]
            for word in words:
                found.setdefault(_folded(word), set()).add(value)
        return found

    @property
    def disputable(self) -> bool:
        """Whether of two values that are stated one must be wrong."""
        told = self.multiple or self.internal or self.identifying or self.alternatives or self.aggregate
        return not told

    def value_text(self, value: str, language: str = "en") -> str:
        """What people read for a value: its label if it has one, else the value itself."""
        label = self.value_labels.get(value)
        return label.text(language) if label else value
