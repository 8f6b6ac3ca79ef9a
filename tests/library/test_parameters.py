"""Typed parameters: what is taken, what is refused, and that foreign text stays text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from kg.errors import UsageError
from kg.library import Parameter


def parameter(type_: str, **more: Any) -> Parameter:
    return Parameter("thing", type_, "what it is", more.pop("required", True), **more)


@pytest.mark.parametrize(
    ("type_", "given", "value"),
    [
        ("integer", "50", 50),
        ("integer", -3, -3),
        ("number", "78.5", 78.5),
        ("number", 80, 80.0),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("date", date(2024, 9, 3), date(2024, 9, 3)),
        ("date", "today", date(2026, 11, 22)),
        ("boolean", "yes", True),
        ("boolean", "FALSE", False),
        ("boolean", True, True),
        ("text", "", ""),
        ("text", "2024", "2024"),
        ("entity", "Kabupaten Paser", "Kabupaten Paser"),
    ],
)
def test_text_and_python_values_are_taken(type_: str, given: object, value: object) -> None:
    parsed = parameter(type_).parse(given, lambda: date(2026, 11, 22))
    assert parsed == value
    assert type(parsed) is type(value)


def test_numbers_of_a_frame_are_taken() -> None:
    """As in ``for year in frame["year"].unique()``: they are numpy's, and the stores know only Python's."""
    numpy = pytest.importorskip("numpy")
    for type_, given, value in (("integer", numpy.int64(2021), 2021), ("number", numpy.float32(78.5), 78.5)):
        parsed = parameter(type_).parse(given)
        assert (parsed, type(parsed)) == (value, type(value))
    with pytest.raises(UsageError, match="whole number"):
        parameter("integer").parse(numpy.float64(2021.0))


@pytest.mark.parametrize(
    ("type_", "given", "says"),
    [
        ("integer", "fifty", "whole number"),
        ("integer", "1.5", "whole number"),
        ("integer", 1.0, "whole number"),
        ("integer", True, "whole number"),
        ("integer", str(2**63), "64 bits"),
        ("number", "nan", "finite"),
        ("number", "1e999", "finite"),
        ("number", "78,5", "point, not a comma"),
        ("number", Decimal(1), "number is wanted"),
        ("date", "2024-09", "only part of a date"),
        ("date", "2024", "only part of a date"),
        ("date", "2024-13-40", "no such day"),
        ("date", "2023-02-29", "no such day"),
        ("date", "3 September 2024", "YYYY-MM-DD"),
        ("date", "20240903", "YYYY-MM-DD"),
        ("date", datetime(2024, 9, 3, tzinfo=UTC), "without a time"),
        ("boolean", "perhaps", "yes or no"),
        ("boolean", 2, "yes or no"),
        ("text", 5, "text is wanted"),
        ("entity", 5, "a name or an id"),
        ("entity", "  ", "a name or an id"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_wanted(type_: str, given: object, says: str) -> None:
    with pytest.raises(UsageError, match="'thing' cannot be") as caught:
        parameter(type_).parse(given)
    assert says in str(caught.value)


def test_a_choice_is_one_of_its_options_in_any_case() -> None:
    level = parameter("choice", one_of=("province", "regency", "city"))
    assert level.parse("City") == "city"
    with pytest.raises(UsageError, match="Did you mean 'regency'"):
        level.parse("regancy")


def test_nothing_stands_for_no_restriction_only_where_the_default_is_none() -> None:
    since = parameter("date", required=False)
    assert since.parse(None) is None
    assert since.parse("") is None
    limit = parameter("integer", required=False, default=50)
    for given in (None, ""):
        with pytest.raises(UsageError, match="needs a value"):
            limit.parse(given)


@pytest.mark.parametrize("given", ["-1", "0"])
def test_a_limit_lets_rows_through(given: str) -> None:
    limit = Parameter("limit", "integer", "At most", required=False, default=50)
    assert limit.parse("1") == 1
    with pytest.raises(UsageError, match=f"'limit' cannot be '{given}': it says how many rows"):
        limit.parse(given)
    assert parameter("integer").parse("-1") == -1


def test_an_entity_is_taken_for_its_id() -> None:
    class Found:
        id = "person-abc"

    assert parameter("entity").parse(Found()) == "person-abc"


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        'Siti "Ida" Farida',
        "x'}) MATCH (n) DETACH DELETE n //",
        "<script>alert(1)</script>",
        "\u202eevil\u202c",
        "\U0001f58b\ufe0f Najih",
        "back`tick $parameter \\u0027",
    ],
)
def test_hostile_text_stays_data(name: str) -> None:
    assert parameter("text").parse(name) == name
    assert parameter("entity").parse(name) == name
    with pytest.raises(UsageError) as caught:
        parameter("integer").parse(name)
    assert "\u202e" not in str(caught.value)


def test_today_is_the_local_day_unless_told() -> None:
    before = datetime.now().astimezone().date()
    assert parameter("date").parse("today") in {
        before,
        datetime.now().astimezone().date(),
    }  # it may be midnight
