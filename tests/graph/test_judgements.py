"""Judgements change the graph at once, and one that is taken back leaves the graph that was there before."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ledger import PROGRAM, Judgement
from kg.ledger.exchange import export_judgements, import_judgements
from kg.ledger.tables import statements
from kg.readers.jsonl import read_jsonl
from kg.statements import Statement
from kg.stores.memory import MemoryStore
from tests.graph.records import KUTAI, OMBUDSMAN, PASER, dataset
from tests.graph.test_increments import assert_same
from tests.graph.worlds import Graph, World, canonical, ontology, page

WHO = ["Siti Contoh", "Rahmat Contoh", PROGRAM]

#: What is done, numbers that choose on what, and who does it.
one_step = st.tuples(
    st.sampled_from(
        ["same", "same", "different", "different", "unsure", "rejected", "rejected", "confirmed", "undo"]
    ),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(WHO),
)
steps = st.lists(one_step, min_size=1, max_size=10)


class Stated:
    """What can be judged in a world."""

    def __init__(self, world: World) -> None:
        t = statements.c
        query = sa.select(t.id, t.entity, t.concept).where(t.retired_run.is_(None)).order_by(t.entity, t.id)
        with world.ledger.reading() as connection:
            rows = connection.execute(query).all()
        self.statements = [row.id for row in rows]
        concepts = {row.entity: row.concept for row in rows if row.concept in ontology().nodes}
        # People more often than others.
        pairs = [pair for pair in combinations(sorted(concepts), 2) if concepts[pair[0]] == concepts[pair[1]]]
        self.pairs = pairs + [pair for pair in pairs if concepts[pair[0]] == "Person"] * 3


def step(world: World, stated: Stated, verdict: str, first: int, second: int, who: str) -> None:
    """Make or take back a judgement, where there is something to judge."""
    standing = world.ledger.judgements()
    if verdict == "undo":
        if standing:
            world.ledger.withdraw(standing[first % len(standing)].id, who=who)
    elif verdict in ("rejected", "confirmed"):
        if stated.statements:
            world.ledger.judge(verdict, stated.statements[first % len(stated.statements)], who=who)
    elif stated.pairs:
        pair = stated.pairs[first % len(stated.pairs)]
        left, right = pair if second % 2 else reversed(pair)
        world.ledger.judge(verdict, left, right, who=who)


def take_back(world: World, entry: Judgement) -> None:
    """Let whoever judged take it back: what a person takes back of the program stays in doubt."""
    world.ledger.withdraw(entry.id, who=entry.who)


def built(world: World) -> Graph:
    """The graph after an increment, which is the one that a rebuild gives."""
    from_nothing = world.rebuilt()
    graph = world.build()
    assert_same(graph, from_nothing)
    return graph


def test_undoing_restores_the_former_graph_and_increments_equal_rebuilds(folders: Iterator[Path]) -> None:
    @settings(max_examples=60)
    @given(one=dataset, before=steps, after=steps, order=st.randoms(use_true_random=False))
    def check(one: Any, before: Any, after: Any, order: Any) -> None:
        world = World(next(folders)).load(one=one)
        untouched = world.build()
        stated = Stated(world)
        for each in before:
            step(world, stated, *each)
            built(world)
        former, standing = world.graph(), {entry.id for entry in world.ledger.judgements()}
        for each in after:
            if each[0] != "undo":
                step(world, stated, *each)
                built(world)
        made = [entry for entry in world.ledger.judgements() if entry.id not in standing]
        order.shuffle(made)
        for entry in made:
            take_back(world, entry)
            built(world)
        assert_same(world.graph(), former)
        for entry in world.ledger.judgements():
            take_back(world, entry)
        assert_same(built(world), untouched)

    check()


def test_judgements_and_loads_in_any_order_give_the_graph_of_a_rebuild(folders: Iterator[Path]) -> None:
    contents = st.dictionaries(st.sampled_from(["one", "two"]), dataset, min_size=1, max_size=2)
    history = st.lists(st.tuples(contents, steps, st.booleans()), min_size=1, max_size=4)

    @settings(max_examples=60)
    @given(history=history)
    def check(history: Any) -> None:
        world, behind = World(next(folders)), MemoryStore()
        for number, (content, judged, build) in enumerate(history):
            world.load(**content)
            stated = Stated(world)
            for each in judged:
                step(world, stated, *each)
                if build:
                    built(world)
            if not number:
                world.bring_up(behind)
        graph = built(world)
        assert_same(world.bring_up(behind), graph)
        assert_same(world.bring_up(MemoryStore()), graph)

    check()


def test_with_the_same_judgements_the_order_of_loading_does_not_matter(folders: Iterator[Path]) -> None:
    contents = st.dictionaries(st.sampled_from(["one", "two", "three"]), dataset, min_size=1, max_size=3)

    @settings(max_examples=30)
    @given(content=contents, judged=steps)
    def check(content: Any, judged: Any) -> None:
        world = World(next(folders)).load(**content)
        stated = Stated(world)
        for each in judged:
            step(world, stated, *each)
        world.build()
        other = World(next(folders))
        lines = "".join(export_judgements(world.ledger)).encode()
        import_judgements(other.ledger, read_jsonl(io.BytesIO(lines), "theirs"), "theirs")
        for name in sorted(content, reverse=True):
            other.load(**{name: dict(reversed(content[name].items()))})
            built(other)
        assert canonical(other) == canonical(world)

    check()


# Stories


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


NAME = "Rahmat Contoh"


def office(institution: str, key: str = "r1", **more: Any) -> tuple[str, dict[str, Any]]:
    return "offices", {"id": key, "name": NAME, "role": "Bupati", "institution": institution, **more}


def signed(key: str = "a1", **more: Any) -> tuple[str, dict[str, Any]]:
    """An agreement that two invented people signed."""
    people = [
        {"name": "Siti Contoh", "role": "Ketua", "institution": OMBUDSMAN},
        {"name": NAME, "role": "Bupati", "institution": PASER["name"]},
    ]
    parties = [{"name": OMBUDSMAN, "kind": "ombudsman"}, PASER]
    fields = {"kind": "mou", "status": "signed", "signed_on": "2024-09-03", "parties": parties}
    return "agreements", {"id": key, **fields, "signatories": people, **more}


def people(graph: Graph) -> set[str]:
    return {node.id for node in graph.of_concept("Person")}


def signatories(graph: Graph) -> set[str]:
    return {graph.nodes[edge.tail].properties["name"] for edge in graph.of_concept("SIGNED")}


def entities(world: World, node: str) -> list[str]:
    return sorted(world.joined()[node])


def statement(world: World, concept: str, property: str, name: str) -> Statement:
    """The statement of an edge's end, or of a value, that is about the mention with a name."""
    t = statements.c
    with world.ledger.reading() as connection:
        query = sa.select(t.entity).where(t.property == "name", t.value == name, t.concept == "Person")
        mention = min(connection.scalars(query))
        of = sa.select(t.entity).where(t.concept == concept, sa.or_(t.value == mention, t.entity == mention))
        entity = min(connection.scalars(of))
    (found,) = [each for each in world.ledger.statements([entity]) if each.property == property]
    return found


