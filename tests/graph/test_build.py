"""What single loads do to the graph, told as stories; `test_increments.py` makes up any number more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.graph import Changes, build, prepare_changes
from kg.graph.build import why_behind
from kg.stores.memory import MemoryStore
from tests.graph.records import KUTAI, OMBUDSMAN, PASER
from tests.graph.worlds import Graph, World, ontology, page, said

NAME = "Rahmat Contoh"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def agreement(key: str, **more: Any) -> tuple[str, dict[str, Any]]:
    fields = {"id": key, "kind": "mou", "status": "signed", "signed_on": "2024-09-03"}
    parties = [{"name": OMBUDSMAN, "kind": "ombudsman"}, PASER]
    return "agreements", {**fields, "parties": parties, **more}


def office(key: str, institution: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "offices", {"id": key, "name": NAME, "role": "Bupati", "institution": institution, **more}


def changes(world: World, holds: str | None = None, fingerprint: str = "") -> Changes:
    """What a store needs; elements are read before the transaction ends."""
    with world.ledger.building() as connection:
        found = prepare_changes(connection, ontology(), holds, fingerprint=fingerprint)
        found.nodes, found.edges = list(found.nodes), list(found.edges)
    return found


def only(graph: Graph, concept: str) -> Any:
    (element,) = graph.of_concept(concept)
    return element


def test_nothing_new_changes_nothing(world: World) -> None:
    first = changes(world.load(one=[agreement("a")]))
    second = changes(world, first.build)
    assert (second.build, second.complete) == (first.build, False)
    assert [*second.nodes, *second.edges, *second.gone_nodes, *second.gone_edges] == []


def test_builds_of_one_state_that_were_interrupted_make_the_same_in_the_same_order(world: World) -> None:
    def interrupted(fingerprint: str = "") -> Changes:
        try:
            with world.ledger.building() as connection:
                found = prepare_changes(connection, ontology(), None, fingerprint=fingerprint)
                found.nodes, found.edges = list(found.nodes), list(found.edges)
                raise _InterruptedError
        except _InterruptedError:
            return found

    world.load(one=[agreement("a"), agreement("b"), office("o", PASER["name"])])
    first, second = interrupted(), interrupted()
    assert first.build != second.build
    assert (first.content, first.nodes, first.edges) == (second.content, second.nodes, second.edges)
    kinds = [first, interrupted("another ontology")]
    world.load(two=[agreement("c")])
    kinds.append(interrupted())
    changes(world)
    kinds.append(interrupted())
    assert len({each.content for each in kinds}) == len(kinds)


class _InterruptedError(Exception):
    """A build ends, and its transaction is taken back."""


def test_an_empty_ledger_is_an_empty_graph(world: World) -> None:
    assert world.build() == Graph({}, {})
    assert world.load(one=[]).build() == Graph({}, {})


def test_an_increment_touches_only_what_a_new_record_is_about(world: World) -> None:
    records = [office(f"o{n}", PASER["name"], name=f"Person {n} Contoh") for n in range(30)]
    first = changes(world.load(one=records))
    second = changes(world.load(two=[office("new", KUTAI["name"])]), first.build)
    assert not second.complete
    assert len(list(second.nodes)) + len(list(second.edges)) < 10


def test_two_datasets_that_tell_the_same_agreement_give_it_the_sources_of_both(world: World) -> None:
    world.load(one=[agreement("a", sources=[page("a")])], two=[agreement("b", sources=[page("b")])])
    graph = world.build()
    told = only(graph, "Agreement")
    assert len(told.properties["sources"]) == 2
    assert {edge.properties["sources"] == told.properties["sources"] for edge in graph.of_concept("PARTY_TO")}
    assert len(graph.of_concept("REPORTED_IN")) == 2
    assert len(told.properties["statements"]) == len(set(told.properties["statements"]))


def test_one_of_them_that_is_told_otherwise_parts_from_the_other(world: World) -> None:
    world.load(one=[agreement("a")], two=[agreement("b")]).build()
    graph = world.load(two=[agreement("b", signed_on="2024-09-04")]).build()
    assert len(graph.of_concept("Agreement")) == 2
    assert len(graph.of_concept("PARTY_TO")) == 4
    assert len(only(world.load(two=[]).build(), "Agreement").properties["sources"]) == 1


def test_a_dispute_comes_and_goes_with_the_record_that_brings_it(world: World) -> None:
    def number(graph: Graph) -> tuple[str, list[str]]:
        told = only(graph, "Agreement").properties
        return told["number"], [text.rpartition(" | ")[0] for text in told["conflicts"]]

    two = [page("1"), page("2")]
    assert number(world.load(one=[agreement("a", number="1/X", sources=two)]).build()) == ("1/X", [])
    world.load(two=[agreement("b", number="2/X", sources=[page("3")])])
    assert number(world.build()) == ("1/X", ["number | 2/X"])
    world.load(three=[agreement("c", number="2/X", sources=[page("4"), page("5")])])
    assert number(world.build()) == ("2/X", ["number | 1/X", "number | 1/X"])
    assert number(world.load(two=[], three=[]).build()) == ("1/X", [])


def test_a_person_who_bridges_two_regions_joins_them_until_the_record_goes(world: World) -> None:
    world.load(one=[office("a", PASER["name"])], two=[office("b", KUTAI["name"])])
    apart = world.build()
    assert len(apart.of_concept("Person")) == 2
    mentioned = [{"name": NAME, "role": "Bupati", "institution": each["name"]} for each in (PASER, KUTAI)]
    joined = world.load(three=[agreement("c", attendees=mentioned)]).build()
    person = only(joined, "Person")
    assert {edge.tail for edge in joined.of_concept("HOLDS")} == {person.id}
    assert world.load(three=[]).build() == apart


def test_a_described_source_changes_its_node_and_nothing_else(world: World) -> None:
    first = changes(world.load(one=[agreement("a", sources=[page("1")])]))
    described = {**page("1"), "author": "A. Contoh"}
    second = changes(world.load(one=[agreement("a", sources=[described])]), first.build)
    (node,) = second.nodes
    assert node.properties["author"] == "A. Contoh"
    assert not second.edges


def test_retired_records_leave_no_trace_in_the_graph(world: World) -> None:
    world.load(one=[agreement("a"), office("b", PASER["name"])], two=[agreement("c", signed_on=None)])
    world.build()
    assert world.load(one=[], two=[]).build() == Graph({}, {})


def test_a_revived_record_gives_back_the_same_graph(world: World) -> None:
    records = [agreement("a", topics=["data"]), office("b", PASER["name"])]
    before = world.load(one=records).build()
    world.load(one=[]).build()
    assert world.load(one=records).build() == before


def test_a_store_that_missed_builds_catches_up(world: World) -> None:
    behind = MemoryStore()
    world.load(one=[agreement("a")])
    world.bring_up(behind)
    for key in "bcd":
        world.load(one=[agreement(key)], two=[office(key, PASER["name"])]).build()
    assert world.bring_up(behind) == world.graph()


@pytest.mark.parametrize("holds", [None, "of another ledger or of a build that was taken back"])
def test_a_store_of_which_nothing_is_known_is_filled(world: World, holds: str | None) -> None:
    changes(world.load(one=[agreement("a")]))
    assert changes(world, holds).complete


def test_another_ontology_makes_everything_again(world: World) -> None:
    first = changes(world.load(one=[agreement("a")]))
    again = changes(world, first.build, fingerprint="changed")
    assert again.complete
    assert not changes(world, again.build, fingerprint="changed").complete


def test_another_way_of_making_graphs_makes_everything_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = changes(world.load(one=[agreement("a")]))
    monkeypatch.setattr(build, "code_of", lambda *parts: f"a later version of {parts}")
    assert changes(world, first.build).complete


def test_an_edge_that_a_record_states_as_well_was_worked_out_by_no_rule(world: World) -> None:
    signed = {"name": NAME, "role": "Bupati", "institution": PASER["name"]}
    world.load(one=[agreement("a", signatories=[signed])])
    assert only(world.build(), "HOLDS").properties["method"] == "rule:office-when-seen"
    world.load(two=[office("b", PASER["name"])])
    assert "method" not in only(world.build(), "HOLDS").properties
    world.load(two=[])
    assert only(world.build(), "HOLDS").properties["method"] == "rule:office-when-seen"


def test_very_many_changes_are_worked_out_from_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_MOST_CHANGED", 5)
    first = changes(world.load(one=[agreement("a")]))
    assert changes(world.load(two=[agreement("b"), agreement("c")]), first.build).complete


def test_a_graph_is_behind_until_it_is_built(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def behind(holds: str | None, fingerprint: str = "") -> str | None:
        with world.ledger.reading() as connection:
            return why_behind(connection, holds, fingerprint)

    assert behind(None) is None
    built = changes(world.load(one=[agreement("a")]))
    assert behind(None) == "records"
    assert behind(built.build) is None
    world.load(two=[agreement("b")])
    assert behind(built.build) == "records"
    built = changes(world, built.build)
    assert behind(built.build) is None
    assert behind(built.build, "other concepts") == "rules"
    monkeypatch.setattr(build, "code_of", lambda *parts: f"a later version of {parts}")
    assert behind(built.build) == "rules"
    assert behind(changes(world, built.build).build) is None


def test_a_popular_node_names_only_some_of_what_mentions_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.graph import assemble, complete, increment

    for module in (assemble, complete, increment):
        monkeypatch.setattr(module, "MOST_MENTIONS", 3)
    records = [agreement(str(n), signed_on=f"2024-09-{n:02}") for n in range(1, 9)]
    graph = world.load(**{f"d{number}": [record] for number, record in enumerate(records)}).build()
    ombudsman = graph.named("Institution", OMBUDSMAN)
    assert len(ombudsman.properties["sources"]) == 3
    assert len([edge for edge in graph.of_concept("PARTY_TO") if edge.tail == ombudsman.id]) == 8
    again = world.load(**{f"d{number}": [] for number in range(7)}).build()
    assert len(again.named("Institution", OMBUDSMAN).properties["sources"]) == 1


def test_a_signatory_whose_office_names_how_it_is_held_acted(world: World) -> None:
    signatory = {"name": NAME, "role": "Pj. Bupati Paser", "institution": PASER["name"]}
    graph = world.load(one=[agreement("a", signatories=[signatory])]).build()
    for concept in ("SIGNED", "HOLDS"):
        held = only(graph, concept).properties
        assert (held["role"], held["acting"]) == ("Bupati", "Pj")
    of_record = said("one", "agreements", agreement("a", signatories=[signatory])[1]).statements
    originals = {(each.property, each.value, each.original) for each in of_record}
    assert {("role", "Bupati", "Pj. Bupati Paser"), ("acting", "Pj", "Pj. Bupati Paser")} <= originals
