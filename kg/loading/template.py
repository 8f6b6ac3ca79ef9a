"""Empty sheets to fill in: every column named, and in a workbook explained and with drop-down lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kg.errors import UsageError
from kg.files import written_whole
from kg.loading.columns import ColumnDoc, columns
from kg.loading.records import Record
from kg.readers.xlsx import EXPLAINED

_ROWS = 5_000  # rows of a sheet that get drop-down lists
_LONGEST_LIST = 255  # characters of a drop-down list's values, a limit of the format
_HEADER = ("Column", "Meaning", "Needed", "Allowed", "Example")
_WIDTHS = (26, 60, 20, 60, 30)


def write_template(
    loader_name: str,
    record_model: type[Record],
    path: Path,
    *,
    overwrite: bool = False,
    repeat: Mapping[str, int] | None = None,
) -> list[ColumnDoc]:
    """Write an empty table with the columns of a record kind.

    Args:
        loader_name: the kind, which names the sheet.
        record_model: its record class.
        path: ``.xlsx`` (with a second sheet that explains the columns) or ``.csv`` (names only).
        overwrite: replace a file that exists.
        repeat: how many objects of a list get columns, by field.

    Returns:
        what the columns mean, in order.

    Raises:
        UsageError: another suffix, a file that exists, or no folder to write it to.
        KgError: it cannot be written.
    """
    docs = columns(record_model, repeat)
    makers = {".xlsx": lambda: _workbook(loader_name, docs), ".csv": lambda: _csv(docs)}
    if path.suffix.lower() not in makers:
        raise UsageError(f"{path}: a template is written as .xlsx or .csv. Use one of these endings.")
    if path.exists() and not overwrite:
        raise UsageError(f"{path} exists already. Choose another name, or say that it may be overwritten.")
    content = makers[path.suffix.lower()]()
    with written_whole(path) as file:
        file.buffer.write(content)
    return docs


def needed(doc: ColumnDoc) -> str:
    """When a column must be filled, in words."""
    return "yes" if doc.required else f"if {doc.needed_with} is given" if doc.needed_with else "no"


def _csv(docs: list[ColumnDoc]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow([doc.name for doc in docs])
    # Spreadsheets take a CSV file for UTF-8 only with a byte order mark.
    return text.getvalue().encode("utf-8-sig")


def _workbook(name: str, docs: list[ColumnDoc]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = name
    _head(sheet, [doc.name for doc in docs])
    lists: dict[tuple[str, ...], DataValidation] = {}
    for number, doc in enumerate(docs, 1):
        letter = get_column_letter(number)
        dimension = sheet.column_dimensions[letter]
        dimension.width = min(max(len(doc.name) + 3, 12), 40)
        if doc.text:  # or a spreadsheet makes 32.1 of the code 32.10, and a day of 2024-09
            dimension.number_format = "@"
        if (
            doc.choices
            and len(",".join(doc.choices)) <= _LONGEST_LIST
            and not any("," in c for c in doc.choices)
        ):
            if doc.choices not in lists:
                lists[doc.choices] = _drop_down(doc.choices)
                sheet.add_data_validation(lists[doc.choices])
            lists[doc.choices].add(f"{letter}2:{letter}{_ROWS}")
    _explain(book.create_sheet(EXPLAINED), docs)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _drop_down(choices: tuple[str, ...]) -> DataValidation:
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.showErrorMessage, rule.errorTitle = True, "Not one of the values"
    rule.error = "Choose one of the values in the list, or leave the cell empty."
    return rule


def _head(sheet: Any, names: list[str]) -> None:
    sheet.append(names)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
        cell.number_format = "@"
    sheet.freeze_panes = "A2"


def _explain(sheet: Any, docs: list[ColumnDoc]) -> None:
    _head(sheet, list(_HEADER))
    for doc in docs:
        sheet.append([doc.name, doc.help, needed(doc), doc.allowed, doc.example])
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment, cell.number_format = Alignment(wrap_text=True, vertical="top"), "@"
