"""The ledger: every statement, source, judgement and run, kept for good.

It is the truth from which graphs are built. Nothing in it is deleted: what a dataset no longer
says stays, marked with the run that retired it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from kg.errors import UsageError
from kg.ledger import bulk, tables
from kg.ledger.database import Database, place_at
from kg.ledger.texts import KeptText, read_texts
from kg.ledger.writing import Writer
from kg.statements import Issue, Source, Statement

#: Rows taken from the database at once: twice as fast as one by one.
_FETCH = 20_000


class Judgement(NamedTuple):
    """What a person decided about two entities, or about one statement (``right`` is None)."""

    id: int
    verdict: str
    left: str
    right: str | None
    who: str
    at: str
    why: str | None
    withdraws: int | None


VERDICTS = ("same", "different", "unsure", "confirmed", "rejected")


@dataclass(frozen=True)
class DatasetInfo:
    """A dataset as it was last loaded."""

    name: str
    records: int
    run: int
    finished: str


class Ledger:
    """An open ledger. Use :meth:`open`. It holds no lock between calls, and closes when nobody uses it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.address = database.place.address
        self.engine = database.engine

    @classmethod
    def open(cls, address: Path | str, *, create: bool = False) -> Ledger:
        """Open a ledger.

        Args:
            address: a file, or the address of a PostgreSQL database.
            create: make it when it is missing.

        Raises:
            LedgerError, UsageError: see :class:`kg.ledger.database.Database` and
                :func:`kg.ledger.database.place_at`.
        """
        return cls(Database(place_at(address), create=create))

    @property
    def shown(self) -> str:
        """What messages call it; never a password."""
        return self._database.place.shown

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one state of the ledger."""
        return self._database.reading()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that may add to the ledger.

        In a file there is one at a time. On a server there may be many; two that load the same dataset
        wait for each other. Who waits too long gets :class:`LedgerBusy`.
        """
        return self._database.writing(self._database.place.begin_writing)

    def building(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one state and may say who is who: one at a time, else :class:`LedgerBusy`.

        Runs that others keep meanwhile are for the next one.
        """
        return self._database.writing(self._database.place.begin_building)

    @contextmanager
    def run(self, kind: str = "load") -> Iterator[Writer]:
        """Write what belongs together: all of it is kept, or nothing is.

        A run that changes nothing leaves no trace.
        """
        started = _now()
        with self.writing() as connection:
            writer = Writer(connection, bulk.new_run(connection))
            yield writer
            if writer.changed:
                bulk.line_up(connection)
                row = {"id": writer.number, "kind": kind, "started": started, "finished": _now()}
                connection.execute(sa.insert(tables.runs), [{**row, "place": last_place(connection) + 1}])

    @cached_property
    def name(self) -> str:
        """What tells this ledger from others: given when it was made."""
        with self.reading() as connection:
            return str(connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.key == "ledger")))

    def last_run(self) -> int:
        """Place of the last run that changed something; 0 for an empty ledger."""
        with self.reading() as connection:
            return last_place(connection)

    def checksum(self, dataset: str) -> str | None:
        """The checksum with which a dataset was last loaded; None when it never was."""
        query = sa.select(tables.datasets.c.checksum).where(tables.datasets.c.name == dataset)
        with self.reading() as connection:
            return connection.scalar(query)

    def datasets(self) -> list[DatasetInfo]:
        """What was loaded, by name."""
        t, run = tables.datasets.c, tables.runs.c
        query = sa.select(t.name, t.records, run.id, run.finished).join(tables.runs, run.id == t.run)
        with self.reading() as connection:
            return [DatasetInfo(*row) for row in connection.execute(query.order_by(t.name))]

    def issues(self, dataset: str | None = None) -> list[Issue]:
        """What is wrong with the datasets as they were last loaded, in the order of files and lines."""
        t = tables.issues.c
        query = sa.select(t.dataset, t.file, t.line, t.field, t.reason, t.remedy, t.excerpt, t.severity)
        if dataset is not None:
            query = query.where(t.dataset == dataset)
        with self.reading() as connection:
            return [Issue(*row) for row in connection.execute(query.order_by(t.file, t.line, t.id))]

    def sources(self, ids: Iterable[str] | None = None) -> dict[str, Source]:
        """Sources that active datasets cite, by id; all of them when ``ids`` is None."""
        with self.reading() as connection:
            return read_sources(connection, ids)

    def texts(self, source: str, dataset: str | None = None, *, retired: bool = False) -> list[KeptText]:
        """The texts that were read for a source, those in force first, then by dataset.

        One source may have several: two datasets have read its page on different days, or one has read
        it again after it was changed.

        Args:
            source: its id.
            dataset: only those that came with this one.
            retired: include those that their dataset no longer has.
        """
        with self.reading() as connection:
            return read_texts(connection, source, dataset, retired=retired)

    def text(self, source: str, dataset: str | None = None) -> KeptText | None:
        """The text in force of a source, that of the first dataset by name unless one is named.

        None when no dataset has one. Spans of a statement count in the text that came with the
        statement's own dataset.
        """
        return next(iter(self.texts(source, dataset)), None)

    def statements(self, entities: Sequence[str], *, retired: bool = False) -> list[Statement]:
        """All statements about some entities, in the order of entity and property.

        Args:
            entities: entity ids.
            retired: include those that their dataset no longer makes.
        """
        t, of = tables.statements.c, tables.datasets.c
        query = (
            sa.select(tables.statements, of.name.label("said_by"))
            .join(tables.datasets, of.id == t.dataset)
            .order_by(t.entity, t.property, t.id)
        )
        if not retired:
            query = query.where(t.retired_run.is_(None))
        found: list[Statement] = []
        with self.reading() as connection:
            for batch in batches(sorted(set(entities))):
                found.extend(map(_statement, connection.execute(query.where(t.entity.in_(batch)))))
        return found

    def judge(self, verdict: str, left: str, right: str | None, *, who: str, why: str | None = None) -> int:
        """Record a judgement and return its number.

        Args:
            verdict: one of :data:`VERDICTS`; the first three on two entities, the others on a statement.
            left, right: ids; ``right`` is None for a statement.
            who, why: who decided, and on what ground.

        Raises:
            UsageError: the verdict does not fit what is judged.
        """
        on_pair = verdict in VERDICTS[:3]
        if verdict not in VERDICTS or on_pair != (right is not None) or left == right:
            raise UsageError(
                f"{verdict!r} cannot be said here. A judgement is one of {', '.join(VERDICTS)}: "
                "the first three on two different entities, the others on a statement."
            )
        with self.run("judge") as run:
            return run.judge(verdict=verdict, left=left, right=right, who=who, why=why, at=_now())

    def withdraw(self, judgement: int, *, who: str, why: str | None = None) -> int:
        """Take a judgement back by a later one, and return the number of that; the first stays on record.

        Raises:
            UsageError: no such judgement is in force.
        """
        with self.run("judge") as run:
            found = [entry for entry in _in_force(_judgements(run.connection)) if entry.id == judgement]
            if not found:
                raise UsageError(f"Judgement {judgement} is not in force: it was taken back, or never made.")
            taken = {"verdict": found[0].verdict, "left": found[0].left, "right": found[0].right}
            return run.judge(**taken, who=who, why=why, at=_now(), withdraws=judgement)

    def judgements(self, *, withdrawn: bool = False) -> list[Judgement]:
        """Judgements in force, oldest first; ``withdrawn`` adds what was taken back, and by what."""
        with self.reading() as connection:
            every = _judgements(connection)
        return every if withdrawn else _in_force(every)


def last_place(connection: sa.Connection) -> int:
    """Place of the last run that was kept, within a transaction; 0 when there is none."""
    return int(connection.scalar(sa.select(sa.func.max(tables.runs.c.place))) or 0)


def read_sources(connection: sa.Connection, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """Sources by id, within a transaction.

    Where datasets describe one page differently, each field takes the smallest of its values, so
    that the order of loading does not matter.
    """
    t = tables.sources.c
    fields = [sa.func.min(t[name]).label(name) for name in Source._fields if name != "id"]
    query = sa.select(t.id, *fields).where(t.retired_run.is_(None)).group_by(t.id).order_by(t.id)
    if ids is None:
        return {row.id: Source(*row) for row in connection.execute(query)}
    found: dict[str, Source] = {}
    for batch in batches(sorted(set(ids))):
        found.update({row.id: Source(*row) for row in connection.execute(query.where(t.id.in_(batch)))})
    return found


def streamed(connection: sa.Connection, query: sa.Select[Any], size: int = _FETCH) -> Iterator[Sequence[Any]]:
    """Rows of an answer that may be longer than memory, at most ``size`` at a time."""
    options = {"stream_results": True, "max_row_buffer": size}
    yield from connection.execute(query, execution_options=options).partitions(size)


def batches(items: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """Cut a sequence into pieces small enough for one SQL statement."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _judgements(connection: sa.Connection) -> list[Judgement]:
    t = tables.judgements.c
    query = sa.select(t.id, t.verdict, t.left, t.right, t.who, t.at, t.why, t.withdraws).order_by(t.id)
    return [Judgement(*row) for row in connection.execute(query)]


def _in_force(judgements: list[Judgement]) -> list[Judgement]:
    gone = {entry.withdraws for entry in judgements}
    return [entry for entry in judgements if entry.withdraws is None and entry.id not in gone]


def _statement(row: Any) -> Statement:
    return Statement(
        row.id, row.entity, row.concept, row.property, row.value, row.original, tuple(row.cites.split()),
        row.quote, row.span_start, row.span_end, row.method, row.confidence, row.said_by,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
