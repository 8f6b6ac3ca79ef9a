from __future__ import annotations

from typing import Any

import pytest

from kg.connections import network, outline
from kg.graph import Edge, Node
from kg.showing.telling import tell, whole
from kg.views import parts
from kg.workspace import Workspace


def without_properties(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in each.items() if key != "properties"} for each in elements]


def test_a_page_of_everything_reads_whole_only_what_it_shows(
    bundled: Workspace, read_whole: list[Node | Edge], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(type(bundled.store), "snapshot")
    drawn = bundled.view()
    assert drawn.total > len(drawn.nodes)
    shown = {node["id"] for node in drawn.nodes} | {edge["id"] for edge in drawn.edges}
    assert {element.id for element in read_whole} == shown


def test_the_outline_has_all_that_the_networkx_graph_has_in_its_order(bundled: Workspace) -> None:
    nodes, edges = outline(bundled)
    every, joining = parts(network(bundled, None, 1))
    assert [{**node, "labels": sorted(node["labels"])} for node in without_properties(nodes)] == [
        {**node, "labels": sorted(node["labels"])} for node in without_properties(every)
    ]
    assert without_properties(edges) == without_properties(joining)
    for known, node in zip(nodes, every, strict=True):
        assert known["properties"] == {name: node["properties"].get(name) for name in ("name", "kind")}


def test_what_is_known_by_ids_becomes_whole_in_the_same_order(bundled: Workspace) -> None:
    nodes, edges = outline(bundled)
    some = nodes[:1000]
    there = {node["id"] for node in some}
    among = [edge for edge in edges if {edge["from"], edge["to"]} <= there]
    assert among
    every, joining = parts(network(bundled, None, 1))
    ids = {each["id"] for each in among}
    assert whole(bundled, some, among) == (every[:1000], [edge for edge in joining if edge["id"] in ids])


def test_what_was_taken_out_of_the_graph_meanwhile_is_not_told_of(bundled: Workspace) -> None:
    nodes, edges = outline(bundled)
    gone = {**nodes[0], "id": nodes[0]["id"][:-20] + "0" * 20}
    edge = next(edge for edge in edges if edge["from"] == nodes[0]["id"])
    assert whole(bundled, [gone], [edge]) == ([], [])


def test_a_page_knows_the_sources_of_all_proofs_also_of_those_that_no_element_lists(
    bundled: Workspace,
) -> None:
    """Of a body that thousands of records mention, it lists those of some mentions only."""
    nodes, _ = parts(network(bundled, "Kabupaten Paser", 0))
    listed = {**nodes[0], "properties": {**nodes[0]["properties"], "sources": []}}
    told = tell(bundled, [listed], [])
    cited = {source for proof in told.proofs[listed["id"]] for source in proof.sources}
    assert cited
    assert cited <= told.sources.keys()
