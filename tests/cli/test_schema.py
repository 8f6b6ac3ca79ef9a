from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.main import main

BROKEN = "concept: Person\nkind: node\nlabl: {en: Person, id: Orang}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "kg.toml").write_text("")
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["schema", *arguments]) == code
    return capsys.readouterr().out


def test_list_names_every_concept_with_both_labels(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["concept"]: row for row in json.loads(answer(capsys, "list"))}
    assert len(rows) == 27
    assert rows["Person"]["label_id"] == "Orang"
    assert rows["PART_OF"]["joins"] == [
        "Agreement -> Ceremony",
        "Institution -> Institution",
        "Region -> Region",
    ]


def test_show_gives_programs_everything_and_people_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    (concept,) = json.loads(answer(capsys, "show", "HOLDS"))
    assert concept["concept"] == "HOLDS"
    assert concept["joins"] == [{"from": "Person", "to": "Institution"}]
    aggregate = {"of": "seen_on", "by": "min", "words": [], "also": {}}
    assert concept["properties"]["first_seen"]["aggregate"] == aggregate
    table = answer(capsys, "show", "HOLDS", "--format", "table")
    assert "holds office at" in table
    assert "computed: min of seen_on" in table
    assert "(Person)-[:HOLDS]->(Institution)" in table


def test_show_explains_a_label_by_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    table = answer(capsys, "show", "OmbudsmanMember", "--format", "table")
    assert "a label of Person" in table
    assert "the office is Ketua, Wakil Ketua or Anggota" in table


def test_show_suggests_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "show", "Persn"]) == 2
    assert "Did you mean 'Person'?" in capsys.readouterr().err


def test_lint_lists_every_error_with_file_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "lint"]) == 0
    assert "nothing wrong" in capsys.readouterr().err
    (folder / "schema").mkdir()
    (folder / "schema" / "Person.yaml").write_text(BROKEN)
    lines = answer(capsys, "lint", code=1).splitlines()
    assert any(
        "Person.yaml:3: unknown key 'labl'" in line and "Did you mean 'label'" in line for line in lines
    )
    assert len(lines) > 1


def test_a_broken_concept_stops_other_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "schema").mkdir()
    (folder / "schema" / "Person.yaml").write_text(BROKEN)
    assert main(["schema", "list"]) == 1
    assert "Person.yaml:" in capsys.readouterr().err


def test_diagram_and_reference_are_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "diagram").startswith("flowchart LR\n")
    assert answer(capsys, "reference").startswith("# Schema reference\n")
