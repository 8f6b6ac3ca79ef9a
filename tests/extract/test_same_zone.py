"""Zones that regions share: "both are in the green zone" is said of just so many who were named before."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import Row, results

SCORES = "Hasil penilaian kepatuhan tahun 2022 diumumkan. Kota Tual meraih nilai 88,1 dan Kota Ambon 90,2."


@pytest.mark.parametrize(
    "sentence",
    [
        "Kedua daerah itu masuk zona hijau.",
        "Kedua kota tersebut berada di zona hijau.",
        "Keduanya zona hijau.",
        "Dua-duanya zona hijau.",
        "Menurut dia, kedua pemda ini bertahan di zona hijau.",
        "Keduanya naik dari zona kuning ke zona hijau.",
    ],
)
def test_a_zone_is_that_of_both(extractor: Extractor, sentence: str) -> None:
    assert results(extractor, f"{SCORES} {sentence}") == [
        ("Kota Tual", 2022, 88.1, "hijau"),
        ("Kota Ambon", 2022, 90.2, "hijau"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ketiganya masuk zona hijau.",
        "Ketiga daerah itu masuk zona hijau.",
        "Keduanya belum masuk zona hijau.",
        "Kedua daerah itu keluar dari zona merah.",
        "Kedua daerah itu menargetkan zona hijau.",
    ],
)
def test_no_zone_is_given_to_more_than_were_named_or_that_is_not_reached(
    extractor: Extractor, sentence: str
) -> None:
    assert results(extractor, f"{SCORES} {sentence}") == [
        ("Kota Tual", 2022, 88.1, None),
        ("Kota Ambon", 2022, 90.2, None),
    ]


@pytest.mark.parametrize(
    ("sentence", "buru"),
    [
        ("Keduanya masuk zona kuning.", "kuning"),
        ("Ketiga pemda itu bertahan di zona hijau.", "hijau"),
    ],
)
def test_so_many_are_meant_as_the_word_says(extractor: Extractor, sentence: str, buru: str) -> None:
    text = (
        "Hasil penilaian kepatuhan tahun 2022 diumumkan. Kota Tual meraih nilai 88,1. Disusul Kota "
        f"Ambon dengan 79,2 dan Kabupaten Buru dengan 78,1. {sentence}"
    )
    zones = {subject: zone for subject, _, _, zone in results(extractor, text)}
    first = None if buru == "kuning" else buru
    assert zones == {"Kota Tual": first, "Kota Ambon": buru, "Kabupaten Buru": buru}


def test_more_than_two_can_be_told_of_in_several_paragraphs(extractor: Extractor) -> None:
    text = f"{SCORES}\n\nKabupaten Buru memperoleh nilai 80,4. Ketiganya zona hijau."
    assert [row[3] for row in results(extractor, text)] == ["hijau"] * 3


def test_what_is_said_of_both_leaves_what_is_said_of_another(extractor: Extractor) -> None:
    text = f"{SCORES} Kedua daerah itu zona hijau, sedangkan Kabupaten Buru masih kuning."
    assert results(extractor, text)[2] == ("Kabupaten Buru", 2022, None, "kuning")
    assert [row[3] for row in results(extractor, text)] == ["hijau", "hijau", "kuning"]


def test_both_can_have_been_in_another_zone_in_another_year(extractor: Extractor) -> None:
    zones: list[Row] = results(extractor, f"{SCORES} Pada 2021 kedua daerah itu masih di zona kuning.")
    assert zones == [
        ("Kota Tual", 2022, 88.1, None),
        ("Kota Ambon", 2022, 90.2, None),
        ("Kota Tual", 2021, None, "kuning"),
        ("Kota Ambon", 2021, None, "kuning"),
    ]


def test_both_can_be_regions_of_which_no_score_is_told(extractor: Extractor) -> None:
    text = (
        "Ombudsman membuka hasil penilaian kepatuhan tahun 2022. Kota Tual dan Kota Ambon ikut dinilai. "
        "Keduanya masuk zona hijau."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, None, "hijau"),
        ("Kota Ambon", 2022, None, "hijau"),
    ]


def test_both_can_be_results_of_one_region(extractor: Extractor) -> None:
    text = (
        "Ombudsman mengumumkan hasil penilaian kepatuhan. Skor Kota Tual 50,2 pada 2021 dan "
        "51,6 pada 2022. Dua-duanya zona merah."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2021, 50.2, "merah"),
        ("Kota Tual", 2022, 51.6, "merah"),
    ]


def test_the_newest_result_of_each_is_meant(extractor: Extractor) -> None:
    text = (
        "Hasil penilaian kepatuhan tahun 2022 diumumkan. Kota Tual meraih nilai 88,1. Kota Ambon mendapat "
        "81,7, padahal pada 2021 meraup 60,3. Keduanya masuk zona hijau."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 88.1, "hijau"),
        ("Kota Ambon", 2022, 81.7, "hijau"),
        ("Kota Ambon", 2021, 60.3, None),
    ]


def test_the_second_year_is_no_word_for_both(extractor: Extractor) -> None:
    text = "Kota Tual dinilai dalam penilaian kepatuhan 2022. Untuk tahun kedua kota itu di zona hijau."
    assert results(extractor, text) == [("Kota Tual", 2022, None, "hijau")]


@pytest.mark.parametrize(
    "text",
    [
        "Dua daerah di Maluku masih tercecer di zona merah.",
        "Pemprov Maluku menyebut 87 pemda yang tertahan di zona merah.",
        "Di Kota Ambon disebut, ada tiga kabupaten yang masih tertinggal jauh di zona merah.",
        "Tidak ada kabupaten di Maluku yang masuk zona hijau.",
        "Tak satu pun daerah di Maluku masuk zona merah.",
        '"Di Maluku, mana yang merah kita buka," ujarnya.',
    ],
)
def test_a_zone_of_some_or_of_nobody_is_that_of_nobody_named(extractor: Extractor, text: str) -> None:
    assert results(extractor, f"Kota Tual dinilai dalam penilaian kepatuhan tahun 2022. {text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual menjadi satu dari 87 daerah yang berada di zona hijau.",
        "Kota Tual di peringkat 21 dari 98 kota yang masuk zona hijau.",
        "Dari dua daerah itu Kota Tual masuk zona hijau.",
        "Dari 11 kabupaten/kota di Maluku hanya Kota Tual yang masuk zona hijau.",
        "Pada 2022 kota di Maluku yang masuk zona hijau adalah Kota Tual.",
    ],
)
def test_who_is_told_of_beside_a_number_has_the_zone(extractor: Extractor, text: str) -> None:
    found = results(extractor, f"Hasil penilaian kepatuhan tahun 2022 diumumkan. {text}")
    assert found == [("Kota Tual", 2022, None, "hijau")]


def test_those_behind_what_nobody_reached_are_of_the_same_year(extractor: Extractor) -> None:
    text = (
        "Pada penilaian kepatuhan 2022 tidak ada kabupaten yang masuk zona hijau. Kota Tual dan Buru kuning."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, None, "kuning"),
        ("Kabupaten Buru", 2022, None, "kuning"),
    ]


def test_regions_in_a_zone_that_are_named_behind_it_are_in_it(extractor: Extractor) -> None:
    text = (
        "Hasil penilaian kepatuhan 2022 sudah keluar. Ada dua daerah di zona hijau, yakni Kota Ambon dan "
        "Kota Tual."
    )
    assert results(extractor, text) == [
        ("Kota Ambon", 2022, None, "hijau"),
        ("Kota Tual", 2022, None, "hijau"),
    ]
