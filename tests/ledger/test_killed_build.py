"""A build that is killed leaves nothing behind that the next one does not put right."""

from __future__ import annotations

import shutil
import signal
from itertools import chain, takewhile
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import Edge, Node
from tests.ledger.killing import KILLS, Course, running
from tests.ledger.samples import Rows, dump
from tests.ledger.test_killed_load import write_records

Graph = dict[str, Node | Edge]


class Scene:
    """A project that is built, over and over, from the same state of its ledger and its graph."""

    def __init__(self, folder: Path, *, complete: bool) -> None:
        self.folder, self._start, self.complete = folder / "project", folder / "start", complete
        self.folder.mkdir()
        self.load("most.jsonl", 0, 120)
        if not complete:
            self.build()
        self.load("more.jsonl", 120, 150)
        shutil.copytree(self.folder / ".kg", self._start)
        self.arguments = ("-C", str(self.folder), "build")
        self.course = Course.of(*self.arguments)

    def reset(self) -> None:
        """Go back to where building starts."""
        shutil.rmtree(self.folder / ".kg")
        shutil.copytree(self._start, self.folder / ".kg")

    def load(self, name: str, first: int, end: int) -> None:
        """Load a file of agreements."""
        write_records(self.folder / name, range(first, end))
        with kg.open(self.folder) as workspace:
            workspace.load([self.folder / name])

    def build(self, **how: Any) -> tuple[Graph, Rows]:
        """Build undisturbed, in this process; the graph, and what the ledger knows of it."""
        with kg.open(self.folder) as workspace:
            workspace.build(**how)
            graph = {element.id: element for element in workspace.store.snapshot()}
            return graph, dump(workspace.ledger.address)

    def kill(self, die_at: str) -> None:
        """Start building from the start, and die at a mark."""
        self.reset()
        with running(*self.arguments, die_at=die_at) as process:
            code, errors = process.end()
        assert code == -signal.SIGKILL, errors


@pytest.fixture(scope="module", params=[True, False], ids=["complete", "incremental"])
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("build"), complete=request.param)


def test_after_a_killed_build_the_next_one_gives_the_undisturbed_graph(scene: Scene) -> None:
    assert scene.course.marks == "bvcd"
    scene.reset()
    expected = scene.build()
    reached = set()
    planned = scene.course.moments(["b", "d", "b"], max(3, KILLS // 4), seed=2026)
    more = takewhile(lambda _: not any(marks.endswith("b") for marks in reached), scene.course.earlier("b"))
    for moment in chain(planned, more):
        scene.reset()
        reached.add(scene.course.kill(moment, *scene.arguments))
        assert scene.build() == expected, moment
    assert "b" in reached, "no kill hit the build in the middle"


@pytest.mark.parametrize("die_at", ["v", "c", "d"])
def test_what_is_loaded_after_a_killed_build_reaches_the_graph(
    scene: Scene, die_at: str, request: pytest.FixtureRequest
) -> None:
    scene.kill(die_at)
    scene.load("more.jsonl", 130, 160)  # some records gone, some new
    assert scene.build()[0] == scene.build(rebuild=True)[0]
