"""Disks that are full, files and folders that may not be written or read."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import kg
from kg.errors import LedgerError
from kg.ledger import Ledger
from kg.project import builtin
from tests.ledger.killing import ROOT
from tests.ledger.samples import bytes_in, dump, fill, is_sound, load, said, values
from tests.ledger.test_versions import as_version_1

OLD = {("a.jsonl", "one"), ("a.jsonl", "two")}
MANY = [f"{number:06}" for number in range(6_000)]  # a megabyte of statements
NEW = OLD | {("b.jsonl", value) for value in MANY}


LIMITED = """
import resource, sys
from kg.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("limit", [0, 100_000, 2_000_000])
@pytest.mark.parametrize("new", [True, False], ids=["new ledger", "existing ledger"])
def test_a_load_that_finds_no_space_changes_nothing(tmp_path: Path, limit: int, new: bool) -> None:
    before = {}
    with kg.open(tmp_path) as workspace:
        path = workspace.project.ledger_path
        if not new:
            workspace.load([builtin("data") / "regions.csv"])
            before = dump(path)
    file = builtin("data") / "offices.jsonl"
    command = [sys.executable, "-c", LIMITED, str(limit), "-C", str(tmp_path), "load", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert "disk" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert "Traceback" not in done.stderr
    found = {table: rows for table, rows in dump(path).items() if rows}
    assert found == {table: rows for table, rows in before.items() if rows}
    with kg.open(tmp_path) as workspace:  # and the next one works
        assert workspace.load([file])[-1].records > 400
    assert is_sound(path)


@contextmanager
def disk_of(size: int, folder: Path) -> Iterator[Path]:
    """A file system of so many bytes."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root on Linux can mount a small disk; the test above runs into a limit instead")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fits(ledger: Ledger) -> bool:
    """Load many statements; whether there was room for them."""
    try:
        load(ledger, {"b.jsonl": MANY})
    except LedgerError as error:
        if "the disk is full. Nothing was changed" not in str(error):
            raise
        return False
    finally:
        ledger.engine.dispose()
    return True


def test_on_a_disk_of_any_size_a_run_is_there_or_not_and_the_ledger_stays_sound(tmp_path: Path) -> None:
    """Also where there is room for SQLite's log but none for what is to move from it into the file."""
    went: list[bool] = []
    for size in range(500_000, 3_200_000, 300_000):
        with disk_of(size, tmp_path / str(size)) as disk:
            ledger = fill(disk / "ledger.sqlite")
            went.append(fits(ledger))
            assert values(Ledger.open(ledger.address)) == (NEW if went[-1] else OLD)
            copy = shutil.copytree(disk, tmp_path / f"{size}-copy")
        assert is_sound(copy / "ledger.sqlite")
        ledger = Ledger.open(copy / "ledger.sqlite")
        load(ledger, {"b.jsonl": MANY})
        assert values(ledger) == NEW
    assert went == sorted(went)
    assert False in went
    assert True in went


# Without permission. Root may write everywhere, so these run as nobody when root runs them.

NOBODY = """
import json, os, sys, tempfile
from pathlib import Path
from kg.errors import LedgerError
from kg.ledger import Ledger
from tests.ledger.samples import fill, load, values

path, actions = Path(sys.argv[1]), sys.argv[2:]
with tempfile.TemporaryDirectory() as folder:  # whatever is imported late is imported now
    load(fill(Path(folder) / "ledger.sqlite"), {"b.jsonl": ["three"]})
    values(Ledger.open(Path(folder) / "ledger.sqlite"))
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
found = []
for action in actions:
    try:
        if action == "read":
            found.append(sorted(map(list, values(Ledger.open(path)))))
        elif action == "write":
            load(Ledger.open(path, create=True), {"b.jsonl": ["three"]})
            found.append("written")
    except LedgerError as error:
        found.append(str(error))
print(json.dumps(found))
"""


def as_nobody(path: Path, *actions: str) -> list[object]:
    """Read and write a ledger as a user who has no special rights: what was read, or the error."""
    command = [sys.executable, "-c", NOBODY, str(path), *actions]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[object] = json.loads(done.stdout)
    return found


AS_READ = sorted(map(list, OLD))


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user can reach, which pytest's own is not; with a ledger in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "state").mkdir()
        fill(folder / "state" / "ledger.sqlite")
        yield folder / "state"
        (folder / "state").chmod(0o755)


@pytest.mark.parametrize(
    ("of_file", "of_folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)], ids=["file", "folder", "both"]
)
def test_what_may_only_be_read_is_read_and_writing_is_refused(
    shared: Path, of_file: int, of_folder: int
) -> None:
    path = shared / "ledger.sqlite"
    path.chmod(of_file)
    before = bytes_in(shared)
    shared.chmod(of_folder)
    read, refusal, again = as_nobody(path, "read", "write", "read")
    assert read == again == AS_READ
    assert str(path) in str(refusal)
    assert "cannot be written" in str(refusal)
    assert "Check the permissions" in str(refusal)
    assert bytes_in(shared) == before


def test_who_may_only_read_sees_what_somebody_else_has_just_written(shared: Path) -> None:
    """It stands in SQLite's log until the last connection closes, which in a notebook takes hours."""
    ledger = Ledger.open(shared / "ledger.sqlite")
    with ledger.reading():
        load(ledger, {"c.jsonl": ["four"]})
        shared.chmod(0o555)
        assert (shared / "ledger.sqlite-wal").stat().st_size > 0
        with ledger.run() as run:
            run.replace("d.jsonl", "", said("five", dataset="d.jsonl"))
            now = [*AS_READ, ["c.jsonl", "four"]]
            assert as_nobody(ledger.address, "read") == [now]
        assert as_nobody(ledger.address, "read") == [[*now, ["d.jsonl", "five"]]]


def test_who_may_only_read_sees_what_a_killed_process_had_written(shared: Path) -> None:
    path = shared / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE statements SET value = 'three' WHERE value = 'two'")
        connection.commit()
        left = {name: content for name, content in bytes_in(shared).items() if name != path.name}
        assert set(left) == {"ledger.sqlite-wal", "ledger.sqlite-shm"}
        left[path.name] = path.read_bytes()
    for name, content in left.items():  # as if it had not closed
        (shared / name).write_bytes(content)
    shared.chmod(0o555)
    assert as_nobody(path, "read") == [[["a.jsonl", "one"], ["a.jsonl", "three"]]]


@pytest.mark.parametrize(("of_file", "of_folder"), [(0o000, 0o777), (0o644, 0o600)], ids=["file", "folder"])
def test_what_may_not_be_read_gives_a_clear_error(shared: Path, of_file: int, of_folder: int) -> None:
    path = shared / "ledger.sqlite"
    path.chmod(of_file)
    shared.chmod(of_folder)
    for error in as_nobody(path, "read", "write"):
        assert str(path) in str(error)
        assert "cannot be" in str(error)
        assert "Check the permissions" in str(error)


def test_where_no_ledger_can_be_made_the_error_says_so(shared: Path) -> None:
    shared.chmod(0o555)
    for path in (shared / "other.sqlite", shared / "further" / "ledger.sqlite"):
        reading, writing = as_nobody(path, "read", "write")
        assert "there is no ledger yet" in str(reading)
        assert f"{path}: cannot be made" in str(writing)


def test_an_older_ledger_that_may_only_be_read_says_who_must_open_it(shared: Path) -> None:
    path = as_version_1(shared / "ledger.sqlite", shared / "older.sqlite")
    path.chmod(0o444)
    shared.chmod(0o555)
    before = bytes_in(shared)
    for error in as_nobody(path, "read", "write"):
        assert f"{path}: made by an older kg (ledger version 1)" in str(error)
        assert "Let somebody who may write it run" in str(error)
    assert bytes_in(shared) == before
