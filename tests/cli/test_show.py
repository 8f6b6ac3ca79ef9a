from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.cli.main import main
from kg.workspace import Workspace
from tests.cli.records import AGREEMENT, agreement, write_lines


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for every line of a table."""
    monkeypatch.setenv("COLUMNS", "200")


def run(workspace: Workspace, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints that is run in the project of the bundled data."""
    code = main(["--project", str(workspace.project.root), *arguments])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def test_show_gives_facts_connections_and_numbered_sources(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(bundled, capsys, "show", "Fahmi Fadli", "--format", "table")
    assert shown.startswith("Fahmi Fadli (Person, Official)\n")
    assert re.search(r"holds office at +Pemerintah Kabupaten Paser +2024-09-03 +Bupati +\[1\]", shown)
    assert re.search(r"signed +MoU Ombudsman RI - Pemkab Paser, 2024-09-03 +2024-09-03 +Bupati,", shown)
    assert "\n[1] MCKabPaser" in shown


def test_what_was_only_announced_is_not_told_as_if_it_had_been_made(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = "Komitmen Ombudsman RI Sulawesi Barat - Pemkab Mamasa, 2019-03-08"
    shown = run(bundled, capsys, "show", "Pemkab Mamasa", "--format", "table")
    assert re.search(rf"is a party to +{plan} +2019-03-08 +announced +\[2\]", shown)
    way = json.loads(run(bundled, capsys, "path", "Pemkab Mamasa", plan))
    assert [hop["connection"] for hop in way] == ["is a party to (announced)"]
    made = json.loads(
        run(bundled, capsys, "path", "Pemkab Paser", "MoU Ombudsman RI - Pemkab Paser, 2024-09-03")
    )
    assert [hop["connection"] for hop in made] == ["is a party to"]


def test_show_tells_of_an_agreement_who_stood_in_there_for_whom(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = "MoU Ombudsman RI - Pemkab Banyumas, 2023-05-26"
    shown = run(bundled, capsys, "show", signed, "--format", "table")
    assert re.search(r"\nRobert Na Endi Jaweng stood in for +Mokhammad Najih +\[1\]", shown)
    [found] = json.loads(run(bundled, capsys, "show", signed))
    [between] = found["between"]
    assert (between["one"]["name"], between["verb"]) == ("Robert Na Endi Jaweng", "stood in for")
    assert between["properties"]["sources"][0] in found["sources"]


def test_show_tells_of_conflicts_which_source_says_otherwise(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run(bundled, capsys, "show", "MoU Ombudsman RI - Polri, 2014-09-09"))[0]
    (conflict,) = found["conflicts"]
    assert (conflict["property"], conflict["value"]) == ("term_years", "5")
    dissenter = found["sources"][conflict["source"]]
    shown = run(bundled, capsys, "show", "MoU Ombudsman RI - Polri, 2014-09-09", "--format", "table")
    numbers = re.search(r"\nTerm in years +3 +\[(.+)\] +5 +\[(\d)\]\n", shown)
    assert numbers is not None
    assert numbers[2] not in numbers[1]
    assert f"\n[{numbers[2]}] {dissenter['outlet']}" in shown
    assert "one or more of these sources" in shown


def test_show_lists_every_statement_when_asked(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(run(bundled, capsys, "show", "Fahmi Fadli", "--format", "json"))[0]
    rows = list(csv.DictReader(run(bundled, capsys, "show", "Fahmi Fadli", "--format", "csv").splitlines()))
    ids = [statement["id"] for statement in found["statements"]]
    assert [row["id"] for row in rows] == ids
    assert {row["method"].split("/")[0] for row in rows} >= {"agreements", "offices"}
    shown = run(bundled, capsys, "show", "Fahmi Fadli", "--statements", "--format", "md")
    assert [id for id in ids if id not in shown] == []


def test_every_statement_edge_and_conflict_leads_to_a_source(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Mokhammad Najih", "Pemerintah Kabupaten Solok", "Pemprov Bali, 2022"):
        found = json.loads(run(bundled, capsys, "show", name))[0]
        cited = [source for statement in found["statements"] for source in statement["cites"]]
        cited += [source for edge in found["edges"] for source in edge["properties"]["sources"]]
        cited += [conflict["source"] for conflict in found["conflicts"]]
        assert cited
        assert set(cited) <= found["sources"].keys()


def test_every_fact_is_supported(bundled: Workspace) -> None:
    names = [
        "Mokhammad Najih",
        "Kabupaten Paser",
        "MoU Ombudsman RI - Polri, 2014-09-09",
        "Pemprov Bali, 2022",
    ]
    for name in names:
        facts = bundled.entity(name).facts
        assert facts
        assert [fact.property.name for fact in facts if not fact.sources] == []


def test_many_connections_are_cut_short_unless_all_are_asked_for(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "Mokhammad Najih"
    short = run(bundled, capsys, "show", name, "--format", "table")
    full = run(bundled, capsys, "show", name, "--all", "--format", "table")
    assert "(--all" in short
    assert "(--all" not in full
    assert len(full) > len(short)


def test_a_name_that_fits_several_is_told_apart_by_its_concept(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(bundled.project.root), "show", "Paser"]) == 0
    capsys.readouterr()
    assert main(["-C", str(bundled.project.root), "show", "Fahmi"]) == 2
    assert "'Fahmi Fadli'" in capsys.readouterr().err
    found = json.loads(run(bundled, capsys, "show", "Universitas Nuku", "--concept", "Institution"))
    assert found[0]["labels"] == ["Institution"]
    assert main(["-C", str(bundled.project.root), "show", "Universitas Nuku", "--concept", "Persn"]) == 2
    assert "Did you mean 'Person'" in capsys.readouterr().err


def test_path_goes_hop_by_hop_and_cites_each(bundled: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    hops: list[dict[str, Any]] = json.loads(run(bundled, capsys, "path", "Fahmi Fadli", "Nurochman"))
    assert [hop["connection"] for hop in hops] == ["signed", "was attended by", "signed", "was signed by"]
    assert hops[1]["to"] == "Mokhammad Najih"
    assert all(before["to"] == after["from"] for before, after in pairwise(hops))
    assert all(hop["sources"] for hop in hops)
    assert hops[0]["sources"][0]["outlet"] == "MCKabPaser"
    shown = run(bundled, capsys, "path", "Fahmi Fadli", "Nurochman", "--format", "table")
    assert "Not gone through, since everything hangs on it: Ombudsman Republik Indonesia." in shown
    assert "\n[1] MCKabPaser" in shown


def test_path_gives_sources_in_csv_as_questions_do(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    ways: list[dict[str, Any]] = json.loads(run(bundled, capsys, "path", "Fahmi Fadli", "Nurochman"))
    table = run(bundled, capsys, "path", "Fahmi Fadli", "Nurochman", "--format", "csv")
    for row, way in zip(csv.DictReader(table.splitlines()), ways, strict=True):
        told = [" ".join(filter(None, (each["outlet"], each.get("url")))) for each in way["sources"]]
        assert row["sources"] == "; ".join(told)


def test_path_avoids_what_it_is_told_to(bundled: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["path", "Fahmi Fadli", "Nurochman", "--avoid", "Mokhammad Najih"]
    code = main(["--project", str(bundled.project.root), *asked])
    printed = capsys.readouterr()
    assert code == 2
    assert "No way" in printed.err
    assert "--through 'Ombudsman Republik Indonesia'" in printed.err
    through = run(bundled, capsys, *asked, "--through", "Ombudsman Republik Indonesia")
    names = [hop["to"] for hop in json.loads(through)]
    assert "Ombudsman Republik Indonesia" in names
    assert "Mokhammad Najih" not in names


def test_path_between_one_and_the_same_is_refused(
    bundled: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(bundled.project.root), "path", "Fahmi Fadli", "dr. Fahmi Fadli"]) == 2
    assert "one and the same" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command",
    [
        ["show", "Rahmat Contoh"],
        ["query", "run", "person-history", "Rahmat Contoh"],
        ["cypher", "MATCH (p:Person) RETURN p.name ORDER BY p.name, p.id"],
        ["view", "Rahmat Contoh", "-o", "page.html", "--force"],
    ],
    ids=lambda command: command[0],
)
def test_it_is_said_when_records_were_loaded_that_the_graph_does_not_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    main(["build"])
    main(command)
    assert "`kg build`" not in capsys.readouterr().err.partition("made.")[2]
    main(["load", str(write_lines(tmp_path / "more.jsonl", [agreement(id="invented-2")]))])
    capsys.readouterr()
    assert main(command) == 0
    assert "`kg build` takes them in" in capsys.readouterr().err


def test_cypher_needs_a_graph_and_no_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    main(["build"])
    (tmp_path / ".kg" / "ledger.sqlite").unlink()
    assert main(["cypher", "MATCH (p:Person) RETURN p.name ORDER BY p.name, p.id"]) == 0


def test_a_graph_that_was_not_built_yet_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["show", "Rahmat Contoh"]) == 1
    assert "kg load --bundled" in capsys.readouterr().err
    main(["load", str(write_lines(tmp_path / "mine.jsonl", [AGREEMENT]))])
    capsys.readouterr()
    assert main(["show", "Rahmat Contoh"]) == 1
    assert "kg build" in capsys.readouterr().err
