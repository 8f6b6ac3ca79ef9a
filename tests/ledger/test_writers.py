"""One writes at a time, and everybody else can read meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import kg
from kg.errors import LedgerBusy
from kg.ledger import Ledger, sqlite
from tests.ledger.killing import ROOT
from tests.ledger.samples import dump, fill, load, said, values

#: Seconds within which the second writer must be told. Who waits for the other in earnest waits longer.
AT_ONCE = sqlite._READER_PATIENCE_MS / 1000 * 0.8


@contextmanager
def script(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs some Python; it waits for lines of ours, and we read its own."""
    command = [sys.executable, "-c", code, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = process.stdout.readline().strip()
    if not found:
        assert process.stderr is not None
        pytest.fail(process.stderr.read())
    return found


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


WRITE = """
import sys
from pathlib import Path
from kg.ledger import Ledger
from tests.ledger.samples import said
with Ledger.open(Path(sys.argv[1])).run() as run:
    run.replace("b.jsonl", "", said("three", dataset="b.jsonl"))
    print("written", flush=True)
    input()
print("kept", flush=True)
"""


def test_the_second_writer_is_told_at_once_and_by_name_of_the_file(tmp_path: Path) -> None:
    ledger = fill(tmp_path / "ledger.sqlite")
    with script(WRITE, str(ledger.address)) as other:
        assert line(other) == "written"
        for second in (ledger, Ledger.open(ledger.address, create=True)):
            start = time.perf_counter()
            with pytest.raises(LedgerBusy) as caught:
                load(second, {"a.jsonl": ["four"]})
            assert time.perf_counter() - start < AT_ONCE
            assert f"{ledger.address}: another kg is writing" in str(caught.value)
        go(other)
        assert line(other) == "kept"
    load(ledger, {"a.jsonl": ["four"]})
    assert values(ledger) == {("a.jsonl", "four"), ("b.jsonl", "three")}


def test_a_second_load_and_a_build_are_refused_while_somebody_loads(tmp_path: Path) -> None:
    with kg.open(tmp_path) as workspace:
        workspace.load_bundled()
        before = dump(workspace.ledger.address)
        with script(WRITE, str(workspace.ledger.address)) as other:
            assert line(other) == "written"
            with pytest.raises(LedgerBusy):
                workspace.load_bundled(strict=True)
            with pytest.raises(LedgerBusy):
                workspace.build()
            assert not workspace.project.graph_path.exists()
            assert dump(workspace.ledger.address) == before


def test_readers_see_the_old_state_until_a_run_is_kept_and_do_not_wait(tmp_path: Path) -> None:
    ledger = fill(tmp_path / "ledger.sqlite")
    old, new = values(ledger), values(ledger) | {("b.jsonl", "three")}
    with script(WRITE, str(ledger.address)) as other:
        assert line(other) == "written"
        start = time.perf_counter()
        assert values(ledger) == old
        assert values(Ledger.open(ledger.address)) == old
        assert time.perf_counter() - start < AT_ONCE
        with ledger.reading() as connection:
            count = "SELECT count(*) FROM statements"
            assert connection.exec_driver_sql(count).scalar() == 2
            go(other)
            assert line(other) == "kept"  # the writer does not wait for readers either
            assert connection.exec_driver_sql(count).scalar() == 2, "a transaction sees one state"
        assert values(ledger) == new


def test_a_run_that_was_stopped_lets_the_next_one_write(tmp_path: Path) -> None:
    ledger = fill(tmp_path / "ledger.sqlite")
    with pytest.raises(KeyboardInterrupt), ledger.run() as run:  # noqa: PT012 - the user stops it
        run.replace("b.jsonl", "", said("three", dataset="b.jsonl"))
        raise KeyboardInterrupt
    load(Ledger.open(ledger.address), {"c.jsonl": ["five"]})
    load(ledger, {"d.jsonl": ["six"]})
    assert {name for name, _ in values(ledger)} == {"a.jsonl", "c.jsonl", "d.jsonl"}


READ = """
import sys, threading
from pathlib import Path
from kg.ledger import Ledger
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), ended.set()), daemon=True).start()
print("reading", flush=True)
while not ended.is_set():
    Ledger.open(Path(sys.argv[1])).sources()
"""


def test_readers_that_come_and_go_never_disturb_a_writer(tmp_path: Path) -> None:
    """The last of them to leave clears up SQLite's log, for which it locks the file for a moment."""
    ledger = fill(tmp_path / "ledger.sqlite")
    with script(READ, str(ledger.address)) as one, script(READ, str(ledger.address)) as two:
        assert line(one) == line(two) == "reading"
        for run in range(50):
            load(Ledger.open(ledger.address), {"b.jsonl": [str(run)]})
        for process in (one, two):
            _, told = process.communicate("\n", timeout=60)
            assert (process.returncode, told) == (0, "")


CREATE = """
import sys
from pathlib import Path
from kg.errors import LedgerBusy
from kg.ledger import Ledger
from tests.ledger.samples import said
print("ready", flush=True)
for path in map(str.strip, sys.stdin):
    try:
        print(Ledger.open(Path(path), create=True).name, flush=True)
    except LedgerBusy:
        print("busy", flush=True)
"""


def test_processes_that_make_the_ledger_at_the_same_moment_make_one(tmp_path: Path) -> None:
    with script(CREATE) as one, script(CREATE) as two:
        assert line(one) == line(two) == "ready"
        for number in range(25):
            path = tmp_path / str(number) / "ledger.sqlite"
            for process in (one, two):
                assert process.stdin is not None
                process.stdin.write(f"{path}\n")
                process.stdin.flush()
            answers = {line(one), line(two)} - {"busy"}
            assert answers == {Ledger.open(path).name}
