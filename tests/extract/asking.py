"""Short questions to what was found in a text, so that tests can be read as sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.extract import Extractor

Fact = dict[str, Any]
#: Subject, year, score and zone.
Row = tuple[str, int | None, float | None, str | None]


def regions(extractor: Extractor, text: str) -> list[str]:
    """Names of regions, sorted."""
    return sorted(region["name"] for region in extractor.extract(text).regions)


def institutions(extractor: Extractor, text: str) -> list[str]:
    """Names of institutions, sorted."""
    return sorted(body["name"] for body in extractor.extract(text).institutions)


def people(extractor: Extractor, text: str) -> list[str]:
    """Names of people, in the order of the text."""
    return [person["name"] for person in extractor.extract(text).people]


def offices(extractor: Extractor, text: str) -> dict[str, str]:
    """Each person with the office: how it is held, what it is, and in what."""
    found = extractor.extract(text).people
    return {
        person["name"]: " / ".join(
            filter(None, [person["acting"], person["role"], person["institution"] or person["region_name"]])
        )
        for person in found
    }


def agreements(extractor: Extractor, text: str, published: date | None = None) -> list[Fact]:
    return extractor.extract(text, published).agreements


def agreement(extractor: Extractor, text: str, published: date | None = None) -> Fact:
    """The one agreement of a text."""
    (only,) = agreements(extractor, text, published)
    return only


def names(facts: list[Fact]) -> list[str]:
    """Names of those who take part in some way, sorted."""
    return sorted(fact["name"] for fact in facts)


def stand_ins(fact: Fact) -> list[tuple[str | None, str]]:
    """Who is stood in for, and by whom."""
    return [(entry["principal"], entry["by"]) for entry in fact["represented"]]


def counterparts(found: list[Fact]) -> list[str]:
    """With whom agreements are made, sorted."""
    return sorted(fact["parties"][1]["name"] for fact in found)


def results(extractor: Extractor, text: str) -> list[Row]:
    """Subject, year, score and zone of each result of an assessment."""
    return [
        (found["subject"].removeprefix("Pemerintah "), found["year"], found["score"], found["zone"])
        for found in extractor.extract(text).assessments
    ]
