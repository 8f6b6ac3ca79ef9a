"""Workbooks (.xlsx): one sheet with a header row, read row by row.

Cells come as text, whole numbers, numbers and booleans; dates as ISO text, cut to what the cell
shows (a cell formatted "Sep 2024" is 2024-09, although the file stores its first day); percentages as
the text that the cell shows (87.5%, which the file stores as 0.875). Formulas are
never computed: the value that the spreadsheet saved is taken, and without one the row is refused.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import repeat
from typing import Any, BinaryIO, NamedTuple, cast

import openpyxl
from openpyxl.utils.cell import range_boundaries

from kg.errors import InputError
from kg.formulas import unmarked
from kg.readers.base import BadRow, Notice, Row, Sheets, excerpt, forbidden_in, refuse_characters
from kg.readers.csv_file import check_header

#: Most bytes that all parts of a workbook may unpack to, and how far one part may blow up.
UNPACKED_LIMIT = 400_000_000
RATIO_LIMIT = 200

_HEADER_ROWS = 10  # a header row is looked for in so many first rows
_LAST_ROW = 1_048_576  # of the format
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*")
_BROKEN = "is damaged and cannot be read ({}). Open it in a spreadsheet and save it again as .xlsx."


#: The sheet of a template that explains the columns; it is not worth a notice.
EXPLAINED = "Explained"

_Cells = tuple[Any, ...]
_Range = tuple[int, int, int, int]  # first column, first row, last column, last row


class _Refused(Exception):
    """A cell cannot be used: (reason, remedy)."""


class _Table(NamedTuple):
    """Where the records are: a sheet, the row with the column names, and these."""

    sheet: Any
    header_row: int
    columns: list[str]


def read_xlsx(stream: BinaryIO, name: str, notice: Notice, sheets: Sheets) -> Iterator[Row | BadRow]:
    """Read the records of one sheet; rows without values are skipped.

    Args:
        stream: bytes that can be read at any place (``seek``).
        name: the file's name, for messages.
        notice: told which sheets and rows were left out.
        sheets: which sheet to read.

    Raises:
        InputError: not a workbook, damaged, protected by a password, unpacking to far too much, or
            without a row of column names.
    """
    _check_archive(stream, name)
    with closing(_open(stream, name, data_only=True)) as book:
        table = _find_table(book, name, notice, sheets)
        if table is None:
            return
        formula, merged = _scan(book, table.sheet)
        if not formula:
            yield from _rows(table, merged, repeat(()), name, notice)
            return
        # The values say nothing of a formula that was never computed, so both are read side by side.
        with closing(_open(stream, name, data_only=False)) as formulas:
            twins = _guarded(formulas[table.sheet.title].iter_rows(**_reach(table)), name)
            yield from _rows(table, merged, twins, name, notice)


def _check_archive(stream: BinaryIO, name: str) -> None:
    """Refuse what would fill the memory, before anything is unpacked. Raises InputError."""
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise InputError(f"{name} is protected by a password. Remove the password and load it again.")
            huge = any(
                part.file_size > 10_000_000 and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
                for part in parts
            )
            if huge or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise InputError(f"{name} unpacks to far more than a table of records. It was not opened.")
            for part in parts:
                with archive.open(part) as content:
                    if b"<!DOCTYPE" in content.read(1 << 16):
                        raise InputError(
                            f"{name} holds XML definitions that no spreadsheet writes. It was not opened."
                        )
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,  # a version or a packing that zipfile does not know
        ValueError,
        zlib.error,
    ) as error:
        raise InputError(f"{name} " + _BROKEN.format("the archive is incomplete")) from error


def _open(stream: BinaryIO, name: str, data_only: bool) -> Any:
    # The library warns of what it leaves out (charts, formats), none of which matters to records, and
    # on a damaged workbook it raises whatever the damage leads to.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=data_only, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what files say of their own size is often wrong
        return book
    except Exception as error:
        raise InputError(f"{name} " + _BROKEN.format(error.__class__.__name__)) from error


def _guarded(rows: Iterator[_Cells], name: str) -> Iterator[_Cells]:
    """The same rows, with the library's warnings silenced and its errors made ours."""
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise InputError(f"{name} " + _BROKEN.format(error.__class__.__name__)) from error
        yield row


def _find_table(book: Any, name: str, notice: Notice, sheets: Sheets) -> _Table | None:
    """Choose the sheet and its header row; None for a workbook without any value."""
    titles = [sheet.title for sheet in book.worksheets]
    candidates = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sheets.name is not None:
        candidates = [sheet for sheet in book.worksheets if sheet.title == sheets.name]
        if not candidates:
            raise InputError(f"{name} has no sheet {sheets.name!r}. Its sheets are: {', '.join(titles)}.")
    called = [sheet for sheet in candidates if sheet.title.strip().casefold() in sheets.kinds]
    heads = {sheet.title: _head(sheet, name) for sheet in candidates}
    if not any(any(cells) for head in heads.values() for cells in head):
        return None
    for test in (sheets.known, _looks_like_names):
        for sheet in called + candidates:
            for number, cells in enumerate(heads[sheet.title], 1):
                if test and any(cells) and test([cell for cell in cells if cell]):
                    _tell(name, sheet.title, titles, number, heads[sheet.title], notice)
                    return _Table(
                        sheet, number, check_header(cells, f"{name}, sheet {sheet.title!r}, row {number}")
                    )
    raise InputError(
        f"{name}: no sheet has a row with column names. `kg template` writes an empty table with them."
    )


