"""Tables, matrices and reports as text; in a browser they are looked at in ``test_sheets_in_browser``."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.errors import UsageError
from kg.showing import matrix_view
from kg.showing.kinds import Page, kind_for
from kg.showing.subject import Subject, read_subject
from kg.statements import Dissent
from kg.views import Network
from kg.views.dates import spoken
from kg.views.matrix import Entry, Matrix
from kg.views.report import Notes
from kg.views.table import Table, kind_of


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.5, None], "number"),
        (["2024", "2024-09-03", None], "date"),
        ([date(2024, 9, 3)], "date"),
        (["2024-13", "2024"], "text"),
        ([True, False], "text"),
        ([None], "text"),
    ],
)
def test_a_column_sorts_as_what_all_of_its_values_are(values: list[Any], kind: str) -> None:
    assert kind_of(values) == kind


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [
        ("2024-08-03", "en", "3 August 2024"),
        ("2024-08", "id", "Agustus 2024"),
        ("2024", "en", "2024"),
        ("about 2024", "en", "about 2024"),
    ],
)
def test_a_date_is_spoken_as_far_as_it_is_known(written: str, language: str, read: str) -> None:
    assert spoken(written, language) == read


def test_a_row_names_at_most_three_sources_and_holds_the_others() -> None:
    html = Table(
        "Invented",
        dict.fromkeys(["name", "sources"], ("x", "")),
        [{"name": "a", "sources": list("vwxyz")}],
        ["sources"],
    )
    text = html.generate_html()
    assert "<summary>2 more</summary>" in text
    assert text.count("<li>") == 5


def test_a_matrix_puts_the_largest_first_and_what_is_not_named_last() -> None:
    pairs = [("Ana", "Xu"), ("Budi", None), ("Budi", None), ("Budi", "Yo"), ("Cici", "Yo"), (None, "Xu")]
    matrix = Matrix("Invented", [Entry(*pair, (), ()) for pair in pairs], {}, columns=2)
    assert matrix.rows == ["Budi", "Ana", "Cici", None]
    assert matrix.columns == ["Yo", "Xu"]
    assert "4 rows, the 2 largest of 3 columns" in matrix.generate_html()


def test_sources_are_numbered_as_they_are_cited_and_runs_are_joined() -> None:
    notes = Notes()
    assert notes.cite("b") == [(1, 1)]
    assert notes.cite("abcd") == [(1, 4)]
    notes.cite("ef")
    assert notes.cite("bef") == [(1, 1), (5, 6)]
    assert notes.ids == ["b", "a", "c", "d", "e", "f"]


def test_a_table_says_who_says_otherwise_and_leads_there(bundled: kg.Workspace) -> None:
    html = bundled.table("region-scores", region="Kabupaten Kaur").generate_html()
    said = html.partition('<ul class="told">')[2].partition("</ul>")[0]
    assert 'Score: another source says 94</bdi>: <a class="source" href="https://pedomanbengkulu.com/' in said
    assert "source-" not in html


def test_a_table_and_what_is_behind_a_matrix_are_written_as_other_pages_are(bundled: kg.Workspace) -> None:
    table = bundled.table("agreements-of-region", region="Sulawesi Selatan", language="id")
    rows = [[cell.parts for cell in row] for row in table.rows]
    assert rows[0][:2] == [["26 November 2025"], ["ditandatangani"]]
    assert rows[1][:2] == [["Februari 2023"], ["direncanakan"]]
    assert table.rows[0][0].key == "2025-11-26"
    matrix = bundled.matrix("Hery Susanto")
    facts = [fact for cell in matrix.cells.values() for fact in cell[0].facts]
    assert ("Date", "4 November 2021") in facts


@pytest.mark.parametrize("show", ["table", "matrix"])
def test_an_indonesian_page_of_a_question_says_all_of_its_own_in_indonesian(
    bundled: kg.Workspace, show: str
) -> None:
    if show == "table":
        html = bundled.table("stand-ins", language="id").generate_html()
        words = ("Siapa mewakili siapa", "Wakil yang hadir", "menandatangani")
    else:
        html = bundled.matrix("Hery Susanto", language="id").generate_html()
        words = ("Lembaga mana menandatangani dengan siapa di Ombudsman", "<dt>Tanggal</dt>")
    assert all(word in html for word in words)
    for english in ("stood in", "Who ", "Only where", "Every ", "Signed on", "One or more", "signed on"):
        assert english not in html.partition("<body>")[2]


def with_question(folder: Path, name: str, columns: str, cypher: str) -> kg.Workspace:
    """A project with the bundled data and one invented question of its own."""
    header = "// title: Invented\n// description: Counts.\n// why: To test.\n// topic: people\n// columns:\n"
    (folder / "kg.toml").write_text("")
    (folder / "queries").mkdir()
    (folder / "queries" / f"{name}.cypher").write_text(header + columns + cypher)
    workspace = kg.open(folder)
    workspace.load_bundled()
    workspace.build()
    return workspace


def test_a_question_without_a_translation_is_shown_as_its_header_has_it(tmp_path: Path) -> None:
    columns = "//   person: {type: text, help: A name}\n//   odd_one: {type: integer, help: One}\n"
    cypher = "RETURN 'Ana Rekaan' AS person, 1 AS odd_one ORDER BY person"
    with with_question(tmp_path, "invented", columns, cypher) as workspace:
        table = workspace.table("invented", language="id")
    assert (table.title, table.columns[0].label, table.columns[1].label) == ("Invented", "Orang", "Odd one")
    assert table.columns[0].help == "A name"


def test_both_sides_of_a_disagreement_are_written_alike(bundled: kg.Workspace) -> None:
    found = {
        tuple(cell.parts[0] for cell in row[1:4])
        for row in bundled.table("disagreements", language="id").rows
    }
    assert ("Nilai", "95,57", "95,27") in found
    assert ("Tanggal", "7 Agustus 2024", "8 Juli 2024") in found
    assert ("Zona", "kuning", "merah") in found


def test_conflicts_of_free_cypher_may_be_counted_or_collected(bundled: kg.Workspace) -> None:
    of = "MATCH (a:Assessment {name: 'Pemkab Kaur, 2023'}) RETURN"
    assert bundled.table(f"{of} size(a.conflicts) AS conflicts").rows[0][0].parts == ["1"]
    said = bundled.table(f"{of} collect(a.conflicts) AS conflicts").rows[0][0]
    assert (said.parts, len(said.sources)) == (["Score: another source says 94"], 1)


def test_an_institution_that_a_source_gives_otherwise_is_called_by_its_name(tmp_path: Path) -> None:
    """Two records of one agreement place one signatory differently, and somebody judged the two to be one."""
    records = [
        {
            "id": f"x{place}", "kind": "mou", "status": "signed", "signed_on": "2024-01-05",
            "parties": [
                {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
                {"name": "Pemerintah Kabupaten Paser", "kind": "regency_government", "region": "64.01"},
            ],
            "signatories": [{"name": "Sari Karangan", "role": "Bupati", "institution": body}],
            "sources": [{"url": f"https://example.org/{place}", "outlet": f"Karangan {place}"}],
        }
        for place, body in enumerate(("Pemerintah Kabupaten Paser", "Pemerintah Kota Bontang"))
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with kg.open(tmp_path) as workspace:
        workspace.load(tmp_path / "a.jsonl")
        workspace.build()
        people = [row["id"] for row in workspace.cypher("MATCH (p:Person) RETURN p.id AS id ORDER BY id")]
    assert main(["-C", str(tmp_path), "judge", *people, "same", "--why", "Invented."]) == 0
    with kg.open(tmp_path) as workspace:
        workspace.build()
        pages = [
            workspace.view("Sari Karangan"),
            workspace.report("Sari Karangan"),
            workspace.timeline("Sari Karangan"),
            workspace.table("MATCH (:Person)-[s:SIGNED]->() RETURN s.conflicts AS conflicts"),
        ]
        found = workspace.cypher("MATCH (:Person)-[s:SIGNED]->() RETURN s.conflicts AS conflicts").rows
    [conflict] = (Dissent.read(each) for row in found for each in row["conflicts"])
    assert conflict.value.startswith("institution-")
    network, *others = (page.generate_html() for page in pages)
    assert f'"value":"{conflict.value}' not in network
    for html in others:
        assert re.search("Institution: another source says Pemerintah (Kabupaten Paser|Kota Bontang)<", html)


def test_a_map_is_written_as_json_and_not_as_python_has_it(bundled: kg.Workspace) -> None:
    found = bundled.table("RETURN {name: 'Kabupaten Paser', known: true, since: null} AS m, [{a: 1}] AS l")
    assert [cell.parts for cell in found.rows[0]] == [
        ['{"known": true, "name": "Kabupaten Paser", "since": null}'],
        ['{"a": 1}'],
    ]


def test_a_column_of_free_cypher_named_like_a_property_holds_its_values(bundled: kg.Workspace) -> None:
    found = bundled.table("UNWIND ['hijau', 'other'] AS zone RETURN zone, 'hijau' AS word ORDER BY zone")
    assert [[cell.parts[0] for cell in row] for row in found.rows] == [["green", "hijau"], ["other", "hijau"]]


def test_a_matrix_needs_two_columns_of_names(bundled: kg.Workspace) -> None:
    with pytest.raises(UsageError, match="'year'"):
        matrix_view(bundled, bundled.query("agreements-by-year"), "en")


def test_a_list_gives_a_case_for_each_of_its_names(bundled: kg.Workspace) -> None:
    found = bundled.cypher("UNWIND [['a', 'b']] AS x RETURN x, 'c' AS y")
    assert set(matrix_view(bundled, found, "en").cells) == {("a", "c"), ("b", "c")}


def test_a_word_is_read_as_a_query_then_as_cypher_then_as_a_name(bundled: kg.Workspace) -> None:
    assert read_subject(bundled, None, {}).what == "graph"
    assert read_subject(bundled, "venues", {}).what == "query"
    assert read_subject(bundled, "match (n:Person) return n.name LIMIT 1", {}).what == "query"
    found = read_subject(bundled, "Hery Susanto", {})
    assert (found.what, found.node and found.node.properties["name"]) == ("entity", "Hery Susanto")


def test_a_misspelt_query_and_a_parameter_without_one_are_explained(bundled: kg.Workspace) -> None:
    with pytest.raises(UsageError, match="Did you mean 'agreements-by-year'"):
        read_subject(bundled, "agreements-by-yaer", {})
    with pytest.raises(UsageError, match="'Hery Susanto' is none"):
        read_subject(bundled, "Hery Susanto", {"year": "2024"})


def test_what_a_query_returns_is_drawn_with_the_ends_of_its_connections(bundled: kg.Workspace) -> None:
    for text in (
        "MATCH p = (:Person)-[:REPRESENTED]->() RETURN p",
        "MATCH ()-[r:REPRESENTED]->() RETURN r",
        "MATCH (a)-[:REPRESENTED]->(b) RETURN collect(a) + collect(b) AS those",
    ):
        page = _page_of(bundled, text, "network")
        assert isinstance(page, Network)
        assert page.heading == "Answer of a query"
        drawn = {(edge["from"], edge["to"]) for edge in page.edges if edge["group"] == "REPRESENTED"}
        known = bundled.cypher("MATCH (a)-[:REPRESENTED]->(b) RETURN a.id AS a, b.id AS b").rows
        assert drawn == {(row["a"], row["b"]) for row in known} != set()


@pytest.mark.parametrize("text", ["venues", "MATCH (p:Person {id: 'nobody'}) RETURN p"])
def test_an_answer_without_nodes_is_no_network(bundled: kg.Workspace, text: str) -> None:
    with pytest.raises(UsageError, match="no nodes, connections or paths to draw"):
        _page_of(bundled, text, "network")


def test_an_empty_answer_is_an_empty_matrix_and_not_the_whole_graph(bundled: kg.Workspace) -> None:
    text = "MATCH (p:Person {id: 'nobody'})-[:SIGNED]->(a) RETURN p.name AS one, a.name AS other"
    page = _page_of(bundled, text, "matrix")
    assert isinstance(page, Matrix)
    assert not page.rows


def _page_of(workspace: kg.Workspace, text: str, kind: str) -> Page:
    subject = read_subject(workspace, text, {})
    return kind_for(subject, kind).make(workspace, subject, 1, "en")


def test_a_kind_that_does_not_fit_names_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"An entity cannot be shown with --kind table.*network, matrix"):
        kind_for(Subject("entity"), "table")


def test_a_name_that_is_a_query_and_an_entity_says_how_it_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns, cypher = (
        "//   n: {type: integer, help: A number}\n",
        "MATCH (r:Region) RETURN count(r) AS n ORDER BY n",
    )
    with_question(tmp_path, "kabupaten-paser", columns, cypher).close()
    assert main(["-C", str(tmp_path), "view", "kabupaten-paser", "-o", str(tmp_path / "x.html")]) == 0
    said = capsys.readouterr().err
    assert "'kabupaten-paser' was read as the query of that name" in said
    assert "write its id: region-" in said


@pytest.mark.parametrize(("language", "dated"), [("en", "is dated"), ("id", "bertanggal")])
def test_no_page_says_of_an_announced_agreement_that_it_was_signed(
    bundled: kg.Workspace, language: str, dated: str
) -> None:
    announced = "Komitmen Ombudsman RI Sulawesi Barat - Pemkab Mamasa, 2019-03-08"
    report = bundled.report(announced, language=language).generate_html()
    told = report.partition("<main>")[2].partition('<ul class="unknown">')[0]
    page = bundled.view(announced, language=language).generate_html()
    block = page.partition('<script id="data" type="application/json">')[2].partition("</script>")[0]
    facts = str(json.loads(block)["nodes"])
    assert dated in told
    for signed in ("signed on", "of signing", "itandatangani", "enandatanganan"):
        assert signed not in told + facts


def test_an_announced_agreement_is_marked_where_it_is_only_named(tmp_path: Path) -> None:
    """Two articles told of it; only one of them named who is to sign."""
    shared = {"kind": "mou", "status": "planned", "signed_on": "2027-01-05"}
    parties = [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
        {"name": "Universitas Karangan", "kind": "university"},
    ]
    signer = {"name": "Sari Rekaan", "role": "Rektor", "institution": "Universitas Karangan"}
    records = [
        {
            "id": f"x{place}", **shared, "parties": parties, "signatories": signers,
            "sources": [{"url": f"https://example.org/{place}", "outlet": f"Karangan {place}"}],
        }
        for place, signers in enumerate(([signer], []))
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    with kg.open(tmp_path) as workspace:
        workspace.load(tmp_path / "a.jsonl")
        workspace.build()
        twice = [row["id"] for row in workspace.cypher("MATCH (a:Agreement) RETURN a.id AS id ORDER BY id")]
    assert main(["-C", str(tmp_path), "judge", *twice, "same", "--why", "Invented."]) == 0
    with kg.open(tmp_path) as workspace:
        workspace.build()
        told = workspace.report("Sari Rekaan").generate_html()
        page = workspace.view("Sari Rekaan", language="id").generate_html()
    assert re.search(r"MoU Ombudsman RI - Univ. Karangan, 2027-01-05</bdi>.*\(announced\)", told)
    assert '"told":"direncanakan"' in page


def test_a_report_tells_conflicts_offices_and_what_is_not_known(bundled: kg.Workspace) -> None:
    html = bundled.report("MoU Ombudsman RI - Univ. Jenderal Soedirman, 2024-08-07").generate_html()
    for words in ("Sources disagree", "7 August 2024", "8 July 2024", "What is not known", "Has as a party"):
        assert words.lower() in html.lower()
    html = bundled.report("Hery Susanto", language="id").generate_html()
    for words in ("Dari waktu ke waktu", "menjabat di", "satu atau lebih sumber itu", "is connected"):
        assert (words in html) is (words != "is connected")


@pytest.mark.parametrize(("language", "verb"), [("en", "stood in for"), ("id", "mewakili")])
def test_the_report_of_an_agreement_tells_who_stood_in_for_whom(
    bundled: kg.Workspace, language: str, verb: str
) -> None:
    signed = "MoU Ombudsman RI - Pemkab Banyumas, 2023-05-26"
    html = bundled.report(signed, language=language).generate_html()
    assert re.search(rf"Robert Na Endi Jaweng {verb} Mokhammad Najih</bdi><sup><a href=\"#note-", html)
    assert (
        f" {verb} "
        not in bundled.report("MoU Ombudsman RI - Polri, 2014-09-09", language=language).generate_html()
    )


def test_every_number_of_a_report_leads_to_a_note(bundled: kg.Workspace) -> None:
    html = bundled.report("Pemerintah Kabupaten Paser").generate_html()
    cited = set(re.findall(r'href="#(note-\d+)"', html))
    assert cited
    assert cited <= set(re.findall(r'id="(note-\d+)"', html))


def test_kg_report_writes_to_a_file_or_to_standard_output(
    bundled: kg.Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["-C", str(bundled.project.root), "report", "Pemerintah Kabupaten Paser", "-o"]
    assert main([*words, str(tmp_path / "paser.html")]) == 0
    capsys.readouterr()
    assert main([*words, "-"]) == 0
    assert capsys.readouterr().out.rstrip() == (tmp_path / "paser.html").read_text("utf-8").rstrip()


@pytest.mark.parametrize("kind", ["offices", "timeline"])
def test_a_chart_of_what_it_does_not_go_around_is_refused_by_name(bundled: kg.Workspace, kind: str) -> None:
    told = rf"'pelayanan publik' is of concept Topic: --kind {kind} goes around (\w+ or )+\w+\."
    with pytest.raises(UsageError, match=told):
        _page_of(bundled, "Pelayanan Publik", kind)


def test_a_matrix_says_what_it_can_go_around(bundled: kg.Workspace) -> None:
    with pytest.raises(UsageError, match="is of concept Topic: a matrix goes around Person or Institution"):
        bundled.matrix("pelayanan publik")
