from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.errors import InputError
from kg.readers import BadRow, Row, Sheets, read_rows


def workbook(*rows: list[Any], title: str = "Sheet1") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def content(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(
    book: openpyxl.Workbook | bytes, sheets: Sheets | None = None, notice: Callable[[str], None] = pytest.fail
) -> list[Row | BadRow]:
    raw = book if isinstance(book, bytes) else content(book)
    return list(read_rows("records.xlsx", io.BytesIO(raw), notice=notice, sheets=sheets))


def changed(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_rows_are_cells_by_column_with_the_row_of_the_sheet() -> None:
    book = workbook(["name", "score", "seen"], ["A", 83.5, True], [None, None, None], ["B", 5.0, None])
    assert read(book) == [
        Row(2, {"name": "A", "score": 83.5, "seen": True}, True, "Sheet1"),
        Row(4, {"name": "B", "score": 5, "seen": None}, True, "Sheet1"),
    ]


def test_whole_numbers_are_whole() -> None:
    (row,) = read(workbook(["a", "b"], [2021.0, 2.5]))
    assert isinstance(row, Row)
    assert repr(row.data) == "{'a': 2021, 'b': 2.5}"


def test_dates_become_text_as_far_as_the_cell_shows_them() -> None:
    book = workbook(
        ["day", "month", "year", "moment", "hour"],
        [date(2024, 9, 3)] * 3 + [datetime.fromisoformat("2024-09-03T14:30"), time(9, 5)],
    )
    sheet: Any = book.active
    sheet["B2"].number_format = "[$-409]mmm\\ yyyy;@"
    sheet["C2"].number_format = "yyyy"
    (row,) = read(book)
    assert isinstance(row, Row)
    assert list(row.data.values()) == ["2024-09-03", "2024-09", "2024", "2024-09-03T14:30:00", "09:05:00"]


def test_percentages_become_text_as_the_cell_shows_them_and_are_not_taken_for_small_numbers() -> None:
    book = workbook(["score", "share", "plain"], [0.875, 1, 0.5])
    sheet: Any = book.active
    sheet["A2"].number_format, sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", "0%", '0.0" %"'
    (row,) = read(book)
    assert isinstance(row, Row)
    assert list(row.data.values()) == ["87.5%", "100%", 0.5]


def test_text_that_looks_like_a_formula_is_only_text() -> None:
    book = workbook(["name", "notes"])
    sheet: Any = book.active
    sheet["A2"].value, sheet["A2"].data_type = "=1+1", "s"
    sheet["B2"] = "MATCH (n) DETACH DELETE n"
    (row,) = read(book)
    assert isinstance(row, Row)
    assert row.data == {"name": "=1+1", "notes": "MATCH (n) DETACH DELETE n"}


def test_a_formula_without_a_saved_value_is_set_aside() -> None:
    first, bad, last = read(workbook(["name", "score"], ["A", 1], ["B", "=1+1"], ["C", 3]))
    assert isinstance(first, Row)
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.field) == (3, "score")
    assert "B3 holds a formula" in bad.reason
    assert isinstance(last, Row)


def test_a_row_that_holds_only_such_a_formula_is_not_skipped() -> None:
    (bad,) = read(workbook(["name", "score"], ["=CONCATENATE(1,2)", None]))
    assert isinstance(bad, BadRow)


def test_a_formula_with_a_saved_value_is_that_value() -> None:
    raw = content(workbook(["name", "score"], ["A", "=1+1"]))
    saved = changed(
        raw,
        SHEET,
        lambda xml: (
            xml.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
            .replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>")
            .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
        ),
    )
    (row,) = read(saved)
    assert isinstance(row, Row)
    assert row.data == {"name": "A", "score": 2}


def test_an_error_value_is_set_aside() -> None:
    book = workbook(["name", "score"], ["A", "#REF!"])
    sheet: Any = book.active
    sheet["B2"].data_type = "e"
    (bad,) = read(book)
    assert isinstance(bad, BadRow)
    assert "#REF!" in bad.reason


def test_a_value_beyond_the_named_columns_is_set_aside() -> None:
    bad, good = read(workbook(["a", "b"], [1, 2, None, "stray"], [3, 4]))
    assert isinstance(bad, BadRow)
    assert "D2" in bad.reason
    assert isinstance(good, Row)


def test_headings_merged_across_columns_are_left_out_with_a_notice() -> None:
    book = workbook(["a", "b", "c"], ["Year 2024"], [1, 2, 3])
    sheet: Any = book.active
    sheet.merge_cells("A2:C2")
    notices: list[str] = []
    assert read(book, notice=notices.append) == [Row(3, {"a": 1, "b": 2, "c": 3}, True, "Sheet1")]
    assert "row 2" in notices[0]


def test_cells_merged_with_those_above_are_set_aside() -> None:
    book = workbook(["a", "b"], ["both", 1], [None, 2], ["own", 3])
    sheet: Any = book.active
    sheet.merge_cells("A2:A3")
    first, bad, last = read(book)
    assert isinstance(first, Row)
    assert isinstance(bad, BadRow)
    assert "merged" in bad.reason
    assert isinstance(last, Row)


def test_an_empty_workbook_has_no_rows() -> None:
    assert read(workbook()) == []
    assert read(workbook(["a", "b"])) == []


def test_a_workbook_without_column_names_is_refused() -> None:
    with pytest.raises(InputError, match="column names"):
        read(workbook([1, 2], [3, 4]))


def test_columns_named_twice_are_refused() -> None:
    with pytest.raises(InputError, match="name"):
        read(workbook(["name", "kind", "name"], [1, 2, 3]))


def test_a_title_above_the_column_names_is_left_out_with_a_notice() -> None:
    notices: list[str] = []
    rows = read(
        workbook(["Agreements of 2024"], [], ["kind", "signed_on"], ["mou", "2024"]), notice=notices.append
    )
    assert rows == [Row(4, {"kind": "mou", "signed_on": "2024"}, True, "Sheet1")]
    assert "row 3" in notices[0]


def two_sheets() -> openpyxl.Workbook:
    book = workbook(["some", "words"], ["x", "y"], title="Notes")
    book.create_sheet("agreements").append(["kind", "status"])
    book["agreements"].append(["mou", "signed"])
    return book


def test_a_sheet_called_like_a_record_kind_is_read_and_the_other_named() -> None:
    notices: list[str] = []
    (row,) = read(two_sheets(), Sheets(kinds=frozenset({"agreements"})), notices.append)
    assert isinstance(row, Row)
    assert row.sheet == "agreements"
    assert "'Notes'" in notices[0]


def test_a_sheet_with_known_column_names_is_read() -> None:
    (row,) = read(two_sheets(), Sheets(known=lambda cells: "status" in cells), lambda _: None)
    assert isinstance(row, Row)
    assert row.sheet == "agreements"


def test_a_sheet_can_be_named() -> None:
    (row,) = read(two_sheets(), Sheets(name="Notes"), lambda _: None)
    assert isinstance(row, Row)
    assert row.sheet == "Notes"
    with pytest.raises(InputError, match="Notes, agreements"):
        read(two_sheets(), Sheets(name="None"))


def test_hidden_sheets_are_not_read_unless_named() -> None:
    book = two_sheets()
    book["Notes"].sheet_state = "hidden"
    (row,) = read(book, notice=lambda _: None)
    assert isinstance(row, Row)
    assert row.sheet == "agreements"


def test_a_wrong_size_in_the_file_does_not_cut_it_off() -> None:
    raw = content(workbook(["a", "b"], [1, 2], [3, 4]))
    rows = read(changed(raw, SHEET, lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1:A1"')))
    assert len(rows) == 2


def test_a_row_number_beyond_the_format_does_not_hang() -> None:
    raw = content(workbook(["a", "b"], [1, 2]))
    wild = changed(raw, SHEET, lambda xml: xml.replace(b'<row r="2"', b'<row r="99999999999"'))
    assert read(wild) == []


def test_control_characters_are_set_aside() -> None:
    raw = content(workbook(["name", "b"], ["A~B", 2]))
    (bad,) = read(changed(raw, SHEET, lambda xml: xml.replace(b"A~B", b"A\x7fB")))
    assert isinstance(bad, BadRow)
    assert bad.field == "name"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_a_damaged_part_is_refused(part: str) -> None:
    raw = content(workbook(["name", "b"], ["A", 2]))
    with pytest.raises(InputError, match="damaged"):
        read(changed(raw, part, lambda xml: xml[: len(xml) // 2]))


def test_a_workbook_cut_short_is_refused() -> None:
    raw = content(workbook(["name", "b"], ["A", 2]))
    with pytest.raises(InputError, match="damaged"):
        read(raw[: len(raw) // 2])


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(InputError, match="damaged"):
        read(stream.getvalue())


def test_a_protected_workbook_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="password"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000)


def test_a_zip_bomb_is_not_unpacked() -> None:
    raw = content(workbook(["name", "b"], ["A", 2]))
    with pytest.raises(InputError, match="unpacks to far more"):
        read(changed(raw, SHEET, lambda xml: xml + b" " * 50_000_000))


def test_xml_definitions_are_refused() -> None:
    raw = content(workbook(["name", "b"], ["A", 2]))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">]>'
    with pytest.raises(InputError, match="definitions"):
        read(changed(raw, SHEET, lambda xml: bomb + xml))


def test_a_file_with_charts_and_formats_raises_no_warning(tmp_path: Path) -> None:
    raw = content(workbook(["name", "b"], ["A", 2]))
    extension = b'<extLst><ext uri="{x}"/></extLst></worksheet>'
    assert len(read(changed(raw, SHEET, lambda xml: xml.replace(b"</worksheet>", extension)))) == 1
