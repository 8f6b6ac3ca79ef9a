"""What was loaded is listed, and taken back for good when its file has gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.workspace import Workspace
from tests.cli.articles import PAGE
from tests.cli.records import AGREEMENT, agreement, write_lines

SECOND = agreement(id="invented-2", signed_on="2024-10-01")
ASK = "MATCH (a:Agreement) RETURN a.signed_on AS day ORDER BY day"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two files of one agreement each, loaded and built."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    write_lines(tmp_path / "data" / "first.jsonl", [AGREEMENT])
    write_lines(tmp_path / "data" / "second.jsonl", [SECOND])
    assert main(["load", "data"]) == main(["build"]) == 0
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """What a command prints as JSON."""
    capsys.readouterr()
    assert main([*arguments, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def days(workspace: Workspace) -> list[str]:
    return [row["day"] for row in workspace.cypher(ASK)]


def snapshot(workspace: Workspace) -> set[str]:
    return set(map(repr, workspace.store.snapshot()))


def test_data_sets_are_listed_with_where_they_came_from(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "second.jsonl").unlink()
    rows = {row["dataset"]: row for row in printed(capsys, "datasets")}
    assert {name: row["came_from"] for name, row in rows.items()} == {
        "bundled/regions.csv": "comes with kg",
        "data/first.jsonl": "file",
        "data/second.jsonl": "file, not here",
    }
    assert rows["data/first.jsonl"]["records"] == 1


def test_what_a_removed_file_said_leaves_the_graph_once_it_is_withdrawn(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "second.jsonl").unlink()
    gone = printed(capsys, "withdraw", "data/second.jsonl")
    assert [(row["dataset"], row["records"]) for row in gone] == [("data/second.jsonl", 1)]
    assert gone[0]["retired"] > 10
    assert main(["build"]) == 0
    with kg.open(project) as workspace:
        assert days(workspace) == ["2024-09-03"]
    assert "data/second.jsonl" not in {row["dataset"] for row in printed(capsys, "datasets")}


def test_the_graph_after_a_withdrawal_is_that_of_a_ledger_which_never_had_the_file(project: Path) -> None:
    with kg.open(project) as workspace:
        workspace.withdraw(["data/second.jsonl"])
        workspace.build()
        incremental = snapshot(workspace)
        workspace.build(rebuild=True)
        assert snapshot(workspace) == incremental
    other = project / "other"
    (other / "data").mkdir(parents=True)
    (other / "kg.toml").touch()
    write_lines(other / "data" / "first.jsonl", [AGREEMENT])
    with kg.open(other) as workspace:
        workspace.load([other / "data" / "first.jsonl"])
        workspace.build()
        assert snapshot(workspace) == incremental


def test_loading_a_withdrawn_file_brings_all_of_it_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with kg.open(project) as workspace:
        before = snapshot(workspace)
    assert main(["withdraw", "data/second.jsonl"]) == main(["build"]) == 0
    report = {row["file"]: row for row in printed(capsys, "load", "data")}["data/second.jsonl"]
    assert report["unchanged"] is False
    assert report["new"] > 10
    assert main(["build"]) == 0
    with kg.open(project) as workspace:
        assert snapshot(workspace) == before


def test_a_folder_is_withdrawn_with_all_that_was_loaded_from_it_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "data-other.jsonl", [agreement(id="invented-3", signed_on="2024-11-01")])
    assert main(["load", "data-other.jsonl"]) == 0
    gone = printed(capsys, "withdraw", "data/")
    assert {row["dataset"] for row in gone} == {"data/first.jsonl", "data/second.jsonl"}
    assert main(["build"]) == 0
    with kg.open(project) as workspace:
        assert days(workspace) == ["2024-11-01"]


def test_the_folder_of_the_project_is_all_of_its_files_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--bundled"]) == 0
    assert {row["dataset"] for row in printed(capsys, "withdraw", ".")} == {
        "data/first.jsonl",
        "data/second.jsonl",
    }


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_withdraws_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A script may have lost what it was to name."""
    assert main(["load", str(project / "data" / "first.jsonl")]) == 0
    (outside := project.parent / "outside.jsonl").write_bytes((project / "data" / "first.jsonl").read_bytes())
    assert main(["load", str(outside)]) == 0
    before = printed(capsys, "datasets")
    assert main(["withdraw", name]) == 2
    assert "The name of a data set is empty" in capsys.readouterr().err
    assert printed(capsys, "datasets") == before


