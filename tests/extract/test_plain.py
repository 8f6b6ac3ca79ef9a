from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import Extractor
from kg.extract.plain import Plain

#: Pieces as they come out of web pages and PDF files.
PIECES = st.sampled_from(
    [
        "Ombudsman", " ", "  ", "\u00a0", "\u00ad", "\u200b", "\ufeff", "\u2009 ", "“", "”", "’", "–", "\n",
        "\n\n", "\r\n", "\t", "kerja-\nsama", "kerja sama\n", "Kota", ",", ".", "é", "12", "🙂", "\u0301",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


def place(plain: Plain, part: str) -> tuple[int, int]:
    """Where the plain text has some words."""
    start = plain.text.index(part)
    return start, start + len(part)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Kota\u00a0Ambon", "Kota Ambon"),
        ("Kota  \u00a0 Ambon", "Kota Ambon"),
        ("Om\u00adbuds\u200bman", "Ombudsman"),
        ("\ufeffAmbon", "Ambon"),
        ("“Siap,” kata Jum’at", '"Siap," kata Jum\'at'),
        ("2021–2026", "2021-2026"),
        ("Ambon\r\nTual", "Ambon\nTual"),
    ],
)
def test_blanks_quotation_marks_and_dashes_have_one_spelling(written: str, plain: str) -> None:
    assert Plain(written).text.replace("\n\n", "\n") == plain


@pytest.mark.parametrize(
    ("written", "part", "quote"),
    [
        ("di Kota  Ambon, Senin", "Kota Ambon", "Kota  Ambon"),
        ("di Kota\u00a0\u00a0Ambon, Senin", "Ambon", "Ambon"),
        ("oleh Om\u00adbuds\u00adman RI", "Ombudsman", "Om\u00adbuds\u00adman"),
        ("\ufeffoleh Ombudsman", "oleh", "oleh"),
        ("kata “Ombudsman”  itu", '"Ombudsman"', "“Ombudsman”"),
        ("🙂  Ambon", "Ambon", "Ambon"),
    ],
)
def test_what_is_found_is_quoted_as_it_was_written(written: str, part: str, quote: str) -> None:
    plain = Plain(written)
    assert plain.quote(*place(plain, part)) == quote


WRAPPED = """Ombudsman RI dan Pemerintah Kota
Ambon menandatangani nota kesepa-
haman di Ambon, demikian siaran
pers yang disebarkan kepada para
wartawan di kota itu pada Senin
siang oleh panitia acara."""


def test_lines_of_a_page_are_put_together() -> None:
    plain = Plain(WRAPPED)
    assert "Pemerintah Kota Ambon menandatangani nota kesepahaman di" in plain.text
    assert plain.quote(*place(plain, "kesepahaman")) == "kesepa-\nhaman"


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\n   "])
def test_paragraphs_of_a_page_stay_apart_without_empty_lines_between_them(end: str) -> None:
    page = f"Teken MoU\n{WRAPPED}\nHadir antara lain:\n- Bupati Buru\n- Rektor Unpatti\n"
    lines = Plain(page.replace("\n", end)).text.split("\n")
    told, *others = [" ".join(line.split()) for line in lines if line.strip() and "Teken" not in line]
    assert told.startswith("Ombudsman RI dan Pemerintah Kota Ambon menandatangani nota kesepahaman di Ambon,")
    assert told.endswith("pada Senin siang oleh panitia acara.")
    assert others == ["Hadir antara lain:", "- Bupati Buru", "- Rektor Unpatti"]


def test_lines_of_a_list_stay_lines() -> None:
    listed = "Hadir:\nWali Kota Ambon\nBupati Buru\nRektor Universitas Pattimura\nSekda Maluku"
    assert Plain(listed).text == listed


def test_two_lines_are_enough_where_none_has_room_for_the_next_word() -> None:
    note = "Ombudsman RI dan Pemkab Buru meneken nota\nkesepahaman di Aula Bupati Buru. Acara itu\nramai."
    assert Plain(note).text == note.replace("\n", " ")


def test_cells_of_a_small_table_stay_lines() -> None:
    table = "Hasil penilaian di Provinsi Maluku:\nKabupaten Maluku Tengah\nzona hijau\nKota Tual\nzona merah"
    assert Plain(table).text == table


def test_names_of_wrapped_texts_are_found_across_lines(extractor: Extractor) -> None:
    regions = extractor.extract(WRAPPED).regions
    assert [region["name"] for region in regions] == ["Kota Ambon"]
    assert regions[0]["evidence"][0]["quote"] == "Pemerintah Kota\nAmbon"


@given(TEXTS)
def test_every_character_of_the_plain_text_leads_back_into_the_original(original: str) -> None:
    plain = Plain(original)
    spans = [plain.span(at, at + 1) for at in range(len(plain.text))]
    assert all(0 <= start < end <= len(original) for start, end in spans)
    assert spans == sorted(spans)
    letters = [(plain.text[at], original[start]) for at, (start, _) in enumerate(spans)]
    assert all(now == before for now, before in letters if now.isalnum())


@given(TEXTS)
def test_a_quotation_begins_and_ends_with_its_first_and_last_letter(original: str) -> None:
    plain = Plain(original)
    for word in plain.text.split():
        quote = plain.quote(*place(plain, word))
        assert not quote[0].isspace()
        assert not quote[-1].isspace()


@pytest.mark.parametrize(
    "original", ["Ombudsman\tOmbudsman\t\u00ad", "Ombudsman | \u00ad | \u200b | Ombudsman"]
)
def test_cells_in_which_nothing_can_be_seen_make_no_row(original: str) -> None:
    assert "\t" not in Plain(original).text


@given(TEXTS)
def test_a_plain_text_has_no_doubled_blanks_and_nothing_that_cannot_be_seen(original: str) -> None:
    text = Plain(original).text
    assert "  " not in text
    assert not set(text) & set("\u00a0\u00ad\u200b\ufeff“”’\r")
    rows = [line.split("\t") for line in text.split("\n") if "\t" in line]
    assert all(sum(bool(cell.strip()) for cell in row) >= 3 for row in rows)
