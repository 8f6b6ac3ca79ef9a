"""What loading a file did, and what files and mistakes are called."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import RecordsRefused
from kg.project import Project, builtin
from kg.readers.articles import is_address
from kg.statements import Issue

#: Called with the number of records and articles read so far, of all files.
Progress = Callable[[int], None]

#: How the names of datasets that come with `kg` begin, wherever it is installed.
BUNDLED = "bundled/"

#: How the names of datasets begin that came through standard input; a hash of the content follows.
STDIN_DATASET = "stdin:"

#: Stands between the name of an archive or mail and what is in it.
INSIDE = "!/"


@dataclass(frozen=True)
class FileReport:
    """What loading a file did.

    Attributes:
        file: as it was given.
        dataset: its name in the ledger.
        kind: of its records; ``article`` when they were read from a text.
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
        return self.dataset if self.dataset.startswith(BUNDLED) else self.file

    @property
    def set_aside(self) -> int:
        """How many records, or unreadable documents, were not loaded."""
        return len({(issue.line, issue.excerpt) for issue in self.issues if issue.severity == "error"})

    @property
    def doubts(self) -> int:
        """How many doubts there are about what was loaded."""
        return sum(issue.severity == "warning" for issue in self.issues)

    def check_strict(self) -> None:
        """Refuse a single record that was set aside.

        Raises:
            RecordsRefused: there is one.
        """
        if self.set_aside:
            first = next(issue for issue in self.issues if issue.severity == "error")
            raise RecordsRefused(
                f"{self.file}: records that are wrong: {self.set_aside:,}, and strict loading allows none. "
                f"Nothing was loaded. The first: {describe(first)}"
            )


def dataset_name(project: Project, path: Path | str) -> str:
    """The name of a file's dataset: its path below the project, else its full path.

    Of what is in an archive or a mail, ``archive.zip!/inner.html``, only the outer part is a path. A page is
    known by its address.
    """
    if is_address(path):
        return str(path)
    outer, inside, inner = str(path).partition(INSIDE)
    full = Path(os.path.realpath(outer))  # of links in a circle, reading tells
    for base, prefix in ((builtin("data").resolve(), BUNDLED), (project.root.resolve(), "")):
        if full.is_relative_to(base):
            name = full.relative_to(base).as_posix()
            # A folder of the project that is called so is another one.
            another = not prefix and name.startswith((BUNDLED, STDIN_DATASET))
            return ("./" if another else prefix) + name + inside + inner
    return full.as_posix() + inside + inner


def describe(issue: Issue) -> str:
    """An issue as one sentence: file, line, field, reason, remedy."""
    where = f"{issue.file}:{issue.line}" if issue.line else issue.file
    return f"{where}: {f'{issue.field}: ' if issue.field else ''}{issue.reason}; {issue.remedy}."
