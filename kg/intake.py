"""Brings files into the ledger: rows become records, records statements, what is wrong becomes issues."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError, RecordsRefused, UsageError
from kg.ledger import Ledger
from kg.loading import (
    Build,
    Loader,
    RecordProblem,
    Reference,
    UnknownColumns,
    get_loader,
    knows,
    raw_key,
    read_record,
    recognise,
)
from kg.project import Project, builtin
from kg.readers import SUFFIXES, BadRow, Row, Sheets, read_rows
from kg.statements import Issue, Said

#: What stands for standard input among the paths to load.
STDIN = Path("-")

#: Called with the number of records read so far, of all files.
Progress = Callable[[int], None]

#: How many records are read between two calls.
_STEP = 1_000


@dataclass(frozen=True)
class FileReport:
    """What loading a file did.

    Attributes:
        file: as it was given.
        dataset: its name in the ledger.
        kind: of its records.
        records: good ones.
        added, retired: statements that are new or revived, and that the file no longer makes.
        issues: records set aside (severity error) and doubts (warning).
        unchanged: the file and what reads it are as they were, so it was not read again; records
            and issues are those of the last time.
    """

    file: str
    dataset: str
    kind: str
    records: int
    added: int = 0
    retired: int = 0
    issues: Sequence[Issue] = ()
    unchanged: bool = False

    @property
    def shown(self) -> str:
        """What to call the file: wherever it lies, a file that comes with `kg` is named the same."""
        return self.dataset if self.dataset.startswith(_BUNDLED) else self.file

    @property
    def set_aside(self) -> int:
        """How many records were not loaded."""
        return len({(issue.line, issue.excerpt) for issue in self.issues if issue.severity == "error"})


@dataclass
class Intake:
    """Loads files of one project.

    Args:
        project: whose folder names the datasets.
        loaders: by name.
        reference: ontology and gazetteer.
        fingerprint: of the content that statements depend on beside the file and the loader.
    """

    project: Project
    loaders: Mapping[str, Loader]
    reference: Reference
    fingerprint: str
    progress: Progress = field(default=lambda _: None)
    _read: int = field(default=0, init=False)

    def have_read(self, records: int) -> None:
        """Count records on, whatever file they are from."""
        self._read += records
        self.progress(self._read)

    def load(
        self,
        open_ledger: Callable[[], Ledger],
        paths: Sequence[Path],
        kind: str | None = None,
        *,
        strict: bool = False,
    ) -> list[FileReport]:
        """Load files in one run: all of them, or none when something stops it.

        Args:
            open_ledger: called once it is clear that there is something to load.
            paths: files, or :data:`STDIN`; what records depend on (the regions) is loaded before them,
                when it is not there yet.
            kind: of record; recognised from each file when None.
            strict: refuse the run when a single record is wrong.

        Returns:
            one report a file; bundled files that others depend on are reported when they changed.

        Raises:
            InputError: a file cannot be read at all, or its kind cannot be told.
            RecordsRefused: by ``strict``, or a bundled file gives fewer records than it should.
        """
        reports: list[FileReport] = []
        with ExitStack() as stack:
            needed = self._reference_files(paths)
            files = [_File(self, path, None) for path in needed]
            files += [_File(self, path, kind, _spool(stack, path)) for path in dict.fromkeys(paths)]
            ledger = open_ledger()
            with ledger.run() as run:
                for file in {file.dataset: file for file in files}.values():
                    if not strict and (report := file.unchanged(ledger)):
                        reports += [report] if file.path not in needed else []
                        continue
                    counts = run.replace(file.dataset, file.checksum, file.said())
                    run.set_issues(file.dataset, file.issues)
                    report = FileReport(file.name, file.dataset, file.kind, *counts, tuple(file.issues))
                    file.check(report, strict=strict)
                    reports.append(report)
        return reports

    def _reference_files(self, given: Sequence[Path]) -> list[Path]:
        """Bundled files that other records refer to, unless they are given anyway."""
        loaders = [loader for loader in self.loaders.values() if loader.reference]
        needed = [builtin("data") / name for loader in loaders for name in loader.files]
        return [path for path in needed if path.resolve() not in {other.resolve() for other in given}]

    def sheets(self, kind: str | None) -> Sheets:
        """Which sheet of a workbook to read: the one of the kind, or the first that is of any."""
        kinds = frozenset(self.loaders if kind is None else (kind,))
        return Sheets(kinds=kinds, known=lambda cells: knows(cells, self.loaders.values()))


class _File:
    """One file on its way into the ledger; collects issues while its records stream through."""

    def __init__(self, intake: Intake, path: Path, kind: str | None, stream: BinaryIO | None = None) -> None:
        self.path = path
        self.name = str(path) if stream is None else "standard input"
        self._intake = intake
        self._stream = stream
        self._sheets = intake.sheets(kind)
        rows = self._rows()  # a missing file, a folder or an unknown suffix is refused here
        self._loader = get_loader(intake.loaders, kind) if kind is not None else self._recognise(rows)
        self.kind = self._loader.name
        content = self._content()
        self.dataset = dataset_name(intake.project, path) if stream is None else f"stdin:{content[:20]}"
        parts = (content, self._loader.method, intake.fingerprint)
        self.checksum = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        self.issues: list[Issue] = []
        self._seen: dict[str, int] = {}

    def _recognise(self, rows: Iterator[Row | BadRow]) -> Loader:
        """The loader that a bundled file belongs to, or that its first record fits."""
        loaders = self._intake.loaders.values()
        if self.path.parent.resolve() == builtin("data").resolve():
            for loader in loaders:
                if self.path.name in loader.files:
                    return loader
        bad: BadRow | None = None
        for row in rows:
            if isinstance(row, BadRow):
                bad = bad or row
            elif row.data:
                try:
                    found = recognise(row.data, loaders)
                except UsageError as error:
                    where = f"{self.name}, line {row.line}"
                    raise InputError(f"{where}: {error} Or name it with --kind.") from error
                assert found is not None  # there are fields to tell by
                return found
        if bad is not None:
            where = f"{self.name}, line {bad.line}"
            raise InputError(f"{where}: {bad.reason}; {bad.remedy}. There is no record that can be read.")
        raise InputError(
            f"{self.name}: there is no record in it. `kg template` writes an empty sheet to fill in."
        )

    def _rows(self, notice: Callable[[str], None] = lambda _: None) -> Iterator[Row | BadRow]:
        if self._stream is not None:
            self._stream.seek(0)
        return read_rows(self.path, self._stream, notice=notice, sheets=self._sheets)

    def _content(self) -> str:
        """A hash of what the file holds."""
        if self._stream is not None:
            self._stream.seek(0)
            return hashlib.file_digest(cast(BytesIO, self._stream), "sha256").hexdigest()
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise InputError(f"{self.name} cannot be read: {error.strerror or error}.") from error

    def unchanged(self, ledger: Ledger) -> FileReport | None:
        """What the last load of the file gave, when neither it nor what reads it changed since."""
        if not ledger.last_run() or ledger.checksum(self.dataset) != self.checksum:
            return None
        records = next(info.records for info in ledger.datasets() if info.name == self.dataset)
        issues = tuple(ledger.issues(self.dataset))
        return FileReport(self.name, self.dataset, self.kind, records, issues=issues, unchanged=True)

    def said(self) -> Iterator[Said]:
        """What the file's good records say.

        Raises:
            InputError: the file cannot be read to its end, or has columns that no record has.
        """
        number = 0
        for number, row in enumerate(self._rows(self._notice), 1):
            if isinstance(row, BadRow):
                self._set_aside(row.line, row.field, row.reason, row.remedy, row.excerpt)
            elif (said := self._record(row)) is not None:
                yield said
            if number % _STEP == 0:
                self._intake.have_read(_STEP)
        self._intake.have_read(number % _STEP)

    def _record(self, row: Row) -> Said | None:
        loader = self._loader
        if loader.source is not None:
            row = _with_source(row, loader.source)
        try:
            record = read_record(loader.record, row)
        except UnknownColumns as error:
            raise InputError(f"{self.name}: {error} Correct the heading; nothing was loaded.") from error
        if isinstance(record, list):
            for problem in record:
                self._set_aside(row.line, problem.field, problem.reason, problem.remedy, _excerpt(row))
            return None
        key = raw_key(record)
        try:
            if (line := self._seen.setdefault(key, row.line)) != row.line:
                taken = f"{key!r} is also the key of line {line}"
                raise RecordProblem("id", taken, "give each record an id of its own")
            sources = [source.model_dump() for source in record.sources]
            evidence = {item.field: (item.start, item.end, item.quote) for item in record.evidence}
            build = Build(self.dataset, key, sources, loader.method, self._intake.reference, evidence)
            loader.statements(record, build)
            return build.finish()
        except RecordProblem as problem:
            self._set_aside(row.line, problem.field, problem.reason, problem.remedy, _excerpt(row))
        return None

    def _set_aside(self, line: int, field_path: str | None, reason: str, remedy: str, excerpt: str) -> None:
        self.issues.append(Issue(self.dataset, self.name, line, field_path, reason, remedy, excerpt))

    def _notice(self, sentence: str) -> None:
        remedy = "nothing needs to be done"
        self.issues.append(Issue(self.dataset, self.name, None, None, sentence, remedy, "", "warning"))

    def check(self, report: FileReport, *, strict: bool) -> None:
        """Refuse the run when too much is wrong."""
        if strict and report.set_aside:
            first = next(issue for issue in self.issues if issue.severity == "error")
            raise RecordsRefused(
                f"{self.name}: records that are wrong: {report.set_aside:,}, and strict loading allows none. "
                f"Nothing was loaded. The first: {describe(first)}"
            )
        bundled = self.dataset.startswith(_BUNDLED) and self.path.name in self._loader.files
        if bundled and report.records < self._loader.least:
            raise RecordsRefused(
                f"{self.name}: only {report.records} good records, but {self._loader.name} should give "
                f"at least {self._loader.least}. Nothing was loaded; is the file complete?"
            )


#: How the names of datasets that come with `kg` begin, wherever it is installed.
_BUNDLED = "bundled/"


def dataset_name(project: Project, path: Path) -> str:
    """The name of a file's dataset: its path below the project, else its full path."""
    full = path.resolve()
    for base, prefix in ((builtin("data").resolve(), _BUNDLED), (project.root.resolve(), "")):
        if full.is_relative_to(base):
            return prefix + full.relative_to(base).as_posix()
    return full.as_posix()


