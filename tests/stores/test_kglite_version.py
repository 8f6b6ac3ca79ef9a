"""The file that says which build a KGLite graph holds, as several processes see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.stores import Version
from kg.stores.kglite_version import VersionFile


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.kgl"
    path.touch()
    return path


def test_what_another_process_writes_is_seen_at_once(graph: Path) -> None:
    ours, theirs = VersionFile(graph), VersionFile(graph)
    for build in ("1", "2", "2", "3"):  # of one length each, and written within a moment
        theirs.write(Version("ledger", build))
        assert ours.read() == ours.read() == Version("ledger", build)
    theirs.remove()
    assert ours.read() is None
    theirs.write(Version("ledger", "3"))
    assert ours.read() == Version("ledger", "3")


def test_without_the_graph_or_its_file_there_is_no_version(graph: Path) -> None:
    file = VersionFile(graph)
    assert file.read() is None
    file.write(Version("ledger", "1"))
    graph.unlink()
    assert file.read() is None
    graph.touch()
    assert file.read() == Version("ledger", "1")


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"ledger": "a"}', "\x00"])
def test_a_file_that_nobody_can_read_says_nothing_and_can_be_written_anew(graph: Path, content: str) -> None:
    file = VersionFile(graph)
    file.write(Version("ledger", "1"))
    assert file.read() == Version("ledger", "1")
    graph.with_suffix(".json").write_text(content, "utf-8")
    assert file.read() is None
    file.write(Version("ledger", "2"))
    assert file.read() == Version("ledger", "2")
