"""Brings files into the ledger: rows become records, records become statements, what is wrong becomes issues."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from kg.errors import InputError, RecordsRefused
from kg.ledger import Ledger
from kg.loading import Build, Loader, RecordProblem, Reference, get_loader, raw_key, read_record, recognise
from kg.project import Project, builtin
from kg.readers import BadRow, Row, read_rows
from kg.statements import Issue, Said

#: Called with the number of records read so far.
Progress = Callable[[int], None]


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
        unchanged: the file and what reads it are as they were; it was not read again.
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

    def load(self, ledger: Ledger, paths: Sequence[Path], kind: str | None = None, *, strict: bool = False) -> list[FileReport]:
        """Load files in one run: all of them, or none when something stops it.

        Args:
            paths: files; what records depend on (the regions) is loaded before them, when it is not there yet.
            kind: of record; recognised from each file when None.
            strict: refuse the run when a single record is wrong.

        Raises:
            InputError: a file cannot be read at all.
            RecordsRefused: by ``strict``, or a bundled file gives fewer records than it should.
        """
        reports: list[FileReport] = []
        files = [_File(self, path, None) for path in self._reference_files(paths)]
        files += [_File(self, path, kind) for path in paths]
        with ledger.run() as run:
            for file in files:
                known = ledger.checksum(file.dataset) if ledger.last_run() else None
                if known == file.checksum and not strict:
                    reports.append(FileReport(str(file.path), file.dataset, file.kind, 0, unchanged=True))
                    continue
                counts = run.replace(file.dataset, file.checksum, file.said())
                run.set_issues(file.dataset, file.issues)
                report = FileReport(str(file.path), file.dataset, file.kind, *counts, tuple(file.issues))
                file.check(report, strict=strict)
                reports.append(report)
        return reports

    def _reference_files(self, given: Sequence[Path]) -> list[Path]:
        """Bundled files that other records refer to, unless they are given anyway."""
        needed = [builtin("data") / name for loader in self.loaders.values() if loader.reference for name in loader.files]
        return [path for path in needed if path.resolve() not in {other.resolve() for other in given}]

    def loader_for(self, path: Path, kind: str | None) -> Loader:
        """The loader of a file: the one named, or of a bundled file its own, or the one its first record fits."""
        if kind is not None:
            return get_loader(self.loaders, kind)
        if path.parent.resolve() == builtin("data").resolve():
            for loader in self.loaders.values():
                if path.name in loader.files:
                    return loader
        first = next((row for row in read_rows(path) if isinstance(row, Row)), None)
        if first is None:
            raise InputError(f"{path}: no record in it. An empty sheet to fill in: kg template agreements -o {path.stem}.xlsx")
        found = recognise(first.data, self.loaders.values())
        if found is None:
            raise InputError(f"{path}: its first record is empty, so its kind cannot be told. Say it with --kind.")
        return found


class _File:
    """One file on its way into the ledger; collects issues while its records stream through."""

    def __init__(self, intake: Intake, path: Path, kind: str | None) -> None:
        if not path.exists():
            raise InputError(f"{path}: there is no such file.")
        self.path = path
        self._intake = intake
        self._loader = intake.loader_for(path, kind)
        self.kind = self._loader.name
        self.dataset = dataset_name(intake.project, path)
        self.checksum = _checksum(path, self._loader.method, intake.fingerprint)
        self.issues: list[Issue] = []
        self._seen: dict[str, int] = {}

    def said(self) -> Iterator[Said]:
        """What the file's good records say."""
        done = 0
        for row in read_rows(self.path, notice=self._notice):
            if isinstance(row, BadRow):
                self._set_aside(row.line, row.field, row.reason, row.remedy, row.excerpt)
            elif (said := self._record(row)) is not None:
                yield said
            done += 1
            if done % 1_000 == 0:
                self._intake.progress(done)
        self._intake.progress(done)

    def _record(self, row: Row) -> Said | None:
        loader = self._loader
        if loader.source is not None:
            row = _with_source(row, loader.source)
        record = read_record(loader.record, row)
        if isinstance(record, list):
            for problem in record:
                self._set_aside(row.line, problem.field, problem.reason, problem.remedy, _excerpt(row))
            return None
        key = raw_key(record)
        try:
            if (line := self._seen.setdefault(key, row.line)) != row.line:
                raise RecordProblem("id", f"{key!r} is also the key of line {line}", "give each record an id of its own")
            sources = [source.model_dump() for source in record.sources]
            evidence = {item.field: (item.start, item.end, item.quote) for item in record.evidence}
            build = Build(self.dataset, key, sources, loader.method, self._intake.reference, evidence)
            loader.statements(record, build)
            return build.finish()
        except RecordProblem as problem:
            self._set_aside(row.line, problem.field, problem.reason, problem.remedy, _excerpt(row))
        return None

    def _set_aside(self, line: int, field_path: str | None, reason: str, remedy: str, excerpt: str) -> None:
        self.issues.append(Issue(self.dataset, str(self.path), line, field_path, reason, remedy, excerpt))

    def _notice(self, sentence: str) -> None:
        self.issues.append(Issue(self.dataset, str(self.path), None, None, sentence, "nothing needs to be done", "", "warning"))

    def check(self, report: FileReport, *, strict: bool) -> None:
        """Refuse the run when too much is wrong."""
        if strict and report.set_aside:
            first = next(issue for issue in self.issues if issue.severity == "error")
            raise RecordsRefused(
                f"{self.path}: {report.set_aside} record(s) are wrong, and --strict allows none. Nothing was loaded. "
                f"The first: {describe(first)}"
            )
        if self.path.name in self._loader.files and self.dataset.startswith(_BUNDLED) and report.records < self._loader.least:
            raise RecordsRefused(
                f"{self.path}: only {report.records} good records, but {self._loader.name} should give at least "
                f"{self._loader.least}. Nothing was loaded; is the file complete?"
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


def _checksum(path: Path, *parts: str) -> str:
    with path.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    return hashlib.sha256("\n".join(chain((content,), parts)).encode()).hexdigest()


def _with_source(row: Row, source: Mapping[str, str | None]) -> Row:
    """The row, citing this source when it cites none."""
    fields = {f"source_1_{name}": value for name, value in source.items()} if row.flat else {"sources": [dict(source)]}
    return row if row.data.keys() & fields.keys() else row._replace(data={**row.data, **fields})


def _excerpt(row: Row) -> str:
    return str(row.data)[:160]
