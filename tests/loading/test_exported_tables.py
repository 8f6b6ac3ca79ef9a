"""Tables that `kg export csv` writes can be loaded elsewhere. People beside the bundled ones are invented."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.errors import InputError
from kg.graph import Node
from kg.intake import FileReport
from kg.loading import citation
from kg.loading.exported import cited
from kg.statements import Source, source_id
from kg.workspace import Workspace

SIGNED = """
MATCH (p:Person)-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement)
OPTIONAL MATCH (i:Institution) WHERE i.id = r.institution
RETURN p.name AS p, type(r) AS r, r.role AS role, r.acting AS acting, i.name AS i, a.name AS a"""
PARTIES = "MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement) RETURN i.name AS i, a.name AS a"
# Where the name of a body of another kind tells which kind it is, its mentions join those of that kind.
KINDS = (
    "MATCH (i:Institution) WHERE i.kind <> 'other' RETURN DISTINCT i.name AS i, i.kind AS k, i.region AS r"
)
AGREEMENTS = """
MATCH (a:Agreement) OPTIONAL MATCH (a)-[r:SIGNED_ON]->(d:Date) OPTIONAL MATCH (a)-[:HELD_AT]->(v:Venue)
RETURN a.name AS n, a.kind AS k, a.status AS s, a.number AS no, a.signed_from AS f, a.signed_to AS t,
       a.term_years AS y, a.notes AS notes, d.name AS d, r.inferred AS i, v.name AS v, v.place AS place"""
RESULTS = """
MATCH (b:Institution)-[:ASSESSED]->(a:Assessment)-[:RESULT_FOR]->(i:Institution)
RETURN b.name AS b, i.name AS i, a.year AS y, a.scale AS c, a.score AS s, a.zone AS z,
       a.category AS k, a.loci AS l"""
OFFICES = """
MATCH (p:Person)-[r:HOLDS]->(i:Institution)
RETURN p.name AS p, r.role AS r, r.acting AS a, i.name AS i,
       r.seen_on AS s, r.first_seen AS f, r.last_seen AS l"""
STAND_INS = """
MATCH (p:Person)-[r:REPRESENTED]->(o) MATCH (a:Agreement) WHERE a.id = r.agreement
RETURN p.name AS p, o.name AS o, a.name AS a"""
OTHERS = "MATCH (a)-[r:ABOUT|PART_OF|MEMBER_OF|GOVERNS]->(b) RETURN a.name AS a, type(r) AS r, b.name AS b"
SOURCES = """
MATCH (s:Source)
RETURN s.id AS id, s.url AS u, s.outlet AS o, s.headline AS h, s.published AS p, s.author AS a"""
LABELS = "MATCH (p:Official) RETURN p.name AS p, p.aliases AS a"


def exported(workspace: Workspace, folder: Path) -> Path:
    assert main(["-C", str(workspace.project.root), "export", "csv", str(folder)]) == 0
    return folder


def answers(workspace: Workspace, query: str) -> list[str]:
    return sorted(json.dumps(row, default=str, sort_keys=True) for row in workspace.cypher(query))


@pytest.fixture(scope="module")
def tables(bundled: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(bundled, tmp_path_factory.mktemp("exported") / "tables")


@pytest.fixture(scope="module")
def again(
    tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, list[FileReport]]]:
    """A fresh project with nothing but the two tables."""
    with kg.open(tmp_path_factory.mktemp("again")) as workspace:
        reports = workspace.load([tables / "edges.csv", tables / "nodes.csv"])
        workspace.build()
        yield workspace, reports


@pytest.mark.parametrize(
    "query", [SIGNED, PARTIES, KINDS, AGREEMENTS, RESULTS, OFFICES, STAND_INS, OTHERS, SOURCES, LABELS]
)
def test_the_bundled_graph_comes_back(
    query: str, bundled: Workspace, again: tuple[Workspace, list[FileReport]]
) -> None:
    before = answers(bundled, query)
    assert before
    assert answers(again[0], query) == before


def test_edges_cite_the_sources_that_they_cited(
    bundled: Workspace, again: tuple[Workspace, list[FileReport]]
) -> None:
    query = "MATCH (p)-[r:SIGNED|HOLDS]->(a) RETURN p.name AS p, a.name AS a, r.role AS r, r.sources AS s"
    assert answers(again[0], query) == answers(bundled, query)


def test_what_sources_give_otherwise_comes_back_with_the_source(
    bundled: Workspace, again: tuple[Workspace, list[FileReport]]
) -> None:
    query = "MATCH (a:Agreement|Assessment) WHERE size(a.conflicts) > 0 RETURN a.name AS a, a.conflicts AS c"
    assert len(answers(bundled, query)) == 11
    assert answers(again[0], query) == answers(bundled, query)


def test_what_sources_cannot_give_otherwise_is_a_doubt_and_the_rest_is_loaded(tmp_path: Path) -> None:
    page = "https://example.org/1"
    cited_here, not_cited = (
        source_id(page, None, None, None),
        source_id("https://example.org/2", None, None, None),
    )
    told = [f"score | 80 | {cited_here}", f"score | much | {cited_here}"]
    told += [f"mood | good | {cited_here}", f"score | 81 | {not_cited}"]
    with (tmp_path / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "concept", "name", "score", "citations", "conflicts"])
        rows.writerow(["a1", "Assessment", "Pemkab Contoh, 2023", "83", page, "; ".join(told)])
    with kg.open(tmp_path) as workspace:
        report = workspace.load(tmp_path / "nodes.csv")[-1]
        doubts = [(issue.field, issue.reason.partition(" is said")[0]) for issue in report.issues]
        wanted = ["score | much", "mood | good", "score | 81"]
        assert doubts == [("conflicts", repr(each)) for each in wanted]
        assert report.set_aside == 0
        workspace.build()
        (node,) = (each for each in workspace.store.snapshot() if each.concept == "Assessment")
        assert (node.properties["score"], node.properties["conflicts"]) == (83.0, told[:1])


def test_all_rows_are_taken_and_what_kg_makes_again_is_told_in_a_few_lines(
    bundled: Workspace,
    again: tuple[Workspace, list[FileReport]],
) -> None:
    by_kind = {report.kind: report for report in again[1]}
    assert {kind: report.set_aside for kind, report in by_kind.items()} == {
        "regions": 0,
        "nodes": 0,
        "edges": 0,
    }
    counts = bundled.store.schema()["edges"]
    derived = ("REPORTED_IN", "SIGNED_ON", "GOVERNS", "LOCATED_IN", "RENEWS")
    assert {issue.reason for issue in by_kind["edges"].issues} == {
        *(f"{name} is worked out by kg itself (records: {counts[name]:,})" for name in derived),
        "PART_OF of regions is in the list that comes with kg (records: 514)",
    }
    assert {issue.reason for issue in by_kind["nodes"].issues} == {
        "a Date is made by kg itself (records: 71)",
        "a Region is made by kg itself (records: 552)",
    }


def test_edges_alone_give_everybody_and_what_joins_them(
    bundled: Workspace, tables: Path, tmp_path: Path
) -> None:
    with kg.open(tmp_path) as workspace:
        workspace.load([tables / "edges.csv"])
        workspace.build()
        for query in (SIGNED, OFFICES, STAND_INS):
            assert answers(workspace, query) == answers(bundled, query)
        count = "MATCH (a:Assessment)-[:RESULT_FOR]->(i:Institution) RETURN a.name AS a, i.name AS i"
        assert answers(workspace, count) == answers(bundled, count)
        assert answers(workspace, "MATCH (a:Assessment) WHERE a.score IS NOT NULL RETURN a.name AS n") == []


# A small project of invented people, whose tables are then changed by hand.

AWKWARD = [
    "=1+1 Contoh", "+62 Contoh", "-cmd Contoh", "@SUM Contoh", "'=x Contoh", "''@y Contoh", "＝1 Contoh",
    'x "y" Contoh', "a | b | c",
]  # fmt: skip
AWKWARD_BODIES = ["a; b \\ Contoh", "dua\nbaris Contoh"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a small graph with one agreement, one assessment and awkward names."""
    folder = tmp_path_factory.mktemp("first")
    source = {"outlet": "Harian | Contoh", "title": "=judul; satu | dua", "published": "2024-09"}
    agreement = {
        "kind": "mou", "status": "signed", "signed_on": "2024-09-03", "sources": [source],
        "parties": [{"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
                    {"name": "Universitas Contoh", "kind": "university", "region": "64.01"},
                    *({"name": name, "kind": "company"} for name in AWKWARD_BODIES)],
        "signatories": [
            {"name": name, "role": "Wakil Rektor", "institution": "Universitas Contoh"} for name in AWKWARD
        ],
        "notes": "-2+3 catatan",
    }  # fmt: skip
    assessment = {
        "subject": "Pemerintah Kabupaten Paser", "subject_kind": "regency_government", "region": "64.01",
        "year": 2023, "score": 83.5, "assessed_by": "Ombudsman Republik Indonesia",
        "sources": [{"url": "https://example.org/1?a;b"}],
    }  # fmt: skip
    (folder / "agreements.jsonl").write_text(json.dumps(agreement), "utf-8")
    (folder / "assessments.jsonl").write_text(json.dumps(assessment), "utf-8")
    with kg.open(folder) as workspace:
        workspace.load([folder / "agreements.jsonl", folder / "assessments.jsonl"], strict=True)
        workspace.build()
        return exported(workspace, folder / "tables")


@pytest.fixture
def small(whole: Path, tmp_path: Path) -> Path:
    """A copy of them, to be changed."""
    return Path(copytree(whole, tmp_path / "tables"))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "fresh").mkdir()
    with kg.open(tmp_path / "fresh") as workspace:
        yield workspace


