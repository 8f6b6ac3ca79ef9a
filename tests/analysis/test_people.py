"""Who joins others, who belongs together, who signed with whom. All people here are invented."""

from __future__ import annotations

import copy
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import Findings
from kg.analysis import people as persons
from kg.analysis.meetings import Meetings, meetings, projection, signings
from kg.errors import UsageError
from kg.workspace import Workspace
from tests.analysis.worlds import agreement, world

ROOT = Path(__file__).parents[2]

#: Who was at each occasion.
guests = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=1, max_size=8)


def met(occasions: list[set[str]]) -> Meetings:
    """Meetings of people who are called by one letter."""
    graph: networkx.Graph[str] = networkx.Graph()
    for place, there in enumerate(occasions):
        graph.add_node(f"occasion-{place}", name=f"Occasion {place}", day="")
        for person in sorted(there):
            graph.add_node(person, name=person.upper())
            graph.add_edge(person, f"occasion-{place}", sources=[f"s-{person}-{place}"])
    return Meetings(graph, sorted(set().union(*occasions)), ("SIGNED",))


@given(guests)
def test_two_people_are_tied_by_one_over_the_others_at_each_occasion(occasions: list[set[str]]) -> None:
    people = projection(met(occasions))
    for one, other in combinations(sorted(set().union(*occasions)), 2):
        shared = [there for there in occasions if {one, other} <= there]
        assert people.has_edge(one, other) == bool(shared)
        if shared:
            edge = people[one][other]
            assert edge["weight"] == pytest.approx(sum(1 / (len(there) - 1) for there in shared))
            assert edge["distance"] == pytest.approx(1 / edge["weight"])
            assert edge["together"] == len(edge["at"]) == len(shared)


@given(guests)
def test_an_occasion_ties_each_of_its_people_by_one_however_many_they_are(occasions: list[set[str]]) -> None:
    people = projection(met(occasions))
    for person in people:
        company = [there for there in occasions if person in there and len(there) > 1]
        assert people.degree(person, weight="weight") == pytest.approx(len(company))


@given(guests)
def test_what_ties_two_people_is_told_with_the_sources_of_both(occasions: list[set[str]]) -> None:
    found = met(occasions)
    for one, other, data in projection(found).edges(data=True):
        for person in (one, other):
            places = [id.removeprefix("occasion-") for id in data["at"]]
            assert found.sources(person, data["at"]) == sorted(f"s-{person}-{place}" for place in places)


def test_a_mass_signing_makes_nobody_central_and_a_go_between_does(tmp_path: Path) -> None:
    mass = [
        agreement(f"mass-{n}", ["Ketua Contoh", f"Rektor Contoh {chr(65 + n)}"], ceremony="Mass signing")
        for n in range(12)
    ]
    small = [
        agreement("one", ["Wulan Contoh", "Perantara Contoh"], day="2023-01-10"),
        agreement("two", ["Perantara Contoh", "Yusuf Contoh"], day="2023-05-10"),
    ]
    with world(tmp_path, mass + small) as workspace:
        found = workspace.analysis.brokers()
        assert [row["person"] for row in found] == ["Perantara Contoh"]
        (row,) = found
        # There are 15 others, and one pair of them has its way through the go-between.
        assert row["score"] == pytest.approx(1 / (15 * 14 / 2), rel=1e-3)
        assert (row["met"], row["occasions"], row["office"]) == (2, 2, "Dekan, Universitas Contoh")
        outlets = {source.outlet for source in workspace.sources(row["sources"]).values()}
        assert outlets == {"Outlet of one", "Outlet of two"}


def test_an_occasion_is_a_ceremony_or_an_agreement_of_none_and_what_is_planned_is_none(
    tmp_path: Path,
) -> None:
    records = [
        agreement("one", ["Wulan Contoh"], ceremony="A signing"),
        agreement("two", present=["Yusuf Contoh"], ceremony="A signing"),
        agreement("three", ["Wulan Contoh"], day="2024-07-01"),
        agreement("four", ["Wulan Contoh", "Zahra Contoh"], status="planned", day="2024-08-01"),
    ]
    with world(tmp_path, records) as workspace:
        found = meetings(workspace)
        assert found.occasions == 2
        names = networkx.get_node_attributes(projection(found), "name")
        assert sorted(names.values()) == ["Wulan Contoh", "Yusuf Contoh"]
        signed = signings(workspace)
        assert (signed.occasions, len(signed.people)) == (2, 1)


def test_who_was_at_one_ceremony_has_not_signed_with_all_of_it(tmp_path: Path) -> None:
    records = [
        agreement("one", ["Ketua Contoh", "Wulan Contoh"], ceremony="A signing"),
        agreement("two", ["Ketua Contoh", "Yusuf Contoh"], ceremony="A signing"),
        agreement("three", ["Ketua Contoh", "Yusuf Contoh"], day="2025-01-01"),
    ]
    with world(tmp_path, records) as workspace:
        rows = workspace.analysis.co_signers().rows
        pairs = [({row["person"], row["co_signer"]}, row["agreements"], row["last"]) for row in rows]
        assert pairs == [
            ({"Ketua Contoh", "Yusuf Contoh"}, 2, "2025-01-01"),
            ({"Ketua Contoh", "Wulan Contoh"}, 1, "2024-03-05"),
        ]


