"""GEXF and GraphML as Gephi opens them, with Gephi's own code, which Maven fetches (.ci/gephi/toolkit)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg.exports.gexf import write_gexf
from kg.exports.graphml import write_graphml
from kg.exports.values import attributes_of, span, values
from kg.graph import Edge, Node
from kg.ontology import Ontology
from kg.workspace import Workspace
from tests.exports.hostile import hostile_graph, in_xml
from tests.stores.samples import complete, ontology

pytestmark = pytest.mark.slow

TOOLKIT = Path(__file__).parents[2] / ".ci" / "gephi" / "toolkit"
PROGRAM = Path(__file__).with_name("OpenInGephi.java")
WRITERS: dict[str, Callable[..., None]] = {"gexf": write_gexf, "graphml": write_graphml}
FILES = ["hostile.gexf", "bundled.gexf", "NO_MERGE=hostile.graphml", "NO_MERGE=bundled.graphml"]
#: A machine that has neither UTF-8 nor our days by itself.
ELSEWHERE = ["-Dfile.encoding=windows-1252", "-Duser.timezone=America/Los_Angeles"]


class Opened(NamedTuple):
    """A graph, and what Gephi found in the file that was written of it."""

    nodes: list[Node]
    edges: list[Edge]
    ontology: Ontology
    found: dict[str, Any]


@pytest.fixture(scope="module")
def jar() -> Path:
    done = subprocess.run([TOOLKIT], capture_output=True, text=True, check=False)
    if done.returncode:
        told = f"The Gephi Toolkit cannot be had here: {done.stderr[-300:]}"
        assert "KG_REQUIRE_GEPHI" not in os.environ, told
        pytest.skip(told)
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def opened(jar: Path, bundled: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """What is opened here, all at once: Gephi takes seconds to start."""
    folder = tmp_path_factory.mktemp("gephi")
    graphs = {"hostile": (*hostile_graph(), ontology()), "bundled": (*elements(bundled), bundled.ontology)}
    for name, (nodes, edges, concepts) in graphs.items():
        for format, write in WRITERS.items():
            with (folder / f"{name}.{format}").open("w", encoding="utf-8", newline="\n") as file:
                write(file, complete(nodes, edges), None, concepts)
    # A program that runs for seconds is done before it has been compiled well.
    command = ["java", "-XX:TieredStopAtLevel=1", *ELSEWHERE, "-cp", jar, PROGRAM, *FILES]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return {
        file: Opened(*graphs["bundled" if "bundled" in file else "hostile"], each)
        for file, each in zip(FILES, found, strict=True)
    }


def elements(workspace: Workspace) -> tuple[list[Node], list[Edge]]:
    kept: list[tuple[list[Node], list[Edge]]] = []
    workspace.export(lambda changes, _: kept.append((list(changes.nodes), list(changes.edges))))
    return kept[0]


def in_gephi(text: str) -> str | None:
    """A text as Gephi has it in a column: it takes null for nothing and each INF for a number."""
    return None if text == "null" else in_xml(text).replace("INF", "Infinity")


def in_columns(element: Node | Edge, concepts: Ontology, format: str) -> dict[str, Any]:
    """What is to stand in the columns of an element; in GraphML lists are JSON."""
    found: dict[str, Any] = {"concept": element.concept}
    if isinstance(element, Node):
        found["labels"] = list(element.labels)
    concept = (concepts.nodes | concepts.edges)[element.concept]
    found |= {name: value for (name, _), value in values(element, attributes_of(concept))}
    there = {name: in_column(value, format) for name, value in found.items()}
    return {name: value for name, value in there.items() if value not in (None, "")}


def in_column(value: Any, format: str) -> Any:
    if isinstance(value, list):
        if format == "graphml":
            return in_gephi(json.dumps(value, ensure_ascii=False))
        return [in_gephi(each) for each in value]
    return value if isinstance(value, bool | int | float) else in_gephi(str(value))


@pytest.mark.parametrize("file", FILES)
def test_gephi_has_nothing_to_report(opened: dict[str, Opened], file: str) -> None:
    assert opened[file].found["issues"] == []


@pytest.mark.parametrize("file", FILES)
def test_every_node_and_every_edge_arrives(opened: dict[str, Opened], file: str) -> None:
    nodes, edges, _, found = opened[file]
    assert set(found["nodes"]) == {each.id for each in nodes}
    assert {
        (id, each["source"], each["target"], each["directed"], each["weight"])
        for id, each in found["edges"].items()
    } == {(each.id, each.tail, each.head, True, 1.0) for each in edges}


@pytest.mark.parametrize("file", FILES)
def test_labels_and_colours_are_as_the_ontology_has_them(opened: dict[str, Opened], file: str) -> None:
    nodes, edges, concepts, found = opened[file]
    for node in nodes:
        there, looks = found["nodes"][node.id], concepts.nodes[node.concept].view
        assert (there["label"], there["colour"]) == (in_xml(node.properties["name"]), looks.colour + "FF")
    for edge in edges:
        there, drawn = found["edges"][edge.id], concepts.edges[edge.concept]
        assert (there["label"], there["colour"]) == (drawn.reads.forward.en, drawn.view.colour + "FF")


@pytest.mark.parametrize("file", FILES)
def test_every_value_stands_in_its_column(opened: dict[str, Opened], file: str) -> None:
    nodes, edges, concepts, found = opened[file]
    format = file.rpartition(".")[2]
    for each in nodes:
        assert found["nodes"][each.id]["attributes"] == in_columns(each, concepts, format)
    for each in edges:
        assert found["edges"][each.id]["attributes"] == in_columns(each, concepts, format)


def test_columns_have_types_and_no_title_stands_twice(opened: dict[str, Opened]) -> None:
    columns = opened["bundled.gexf"].found["columns"]
    types = dict(columns["node"])
    assert len(types) == len(columns["node"])
    assert [types[title] for title in ("name", "aliases", "year", "score")] == [
        "String", "String[]", "Long", "Double"
    ]  # fmt: skip
    assert dict(columns["edge"])["inferred"] == "Boolean"


def test_what_is_known_in_part_is_there_for_the_whole_of_it(opened: dict[str, Opened]) -> None:
    found = opened["hostile.gexf"].found
    days = {id: each.get("days") for id, each in (found["nodes"] | found["edges"]).items()}
    assert days["assessment-1"] == "<[2023-01-01, 2023-12-31]>"
    assert days["holds-0"] == "<[2023-01-01, 2024-12-31]>"
    assert days["holds-1"] == "<[2024-02-29, Infinity]>"
    assert days["holds-2"] == "<[-Infinity, 2024-02-29]>"


def test_what_ends_before_it_begins_has_no_days_but_is_kept(opened: dict[str, Opened]) -> None:
    backwards = opened["hostile.gexf"].found["edges"]["holds-3"]
    assert "days" not in backwards
    assert (backwards["attributes"]["first_seen"], backwards["attributes"]["last_seen"]) == ("2024", "2023")


def test_offices_of_one_person_in_one_institution_are_edges_of_their_own(opened: dict[str, Opened]) -> None:
    edges = opened["hostile.gexf"].found["edges"]
    assert [edges[f"holds-{i}"]["kind"] for i in range(4)] == ["HOLDS", "HOLDS 2", "HOLDS 3", "HOLDS 4"]


def test_every_day_arrives_and_spans_the_timeline(opened: dict[str, Opened]) -> None:
    nodes, edges, concepts, found = opened["bundled.gexf"]
    there = found["nodes"] | found["edges"]
    every: list[str] = []
    for each in (*nodes, *edges):
        days = span(each, (concepts.nodes | concepts.edges)[each.concept])
        first, last = (day or never for day, never in zip(days, ("-Infinity", "Infinity"), strict=True))
        assert there[each.id].get("days") == (f"<[{first}, {last}]>" if any(days) else None)
        every += filter(None, days)
    assert found["timeline"] == [min(every), max(every)]
