"""When and where an agreement was signed, and under which number."""

from __future__ import annotations

from datetime import date

import pytest

from kg.extract import Extractor
from tests.extract.asking import Fact, agreement, agreements, names

SIGNED = "Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman"


def quotes(fact: Fact, field: str) -> list[str]:
    return [piece["quote"] for piece in fact["evidence"] if piece["field"] == field]


@pytest.mark.parametrize(
    ("phrase", "name", "place"),
    [
        ("di Aula Kantor Bupati Buru", "Aula Kantor Bupati Buru", None),
        ("di Hotel Santika, Ambon", "Hotel Santika", "Ambon"),
        ("di Aula Kantor Bupati", "Aula Kantor Bupati", None),
        ("di Oproom Setda", "Oproom Setda", None),
        ("di Aula dr. Latumeten RSUD Namlea", "Aula dr. Latumeten RSUD Namlea", None),
        (
            "di Gedung Prof. H. Usman Universitas Kapuas Raya",
            "Gedung Prof. H. Usman Universitas Kapuas Raya",
            None,
        ),
        ("di Kantor Perwakilan Bank Indonesia", "Kantor Perwakilan Bank Indonesia", None),
        ("di Kantor Perwakilan Ombudsman RI Maluku", "Kantor Perwakilan Ombudsman RI Maluku", None),
        ("di kantor perwakilan Ombudsman Maluku", "kantor perwakilan Ombudsman Maluku", None),
        ("di Hotel Santika Ambon", "Hotel Santika", "Ambon"),
        ("di Ruang Rapat Lantai 3 Kantor Bupati", "Ruang Rapat Lantai 3 Kantor Bupati", None),
        ("di Gedung Pattimura Namlea", "Gedung Pattimura Namlea", None),
        ("di ruang rapat Kantor Ombudsman RI", "ruang rapat Kantor Ombudsman RI", None),
        ("di Balai Kota Ambon", "Balai Kota Ambon", None),
        ("di Lobi Mapolda Maluku", "Lobi Mapolda Maluku", None),
        ("di Natsepa Indah Resort", "Natsepa Indah Resort", None),
        ("bertempat di Pendopo Kabupaten Buru", "Pendopo Kabupaten Buru", None),
        ("di Ruang Rapat Lantai 3 Kantor Bupati Buru", "Ruang Rapat Lantai 3 Kantor Bupati Buru", None),
    ],
)
def test_the_venue_is_a_building_or_room(
    extractor: Extractor, phrase: str, name: str, place: str | None
) -> None:
    venue = agreement(extractor, f"{SIGNED} {phrase}, Senin (3/5/2021).")["venue"]
    assert (venue["name"], venue["place"]) == (name, place)


def test_a_sentence_of_its_own_can_say_where(extractor: Extractor) -> None:
    found = agreement(extractor, f"{SIGNED}. Acara berlangsung di Aula Pattimura, Senin (3/5/2021).")
    assert found["venue"]["name"] == "Aula Pattimura"
    assert quotes(found, "venue") == ["Aula Pattimura"]


@pytest.mark.parametrize("phrase", ["di Ambon", "di Kabupaten Buru", "di wilayah itu"])
def test_a_region_is_no_venue(extractor: Extractor, phrase: str) -> None:
    assert agreement(extractor, f"{SIGNED} {phrase}, Senin (3/5/2021).")["venue"] is None


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("pada Senin (3/5/2021)", "2021-05-03"),
        ("Senin, 3 Mei 2021", "2021-05-03"),
        ("pada tanggal 3 Mei 2021", "2021-05-03"),
        ("pada 03-05-2021", "2021-05-03"),
        ("Senin pagi (03.05.2021)", "2021-05-03"),
    ],
)
def test_the_day_of_signing_is_read(extractor: Extractor, phrase: str, day: str) -> None:
    found = agreement(extractor, f"{SIGNED} {phrase}.")
    assert (found["signed_on"], found["inferred"]) == (day, [])


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("Senin (3/5)", "2021-05-03"),
        ("kemarin", "2021-05-03"),
        ("hari ini", "2021-05-04"),
        ("Senin lalu", "2021-05-03"),
        ("3 Mei", "2021-05-03"),
    ],
)
def test_what_a_date_leaves_out_is_inferred_from_the_day_of_publication(
    extractor: Extractor, phrase: str, day: str
) -> None:
    found = agreement(extractor, f"{SIGNED} {phrase}.", date(2021, 5, 4))
    assert (found["signed_on"], found["inferred"]) == (day, ["signed_on"])


