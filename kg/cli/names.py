"""`kg names`: whether two names are one person's, without a project and without a graph."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, Row, emit, format_option, progress, visible
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.names.compare import Comparer, Comparison
    from kg.readers import Row as ReadRow

#: What `kg names --pairs` ends with when some rows could not be read and others were.
SOME_NOT_READ = 3
_ADDED = (
    Column("score", "From 0 to 1; from 0.9 same, from 0.5 ask.", "number"),
    Column("decision", "same, ask or different."),
)
#: Bytes at the beginning of a table by which it is known to have something in it; and those that are nothing.
_START, _NOTHING = 4096, b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


@click.command()
@click.argument("left", required=False)
@click.argument("right", required=False)
@click.option(
    "--pairs", metavar="FILE", help="Compare the columns left and right of a table; - is standard input."
)
@format_option
@pass_context
def names(
    context: Context, left: str | None, right: str | None, pairs: str | None, format: Format | None
) -> None:
    """Say whether two names are one person's: same, ask or different.

    Same is said only when it is sure: the words of one name are explained by those of the other, and what
    they share is rare enough to tell people apart. Different is said when words contradict. All else is a
    question to a person. Titles, degrees, initials, old and new spellings, and forms such as Moh. for
    Muhammad are known. Names are compared, not people: two people of one name are the same here.

    With --pairs, the columns score and decision are added to the table. Rows that cannot be read, or
    lack a name, are left out and listed at the end; the command then ends with exit code 3, and with 1 when
    none could be read.

    The words come with kg; a project adds to them in loaders/names.yaml and loaders/titles.yaml.

    \b
    Examples:
      kg names 'Mokhammad Najih' 'Prof. M. Najih, S.H.'
      kg names 'Dedy Irsan' 'Dedi Irsan' --format json
      kg names --pairs pairs.csv --format csv > compared.csv
    """
    if pairs is not None:
        if left is not None:
            raise UsageError("Give two names, or --pairs with a file of them: not both.")
        _compare_pairs(context, pairs, format)
    elif left is None or right is None:
        raise UsageError("Two names are needed, in quotes: kg names 'Dedy Irsan' 'Dedi Irsan'.")
    else:
        found = _comparer(context).compare(left, right)
        row = {"left": left, "right": right, **_result(found), "reasons": list(found.reasons)}
        columns = [Column("left"), Column("right"), *_ADDED, Column("reasons", "What decided.")]
        emit([row], columns, format)


def _comparer(context: Context) -> Comparer:
    """What compares names for the project; no ledger is needed."""
    from kg.workspace import open_workspace

    return open_workspace(context.project).comparer


def _result(found: Comparison) -> dict[str, Any]:
    return {"score": round(found.score, 3), "decision": found.decision}


def _compare_pairs(context: Context, path: str, format: Format | None) -> None:
    """Add the columns to a table, row by row as it is read."""
    table = _Table(path)
    comparer = _comparer(context)
    columns = [Column(name) for name in table.names if name not in {column.name for column in _ADDED}]
    with progress(None, "Comparing") as advance:

        def compared() -> Iterator[Row]:
            for row in table.rows():
                found = comparer.compare(str(row["left"]), str(row["right"]))
                advance(1)
                yield {**row, **_result(found)}

        emit(compared(), [*columns, *_ADDED], format)
    table.report()


class _Table:
    """A table with the columns left and right.

    Attributes:
        names: of all columns, in order.

    Raises:
        InputError: it cannot be read at all, has nothing in it, or lacks a column.
    """

    def __init__(self, path: str) -> None:
        from kg.readers import BadRow, read_rows

        self._bad_type = BadRow
        self._name = "standard input" if path == "-" else path
        if _is_empty(path):
            raise InputError(f"{self._name} is empty. A table with columns left and right is needed.")
        self._rows = read_rows(path)
        self._bad: list[BadRow] = []
        self._good = 0
        self._first: ReadRow | None = self._next()
        self.names = list(self._first.data if self._first else ("left", "right"))
        self._check()

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows that can be read and have two names; what a line lacks at its end is a name, too."""
        row = self._first
        while row is not None:
            if lacking := [side for side in ("left", "right") if not str(row.data.get(side) or "").strip()]:
                reason = f"has no name in column {' and '.join(lacking)}"
                self._bad.append(self._bad_type(row.line, lacking[0], reason, "add it, or delete the row"))
            else:
                self._good += 1
                yield row.data
            row = self._next()

    def report(self) -> None:
        """Say which rows could not be read.

        Raises:
            Exit: there are some.
        """
        for bad in self._bad:
            click.echo(visible(f"{self._name}, line {bad.line}: {bad.reason}; {bad.remedy}."), err=True)
        if self._bad:
            raise click.exceptions.Exit(SOME_NOT_READ if self._good else 1)

    def _next(self) -> ReadRow | None:
        for row in self._rows:
            if not isinstance(row, self._bad_type):
                return row
            self._bad.append(row)
        return None

    def _check(self) -> None:
        from kg.ontology.hints import did_you_mean

        for column in ("left", "right"):
            if column not in self.names:
                there = ", ".join(self.names)
                raise InputError(
                    f"{self._name} has no column {column!r}.{did_you_mean(column, self.names)} "
                    f"There are: {there}. Call the two columns with names left and right."
                )


def _is_empty(path: str) -> bool:
    """Whether nothing but blanks and a mark of an encoding is in a file.

    What comes from standard input is still there to be read.
    """
    if path != "-":
        file = Path(path)
        if not file.is_file():  # a pipe is read once
            return False
        with file.open("rb") as stream:
            return not stream.read(_START).strip(_NOTHING)
    given = sys.stdin.buffer
    if isinstance(given, io.BufferedReader) and not given.seekable():
        return not given.peek(_START).strip(_NOTHING)
    start = given.read(_START)
    given.seek(-len(start), io.SEEK_CUR)
    return not start.strip(_NOTHING)
