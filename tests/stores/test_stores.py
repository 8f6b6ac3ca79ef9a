"""Every store against the contract, and what is particular to the one in a file.

Another store joins with a subclass, marked when it needs a server that may not be there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import kglite
import pytest

from kg.errors import StoreError
from kg.stores import Store, Version
from kg.stores.kglite_store import KgliteStore
from kg.stores.memory import MemoryStore
from kg.stores.neo4j_store import Neo4jStore
from tests.servers_neo4j import empty, require_neo4j
from tests.stores.contract import AnyStore, Backend, LastingStore, ReadingStore
from tests.stores.samples import LEDGER, filled, held, increment, node, ontology


class TestMemoryStore(AnyStore):
    """The oracle itself."""

    @pytest.fixture
    def backend(self) -> Backend:
        return MemoryStore

    @pytest.fixture
    def backends(self) -> Callable[[], Store]:
        return MemoryStore


class TestKgliteInMemory(ReadingStore):
    """The embedded store without a file."""

    @pytest.fixture
    def backend(self) -> Backend:
        return lambda: KgliteStore(None, ontology())

    @pytest.fixture
    def backends(self) -> Callable[[], Store]:
        return lambda: KgliteStore(None, ontology())


class TestKgliteInAFile(ReadingStore, LastingStore):
    """The embedded store as projects have it."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "a folder" / "graph.kgl"

    @pytest.fixture
    def backend(self, path: Path) -> Backend:
        return lambda: KgliteStore(path, ontology())

    @pytest.fixture
    def backends(self, tmp_path: Path) -> Callable[[], Store]:
        number = count()
        return lambda: KgliteStore(tmp_path / f"{next(number)}.kgl", ontology())

    def test_without_a_file_reading_says_how_to_make_one(self, backend: Backend) -> None:
        with pytest.raises(StoreError, match="kg build"):
            backend().read("RETURN 1 AS a")

    @pytest.mark.parametrize("lost", ["graph.json", "graph.kgl"])
    def test_an_interrupted_store_says_that_it_must_be_filled_again(
        self, backend: Backend, path: Path, lost: str
    ) -> None:
        filled(backend()).close()
        (path.parent / lost).unlink()
        store = backend()
        assert store.version() is None
        assert len(held(filled(store).snapshot())) == 9
        store.close()
        assert backend().version() == Version(LEDGER, "1")

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"ledger": "x"}', '{"build": "x"}'])
    def test_a_version_that_cannot_be_read_is_none(self, backend: Backend, path: Path, text: str) -> None:
        filled(backend()).close()
        path.with_suffix(".json").write_text(text, "utf-8")
        assert backend().version() is None

    def test_clearing_leaves_no_file(self, backend: Backend, path: Path) -> None:
        store = filled(backend())
        store.apply(increment([node("person-3")]), LEDGER)
        store.clear()
        left = {file.name for file in path.parent.iterdir() if ".lock" not in file.name}
        assert left == set(), "but for the engine's lock"

    def test_what_was_not_folded_in_is_taken_from_the_log(self, backend: Backend, path: Path) -> None:
        filled(backend()).close()
        _run(f"{_OPEN}; store.apply(increment([node('person-3')]), LEDGER); os._exit(0)", path)
        store = backend()
        assert store.version() == Version(LEDGER, "2")
        assert "person-3" in held(store.snapshot())
        store.close()

    @pytest.mark.parametrize("cut", [0, 10, -20])
    def test_a_damaged_file_is_named_with_the_way_out(self, backend: Backend, path: Path, cut: int) -> None:
        filled(backend()).close()
        path.write_bytes(path.read_bytes()[:cut])
        for use in (
            lambda store: store.read("MATCH (n) RETURN count(n) AS number"),
            lambda store: list(store.snapshot()),
            lambda store: store.schema(),
            lambda store: store.apply(increment([node("person-3")]), LEDGER),
        ):
            with pytest.raises(StoreError, match=r"graph\.kgl.*kg build --rebuild"):
                use(backend())
        store = filled(backend())
        assert len(held(store.snapshot())) == 9
        store.close()

    def test_a_file_that_is_no_graph_is_named(self, backend: Backend, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("not a graph", "utf-8")
        path.with_suffix(".json").write_text(json.dumps({"ledger": LEDGER, "build": "1"}), "utf-8")
        with pytest.raises(StoreError, match=r"graph\.kgl"):
            backend().read("RETURN 1 AS a")

    def test_any_number_can_read_what_increments_have_left(self, backend: Backend, path: Path) -> None:
        filled(backend()).close()
        writer = backend()
        writer.apply(increment([node("person-3")], gone_edges=[("signed-1", "SIGNED")]), LEDGER)
        writer.close()
        first, second = backend(), backend()
        assert len(held(first.snapshot())) == len(held(second.snapshot())) == 9
        _run(f"{_OPEN}; assert len(list(store.snapshot())) == 9", path)
        writer.apply(increment([node("person-4")], build="3"), LEDGER)  # readers do not keep writers waiting
        writer.close()
        assert len(held(first.snapshot())) == 9
        third = backend()
        assert len(held(third.snapshot())) == 10
        for store in (first, second, third):
            store.close()

    def test_a_second_writer_is_refused_at_once(self, backend: Backend, path: Path) -> None:
        filled(backend()).close()
        with _other(f"{_OPEN}; store.apply(increment([node('person-3')]), LEDGER); {_WAIT}", path) as other:
            with pytest.raises(StoreError, match="another kg is writing"):
                backend().apply(increment([node("person-4")]), LEDGER)
            other.communicate("\n", timeout=60)
        store = backend()
        store.apply(increment([node("person-4")], build="3"), LEDGER)
        assert {"person-3", "person-4"} <= held(store.snapshot()).keys()
        store.close()

    def test_others_read_the_former_graph_until_a_new_one_is_whole(
        self, backend: Backend, path: Path
    ) -> None:
        filled(backend()).close()
        with _other(_READ_ON, path) as other:
            for _ in range(30):
                filled(backend()).close()
            told, _ = other.communicate("\n", timeout=60)
        assert told == "none failed\n"

    def test_a_complete_build_that_is_refused_leaves_the_graph(self, backend: Backend, path: Path) -> None:
        filled(backend()).close()
        with _other(f"{_OPEN}; store.apply(increment([node('person-3')]), LEDGER); {_WAIT}", path) as other:
            with pytest.raises(StoreError, match="another kg is writing"):
                filled(backend())
            other.communicate("\n", timeout=60)
        store = backend()
        assert store.version() == Version(LEDGER, "2")
        assert len(held(store.snapshot())) == 10
        store.close()

    def test_a_file_that_is_replaced_while_it_is_read_is_read_again(
        self, backend: Backend, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(backend()).close()
        load, failures = kglite.load, [kglite.FileIoError("graph path changed while it was loading")]

        def fail_once(path: str) -> kglite.KnowledgeGraph:
            if failures:
                raise failures.pop()
            return load(path)

        monkeypatch.setattr(kglite, "load", fail_once)
        assert len(held(backend().snapshot())) == 9
        assert not failures


_OPEN = "store = KgliteStore(Path(PATH), ontology())"
_WAIT = "print('ready', flush=True); sys.stdin.readline(); store.close()"
#: Reads until it is told to end, and says whether that ever failed.
_READ_ON = """
import threading
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), ended.set()), daemon=True).start()
print('ready', flush=True)
failed = set()
while not ended.is_set():
    try:
        assert len(list(KgliteStore(Path(PATH), ontology()).snapshot())) == 9
    except Exception as error:
        failed.add(str(error))
print(failed or 'none failed')
"""


def _code(script: str, path: Path) -> str:
    return "\n".join(
        (
            "import os, sys",
            "from pathlib import Path",
            f"sys.path.insert(0, {str(Path(__file__).parents[2])!r})",
            "from kg.stores.kglite_store import KgliteStore",
            "from tests.stores.samples import LEDGER, increment, node, ontology",
            f"PATH = {str(path)!r}",
            script,
        )
    )


@contextmanager
def _other(script: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that says when it is ready, and goes on until a line is sent to it."""
    command, piped = [sys.executable, "-c", _code(script, path)], subprocess.PIPE
    with subprocess.Popen(command, stdin=piped, stdout=piped, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        yield other


def _run(script: str, path: Path) -> None:
    subprocess.run([sys.executable, "-c", _code(script, path)], check=True, timeout=60)


@pytest.mark.neo4j
class TestNeo4j(ReadingStore, LastingStore):
    """The graph on a server."""

    # The server looks at the clock within what ends KGLite, and has to be given more.
    busy = ReadingStore.busy.replace("3000", "40000")

    @pytest.fixture(autouse=True)
    def server(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        """The server, empty but for the constraints that earlier tests have left."""
        given = require_neo4j()
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        empty(given)
        return given

    @pytest.fixture
    def backend(self, server: dict[str, str]) -> Backend:
        return lambda: Neo4jStore(server["KG_NEO4J_URI"], ontology())

    @pytest.fixture
    def backends(self, backend: Backend) -> Callable[[], Store]:
        return backend
