"""Rows of the library as lines of a page's table: labels of the ontology, what sources say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.entities import names_of
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.ontology import EdgeConcept, NodeConcept
    from kg.statements import Source
    from kg.workspace import Workspace


def cited(workspace: Workspace, rows: Iterable[Mapping[str, Any]]) -> dict[str, Source]:
    """The sources that rows cite, and those that their conflicts name, by id."""
    ids: set[str] = set()
    for row in rows:
        ids.update(row["sources"], (Dissent.read(entry).source for entry in row.get("conflicts") or ()))
    return workspace.sources(ids)


def details(concept: NodeConcept | EdgeConcept, entries: Iterable[str], language: str) -> list[str]:
    """What people read for entries like ``property | value``."""
    parted = [entry.partition(" | ") for entry in entries]
    known = concept.properties
    return [known[name].value_text(value, language) if name in known else value for name, _, value in parted]


def named(workspace: Workspace, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Id -> name of the entities that sources give otherwise."""
    dissents = (Dissent.read(entry) for row in rows for entry in row.get("conflicts") or ())
    return names_of(workspace, (each.value for each in dissents))


def conflicts(
    concept: NodeConcept | EdgeConcept,
    entries: Iterable[str],
    sources: Mapping[str, Source],
    language: str,
    names: Mapping[str, str] | None = None,
) -> tuple[tuple[str, str], ...]:
    """What sources say otherwise, each a sentence and the id of the source."""
    from kg.views.dates import spoken
    from kg.views.facts import conflicts as read
    from kg.views.page import texts

    says = texts(language, "chart")["other_says"]
    found = read(concept, entries, sources, names or {}, language)
    said = [says.format(property=each["property"], value=spoken(each["value"], language)) for each in found]
    return tuple(zip(said, (each["source"] for each in found), strict=True))


def other_dates(concept: NodeConcept | EdgeConcept, entries: Iterable[str]) -> tuple[str, ...]:
    """The dates among what sources say otherwise."""
    known, others = concept.properties, map(Dissent.read, entries)
    dates = [each.value for each in others if each.property in known and known[each.property].type == "date"]
    return tuple(dict.fromkeys(dates))
