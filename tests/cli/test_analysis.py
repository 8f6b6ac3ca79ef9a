"""`kg brokers`, `kg communities` and `kg path --ways`, on the bundled data."""

from __future__ import annotations

import csv
import json

import pytest

from kg.cli.main import main
from kg.workspace import Workspace


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for every line of a table."""
    monkeypatch.setenv("COLUMNS", "200")


def run(workspace: Workspace, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """What a command prints, and what it says on standard error."""
    code = main(["--project", str(workspace.project.root), *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out, printed.err


def test_brokers_are_a_table_with_sources_counts_and_what_was_cut_off(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, _ = run(bundled, capsys, "brokers", "--limit", "3", "--format", "table")
    assert shown.startswith("Who connects others\n")
    assert "Mokhammad Najih" in shown.splitlines()[3]
    assert "Ketua, Ombudsman Republik Indonesia" in shown
    assert "\n[1] " in shown
    assert "Only the first 3 rows; --limit gives more." in shown
    assert "171 people at 67 occasions" in shown
    without, _ = run(bundled, capsys, "brokers", "--limit", "3", "--format", "table", "--no-links")
    assert "\n[1] " not in without


def test_in_a_pipe_brokers_are_json_and_remarks_stand_beside(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, said = run(bundled, capsys, "brokers")
    rows = json.loads(shown)
    assert len(rows) == 10
    assert rows[0]["person"] == "Mokhammad Najih"
    assert all(source["id"] for row in rows for source in row["sources"])
    assert "171 people at 67 occasions" in said


def test_communities_name_some_members_in_a_table_and_all_in_csv(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, _ = run(bundled, capsys, "communities", "--limit", "1", "--format", "table")
    assert "31 more" in shown
    assert "modularity" in shown
    rows = list(csv.DictReader(run(bundled, capsys, "communities", "--format", "csv")[0].splitlines()))
    assert len(rows) == 20
    assert len(rows[0]["names"].split("; ")) == int(rows[0]["people"]) == 39


def test_a_seed_gives_the_same_communities_again(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [run(bundled, capsys, "communities", "--seed", "5") for _ in range(2)]
    assert answers[0] == answers[1]
    assert "seed 5" in answers[0][1]


def test_several_ways_are_numbered_and_begin_with_the_one_that_path_shows(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = ("path", "Fahmi Fadli", "Nurochman")
    one = json.loads(run(bundled, capsys, *ends)[0])
    several = json.loads(run(bundled, capsys, *ends, "--ways", "3")[0])
    assert "way" not in one[0]
    assert {hop["way"] for hop in several} == {1, 2, 3}
    assert [{"way": 1, **hop} for hop in one] == [hop for hop in several if hop["way"] == 1]
    assert all(hop["sources"] for hop in several)


def test_it_is_said_when_there_are_fewer_ways_than_asked_for(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown, said = run(bundled, capsys, "path", "Agus Priyadi", "Heri Husodo", "--ways", "20")
    found = {hop["way"] for hop in json.loads(shown)}
    assert len(found) < 20
    assert f"Ways asked for: 20; within reach there are {len(found)}." in said


def test_no_way_is_an_error_however_many_are_asked_for(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["path", "Sutarmidji", "Mokhammad Najih", "--ways", "2"]
    assert main(["-C", str(bundled.project.root), *asked]) == 2
    assert "--through 'Ombudsman Republik Indonesia'" in capsys.readouterr().err
