from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.cli.main import main
from tests.cli.records import AGREEMENT, agreement, write_lines


def counts(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, int]:
    capsys.readouterr()
    assert main(["build", "--format", "json", *options]) == 0
    return {row["label"]: row["number"] for row in json.loads(capsys.readouterr().out)}


def test_build_counts_nodes_and_edges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    first = counts(capsys)
    assert (first["Agreement"], first["Person"], first["SIGNED"]) == (1, 1, 1)
    more = [AGREEMENT, agreement(id="invented-2", signed_on="2024-10-01")]
    main(["load", str(write_lines(tmp_path / "mine.jsonl", more))])
    assert counts(capsys)["Agreement"] == 2
    assert main(["build"]) == 0
    assert "The graph was up to date." in capsys.readouterr().err


def test_a_rebuild_gives_the_same_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    before = counts(capsys)
    with kg.open(tmp_path) as workspace:
        elements = sorted(map(repr, workspace.store.snapshot()))
    assert counts(capsys, "--rebuild") == before
    with kg.open(tmp_path) as workspace:
        assert sorted(map(repr, workspace.store.snapshot())) == elements


def test_build_without_a_ledger_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 1
    assert "kg load --bundled" in capsys.readouterr().err
    assert not (tmp_path / ".kg").exists()


def test_the_output_of_a_build_is_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    printed = []
    for _ in range(2):
        capsys.readouterr()
        main(["build", "--rebuild", "--format", "table"])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
