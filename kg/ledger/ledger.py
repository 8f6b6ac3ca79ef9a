"""The ledger: every statement, source, judgement and run, kept for good.

It is the truth from which graphs are built. Nothing in it is deleted: what a dataset no longer
says stays, marked with the run that retired it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from kg.errors import Ambiguous, NotFound, UsageError
from kg.ledger import bulk, tables
from kg.ledger.database import Database, place_at
from kg.ledger.judgements import Decision, Fact, Judgement, in_force, read_judgements, shown
from kg.ledger.texts import KeptText, read_texts
from kg.ledger.writing import WITHDRAWN, Writer
from kg.readers.base import FORBIDDEN
from kg.statements import RECORD_WIDTH, Issue, Source, Statement

#: Rows taken from the database at once: twice as fast as one by one.
_FETCH = 20_000
#: How the id of a statement begins.
_ID_BEGINS = re.compile("[0-9a-f]{1,20}")
#: Statements that are named where one was meant.
_LISTED = 6


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
        """What was loaded, by name, or could not be read; without what was withdrawn."""
        t, run = tables.datasets.c, tables.runs.c
        query = sa.select(t.name, t.records, run.id, run.finished).join(tables.runs, run.id == t.run)
        query = query.where((t.checksum != WITHDRAWN) | sa.exists().where(tables.issues.c.dataset == t.name))
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

    def statements(
        self, entities: Sequence[str], *, retired: bool = False, quoted: bool = False
    ) -> list[Statement]:
        """All statements about some entities, in the order of entity and property.

        Args:
            entities: entity ids.
            retired: include those that their dataset no longer makes.
            quoted: leave out those that were not read from the words of a text.
        """
        t, of = tables.statements.c, tables.datasets.c
        query = (
            sa.select(tables.statements, of.name.label("said_by"))
            .join(tables.datasets, of.id == t.dataset)
            .order_by(t.entity, t.property, t.id)
        )
        if not retired:
            query = query.where(t.retired_run.is_(None))
        if quoted:
            query = query.where(t.quote != "")  # nor is a missing one
        found: list[Statement] = []
        with self.reading() as connection:
            for batch in batches(sorted(set(entities))):
                found.extend(map(_statement, connection.execute(query.where(t.entity.in_(batch)))))
        return found

    def statements_by_id(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Statements by their ids, also retired ones."""
        t, of = tables.statements.c, tables.datasets.c
        query = sa.select(tables.statements, of.name.label("said_by")).join(
            tables.datasets, of.id == t.dataset
        )
        found: dict[str, Statement] = {}
        with self.reading() as connection:
            for batch in batches(sorted(set(ids))):
                rows = connection.execute(query.where(t.id.in_(batch)))
                found.update((row.id, _statement(row)) for row in rows)
        return found

    def statements_of_record(self, entity: str) -> list[Statement]:
        """All statements in force of the record that mentions an entity, in order of entity and property."""
        t = tables.statements.c
        of_record = tables.begins_with(t.entity, entity[:RECORD_WIDTH])
        query = sa.select(t.entity).where(of_record, t.retired_run.is_(None)).distinct()
        with self.reading() as connection:
            entities = list(connection.scalars(query))
        return self.statements(entities)

    def find_statement(self, beginning: str) -> Statement:
        """The statement whose id begins with some characters, in force or retired.

        Raises:
            NotFound, Ambiguous: there is none, or there are several.
        """
        t, of = tables.statements.c, tables.datasets.c
        query = (
            sa.select(tables.statements, of.name.label("said_by"))
            .join(tables.datasets, of.id == t.dataset)
            .where(tables.begins_with(t.id, beginning))
            .order_by(t.id)
            .limit(_LISTED)
        )
        found: list[Statement] = []
        if _ID_BEGINS.fullmatch(beginning):
            with self.reading() as connection:
                found = list(map(_statement, connection.execute(query)))
        if not found:
            raise NotFound(
                f"There is no statement {beginning!r}. `kg show NAME --statements` lists them with their ids."
            )
        if len(found) > 1:
            listed = tuple((each.id, each.value, each.property) for each in found)
            several = ", ".join(f"{id} ({property} {value})" for id, value, property in listed)
            raise Ambiguous(f"{beginning!r} can be any of {several}. Give more of its characters.", listed)
        return found[0]

    def judge(
        self, verdict: str, left: str, right: str | None = None, *, who: str, why: str | None = None
    ) -> int:
        """Record a judgement and return its number; see :meth:`judge_all`.

        Args:
            verdict: one of :data:`kg.ledger.VERDICTS`; the first three on two entities, the others on a
                statement.
            left, right: ids; ``right`` is None for a statement.
            who, why: who decided, and on what ground.
        """
        return self.judge_all([Decision(verdict, left, right)], who=who, why=why)[0]

    def judge_all(self, decisions: Sequence[Decision], *, who: str, why: str | None = None) -> list[int]:
        """Record judgements that belong together, all at one moment, and return their numbers.

        Args:
            decisions: what is judged; what stands twice is said once, since nothing tells one from the other.
            who: the person.
            why: the ground of those that name none of their own.

        Raises:
            UsageError: a verdict does not fit what is judged, or nobody is called so.
            NotFound: there is no such statement.
        """
        who = _named(who)
        for each in decisions:
            each.check()
        judged = [
            each if each.right or each.fact else each._replace(fact=fact_of(self.find_statement(each.left)))
            for each in decisions
        ]
        at = _moment()
        with self.run("judge") as run:
            return [run.judge(each, who=who, at=at, why=each.why or why) for each in dict.fromkeys(judged)]

    def withdraw(self, judgement: int, *, who: str, why: str | None = None) -> int:
        """Take a judgement back by a later one, and return its number; see :meth:`withdraw_all`."""
        return self.withdraw_all([judgement], who=who, why=why)[0]

    def withdraw_all(self, numbers: Iterable[int], *, who: str, why: str | None = None) -> list[int]:
        """Take judgements back by later ones, and return the numbers of those; the first stay on record.

        Raises:
            UsageError: one of them is not in force, or nobody is called so.
        """
        at, who = _moment(), _named(who)
        with self.run("judge") as run:
            standing = {entry.id: entry for entry in in_force(read_judgements(run.connection))}
            made = []
            for number in numbers:
                if (entry := standing.get(number)) is None:
                    raise UsageError(
                        f"Judgement {number} is not in force: it was taken back, or never made. "
                        "`kg judgements` lists those that are."
                    )
                again = Decision(entry.verdict, entry.left, entry.right, entry.fact)
                made.append(run.judge(again, who=who, at=at, why=why, withdraws=number))
            return made

    def judgements(self, *, withdrawn: bool = False) -> list[Judgement]:
        """Judgements in force, oldest first; ``withdrawn`` adds what was taken back, and by what."""
        with self.reading() as connection:
            every = read_judgements(connection)
        return every if withdrawn else in_force(every)


def fact_of(statement: Statement) -> Fact:
    """What a statement says, wherever it was read."""
    return Fact(statement.entity, statement.concept, statement.property, statement.value)


def _named(who: str) -> str:
    """Who judges, by name; what nobody is called, no reader takes from an export either."""
    name = shown(who)
    if not name or FORBIDDEN.search(name):
        raise UsageError(f"{who!r} is no name: say who judges, in letters that can be seen.")
    return name


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


def _statement(row: Any) -> Statement:
    return Statement(
        row.id, row.entity, row.concept, row.property, row.value, row.original, tuple(row.cites.split()),
        row.quote, row.span_start, row.span_end, row.method, row.confidence, row.said_by,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _moment() -> str:
    """Now, so exactly that two judgements of one person have different moments: it tells them apart."""
    return datetime.now(UTC).isoformat()