def test_a_wrong_signatory_leaves_the_graph_and_does_not_come_back_with_the_next_load(world: World) -> None:
    before = world.load(one=[signed()]).build()
    assert signatories(before) == {"Siti Contoh", NAME}
    wrong = statement(world, "SIGNED", "from", NAME)
    number = world.ledger.judge("rejected", wrong.id, who="Siti", why="he was ill")
    graph = built(world)
    assert signatories(graph) == {"Siti Contoh"}
    assert people(graph) == people(before), "he is still a person in office"
    assert wrong in world.ledger.statements([wrong.entity])
    # Another page tells the same: the statement is another one, the fact is not.
    described = signed(sources=[page("1"), page("2")])
    assert signatories(world.load(one=[described]).build()) == {"Siti Contoh"}
    assert wrong not in world.ledger.statements([wrong.entity])
    world.load(one=[]).build()
    assert signatories(world.load(one=[described]).build()) == {"Siti Contoh"}
    world.load(one=[signed()]).build()
    world.ledger.withdraw(number, who="Siti")
    assert_same(built(world), before)


def test_a_mention_without_its_name_is_gone_with_all_its_edges(world: World) -> None:
    before = world.load(one=[signed()]).build()
    number = world.ledger.judge("rejected", statement(world, "Person", "name", NAME).id, who="Siti")
    graph = built(world)
    assert len(people(graph)) == len(people(before)) - 1
    assert signatories(graph) == {"Siti Contoh"}
    assert len(graph.of_concept("HOLDS")) == 1
    world.ledger.withdraw(number, who="Siti")
    assert_same(built(world), before)


