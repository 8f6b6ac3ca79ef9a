"""Ids of nodes are given once, kept through merges and splits, and never shared."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from kg.ledger.tables import redirects
from kg.statements import dataset_prefix
from tests.graph.records import KUTAI, OMBUDSMAN, PASER
from tests.graph.worlds import Graph, World

NAME = "Rahmat Contoh"


def office(institution: str, key: str = "r1") -> list:
    return [("offices", {"id": key, "name": NAME, "role": "Bupati", "institution": institution})]


def bridge(*institutions: str, key: str = "b1") -> list:
    """An agreement whose one attendee is in several offices, which makes one person of them."""
    attendees = [{"name": NAME, "role": "Bupati", "institution": each} for each in institutions]
    parties = [{"name": OMBUDSMAN, "kind": "ombudsman"}, {"name": "Dinas Sosial", "kind": "agency"}]
    record = {"id": key, "kind": "mou", "status": "signed", "parties": parties, "attendees": attendees}
    return [("agreements", record)]


def people(graph: Graph) -> set[str]:
    return {node.id for node in graph.of_concept("Person")}


def redirected(world: World) -> dict[str, str]:
    with world.ledger.reading() as connection:
        return {row.id: row.node for row in connection.execute(sa.select(redirects))}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_an_id_is_kept_when_a_mention_is_added_or_changed(world):
    (id,) = people(world.load(one=office(PASER["name"])).build())
    assert people(world.load(two=office(PASER["name"])).build()) == {id}
    assert people(world.load(one=office("Pemkab Paser")).build()) == {id}
    assert people(world.build(rebuild=True)) == {id}


def test_in_a_merge_the_older_id_stays_and_the_other_redirects(world):
    (older,) = people(world.load(one=office(PASER["name"])).build())
    (younger,) = people(world.load(two=office(KUTAI["name"])).build()) - {older}
    assert people(world.load(three=bridge(PASER["name"], KUTAI["name"])).build()) == {older}
    assert redirected(world) == {younger: older}


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_split_leaves_the_id_with_most_mentions_and_gives_the_others_theirs_back(world, rebuild):
    most = office(PASER["name"]) + office(PASER["name"], "r2")
    (older,) = people(world.load(one=most).build())
    (younger,) = people(world.load(two=office(KUTAI["name"])).build()) - {older}
    world.load(three=bridge(PASER["name"], KUTAI["name"])).build()
    graph = world.load(three=[]).build(rebuild=rebuild)
    assert people(graph) == {older, younger}
    assert graph.nodes[older].properties["jurisdiction"] == ["region=64.01"]
    assert redirected(world) == {}


def test_redirects_are_led_on_when_the_node_that_they_lead_to_is_merged(world):
    (first,) = people(world.load(one=[*office(PASER["name"]), *office(PASER["name"], "r2")]).build())
    (second,) = people(world.load(two=office(KUTAI["name"])).build()) - {first}
    (third,) = people(world.load(three=office(OMBUDSMAN)).build()) - {first, second}
    world.load(four=bridge(KUTAI["name"], OMBUDSMAN)).build()
    assert redirected(world) == {third: second}
    world.load(five=bridge(PASER["name"], KUTAI["name"])).build()
    assert redirected(world) == {third: first, second: first}
    assert people(world.load(four=[], five=[]).build()) == {first, second, third}
    assert redirected(world) == {}


def test_two_clusters_never_get_one_id(world):
    """The entity after which an id was named may leave it behind and found another cluster."""
    base = {"one": office(PASER["name"]), "two": office(PASER["name"]), "three": office(PASER["name"])}
    (id,) = people(world.load(**base).build())
    founder = min(world.joined()[id])
    leaving = next(name for name in base if founder.startswith(dataset_prefix(name)))
    graph = world.load(**{leaving: office(KUTAI["name"])}).build()
    assert len(people(graph)) == 2
    assert graph.nodes[id].properties["jurisdiction"] == ["region=64.01"]
    assert world.rebuilt() == graph


def test_a_cluster_that_was_merged_is_still_found_by_all_its_keys(world):
    (older,) = people(world.load(one=office(PASER["name"])).build())
    # The younger person is known by two offices; only one of them has a part in the merge.
    world.load(two=bridge(KUTAI["name"], OMBUDSMAN)).build()
    world.load(three=bridge(PASER["name"], KUTAI["name"])).build()
    assert people(world.load(four=office(OMBUDSMAN)).build()) == {older}


def test_a_record_that_becomes_another_kind_becomes_another_node(world):
    parties = [{"name": OMBUDSMAN, "kind": "ombudsman"}, PASER]
    agreement = {"id": "r1", "kind": "mou", "status": "signed", "signed_on": "2024-09-03", "parties": parties}
    result = {
        "id": "r1",
        "subject": PASER["name"],
        "subject_kind": PASER["kind"],
        "region": PASER["region"],
        "year": 2023,
        "score": 70,
    }
    world.load(one=[("agreements", agreement)]).build()
    graph = world.load(one=[("assessments", result)]).build()
    assert not graph.of_concept("Agreement")
    (node,) = graph.of_concept("Assessment")
    assert node.id.startswith("assessment-")
    assert world.rebuilt() == graph


def test_what_no_dataset_says_any_more_is_gone_and_comes_back_under_its_id(world):
    (id,) = people(world.load(one=office(PASER["name"])).build())
    assert people(world.load(one=[]).build()) == set()
    assert people(world.load(one=office(PASER["name"])).build()) == {id}
