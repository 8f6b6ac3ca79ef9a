from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kg
from kg.cli.load import SOME_SET_ASIDE
from kg.cli.main import main
from tests.cli.records import AGREEMENT, agreement, write_lines

HOSTILE = [
    "O\"Brien 'Contoh'",
    "Contoh') DETACH DELETE n //",
    "<script>alert(1)</script> Contoh",
    "Contoh \u202egnaro\u202c \u200f",
    "Contoh 😀👩‍👩‍👧",
    "Contoh'); DROP TABLE statements;--",
    "${{7*7}} {name} %s Contoh",
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def loaded(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """What `kg load` tells of the files that it was given."""
    code = main(["load", *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return [row for row in json.loads(printed.out) if row["kind"] != "regions"]


def issues(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["issues", "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_a_file_is_loaded_and_the_second_time_nothing_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    first, second = loaded(capsys, "mine.jsonl"), loaded(capsys, "mine.jsonl")
    assert first[0]["records"] == second[0]["records"] == 1
    assert first[0]["new"] > 0
    assert second[0] | {"new": 0, "retired": 0, "unchanged": True} == second[0]


def test_what_a_file_no_longer_says_is_retired(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_lines(
        project / "mine.jsonl", [AGREEMENT, agreement(id="invented-2", signed_on="2024-10-01")]
    )
    loaded(capsys, "mine.jsonl")
    write_lines(file, [AGREEMENT])
    assert loaded(capsys, "mine.jsonl")[0]["retired"] > 0


@pytest.mark.parametrize(
    ("end", "encoding"), [("\n", "utf-8"), ("\r\n", "utf-8"), ("\n", "utf-8-sig"), ("\r\n", "utf-8-sig")]
)
def test_byte_order_marks_and_line_ends_change_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], end: str, encoding: str
) -> None:
    records = [AGREEMENT, agreement(id="invented-2", signed_on="2024-10-01")]
    write_lines(project / "mine.jsonl", records, end=end, encoding=encoding)
    assert loaded(capsys, "mine.jsonl")[0]["records"] == 2


def test_wrong_records_are_set_aside_with_line_field_reason_and_remedy(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parties = AGREEMENT["parties"]
    nowhere = {"name": "Pemerintah Kabupaten Antah", "kind": "regency_government", "region": "99.99"}
    records = [
        AGREEMENT,
        agreement(id="date", signed_on="2024-13-40"),
        agreement(id="region", parties=[parties[0], nowhere]),
        agreement(id="invented-1"),
        agreement(id="alone", parties=parties[:1]),
        agreement(id="field", statuss="signed"),
    ]
    write_lines(project / "mine.jsonl", records)
    assert main(["load", "mine.jsonl", "--format", "json"]) == SOME_SET_ASIDE
    printed = capsys.readouterr()
    assert json.loads(printed.out)[-1]["set_aside"] == 5
    assert "5 records were set aside" in printed.err
    found = {issue["line"]: issue for issue in issues(capsys)}
    assert [(line, issue["field"]) for line, issue in found.items()] == [
        (2, "signed_on"),
        (3, "region"),
        (4, "id"),
        (5, "parties"),
        (6, "statuss"),
    ]
    assert all(issue["reason"] and issue["remedy"] for issue in found.values())
    assert "no month 13" in found[2]["reason"]
    assert "'99.99'" in found[3]["reason"]
    assert "line 1" in found[4]["reason"]
    assert "did you mean status" in found[6]["remedy"]


def test_a_file_with_wrong_records_ends_the_same_when_loaded_again(project: Path) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT, agreement(id="date", signed_on="2024-13-40")])
    assert main(["load", "mine.jsonl"]) == SOME_SET_ASIDE
    assert main(["load", "mine.jsonl"]) == SOME_SET_ASIDE


def test_strict_loads_nothing_when_one_record_is_wrong(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "good.jsonl", [AGREEMENT])
    write_lines(project / "bad.jsonl", [agreement(id="date", signed_on="2024-13-40")])
    assert main(["load", "--strict", "good.jsonl", "bad.jsonl"]) == 1
    error = capsys.readouterr().err
    assert "bad.jsonl:1: signed_on: there is no month 13" in error
    assert kg.open(project).ledger.datasets() == []


def test_a_mended_file_has_no_issues_left(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_lines(project / "mine.jsonl", [agreement(signed_on="2024-13-40")])
    main(["load", "mine.jsonl"])
    write_lines(file, [AGREEMENT])
    assert main(["load", "mine.jsonl"]) == 0
    assert issues(capsys) == []


def test_issues_can_be_asked_for_one_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        write_lines(project / f"{name}.jsonl", [agreement(id=name, signed_on="2024-13-40")])
    main(["load", "one.jsonl", "two.jsonl"])
    capsys.readouterr()
    assert main(["issues", "--dataset", str(project / "two.jsonl"), "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["file"] for row in rows] == ["two.jsonl"]
    assert main(["issues", "--dataset", "tow.jsonl"]) == 2
    assert "Did you mean 'two.jsonl'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.jsonl", b"", "there is no record in it"),
        ("empty.csv", b"", "there is no record in it"),
        ("blank.jsonl", b"\n \n", "there is no record in it"),
        ("latin.jsonl", '{"id": "Café"}\n'.encode("latin-1"), "line 1: byte 12 of the line is not UTF-8"),
        ("broken.jsonl", b"{nope}\n", "line 1: is not JSON"),
        ("other.jsonl", b'{"foo": 1, "bar": 2}\n', "not the fields of a known kind of record: foo, bar"),
        (
            "heading.csv",
            b"kind,status,signed_on,party_1_nam\nmou,signed,2024,A\n",
            "did you mean party_1_name?",
        ),
        ("picture.png", b"\x89PNG", ".png is not a format of records"),
        ("book.xlsx", b"not a workbook", "is not a workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name_and_nothing_is_loaded(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    write_lines(project / "good.jsonl", [AGREEMENT])
    (project / name).write_bytes(content)
    assert main(["load", "good.jsonl", name]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"Error: {name}")
    assert says in error
    assert not (project / ".kg" / "ledger.sqlite").exists() or kg.open(project).ledger.datasets() == []


def test_a_misspelt_file_leaves_no_ledger_behind(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(project / "agreements.jsonl", [AGREEMENT])
    assert main(["load", "agrements.jsonl"]) == 1
    assert "Is it agreements.jsonl?" in capsys.readouterr().err
    assert not (project / ".kg").exists()


def test_an_unknown_kind_is_refused_with_the_known_ones(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    assert main(["load", "mine.jsonl", "--kind", "agrements"]) == 2
    assert "agreements, assessments, edges, ftm, nodes, offices, regions" in capsys.readouterr().err


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_only_ever_names(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    people = [{"name": name, "role": name, "institution": "Pemerintah Kabupaten Paser"}]
    record = agreement(title=name, ceremony=name, signatories=people, topics=[name], notes=name)
    write_lines(project / "mine.jsonl", [record])
    assert loaded(capsys, "mine.jsonl")[0]["records"] == 1
    assert main(["build"]) == 0
    with kg.open(project) as workspace:
        rows = workspace.cypher("MATCH (p:Person) RETURN p.name AS name").rows
        assert [row["name"] for row in rows] == [name]
    capsys.readouterr()
    assert main(["show", name, "--concept", "Person", "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "Example Daily" in shown
    assert not set(shown) & set("\u202e\u202c\u200f\x1b")


def test_standard_input_is_a_data_set_that_its_content_names(project: Path) -> None:
    text = json.dumps(AGREEMENT)

    def load(content: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", "load", "-"]
        return subprocess.run(command, input=content, text=True, capture_output=True, check=False)

    first, again, other = load(text), load(text), load(text.replace("invented-1", "invented-2"))
    assert [run.returncode for run in (first, again, other)] == [0, 0, 0]
    assert (
        json.loads(again.stdout)[0] | {"file": "standard input", "unchanged": True}
        == json.loads(again.stdout)[0]
    )
    names = [info.name for info in kg.open(project).ledger.datasets() if info.name.startswith("stdin:")]
    assert len(names) == 2
    assert "standard input: there is no record in it" in load("").stderr


def test_a_folder_stands_for_the_files_in_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside = project / "data" / "2024"
    inside.mkdir(parents=True)
    write_lines(inside / "one.jsonl", [AGREEMENT])
    write_lines(inside / ".hidden.jsonl", [agreement(id="hidden")])
    (inside / "~$open.xlsx").write_bytes(b"a lock that a spreadsheet program left")
    (inside / "README.md").write_text("no records")
    assert [row["file"] for row in loaded(capsys, "data")] == [str(Path("data/2024/one.jsonl"))]
    assert [row["unchanged"] for row in loaded(capsys)] == [True]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("minutes.csv", b"who,what\nA,b\n", "These are not the fields of a known kind of record: who, what"),
        ("empty.csv", b"name,role,institution\n", "there is no record in it"),
        ("book.xlsx", b"not a workbook", "is not a workbook"),
    ],
)  # fmt: skip
def test_a_file_in_a_folder_that_is_none_of_records_does_not_keep_the_others_out(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, says: str
) -> None:
    (project / "data").mkdir()
    write_lines(project / "data" / "one.jsonl", [AGREEMENT])
    (project / "data" / name).write_bytes(content)
    assert main(["load", "data"]) == 3
    rows = {Path(row["file"]).name: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["one.jsonl"]["records"], rows["one.jsonl"]["set_aside"]) == (1, 0)
    assert (rows[name]["records"], rows[name]["set_aside"]) == (0, 1)
    assert main(["issues", "--format", "json"]) == 0
    [issue] = json.loads(capsys.readouterr().out)
    assert issue["file"] == str(Path("data", name))
    assert says in issue["reason"]
    assert "move it out of the folder" in issue["remedy"]
    assert main(["load", "data", "--strict"]) == 1
    (project / "data" / name).unlink()
    assert main(["load", "data"]) == 0


def test_what_was_read_of_a_file_stays_while_it_holds_no_records(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data").mkdir()
    table = write_lines(project / "data" / "one.jsonl", [AGREEMENT])
    whole = table.read_bytes()
    assert main(["load", "data"]) == 0
    table.write_text('{"who": 1, "what": 2}', "utf-8")
    assert main(["load", "data"]) == 3
    assert kg.open(project).ledger.datasets()[-1].records == 1
    table.write_bytes(whole)
    assert main(["load", "data"]) == 0
    capsys.readouterr()
    assert main(["issues"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_without_files_it_says_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load"]) == 2
    assert "kg load --bundled" in capsys.readouterr().err
    (project / "data").mkdir()
    assert main(["load", "data"]) == 2
    assert "no file with records" in capsys.readouterr().err


def test_a_second_load_is_told_at_once_that_another_one_is_writing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    main(["load", "mine.jsonl"])
    write_lines(project / "mine.jsonl", [agreement(signed_on="2024-10-01")])
    other = sqlite3.connect(project / ".kg" / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        begun = time.monotonic()
        assert main(["load", "mine.jsonl"]) == 1
        assert time.monotonic() - begun < 5
    finally:
        other.close()
    assert "another kg is writing to this ledger" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["load", "mine.jsonl"], ["build"], ["issues"]])
def test_a_ledger_that_is_none_is_named_and_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    ledger = project / ".kg" / "ledger.sqlite"
    ledger.parent.mkdir()
    ledger.write_text("a text that somebody saved under this name\n" * 50)
    assert main(command) == 1
    error = capsys.readouterr().err
    assert str(ledger) in error
    assert "not a ledger" in error
    assert ledger.read_text().startswith("a text that somebody saved")


def test_a_folder_that_cannot_be_written_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    (project / ".kg").write_text("a file where the folder should be")  # also stops the superuser
    assert main(["load", "mine.jsonl"]) == 1
    assert str(project / ".kg") in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["agreements", "assessments", "offices"])
def test_a_template_that_was_filled_in_is_loaded(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert main(["template", kind, "-o", "sheet.xlsx"]) == 0
    book = openpyxl.load_workbook("sheet.xlsx")
    sheet = book[kind]
    heading = [cell.value for cell in sheet[1]]
    sheet.append([FILLED[kind].get(name) for name in heading])
    book.save("sheet.xlsx")
    capsys.readouterr()
    rows = loaded(capsys, "sheet.xlsx")
    assert [(row["kind"], row["records"]) for row in rows] == [(kind, 1)]


#: The person and the numbers are made up.
FILLED: dict[str, dict[str, Any]] = {
    "agreements": {
        "kind": "mou",
        "status": "signed",
        "signed_on": "2024-09",
        "party_1_name": "Ombudsman Republik Indonesia",
        "party_1_kind": "ombudsman",
        "party_2_name": "Pemerintah Kabupaten Paser",
        "party_2_kind": "regency_government",
        "party_2_region": "64.01",
        "source_1_outlet": "Example Daily",
    },
    "assessments": {
        "subject": "Pemerintah Kabupaten Paser",
        "subject_kind": "regency_government",
        "region": "64.01",
        "year": 2024,
        "scale": "quality",
        "score": 83.5,
        "assessed_by": "Ombudsman Republik Indonesia",
        "source_1_outlet": "Example Daily",
    },
    "offices": {
        "name": "Rahmat Contoh",
        "role": "Bupati",
        "institution": "Pemerintah Kabupaten Paser",
        "region": "64.01",
        "seen_on": "2024-09-03; 2024-10",
        "source_1_outlet": "Example Daily",
    },
}


def test_template_lists_the_kinds_and_explains_columns(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template"]) == 0
    assert {row["kind"] for row in json.loads(capsys.readouterr().out)} >= {"agreements", "offices"}
    assert main(["template", "agreements"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert main(["template", "agreements", "-o", "sheet.csv"]) == 0
    heading = (project / "sheet.csv").read_text("utf-8-sig").strip().split(",")
    assert [row["column"] for row in explained] == heading
    assert all(row["meaning"] for row in explained)


def test_template_replaces_a_file_only_when_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sheet.csv").write_text("mine")
    assert main(["template", "offices", "-o", "sheet.csv"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (project / "sheet.csv").read_text() == "mine"
    assert main(["template", "offices", "-o", "sheet.csv", "--force"]) == 0
    assert main(["template", "office"]) == 2


@pytest.mark.parametrize("kind", ["city_government", "province_government"])
def test_a_government_of_another_kind_than_its_region_is_set_aside(
    project: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    record = {"subject": "Pemda Paser", "subject_kind": kind, "region": "64.01", "year": 2023, "score": 83.5}
    write_lines(project / "mine.jsonl", [record | {"scale": "quality", "sources": AGREEMENT["sources"]}])
    assert main(["load", "mine.jsonl"]) == SOME_SET_ASIDE
    (found,) = issues(capsys)
    assert found["reason"] == f"64.01 is Kabupaten Paser, and '{kind}' governs no regency"


def test_what_a_record_said_before_it_was_set_aside_is_told_to_go(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    loaded(capsys, "mine.jsonl")
    write_lines(project / "mine.jsonl", [AGREEMENT | {"signed_on": "2025-13-14"}])
    assert main(["load", "mine.jsonl", "--format", "table"]) == SOME_SET_ASIDE
    said = " ".join(capsys.readouterr().out.split())
    assert "an earlier version of them may have said is out of the graph" in said


@pytest.mark.parametrize(
    "command", [["template", "agreement"], ["load", "--kind", "agreement", "mine.jsonl"]]
)
def test_a_kind_that_was_mistyped_is_guessed(
    project: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    write_lines(project / "mine.jsonl", [AGREEMENT])
    assert main(command) == 2
    assert "Did you mean 'agreements'?" in capsys.readouterr().err


def test_a_link_that_leads_to_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = {"a.jsonl": "b.jsonl", "b.jsonl": "a.jsonl", "itself": "itself", "gone.csv": "nowhere"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(tmp_path / target)
    for name in links:
        assert main(["-C", str(tmp_path), "load", str(tmp_path / name)]) == 1
        assert f"{tmp_path / name} is a link that leads to no file." in capsys.readouterr().err


@pytest.mark.parametrize(
    "written", [json.dumps, lambda records: json.dumps(records, indent=1)], ids=["line", "lines"]
)
def test_two_records_with_one_key_are_not_made_one_wherever_they_stand(
    project: Path, capsys: pytest.CaptureFixture[str], written: Callable[[Any], str]
) -> None:
    (project / "mine.json").write_text(written([AGREEMENT, agreement(signed_on="2024-10-01")]))
    assert main(["load", "mine.json"]) == SOME_SET_ASIDE
    [issue] = issues(capsys)
    assert (issue["field"], issue["remedy"]) == ("id", "give each record an id of its own")


def test_a_record_that_says_the_same_without_an_id_is_told_to_add_its_sources(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = agreement(id=None, sources=[{"url": "https://example.org/news/2"}])
    write_lines(project / "mine.jsonl", [agreement(id=None), other])
    assert main(["load", "mine.jsonl"]) == SOME_SET_ASIDE
    [issue] = issues(capsys)
    assert (issue["line"], issue["field"]) == (2, "id")
    assert (
        issue["reason"] == "is missing, and kind, status, number, title, signed_on, parties are as in line 1"
    )
    assert issue["remedy"].startswith("add its sources to that record")


def test_a_record_that_was_set_aside_does_not_keep_out_the_right_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = AGREEMENT["parties"]
    write_lines(project / "mine.jsonl", [agreement(parties=[ours, {**theirs, "region": "99.99"}]), AGREEMENT])
    assert main(["load", "mine.jsonl"]) == SOME_SET_ASIDE
    assert [(issue["line"], issue["field"]) for issue in issues(capsys)] == [(1, "region")]


def test_that_something_loaded_is_doubtful_is_told_at_once(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = AGREEMENT["parties"]
    doubtful = agreement(parties=[ours, {"name": "Pemkab Contoh", "kind": theirs["kind"]}])
    write_lines(project / "mine.jsonl", [doubtful])
    assert main(["load", "mine.jsonl"]) == 0
    assert "1 doubt about what was loaded: `kg issues` lists it." in " ".join(capsys.readouterr().err.split())
    assert [issue["severity"] for issue in issues(capsys)] == ["warning"]


def test_of_a_workbook_it_is_told_which_sheets_were_not_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("2025")):
        sheet.append(
            ["kind", "status", "party_1_name", "party_1_kind", "party_2_name", "party_2_kind", "source_1_url"]
        )
        sheet.append(
            ["mou", "signed", "ORI", "ombudsman", "Univ. Contoh", "university", "https://example.org/1"]
        )
    book.active.title = "2024"
    book.save(project / "mine.xlsx")
    loaded(capsys, "mine.xlsx")
    [issue] = issues(capsys)
    assert "only the sheet '2024' was read, not '2025'. Records on another sheet" in issue["reason"]
    assert issue["remedy"] == "nothing, if that is as you want it"
