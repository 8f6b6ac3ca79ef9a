"""Files are written whole or not at all, and only where a file may stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.files import code_of, written_whole


def test_a_file_stands_there_when_all_of_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("before")
    with pytest.raises(UnicodeEncodeError), written_whole(file) as part:
        part.write("half of it, and then what no file can hold: \udcff")
    assert file.read_text() == "before"
    with written_whole(file) as part:
        part.write("after")
        assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert file.read_text() == "after"


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.html"
    link.symlink_to(tmp_path / "folder" / "page.html")
    with written_whole(link) as part:
        part.write("text")
    assert link.is_symlink()
    assert (tmp_path / "folder" / "page.html").read_text() == "text"


def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="no ordinary file"), written_whole(tmp_path / "pipe"):
        pass
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    for path, says in ((tmp_path, "is a folder"), (tmp_path / "none" / "x", "There is no folder")):
        with pytest.raises(UsageError, match=says), written_whole(path):
            pass


def test_what_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="too long"), written_whole(tmp_path / ("x" * 250)):
        pass


def test_what_a_killed_process_left_is_removed_and_what_another_writes_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, others = (tmp_path / f".x.html.{number}.kg-part" for number in (ended.pid, os.getppid()))
    strange = tmp_path / f".film.{ended.pid}.part"
    for path in (left, others, strange):
        path.write_text("half of it")
    with written_whole(tmp_path / "page.html") as part:
        part.write("text")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [others.name, strange.name, "page.html"]
    )


def test_code_is_told_from_other_code_by_every_module_and_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "names" / "id").mkdir(parents=True)
    for name in ("names/keys.py", "names/id/titles.yaml", "names/id/notes.md", "statements.py", "clock.py"):
        (tmp_path / name).write_text("as it was")
    monkeypatch.setattr("kg.files.__file__", str(tmp_path / "files.py"))
    seen = [code_of.__wrapped__("names", "statements")]
    for name in ("names/keys.py", "names/id/titles.yaml", "statements.py"):
        (tmp_path / name).write_text("otherwise")
        seen.append(code_of.__wrapped__("names", "statements"))
    assert len(set(seen)) == len(seen)
    for name in ("names/id/notes.md", "clock.py"):
        (tmp_path / name).write_text("otherwise")
        assert code_of.__wrapped__("names", "statements") == seen[-1], name
