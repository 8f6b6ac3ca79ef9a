"""Older and newer ledgers, and files that are none."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import kg
from kg.cli.main import main
from kg.errors import LedgerBusy, LedgerError
from kg.ledger import Ledger, tables
from kg.ledger.tables import changed_sources
from kg.project import builtin
from kg.statements import Issue
from tests.ledger.killing import running
from tests.ledger.samples import bytes_in, dump, fill, load, statement, values

#: What ledgers of version 1 were made of. It stays as it is for good.
VERSION_1 = """
CREATE TABLE meta ("key" VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE runs (
    id INTEGER NOT NULL, kind VARCHAR NOT NULL, started VARCHAR NOT NULL, finished VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE datasets (
    id INTEGER NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, records INTEGER NOT NULL,
    run INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (name)
);
CREATE TABLE statements (
    entity VARCHAR NOT NULL, id VARCHAR NOT NULL, concept VARCHAR NOT NULL, property VARCHAR NOT NULL,
    value VARCHAR NOT NULL, original VARCHAR, cites VARCHAR NOT NULL, quote VARCHAR, span_start INTEGER,
    span_end INTEGER, method VARCHAR NOT NULL, confidence FLOAT NOT NULL, dataset INTEGER NOT NULL,
    first_run INTEGER NOT NULL, changed_run INTEGER NOT NULL, retired_run INTEGER, PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE TABLE sources (
    id VARCHAR NOT NULL, dataset INTEGER NOT NULL, url VARCHAR, outlet VARCHAR, title VARCHAR, author VARCHAR,
    editor VARCHAR, published VARCHAR, language VARCHAR, accessed VARCHAR, changed_run INTEGER NOT NULL,
    retired_run INTEGER, PRIMARY KEY (id, dataset)
) WITHOUT ROWID;
CREATE TABLE judgements (
    id INTEGER NOT NULL, verdict VARCHAR NOT NULL, "left" VARCHAR NOT NULL, "right" VARCHAR,
    who VARCHAR NOT NULL, at VARCHAR NOT NULL, why VARCHAR, run INTEGER NOT NULL, withdraws INTEGER,
    PRIMARY KEY (id)
);
CREATE TABLE issues (
    id INTEGER NOT NULL, dataset VARCHAR NOT NULL, run INTEGER NOT NULL, file VARCHAR NOT NULL, line INTEGER,
    field VARCHAR, reason VARCHAR NOT NULL, remedy VARCHAR NOT NULL, excerpt VARCHAR NOT NULL,
    severity VARCHAR NOT NULL, PRIMARY KEY (id)
);
CREATE INDEX issues_by_dataset ON issues (dataset);
"""
TABLES_1 = ("meta", "runs", "datasets", "statements", "sources", "judgements", "issues")


def as_version_1(current: Path, path: Path) -> Path:
    """Write what a ledger says into a file of version 1."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL;" + VERSION_1)
        connection.execute("ATTACH ? AS current", (str(current),))
        for table in TABLES_1:
            names = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM current.{table}")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
        connection.commit()
    return path


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A ledger of version 1 with statements, an issue and a judgement in it."""
    ledger = fill(tmp_path / "current.sqlite")
    load(ledger, {"b.jsonl": ["three"]})
    with ledger.run() as run:
        run.set_issues("b.jsonl", [Issue("b.jsonl", "b.jsonl", 7, "name", "is empty", "write a name")])
    ledger.judge("same", "x", "y", who="Siti Contoh")
    return as_version_1(ledger.address, tmp_path / "older" / "ledger.sqlite")


def version_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()[0])


def schema_of(path: Path) -> set[str]:
    """What tables and indexes a file has, layout and quotation marks apart."""
    with closing(sqlite3.connect(path)) as connection:
        written = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {"".join(sql.replace('"', "").split()) for (sql,) in written}


@pytest.mark.parametrize("create", [True, False], ids=["to write", "to read"])
def test_an_older_ledger_is_brought_up_to_date_when_it_is_opened(older: Path, create: bool) -> None:
    before = dump(older)
    ledger = Ledger.open(older, create=create)
    assert version_of(older) == str(tables.VERSION)
    assert schema_of(older) == schema_of(fill(older.with_name("new.sqlite")).address)
    after = dump(older)
    runs = [(id, kind, id) for id, kind in before.pop("runs")]  # each in the place that its number says
    assert {table: rows for table, rows in after.items() if rows} == before | {"runs": runs}
    assert values(ledger) == {("a.jsonl", "one"), ("a.jsonl", "two"), ("b.jsonl", "three")}
    assert [judgement.who for judgement in ledger.judgements()] == ["Siti Contoh"]
    load(ledger, {"a.jsonl": ["two", "four"]})
    assert values(ledger) == {("a.jsonl", "four"), ("a.jsonl", "two"), ("b.jsonl", "three")}


def test_who_brings_an_older_ledger_up_to_date_is_told_that_older_versions_cannot_open_it_any_more(
    older: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("told", "quiet"):
        shutil.copytree(older.parent, tmp_path / folder / ".kg")
    told = f"version 1, brought up to version {tables.VERSION}"
    for expected in (True, False):
        assert main(["-C", str(tmp_path / "told"), "datasets"]) == 0
        err = capsys.readouterr().err
        assert (told in err, "older versions of kg cannot open it" in err) == (expected, expected)
    assert main(["-q", "-C", str(tmp_path / "quiet"), "datasets"]) == 0
    assert capsys.readouterr().err == ""


def test_a_notebook_is_told_as_well_that_a_ledger_was_brought_up_to_date(
    older: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Ledger.open(older)
    Ledger.open(older)
    (told,) = caplog.records
    assert (told.levelname, str(older) in told.getMessage()) == ("WARNING", True)


def test_the_graph_of_an_older_ledger_is_that_of_a_current_one(tmp_path: Path) -> None:
    with kg.open(tmp_path / "current") as workspace:
        workspace.load([builtin("data") / "offices.jsonl"])
        workspace.build()
        expected = {element.id: element for element in workspace.store.snapshot()}
    with kg.open(tmp_path / "older") as workspace:
        as_version_1(tmp_path / "current" / ".kg" / "ledger.sqlite", workspace.project.ledger_path)
        workspace.build()
        assert {element.id: element for element in workspace.store.snapshot()} == expected


#: The builds of the first ledgers of version 2, before they had marks.
UNMARKED_BUILDS = """
DROP TABLE builds;
CREATE TABLE builds (
    id INTEGER NOT NULL, run INTEGER NOT NULL, complete BOOLEAN NOT NULL, ontology VARCHAR NOT NULL,
    finished VARCHAR NOT NULL, PRIMARY KEY (id)
);
INSERT INTO builds VALUES (1, 1, 1, 'of then', '2026-11-23T01:00:00+00:00');
INSERT INTO touched VALUES (1, 'person-of-then');
UPDATE meta SET value = '2' WHERE key = 'version';
"""


def test_a_ledger_whose_builds_had_no_mark_keeps_its_ids_and_builds_anew(tmp_path: Path) -> None:
    with kg.open(tmp_path / "current") as workspace:
        workspace.load([builtin("data") / "offices.jsonl"])
        workspace.build()
        expected = {element.id: element for element in workspace.store.snapshot()}
    with kg.open(tmp_path / "older") as workspace:
        older = as_version_1(tmp_path / "current" / ".kg" / "ledger.sqlite", workspace.project.ledger_path)
        with closing(sqlite3.connect(older)) as connection, connection:
            tables.metadata.create_all(sa.create_engine(f"sqlite:///{older}"), tables=list(tables._SINCE_2))
            connection.executescript(UNMARKED_BUILDS)
        workspace.build()
        assert {element.id: element for element in workspace.store.snapshot()} == expected
        assert schema_of(older) == schema_of(tmp_path / "current" / ".kg" / "ledger.sqlite")


def test_a_judgement_on_a_statement_in_an_older_ledger_knows_what_the_statement_says(tmp_path: Path) -> None:
    ledger = fill(tmp_path / "current.sqlite")
    judged = statement("one", record="one")
    ledger.judge("rejected", judged.id, who="Siti Contoh")
    older = as_version_1(tmp_path / "current.sqlite", tmp_path / "older.sqlite")
    (judgement,) = Ledger.open(older).judgements()
    assert judgement.fact == (judged.entity, "Person", "name", "one")


def test_an_older_ledger_stays_as_it_is_while_somebody_writes_to_it(older: Path) -> None:
    with closing(sqlite3.connect(older, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            Ledger.open(older)
        other.execute("ROLLBACK")
    assert version_of(older) == "1"


def test_a_migration_that_is_killed_has_not_happened(older: Path, tmp_path: Path) -> None:
    state = tmp_path / "project" / ".kg"
    shutil.copytree(older.parent, state)
    with running("-C", str(state.parent), "build", die_at="c") as process:
        assert process.end()[0] == -signal.SIGKILL
    assert version_of(state / older.name) == "1"
    assert schema_of(state / older.name) == schema_of(older)
    assert Ledger.open(state / older.name).datasets()


def refused(path: Path, *words: str) -> None:
    """A file is refused to readers and writers, with words that help, and nothing is changed."""
    before = bytes_in(path.parent)
    for create in (False, True):
        with pytest.raises(LedgerError) as caught:
            Ledger.open(path, create=create)
        assert str(path) in str(caught.value)
        for word in words:
            assert word in str(caught.value)
    assert bytes_in(path.parent) == before


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = fill(tmp_path / "ledger.sqlite").address
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'version'", (tables.VERSION + 1,))
        connection.execute("ALTER TABLE statements ADD COLUMN mood VARCHAR")
        connection.commit()
    refused(path, "made by a newer kg", f"version {tables.VERSION + 1}", "Install a newer kg")


@pytest.mark.parametrize(
    "content", [b"text\n" * 999, b"\x89PNG\r\n\x1a\n" + bytes(9_000), b"xy", bytes(4_096)]
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    refused(path, "not a ledger", "Move it away")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE statements (entity TEXT)",
        "CREATE VIEW everything AS SELECT 1",
        "CREATE TABLE meta (version INTEGER)",
        "CREATE TABLE meta (key, value); INSERT INTO meta VALUES ('version', '2')",
        "CREATE TABLE meta (key, value); INSERT INTO meta VALUES ('format', 'kg-ledger'), ('version', 'two')",
    ],
)
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_database_of_somebody_else_is_refused(tmp_path: Path, sql: str, mode: str) -> None:
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA journal_mode={mode}; {sql}")
        connection.commit()
    refused(path, "a database, but not a ledger", "Move it away")


@pytest.mark.parametrize("share", [0.001, 0.05, 0.5, 0.9])
def test_a_ledger_of_which_the_end_is_missing_is_refused(tmp_path: Path, share: float) -> None:
    path = fill(tmp_path / "ledger.sqlite").address
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refused(path, "damaged", "Move it away")


def test_damage_that_is_met_later_is_told_as_well(tmp_path: Path) -> None:
    path = fill(tmp_path / "ledger.sqlite").address
    content = path.read_bytes()
    path.write_bytes(content[:8_192] + b"\xff" * (len(content) - 8_192))
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.open(path).sources()
    with pytest.raises(LedgerError, match="damaged"):
        load(Ledger.open(path, create=True), {"a.jsonl": ["three"]})


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").mkdir()
    refused(tmp_path / "ledger.sqlite", "a folder", "Move it away")


def test_a_file_where_its_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".kg").write_text("mine")
    with pytest.raises(LedgerError, match=r"\.kg"):
        Ledger.open(tmp_path / ".kg" / "ledger.sqlite", create=True)
    assert (tmp_path / ".kg").read_text() == "mine"


def test_where_there_is_none_or_an_empty_file_reading_says_so_and_writing_makes_one(tmp_path: Path) -> None:
    """A process that is killed as it makes the ledger leaves an empty file."""
    missing, empty = tmp_path / "missing" / "ledger.sqlite", tmp_path / "empty.sqlite"
    empty.touch()
    for path in (missing, empty):
        with pytest.raises(LedgerError, match="no ledger yet"):
            Ledger.open(path)
        assert not missing.parent.exists()
        assert bytes_in(tmp_path) == {"empty.sqlite": b""}
    for path in (missing, empty):
        assert values(fill(path)) == {("a.jsonl", "one"), ("a.jsonl", "two")}


@pytest.mark.parametrize(
    "looked_for",
    [changed_sources(0), sa.select(tables.sources).where(tables.sources.c.dataset == 1)],
    ids=["what changed", "what a dataset has"],
)
def test_the_sources_of_other_datasets_are_not_looked_through(
    tmp_path: Path, looked_for: sa.Select[Any]
) -> None:
    ledger = fill(tmp_path / "ledger.sqlite")
    with ledger.reading() as connection:
        asked = looked_for.compile(connection, compile_kwargs={"literal_binds": True})
        steps = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]
    assert any("sources_by_dataset" in step for step in steps)
    assert not any(step.startswith("SCAN sources") for step in steps)
