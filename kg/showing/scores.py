"""Scores of regional governments on a map, and before and after their agreements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.showing import rows

if TYPE_CHECKING:
    from kg.ontology import NodeConcept
    from kg.views.charts import Place, ScoreMap, Slopes, Words
    from kg.workspace import Workspace

#: The concept of a result: its properties ``score``, ``scale`` and ``zone`` say what is drawn.
RESULT = "Assessment"
#: The concept of what a map shows.
REGION = "Region"
#: Boundaries in the folder ``data/geo`` of a project: the file and the object in it, the upper level first.
BOUNDARIES = ("provinces", "regencies")


def map_view(workspace: Workspace, within: str | None, language: str) -> ScoreMap:
    """Scores by region and year on a map.

    Args:
        workspace: with a built graph. Its library answers the question ``scores``.
        within: name or id of the region to begin with; one within another leads to that one. None shows
            all.
        language: of the page, ``en`` or ``id``.

    Raises:
        NotFound, Ambiguous: the name matches nothing, or several.
        UsageError: the library has no such question, or the project no boundaries.
    """
    from kg.views.charts import Column, Row, Score, ScoreMap
    from kg.views.page import texts, written

    words, concept = texts(language, "chart"), workspace.ontology.nodes[RESULT]
    answer = workspace.query("scores")
    sources = rows.cited(workspace, answer)
    labels, places = _words(concept, language), _places(workspace)
    scores = []
    known = [row for row in answer if row["year"] is not None and row["scale"]]
    for place, row in enumerate(known):
        scale, zone = row["scale"], row["zone"]
        value = written(row["score"], language)
        cells = (
            row["region"],
            str(row["year"]),
            labels.scales.get(scale, scale),
            value,
            labels.zones.get(zone, zone or ""),
        )
        against = rows.conflicts(concept, row["conflicts"], sources, language)
        line = Row(f"row-{place}", cells, tuple(row["sources"]), against)
        scores.append(Score(line, row["code"], row["year"], scale, row["score"], zone))
    region = {} if within is None else _region(workspace, within)
    heads = ("region", "year", "scale", "score_head", "zone")
    return ScoreMap(
        words["map"],
        [Column(words[head], head == "score_head") for head in heads],
        scores,
        sources,
        places=places,
        boundaries=[(name, _boundaries(workspace, name)) for name in BOUNDARIES],
        words=labels,
        within=region.get("province") or region.get("code"),
        language=language,
        note=_left_out(len(answer) - len(known), language),
    )


def _left_out(count: int, language: str) -> str:
    from kg.views.page import counted, texts

    return counted(texts(language, "chart")["unplaced"], language, count=count) if count else ""


def _region(workspace: Workspace, name: str) -> dict[str, Any]:
    node = workspace.find(name, REGION)
    if node.concept != REGION:
        raise UsageError(f"A map shows regions, and {node.properties['name']!r} is none.")
    return node.properties


def _boundaries(workspace: Workspace, name: str) -> dict[str, Any]:
    folders = workspace.project.content("data")
    found = [folder / "geo" / f"{name}.topojson" for folder in folders]
    path = next((path for path in reversed(found) if path.is_file()), None)
    if path is None:
        raise UsageError(
            f"A map needs boundaries, and there are none: put them into data/geo/{name}.topojson."
        )
    topology: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return topology


def _places(workspace: Workspace) -> list[Place]:
    from kg.views.charts import Place

    query = "MATCH (r:Region) RETURN r.code AS code, r.name AS name, r.province AS part_of"
    return [Place(row["code"], row["name"], row["part_of"]) for row in workspace.store.read(query).rows]


def _words(concept: NodeConcept, language: str) -> Words:
    from kg.views.charts import Words

    scale, zone = (concept.properties[name].value_labels for name in ("scale", "zone"))
    return Words(
        {value: label.text(language) for value, label in scale.items()},
        {value: label.text(language) for value, label in zone.items()},
        {value: label.colour for value, label in zone.items() if label.colour},
    )


def slope_view(workspace: Workspace, language: str) -> Slopes:
    """Scores before and after the first agreement, within one scale each.

    Args:
        workspace: with a built graph. Its library answers the question ``before-after``.
        language: of the page, ``en`` or ``id``.

    Raises:
        UsageError: the library has no such question.
    """
    from kg.views.charts import Case, Column, Row, Slopes
    from kg.views.dates import spoken
    from kg.views.page import counted, texts, written

    words, concept = texts(language, "chart"), workspace.ontology.nodes[RESULT]
    answer = workspace.query("before-after")
    sources = rows.cited(workspace, answer)
    scales = _words(concept, language).scales

    def number(value: float) -> str:
        return written(value, language)

    cases = []
    for place, row in enumerate(answer):
        scale = scales.get(row["scale"], row["scale"])
        before, after = (f"{number(row[when])} ({row[f'{when}_year']})" for when in ("before", "after"))
        change = ("+" if row["change"] > 0 else "") + number(row["change"])
        agreed = spoken(row["first_agreement"], language)
        cells = (row["counterpart"], agreed, scale, before, after, change)
        against = rows.conflicts(concept, row["conflicts"], sources, language)
        line = Row(f"row-{place}", cells, tuple(row["sources"]), against)
        cases.append(
            Case(
                line,
                scale,
                row["counterpart"],
                (row["before"], row["after"]),
                (before, after),
                agreed,
            )
        )
    heads = ("counterpart", "agreement", "scale", "before", "after", "change")
    return Slopes(
        words["slope"],
        [Column(words[head], head in ("before", "after", "change")) for head in heads],
        cases,
        sources,
        language=language,
        note=counted(words["cases"], language, count=len(cases)),
    )