def test_scores_are_those_of_networkx_and_sources_say_of_the_person(bundled: Workspace) -> None:
    found = bundled.analysis.brokers(None)
    expected = networkx.betweenness_centrality(found.network, weight="distance")
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    for row in found:
        assert row["score"] == pytest.approx(expected[row["id"]], rel=1e-3)
        of_person = {
            source for tie in bundled.entity(row["id"]).ties for source in tie.edge.properties["sources"]
        }
        assert set(row["sources"]) <= of_person
    assert {id for id, score in expected.items() if score} == {row["id"] for row in found}


def test_what_is_cut_off_is_said(bundled: Workspace) -> None:
    assert bundled.analysis.brokers(3).truncated
    assert not bundled.analysis.brokers(None).truncated
    assert any("171 people at 67 occasions" in note for note in bundled.analysis.brokers(3).notes)


def test_above_a_size_scores_are_estimated_always_alike_and_it_is_said(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = bundled.analysis.brokers(1)
    assert not any("estimated" in note for note in exact.notes)
    monkeypatch.setattr(persons, "EXACT_UP_TO", 100)
    monkeypatch.setattr(persons, "SAMPLE", 60)
    estimated = bundled.analysis.brokers(1)
    assert estimated.notes[-1].startswith("Scores are estimated: shortest ways from 60 of 171 people")
    assert estimated.rows == bundled.analysis.brokers(1).rows
    assert estimated.rows[0]["person"] == exact.rows[0]["person"]
    assert estimated.rows[0]["score"] == pytest.approx(exact.rows[0]["score"], rel=0.3)


def test_communities_part_the_people_and_name_them(bundled: Workspace) -> None:
    found = bundled.analysis.communities(None)
    named = sum(row["people"] for row in found)
    alone = len(found.network) - named
    assert alone == 3
    assert found.notes[-1] == "3 people met nobody who is named, and are in none."
    of = networkx.get_node_attributes(found.network, "community")
    assert len(of) == len(found.network)
    for row in found:
        members = [id for id, place in of.items() if place == row["community"]]
        assert len(members) == row["people"] == len(row["names"])
        assert row["around"] == row["names"][0]
        assert row["occasions"] >= 1
        assert row["sources"]
        # No community falls into pieces.
        assert networkx.is_connected(found.network.subgraph(members))


def test_the_occasions_of_a_community_are_not_gone_through_for_each_of_its_people() -> None:
    looked = 0

    class Counting(networkx.Graph):  # type: ignore[type-arg]
        def __getitem__(self, node: str) -> Any:
            nonlocal looked
            looked += 1
            return super().__getitem__(node)

    number = 60
    pairs = [{f"p{place:02}", f"p{(place + 1) % number:02}"} for place in range(number)]
    found = met(pairs)
    people = projection(found)
    found = Meetings(Counting(found.graph), found.people, found.ties)
    row = persons._community(found, people, 1, sorted(people))
    assert row["occasions"] == number
    assert len(row["sources"]) == 2 * number
    assert looked <= 5 * number


def test_two_groups_with_one_go_between_are_two_communities(tmp_path: Path) -> None:
    def group(letters: str) -> list[dict[str, object]]:
        return [
            agreement(
                f"{one}-{other}", [f"{one.upper()} Contoh", f"{other.upper()} Contoh"], day=f"2024-0{n}-01"
            )
            for n, (one, other) in enumerate(combinations(letters, 2), 1)
        ]

    bridge = agreement("bridge", ["A Contoh", "P Contoh"], day="2023-01-01")
    with world(tmp_path, [*group("abc"), *group("pqr"), bridge]) as workspace:
        names = [sorted(row["names"]) for row in workspace.analysis.communities()]
        assert sorted(names) == [
            ["A Contoh", "B Contoh", "C Contoh"],
            ["P Contoh", "Q Contoh", "R Contoh"],
        ]


def test_every_process_gives_the_same_answer(bundled: Workspace) -> None:
    code = (
        "import json, kg, sys; a = kg.open(sys.argv[1]).analysis; "
        "print(json.dumps([a.brokers(None).rows, a.communities(None).rows, a.co_signers().rows]))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", code, str(bundled.project.root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])[0]) == 10


def test_no_people_give_no_rows(tmp_path: Path) -> None:
    with world(tmp_path, [agreement("one")]) as workspace:
        analysis = workspace.analysis
        assert [analysis.brokers().rows, analysis.communities().rows, analysis.co_signers().rows] == [
            [],
            [],
            [],
        ]


def test_findings_become_frames(bundled: Workspace) -> None:
    pytest.importorskip("pandas")
    frame = bundled.analysis.brokers(5).to_pandas()
    assert list(frame.columns) == ["person", "score", "met", "occasions", "office", "sources", "id"]
    assert len(frame) == 5


@pytest.mark.parametrize("take", [copy.deepcopy, lambda findings: pickle.loads(pickle.dumps(findings))])
def test_findings_are_kept_without_the_graph_that_they_draw_from(
    bundled: Workspace, take: Callable[[Findings], Findings]
) -> None:
    """For another process, or for another day: they may have taken minutes."""
    found = bundled.analysis.brokers(3)
    kept = take(found)
    assert (kept.rows, kept.columns, kept.notes) == (found.rows, found.columns, found.notes)
    assert networkx.utils.graphs_equal(kept.network, found.network)
    assert kept.to_pandas().equals(found.to_pandas())
    with pytest.raises(UsageError, match="left their graph behind: to draw, ask it anew"):
        kept.view()
    assert found.view()
