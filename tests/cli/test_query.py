"""`kg query` and `kg cypher` on the bundled data, as people and as programs call them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import main
from kg.cli.query import given_values
from kg.errors import UsageError
from kg.library import read_query

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ask(bundled: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command on the bundled data; gives standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "250")

    def run(*arguments: str, code: int = 0) -> tuple[str, str]:
        assert main(["-C", str(bundled.project.root), *arguments]) == code
        caught = capsys.readouterr()
        return caught.out, caught.err

    return run


def test_run_gives_programs_rows_with_all_that_is_known_of_each_source(ask: Any) -> None:
    out, _ = ask("query", "run", "stand-ins")
    rows = json.loads(out)
    assert [row["stand_in"] for row in rows] == ["Hery Susanto", "Robert Na Endi Jaweng", "Muzakkir"]
    assert {source["outlet"] for source in rows[2]["sources"]} == {"UINSU", "Bonari News"}
    assert all(source["id"].startswith("source-") for row in rows for source in row["sources"])


def test_run_gives_people_outlets_with_links_below_and_what_the_answer_cannot_tell(ask: Any) -> None:
    out, _ = ask("query", "run", "agreements-of-region", "kab. paser", "--format", "table")
    assert "Agreements of a region" in out
    assert "MCKabPaser [1]" in out
    assert "[1] MCKabPaser: " in out
    assert "not all there are" in out
    bare, _ = ask("query", "run", "stand-ins", "--format", "table", "--no-links")
    assert "https://" not in bare


def test_what_a_source_says_otherwise_is_told_to_people_by_its_outlet(ask: Any) -> None:
    out, _ = ask("query", "run", "region-scores", "Kabupaten Kaur", "--format", "table")
    assert "score 94: Pedoman Bengkulu [1]" in out
    assert "\n[1] Pedoman Bengkulu: " in out
    free = "MATCH (a:Agreement) WHERE size(a.conflicts) > 0 RETURN a.conflicts AS conflicts"
    assert "term years 5: JPNN" in ask("cypher", free, "--format", "md")[0]
    assert "\n2\n" in ask("cypher", "RETURN 2 AS conflicts", "--format", "table")[0].replace(" ", "")
    row = json.loads(ask("query", "run", "region-scores", "Kabupaten Kaur")[0])[0]
    assert row["conflicts"][0].startswith("score | 94 | source-")


def test_a_cell_of_many_sources_is_shortened_for_people_only(ask: Any) -> None:
    out, _ = ask("query", "run", "most-active-people", "limit=1", "--format", "table")
    assert "more" in out
    rows = json.loads(ask("query", "run", "most-active-people", "limit=1")[0])
    assert len(rows[0]["sources"]) > 3


def test_csv_has_outlet_and_link_in_one_cell(ask: Any) -> None:
    out, _ = ask("query", "run", "stand-ins", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["sources"].startswith("Majalah Indonesia https://")


def test_a_limit_that_was_reached_is_told(ask: Any) -> None:
    _, notes = ask("query", "run", "who-signed-with-whom", "limit=3")
    assert "The first 3 rows; limit=30 gives more, if there are more." in notes
    _, notes = ask("cypher", "MATCH (r:Region) RETURN r.name AS name ORDER BY r.id", "--limit", "2")
    assert "Only the first 2 rows; --limit gives more." in notes


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["agreements-of-region", "Magelang"], "'Kota Magelang', Region (city), id region-"),
        (["agreements-of-region", "Kabupaten Pasar"], "Did you mean 'Kabupaten Paser'"),
        (["agreements-of-region", "Paser", "limt=3"], "Did you mean 'limit'?"),
        (["agreements-of-region"], "needs 'region'"),
        (["agreements-of-region", "Paser", "region=Paser"], "given twice"),
        (["agreements-of-region", "region=Paser", "region=Paser"], "given twice"),
        (["stand-ins", "Najih"], "takes no 'Najih'"),
        (["on-this-day", "2024-09"], "only part of a date"),
        (["offices", "name=Hery Susanto"], "has no parameter 'name'. There is: entity"),
        (["stand-inns"], "Did you mean 'stand-ins'?"),
    ],
)
def test_what_does_not_fit_ends_with_2_and_says_why(ask: Any, arguments: list[str], says: str) -> None:
    out, err = ask("query", "run", *arguments, code=2)
    assert out == ""
    assert says in err


def test_words_of_a_command_line_become_parameters() -> None:
    question = read_query(ROOT / "queries" / "agreements-of-region.cypher")
    assert given_values(question, ["Kabupaten", "Paser", "limit=5"]) == {
        "region": "Kabupaten Paser",
        "limit": "5",
    }
    assert given_values(question, ["region=a=b"]) == {"region": "a=b"}
    assert given_values(question, ["1+1=2"]) == {"region": "1+1=2"}
    assert given_values(question, []) == {}
    day = read_query(ROOT / "queries" / "on-this-day.cypher")
    assert given_values(day, ["2024-04-02"]) == {"day": "2024-04-02"}
    with pytest.raises(UsageError, match="name=value"):
        given_values(read_query(ROOT / "queries" / "stand-ins.cypher"), ["x"])


def test_list_names_every_question_by_topic(ask: Any) -> None:
    rows = json.loads(ask("query", "list")[0])
    assert {row["query"] for row in rows} == {path.stem for path in (ROOT / "queries").glob("*.cypher")}
    assert all(row["title"] and row["why"] and row["example"].startswith("kg query run ") for row in rows)
    scores = json.loads(ask("query", "list", "--topic", "scores")[0])
    assert {row["topic"] for row in scores} == {"scores"}
    _, err = ask("query", "list", "--topic", "score", code=2)
    assert "Did you mean 'scores'?" in err


def test_show_has_all_that_one_needs_to_ask(ask: Any) -> None:
    out, _ = ask("query", "show", "agreements-of-region")
    for part in (
        "Why: ",
        "region (entity:Region; required)",
        "limit (integer; default 100)",
        "MATCH (:Region {id: $region})",
    ):
        assert part in out
    assert "kg query run agreements-of-region 'Kabupaten Paser'" in out


def test_lint_finds_nothing_in_the_library_and_all_in_a_bad_file(ask: Any, tmp_path: Path) -> None:
    out, err = ask("query", "lint")
    assert out == ""
    assert "nothing wrong" in err
    bad = tmp_path / "bad.cypher"
    good = (ROOT / "queries" / "stand-ins.cypher").read_text("utf-8")
    bad.write_text(
        good.replace("r.sources AS sources", "keys(r) AS sources").replace("(s:Person)", "(s:Persn)"), "utf-8"
    )
    out, err = ask("query", "lint", str(bad), code=1)
    assert f"{bad}:" in out
    assert "unknown label Persn" in out
    assert "keys(), properties()" in out
    assert "2 to mend" in err


def test_free_cypher_takes_parameters_and_standard_input(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "MATCH (r:Region {code: $code}) RETURN r.name AS name, $n AS n"
    out, _ = ask("cypher", text, "-p", 'code="64.01"', "-p", "n=[1, 2]")
    assert json.loads(out) == [{"name": "Kabupaten Paser", "n": [1, 2]}]
    out, _ = ask("cypher", "RETURN $x AS x", "-p", "x=O'Brien\"}) DETACH DELETE n //")
    assert json.loads(out) == [{"x": "O'Brien\"}) DETACH DELETE n //"}]
    stdin = io.TextIOWrapper(io.BytesIO("RETURN 'é' AS x".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert json.loads(ask("cypher", "-")[0]) == [{"x": "é"}]


def test_free_cypher_shows_nodes_and_their_sources(ask: Any) -> None:
    text = "MATCH (p:Person {name: 'Hery Susanto'})-[r:SIGNED]->(a) RETURN p, r, r.sources AS sources"
    rows = json.loads(ask("cypher", text)[0])
    assert rows[0]["p"]["labels"] == ["Person", "Official", "OmbudsmanMember"]
    assert rows[0]["r"]["concept"] == "SIGNED"
    assert rows[0]["sources"][0]["title"]
    out, _ = ask("cypher", text, "--format", "csv")
    assert out.splitlines()[1].startswith("Hery Susanto,SIGNED,")
    path = "MATCH p = (:Person {name: 'Achmad Husein'})-[:MEMBER_OF]->(x) RETURN p"
    out, _ = ask("cypher", path, "--format", "csv")
    assert out.splitlines()[1] == "Achmad Husein; PDI Perjuangan"


def test_a_column_called_sources_may_hold_anything_in_free_cypher(ask: Any) -> None:
    for value, shown in (("3", 3), ("[1, 2]", [1, 2]), ("null", []), ("['nobody']", [{"id": "nobody"}])):
        assert json.loads(ask("cypher", f"RETURN {value} AS sources")[0]) == [{"sources": shown}]
    assert "nobody" in ask("cypher", "RETURN ['nobody'] AS sources", "--format", "table")[0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["MATCH (n) SET n.x = 1"], 1),
        (["LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row"], 1),
        (["MATCH (n RETURN n"], 1),
        ([" "], 2),
        (["RETURN 1 AS x", "-p", "x"], 2),
    ],
)
def test_free_cypher_that_is_wrong_or_writes_is_refused(ask: Any, arguments: list[str], code: int) -> None:
    out, err = ask("cypher", *arguments, code=code)
    assert out == ""
    assert err.startswith("Error: ")


def test_a_parameter_of_lists_within_lists_without_end_is_refused(ask: Any) -> None:
    _, err = ask("cypher", "RETURN $a AS a", "-p", "a=" + "[" * 20_000, code=2)
    assert "beyond all measure" in err


def test_what_only_python_takes_for_a_number_is_text(ask: Any) -> None:
    assert json.loads(ask("cypher", "RETURN $a AS a", "-p", "a=NaN")[0]) == [{"a": "NaN"}]


@pytest.mark.parametrize(("region", "shown"), [("Kabupaten Solok", False), ("Kabupaten Kaur", True)])
def test_a_table_has_a_column_of_conflicts_where_there_are_some(ask: Any, region: str, shown: bool) -> None:
    question = ("query", "run", "region-scores", region)
    header = ask(*question, "--format", "table")[0].splitlines()[1]
    assert ("conflicts" in header) is shown
    assert "conflicts" in ask(*question, "--format", "csv")[0].splitlines()[0]
