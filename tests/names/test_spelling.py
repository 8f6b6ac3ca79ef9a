"""Spellings of words of names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.compare import default_comparer
from kg.names.rules import default_rules
from kg.names.spelling import Closeness, _needed, letters

speller = default_comparer().speller
words = st.text(alphabet="abdehijklnorstuwy", max_size=12)


def closeness(one: str, other: str) -> Closeness:
    return speller.closeness(letters(one), letters(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soebekty", "Subekti"),
        ("Djojohadikoesoemo", "Joyohadikusumo"),
        ("Tjahjanto", "Cahyanto"),
        ("Jusuf", "Yusuf"),
        ("Sjarifoeddin", "Syarifudin"),
        ("Mokhammad", "Moh"),
        ("Achmad", "Ahmad"),
        ("Rochman", "Rahman"),
        ("Taufiq", "Topik"),
        ("Ulfah", "Ulfa"),
        ("Setiyawan", "Setiawan"),
        ("Wahiyudin", "Wahyudin"),
        ("Ma'ruf", "Maruf"),
        ("Viktor", "Victor"),
        ("Chandra", "Candra"),
    ],
)
def test_spellings_of_one_name_are_known(one: str, other: str) -> None:
    assert closeness(one, other) is Closeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Suprapto", "Suprapti"),
        ("Dewa", "Dewi"),
        ("Setiawan", "Setiawati"),
        ("Hamid", "Hamidah"),
        ("Agustinus", "Agustina"),
        ("Budi", "Rudi Hartono"),
    ],
)
def test_other_names_are_told_apart(one: str, other: str) -> None:
    assert closeness(one, other) is Closeness.NONE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sulaiha", "Solaiha"),
        ("Aripin", "Arifin"),
        ("Ibraim", "Ibrahim"),
        ("Purawnto", "Purwanto"),
    ],
)
def test_what_sounds_alike_is_less_than_a_spelling(one: str, other: str) -> None:
    assert closeness(one, other) is Closeness.FAIR


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supriyatno", "Supriyanto"),
        ("Prawanto", "Parwanto"),
        ("Abdulhamid", "Abdulmajid"),
        ("Suhardiyanto", "Sunardiyanto"),
        ("Suhardi", "Suardi"),
        ("Suryadi", "Suradi"),
    ],
)
def test_names_a_slip_apart_are_no_spellings(one: str, other: str) -> None:
    assert closeness(one, other) <= Closeness.NEAR


@given(words, words)
def test_closeness_is_symmetric_and_a_word_is_closest_to_itself(one: str, other: str) -> None:
    assert closeness(one, other) is closeness(other, one)
    assert closeness(one, one) is Closeness.SAME


RULES = default_rules()
PATTERNS = [
    pattern
    for rewrites in (RULES.rewrites, *(reading.rewrites for reading in RULES.readings))
    for pattern, _ in rewrites
]


@given(st.sampled_from(PATTERNS), st.text(alphabet="abcdefghijklmnopqrstuvwxyz0", max_size=14))
def test_a_word_without_the_letter_that_a_pattern_needs_matches_nowhere(pattern: str, word: str) -> None:
    needed = _needed(pattern)
    if needed:
        assert re.search(pattern, word.replace(needed, "")) is None


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("dj", "j"),
        ("(?<=.)ch|^ch(?=...)", "c"),
        ("[sz]h", "h"),
        ("ab?", "a"),
        ("[ab]?c$", "c"),
        ("i?y(?=a)|i", ""),
        ("a|", ""),
        ("(ab|c)d", ""),
        ("[^a]b", ""),
        ("a*", ""),
        ("a{0,2}", ""),
        ("(?i)a", ""),
        (r"(.)\1+", ""),
        (r"\w", ""),
        ("(?=(a))b", ""),
    ],
)
def test_the_letter_that_a_pattern_needs(pattern: str, needed: str) -> None:
    assert _needed(pattern) == needed
