"""Edges that a rule finds across records: whatever becomes of these, a build gives the graph of a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Edge
from kg.matching import Deal, Renewal, match_deals, renewals
from kg.renewals import METHOD, write
from kg.statements import RENEWALS
from kg.stores.memory import MemoryStore
from tests.graph.records import COUNTERPARTS, OMBUDSMAN, PAGES, assessments
from tests.graph.test_increments import assert_same
from tests.graph.test_judgements import Stated, built, entities, one_step, step
from tests.graph.worlds import Graph, World, ontology, page

#: Key of a record -> its usual day: there are few doubts, so that many agreements are linked.
DAYS = {"r1": "2015-03-05", "r2": "2019-06-01", "r3": "2024-09-03"}


def record(key: str) -> st.SearchStrategy[Any]:
    """An agreement; now and then one without a day, something else of the same key, or nothing."""
    agreement = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["mou", "mou", "mou", "pks"]),
            "status": st.sampled_from(["renewed", "renewed", "renewed", "signed", "planned"]),
            "signed_on": st.sampled_from([*[DAYS[key]] * 8, "2024-09-03", "2019", None]),
            "parties": st.sampled_from([*[COUNTERPARTS[0]] * 4, *COUNTERPARTS[1:3]]).map(
                lambda other: [{"name": OMBUDSMAN, "kind": "ombudsman"}, other]
            ),
            "sources": st.lists(
                st.sampled_from(PAGES), min_size=1, max_size=2, unique_by=lambda page: page["url"]
            ),
        }
    ).map(lambda fields: ("agreements", {**fields, "id": key}))
    other = assessments.map(lambda fields: ("assessments", {**fields, "id": key}))
    return st.integers(0, 9).flatmap(lambda n: st.none() if n > 7 else other if n > 6 else agreement)


dataset = st.tuples(*map(record, DAYS)).map(
    lambda content: {said[1]["id"]: said for said in content if said is not None}
)
contents = st.dictionaries(st.sampled_from(["one", "two"]), dataset, min_size=1, max_size=2)
#: What is loaded, whether the rule is run, and what is judged after it.
histories = st.lists(
    st.tuples(contents, st.booleans(), st.lists(one_step, max_size=3)), min_size=2, max_size=5
)


def found(graph: Graph) -> list[Renewal]:
    """What `kg match` finds in a graph, but for what people have judged."""
    parties: dict[str, set[str]] = {}
    for edge in graph.of_concept("PARTY_TO"):
        parties.setdefault(edge.head, set()).add(edge.tail)
    deals = []
    for id, of_deal in parties.items():
        said = graph.nodes[id].properties
        status = said.get("status", "")
        day, number = said.get("signed_on", ""), said.get("number", "")
        made = status != "planned"
        deals.append(Deal(id, frozenset(of_deal), said.get("kind", ""), made, day, number, status))
    compared = match_deals(deals)
    may_be_one = {frozenset((pair.left, pair.right)) for pair in (*compared.same, *compared.ask)}
    return renewals(deals, ontology().edges["RENEWS"].continues, may_be_one)


def matched(world: World) -> bool:
    """Run the rule on the world's graph; whether the ledger learned anything."""
    graph = world.graph()
    return write(
        world.ledger, found(graph), {id: node.properties["sources"] for id, node in graph.nodes.items()}
    )


def links(graph: Graph) -> list[Edge]:
    return graph.of_concept("RENEWS")


def test_loading_judging_and_matching_in_any_order_gives_the_graph_of_a_rebuild(
    folders: Iterator[Path],
) -> None:
    seen: list[int] = []

    @settings(max_examples=20)
    @given(history=histories)
    def check(history: Any) -> None:
        world, behind = World(next(folders)), MemoryStore()
        for number, (content, match, judged) in enumerate(history):
            graph = built(world.load(**content))
            if match or not number:
                matched(world)
                graph = built(world)
                assert {(edge.tail, edge.head) for edge in links(graph)} <= {
                    each[:2] for each in found(graph)
                }
                assert not matched(world), "what was found is found again"
            if not number:
                world.bring_up(behind)
            for each in judged:
                step(world, Stated(world), *each)
                graph = built(world)
            seen.append(len(links(graph)))
            for edge in links(graph):
                assert {edge.tail, edge.head, *edge.properties["sources"]} <= graph.nodes.keys()
        assert_same(world.bring_up(behind), graph)
        assert_same(world.bring_up(MemoryStore()), graph)

    check()
    # Four histories in ten have links, but of 20 drawn at random one run may have half as many as another.
    assert any(seen), "histories have links"


# Stories


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def mou(key: str, day: str, **more: Any) -> tuple[str, dict[str, Any]]:
    parties = [{"name": OMBUDSMAN, "kind": "ombudsman"}, COUNTERPARTS[0]]
    return "agreements", {
        "id": key,
        "kind": "mou",
        "status": "renewed",
        "signed_on": day,
        "parties": parties,
        **more,
    }


OLD, NEW = mou("a1", "2019-03-05", sources=[page("old")]), mou("a2", "2024-09-03", sources=[page("new")])


def linked(world: World) -> Graph:
    """The graph with what the rule finds."""
    world.build()
    matched(world)
    return built(world)


def test_a_renewal_links_nodes_of_two_records_and_cites_the_sources_of_both(world: World) -> None:
    graph = linked(world.load(one=[OLD], two=[NEW]))
    (edge,) = links(graph)
    days = [graph.nodes[id].properties["signed_on"] for id in (edge.tail, edge.head)]
    assert days == ["2024-09-03", "2019-03-05"]
    urls = {graph.nodes[id].properties["url"] for id in edge.properties["sources"]}
    assert urls == {page("old")["url"], page("new")["url"]}
    stated = world.ledger.statements(entities(world, edge.id))
    assert {(each.method, each.dataset) for each in stated} == {(METHOD, RENEWALS)}
    assert all(each.confidence < 1 for each in stated)


