"""Who held which office when: of a person, an institution or the government of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.showing import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ontology import EdgeConcept, NodeConcept
    from kg.statements import Source
    from kg.views.charts import Entry, Lanes
    from kg.workspace import Workspace

#: The edge concept of an office, whose words and colour the page uses.
OFFICE = "HOLDS"


def offices_view(workspace: Workspace, name: str, language: str) -> Lanes:
    """Offices from their first to their last sighting, each with its sources.

    Args:
        workspace: with a built graph. Its library answers the question ``offices``.
        name: or id of a person, an institution or a region.
        language: of the page, ``en`` or ``id``.

    Raises:
        NotFound, Ambiguous: the name matches nothing, or several.
        UsageError: the library has no such question.
    """
    from kg.views.charts import Column, Lanes
    from kg.views.page import counted, texts

    words = texts(language, "chart")
    answer = workspace.query("offices", entity=name)
    sources = rows.cited(workspace, answer)
    subject = workspace.find(answer.parameters["entity"])
    of_person = subject.concept == "Person"
    bodies = len({row["institution"] for row in answer})
    entries = [
        _entry(workspace.ontology.concept(OFFICE), place, row, of_person, bodies > 1, sources, language)
        for place, row in enumerate(answer)
    ]
    heads = ("role", "body", "person", "acting", "first", "last")
    return Lanes(
        words["offices"].format(name=subject.properties["name"]),
        [Column(words[head]) for head in heads],
        entries,
        sources,
        hollow="acting_mark",
        language=language,
        note=counted(words["recorded_offices"], language, count=len(entries)),
    )


def _entry(
    concept: NodeConcept | EdgeConcept,
    place: int,
    row: dict[str, Any],
    of_person: bool,
    several: bool,
    sources: Mapping[str, Source],
    language: str,
) -> Entry:
    """An office: of a person in the lane of the body, else in that of the office."""
    from kg.views.charts import Entry, Row
    from kg.views.dates import spoken
    from kg.views.page import texts

    acting, body = row["acting"], row["institution"]
    said = concept.properties["acting"].value_text(acting, language) if acting else ""
    held = f"{said} ({acting})" if acting else texts(language, "chart")["in_full"]
    first, last = row["first_seen"], row["last_seen"]
    seen = (spoken(each or "", language) for each in (first, last))
    cells = (row["role"] or "", body, row["person"], held, *seen)
    against = rows.conflicts(concept, row["conflicts"], sources, language)
    role = row["role"] or concept.label.text(language)
    label = role if of_person else row["person"]
    return Entry(
        Row(f"row-{place}", cells, tuple(row["sources"]), against),
        lane=body if of_person else f"{role}, {body}" if several else role,
        label=f"{acting} {label}" if acting else label,
        colour=concept.view.colour,
        days=tuple(dict.fromkeys(filter(None, (first, *(row["seen_on"] or ()), last)))),
        others=rows.other_dates(concept, row["conflicts"]),
        hollow=acting is not None,
    )
