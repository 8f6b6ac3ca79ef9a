from __future__ import annotations

import io
import re

import pytest

from kg.errors import InputError
from kg.readers import BadRow, Row, read_rows


def read(content: str | bytes) -> list[Row | BadRow]:
    return list(
        read_rows("records.yaml", io.BytesIO(content.encode() if isinstance(content, str) else content))
    )


def only_bad(content: str) -> BadRow:
    (bad,) = read(content)
    assert isinstance(bad, BadRow)
    return bad


def test_a_list_gives_the_line_of_each_record() -> None:
    assert read("# invented\n- kind: mou\n  parties: [{name: A}]\n\n- kind: pks\n") == [
        Row(2, {"kind": "mou", "parties": [{"name": "A"}]}, False),
        Row(5, {"kind": "pks"}, False),
    ]


def test_one_record_and_documents_one_after_another() -> None:
    assert read("a: x\n") == [Row(1, {"a": "x"}, False)]
    assert read("a: x\n---\na: y\n---\n- a: z\n") == [
        Row(1, {"a": "x"}, False),
        Row(3, {"a": "y"}, False),
        Row(5, {"a": "z"}, False),
    ]


@pytest.mark.parametrize("content", ["", "\n", "# nothing\n", "---\n", "[]", "null"])
def test_an_empty_file_has_no_rows(content: str) -> None:
    assert read(content) == []


def test_plain_values_stay_as_written() -> None:
    (row,) = read("date: 2024-09-03\nbad: 2024-13-40\nregion: 32.10\nold: 011\nacting: no\ntime: 12:30\n")
    assert isinstance(row, Row)
    assert row.data == {
        "date": "2024-09-03",
        "bad": "2024-13-40",
        "region": "32.10",
        "old": "011",
        "acting": "no",
        "time": "12:30",
    }


def test_null_and_booleans_are_values() -> None:
    (row,) = read("a: null\nb: ~\nc:\nd: true\ne: False\nf: 'null'\n")
    assert isinstance(row, Row)
    assert row.data == {"a": None, "b": None, "c": None, "d": True, "e": False, "f": "null"}


def test_byte_order_mark_and_line_ends_of_every_system() -> None:
    assert [row.line for row in read(b"\xef\xbb\xbf- a: 1\r\n- a: 2\r\n")] == [1, 2]
    assert [row.line for row in read(b"- a: 1\r- a: 2\r")] == [1, 2]


def test_aliases_are_followed() -> None:
    rows = read("- sources: &s [{outlet: Example Daily}]\n- sources: *s\n")
    assert [row.data["sources"] for row in rows if isinstance(row, Row)] == [
        [{"outlet": "Example Daily"}]
    ] * 2


def test_aliases_that_multiply_are_refused() -> None:
    levels = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert "aliases" in only_bad("k0: &a0 [lol]\n" + levels).reason


def test_an_alias_to_itself_is_refused() -> None:
    assert isinstance(only_bad("a: &a [*a]\n"), BadRow)


@pytest.mark.parametrize("depth", [51, 20_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    # Some versions of the parser give up on their own at 20,000.
    assert re.search("nested|nesting", only_bad("a: " + "[" * depth + "]" * depth).reason)


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!mine {}", "!!binary aGk="],
)
def test_tags_that_build_objects_are_refused(tag: str) -> None:
    bad, good = read(f"- a: {tag}\n- a: fine\n")
    assert isinstance(bad, BadRow)
    assert "tag" in bad.reason
    assert good == Row(2, {"a": "fine"}, False)


def test_a_repeated_field_is_set_aside_with_its_line() -> None:
    bad, good = read("- a: 1\n  b: 2\n  a: 3\n- a: 4\n")
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.field) == (3, "a")
    assert isinstance(good, Row)


def test_what_is_no_record_is_set_aside() -> None:
    bad, good = read("- just text\n- a: 1\n")
    assert isinstance(bad, BadRow)
    assert isinstance(good, Row)


def test_a_syntax_error_names_its_line() -> None:
    bad = only_bad("- a: 1\n- b: [1, 2\n- c: 3\n")
    assert bad.line == 3
    assert "nothing in this file was read" in bad.reason


def test_control_characters_are_set_aside() -> None:
    bad = only_bad('name: "A\\x1fB"\n')
    assert bad.field == "name"
    assert "U+001F" in bad.reason


def test_bytes_that_are_not_utf8_are_refused_with_the_line() -> None:
    with pytest.raises(InputError, match="line 2"):
        read(b"a: 1\nb: \xe9\n")
