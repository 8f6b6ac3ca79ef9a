"""Rows of one dataset -> what its good records say; the others become issues."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import ContentError, KgError
from kg.loading import Build, Loader, Record, RecordProblem, Reference, column_of, raw_key, read_record
from kg.readers import Row
from kg.statements import Issue, Said


class Recorder:
    """Validates the records of one dataset and lets their loaders say what they say.

    Args:
        dataset, name: the dataset, and its file as issues call it.
        reference: ontology and gazetteer.

    Attributes:
        issues: what was wrong, or doubtful, so far.
    """

    def __init__(self, dataset: str, name: str, reference: Reference) -> None:
        self.issues: list[Issue] = []
        self._dataset = dataset
        self._name = name
        self._reference = reference
        self._lines: dict[str, int] = {}
        self._doubted: set[tuple[str, str, str]] = set()
        self._passed_over: dict[tuple[str, str, str], list[int]] = {}
        self._shared: dict[str, str] = {}

    def say(
        self,
        loader: Loader,
        row: Row,
        *,
        method: str | None = None,
        within: str = "",
        confidence: Mapping[str, float] | None = None,
        cites: Sequence[Mapping[str, str]] = (),
    ) -> Said | None:
        """What a row says; None when it is set aside.

        Args:
            loader: of its kind of record.
            row: nested, or of a table.
            method: what read it, when it was not the loader.
            within: stands before keys where several kinds of record share the dataset.
            confidence: in values that were read from a text, by the path of their field.
            cites: what the record cites when it names no source.

        Raises:
            UnknownColumns: see :func:`kg.loading.read_record`.
            ContentError: the loader fails, with its file and line.
        """
        record = read_record(loader.record, row, self._reference.ontology, cites)
        if isinstance(record, list):
            for problem in record:
                self.set_aside(row, problem.field, problem.reason, problem.remedy)
            return None
        key = within + raw_key(record)
        try:
            line = self._lines.get(key)
            # An article may tell one thing twice in a line; of a file, each record there is one by itself.
            if line is not None and (line != row.line or method is None):
                raise _taken(record, line)
            sources = [source.model_dump() for source in record.sources]
            evidence: dict[str, tuple[int, int, str]] = {}
            for item in record.evidence:  # of several places for one field the first is shown
                evidence.setdefault(item.field, (item.start, item.end, item.quote))
            way = method or loader.method
            build = Build(
                self._dataset, key, sources, way, self._reference, evidence, confidence, self._shared
            )
            self._let_say(loader, record, build, row.line)
            self._lines[key] = row.line
            self._note_doubts(loader, row, build.doubts)
            if build.passed_over:
                first_and_number = self._passed_over.setdefault(build.passed_over, [row.line, 0])
                first_and_number[1] += 1
            said = build.finish()
            return said if said.statements or build.keeps_sources else None
        except RecordProblem as problem:
            self.set_aside(row, _field(problem.field, loader, row), problem.reason, problem.remedy)
        return None

    def _let_say(self, loader: Loader, record: Record, build: Build, line: int) -> None:
        """Call the loader, and name its line where it fails: projects have loaders of their own."""
        try:
            loader.statements(record, build)
        except (RecordProblem, KgError):
            raise
        except Exception as error:
            path = loader.statements.__code__.co_filename
            lines = [
                each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == path
            ]
            what = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
            message = (
                f"cannot say what line {line} of {self._name} says: {what.rstrip('.')}. Nothing was loaded."
            )
            raise ContentError(message, Path(path), lines[-1] if lines else None) from error

    def _note_doubts(self, loader: Loader, row: Row, doubts: Iterable[tuple[str, str, str]]) -> None:
        """Note each doubt once, where it first arises: often every record has it."""
        for doubt in doubts:
            if doubt not in self._doubted:
                self._doubted.add(doubt)
                field, reason, remedy = doubt
                self.note(row.line, _field(field, loader, row), reason, remedy, severity="warning")

    def finish(self) -> None:
        """Note once for each reason how many records were passed over, where the first of them stands."""
        for (field, reason, remedy), (line, number) in self._passed_over.items():
            self.note(line, field, f"{reason} (records: {number:,})", remedy, severity="warning")
        self._passed_over.clear()

    def set_aside(self, row: Row, field: str | None, reason: str, remedy: str) -> None:
        """Note why a record was not loaded."""
        self.note(row.line, field, reason, remedy, str(row.data)[:160])

    def note(
        self,
        line: int | None,
        field: str | None,
        reason: str,
        remedy: str,
        excerpt: str = "",
        severity: str = "error",
    ) -> None:
        """Note an issue."""
        self.issues.append(Issue(self._dataset, self._name, line, field, reason, remedy, excerpt, severity))


def _field(field: str, loader: Loader, row: Row) -> str:
    """A field as whoever wrote the row knows it: of a table, its column."""
    return column_of(field, loader.record, row.data) if row.flat else field


def _taken(record: Record, line: int) -> RecordProblem:
    if record.id is not None:
        return RecordProblem(
            "id", f"{record.id!r} is also the key of line {line}", "give each record an id of its own"
        )
    fields = ", ".join(path.partition(".")[0] for path in record.natural_key)
    return RecordProblem(
        "id",
        f"is missing, and {fields} are as in line {line}",
        "add its sources to that record if it is the same, else give each an id of its own",
    )
