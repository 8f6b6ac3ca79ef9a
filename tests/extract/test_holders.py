"""Several people of one office, and districts before the names of who heads them. All names are invented."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreement, counterparts, names, offices, people, regions

SIGNING = "penandatanganan nota kesepahaman antara Ombudsman RI dan Pemerintah Kota Ambon, Selasa (5/3/2024)."
OF_THE_COUNCIL = "Anggota / DPRD Kota Ambon"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anggota DPRD Kota Ambon Andi Silalahi dan Budi Latu", {"Andi Silalahi", "Budi Latu"}),
        ("Anggota DPRD Kota Ambon, Andi Silalahi dan Budi Latu,", {"Andi Silalahi", "Budi Latu"}),
        ("Anggota DPRD Kota Ambon Andi, Budi Latu, serta Rina Wally", {"Andi", "Budi Latu", "Rina Wally"}),
        ("Anggota DPRD Kota Ambon Andi Silalahi dan Kota Tual", {"Andi Silalahi"}),
        ("Anggota DPRD Kota Ambon Andi Silalahi dan Budi", {"Andi Silalahi"}),
    ],
)
def test_an_office_of_several_is_that_of_all_who_are_joined(
    extractor: Extractor, text: str, found: set[str]
) -> None:
    assert offices(extractor, f"{text} hadir.") == dict.fromkeys(found, OF_THE_COUNCIL)


def test_who_has_an_office_of_his_own_does_not_share_that_of_the_one_before(extractor: Extractor) -> None:
    text = "Anggota DPRD Kota Ambon Andi Silalahi dan Budi Latu, Kepala Dinas Sosial Kota Ambon, hadir."
    assert offices(extractor, text)["Budi Latu"] != OF_THE_COUNCIL


def test_an_office_of_one_seat_is_not_that_of_two(extractor: Extractor) -> None:
    assert offices(extractor, "Wali Kota Ambon Andi Silalahi dan Budi Latu hadir.") == {
        "Andi Silalahi": "Wali Kota / Pemerintah Kota Ambon"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Anggota DPRD Kota Ambon Andi Silalahi dan Budi Latu hadir pada ",
        "Wakil Ketua DPRD Kota Ambon, Andi Silalahi dan Budi Latu, menyaksikan ",
        "Hadir anggota DPRD Kota Ambon Andi Silalahi dan Budi Latu pada ",
        "Turut hadir dua anggota DPRD Kota Ambon, Andi Silalahi dan Budi Latu, pada ",
    ],
)
def test_what_several_are_members_of_who_are_there_is_no_party(extractor: Extractor, text: str) -> None:
    found = agreement(extractor, text + SIGNING)
    assert counterparts([found]) == ["Pemerintah Kota Ambon"]
    assert names([*found["attendees"], *found["witnesses"]]) == ["Andi Silalahi", "Budi Latu"]


@pytest.mark.parametrize(
    "office",
    [
        "Camat Sirimau",
        "Camat Bontang Utara",
        "Camat Medan Johor",
        "Camat Sungai Kakap",
        "Plt Camat Tebet",
        "Kapolsek Bontang Selatan",
        "Lurah Bontang Kuala",
        "Lurah Sungai Jawi Luar",
        "Kepala Desa Waai",
        "Camat",
    ],
)
@pytest.mark.parametrize("gap", [" ", ", "])
def test_a_district_is_no_part_of_the_name_of_who_heads_it(
    extractor: Extractor, office: str, gap: str
) -> None:
    assert people(extractor, f"Acara itu dihadiri {office}{gap}Hendra Salim kemarin.") == ["Hendra Salim"]


@pytest.mark.parametrize(
    "place", ["warga Batu Aji", "Desa Batang Kulur Tengah", "ke Batu Ampar", "di Kelurahan Batang Kulur"]
)
def test_what_is_called_like_a_region_can_begin_the_name_of_a_part_of_one(
    extractor: Extractor, place: str
) -> None:
    assert regions(extractor, f"Kota Ambon dan {place} disebut kemarin.") == ["Kota Ambon"]


def test_who_heads_a_district_tells_its_region(extractor: Extractor) -> None:
    text = "Acara di Kota Bontang dihadiri Camat Bontang Utara Hendra Salim."
    assert regions(extractor, text) == ["Kota Bontang"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pemkab Mitra dan Ombudsman bertemu.", ["Kabupaten Minahasa Tenggara"]),
        ("Mitra kami di daerah banyak.", []),
    ],
)
def test_a_short_form_that_is_a_word_is_a_region_behind_words_for_one(
    extractor: Extractor, text: str, found: list[str]
) -> None:
    assert regions(extractor, text) == found


@pytest.mark.parametrize("degrees", ["S Sos MSi", "S Sos", "S.Pd M Pd", "SKM M Kes"])
def test_degrees_without_dots_are_no_part_of_names(extractor: Extractor, degrees: str) -> None:
    text = f"Acara itu dihadiri Kepala Dinas Sosial Kota Ambon Andi Silalahi {degrees}, kemarin."
    assert people(extractor, text) == ["Andi Silalahi"]


def test_words_of_no_name_make_nobody(extractor: Extractor) -> None:
    assert people(extractor, "Tim Ombudsman akan datang, lanjutnya, untuk On The Spot di Kota Ambon.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kepala Dinas Sosial Budi Latu dan Kapolres Buru AKBP Andi Silalahi",
            {"Budi Latu", "Andi Silalahi"},
        ),
        ("Camat Sirimau Budi Latu dan Kapolres Buru AKBP Andi Silalahi", {"Budi Latu", "Andi Silalahi"}),
        ("Kakanwil Budi Latu dan Kapolda Irjen Pol Andi Silalahi", {"Budi Latu", "Andi Silalahi"}),
        ("Lurah Karang Anyar Budi Santoso", {"Budi Santoso"}),
        ("Ketua DPRD Suhardi", {"Suhardi"}),
        ("Kapolres Metro Depok Kombes Andi Silalahi", {"Andi Silalahi"}),
        ("Bupati Kepulauan Sitaro Andi Silalahi", {"Andi Silalahi"}),
    ],
)
def test_each_of_those_who_are_named_has_the_own_office(
    extractor: Extractor, text: str, found: set[str]
) -> None:
    assert set(people(extractor, f"Acara itu dihadiri {text} kemarin.")) == found
