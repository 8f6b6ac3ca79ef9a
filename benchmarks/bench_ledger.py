"""Loading the same records into a ledger on PostgreSQL and into one in a SQLite file.

It makes a database of its own on the server at ``KG_POSTGRES_URI`` (`make postgres` starts one) and drops it.
Target: PostgreSQL takes at most 3 times as long.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.harness import BenchmarkFailed, Line, Options, at_most, medians, progress, run_job, timing
from benchmarks.work import workspace

SIZE, REPEAT, LIMIT = 20_000, 3, 3.0
_NAME = "kg_benchmark"


def run(options: Options, folder: Path) -> list[Line]:
    """Load a generated file into fresh ledgers, in turns."""
    if "KG_POSTGRES_URI" not in os.environ:
        raise BenchmarkFailed("KG_POSTGRES_URI names no server. Start one: make postgres")
    size, repeat = options.size or SIZE, options.repeat or REPEAT
    run_job("benchmarks.work:generate", folder, size=size)
    runs: dict[str, list[dict[str, Any]]] = {"SQLite": [], "PostgreSQL": []}
    for number in range(repeat):
        progress(f"  {size:,} agreements, {number + 1} of {repeat}")
        for where, found in runs.items():
            project = folder / f"{where}-{number}"
            project.mkdir()
            found.append(run_job(f"benchmarks.bench_ledger:load_{where.lower()}", project))
    sqlite, postgres = (medians(found) for found in runs.values())
    figures = {
        f"{name} {what}": each[what] for name, each in zip(runs, (sqlite, postgres), strict=True)
        for what in ("load s", "peak")
    }  # fmt: skip
    figures["statements"] = sqlite["statements"]
    return [
        at_most("load into PostgreSQL over SQLite", postgres["load s"] / sqlite["load s"], LIMIT, figures)
    ]


def load_sqlite(folder: Path) -> dict[str, Any]:
    """Job: load into a file."""
    return _load(folder)


def load_postgresql(folder: Path) -> dict[str, Any]:
    """Job: load into a database of its own."""
    with _database() as address:
        os.environ["KG_LEDGER"] = address
        return _load(folder)


def _load(folder: Path) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    opened = workspace(folder)
    with timing(figures, "load s"):
        opened.load([folder.parent / "agreements.jsonl"])
    with opened.ledger.reading() as connection:
        figures["statements"] = connection.exec_driver_sql("SELECT count(*) FROM statements").scalar()
    opened.ledger.engine.dispose()
    return figures


@contextmanager
def _database() -> Iterator[str]:
    import sqlalchemy as sa

    server = sa.make_url(os.environ["KG_POSTGRES_URI"])
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_NAME}")
        connection.exec_driver_sql(f"CREATE DATABASE {_NAME} TEMPLATE template0")
        try:
            yield server.set(database=_NAME).render_as_string()
        finally:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
