"""A ledger moves from a file to a server and back, and nothing of it is lost or changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import cli
from kg.errors import UsageError
from kg.graph import Edge, Node
from kg.ledger import Ledger, copy_ledger
from kg.project import LEDGER_VARIABLE, builtin
from kg.statements import Issue, Said, Source, SourceText
from tests.ledger.conftest import NewAddress
from tests.ledger.samples import PAGE, dump_through, fill, load, statement

pytestmark = pytest.mark.postgres


def lived_in(address: Path | str) -> Ledger:
    """A ledger with something in every table."""
    ledger = fill(address)
    load(ledger, {"a.jsonl": ["two", "three"], "b.jsonl": ["Šiauliai", "\t'\\N", "\U0001f468"]})
    with ledger.run() as run:
        run.set_issues("b.jsonl", [Issue("b.jsonl", "b.jsonl", 7, None, "is empty", "write a name")])
    with ledger.run() as run:
        texts = [
            SourceText(PAGE, f"Berita\t\\N {number}", "a.zip!/a.html", "html", "0" * 64)
            for number in range(120)
        ]
        run.replace("texts", "", [Said([], [Source(PAGE)], tuple(texts))])
    first = ledger.judge("same", "x", "y", who="Siti Contoh")
    ledger.withdraw(first, who="Siti Contoh", why="another birthday")
    ledger.judge("rejected", statement("two", record="two").id, who="Siti Contoh")
    return ledger


def everything(ledger: Ledger) -> object:
    return dump_through(ledger, unsteady=True)


def test_a_copy_has_the_same_rows_there_and_back(tmp_path: Path, database: str) -> None:
    original = lived_in(tmp_path / "ledger.sqlite")
    there, back = Ledger.open(database, create=True), Ledger.open(tmp_path / "back.sqlite", create=True)
    seen: list[int] = []
    counts = copy_ledger(original, there, seen.append)
    assert sum(counts.values()) + 3 == seen[-1], "three rows say what the ledger is"
    assert counts["statements"] == 6
    assert counts["texts"] == counts["source_texts"] == 120
    copy_ledger(there, back)
    assert everything(original) == everything(there) == everything(back)
    assert original.name == there.name == back.name


def test_a_copy_goes_on_from_where_the_original_was(tmp_path: Path, database: str) -> None:
    original, copy = lived_in(tmp_path / "ledger.sqlite"), Ledger.open(database, create=True)
    copy_ledger(original, copy)
    last = original.last_run()
    for ledger in (original, copy):
        load(ledger, {"c.jsonl": ["four"], "a.jsonl": ["one"]})
        ledger.judge("unsure", "x", "z", who="Siti Contoh")
        assert ledger.last_run() == last + 2
    assert dump_through(original) == dump_through(copy)


def test_a_place_with_something_in_it_is_refused_and_stays_as_it_is(new_address: NewAddress) -> None:
    original, taken = lived_in(new_address()), fill(new_address())
    before = everything(taken)
    with pytest.raises(UsageError, match="there is something in this ledger already"):
        copy_ledger(original, taken)
    assert everything(taken) == before


def test_a_copy_that_is_stopped_has_not_happened(tmp_path: Path, database: str) -> None:
    original, copy = lived_in(tmp_path / "ledger.sqlite"), Ledger.open(database, create=True)
    before = everything(copy)

    def stop(copied: int) -> None:
        if copied > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_ledger(original, copy, stop)
    assert everything(copy) == before
    copy_ledger(original, copy)
    assert everything(copy) == everything(original)


def graph_of(folder: Path) -> tuple[bool, dict[str, Node | Edge]]:
    """Whether a build had something to do, and what it led to."""
    with kg.open(folder) as workspace:
        changed = workspace.build().changed
        return bool(changed), {element.id: element for element in workspace.store.snapshot()}


def test_the_graphs_of_both_are_one_and_what_was_up_to_date_still_is(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [builtin("data") / name for name in ("agreements.jsonl", "offices.jsonl")]
    with kg.open(tmp_path) as workspace:
        workspace.load(files[:1])
        workspace.build()
    done = CliRunner().invoke(cli, ["ledger", "copy", str(tmp_path / ".kg" / "ledger.sqlite"), database])
    assert done.exit_code == 0, done.output
    _, expected = graph_of(tmp_path)
    monkeypatch.setenv(LEDGER_VARIABLE, database)
    assert graph_of(tmp_path) == (False, expected)
    assert graph_of(tmp_path / "another") == (True, expected)
    with kg.open(tmp_path) as workspace:  # and an increment on the one gives what it gives on the other
        workspace.load(files[1:])
    _, on_server = graph_of(tmp_path)
    monkeypatch.delenv(LEDGER_VARIABLE)
    with kg.open(tmp_path) as workspace:
        workspace.load(files[1:])
    assert graph_of(tmp_path)[1] == on_server != expected


def test_where_a_copy_is_can_be_pasted_and_holds_in_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "a.sqlite")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["ledger", "copy", "a.sqlite", "my copy.sqlite"])
    assert f"export KG_LEDGER='{tmp_path / 'my copy.sqlite'}'" in done.output