def _head(sheet: Any, name: str) -> list[list[str]]:
    rows = _guarded(sheet.iter_rows(max_row=_HEADER_ROWS), name)
    return [["" if cell.value is None else str(cell.value).strip() for cell in row] for row in rows]


def _looks_like_names(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and all(_COLUMN_NAME.fullmatch(cell) for cell in cells)


def _tell(name: str, title: str, titles: list[str], row: int, head: list[list[str]], notice: Notice) -> None:
    others = [each for each in titles if each not in (title, EXPLAINED)]
    if others:
        notice(
            f"{name}: only the sheet {title!r} was read, not {', '.join(map(repr, others))}. "
            "Records on another sheet are read from a workbook of their own."
        )
    if any(any(cells) for cells in head[: row - 1]):
        notice(f"{name}, sheet {title!r}: the rows above the column names in row {row} were not read.")


def _scan(book: Any, sheet: Any) -> tuple[bool, list[_Range]]:
    """Whether a sheet has formulas, and its merged ranges; the library's row reader tells neither."""
    formula, merged, tail = False, list[_Range](), b""
    with book._archive.open(sheet._worksheet_path) as content:
        while chunk := content.read(1 << 20):
            text = tail + chunk
            formula = formula or bool(_FORMULA.search(text))
            merged += [cast(_Range, range_boundaries(found.decode())) for found in _MERGED.findall(text)]
            tail = text[text.rfind(b"<") :][:1000]
    return formula, merged


def _reach(table: _Table) -> dict[str, int]:
    # A little beyond the named columns, so that a stray value is found and a stray format costs nothing.
    return {"min_row": 1, "max_row": _LAST_ROW, "max_col": len(table.columns) + 20}


def _rows(
    table: _Table, merged: list[_Range], twins: Iterable[_Cells], name: str, notice: Notice
) -> Iterator[Row | BadRow]:
    headings, values = [], _guarded(table.sheet.iter_rows(**_reach(table)), name)
    for number, (cells, twin) in enumerate(zip(values, twins, strict=False), 1):
        filled = [cell for cell in cells if cell.value is not None and str(cell.value).strip()]
        if number <= table.header_row or not (filled or any(cell.value is not None for cell in twin)):
            continue
        here = [area for area in merged if area[1] <= number <= area[3]]
        if len(filled) == 1 and any(area[0] == filled[0].column < area[2] for area in here):
            headings.append(str(number))
            continue
        yield _row(table, number, cells, twin, here)
    if headings:
        title, rows = table.sheet.title, ", ".join(headings)
        notice(f"{name}, sheet {title!r}: headings merged across columns were not read (row {rows}).")


def _row(table: _Table, number: int, cells: _Cells, twin: _Cells, merged: list[_Range]) -> Row | BadRow:
    title, column = table.sheet.title, None
    data: dict[str, Any] = dict.fromkeys(table.columns)
    shown = excerpt(" | ".join(str(cell.value) for cell in cells if cell.value is not None)[:1000])
    try:
        if any(area[1] < number for area in merged):
            raise _Refused(
                "has cells merged with those above", "unmerge them and write the value into each row"
            )
        for i, cell in enumerate(cells):
            column = table.columns[i] if i < len(table.columns) else None
            value = _value(cell, twin[i] if i < len(twin) else None)
            if value is not None and column is None:
                reason = f"cell {cell.coordinate} stands beyond the last column name"
                raise _Refused(reason, "delete it, or give the column a name")
            if column is not None:
                data[column] = value
    except _Refused as error:
        reason, remedy = error.args
        return BadRow(number, column, f"sheet {title!r}: {reason}", remedy, shown)
    if found := forbidden_in(data):
        return refuse_characters(number, found, shown)
    return Row(number, data, True, title)


def _value(cell: Any, twin: Any) -> Any:
    """The value of a cell as text, number or boolean. Raises :class:`_Refused`."""
    value = cell.value
    if value is None:
        if twin is not None and twin.data_type == "f":
            reason = f"cell {twin.coordinate} holds a formula without a saved value"
            raise _Refused(reason, "open the file in a spreadsheet and save it, or write the value itself")
        return None
    if cell.data_type == "e":
        raise _Refused(f"cell {cell.coordinate} holds the error {value}", "write the value itself")
    if isinstance(value, datetime | date | time):
        return _date_text(value, _shown_as(cell))
    if isinstance(value, int | float) and "%" in _shown_as(cell):
        return f"{value * 100:.12g}%"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return unmarked(value) if value.strip() else None
    return value if isinstance(value, int | float) else str(value)


def _shown_as(cell: Any) -> str:
    """The format of a cell in small letters, without the text that it adds."""
    return re.sub(r'\[[^]]*\]|"[^"]*"|\\.', "", cell.number_format or "").lower()


def _date_text(value: datetime | date | time, shown_as: str) -> str:
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(timespec="seconds")
    if "d" in shown_as or not re.search("[my]", shown_as):
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m" if "m" in shown_as else "%Y")