def test_the_year_of_an_article_without_one_is_inferred_from_its_dateline(extractor: Extractor) -> None:
    found = agreement(extractor, f"Selasa, 4 Mei 2021\n{SIGNED}, Senin (3/5).")
    assert (found["signed_on"], found["inferred"]) == ("2021-05-03", ["signed_on"])


def test_a_missing_year_is_the_latest_that_the_text_names_be_it_within_a_date(extractor: Extractor) -> None:
    text = (
        "Kejaksaan Tinggi Kepulauan Riau dan Ombudsman RI Perwakilan Kepulauan Riau memperpanjang nota "
        "kesepahaman, Rabu (19/2). Nota kesepahaman yang lama diteken pada 20 Februari 2020, kata Kepala "
        "Kejaksaan Tinggi Kepulauan Riau Rahmat Contohnya, Kamis (20/2/2025)."
    )
    found = agreement(extractor, text)
    assert (found["signed_on"], found["inferred"]) == ("2025-02-19", ["signed_on"])


@pytest.mark.parametrize(
    ("year", "day"),
    [
        ("Tahun 2023 nilainya rendah.", "2024-04-16"),
        ("Tahun 2025 dianggarkan lagi.", "2024-04-16"),
        ("Tahun 2022 nilainya rendah.", None),  # 16 April of the year after is no Tuesday
        ("Itu amanat Undang-Undang Nomor 25 Tahun 2023.", None),
    ],
)
def test_a_missing_year_can_be_next_to_the_latest_that_the_text_names(
    extractor: Extractor, year: str, day: str | None
) -> None:
    found = agreement(extractor, f"{SIGNED}, Selasa (16/4). {year}")
    assert found["signed_on"] == day


def test_other_years_that_fit_are_a_doubt(extractor: Extractor) -> None:
    found = extractor.extract(f"{SIGNED}, Senin (3/5). Penilaian tahun 2010 dan 2021 sudah lewat.")
    (signed,) = found.agreements
    doubts = [doubt["reason"] for doubt in found.doubts if doubt["field"] == "signed_on"]
    assert signed["inferred"] == ["signed_on"]
    assert signed["signed_on"] == "2021-05-03"
    assert len(doubts) == 1
    assert "2010-05-03" in doubts[0]


def test_a_weekday_that_does_not_fit_is_a_doubt(extractor: Extractor) -> None:
    found = extractor.extract(f"{SIGNED}, Rabu (3/5/2021).")
    assert found.agreements[0]["signed_on"] == "2021-05-03"
    assert any("Wednesday" in doubt["reason"] for doubt in found.doubts if doubt["field"] == "signed_on")


def test_a_year_that_is_stated_is_no_doubt(extractor: Extractor) -> None:
    found = extractor.extract(f"{SIGNED}, Rabu (3/5/2021).")
    assert not any("The year is inferred" in doubt["reason"] for doubt in found.doubts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nota itu berlaku hingga 3 Mei 2026.",
        "Nota itu berakhir pada 3 Mei 2026.",
        "Masa berlaku sampai dengan 3 Mei 2026.",
    ],
)
def test_the_day_on_which_it_ends_is_not_that_of_signing(extractor: Extractor, sentence: str) -> None:
    assert agreement(extractor, f"{SIGNED}. {sentence}")["signed_on"] is None


def test_what_ends_in_the_sentence_before_does_not_end_on_the_day_of_signing(extractor: Extractor) -> None:
    text = f"BURU - Kerja sama meluas sampai ke batas negara. Selasa (4/5/2021), {SIGNED}."
    assert agreement(extractor, text)["signed_on"] == "2021-05-04"


def test_the_day_of_signing_counts_and_not_that_of_an_earlier_agreement(extractor: Extractor) -> None:
    text = f"{SIGNED} pada 3 Mei 2021. Sebelumnya nota kesepahaman ditandatangani pada 2 April 2016."
    assert agreement(extractor, text)["signed_on"] == "2021-05-03"


def test_where_the_day_was_read_is_kept(extractor: Extractor) -> None:
    found = agreement(extractor, f"{SIGNED} pada Senin,\u00a03 Mei  2021.")
    assert quotes(found, "signed_on") == ["Senin,\u00a03 Mei  2021"]


