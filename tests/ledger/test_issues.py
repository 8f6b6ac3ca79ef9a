from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.errors import RecordsRefused
from kg.ledger import Ledger
from kg.project import builtin
from kg.statements import Issue
from tests.ledger.samples import dump, fill, said


def issue(line: int, reason: str = "is empty", dataset: str = "a.jsonl") -> Issue:
    return Issue(dataset, dataset, line, "name", reason, "write a name", "{}")


def load_with(ledger: Ledger, *issues: Issue, dataset: str = "a.jsonl") -> None:
    with ledger.run() as run:
        run.replace(dataset, "", said("one", "two", dataset=dataset))
        run.set_issues(dataset, issues)


def test_issues_are_replaced_with_each_load_of_their_dataset(address: Path | str) -> None:
    ledger = fill(address)
    load_with(ledger, issue(9), issue(3))
    load_with(ledger, issue(1, dataset="b.jsonl"), dataset="b.jsonl")
    assert ledger.issues() == [issue(3), issue(9), issue(1, dataset="b.jsonl")]
    load_with(ledger, issue(3, "is too long"))
    assert ledger.issues("a.jsonl") == [issue(3, "is too long")]
    load_with(ledger)
    assert ledger.issues() == [issue(1, dataset="b.jsonl")]


def test_the_same_issues_again_change_nothing_and_others_make_a_run(address: Path | str) -> None:
    ledger = fill(address)
    load_with(ledger, issue(3), issue(9))
    assert ledger.last_run() == 2
    before = dump(ledger.address)
    load_with(ledger, issue(3), issue(9))
    assert dump(ledger.address) == before
    load_with(ledger, issue(9))
    assert ledger.last_run() == 3
    assert {row[2] for row in dump(ledger.address)["issues"]} == {3}, "an issue names a run that is on record"


def test_issues_come_in_the_order_of_the_bytes_of_their_files_whatever_the_language(
    address: Path | str,
) -> None:
    ledger = fill(address)
    names = ["B.jsonl", "a-b.jsonl", "a.jsonl", "ab.jsonl", "\u00e4.jsonl"]
    for name in reversed(names):
        load_with(ledger, issue(1, dataset=name), dataset=name)
    assert [found.file for found in ledger.issues()] == names == sorted(names, key=str.encode)


def test_a_mended_record_takes_its_issue_away(project: Path) -> None:
    good = (builtin("data") / "offices.jsonl").read_text("utf-8").splitlines()[:3]
    bad = json.dumps(json.loads(good[1]) | {"role": None})
    file = project / "offices.jsonl"
    with kg.open(project) as workspace:
        file.write_text("\n".join([good[0], bad, good[2]]), "utf-8")
        workspace.load([file])
        assert [(found.line, found.field) for found in workspace.issues()] == [(2, "role")]
        file.write_text("\n".join(good), "utf-8")
        workspace.load([file])
        assert workspace.issues() == []


def test_a_refused_load_leaves_the_issues_as_they_were(project: Path) -> None:
    good = (builtin("data") / "offices.jsonl").read_text("utf-8").splitlines()[:2]
    file = project / "offices.jsonl"
    with kg.open(project) as workspace:
        file.write_text("\n".join([good[0], "{"]), "utf-8")
        workspace.load([file])
        before = dump(workspace.ledger.address)
        file.write_text("\n".join([good[0], "{", "{"]), "utf-8")
        with pytest.raises(RecordsRefused):
            workspace.load([file], strict=True)
        assert dump(workspace.ledger.address) == before
