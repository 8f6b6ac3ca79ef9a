from __future__ import annotations

import pytest

from kg.extract import Extractor
from tests.extract.asking import Fact, offices, people


def written(extractor: Extractor, text: str) -> Fact:
    """The one person of a text."""
    (person,) = extractor.extract(text).people
    return person


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Andi Silalahi", "Andi Silalahi"),
        ("Drs. Andi Silalahi, M.Si.", "Andi Silalahi"),
        ("Prof. Dr. Ir. H. Andi Silalahi, S.H., M.Hum., Ph.D.", "Andi Silalahi"),
        ("dr. Andi Silalahi, Sp.OG.", "Andi Silalahi"),
        ("Andi Silalahi SH MH", "Andi Silalahi"),
        ("Andi Silalahi, S.Sos, MAP", "Andi Silalahi"),
        ("Andi Silalahi, A.Ptnh.", "Andi Silalahi"),
        ("Andi Silalahi, XQWT", "Andi Silalahi"),  # whatever that is
        ("H. M. Andi Silalahi", "M. Andi Silalahi"),
        ("Hj. Siti Andayani", "Siti Andayani"),
        ("KH Andi Silalahi", "Andi Silalahi"),
        ("Irjen Pol. Andi Silalahi", "Andi Silalahi"),
        ("Letkol Inf. Andi Silalahi", "Andi Silalahi"),
        ("Kapten Cba. I Ketut Contoh", "I Ketut Contoh"),
        ("Letkol Laut (P) Andi Silalahi", "Andi Silalahi"),
        ("Lettu Andi Silalahi", "Andi Silalahi"),
        ("Andi A. Silalahi", "Andi A. Silalahi"),
        ("A. Andi Silalahi", "A. Andi Silalahi"),
        ("Andi bin Silalahi", "Andi bin Silalahi"),
        ("Andi Silalahi-Manoppo", "Andi Silalahi-Manoppo"),
        ("Nur'aini Silalahi", "Nur'aini Silalahi"),
        ("I Made Sukadana", "I Made Sukadana"),
        ("I Gusti Ngurah Sukadana", "I Gusti Ngurah Sukadana"),
        ("Ni Luh Sukadani", "Ni Luh Sukadani"),
        ("Anak Agung Istri Sukadani", "Anak Agung Istri Sukadani"),
        ("La Ode Sukadana", "La Ode Sukadana"),
        ("Lalu Sukadana Putra", "Lalu Sukadana Putra"),
    ],
)
def test_titles_and_degrees_are_no_part_of_a_name(extractor: Extractor, name: str, bare: str) -> None:
    assert people(extractor, f"Naskah diserahkan Bupati Buru {name} kemarin.") == [bare]


def test_the_name_is_kept_as_it_was_written_too(extractor: Extractor) -> None:
    person = written(extractor, "Naskah diserahkan Bupati Buru Drs. Andi Silalahi, M.Si. kemarin.")
    assert person["as_written"] == "Drs. Andi Silalahi, M.Si."


@pytest.mark.parametrize("nickname", ['"Ondi"', "(Ondi)", "“Ondi”"])
def test_a_nickname_stands_between_name_and_degrees(extractor: Extractor, nickname: str) -> None:
    person = written(extractor, f"Naskah diserahkan Bupati Buru Andi Silalahi {nickname}, S.E. kemarin.")
    assert person["name"] == "Andi Silalahi"


def test_names_in_capitals_are_written_like_others(extractor: Extractor) -> None:
    assert people(extractor, "Naskah diserahkan Bupati Buru ANDI SILALAHI kemarin.") == ["Andi Silalahi"]


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Buru Sukadana menerima naskah.",
        "Bupati Buru, Sukadana, menerima naskah.",
        "Bupati Buru H. Sukadana menerima naskah.",
        "Naskah diterima Pak Sukadana kemarin.",
        '"Kami siap," kata Sukadana.',
    ],
)
def test_a_name_can_be_one_word(extractor: Extractor, text: str) -> None:
    assert people(extractor, text) == ["Sukadana"]


@pytest.mark.parametrize(
    "text",
    [
        "Andi Silalahi, Bupati Buru, menerima naskah.",
        "Andi Silalahi (Bupati Buru) menerima naskah.",
        "Andi Silalahi selaku Bupati Buru menerima naskah.",
        "Andi Silalahi sebagai Bupati Buru menerima naskah.",
    ],
)
def test_an_office_can_follow_the_name(extractor: Extractor, text: str) -> None:
    assert written(extractor, text)["role"] == "Bupati"


