"""Loads tables, files of records and articles: all of them in one run, or none."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.counts import Count
from kg.errors import InputError, UsageError
from kg.extract.records import Vocabulary
from kg.files import code_of
from kg.given import text_of
from kg.intake.articles import ARTICLE_SUFFIXES, ArticleFile, vocabulary_of
from kg.intake.reports import FileReport, Progress
from kg.intake.tables import StrayTable, TableFile
from kg.ledger import Ledger
from kg.loading import Loader, Reference, knows
from kg.project import Project, builtin
from kg.readers import SUFFIXES, Sheets
from kg.readers.articles import Allowed, is_address
from kg.readers.base import FORBIDDEN, name_of
from kg.statements import digest

if TYPE_CHECKING:
    from kg.extracting import Reading

AnyFile = TableFile | ArticleFile | StrayTable

#: What of kg decides what a record says.
_READ_BY = ("intake", "loading", "names", "ontology", "readers", "statements")

#: What stands for standard input among the paths to load.
STDIN = Path("-")


@dataclass
class Intake:
    """Loads files of one project.

    Args:
        project: whose folder names the datasets.
        loaders: by name.
        reference: ontology and gazetteer.
        content: a hash of the schema and the loaders.
        open_reading: gives what reads articles; called when there is one.
        progress: called with the number of records and articles read so far.
        pages: which machines addresses may lead to; None when no pages are to be fetched.
    """

    project: Project
    loaders: Mapping[str, Loader]
    reference: Reference
    content: str
    open_reading: Callable[[], Reading]
    progress: Progress = field(default=lambda _: None)
    pages: Allowed | None = None
    _read: int = field(default=0, init=False)
    _known: dict[str, int] | None = field(default=None, init=False)

    def have_read(self, records: int) -> None:
        """Count records and articles on, whatever file they are from."""
        self._read += records
        self.progress(self._read)

    def known_records(self, ledger: Ledger) -> dict[str, int]:
        """How many records each dataset had before this load."""
        if self._known is None:
            self._known = {info.name: info.records for info in ledger.datasets()}
        return self._known

    @cached_property
    def fingerprint(self) -> str:
        """Of all that statements depend on beside the file and the loader: content, and kg itself."""
        return digest(self.content, code_of(*_READ_BY))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What records made from articles may say."""
        return vocabulary_of(self.reference, self.open_reading().standing)

    def load(
        self,
        open_ledger: Callable[[], Ledger],
        paths: Sequence[Path | str],
        kind: str | None = None,
        *,
        strict: bool = False,
    ) -> list[FileReport]:
        """Load files in one run: all of them, or none when something stops it.

        Args:
            open_ledger: called once it is clear that there is something to load.
            paths: tables and files of records, articles, folders, or :data:`STDIN` with records; addresses of
                pages, as text. What records depend on (the regions) is loaded before them, when it is not
                there yet. A file in a folder that is none of records is set aside: nobody named it.
            kind: of record; recognised from each file when None.
            strict: refuse the run when a single record is wrong.

        Returns:
            one report a file, or one for each article in it; bundled files that others depend on are
            reported when they changed.

        Raises:
            InputError: a file cannot be read at all, its kind cannot be told, or its name is no text.
            UsageError: a path is an address, and no pages are to be fetched; or a folder without such files.
            RecordsRefused: by ``strict``, or a bundled file gives fewer records than it should.
        """
        if kind is not None:
            text_of(kind, "A kind of record is given by its name")
        reports: list[FileReport] = []
        with ExitStack() as stack:
            found = {path: files_of(path) for path in paths if _is_folder(path)}
            needed = self._reference_files([file for path in paths for file in found.get(path, [path])])
            files: list[AnyFile] = [TableFile(self, path, None) for path in needed]
            for path in dict.fromkeys(paths):
                if path in found:
                    files += [self._file_found(file, kind, stack) for file in found[path]]
                else:
                    files.append(self._file(path, kind, stack))
            _check_names(files)
            ledger = open_ledger()
            self._known = None
            with ledger.run() as run:
                for file in {file.dataset: file for file in files}.values():
                    for report in file.load(ledger, run, strict=strict):
                        reports += [] if report.unchanged and file.path in needed else [report]
        return reports

    def _file_found(self, path: Path | str, kind: str | None, stack: ExitStack) -> AnyFile:
        try:
            return self._file(path, kind, stack)
        except InputError as error:
            return StrayTable(self, Path(path), error)

    def _file(self, path: Path | str, kind: str | None, stack: ExitStack) -> TableFile | ArticleFile:
        if not is_address(path) and (file := Path(path)).suffix.lower() not in ARTICLE_SUFFIXES:
            return TableFile(self, file, kind, _spool(stack, file))
        if kind is not None:
            raise UsageError(
                f"--kind is for tables and files of records; {path} is an article or holds some."
            )
        return ArticleFile(self, path)

    def _reference_files(self, given: Sequence[Path | str]) -> list[Path]:
        """Bundled files that other records refer to, unless they are given anyway."""
        loaders = [loader for loader in self.loaders.values() if loader.reference]
        needed = [builtin("data") / name for loader in loaders for name in loader.files]
        named = {os.path.realpath(path) for path in given if not is_address(path)}
        return [path for path in needed if os.path.realpath(path) not in named]

    def sheets(self, kind: str | None) -> Sheets:
        """Which sheet of a workbook to read: the one of the kind, or the first that is of any."""
        kinds = frozenset(self.loaders if kind is None else (kind,))
        return Sheets(kinds=kinds, known=lambda cells: knows(cells, self.loaders.values()))


def _check_names(files: Sequence[AnyFile]) -> None:
    """Refuse names that no ledger can keep: those of old archives may be in an encoding that is none here."""
    wrong = [(file, found) for file in files if (found := FORBIDDEN.search(file.dataset))]
    if wrong:
        (file, found), others = wrong[0], Count(len(wrong) - 1)
        more = f" So {others:does|do} {others} {others:other|others}." if others else ""
        raise InputError(
            f"{file.path}: its name, or that of a folder around it, holds {name_of(found[0])}, which is no "
            f"text.{more} Rename it, then load it again."
        )


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and of those below it that can be loaded, in the order of their names."""
    known = (*SUFFIXES, *ARTICLE_SUFFIXES)
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in known)
    # Hidden files, and the locks that spreadsheet programs leave beside open workbooks, hold nothing to load.
    shown = (path for path in inside if not any(part.startswith((".", "~$")) for part in path.parts))
    return sorted(folder / path for path in shown if (folder / path).is_file())


def files_of(folder: Path | str) -> list[Path | str]:
    """Those files.

    Raises:
        UsageError: there are none.
    """
    found = files_in(Path(folder))
    if not found:
        raise UsageError(
            f"{folder}: there is no file with records or an article in this folder, nor below it."
        )
    return [*found]


def _is_folder(path: Path | str) -> bool:
    return path != STDIN and not is_address(path) and Path(path).is_dir()


def _spool(stack: ExitStack, path: Path) -> BinaryIO | None:
    """Standard input as a file that can be read more than once; None for a path that is a file."""
    if path != STDIN:
        return None
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
    shutil.copyfileobj(sys.stdin.buffer, copy)
    return cast(BinaryIO, copy)
