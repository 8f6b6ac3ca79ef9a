from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.loading import Problem, explain
from tests.loading.examples import agreement, model


def explained(data: Any) -> list[Problem]:
    with pytest.raises(ValidationError) as raised:
        model("agreements").model_validate(data)
    return explain(raised.value, model("agreements"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": "MOU"}, ("kind", "'MOU' is not one of its values", "did you mean mou?")),
        (
            {"kind": "x"},
            ("kind", "'x' is not one of its values", "use one of: mou, pks, workplan, addendum, other"),
        ),
        ({"sined_on": 1}, ("sined_on", "is not a known field", "did you mean signed_on?")),
        ({"parties": None}, ("parties", "must be a list, not null", "put the value in a list")),
        ({"venue": "Hall"}, ("venue", "must be an object with fields, not text", "write field and value")),
        (
            {"term_years": "long"},
            ("term_years", "'long' is not a number", "write it with a decimal point, such as 83.5"),
        ),
        ({"term_years": 0}, ("term_years", "0 must be more than 0", "correct it")),
        ({"title": ["a"]}, ("title", "must be text, not a list", "write it as text")),
        ({"title": " "}, ("title", "is empty", "write a value, or leave it out when it is unknown")),
        ({"title": "x" * 301}, ("title", "has 301 characters; at most 300 are allowed", "shorten it")),
        (
            {"title": "a\x1fb"},
            (
                "title",
                "holds the control character U+001F, which cannot be seen",
                "delete it, or type the text again",
            ),
        ),
        (
            {"title": "a\ud800"},
            ("title", "holds half a character, probably cut in two", "type the text again"),
        ),
        ({"topics": ["a", None]}, ("topics[1]", "must be text, not null", "write it as text")),
    ],
)
def test_what_is_wrong_is_said_plainly(changes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert explained(agreement(**changes)) == [Problem(*expected)]


def test_fields_within_lists_are_named_by_their_path() -> None:
    data = agreement()
    data["parties"][1] = {"name": "Contoh", "kind": "regency_goverment", "code": "64"}
    assert [(each.field, each.remedy) for each in explained(data)] == [
        ("parties[1].kind", "did you mean regency_government?"),
        ("parties[1].code", "use one of: name, kind, region"),
    ]


def test_a_missing_field_says_what_it_holds() -> None:
    data = agreement()
    del data["kind"]
    assert explained(data) == [Problem("kind", "is missing", "write it: what sort of agreement it is")]


def test_everything_wrong_is_told_at_once() -> None:
    assert len(explained({})) == 4  # kind, status, parties and sources


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_what_is_no_record_is_told(data: Any) -> None:
    (problem,) = explained(data)
    assert problem.field == ""
    assert "object" in problem.reason


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    field=st.sampled_from([*sorted(agreement()), "venue", "represented", "conflicts", "evidence"]), value=JSON
)
def test_no_value_gets_a_message_of_the_library(field: str, value: Any) -> None:
    try:
        model("agreements").model_validate(agreement(**{field: value}))
    except ValidationError as error:
        for problem in explain(error, model("agreements")):
            assert problem.field.startswith(field)
            assert problem.remedy
            assert "Input should" not in problem.reason
            assert "cannot be used" not in problem.reason
