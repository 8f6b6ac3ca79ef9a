"""Sightings become terms: who followed whom, and what cannot be. The people do not exist, the bodies do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.workspace import Workspace

Ask = Callable[..., list[tuple[Any, ...]]]

PASER = "Pemerintah Kabupaten Paser"
BERAU = "Pemerintah Kabupaten Berau"


def office(
    name: str, *seen_on: str, role: str = "Bupati", at: str = PASER, acting: str | None = None
) -> dict[str, Any]:
    """A record that shows somebody in office."""
    source = {
        "url": f"https://example.org/{name}/{at}/{role}/{acting}".replace(" ", "-"),
        "outlet": "Example",
    }
    return {
        "name": name,
        "role": role,
        "institution": at,
        "acting": acting,
        "seen_on": list(seen_on),
        "sources": [source],
    }


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with kg.open(tmp_path) as workspace:
        yield workspace


@pytest.fixture
def terms(project: Workspace) -> Ask:
    """Load offices and give some columns of what a query answers."""

    def ask(records: list[dict[str, Any]], query: str, *columns: str, **parameters: Any) -> list[Any]:
        file = project.project.root / "offices.jsonl"
        file.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
        project.load([file], "offices", strict=True)
        project.build()
        return [tuple(row[name] for name in columns) for row in project.query(query, **parameters).rows]

    return ask


def succession(terms: Ask, *records: dict[str, Any], of: str = PASER) -> list[tuple[Any, ...]]:
    return terms(list(records), "successions", "person", "first_seen", "last_seen", "follows", "again", of=of)


def overlaps(terms: Ask, *records: dict[str, Any], which: str = "all") -> list[tuple[Any, ...]]:
    columns = ("verdict", "because", "person", "other_person")
    return terms(list(records), "overlapping-terms", *columns, which=which)


def test_somebody_who_comes_back_after_a_stand_in_has_two_terms(terms: Ask) -> None:
    assert succession(
        terms,
        office("Adi Contoh", "2018-05-01", "2019", "2021-02-01", "2021-03-01"),
        office("Budi Contoh", "2020-10-01", acting="Pjs"),
    ) == [
        ("Adi Contoh", "2018-05-01", "2019", None, False),
        ("Budi Contoh", "2020-10-01", "2020-10-01", "Adi Contoh", False),
        ("Adi Contoh", "2021-02-01", "2021-03-01", "Budi Contoh (Pjs)", True),
    ]


def test_a_year_says_nothing_of_order_where_a_day_of_it_is_known(terms: Ask) -> None:
    assert succession(
        terms, office("Adi Contoh", "2024-01"), office("Budi Contoh", "2024", "2024-08-01", "2025")
    ) == [
        ("Adi Contoh", "2024-01", "2024-01", None, False),
        ("Budi Contoh", "2024-08-01", "2025", "Adi Contoh", False),
    ]


def test_the_gap_is_the_shortest_that_the_dates_allow(terms: Ask) -> None:
    records = [office("Adi Contoh", "2024-02"), office("Budi Contoh", "2024-03-05"), office("Candra", "2024")]
    gaps = terms(records, "successions", "person", "gap_days", of=PASER)
    assert gaps == [("Candra", None), ("Adi Contoh", 0), ("Budi Contoh", 5)]


def test_who_was_seen_on_the_day_of_a_handover_comes_in_the_order_of_first_sighting(terms: Ask) -> None:
    records = [office("Budi Contoh", "2024-08-20", "2025"), office("Adi Contoh", "2019", "2024-08-20")]
    assert [row[0] for row in succession(terms, *records)] == ["Adi Contoh", "Budi Contoh"]
    assert overlaps(terms, *records) == []


def test_two_in_one_seat_at_once_are_impossible(terms: Ask) -> None:
    records = [office("Adi Contoh", "2019", "2022-03-01"), office("Budi Contoh", "2021-05", "2024-01-01")]
    expected = [("impossible", "two people in one office", "Adi Contoh", "Budi Contoh")]
    assert overlaps(terms, *records) == expected
    assert overlaps(terms, *records, which="impossible") == expected


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"acting": "Plt"}, "two people in one office, one acting"),
        ({"role": "Asisten"}, "two people in one office, not known to have one seat"),
    ],
)
def test_two_in_office_at_once_are_possible(terms: Ask, change: dict[str, str], because: str) -> None:
    adi = {"role": change.get("role", "Bupati")}
    records = [
        office("Adi Contoh", "2019", "2022-03-01", **adi),
        office("Budi Contoh", "2021-05-01", **change),
    ]
    assert overlaps(terms, *records) == [("possible", because, "Adi Contoh", "Budi Contoh")]
    assert overlaps(terms, *records, which="impossible") == []


def test_partial_dates_that_may_follow_each_other_are_no_overlap(terms: Ask) -> None:
    records = [office("Adi Contoh", "2019", "2022"), office("Budi Contoh", "2022-01", "2024")]
    assert overlaps(terms, *records) == []


def shown_at_once(folder: Path, people: list[dict[str, str]]) -> None:
    """Load a record that shows one name in two offices, which joins what is known of both."""
    agreement = {
        "id": "invented",
        "kind": "mou",
        "status": "planned",
        "parties": [
            {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
            {"name": PASER, "kind": "regency_government", "region": "64.01"},
        ],
        "attendees": people,
        "sources": [{"url": "https://example.org/both"}],
    }
    (folder / "agreements.jsonl").write_text(json.dumps(agreement) + "\n", "utf-8")
    with kg.open(folder) as workspace:
        workspace.load([folder / "agreements.jsonl"], strict=True)


def test_one_person_at_the_head_of_two_regions_is_impossible(terms: Ask, tmp_path: Path) -> None:
    people = [{"name": "Adi Contoh", "role": "Bupati", "institution": each} for each in (PASER, BERAU)]
    shown_at_once(tmp_path, people)
    records = [
        office("Adi Contoh", "2019-01-01", "2022-01-01"),
        office("Adi Contoh", "2020-01-01", "2021-01-01", at=BERAU),
    ]
    expected = [("impossible", "one person in two regions", "Adi Contoh", "Adi Contoh")]
    assert overlaps(terms, *records, which="impossible") == expected


def test_one_person_in_two_single_seats_of_one_body_is_impossible(terms: Ask, tmp_path: Path) -> None:
    people = [{"name": "Adi Contoh", "role": each, "institution": PASER} for each in ("Bupati", "Sekda")]
    shown_at_once(tmp_path, people)
    records = [office("Adi Contoh", "2019-01-01", "2022-01-01")]
    secretary = office("Adi Contoh", "2020-01-01", "2021-01-01", role="Sekretaris Daerah")
    expected = [("impossible", "one person in two offices", "Adi Contoh", "Adi Contoh")]
    assert overlaps(terms, *records, secretary) == expected
    assert overlaps(terms, *records, {**secretary, "seen_on": ["2022-01-01", "2023"]}) == []
    assert overlaps(terms, *records, {**secretary, "acting": "Plt"}) == []


def test_namesakes_in_two_offices_of_one_body_are_listed(terms: Ask) -> None:
    records = [
        office("Adi Contoh", "2020-01-01", role="Wakil Bupati"),
        office("Adi Contoh", "2020-01-01", role="Sekretaris Daerah"),
        office("Budi Contoh", "2020-01-01", role="Wakil Bupati"),
        office("Budi Contoh", "2022-01-01", role="Bupati"),
    ]
    assert terms(records, "namesakes", "person", "institutions", "taken_for") == [("Adi Contoh", 1, 2)]


def test_labels_follow_offices_acting_and_former_ones_too(project: Workspace, terms: Ask) -> None:
    ombudsman = "Ombudsman Republik Indonesia"
    records = [
        office("Adi Contoh", "2011", role="Anggota", at=ombudsman),
        office("Adi Contoh", "2024", role="Direktur", at="PT Contoh"),
        office("Budi Contoh", "2024", acting="Plh"),
        office("Candra Contoh", "2024", role="Direktur", at="PT Contoh"),
    ]
    terms(records, "namesakes", "person")
    labels = {
        (row["n"].properties["name"], row["n"].labels)
        for row in project.store.read("MATCH (n:Person) RETURN n").rows
    }
    assert labels == {
        ("Adi Contoh", ("Person", "Official", "OmbudsmanMember")),
        ("Adi Contoh", ("Person",)),  # the director has the member's name and is not taken for them
        ("Budi Contoh", ("Person", "Official")),
        ("Candra Contoh", ("Person",)),
    }


@pytest.mark.parametrize(
    ("role", "acting", "held"),
    [
        ("Pj. Bupati", None, ("Bupati", "Pj")),
        ("PLT Bupati", None, ("Bupati", "Plt")),
        ("Plt.Bupati", "Plt", ("Bupati", "Plt")),
        ("Penjabat Sementara Bupati", None, ("Bupati", "Pjs")),
        ("Pelaksana Tugas (Plt) Bupati", None, ("Bupati", "Plt")),
        ("Plt. Bupati", "Pj", ("Plt. Bupati", "Pj")),
        ("Pj. Bupati Paser", None, ("Bupati", "Pj")),
        ("Bupati Paser", None, ("Bupati", "full")),
        ("Wakil Bupati Kab. Paser", None, ("Wakil Bupati", "full")),
        ("Bupati Berau", None, ("Bupati Berau", "full")),
        ("Asisten Bupati Paser", None, ("Asisten Bupati Paser", "full")),
        ("Sekda", None, ("Sekretaris Daerah", "full")),
        ("Pj Sekda Kabupaten Paser", None, ("Sekretaris Daerah", "Pj")),
        ("Plt.", None, ("Plt.", "full")),
        ("Kepala Bidang Pelaksana Tugas", None, ("Kepala Bidang Pelaksana Tugas", "full")),
    ],
)
def test_what_stands_around_an_office_says_how_it_is_held_or_where_and_makes_no_other_office(
    terms: Ask, role: str, acting: str | None, held: tuple[str, str]
) -> None:
    record = office("Cici Contoh", "2024-10-01", role=role, acting=acting)
    assert terms([record], "successions", "role", "held", of=PASER) == [held]


def test_who_only_acts_follows_the_holder_and_does_not_overlap_with_the_next(terms: Ask) -> None:
    records = [
        office("Anu Contoh", "2023-01-01"),
        office("Cici Contoh", "2024-10-01", role="Pj. Bupati"),
        office("Dewi Contoh", "2025-03-01"),
    ]
    assert terms(records, "successions", "person", "held", "follows", of=PASER) == [
        ("Anu Contoh", "full", None),
        ("Cici Contoh", "Pj", "Anu Contoh"),
        ("Dewi Contoh", "full", "Cici Contoh (Pj)"),
    ]


def test_an_office_is_asked_for_as_it_is_also_written(terms: Ask) -> None:
    records = [office("Lala Contoh", "2020-05-10", role="Sekda"), office("Anu Contoh", "2023-01-01")]
    assert terms(records, "successions", "person", of=PASER, role="SEKDA") == [("Lala Contoh",)]
