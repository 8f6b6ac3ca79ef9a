"""Institutions and regions that a text names beside the parties of an agreement, and that are none.

All names of people are invented.
"""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreement, agreements, counterparts, names, offices, stand_ins

SIGNED = (
    "NAMLEA - Nota kesepahaman diteken Bupati Buru Andi Silalahi bersama Kepala Ombudsman Maluku Rina "
    "Latuheru di Kantor Bupati, Senin (4/5/2021). "
)


@pytest.mark.parametrize(
    "told",
    [
        "Baru tiga daerah yang berada di zona hijau. Ketiganya yaitu Kota Ambon, Kota Tual dan Maluku.",
        "Buru daerah keempat yang punya MoU. Sebelumnya sudah ada Kota Ambon, Kota Tual, dan Maluku Tengah.",
        "Menurut dia, baru Kota Ambon dan Kota Tual yang sudah punya nota kesepahaman serupa.",
        "Universitas Pattimura telah memiliki nota kesepahaman dengan Ombudsman Maluku.",
        "Buru menjadi daerah ketiga yang menjalin MoU setelah Kota Ambon dan Kota Tual.",
        "Setelah Kota Ambon dan Tual, kini giliran Buru yang menandatangani MoU.",
        "Buru menyusul Kota Ambon dan Kota Tual yang lebih dulu menandatangani MoU.",
        "Ombudsman Maluku sudah bermitra dengan Polda Maluku melalui nota kesepahaman.",
        "Kerja sama itu melengkapi MoU yang sudah ada dengan Polda Maluku.",
        "Dari 11 daerah, baru Kota Ambon, Kota Tual dan Buru yang sudah menandatangani MoU.",
        "MoU itu meneruskan kerja sama yang diteken Gubernur Maluku Budi Lestarno pada 2019.",
        "Pekan lalu, Bupati Buru juga menandatangani kerja sama dengan Kejari Buru.",
        "Turut hadir Bupati Maluku Tengah Budi Lestarno yang lebih dulu meneken MoU.",
        "Penandatanganan dirangkai dengan penyerahan bantuan dari Bank Maluku.",
        "MoU ini akan melibatkan Polres Buru dan Kejari Buru.",
        "Ombudsman menyerahkan hasil kepada Polres Buru, Kantor Pertanahan Buru, dan RSUD Namlea.",
        "Ketua DPRD Kabupaten Buru Budi Lestarno menyambut baik penandatanganan MoU itu.",
        "Kapolres Buru Budi Lestarno menandatangani buku tamu.",
        "Ketua DPRD Kabupaten Buru, Budi Lestarno, yang ikut menyaksikan penandatanganan, minta maaf.",
        "Terpisah, Ketua DPRD Kabupaten Buru, Budi Lestarno, menyoroti isi MoU itu.",
        "Anggota Komisi I DPRD Kabupaten Buru, Budi Lestarno, yang menyaksikan penandatanganan itu gembira.",
    ],
)
def test_who_is_told_of_for_another_reason_is_no_party(extractor: Extractor, told: str) -> None:
    assert counterparts(agreements(extractor, SIGNED + told)) == ["Pemerintah Kabupaten Buru"]


def test_both_who_watched_do_not_sign_what_they_are_given(extractor: Extractor) -> None:
    told = (
        "Prosesi itu disaksikan Ketua DPRD Kabupaten Buru Budi Lestarno dan Sekda Buru Siti Handayani. "
        "Keduanya ikut membubuhkan paraf di kain batik."
    )
    found = agreement(extractor, SIGNED + told)
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latuheru"]
    assert names(found["witnesses"]) == ["Budi Lestarno", "Siti Handayani"]


