from __future__ import annotations

import io
import json
import logging
import os
import threading
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.readers import Row, read_rows


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"a": "x"}'),
        ("a.NDJSON", '{"a": "x"}'),
        ("a.json", '[{"a": "x"}]'),
        ("a.csv", "a,b\nx,"),
        ("a.tsv", "a\tb\nx\t"),
        ("a.yaml", "a: x"),
        ("a.YML", "- a: x"),
    ],
)
def test_the_suffix_chooses_the_reader(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    (row,) = read_rows(path)
    assert isinstance(row, Row)
    assert row.data["a"] == "x"


def test_names_with_blanks_and_quotes_are_files_like_others(tmp_path: Path) -> None:
    path = tmp_path / 'it\'s a "file" é.jsonl'
    path.write_text('{"a": 1}')
    assert list(read_rows(str(path))) == [Row(1, {"a": 1}, False)]


def test_an_unknown_suffix_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "a.jsnl"
    path.write_text("")
    with pytest.raises(InputError, match=r"Is it \.jsonl\?"):
        read_rows(path)


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".gz"])
def test_formats_that_can_be_converted_say_how(suffix: str) -> None:
    with pytest.raises(InputError, match=r"first\."):
        read_rows("table" + suffix)


def test_a_missing_file_suggests_the_one_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "agreements.jsonl").write_text("")
    with pytest.raises(InputError, match=r"Is it .*agreements\.jsonl"):
        read_rows(tmp_path / "agrements.jsonl")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "records.jsonl"
    folder.mkdir()
    with pytest.raises(InputError, match="folder"):
        read_rows(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}')
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(path))


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(InputError):
        list(read_rows("a\0b.jsonl"))


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".yaml"])
@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"\x1f\x8b\x08\x00", bytes(range(256))]
)
def test_binary_files_are_refused(suffix: str, start: bytes) -> None:
    with pytest.raises(InputError, match="binary"):
        list(read_rows("file" + suffix, io.BytesIO(start * 20)))


def test_a_workbook_under_another_name_is_refused_with_its_ending() -> None:
    with pytest.raises(InputError, match=r"\.xlsx"):
        list(read_rows("table.csv", io.BytesIO(b"PK\x03\x04" + b"x" * 100)))


def test_text_under_the_name_of_a_workbook_is_refused() -> None:
    with pytest.raises(InputError, match="not a workbook"):
        list(read_rows("table.xlsx", io.BytesIO(b"a,b\n1,2\n")))


def test_an_empty_file_of_any_format_has_no_rows() -> None:
    for suffix in (".jsonl", ".json", ".csv", ".tsv", ".yaml", ".xlsx"):
        assert list(read_rows("empty" + suffix, io.BytesIO())) == []


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", "b"])
    sheet.append(["x", None])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b'{"a": "x"}\n',
        b'\xef\xbb\xbf\n {"a": "x"}\n',
        b'{\n "a": "x"\n}\n',
        b'{"a":\n "x"}\n',
        b'[{"a": "x"}]',
        b"a,b\nx,\n",
        b"a;b\nx;\n",
        b"- a: x\n",
        b"---\na: x\n",
        b"a: x\n",
        workbook(),
    ],
)
def test_standard_input_is_recognised_by_its_first_bytes(content: bytes) -> None:
    (row,) = read_rows("-", io.BytesIO(content), notice=pytest.fail)
    assert isinstance(row, Row)
    assert row.data["a"] == "x"


def test_a_broken_first_line_does_not_turn_json_lines_into_a_document() -> None:
    rows = list(read_rows("-", io.BytesIO(b'{"a": 1,\n{"a": 2}\n{"a": 3}\n')))
    assert [isinstance(row, Row) for row in rows] == [False, True, True]


def test_input_that_is_nothing_known_is_refused() -> None:
    with pytest.raises(InputError, match="format"):
        list(read_rows("-", io.BytesIO(b"hello\n")))


@pytest.mark.parametrize("content", [b'{"a": "x"}\n' * 3, b"a,b\nx,\nx,\nx,\n", b"- a: x\n" * 3])
def test_a_pipe_can_be_read(content: bytes) -> None:
    read_end, write_end = os.pipe()

    def write() -> None:
        with os.fdopen(write_end, "wb") as pipe:
            pipe.write(content)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(read_end, "rb") as pipe:
        rows = list(read_rows("-", pipe))
    writer.join()
    assert [row.data["a"] for row in rows if isinstance(row, Row)] == ["x"] * 3


def test_a_format_can_be_given_for_a_name_that_does_not_tell(tmp_path: Path) -> None:
    path = tmp_path / "export.txt"
    path.write_text("a;b\n1;2\n")
    assert list(read_rows(path, suffix="csv")) == [Row(2, {"a": "1", "b": "2"}, True)]


def test_a_choice_about_the_whole_file_is_logged_when_nobody_listens(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "kg.readers"):
        list(read_rows("a.csv", io.BytesIO("a,b\né,1\n".encode("cp1252"))))
    assert "Windows-1252" in caplog.text


def test_a_stream_that_was_given_stays_open() -> None:
    stream = io.BytesIO(b"a,b\n1,2\n")
    list(read_rows("a.csv", stream))
    assert not stream.closed


def test_all_bundled_records_are_read() -> None:
    data = Path(__file__).parents[2] / "data"
    for path in sorted(data.glob("*.jsonl")):
        rows = list(read_rows(path))
        expected = [json.loads(line) for line in path.read_text().splitlines()]
        assert [row.data for row in rows if isinstance(row, Row)] == expected


@settings(max_examples=200, deadline=None)
@given(
    suffix=st.sampled_from([".jsonl", ".json", ".csv", ".tsv", ".yaml", ".xlsx", None]),
    content=st.binary(max_size=200)
    | st.text(alphabet='{}[]":,;\\\t\n\r-&*! ax1\ufeff\u2028é🙂', max_size=200).map(str.encode)
    | st.tuples(st.integers(0, 5000), st.binary(max_size=3)).map(lambda cut: damaged(*cut)),
)
def test_whatever_a_file_holds_it_is_read_or_refused_in_our_words(suffix: str | None, content: bytes) -> None:
    name = "-" if suffix is None else "file" + suffix
    with suppress(InputError):
        for row in read_rows(name, io.BytesIO(content), notice=lambda _: None):
            assert isinstance(row, Row) or (row.line > 0 and row.reason and row.remedy)


def damaged(at: int, with_bytes: bytes) -> bytes:
    """A workbook with some of its bytes replaced."""
    raw = workbook()
    return raw[:at] + with_bytes + raw[at + len(with_bytes) :]