def test_the_link_is_gone_with_either_end_and_comes_back_with_it(world: World) -> None:
    graph = linked(world.load(one=[OLD], two=[NEW]))
    for name, record in (("one", OLD), ("two", NEW)):
        assert links(built(world.load(**{name: []}))) == []
        assert links(built(world.load(**{name: [record]}))) == links(graph)


def test_the_link_follows_its_end_to_another_node(world: World) -> None:
    (before,) = links(linked(world.load(one=[OLD], two=[NEW])))
    graph = world.load(three=[mou("b", "2019-03-09")]).build()
    (other,) = {node.id for node in graph.of_concept("Agreement")} - {before.tail, before.head}
    old = [entities(world, id)[0] for id in (before.head, other)]
    world.ledger.judge("same", *old, who="Siti")
    (edge,) = links(built(world))
    assert {edge.tail, edge.head} == {before.tail, before.head}
    number = world.ledger.judge(
        "same", *(entities(world, id)[0] for id in (edge.tail, edge.head)), who="Siti"
    )
    assert links(built(world)) == [], "nothing renews itself"
    world.ledger.withdraw(number, who="Siti")
    assert links(built(world)) == [edge]


def test_two_links_that_have_become_one_are_one_edge_with_the_sources_of_both(world: World) -> None:
    two = [
        mou(key, day, kind="pks", status="signed", sources=[page(key)])
        for key, day in (("b1", "2021-03-05"), ("b2", "2024-09-03"))
    ]
    graph = linked(world.load(one=[OLD], two=two))
    first, second = sorted(links(graph), key=lambda edge: edge.tail)
    assert first.head == second.head
    world.ledger.judge("same", *(entities(world, edge.tail)[0] for edge in (first, second)), who="Siti")
    (edge,) = links(built(world))
    assert set(edge.properties["sources"]) == {*first.properties["sources"], *second.properties["sources"]}


def test_the_link_is_gone_when_its_end_is_rejected_or_is_something_else_now(world: World) -> None:
    graph = linked(world.load(one=[OLD], two=[NEW]))
    (edge,) = links(graph)
    named = [each for each in world.ledger.statements(entities(world, edge.head)) if each.property != "code"]
    numbers = [world.ledger.judge("rejected", each.id, who="Siti") for each in named]
    assert links(built(world)) == links(graph), "some of it is left"
    (code,) = [
        each for each in world.ledger.statements(entities(world, edge.head)) if each.property == "code"
    ]
    numbers.append(world.ledger.judge("rejected", code.id, who="Siti"))
    assert links(built(world)) == []
    world.ledger.withdraw_all(numbers, who="Siti")
    assert links(built(world)) == links(graph)
    score = {
        "id": "a1",
        "subject": "Contoh",
        "subject_kind": "agency",
        "year": 2024,
        "scale": "quality",
        "score": 80,
    }
    assert links(built(world.load(one=[("assessments", score)]))) == []


def test_what_somebody_rejected_stays_away_when_it_is_found_again(world: World) -> None:
    (edge,) = links(linked(world.load(one=[OLD], two=[NEW])))
    (stated, *_) = world.ledger.statements(entities(world, edge.id))
    number = world.ledger.judge("rejected", stated.id, who="Siti")
    assert links(built(world)) == []
    # Other sources, and other mentions with lower ids: it is still the same link.
    more = {f"d{n}": [mou(f"k{n}", day)] for n, day in enumerate(["2019-03-05", "2024-09-03"] * 4)}
    world.load(one=[mou("a1", "2019-03-05", sources=[page("other")])], **more)
    assert links(linked(world)) == []
    world.ledger.withdraw(number, who="Siti")
    assert len(links(built(world))) == 1


@pytest.mark.parametrize("which", [0, 1])
def test_what_somebody_rejected_stays_away_when_it_was_found_twice_before(world: World, which: int) -> None:
    two = [
        mou(key, day, kind="pks", status="signed", sources=[page(key)])
        for key, day in (("b1", "2021-03-05"), ("b2", "2024-09-03"))
    ]
    both = links(linked(world.load(one=[OLD], two=two)))
    world.ledger.judge("same", *(entities(world, edge.tail)[0] for edge in both), who="Siti")
    (edge,) = links(built(world))
    (stated, *_) = world.ledger.statements([sorted(entities(world, edge.id))[which]])
    world.ledger.judge("rejected", stated.id, who="Siti")
    assert links(linked(world)) == []


def test_what_is_found_no_more_is_retired_and_nothing_new_leaves_no_trace(world: World) -> None:
    world.load(one=[OLD])
    assert links(linked(world)) == []
    assert RENEWALS not in [each.name for each in world.ledger.datasets()]
    world.load(two=[NEW])
    assert len(links(linked(world))) == 1
    last = world.ledger.last_run()
    assert len(links(linked(world))) == 1
    assert world.ledger.last_run() == last
    world.load(two=[mou("a2", "2024-09-03", status="planned")])
    assert links(linked(world)) == []


def test_what_a_page_is_stays_what_its_own_data_set_says_of_it(world: World) -> None:
    by_somebody = {**page("old"), "author": "A. Contoh"}
    linked(world.load(one=[mou("a1", "2019-03-05", sources=[by_somebody])], two=[NEW]))
    graph = built(world.load(one=[OLD]))
    (source,) = [n for n in graph.of_concept("Source") if n.properties.get("url") == page("old")["url"]]
    assert "author" not in source.properties
