"""A load that is killed leaves the whole run or nothing of it.

KG_KILLS=200 kills at 200 moments instead of 12.
"""

from __future__ import annotations

import json
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, takewhile
from pathlib import Path

import pytest
import sqlalchemy as sa

import kg
from kg.project import LEDGER_VARIABLE, builtin
from tests.ledger.conftest import BOTH
from tests.ledger.killing import KILLS, Course, running
from tests.ledger.samples import Rows, dump, is_sound
from tests.servers_postgres import Server

RECORDS = 150


def write_records(path: Path, numbers: Iterable[int]) -> None:
    """Agreements of the bundled data under other ids, so that there are as many as wanted."""
    bundled = (builtin("data") / "agreements.jsonl").read_text("utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        for number in numbers:
            record = json.loads(bundled[number % len(bundled)])
            file.write(json.dumps(record | {"id": f"{record['id']}-{number}"}, ensure_ascii=False) + "\n")


class Scene:
    """A project in which a file is loaded, over and over, from the same state of its ledger."""

    def __init__(self, folder: Path, *, replace: bool) -> None:
        self.folder, self.file = folder / "project", folder / "project" / "agreements.jsonl"
        self.folder.mkdir()
        self._start = folder / "start"
        self._start.mkdir()
        if replace:
            write_records(self.file, range(RECORDS // 2, RECORDS * 3 // 2))
            self.load()
            self.keep()
        write_records(self.file, range(RECORDS))
        self.arguments = ("-C", str(self.folder), "load", str(self.file))
        self.before = self.state()
        self.course = Course.of(*self.arguments)
        self.after = self.state()
        self.reset()

    def keep(self) -> None:
        """Let all loads start from the state of now."""
        shutil.copytree(self.folder / ".kg", self._start, dirs_exist_ok=True)

    def reset(self) -> None:
        """Go back to where the loading starts."""
        shutil.rmtree(self.folder / ".kg")
        shutil.copytree(self._start, self.folder / ".kg")

    def load(self) -> None:
        """Load the file undisturbed, in this process."""
        with kg.open(self.folder) as workspace:
            workspace.load([self.file])

    def state(self) -> Rows:
        """All that the ledger holds, looked up in a copy: looking clears up what a killed process left."""
        copy = self.folder.parent / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        if not (self.folder / ".kg").exists():
            return {}
        shutil.copytree(self.folder / ".kg", copy)
        ledger = copy / "ledger.sqlite"
        assert not ledger.exists() or is_sound(ledger)
        return {table: rows for table, rows in dump(ledger).items() if rows} if ledger.exists() else {}


class ServerScene(Scene):
    """The same with the ledger on a server, where loads start from a copy of a database."""

    def __init__(self, folder: Path, server: Server, patch: pytest.MonkeyPatch, *, replace: bool) -> None:
        self.server, self._patch, self._first = server, patch, "template0"
        self._work_on(server.new_database())
        super().__init__(folder, replace=replace)

    def _work_on(self, address: str) -> None:
        self.address = address
        self._patch.setenv(LEDGER_VARIABLE, address)

    def keep(self) -> None:
        self._first = self.address
        self._work_on(self.server.new_database(like=self._first))

    def reset(self) -> None:
        self.server.drop(self.address)
        self._work_on(self.server.new_database(like=self._first))

    def state(self) -> Rows:
        with self.server.connected(self.address) as connection:
            if not sa.inspect(connection).has_table("meta"):
                return {}
        return {table: rows for table, rows in dump(self.address).items() if rows}


#: The last mark that a killed process gave in its run -> what it was doing.
PHASES = {"": "preparing", "b": "writing", "c": "committing", "d": "done"}


@pytest.fixture(scope="module", params=BOTH)
def new_scene(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[bool], Scene]]:
    """Makes scenes, with the ledger in a file or on a server."""
    with pytest.MonkeyPatch.context() as patch:

        def make(replace: bool) -> Scene:
            folder = tmp_path_factory.mktemp("load")
            if request.param == "sqlite":
                return Scene(folder, replace=replace)
            return ServerScene(folder, request.getfixturevalue("postgres"), patch, replace=replace)

        yield make


@pytest.fixture(scope="module", params=[False, True], ids=["new ledger", "replaced dataset"])
def scene(request: pytest.FixtureRequest, new_scene: Callable[[bool], Scene]) -> Scene:
    return new_scene(request.param)


def test_a_killed_load_leaves_the_whole_run_or_nothing_and_can_be_repeated(scene: Scene) -> None:
    assert sum(map(len, scene.after.values())) - sum(map(len, scene.before.values())) > 3_000
    hits: Counter[str] = Counter()
    planned = scene.course.moments(["b", "c", "", "c", "b", "d"], KILLS // 2, seed=2026)
    more = takewhile(lambda _: not hits["writing: nothing"], scene.course.earlier("b"))
    for moment in chain(planned, more):
        scene.reset()
        marks = scene.course.kill(moment, *scene.arguments)
        phase = PHASES[marks[len(scene.course.marks) - len("bcd") :][-1:]]  # before, a new ledger is made
        possible = {"done": [scene.after], "committing": [scene.before, scene.after]}
        state = scene.state()
        assert state in possible.get(phase, [scene.before]), f"killed while {phase}, {moment}"
        hits[f"{phase}: {'the whole run' if state == scene.after else 'nothing'}"] += 1
        scene.load()
        assert scene.state() == scene.after, f"repeated after being killed while {phase}, {moment}"
    print(dict(sorted(hits.items())))  # noqa: T201 - pytest -rP shows it
    assert hits["writing: nothing"], "no kill hit the run while it was writing"


@pytest.mark.parametrize("mark", ["b", "c", "d"])
def test_a_run_is_there_from_the_moment_it_is_committed(scene: Scene, mark: str) -> None:
    scene.reset()
    with running(*scene.arguments, die_at=mark) as process:
        code, errors = process.end()
    assert code == -signal.SIGKILL, errors
    kept = mark == "d" and scene.before  # the first transaction of a new ledger only makes its tables
    assert scene.state() == (scene.after if kept else scene.before)
