"""Texts that tell of several agreements, or of one beside others. All names of people are invented."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreement, agreements, counterparts, names, offices, people, stand_ins

AMBON = "Pemerintah Kota Ambon"
SIGNED = f"AMBON - Ombudsman RI dan {AMBON} menandatangani nota kesepahaman, Selasa (5/3/2024). "


def told(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    """Sort and counterpart of each agreement, sorted."""
    return sorted((found["kind"], found["parties"][1]["name"]) for found in agreements(extractor, text))


def test_each_of_several_agreements_has_its_own_numbers(extractor: Extractor) -> None:
    text = (
        "AMBON - Nota kesepakatan antara Ombudsman RI dengan Pemerintah Kota Ambon Nomor 31/ORI-MOU/IX/2023 "
        "dan Nomor 134/NK.9/2023 ditandatangani, Rabu (6/9/2023). Nota kesepakatan dengan Pemerintah Kota "
        "Tual Nomor 32/ORI-MOU/IX/2023 ditandatangani pula."
    )
    found: list[dict[str, Any]] = agreements(extractor, text)
    assert {each["parties"][1]["name"]: each["number"] for each in found} == {
        AMBON: "31/ORI-MOU/IX/2023; 134/NK.9/2023",
        "Pemerintah Kota Tual": "32/ORI-MOU/IX/2023",
    }


def test_what_is_signed_besides_is_with_another(extractor: Extractor) -> None:
    besides = (
        "Selain nota kesepahaman, ditandatangani pula perjanjian kerja sama antara Ombudsman RI dengan RSUD "
        "Haulussy Ambon."
    )
    assert told(extractor, SIGNED + besides) == [("mou", AMBON), ("pks", "RSUD Haulussy Ambon")]


def test_of_agreements_of_one_party_only_that_with_ours_counts(extractor: Extractor) -> None:
    text = (
        "AMBON - Pemerintah Kota Ambon menandatangani tiga naskah, yaitu Nota Kesepakatan dengan Ombudsman "
        "RI, Kesepakatan Bersama (MoU) dengan Kejaksaan Negeri Ambon, serta Perjanjian Kerja Sama dengan BPJS"
        " Ketenagakerjaan Cabang Ambon, Selasa (5/3/2024). Perjanjian kerja sama dengan BPJS Ketenagakerjaan "
        "ditandatangani Kepala Dinas Sosial Kota Ambon Andi Silalahi."
    )
    assert told(extractor, text) == [("mou", AMBON)]
    assert agreement(extractor, text)["signatories"] == []


def test_a_dean_who_signs_for_the_rector_makes_no_agreement_of_the_faculty(extractor: Extractor) -> None:
    text = (
        "AMBON - Nota kesepahaman ditandatangani Kepala Perwakilan Ombudsman RI Maluku Rina Latu bersama "
        "Dekan Fakultas Syariah Andi Silalahi yang bertindak atas nama Rektor IAIN Ambon, Selasa (5/3/2024)."
    )
    found = agreement(extractor, text)
    assert counterparts([found]) == ["IAIN Ambon"]
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latu"]
    assert stand_ins(found) == [("Rektor IAIN Ambon", "Andi Silalahi")]


@pytest.mark.parametrize(
    "text",
    [
        f"{SIGNED}Ruang lingkupnya diperluas hingga mencakup Perumda Tirta Yapono.",
        f"Pemkot Ambon dan Ombudsman Teken MoU, Polda Maluku Menyusul\n\n{SIGNED}",
        f"{SIGNED}Acara itu bagian dari rapat yang diadakan LLDIKTI Wilayah XII untuk penandatanganan MoU.",
    ],
)
def test_who_follows_or_is_meant_or_has_invited_is_no_party(extractor: Extractor, text: str) -> None:
    assert told(extractor, text) == [("mou", AMBON)]


def test_what_somebody_says_that_we_sign_names_no_signer(extractor: Extractor) -> None:
    text = (
        f'{SIGNED}"Bapak Wali Kota titip pesan, yang kita tandatangani ini bukan pembungkus," kata Sekda '
        "Kota Ambon Rina Latu. Wali Kota Ambon Budi Latu tidak hadir."
    )
    assert agreement(extractor, text)["signatories"] == []


@pytest.mark.parametrize("text", ["hingga 2029", "sampai tahun 2029", "dengan target 2029"])
def test_a_year_to_come_is_not_that_of_the_signing(extractor: Extractor, text: str) -> None:
    signed = f"AMBON - Ombudsman RI dan {AMBON} meneken MoU kemarin (17/9). Ini berlaku {text}."
    assert agreement(extractor, signed)["signed_on"] is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Camat Padang Panjang Barat diwakili Sekcam Andi Silalahi", {"Andi Silalahi": "Sekretaris Camat"}),
        (
            "Kapolri Jenderal Pol Andi Silalahi",
            {"Andi Silalahi": "Kepala Kepolisian Negara Republik Indonesia"},
        ),
        ("Kalapas Kelas IIA Ambon Andi Silalahi", {"Andi Silalahi": "Kepala Lapas / Lapas Kelas IIA Ambon"}),
        (
            "Kalapas Kelas I Semarang Andi Silalahi",
            {"Andi Silalahi": "Kepala Lapas / Lapas Kelas I Semarang"},
        ),
        (
            "Sekretaris LLDIKTI Wilayah XII Andi Silalahi",
            {"Andi Silalahi": "Sekretaris / LLDIKTI Wilayah XII"},
        ),
        ("Asisten Rena Silalahi", {"Rena Silalahi": "Asisten"}),
        ("Kalapas Narkotika Andi Silalahi", {"Andi Silalahi": "Kepala Lapas Narkotika"}),
        ("Kabid Pendidikan Madrasah Andi Silalahi", {"Andi Silalahi": "Kepala Bidang Pendidikan Madrasah"}),
        ("Ketua Kompolnas Andi Silalahi", {"Andi Silalahi": "Ketua / Komisi Kepolisian Nasional"}),
    ],
)
def test_words_of_offices_are_no_part_of_names(
    extractor: Extractor, text: str, found: dict[str, str]
) -> None:
    assert offices(extractor, f"Acara itu dihadiri {text} kemarin.") == found


def test_a_degree_is_nobody(extractor: Extractor) -> None:
    assert people(extractor, "Acara itu dihadiri Direktur RSUD dr. Rosma Latu, Sp.PA kemarin.") != ["Sp.PA"]


@pytest.mark.parametrize(
    "room",
    ["ruang kerja wali kota", "rumah dinas wali kota", "ruang rapat wali kota", "ruang tamu wali kota"],
)
def test_whose_room_it_is_is_no_signer(extractor: Extractor, room: str) -> None:
    text = f"{SIGNED}MoU itu diteken di {room}, Selasa (5/3/2024). Wali Kota Ambon Budi Latu senang."
    assert agreement(extractor, text)["signatories"] == []


def test_what_was_before_that_of_others_gives_no_day(extractor: Extractor) -> None:
    text = (
        "AMBON - Sore itu, Kamis (18/9/2025), Wali Kota Ambon Budi Latu menandatangani nota kesepahaman "
        "dengan Ombudsman RI.\n\nSebelum Ambon, Ombudsman pada Selasa (16/9) menandatangani nota serupa "
        "dengan Kota Tual."
    )
    found = agreement(extractor, text)
    assert (found["parties"][1]["name"], found["signed_on"]) == (AMBON, "2025-09-18")


def test_who_urges_others_to_sign_is_no_party(extractor: Extractor) -> None:
    text = (
        "AMBON - Komisi I DPRD Kota Ambon mendesak pemerintah daerah menandatangani nota kesepahaman dengan "
        "Ombudsman RI Perwakilan Maluku. Desakan itu mengemuka dalam rapat, Senin (10/6/2024)."
    )
    assert "DPRD Kota Ambon" not in counterparts(agreements(extractor, text))


@pytest.mark.parametrize(
    "told",
    [
        "Kesepakatan tiga pihak itu ditandatangani",
        "Nota kesepahaman tripartit tersebut diteken",
        "Satu naskah bersama ditandatangani",
    ],
)
def test_an_agreement_of_three_is_one(extractor: Extractor, told: str) -> None:
    text = (
        "AMBON - Pemerintah Kota Ambon, Kejaksaan Negeri Ambon dan Ombudsman RI Perwakilan Maluku menjalin "
        f"nota kesepahaman, Selasa (5/3/2024). {told} Wali Kota Ambon Budi Latu, Kepala Kejaksaan Negeri "
        "Ambon Rina Wally dan Kepala Perwakilan Ombudsman Maluku Andi Silalahi."
    )
    found = agreement(extractor, text)
    assert [party["name"] for party in found["parties"]] == [
        "Ombudsman Republik Indonesia Perwakilan Maluku",
        AMBON,
        "Kejaksaan Negeri Ambon",
    ]
    assert names(found["signatories"]) == ["Andi Silalahi", "Budi Latu", "Rina Wally"]


def test_agreements_with_two_are_two_where_nothing_says_that_it_is_one(extractor: Extractor) -> None:
    text = (
        "AMBON - Ombudsman RI menandatangani nota kesepahaman dengan Pemerintah Kota Ambon dan Kejaksaan "
        "Negeri Ambon, Selasa (5/3/2024)."
    )
    assert counterparts(agreements(extractor, text)) == ["Kejaksaan Negeri Ambon", AMBON]


@pytest.mark.parametrize("faculty", ["FISIP Unpatti", "FISIP Universitas Pattimura"])
def test_letters_for_a_faculty_are_the_faculty(extractor: Extractor, faculty: str) -> None:
    text = (
        "AMBON - Fakultas Ilmu Sosial dan Ilmu Politik Universitas Pattimura dan Ombudsman RI Perwakilan "
        f"Maluku meneken MoA, Jumat (10/3/2023). Dekan {faculty} Andi Silalahi dan Kepala Perwakilan "
        "Ombudsman Maluku Rina Latu yang bertanda tangan."
    )
    found = agreement(extractor, text)
    assert counterparts([found]) == ["Fakultas Ilmu Sosial dan Ilmu Politik Universitas Pattimura"]
    assert names(found["signatories"]) == ["Andi Silalahi", "Rina Latu"]


def test_two_sorts_can_be_signed_at_once(extractor: Extractor) -> None:
    text = SIGNED.replace("nota kesepahaman", "nota kesepahaman sekaligus rencana kerja")
    assert told(extractor, text) == [("mou", AMBON), ("workplan", AMBON)]


def test_both_heads_sign_an_agreement_of_three_with_two_governments(extractor: Extractor) -> None:
    text = (
        "AMBON - Nota kesepahaman tiga pihak antara Ombudsman RI, Pemerintah Kota Ambon, dan Pemerintah Kota "
        "Tual ditandatangani Wali Kota Ambon Budi Latu dan Wali Kota Tual Andi Silalahi, Selasa (5/3/2024)."
    )
    found = agreement(extractor, text)
    assert names(found["signatories"]) == ["Andi Silalahi", "Budi Latu"]
    quotes = {piece["quote"] for piece in found["evidence"] if piece["field"] == "parties"}
    assert quotes >= {"Pemerintah Kota Ambon", "Pemerintah Kota Tual"}


def test_who_also_signs_for_another_government_signs_for_the_own_one(extractor: Extractor) -> None:
    text = (
        "AMBON - Wali Kota Ambon Budi Latu yang juga mewakili Wali Kota Tual Andi Silalahi menandatangani "
        "nota kesepahaman dengan Ombudsman RI, Selasa (5/3/2024)."
    )
    assert told(extractor, text) == [("mou", AMBON), ("mou", "Pemerintah Kota Tual")]


def test_a_region_whose_name_begins_anothers_is_not_that(extractor: Extractor) -> None:
    text = (
        "SOLOK - Bupati Solok Budi Latu menandatangani tiga dokumen, yakni nota kesepahaman dengan Ombudsman "
        "RI, perjanjian kerja sama dengan Pemerintah Kabupaten Solok Selatan, dan perjanjian kerja sama "
        "dengan Kota Padang, Selasa (5/3/2024)."
    )
    assert told(extractor, text) == [("mou", "Pemerintah Kabupaten Solok")]


@pytest.mark.parametrize(
    "turn",
    [
        "sedangkan Pemerintah Kota Tual menandatangani MoU dengan BPKP Maluku",
        "sementara Pemerintah Kota Tual hanya menerima hasil penilaian",
    ],
)
def test_what_others_do_meanwhile_is_no_agreement_with_ours(extractor: Extractor, turn: str) -> None:
    text = f"AMBON - {AMBON} menandatangani MoU dengan Ombudsman RI, {turn}, Senin (6/3/2023)."
    assert told(extractor, text) == [("mou", AMBON)]


def test_several_institutions_that_watch_are_no_parties(extractor: Extractor) -> None:
    text = (
        "AMBON - DPRD Kota Ambon, Polda Maluku, dan Kejari Ambon menyaksikan penandatanganan MoU antara "
        "Pemkot Ambon dan Ombudsman RI Perwakilan Maluku, Rabu (14/8/2024)."
    )
    assert told(extractor, text) == [("mou", AMBON)]


def test_the_number_of_an_agreement_that_has_ended_is_not_that_of_the_new_one(extractor: Extractor) -> None:
    text = (
        f"AMBON - MoU antara Ombudsman RI dan {AMBON} Nomor 17/ORI-MOU/V/2019 telah berakhir. Pembaruan MoU "
        f"Ombudsman RI dan {AMBON} ditandatangani Jumat (7/6/2024) dengan Nomor 22/ORI-MOU/VI/2024."
    )
    assert agreement(extractor, text)["number"] == "22/ORI-MOU/VI/2024"
