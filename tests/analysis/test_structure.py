"""Ways and pieces."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.ways import Ground, between
from kg.connections import MOST_HOPS
from kg.errors import NotFound, UsageError
from kg.graph import Edge, Node
from kg.views import MAX_NODES
from kg.workspace import Workspace

OMBUDSMAN = "Ombudsman Republik Indonesia"
START, END = "Fahmi Fadli", "Nurochman"

names = st.sampled_from("abcdefg")
#: Node -> its concept; those of Topic must not be gone through.
concepts = st.fixed_dictionaries(
    {name: st.sampled_from(["Person", "Agreement", "Topic"]) for name in "abcdefg"}
)
joins = st.lists(st.tuples(names, names), max_size=14)


def ground(kinds: dict[str, str], pairs: list[tuple[str, str]]) -> Ground:
    edges = [
        Edge(f"edge-{place}", "SIGNED", tail, head, kinds[tail], kinds[head], {"sources": []})
        for place, (tail, head) in enumerate(pairs)
    ]
    return Ground.of(kinds, edges)


@given(concepts, joins, st.sets(names, max_size=2))
def test_ways_are_all_there_are_and_the_shortest_come_first(
    kinds: dict[str, str], pairs: list[tuple[str, str]], shut: set[str]
) -> None:
    found = [tuple(way) for way in ground(kinds, pairs).ways("a", "b", shut)]
    simple = networkx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    simple.add_nodes_from("ab")
    every = networkx.all_simple_paths(simple, "a", "b", cutoff=MOST_HOPS)
    allowed = [
        tuple(way) for way in every if not any(node in shut or kinds[node] == "Topic" for node in way[1:-1])
    ]
    assert sorted(found) == sorted(allowed)
    assert [len(way) for way in found] == sorted(len(way) for way in found)


@given(concepts, joins)
def test_every_hop_goes_along_an_edge_in_its_direction(
    kinds: dict[str, str], pairs: list[tuple[str, str]]
) -> None:
    known = ground(kinds, pairs)
    for way in islice(known.ways("a", "b", ()), 5):
        for here, there in pairwise(way):
            hop = known.hop(here, there)
            assert (hop.start, hop.end) == (here, there)
            tail, head = (here, there) if hop.forward else (there, here)
            assert pairs[int(hop.edge.removeprefix("edge-"))] == (tail, head)


def test_only_what_the_ways_go_through_is_read_whole(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch, read_whole: list[Node | Edge]
) -> None:
    monkeypatch.delattr(type(bundled.store), "snapshot")
    found = between(bundled, START, END, 3)
    assert len(found) == 3
    names_looked_up = 4  # both ends, for the shortest way and for the others
    hops = sum(len(way.hops) for way in (found[0], *found))  # the shortest may be found a second time
    assert len(read_whole) <= 3 * hops + names_looked_up  # a hop is two nodes and an edge


def test_the_first_way_is_the_shortest_and_no_way_comes_twice(bundled: Workspace) -> None:
    found = between(bundled, START, END, 6)
    assert found[0] == bundled.path(START, END)
    assert len(found) == 6
    gone = [tuple(hop.end.id for hop in way.hops) for way in found]
    assert len(set(gone)) == len(gone)
    assert [len(way) for way in gone] == sorted(map(len, gone))


def test_hops_follow_on_each_other_with_sources_and_past_hubs(bundled: Workspace) -> None:
    hub = bundled.find(OMBUDSMAN).id
    for way in between(bundled, START, END, 6):
        assert way.left_out == (OMBUDSMAN,)
        assert all(one.end == next_one.start for one, next_one in pairwise(way.hops))
        for hop in way.hops:
            assert bundled.sources(hop.edge.properties["sources"])
        inner = [hop.end for hop in way.hops[:-1]]
        assert not {node.concept for node in inner} & {"Source", "Date", "Topic", "Region"}
        assert hub not in {node.id for node in inner}


def test_what_is_avoided_is_on_none_of_them_and_stops_are_on_all(bundled: Workspace) -> None:
    usual = between(bundled, START, END, 1)[0].hops
    avoided = between(bundled, START, END, 4, avoid=[usual[2].end.id])
    assert usual[2].end.id not in {hop.end.id for way in avoided for hop in way.hops}
    through = between(bundled, START, END, 4, through=[OMBUDSMAN])
    assert len(through) == 4
    assert all(OMBUDSMAN in {hop.end.properties["name"] for hop in way.hops} for way in through)


def test_of_many_stops_only_the_shortest_combinations_are_made(bundled: Workspace) -> None:
    """Twenty ways on each of seven legs can be combined in a billion ways."""
    found = between(bundled, START, END, 20, through=[OMBUDSMAN, START] * 3)
    assert len(found) == 20
    lengths = [len(way.hops) for way in found]
    assert lengths == sorted(lengths)
    few = between(bundled, START, END, 3, through=[OMBUDSMAN, START] * 3)
    assert few == found[:3]


def test_one_name_can_be_given_by_itself(bundled: Workspace) -> None:
    assert between(bundled, START, END, 4, through=OMBUDSMAN) == between(
        bundled, START, END, 4, through=[OMBUDSMAN]
    )
    assert between(bundled, START, END, 4, avoid="Hery Susanto") == between(
        bundled, START, END, 4, avoid=["Hery Susanto"]
    )


def test_where_there_is_no_way_there_is_one_without_hops(bundled: Workspace) -> None:
    (none,) = between(bundled, "Sutarmidji", "Mokhammad Najih", 3)
    assert none.hops == ()
    assert none.left_out == (OMBUDSMAN,)


def test_senseless_questions_are_refused(bundled: Workspace) -> None:
    with pytest.raises(UsageError, match="not 0"):
        between(bundled, START, END, 0)
    with pytest.raises(UsageError, match="one and the same"):
        between(bundled, START, f"dr. {START}", 2)
    with pytest.raises(NotFound):
        between(bundled, START, "Nobody Contoh", 2)


def test_ways_as_rows_name_the_sources_of_every_hop(bundled: Workspace) -> None:
    found = bundled.analysis.ways(START, END, 3)
    assert {row["way"] for row in found} == {1, 2, 3}
    assert all(row["sources"] for row in found)
    assert found.rows[0]["from"] == START
    assert found.rows[-1]["to"] == END
    assert found.notes == (
        f"Ways of up to {MOST_HOPS} hops: 3 asked for, 3 found.",
        f"Not gone through, since everything hangs on it: {OMBUDSMAN}.",
    )


def test_pieces_are_the_components_without_hubs_and_what_is_common(bundled: Workspace) -> None:
    found = bundled.analysis.components(None)
    simple = networkx.Graph(bundled.network())
    hub = bundled.find(OMBUDSMAN).id
    left_out = [
        id
        for id, data in simple.nodes(data=True)
        if data["labels"][0] in {"Date", "Topic", "Region"} or id == hub
    ]
    simple.remove_nodes_from(left_out)
    sizes = sorted(map(len, networkx.connected_components(simple)), reverse=True)
    assert [row["nodes"] for row in found] == sizes
    concepts = [column for column in found.columns if column in bundled.ontology.nodes]
    assert all(sum(row[name] for name in concepts) == row["nodes"] for row in found)
    assert OMBUDSMAN in found.notes[1]


def test_of_pieces_only_what_is_drawn_is_read_whole(
    bundled: Workspace, monkeypatch: pytest.MonkeyPatch, read_whole: list[Node | Edge]
) -> None:
    monkeypatch.delattr(type(bundled.store), "snapshot")
    found = bundled.analysis.components(limit=1)
    assert read_whole == []
    drawn = found.view()
    assert [edge["id"] for edge in drawn.edges] == sorted(edge["id"] for edge in drawn.edges)  # on every run
    assert len(drawn.nodes) == min(found.rows[0]["nodes"], MAX_NODES)
    assert {each.id for each in read_whole if isinstance(each, Node)} == {node["id"] for node in drawn.nodes}
    assert {edge["id"] for edge in drawn.edges} <= {each.id for each in read_whole if isinstance(each, Edge)}