@pytest.mark.parametrize(
    "number",
    [
        "12/ORI-MOU/V/2021",
        "100.3.7.1/6/NK-PEMKAB/2021",
        "134/04/2021",
        "B-12/ORI.MOU/V/2021",
        "001/ORI-MOU/2021",
    ],
)
@pytest.mark.parametrize("word", ["Nomor", "nomor", "No.", "No", "Nomor:", "bernomor"])
def test_the_number_of_a_document_stands_behind_a_word_for_one(
    extractor: Extractor, number: str, word: str
) -> None:
    found = agreement(extractor, f"{SIGNED} {word} {number} kemarin.")
    assert found["number"] == number
    assert quotes(found, "number") == [number]


def test_an_agreement_can_have_a_number_of_each_party(extractor: Extractor) -> None:
    text = f"{SIGNED} dengan Nomor 12/ORI-MOU/V/2021 dan Nomor 6/NK-PEMKAB/2021."
    assert agreement(extractor, text)["number"] == "12/ORI-MOU/V/2021; 6/NK-PEMKAB/2021"


@pytest.mark.parametrize(
    "sentence",
    [
        "Undang-Undang Nomor 37 Tahun 2008 menjadi dasarnya.",
        "Keluhan dapat dikirim ke nomor 0811-2233-4455.",
        "Acara digelar pada 3/5/2021.",
        "Loket buka 24/7.",
    ],
)
def test_other_numbers_are_not_that_of_the_agreement(extractor: Extractor, sentence: str) -> None:
    assert agreement(extractor, f"{SIGNED}. {sentence}")["number"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Lampu Aula Pattimura menyala saat Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman.",
        "Aula Pattimura penuh saat Ombudsman RI dan Pemkab Buru menandatangani nota kesepahaman.",
        "AMBON - Tamu memadati Aula Pattimura saat Ombudsman RI dan Pemkab Buru meneken nota kesepahaman.",
    ],
)
def test_a_hall_can_be_named_without_a_word_for_being_there(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, text)["venue"]["name"] == "Aula Pattimura"


@pytest.mark.parametrize(
    "text",
    [
        "Hari jadi Kabupaten Buru akan diperingati pada 17 November 2025.",
        "Tim Ombudsman akan menilai loket pada Senin (1/12/2025).",
        "Mal pelayanan publik di kota itu diresmikan 4 Maret 2022.",
        "Undang-undang itu disahkan pada 18 Juli 2009.",
        "Bupati dilantik pada 20 Februari 2025.",
    ],
)
def test_the_only_day_of_a_text_can_be_that_of_something_else(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, f"{SIGNED}. Naskahnya lima halaman. {text}")["signed_on"] is None


@pytest.mark.parametrize(
    "text",
    [
        f"Rapat digelar 3 Mei 2021. {SIGNED}.",
        f"{SIGNED}. Acara itu berlangsung pada 3 Mei 2021.",
        f"{SIGNED}. Para camat berfoto bersama, Senin (3/5/2021).",
    ],
)
def test_the_day_of_the_event_need_not_stand_beside_the_signing(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, text)["signed_on"] == "2021-05-03"


def test_the_name_of_an_office_is_no_venue(extractor: Extractor) -> None:
    found = agreement(extractor, f"Direktur Hotel Natsepa melihat saat {SIGNED}.")
    assert found["venue"] is None


def test_a_hall_said_to_be_the_place_goes_before_one_that_is_only_named(extractor: Extractor) -> None:
    found = agreement(extractor, f"Gedung Merdeka baru dicat. {SIGNED} di Aula Pattimura, Senin (3/5/2021).")
    assert found["venue"]["name"] == "Aula Pattimura"


def test_an_earlier_agreement_has_a_day_of_its_own(extractor: Extractor) -> None:
    text = f"{SIGNED}, Senin (3/5/2021). Naskah pertama ditandatangani keduanya pada 4 Juni 2016."
    assert agreement(extractor, text)["signed_on"] == "2021-05-03"
    text = f"Setelah nota pertama diteken (4 Juni 2016), {SIGNED}, Senin (3/5/2021)."
    assert agreement(extractor, text)["signed_on"] == "2021-05-03"


