"""The frames that KGLite's bulk loader gets hold the graph as it is: the comparison is fair."""

from __future__ import annotations

import pickle
from datetime import date

import kglite
import pytest

from benchmarks import bench_build, merges
from benchmarks.frames import Frames
from kg.graph.elements import Edge, Node

pytest.importorskip("pandas")


def node(id: str, *labels: str, **properties: object) -> Node:
    return Node(id, labels[0], labels, {"id": id, "name": f"invented {id}", **properties})


def edge(id: str, concept: str, tail: Node, head: Node, **properties: object) -> Edge:
    return Edge(id, concept, tail.id, head.id, tail.concept, head.concept, {"id": id, **properties})


ONE = node("p1", "Person", "Official", aliases=["One"], sources=["s"])
TWO = node("p2", "Person", aliases=[], sources=[])
AGREEMENT = node("a1", "Agreement", signed_from=date(2024, 9, 3), sources=["s"])
YEAR, MONTH = node("d1", "Date", year=2024), node("d2", "Date", year=2024, month=9)
GRAPH = [
    ONE, TWO, AGREEMENT, YEAR, MONTH,
    edge("e1", "SIGNED", ONE, AGREEMENT, role="Ketua", sources=["s"]),
    edge("e2", "SIGNED", TWO, AGREEMENT, sources=["s", "t"]),
    edge("e3", "SIGNED_ON", AGREEMENT, MONTH, sources=[]),
    edge("e4", "REPRESENTED", ONE, TWO, agreement="a1"),
    edge("e5", "REPRESENTED", ONE, AGREEMENT, agreement="a1"),
    edge("e6", "REPRESENTED", ONE, AGREEMENT, agreement="a2"),
]  # fmt: skip


@pytest.fixture
def graph() -> kglite.KnowledgeGraph:
    graph, frames = kglite.KnowledgeGraph(), Frames.of(GRAPH)
    assert frames.counts == (5, 6)
    frames.load_nodes(graph)
    frames.load_edges(graph)
    return graph


def rows(graph: kglite.KnowledgeGraph, cypher: str) -> list[dict[str, object]]:
    return graph.cypher(cypher).to_list()


def test_nodes_keep_labels_lists_numbers_and_dates(graph):
    people = rows(
        graph, "MATCH (p:Person) RETURN p.id AS id, p:Official AS official, p.aliases AS also ORDER BY id"
    )
    assert people == [
        {"id": "p1", "official": True, "also": ["One"]},
        {"id": "p2", "official": False, "also": []},
    ]
    months = rows(graph, "MATCH (d:Date) RETURN d.month AS month, d.year AS year ORDER BY d.id")
    assert months == [{"month": None, "year": 2024}, {"month": 9, "year": 2024}]
    on_day = "MATCH (a:Agreement) WHERE a.signed_from = date('2024-09-03') RETURN count(a) AS n"
    assert rows(graph, on_day) == [{"n": 1}]


def test_edges_keep_ends_and_lists(graph):
    found = rows(
        graph, "MATCH (p)-[r:SIGNED]->(a) RETURN p.id AS p, r.role AS role, r.sources AS s ORDER BY p"
    )
    assert found == [{"p": "p1", "role": "Ketua", "s": ["s"]}, {"p": "p2", "role": None, "s": ["s", "t"]}]


def test_both_rivals_run_on_frames_and_the_bulk_loader_stores_all(tmp_path):
    (tmp_path / "frames.pickle").write_bytes(pickle.dumps(Frames.of(GRAPH)))
    bulk = bench_build.bulk(tmp_path)
    assert (bulk["nodes"], bulk["edges"]) == (5, 6)
    assert (tmp_path / "bulk.kgl").stat().st_size > 0
    found = merges.merge(tmp_path, sample=10)
    assert found["durable s"] > 0
    assert found["memory s"] > 0
