from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.errors import KgError, UsageError
from kg.loading import Record, flatten, read_record, recognise
from kg.loading.template import write_template
from kg.readers import Row, Sheets, read_rows
from tests.loading.examples import agreement, assessment, loaders, model, office, ontology

EXAMPLES = [("agreements", agreement()), ("assessments", assessment()), ("offices", office())]


def sheet_of(path: Path, title: str) -> Any:
    return openpyxl.load_workbook(path)[title]


def fill(path: Path, kind: str, row: dict[str, Any]) -> None:
    """Write a record into the first row of a workbook's sheet."""
    book = openpyxl.load_workbook(path)
    names = [cell.value for cell in book[kind][1]]
    for name, value in row.items():
        book[kind].cell(2, names.index(name) + 1, value)
    book.save(path)


@pytest.mark.parametrize(("kind", "data"), EXAMPLES)
def test_a_filled_workbook_loads_back(tmp_path: Path, kind: str, data: dict[str, Any]) -> None:
    path = tmp_path / "sheet.xlsx"
    write_template(kind, model(kind), path)
    fill(path, kind, flatten(model(kind), data))
    (row,) = read_rows(path, notice=pytest.fail, sheets=Sheets(kinds=frozenset(loaders())))
    assert isinstance(row, Row)
    assert recognise(row.data, loaders().values()) is loaders()[kind]
    assert read_record(model(kind), row, ontology()) == model(kind).model_validate(data)


@pytest.mark.parametrize(("kind", "data"), EXAMPLES)
def test_a_filled_csv_file_loads_back(tmp_path: Path, kind: str, data: dict[str, Any]) -> None:
    path = tmp_path / "sheet.csv"
    docs = write_template(kind, model(kind), path)
    row = flatten(model(kind), data | {"notes": "é"} if kind != "offices" else data)
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(",".join(f'"{row.get(doc.name, "")}"' for doc in docs) + "\r\n")
    (read,) = read_rows(path, notice=pytest.fail)
    assert isinstance(read, Row)
    assert isinstance(read_record(model(kind), read, ontology()), Record)


@pytest.mark.parametrize("name", ["empty.xlsx", "empty.csv"])
def test_an_empty_template_has_no_records(tmp_path: Path, name: str) -> None:
    write_template("agreements", model("agreements"), tmp_path / name)
    assert list(read_rows(tmp_path / name, notice=pytest.fail)) == []


def test_a_workbook_explains_each_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    docs = write_template("agreements", model("agreements"), path)
    rows = list(sheet_of(path, "Explained").values)
    assert rows[0] == ("Column", "Meaning", "Needed", "Allowed", "Example")
    assert [row[0] for row in rows[1:]] == [doc.name for doc in docs]
    assert [cell.value for cell in sheet_of(path, "agreements")[1]] == [doc.name for doc in docs]
    by_name = {row[0]: row for row in rows}
    assert by_name["kind"][2:4] == ("yes", "one of: mou, pks, workplan, addendum, other")
    assert by_name["signatory_1_name"][2] == "if signatory 1 is given"


def test_a_workbook_offers_the_allowed_values_in_lists(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    docs = write_template("agreements", model("agreements"), path)
    sheet = sheet_of(path, "agreements")
    letters = {doc.name: sheet.cell(1, number).column_letter for number, doc in enumerate(docs, 1)}
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    covered = " ".join(lists)
    assert all(f"{letters[doc.name]}2:" in covered for doc in docs if doc.choices)
    assert '"signed,renewed,planned"' in lists.values()


def test_columns_of_dates_and_codes_are_text_so_that_nothing_is_rounded(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    docs = write_template("agreements", model("agreements"), path)
    sheet = sheet_of(path, "agreements")
    assert sheet.freeze_panes == "A2"
    for number, doc in enumerate(docs, 1):
        letter = sheet.cell(1, number).column_letter
        assert (sheet.column_dimensions[letter].number_format == "@") == doc.text


def test_more_parties_can_be_asked_for(tmp_path: Path) -> None:
    docs = write_template("agreements", model("agreements"), tmp_path / "a.csv", repeat={"parties": 5})
    assert "party_5_kind" in [doc.name for doc in docs]


def test_a_csv_template_is_utf8_that_spreadsheets_recognise(tmp_path: Path) -> None:
    write_template("offices", model("offices"), tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,name,")
    assert raw.count(b"\r\n") == 1


def test_a_file_that_exists_is_not_overwritten_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("my work")
    with pytest.raises(UsageError, match="exists already"):
        write_template("offices", model("offices"), path)
    assert path.read_text() == "my work"
    write_template("offices", model("offices"), path, overwrite=True)
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames == ["offices", "Explained"]


@pytest.mark.parametrize("name", ["a.txt", "a", "a.xls"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"\.xlsx or \.csv"):
        write_template("offices", model("offices"), tmp_path / name)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make it first"):
        write_template("offices", model("offices"), tmp_path / "missing" / "a.csv")


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_disk_without_space_leaves_the_old_sheet_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"sheet{ending}"
    path.write_text("my work")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(KgError, match=r"No space left on device\. Free some space"):
        write_template("offices", model("offices"), path, overwrite=True)
    assert path.read_text() == "my work"
    assert list(tmp_path.iterdir()) == [path]