@pytest.mark.parametrize(
    "sentence",
    [
        "Masa berlaku naskah itu sampai 31 Desember 2024.",
        "Nota kesepahaman itu berlaku dari 4 Mei 2021 hingga 4 Mei 2026.",
    ],
)
def test_the_days_on_which_something_begins_to_run_and_ends_are_others(
    extractor: Extractor, sentence: str
) -> None:
    assert agreement(extractor, f"{SIGNED}. {sentence}")["signed_on"] is None


def test_nothing_is_signed_after_an_article_came_out(extractor: Extractor) -> None:
    found = agreement(extractor, f"{SIGNED}. Keduanya memilih tanggal 9 Juni 2021.", date(2021, 5, 4))
    assert found["signed_on"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Rapat 3-4 Mei 2021 ditutup dengan penandatanganan nota kesepahaman Ombudsman RI dan Pemkab Buru.",
        f"Pelatihan berlangsung 3-4 Mei 2021. Pada hari kedua, {SIGNED}.",
    ],
)
def test_what_closes_an_event_of_several_days_is_of_the_last_of_them(extractor: Extractor, text: str) -> None:
    assert agreement(extractor, text)["signed_on"] == "2021-05-04"


def test_the_number_of_a_press_release_is_no_date(extractor: Extractor) -> None:
    text = f"SIARAN PERS\nNomor: PR-14/L.6.14/Dsb.4/05/2021\n{SIGNED}, Jumat tanggal 07 Mei 2021."
    assert agreement(extractor, text)["signed_on"] == "2021-05-07"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{signed}. Acaranya di Ruang Joyo, Balai Kota.", "Ruang Joyo, Balai Kota"),
        ("{signed}. Lokasinya di Aula Bappeda.", "Aula Bappeda"),
        ("{signed}.\nTempat: Aula Kantor Bupati Buru", "Aula Kantor Bupati Buru"),
        ("Suasana Ballroom Grand Sarah Hotel ramai. {signed}.", "Ballroom Grand Sarah Hotel"),
        ("{signed} di Dermaga Namlea.", "Dermaga"),
        ("{signed} di SMA Negeri 1 Namlea.", "SMA Negeri 1 Namlea"),
        ("{signed} di Universitas Kapuas Raya.", "Universitas Kapuas Raya"),
        ("{signed} di Hotel Grand Mercure Medan Angkasa.", "Hotel Grand Mercure Medan Angkasa"),
        ("{signed} di Ruang Pertemuan Kaharingan, Gedung Manajemen lantai 3.",
         "Ruang Pertemuan Kaharingan, Gedung Manajemen lantai 3"),
        ("{signed} di ruang sidang DPRD Buru.", "ruang sidang DPRD Buru"),
        ("Para camat memadati Gedung Sasana Maju, Rabu siang. {signed}.", "Gedung Sasana Maju"),
        ("{signed}. Auditorium Maju di Jalan Pattimura menjadi tempat acara.", "Auditorium Maju"),
        ("{signed} di Aula Maju, lantai tiga Kantor Bupati.", "Aula Maju, lantai tiga Kantor Bupati"),
        ("{signed}. Acara mengambil lokasi di Ruang Utama Mapolda Maluku.", "Ruang Utama Mapolda"),
    ],
)  # fmt: skip
def test_words_for_the_event_or_a_site_say_where_too(extractor: Extractor, text: str, name: str) -> None:
    assert agreement(extractor, text.format(signed=SIGNED))["venue"]["name"].startswith(name)


def test_a_press_release_says_when_on_a_line_of_its_own(extractor: Extractor) -> None:
    text = f"{SIGNED}.\nHari/tanggal: Selasa, 4 Mei 2021\nTempat: Aula Pattimura\n"
    assert agreement(extractor, text)["signed_on"] == "2021-05-04"


@pytest.mark.parametrize(
    "follows",
    ["tindak lanjut dari Nota Kesepahaman", "turunan dari Nota Kesepahaman antara Ombudsman RI dan Polri"],
)
def test_the_number_of_what_an_agreement_follows_from_is_not_its_own(
    extractor: Extractor, follows: str
) -> None:
    text = "Ombudsman RI Perwakilan Maluku dan Polda Maluku menandatangani perjanjian kerja sama (PKS). "
    assert agreement(extractor, f"{text}PKS ini {follows} Nomor 03/ORI-MOU/II/2019.")["number"] is None