def test_who_has_lost_to_a_rejection_what_made_him_one_with_others_is_on_his_own(world: World) -> None:
    records = {name: [office(PASER["name"])] for name in ("one", "two", "three")}
    (id,) = people(before := world.load(**records).build())
    first, second, third = entities(world, id)
    key = [each for each in world.ledger.statements([second]) if each.property == "jurisdiction"]
    numbers = [world.ledger.judge("rejected", each.id, who="Siti") for each in key]
    assert len(people(built(world))) == 2
    assert entities(world, id) == [first, third]
    world.ledger.judge("same", second, third, who="Siti")
    assert people(built(world)) == {id}
    world.ledger.withdraw_all([*numbers, world.ledger.judgements()[-1].id], who="Siti")
    assert_same(built(world), before)


def test_a_rejected_value_takes_nothing_along_that_can_do_without_it(world: World) -> None:
    before = world.load(one=[signed(number="1/X")]).build()
    (agreement,) = before.of_concept("Agreement")
    stated = world.ledger.statements(entities(world, agreement.id))
    (number,) = [each for each in stated if each.property == "number"]
    world.ledger.judge("rejected", number.id, who="Siti")
    graph = built(world)
    assert graph.nodes.keys() == before.nodes.keys()
    assert graph.edges == before.edges
    assert "number" not in graph.nodes[agreement.id].properties
    assert number.id not in graph.nodes[agreement.id].properties["statements"]


def test_a_confirmed_value_goes_before_what_more_sources_say(world: World) -> None:
    world.load(one=[signed(number="1/X", sources=[page("1"), page("2")])], two=[signed("a2", number="2/X")])
    (agreement,) = world.build().of_concept("Agreement")
    assert agreement.properties["number"] == "1/X"
    stated = world.ledger.statements(entities(world, agreement.id))
    (few,) = [each for each in stated if (each.property, each.value) == ("number", "2/X")]
    number = world.ledger.judge("confirmed", few.id, who="Siti")
    (agreement,) = built(world).of_concept("Agreement")
    assert agreement.properties["number"] == "2/X"
    assert {text.rpartition(" | ")[0] for text in agreement.properties["conflicts"]} == {"number | 1/X"}
    world.ledger.withdraw(number, who="Siti")
    (agreement,) = built(world).of_concept("Agreement")
    assert agreement.properties["number"] == "1/X"


def test_what_somebody_has_confirmed_stays_whoever_rejects_it(world: World) -> None:
    before = world.load(one=[signed()]).build()
    wrong = statement(world, "SIGNED", "from", NAME).id
    world.ledger.judge("rejected", wrong, who="Siti")
    world.ledger.judge("confirmed", wrong, who="Rahmat")
    assert built(world) == before
    world.ledger.judge("rejected", wrong, who="Rahmat")  # his last word counts
    assert signatories(built(world)) == {"Siti Contoh"}


def test_unsure_changes_nothing_and_takes_the_place_of_what_was_said_before(world: World) -> None:
    world.load(one=[office(PASER["name"])], two=[office(KUTAI["name"])])
    before = world.build()
    pair = [entities(world, node)[0] for node in sorted(people(before))]
    world.ledger.judge("unsure", *pair, who="Siti")
    assert_same(built(world), before)
    world.ledger.judge("same", *pair, who="Siti")
    assert len(people(built(world))) == 1
    world.ledger.judge("unsure", *reversed(pair), who="Siti")
    assert_same(built(world), before)


