"""Lists of edges and FollowTheMoney entities become records like any other. All people are invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import Edge, Node
from kg.workspace import Workspace

EDGES = """\
source,source_name,relation,target,target_name,role,date,source_1_url
p1,Siti Contoh,HOLDS,i1,Universitas Contoh,Rektor,2024-09-03,https://example.org/1
p1,Siti Contoh,menandatangani,m1,MoU Contoh,,,
m1,MoU Contoh,was signed by,p3,Ani Contoh,,,
p1,Siti Contoh,befriended,m1,MoU Contoh,,,
p1,Siti Contoh,SIGNED,i1,Universitas Contoh,,,
i1,Universitas Contoh,LOCATED_IN,64.01,Kabupaten Paser,,,
"""


def ftm(id: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": properties}


MEMORANDUM = "memorandum of understanding"
ENTITIES = [
    ftm("o1", "Occupancy", holder=["p1"], post=["q1"], startDate=["2023-01"], sourceUrl=["https://example.org/2"]),
    ftm("p1", "Person", name=["Siti Contoh", "Contoh, Siti"], birthDate=["1970"], proof=["a1"]),
    ftm("i1", "PublicBody", name=["Universitas Contoh"]),
    ftm("q1", "Position", name=["Rektor"], organization=["i1"]),
    ftm("a1", "Article", title=["Kampus kita"], publisher=["Harian Contoh"], sourceUrl=["https://example.org/3"]),
    ftm("c1", "Contract", title=["MoU Contoh"], type=[MEMORANDUM], contractDate=["2024-09-03"]),
    ftm("l1", "UnknownLink", subject=["p1"], object=["c1"], role=["signed"]),
    ftm("l2", "UnknownLink", subject=["p1"], object=["c1"], role=["befriended"]),
    ftm("v1", "Vessel", name=["MV Contoh"]),
    ftm("o2", "Occupancy", holder=["p9"], post=["q1"]),
    ftm("m1", "Membership", member=["p1"], organization=["i1"]),
]  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with kg.open(tmp_path) as opened:
        yield opened


def loaded(workspace: Workspace, name: str, text: str, kind: str | None = None) -> Any:
    path = workspace.project.root / name
    path.write_text(text, "utf-8")
    report = workspace.load([path], kind)[-1]
    workspace.build()
    return report


def lines(entities: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(entity) + "\n" for entity in entities)


def graph(workspace: Workspace) -> tuple[dict[str, Node], list[Edge]]:
    elements = list(workspace.store.snapshot())
    nodes = {each.id: each for each in elements if isinstance(each, Node)}
    return nodes, sorted(each for each in elements if isinstance(each, Edge))


def told(workspace: Workspace, *concepts: str) -> set[tuple[str, str, str]]:
    nodes, edges = graph(workspace)
    return {
        (nodes[e.tail].properties["name"], e.concept, nodes[e.head].properties["name"])
        for e in edges
        if e.concept in concepts
    }


def test_a_list_of_edges_becomes_edges_of_ours_whichever_way_it_reads(workspace: Workspace) -> None:
    report = loaded(workspace, "edges.csv", EDGES)
    assert (report.kind, report.records) == ("edges", 3)
    assert told(workspace, "HOLDS", "SIGNED") == {
        ("Siti Contoh", "HOLDS", "Universitas Contoh"),
        ("Siti Contoh", "SIGNED", "MoU Contoh"),
        ("Ani Contoh", "SIGNED", "MoU Contoh"),
    }
    nodes, _ = graph(workspace)
    assert sum(node.properties["name"] == "Siti Contoh" for node in nodes.values()) == 1


def test_an_edge_without_a_source_cites_the_file_and_no_other_edge_does(workspace: Workspace) -> None:
    loaded(workspace, "edges.csv", EDGES)
    _, edges = graph(workspace)
    cited = {edge.concept: workspace.sources(edge.properties["sources"]) for edge in edges}
    assert [source.title for source in cited["SIGNED"].values()] == ["edges.csv"]
    assert [source.url for source in cited["HOLDS"].values()] == ["https://example.org/1"]


def test_rows_that_say_what_cannot_be_are_set_aside_each_with_its_line(workspace: Workspace) -> None:
    report = loaded(workspace, "edges.csv", EDGES)
    assert [(issue.line, issue.field) for issue in report.issues] == [
        (5, "relation"),
        (6, "i1"),
        (7, "relation"),
    ]
    befriended, joins, derived = (issue.reason for issue in report.issues)
    assert "'befriended' is no relation" in befriended
    assert "'i1' is taken for Agreement here and for Institution in an earlier record" in joins
    assert "worked out by kg itself" in derived


def test_followthemoney_entities_become_ours_with_the_sources_they_name(workspace: Workspace) -> None:
    report = loaded(workspace, "people.ftm.json", lines(ENTITIES))
    assert (report.kind, report.records, report.set_aside) == ("ftm", 5, 4)
    assert told(workspace, "HOLDS", "SIGNED", "SIGNED_ON") == {
        ("Siti Contoh", "HOLDS", "Universitas Contoh"),
        ("Siti Contoh", "SIGNED", "MoU Contoh"),
        ("MoU Contoh", "SIGNED_ON", "2024-09-03"),
    }
    node = workspace.find("MoU Contoh")
    assert (node.properties["kind"], node.properties["signed_on"]) == ("mou", "2024-09-03")
    holds = next(edge for edge in graph(workspace)[1] if edge.concept == "HOLDS")
    assert (holds.properties["role"], holds.properties["seen_on"]) == ("Rektor", ["2023-01"])
    [source] = workspace.sources(holds.properties["sources"]).values()
    assert source.url == "https://example.org/2"
    person = workspace.find("Siti Contoh")
    assert person.properties["aliases"] == ["Contoh, Siti"]
    article = {s.outlet: s for s in workspace.sources(person.properties["sources"]).values()}["Harian Contoh"]
    assert (article.title, article.url) == ("Kampus kita", "https://example.org/3")


def test_nothing_of_a_followthemoney_file_is_dropped_in_silence(workspace: Workspace) -> None:
    report = loaded(workspace, "people.ftm.json", lines(ENTITIES))
    said = {(issue.severity, issue.line, issue.field) for issue in report.issues}
    assert said == {
        ("warning", 2, "properties.birthDate"),
        ("warning", 4, "schema"),  # a position, which the occupancy brought
        ("warning", 5, "schema"),  # an article, which is a source
        ("error", 8, "relation"),
        ("error", 9, "schema"),
        ("error", 10, "properties.holder"),
        ("error", 11, "organization"),
    }


@pytest.mark.parametrize(("name", "text"), [("edges.csv", EDGES), ("people.ftm.json", lines(ENTITIES))])
def test_loading_again_changes_nothing_and_the_order_of_lines_does_not_matter(
    name: str, text: str, workspace: Workspace
) -> None:
    text = text.replace("p1,Siti Contoh,SIGNED,i1,Universitas Contoh,,,\n", "")  # the earlier row wins there
    loaded(workspace, name, text)
    before = graph(workspace)
    assert loaded(workspace, name, text).unchanged
    head, *rest = text.splitlines(keepends=True)
    turned = head + "".join(reversed(rest)) if name.endswith(".csv") else "".join(reversed([head, *rest]))
    again = loaded(workspace, name, turned)
    assert (again.added, again.retired) == (0, 0)
    assert graph(workspace) == before


def test_a_file_that_changed_gives_the_graph_that_a_rebuild_gives(workspace: Workspace) -> None:
    loaded(workspace, "edges.csv", EDGES)
    head, first, second, *_ = EDGES.splitlines(keepends=True)
    report = loaded(workspace, "edges.csv", head + second + first.replace("Rektor", "Dekan"))
    assert report.retired
    updated = graph(workspace)
    assert told(workspace, "SIGNED") == {("Siti Contoh", "SIGNED", "MoU Contoh")}
    workspace.build(rebuild=True)
    assert graph(workspace) == updated


def test_entities_that_were_exported_come_back(bundled: Workspace, tmp_path: Path) -> None:
    from kg.cli.main import main

    file = tmp_path / "graph.ftm.json"
    assert main(["-C", str(bundled.project.root), "export", "ftm", "-o", str(file)]) == 0
    (tmp_path / "other").mkdir()
    with kg.open(tmp_path / "other") as other:
        other.load([file])
        other.build()
        names = {row["n"] for row in bundled.cypher("MATCH (p:Person) RETURN p.name AS n")}
        assert {row["n"] for row in other.cypher("MATCH (p:Person) RETURN p.name AS n")} == names
        count = "MATCH (:Person)-[r:HOLDS]->(i:Institution) RETURN count(DISTINCT [i.name, r.role]) AS n"
        assert list(other.cypher(count)) == list(bundled.cypher(count))
        signed = (
            "MATCH (p:Person)-[r:SIGNED]->(a:Agreement) RETURN p.name AS p, a.name AS a, a.signed_on AS d"
        )
        pairs = {tuple(row.values()) for row in bundled.cypher(signed)}
        assert {tuple(row.values()) for row in other.cypher(signed)} == pairs


def test_what_kg_exported_is_what_it_was_and_no_event_or_address_of_another_kind(
    bundled: Workspace, tmp_path: Path
) -> None:
    from kg.cli.main import main

    file = tmp_path / "graph.ftm.json"
    assert main(["-C", str(bundled.project.root), "export", "ftm", "-o", str(file)]) == 0
    (tmp_path / "other").mkdir()
    with kg.open(tmp_path / "other") as other:
        report = other.load([file])[-1]
        other.build()
        [reason] = {issue.reason for issue in report.issues if issue.severity == "error"}
        assert "at which agreement somebody stood in" in reason
        assert report.set_aside == 3
        for query in (
            "MATCH (n:Ceremony|Venue|Topic) RETURN n.name AS n, n.held_on AS h, n.place AS p",
            "MATCH (n:Assessment)-[:RESULT_FOR]->(i) RETURN n.name AS n, n.year AS y, i.name AS i",
            "MATCH (p)-[r:HOLDS]->(i) RETURN p.name AS p, r.role AS r, r.acting AS a, i.name AS i",
            "MATCH (a)-[r:ABOUT|PART_OF|ASSESSED|GOVERNS]->(b) RETURN a.name AS a, type(r) AS r, b.name AS b",
            "MATCH (a)-[:LOCATED_IN]->(b) RETURN a.name AS a, b.name AS b",
        ):
            before, after = (
                sorted(str(row.values()) for row in each.cypher(query)) for each in (bundled, other)
            )
            assert after == before, query


def test_a_post_with_several_names_is_one_office(workspace: Workspace) -> None:
    """The names of a Position are what it is called, in one language or another."""
    whole = [each for each in ENTITIES if each["id"] in ("o1", "p1", "i1")]
    post = ftm("q1", "Position", name=["Rektor", "Rector"], organization=["i1"])
    loaded(workspace, "a.ftm.json", lines([*whole, post]))
    assert held(workspace) == {("Siti Contoh", "Rektor", "Universitas Contoh", ("2023-01",))}


BODIES = [
    ftm("p1", "Person", name=["Siti Contoh"]),
    ftm("p2", "Person", name=["Ani Contoh"]),
    ftm("c1", "Company", name=["PT Contoh Jaya"]),
    ftm("c2", "Organization", name=["Yayasan Contoh"]),
]


def held(workspace: Workspace) -> set[tuple[str, str | None, str, tuple[str, ...]]]:
    nodes, edges = graph(workspace)
    return {
        (
            nodes[e.tail].properties["name"],
            e.properties.get("role"),
            nodes[e.head].properties["name"],
            tuple(e.properties.get("seen_on") or ()),
        )
        for e in edges
        if e.concept == "HOLDS"
    }


def test_who_directs_or_is_employed_as_something_holds_that_office(workspace: Workspace) -> None:
    entities = [
        *BODIES,
        ftm("d1", "Directorship", director=["p1"], organization=["c1"], role=["Komisaris"],
            startDate=["2023-01"], endDate=["2024"], status=["current"], sourceUrl=["https://example.org/1"]),
        ftm("d2", "Directorship", director=["p1", "p2"], organization=["c2"]),
        ftm("e1", "Employment", employee=["p2"], employer=["c1"], role=["Sekretaris", "Bendahara"],
            date=["2024-09-03"]),
    ]  # fmt: skip
    report = loaded(workspace, "a.ftm.json", lines(entities))
    assert held(workspace) == {
        ("Siti Contoh", "Komisaris", "PT Contoh Jaya", ("2023-01", "2024")),
        ("Siti Contoh", None, "Yayasan Contoh", ()),
        ("Ani Contoh", None, "Yayasan Contoh", ()),
        ("Ani Contoh", "Sekretaris", "PT Contoh Jaya", ("2024-09-03",)),
        ("Ani Contoh", "Bendahara", "PT Contoh Jaya", ("2024-09-03",)),
    }
    assert [(issue.field, issue.reason) for issue in report.issues] == [
        ("properties.status", "'current' is no acting here")
    ]
    _, edges = graph(workspace)
    [first] = [e for e in edges if e.properties.get("role") == "Komisaris"]
    assert [source.url for source in workspace.sources(first.properties["sources"]).values()] == [
        "https://example.org/1"
    ]


@pytest.mark.parametrize(
    ("schema", "properties", "field", "reason", "remedy"),
    [
        (
            "Employment",
            {"employee": "p1", "employer": "c1"},
            "properties.role",
            "is no office",
            "employed as",
        ),
        (
            "Employment",
            {"employee": "p1", "employer": "p2", "role": "Staf"},
            "relation",
            "joins Per",
            "correct",
        ),
        ("Directorship", {"director": "c2", "organization": "c1"}, "relation", "joins Person to", "correct"),
        ("Directorship", {"director": "p1"}, "properties.organization", "no entity of this", "add that"),
        (
            "Directorship",
            {"director": "p9", "organization": "c1"},
            "properties.director",
            "no ent",
            "add that",
        ),
        ("Ownership", {"owner": "p1", "asset": "c1"}, "schema", "holds no office", "Directorship"),
        ("Representation", {"agent": "p1", "client": "p2"}, "schema", "at which agreement", "these have"),
        ("Family", {"person": "p1", "relative": "p2"}, "schema", "no counterpart here", "these have"),
    ],
)
def test_what_is_no_office_is_set_aside_and_says_why(
    workspace: Workspace, schema: str, properties: dict[str, str], field: str, reason: str, remedy: str
) -> None:
    entity = ftm("x", schema, **{name: [value] for name, value in properties.items()})
    report = loaded(workspace, "a.ftm.json", lines([*BODIES, entity]))
    [issue] = report.issues
    assert (issue.severity, issue.line, issue.field) == ("error", 5, field)
    assert reason in issue.reason
    assert remedy in issue.remedy
    assert held(workspace) == set()
    assert report.records == 4


def test_a_project_can_say_what_another_schema_means(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "kg.toml").write_text('[project]\nname = "mine"\n', "utf-8")
    (tmp_path / "schema" / "OWNS.yaml").write_text(
        "concept: OWNS\nkind: edge\nlabel: {en: owns, id: memiliki}\ndescription: Owns all or part of it.\n"
        "joins: [{from: Person, to: Institution}]\n"
        "reads: {forward: {en: owns, id: memiliki}, back: {en: belongs to, id: milik}}\n"
        'view: {colour: "#808080"}\nmaps_to: {ftm_links: {Ownership: [owner, asset]}}\n',
        "utf-8",
    )
    with kg.open(tmp_path) as workspace:
        entities = [*BODIES, ftm("x", "Ownership", owner=["p1"], asset=["c1"], percentage=["60"])]
        report = loaded(workspace, "a.ftm.json", lines(entities))
        assert told(workspace, "OWNS") == {("Siti Contoh", "OWNS", "PT Contoh Jaya")}
        assert [(issue.severity, issue.field) for issue in report.issues] == [
            ("warning", "properties.percentage")
        ]


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "q1", "schema": "Position", "properties": None},
        {"id": "q1", "schema": "Position"},
        {"id": "q1", "schema": 5, "properties": {"name": ["Rektor"]}},
        {"id": "q1", "schema": ["Position"], "properties": {"name": ["Rektor"]}},
        {"id": "q1", "schema": "Position", "properties": {"name": "Rektor", "organization": "i1"}},
    ],
)
def test_an_entity_that_others_refer_to_may_be_broken_and_the_rest_loads(
    workspace: Workspace, broken: dict[str, Any]
) -> None:
    whole = [entity for entity in ENTITIES if entity["id"] in ("o1", "p1", "i1", "a1")]
    report = loaded(workspace, "a.ftm.json", "".join(json.dumps(each) + "\n" for each in [*whole, broken]))
    assert report.records == 2, "the person and the institution; an article is read with them"
    assert {(issue.line, issue.field) for issue in report.issues if issue.severity == "error"} >= {
        (1, "properties.post")
    }


@pytest.mark.parametrize("wrong", [5, {"x": 1}, [{"id": "a1"}], [["a1"]]])
@pytest.mark.parametrize("name", ["proof", "sourceUrl", "publisher"])
def test_sources_of_a_wrong_shape_are_reported_with_their_field(
    workspace: Workspace, name: str, wrong: Any
) -> None:
    entity = {"id": "p1", "schema": "Person", "properties": {"name": ["Siti Contoh"], name: wrong}}
    lines = [entity, ftm("p2", "Person", name=["Ani Contoh"])]
    report = loaded(workspace, "a.ftm.json", "".join(json.dumps(each) + "\n" for each in lines))
    assert report.records == 1
    assert all((issue.field or "").startswith(f"properties.{name}") for issue in report.issues)
