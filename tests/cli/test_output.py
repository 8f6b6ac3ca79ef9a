from __future__ import annotations

import csv
import io
import json
import os
import pty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.main import main
from kg.cli.output import FORMATS, Column, Format, Row, emit, progress, visible
from kg.workspace import Workspace

HOSTILE = "\x1b[2Jgone\x1b]0;title\x07\x9b31m \x00\x7f\u202egnp.exe\u2066\u200f\r"


def printed(rows: list[Row], format: Format, **settings: object) -> str:
    file = io.StringIO()
    emit(rows, format=format, file=file, **settings)  # type: ignore[arg-type]
    return file.getvalue()


def cells(rows: list[Row]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(printed(rows, "csv"), newline="")))


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    file = io.StringIO()
    file.isatty = lambda: True  # type: ignore[method-assign]
    return file


def test_a_terminal_gets_a_table_and_a_pipe_gets_json(terminal: io.StringIO) -> None:
    pipe = io.StringIO()
    for file in (terminal, pipe):
        emit([{"name": "Paser"}], file=file)
    assert terminal.getvalue().splitlines()[1].startswith("───")
    assert json.loads(pipe.getvalue()) == [{"name": "Paser"}]


def test_a_table_aligns_numbers_to_the_right_and_leaves_no_blanks_at_the_ends_of_lines() -> None:
    table = printed([{"region": "Paser", "score": 83}, {"region": "Kutai", "score": 7.5}], "table")
    assert table.splitlines()[0] == "region  score"
    assert table.splitlines()[2:] == ["Paser      83", "Kutai     7.5"]


def test_a_whole_number_is_one_for_people_and_as_precise_as_it_was_for_programs() -> None:
    rows = [{"score": 67.0, "change": 0.1 + 0.2}]
    assert printed(rows, "table").split()[-2:] == ["67", "0.3"]
    assert "| 67 | 0.3 |" in printed(rows, "markdown")
    assert printed(rows, "csv").split()[-1] == "67.0,0.30000000000000004"


def test_a_table_is_never_wider_than_the_screen_and_loses_nothing() -> None:
    address = "https://example.org/" + "x" * 200
    table = printed([{"name": "A long name " * 9, "day": date(2024, 9, 3), "source": address}], "table")
    assert max(map(len, table.splitlines())) <= 80
    assert table.count("x") == 201
    assert table.split().count("long") == 9
    assert "2024-09-03" in table


def test_a_table_is_as_wide_as_the_screen_says_also_on_a_simple_terminal(
    terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "120")
    emit([{"name": "words " * 50, "day": date(2024, 9, 3)}], file=terminal)
    assert max(map(len, terminal.getvalue().splitlines())) == 120


def test_headings_are_words_and_keys_stay_keys() -> None:
    rows: list[Row] = [{"signed_on": "2024"}]
    assert printed(rows, "table").startswith("signed on\n")
    assert printed(rows, "csv").startswith("signed_on\r\n")


def test_a_table_whose_rows_wrap_has_blank_lines_between_them() -> None:
    wrapping = printed([{"name": "a b " * 30, "day": "2024"}] * 2, "table")
    assert "\n\n" in wrapping
    assert "\n\n" not in printed([{"name": "a"}] * 5, "table")


def test_a_table_with_more_columns_than_fit_becomes_one_block_a_row() -> None:
    row = {f"column_{number}": "several words here" for number in range(12)}
    table = printed([row, row], "table")
    assert max(map(len, table.splitlines())) <= 80
    assert table.count("several words here") == 24
    assert table.splitlines()[0] == "-- 1 --"


def test_rich_markup_and_emoji_codes_in_data_stay_as_they_are() -> None:
    assert "[bold]x[/bold] :smile:" in printed([{"name": "[bold]x[/bold] :smile:"}], "table")


