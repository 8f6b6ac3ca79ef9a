"""Rows for people and for programs: tables, JSON, CSV and Markdown.

Nothing in the data can steer a terminal, act as a formula in a spreadsheet or as markup in Markdown.
JSON is the format without loss: characters that the others make visible stand escaped there.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal, TextIO, TypeVar

import click

from kg.cli.cells import UNSAFE, Column, Row, cell, columns_of, texts, visible
from kg.cli.context import current
from kg.formulas import harmless

__all__ = [
    "FORMATS",
    "Column",
    "Format",
    "Row",
    "cell",
    "chosen",
    "counting",
    "emit",
    "format_option",
    "note",
    "progress",
    "say",
    "visible",
    "waiting",
]

Format = Literal["table", "json", "csv", "md"]
FORMATS: tuple[Format, ...] = ("table", "json", "csv", "md")
F = TypeVar("F", bound=Callable[..., Any])


def format_option(command: F) -> F:
    """Give a command the option ``--format``; it arrives as ``format``, None when not given."""
    return click.option(
        "-f",
        "--format",
        "format",
        type=click.Choice(FORMATS),
        help="How to print the result: a table on a terminal, JSON to another program, unless told.",
    )(command)


def chosen(format: Format | None) -> Format:
    """The format asked for, or else a table on a terminal and JSON to another program."""
    return format or ("table" if sys.stdout.isatty() else "json")


def emit(
    rows: Iterable[Row],
    columns: Sequence[Column] | None = None,
    format: Format | None = None,
    title: str | None = None,
    footnotes: Sequence[str] | None = None,
    file: TextIO | None = None,
) -> None:
    """Print rows.

    Args:
        rows: one mapping a row. Values are text, numbers, dates, booleans, None, or lists of these;
            JSON takes nested mappings too. As JSON and CSV they are printed as they come.
        columns: which keys to print, in order; all that occur by default, for which all rows are held.
        format: one of :data:`FORMATS`; by default ``table`` on a terminal and ``json`` elsewhere.
        title: a line above the table.
        footnotes: lines below the table: what the rows do not cover, what to try next. JSON and CSV
            have no room for them, and they go to standard error.
        file: where to print, standard output by default.
    """
    file = file or sys.stdout
    format = format or ("table" if file.isatty() else "json")
    if columns is None:
        rows = list(rows)
        columns = columns_of(rows)
    notes = list(footnotes or ())
    if format == "json":
        _write_json(rows, columns, file)
    elif format == "csv":
        _write_csv(rows, columns, file)
    elif format == "table":
        from kg.cli.table import write_table

        write_table(list(rows), columns, file, title, notes)
    else:
        file.write(_markdown(list(rows), columns, title, notes))
    if format in ("json", "csv"):
        for text in notes:
            note(text)


def note(text: str) -> None:
    """Print a line for people on standard error, unless ``--quiet`` was given."""
    if not current().quiet:
        click.echo(visible(text), err=True)


def say(text: str = "") -> None:
    """Print a line on standard output; data in it cannot steer the terminal."""
    click.echo(visible(text))


@contextmanager
def progress(total: int | None, what: str) -> Iterator[Callable[[int], None]]:
    """Show how far a piece of work is, on standard error and only where that is a terminal.

    Args:
        total: how many steps there will be; None when not known.
        what: what is done, such as ``"Loading"``.

    Yields:
        A function to call with the number of steps just done.
    """
    if not _is_watched():
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Steps a second, of work of known size; the next column says it of other work."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.total and task.speed else "")

    shown = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TaskProgressColumn(show_speed=True),  # of work of unknown size the speed, else the share done
        TimeRemainingColumn(),
    )
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(visible(what), total=total)
        yield lambda steps: bar.advance(task, steps)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Like :func:`progress`, for work that cannot tell how far it is: that it goes on, and how long already.

    Args:
        what: what is done, such as ``"Drawing"``.
    """
    if not _is_watched():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shown = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(visible(what), total=None)
        yield


def _is_watched() -> bool:
    """Whether somebody sees on standard error how far a piece of work is."""
    return not current().quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None]]:
    """Like :func:`progress`, for work of unknown size that tells how much is done so far.

    Yields:
        A function to call with that number.
    """
    done = 0
    with progress(None, what) as advance:

        def so_far(number: int) -> None:
            nonlocal done
            advance(number - done)
            done = number

        yield so_far


def _write_json(rows: Iterable[Row], columns: Sequence[Column], file: TextIO) -> None:
    between = "[\n"
    for row in rows:
        picked = {column.name: _jsonable(row.get(column.name)) for column in columns}
        text = json.dumps(picked, ensure_ascii=False, indent=2, default=_plain, allow_nan=False)
        # json escapes C0 itself. The others can only stand inside strings, where an escape means the same.
        safe = UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        file.write(between + textwrap.indent(safe, "  "))
        between = ",\n"
    file.write("[]\n" if between == "[\n" else "\n]\n")


def _jsonable(value: Any) -> Any:
    """Numbers that JSON lacks become null; what is inside lists and mappings too."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_jsonable(item) for item in value), key=str)
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    return value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _write_csv(rows: Iterable[Row], columns: Sequence[Column], file: TextIO) -> None:
    """RFC 4180, with no cell that a spreadsheet would take for a formula."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([harmless(visible(column.name)) for column in columns])
    for row in rows:
        values = [texts(row.get(column.name)) for column in columns]
        writer.writerow(["; ".join(map(harmless, parts)) for parts in values])


_ADDRESS = re.compile(r"(https?://[^\s<>|\\`\"]*[^\s<>|\\`\".,;:!?)\]])")


def _markdown(rows: Sequence[Row], columns: Sequence[Column], title: str | None, notes: Sequence[str]) -> str:
    names = [_escape_markdown(column.name) for column in columns]
    rules = ["---:" if column.numeric else "---" for column in columns]
    body = [[_escape_markdown(cell(row.get(column.name))) for column in columns] for row in rows]
    table = [f"| {' | '.join(cells)} |" for cells in (names, rules, *body)]
    blocks = [
        *([f"**{_escape_markdown(title)}**"] if title else []),
        "\n".join(table) if columns else "No rows.",
        *(["No rows."] if columns and not rows else []),
        *(_escape_markdown(text) for text in notes),
    ]
    return "\n\n".join(blocks) + "\n"


def _escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is; web addresses stay links."""
    parts = _ADDRESS.split(visible(text))
    # re.split with one group puts the addresses at the odd places.
    return "".join(f"<{part}>" if place % 2 else _escape_words(part) for place, part in enumerate(parts))


def _escape_words(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_\[\]|~#])", r"\\\1", text)
    return text.replace("\n", "<br>").replace("\t", " ")
