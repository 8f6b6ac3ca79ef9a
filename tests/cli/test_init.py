from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.cli.main import main
from kg.project import find_project


def test_init_makes_a_project_that_is_found_from_below(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "news room")]) == 0
    project = find_project(tmp_path / "news room" / "data")
    assert project.root == (tmp_path / "news room").resolve()
    assert project.name == "news room"
    assert (project.root / "data" / "README.md").is_file()
    assert (project.root / "queries" / "README.md").is_file()
    assert ".kg/" in (project.root / ".gitignore").read_text().splitlines()


def test_init_refuses_a_folder_that_is_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", str(tmp_path)])
    before = (tmp_path / "kg.toml").read_text()
    assert main(["init", str(tmp_path)]) == 2
    assert "is a project already" in capsys.readouterr().err
    assert (tmp_path / "kg.toml").read_text() == before


def test_init_leaves_existing_files_as_they_are(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize("name", ['say "hi"', "back\\slash", "new\nline", "délta\x7f", "[x] # {y}"])
def test_any_folder_name_gives_a_valid_kg_toml(tmp_path: Path, name: str) -> None:
    assert main(["init", str(tmp_path / name)]) == 0
    assert tomllib.loads((tmp_path / name / "kg.toml").read_text("utf-8"))["project"]["name"]
    assert find_project(tmp_path / name).config


def test_init_says_what_to_try_next_and_quiet_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(tmp_path / "a")])
    assert f"cd {tmp_path / 'a'}" in capsys.readouterr().err
    main(["--quiet", "init", str(tmp_path / "b")])
    assert capsys.readouterr().err == ""


def test_init_says_plainly_that_it_may_not_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    assert main(["init", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("Error: ")
    assert str(tmp_path / "data") in error
    assert not (tmp_path / "kg.toml").exists()


def test_the_query_that_a_new_project_shows_is_a_good_one(tmp_path: Path) -> None:
    main(["init", str(tmp_path)])
    lines = (tmp_path / "queries" / "README.md").read_text().splitlines()
    query = "\n".join(line[4:] for line in lines if line.startswith("    "))
    (tmp_path / "queries" / "offices-of-a-person.cypher").write_text(query)
    assert main(["-C", str(tmp_path), "query", "show", "offices-of-a-person"]) == 0
    assert main(["-C", str(tmp_path), "query", "lint"]) == 0
