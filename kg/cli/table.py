"""Tables for people, at any width."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.cli.cells import Column, Row, cell, visible

#: A text column is readable at this width; below it, words break everywhere.
_READABLE = 12
#: Blanks that the table puts between two columns.
_GAP = 2
_FALLBACK_WIDTH = 100
#: So many rows show how a table looks.
_SAMPLE = 50


def write_table(
    rows: Sequence[Row],
    columns: Sequence[Column],
    file: TextIO,
    title: str | None,
    notes: Sequence[str],
) -> None:
    """Print rows as a table, or as one block a row where the columns would become too narrow to read.

    Args:
        rows: as for :func:`kg.cli.output.emit`.
        columns: which keys to print, in order.
        file: where to print. Colours and bold type only on a terminal, and not with ``NO_COLOR`` set.
        title: a line above.
        notes: lines below.
    """
    console = console_for(file)
    cells = [
        [cell(row.get(column.name)).replace("\t", " ").strip("\n") for column in columns] for row in rows
    ]
    with console.capture() as captured:
        if title:
            console.print(Text(visible(title), style="bold"))
        if not rows:
            console.print(Text("No rows."))
        elif _total(_least_widths(cells, columns)) <= console.width:
            console.print(
                _table(cells, columns, console.width, spaced=_mostly_wraps(console, cells, columns))
            )
        else:
            _write_blocks(console, cells, columns)
        if notes:
            console.print()
        for text in notes:
            # An address that is broken into lines can be neither clicked nor copied.
            console.print(Text(visible(text), style="dim"), soft_wrap="://" in text)
    # rich fills every line up; nobody wants the blanks in a file.
    file.write(re.sub(r" +$", "", captured.get(), flags=re.MULTILINE))


def console_for(file: TextIO) -> Console:
    """A rich console on a file: as wide as the terminal (else as ``COLUMNS`` says, else 100), markup off."""
    plain = not file.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    width, height = shutil.get_terminal_size((_FALLBACK_WIDTH, 24))
    return Console(
        file=file,
        width=width,
        height=height,  # unless both are given, rich takes a dumb terminal for 80 columns wide
        color_system=None if plain else "standard",
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def _mostly_wraps(console: Console, cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> bool:
    """Whether rows take so many lines that only a blank line between them tells them apart."""
    sample = cells[:_SAMPLE]
    return (
        len(console.render_lines(_table(sample, columns, console.width), pad=False)) > 1.5 * len(sample) + 2
    )


def _table(
    cells: Sequence[Sequence[str]], columns: Sequence[Column], width: int, *, spaced: bool = False
) -> Table:
    table = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, _GAP - 1, 0, 0),
        leading=1 if spaced else 0,
        header_style="bold",
    )
    # Left to itself, rich makes a table with least widths wider than the console, and cuts it off there.
    for column, chosen in zip(columns, _fitting_widths(cells, columns, width), strict=True):
        table.add_column(
            Text(_heading(column)),
            justify="right" if column.numeric else "left",
            width=chosen,
            overflow="fold",
        )
    for row in cells:
        table.add_row(*(Text(text) for text in row))
    return table


def _heading(column: Column) -> str:
    """The column's name as people write it, which can also be broken into lines."""
    return visible(column.name).replace("_", " ")


def _fitting_widths(cells: Sequence[Sequence[str]], columns: Sequence[Column], width: int) -> list[int]:
    """Widths that fill the table: beyond the least ones all get the same, but none more than it needs."""
    widths = _least_widths(cells, columns)
    wanted = [
        max(cell_len(line) for text in texts for line in text.split("\n"))
        for texts in ([_heading(column), *(row[i] for row in cells)] for i, column in enumerate(columns))
    ]
    spare = width - _total(widths)
    by_need = sorted(range(len(columns)), key=lambda i: wanted[i] - widths[i])
    for served, i in enumerate(by_need):
        more = min(wanted[i] - widths[i], spare // (len(columns) - served))
        widths[i] += more
        spare -= more
    return widths


def _least_widths(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[int]:
    """The width below which each column should not go: its longest word, within reason."""
    widths = []
    for place, column in enumerate(columns):
        words = " ".join([_heading(column), *(row[place] for row in cells)]).split()
        longest = max(map(cell_len, words), default=1)
        widths.append(longest if column.numeric else min(longest, _READABLE))
    return widths


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * max(0, len(widths) - 1)


def _write_blocks(console: Console, cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> None:
    for number, row in enumerate(cells, 1):
        console.print(Text(f"-- {number} --", style="dim"))
        block = Table.grid(padding=(0, _GAP, 0, 0))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for column, text in zip(columns, row, strict=True):
            block.add_row(Text(_heading(column)), Text(text))
        console.print(block)
