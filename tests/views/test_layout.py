from __future__ import annotations

import math
import random
import subprocess
import sys
from itertools import pairwise

import pytest

from kg.views.layout import SPACING, positions


def tree(size: int) -> tuple[list[str], list[tuple[str, str]]]:
    chance = random.Random(5)
    ids = [f"n{number}" for number in range(size)]
    return ids, [(ids[n], ids[int(n * chance.random())]) for n in range(1, size)]


def test_the_same_graph_in_another_order_gives_the_same_picture() -> None:
    ids, edges = tree(60)
    turned = [(b, a) for a, b in reversed(edges)]
    assert positions(ids, edges) == positions(list(reversed(ids)), turned)


def test_another_process_gives_the_same_picture() -> None:
    code = "from kg.views.layout import positions; print(positions('abcdef', ['ab', 'ac', 'de']))"
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)
    }
    assert len(runs) == 1


def test_no_two_nodes_lie_on_each_other() -> None:
    ids, edges = tree(400)
    points = list(positions(ids, edges).values())
    nearest = min(math.dist(a, b) for place, a in enumerate(points) for b in points[:place])
    assert nearest > SPACING / 4


def test_joined_nodes_lie_closer_than_others() -> None:
    ids, edges = tree(200)
    places = positions(ids, edges)
    joined = [math.dist(places[a], places[b]) for a, b in edges]
    others = [math.dist(places[a], places[b]) for a in ids[::7] for b in ids[::5] if a != b]
    assert sum(joined) / len(joined) < sum(others) / len(others) / 2


@pytest.mark.parametrize("nodes", ["", "a", "ab"])
def test_graphs_of_hardly_anything_have_finite_positions(nodes: str) -> None:
    places = positions(nodes, [("a", "a"), ("a", "missing"), ("a", "b"), ("b", "a")])
    assert set(places) == set(nodes)
    assert all(math.isfinite(value) for point in places.values() for value in point)


@pytest.mark.parametrize("shape", ["star", "path", "loose"])
def test_awkward_shapes_stay_within_bounds(shape: str) -> None:
    ids = [f"n{number:04}" for number in range(500)]
    edges = {
        "star": [(ids[0], other) for other in ids[1:]],
        "path": list(pairwise(ids)),
        "loose": [],
    }[shape]
    reach = max(max(abs(x), abs(y)) for x, y in positions(ids, edges).values())
    assert reach < 100 * SPACING


def test_separate_parts_do_not_overlap_and_the_focus_comes_first() -> None:
    parts = [[f"{letter}{number}" for number in range(20)] for letter in "abc"]
    edges = [(part[0], other) for part in parts for other in part[1:]]
    places = positions([node for part in parts for node in part], edges, focus="c3")
    boxes = []
    for part in parts:
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            assert right < other[0] or other[1] < left or bottom < other[2] or other[3] < top
    assert min(boxes, key=lambda box: (box[2], box[0])) == boxes[2]
