from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.cli.main import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where demos run: a name with blanks in it."""
    return tmp_path_factory.mktemp("a folder with blanks")


def test_demo_answers_three_questions_and_writes_a_page_and_does_so_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["demo"]) == 0
    first = capsys.readouterr().out
    assert first.startswith("Loaded 165 agreements, 629 assessments, 425 offices, 552 regions: ")
    for title in ("Who signed with whom", "Who stood in for whom", "Scores before and after"):
        assert f"\n{title}" in first
    assert len(re.findall(r"^\[1\] ", first, re.MULTILINE)) == 3
    page = (folder / "kg-demo" / "network.html").read_text("utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert len(re.findall(r"^  \S.* -C kg-demo ", first, re.MULTILINE)) == 5
    assert main(["demo"]) == 0
    assert capsys.readouterr().out == first
    assert (folder / "kg-demo" / "network.html").read_text("utf-8") == page


def test_what_the_demo_suggests_works(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["demo"]) == 0
    capsys.readouterr()
    for command in (
        ["show", "Mokhammad Najih"],
        ["path", "Fahmi Fadli", "Nurochman"],
        ["query", "list"],
        ["query", "run", "agreements-of-region", "Sulawesi Selatan"],
    ):
        assert main(["-C", "kg-demo", *command]) == 0, command
        assert json.loads(capsys.readouterr().out), command
    assert main(["-C", "kg-demo", "view", "Hery Susanto"]) == 0


def test_demo_leaves_folders_alone_that_it_did_not_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "newsroom"]) == 0
    before = sorted((tmp_path / "newsroom").rglob("*"))
    assert main(["demo", "newsroom"]) == 2
    assert "left alone" in capsys.readouterr().err
    assert sorted((tmp_path / "newsroom").rglob("*")) == before
    (tmp_path / "kg-demo").mkdir()
    (tmp_path / "kg-demo" / "notes.txt").write_text("mine")
    assert main(["demo"]) == 2
    assert [path.name for path in (tmp_path / "kg-demo").iterdir()] == ["notes.txt"]
