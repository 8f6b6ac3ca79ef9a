"""Who held which office when: of a person, an institution or the government of a region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.showing import rows

if TYPE_CHECKING:
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
    from kg.views.page import texts

    words = texts(language, "chart")
    answer = workspace.query("offices", entity=name)
    sources = rows.cited(workspace, answer)
    subject = workspace.find(answer.parameters["entity"])
    entries = [
        _entry(workspace, place, row, subject.id, sources, language) for place, row in enumerate(answer)
    ]
    heads = ("role", "body", "person", "acting", "first", "last")
    return Lanes(
        words["offices"].format(name=subject.properties["name"]),
        [Column(words[head]) for head in heads],
        entries,
        sources,
        hollow="acting_mark",
        language=language,
        note=words["recorded_offices"].format(count=len(entries)),
    )


def _entry(
    workspace: Workspace, place: int, row: dict[str, Any], subject: str, sources: Any, language: str
) -> Entry:
    from kg.views.charts import Entry, Row
    from kg.views.dates import spoken
    from kg.views.page import texts

    concept = workspace.ontology.concept(OFFICE)
    acting = concept.properties["acting"].value_text(row["acting"], language) if row["acting"] else ""
    held = f"{acting} ({row['acting']})" if acting else texts(language, "chart")["in_full"]
    first, last = row["first_seen"], row["last_seen"]
    cells = (
        row["role"] or "",
        row["institution"],
        row["person"],
        held,
        *(spoken(each or "", language) for each in (first, last)),
    )
    against = rows.conflicts(concept, row["conflicts"], sources, language)
    person = workspace.ontology.concept_of_id(subject) == "Person"
    lane = row["role"] or concept.label.text(language)
    label = f"{row['acting']} {row['person']}" if row["acting"] else row["person"]
    if person:
        label = f"{row['acting']} {lane}" if row["acting"] else lane
    return Entry(
        Row(f"row-{place}", cells, tuple(row["sources"]), against),
        lane=row["institution"] if person else f"{lane}, {row['institution']}",
        label=label,
        colour=concept.view.colour,
        days=tuple(dict.fromkeys(filter(None, (first, *(row["seen_on"] or ()), last)))),
        others=rows.other_dates(concept, row["conflicts"]),
        hollow=row["acting"] is not None,
    )
