"""Made-up statements and sources, and a look at everything that a ledger holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kg.ledger import Ledger
from kg.ledger.tables import datasets, metadata, runs
from kg.statements import Said, Source, Statement, entity_id, make_statement, source_id

Rows = dict[str, list[tuple[Any, ...]]]

PAGE = source_id("https://example.org/1", None, None, None)
#: Columns that say when something happened, or number what has no name of its own.
_UNSTEADY = {"started", "finished", "at", "mark"}


def statement(value: str, *, dataset: str = "a.jsonl", record: str = "1", **further: Any) -> Statement:
    """A statement about a record's own entity."""
    given = {"cites": [PAGE], "method": "samples/1"} | further
    return make_statement(entity_id(dataset, record), "Person", "name", value, dataset=dataset, **given)


def said(*values: str, dataset: str = "a.jsonl", sources: Iterable[Source] = (Source(PAGE),)) -> list[Said]:
    """Records that state one value each, under a key that is the value."""
    pages = list(sources)
    cites = [source.id for source in pages]
    return [Said([statement(value, dataset=dataset, record=value, cites=cites)], pages) for value in values]


def load(ledger: Ledger, contents: Mapping[str, Iterable[str]]) -> None:
    """Load datasets in one run: name -> what its records state."""
    with ledger.run() as run:
        for dataset, values in contents.items():
            run.replace(dataset, " ".join(values), said(*values, dataset=dataset))


def fill(address: Path | str) -> Ledger:
    """A new ledger with a little in it."""
    ledger = Ledger.open(address, create=True)
    load(ledger, {"a.jsonl": ["one", "two"]})
    return ledger


def values(ledger: Ledger) -> set[tuple[str, str]]:
    """(dataset, value) of every active statement."""
    query = """
        SELECT datasets.name, statements.value
        FROM statements JOIN datasets ON datasets.id = statements.dataset
        WHERE retired_run IS NULL
    """
    with ledger.reading() as connection:
        return {(name, value) for name, value in connection.exec_driver_sql(query)}


def dump(address: Path | str) -> Rows:
    """Every row of every table, but for `meta` and the times of day: what two equal ledgers agree in."""
    if isinstance(address, str):
        return _dump_of_server(address)
    with closing(sqlite3.connect(address)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'meta'")
        found = {name: connection.execute(f"SELECT * FROM {name}") for (name,) in names.fetchall()}
        return {name: sorted(map(_steady, rows), key=repr) for name, rows in sorted(found.items())}


def _dump_of_server(address: str) -> Rows:
    """The same, numbered as in a file: on a server, what is taken back uses up numbers of its own."""
    found: Rows = {}
    with Ledger.open(address).reading() as connection:
        numbers = _numbers(connection)
        for table in metadata.sorted_tables:
            steady = [column for column in table.columns if column.name not in _UNSTEADY]
            as_in_file = [numbers.get(str(c), numbers.get(c.name, {})) for c in steady]
            rows = connection.execute(sa.select(*steady)).all()
            found[table.name] = sorted(
                (tuple(by.get(v, v) for by, v in zip(as_in_file, row, strict=True)) for row in rows), key=repr
            )
    del found["meta"]
    return dict(sorted(found.items()))


def _numbers(connection: sa.Connection) -> dict[str, dict[Any, int]]:
    """Column, of a table or of any -> the number on the server -> the number that a file would have."""
    of_runs = {row.id: row.place for row in connection.execute(sa.select(runs))}
    ids = connection.scalars(sa.select(datasets.c.id).order_by(datasets.c.id))
    of_datasets = {id: number for number, id in enumerate(ids, start=1)}
    return {
        "runs.id": of_runs,
        "run": of_runs,
        "builds.run": {},  # that of a build is a place already
        "first_run": of_runs,
        "changed_run": of_runs,
        "retired_run": of_runs,
        "datasets.id": of_datasets,
        "dataset": of_datasets,
    }


def dump_through(ledger: Ledger, *, unsteady: bool = False) -> Rows:
    """Every row of every table as the ledger's own transactions see it, with times of day when asked."""
    found: Rows = {}
    with ledger.reading() as connection:
        for name, table in sorted(metadata.tables.items()):
            columns = [column for column in table.columns if unsteady or column.name not in _UNSTEADY]
            found[name] = sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)
    return found


def _steady(row: sqlite3.Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in row.keys() if name not in _UNSTEADY)  # noqa: SIM118 - a Row iterates over values


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file in order."""
    with closing(sqlite3.connect(path)) as connection:
        return [tuple(row) for row in connection.execute("PRAGMA integrity_check")] == [("ok",)]


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
