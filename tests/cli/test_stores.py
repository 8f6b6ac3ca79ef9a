"""Commands on a graph that a server keeps, and `kg doctor`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.cli.main import main
from kg.errors import ContentError
from kg.project import builtin
from tests.cli.records import AGREEMENT, agreement, write_lines
from tests.servers_neo4j import driver, empty, own_server, require_neo4j


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record that is loaded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    return tmp_path


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server of all tests, emptied."""
    given = require_neo4j()
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    empty(given)
    return given["KG_NEO4J_URI"]


def checks(capsys: pytest.CaptureFixture[str], *options: str, code: int) -> dict[str, dict[str, str]]:
    capsys.readouterr()
    assert main(["doctor", "--format", "json", *options]) == code
    return {row["what"]: row for row in json.loads(capsys.readouterr().out)}


def test_the_doctor_finds_nothing_wrong_with_a_graph_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build"])
    found = checks(capsys, code=0)
    assert found["ledger"]["found"] == "opens, 1 run"
    assert found["graph"]["found"] == "up to date with the ledger"
    assert found["engine"]["found"].startswith("KGLite 0.")


def test_the_doctor_says_when_nothing_was_built_or_loaded(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = checks(capsys, code=1)
    assert "kg build" in found["graph"]["remedy"]
    assert "store" not in found, "where nothing is, nothing answers"
    main(["build"])
    main(["load", str(write_lines(here / "mine.jsonl", [AGREEMENT, agreement(id="invented-2")]))])
    assert checks(capsys, code=1)["graph"]["found"] == "behind the ledger"
    (here / ".kg" / "ledger.sqlite").unlink()
    assert "kg load" in checks(capsys, code=1)["ledger"]["remedy"]


def test_who_asks_the_graph_of_another_ledger_is_told(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build"])
    monkeypatch.setenv("KG_LEDGER", str(tmp_path / "other.sqlite"))
    main(["load", str(here / "mine.jsonl")])
    capsys.readouterr()
    assert main(["query", "run", "regions"]) == 0
    assert "made from another ledger: `kg build` replaces it" in capsys.readouterr().err
    assert checks(capsys, code=1)["graph"]["found"] == "made from another ledger"


def test_who_asks_a_graph_that_another_version_of_kg_made_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as former:
        former.setattr("kg.graph.build.code_of", lambda *parts: f"a former version of {parts}")
        main(["build"])
    capsys.readouterr()
    assert main(["query", "run", "regions"]) == 0
    told = capsys.readouterr().err
    assert "made by another version of kg, or another schema: `kg build` makes it anew" in told
    found = checks(capsys, code=1)["graph"]
    assert (found["found"], found["remedy"]) == (
        "made by another version of kg, or another schema",
        "Make it anew: kg build",
    )
    main(["build"])
    assert checks(capsys, code=0)["graph"]["found"] == "up to date with the ledger"


def test_who_asks_a_graph_of_other_concepts_than_the_project_has_now_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build"])
    (here / "schema").mkdir()
    topic = (builtin("schema") / "Topic.yaml").read_text("utf-8")
    (here / "schema" / "Topic.yaml").write_text(topic + "# the project's own\n", "utf-8")
    capsys.readouterr()
    assert main(["query", "run", "regions"]) == 0
    assert "or another schema: `kg build` makes it anew" in capsys.readouterr().err


@pytest.mark.parametrize("length", [0, 1, 8, 64, 1_000, -1_000, -1])
def test_every_command_says_alike_how_a_broken_graph_is_made_again(
    here: Path, capsys: pytest.CaptureFixture[str], length: int
) -> None:
    main(["build"])
    graph = here / ".kg" / "graph.kgl"
    graph.write_bytes(graph.read_bytes()[:length])
    found = checks(capsys, code=1)
    assert found["store"]["found"].endswith("cannot be used")
    assert "Make it again: kg build --rebuild" in found["store"]["remedy"]
    for command in (["query", "run", "regions"], ["build"]):
        assert main(command) == 1
        assert found["store"]["remedy"] in capsys.readouterr().err
    assert main(["build", "--rebuild"]) == 0
    assert checks(capsys, code=0)["graph"]["found"] == "up to date with the ledger"


def test_a_folder_in_the_place_of_the_graph_is_to_be_moved(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build"])
    graph = here / ".kg" / "graph.kgl"
    graph.unlink()
    graph.mkdir()
    assert "Move it away" in checks(capsys, code=1)["store"]["remedy"]
    for command in (["query", "run", "regions"], ["build"], ["build", "--rebuild"]):
        assert main(command) == 1
        assert "Move it away; then: kg build --rebuild" in capsys.readouterr().err
    graph.rmdir()
    assert main(["build", "--rebuild"]) == 0


@pytest.mark.neo4j
def test_a_graph_on_a_server_is_built_asked_and_looked_after(
    address: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--store", address, "--format", "json"]) == 0
    counts = {row["label"]: row["number"] for row in json.loads(capsys.readouterr().out)}
    assert (counts["Agreement"], counts["Person"], counts["SIGNED"]) == (1, 1, 1)
    assert not (here / ".kg" / "graph.kgl").exists()
    for command in (
        ["cypher", "MATCH (a:Agreement) RETURN a.id AS id, a.sources AS sources"],
        ["query", "run", "who-signed-with-whom"],
        ["show", AGREEMENT["signatories"][0]["name"]],
        ["view", "-o", "page.html"],
    ):
        assert main([*command, "--store", address]) == 0, command
    main(["load", str(write_lines(here / "mine.jsonl", [AGREEMENT, agreement(id="invented-2")]))])
    remedy = checks(capsys, "--store", address, code=1)["graph"]["remedy"]
    assert remedy == f"Bring it up to date: kg build --store {address}"
    main(["show", "Ombudsman Republik Indonesia", "--store", address])
    assert f"`kg build --store {address}` takes them in" in capsys.readouterr().err
    main(["build", "--store", address])
    found = checks(capsys, "--store", address, code=0)
    assert found["server"]["found"].startswith("Neo4j 5.26")
    assert found["LOAD CSV from files"]["found"] == "off"
    assert found["constraints and indexes"]["found"] == "all there"
    assert found["graph"]["found"] == "up to date with the ledger"


@pytest.mark.neo4j
def test_increments_and_a_rebuild_give_the_same_graph_on_a_server(
    address: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    main(["build"])
    more = [agreement(id=f"invented-{i}", signed_on=f"2024-10-{i:02}") for i in range(1, 20)]
    for records in ([AGREEMENT, *more], more[5:], [AGREEMENT, *more[:9]]):
        main(["load", str(write_lines(here / "mine.jsonl", records))])
        main(["build"])
        with kg.open(here) as workspace:
            changed = sorted(workspace.store.snapshot(), key=repr)
            workspace.build(rebuild=True)
            assert sorted(workspace.store.snapshot(), key=repr) == changed
    with kg.open(here) as workspace:
        assert workspace.project.store_address == address


@pytest.mark.neo4j
def test_the_doctor_names_what_is_missing_on_a_server_and_a_build_makes_it(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = require_neo4j()
    main(["build", "--store", address])
    with driver(given) as bare:
        bare.execute_query("DROP INDEX kg_person_id")
    found = checks(capsys, "--store", address, code=1)
    assert found["constraints and indexes"]["found"] == "missing: Person(id)"
    assert found["constraints and indexes"]["remedy"] == f"Make them: kg build --store {address}"
    main(["build", "--store", address])
    assert checks(capsys, "--store", address, code=0)["constraints and indexes"]["found"] == "all there"


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "altered",
    [
        "MATCH (n:KgNode) DETACH DELETE n",
        "MATCH (:Person)-[r:SIGNED]->() DELETE r",
        "MATCH (p:Person), (a:Agreement) CREATE (p)-[:SIGNED {id: 'theirs'}]->(a)",
        "CREATE (:KgNode:Person {id: 'theirs'})",
    ],
)
def test_what_others_removed_or_added_is_found_and_made_good_by_the_next_build(
    address: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    altered: str,
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    main(["build"])
    with kg.open(here) as workspace, driver(require_neo4j()) as bare:
        before = sorted(workspace.store.snapshot(), key=repr)
        bare.execute_query("CREATE (:Theirs)-[:KNOWS]->(:Theirs)")
        assert "nodes and edges" not in checks(capsys, code=0)
        bare.execute_query(altered)
        found = checks(capsys, code=1)
        assert "somebody else has changed them" in found["nodes and edges"]["found"]
        assert found["nodes and edges"]["remedy"] == f"Make them anew: kg build --store {address}"
        assert main(["build"]) == 0
        assert sorted(workspace.store.snapshot(), key=repr) == before
        assert bare.execute_query("MATCH (n:Theirs) RETURN count(n)").records[0][0] == 2
    checks(capsys, code=0)


@pytest.mark.neo4j
def test_nodes_of_another_application_under_our_labels_are_told_of_and_are_no_names(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    main(["build"])
    with driver(require_neo4j()) as bare:
        bare.execute_query("CREATE (:Person {id: 7}), (:Person {name: 'Theirs'}), (:Agreement), (:Thing)")
    others = checks(capsys, code=1)["nodes of others"]
    assert others["found"] == "1 Agreement, 2 Person: questions take them for ours"
    assert main(["show", AGREEMENT["signatories"][0]["name"]]) == 0
    assert main(["show", "Theirs"]) == 2


@pytest.mark.neo4j
@pytest.mark.slow
def test_the_doctor_finds_a_server_that_reads_files(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_to_files = "dbms.security.allow_csv_import_from_file_urls=true"
    with own_server(tmp_path_factory.mktemp("open"), open_to_files) as server:
        for name, value in server.settings.items():
            monkeypatch.setenv(name, value)
        main(["build", "--store", server.address])
        found = checks(capsys, "--store", server.address, code=1)
        assert found["LOAD CSV from files"]["found"] == "on"
        secret = server.home / "import" / "secret.csv"
        secret.write_text("swordfish\n", "utf-8")
        for query in (
            "LOAD CSV FROM 'file:///secret.csv' AS row RETURN row",
            "\\u004c\\u004F\\u0041\\u0044 CSV FROM 'file:///secret.csv' AS row RETURN row",
            "RETURN '\\u0027 AS a UNION LOAD CSV FROM \\u0027file:///secret.csv\\u0027 AS a RETURN a //'",
        ):
            assert main(["cypher", query, "--store", server.address]) == 1
            assert "swordfish" not in "".join(capsys.readouterr())


def test_a_server_that_is_not_there_is_named_by_the_doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_NEO4J_PASSWORD", "none")
    found = checks(capsys, "--store", "bolt://127.0.0.1:9", code=1)
    assert "no Neo4j answers there" in found["store"]["remedy"]


@pytest.mark.parametrize(
    "address",
    [
        "neo4j:sword/fish@host",
        "neo4j://me:sword/fish@host",
        "neo4j://me:sword#fish@host",
        "bolt://me:swordfish@host",
    ],
)
def test_the_doctor_repeats_no_password_of_an_address(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_STORE", address)
    store = checks(capsys, code=1)["store"]
    assert "KG_NEO4J_PASSWORD" in store["remedy"]
    assert "fish" not in repr(store)


def test_the_store_of_a_project_may_stand_in_its_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "kg.toml").write_text('[project]\nstore = "neo4j://in-the-file"\n', "utf-8")
    assert kg.open(here).project.store_address == "neo4j://in-the-file"
    monkeypatch.setenv("KG_STORE", "neo4j://in-the-environment")
    assert kg.open(here).project.store_address == "neo4j://in-the-environment"


def test_a_password_in_the_project_file_is_refused_and_not_repeated(here: Path) -> None:
    (here / "kg.toml").write_text('[project]\nstore = "neo4j://me:swordfish@host"\n', "utf-8")
    with pytest.raises(ContentError, match="environment") as caught:
        _ = kg.open(here).project.store_address
    assert "swordfish" not in str(caught.value)


def test_free_cypher_is_warned_of_what_the_engines_answer_differently(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["build"])
    capsys.readouterr()
    assert main(["cypher", "MATCH (n:Person) RETURN keys(n) AS keys, n.title AS title"]) == 0
    warned = capsys.readouterr().err
    assert "Warning: 1:25: keys()" in warned
    assert "name, kind, type(r) or labels(n)" in warned
    assert main(["cypher", "MATCH (n:Person) RETURN n.name AS name"]) == 0
    assert "Warning" not in capsys.readouterr().err
