"""An Excel workbook says what the graph says, and holds nothing that a spreadsheet would run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook

from kg.cli.main import main
from kg.errors import UsageError
from kg.exports.values import xml_text
from kg.exports.workbook import CUT, MOST_CHARACTERS, write_workbook
from kg.formulas import unmarked
from kg.graph import Edge, Node
from kg.workspace import Workspace
from tests.exports.hostile import hostile_graph
from tests.stores.samples import complete, ontology


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "graph.xlsx"
    with path.open("w", encoding="utf-8") as file:
        write_workbook(file, complete(*hostile_graph()), None, ontology())  # type: ignore[arg-type]
    return path


def test_a_workbook_holds_texts_as_they_are_and_numbers_as_numbers(workbook: Path) -> None:
    nodes, edges = hostile_graph()
    frames = pd.read_excel(workbook, sheet_name=None, keep_default_na=False)
    assert list(frames) == ["nodes", "edges"]
    assert len(frames["edges"]) == len(edges)
    found = frames["nodes"].set_index("id")
    assert found.loc["assessment-1", "score"] == 87.5
    for node in nodes:
        name = xml_text(node.properties["name"]).replace("\r", "\n")
        assert unmarked(str(found.loc[node.id, "name"])).replace("\r", "\n") == name


def test_a_workbook_is_the_same_whenever_it_is_made(workbook: Path, tmp_path: Path) -> None:
    with (tmp_path / "graph.xlsx").open("w", encoding="utf-8") as file:
        write_workbook(file, complete(*hostile_graph()), None, ontology())  # type: ignore[arg-type]
    assert (tmp_path / "graph.xlsx").read_bytes() == workbook.read_bytes()
    with ZipFile(workbook) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in archive.read("docProps/core.xml")


def test_no_cell_of_a_workbook_is_a_formula(workbook: Path) -> None:
    cells = [cell for sheet in load_workbook(workbook) for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 100
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text.startswith(tuple("=+-@\t\r")) and not text[1:].isdigit()]


def test_a_text_that_no_cell_holds_is_cut_and_says_so(tmp_path: Path) -> None:
    nodes, _ = hostile_graph()
    long = nodes[0]._replace(properties={**nodes[0].properties, "name": "x" * (MOST_CHARACTERS + 1)})
    with (tmp_path / "graph.xlsx").open("w", encoding="utf-8") as file:
        write_workbook(file, complete([long], []), None, ontology())  # type: ignore[arg-type]
    (name,) = pd.read_excel(tmp_path / "graph.xlsx")["name"]
    assert len(name) == MOST_CHARACTERS
    assert name.endswith(CUT)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.exports.workbook.MOST_ROWS", 2)
    with (
        (tmp_path / "graph.xlsx").open("w") as file,
        pytest.raises(UsageError, match="more nodes: kg export csv"),
    ):
        write_workbook(file, complete(*hostile_graph()), None, ontology())  # type: ignore[arg-type]


def test_excel_opens_the_whole_bundled_graph(bundled: Workspace, tmp_path: Path) -> None:
    file, project = tmp_path / "graph.xlsx", ["-C", str(bundled.project.root)]
    assert main([*project, "export", "xlsx", "-o", str(file)]) == 0
    sheets = pd.read_excel(file, sheet_name=None)
    elements = list(bundled.store.snapshot())
    assert set(sheets["nodes"]["id"]) == {each.id for each in elements if isinstance(each, Node)}
    assert set(sheets["edges"]["id"]) == {each.id for each in elements if isinstance(each, Edge)}


def test_who_reads_only_the_beginning_is_shown_no_fault(bundled: Workspace) -> None:
    command = [sys.executable, "-m", "kg", "-C", str(bundled.project.root), "export", "xlsx", "-o", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(2) == b"PK"
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
