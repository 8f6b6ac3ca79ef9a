"""Texts that nobody wrote: what comes out may be nothing, but it comes out, and soon."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import Extractor, ManyInOneError
from tests.extract.making import bundled_extractor

#: Pieces that are repeated to the end of the text.
PIECES = [
    "² ", "② asisten ", "Menteri 12 ",
    "(", ")", "1.", "1. ", "a.b.", "a.b. ", "7", "12,5 ", "2024 ", "3/", '"', "“", "'", "- ", ": ", "| ", "x",
    "\n", "\r\n", "a\n", "a-\n", "\u00ad", "\u00a0", "\u0301", "é", "_", "@",
    "BUDI SANTOSO ", "Budi Santoso ", "Budi Santoso, ", "Budi (", "H. ", "S.H., ", "S.H. ", "I Made ", "A. ",
    "Bupati ", "Pj. ", "Pj. Bupati ", "Kabag Hukum dan ", "Kepala ", "mantan ", "Sekda datang. ",
    "Kota A, ", "Kota Ambon, ", "Bone ", "Bone, ", "Pemkab ", "Kabupaten Bone dan ", "dan ", "Jl. ",
    "Universitas ", "Universitas Maju (UM) ", "Ombudsman ", "Ombudsman RI Perwakilan ", "Polda ",
    "ditandatangani oleh ", "mewakili ", "disaksikan ", "hadir ", "akan ", "MoU dan PKS ", "di Hotel ",
    "zona hijau ", "nilai 81,5 ", "Kota Ambon 81,5 ", "disusul Kota Tual 88,5 (",
    "tahun 2022 ", "3 Mei 2021 ", "Senin ", "12-", "No. 1/", "Pemkab Paser diwakili Sekda Budi Santoso. ",
    "peringkat ke-21 ", "(56) ", "2021: 70,1\n", "Kalapas Kelas I ", "Camat Bontang ", "Desa Batang ",
    "Anggota DPRD Budi Santoso dan ", "tiga pihak ", "Nomor 1/A/2023 dan ", "DPMPTSP 81,5 ", "Selain MoU, ",
    "Baca juga: x\n", "Penulis: x | ", "Kota Ambon meraih nilai 81,5 dan masuk zona hijau.\n",
]  # fmt: skip

#: Some rules only look at texts that tell of an agreement.
SIGNED = (
    "Ombudsman RI dan Pemkab Bone menandatangani MoU di Aula Maju, 3 Mei 2021. Hadir Bupati Budi Santoso. "
)

HERE = Path(__file__).parent

KINDS = ("people", "institutions", "regions", "agreements", "assessments")


def word(number: int) -> str:
    """A word for each number, with a capital letter."""
    letters = [f"{'bcdfghjklm'[int(digit)]}{'aeioua'[int(digit) % 6]}" for digit in str(number)]
    return f"Z{''.join(letters)}"


#: Pieces of which no two are alike.
VARIED: dict[str, Callable[[int], str]] = {
    "people of one first name": lambda i: f"Hadir Bupati Bone Budi {word(i)}. ",
    "people in one sentence": lambda i: f"Bupati Bone {word(i)} {word(i + 7)} menandatangani, ",
    "offices without an institution": lambda i: f"Rektor datang ke Universitas {word(i)}. ",
    "institutions with short forms": lambda i: f"Universitas {word(i)} (U{word(i).upper()}) ",
    "parties": lambda i: f"Ombudsman RI dan Universitas {word(i)} menandatangani MoU. ",
    "parties of two sorts": lambda i: (
        f"Ombudsman RI dan Bank {word(i)} meneken {'PKS' if i % 3 else 'MoU'}. "
    ),
    "parties of two sorts at once": lambda i: f"Ombudsman RI dan Bank {word(i)} meneken MoU dan PKS. ",
    "numbers of agreements": lambda i: f"MoU dengan Universitas {word(i)} Nomor {i}/MOU/2023 diteken. ",
    "people of one office": lambda i: (
        f"Hadir Anggota DPRD Bone {word(i)} {word(i + 7)} dan {word(i + 9)} Z. "
    ),
    "agencies with scores": lambda i: f"Puskesmas {word(i)} ({i % 50 + 45}), DPMPTSP 81,{i % 90 + 10}, ",
    "stand-ins": lambda i: f"MoU diteken Bupati Bone {word(i)} yang diwakili Sekda Bone {word(i + 3)}. ",
    "scores": lambda i: f"Kota Ambon meraih nilai {20 + i % 80},{i // 80 % 100:02} pada {1950 + i % 120}. ",
    "numbers": lambda i: f"MoU Ombudsman RI dan Pemkab Bone nomor {i}/AB/{1950 + i % 80} ",
    "days": lambda i: f"MoU diteken Ombudsman RI dan Pemkab Bone pada {1 + i % 28} Mei {1950 + i % 120}. ",
    "absences": lambda i: f"Bupati menandatangani nota {i}. Wakil Bupati berhalangan hadir.\n",
    "pledges": lambda i: f"{SIGNED if not i else ''}Universitas {word(i)} meneken komitmen bersama.\n",
    "respectively": lambda i: (
        f"Bupati Bone dan Wali Kota Ambon, masing-masing H. {word(i)} dan H. {word(i + 3)}, hadir. "
    ),
    "letters": lambda i: f"Anggota DPR {word(i)} {word(i + 7)} hadir. ",
    "absent": lambda i: f"MoU diteken Sekda Bone {word(i)}. Bupati Bone {word(i + 3)} berhalangan hadir. ",
    "rooms": lambda i: f"MoU Ombudsman RI dan Pemkab Bone diteken di Ruang {word(i)}. ",
}

Text = Callable[[int], str]


def took(extractor: Extractor, text: str) -> float:
    start = time.process_time()
    extractor.extract(text)
    return time.process_time() - start


def assert_linear(extractor: Extractor, text: Text, characters: int) -> None:
    """Four times the text may take eight times as long on a busy machine; sixteen would be quadratic."""
    short = max(took(extractor, text(characters)) for _ in range(2))
    longs = (took(extractor, text(4 * characters)) for _ in range(3))
    allowed = 8 * short + 0.1
    assert any(long < allowed for long in longs)


def repeated(piece: str) -> Text:
    return lambda characters: (piece * characters)[:characters]


def varied(name: str) -> Text:
    def text(characters: int) -> str:
        return "".join(islice(map(VARIED[name], range(characters)), characters // 10))[:characters]

    return text


def behind(opening: str, text: Text) -> Text:
    return lambda characters: opening + text(characters)


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_of_a_text_of_repeated_pieces(extractor: Extractor, piece: str) -> None:
    assert_linear(extractor, behind(SIGNED, repeated(piece)), 5_000)


@pytest.mark.parametrize("name", VARIED)
def test_time_grows_with_the_length_of_a_text_that_names_ever_more(extractor: Extractor, name: str) -> None:
    assert_linear(extractor, varied(name), 8_000)


def in_blocks(characters: int) -> str:
    """Each piece again and again, then the next one."""
    return SIGNED + "\n".join(repeated(piece)(characters // len(PIECES)) for piece in PIECES)


def in_turns(characters: int) -> str:
    """All pieces, one after the other, and all of them again."""
    return SIGNED + repeated("".join(PIECES))(characters)


@pytest.mark.parametrize(
    "text", [in_blocks, in_turns, *map(varied, ["absences", "pledges", "parties of two sorts"])]
)
def test_a_very_long_text_is_read_in_time(extractor: Extractor, text: Text) -> None:
    assert_linear(extractor, text, 50_000)


SCORES = (
    "Kabupaten Bone meraih nilai 80,40 (zona hijau) pada 2023, naik dari 70,1 tahun sebelumnya, disusul Kota "
    "Ambon 88,5 dan Kabupaten Paser 79,15. MoU nomor 1/AB/2022 diteken Bupati Bone Budi Santoso (Golkar), "
    "Senin (3/5/2021), di Aula Maju, mewakili Gubernur Siti Contoh yang berhalangan hadir."
)


@pytest.mark.parametrize("end", range(len(SCORES.split()) + 1))
def test_a_text_may_end_anywhere(extractor: Extractor, end: int) -> None:
    extractor.extract(" ".join(SCORES.split()[:end]))
    extractor.extract(" ".join(SCORES.split()[end:]))


def test_what_can_be_no_single_article_is_refused(extractor: Extractor) -> None:
    def crowd(number: int) -> str:
        told = (
            f"Ombudsman RI dan Universitas {word(i)} menandatangani MoU. Hadir Bupati Bone Budi {word(i)}.\n"
            for i in range(number)
        )
        return "".join(told)

    assert len(extractor.extract(crowd(200)).agreements[0]["attendees"]) == 200
    with pytest.raises(ManyInOneError, match="agreements and 300 people who took part"):
        extractor.extract(crowd(300))


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*PIECES, SIGNED, " ", ", ", ". "]), max_size=60).map("".join)
    | st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)
)
@settings(max_examples=120)
def test_no_text_fails_and_all_evidence_quotes_it(text: str) -> None:
    found = bundled_extractor().extract(text).as_dict()
    for fact in (fact for kind in KINDS for fact in found[kind]):
        assert fact["evidence"]
        for piece in fact["evidence"]:
            assert 0 <= piece["start"] < piece["end"] <= len(text)
            assert text[piece["start"] : piece["end"]] == piece["quote"]


@pytest.mark.parametrize("text", ["", " ", "\n", ".", "\u00ad", "\x00", "\ud800", "a" * 100_000])
def test_a_text_without_words_has_no_facts(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text).as_dict()
    assert not any(found[kind] for kind in KINDS)


@pytest.mark.parametrize("number", ["²", "①", "٣", "9" * 5_000])
@pytest.mark.parametrize(
    "text",
    [
        "Hadir {} asisten Ombudsman, Andi Silalahi dan Rina Latuheru.",
        "Dalam penilaian kepatuhan Kota Ambon, {} daerah zona hijau.",
        "Ombudsman RI dan Pemkab Buru menandatangani MoU yang berlaku {} tahun.",
    ],
)
def test_what_looks_like_a_number_can_be_read_past(extractor: Extractor, number: str, text: str) -> None:
    extractor.extract(text.format(number))


#: Words and signs that are put between those of articles, where no writer would.
ODD = [
    "²", "٣", "½", "Ⅻ", "İ", "ﬁ", "🙂", "\u200b", "\u202e", "\x00", "(", "/", "/Ambon", ";", ":", "“", "\n\n",
    "\t", "12,", "000.", "1e9", "dua", "baru", "yang", "setelah", "selain", "Keduanya", "saat itu", "Drs.",
    "S.H.", "Komisi I", "XII", "zona", "nilai", "Nomor",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_articles_with_odd_words_in_them_can_be_read(extractor: Extractor, seed: int) -> None:
    chance = random.Random(seed)
    texts = [path.read_text("utf-8") for path in sorted((HERE / "open" / "text").glob("*.txt"))]
    for _ in range(150):
        words = chance.choice(texts).split(" ")
        for _ in range(chance.randint(1, 25)):
            words.insert(chance.randrange(len(words)), chance.choice(ODD))
        extractor.extract(" ".join(words))