def three_namesakes(world: World) -> list[str]:
    """Mentions of one name in three bodies: three nodes by the rules."""
    for name, body in (("one", PASER["name"]), ("two", KUTAI["name"]), ("three", "Universitas Contoh")):
        world.load(**{name: [office(body)]})
    return [entities(world, node)[0] for node in sorted(people(world.build()))]


def test_whom_somebody_is_unsure_of_the_program_does_not_join_by_way_of_a_third(world: World) -> None:
    first, second, third = three_namesakes(world)
    world.ledger.judge("same", first, second, who=PROGRAM)
    before = built(world)
    assert len(people(before)) == 2
    world.ledger.judge("same", second, third, who=PROGRAM)
    joined = built(world)
    assert len(people(joined)) == 1
    number = world.ledger.judge("unsure", third, first, who="Siti")
    assert_same(built(world), before)
    world.ledger.withdraw(number, who="Siti")
    assert_same(built(world), joined)


def test_what_a_person_took_back_of_the_program_it_joins_no_more_nor_by_way_of_a_third(world: World) -> None:
    first, second, third = three_namesakes(world)
    apart = world.graph()
    number = world.ledger.judge("same", first, second, who=PROGRAM)
    assert len(people(built(world))) == 2
    world.ledger.withdraw(number, who="Siti")
    world.ledger.judge("same", second, first, who=PROGRAM)
    world.ledger.judge("unsure", second, third, who=PROGRAM)
    assert_same(built(world), apart)
    for each in (first, second):
        world.ledger.judge("same", each, third, who=PROGRAM)
    assert len(people(built(world))) == 2
    world.ledger.judge("same", first, second, who="Rahmat")
    assert len(people(built(world))) == 1


def test_what_a_person_calls_the_same_joins_whom_another_is_unsure_of(world: World) -> None:
    first, second, third = three_namesakes(world)
    world.ledger.judge("unsure", first, third, who="Siti")
    world.ledger.judge("same", first, second, who="Rahmat")
    world.ledger.judge("same", second, third, who=PROGRAM)
    assert len(people(built(world))) == 2
    world.ledger.judge("same", second, third, who="Rahmat")
    assert len(people(built(world))) == 1


def test_a_judgement_on_what_is_not_loaded_yet_counts_when_it_is(world: World, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other").load(one=[office(PASER["name"])], two=[office(KUTAI["name"])])
    pair = [entities(other, node)[0] for node in people(other.build())]
    world.ledger.judge("same", *pair, who="Siti")
    assert people(world.load(one=[office(PASER["name"])]).build())
    assert len(people(world.load(two=[office(KUTAI["name"])]).build())) == 1
    assert len(people(world.load(two=[]).build())) == 1
    assert len(people(world.load(two=[office(KUTAI["name"])]).build())) == 1


def test_a_judgement_on_things_of_two_kinds_is_passed_over(world: World) -> None:
    before = world.load(one=[office(PASER["name"])]).build()
    person, body = (entities(world, before.of_concept(each)[0].id)[0] for each in ("Person", "Institution"))
    world.ledger.judge("same", person, body, who="Siti")
    assert_same(built(world), before)


def test_what_was_removed_and_comes_back_is_judged_as_before(folders: Iterator[Path]) -> None:
    @settings(max_examples=40)
    @given(one=dataset, two=dataset, judged=steps, between=steps)
    def check(one: Any, two: Any, judged: Any, between: Any) -> None:
        world = World(next(folders)).load(one=one, two=two)
        stated = Stated(world)
        for each in judged:
            step(world, stated, *each)
        built(world)
        before = canonical(world)
        world.load(two={})
        built(world)
        standing = {entry.id for entry in world.ledger.judgements()}
        for each in between:
            if each[0] not in ("undo", "rejected", "confirmed"):
                step(world, stated, *each)
        built(world)
        for entry in world.ledger.judgements():
            if entry.id not in standing:
                take_back(world, entry)
        world.load(two=two)
        built(world)
        assert canonical(world) == before

    check()
