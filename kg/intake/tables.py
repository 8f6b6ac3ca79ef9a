"""One table or file of records on its way into the ledger."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.errors import InputError, RecordsRefused, UsageError
from kg.intake.recording import Recorder
from kg.intake.reports import BUNDLED, STDIN_DATASET, FileReport, dataset_name
from kg.ledger import WITHDRAWN, Ledger, Writer
from kg.loading import Loader, UnknownColumns, get_loader, recognise
from kg.project import builtin
from kg.readers import BadRow, Row, read_rows
from kg.readers.linked import with_linked
from kg.statements import Said

if TYPE_CHECKING:
    from kg.intake.intake import Intake

#: How many records are read between two calls of :data:`kg.intake.reports.Progress`.
_STEP = 1_000


class TableFile:
    """Collects issues while its records stream through.

    Args:
        intake: that loads it.
        path: of the file, also when ``stream`` holds its content.
        kind: of its records; recognised when None.
        stream: standard input.

    Raises:
        InputError: it cannot be read at all, or its kind cannot be told.
    """

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
        self.dataset = dataset_name(intake.project, path) if stream is None else STDIN_DATASET + content[:20]
        parts = (content, self._loader.method, intake.fingerprint)
        self.checksum = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        self._recorder = Recorder(self.dataset, self.name, intake.reference)

    def load(self, ledger: Ledger, run: Writer, *, strict: bool) -> Iterator[FileReport]:
        """Load it within a run, unless it was loaded before just as it is."""
        if not strict and (report := self._unchanged(ledger)):
            yield report
            return
        counts = run.replace(self.dataset, self.checksum, self._said())
        self._recorder.finish()
        run.set_issues(self.dataset, self._recorder.issues)
        report = FileReport(self.name, self.dataset, self.kind, *counts, tuple(self._recorder.issues))
        self._check(report, strict=strict)
        yield report

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
            f"{self.name}: there is no record in it. `kg template` writes an empty sheet to fill in; "
            f"`kg withdraw {shlex.quote(self.name)}` takes back what the file said when it had records."
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

    def _unchanged(self, ledger: Ledger) -> FileReport | None:
        """What the last load of the file gave, when neither it nor what reads it changed since."""
        if not ledger.last_run() or ledger.checksum(self.dataset) != self.checksum:
            return None
        records = self._intake.known_records(ledger)[self.dataset]
        issues = tuple(ledger.issues(self.dataset))
        if any(issue.severity == "error" and issue.line is None for issue in issues):
            return None  # meanwhile it held no records, and now it is as it was before
        return FileReport(self.name, self.dataset, self.kind, records, issues=issues, unchanged=True)

    def _said(self) -> Iterator[Said]:
        """What the file's good records say.

        Raises:
            InputError: the file cannot be read to its end, or has columns that no record has.
        """
        number = 0
        rows = self._rows(self._notice)
        if self._loader.linked:
            rows = with_linked(self._rows(), rows)
        for number, row in enumerate(rows, 1):
            if isinstance(row, BadRow):
                self._recorder.note(row.line, row.field, row.reason, row.remedy, row.excerpt)
            elif (said := self._record(row)) is not None:
                yield said
            if number % _STEP == 0:
                self._intake.have_read(_STEP)
        self._intake.have_read(number % _STEP)

    def _record(self, row: Row) -> Said | None:
        loader = self._loader
        if loader.source is not None and (self._is_bundled or not loader.files):
            row = _with_source(row, loader.source)
        try:
            cites = [{"title": self.dataset}] if loader.cites_file or loader.source is not None else []
            return self._recorder.say(loader, row, cites=cites)
        except UnknownColumns as error:
            raise InputError(f"{self.name}: {error} Correct the heading; nothing was loaded.") from error

    @property
    def _is_bundled(self) -> bool:
        return self.dataset.startswith(BUNDLED) and self.path.name in self._loader.files

    def _notice(self, sentence: str) -> None:
        self._recorder.note(None, None, sentence, "nothing, if that is as you want it", severity="warning")

    def _check(self, report: FileReport, *, strict: bool) -> None:
        """Refuse the run when too much is wrong."""
        if strict:
            report.check_strict()
        if self._is_bundled and report.records < self._loader.least:
            raise RecordsRefused(
                f"{self.name}: only {report.records} good records, but {self._loader.name} should give "
                f"at least {self._loader.least}. Nothing was loaded; is the file complete?"
            )


class StrayTable:
    """A file in a folder, of which it cannot be told what records it holds; it does not keep the others out.

    Args:
        intake: that loads the folder.
        path: of the file.
        error: why it is none of records.
    """

    kind = "not known"

    def __init__(self, intake: Intake, path: Path, error: InputError) -> None:
        self.path, self.dataset = path, dataset_name(intake.project, path)
        self._intake = intake
        self._recorder = Recorder(self.dataset, str(path), intake.reference)
        reason = str(error).removeprefix(str(path)).lstrip(":, ").rstrip(".")
        self._recorder.note(None, None, reason, "mend it, load it by itself, or move it out of the folder")

    def load(self, ledger: Ledger, run: Writer, *, strict: bool) -> Iterator[FileReport]:
        """Note why it is set aside; what was read of it earlier stays."""
        if self.dataset not in self._intake.known_records(ledger):
            run.replace(self.dataset, WITHDRAWN, ())
        run.set_issues(self.dataset, self._recorder.issues)
        report = FileReport(str(self.path), self.dataset, self.kind, 0, issues=tuple(self._recorder.issues))
        if strict:
            report.check_strict()
        yield report


def _with_source(row: Row, source: Mapping[str, str | None]) -> Row:
    """The row, citing this source when it cites none."""
    fields: dict[str, object] = {"sources": [dict(source)]}
    if row.flat:
        fields = {f"source_1_{name}": value for name, value in source.items()}
    return row if row.data.keys() & fields.keys() else row._replace(data={**row.data, **fields})
