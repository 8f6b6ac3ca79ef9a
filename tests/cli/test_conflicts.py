from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from kg.cli.main import main
from kg.workspace import Workspace
from tests.cli.articles import TEXT


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for every line of a table."""
    monkeypatch.setenv("COLUMNS", "200")


def run(workspace: Workspace, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `kg conflicts` prints in the project of the bundled data."""
    code = main(["--project", str(workspace.project.root), "conflicts", *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def test_a_table_has_a_block_for_each_disagreement_and_numbers_sources(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(bundled, capsys, "--format", "table")
    titles = re.findall(r"^\d+\. (.+): ([\w ]+) \((\d+) questions?\)$", shown, re.MULTILINE)
    assert len(titles) == 11
    assert titles[0][:2] == ("MoU Ombudsman RI - Univ. Jenderal Soedirman, 2024-08-07", "Date")
    assert titles[1][:2] == ("Pemkab Pandeglang, 2019", "Zone")
    assert re.search(r"\nyellow +yes +3 +\[3\], but not \[4, 5\]\nred +no +2 +\[4, 5\]\n", shown)
    assert re.search(r"^\[3\] detikcom: ", shown, re.MULTILINE)
    assert "one or more of these sources say so" in shown


def test_json_has_the_sides_with_all_that_is_known_of_their_sources(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = json.loads(run(bundled, capsys, "Pemkab Pandeglang, 2019"))
    assert (found["property"], found["consequence"]) == ("zone", round(found["questions"] * 2 / 3, 2))
    yellow, red = found["sides"]
    assert (yellow["value"], yellow["stands"], yellow["weight"]) == ("kuning", True, 3)
    assert (red["value"], red["stands"], red["weight"]) == ("merah", False, 2)
    assert [source["outlet"] for source in yellow["sources"]] == ["detikcom"]
    assert yellow["otherwise"] == red["sources"]


def test_csv_has_a_row_for_each_side(bundled: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(run(bundled, capsys, "--limit", "2", "--format", "csv").splitlines()))
    assert [(row["conflict"], row["value"], row["stands"]) for row in rows] == [
        ("1", "2024-08-07", "yes"),
        ("1", "2024-07-08", "no"),
        ("2", "kuning", "yes"),
        ("2", "merah", "no"),
    ]
    assert rows[1]["sources"] == "Unsoed https://unsoed.ac.id/?p=20191"


def test_a_limit_says_how_many_there_are(bundled: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Only the first 3 of 11" in run(bundled, capsys, "--limit", "3", "--format", "md")
    assert "Only the first" not in run(bundled, capsys, "--format", "md")


def test_where_all_agree_the_answer_says_so(bundled: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(bundled, capsys, "Fahmi Fadli", "--format", "table")
        == "No source says otherwise than the graph.\n"
    )
    assert json.loads(run(bundled, capsys, "Fahmi Fadli")) == []


def test_a_name_that_fits_nothing_or_several_is_refused(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, message in (("Fahmi", "'Fahmi Fadli'"), ("Nobody Contoh", "Nobody Contoh")):
        assert main(["--project", str(bundled.project.root), "conflicts", name]) == 2
        assert message in capsys.readouterr().err


def test_the_words_of_articles_are_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "two.txt").write_text(TEXT.replace("83,5", "=85,5"), "utf-8")
    main(["load", "one.txt", "two.txt"])
    main(["build"])
    capsys.readouterr()
    assert main(["conflicts", "--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"83\.5 +yes +1 +\[1\] +.*2023 adalah «83,5» \(zona kuning\)\. \[1\]", shown)
    assert re.search(r"85\.5 +no +1 +\[2\] +.*«85,5» \(zona kuning\)\. \[2\]", shown)
