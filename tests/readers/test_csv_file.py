from __future__ import annotations

import io

import pytest

from kg.errors import InputError
from kg.readers import BadRow, Row, read_rows


def read(content: bytes | str, name: str = "table.csv") -> list[Row | BadRow]:
    if isinstance(content, str):
        content = content.encode()
    return list(read_rows(name, io.BytesIO(content), notice=pytest.fail))


def read_noting(content: bytes) -> tuple[list[Row | BadRow], list[str]]:
    notices: list[str] = []
    return list(read_rows("table.csv", io.BytesIO(content), notice=notices.append)), notices


def data(rows: list[Row | BadRow]) -> list[dict[str, str | None]]:
    assert all(isinstance(row, Row) and row.flat for row in rows), rows
    return [row.data for row in rows if isinstance(row, Row)]


def test_rows_are_cells_by_column_with_the_line_on_which_they_start() -> None:
    assert read('name,notes\nA,"two\nlines"\n\nB,\n') == [
        Row(2, {"name": "A", "notes": "two\nlines"}, True),
        Row(5, {"name": "B", "notes": None}, True),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(delimiter: str) -> None:
    content = (
        f"name{delimiter}notes\nA{delimiter}x, y; z\n"
        if delimiter == "\t"
        else f'name{delimiter}notes\nA{delimiter}"x, y; z"\n'
    )
    assert data(read(content)) == [{"name": "A", "notes": "x, y; z"}]


def test_a_header_with_quoted_delimiters_is_not_mistaken() -> None:
    assert data(read('"name,or;more";notes\nA;B\n')) == [{"name,or;more": "A", "notes": "B"}]


def test_tsv_is_separated_by_tabs_whatever_the_header_holds() -> None:
    assert data(read("a,b\tc\n1\t2\n", "table.tsv")) == [{"a,b": "1", "c": "2"}]


def test_the_line_that_announces_a_delimiter_is_understood() -> None:
    assert read("sep=;\na;b,c\n1;2\n") == [Row(3, {"a": "1", "b,c": "2"}, True)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(end: str) -> None:
    assert data(read(end.join(["a,b", "1,2", "3,4", ""]))) == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(encoding: str) -> None:
    assert data(read("nama,kota\nJosé,Yogyakarta\n".encode(encoding))) == [
        {"nama": "José", "kota": "Yogyakarta"}
    ]


def test_a_table_that_is_not_utf8_is_read_as_windows_text_and_says_so() -> None:
    rows, notices = read_noting("name;notes\nJosé;“x” – y\n".encode("cp1252"))
    assert data(rows) == [{"name": "José", "notes": "“x” – y"}]
    assert len(notices) == 1
    assert "Windows-1252" in notices[0]


def test_damaged_lines_in_a_utf8_table_are_set_aside_not_guessed() -> None:
    rows, notices = read_noting("name\nJosé\n".encode() + b"Jos\xe9\nAna\n")
    assert notices == []
    assert [row.line for row in rows] == [2, 3, 4]
    assert isinstance(rows[1], BadRow)
    assert rows[1].field == "name"
    assert "UTF-8" in rows[1].reason


def test_bytes_that_are_text_in_neither_encoding_are_refused() -> None:
    with pytest.raises(InputError, match="line 2: neither UTF-8"):
        read(b"name\nA\x81B\n")


def test_utf16_cut_in_the_middle_is_refused() -> None:
    with pytest.raises(InputError, match="utf-16"):
        read("a,b\n1,2\n".encode("utf-16") + b"\x00")


@pytest.mark.parametrize("content", ["", "\n\n", "a,b\n", "a,b", ",,\n"])
def test_a_table_without_records_has_no_rows(content: str) -> None:
    assert read(content) == []


def test_rows_of_blank_cells_are_skipped() -> None:
    assert [row.line for row in read("a,b\n,\n  ,\t\n1,\n")] == [4]


def test_missing_cells_are_unknown_and_blank_ones_beyond_the_header_ignored() -> None:
    assert data(read("a,b,c\n1\n1,2,3,,\n")) == [
        {"a": "1", "b": None, "c": None},
        {"a": "1", "b": "2", "c": "3"},
    ]


def test_a_row_with_too_many_cells_is_set_aside() -> None:
    bad, good = read("a,b\nx, y, z\n1,2\n")
    assert isinstance(bad, BadRow)
    assert bad.line == 2
    assert "3 cells" in bad.reason
    assert "x, y, z" in bad.excerpt
    assert isinstance(good, Row)


def test_columns_named_twice_are_refused_with_their_names() -> None:
    with pytest.raises(InputError, match="name"):
        read("name,kind,name\n1,2,3\n")


def test_a_column_without_a_name_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match="column 2"):
        read("a,,c\n1,2,3\n")


def test_nameless_columns_at_the_end_are_dropped_unless_they_hold_something() -> None:
    good, bad = read("a,b,,\n1,2,,\n1,2,,x\n")
    assert isinstance(good, Row)
    assert isinstance(bad, BadRow)


def test_control_characters_are_set_aside() -> None:
    bad, good = read("name,notes\nA\x1fB,x\nC,y\n")
    assert isinstance(bad, BadRow)
    assert bad.field == "name"
    assert "U+001F" in bad.reason
    assert isinstance(good, Row)


def test_a_quotation_mark_that_is_not_closed_does_not_swallow_the_rest_in_silence() -> None:
    good, bad = read('a,b\n1,2\n3,"4\n5,6\n')
    assert isinstance(good, Row)
    assert isinstance(bad, BadRow)
    assert bad.line == 3
    assert "lines 3 to 4 were not read" in bad.reason


def test_a_cell_beyond_the_limit_is_set_aside_and_the_rest_read() -> None:
    bad, good = read("a,b\n1," + "x" * 200_000 + "\n3,4\n")
    assert isinstance(bad, BadRow)
    assert bad.line == 2
    assert isinstance(good, Row)
    assert good.line == 3


def test_a_line_of_50_mb_is_set_aside_and_the_rest_read() -> None:
    bad, good = read(b"a,b\n1," + b"x" * 50_000_000 + b"\n3,4\n")
    assert isinstance(bad, BadRow)
    assert bad.line == 2
    assert "10 MB" in bad.reason
    assert isinstance(good, Row)
    assert good.line == 3


def test_a_first_line_without_end_is_no_header() -> None:
    with pytest.raises(InputError, match="first line"):
        read(b"x" * 11_000_000)


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "' OR 1=1 --", "<b>x</b>", "MATCH (n) DETACH DELETE n", "a\u202eb", "🙂"]
)
def test_odd_text_is_only_text(cell: str) -> None:
    assert data(read(f'a,b\n"{cell}",1\n')) == [{"a": cell, "b": "1"}]