def describe(issue: Issue) -> str:
    """An issue as one sentence: file, line, field, reason, remedy."""
    where = f"{issue.file}:{issue.line}" if issue.line else issue.file
    return f"{where}: {f'{issue.field}: ' if issue.field else ''}{issue.reason}; {issue.remedy}."


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and of those below it that can hold records, in the order of their names."""
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    # Hidden files, and the locks that spreadsheet programs leave beside open workbooks, hold no records.
    shown = (path for path in inside if not any(part.startswith((".", "~$")) for part in path.parts))
    return sorted(folder / path for path in shown if (folder / path).is_file())


def _spool(stack: ExitStack, path: Path) -> BinaryIO | None:
    """Standard input as a file that can be read more than once; None for a path that is a file."""
    if path != STDIN:
        return None
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, copy)
    return cast(BinaryIO, copy)


def _with_source(row: Row, source: Mapping[str, str | None]) -> Row:
    """The row, citing this source when it cites none."""
    fields: dict[str, object] = {"sources": [dict(source)]}
    if row.flat:
        fields = {f"source_1_{name}": value for name, value in source.items()}
    return row if row.data.keys() & fields.keys() else row._replace(data={**row.data, **fields})


def _excerpt(row: Row) -> str:
    return str(row.data)[:160]