def test_a_number_before_what_an_agreement_follows_from_is_its_own(extractor: Extractor) -> None:
    text = (
        "Pemkab Buru dan Ombudsman RI Perwakilan Maluku menandatangani perjanjian kerja sama, Selasa "
        "(4/5/2021). PKS bernomor 100.3.7/12/PKS/2021 itu turunan dari nota kesepahaman yang ditandatangani "
        "Pemkab Buru dan Ombudsman RI pada 12 Desember 2020 di Jakarta."
    )
    assert agreement(extractor, text)["number"] == "100.3.7/12/PKS/2021"


LISTED = """KABAR OMBUDSMAN
Ombudsman RI Perwakilan Maluku - Edisi Oktober 2023

2 Oktober 2023 - Kunjungan DPRD Kabupaten Buru ke kantor perwakilan.

5 Oktober 2023 - Penandatanganan nota kesepahaman Ombudsman dengan Pemkab Buru di Pendopo Bupati Buru.

16 Oktober 2023 - Penandatanganan nota kesepahaman dengan Pemkot Tual di Ambon.
"""


def test_each_event_of_a_list_has_its_own_day_and_place(extractor: Extractor) -> None:
    found = {one["parties"][1]["name"]: one for one in agreements(extractor, LISTED)}
    buru, tual = found["Pemerintah Kabupaten Buru"], found["Pemerintah Kota Tual"]
    assert (buru["signed_on"], tual["signed_on"]) == ("2023-10-05", "2023-10-16")
    assert (buru["venue"]["name"], tual["venue"]) == ("Pendopo Bupati Buru", None)
    assert quotes(tual, "signed_on") == ["16 Oktober 2023"]


def test_who_is_named_in_another_event_of_a_list_does_not_sign(extractor: Extractor) -> None:
    text = (
        "KILAS OMBUDSMAN RI PERWAKILAN MALUKU\n\n"
        "* 7 Februari 2024: Nota kesepahaman Ombudsman dengan Pemkab Buru diteken Pj Bupati Andi Silalahi.\n"
        "* 20 Februari 2024: Asisten Ombudsman Rina Latuheru menjadi narasumber di RRI Ambon.\n"
    )
    assert [one["name"] for one in agreement(extractor, text)["signatories"]] == ["Andi Silalahi"]


def test_of_two_sorts_each_has_the_numbers_behind_its_name(extractor: Extractor) -> None:
    text = (
        "Nota kesepahaman Nomor 21/ORI-MOU/IX/2017 diteken Rektor Universitas Kapuas Raya, "
        "Andi Silalahi, dan "
        "Ketua Ombudsman RI, Rina Latuheru. Dekan Fakultas Hukum Universitas Kapuas Raya, "
        "Yopi Manuputty, meneken "
        "perjanjian kerja sama Nomor 22/PKS/IX/2017 antara Fakultas Hukum Universitas Kapuas "
        "Raya dan Ombudsman RI."
    )
    found = {one["kind"]: one["number"] for one in extractor.extract(text).agreements}
    assert found == {"mou": "21/ORI-MOU/IX/2017", "pks": "22/PKS/IX/2017"}


def test_the_day_of_an_event_can_stand_behind_who_spoke_at_it(extractor: Extractor) -> None:
    text = f'{SIGNED}. "Ini penting," kata Bupati Andi Silalahi di sela acara di Aula Maju, Kamis.'
    assert agreement(extractor, text, date(2023, 3, 16))["signed_on"] == "2023-03-16"


def test_the_day_that_only_a_speech_names_is_inferred(extractor: Extractor) -> None:
    found = agreement(extractor, f'{SIGNED}. "Kami siap," tutur Bupati Buru, Jumat (8/10/2021).')
    assert (found["signed_on"], found["inferred"]) == ("2021-10-08", ["signed_on"])


@pytest.mark.parametrize(
    "phrase",
    [
        " tentang Peningkatan Kualitas Pelayanan Publik, Selasa (3/9/2024).",
        ' (MoU) nomor 12/ORI-MOU/IV/2024 tentang "Peningkatan Kualitas Pelayanan Publik", Selasa (3/9/2024).',
    ],
)
def test_what_an_agreement_is_about_stands_behind_it_or_its_number(extractor: Extractor, phrase: str) -> None:
    found = agreement(extractor, SIGNED + phrase)
    assert found["topics"] == ["Peningkatan Kualitas Pelayanan Publik"]
    assert quotes(found, "topics[0]") == ["Peningkatan Kualitas Pelayanan Publik"]


