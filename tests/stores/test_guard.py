"""What keeps queries of the embedded store from files, from changes and from taking the machine down."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError, QueryTimeout
from kg.stores.guard import refuse_on_server, refuse_unsafe
from kg.stores.kglite_store import KgliteStore
from tests.stores.samples import complete, edge, filled, node, ontology


@pytest.fixture(scope="module")
def store() -> Iterator[KgliteStore]:
    store = KgliteStore(None, ontology())
    filled(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def crowd() -> Iterator[KgliteStore]:
    """A thousand people of whom everybody stood in for ten others."""
    store = KgliteStore(None, ontology())
    people = [node(f"person-{i}") for i in range(1_000)]
    ties = [
        edge(f"represented-{i}-{k}", "REPRESENTED", f"person-{i}", f"person-{(i * 7 + k) % 1_000}")
        for i in range(1_000)
        for k in range(1, 11)
    ]
    store.apply(complete(people, ties), "ledger")
    yield store
    store.close()


#: Pieces of which chance makes queries that may get past a filter of `LOAD CSV`.
PIECES = [
    *("LOAD", "CSV", "LOAD CSV", "`LOAD`", "`CSV`", "load", "FROM", "x", "1", "1e", "$x", "$", "`", "``"),
    *("'", '"', "''", "\\", "\\'", "//", "/*", "*/", "--", "#", ";", "{", "}", "(", "é", "\u200b", "\ufeff"),
    *(" ", "\n", "\r", "\t", "\f", "\v", "\x1f", "\x85", "\xa0", "\u2028", "\x00"),
    *("EXPLAIN ", "PROFILE ", "CYPHER 5 ", "USE x ", "FOR VALID_TIME ALL ", "FOR VALID_TIME AS OF '2020' "),
    *("RETURN 1 AS row UNION ", "CALL {", "UNWIND 'a' AS a ", "WITH HEADERS"),
]


def test_no_way_of_writing_load_csv_gets_past(store: KgliteStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("swordfish,1\n", "utf-8")
    chance = random.Random(1)
    ends = [f" FROM '{secret}' AS row RETURN row", *(f" FROM $x AS row RETURN row //{q}" for q in "'\"`")]
    for _ in range(10_000):
        begin = "".join(chance.choices(PIECES, k=chance.randint(0, 5)))
        middle = chance.choice(["LOAD CSV", "", "`LOAD` CSV", f"LOAD{chance.choice(PIECES)}CSV"])
        query = begin + middle + chance.choice(ends)
        try:
            answer = str(store.read(query, {"x": str(secret)}).rows)
        except QueryError as error:
            answer = str(error)
        assert "swordfish" not in answer, repr(query)


def test_no_procedure_that_writes_can_be_called(store: KgliteStore) -> None:
    procedures = store.read("CALL dbms.procedures() YIELD name, mode RETURN name, mode").rows
    writing = [row["name"] for row in procedures if row["mode"] != "READ"]
    assert len(writing) > 20
    for name in writing:
        for arguments in ("()", "({})"):
            with pytest.raises(QueryError):
                store.read(f"CALL {name}{arguments}")


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a), (b), (c) RETURN count(*) AS number",
        "MATCH (a), (b), (c) RETURN collect(a) AS everybody",
        "MATCH (a)-[*1..12]-(b) RETURN count(*) AS number",
        "MATCH p = (a)-[*1..12]-(b) RETURN collect(p) AS ways",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(*) AS number",
        "RETURN [x IN range(1, 100000) | range(1, 100000)] AS lists",
        "RETURN range(1, 1000000000) AS numbers",
        "MATCH p = shortestPath((a)-[*]-(b)), (c) RETURN count(p) AS number",
    ],
)
def test_a_query_that_would_fill_the_memory_is_refused(crowd: KgliteStore, query: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError):
        crowd.read(query, timeout=3)
    assert time.monotonic() - began < 30


def test_a_refusal_for_too_much_work_says_what_to_do(crowd: KgliteStore) -> None:
    with pytest.raises(QueryError, match="give every path a length"):
        crowd.read("MATCH (a), (b), (c) WHERE a.name + b.name = c.name RETURN a", timeout=120)


def test_an_answer_too_long_to_be_fetched_in_time_is_not_fetched(crowd: KgliteStore) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeout):
        crowd.read("MATCH (a), (b) WHERE a.id < b.id RETURN a, b", timeout=2)
    assert time.monotonic() - began < 30


def test_what_a_graph_can_sensibly_give_is_given(crowd: KgliteStore) -> None:
    rows = crowd.read("MATCH (a)-[r]->(b) RETURN a, r, b ORDER BY r.id").rows
    assert len(rows) == 10_000
    assert all((row["a"].id, row["b"].id) == (row["r"].tail, row["r"].head) for row in rows)


def test_the_ends_of_many_edges_are_found_at_once(crowd: KgliteStore) -> None:
    began = time.monotonic()
    rows = crowd.read("MATCH ()-[r]->() RETURN r").rows
    assert len({(row["r"].tail, row["r"].head) for row in rows}) > 9_000
    assert time.monotonic() - began < 30, "one look-up for each edge would take a minute"


@pytest.mark.parametrize(
    "query",
    [
        "CALL {" * 300 + " RETURN 1 AS n " + "} RETURN n " * 300,
        " UNION ALL ".join(["RETURN 1 AS n"] * 300),
    ],
    ids=["subqueries", "unions"],
)
def test_a_query_on_which_the_engine_would_crash_is_refused(store: KgliteStore, query: str) -> None:
    with pytest.raises(QueryError, match="more than 100"):
        store.read(query)


def test_other_deep_queries_are_answered_or_refused(store: KgliteStore) -> None:
    for query in (
        "RETURN " + "(" * 5_000 + "1" + ")" * 5_000 + " AS n",
        "RETURN " + "[" * 5_000 + "]" * 5_000 + " AS n",
        "RETURN " + "NOT " * 5_000 + "true AS n",
        "MATCH (n) WHERE " + "EXISTS { MATCH (n) WHERE " * 1_000 + "true" + "}" * 1_000 + " RETURN n",
        "RETURN " + " + ".join(["1"] * 20_000) + " AS n",
    ):
        with pytest.raises(QueryError):
            store.read(query)
    assert store.read("WITH 1 AS n " + "WITH n + 1 AS n " * 2_000 + "RETURN n").rows == [{"n": 2_001}]


@pytest.mark.parametrize("query", ["RETURN 1 AS a; RETURN 2 AS a", "; RETURN 1 AS a", "RETURN 1 AS a;;"])
def test_only_one_query_is_answered_at_a_time(query: str) -> None:
    with pytest.raises(QueryError, match=r"[Oo]ne query"):
        refuse_unsafe(query)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 1 AS row //\r UNION LOAD CSV FROM 'x' AS row RETURN row",  # on Neo4j the comment ends there
        "RETURN 1 AS row //\r '\n UNION LOAD CSV FROM 'x' AS row RETURN row //'",  # on KGLite it does not
    ],
)
def test_a_comment_that_one_engine_ends_before_the_other_hides_nothing(query: str) -> None:
    with pytest.raises(QueryError, match="comment"):
        refuse_unsafe(query)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 'LOAD CSV; CALL CALL' AS a",
        "// about a\r\n// and more\r\nRETURN 'a\rb' AS a // the end\r",
        "RETURN \"LOAD\" AS a, 'CSV' AS b",
        "// LOAD CSV FROM 'x' AS row;\nRETURN 1 AS a",
        "/* LOAD */ RETURN 1 AS csv",
        "MATCH (load:Person) RETURN load.name AS csv, load AS `LOAD CSV`",
        "RETURN 1 AS a ;",
    ],
)
def test_a_harmless_query_is_let_through(query: str) -> None:
    refuse_unsafe(query)


def test_a_format_is_refused_and_the_output_named(store: KgliteStore) -> None:
    with pytest.raises(QueryError, match="format of the output"):
        store.read("MATCH (n) RETURN n.id AS id FORMAT CSV")


def test_a_store_says_how_long_it_waited(store: KgliteStore) -> None:
    query = "WITH range(1, 3000) AS r RETURN all(x IN r WHERE all(y IN r WHERE x + y > 0)) AS yes"
    with pytest.raises(QueryTimeout, match=r"0\.2 s") as caught:
        store.read(query, timeout=0.2)
    assert caught.value.query == query


@pytest.mark.parametrize(
    "query",
    [
        "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
        "CALL apoc.export.csv.all('all.csv', {})",
        "CALL `apoc`.`load`.`json`('x') YIELD value RETURN value",
        "MATCH (n) CALL apoc.cypher.runFile('x') YIELD row RETURN row",
        "CALL gds.graph.export('g', {})",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL db.createLabel('x')",
        "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM $x AS r RETURN r', {}) AS a",
        "USE system MATCH (n) RETURN n",
        "CALL { USE other MATCH (n) RETURN n } RETURN n",
        "RETURN 1 AS a UNION USE other RETURN 2 AS a",
        "SHOW USERS",
        "EXPLAIN SHOW SETTINGS",
        "CYPHER 5 runtime=slotted SHOW USERS",
        "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS",
        "MATCH (n) CALL (n) { RETURN 1 AS x } IN 3 CONCURRENT TRANSACTIONS OF 10 ROWS RETURN x",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "\\u004cOAD CSV FROM 'x' AS row RETURN row",
        "RETURN '\\u0027 AS row UNION LOAD CSV FROM \\u0027x\\u0027 AS row RETURN row //'",
        "RETURN 1 AS row //\\u000d UNION LOAD CSV FROM 'x' AS row RETURN row",
    ],
)
def test_what_reaches_beyond_the_graph_on_a_server_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        refuse_on_server(query)


@pytest.mark.parametrize(
    "query",
    [
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.index.fulltext.queryNodes('names', 'x') YIELD node RETURN node",
        "CALL (x) { RETURN 1 AS a } RETURN a",
        "MATCH (show:Person) WHERE show.id IN $transactions RETURN show.use AS use ORDER BY use",
        "RETURN 'USE x; SHOW USERS; CALL apoc.load.json' AS a",
        "RETURN apoc.text.join(['a'], '') AS a",
        "RETURN [{a: 1}] AS list, {a: 1} IN [{a: 1}] AS found",
    ],
)
def test_what_only_asks_the_graph_is_let_through_to_a_server(query: str) -> None:
    refuse_on_server(query)
