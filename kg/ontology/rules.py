"""Rules of concepts: which labels offices give to a node, and which agreement continues which."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kg.names import fold


class Frozen(BaseModel):
    """Base of all parts of the ontology: immutable, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


#: One text or a list of them in YAML; always a tuple in Python.
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], BeforeValidator(_as_list)]


class Label(Frozen):
    """What people read, in English and Indonesian."""

    en: str = Field(min_length=1)
    id: str = Field(min_length=1)

    def text(self, language: str = "en") -> str:
        """The label in ``en`` or ``id``; English for any other language."""
        return self.id if language == "id" else self.en


class Condition(Frozen):
    """What must hold of an office; conditions that are given must all hold.

    Names are compared word by word, without regard to case and punctuation, so that the ending
    ``York University`` fits a faculty of that university but not ``New York City University``.

    Attributes:
        role: the office is one of these.
        institution_kind: the institution is known to be of one of these kinds.
        institution_name_starts, institution_name_ends, institution_name_has: its name begins with,
            ends with or contains one of these runs of words.
    """

    role: Words = ()
    institution_kind: Words = ()
    institution_name_starts: Words = ()
    institution_name_ends: Words = ()
    institution_name_has: Words = ()

    def holds(self, role: str | None, kind: str | None, name: str | None) -> bool:
        """Whether an office (role, kind and name of its institution; unknown is None) meets this."""
        if self.institution_kind and kind not in self.institution_kind:
            return False
        if self.role and words(role or "") not in self._roles:
            return False
        return self._name is None or bool(self._name.search(words(name or "")))

    @property
    def empty(self) -> bool:
        """Whether this says nothing, so that it always holds."""
        return not any(getattr(self, field) for field in Condition.model_fields)

    @cached_property
    def _roles(self) -> frozenset[str]:
        return frozenset(words(role) for role in self.role)

    @cached_property
    def _name(self) -> re.Pattern[str] | None:
        looks = [
            f"(?={before}(?:{'|'.join(re.escape(words(part)) for part in parts)}){after})"
            for before, parts, after in (
                ("", self.institution_name_starts, ""),
                (".*", self.institution_name_ends, r"\Z"),
                (".*", self.institution_name_has, ""),
            )
            if parts
        ]
        return re.compile(r"\A" + "".join(looks), re.DOTALL) if looks else None


class When(Condition):
    """A condition on the ends of an edge.

    Attributes:
        edge: the edge concept that the node must have.
    """

    edge: str


class LabelRule(Frozen):
    """A further label, and what gives it.

    Attributes:
        when: the edge, and what must hold in any case.
        any_of: if given, at least one of these must hold too.
    """

    label: Label
    plural: Label | None = None
    description: str = Field(min_length=1)
    when: When
    any_of: tuple[Condition, ...] = ()

    def holds(self, role: str | None, kind: str | None, name: str | None) -> bool:
        """Whether an office gives the label; arguments as in :meth:`Condition.holds`."""
        if not self.when.holds(role, kind, name):
            return False
        return not self.any_of or any(part.holds(role, kind, name) for part in self.any_of)


class Side(Frozen):
    """What one of two agreements must be; each property that is given must have one of these values."""

    kind: Words = ()
    status: Words = ()

    def fits(self, kind: str, status: str) -> bool:
        """Whether an agreement is that; what is unknown is empty, and fits only where nothing is asked."""
        return (not self.kind or kind in self.kind) and (not self.status or status in self.status)


class Continuation(Frozen):
    """A rule by which an agreement continues an earlier one of the very same parties.

    Attributes:
        later, earlier: what the two must be.
        confidence: how sure such an edge is.
    """

    later: Side
    earlier: Side
    confidence: float = Field(gt=0, lt=1)


def words(text: str) -> str:
    """Folded text between blanks, so that a part of it matches at word borders only.

    >>> words("St. John's College")
    ' st john s college '
    """
    return f" {fold(text)} "