@pytest.mark.parametrize(
    "text",
    [
        "Andi Silalahi (45), warga, senang.",
        "Andi Silalahi, pedagang, senang.",
        "Seorang pedagang Andi Silalahi senang.",
        "Andi Silalahi mengatakan semua siap.",
        "Tokoh pemuda Namlea, Andi Silalahi, berharap.",
        "1. Andi Silalahi (PAN) 98.212 suara",
    ],
)
def test_people_without_an_office_are_found_where_the_text_says_what_they_are(
    extractor: Extractor, text: str
) -> None:
    assert people(extractor, text) == ["Andi Silalahi"]
    assert written(extractor, text)["role"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Pulau Buru Selatan indah.",
        "Mereka berkunjung ke Lembah Baliem.",
        "Program Desa Cerdas dimulai.",
        "Acara ditutup dengan lagu Rayuan Pulau Kelapa.",
        "Senin Pahing, 31 Juli 2018",
    ],
)
def test_words_with_capitals_are_not_people_by_themselves(extractor: Extractor, text: str) -> None:
    assert people(extractor, text) == []


def test_part_of_a_name_means_the_one_who_bears_it(extractor: Extractor) -> None:
    text = "Naskah diserahkan Bupati Buru Andi Silalahi. Silalahi lalu pamit. Menurut Andi, semua siap."
    person = written(extractor, text)
    quotes = [piece["quote"] for piece in person["evidence"] if piece["field"] == "name"]
    assert person["name"] == "Andi Silalahi"
    assert "Andi Silalahi" in quotes


