from __future__ import annotations

import json
import math
import os
import random
import shutil
import subprocess
import sys
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views import engines, kept
from kg.views.layout import SPACING, Point, positions
from kg.workspace import Workspace

Edges = list[tuple[str, str]]

ENGINES = ["none", "sfdp", "igraph"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each program that places nodes as if it were the only one installed, and none at all."""
    name: str = request.param
    if name == "sfdp" and not shutil.which("sfdp"):
        told = "There is no sfdp: apt-get install graphviz"
        assert "KG_REQUIRE_SFDP" not in os.environ, told
        pytest.skip(told)
    found = shutil.which
    monkeypatch.setattr(engines.shutil, "which", lambda each: found(each) if name == each else None)
    monkeypatch.setattr(engines, "find_spec", lambda each: find_spec(each) if name == each else None)
    return name


def tree(size: int) -> tuple[list[str], Edges]:
    chance = random.Random(5)
    ids = [f"n{number}" for number in range(size)]
    return ids, [(ids[n], ids[int(n * chance.random())]) for n in range(1, size)]


def moved(before: dict[str, Point], after: dict[str, Point]) -> list[float]:
    return [math.dist(before[key], after[key]) for key in before.keys() & after.keys()]


@settings(max_examples=40)
@given(
    edges=st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=20),
    chance=st.randoms(use_true_random=False),
)
def test_no_order_of_nodes_and_edges_changes_the_picture(edges: Edges, chance: random.Random) -> None:
    ids = list("abcdefghij")
    turned = [(b, a) for a, b in edges]
    chance.shuffle(turned)
    chance.shuffle(ids)
    assert positions("abcdefghij", edges) == positions(ids, turned)


@pytest.mark.usefixtures("engine")
def test_no_order_changes_the_picture_of_a_large_graph() -> None:
    ids, edges = tree(300)
    turned = [(b, a) for a, b in reversed(edges)]
    assert positions(ids, edges) == positions(list(reversed(ids)), turned)


def test_processes_that_hash_texts_differently_make_the_same_picture() -> None:
    code = (
        "from kg.views.layout import positions;"
        "ids = {f'n{n}' for n in range(200)};"
        "print(positions(ids, {(a, f'n{int(a[1:]) // 3}') for a in ids}))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1


def test_the_best_program_that_is_installed_places_large_graphs(engine: str) -> None:
    ids, edges = tree(100)
    number = {name: place for place, name in enumerate(ids)}
    beside: list[list[int]] = [[] for _ in ids]
    for a, b in edges:
        beside[number[a]].append(number[b])
        beside[number[b]].append(number[a])
    assert [each.__name__ for each in engines._engines(100)] == ([] if engine == "none" else [f"_{engine}"])
    assert (engines.place(beside) is None) == (engine == "none")


@pytest.mark.parametrize("answer", ["exit 1", "echo nonsense", "echo node 0 nan nan", "echo node 0 1", ":"])
def test_a_program_that_fails_is_done_without(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")
    ids, edges = tree(100)
    expected = positions(ids, edges)
    broken = tmp_path / "sfdp"
    broken.write_text(f"#!/bin/sh\n{answer}\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("sfdp") == str(broken)
    assert positions(ids, edges) == expected


def test_a_program_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = tmp_path / "sfdp"
    hanging.write_text("#!/bin/sh\nexec sleep 600\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(engines, "_PATIENCE", 0.2)
    ids, edges = tree(100)
    assert len(positions(ids, edges)) == 100


@pytest.mark.usefixtures("engine")
def test_no_two_nodes_lie_on_each_other() -> None:
    ids, edges = tree(400)
    points = list(positions(ids, edges).values())
    nearest = min(math.dist(a, b) for place, a in enumerate(points) for b in points[:place])
    assert nearest > SPACING / 4


@pytest.mark.usefixtures("engine")
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


@pytest.mark.usefixtures("engine")
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


def test_separate_parts_do_not_overlap_and_the_focus_stands_in_the_middle() -> None:
    parts = [[f"{letter}{number}" for number in range(20)] for letter in "abcde"]
    edges = [(part[0], other) for part in parts for other in part[1:]]
    places = positions([node for part in parts for node in part], edges, focus="c0")
    boxes = []
    for part in parts:
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), max(xs), min(ys), max(ys)))
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            assert right < other[0] or other[1] < left or bottom < other[2] or other[3] < top
    middle = min(places, key=lambda node: math.hypot(*places[node]))
    assert middle.startswith("c")


@pytest.mark.usefixtures("engine")
def test_the_focus_stands_nearer_to_the_middle_than_most() -> None:
    ids, edges = tree(300)
    places = positions(ids, edges, focus="n250")
    assert math.hypot(*places["n250"]) < median(math.hypot(*point) for point in places.values())


@pytest.mark.usefixtures("engine")
def test_a_new_node_stands_beside_its_neighbour_and_moves_no_other(tmp_path: Path) -> None:
    ids, edges = tree(120)
    before = positions(ids, edges, keep=tmp_path)
    after = positions([*ids, "new"], [*edges, ("new", "n7")], keep=tmp_path)
    assert max(moved(before, after)) == 0
    reach = [math.dist(after["n7"], point) for point in after.values()]
    assert math.dist(after["n7"], after["new"]) < sorted(reach)[len(reach) // 3]
    assert min(math.dist(after["new"], after[key]) for key in ids) > SPACING / 4


def test_nodes_with_new_neighbours_only_stand_free_of_all_others(tmp_path: Path) -> None:
    ids, edges = tree(80)
    before = positions(ids, edges, keep=tmp_path)
    more = ["x1", "x2", "x3"]
    after = positions([*ids, *more], [*edges, ("x1", "x2")], keep=tmp_path)
    assert max(moved(before, after)) == 0
    assert min(after[key][1] for key in more) > max(y for _, y in before.values())
    assert len({after[key] for key in more}) == 3


def test_a_node_that_goes_moves_no_other(tmp_path: Path) -> None:
    ids, edges = tree(120)
    before = positions(ids, edges, keep=tmp_path)
    after = positions(ids[:-1], edges[:-1], keep=tmp_path)
    assert max(moved(before, after)) == 0


def test_day_after_day_of_new_nodes_leaves_the_old_ones_where_they_were(tmp_path: Path) -> None:
    ids, edges = tree(100)
    first = positions(ids[:40], edges[:39], keep=tmp_path)
    for size in range(45, 101, 5):
        last = positions(ids[:size], edges[: size - 1], keep=tmp_path)
    assert max(moved(first, last)) == 0
    nearest = min(math.dist(last[a], last[b]) for a in ids for b in ids if a < b)
    assert nearest > SPACING / 4


def test_a_graph_that_is_mostly_new_is_laid_out_anew(tmp_path: Path) -> None:
    ids, edges = tree(100)
    positions(ids[:20], edges[:19], keep=tmp_path)
    assert positions(ids, edges, keep=tmp_path) == positions(ids, edges)


def test_a_small_part_of_a_large_picture_is_laid_out_anew(tmp_path: Path) -> None:
    ids, edges = tree(100)
    positions(ids, edges, keep=tmp_path)
    assert positions(ids[:20], edges[:19], keep=tmp_path) == positions(ids[:20], edges[:19])


def test_pictures_about_other_nodes_are_not_mixed_up(tmp_path: Path) -> None:
    ids, edges = tree(50)
    positions(ids, edges, focus="n3", keep=tmp_path)
    assert positions(ids, edges, focus="n4", keep=tmp_path) == positions(ids, edges, focus="n4")


@pytest.mark.parametrize("point", ["3", '["a", "b"]', "[NaN, 1]", "[1e999, 1]", "[1, 2, 3]", "null"])
def test_a_damaged_file_counts_for_nothing(tmp_path: Path, point: str) -> None:
    (tmp_path / "all-damaged.json").write_text(f'{{"a": {point}, "b": [1, 2]}}')
    assert positions("ab", [("a", "b")], keep=tmp_path) == positions("ab", [("a", "b")])


@pytest.mark.parametrize("text", ["", "{", "[]", "7", '"\\ud800"'])
def test_a_file_that_holds_no_picture_counts_for_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "all-damaged.json").write_text(text)
    assert positions("ab", [("a", "b")], keep=tmp_path) == positions("ab", [("a", "b")])


def test_where_nothing_can_be_kept_a_picture_is_made_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert positions("ab", [("a", "b")], keep=tmp_path / "file") == positions("ab", [("a", "b")])


def test_only_the_latest_pictures_are_kept(tmp_path: Path) -> None:
    for place in range(kept.MOST_OF_ONE + 3):
        kept.put(tmp_path, "focus", {"a": (float(place), 0.0)})
        for path in tmp_path.iterdir():  # as if a while had passed
            os.utime(path, (path.stat().st_mtime - 10,) * 2)
    left = sorted(json.loads(path.read_text())["a"][0] for path in tmp_path.iterdir())
    assert left == [3.0, 4.0, 5.0, 6.0]


def test_a_view_of_a_project_keeps_its_picture_with_the_ledger(
    bundled: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bundled.view("Pemerintah Kabupaten Paser")
    assert list(bundled.project.pictures.glob("*.json"))
    assert not list(tmp_path.iterdir())


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    positions("ab", [("a", "b")])
    assert not list(tmp_path.iterdir())
