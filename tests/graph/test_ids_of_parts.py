"""Ids of nodes that judgements join and part: they are kept, found again, and lead on."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ledger import Decision
from kg.resolve import redirected
from kg.statements import dataset_prefix
from tests.graph.records import KUTAI, PASER
from tests.graph.test_increments import assert_same
from tests.graph.test_judgements import NAME, built, entities, office, people, signed
from tests.graph.worlds import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def now_at(world: World, node: str) -> str | None:
    with world.ledger.reading() as connection:
        return redirected(connection, node)


def test_what_is_the_same_becomes_one_node_with_the_older_id_and_the_other_leads_to_it(world: World) -> None:
    (older,) = people(world.load(one=[office(PASER["name"])]).build())
    (younger,) = people(apart := world.load(two=[office(KUTAI["name"])]).build()) - {older}
    number = world.ledger.judge("same", *(entities(world, each)[0] for each in (younger, older)), who="Siti")
    graph = built(world)
    assert people(graph) == {older}
    assert {edge.tail for edge in graph.of_concept("HOLDS")} == {older}
    assert now_at(world, younger) == older
    world.ledger.withdraw(number, who="Siti")
    assert_same(built(world), apart)
    assert now_at(world, younger) is None
    world.load(two=[office(PASER["name"])])  # its record makes it one now, and nothing makes it two again
    for name in ("three", "four"):
        assert people(built(world)) == {older}
        world.load(**{name: [office(PASER["name"])]})


def test_ids_lead_on_when_rules_and_judgements_have_merged_one_after_the_other(world: World) -> None:
    (first,) = people(world.load(one=[office(PASER["name"])]).build())
    (second,) = people(world.load(two=[office(KUTAI["name"])]).build()) - {first}
    (third,) = people(world.load(three=[office("Universitas Contoh")]).build()) - {first, second}
    both = (KUTAI["name"], "Universitas Contoh")
    bridge = [{"name": NAME, "role": "Bupati", "institution": each} for each in both]
    world.load(four=[signed("b1", signatories=[], attendees=bridge)]).build()
    assert now_at(world, third) == second
    world.ledger.judge("same", entities(world, first)[0], entities(world, second)[0], who="Siti")
    for name in ("five", "six"):  # also once other records have come
        assert people(built(world)) == {first}
        assert {now_at(world, each) for each in (second, third)} == {first}
        world.load(**{name: [office(PASER["name"])]})


def test_what_differs_parts_though_rules_join_it_and_has_its_id_again_when_it_parts_again(
    world: World,
) -> None:
    records = {name: [office(PASER["name"])] for name in ("one", "two", "three")}
    (id,) = people(whole := world.load(**records).build())
    first, second, third = entities(world, id)
    number = world.ledger.judge("different", first, third, who="Siti")
    graph = built(world)
    assert people(graph) > {id}
    (part,) = people(graph) - {id}
    assert (entities(world, id), entities(world, part)) == ([first, second], [third])
    world.ledger.withdraw(number, who="Siti")
    assert_same(built(world), whole)
    assert now_at(world, part) == id
    world.ledger.judge("different", first, third, who="Rahmat")
    assert_same(built(world), graph)
    assert now_at(world, part) is None


@pytest.mark.parametrize(("number", "leaving"), [(2, [0]), (3, [1, 2]), (5, [0, 2, 4])], ids=str)
def test_who_is_set_apart_leaves_the_id_to_the_others_however_few_they_are(
    world: World, number: int, leaving: list[int]
) -> None:
    (id,) = people(whole := world.load(**{f"d{n}": [office(PASER["name"])] for n in range(number)}).build())
    every = entities(world, id)
    gone = [every[place] for place in leaving]
    rest = [entity for entity in every if entity not in gone]

    def set_apart(staying: list[str], leaving: list[str]) -> list[int]:
        decisions = [Decision("different", staying[0], each) for each in leaving]
        decisions += [Decision("same", leaving[0], each) for each in leaving[1:]]
        return world.ledger.judge_all(decisions, who="Siti")

    numbers = set_apart(rest, gone)
    parted = built(world)
    assert len(people(parted)) == 2
    assert entities(world, id) == rest
    for one, other in ((gone, rest), (rest, gone)):  # then the other way round, and as at first
        world.ledger.withdraw_all(numbers, who="Siti")
        assert_same(built(world), whole)
        numbers = set_apart(one, other)
        built(world)
        assert entities(world, id) == one
    assert_same(world.graph(), parted)


def test_a_part_that_is_parted_again_keeps_its_id_with_the_first_of_it(world: World) -> None:
    (id,) = people(world.load(**{f"d{n}": [office(PASER["name"])] for n in range(4)}).build())
    first, second, third, fourth = entities(world, id)
    world.ledger.judge("different", first, third, who="Siti")
    world.ledger.judge("different", first, fourth, who="Siti")
    world.ledger.judge("same", third, fourth, who="Siti")
    (part,) = people(parted := built(world)) - {id}
    number = world.ledger.judge("different", third, fourth, who="Rahmat")
    assert len(people(built(world))) == 3
    assert (entities(world, id), entities(world, part)) == ([first, second], [third])
    world.ledger.withdraw(number, who="Rahmat")
    assert_same(built(world), parted)


def test_the_id_of_a_node_that_is_one_with_a_part_of_another_leads_to_that_part(world: World) -> None:
    (id,) = people(world.load(one=[office(PASER["name"])], two=[office(PASER["name"])]).build())
    first, second = entities(world, id)
    (younger,) = people(before := world.load(three=[office(KUTAI["name"])]).build()) - {id}
    (third,) = entities(world, younger)
    numbers = [world.ledger.judge("different", first, second, who="Siti")]
    numbers += [world.ledger.judge("same", first, third, who="Siti")]
    graph = built(world)
    assert entities(world, id) == sorted([first, third])
    assert younger not in people(graph)
    assert now_at(world, younger) == id
    world.ledger.withdraw_all(numbers, who="Siti")
    assert_same(built(world), before)
    assert now_at(world, younger) is None


def test_parts_keep_their_ids_when_records_come_and_go(world: World) -> None:
    (id,) = people(world.load(one=[office(PASER["name"])], two=[office(PASER["name"])]).build())
    first, second = entities(world, id)
    world.ledger.judge("different", first, second, who="Siti")
    (part,) = people(built(world)) - {id}
    more = {f"d{number}": [office(PASER["name"], f"k{number}")] for number in range(4)}
    world.load(**more).build()
    for name in more:
        for entity in entities(world, id):
            if entity not in (first, second) and entity.startswith(dataset_prefix(name)):
                world.ledger.judge("same", second, entity, who="Siti")
    graph = built(world)
    assert people(graph) == {id, part}
    assert second in entities(world, part)
    assert len(entities(world, part)) == 5, "the id does not follow the majority"
    world.load(**dict.fromkeys(more, ()))
    assert people(built(world)) == {id, part}


def test_who_once_told_which_part_has_an_id_takes_it_to_no_other_node(world: World) -> None:
    names = ("one", "two", "three")
    (id,) = people(world.load(**{name: [office(PASER["name"])] for name in names}).build())
    first, second, third = entities(world, id)
    number = world.ledger.judge("different", first, second, who="Siti")
    built(world)
    world.ledger.withdraw(number, who="Siti")
    world.load(four=[office(KUTAI["name"])], five=[office(KUTAI["name"])])
    (younger,) = people(built(world)) - {id}
    moves = next(name for name in names if first.startswith(dataset_prefix(name)))
    world.load(**{moves: [office(KUTAI["name"])]})
    others = [entity for entity in entities(world, younger) if entity != first]
    world.ledger.judge("different", *others, who="Siti")
    assert {id, younger} < people(built(world))
    assert entities(world, id) == [second, third]
    assert sorted([first, *others]) == sorted(
        entity for node in people(world.graph()) - {id} for entity in entities(world, node)
    )


def test_what_was_said_of_a_node_that_stayed_whole_does_not_tell_where_its_id_goes(world: World) -> None:
    names = ("one", "two", "three")
    (id,) = people(world.load(**{name: [office(PASER["name"])] for name in names}).build())
    first, second, third = entities(world, id)
    (other,) = people(whole := world.load(four=[office(KUTAI["name"])]).build()) - {id}
    numbers = [
        world.ledger.judge(verdict, first, entities(world, other)[0], who=verdict)
        for verdict in ("same", "different")
    ]
    assert_same(built(world), whole)
    world.ledger.withdraw_all(numbers, who="Siti")
    for each in world.ledger.statements([first]):
        if each.property == "jurisdiction":
            world.ledger.judge("rejected", each.id, who="Siti")
    built(world)
    assert entities(world, id) == [second, third], "most of it"
