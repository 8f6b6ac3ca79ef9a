"""Ceremonies with several parties, told in other words than "A and B signed". All names are invented."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import agreements, institutions, names, offices, stand_ins
from tests.extract.test_standing_in import signers

BUPATI, SEKDA, KEPALA = "Andi Silalahi", "Yopi Manuputty", "Rina Latuheru"
HEAD = f"Kepala Perwakilan Ombudsman RI Maluku {KEPALA}"
BURU, SELATAN = "Pemerintah Kabupaten Buru", "Pemerintah Kabupaten Buru Selatan"


def test_an_office_is_of_the_one_region_that_its_sentence_speaks_of(extractor: Extractor) -> None:
    text = f"Pemkab Buru hadir. Sedangkan Seram Bagian Barat datang lengkap, Bupati {BUPATI} berpidato."
    assert offices(extractor, text)[BUPATI] == "Bupati / Pemerintah Kabupaten Seram Bagian Barat"


def test_who_agrees_can_stand_in_the_sentence_before_the_one_that_names_the_agreement(
    extractor: Extractor,
) -> None:
    text = (
        "Pemkab Buru dan Pemkab Buru Selatan mulai kemarin terikat kerja sama dengan Ombudsman RI Perwakilan "
        "Maluku. Kerja sama itu dituangkan dalam nota kesepahaman."
    )
    assert set(signers(agreements(extractor, text))) == {BURU, SELATAN}


def test_heads_who_sign_without_being_named_make_their_regions_parties(extractor: Extractor) -> None:
    text = (
        "Empat daerah bersama Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman. Bupati Buru "
        "dan Bupati Buru Selatan menandatanganinya sendiri. Seram Bagian Barat diwakili wakil bupati."
    )
    found = signers(agreements(extractor, text))
    assert found == {BURU: [], SELATAN: [], "Pemerintah Kabupaten Seram Bagian Barat": []}


def test_inspectors_who_sign_make_their_regions_parties(extractor: Extractor) -> None:
    text = (
        f"Ombudsman dan dua kabupaten menandatangani perjanjian kerja sama. {HEAD} menandatangani perjanjian "
        f"dengan Inspektur Kabupaten Buru {SEKDA}."
    )
    assert signers(agreements(extractor, text)) == {BURU: [KEPALA, SEKDA]}


def test_a_pledge_that_others_sign_at_the_same_event_is_no_agreement_with_them(extractor: Extractor) -> None:
    text = (
        f"Pemkab Buru dan Ombudsman RI Perwakilan Maluku meneken nota kesepahaman. {HEAD} dan Bupati Buru "
        f"{BUPATI} membubuhkan tanda tangan.\n\nSeusai itu digelar komitmen bersama antipungli. Para camat "
        f"menandatanganinya, juga Kapolres Buru {SEKDA}."
    )
    assert signers(agreements(extractor, text)) == {BURU: [BUPATI, KEPALA]}


def test_letters_stand_for_a_university_though_no_bracket_says_so(extractor: Extractor) -> None:
    text = (
        "Ombudsman RI Perwakilan Sumatera Barat menjalin kesepahaman dengan Universitas Andalas. Nota "
        f"kesepahaman dengan Unand ditandatangani oleh Rektor {BUPATI}."
    )
    assert offices(extractor, text)[BUPATI] == "Rektor / Universitas Andalas"


def test_letters_that_fit_two_universities_stand_for_neither(extractor: Extractor) -> None:
    text = f"Universitas Brawijaya dan Universitas Batam hadir. Rektor UB {BUPATI} berpidato."
    assert not any("Universitas" in office for office in offices(extractor, text).values())


def test_a_regency_that_sent_somebody_where_others_signed_is_a_party(extractor: Extractor) -> None:
    text = (
        f"Penandatanganan kerja sama digelar Rabu. {HEAD} meneken MoU. MoU dengan Kabupaten Buru "
        f"ditandatangani Bupati {BUPATI}. Kabupaten Buru Selatan mengutus Sekda {SEKDA}."
    )
    assert signers(agreements(extractor, text)) == {BURU: [BUPATI, KEPALA], SELATAN: [KEPALA, SEKDA]}


@pytest.mark.parametrize(
    "told",
    [
        "Pendopo Bupati Buru menjadi saksi penandatanganan itu.",
        "Halaman Kantor Bupati Buru dipadati undangan.",
        "Acara tidak di hotel, melainkan di atas KMP Sinar Teluk yang sandar.",
    ],
)
def test_a_place_can_be_the_scene_of_a_signing(extractor: Extractor, told: str) -> None:
    text = f"Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman, kemarin. {told}"
    (found,) = agreements(extractor, text)
    assert found["venue"]["name"] in {"Pendopo Bupati Buru", "Halaman Kantor Bupati Buru", "KMP Sinar Teluk"}


def test_a_room_that_is_only_called_one_is_no_venue(extractor: Extractor) -> None:
    text = (
        "Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman. Di ruangan itulah "
        "naskah ditandatangani."
    )
    (found,) = agreements(extractor, text)
    assert found["venue"] is None


def test_one_who_came_along_is_of_the_region_of_whom_he_came_with(extractor: Extractor) -> None:
    text = f"Bupati Buru {BUPATI} menemui Ombudsman RI. Bupati {BUPATI} didampingi Sekretaris Daerah {SEKDA}."
    assert offices(extractor, text)[SEKDA] == f"Sekretaris Daerah / {BURU}"


def test_a_side_is_listed_behind_a_colon(extractor: Extractor) -> None:
    text = (
        f"Pemkab Buru dan Ombudsman RI Perwakilan Maluku mengikat nota kesepahaman. {HEAD} membubuhkan tanda "
        f"tangan. Dari daerah: Bupati Buru {BUPATI}, dan Sekda Buru Selatan {SEKDA}."
    )
    assert signers(agreements(extractor, text)) == {BURU: [BUPATI, KEPALA], SELATAN: [KEPALA, SEKDA]}


def test_a_signing_can_lie_ahead_for_one_region_alone(extractor: Extractor) -> None:
    text = (
        "Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman. Untuk Seram Bagian "
        "Barat, penandatanganan nota kesepahaman direncanakan 6 Desember 2022."
    )
    states = {one["parties"][1]["name"]: one["status"] for one in agreements(extractor, text)}
    assert states == {BURU: "signed", "Pemerintah Kabupaten Seram Bagian Barat": "planned"}


def test_a_deputy_is_the_deputy_of_who_is_named_before(extractor: Extractor) -> None:
    text = (
        "Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani nota kesepahaman. Bupati Buru "
        f"{BUPATI} yang sakit digantikan wakilnya, {SEKDA}. {HEAD} menandatangani lebih dulu."
    )
    assert offices(extractor, text)[SEKDA] == f"Wakil Bupati / {BURU}"
    (found,) = agreements(extractor, text)
    assert names(found["signatories"]) == [KEPALA, SEKDA]
    assert stand_ins(found) == [(BUPATI, SEKDA)]


def test_nobody_knows_whose_deputy_somebody_is_where_no_head_is_named(extractor: Extractor) -> None:
    assert offices(extractor, f"Yang datang wakilnya, {SEKDA}, kemarin.").get(SEKDA, "") == ""


def test_a_court_has_one_name_however_it_is_written(extractor: Extractor) -> None:
    text = f"Pengadilan Negeri Ambon menyambut tamu. Ketua PN Ambon {BUPATI} berpidato."
    assert institutions(extractor, text) == ["Pengadilan Negeri Ambon"]


def test_guests_can_be_named_before_those_who_sign(extractor: Extractor) -> None:
    text = (
        f"Disaksikan Gubernur Maluku {SEKDA}, Ombudsman RI Perwakilan Maluku dan Pemkab Buru menandatangani "
        "nota kesepahaman."
    )
    (found,) = agreements(extractor, text)
    assert [party["name"] for party in found["parties"]][1] == BURU
    assert names(found["witnesses"]) == [SEKDA]


@pytest.mark.parametrize(
    "told", ["tidak sempat meneken langsung", "tidak dapat menandatangani", "tak bisa meneken"]
)
def test_who_did_not_come_to_sign_does_not_sign(extractor: Extractor, told: str) -> None:
    text = (
        f"Bupati Buru {BUPATI} {told} nota kesepahaman dengan Ombudsman RI Perwakilan Maluku. Ia "
        f"memercayakannya kepada Sekda Buru {SEKDA}. Bersama {HEAD}, {SEKDA} membubuhkan tanda tangan."
    )
    (found,) = agreements(extractor, text)
    assert BUPATI not in names(found["signatories"])
    assert KEPALA in names(found["signatories"])


def test_they_are_those_of_the_sentence_before(extractor: Extractor) -> None:
    text = (
        f"Penandatanganan nota kesepahaman digelar Rabu. Dari daerah hadir Bupati Buru {BUPATI}, Sekda Buru "
        f"Selatan {SEKDA}, dan {HEAD}. Mereka bergantian menandatangani naskah."
    )
    assert signers(agreements(extractor, text)) == {BURU: [BUPATI, KEPALA], SELATAN: [KEPALA, SEKDA]}