def test_the_longest_name_of_a_person_counts(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi Silalahi. Bupati Buru Andi Rahmat Silalahi lalu pamit."
    assert people(extractor, text) == ["Andi Rahmat Silalahi"]


def test_initials_stand_for_names(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi R. Silalahi. Bupati Buru Andi Rahmat Silalahi lalu pamit."
    assert people(extractor, text) == ["Andi Rahmat Silalahi"]


def test_people_of_one_first_name_are_several(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi Silalahi dan Sekda Buru Andi Manoppo."
    assert people(extractor, text) == ["Andi Silalahi", "Andi Manoppo"]


def test_a_first_name_of_two_people_is_nobody_in_particular(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi Silalahi dan Sekda Buru Andi Manoppo. Kemudian Andi pamit."
    assert people(extractor, text) == ["Andi Silalahi", "Andi Manoppo"]


def test_people_in_a_list_are_parted_by_their_offices(extractor: Extractor) -> None:
    text = (
        "Hadir Bupati Buru Andi Silalahi, Wakil Bupati Buru Rina Latuheru, Sekda Buru Drs. Yopi Manuputty, "
        "M.Si., dan Kepala Inspektorat Buru Siti Andayani, S.E."
    )
    assert people(extractor, text) == ["Andi Silalahi", "Rina Latuheru", "Yopi Manuputty", "Siti Andayani"]


def test_degrees_end_no_sentence(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi Silalahi, S.H. dan Sekda Buru Yopi Manuputty, S.E."
    assert people(extractor, text) == ["Andi Silalahi", "Yopi Manuputty"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wali Kota Pariaman Bogor Silalahi menerima naskah.", "Bogor Silalahi"),
        ("Hadir Bupati Buru Rahmat Bengkulu Silalahi.", "Rahmat Bengkulu Silalahi"),
    ],
)
def test_a_name_may_hold_that_of_a_region(extractor: Extractor, text: str, name: str) -> None:
    assert people(extractor, text) == [name]


def test_where_a_name_was_read_is_kept(extractor: Extractor) -> None:
    text = "Naskah diserahkan Bupati Buru Dr.\u00a0Andi\u00a0 Silalahi kemarin."
    person = written(extractor, text)
    (name,) = [piece for piece in person["evidence"] if piece["field"] == "name"]
    assert name["quote"] == "Dr.\u00a0Andi\u00a0 Silalahi"
    assert person["as_written"] == "Dr. Andi Silalahi"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kepala Lapas Namlea, Andi Silalahi, senang.", "Andi Silalahi"),
        ("Ketua Klasis Teluk Kayeli, Pdt. Andi Silalahi, senang.", "Andi Silalahi"),
        ("Direktur Utama Jamkrida Sumbar Andi Silalahi senang.", "Andi Silalahi"),
        ("Direktur Perumda Tirta Kota Ambon Andi Silalahi senang.", "Andi Silalahi"),
        ("Direktur Utama Bank Nusaina Andi Silalahi datang. Andi senang.", "Andi Silalahi"),
        ("Rektor Politeknik Ambon Andi Silalahi datang.", "Andi Silalahi"),
        ("Camat Fakfak Tengah Andi Silalahi senang.", "Andi Silalahi"),
        ("Camat, Andi Silalahi, senang.", "Andi Silalahi"),
    ],
)
def test_words_for_what_an_office_is_held_in_are_no_part_of_the_name(
    extractor: Extractor, text: str, name: str
) -> None:
    assert people(extractor, text) == [name]


def test_part_of_a_longer_name_is_nobody_known(extractor: Extractor) -> None:
    text = "Hadir Bupati Buru Andi Silalahi. Menurut rilis itu Yopi Silalahi datang."
    (person,) = extractor.extract(text).people
    assert [piece["quote"] for piece in person["evidence"] if piece["field"] == "name"] == ["Andi Silalahi"]


def test_people_of_other_articles_that_are_linked_below_are_none_of_this_one(extractor: Extractor) -> None:
    text = "Bupati Buru Andi Silalahi hadir.\nBaca juga:\n- Gubernur Yopi Latuheru Lantik Pejabat"
    assert people(extractor, text) == ["Andi Silalahi"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kantor itu dipimpin Andi Silalahi.", "Andi Silalahi"),
        ("Salah seorang nasabah, Tukiyem, 61, mengaku senang.", "Tukiyem"),
        ("Sementara itu Andi Silalahi, anggota DPRD Kota Ambon yang baru, setuju.", "Andi Silalahi"),
        ("Bupati Buru juga datang sendiri, yakni Andi Silalahi.", "Andi Silalahi"),
        ("Keuchik Ujung Bawang, Andi Silalahi, setuju.", "Andi Silalahi"),
        ("Adapun calon bupati nomor urut 1, Andi Silalahi, setuju.", "Andi Silalahi"),
    ],
)
def test_words_around_a_name_say_that_it_is_one(extractor: Extractor, text: str, name: str) -> None:
    assert people(extractor, text) == [name]


def test_a_building_named_after_somebody_is_nobody(extractor: Extractor) -> None:
    assert people(extractor, "Acara itu berlangsung di Gedung Kesenian Ir. Soekarno, Namlea.") == []


def test_who_stands_in_for_an_office_does_not_hold_it(extractor: Extractor) -> None:
    text = "Mewakili gubernur, Andi Silalahi menyebut hal itu. Asisten I Setda Maluku Andi Silalahi hadir."
    assert [person["role"] for person in extractor.extract(text).people] == ["Asisten I"]


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Ketua Sinode Gereja Maju Pdt. Andi Silalahi hadir.", "Andi Silalahi", "Ketua / Sinode Gereja Maju"),
        (
            "Kabid Penyelenggaraan Haji dan Umrah Drs. Andi Silalahi hadir.",
            "Andi Silalahi",
            "Kepala Bidang Penyelenggaraan Haji dan Umrah",
        ),
        (
            "Koordinator Forum Wilayah I Prof. Andi Silalahi hadir.",
            "Andi Silalahi",
            "Koordinator Forum Wilayah I",
        ),
    ],
)
def test_a_title_tells_where_the_name_behind_an_office_begins(
    extractor: Extractor, text: str, name: str, office: str
) -> None:
    assert offices(extractor, text) == {name: office}


@pytest.mark.parametrize("word", ["Tinggal", "Muda", "Siap"])
def test_a_name_may_begin_with_a_word_where_nothing_else_can_follow(extractor: Extractor, word: str) -> None:
    text = f"Bupati Buru {word} Silalahi Siregar bersama Asisten I Setda Buru {word} Sitorus hadir."
    assert people(extractor, text) == [f"{word} Silalahi Siregar", f"{word} Sitorus"]


def test_a_mark_behind_the_last_sentence_makes_no_headline_of_it(extractor: Extractor) -> None:
    text = "Hadir Kabag Hukum H. Andi Silalahi, Sekda Buru Budi Siregar, serta Rektor Siti Sitorus. [abc/x]"
    assert people(extractor, text) == ["Andi Silalahi", "Budi Siregar", "Siti Sitorus"]


