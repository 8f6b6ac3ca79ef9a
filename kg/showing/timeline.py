"""The timeline of a region, an institution or a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.showing import rows

if TYPE_CHECKING:
    from kg.ontology import EdgeConcept, NodeConcept, Ontology
    from kg.views.charts import Lanes
    from kg.workspace import Workspace


def timeline_view(workspace: Workspace, name: str, language: str) -> Lanes:
    """What is recorded of an entity by date, each entry with its sources.

    Args:
        workspace: with a built graph. Its library answers the question ``timeline``.
        name: or id of a region, an institution or a person.
        language: of the page, ``en`` or ``id``.

    Raises:
        NotFound, Ambiguous: the name matches nothing, or several.
        UsageError: the library has no such question.
    """
    from kg.views.charts import Column, Entry, Lanes, Row
    from kg.views.dates import spoken
    from kg.views.page import counted, texts, written

    words = texts(language, "chart")
    answer = workspace.query("timeline", entity=name)
    sources, names = rows.cited(workspace, answer), rows.named(workspace, answer)
    entries = []
    for place, row in enumerate(answer):
        concept = workspace.ontology.concept(row["what"])
        days = tuple(dict.fromkeys(filter(None, (row["since"], row["until"]))))
        said = rows.details(concept, row["details"], language)
        label = _label(concept, row, said, language)
        if row["score"] is not None:
            said.append(words["score"].format(value=written(row["score"], language)))
        what = concept.label.text(language)
        what = what[:1].upper() + what[1:]
        cells = (
            " – ".join(spoken(day, language) for day in days),
            what,
            row["about"],
            row["body"] or "",
            ", ".join(said),
        )
        told_of = _with_end(concept, workspace.ontology)
        against = rows.conflicts(told_of, row["conflicts"], sources, language, names)
        others = rows.other_dates(told_of, row["conflicts"])
        line = Row(f"row-{place}", cells, tuple(row["sources"]), against)
        entries.append(
            Entry(line, what, label, concept.view.colour, days, others, hollow=row["firm"] is False)
        )
    columns = [Column(words[head]) for head in ("date", "what", "about", "body", "details")]
    subject = workspace.find(answer.parameters["entity"]).properties["name"]
    return Lanes(
        words["timeline"].format(name=subject),
        columns,
        entries,
        sources,
        hollow="announced",
        language=language,
        note=counted(words["recorded"], language, count=len(entries)),
    )


def _with_end(concept: NodeConcept | EdgeConcept, ontology: Ontology) -> NodeConcept | EdgeConcept:
    """A concept; of an edge, with what it leads to: rows tell what sources say otherwise of both."""
    if concept.kind == "node":
        return concept
    ends = [ontology.nodes[join.to].properties for join in concept.joins]
    known = {name: prop for end in ends for name, prop in end.items()} | concept.properties
    return concept.model_copy(update={"properties": known})


def _label(concept: NodeConcept | EdgeConcept, row: dict[str, Any], said: list[str], language: str) -> str:
    """What stands beside an entry: a score first; of an edge also how it was held."""
    from kg.views.page import written

    about = str(row["about"] or "")
    if concept.kind == "edge":
        return ", ".join([about, *said])
    score = written(row["score"], language)
    return f"{score} · {about}" if score else about
