from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ontology.patterns import fill_pattern, pattern_fields

AGREEMENT = "{kind} {parties}, {signed_on}"
SOURCE = "{outlet}: {headline} ({published})"


def test_a_full_pattern_is_filled_as_it_stands() -> None:
    values = {"kind": "MoU", "parties": "Ombudsman RI - Pemkab Paser", "signed_on": "2024-09-03"}
    assert fill_pattern(AGREEMENT, values) == "MoU Ombudsman RI - Pemkab Paser, 2024-09-03"


@pytest.mark.parametrize(
    ("pattern", "values", "name"),
    [
        (AGREEMENT, {"parties": "A - B", "signed_on": "2024"}, "A - B, 2024"),
        (AGREEMENT, {"kind": "MoU", "signed_on": "2024"}, "MoU 2024"),
        (AGREEMENT, {"kind": "MoU", "parties": "A - B"}, "MoU A - B"),
        (AGREEMENT, {"signed_on": "2024"}, "2024"),
        (AGREEMENT, {}, ""),
        (SOURCE, {"outlet": "Kompas", "headline": "MoU"}, "Kompas: MoU"),
        (SOURCE, {"outlet": "Kompas", "published": "2024"}, "Kompas (2024)"),
        (SOURCE, {"headline": "MoU", "published": "2024"}, "MoU (2024)"),
        (SOURCE, {"published": "2024"}, "(2024)"),
        ("{a} ({b}, {c})", {"a": "A", "c": "C"}, "A (C)"),
        ("{a} ({b}, {c})", {"a": "A", "b": "B"}, "A (B)"),
        ("{a} ({b}, {c})", {"a": "A"}, "A"),
        ("{a} - {b} - {c}", {"a": "A", "c": "C"}, "A - C"),
    ],
)
def test_missing_values_leave_nothing_dangling(pattern: str, values: dict[str, str], name: str) -> None:
    assert fill_pattern(pattern, values) == name


@given(st.text(min_size=1).filter(lambda text: text.strip() == text))
def test_a_value_is_never_changed(value: str) -> None:
    assert value in fill_pattern("{a}, {b} - {c}", {"b": value})


def test_no_subset_of_values_leaves_a_separator_at_an_end() -> None:
    fields = pattern_fields(SOURCE)
    for present in product([True, False], repeat=len(fields)):
        values = {field: "x" for field, here in zip(fields, present, strict=True) if here}
        name = fill_pattern(SOURCE, values)
        assert name == name.strip(" :,-")
        assert name.count("(") == name.count(")") == int("published" in values)


@pytest.mark.parametrize("pattern", ["{kind", "{kind!r}", "{kind:>9}", "{0}", "{a.b}", "{a[0]}", "{}"])
def test_a_pattern_holds_bare_names_only(pattern: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        pattern_fields(pattern)
