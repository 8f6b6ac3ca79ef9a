"""Which agreement continues which."""

from __future__ import annotations

import pytest

from kg.matching import Deal, renewals
from kg.ontology import load_ontology
from kg.project import builtin

RULES = load_ontology([builtin("schema")]).edges["RENEWS"].continues
PARTIES = frozenset(("body-1", "body-2"))


def deal(id: str, signed_on: str, kind: str = "mou", status: str = "signed") -> Deal:
    return Deal(id, PARTIES, kind, status != "planned", signed_on, status=status)


def linked(*deals: Deal, may_be_one: str = "") -> list[tuple[str, str]]:
    """(later, earlier) of what is linked; ``may_be_one`` names two."""
    pairs = {frozenset(may_be_one)} if may_be_one else set()
    return [(each.later, each.earlier) for each in renewals(deals, RULES, pairs)]


def test_each_agreement_continues_the_latest_earlier_one() -> None:
    days = {"c": "2024-09-03", "a": "2015-03-05", "b": "2019-06-01"}
    deals = [deal(id, day, status="renewed") for id, day in days.items()]
    assert linked(*deals) == [("b", "a"), ("c", "b")]


@pytest.mark.parametrize(
    ("earlier", "later", "is_linked"),
    [
        ("mou signed", "mou renewed", True),
        ("mou signed", "mou signed", False),
        ("mou signed", "pks signed", True),
        ("mou signed", "workplan signed", True),
        ("mou signed", "addendum signed", True),
        ("mou signed", "other signed", False),
        ("pks signed", "mou signed", False),
        ("pks signed", "pks signed", False),
        ("pks signed", "pks renewed", True),
        ("pks signed", "mou renewed", False),
        ("mou planned", "mou renewed", False),
        ("mou signed", "mou planned", False),
    ],
)
def test_kind_and_status_decide_by_the_rules_of_the_schema(earlier: str, later: str, is_linked: bool) -> None:
    old, new = deal("a", "2019-06-01", *earlier.split()), deal("b", "2024-09-03", *later.split())
    assert linked(old, new) == ([("b", "a")] if is_linked else [])


def test_what_a_source_calls_renewed_is_surer_than_what_only_follows() -> None:
    old = deal("a", "2019-06-01")
    (renewed,) = renewals([old, deal("b", "2024-09-03", status="renewed")], RULES, set())
    (follows,) = renewals([old, deal("b", "2024-09-03", "pks")], RULES, set())
    assert 1 > renewed.confidence > follows.confidence
    assert "1,921 days after 2019-06-01" in follows.why


def test_what_is_renewed_continues_one_of_its_kind_before_a_later_memorandum() -> None:
    deals = [
        deal("a", "2019-06-01", "pks"),
        deal("b", "2021-06-01"),
        deal("c", "2024-09-03", "pks", "renewed"),
    ]
    assert linked(*deals) == [("c", "a")]


@pytest.mark.parametrize(
    ("earlier", "later", "is_linked"),
    [
        ("2019", "2021", True),
        ("2019", "2020", False),  # they may lie a day apart
        ("2019", "2019-06-01", False),
        ("2024-08", "2024-09-03", False),  # the last of August is too near
        ("2024-07", "2024-09-03", True),
        ("2024-09-03", "2024-09-03", False),
        ("2024-09-01", "2024-09-03", False),  # papers date one signing so differently
        ("", "2024-09-03", False),
        ("2019-06-01", "", False),
    ],
)
def test_the_order_must_be_beyond_doubt(earlier: str, later: str, is_linked: bool) -> None:
    old, new = deal("a", earlier), deal("b", later, "pks")
    assert linked(old, new) == ([("b", "a")] if is_linked else [])


def test_what_may_be_one_is_not_linked_nor_is_anything_across_it() -> None:
    deals = [
        deal("a", "2015-03-05"),
        deal("b", "2019-06-01", status="renewed"),
        deal("c", "2019-07-01", status="renewed"),
    ]
    assert linked(*deals, may_be_one="bc") == [("b", "a")]


def test_when_it_is_open_which_of_two_is_the_latest_neither_is_linked() -> None:
    assert linked(deal("a", "2019"), deal("b", "2019-06-01"), deal("c", "2024-09-03", "pks")) == []
    assert linked(deal("a", "2019-06-01"), deal("b", ""), deal("c", "2024-09-03", "pks")) == []


def test_other_parties_or_a_third_one_make_it_another_matter() -> None:
    third = Deal("b", PARTIES | {"body-3"}, "mou", signed_on="2024-09-03")
    assert linked(deal("a", "2019-06-01"), third) == []