def test_it_is_who_stood_in_that_a_text_goes_on_to_speak_of(extractor: Extractor) -> None:
    text = (
        "Universitas Pattimura menandatangani MoU dengan Ombudsman RI. Rektor Universitas Pattimura Andi "
        "Silalahi diwakili Wakil Rektor Bidang Riset Siti Handayani. Ia menandatangani dokumen bersama Ketua "
        "Ombudsman RI Budi Lestarno."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == ["Budi Lestarno", "Siti Handayani"]
    assert stand_ins(found) == [("Andi Silalahi", "Siti Handayani")]


def test_those_besides_one_who_signs_sign_too(extractor: Extractor) -> None:
    text = (
        "Universitas Pattimura menandatangani MoU dengan Ombudsman RI. Selain Universitas Pattimura, "
        "perguruan tinggi lain yang ikut menandatangani adalah Universitas Mataram dan Universitas Lampung."
    )
    assert counterparts(agreements(extractor, text)) == [
        "Universitas Lampung",
        "Universitas Mataram",
        "Universitas Pattimura",
    ]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Anggota Komisi I DPRD Kota Ambon", "Anggota Komisi I / DPRD Kota Ambon"),
        ("Anggota Badan Anggaran DPRD Kota Ambon", "Anggota Badan Anggaran / DPRD Kota Ambon"),
        ("Ketua Komisi II DPR RI", "Ketua Komisi II / Dewan Perwakilan Rakyat Republik Indonesia"),
    ],
)
def test_a_member_of_part_of_a_council_has_an_office(extractor: Extractor, text: str, office: str) -> None:
    assert offices(extractor, f"Hadir {text}, Andi Silalahi, kemarin.") == {"Andi Silalahi": office}


def test_of_agreements_that_are_counted_up_one_is_with_ours(extractor: Extractor) -> None:
    text = (
        "NAMLEA - Empat dokumen kerja sama diteken Pemkab Buru, Senin (4/5/2021). Keempatnya yakni nota "
        "kesepakatan dengan Ombudsman RI Perwakilan Maluku, nota kesepakatan dengan Kejaksaan Negeri Buru, "
        "dan perjanjian kerja sama dengan BPJS Kesehatan. Naskah dari pemkab ditandatangani Bupati Buru "
        "Andi Silalahi. Dari mitra ditandatangani Kepala Perwakilan Ombudsman Maluku Rina Latuheru dan "
        "Kajari Buru Budi Lestarno."
    )
    found = agreement(extractor, text)
    assert counterparts([found]) == ["Pemerintah Kabupaten Buru"]
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latuheru"]


@pytest.mark.parametrize(
    "told",
    [
        "Sebagai saksi turut menandatangani {} dan {}.",
        "{} dan {} ikut menandatangani sebagai saksi.",
        "Para saksi yang membubuhkan paraf pada berita acara yaitu:\n1. {}\n2. {}",
    ],
)
def test_witnesses_who_sign_as_such_are_witnesses(extractor: Extractor, told: str) -> None:
    told = told.format("Ketua DPRD Kabupaten Buru Budi Lestarno", "Sekda Buru Siti Handayani")
    found = agreement(extractor, SIGNED + told)
    assert names(found["witnesses"]) == ["Budi Lestarno", "Siti Handayani"]
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latuheru"]


def test_what_else_a_headline_says_ours_does_makes_it_no_party(extractor: Extractor) -> None:
    text = (
        "Dua Bupati Teken Kerja Sama Sampah, Ombudsman Maluku Ikut Mengawal\n\nNAMLEA - Pemkab Buru dan "
        "Pemkab Buru Selatan meneken perjanjian kerja sama pengelolaan sampah. Kepala Perwakilan Ombudsman "
        "Maluku Rina Latuheru hadir sebagai undangan."
    )
    assert agreements(extractor, text) == []


@pytest.mark.parametrize(
    "told",
    [
        "Sejumlah pejabat hadir. Mereka adalah {} dan {}.",
        "Acara dihadiri seluruh pejabat utama.\n\nMereka antara lain {}; serta {}.",
        "Dari deretan tamu tampak {} dan {}.",
    ],
)
def test_those_said_to_be_among_the_guests_are_guests(extractor: Extractor, told: str) -> None:
    told = told.format("Ketua DPRD Kabupaten Buru Budi Lestarno", "Kepala Kemenag Buru Siti Handayani")
    found = agreement(extractor, SIGNED + told)
    assert names(found["attendees"]) == ["Budi Lestarno", "Siti Handayani"]


def test_what_somebody_says_in_a_headline_is_no_name(extractor: Extractor) -> None:
    text = "Kakanwil BPN Maluku: Sertipikat Mandek Bukan Nasib\n\nAMBON - Hal itu ditegaskan di Ambon."
    assert offices(extractor, text) == {}
