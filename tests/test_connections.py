"""How two entities hang together, on the bundled data."""

from __future__ import annotations

from itertools import pairwise

import networkx
import pytest

from kg.cli.main import main
from kg.connections import MOST_HOPS, Connection, Way, no_way
from kg.errors import NotFound, UsageError
from kg.graph import Edge, Node
from kg.workspace import Workspace

OMBUDSMAN = "Ombudsman Republik Indonesia"
START, END = "Fahmi Fadli", "Mokhammad Najih"
#: Concepts of nodes that a way must not go through.
COMMON = {"Source", "Date", "Topic", "Region"}


def names(way: Way) -> list[str]:
    """Names of the nodes on a way."""
    if not way.hops:
        return []
    return [str(node.properties["name"]) for node in (way.hops[0].start, *(hop.end for hop in way.hops))]


def sentence(hop: Connection, workspace: Workspace) -> str:
    """A hop in words, by the verb of its concept in its direction."""
    reads = workspace.ontology.edges[hop.edge.concept].reads
    verb = (reads.forward if hop.forward else reads.back).en
    return f"{hop.start.properties['name']} {verb} {hop.end.properties['name']}"


def test_a_way_goes_hop_by_hop_and_each_hop_has_its_sources(bundled: Workspace) -> None:
    way = bundled.path(START, END)
    assert names(way) == [START, "MoU Ombudsman RI - Pemkab Paser, 2024-09-03", END]
    for one, next_one in pairwise(way.hops):
        assert one.end == next_one.start
    for hop in way.hops:
        ends = (hop.edge.tail, hop.edge.head)
        assert ends == ((hop.start.id, hop.end.id) if hop.forward else (hop.end.id, hop.start.id))
        assert bundled.sources(hop.edge.properties["sources"])


def test_a_hop_reads_as_a_sentence_both_ways(bundled: Workspace) -> None:
    verbs = bundled.ontology.edges
    agreement = "MoU Ombudsman RI - Pemkab Paser, 2024-09-03"
    assert [sentence(hop, bundled) for hop in bundled.path(START, END).hops] == [
        f"{START} signed {agreement}",
        f"{agreement} {verbs['ATTENDED'].reads.back.en} {END}",
    ]


def test_the_way_back_is_as_long(bundled: Workspace) -> None:
    assert sorted(names(bundled.path(END, START))) == sorted(names(bundled.path(START, END)))


def test_an_entity_is_no_hop_away_from_itself(bundled: Workspace) -> None:
    assert bundled.path(START, START).hops == ()


def test_what_everything_hangs_on_is_left_out_and_named(bundled: Workspace) -> None:
    way = bundled.path(START, END)
    assert way.left_out == (OMBUDSMAN,)
    assert OMBUDSMAN not in names(way)


def test_a_way_that_only_a_hub_would_make_is_none(bundled: Workspace) -> None:
    way = bundled.path("Sutarmidji", END)
    assert way == Way((), (OMBUDSMAN,))


def test_a_hub_is_gone_through_when_asked_for(bundled: Workspace) -> None:
    way = bundled.path("Sutarmidji", END, through=[OMBUDSMAN])
    assert OMBUDSMAN in names(way)
    assert way.left_out == ()


def test_a_hub_may_be_an_end(bundled: Workspace) -> None:
    way = bundled.path("Sutarmidji", OMBUDSMAN)
    assert names(way)[-1] == OMBUDSMAN
    assert way.left_out == ()


@pytest.mark.parametrize("avoid", ["Nurochman", "Fahmi Fadli", "Hery Susanto"])
def test_what_the_way_is_to_touch_cannot_be_avoided(bundled: Workspace, avoid: str) -> None:
    with pytest.raises(UsageError, match=f"'{avoid}' is to be avoided, and the way is to touch it"):
        bundled.path("Fahmi Fadli", "Nurochman", through=["Hery Susanto"], avoid=[avoid])