@pytest.mark.parametrize(
    "said",
    [
        '"Nota itu sudah diteken, mana hasilnya?" kata Ketua DPRD Buru Rina Latuheru, Senin (6/3/2023).',
        '"Nota kesepahaman yang saya tandatangani itu tetap berlaku," ujarnya, Senin (6/3/2023).',
    ],
)
def test_the_day_of_a_speech_about_a_signature_is_not_that_of_signing(
    extractor: Extractor, said: str
) -> None:
    assert agreement(extractor, f"{SIGNED}, Rabu (11/5/2022). {said}")["signed_on"] == "2022-05-11"


def test_yesterday_is_not_the_day_on_which_somebody_tells_of_it(extractor: Extractor) -> None:
    text = f'{SIGNED} kemarin. "Kami lega," ujar Bupati Buru Andi Silalahi, Rabu (15/11/2023).'
    assert agreement(extractor, text)["signed_on"] is None
    assert agreement(extractor, text, date(2023, 11, 15))["signed_on"] == "2023-11-14"


@pytest.mark.parametrize("phrase", ["kemarin", "Senin (3/3)", "Senin lalu"])
def test_a_dateline_is_not_the_day_of_signing_where_another_is_told(
    extractor: Extractor, phrase: str
) -> None:
    assert agreement(extractor, f"Namlea, 4 Maret 2025 - {SIGNED}, {phrase}.")["signed_on"] == "2025-03-03"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Ombudsman RI dan Pemkab Buru mengevaluasi nota kesepahaman yang diteken Senin (3/5/2021). Rapat "
            "digelar di Hotel Santika, Kamis (2/6/2022), dan dihadiri Kepala Ombudsman Maluku Tono "
            "Hutapea."
        ),
        (
            "Ombudsman RI dan Pemkab Buru membedah nota kesepahaman yang sudah diteken pada Senin (3/5/2021) "
            "lalu, di Hotel Santika, Kamis (2/6/2022)."
        ),
    ],
)
def test_a_meeting_long_after_a_signing_has_a_day_a_place_and_guests_of_its_own(
    extractor: Extractor, text: str
) -> None:
    found = agreement(extractor, text)
    assert (found["signed_on"], found["venue"], found["attendees"]) == ("2021-05-03", None, [])


def test_where_something_was_signed_long_ago_is_kept(extractor: Extractor) -> None:
    text = (
        "Nota kesepahaman Ombudsman RI dan Pemkab Buru diteken Senin (3/5/2021) di Aula Pattimura, "
        "disaksikan Kepala Ombudsman Maluku Tono Hutapea. Kamis (2/6/2022) ada rapat di Hotel Santika."
    )
    found = agreement(extractor, text)
    assert (found["venue"]["name"], len(found["witnesses"])) == ("Aula Pattimura", 1)


def test_the_day_on_which_what_was_signed_is_handed_over_is_not_that_of_signing(extractor: Extractor) -> None:
    text = (
        "Asisten Ombudsman menyerahkan naskah nota kesepahaman Ombudsman RI yang telah ditandatangani kepada "
        "Bupati Buru Andi Silalahi, Kamis (30/10/2025). Andi menandatangani naskah itu, Jumat (31/10/2025)."
    )
    assert agreement(extractor, text)["signed_on"] == "2025-10-31"


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("Sehari kemudian, giliran", None),
        ("Keesokan harinya,", None),
        ("Pada pekan berikutnya,", None),
        ("Pada kesempatan yang sama,", "2019-04-12"),
    ],
)
def test_an_agreement_of_a_later_day_does_not_get_that_of_another(
    extractor: Extractor, opening: str, day: str | None
) -> None:
    text = (
        "MoU Ombudsman RI dan Pemprov Bali diteken Gubernur Bali Wayan Contohnya dan Ketua Ombudsman RI "
        f"Intan Misalnya, 12 April 2019, di Gedung Wiswa Sabha. {opening} Bupati Badung Nyoman Umpamanya "
        "meneken PKS dengan Kepala Perwakilan Ombudsman Bali Umar Andaikata."
    )
    mou, pks = agreements(extractor, text)
    assert (mou["signed_on"], pks["signed_on"]) == ("2019-04-12", day)
    assert (pks["venue"] is None) == (day is None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Pemkab Buru ingin menggandeng Ombudsman RI melalui nota kesepahaman.", "planned"),
        ("Konsep nota kesepahaman Pemkab Buru dengan Ombudsman RI sedang dikaji bagian hukum.", "planned"),
        ("Bupati Buru membicarakan rencana nota kesepahaman antara Pemkab Buru dan Ombudsman RI.", "planned"),
        ("Pemkab Buru dan Ombudsman RI membahas rancangan MoU.", "planned"),
        ("Pemkab Buru menggandeng Ombudsman RI melalui nota kesepahaman.", "signed"),
        (
            "Pemkab Buru dan Ombudsman RI meneken nota kesepahaman yang sedang dikaji sejak 2023.",
            "signed",
        ),
    ],
)
def test_what_is_wanted_or_in_the_making_is_not_signed(extractor: Extractor, text: str, status: str) -> None:
    assert agreement(extractor, f"NAMLEA - {text}")["status"] == status


