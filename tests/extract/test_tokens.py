from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tokens import Terms, Token

TERMS = Terms(
    [
        ("Drs.", "honorific", "Drs."),
        ("No.", "short", "No."),
        ("S.H.", "degree", "S.H."),
        ("M.Si.", "degree", "M.Si."),
        ("S.Sos.", "degree", "S.Sos."),
        ("PAN", "institution", "party"),
        ("Kota", "level", "city"),
        ("Wali Kota", "office", "mayor"),
        ("hadir", "cue", "attend"),
        ("hadir", "cue", "other"),
        ("menandatangani", "cue", "signs"),
        ("Nota Kesepahaman", "agreement", "mou"),
        ("Nota Kesepahaman (MoU)", "agreement", "mou"),
    ]
)


def words(text: str) -> list[str]:
    return [token.text for token in TERMS.tokens(text)]


def term(text: str, sense: str) -> list[Token]:
    """The tokens that can be something."""
    return [token for token in TERMS.tokens(text) if sense in token.senses]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Drs. Budi hadir.", ["Drs.", "Budi", "hadir", "."]),
        ("Hadir Budi, S.H. Ia pamit.", ["Hadir", "Budi", ",", "S.H.", "Ia", "pamit", "."]),
        ("Hadir A. Budi.", ["Hadir", "A.", "Budi", "."]),
        ("Hadir Budi A. Santoso.", ["Hadir", "Budi", "A.", "Santoso", "."]),
        ("Nilainya B. itu cukup.", ["Nilainya", "B", ".", "itu", "cukup", "."]),
        ("Hadir A.A. Gede.", ["Hadir", "A.A.", "Gede", "."]),
        ("Mereka pulang.Besok datang.", ["Mereka", "pulang", ".", "Besok", "datang", "."]),
        ("No. 12 itu", ["No.", "12", "itu"]),
        ("Rp1.250.000, 81,57 dan 3-4", ["Rp", "1.250.000", ",", "81,57", "dan", "3-4"]),
        ("Jum'at, tanda-tangan", ["Jum'at", ",", "tanda-tangan"]),
    ],
)
def test_words_abbreviations_and_numbers_are_told_apart(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


@pytest.mark.parametrize("written", ["S.H.", "SH", "S.H"])
def test_dots_do_not_matter_in_degrees(written: str) -> None:
    assert len(term(f"Budi {written} dan Ani", "degree")) == 1


@pytest.mark.parametrize("written", ["M.Si.", "M.Si", "MSi", "M.SI"])
def test_degrees_of_several_letters_are_found_in_each_spelling(written: str) -> None:
    assert [token.norm for token in term(f"Budi, {written}, hadir", "degree")] == ["msi"]


def test_the_longest_of_several_terms_counts() -> None:
    assert [token.text for token in TERMS.tokens("Wali Kota Ambon")] == ["Wali Kota", "Ambon"]
    (found,) = term("Nota Kesepahaman (MoU) itu", "agreement")
    assert found.text == "Nota Kesepahaman (MoU)"


def test_a_term_of_several_words_may_be_broken_by_a_line_end_no_more_than_by_a_comma() -> None:
    assert term("wali, kota", "office") == []
    assert [token.text for token in term("wali  kota", "office")] == ["wali  kota"]


def test_a_term_in_capitals_is_found_in_capitals_only() -> None:
    assert len(term("kader PAN itu", "institution")) == 1
    assert term("Pan dan pan", "institution") == []


def test_a_word_can_be_several_cues() -> None:
    (found,) = [token for token in TERMS.tokens("ia hadir") if token.cues]
    assert set(found.cues) == {"attend", "other"}


def test_a_term_is_found_whole_and_never_within_a_word() -> None:
    assert term("Kotabaru dan sekota", "level") == []


@given(st.text(alphabet="Aab. S.H.,Drs12/-\n\"'é()No", max_size=60))
def test_tokens_stand_in_order_and_cover_all_that_is_not_blank(text: str) -> None:
    tokens = TERMS.tokens(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
