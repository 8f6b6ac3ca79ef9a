"""Names taken apart. Names that are not of officials in the data are invented."""

import pytest

from kg.names.compare import default_comparer
from kg.names.parts import Name


def parsed(written: str) -> Name:
    return default_comparer().parser.parse(written)


def words(written: str) -> str:
    return " ".join(word.text for word in parsed(written).words.each)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Prof. Dr. H. Moch. Najih, S.H., M.Hum., Ph.D.", "Moch. Najih"),
        ("Mokhammad Najih SH MHum PhD", "Mokhammad Najih"),
        ("Rahmah Awaliah SP.M.Si", "Rahmah Awaliah"),
        ("dr. Taqwallah, M. Kes", "Taqwallah"),
        ("DR. dr. H. MAULANA, MKM", "MAULANA"),
        ("KH.Salwa Arifin", "Salwa Arifin"),
        ("Drs.H. Promadi MA.Ph.D", "Promadi"),
        ("Kompol, Izaac Risambessy S.Sos", "Izaac Risambessy"),
        ("Mayjen TNI I Nyoman Cantiasa, SE, M.Tr.(Han)", "I Nyoman Cantiasa"),
        ("Dr. (Cand.) Ir. Jemsly Hutabarat, SH, MM", "Jemsly Hutabarat"),
        ("Prof. Dr. Ir. Akhmad Sodiq, M.Sc., Agr., IPU., ASEAN Eng", "Akhmad Sodiq"),
        ("Prof. Dr. Eng. Ir. Adi Wasesa, ST", "Adi Wasesa"),
        ("Dr.-Ing. Adi Wasesa", "Adi Wasesa"),
        ("dr. Adi Wasesa, AAK", "Adi Wasesa"),
        ("Dr. Engkos Wasesa", "Engkos Wasesa"),
        ("M.Iqbal Andi Magga", "M. Iqbal Andi Magga"),
        ("HM Judas Amir", "M. Judas Amir"),
        ("Safrizal ZA", "Safrizal Z. A."),
        ("Najih, Mokhammad", "Mokhammad Najih"),
        ("Al-Amin Wasesa", "Al Amin Wasesa"),
        ("Ma'ruf Wasesa", "Ma'ruf Wasesa"),
        ("Jack Ma", "Jack Ma"),
        ("Alias", "Alias"),
        ("H.", "H."),
    ],
)
def test_titles_and_degrees_are_taken_off(written: str, bare: str) -> None:
    assert words(written) == bare


def test_an_alias_is_a_further_name_and_brackets_may_hold_one() -> None:
    with_alias, with_brackets = parsed("Teguh Wasesa alias Anto"), parsed("Teguh Wasesa (Anto)")

    assert words("Teguh Wasesa alias Anto") == words("Teguh Wasesa (Anto)") == "Teguh Wasesa"
    assert [other.letters for other in with_alias.others] == ["anto"]
    assert [aside.letters for aside in with_brackets.asides] == ["anto"]


@pytest.mark.parametrize(
    ("written", "sex"),
    [("H. Budi Wasesa", "m"), ("Dra. Hj. Sri Wasesa", "w"), ("Ni Made Wasesa", "w"), ("Dr. Budi", "")],
)
def test_titles_tell_men_and_women(written: str, sex: str) -> None:
    assert parsed(written).sex == sex


@pytest.mark.parametrize(
    ("written", "generation"),
    [
        ("Hamengku Buwono X", "x"),
        ("Budi Wasesa Jr.", "jr"),
        ("Budi Wasesa, Jr", "jr"),
        ("Budi X. Wasesa", ""),
    ],
)
def test_which_of_several_of_a_name_is_told(written: str, generation: str) -> None:
    assert parsed(written).generation == generation


def test_common_words_weigh_less_than_rare_ones() -> None:
    muhammad, santoso, wattimena = parsed("Muhammad Santoso Wattimena").words.each

    assert muhammad.weight < santoso.weight < wattimena.weight
    assert muhammad.optional
    assert not santoso.optional
