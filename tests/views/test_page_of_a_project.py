from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kg
from kg.cli.main import main


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    with kg.open(folder) as workspace:
        workspace.load_bundled()
        workspace.build()
    return folder


def test_kg_view_writes_a_page_of_what_surrounds_a_name(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "paser.html"
    words = ["-C", str(project), "view", "Pemerintah Kabupaten Paser", "--hops", "2", "-o", str(target)]
    assert main(words) == 0
    assert capsys.readouterr().out.strip() == str(target)
    first = target.read_bytes()
    assert main(words) == 0  # the page it wrote itself is replaced, and comes out the same
    assert target.read_bytes() == first
    block = (
        first.decode().partition('<script id="data" type="application/json">')[2].partition("</script>")[0]
    )
    data = json.loads(block)
    names = {node["name"] for node in data["nodes"]}
    assert {"Pemerintah Kabupaten Paser", "Ombudsman Republik Indonesia", "Kabupaten Paser"} <= names
    assert all(node["sources"] for node in data["nodes"])
    assert all(set(edge["sources"]) <= set(data["sources"]) for edge in data["edges"])


def test_kg_view_without_a_name_shows_the_best_connected_part(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.html"
    assert main(["-C", str(project), "view", "-o", str(target)]) == 0
    html = target.read_text("utf-8")
    shown = re.search(r"<h1[^>]*>The whole graph: ([\d,]+) entities</h1>", html)
    assert shown, "not the name of the folder"
    assert f"2,000 of {shown.group(1)} entities" in html
    assert "these are the best connected" in html


def test_kg_view_says_that_there_is_no_such_name(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(project), "view", "Nobody At All", "-o", str(tmp_path / "x.html")]) == 2
    assert capsys.readouterr().err.startswith("Error: ")
    assert not (tmp_path / "x.html").exists()
