from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.readers import BadRow, Row, read_rows


def read(content: bytes, name: str = "records.jsonl") -> list[Row | BadRow]:
    return list(read_rows(name, io.BytesIO(content)))


def only_bad(content: bytes) -> BadRow:
    """The one bad row between two good ones, which must both be read."""
    first, bad, last = read(b'{"a": 1}\n' + content + b'\n{"a": 2}\n')
    assert first == Row(1, {"a": 1}, False)
    assert last == Row(3, {"a": 2}, False)
    assert isinstance(bad, BadRow)
    assert bad.line == 2
    assert bad.reason
    assert bad.remedy
    return bad


def test_each_line_is_a_record_with_its_line_number() -> None:
    assert read(b'{"a": 1}\n\n  \n{"b": {"c": [null, 2.5, true]}}') == [
        Row(1, {"a": 1}, False),
        Row(4, {"b": {"c": [None, 2.5, True]}}, False),
    ]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_of_every_system_are_read(end: bytes) -> None:
    assert [row.line for row in read(end.join([b'{"a": 1}', b'{"a": 2}', b'{"a": 3}']) + end)] == [1, 2, 3]


def test_a_crlf_that_falls_between_two_chunks_is_one_line_end() -> None:
    filler = b'{"a": "' + b"x" * ((1 << 20) - 10) + b'"}'
    assert len(filler) == (1 << 20) - 1
    assert [row.line for row in read(filler + b'\r\n{"a": 2}\r\n')] == [1, 2]


def test_an_empty_file_has_no_rows() -> None:
    assert read(b"") == []
    assert read(b"\n\r\n  \n") == []


def test_a_byte_order_mark_is_stripped_also_where_files_were_joined() -> None:
    assert read(b'\xef\xbb\xbf{"a": 1}\n\xef\xbb\xbf{"a": 2}\n') == [
        Row(1, {"a": 1}, False),
        Row(2, {"a": 2}, False),
    ]


def test_a_line_with_bytes_that_are_not_utf8_is_set_aside() -> None:
    assert "UTF-8" in only_bad('{"name": "José"}'.encode("latin-1")).reason


def test_utf16_is_refused_as_a_whole() -> None:
    with pytest.raises(InputError, match="UTF-16"):
        read('{"a": 1}\n'.encode("utf-16"))


def test_a_repeated_field_is_set_aside_and_named() -> None:
    bad = only_bad(b'{"name": "A", "name": "B"}')
    assert bad.field == "name"
    assert "twice" in bad.reason


def test_a_repeated_field_deep_inside_is_found() -> None:
    assert only_bad(b'{"a": [{"kind": 1, "kind": 1}]}').field == "kind"


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"-Infinity"])
def test_numbers_that_are_none_are_set_aside(value: bytes) -> None:
    assert "not a value" in only_bad(b'{"score": ' + value + b"}").reason


def test_a_number_with_thousands_of_digits_is_set_aside() -> None:
    assert "digits" in only_bad(b'{"a": ' + b"9" * 5000 + b"}").reason


@pytest.mark.parametrize("depth", [51, 100_000])
def test_deep_nesting_is_set_aside(depth: int) -> None:
    assert "nested" in only_bad(b'{"a": ' + b"[" * depth + b"]" * depth + b"}").reason


def test_nesting_up_to_fifty_is_read() -> None:
    (row,) = read(b'{"a": ' + b"[" * 49 + b"]" * 49 + b"}")
    assert isinstance(row, Row)


def test_many_brackets_side_by_side_are_not_deep() -> None:
    (row,) = read(json.dumps({"a": [{"b": []}] * 100}).encode())
    assert isinstance(row, Row)


@pytest.mark.parametrize("escape", ["\\u0000", "\\u001f", "\\u001F", "\\b", "\\f", "\\u007f", "\x7f"])
def test_a_control_character_is_set_aside_with_its_field(escape: str) -> None:
    bad = only_bad(f'{{"parties": [{{"name": "A"}}, {{"name": "A{escape}B"}}]}}'.encode())
    assert bad.field == "parties[1].name"
    assert "control character" in bad.reason


def test_a_control_character_in_a_field_name_is_set_aside() -> None:
    assert "name" in only_bad(b'{"na\\u0007me": 1}').reason


def test_a_raw_control_character_is_set_aside() -> None:
    assert "control character" in only_bad(b'{"name": "A\x01B"}').reason


def test_half_a_surrogate_pair_is_set_aside_and_a_whole_one_is_read() -> None:
    assert "half a character" in only_bad(b'{"name": "\\ud83d"}').reason
    (row,) = read(b'{"name": "\\ud83d\\ude42"}')
    assert row == Row(1, {"name": "🙂"}, False)


