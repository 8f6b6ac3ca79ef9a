from __future__ import annotations

import functools

import pytest

from kg.extract import Extractor, Knowledge
from kg.extract.layout import Layout
from kg.extract.lines import lines_of
from kg.extract.tokens import Terms
from kg.extract.vocabulary import entries
from tests.extract.making import pack


@functools.cache
def terms() -> Terms:
    return Terms(entries(pack(), Knowledge()))


def sentences(text: str) -> list[str]:
    """The sentences of the article in a text."""
    tokens = terms().tokens(text)
    found = Layout(pack().noise, pack().bullets).sentences(tokens, lines_of(tokens))
    return [text[tokens[s.first].start : tokens[s.last - 1].end] for s in found]


def headlines(text: str) -> list[str]:
    tokens = terms().tokens(text)
    found = Layout(pack().noise, pack().bullets).sentences(tokens, lines_of(tokens))
    return [text[tokens[s.first].start : tokens[s.last - 1].end] for s in found if s.headline]


def bylines(text: str) -> dict[str, str]:
    tokens = terms().tokens(text)
    found = Layout(pack().noise, pack().bullets).bylines(tokens, lines_of(tokens))
    return {role: text[tokens[first].start : tokens[last - 1].end] for role, (first, last) in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Nota itu diteken Drs. Budi Santoso, M.Si. di Ambon.",
        "Surat No. 12 dikirim ke Jl. Pattimura.",
        "Hadir Budi, S.H. Kepala Dinas.",
        "Hadir H. Abd. Rahman dan Hj. Siti.",
        "Nilainya 81.57 pada tahun 2022.",
        'Ia berkata "siap." lalu pergi',
    ],
)
def test_a_dot_within_a_sentence_does_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nota diteken. Semua senang.", ["Nota diteken.", "Semua senang."]),
        ("Siapkah mereka? Siap! Mari.", ["Siapkah mereka?", "Siap!", "Mari."]),
        ('"Kami siap." Ia tersenyum.', ['"Kami siap."', "Ia tersenyum."]),
        ("Diteken Budi, S.H. Ia lalu pamit.", ["Diteken Budi, S.H.", "Ia lalu pamit."]),
        ("Diteken Budi, S.H. Turut hadir Rina.", ["Diteken Budi, S.H.", "Turut hadir Rina."]),
        ("Diteken Budi, S.H. Dokumen ini berlaku.", ["Diteken Budi, S.H.", "Dokumen ini berlaku."]),
        ("Mereka pulang.\nBesok datang", ["Mereka pulang.", "Besok datang"]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


ARTICLE = """Bupati Buru Teken Nota Kesepahaman dengan Ombudsman
Penulis: Rina Latuheru | Editor: Yopi Manuputty
NAMLEA - Nota itu ditandatangani kemarin di kantor bupati.
Baca juga: Festival Bupolo Digelar Juni
Semua berjalan lancar, kata panitia.
Tags: Buru, Ombudsman
Berita Terkait
Bupati Seram Bagian Barat Andi Silalahi Dilantik"""


def test_lines_around_an_article_are_no_part_of_it() -> None:
    assert sentences(ARTICLE) == [
        "Bupati Buru Teken Nota Kesepahaman dengan Ombudsman",
        "NAMLEA - Nota itu ditandatangani kemarin di kantor bupati.",
        "Semua berjalan lancar, kata panitia.",
    ]


def test_a_line_of_words_with_capitals_is_a_headline() -> None:
    assert headlines(ARTICLE) == ["Bupati Buru Teken Nota Kesepahaman dengan Ombudsman"]


@pytest.mark.parametrize(
    "line",
    [
        "Bupati Buru Andi Silalahi menandatangani nota itu kemarin pagi di kantornya",
        "Wali Kota Ambon, Andi Silalahi.",
        "- Wali Kota Ambon Andi Silalahi",
        "2. Wali Kota Tual Andi Silalahi",
        "Bupati Buru Andi Silalahi Datang Pukul 10. Hadir Pula:",
    ],
)
def test_sentences_and_lines_of_lists_are_no_headlines(line: str) -> None:
    assert headlines(f"Nota diteken oleh:\n{line}") == []


def test_bylines_say_who_wrote_and_who_edited() -> None:
    assert bylines(ARTICLE) == {"author": "Rina Latuheru", "editor": "Yopi Manuputty"}


def test_who_wrote_an_article_is_nobody_in_it(extractor: Extractor) -> None:
    assert extractor.extract(ARTICLE).people == []


@pytest.mark.parametrize(
    ("top", "day"),
    [
        ("Posted on 3 Mei 2021\n", "2021-05-03"),
        ("Senin, 3 Mei 2021\n", "2021-05-03"),
        ("Senin, 3 Mei 2021 | 10.15 WIT\n", "2021-05-03"),
        ("AMBON (3/5/2021) - ", "2021-05-03"),
        ("Ambon, 3 Mei 2021 - ", "2021-05-03"),
        ("Diterbitkan: 03/05/2021\n", "2021-05-03"),
    ],
)
def test_a_dateline_says_when_an_article_came_out(extractor: Extractor, top: str, day: str) -> None:
    found = extractor.extract(f"{top}Nota diteken oleh semua pihak yang datang ke kota itu.")
    assert found.source["published"] == day


def test_a_date_within_a_sentence_does_not_say_when_an_article_came_out(extractor: Extractor) -> None:
    found = extractor.extract("Nota itu diteken di Ambon pada 3 Mei 2021 oleh semua pihak.")
    assert "published" not in found.source


def test_a_short_word_that_opens_a_sentence_does_not_make_it_noise() -> None:
    text = "Laporan warga tentang pelayanan di kantor itu kini dijawab dalam tiga hari."
    assert sentences(text) == [text]


def test_the_name_of_the_ombudsman_ends_a_sentence(extractor: Extractor) -> None:
    text = "Bupati Buru datang ke Ombudsman RI. Wali Kota Tual menyusul."
    assert len(sentences(text)) == 2
    assert len(sentences("Naskah dari Ombudsman R.I. Perwakilan Maluku dibaca.")) == 1


def test_cells_behind_their_number_are_one_row() -> None:
    text = (
        "Berikut daftarnya:\n1\nKota Ambon\nAndi\n2\nKota Tual\nRina\n3\nKabupaten Buru\nYopi\nSelesai sudah."
    )
    assert sentences(text)[1:4] == ["1\nKota Ambon\nAndi", "2\nKota Tual\nRina", "3\nKabupaten Buru\nYopi"]
