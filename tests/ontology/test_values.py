from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology import PROPERTY_TYPES, Property, format_value, parse_value
from kg.ontology.properties import Property as Prop

WORDS = st.text(min_size=1).filter(lambda text: text.strip())
DATES = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INTEGERS = st.integers(-(2**63) + 1, 2**63 - 1)


def prop(type_: str, **options: object) -> Property:
    label = {"en": "x", "id": "x"}
    return Prop.model_validate({"name": "x", "type": type_, "label": label, "description": "x", **options})


@pytest.mark.parametrize(
    ("type_", "values"),
    [
        ("string", WORDS),
        ("text", WORDS),
        ("code", WORDS),
        ("entity", WORDS),
        ("date", DATES),
        ("number", FLOATS),
        ("integer", INTEGERS),
        ("boolean", st.booleans()),
        ("url", st.sampled_from(["http://example.org", "https://example.org/a?b=c&d#e", "https://[::1]/x"])),
    ],
)
def test_a_value_that_is_written_and_read_comes_back(type_: str, values: st.SearchStrategy[object]) -> None:
    @given(values)
    def check(value: object) -> None:
        found = prop(type_).parse(format_value(value))  # type: ignore[arg-type]
        assert found == value
        assert type(found) is type(value)

    check()


@given(st.sampled_from(PROPERTY_TYPES), st.text())
def test_any_text_is_either_read_or_refused_with_a_value_error(type_: str, text: str) -> None:
    try:
        value = prop(type_).parse(text)
    except ValueError:
        return
    assert not isinstance(value, float) or math.isfinite(value)
    assert parse_value(type_, format_value(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2024", "2024-09", "2024-09-03", "2024-02-29"])
def test_a_partial_date_is_read_where_the_property_allows_it(text: str) -> None:
    assert prop("date", partial=True).parse(text) == text


@pytest.mark.parametrize("text", ["2024", "2024-09"])
def test_a_partial_date_is_refused_elsewhere(text: str) -> None:
    with pytest.raises(ValueError, match="only part of a date"):
        prop("date").parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-40",
        "2023-02-29",
        "0000",
        "2024-9-3",
        "3 September 2024",
        "20240903",
        "2024-09-03T10:00",
        "2024-W36",
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a da(te|y)"):
        prop("date", partial=True).parse(text)


@pytest.mark.parametrize("text", ["87,5", "1_000", "nan", "inf", "1e999", "٣", "87 %", "", "  "])
def test_numbers_are_plain_and_finite(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a number|empty"):
        prop("number").parse(text)


@pytest.mark.parametrize("text", ["1.0", "9223372036854775808", "1e3", "two"])
def test_integers_are_whole_and_fit_into_the_stores(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        prop("integer").parse(text)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "file:///etc/passwd", "example.org", "https://", "https://a b", "http://[x"],
)
def test_only_web_addresses_are_urls(text: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        prop("url").parse(text)


def test_a_value_outside_one_of_is_refused_with_those_that_are_possible() -> None:
    kind = prop(
        "string",
        one_of={"mou": {"en": "memorandum", "id": "nota", "short": "MoU"}, "pks": {"en": "x", "id": "y"}},
    )
    assert kind.parse("mou") == "mou"
    with pytest.raises(ValueError, match="'moa' is none of mou, pks"):
        kind.parse("moa")


def test_values_read_as_their_labels_in_both_languages() -> None:
    zone = prop("string", one_of={"hijau": {"en": "green", "id": "hijau"}})
    assert zone.value_text("hijau") == "green"
    assert zone.value_text("hijau", "id") == "hijau"
    assert zone.value_text("lila") == "lila"


def test_a_word_that_two_values_share_means_neither() -> None:
    both = prop(
        "string", one_of={"one": {"en": "first", "id": "sama"}, "two": {"en": "second (2)", "id": "sama"}}
    )
    assert [both.meant_by(word) for word in ("ONE", "First", "second", "second 2", "sama", "third", "")] == [
        "one",
        "one",
        "two",
        "two",
        None,
        None,
        None,
    ]
