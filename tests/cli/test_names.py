"""`kg names`. Names that are not of officials in the data are invented."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from kg.cli.main import main

PAIRS = """id,left,right,note
1,Mokhammad Najih,M. Najih,=1+1
2,Yusuf Wasesa,Yunus Wasesa,
3,Nurdin,Nurdin Wasesa,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    """What is printed, and what is said on standard error."""
    capsys.readouterr()
    assert main(["names", *arguments]) == code
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_two_names_get_score_decision_and_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = names(capsys, "Mokhammad Najih", "Prof. M. Najih, S.H.")

    assert json.loads(out) == [
        {
            "left": "Mokhammad Najih",
            "right": "Prof. M. Najih, S.H.",
            "score": 1.0,
            "decision": "same",
            "reasons": ['"Mokhammad" and "M." are forms of one name.'],
        }
    ]


def test_a_table_keeps_its_columns_and_gets_two_more(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.csv").write_text(PAIRS, "utf-8")
    out, err = names(capsys, "--pairs", "pairs.csv", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert list(rows[0]) == ["id", "left", "right", "note", "score", "decision"]
    assert [row["decision"] for row in rows] == ["same", "different", "ask"]
    assert [float(row["score"]) >= 0.5 for row in rows] == [True, False, True]
    assert rows[0]["note"] == "'=1+1", "no cell may act as a formula"
    assert err == ""


def test_a_table_is_read_from_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAIRS.encode()), "utf-8"))
    out, _ = names(capsys, "--pairs", "-")

    assert [row["decision"] for row in json.loads(out)] == ["same", "different", "ask"]


def test_its_own_output_can_be_compared_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pairs.csv").write_text(PAIRS, "utf-8")
    first, _ = names(capsys, "--pairs", "pairs.csv", "-f", "csv")
    (folder / "again.csv").write_text(first.replace("different", "same"), "utf-8")
    again, _ = names(capsys, "--pairs", "again.csv", "-f", "csv")

    assert again.replace("''", "'") == first


def test_a_missing_column_is_named_with_what_may_be_meant(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.csv").write_text(PAIRS.replace("left", "lefft"), "utf-8")
    _, err = names(capsys, "--pairs", "pairs.csv", code=1)

    assert "pairs.csv has no column 'left'. Did you mean 'lefft'?" in err


def test_rows_that_cannot_be_read_are_named_and_the_others_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.csv").write_text("left,right\nBudi,Budi\na,b,c\nSri,Sri\n", "utf-8")
    out, err = names(capsys, "--pairs", "pairs.csv", "-f", "csv", code=3)

    assert len(out.splitlines()) == 3
    assert "pairs.csv, line 3: has 3 cells, but there are 2 columns" in err


def test_an_empty_table_is_an_empty_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pairs.csv").write_text("left,right\n", "utf-8")
    out, _ = names(capsys, "--pairs", "pairs.csv", "-f", "csv")

    assert out == "left,right,score,decision\r\n"


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xff\xfe", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("path", ["pairs.csv", "-"])
def test_a_file_with_nothing_in_it_is_no_table(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    content: bytes,
) -> None:
    (folder / "pairs.csv").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
    out, err = names(capsys, "--pairs", path, code=1)

    assert out == ""
    assert err.startswith("Error: ")
    assert "is empty. A table with columns left and right is needed." in err


def test_what_is_no_table_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"two words\nand more\n"), "utf-8"))
    _, err = names(capsys, "--pairs", "-", code=1)

    assert "standard input has no format that kg reads" in err


def test_a_line_without_one_of_the_names_is_set_aside(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.csv").write_text("id,left,right\n1,Budi\n2,Sri,Sri\n3,,Budi\n4\n", "utf-8")
    out, err = names(capsys, "--pairs", "pairs.csv", "-f", "csv", code=3)

    assert out.splitlines()[1:] == ["2,Sri,Sri,1.0,same"]
    assert "pairs.csv, line 2: has no name in column right" in err
    assert "pairs.csv, line 4: has no name in column left" in err
    assert "pairs.csv, line 5: has no name in column left and right" in err


@pytest.mark.parametrize("arguments", [[], ["Budi"], ["Budi", "Sri", "--pairs", "pairs.csv"]])
def test_one_name_or_both_ways_at_once_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    _, err = names(capsys, *arguments, code=2)

    assert err.startswith("Error: ")


def test_words_of_the_project_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "kg.toml").touch()
    (folder / "loaders").mkdir()
    (folder / "loaders" / "names.yaml").write_text("forms: {wasesa: [wss]}\n", "utf-8")
    out, _ = names(capsys, "Teguh Wasesa", "Teguh Wss")

    assert json.loads(out)[0]["decision"] == "same"


def test_csv_is_printed_while_the_table_is_read(folder: Path) -> None:
    from kg.cli.output import Column, emit

    file = io.StringIO()

    def rows():
        for number in range(3):
            assert len(file.getvalue().splitlines()) == number + 1
            yield {"number": number}

    emit(rows(), [Column("number")], "csv", file=file)
    assert file.getvalue() == "number\r\n0\r\n1\r\n2\r\n"
