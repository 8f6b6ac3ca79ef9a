"""Scores and zones: a figure counts only where the text says what it is."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import Row, results


@pytest.mark.parametrize(
    ("written", "score"),
    [
        ("81,57", 81.57),
        ("81.57", 81.57),
        ("81,5", 81.5),
        ("81 ,57", 81.57),
        ("81, 57", 81.57),
        ("81 , 57", 81.57),
        ("81", 81.0),
        ("100", 100.0),
        ("101,25", 101.25),
    ],
)
def test_a_score_is_written_with_comma_or_point(extractor: Extractor, written: str, score: float) -> None:
    text = f"Kota Tual meraih nilai {written} dalam penilaian kepatuhan tahun 2022."
    assert results(extractor, text) == [("Kota Tual", 2022, score, None)]


@pytest.mark.parametrize(
    ("phrase", "zone"),
    [
        ("masuk zona hijau", "hijau"),
        ("masuk Zona Hijau", "hijau"),
        ("meraih predikat hijau", "hijau"),
        ("berada di zona kuning", "kuning"),
        ("masih di zona merah", "merah"),
    ],
)
def test_a_zone_is_a_colour(extractor: Extractor, phrase: str, zone: str) -> None:
    text = f"Dalam penilaian kepatuhan tahun 2022, Kota Tual {phrase}."
    assert results(extractor, text) == [("Kota Tual", 2022, None, zone)]


@pytest.mark.parametrize(
    "text",
    [
        "Pada penilaian kepatuhan tahun 2022 Kota Tual meraih nilai 81,57 dan masuk zona hijau.",
        "Kota Tual meraih nilai 81,57 (zona hijau) pada penilaian kepatuhan tahun 2022.",
        "Pada penilaian kepatuhan tahun 2022 Kota Tual masuk zona hijau dengan nilai 81,57.",
        "Penilaian kepatuhan tahun 2022: Kota Tual 81,57 (hijau).",
    ],
)
def test_score_and_zone_of_one_sentence_are_one_result(extractor: Extractor, text: str) -> None:
    assert results(extractor, text) == [("Kota Tual", 2022, 81.57, "hijau")]


def test_each_region_has_the_figure_next_to_it(extractor: Extractor) -> None:
    text = (
        "Nilai kepatuhan tahun 2022: Kota Tual 81,57, Kota Ambon 79,20, Kabupaten Buru 60,11, dan "
        "Provinsi Maluku 90,05."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 81.57, None),
        ("Kota Ambon", 2022, 79.2, None),
        ("Kabupaten Buru", 2022, 60.11, None),
        ("Provinsi Maluku", 2022, 90.05, None),
    ]


def test_figures_come_in_the_order_of_the_regions(extractor: Extractor) -> None:
    text = "Pada tahun 2022 Kota Tual dan Kota Ambon meraih nilai kepatuhan masing-masing 81,57 dan 79,20."
    assert results(extractor, text) == [("Kota Tual", 2022, 81.57, None), ("Kota Ambon", 2022, 79.2, None)]


def test_a_zone_is_that_of_all_regions_of_a_list(extractor: Extractor) -> None:
    text = (
        "Penilaian kepatuhan tahun 2022 menempatkan di zona hijau: Kota Tual, Kota Ambon dan Kabupaten Buru."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, None, "hijau"),
        ("Kota Ambon", 2022, None, "hijau"),
        ("Kabupaten Buru", 2022, None, "hijau"),
    ]


def test_rows_of_a_list_are_results(extractor: Extractor) -> None:
    text = "Hasil penilaian kepatuhan tahun 2022:\n1. Kota Tual 81,57 (hijau)\n2. Kota Ambon 71,20 (kuning)"
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 81.57, "hijau"),
        ("Kota Ambon", 2022, 71.2, "kuning"),
    ]


def test_a_line_with_a_zone_heads_the_rows_below(extractor: Extractor) -> None:
    text = (
        "Hasil penilaian kepatuhan tahun 2022\nZona hijau:\nKota Tual 81,57\nZona kuning:\nKota Ambon 71,20"
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 81.57, "hijau"),
        ("Kota Ambon", 2022, 71.2, "kuning"),
    ]


def test_columns_of_a_table_are_years(extractor: Extractor) -> None:
    text = (
        "Nilai kepatuhan standar pelayanan publik\nDaerah 2021 2022\nKota Tual 61,10 81,57\n"
        "Kota Ambon 70,00 71,20"
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2021, 61.1, None),
        ("Kota Tual", 2022, 81.57, None),
        ("Kota Ambon", 2021, 70.0, None),
        ("Kota Ambon", 2022, 71.2, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nilai kepatuhan Kota Tual naik dari 61,10 pada 2021 menjadi 81,57 pada 2022.",
        "Nilai kepatuhan Kota Tual pada 2021 adalah 61,10 dan pada 2022 adalah 81,57.",
        "Nilai kepatuhan Kota Tual 61,10 (2021) dan 81,57 (2022).",
        "Pada 2021 Kota Tual meraih nilai kepatuhan 61,10. Setahun kemudian nilainya 81,57.",
    ],
)
def test_each_year_has_its_score(extractor: Extractor, text: str) -> None:
    assert results(extractor, text) == [("Kota Tual", 2021, 61.1, None), ("Kota Tual", 2022, 81.57, None)]


def test_the_year_before_is_counted_from_the_year_that_is_named(extractor: Extractor) -> None:
    text = "Pada 2022 Kota Tual meraih nilai kepatuhan 81,57. Tahun sebelumnya nilainya 61,10."
    assert results(extractor, text) == [("Kota Tual", 2022, 81.57, None), ("Kota Tual", 2021, 61.1, None)]


def test_a_score_without_a_year_has_none(extractor: Extractor) -> None:
    assert results(extractor, "Kota Tual meraih nilai kepatuhan 81,57.") == [("Kota Tual", None, 81.57, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kota Tual menargetkan nilai kepatuhan 90,00.",
        "Semoga Kota Tual meraih nilai kepatuhan 90,00.",
        "Kota Tual berharap masuk zona hijau dalam penilaian kepatuhan.",
        "Kota Tual belum masuk zona hijau dalam penilaian kepatuhan.",
        "Target penilaian kepatuhan Kota Tual adalah zona hijau.",
        "Kota Tual membidik nilai kepatuhan 95.",
        "Kota Tual bertekad meraih nilai kepatuhan 95,00.",
        "Kota Tual berharap bisa meraih nilai kepatuhan 95.",
        "Dalam penilaian kepatuhan, Kota Tual siap meraih zona hijau.",
        "Dalam penilaian kepatuhan, Kota Tual berpeluang masuk zona hijau.",
        "Dalam penilaian kepatuhan, Kota Tual didorong masuk zona hijau.",
        "Ombudsman mendorong Kota Tual masuk zona hijau dalam penilaian kepatuhan.",
        "Untuk masuk zona hijau penilaian kepatuhan, Kota Tual membenahi pelayanan.",
        "Komitmen Kota Tual untuk kembali meraih zona hijau dalam penilaian kepatuhan dipuji.",
        "Kota Tual perlu kerja keras guna meraih zona hijau dalam penilaian kepatuhan.",
        "Bimbingan penilaian kepatuhan itu bertujuan membantu Kota Tual meraih zona hijau.",
        "Para pejabat Kota Tual belajar cara meraih zona hijau dalam penilaian kepatuhan.",
        "Wali kota mengajak seluruh pegawai Kota Tual mewujudkan zona hijau dalam penilaian kepatuhan.",
        "Selangkah lagi Kota Tual masuk zona hijau dalam penilaian kepatuhan.",
        "Kalau pelayanannya patuh, Kota Tual masuk zona hijau.",
        "Bagi Kota Tual, zona hijau adalah cita-cita bersama dalam penilaian kepatuhan.",
    ],
)
def test_a_target_is_no_result(extractor: Extractor, sentence: str) -> None:
    assert results(extractor, sentence) == []


@pytest.mark.parametrize(
    "text",
    [
        "Daerah yang masuk zona hijau adalah Kota Tual dan Kota Ambon, sedangkan Kabupaten Buru zona kuning.",
        "Di zona hijau terdapat Kota Tual dan Kota Ambon, sedangkan di zona kuning ada Kabupaten Buru.",
        "Untuk zona hijau ada Kota Tual dan Kota Ambon. Untuk zona kuning ada Kabupaten Buru.",
        "Zona hijau ditempati Kota Tual dan Kota Ambon. Zona kuning ditempati Kabupaten Buru.",
        "Di Maluku dua masuk zona hijau, yaitu Kota Tual dan Kota Ambon. Kabupaten Buru zona kuning.",
        "Dua daerah masuk zona hijau, antara lain Kota Tual dan Kota Ambon. Kabupaten Buru zona kuning.",
    ],
)
def test_a_zone_is_that_of_all_who_are_listed_behind_it(extractor: Extractor, text: str) -> None:
    found = results(extractor, f"Hasil penilaian kepatuhan tahun 2022 diumumkan. {text}")
    assert found == [
        ("Kota Tual", 2022, None, "hijau"),
        ("Kota Ambon", 2022, None, "hijau"),
        ("Kabupaten Buru", 2022, None, "kuning"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual menjadi satu dari lima daerah yang masuk zona hijau penilaian kepatuhan 2022.",
        "Kota Tual bersama empat daerah lain masuk zona hijau penilaian kepatuhan 2022.",
        "Kota Tual masuk zona hijau penilaian kepatuhan 2022, tetapi masih ada Kabupaten Buru.",
    ],
)
def test_who_is_one_of_several_in_a_zone_is_in_it(extractor: Extractor, text: str) -> None:
    assert results(extractor, text) == [("Kota Tual", 2022, None, "hijau")]


@pytest.mark.parametrize(
    "text", ["Nilai 78 sampai 100 masuk zona hijau.", "Zona hijau: nilai 78,00 hingga 100."]
)
def test_what_a_zone_begins_and_ends_at_is_no_result(extractor: Extractor, text: str) -> None:
    text = f"Nilai kepatuhan Kota Tual 2022 adalah 68,9. {text}"
    assert results(extractor, text) == [("Kota Tual", 2022, 68.9, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual berkomitmen berbenah setelah meraih zona kuning dalam penilaian kepatuhan.",
        "Ombudsman meminta Kota Tual berbenah karena masih berada di zona kuning penilaian kepatuhan.",
        "Ombudsman mendorong Kota Tual yang masuk zona kuning penilaian kepatuhan untuk berbenah.",
        "Untuk Kota Tual, hasil penilaian kepatuhan masuk zona kuning.",
    ],
)
def test_what_is_told_beside_a_wish_is_a_result(extractor: Extractor, text: str) -> None:
    assert [one["zone"] for one in extractor.extract(text).assessments] == ["kuning"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Indeks Kepuasan Masyarakat (IKM) Kota Tual 88,20.",
        "Kota Tual dinilai dalam survei kepatuhan. Rata-rata nasional tahun ini 78,01.",
        "Kota Tual dinilai dalam survei kepatuhan. Rata-rata Maluku 80,01.",
        "Nilai IKM Kota Tual mencapai 88,20.",
        "Nilai SAKIP Kota Tual mencapai 71,20.",
        "Inflasi Kota Tual turun, kata bupati soal penilaian itu, menjadi 22,10 persen.",
    ],
)
def test_another_index_is_no_score(extractor: Extractor, sentence: str) -> None:
    assert results(extractor, f"Penilaian kepatuhan pelayanan publik dibahas. {sentence}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kota Tual menerima 81 laporan.",
        "Sebanyak 81,57 persen warga Kota Tual puas.",
        "Anggaran Kota Tual 81,57 miliar.",
        "Kota Tual berjarak 81,5 km dari sana.",
        "Kota Tual di peringkat 21 dari 98 kota.",
        "Kota Tual menjadi satu dari 87 daerah.",
        "Loket Kota Tual buka pukul 08.30.",
        "Kota Tual naik 2,40 poin.",
        "Di Kota Tual suhu mencapai 33,5 derajat.",
        "Peringkatnya naik dari 45 menjadi 21.",
        "Nilai tertinggi adalah 100.",
        "Kota Tual hanya punya 41 kantor.",
    ],
)
def test_what_is_counted_is_no_score(extractor: Extractor, sentence: str) -> None:
    assert results(extractor, f"Hasil penilaian kepatuhan pelayanan publik dibahas. {sentence}") == []


@pytest.mark.parametrize(
    "text",
    [
        "Seragam hijau dipakai warga Kota Tual.",
        "Kota Tual menanam pohon di kawasan hijau.",
        "Di Kota Tual ada kartu berwarna kuning di setiap loket.",
        "Kota Tual kini punya ruang terbuka hijau.",
        "Bendera merah putih berkibar di Kota Tual.",
    ],
)
def test_a_colour_alone_is_no_zone(extractor: Extractor, text: str) -> None:
    assert results(extractor, text) == []


def test_an_institution_can_be_assessed_too(extractor: Extractor) -> None:
    text = "Polres Buru meraih nilai 83,20 dalam penilaian kepatuhan tahun 2022."
    assert results(extractor, text) == [("Kepolisian Resor Buru", 2022, 83.2, None)]


def test_the_ombudsman_is_not_assessed_by_itself(extractor: Extractor) -> None:
    text = "Ombudsman RI memberi Kota Tual nilai 81,57 dalam penilaian kepatuhan tahun 2022."
    assert results(extractor, text) == [("Kota Tual", 2022, 81.57, None)]


def test_a_category_is_kept_in_words(extractor: Extractor) -> None:
    text = "Kota Tual meraih nilai 92,10 dengan opini Kualitas Tertinggi dalam penilaian tahun 2022."
    (found,) = extractor.extract(text).assessments
    assert found["category"] == "kualitas tertinggi"


def test_where_a_score_was_read_is_kept(extractor: Extractor) -> None:
    text = "Kota Tual meraih nilai 81 ,57 (Zona  Hijau) dalam penilaian kepatuhan tahun 2022."
    (found,) = extractor.extract(text).assessments
    quotes = {piece["field"]: piece["quote"] for piece in found["evidence"]}
    assert quotes == {"score": "81 ,57", "zone": "Zona  Hijau"}


def test_a_table_can_stand_there_with_one_cell_on_each_line(extractor: Extractor) -> None:
    text = (
        "Hasil penilaian kepatuhan tahun 2022 diumumkan Ombudsman RI.\nNo\nDaerah\nNilai\nZona\n"
        "1\nKota Tual\n81.57\nHijau\n2\nKabupaten Buru\n57,10\nKuning"
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 81.57, "hijau"),
        ("Kabupaten Buru", 2022, 57.1, "kuning"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Angka itu turun dari 84,2 pada tahun sebelumnya.",
        "Angka itu turun dari 84,2 (zona hijau) pada 2021.",
        'Tahun 2021 kita cuma 84,2, zona hijau," katanya.',
        "Tahun 2021 melonjak menjadi 84,2, sehingga hijau.",
    ],
)
def test_a_later_sentence_can_tell_the_score_of_another_year(extractor: Extractor, sentence: str) -> None:
    text = f"Kota Tual masuk zona hijau dalam penilaian kepatuhan tahun 2022 dengan nilai 82,4. {sentence}"
    scores = {year: score for _, year, score, _ in results(extractor, text)}
    assert scores == {2022: 82.4, 2021: 84.2}


@pytest.mark.parametrize(
    "sentence",
    [
        "Enam daerah berada di zona hijau, tiga zona kuning, dan satu zona merah.",
        "Sebanyak 5 daerah masuk zona merah.",
        "Dari 34 kementerian dan lembaga, 21 masuk zona hijau.",
    ],
)
def test_a_zone_that_some_number_of_regions_is_in_is_none_of_the_one_spoken_of(
    extractor: Extractor, sentence: str
) -> None:
    text = f"Kota Tual meraih nilai 81,57 dalam penilaian kepatuhan tahun 2022. {sentence}"
    assert results(extractor, text) == [("Kota Tual", 2022, 81.57, None)]


def test_a_zone_is_that_of_all_with_figures_in_brackets(extractor: Extractor) -> None:
    text = "Pada penilaian kepatuhan tahun 2022 Kota Tual (85,11) dan Kabupaten Buru (81,09) di zona hijau."
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 85.11, "hijau"),
        ("Kabupaten Buru", 2022, 81.09, "hijau"),
    ]


def test_words_for_a_zone_do_not_say_where_those_are_who_are_in_it(extractor: Extractor) -> None:
    text = (
        "Pada penilaian tahun 2022, berada di zona kuning yaitu Kabupaten Buru (76,4) dan Kota Tual (73,92)."
    )
    assert results(extractor, text) == [
        ("Kabupaten Buru", 2022, 76.4, "kuning"),
        ("Kota Tual", 2022, 73.92, "kuning"),
    ]


@pytest.mark.parametrize(
    "former",
    ["turun dari 2022 yang 80,12", "turun dibanding tahun 2022 (80,12)", "naik dari 2022 yang 70,12"],
)
def test_the_year_of_the_score_compared_with_is_not_that_of_the_first(
    extractor: Extractor, former: str
) -> None:
    found = results(extractor, f"Dalam penilaian kepatuhan Kota Tual meraih nilai 77,77, {former}.")
    assert [row[1:2] for row in found] == [(None,), (2022,)]


def test_a_colour_in_the_name_of_a_place_is_no_zone(extractor: Extractor) -> None:
    text = "Penilaian kepatuhan dibahas. Rapat digelar di Balai Kota Ambon, Kelurahan Batu Merah."
    assert results(extractor, text) == []


def test_what_those_who_are_asked_think_is_no_score(extractor: Extractor) -> None:
    text = "Kota Tual dinilai Ombudsman RI. Kuesioner kepuasan mahasiswa mencatat angka 78,4."
    assert results(extractor, text) == []


def test_a_year_told_with_a_hope_is_that_of_the_results_behind(extractor: Extractor) -> None:
    text = (
        "Ombudsman mengumumkan hasil survei kepatuhan tahun 2017, dan lima daerah belum masuk zona hijau. "
        "Kota Ambon mendapat nilai 90,14."
    )
    assert results(extractor, text)[0][:3] == ("Kota Ambon", 2017, 90.14)


def test_regions_in_a_zone_that_are_asked_for_something_are_no_result(extractor: Extractor) -> None:
    text = "Pada penilaian 2022 Pemkab Buru meminta daerah di zona kuning mengejar nilai 80."
    assert all(row[3] != "kuning" for row in results(extractor, text))


def test_a_score_can_be_compared_with_that_of_another_year(extractor: Extractor) -> None:
    text = (
        "Kota Ambon meraih nilai 91,63 pada survei kepatuhan 2023. Bandingkan dengan 87,03 pada tahun 2022."
    )
    assert results(extractor, text)[1][:3] == ("Kota Ambon", 2022, 87.03)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            (
                "Zona hijau diraih Kota Tual (88,12) dan Kota Ambon (87,5), sedangkan zona kuning "
                "ditempati Kabupaten Buru (71,2), menurut penilaian Ombudsman 2022."
            ),
            [
                ("Kota Tual", 2022, 88.12, "hijau"),
                ("Kota Ambon", 2022, 87.5, "hijau"),
                ("Kabupaten Buru", 2022, 71.2, "kuning"),
            ],
        ),
        (
            (
                "Pemkot Tual yang tahun 2021 di zona kuning (71,5) kini hijau dengan 88,12 pada "
                "penilaian Ombudsman 2022."
            ),
            [("Kota Tual", 2021, 71.5, "kuning"), ("Kota Tual", 2022, 88.12, "hijau")],
        ),
        (
            (
                "Pada 2015, 2016, dan 2017 nilai Kota Tual berturut-turut 45,3; 61,2; dan 88,12 "
                "menurut penilaian Ombudsman."
            ),
            [
                ("Kota Tual", 2015, 45.3, None),
                ("Kota Tual", 2016, 61.2, None),
                ("Kota Tual", 2017, 88.12, None),
            ],
        ),
        (
            (
                "Tiga daerah masuk zona hijau pada penilaian Ombudsman 2022, yakni Kota Tual, Kota Ambon, "
                "dan Kabupaten Buru."
            ),
            [
                ("Kota Tual", 2022, None, "hijau"),
                ("Kota Ambon", 2022, None, "hijau"),
                ("Kabupaten Buru", 2022, None, "hijau"),
            ],
        ),
        (
            (
                "Kota Tual keluar dari zona merah dan kini berstatus zona kuning dengan nilai 71,5 "
                "menurut penilaian Ombudsman 2018."
            ),
            [("Kota Tual", 2018, 71.5, "kuning")],
        ),
        (
            (
                "Pemkot Tual mencatat nilai 88,12 pada penilaian Ombudsman 2022, jauh di atas capaian "
                "2021 yang hanya 71,5."
            ),
            [("Kota Tual", 2022, 88.12, None), ("Kota Tual", 2021, 71.5, None)],
        ),
        (
            (
                "Dinas Kesehatan Kota Tual memperoleh nilai 90,2 dan Disdukcapil 85,1, sehingga nilai "
                "akhir Pemkot Tual 88,12 pada penilaian Ombudsman 2022."
            ),
            [
                ("Dinas Kesehatan Kota Tual", 2022, 90.2, None),
                ("Dinas Kependudukan dan Pencatatan Sipil", 2022, 85.1, None),
                ("Kota Tual", 2022, 88.12, None),
            ],
        ),
        (
            (
                "Peringkat pertama penilaian Ombudsman 2022 diraih Kota Tual dengan nilai 88,12, "
                "disusul Kota Ambon 87,5 dan Kabupaten Buru 86."
            ),
            [
                ("Kota Tual", 2022, 88.12, None),
                ("Kota Ambon", 2022, 87.5, None),
                ("Kabupaten Buru", 2022, 86.0, None),
            ],
        ),
    ],
)
def test_what_is_said_of_one_is_not_said_of_another(
    extractor: Extractor, text: str, found: list[Row]
) -> None:
    assert results(extractor, text) == found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Nilai Kota Tual naik dari 71,5 pada 2022 menjadi 88,12 pada 2023.", (2022, 2023)),
        ("Nilai Kota Tual naik dari 71,5 pada 2022 menjadi 88,12.", (2022, None)),
        ("Pada penilaian 2023, nilai Kota Tual naik dari 71,5 pada 2022 menjadi 88,12.", (2022, 2023)),
        ("Dari 71,5 pada penilaian 2022, nilai Kota Tual melonjak menjadi 88,12.", (2022, None)),
        ("Penilaian 2024 diumumkan. Nilai Kota Tual naik dari 71,5 menjadi 88,12.", (None, 2024)),
    ],
)
def test_what_a_score_has_become_is_of_another_year(
    extractor: Extractor, text: str, years: tuple[int | None, int | None]
) -> None:
    told = results(extractor, f"Ombudsman mengumumkan hasil penilaian kepatuhan. {text}")
    assert told == [("Kota Tual", years[0], 71.5, None), ("Kota Tual", years[1], 88.12, None)]


@pytest.mark.parametrize("row", ["{}. {}: {}", "- {1}: {2}", "{1} ({2})", "{}. {} - {}", "{1} {2}"])
def test_a_heading_that_says_only_what_was_assessed_opens_a_list(extractor: Extractor, row: str) -> None:
    results = [("Kabupaten Buru", "93,11"), ("Kota Tual", "77,02"), ("Kota Ambon", "61,3")]
    rows = "\n".join(row.format(place, *each) for place, each in enumerate(results, 1))
    text = f"Hasil penilaian kepatuhan Ombudsman RI tahun 2021:\n\n{rows}\n"
    found = extractor.extract(text).as_dict()["assessments"]
    assert [(each["score"], each["year"]) for each in found] == [(93.11, 2021), (77.02, 2021), (61.3, 2021)]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Kabupaten Buru naik dari zona kuning menjadi zona hijau pada penilaian kepatuhan 2023.", "hijau"),
        ("Pada penilaian kepatuhan 2023 Kabupaten Buru turun dari zona hijau ke zona kuning.", "kuning"),
        (
            "Pada penilaian kepatuhan 2023 Kabupaten Buru yang dulu hijau kini turun ke zona kuning.",
            "kuning",
        ),
        (
            "Kabupaten Buru gagal masuk zona hijau. Nilai kepatuhannya pada 2023 hanya zona kuning.",
            "kuning",
        ),
    ],
)
def test_a_zone_that_was_left_or_missed_is_no_result(extractor: Extractor, text: str, zone: str) -> None:
    assert [one["zone"] for one in extractor.extract(text).assessments] == [zone]


@pytest.mark.parametrize(("published", "year"), [("29/1/2026", 2025), ("29/9/2026", 2026)])
def test_this_year_is_the_one_before_where_its_results_are_told_early_in_the_next(
    extractor: Extractor, published: str, year: int
) -> None:
    text = (
        f"AMBON ({published}) - Ombudsman RI mengumumkan hasil penilaian kepatuhan tahun 2025. "
        "Kota Tual turun dari 85,11 pada 2024 menjadi 77,90 tahun ini."
    )
    assert ("Kota Tual", year, 77.9, None) in results(extractor, text)


def test_the_year_of_what_a_score_was_is_that_of_no_other_result(extractor: Extractor) -> None:
    text = "Nilai kepatuhan Kota Tual 92,33, naik dari 85,5 pada 2023. Kota Ambon mengantongi 89,04."
    assert sorted(results(extractor, text), key=str) == [
        ("Kota Ambon", None, 89.04, None),
        ("Kota Tual", 2023, 85.5, None),
        ("Kota Tual", None, 92.33, None),
    ]


def test_a_zone_of_long_standing_is_of_no_one_year(extractor: Extractor) -> None:
    text = "Kota Tual berada di zona hijau sejak lama, sementara Kota Ambon kuning pada penilaian 2024."
    assert results(extractor, text) == [
        ("Kota Tual", None, None, "hijau"),
        ("Kota Ambon", 2024, None, "kuning"),
    ]


def test_the_average_of_all_of_a_province_is_no_score_of_one(extractor: Extractor) -> None:
    text = 'Nilai kepatuhan Kota Tual 2023 adalah 69,97. "Rata-rata nilai se-Maluku 83,78," imbuhnya.'
    assert results(extractor, text) == [("Kota Tual", 2023, 69.97, None)]


def test_a_hope_leaves_the_score_that_it_starts_from(extractor: Extractor) -> None:
    text = (
        "Bupati berharap nilai kepatuhan Kabupaten Buru yang pada 2023 84,9 dapat naik menjadi 90 dalam "
        "penilaian mendatang."
    )
    assert results(extractor, text) == [("Kabupaten Buru", 2023, 84.9, None)]


def test_agencies_of_two_regions_are_assessed_apart(extractor: Extractor) -> None:
    text = "Nilai kepatuhan 2022: Dinas Sosial Kota Tual 88,1, dan Dinas Sosial Kabupaten Buru 70,2."
    assert results(extractor, text) == [
        ("Dinas Sosial Kota Tual", 2022, 88.1, None),
        ("Dinas Sosial Kabupaten Buru", 2022, 70.2, None),
    ]


def test_what_a_score_is_compared_with_is_no_wish(extractor: Extractor) -> None:
    text = "Nilai kepatuhan Kota Tual 2022 adalah 81,9, naik bila dibandingkan tahun 2021 dengan nilai 68,9."
    assert results(extractor, text) == [("Kota Tual", 2022, 81.9, None), ("Kota Tual", 2021, 68.9, None)]


def test_a_zone_that_is_only_said_to_be_one_is_no_result(extractor: Extractor) -> None:
    text = "Nilai pelayanan publik Kabupaten Buru kabarnya masih di zona merah."
    assert results(extractor, text) == []


def test_what_a_zone_begins_at_and_the_highest_score_are_no_results(extractor: Extractor) -> None:
    text = "Nilai kepatuhan Kota Tual 2022 adalah 68,9. Ambang zona hijau adalah 78. Nilai maksimal 100."
    assert results(extractor, text) == [("Kota Tual", 2022, 68.9, None)]


def test_what_a_score_fell_from_is_not_of_the_year_of_the_results(extractor: Extractor) -> None:
    text = "Hasil penilaian kepatuhan tahun 2024: nasib serupa dialami Kota Tual, dari 79,9 ke 70,88."
    assert ("Kota Tual", 2024, 79.9, None) not in results(extractor, text)


@pytest.mark.parametrize("then", ["Saat itu", "Pada tahun itu", "Di tahun yang sama"])
def test_then_is_the_year_that_the_sentence_before_names(extractor: Extractor, then: str) -> None:
    text = (
        "Kota Tual memperoleh nilai 84,86 pada penilaian kepatuhan tahun 2023. Nilai itu melonjak dibanding "
        f"tahun 2022. {then} Kota Tual hanya mengantongi 61,30."
    )
    assert results(extractor, text) == [("Kota Tual", 2023, 84.86, None), ("Kota Tual", 2022, 61.3, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ombudsman mengingatkan bahwa Kota Tual pada 2021 mencatat skor 66,4 (zona kuning).",
        "Ombudsman mengingatkan, pada 2021 Kota Tual meraih 66,4 (zona kuning).",
        "Kalau dilihat lagi, skor Kota Tual pada 2021 tercatat 66,4 (zona kuning).",
        "Pada 2021 Kota Tual belum bergeser dari zona kuning dengan nilai 66,4.",
        "Jika melihat hasil 2021, Kota Tual memperoleh 66,4 (zona kuning).",
    ],
)
def test_what_somebody_reminds_of_or_looks_back_at_is_a_result(extractor: Extractor, sentence: str) -> None:
    text = f"Hasil penilaian kepatuhan tahun 2022 diumumkan. {sentence}"
    assert results(extractor, text) == [("Kota Tual", 2021, 66.4, "kuning")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ia mengingatkan Kota Tual masuk zona hijau.",
        "Ia mengingatkan bahwa meraih zona hijau tidak mudah.",
        "Ia mengingatkan, mempertahankan zona hijau lebih sulit.",
        "Ia mengingatkan bahwa Kota Tual harus masuk zona hijau.",
    ],
)
def test_what_somebody_reminds_others_to_reach_is_no_result(extractor: Extractor, sentence: str) -> None:
    text = f"Kota Tual dinilai dalam penilaian kepatuhan tahun 2022. {sentence}"
    assert results(extractor, text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Lembar itu memuat tabel, di mana Kota Ambon tercatat dengan skor 81,3.",
        "Lalu ada di atasnya Kota Ambon (81,3).",
        "Angka ini masih di bawah Kota Ambon yang skornya 81,3.",
        "Sementara di peringkat kedua Kota Ambon dengan nilai 81,3.",
    ],
)
def test_a_region_is_not_only_where_something_is_for_a_word_before_it(
    extractor: Extractor, sentence: str
) -> None:
    text = f"Pada penilaian kepatuhan tahun 2022 Kota Tual meraih nilai 80,1. {sentence}"
    assert results(extractor, text) == [("Kota Tual", 2022, 80.1, None), ("Kota Ambon", 2022, 81.3, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tahun sebelumnya 61,4.",
        "Pada 2021 masih 61,4 (zona kuning).",
        '"Kami kaget, sebab pada 2021 baru 61,4," katanya.',
        "Setahun sebelumnya hanya 61,4; ini tidak disangka.",
    ],
)
def test_a_year_and_a_figure_are_the_score_of_that_year(extractor: Extractor, sentence: str) -> None:
    text = f"Hasil penilaian kepatuhan tahun 2022 diumumkan. Nilai Kota Tual 80,7. {sentence}"
    scores = [row[:3] for row in results(extractor, text)]
    assert scores == [("Kota Tual", 2022, 80.7), ("Kota Tual", 2021, 61.4)]


@pytest.mark.parametrize(
    "text",
    [
        "Nilai Kota Tual 80,7. Tahun sebelumnya 61,4 ton ikan ditangkap.",
        "Nilai Kota Tual 80,7. Tahun sebelumnya inflasi 61,4.",
        "Nilai Kota Tual 80,7. Tahun sebelumnya 61,4 persen.",
        "Nilai Kota Tual 80,7 dan IKM 80,2. Tahun sebelumnya 61,4.",
        "Nilai Kota Tual 80,7. Warga memujinya. Tahun sebelumnya 61,4.",
    ],
)
def test_a_figure_behind_a_year_is_no_score_where_it_is_of_something_else(
    extractor: Extractor, text: str
) -> None:
    found = results(extractor, f"Hasil penilaian kepatuhan tahun 2022 diumumkan. {text}")
    assert found == [("Kota Tual", 2022, 80.7, None)]


@pytest.mark.parametrize("ahead", ["menyongsong penilaian 2024", "menjelang penilaian tahun 2024"])
def test_the_year_of_an_assessment_to_come_is_that_of_no_result(extractor: Extractor, ahead: str) -> None:
    text = f"Pemda perlu berbenah {ahead}. Pada penilaian 2023 skor Kota Tual 71,2. Skor Kota Ambon 84,6."
    assert results(extractor, text) == [("Kota Tual", 2023, 71.2, None), ("Kota Ambon", 2023, 84.6, None)]


def test_results_that_disappoint_are_of_their_year_all_the_same(extractor: Extractor) -> None:
    text = (
        "Ombudsman menyebut hasil penilaian tahun 2021 belum memuaskan. Kota Tual masuk zona hijau. Kota "
        "Ambon di zona kuning, dan Kabupaten Buru di zona merah."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2021, None, "hijau"),
        ("Kota Ambon", 2021, None, "kuning"),
        ("Kabupaten Buru", 2021, None, "merah"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kota Tual mendapat nilai 84,50 pada tahun ini dan 74,50 pada tahun lalu.",
            [("Kota Tual", 2023, 84.5, None), ("Kota Tual", 2022, 74.5, None)],
        ),
        ("Pada tahun lalu Kota Tual mendapat nilai 74,50.", [("Kota Tual", 2022, 74.5, None)]),
        ("Pada penilaian tahun lalu Kota Tual mendapat nilai 74,50.", [("Kota Tual", 2022, 74.5, None)]),
        (
            (
                "Kota Tual naik dari zona kuning pada tahun 2022 dengan nilai 74,50 menjadi zona hijau "
                "dengan nilai 86,19 pada tahun ini."
            ),
            [("Kota Tual", 2022, 74.5, "kuning"), ("Kota Tual", 2023, 86.19, "hijau")],
        ),
    ],
)
def test_this_year_and_last_year_count_from_the_day_of_the_article(
    extractor: Extractor, text: str, found: list[Row]
) -> None:
    opening = "AMBON (20/12/2023) - Ombudsman RI mengumumkan hasil penilaian kepatuhan."
    assert results(extractor, f"{opening} {text}") == found


def test_a_zone_told_of_one_year_is_not_that_of_the_next(extractor: Extractor) -> None:
    text = (
        "Pada penilaian kepatuhan Kota Tual yang pada 2021 masih kuning dengan nilai 64,81 kini melompat, "
        "dan pada 2022 menembus nilai 79,22."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2021, 64.81, "kuning"),
        ("Kota Tual", 2022, 79.22, None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dengan nilai 88,1, Kota Tual masuk zona hijau.",
        "Berbekal skor 88,1 pada 2022, Kota Tual masuk zona hijau.",
        "Sementara dengan nilai 88,1 (zona hijau), Kota Tual berada di puncak.",
        "Nilai 88,1 mengantar Kota Tual ke zona hijau.",
        "Skor 88,1 menempatkan Kota Tual di zona hijau.",
        "Nilai tertinggi, 88,1 (hijau), diraih Kota Tual.",
    ],
)
def test_a_score_that_comes_first_is_of_whom_it_leads_to(extractor: Extractor, sentence: str) -> None:
    text = f"Kota Ambon menerima hasil penilaian kepatuhan tahun 2022. {sentence}"
    assert results(extractor, text) == [("Kota Tual", 2022, 88.1, "hijau")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilainya 88,1, Kota Tual 80,2.",
        "Kota itu unggul dengan nilai 88,1, Kota Tual menyusul dengan 80,2.",
        "Dengan nilai 88,1, kota itu mengungguli Kota Tual yang mendapat 80,2.",
    ],
)
def test_a_score_that_does_not_lead_to_the_next_is_of_the_one_spoken_of(
    extractor: Extractor, sentence: str
) -> None:
    text = f"Kota Ambon menerima hasil penilaian kepatuhan tahun 2022. {sentence}"
    assert results(extractor, text) == [("Kota Ambon", 2022, 88.1, None), ("Kota Tual", 2022, 80.2, None)]


@pytest.mark.parametrize("name", ["muara Sungai Siak", "kaki Gunung Buru", "tepi Danau Poso"])
def test_a_river_or_lake_with_the_name_of_a_region_has_no_score(extractor: Extractor, name: str) -> None:
    text = (
        "Hasil penilaian kepatuhan 2022 mengejutkan. Yang naik adalah Kota Tual. Kota di "
        f"{name} ini meraih skor 74,3 dan berada di zona kuning."
    )
    assert results(extractor, text) == [("Kota Tual", 2022, 74.3, "kuning")]


@pytest.mark.parametrize(
    "who",
    [
        "Kabupaten Buru, Provinsi Maluku,",
        "Kabupaten Buru, Maluku,",
        "Pemkab Buru Provinsi Maluku",
    ],
)
def test_a_province_behind_a_region_says_where_that_is(extractor: Extractor, who: str) -> None:
    text = f"Pada penilaian kepatuhan 2022 {who} meraih nilai 88,1 dan masuk zona hijau."
    assert results(extractor, text) == [("Kabupaten Buru", 2022, 88.1, "hijau")]


@pytest.mark.parametrize("gap", [", ibu kota", " sebagai ibu kota", ", ibukota"])
def test_the_capital_of_a_province_is_not_the_province(extractor: Extractor, gap: str) -> None:
    text = f"Pada penilaian kepatuhan 2022 Kota Ambon{gap} Provinsi Maluku meraih nilai 88,1."
    assert results(extractor, text) == [("Kota Ambon", 2022, 88.1, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual, Kota Ambon, Provinsi Maluku masuk zona hijau.",
        "Kota Tual, Provinsi Maluku, dan Kota Ambon masuk zona hijau.",
        "Kota Tual, Kota Ambon dan Provinsi Maluku masuk zona hijau.",
        "Kota Tual dan Kota Ambon, serta Pemprov Maluku masuk zona hijau.",
    ],
)
def test_a_province_can_be_one_of_a_list(extractor: Extractor, text: str) -> None:
    found = results(extractor, f"Pada penilaian kepatuhan 2022 {text}")
    assert {row[0] for row in found} == {"Kota Tual", "Kota Ambon", "Provinsi Maluku"}


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual di peringkat 21 dengan nilai 93,45.",
        "Kota Tual meraih peringkat ke-21 dari 98 kota dengan nilai 93,45.",
        "Kota Tual memperoleh nilai 93,45, naik ke posisi 25 dari 44.",
        "Kota Tual mendapat nilai 93,45 dan berada di urutan nomor 32 nasional.",
        "Kota Tual naik 20 peringkat dengan nilai 93,45 dan masuk ranking 25 besar.",
        "Nilai 93,45 diterima Wali Kota Tual, Andi Silalahi (56).",
        "Kota Tual mendapat nilai 93,45, kata wali kota berusia 36 tahun itu.",
    ],
)
def test_a_place_in_an_order_and_an_age_are_no_scores(extractor: Extractor, text: str) -> None:
    told = f"Ombudsman menyerahkan hasil penilaian kepatuhan 2023. {text}"
    assert results(extractor, told) == [("Kota Tual", 2023, 93.45, None)]


def test_whole_numbers_in_brackets_behind_those_named_one_after_the_other_are_scores(
    extractor: Extractor,
) -> None:
    text = "Nilai kepatuhan 2023: Kota Tual (93), Kota Ambon (77), Puskesmas Waai (88)."
    found = [(subject, score) for subject, _, score, _ in results(extractor, text)]
    assert found == [("Kota Tual", 93.0), ("Kota Ambon", 77.0), ("Puskesmas Waai", 88.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Puskesmas Simpang Tiga mendapat nilai 61,7, sedangkan DPMPTSP 85,44.",
        "Puskesmas Simpang Tiga 61,7. Berbeda dengan DPMPTSP yang nilainya 85,44.",
        "Nilai Puskesmas Simpang Tiga 61,7. Sementara DPMPTSP, kata dia, tertolong: 85,44.",
    ],
)
def test_an_agency_known_by_its_letters_has_its_own_score(extractor: Extractor, text: str) -> None:
    found = results(extractor, f"Hasil penilaian kepatuhan 2022 keluar. {text}")
    agency = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"
    assert found == [("Puskesmas Simpang Tiga", 2022, 61.7, None), (agency, 2022, 85.44, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Hanya kurang sedikit untuk zona hijau yang batas bawahnya 78,00.",
        "Dari seluruhnya, 70,7 persen berada di zona hijau dan 6,7 persen zona merah.",
        'Ia ditanya apakah Kota Tual tetap di zona hijau. "Sabar," katanya.',
        '"Zona merah menyusut," katanya.',
        "Jumlah kabupaten di zona hijau tahun ini 301.",
        "Warga Kota Tual kini hanya perlu 20 menit untuk satu akta.",
        "Survei Kepuasan Masyarakat yang dilakukan pada semester lalu menghasilkan angka, yakni 90,12.",
        '"Kok malah dapat 77, saya kaget," ucapnya.',
    ],
)
def test_what_is_near_a_result_and_none_itself(extractor: Extractor, text: str) -> None:
    told = f"Pada penilaian kepatuhan 2022 Kota Tual meraih nilai 76,9 (zona kuning). {text}"
    assert results(extractor, told) == [("Kota Tual", 2022, 76.9, "kuning")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kota Tual meraih nilai 94,38, posisi kedua di bawah Kabupaten Buru (96,02).",
            [("Kota Tual", 94.38, None), ("Kabupaten Buru", 96.02, None)],
        ),
        (
            "Kota Tual 70,1, zona kuning. Terakhir zona merah hanya satu, Kabupaten Buru (52,44).",
            [("Kota Tual", 70.1, "kuning"), ("Kabupaten Buru", 52.44, "merah")],
        ),
        (
            "Kota Tual dengan nilai 80,25 dan Kota Ambon dengan nilai 83,64 telah masuk zona hijau.",
            [("Kota Tual", 80.25, "hijau"), ("Kota Ambon", 83.64, "hijau")],
        ),
        (
            "Kategori Kota:\n1. Kota Tual (95,78)\n2. Kota Ambon (93,41)",
            [("Kota Tual", 95.78, None), ("Kota Ambon", 93.41, None)],
        ),
    ],
)
def test_a_result_is_of_the_one_beside_it(
    extractor: Extractor, text: str, found: list[tuple[str, float, str | None]]
) -> None:
    told = results(extractor, f"Hasil penilaian kepatuhan 2022 diumumkan Ombudsman.\n\n{text}")
    assert [(subject, score, zone) for subject, _, score, zone in told] == found


def test_a_score_of_a_headline_is_of_the_one_named_there(extractor: Extractor) -> None:
    text = (
        "Raih 87,45 dari Ombudsman, Polres Buru Masuk Zona Hijau\n\n"
        "NAMLEA - Dalam penilaian kepatuhan tahun 2024 Polres Buru mengantongi nilai 87,45, zona hijau."
    )
    assert results(extractor, text) == [("Kepolisian Resor Buru", 2024, 87.45, "hijau")]


def test_the_town_of_a_dateline_has_no_result(extractor: Extractor) -> None:
    text = (
        "JAKARTA - Ombudsman menyerahkan hasil penilaian kepatuhan 2023 di Hotel Borobudur, Jakarta Pusat. "
        "Berikut penerima nilai tertinggi, seluruhnya zona hijau.\n\n1. Kota Ambon (98,30)"
    )
    assert [(subject, score) for subject, _, score, _ in results(extractor, text)] == [("Kota Ambon", 98.3)]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Tual masuk zona hijau, nilainya 78,94. Hasil penilaian tahun 2022 itu diterima kemarin.",
        "Hasil yang diterima akhir pekan lalu: Kota Tual 78,94, zona hijau. Penilaian itu untuk tahun 2022.",
    ],
)
def test_a_year_that_follows_is_that_of_the_results_told_first(extractor: Extractor, text: str) -> None:
    assert results(extractor, f"AMBON, Senin (6/2/2023) - {text}") == [("Kota Tual", 2022, 78.94, "hijau")]


def test_last_year_is_not_the_year_that_the_sentence_names_beside_it(extractor: Extractor) -> None:
    text = (
        "Ambon, Senin (15/1/2024) - Nilai kepatuhan Kota Tual terjun. Setelah setahun lalu masuk zona hijau "
        "dengan nilai 80,14, tahun 2023 ini Kota Tual turun ke zona kuning, hanya 64,73."
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 80.14, "hijau"),
        ("Kota Tual", 2023, 64.73, "kuning"),
    ]


def test_a_zone_that_a_headline_says_was_left_is_no_result(extractor: Extractor) -> None:
    text = (
        "Naik dari Zona Kuning, Kota Tual Kantongi Nilai 86,43\n\n"
        "TUAL - Pada penilaian kepatuhan tahun 2023 Kota Tual meraih nilai 86,43 dan masuk zona hijau."
    )
    assert results(extractor, text) == [("Kota Tual", 2023, 86.43, "hijau")]


@pytest.mark.parametrize("row", ["Tahun {}: {}", "{}: {}", "{} - {}", "{} = {}", "{}\t{}"])
def test_years_with_figures_below_one_another_are_scores_of_the_one_named_above(
    extractor: Extractor, row: str
) -> None:
    rows = "\n".join([row.format(2021, "70,1"), row.format(2022, "80,1"), row.format(2023, "90,2")])
    text = f"TUAL - Penilaian kepatuhan Ombudsman keluar.\n\nBerikut nilai Kota Tual:\n{rows}"
    assert results(extractor, text) == [
        ("Kota Tual", 2021, 70.1, None),
        ("Kota Tual", 2022, 80.1, None),
        ("Kota Tual", 2023, 90.2, None),
    ]


def test_columns_of_a_table_can_be_years_and_zones(extractor: Extractor) -> None:
    text = (
        "TUAL - Hasil penilaian kepatuhan keluar.\n\nDaerah\t2022\tZona\t2023\tZona\n"
        "Kota Tual\t80,1\tkuning\t90,2\thijau\nKota Ambon\t70,1\tkuning\t88,2\thijau"
    )
    assert results(extractor, text) == [
        ("Kota Tual", 2022, 80.1, "kuning"),
        ("Kota Tual", 2023, 90.2, "hijau"),
        ("Kota Ambon", 2022, 70.1, "kuning"),
        ("Kota Ambon", 2023, 88.2, "hijau"),
    ]


@pytest.mark.parametrize(
    ("text", "score", "zone"),
    [
        ("meraih nilai 93 peringkat kedua nasional", 93.0, None),
        ("meraih nilai 93 saat itu", 93.0, None),
        ("meraih nilai 88,1, naik 5 persen, zona hijau", 88.1, "hijau"),
        ("berada di jalur hijau dengan 81,2", 81.2, "hijau"),
    ],
)
def test_what_is_told_beside_a_result_leaves_it(
    extractor: Extractor, text: str, score: float, zone: str | None
) -> None:
    told = f"Pada penilaian kepatuhan 2022 Kota Tual {text}."
    assert results(extractor, told) == [("Kota Tual", 2022, score, zone)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Dinkes Kota Tual memperoleh nilai 82,1. Nilai Pemkot Tual sendiri 89,48.",
            [("Dinas Kesehatan Kota Tual", 82.1, None), ("Kota Tual", 89.48, None)],
        ),
        (
            "Ombudsman memberi nilai 91,2 kepada Kota Tual dan 88,3 kepada Kota Ambon.",
            [("Kota Tual", 91.2, None), ("Kota Ambon", 88.3, None)],
        ),
        (
            "Zona kuning: Kota Tual (66,9). Zona merah tidak ada.",
            [("Kota Tual", 66.9, "kuning")],
        ),
        (
            "Kota Tual 66,9. Zona merah: nihil.",
            [("Kota Tual", 66.9, None)],
        ),
        (
            "Kepala Dinas Kesehatan Kota Tual Andi Silalahi menjelaskan dinasnya memperoleh nilai 80,3.",
            [],
        ),
        (
            "Zona Hijau\n- Kota Tual 90,1\n- Kota Ambon 88,2\nZona Kuning\n- Kabupaten Buru 75,3",
            [("Kota Tual", 90.1, "hijau"), ("Kota Ambon", 88.2, "hijau"), ("Kabupaten Buru", 75.3, "kuning")],
        ),
        (
            "Daerah\tNilai 2021\tZona 2021\tNilai 2022\tZona 2022\nKota Tual\t84,2\tHijau\t91,5\tHijau",
            [("Kota Tual", 84.2, "hijau"), ("Kota Tual", 91.5, "hijau")],
        ),
    ],
)
def test_of_whom_a_result_is(
    extractor: Extractor, text: str, found: list[tuple[str, float, str | None]]
) -> None:
    told = results(extractor, f"Hasil penilaian kepatuhan 2022 diumumkan Ombudsman.\n\n{text}")
    assert [(subject, score, zone) for subject, _, score, zone in told] == found


def test_an_average_is_not_that_of_the_town_of_the_dateline(extractor: Extractor) -> None:
    text = "Ambon - Kepala Ombudsman menyebut rata-rata nilai kepatuhan nasional tahun 2023 78,3."
    assert results(extractor, text) == []
