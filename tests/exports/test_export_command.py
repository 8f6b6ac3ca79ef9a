"""`kg export`: files for other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.main import main
from kg.workspace import Workspace


def test_the_folder_for_the_import_is_named_and_what_to_do_next(
    bundled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a folder"
    assert main(["-C", str(bundled.project.root), "export", "neo4j-admin", str(folder)]) == 0
    out, told = capsys.readouterr()
    assert out == f"{folder}\n"
    assert "neo4j-admin database import full neo4j @import.args" in told
    assert "kg build --store neo4j://localhost" in told
    assert "--nodes=Person.csv" in (folder / "import.args").read_text("utf-8").splitlines()


def test_a_folder_of_the_user_is_refused_before_any_work(
    bundled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert main(["-C", str(bundled.project.root), "export", "neo4j-admin", str(tmp_path)]) == 2
    assert "no export wrote it" in capsys.readouterr().err


def test_the_style_has_a_rule_for_every_concept(
    bundled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(bundled.project.root), "export", "grass"]) == 0
    style = capsys.readouterr().out
    for name, concept in bundled.ontology.nodes.items():
        assert f"node.{name} {{\n  color: {concept.view.colour};" in style
    for name, concept in bundled.ontology.edges.items():
        assert f"relationship.{name} {{\n  color: {concept.view.colour};" in style

    file = tmp_path / "kg.grass"
    assert main(["-C", str(bundled.project.root), "export", "grass", "-o", str(file)]) == 0
    assert file.read_text("utf-8") == style
