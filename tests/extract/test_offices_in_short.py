"""Offices by their short forms, and what they are held in. All names of people are invented."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import offices

ANDI = "Andi Silalahi"


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Kadisnakertrans Maluku", "Kepala Dinas Tenaga Kerja dan Transmigrasi / Pemerintah Provinsi Maluku"),
        ("Kadishub Ambon", "Kepala Dinas Perhubungan / Pemerintah Kota Ambon"),
        ("Kadispar Buru", "Kepala Dinas Pariwisata / Pemerintah Kabupaten Buru"),
        ("KadisPUPR Buru", "Kepala Dinas PUPR / Pemerintah Kabupaten Buru"),
        (
            "Kadisperindag Kota Ambon",
            "Kepala Dinas Perindustrian dan Perdagangan / Pemerintah Kota Ambon",
        ),
        ("Kepala Bapenda Buru", "Kepala Bapenda / Pemerintah Kabupaten Buru"),
        ("Wakil Kepala BP Batam", "Wakil Kepala / Badan Pengusahaan Batam"),
        ("Ketua LPPM Unpatti", "Ketua LPPM / Universitas Pattimura"),
        ("Ketua LP2M Universitas Kapuas Raya", "Ketua LP2M / Universitas Kapuas Raya"),
        (
            "Deputi Direktur Wilayah BPJS Ketenagakerjaan Sumbagsel",
            "Deputi Direktur Wilayah / BPJS Ketenagakerjaan Sumbagsel",
        ),
        (
            "Deputi Direktur Wilayah BPJS Ketenagakerjaan Kantor Wilayah Banuspa",
            "Deputi Direktur Wilayah / BPJS Ketenagakerjaan Kantor Wilayah Banuspa",
        ),
        (
            "Deputi Direktur Bidang Kepesertaan BPJS Kesehatan",
            "Deputi Direktur Bidang Kepesertaan / BPJS Kesehatan",
        ),
        (
            "Kakanwil Imigrasi Kepri",
            "Kepala Kantor Wilayah / Kantor Wilayah Direktorat Jenderal Imigrasi Kepulauan Riau",
        ),
        (
            "Kepala Kanwil Imigrasi Maluku",
            "Kepala Kantor Wilayah / Kantor Wilayah Direktorat Jenderal Imigrasi Maluku",
        ),
        ("Manajer Niaga dan Pemasaran PT Sinar Bahari", "Manajer Niaga dan Pemasaran / PT Sinar Bahari"),
    ],
)
def test_heads_of_departments_and_of_areas_are_known_by_their_short_forms(
    extractor: Extractor, text: str, office: str
) -> None:
    for form in (f"Naskah diserahkan {text}, {ANDI}, kemarin.", f"Hadir {text} Dr. {ANDI} kemarin."):
        assert offices(extractor, form) == {ANDI: office}


@pytest.mark.parametrize("office", ["kepala kanwilnya", "kakanwilnya", "kepala kantor wilayahnya"])
def test_the_head_of_an_office_is_of_the_one_just_named(extractor: Extractor, office: str) -> None:
    found = offices(extractor, f"Kanwil Kemenkum Maluku, lewat {office}, {ANDI}, meneken nota itu.")
    assert found == {ANDI: "Kepala Kantor Wilayah / Kantor Wilayah Kementerian Hukum Maluku"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Anggota Komisi I DPRD Kota Ambon", "Anggota Komisi I / DPRD Kota Ambon"),
        ("anggota Komisi B DPRD Maluku", "Anggota Komisi B / DPRD Provinsi Maluku"),
        ("Anggota Badan Anggaran DPRD Buru", "Anggota Badan Anggaran / DPRD Kabupaten Buru"),
        ("Anggota DPRD Buru", "Anggota / DPRD Kabupaten Buru"),
        (
            "Anggota Komisi II DPR RI",
            "Anggota Komisi II / Dewan Perwakilan Rakyat Republik Indonesia",
        ),
        ("Anggota Satpol PP Ambon", "Anggota Satpol PP / Pemerintah Kota Ambon"),
    ],
)
def test_a_member_is_of_a_part_of_a_council(extractor: Extractor, text: str, office: str) -> None:
    for form in (f"Hadir {text} {ANDI} kemarin.", f"Hadir {text}, {ANDI}, kemarin."):
        assert offices(extractor, form) == {ANDI: office}


@pytest.mark.parametrize("region", ["Gorontalo", "Bengkulu", "Maluku"])
def test_an_office_of_a_branch_is_of_the_region_that_can_have_one(extractor: Extractor, region: str) -> None:
    text = f"Ombudsman diwakili Kepala Perwakilan {region}, {ANDI}, S.IP., M.Si."
    assert offices(extractor, text) == {
        ANDI: f"Kepala Perwakilan / Ombudsman Republik Indonesia Perwakilan {region}"
    }


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Pangdam XV/Pattimura Mayjen TNI {n}", "Panglima Kodam / Kodam XV/Pattimura"),
        ("Pangdam XV/Pattimura, {n},", "Panglima Kodam / Kodam XV/Pattimura"),
        ("Danrem 151/Binaiya Brigjen TNI {n}", "Komandan Korem / Korem 151/Binaiya"),
        ("Dandim 1504/Ambon Letkol Inf {n}", "Komandan Kodim / Kodim 1504/Ambon"),
        ("Dandim 1504 Letkol Inf {n}", "Komandan Kodim / Kodim 1504"),
        ("Dandim 1506 Buru Letkol Inf {n}", "Komandan Kodim / Kodim 1506 Buru"),
        ("Dandim Buru Letkol Inf {n}", "Komandan Kodim / Kodim Buru"),
    ],
)
def test_commands_have_numbers(extractor: Extractor, text: str, office: str) -> None:
    assert offices(extractor, f"Hadir {text.format(n=ANDI)} kemarin.") == {ANDI: office}


def test_the_number_of_a_command_is_nobody(extractor: Extractor) -> None:
    text = f"Hadir Pangdam XV/Pattimura yang diwakili Asisten Teritorial Kolonel Inf {ANDI}."
    assert offices(extractor, text) == {ANDI: "Asisten Teritorial / Kodam XV/Pattimura"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Direktur Poltekkes, {n}, hadir.", "Direktur"),
        ("Direktur LBH, {n}, hadir. KPU Maluku puas.", "Direktur"),
        (
            "Poltekkes Kemenkes Maluku hadir. Hal itu disampaikan Direktur Poltekkes, {n}.",
            "Direktur / Poltekkes Kemenkes Maluku",
        ),
        ("STIKES Latu Ambon puas. Ketua STIKES, {n}, hadir.", "Ketua / STIKES Latu Ambon"),
    ],
)
def test_the_word_for_a_kind_of_institution_can_stand_alone(
    extractor: Extractor, text: str, office: str
) -> None:
    assert offices(extractor, text.format(n=ANDI)) == {ANDI: office}


@pytest.mark.parametrize("text", ["Ketua Yayasan, Tokoh Masyarakat, dan", "Direktur PT, Dinas Sosial, serta"])
def test_in_a_list_nobody_holds_an_office(extractor: Extractor, text: str) -> None:
    assert offices(extractor, f"Hadir {text} undangan.") == {}


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("Kepala SMAN 1, {n},", "SMAN 1"),
        ("Kepala SMA Negeri 1 Ambon {n}", "SMA Negeri 1 Ambon"),
        ("Kepala SDN 012 {n}", "SDN 012"),
        ("Kepala SMAN 2 Masohi Dr. {n}", "SMAN 2 Masohi"),
    ],
)
def test_schools_have_numbers(extractor: Extractor, text: str, school: str) -> None:
    assert offices(extractor, f"Hadir {text.format(n=ANDI)} kemarin.") == {ANDI: f"Kepala / {school}"}


@pytest.mark.parametrize(
    "text",
    [
        "Juga hadir dua asisten Ombudsman Maluku, yaitu {n} dan Budi Latu.",
        "Dua asisten Ombudsman Maluku, {n} dan Budi Latu, bertindak selaku saksi.",
        "Hadir 2 Asisten Ombudsman Maluku ({n} dan Budi Latu).",
    ],
)
def test_a_number_tells_how_many_hold_an_office(extractor: Extractor, text: str) -> None:
    office = "Asisten / Ombudsman Republik Indonesia Perwakilan Maluku"
    assert offices(extractor, text.format(n=ANDI)) == {ANDI: office, "Budi Latu": office}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hadir dua bupati, Buru dan Aru, serta dua kepala dinas, Kesehatan dan Pendidikan.", {}),
        (
            "Hadir dua anggota DPRD Ambon, {n}, Budi Latu, dan Candra Wali.",
            {ANDI: "Anggota / DPRD Kota Ambon"},
        ),
    ],
)
def test_where_a_number_does_not_fit_it_tells_nothing(
    extractor: Extractor, text: str, found: dict[str, str]
) -> None:
    assert offices(extractor, text.format(n=ANDI)) == found


@pytest.mark.parametrize("text", ["Inspektur Provinsi, {n}.", "Inspektur Kabupaten, {n}, dan undangan."])
def test_a_level_can_stand_for_the_region_of_an_office(extractor: Extractor, text: str) -> None:
    assert offices(extractor, f"Acara dihadiri {text.format(n=ANDI)}") == {ANDI: "Inspektur"}


def test_a_secretary_of_a_company_is_somebody(extractor: Extractor) -> None:
    text = f"Penandatanganan dilakukan Corporate Secretary Bank Maluku, {ANDI}, yang ditunjuk direksi."
    assert offices(extractor, text) == {ANDI: "Corporate Secretary / Bank Maluku"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Ketua Dewan Pengawas Tirta Latu {n} hadir. Perumda Air Minum Tirta Latu Kota Ambon puas.",
            "Ketua Dewan Pengawas / Perumda Air Minum Tirta Latu Kota Ambon",
        ),
        ("Direktur Tirta Latu, {n}, hadir. PDAM Tirta Latu puas.", "Direktur / PDAM Tirta Latu"),
        ("Rektor Bina Latu Dr. {n} hadir. Universitas Bina Latu puas.", "Rektor / Universitas Bina Latu"),
        (
            "Hadir Kepala Keasistenan Pencegahan Perwakilan Jakarta Raya, {n}. Ombudsman Jakarta Raya puas.",
            "Kepala Keasistenan Pencegahan / Ombudsman Republik Indonesia Perwakilan Jakarta Raya",
        ),
    ],
)
def test_an_institution_is_known_by_a_part_of_its_name(extractor: Extractor, text: str, office: str) -> None:
    assert offices(extractor, text.format(n=ANDI)) == {ANDI: office}


def test_who_an_institution_is_named_after_keeps_the_name(extractor: Extractor) -> None:
    assert offices(extractor, f"Ketua {ANDI} hadir. Yayasan {ANDI} puas.") == {ANDI: "Ketua"}


@pytest.mark.parametrize(
    "text",
    [
        "Anggota DPRD Buru dari Partai Demokrat, {n}, menilai hal itu.",
        "Anggota DPRD Buru dari Fraksi PDIP {n} menilai hal itu.",
        "Anggota DPRD Buru Fraksi Partai Golkar, {n}, hadir.",
    ],
)
def test_a_party_parts_no_office_from_its_holder(extractor: Extractor, text: str) -> None:
    assert offices(extractor, text.format(n=ANDI)) == {ANDI: "Anggota / DPRD Kabupaten Buru"}


def test_a_party_alone_names_nobody(extractor: Extractor) -> None:
    assert offices(extractor, "Anggota DPRD dari Partai Golkar, Bupati Buru, dan Camat hadir.") == {}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Ketua Paguyuban Pedagang Latu, {n},", "Ketua / Paguyuban Pedagang Latu"),
        ("Ketua Paguyuban Lurah Latu, {n},", "Ketua / Paguyuban Lurah Latu"),
        ("Koordinator Forum Warga Ambon, {n},", "Koordinator / Forum Warga Ambon"),
        ("Pimpinan Pondok Pesantren Nurul Latu KH {n}", "Anggota / Pondok Pesantren Nurul Latu"),
        (
            "Ketua Ikatan Dokter Indonesia Cabang Ambon dr. {n}",
            "Ketua / Ikatan Dokter Indonesia Cabang Ambon",
        ),
    ],
)
def test_groups_are_headed_by_people(extractor: Extractor, text: str, office: str) -> None:
    assert offices(extractor, f"Hadir {text.format(n=ANDI)} kemarin.") == {ANDI: office}


@pytest.mark.parametrize(
    "text",
    [
        "Ketua Forum Warga Ambon hadir.",
        "Ketua Forum, Tokoh Adat, dan lainnya hadir.",
        "Ketua Paguyuban Pedagang, Bupati Buru, dan undangan hadir.",
    ],
)
def test_no_group_is_a_person(extractor: Extractor, text: str) -> None:
    assert offices(extractor, text) == {}


@pytest.mark.parametrize("office", ["Hukum Tua", "Camat", "Lurah"])
def test_the_head_of_a_village_is_named_behind_the_word_for_it(extractor: Extractor, office: str) -> None:
    word = {"Hukum Tua": "Desa", "Camat": "Kecamatan", "Lurah": "Kelurahan"}[office]
    assert offices(extractor, f"{office} {word} Latu, {ANDI}, hadir.") == {ANDI: office}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Kanwil Kemenkum Maluku meneken nota. Hadir Kepala Kantor Wilayah, {n}.",
            "Kepala Kantor Wilayah / Kantor Wilayah Kementerian Hukum Maluku",
        ),
        (
            "Kantor Pertanahan Kabupaten Buru meneken nota. Hadir Kepala Kantor Hj. {n}.",
            "Kepala Kantor / Kantor Pertanahan Kabupaten Buru",
        ),
        (
            "Kanwil Kemenkum Maluku dan Kanwil Kemenag Maluku ada. Hadir Kepala Kantor Wilayah, {n}.",
            "Kepala Kantor Wilayah",
        ),
    ],
)
def test_an_office_is_of_the_one_institution_that_it_names_the_beginning_of(
    extractor: Extractor, text: str, office: str
) -> None:
    assert offices(extractor, text.format(n=ANDI)) == {ANDI: office}