@pytest.mark.parametrize("text", ["a\u202eb", "a\u200bb", "\u200fa", "a\\u0041", "tab\there", "line\nend"])
def test_marks_of_direction_and_white_space_are_kept(text: str) -> None:
    (row,) = read(json.dumps({"notes": text}).encode())
    assert isinstance(row, Row)
    assert row.data == {"notes": text}


@pytest.mark.parametrize(
    ("line", "kind"), [(b"[1]", "a list"), (b'"a"', "a text"), (b"null", "null"), (b"5", "a number")]
)
def test_what_is_no_object_is_set_aside(line: bytes, kind: str) -> None:
    assert kind in only_bad(line).reason


@pytest.mark.parametrize(
    "line", [b"{", b'{"a": }', b"hello", b'{"a": 1} {"b": 2}', b'{"a": 1,}', b"{'a': 1}"]
)
def test_broken_json_is_set_aside_with_its_beginning(line: bytes) -> None:
    bad = only_bad(line)
    assert "not JSON" in bad.reason
    assert bad.excerpt == line.decode()


def test_a_line_of_50_mb_is_set_aside_without_being_held_in_memory() -> None:
    class Endless(io.RawIOBase):
        """Gives 50 MB of one line between two records, a piece at a time."""

        def __init__(self) -> None:
            self.pieces = [b'{"a": 1}\n{"a": "', *[b"x" * 1_000_000] * 50, b'"}\n{"a": 2}\n']

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            if not self.pieces:
                return 0
            piece = self.pieces.pop(0)
            taken, rest = piece[: len(buffer)], piece[len(buffer) :]
            self.pieces[:0] = [rest] if rest else []
            buffer[: len(taken)] = taken
            return len(taken)

    tracemalloc.start()
    rows = list(read_rows("big.jsonl", io.BufferedReader(Endless())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.line for row in rows] == [1, 2, 3]
    assert isinstance(rows[1], BadRow)
    assert "longer than 10 MB" in rows[1].reason
    assert len(rows[1].excerpt) <= 160
    assert peak < 45_000_000


def test_a_long_file_is_read_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("w") as file:
        file.writelines(json.dumps({"n": n, "text": "x" * 500}) + "\n" for n in range(20_000))
    tracemalloc.start()
    assert sum(1 for _ in read_rows(path)) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_document_spread_over_lines_is_not_json_lines() -> None:
    with pytest.raises(InputError, match=r"\.json"):
        read(b'{\n  "a": 1\n}\n')


def test_a_json_array_gives_the_line_of_each_record() -> None:
    assert read(b'[\n  {"a": 1},\r\n\n  {\n    "a": 2\n  }\n]\n', "records.json") == [
        Row(2, {"a": 1}, False),
        Row(4, {"a": 2}, False),
    ]


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b'{"a": 1}', [1]),
        (b'{"a":\n1}\n{"a": 2}', [1, 2]),
        (b"[]", []),
        (b"  \n", []),
        (b'\xef\xbb\xbf[{"a": 3}]', [3]),
    ],
)
def test_json_may_be_one_object_or_several(content: bytes, values: list[int]) -> None:
    assert [row.data["a"] for row in read(content, "records.json") if isinstance(row, Row)] == values


def test_records_of_a_json_array_are_judged_one_by_one() -> None:
    rows = read(b'[{"a": NaN}, {"a": 1, "a": 2}, 5, {"a": "\\u0001"}, {"a": 6}]', "records.json")
    assert [isinstance(row, Row) for row in rows] == [False, False, False, False, True]


@pytest.mark.parametrize(
    "content",
    [b'[{"a": 1}, {"a": }, {"a": 3}]', b'[{"a": 1} {"a": 2}]', b'[{"a": 1},]', b'[{"a": 1}', b'[{"a": 1}]]'],
)
def test_broken_json_documents_give_what_comes_before(content: bytes) -> None:
    first, bad = read(content, "records.json")
    assert first == Row(1, {"a": 1}, False)
    assert isinstance(bad, BadRow)


def test_a_json_document_nested_too_deep_is_set_aside() -> None:
    (bad,) = read(b'[{"a": ' + b"[" * 100_000, "records.json")
    assert isinstance(bad, BadRow)
    assert "nested" in bad.reason


def test_a_json_document_that_is_not_utf8_is_refused_with_the_line() -> None:
    with pytest.raises(InputError, match="line 2"):
        read(b'[\n{"a": "\xe9"}]', "records.json")