def test_a_terminal_gets_colours_only_without_no_color(
    terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    emit([{"a": "x"}], file=terminal, title="T", footnotes=["n"])
    assert "\x1b[1m" in terminal.getvalue()
    terminal.truncate(0)
    monkeypatch.setenv("NO_COLOR", "1")
    emit([{"a": "x"}], file=terminal, title="T", footnotes=["n"])
    assert "\x1b" not in terminal.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_steers_a_terminal_or_turns_text_around_is_printed(format: Format) -> None:
    text = printed([{HOSTILE: HOSTILE, "list": [HOSTILE], "map": {"x": HOSTILE}}], format, title=HOSTILE)
    allowed = "\r\n" if format == "csv" else "\n"
    assert not [char for char in text.replace(allowed, "") if not char.isprintable() and char != "\n"]


def test_the_notes_of_machine_formats_are_harmless_too(capsys: pytest.CaptureFixture[str]) -> None:
    printed([], "json", footnotes=[HOSTILE])
    assert capsys.readouterr().err == visible(HOSTILE) + "\n"


@given(st.text())
def test_visible_text_is_printable_and_plain_text_is_untouched(text: str) -> None:
    shown = visible(text)
    assert visible(shown) == shown
    shown.encode()
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    if text.isprintable():
        assert shown == text


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"])))))
def test_json_loses_nothing(rows: list[Row]) -> None:
    columns = [Column(name) for name in "abc"]
    expected = [{name: row.get(name) for name in "abc"} for row in rows]
    assert json.loads(printed(rows, "json", columns=columns)) == expected


def test_json_has_iso_dates_plain_letters_and_null_for_what_is_no_number() -> None:
    text = printed(
        [{"day": date(2024, 9, 3), "name": "Désa", "score": float("nan"), "ids": {"b", "a"}}], "json"
    )
    assert "Désa" in text
    assert json.loads(text) == [{"day": "2024-09-03", "name": "Désa", "score": None, "ids": ["a", "b"]}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_no_cell_starts_a_formula_in_a_spreadsheet(start: str) -> None:
    formula = start + "cmd|' /C calc'!A0"
    (head,), *body = cells([{formula: formula}, {formula: [formula, "x"]}])
    assert head == "'" + formula
    assert body == [["'" + formula], [f"'{formula}; x"]]


def test_a_list_in_a_cell_starts_no_formula_after_its_separator() -> None:
    assert cells([{"a": ["x", "=1+1"]}])[1] == ["x; '=1+1"]


@pytest.mark.parametrize("number", ["-7", "+62", "-1.5", "-1,234.5", "-2e-3"])
def test_plain_numbers_stay_numbers(number: str) -> None:
    assert cells([{"a": number}])[1] == [number]


@pytest.mark.parametrize("text", ["-", "-2+3", "+62 812", "-1;=2", "-٣+1"])
def test_what_only_begins_like_a_number_is_text(text: str) -> None:
    assert cells([{"a": text}])[1] == ["'" + text]


def test_csv_follows_rfc_4180() -> None:
    text = printed(
        [{"a": 'He said "no", twice', "b": "two\nlines", "c": None, "d": True, "e": ["x", "y"]}], "csv"
    )
    assert text == 'a,b,c,d,e\r\n"He said ""no"", twice","two\nlines",,yes,x; y\r\n'


def test_markdown_shows_markup_as_text_and_keeps_one_line_a_row() -> None:
    name = "<b>x</b> | a\nb **c** [d](javascript:e) ![f](g) `h` & \\i"
    table = printed([{"name": name}], "md").splitlines()
    assert len(table) == 3
    assert table[2] == (
        r"| &lt;b&gt;x&lt;/b&gt; \| a<br>b \*\*c\*\* \[d\](javascript:e) !\[f\](g) \`h\` &amp; \\i |"
    )


def test_web_addresses_in_markdown_stay_links() -> None:
    table = printed([{"source": "Antara (https://a.example/b_c?d=1&e=*2*)."}], "md")
    assert "Antara (<https://a.example/b_c?d=1&e=*2*>)." in table


@pytest.mark.parametrize("format", ["table", "md"])
def test_no_rows_is_said_and_coverage_is_printed(format: Format) -> None:
    text = printed([], format, columns=[Column("name")], footnotes=["None recorded here."])
    assert "No rows." in text
    assert text.rstrip().endswith("None recorded here.")


def test_an_empty_result_is_still_json_and_csv() -> None:
    assert json.loads(printed([], "json", columns=[Column("name")])) == []
    assert printed([], "csv", columns=[Column("name")]) == "name\r\n"


def test_columns_choose_and_order_what_is_printed() -> None:
    columns = [Column("b"), Column("a")]
    assert printed([{"a": 1, "b": 2, "c": 3}], "csv", columns=columns) == "b,a\r\n2,1\r\n"


def test_progress_is_silent_where_standard_error_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(3, "Loading") as advance:
        advance(3)
    assert capsys.readouterr() == ("", "")


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let standard error be a terminal; the list then holds what it has shown."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    shown: list[str] = []
    with os.fdopen(theirs, "w") as terminal, monkeypatch.context() as patch:
        patch.setattr("sys.stderr", terminal)
        yield shown
    written = b""
    with suppress(OSError):  # how a terminal that was closed ends
        while part := os.read(ours, 65536):
            written += part
    os.close(ours)
    shown.append(written.decode())


def test_progress_shows_on_a_terminal_what_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as shown, progress(3, "Loading [red] \x1b[2J") as advance:
        advance(3)
    assert "Loading [red] ␛[2J" in shown[0]
    assert "3/3" in shown[0]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["view", "Kabupaten Paser", "-o", "-"], "Drawing"),
        (["view", "Kabupaten Paser", "-o", "-"], "Reading"),
        (["show", "Kabupaten Paser"], "Reading"),
        (["report", "Kabupaten Paser", "-o", "-"], "Writing"),
        (["path", "Fahmi Fadli", "Nurochman"], "Looking for ways"),
        (["brokers"], "Following shortest ways"),
        (["communities"], "Looking for communities"),
    ],
)
def test_what_takes_long_in_a_large_graph_says_on_a_terminal_that_it_goes_on(
    bundled: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    what: str,
) -> None:
    command = ["-C", str(bundled.project.root), *words]
    with watched(monkeypatch) as shown:
        assert main(command) == 0
    told = capsys.readouterr().out
    assert what in shown[0]
    assert main(command) == 0
    silent = capsys.readouterr()
    assert silent.out == told
    assert what not in silent.err
    with watched(monkeypatch) as shown:
        assert main(["--quiet", *command]) == 0
    assert what not in shown[0]
