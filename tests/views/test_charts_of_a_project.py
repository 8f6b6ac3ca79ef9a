"""Charts of the bundled data, compared with its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.errors import NotFound, UsageError
from kg.views.charts import Lanes, ScoreMap, Slopes
from kg.workspace import Workspace

pytest.importorskip("altair")

DATA = Path(__file__).parents[2] / "data"


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_a_timeline_shows_both_dates_where_sources_disagree(bundled: Workspace) -> None:
    page = bundled.timeline("Universitas Jenderal Soedirman")
    assert isinstance(page, Lanes)
    agreement = next(entry for entry in page.entries if entry.lane == "Agreement")
    assert (agreement.days, agreement.others) == (("2024-08-07",), ("2024-07-08",))
    (said,) = agreement.row.conflicts
    assert "8 July 2024" in said[0]
    assert said[1] in page.sources, "and who says so"


def test_the_timeline_of_a_person_shows_both_dates_of_what_they_signed(bundled: Workspace) -> None:
    page = bundled.timeline("Mokhammad Najih", language="id")
    assert isinstance(page, Lanes)
    (signed,) = [entry for entry in page.entries if "Jenderal Soedirman" in entry.row.cells[2]]
    assert (signed.row.cells[1], signed.days) == ("Menandatangani", ("2024-08-07",))
    assert signed.others == ("2024-07-08",)
    assert "Tanggal: sumber lain menyebut 8 Juli 2024" in signed.row.conflicts[0][0]


def test_every_entry_of_a_timeline_has_its_sources(bundled: Workspace) -> None:
    page = bundled.timeline("Kabupaten Solok", language="id")
    assert {row.cells[1] for row in page.rows} == {"Penilaian", "Kesepakatan", "Menjabat di"}
    assert all(row.sources and set(row.sources) <= page.sources.keys() for row in page.rows)


def test_a_person_has_a_timeline_and_an_agreement_has_none(bundled: Workspace) -> None:
    lanes = {row.cells[1] for row in bundled.timeline("Mokhammad Najih").rows}
    assert {"Signed", "Ceremony"} <= lanes
    with pytest.raises(NotFound):
        bundled.timeline("MoU Ombudsman RI - Polri, 2014-09-09")


def test_offices_tell_acting_from_full_and_show_every_sighting(bundled: Workspace) -> None:
    page = bundled.offices("Kabupaten Muaro Jambi")
    assert isinstance(page, Lanes)
    mayors = {entry.label: entry for entry in page.entries if entry.lane == "Bupati"}
    assert mayors["Pj Raden Najmi"].hollow
    assert not mayors["Masnah Busro"].hollow
    body = bundled.offices("Ombudsman Republik Indonesia")
    assert isinstance(body, Lanes)
    chair = next(entry for entry in body.entries if entry.label == "Amzulian Rifai")
    office = (chair.label, chair.lane)
    seen = {
        day
        for each in records("offices")
        if (each["name"], each["role"]) == office
        for day in each["seen_on"]
    }
    assert seen
    assert set(chair.days) >= seen


def test_the_map_has_all_provinces_and_regencies_and_the_scores_of_the_files(bundled: Workspace) -> None:
    page = bundled.map()
    assert isinstance(page, ScoreMap)
    assert [len(level) for level in page.data()["levels"]] == [38, 514]
    assert {code for level in page.data()["levels"] for code in level} == page.places.keys()
    of_files = sorted(each["score"] for each in records("assessments") if each["score"] is not None)
    of_map = sorted(each.score for each in page.scores if each.score is not None)
    assert len(of_map) <= len(of_files)
    assert set(of_map) <= set(of_files)
    assert {each.scale for each in page.scores} == set(page.values.scales)


def test_a_map_of_a_regency_begins_with_its_province(bundled: Workspace) -> None:
    page = bundled.map("Kabupaten Paser")
    assert isinstance(page, ScoreMap)
    assert page.places[str(page.within)].name == "Kalimantan Timur"
    with pytest.raises(UsageError, match="is none"):
        bundled.map(bundled.find("Mokhammad Najih").id)


@pytest.fixture
def scored(tmp_path: Path) -> Workspace:
    """Invented scores of Paser, also of no known year or scale, one of them disputed; an agreement."""
    of = {"subject": "Pemkab Paser", "subject_kind": "regency_government", "region": "64.01"}
    url = "https://example.org/{}"
    results = [
        {
            **of,
            "id": str(i),
            "year": year,
            "scale": scale,
            "score": score,
            "sources": [{"url": url.format(i)}],
        }
        for i, (year, scale, score) in enumerate(
            [(None, "quality", 50), (2022, "quality", 70), (2024, "quality", 90), (2023, None, 60)]
        )
    ]
    results[1]["conflicts"] = [{"field": "score", "value": 75, "source": url.format("other")}]
    parties = [
        {"name": "Ombudsman RI", "kind": "ombudsman"},
        {"name": "Pemkab Paser", "kind": of["subject_kind"]},
    ]
    signed = {"kind": "mou", "status": "signed", "signed_on": "2023-05-02", "parties": parties}
    workspace = kg.open(tmp_path)
    for kind, lines in (
        ("assessments", results),
        ("agreements", [signed | {"sources": [{"url": url.format(9)}]}]),
    ):
        file = tmp_path / f"{kind}.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        workspace.load([file], strict=True)
    workspace.build()
    return workspace


def test_a_map_leaves_out_results_of_no_known_year_or_scale_and_says_so(scored: Workspace) -> None:
    page = scored.map()
    assert isinstance(page, ScoreMap)
    assert [each.year for each in page.scores] == [2022, 2024]
    assert page.note == "2 results of no known year or scale are not shown."
    assert "not shown" in page.generate_html()


def test_slopes_say_what_a_source_says_otherwise(scored: Workspace) -> None:
    page = scored.slope()
    assert isinstance(page, Slopes)
    [(said, source)] = page.cases[0].row.conflicts
    assert "75" in said
    assert page.sources[source].url == "https://example.org/other"


def test_slopes_say_how_few_cases_there_are(bundled: Workspace) -> None:
    page = bundled.slope()
    assert isinstance(page, Slopes)
    assert [(case.name, case.scores) for case in page.cases] == [
        ("Pemerintah Kabupaten Merangin", (79.66, 82.28)),
        ("Pemerintah Kabupaten Solok", (88.73, 97.73)),
    ]
    assert page.note.startswith("2 cases in all")


def test_the_command_line_writes_each_kind(bundled: Workspace, tmp_path: Path) -> None:
    for kind, name in (("timeline", "Kabupaten Solok"), ("offices", "Kabupaten Solok"), ("slope", None)):
        target = tmp_path / f"{kind}.html"
        named = [name] if name else []
        command = ["-C", str(bundled.project.root), "view", *named, "--kind", kind, "-o", str(target)]
        assert main(command) == 0
        assert "<svg" in target.read_text("utf-8")
