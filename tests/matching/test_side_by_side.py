"""People whom one source names at one agreement, from records to pairs. All of them are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.candidates import Found, undecided
from tests.cli.records import agreement, write_lines

BODY = "DPRD Kota Batu"


def present(*names: str, part: str = "attendees") -> dict[str, Any]:
    """Members of one council at one agreement."""
    return {part: [{"name": name, "role": "Anggota", "institution": BODY} for name in names]}


def record(id: str, **people: Any) -> dict[str, Any]:
    parties = [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
        {"name": BODY, "kind": "council", "region": "35.79"},
    ]
    page = {"url": f"https://example.org/{id}", "outlet": "Example Daily"}
    return agreement(id=id, parties=parties, sources=[page], **{"signatories": [], **people})


def compared(folder: Path, *records: dict[str, Any]) -> Found:
    with kg.open(folder) as workspace:
        workspace.load([write_lines(folder / "agreements.jsonl", records)], "agreements")
        workspace.build()
        return undecided(workspace)


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Stefanus Wirasakti", "Stefania Wirasakti", 0),
        ("Ali Hasan", "Hasan Ali", 0),
        ("Lukman Wirasakti", "Lukman Wirasakti Putra", 0),
        ("Surya Rusdiansyah", "Suryo Rusdiansyah", 0),
        ("A. Rusdiansyah", "Ahmad Rusdiansyah", 0),
        ("Ahmad Rusdiansyah", "Achmad Rusdiansyah", 1),
    ],
)
def test_two_whom_one_record_names_are_never_joined(tmp_path: Path, one: str, other: str, asked: int) -> None:
    found = compared(tmp_path, record("a", **present(one, other)))
    assert (len(found.same), len(found.questions)) == (0, asked)


def test_nor_are_they_where_one_signed_and_one_was_there(tmp_path: Path) -> None:
    people = {**present("Achmad Rusdiansyah", part="signatories"), **present("Ahmad Rusdiansyah")}
    found = compared(tmp_path, record("a", **people))
    assert found.same == []
    assert [each.pair.verdict.reasons[0] for each in found.questions] == [
        "One source names both at one agreement."
    ]


def test_two_papers_may_name_one_person_otherwise_at_one_agreement(tmp_path: Path) -> None:
    found = compared(
        tmp_path, record("a", **present("A. Rusdiansyah")), record("b", **present("Ahmad Rusdiansyah"))
    )
    assert len(found.same) == 1


def test_a_third_name_joins_no_two_whom_one_record_names(tmp_path: Path) -> None:
    both = present("Ahmad Rusdiansyah", "Achmad Rusdiansyah")
    found = compared(tmp_path, record("a", **both), record("b", **present("Ahmat Rusdiansyah")))
    assert len(found.same) < 2
