"""What extraction gives: plain dictionaries in the shape of records, each fact with where it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.extract.plain import Plain

#: A fact: the fields of a record, with ``evidence`` (characters of the original text) and ``confidence``.
Fact = dict[str, Any]


class ManyInOneError(ValueError):
    """A text tells of more agreements and people than one article can."""


@dataclass
class Extraction:
    """The facts of one article.

    Attributes:
        people, institutions, regions, agreements, assessments: lists of facts.
        source: what the text says about itself: author, editor, published.
        doubts: what the text leaves open, as sentences with the field they are about.
    """

    people: list[Fact] = field(default_factory=list)
    institutions: list[Fact] = field(default_factory=list)
    regions: list[Fact] = field(default_factory=list)
    agreements: list[Fact] = field(default_factory=list)
    assessments: list[Fact] = field(default_factory=list)
    source: Fact = field(default_factory=dict)
    doubts: list[Fact] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain values, ready for JSON."""
        return {
            "source": self.source,
            "people": self.people,
            "institutions": self.institutions,
            "regions": self.regions,
            "agreements": self.agreements,
            "assessments": self.assessments,
            "doubts": self.doubts,
        }


def evidence(plain: Plain, field_name: str, *spans: tuple[int, int]) -> list[dict[str, Any]]:
    """Where a field was read: characters of the original text, and these characters."""
    found = []
    for span in dict.fromkeys(spans):
        start, end = plain.span(*span)
        found.append({"field": field_name, "start": start, "end": end, "quote": plain.original[start:end]})
    return found
