"""Which judgements are listed as such that cannot all be right. All people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.resolve import contradictions
from kg.statements import dataset_prefix
from tests.graph.records import KUTAI, PASER
from tests.graph.worlds import World, ontology

NAMES = {"a": PASER["name"], "b": KUTAI["name"], "c": "Universitas Contoh"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Rahmat Contoh, one person in each of three offices; two records tell of the first."""
    world = World(tmp_path)
    for name, institution in (*NAMES.items(), ("a2", PASER["name"])):
        record = {"id": "1", "name": "Rahmat Contoh", "role": "Bupati", "institution": institution}
        world.load(**{name: [("offices", record)]})
    world.build()
    return world


def judged(world: World, *said: str) -> list[int]:
    """Make judgements such as ``a=b`` or ``a!b``, each by somebody else; their numbers."""
    people = {
        name: entity
        for node, entities in world.joined().items()
        if node.startswith("person-")
        for entity in entities
        for name in (*NAMES, "a2")
        if entity.startswith(dataset_prefix(name))
    }
    numbers = []
    for place, each in enumerate(said):
        verdict = "same" if "=" in each else "different"
        left, right = each.replace("!", "=").split("=")
        numbers.append(world.ledger.judge(verdict, people[left], people[right], who=f"Person {place}"))
    return numbers


def found(world: World) -> list[list[int]]:
    with world.ledger.reading() as connection:
        return [[entry.id for entry in group] for group in contradictions(connection, ontology())]


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (["a=b", "b=c"], []),
        (["a!b", "b!c", "a=c"], []),
        (["a=b", "a!b"], [[0, 1]]),
        (["a!b", "a=b", "b!a"], [[0, 1, 2]]),
        (["a=b", "b=c", "a!c"], [[0, 1, 2]]),
        (["a=b", "b=c", "a!c", "a=c"], [[2, 3]]),  # the shortest way says it all
        (["a=b", "a2!b"], [[0, 1]]),  # a and a2 are one by the rules
        (["a!a2"], []),  # against the rules alone
        (["a!a2", "a2=b", "a!b"], []),  # a and a2 were parted, and each goes its way
        (["a!a2", "a=a2"], [[0, 1]]),
        (["a=b", "a!b", "b=c", "b!c"], [[0, 1], [2, 3]]),
    ],
    ids=str,
)
def test_judgements_that_cannot_all_be_right_are_listed_together(
    world: World, said: list[str], groups: list[list[int]]
) -> None:
    numbers = judged(world, *said)
    expected = [[numbers[place] for place in group] for group in groups]
    assert found(world) == expected
    world.build()
    assert found(world) == expected, "whether or not the graph has taken them in"


def test_who_contradicts_himself_has_changed_his_mind(world: World) -> None:
    people = sorted(entity for node, every in world.joined().items() if "person" in node for entity in every)
    world.ledger.judge("same", people[0], people[1], who="Siti")
    world.ledger.judge("different", people[1], people[0], who="Siti")
    assert found(world) == []


def test_a_statement_that_one_confirms_and_another_rejects_is_listed(world: World) -> None:
    node = next(node for node in world.joined() if node.startswith("person-"))
    statement = world.ledger.statements(sorted(world.joined()[node]))[0].id
    numbers = [world.ledger.judge(v, statement, who=v) for v in ("rejected", "confirmed")]
    assert found(world) == [numbers]
    world.ledger.withdraw(numbers[0], who="Siti")
    assert found(world) == []


@pytest.mark.parametrize(
    ("property", "values", "listed"),
    [
        ("number", ("1/X", "2/X"), True),
        ("signed_on", ("2024-09-03", "2024-09-04"), True),
        ("signed_on", ("2024-09-03", "2024-09"), False),  # the month that the day is in
        ("notes", ("one remark", "another"), False),  # there can be several
        ("name", ("One title", "Another title"), False),  # the other one is an alias
    ],
)
def test_two_values_that_are_confirmed_of_what_has_one_are_listed(
    tmp_path: Path, property: str, values: tuple[str, str], listed: bool
) -> None:
    world = World(tmp_path)
    field = {"name": "title"}.get(property, property)
    for place, value in enumerate(values):
        parties = [{"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"}, PASER]
        record = {"id": "1", "kind": "mou", "status": "signed", "signed_on": "2024-09-03", "parties": parties}
        record[field] = value
        world.load(**{f"d{place}": [("agreements", record)]})
    world.build()
    joined = [entities for node, entities in world.joined().items() if node.startswith("agreement-")]
    for other in joined[1:]:
        world.ledger.judge("same", min(joined[0]), min(other), who="Siti")
    world.build()
    entities = sorted({entity for each in joined for entity in each})
    stated = [each for each in world.ledger.statements(entities) if each.property == property]
    assert {each.value for each in stated} == set(values)
    numbers = [
        world.ledger.judge("confirmed", each.id, who=f"Person {each.value}")
        for each in sorted(stated, key=lambda each: values.index(each.value))
    ]
    assert found(world) == ([numbers] if listed else [])
