"""Writes a run: datasets replaced as wholes, their issues, and judgements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa

from kg.ledger import bulk, tables
from kg.ledger.judgements import Decision
from kg.ledger.tables import begins_with
from kg.ledger.texts import TextWriter
from kg.statements import Issue, Said, Source, Statement, dataset_prefix

#: Statements handed to the database at once.
_BATCH = 20_000
#: In place of the checksum of a dataset that says nothing: it was withdrawn, or could never be read.
WITHDRAWN = "withdrawn"


class Counts(NamedTuple):
    """What a load did to a dataset: good records, and statements new, revived or retired."""

    records: int
    added: int
    retired: int


class Writer:
    """Writes within one run of the ledger. See :meth:`kg.ledger.Ledger.run`.

    Attributes:
        connection: the run's transaction.
        number: of the run.
        changed: whether the run says anything new, and therefore is kept.
    """

    def __init__(self, connection: sa.Connection, number: int) -> None:
        self.connection = connection
        self.number = number
        self.changed = False

    def replace(self, dataset: str, checksum: str, records: Iterable[Said]) -> Counts:
        """Make a dataset say exactly this, and change nobody else's statements.

        Args:
            dataset: its name, such as ``data/agreements.jsonl``.
            checksum: of its file and of what read it; a load with the same one can be left out.
            records: read once, as a stream. Their texts are kept with them; one without statements
                keeps its source and text, and is not counted.
        """
        number, known = self._dataset(dataset)
        if known:
            tables.seen.create(self.connection)
        sources: dict[str, Source] = {}
        texts = TextWriter(self.connection, number, self.number)
        pending: list[Statement] = []
        good = added = 0
        for record in records:
            good += bool(record.statements)
            pending += record.statements
            for text in record.texts:
                texts.add(text)
            for source in record.sources:
                sources[source.id] = _fuller(sources.get(source.id), source)
            if len(pending) >= _BATCH:
                added += self._write(pending, number, known)
                pending = []
        added += self._write(pending, number, known)
        retired = self._retire(dataset, number) if known else 0
        moved = self._write_sources(number, sources) + texts.finish()
        self._finish_dataset(number, checksum, good, changed=bool(added or retired or moved or not known))
        return Counts(good, added, retired)

    def withdraw(self, dataset: str) -> int:
        """Make a dataset say nothing any more, and return how many statements that retires.

        Its next load brings back what the file says then.
        """
        retired = self.replace(dataset, WITHDRAWN, ()).retired
        self.set_issues(dataset, ())
        return retired

    def set_issues(self, dataset: str, issues: Iterable[Issue]) -> None:
        """Replace the issues of a dataset by those of this load."""
        t = tables.issues
        of_dataset = t.c.dataset == dataset
        known = sa.select(*(t.c[name] for name in Issue._fields)).where(of_dataset).order_by(t.c.id)
        fresh = list(issues)
        if fresh == [Issue(*row) for row in self.connection.execute(known)]:
            return
        self.changed = True
        self.connection.execute(sa.delete(t).where(of_dataset))
        rows = [{**issue._asdict(), "run": self.number} for issue in fresh]
        if rows:
            self.connection.execute(sa.insert(t), rows)

    def judge(
        self, decision: Decision, *, who: str, at: str, why: str | None = None, withdraws: int | None = None
    ) -> int:
        """Append a judgement and return its number.

        Args:
            decision: what is judged, and how; with its fact when it is a statement.
            who, at, why: the person, the moment in UTC (ISO 8601), the ground; one of blanks is none.
            withdraws: number of the judgement that this one takes back.
        """
        self.changed = True
        verdict, left, right, fact = decision[:4]
        why = (why or "").strip() or None
        values = {"verdict": verdict, "left": left, "right": right, "who": who, "at": at, "why": why}
        t = tables.judgements
        row = sa.insert(t).values(run=self.number, withdraws=withdraws, **values).returning(t.c.id)
        number = int(self.connection.execute(row).scalar_one())
        if fact is not None:
            self.connection.execute(sa.insert(tables.judged_facts).values(judgement=number, **fact._asdict()))
        return number

    def _dataset(self, name: str) -> tuple[int, bool]:
        """The dataset's number, and whether it was loaded before; nobody else loads it until we are done."""
        t = tables.datasets
        locked = sa.select(t.c.id).where(t.c.name == name).with_for_update()
        number = self.connection.scalar(locked)
        if number is not None:
            return int(number), True
        row = {"name": name, "checksum": WITHDRAWN, "records": 0, "run": self.number}
        fresh = bulk.insert(self.connection, t).values(row).on_conflict_do_nothing().returning(t.c.id)
        number = self.connection.scalar(fresh)
        if number is not None:
            return int(number), False
        return int(self.connection.execute(locked).scalar_one()), True  # somebody else was a moment earlier

    def _finish_dataset(self, number: int, checksum: str, records: int, *, changed: bool) -> None:
        values: dict[str, Any] = {"checksum": checksum, "records": records}
        if changed:
            self.changed = True
            values["run"] = self.number
        t = tables.datasets
        self.connection.execute(sa.update(t).where(t.c.id == number).values(values))

    def _write(self, statements: list[Statement], number: int, known: bool) -> int:
        """Insert statements, or bring retired ones back; how many changed."""
        if not statements:
            return 0
        run = self.number
        # In the order of the table's key, so that neighbouring rows meet the same page.
        rows = sorted(
            (s[1], s[0], *s[2:6], " ".join(s[6]), *s[7:12], number, run, run, None) for s in statements
        )
        if known:
            bulk.merge(self.connection, tables.seen, [(s[0],) for s in statements], bulk.leave)
        return bulk.merge(self.connection, tables.statements, rows, _revive)

    def _retire(self, dataset: str, number: int) -> int:
        t, seen = tables.statements.c, tables.seen
        bulk.filled(self.connection, seen)
        prefix = dataset_prefix(dataset)
        gone = (
            sa.update(tables.statements)
            .where(begins_with(t.entity, prefix), t.dataset == number, t.retired_run.is_(None))
            .where(~sa.exists().where(seen.c.id == t.id))
            .values(retired_run=self.number, changed_run=self.number)
        )
        retired = int(self.connection.execute(gone).rowcount)
        seen.drop(self.connection)
        return retired

    def _write_sources(self, number: int, sources: dict[str, Source]) -> int:
        """Make the dataset's sources these; how many changed."""
        t = tables.sources
        active = sa.select(t).where(t.c.dataset == number)
        before = {row.id: row for row in self.connection.execute(active)}
        fields = Source._fields
        fresh = [
            source
            for source in sources.values()
            if (old := before.get(source.id)) is None
            or old.retired_run is not None
            or tuple(getattr(old, name) for name in fields) != tuple(source)
        ]
        gone = [id for id, row in before.items() if row.retired_run is None and id not in sources]
        for start in range(0, len(fresh), _BATCH):
            rows = [(one[0], number, *one[1:], self.number, None) for one in fresh[start : start + _BATCH]]
            bulk.merge(self.connection, t, rows)
        if gone:
            mark = (
                sa.update(t)
                .where(t.c.dataset == number, t.c.id == sa.bindparam("gone"))
                .values(retired_run=self.number, changed_run=self.number)
            )
            self.connection.execute(mark, [{"gone": id} for id in gone])
        return len(fresh) + len(gone)


def _revive(insert: Any) -> Any:
    """Let a statement that is there hold again, when it was retired."""
    return insert.on_conflict_do_update(
        index_elements=["entity", "id"],
        set_={"retired_run": sa.null(), "changed_run": insert.excluded.changed_run},
        where=tables.statements.c.retired_run.is_not(None),
    )


def _fuller(known: Source | None, new: Source) -> Source:
    """One description of a page out of two: each field's smallest value, whatever came first."""
    if known is None or known == new:
        return new
    pairs = zip(known, new, strict=True)
    return Source(*(min((v for v in pair if v is not None), default=None) for pair in pairs))  # type: ignore[arg-type] # zip loses the fields' types
