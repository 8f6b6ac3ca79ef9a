"""GraphML, GEXF and CSV say to other programs what the graph says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.main import main
from kg.exports.gexf import write_gexf
from kg.exports.graphml import write_graphml
from kg.exports.tables import write_tables
from kg.exports.values import span
from kg.formulas import harmless, unmarked
from kg.loading import split
from kg.readers import Row, read_rows
from kg.workspace import Workspace
from tests.exports.hostile import HOSTILE, hostile_graph, in_xml
from tests.stores.samples import complete, edge, ontology


def written(write: Any) -> io.BytesIO:
    file = io.StringIO(newline="\n")
    write(file, complete(*hostile_graph()), None, ontology())
    return io.BytesIO(file.getvalue().encode("utf-8"))


@pytest.fixture(
    scope="module",
    params=[(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)],
    ids=["graphml", "gexf"],
)
def read_back(request: pytest.FixtureRequest) -> nx.MultiDiGraph[str]:
    write, read = request.param
    return read(written(write))


def test_networkx_reads_every_node_and_parallel_edges_as_they_were(read_back: nx.MultiDiGraph[str]) -> None:
    nodes, edges = hostile_graph()
    assert set(read_back) == {each.id for each in nodes}
    assert {(u, v, key) for u, v, key in read_back.edges(keys=True)} == {
        (e.tail, e.head, e.id) for e in edges
    }


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", None, ("2023-01-01", None)),
        (None, "2023-02", (None, "2023-02-28")),
        (None, None, (None, None)),
        ("2024-09-03", "2024-09-02", (None, None)),  # nobody knows which of the two is wrong
        ("2024-09-03", "2024", ("2024-09-03", "2024-12-31")),
    ],
)
def test_an_element_lasts_from_the_first_to_the_last_day_that_its_dates_allow(
    first: str | None, last: str | None, wanted: tuple[str | None, str | None]
) -> None:
    office = edge("holds-1", "HOLDS", "person-1", "institution-1", first_seen=first, last_seen=last)
    assert span(office, ontology().edges["HOLDS"]) == wanted


def test_hostile_text_arrives_as_text(read_back: nx.MultiDiGraph[str]) -> None:
    for i, text in enumerate(HOSTILE):
        found = read_back.nodes[f"person-{i}"]
        assert found["name"] == in_xml(text)
        aliases = json.loads(found["aliases"], strict=False)  # GEXF has line ends as they are
        assert [in_xml(each) for each in aliases] == [in_xml(text), "a; b"]
        assert read_back.edges[f"person-{i}", "agreement-1", f"signed-{i}"]["role"] == in_xml(text)


def test_attributes_keep_their_types(read_back: nx.MultiDiGraph[str]) -> None:
    assert read_back.nodes["assessment-1"]["year"] == 2023
    assert read_back.nodes["assessment-1"]["score"] == 87.5
    assert read_back.nodes["agreement-1"]["signed_on"] == "2024-09"
    assert read_back.nodes["person-0"]["concept"] == "Person"
    assert json.loads(read_back.nodes["person-0"]["labels"]) == ["Person", "Official"]


def test_sources_and_conflicts_come_along(read_back: nx.MultiDiGraph[str]) -> None:
    assert json.loads(read_back.nodes["person-0"]["sources"]) == ["source-1"]
    assert json.loads(read_back.nodes["person-0"]["conflicts"]) == [f"name | {HOSTILE[0]} | source-1"]
    assert json.loads(read_back.edges["person-0", "agreement-1", "signed-0"]["statements"]) == ["s1", "s2"]


def test_gephi_gets_the_colours_of_the_ontology_and_the_days_it_names() -> None:
    graph = nx.read_gexf(written(write_gexf))
    colour = ontology().nodes["Person"].view.colour
    red, green, blue = (graph.nodes["person-0"]["viz"]["color"][part] for part in "rgb")
    assert f"#{red:02X}{green:02X}{blue:02X}" == colour.upper()
    holds = graph.edges["person-1", "institution-1", "holds-0"]
    assert (holds["start"], holds["end"]) == ("2023-01-01", "2024-12-31")  # the whole of partial dates
    assert (graph.nodes["assessment-1"]["start"], graph.nodes["assessment-1"]["end"]) == (
        "2023-01-01",
        "2023-12-31",
    )
    assert "start" not in graph.nodes["person-0"]


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_is_read_back(text: str) -> None:
    cell = harmless(text)
    assert unmarked(cell) == text
    assert cell == text or not cell.startswith(tuple("=+-@\t\r"))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    nodes, edges = hostile_graph()
    people = [
        each
        for each in nodes
        if "\x00" not in each.properties["name"] and "\ud800" not in each.properties["name"]
    ]
    known = {each.id for each in people}
    kept = [each for each in edges if each.tail in known]
    with (
        (folder / "nodes.csv").open("w", encoding="utf-8", newline="\n") as first,
        (folder / "edges.csv").open("w", encoding="utf-8", newline="\n") as second,
    ):
        write_tables((first, second), complete(people, kept), None, ontology())  # type: ignore[arg-type]
    return folder


def rows(path: Path) -> Iterator[dict[str, Any]]:
    for row in read_rows(path):
        assert isinstance(row, Row)
        yield row.data


def test_our_reader_gets_back_what_was_written(tables: Path) -> None:
    wanted = {each.id: each.properties for each in hostile_graph()[0]}
    found = list(rows(tables / "nodes.csv"))
    assert len(found) == len(wanted) - 2
    for row in found:
        assert (row["name"] or "").strip() == wanted[row["id"]]["name"].strip()
        assert len(split(row["sources"])) == 1


def test_pandas_reads_both_tables_and_joins_them(tables: Path) -> None:
    nodes, edges = pd.read_csv(tables / "nodes.csv"), pd.read_csv(tables / "edges.csv")
    joined = edges.merge(nodes, left_on="source", right_on="id", suffixes=("", "_of_source"))
    assert len(joined) == len(edges)
    assert nodes.set_index("id").loc["assessment-1", "score"] == 87.5
    assert set(edges["relation"]) == {"SIGNED", "HOLDS"}


def test_no_cell_of_the_tables_is_a_formula(tables: Path) -> None:
    for path in (tables / "nodes.csv", tables / "edges.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r")) and not cell[1:].isdigit()]


@pytest.mark.parametrize("format", ["graphml", "gexf", "jsonld", "ftm"])
def test_a_file_is_replaced_only_with_force_and_dash_is_standard_output(
    format: str, bundled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, project = tmp_path / f"graph.{format}", ["-C", str(bundled.project.root)]
    file.write_text("mine", "utf-8")
    assert main([*project, "export", format, "-o", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"
    assert main([*project, "export", format, "-o", str(file), "--force"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert main([*project, "export", format, "-o", "-"]) == 0
    assert capsys.readouterr().out == file.read_text("utf-8")


def test_the_bundled_graph_is_whole_in_both_tables(
    bundled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(bundled.project.root), "export", "csv", str(tmp_path / "tables")]) == 0
    counts = bundled.store.schema()
    assert sum(1 for _ in rows(tmp_path / "tables" / "edges.csv")) == sum(counts["edges"].values())
    assert main(["-C", str(bundled.project.root), "export", "csv", str(tmp_path / "tables")]) == 2


def test_what_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    from kg.files import written_whole
    from tests.stores.samples import BreakOffError, breaking_off

    nodes, edges = hostile_graph()
    changes = complete(nodes)
    changes.edges = breaking_off(edges, 3)
    with pytest.raises(BreakOffError), written_whole(tmp_path / "graph.gexf") as file:
        write_gexf(file, changes, None, ontology())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
