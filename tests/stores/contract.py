"""What every store must do. `test_stores.py` holds each of them to it.

A store is tested through a subclass whose fixture ``backend`` opens it, and ``backends`` a new one each
time. Stores that read Cypher derive from :class:`ReadingStore`, those that keep their graph when they are
closed from :class:`LastingStore`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError, QueryTimeout
from kg.graph import Changes, Edge, Node
from kg.stores import Path as GraphPath
from kg.stores import Store, Version
from kg.stores.memory import MemoryStore
from tests.stores.samples import (
    LEDGER,
    ODD_TEXTS,
    BreakOffError,
    breaking_off,
    complete,
    edge,
    filled,
    held,
    increment,
    kinds,
    node,
    small,
)

#: Opens the store under test: the same one each time when it lasts, else an empty one.
Backend = Callable[[], Store]

_people = st.sampled_from(["person-1", "person-2", "person-3"])
_agreements = st.sampled_from(["agreement-1", "agreement-2"])
_properties = st.dictionaries(
    st.sampled_from(["notes", "number"]),
    st.sampled_from(ODD_TEXTS[:8]) | st.lists(st.sampled_from(ODD_TEXTS[:4])),
)
_labels = st.lists(st.sampled_from(["Official", "OmbudsmanMember"]), unique=True)


@st.composite
def _graphs(draw: Any) -> dict[str, Node | Edge]:
    """A small graph. The ends of an edge are in its id, as they are in a real graph."""
    found: dict[str, Node | Edge] = {}
    for id in draw(st.lists(_people, unique=True)):
        found[id] = node(id, *draw(_labels), **draw(_properties))
    for id in draw(st.lists(_agreements, unique=True)):
        found[id] = node(id, **draw(_properties))
    for tail, head, role in draw(st.lists(st.tuples(_people, _agreements | _people, st.integers(1, 2)))):
        if tail in found and head in found:
            concept = "REPRESENTED" if head.startswith("person") else "SIGNED"
            id = f"{concept.lower()}-{tail}-{head}-{role}"
            found[id] = edge(id, concept, tail, head, **draw(_properties))
    return found


def _difference(old: dict[str, Node | Edge], new: dict[str, Node | Edge], build: str) -> Changes:
    """What turns one graph into another."""
    fresh = [element for id, element in new.items() if old.get(id) != element]
    gone = [old[id] for id in old.keys() - new.keys()]
    return increment(
        [each for each in fresh if isinstance(each, Node)],
        [each for each in fresh if isinstance(each, Edge)],
        gone=[each.id for each in gone if isinstance(each, Node)],
        gone_edges=[(each.id, each.concept) for each in gone if isinstance(each, Edge)],
        build=build,
    )


class AnyStore:
    """What holds for every store."""

    @pytest.fixture
    def store(self, backend: Backend) -> Iterator[Store]:
        store = backend()
        yield store
        store.close()

    def test_a_snapshot_gives_back_exactly_what_was_applied(self, store: Store) -> None:
        nodes, edges = small()
        store.apply(complete(nodes, edges), LEDGER)
        assert held(store.snapshot()) == held([*nodes, *edges])

    def test_a_snapshot_gives_nodes_before_edges(self, store: Store) -> None:
        order = [isinstance(element, Edge) for element in filled(store).snapshot()]
        assert order == sorted(order)

    @pytest.mark.parametrize(
        "texts",
        [[], [""], ["", ""], ["a", ""], ["", "a"], ["\x1f"], ["a\x1fb", "c"], ["\x1c", "\x1d\x1e"]],
        ids=repr,
    )
    def test_a_list_comes_back_as_it_was(self, store: Store, texts: list[str]) -> None:
        """Also beside others: a store may keep some of them in another way."""
        alone = [node("person-1", aliases=texts)]
        together = [*alone, node("person-2", aliases=["a", "b"]), node("person-3", aliases=[])]
        for people in (alone, together):
            tie = edge("signed-1", "SIGNED", "person-1", "agreement-1", sources=texts)
            store.apply(complete([*people, node("agreement-1")], [tie]), LEDGER)
            assert held(store.snapshot()) == held([*people, node("agreement-1"), tie])

    @pytest.mark.parametrize("text", [*ODD_TEXTS, "\x1c", "\x1d", "a\x1eb"], ids=repr)
    def test_text_comes_back_as_it_was(self, store: Store, text: str) -> None:
        person = node("person-1", name=text, aliases=[text, "x", text])
        tie = edge("signed-1", "SIGNED", "person-1", "agreement-1", role=text)
        store.apply(complete([person, node("agreement-1")], [tie]), LEDGER)
        found = held(store.snapshot())
        assert found["person-1"] == person
        assert found["signed-1"] == tie

    @pytest.mark.parametrize(
        "value",
        [
            *(0, -1, 2024, 2**53 + 1),
            *(0.0, 2.0, -7.25, 1e-300, 0.1 + 0.2),
            *(True, False),
            *(date(2024, 9, 3), date(1, 1, 1), date(9999, 12, 31)),
            *([], ["one"], ["2024-09", "12", ""]),
        ],
        ids=repr,
    )
    def test_a_value_comes_back_with_its_type(self, store: Store, value: object) -> None:
        agreement = node("agreement-1", value=value)
        tie = edge("signed-1", "SIGNED", "person-1", "agreement-1", value=value)
        store.apply(complete([node("person-1"), agreement], [tie]), LEDGER)
        found = held(store.snapshot())
        assert kinds(found["agreement-1"]) == kinds(agreement)
        assert kinds(found["signed-1"]) == kinds(tie)

    def test_parallel_edges_stay_apart(self, store: Store) -> None:
        found = held(filled(store).snapshot())
        assert [found[id].properties["role"] for id in ("signed-1", "signed-2")] == ["Ketua", "Anggota"]

    def test_an_edge_may_lead_back_to_where_it_starts(self, store: Store) -> None:
        loop = edge("part_of-1", "PART_OF", "institution-1", "institution-1")
        store.apply(complete([node("institution-1")], [loop]), LEDGER)
        assert held(store.snapshot())["part_of-1"] == loop

    def test_a_complete_change_replaces_everything(self, store: Store) -> None:
        filled(store)
        store.apply(complete([node("person-9")], build="2"), LEDGER)
        assert held(store.snapshot()) == held([node("person-9")])

    def test_an_increment_adds_what_is_new(self, store: Store) -> None:
        nodes, edges = small()
        store.apply(complete(nodes, edges), LEDGER)
        more = [node("person-3", "Official")], [edge("signed-3", "SIGNED", "person-3", "agreement-1")]
        store.apply(increment(*more), LEDGER)
        assert held(store.snapshot()) == held([*nodes, *edges, *more[0], *more[1]])

    def test_what_a_replaced_node_no_longer_says_is_gone(self, store: Store) -> None:
        filled(store)
        other = node("agreement-1", name="Another name", kind="pks")
        store.apply(increment([other]), LEDGER)
        found = held(store.snapshot())
        assert found["agreement-1"] == other
        assert len(found) == 9, "its edges stay"

    def test_what_a_replaced_edge_no_longer_says_is_gone(self, store: Store) -> None:
        filled(store)
        other = edge("holds-1", "HOLDS", "person-2", "institution-1", acting="Plt")
        store.apply(increment(edges=[other]), LEDGER)
        found = held(store.snapshot())
        assert found["holds-1"] == other
        assert len(found) == 9

    @pytest.mark.parametrize("labels", [(), ("Official",), ("OmbudsmanMember",)])
    def test_a_replaced_node_has_only_its_new_labels(self, store: Store, labels: tuple[str, ...]) -> None:
        filled(store)
        store.apply(increment([node("person-1", *labels)]), LEDGER)
        assert held(store.snapshot())["person-1"].labels == ("Person", *labels)
        counts = store.schema()["nodes"]
        assert {label: counts.get(label, 0) for label in ("Official", "OmbudsmanMember")} == {
            label: int(label in labels) for label in ("Official", "OmbudsmanMember")
        }

    def test_a_replaced_node_gains_labels(self, store: Store) -> None:
        filled(store)
        store.apply(increment([node("person-2", "Official")]), LEDGER)
        assert held(store.snapshot())["person-2"].labels == ("Person", "Official")

    def test_an_increment_removes_edges(self, store: Store) -> None:
        filled(store)
        store.apply(increment(gone_edges=[("signed-1", "SIGNED")]), LEDGER)
        found = held(store.snapshot())
        assert "signed-1" not in found
        assert len(found) == 8

    def test_an_increment_removes_nodes_with_the_edges_that_hang_on_them(self, store: Store) -> None:
        filled(store)
        store.apply(increment(gone=["person-1"]), LEDGER)
        assert held(store.snapshot()).keys() == {
            *("person-2", "agreement-1", "institution-1"),
            *("holds-1", "party_to-1"),
        }

    def test_removing_what_is_not_there_changes_nothing(self, store: Store) -> None:
        before = held(filled(store).snapshot())
        store.apply(increment(gone=["person-9"], gone_edges=[("signed-9", "SIGNED")]), LEDGER)
        assert held(store.snapshot()) == before

    def test_an_increment_can_be_taken_twice(self, store: Store) -> None:
        filled(store)
        for _ in range(2):
            store.apply(
                increment(
                    [node("person-3"), node("person-2", name="Changed")],
                    [edge("signed-3", "SIGNED", "person-3", "agreement-1")],
                    gone=["institution-1"],
                    gone_edges=[("signed-1", "SIGNED")],
                ),
                LEDGER,
            )
            assert len(held(store.snapshot())) == 7

    def test_increments_lead_where_the_oracle_goes(self, backends: Backend) -> None:
        @settings(max_examples=25)
        @given(graphs=st.lists(_graphs(), min_size=2, max_size=4))
        def check(graphs: list[dict[str, Node | Edge]]) -> None:
            store, oracle = backends(), MemoryStore()
            old: dict[str, Node | Edge] = {}
            for build, new in enumerate(graphs):
                changes = _difference(old, new, str(build))
                changes.complete = build == 0
                store.apply(changes, LEDGER)
                oracle.apply(changes, LEDGER)
                assert held(store.snapshot()) == held(oracle.snapshot()) == new
                assert store.schema() == oracle.schema()
                old = new
            store.close()

        check()

    def test_an_empty_graph_is_a_graph(self, store: Store) -> None:
        store.apply(complete(), LEDGER)
        assert store.version() == Version(LEDGER, "1")
        assert list(store.snapshot()) == []
        assert store.schema() == {"nodes": {}, "edges": {}}

    def test_more_elements_than_fit_one_batch(self, store: Store) -> None:
        nodes = [node(f"person-{i}", *(["Official"] if i % 3 else [])) for i in range(5_003)]
        edges = [edge(f"represented-{i}", "REPRESENTED", f"person-{i}", "person-0") for i in range(1, 5_003)]
        store.apply(complete(nodes, edges), LEDGER)
        assert held(store.snapshot()) == held([*nodes, *edges])

    def test_the_schema_counts_labels_and_concepts(self, store: Store) -> None:
        assert filled(store).schema() == {
            "nodes": {"Agreement": 1, "Institution": 1, "Official": 1, "OmbudsmanMember": 1, "Person": 2},
            "edges": {"HOLDS": 1, "PARTY_TO": 1, "REPRESENTED": 1, "SIGNED": 2},
        }

    def test_a_new_store_holds_no_version(self, store: Store) -> None:
        assert store.version() is None

    def test_the_version_is_that_of_the_last_changes(self, store: Store) -> None:
        assert filled(store).recent_version() == store.version() == Version(LEDGER, "1")
        store.apply(increment([node("person-3")], build="7"), LEDGER)
        assert store.recent_version() == store.version() == Version(LEDGER, "7")
        store.apply(increment(build="8"), LEDGER)
        assert store.version() == Version(LEDGER, "8"), "also when there was nothing to change"
        store.apply(complete(build="1"), "another ledger")
        assert store.recent_version() == store.version() == Version("another ledger", "1")

    def test_a_cleared_store_is_empty_and_can_be_filled_again(self, store: Store) -> None:
        filled(store).clear()
        assert store.recent_version() is store.version() is None
        assert len(held(filled(store).snapshot())) == 9

    def test_clearing_an_empty_store_does_nothing(self, store: Store) -> None:
        store.clear()
        store.clear()
        assert store.version() is None

    @pytest.mark.parametrize("after", [0, 2])
    def test_filling_that_breaks_off_leaves_the_former_graph_or_none(self, store: Store, after: int) -> None:
        former = held(filled(store).snapshot())
        broken = complete(build="2")
        broken.nodes = breaking_off([node(f"person-{i}") for i in range(10, 20)], after)
        with pytest.raises(BreakOffError):
            store.apply(broken, LEDGER)
        if store.version() is not None:
            assert store.version() == Version(LEDGER, "1")
            assert held(store.snapshot()) == former
        store.apply(complete([node("person-9")], build="2"), LEDGER)
        assert held(store.snapshot()) == held([node("person-9")])

    def test_an_increment_that_breaks_off_can_be_taken_again(self, store: Store) -> None:
        filled(store)
        nodes, edges = small()
        changes = {"gone_edges": [("signed-1", "SIGNED")], "gone": ["institution-1"]}
        more = [node("person-3", "Official"), node("person-2", name="Changed")]
        broken = increment(more, **changes)
        broken.edges = breaking_off([edge("signed-3", "SIGNED", "person-3", "agreement-1")], 0)
        with pytest.raises(BreakOffError):
            store.apply(broken, LEDGER)
        assert store.version() in (None, Version(LEDGER, "1"))
        if store.version() is None:
            store.apply(complete(nodes, edges), LEDGER)
        store.apply(
            increment(more, [edge("signed-3", "SIGNED", "person-3", "agreement-1")], **changes), LEDGER
        )
        assert held(store.snapshot()).keys() == {
            *("person-1", "person-2", "person-3", "agreement-1"),
            *("signed-2", "signed-3", "represented-1"),
        }

    def test_the_bundled_graph_comes_back_whole(
        self, store: Store, bundled_graph: tuple[list[Node], list[Edge]]
    ) -> None:
        oracle = MemoryStore()
        oracle.apply(complete(*bundled_graph), LEDGER)
        store.apply(complete(*bundled_graph), LEDGER)
        assert held(store.snapshot()) == held(oracle.snapshot())
        assert store.schema() == oracle.schema()


class LastingStore(AnyStore):
    """What holds for stores that keep their graph when they are closed."""

    def test_what_was_applied_is_there_when_it_is_opened_again(self, backend: Backend) -> None:
        store = filled(backend())
        store.apply(increment([node("person-3", "Official")]), LEDGER)
        before = held(store.snapshot())
        store.close()
        again = backend()
        assert again.version() == Version(LEDGER, "2")
        assert held(again.snapshot()) == before
        again.close()

    def test_a_closed_store_opens_itself_when_it_is_used(self, backend: Backend) -> None:
        store = filled(backend())
        store.close()
        store.apply(increment([node("person-3")]), LEDGER)
        store.close()
        assert len(held(store.snapshot())) == 10
        store.close()
        store.close()

    def test_each_of_many_increments_is_kept(self, backend: Backend) -> None:
        filled(backend()).close()
        for build in "23456":
            store = backend()
            store.apply(increment([node(f"person-{build}0")], build=build), LEDGER)
            store.close()
        store = backend()
        assert store.version() == Version(LEDGER, "6")
        assert len(held(store.snapshot())) == 14
        store.close()

    def test_a_cleared_store_stays_empty(self, backend: Backend) -> None:
        store = filled(backend())
        store.clear()
        store.close()
        again = backend()
        assert again.version() is None
        again.close()

    def test_changes_are_seen_by_who_opens_it_next_even_without_closing(self, backend: Backend) -> None:
        filled(backend())
        again = backend()
        assert len(held(again.snapshot())) == 9
        again.close()


#: Writes in every form that Cypher has.
WRITES = [
    "CREATE (:Person {id: 'x'})",
    "CREATE (n:Person {id: 'x'}) RETURN n",
    "MATCH (n) CREATE (n)-[:SIGNED {id: 'x'}]->(n) RETURN n",
    "MERGE (n:Person {id: 'x'}) RETURN n",
    "MATCH (n:Person) SET n.name = 'x' RETURN n",
    "MATCH (n:Person) SET n += {name: 'x'} RETURN n",
    "MATCH (n:Person) SET n:Official RETURN n",
    "MATCH ()-[r]->() SET r.role = 'x' RETURN r",
    "MATCH (n:Person) REMOVE n.name RETURN n",
    "MATCH (n:Person) REMOVE n:Official RETURN n",
    "MATCH ()-[r]->() DELETE r",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) DETACH DELETE n RETURN count(*) AS number",
    "MATCH (n) FOREACH (x IN [1] | SET n.name = 'x')",
    "UNWIND [1] AS x CREATE (n:Person {id: 'x'}) RETURN n",
    "CALL { CREATE (n:Person {id: 'x'}) RETURN n } RETURN n",
    "MATCH (n:Person) CALL { WITH n SET n.name = 'x' } RETURN n",
    "MATCH (n:Person) RETURN n UNION CREATE (n:Person {id: 'x'}) RETURN n",
    "RETURN 1 AS a; MATCH (n) DETACH DELETE n",
    "MATCH (n) DETACH DELETE n; RETURN 1 AS a",
    "/* read */ MATCH (n) // only\nDETACH DELETE n",
    "match (n) detach delete n",
    "EXPLAIN MATCH (n) DETACH DELETE n",
    "PROFILE MATCH (n) DETACH DELETE n",
    "CREATE INDEX FOR (n:Person) ON (n.name)",
    "CREATE INDEX ON :Person(name)",
    "CREATE CONSTRAINT FOR (n:Person) REQUIRE n.name IS UNIQUE",
    "DROP INDEX person_name",
    "DROP CONSTRAINT person_name",
]

#: `LOAD CSV` as people may write it to get past a filter; ``{url}`` is the file's address.
FILES = [
    "LOAD CSV FROM '{url}' AS row RETURN row",
    "LOAD CSV WITH HEADERS FROM '{url}' AS row RETURN row",
    "load csv from '{url}' as row return row",
    "LoAd CsV fRoM '{url}' AS row RETURN row",
    "LOAD\n\tCSV FROM '{url}' AS row RETURN row",
    "LOAD/**/CSV FROM '{url}' AS row RETURN row",
    "LOAD /* no ' quote */ CSV FROM '{url}' AS row RETURN row",
    "LOAD // no ' quote\nCSV FROM '{url}' AS row RETURN row",
    "`LOAD` `CSV` FROM '{url}' AS row RETURN row",
    "`LOAD` CSV FROM '{url}' AS row RETURN row",
    "MATCH (n) LOAD CSV FROM '{url}' AS row RETURN row",
    "MATCH (n) WITH n LIMIT 1 LOAD CSV FROM '{url}' AS row RETURN n, row",
    "CALL {{ LOAD CSV FROM '{url}' AS row RETURN row }} RETURN row",
    "RETURN 'a' AS row UNION LOAD CSV FROM '{url}' AS row RETURN row",
    "RETURN '\\' LOAD' AS row UNION LOAD CSV FROM '{url}' AS row RETURN row",
    "LOAD\u00a0CSV FROM '{url}' AS row RETURN row",
    "LOAD\u2003CSV FROM '{url}' AS row RETURN row",
    "LOAD\fCSV FROM '{url}' AS row RETURN row",
    "EXPLAIN LOAD CSV FROM '{url}' AS row RETURN row",
    "PROFILE LOAD CSV FROM '{url}' AS row RETURN row",
    "LOAD CSV FROM $url AS row RETURN row",
]


class ReadingStore(AnyStore):
    """What holds for stores that answer Cypher."""

    #: A query that the engine does not end in seconds.
    endless = "MATCH (a)-[*1..9]-(b)-[*1..9]-(c) RETURN count(*) AS number"

    #: A query of one expression that takes the engine some seconds.
    busy = (
        "RETURN reduce(s = 0, i IN range(1, 3000) | s + "
        "reduce(t = 0, j IN range(1, 3000) | t + i * j)) AS sum"
    )

    @pytest.fixture
    def full(self, store: Store) -> Store:
        return filled(store)

    def test_columns_and_rows_come_in_the_order_of_the_query(self, full: Store) -> None:
        found = full.read("MATCH (n:Person) RETURN n.name AS b, n.id AS a ORDER BY a DESC")
        assert found.columns == ["b", "a"]
        assert [list(row.items()) for row in found.rows] == [
            [("b", "Siti Contoh"), ("a", "person-2")],
            [("b", "Rahmat Contoh"), ("a", "person-1")],
        ]
        assert not found.truncated

    def test_no_rows_still_have_columns(self, full: Store) -> None:
        found = full.read("MATCH (n:Person {id: 'nobody'}) RETURN n.name AS name")
        assert (found.columns, found.rows) == (["name"], [])

    def test_nodes_come_as_ours(self, full: Store) -> None:
        (row,) = full.read("MATCH (n:Person {id: 'person-1'}) RETURN n").rows
        assert row["n"] == small()[0][0]
        assert isinstance(row["n"], Node)

    def test_edges_come_as_ours_with_the_ids_of_their_ends(self, full: Store) -> None:
        rows = full.read("MATCH ()-[r:SIGNED]->() RETURN r ORDER BY r.id").rows
        assert [row["r"] for row in rows] == small()[1][:2]
        assert all(isinstance(row["r"], Edge) for row in rows)

    def test_an_edge_matched_against_its_direction_keeps_it(self, full: Store) -> None:
        (row,) = full.read("MATCH (i:Institution)<-[r:HOLDS]-(p) RETURN r").rows
        assert (row["r"].tail, row["r"].head) == ("person-2", "institution-1")

    def test_paths_come_as_ours(self, full: Store) -> None:
        query = "MATCH p = (:Person {id: 'person-1'})-[:REPRESENTED]->()-[:HOLDS]->() RETURN p"
        (row,) = full.read(query).rows
        nodes, edges = small()
        assert row["p"] == GraphPath((nodes[0], nodes[1], nodes[3]), (edges[2], edges[3]))
        assert isinstance(row["p"], GraphPath)

    def test_elements_within_lists_and_maps_come_as_ours(self, full: Store) -> None:
        query = (
            "MATCH (a:Person {id: 'person-2'})-[r:HOLDS]->(b) RETURN [a, [b]] AS list, {edge: r, n: 1} AS map"
        )
        (row,) = full.read(query).rows
        nodes, edges = small()
        assert row == {"list": [nodes[1], [nodes[3]]], "map": {"edge": edges[3], "n": 1}}

    def test_a_map_that_looks_like_a_node_or_an_edge_stays_a_map(self, full: Store) -> None:
        fake = {"id": 1, "labels": ["Person"], "properties": {"id": 5}}
        tie = {"id": 1, "start": 10**9, "end": 10**9, "type": "SIGNED", "properties": {"id": "x"}}
        (row,) = full.read("RETURN $fake AS fake, $tie AS tie", {"fake": fake, "tie": tie}).rows
        assert row == {"fake": fake, "tie": tie}

    def test_values_come_as_pythons_own(self, full: Store) -> None:
        query = (
            "MATCH (a:Agreement) RETURN a.signed_from AS day, a.term_years AS term, a.sources AS sources, "
            "a.nothing AS nothing, count(*) AS number, true AS yes"
        )
        (row,) = full.read(query).rows
        assert row == {
            "day": date(2024, 9, 3), "term": 2.0, "sources": ["source-1"],
            "nothing": None, "number": 1, "yes": True,
        }  # fmt: skip
        assert [type(row[name]) for name in ("day", "term", "number", "yes")] == [date, float, int, bool]

    def test_columns_of_texts_alone_change_nothing_of_the_others(self, full: Store) -> None:
        query = "MATCH (a:Agreement) RETURN {} AS other, collect(a.sources) AS sources"
        for other, type_ in (("a.id", str), ("a.signed_from", date), ("a", Node), ("[a]", list)):
            looked_through = full.read(query.format(other))
            found = full.read(query.format(other), plain=("sources", "no_such_column"))
            assert (found.columns, found.rows) == (looked_through.columns, looked_through.rows)
            assert (type(found.rows[0]["other"]), found.rows[0]["sources"]) == (type_, [["source-1"]])
        nobody = "MATCH (n:Person {id: 'nobody'}) RETURN n.sources AS sources"
        assert full.read(nobody, plain=("sources",)).rows == []

    def test_dates_are_compared_as_dates(self, full: Store) -> None:
        query = "MATCH (a:Agreement) WHERE a.signed_from <= $today RETURN a.id AS id"
        assert len(full.read(query, {"today": date(2024, 9, 3)}).rows) == 1
        assert full.read(query, {"today": date(2024, 9, 2)}).rows == []

    @pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
    def test_a_parameter_is_a_value_whatever_it_says(self, full: Store, text: str) -> None:
        before = held(full.snapshot())
        assert full.read("RETURN $text AS text, [$text] AS list", {"text": text}).rows == [
            {"text": text, "list": [text]}
        ]
        assert full.read("MATCH (n:Person) WHERE n.name = $text RETURN n", {"text": text}).rows == []
        assert full.read("MATCH (n:Person {id: $text}) RETURN n", {"text": text}).rows == []
        assert held(full.snapshot()) == before

    def test_a_limit_cuts_rows_off_and_says_so(self, full: Store) -> None:
        query = "MATCH ()-[r]->() RETURN r.id AS id ORDER BY id"
        everything = full.read(query).rows
        for limit, truncated in ((2, True), (4, True), (5, False), (6, False)):
            found = full.read(query, limit=limit)
            assert (found.rows, found.truncated) == (everything[:limit], truncated)

    def test_a_limit_of_the_query_is_not_called_cut_off(self, full: Store) -> None:
        found = full.read("MATCH ()-[r]->() RETURN r.id AS id LIMIT 2", limit=2)
        assert (len(found.rows), found.truncated) == (2, False)

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "   ",
            "// only a comment",
            "MATCH (n:Person RETURN n",
            "RETURN 'open",
            "/* open",
            "RETURN nothing",
            "RETURN no_such_function(1) AS a",
            "FIND people",
            "SELECT * FROM Person",
            "RETURN date({year: 12000}) AS far",
        ],
    )
    def test_a_wrong_query_is_refused_with_the_query(self, full: Store, query: str) -> None:
        with pytest.raises(QueryError) as caught:
            full.read(query)
        assert caught.value.query == query
        assert not isinstance(caught.value, QueryTimeout)

    def test_a_missing_parameter_is_refused_by_its_name(self, full: Store) -> None:
        with pytest.raises(QueryError, match="someone"):
            full.read("MATCH (n:Person {id: $someone}) RETURN n")

    @pytest.mark.parametrize("query", WRITES)
    def test_a_read_cannot_write(self, full: Store, query: str) -> None:
        before = held(full.snapshot())
        try:
            full.read(query)
        except QueryError as error:
            assert error.query == query  # noqa: PT017 - explaining a write without doing it is no error
        else:
            assert query.startswith("EXPLAIN")
        assert held(full.snapshot()) == before
        assert full.version() == Version(LEDGER, "1")

    @pytest.mark.parametrize("query", FILES)
    def test_a_read_cannot_open_files(self, full: Store, tmp_path: Path, query: str) -> None:
        secret = tmp_path / "secret.csv"
        secret.write_text("swordfish,1\n", "utf-8")
        for url in (secret.as_uri(), str(secret)):
            with pytest.raises(QueryError) as caught:
                full.read(query.replace("{{", "{").replace("}}", "}").replace("{url}", url), {"url": url})
            assert "swordfish" not in str(caught.value)

    def test_naming_load_csv_in_a_text_or_comment_is_no_reason_to_refuse(self, full: Store) -> None:
        query = "// LOAD CSV\nRETURN 'LOAD CSV' AS a // LOAD CSV"
        assert full.read(query).rows == [{"a": "LOAD CSV"}]

    def test_a_semicolon_at_the_end_is_allowed(self, full: Store) -> None:
        assert full.read("RETURN 1 AS a;").rows == [{"a": 1}]

    def test_a_query_that_takes_too_long_is_stopped_in_time(self, store: Store) -> None:
        people = [node(f"person-{i}") for i in range(30)]
        ties = [
            edge(f"represented-{i}-{k}", "REPRESENTED", f"person-{i}", f"person-{k}")
            for i in range(30)
            for k in range(30)
        ]
        store.apply(complete(people, ties), LEDGER)
        began = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"0\.5 s") as caught:
            store.read(self.endless, timeout=0.5)
        assert time.monotonic() - began < 20
        assert caught.value.query == self.endless
        assert store.read("MATCH (n:Person) RETURN count(n) AS number").rows == [{"number": 30}]

    def test_work_within_one_expression_is_not_waited_for_either(self, full: Store) -> None:
        began = time.monotonic()
        with pytest.raises(QueryError):
            full.read(self.busy, timeout=0.3)
        assert time.monotonic() - began < 20
