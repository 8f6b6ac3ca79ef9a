"""An Excel workbook with a sheet of nodes and one of edges, which opens alike in every country.

(Of a CSV file Excel makes one column where its list separator is no comma, as in Indonesia.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, TextIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.errors import UsageError
from kg.exports.tables import as_text, fill
from kg.exports.values import xml_text
from kg.formulas import harmless
from kg.graph import Changes
from kg.ledger import Ledger
from kg.ontology import Ontology

if TYPE_CHECKING:
    from openpyxl import Workbook

#: What a sheet and a cell hold: https://support.microsoft.com, "Excel specifications and limits".
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
#: The first time that an archive can give, and where a workbook says when it was made and changed.
_NO_TIME, _PROPERTIES = (1980, 1, 1, 0, 0, 0), "docProps/core.xml"
_TIME = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
#: At the end of a text that is longer.
CUT = " ... (cut: a cell holds no more)"


def write_workbook(file: TextIO, changes: Changes, _ledger: Ledger, ontology: Ontology) -> None:
    """Write a whole graph. Numbers are numbers, a property with several values is one cell: ``a; b``.

    Args:
        file: to whose buffer of bytes it is written.
        changes: a complete build.
        ontology: the concepts.

    Raises:
        UsageError: there are more nodes or edges than a sheet has rows.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        fill(lambda what, columns: _Sheet(book, what, columns), changes, ontology)
    except BaseException:
        for sheet in book.worksheets:
            sheet.close()  # else what writes it complains of being given up
        raise
    # Into a pipe that is closed, the archive would complain of its own once more when it is given up.
    with TemporaryFile() as made, TemporaryFile() as whole:
        book.save(made)
        _without_times(made, whole)
        whole.seek(0)
        copyfileobj(whole, file.buffer)


def _without_times(made: IO[bytes], whole: IO[bytes]) -> None:
    """Copy a workbook without the times at which it was made, so that the same graph gives the same bytes."""
    with ZipFile(made) as parts, ZipFile(whole, "w") as copy:
        for made_part in parts.infolist():
            part = ZipInfo(made_part.filename, _NO_TIME)
            part.compress_type, part.file_size = ZIP_DEFLATED, made_part.file_size
            with parts.open(made_part) as source, copy.open(part, "w") as target:
                if part.filename == _PROPERTIES:
                    target.write(_TIME.sub(b"", source.read()))
                else:
                    copyfileobj(source, target)


class _Sheet:
    """A sheet none of whose cells is a formula, with its columns at the top."""

    def __init__(self, book: Workbook, what: str, columns: Sequence[str]) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._what, self._columns, self._rows = what, columns, 0
        self._sheet = book.create_sheet(what)
        self._sheet.freeze_panes = "A2"
        heads = [WriteOnlyCell(self._sheet, name) for name in columns]
        for head in heads:
            head.font = Font(bold=True)
        self._append(heads)

    def write(self, row: dict[str, Any]) -> None:
        """Write a row; missing cells are empty."""
        self._append([_cell(row.get(name)) for name in self._columns])

    def _append(self, cells: list[Any]) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise UsageError(
                f"A sheet of Excel has {MOST_ROWS:,} rows, and there are more {self._what}: kg export csv"
            )
        self._sheet.append(cells)


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = harmless(xml_text(as_text(value)))
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(CUT)] + CUT