@pytest.mark.parametrize("word", ["berturut-turut", "masing-masing"])
def test_names_follow_offices_in_the_same_order(extractor: Extractor, word: str) -> None:
    names = "H. Andi Silalahi, Drs. Budi Siregar dan Nurdin, S.Sos."
    text = f"Bupati Buru, Bupati Seram Bagian Barat dan Wali Kota Tual, {word} {names}, hadir."
    assert offices(extractor, text) == {
        "Andi Silalahi": "Bupati / Pemerintah Kabupaten Buru",
        "Budi Siregar": "Bupati / Pemerintah Kabupaten Seram Bagian Barat",
        "Nurdin": "Wali Kota / Pemerintah Kota Tual",
    }


def test_fewer_names_than_offices_are_given_to_none_of_them(extractor: Extractor) -> None:
    text = "Bupati Buru, Bupati Seram Bagian Barat dan Wali Kota Tual, berturut-turut H. Andi Silalahi hadir."
    assert offices(extractor, text) == {"Andi Silalahi": ""}


@pytest.mark.parametrize(
    "text",
    [
        "Yang hadir yakni Andi Silalahi, Bupati Buru; dan Budi Siregar, Wali Kota Tual.",
        "Dari Buru bupatinya sendiri, Andi Silalahi.",
        "Andi Silalahi, sang Bupati Buru, hadir.",
    ],
)
def test_a_name_beside_an_office_is_its_holders(extractor: Extractor, text: str) -> None:
    assert "Andi Silalahi" in people(extractor, text)


@pytest.mark.parametrize("place", ["Sungai Musi", "Danau Ranau", "Pulau Haruku", "Teluk Kayeli"])
def test_the_name_of_a_water_or_an_island_is_nobodys(extractor: Extractor, place: str) -> None:
    assert people(extractor, f"Aduan itu datang dari nelayan {place}.") == []


def test_an_office_ends_the_name_of_a_street(extractor: Extractor) -> None:
    text = "Acara digelar di Jalan Pattimura. Di Pulau Haruku Bupati Buru Andi Silalahi meneken nota."
    assert people(extractor, text) == ["Andi Silalahi"]
    assert people(extractor, "Acara digelar di Jalan Gubernur Latuharhary, Ambon.") == []


@pytest.mark.parametrize(
    "text", ["mengapresiasi PTSP Kejati Maluku yang buka", "menilai Badan Anggaran DPRD Buru"]
)
def test_no_institution_is_part_of_a_name(extractor: Extractor, text: str) -> None:
    assert people(extractor, f"Kemarin pihaknya {text}.") == []


def test_a_name_can_begin_with_a_word_for_speaking(extractor: Extractor) -> None:
    text = "Nota diteken Sekretaris Daerah Kabupaten Sambas, Urai Andi Silalahi, atas nama Bupati."
    assert offices(extractor, text) == {
        "Urai Andi Silalahi": "Sekretaris Daerah / Pemerintah Kabupaten Sambas"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Pengamat kebijakan publik Universitas Pattimura, {n}, menilai nota itu baik.",
        "Ditemui terpisah, pengamat hukum tata negara Universitas Pattimura, {n}, mengatakan hal itu.",
        "Nota itu baik, kata peneliti senior dari LBH Maluku, {n}, Senin.",
    ],
)
def test_who_knows_a_subject_and_speaks_is_somebody(extractor: Extractor, text: str) -> None:
    assert people(extractor, text.format(n="Andi Silalahi")) == ["Andi Silalahi"]


@pytest.mark.parametrize(
    "text",
    [
        "Mahasiswa berkumpul di Universitas Indonesia, Salemba Raya, kemarin.",
        "Peserta senior dari Universitas Pattimura, Poka Raya, tiba kemarin.",
    ],
)
def test_where_something_is_nobody_speaks(extractor: Extractor, text: str) -> None:
    assert people(extractor, text) == []


def test_letters_behind_a_name_in_capitals_may_be_a_name(extractor: Extractor) -> None:
    text = "AMBON - HADIR BUPATI BURU ANDI SILALAHI, RINA, DAN CAMAT."
    assert written(extractor, text)["as_written"] == "ANDI SILALAHI"