def test_who_signs_behind_the_name_of_a_hall_is_a_party(extractor: Extractor) -> None:
    text = "Bertempat di Pendopo, Pemkab Buru dan Ombudsman RI menandatangani nota kesepahaman, Senin (4/3)."
    found = agreement(extractor, f"NAMLEA - {text}")
    assert found["parties"][1]["name"] == "Pemerintah Kabupaten Buru"


def test_who_said_something_after_signing_is_who_the_text_speaks_of(extractor: Extractor) -> None:
    text = (
        "NAMLEA - Bupati Buru Andi Silalahi menegaskan pelayanan harus baik. Penegasan itu disampaikannya "
        "usai menandatangani nota kesepahaman antara Pemkab Buru dan Ombudsman RI."
    )
    assert names(agreement(extractor, text)["signatories"]) == ["Andi Silalahi"]


def test_what_somebody_has_signed_is_theirs(extractor: Extractor) -> None:
    text = (
        "NAMLEA - Bupati Buru Andi Silalahi menyinggung PKS yang sudah ditandatanganinya dengan Ombudsman RI."
    )
    found = agreement(extractor, text)
    assert (found["status"], names(found["signatories"])) == ("signed", ["Andi Silalahi"])


def test_both_can_be_named_in_a_sentence_each(extractor: Extractor) -> None:
    text = (
        "NAMLEA - Ombudsman RI Perwakilan Maluku dan Pemkab Buru menjalin MoU. Bupati Buru Andi Silalahi "
        "hadir langsung. Di seberangnya duduk Kepala Perwakilan Ombudsman RI Maluku, Rina Latuheru. "
        "Keduanya lalu membubuhkan tanda tangan."
    )
    assert names(agreement(extractor, text)["signatories"]) == ["Andi Silalahi", "Rina Latuheru"]


@pytest.mark.parametrize(
    "told",
    [
        "Selain penandatanganan, Ombudsman membuka gerai konsultasi di Gedung Siwalima.",
        "Penandatanganan dengan Pemkab Buru Selatan direncanakan berlangsung di Gedung Siwalima.",
    ],
)
def test_where_something_else_is_is_not_where_it_was_signed(extractor: Extractor, told: str) -> None:
    text = f"NAMLEA - {SIGNED}, Selasa (4/5/2021), di Pendopo Bupati. {told}"
    found = {one["parties"][1]["name"]: one["venue"] for one in agreements(extractor, text)}
    assert found["Pemerintah Kabupaten Buru"]["name"] == "Pendopo Bupati"


@pytest.mark.parametrize("due", ["semula dijadwalkan", "sempat diagendakan"])
def test_the_day_on_which_a_signing_was_due_at_first_is_not_that_of_it(
    extractor: Extractor, due: str
) -> None:
    text = f"NAMLEA, Selasa (4/5/2021) - {SIGNED} di Pendopo. Penandatanganan {due} pada 20 April 2021."
    assert agreement(extractor, text)["signed_on"] == "2021-05-04"


def test_where_an_earlier_agreement_was_signed_is_no_venue_of_this_one(extractor: Extractor) -> None:
    text = (
        f"NAMLEA - {SIGNED}, Selasa (4/5/2021). Kegiatan digelar di Pendopo Bupati.\n\nMoU dengan Polda "
        "diteken di Mapolda Maluku tahun lalu."
    )
    assert agreement(extractor, text)["venue"]["name"] == "Pendopo Bupati"