def test_an_article_is_withdrawn_with_its_text_and_its_doubts(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with kg.open(project) as workspace:
        before = snapshot(workspace)
    (project / "news.html").write_text(PAGE, encoding="utf-8")
    assert main(["load", "news.html"]) == main(["build"]) == 0
    with kg.open(project) as workspace:
        sources = [id for id in workspace.ledger.sources() if workspace.ledger.text(id)]
        assert len(sources) == 1
        assert workspace.withdraw(["news.html"])[0].retired > 0
        workspace.build()
        assert snapshot(workspace) == before
        assert workspace.ledger.text(sources[0]) is None
        assert "news.html" not in {issue.dataset for issue in workspace.issues()}


def test_a_document_that_could_never_be_read_is_withdrawn_with_its_issue(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "scan.pdf").write_bytes(b"%PDF-1.4 and nothing that follows")
    assert main(["load", "scan.pdf"]) == 3
    assert printed(capsys, "issues", "--dataset", "scan.pdf")
    assert main(["withdraw", "scan.pdf"]) == 0
    assert printed(capsys, "issues") == []


def test_a_document_that_could_never_be_read_is_not_missed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "scan.pdf").write_bytes(b"%PDF-1.4 and nothing that follows")
    assert main(["load", "data"]) == 3
    (project / "data" / "scan.pdf").unlink()
    capsys.readouterr()
    assert main(["load", "data"]) == 0
    assert "not here any more" not in capsys.readouterr().err


def test_bundled_data_is_withdrawn_but_for_the_regions_that_others_refer_to(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--bundled"]) == 0
    gone = {row["dataset"] for row in printed(capsys, "withdraw", "bundled/")}
    assert gone == {"bundled/agreements.jsonl", "bundled/assessments.jsonl", "bundled/offices.jsonl"}
    assert main(["withdraw", "bundled/regions.csv"]) == 2
    assert "other records refer to what it says" in capsys.readouterr().err


def test_a_folder_of_the_project_is_not_taken_for_what_comes_with_kg(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "bundled").mkdir()
    write_lines(project / "bundled" / "agreements.jsonl", [agreement(id="invented-3")])
    assert main(["load", "bundled"]) == 0
    listed = {row["dataset"]: row["came_from"] for row in printed(capsys, "datasets")}
    assert listed["./bundled/agreements.jsonl"] == "file"
    (gone,) = printed(capsys, "withdraw", "bundled/agreements.jsonl")
    assert gone["dataset"] == "./bundled/agreements.jsonl"


def test_one_name_that_is_wrong_leaves_everything_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["withdraw", "data/first.jsonl", "data/secnd.jsonl"]) == 2
    assert "Did you mean 'data/second.jsonl'" in capsys.readouterr().err
    assert main(["build"]) == 0
    with kg.open(project) as workspace:
        assert days(workspace) == ["2024-09-03", "2024-10-01"]


def test_loading_a_folder_tells_of_files_that_have_gone_from_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "second.jsonl").rename(project / "data" / "renamed.jsonl")
    capsys.readouterr()
    assert main(["load"]) == 0
    told = capsys.readouterr().err
    assert "1 file loaded from here before is not here any more: data/second.jsonl." in told
    assert main(["withdraw", "data/second.jsonl"]) == 0
    capsys.readouterr()
    assert main(["load"]) == 0
    assert "not here any more" not in capsys.readouterr().err


def test_a_file_that_was_emptied_is_refused_with_what_takes_it_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "data" / "first.jsonl").write_text("")
    capsys.readouterr()
    assert main(["load", "data/first.jsonl"]) == 1
    assert "`kg withdraw data/first.jsonl`" in capsys.readouterr().err