def test_one_name_can_be_given_by_itself(bundled: Workspace) -> None:
    way = bundled.path("Fahmi Fadli", "Nurochman", avoid="Hery Susanto")
    assert way.hops == bundled.path("Fahmi Fadli", "Nurochman", avoid=["Hery Susanto"]).hops


def test_a_network_does_not_reach_less_far_than_nowhere(bundled: Workspace) -> None:
    for hops in (-1, "2", 1.5):
        with pytest.raises(UsageError, match=f"0 or more, not {hops!r}"):
            bundled.network("Fahmi Fadli", hops=hops)  # type: ignore[arg-type]  # as one may in a notebook


def test_what_is_avoided_is_not_touched(bundled: Workspace) -> None:
    direct = bundled.path(START, END)
    way = bundled.path(START, END, avoid=[direct.hops[0].end.id])
    assert direct.hops[0].end.id not in {hop.end.id for hop in way.hops}
    assert len(way.hops) == 0 or len(way.hops) > len(direct.hops)


def test_all_stops_are_touched_in_their_order(bundled: Workspace) -> None:
    way = names(bundled.path(START, END, through=["Pemerintah Kabupaten Paser"]))
    assert (way[0], way[-1]) == (START, END)
    assert "Pemerintah Kabupaten Paser" in way


def test_it_is_told_when_a_way_comes_back_to_where_it_was(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    aside = bundled.path("Fahmi Fadli", "Nurochman", through="Hery Susanto")
    assert names(aside).count("Mokhammad Najih") == 2
    assert aside.again == ("Mokhammad Najih",)
    assert bundled.path("Fahmi Fadli", "Nurochman").again == bundled.path(START, START).again == ()
    project = str(bundled.project.root)
    main(
        ["-C", project, "path", "Fahmi Fadli", "Nurochman", "--through", "Hery Susanto", "--format", "table"]
    )
    assert "It comes back to Mokhammad Najih:" in capsys.readouterr().out


def test_ways_are_as_short_as_networkx_finds_them(bundled: Workspace) -> None:
    graph = networkx.Graph(bundled.network())
    hub = bundled.find(OMBUDSMAN).id
    common = [id for id, held in graph.nodes(data=True) if held["labels"][0] in COMMON or id == hub]
    graph.remove_nodes_from(common)
    start = bundled.find(START).id
    lengths = networkx.single_source_shortest_path_length(graph, start)
    people = [id for id, held in sorted(graph.nodes(data=True)) if held["labels"][0] == "Person"]
    for person in people[:: len(people) // 8]:
        way = bundled.path(start, person)
        expected = lengths.get(person, 0)
        assert len(way.hops) == (expected if expected <= MOST_HOPS else 0)
        assert not {node.concept for hop in way.hops[:-1] for node in [hop.end]} & COMMON


def test_only_what_the_way_goes_through_is_read_whole(
    bundled: Workspace, read_whole: list[Node | Edge]
) -> None:
    way = bundled.path("Kabupaten Paser", "Kota Batu")
    ends = 2  # looked up by name
    assert way.hops
    assert len(read_whole) <= 3 * len(way.hops) + ends  # a hop is two nodes and an edge


def test_the_same_way_is_found_each_time(bundled: Workspace) -> None:
    assert bundled.path(START, END) == bundled.path(START, END)


def test_unknown_names_are_refused(bundled: Workspace) -> None:
    for call in (
        lambda: bundled.path("Nobody Contoh", END),
        lambda: bundled.path(START, "Nobody Contoh"),
        lambda: bundled.path(START, END, avoid=["Nobody Contoh"]),
        lambda: bundled.path(START, END, through=["Nobody Contoh"]),
    ):
        with pytest.raises(NotFound):
            call()


def test_that_there_is_no_way_is_said_with_what_was_left_out() -> None:
    assert str(no_way("A", "B", ["The Hub"])) == (
        f"No way of up to {MOST_HOPS} hops from 'A' to 'B' that does not go through The Hub. "
        "To allow it: --through 'The Hub'."
    )
    assert str(no_way("A", "B", [])) == f"No way of up to {MOST_HOPS} hops from 'A' to 'B'."
