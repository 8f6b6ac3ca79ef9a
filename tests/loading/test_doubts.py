"""What is loaded though it is hardly right, and told with line, field and remedy. All people are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg import clock
from kg.project import Project
from kg.statements import Issue
from kg.workspace import Workspace, open_workspace
from tests.cli.records import agreement, write_lines
from tests.loading.examples import assessment, office

TODAY = date(2026, 11, 28)


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return open_workspace(Project(tmp_path))


def doubts(workspace: Workspace, record: dict[str, Any]) -> list[Issue]:
    """What is doubtful about a record, which is loaded all the same."""
    path = write_lines(workspace.project.root / "mine.jsonl", [record])
    [report] = [each for each in workspace.load([path]) if each.dataset == "mine.jsonl"]
    assert (report.records, report.set_aside) == (1, 0)
    assert {issue.severity for issue in report.issues} <= {"warning"}
    assert {(issue.file, issue.line) for issue in report.issues} <= {(str(path), 1)}
    return list(report.issues)


@pytest.mark.parametrize("day", ["2026-11-29", "2026-12", "2027"])
@pytest.mark.parametrize("status", ["signed", "renewed"])
def test_an_agreement_that_was_signed_on_a_day_to_come(fresh: Workspace, day: str, status: str) -> None:
    [doubt] = doubts(fresh, agreement(signed_on=day, status=status))
    assert (doubt.field, doubt.reason) == ("signed_on", f"{day} is still to come")
    assert doubt.remedy == "correct it if it is wrong; it was loaded"


def test_what_many_records_raise_alike_is_told_once_where_it_begins(fresh: Workspace) -> None:
    records = [agreement(id=f"a{n}", signed_on=day) for n, day in enumerate(["2024-09-03", *["2027"] * 3])]
    path = write_lines(fresh.project.root / "mine.jsonl", records)
    [report] = [each for each in fresh.load([path]) if each.dataset == "mine.jsonl"]
    assert report.records == 4
    assert [(issue.line, issue.field) for issue in report.issues] == [(2, "signed_on")]


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11", "2026", "2024-09-03", None])
def test_a_day_that_may_have_come_is_not_doubted(fresh: Workspace, day: str | None) -> None:
    assert doubts(fresh, agreement(signed_on=day)) == []


def test_a_plan_may_be_for_a_day_to_come(fresh: Workspace) -> None:
    assert doubts(fresh, agreement(signed_on="2027-01-01", status="planned")) == []


def test_an_office_in_which_somebody_was_seen_on_a_day_to_come(fresh: Workspace) -> None:
    [doubt] = doubts(fresh, office(seen_on=["2024-09-03", "2027-01"]))
    assert (doubt.field, doubt.reason) == ("seen_on[1]", "2027-01 is still to come")


def party(**changes: Any) -> dict[str, Any]:
    parties = agreement()["parties"]
    return agreement(parties=[parties[0], {"kind": "regency_government", **changes}])


@pytest.mark.parametrize("name", ["Pemkab Pasir Putih", "Pemkab Gorontlo", "Pemerintah Kabupaten Contoh"])
def test_a_government_of_no_known_region(fresh: Workspace, name: str) -> None:
    [doubt] = doubts(fresh, party(name=name))
    assert (doubt.field, doubt.reason) == (
        "parties[1].name",
        f"{name!r} belongs to no region that is known here",
    )
    assert "the region's code" in doubt.remedy


def test_an_office_of_the_ombudsman_that_is_of_no_region(fresh: Workspace) -> None:
    [doubt] = doubts(fresh, party(name="Ombudsman RI", kind="ombudsman_office"))
    assert doubt.reason == "'Ombudsman RI' belongs to no region that is known here"
    of_two = "Ombudsman RI Perwakilan Kalimantan Timur dan Kalimantan Utara"
    assert doubts(fresh, party(name=of_two, kind="ombudsman_office")) == []


@pytest.mark.parametrize(
    "told", [{"name": "Pemkab Paser"}, {"name": "Pemkab Pasr", "region": "64.01"}], ids=str
)
def test_a_government_whose_region_name_or_code_tell_is_not_doubted(
    fresh: Workspace, told: dict[str, str]
) -> None:
    assert doubts(fresh, party(**told)) == []


def test_a_government_of_a_kind_that_its_region_does_not_have_is_set_aside(fresh: Workspace) -> None:
    record = party(name="Pemkab Blitar", kind="city_government")
    path = write_lines(fresh.project.root / "mine.jsonl", [record])
    [report] = [each for each in fresh.load([path]) if each.dataset == "mine.jsonl"]
    [issue] = report.issues
    assert (report.records, issue.severity, issue.field) == (0, "error", "region")
    assert issue.reason == "35.05 is Kabupaten Blitar, and 'city_government' governs no regency"


def test_a_result_for_a_year_to_come(fresh: Workspace) -> None:
    [doubt] = doubts(fresh, assessment(year=2027, scale=None, assessed_by="Ombudsman Republik Indonesia"))
    assert (doubt.field, doubt.reason) == ("year", "2027 is still to come")


@pytest.mark.parametrize("name", ["Dr.", "Prof. Dr. Ir.", "Ibu", "S.H."])
def test_a_person_of_whom_there_is_only_a_title(fresh: Workspace, name: str) -> None:
    [doubt] = doubts(fresh, agreement(signatories=[{"name": "Siti Contoh"}, {"name": name}]))
    assert doubt.field == "signatories[1].name"
    assert doubt.reason == f"{name!r} is only a title, and names nobody"
    assert doubt.remedy == "write the name too, or leave the person out; it was loaded"


@pytest.mark.parametrize("name", ["Dr. Siti Contoh", "Contoh", "Haji", "Contoh, S.H."])
def test_a_person_with_a_title_and_a_name_is_not_doubted(fresh: Workspace, name: str) -> None:
    assert doubts(fresh, agreement(signatories=[{"name": name}])) == []


@pytest.mark.parametrize("name", ["Bupati", "BUPATI PASER"])
def test_who_is_called_by_an_office_alone(fresh: Workspace, name: str) -> None:
    [doubt] = doubts(fresh, office(name=name, role="Bupati", institution="Pemerintah Kabupaten Paser"))
    assert (doubt.field, doubt.reason) == ("role", f"{name!r} is only an office, and names nobody")


@pytest.mark.parametrize("text", ["anonim", "N.N.", "n/a", "Tidak diketahui", "NA"])
@pytest.mark.parametrize(
    ("field", "record"),
    [
        ("name", lambda text: office(name=text)),
        ("party_membership", lambda text: office(party_membership=text)),
        ("role", lambda text: office(role=text)),
        ("institution", lambda text: office(institution=text)),
        ("subject", lambda text: assessment(subject=text)),
        ("category", lambda text: assessment(category=text)),
        ("signatories[0].name", lambda text: agreement(signatories=[{"name": text}])),
        ("parties[1].name", lambda text: party(name=text, region="64.01")),
        ("venue", lambda text: agreement(venue={"name": text})),
    ],
)
def test_words_that_fill_a_cell_where_nothing_is_known_are_no_name_and_no_value(
    fresh: Workspace, field: str, record: Callable[[str], dict[str, Any]], text: str
) -> None:
    path = write_lines(fresh.project.root / "mine.jsonl", [record(text)])
    [report] = [each for each in fresh.load([path]) if each.dataset == "mine.jsonl"]
    [issue] = report.issues
    assert (report.records, report.set_aside) == (0, 1)
    assert issue.reason == f"{text!r} says only that nothing is known"
    assert issue.remedy == "write what it is, or leave it out"
    assert issue.field == field


@pytest.mark.parametrize(
    "name",
    [
        "Budi Contoh dan Siti Misal",
        "BUDI CONTOH DAN SITI MISAL",
        "Budi Contoh & Siti Misal",
        "Budi; Siti Misal",
        "Budi Contoh\nSiti Misal",
        "Budi Contoh, S.H. serta Siti Misal, M.Si.",
    ],
)
def test_a_cell_with_the_names_of_two_people_is_not_one_person(fresh: Workspace, name: str) -> None:
    for field, record in {
        "name": office(name=name),
        "signatories[1].name": agreement(signatories=[{"name": "Rani Contoh"}, {"name": name}]),
    }.items():
        path = write_lines(fresh.project.root / "mine.jsonl", [record])
        [report] = [each for each in fresh.load([path]) if each.dataset == "mine.jsonl"]
        [issue] = report.issues
        assert (report.records, report.set_aside) == (0, 1)
        assert (issue.field, issue.reason) == (field, f"{name!r} names more than one person")


def test_in_a_table_the_column_is_named_that_is_doubted_or_wrong(fresh: Workspace) -> None:
    columns = (
        "kind,status,party_1_name,party_1_kind,party_3_name,party_3_kind,signatory_2_name,source_1_outlet"
    )
    ombudsman = "mou,signed,Ombudsman Republik Indonesia,ombudsman"
    rows = [
        f"{ombudsman},Pemkab Gorontlo,regency_government,Siti Contoh,Harian Contoh",
        f"{ombudsman},Universitas Contoh,university,Siti Contoh dan Budi Misal,Harian Contoh",
    ]
    path = fresh.project.root / "mine.csv"
    path.write_text("\n".join([columns, *rows]), "utf-8")
    [report] = [each for each in fresh.load([path], "agreements") if each.dataset == "mine.csv"]
    found = [(issue.severity, issue.field) for issue in report.issues]
    assert sorted(found) == [("error", "signatory_2_name"), ("warning", "party_3_name")]


@pytest.mark.parametrize("name", ["Yusuf Dan Contoh", "Dan Contoh", "Contoh And", "Sertagani Contoh"])
def test_a_name_with_a_word_like_a_joining_one_is_one_person(fresh: Workspace, name: str) -> None:
    assert doubts(fresh, office(name=name)) == []


def test_an_office_of_a_dash_is_none(fresh: Workspace) -> None:
    path = write_lines(fresh.project.root / "mine.jsonl", [office(role="-")])
    assert [each.set_aside for each in fresh.load([path]) if each.dataset == "mine.jsonl"] == [1]


OMBUDSMAN = "Ombudsman Republik Indonesia"


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        (
            {"year": 2022, "scale": "compliance"},
            "scale",
            "'compliance' was not in use for 2022, but 'quality'",
        ),
        ({"year": 2021, "scale": "quality"}, "scale", "'quality' was not in use for 2021, but 'compliance'"),
        (
            {"assessed_by": None, "scale": None},
            "scale",
            "is not known, so the score is compared with no other",
        ),
        ({"year": None, "scale": None}, "scale", "is not known, so the score is compared with no other"),
        ({"score": 0.875}, "score", "0.875 is very little of 100"),
        (
            {"assessed_by": None},
            "assessed_by",
            "is not known, so the result is joined with no other report",
        ),
        (
            {"assessed_by": "Kementerian Contoh"},
            "assessed_by",
            "is 'Kementerian Contoh', not the Ombudsman, so the result is joined with no other report",
        ),
    ],
)
def test_a_score_that_is_compared_with_the_wrong_ones_or_none(
    fresh: Workspace, changes: dict[str, Any], field: str, reason: str
) -> None:
    record = assessment(**{"subject": "Pemkab Paser", "assessed_by": OMBUDSMAN, **changes})
    [doubt] = doubts(fresh, record)
    assert (doubt.field, doubt.reason) == (field, reason)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"scale": None},
        {"assessed_by": "ORI"},
        {"score": 0},
        {"score": None, "zone": "hijau", "scale": None},
    ],
)
def test_a_score_of_a_known_scale_is_not_doubted(fresh: Workspace, changes: dict[str, Any]) -> None:
    assert doubts(fresh, assessment(subject="Pemkab Paser", **{"assessed_by": OMBUDSMAN, **changes})) == []