MOU, RESULT = ("nodes", "concept", "Agreement"), ("nodes", "concept", "Assessment")
OFFICE, SIGNING = ("edges", "relation", "HOLDS"), ("edges", "relation", "SIGNED")


def changed(path: Path, column: str, value: str, **cells: str) -> int:
    """Change cells of the first row that has some value; gives its line."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if row[column] == value)
    lines = 2 + sum(1 + sum(cell.count("\n") for cell in each.values()) for each in rows[: rows.index(row)])
    row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return lines


def test_what_was_no_formula_is_the_text_that_it_was(small: Path, fresh: Workspace) -> None:
    with (small / "edges.csv").open(encoding="utf-8", newline="") as file:
        cells = {row["source_name"] for row in csv.DictReader(file)}
    assert "'=1+1 Contoh" in cells
    fresh.load([small / "edges.csv", small / "nodes.csv"], strict=True)
    fresh.build()
    names = {row["n"] for row in fresh.cypher("MATCH (p:Person)-[:SIGNED]->() RETURN p.name AS n")}
    assert names == set(AWKWARD)
    bodies = {row["n"] for row in fresh.cypher("MATCH (i:Institution)-[:PARTY_TO]->() RETURN i.name AS n")}
    assert bodies > set(AWKWARD_BODIES)
    assert [row["n"] for row in fresh.cypher("MATCH (a:Agreement) RETURN a.notes AS n")] == [["-2+3 catatan"]]


def test_a_source_without_an_address_is_the_same_source_there(small: Path, fresh: Workspace) -> None:
    fresh.load([small / "edges.csv"], strict=True)
    fresh.build()
    signed = next(iter(fresh.cypher("MATCH (:Person)-[r:SIGNED]->() RETURN r.sources AS s LIMIT 1")))["s"]
    [source] = fresh.sources(signed).values()
    assert source[2:7] == ("Harian | Contoh", "=judul; satu | dua", None, None, "2024-09")


@pytest.mark.parametrize(
    ("row", "cells", "field", "reason", "remedy"),
    [
        (RESULT, {"score": "83,5"}, "score", "'83,5' is not a number", "with a point"),
        (RESULT, {"scale": "qualty"}, "scale", "not one of its values", "quality?"),
        (RESULT, {"year": "2023.5"}, "year", "not a whole number", "2024"),
        (MOU, {"signed_on": "03/09/2024"}, "signed_on", "begins with the year", "if 3 September is meant"),
        (MOU, {"signed_on": "2024-13"}, "signed_on", "no month 13", "2024-09"),
        (MOU, {"concept": "Agrement"}, "concept", "no concept", "Agreement?"),
        (MOU, {"score": "1"}, "score", "Agreement has no score", "leave it empty"),
        (MOU, {"name": "…"}, "name", "neither a letter nor a digit", "write the name"),
        (MOU, {"citations": "https://user@example.org"}, "citations", "a user name", "before the @"),
        (MOU, {"citations": "javascript://%0aalert(1)"}, "citations", "not an address of the web", "https://"),
        (("nodes", "name", "Universitas Contoh"), {"region": "64.1"}, "region", "no region has", "lists"),
        (("nodes", "concept", "Source"), {"url": "javascript:alert(1)"}, "url", "not an address", "https://"),
        (("nodes", "concept", "Source"), {"published": "2024-02-30"}, "published", "has 29 days", "2024-09"),
        (OFFICE, {"seen_on": "2024-09-31"}, "seen_on", "September 2024 has 30 days", "write"),
        (OFFICE, {"acting": "Pjj"}, "acting", "not one of its values", "Pj?"),
        (OFFICE, {"role": "x" * 301}, "role", "has 301 characters", "shorten it"),
        (SIGNING, {"relation": "SIGNS"}, "relation", "no relation that is known", "SIGNED"),
        (SIGNING, {"source_concept": "Institution"}, "relation", "SIGNED joins", "correct"),
        (SIGNING, {"source_name": ""}, "source_name", "is missing", "what the id stands for"),
        (SIGNING, {"institution_name": " "}, "institution_name", "is missing", "what the id stands for"),
        (SIGNING, {"target": "\N{NO-BREAK SPACE}"}, "target", "is missing", "what it leads to"),
        (("edges", "relation", "PARTY_TO"), {"acting": "Pj"}, "acting", "PARTY_TO has no acting", "leave it"),
    ],
)  # fmt: skip
def test_a_bad_row_is_set_aside_and_the_others_are_loaded(
    small: Path, fresh: Workspace, row: tuple[str, str, str], cells: dict[str, str],
    field: str, reason: str, remedy: str,
) -> None:  # fmt: skip
    table, *found = row
    path = small / f"{table}.csv"
    line = changed(path, *found, **cells)
    report = fresh.load([path])[-1]
    [issue] = [issue for issue in report.issues if issue.severity == "error"]
    assert (issue.file, issue.line, issue.field) == (str(path), line, field)
    assert reason in issue.reason
    assert remedy in issue.remedy
    assert report.records > 10


def test_swapped_ends_are_never_taken_as_they_stand(small: Path, fresh: Workspace) -> None:
    """Whoever swaps the headings of two columns gets no agreements that sign people."""
    path = small / "edges.csv"
    head, _, rows = path.read_bytes().partition(b"\r\n")
    swapped = head.replace(b"source", b"?").replace(b"target", b"source").replace(b"?", b"target")
    path.write_bytes(swapped.replace(b"targets", b"sources") + b"\r\n" + rows)
    report = fresh.load([path])[-1]
    assert {issue.field for issue in report.issues if issue.severity == "error"} == {"relation"}
    fresh.build()
    assert answers(fresh, SIGNED) == []


def test_ids_tell_what_things_are_where_the_columns_that_do_were_deleted(
    small: Path, fresh: Workspace
) -> None:
    path = small / "edges.csv"
    path.write_text(path.read_text("utf-8").replace("_concept,", "_name_in_full,", 2), "utf-8")
    with pytest.raises(InputError, match="'source_name_in_full' is not a known column"):
        fresh.load([path])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        names = [name for name in rows[0] if not name.endswith("_in_full")]
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    fresh.load([path], strict=True)


def test_a_column_that_nothing_answers_to_stops_the_load(small: Path, fresh: Workspace) -> None:
    path = small / "edges.csv"
    path.write_text(path.read_text("utf-8").replace(",seen_on,", ",sen_on,", 1), "utf-8")
    with pytest.raises(InputError, match=r"'sen_on' is not a known column \(did you mean seen_on\?\)"):
        fresh.load([path])


def test_tables_that_a_european_spreadsheet_saved_are_read_too(small: Path, fresh: Workspace) -> None:
    for name in ("nodes", "edges"):
        with (small / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        with (small / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    fresh.load([small / "nodes.csv", small / "edges.csv"], strict=True)
    fresh.build()
    assert len(answers(fresh, SIGNED)) == len(AWKWARD)
    assert [row["s"] for row in fresh.cypher("MATCH (a:Assessment) RETURN a.score AS s")] == [83.5]


def graph(workspace: Workspace) -> set[Any]:
    """What there is, whichever mention a node was named after."""
    elements = list(workspace.store.snapshot())
    names = {each.id: each.properties["name"] for each in elements if isinstance(each, Node)}
    return {
        (each.concept, each.properties["name"])
        if isinstance(each, Node)
        else (each.concept, names[each.tail], names[each.head], str(each.properties.get("role")))
        for each in elements
    }


def test_the_order_of_loading_does_not_matter_and_loading_again_changes_nothing(
    small: Path, tmp_path: Path
) -> None:
    found = []
    for order in (["nodes.csv", "edges.csv"], ["edges.csv", "nodes.csv"]):
        root = tmp_path / order[0]
        root.mkdir()
        with kg.open(root) as workspace:
            for name in order:
                workspace.load([small / name])
                workspace.build()
            assert all(report.unchanged for report in workspace.load([small / name for name in order]))
            found.append(graph(workspace))
            workspace.build(rebuild=True)
            assert graph(workspace) == found[-1]
    assert found[0] == found[1]


def test_a_table_of_another_folder_cannot_say_who_a_person_of_this_one_is(
    small: Path, fresh: Workspace, tmp_path: Path
) -> None:
    with (small / "edges.csv").open(encoding="utf-8", newline="") as file:
        someone = next(row for row in csv.DictReader(file) if row["relation"] == "SIGNED")
    (tmp_path / "theirs").mkdir()
    theirs = tmp_path / "theirs" / "nodes.csv"
    theirs.write_text(f"id,concept,name\n{someone['source']},Person,Penipu Contoh\n", "utf-8")
    fresh.load([small / "edges.csv", theirs])
    fresh.build()
    names = {row["n"] for row in fresh.cypher("MATCH (p:Person) RETURN p.name AS n")}
    assert names == {*AWKWARD, "Penipu Contoh"}


def test_rows_written_by_hand_may_use_these_columns_too(fresh: Workspace) -> None:
    path = fresh.project.root / "list.csv"
    path.write_text(
        "source,relation,target,role,acting,institution,source_concept,target_concept,agreement,citations\n"
        "Siti Contoh,SIGNED,MoU Contoh,Bupati,Plt,Pemkab Paser,,,,https://example.org/1; Harian Contoh\n"
        "Siti Contoh,mewakili,Ani Contoh,,,,Person,Person,MoU Contoh,\n",
        "utf-8",
    )
    fresh.load([path], strict=True)
    fresh.build()
    [signed] = fresh.cypher(
        "MATCH (:Person)-[r:SIGNED]->() MATCH (i:Institution) WHERE i.id = r.institution "
        "RETURN r.acting AS a, i.name AS i, r.sources AS s"
    )
    assert (signed["a"], signed["i"]) == ("Plt", "Pemerintah Kabupaten Paser")
    assert {source.url or source.title for source in fresh.sources(signed["s"]).values()} == {
        "https://example.org/1",
        "Harian Contoh",
    }
    assert len(answers(fresh, STAND_INS)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://example.org/a?b=1;2"},
        {"outlet": "Harian Contoh"},
        {"title": "Satu"},
        {"title": "Satu | dua | tiga", "outlet": "Harian"},
        {"outlet": "Harian", "published": "2024-09"},
        {"outlet": "Harian", "title": "Satu\nbaris", "published": "2024"},
        {"outlet": "a | b\\", "title": "\\| c"},
    ],
)
def test_a_cited_source_is_read_back(fields: dict[str, str]) -> None:
    told = {name: fields.get(name) for name in ("url", "outlet", "title", "published")}
    source = Source(source_id(**told), **told)
    assert cited(citation(source)) == fields


def test_a_text_that_names_a_source_in_other_words_is_its_title() -> None:
    assert cited("Siaran pers | satu") == {"title": "Siaran pers | satu"}
    assert cited("javascript:alert(1)") == {"title": "javascript:alert(1)"}
