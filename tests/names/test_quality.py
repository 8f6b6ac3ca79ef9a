"""Floors for the comparison of names; `python -m tests.names.measure tuning` shows the figures."""

import pytest

from kg.names.compare import compare
from kg.names.keys import blocking_keys
from tests.names.measure import HALVES, WRONG_AT_MOST, measured, read_pairs, wilson


@pytest.mark.parametrize("half", HALVES)
def test_of_the_pairs_called_same_at_most_one_in_a_hundred_is_wrong(half: str) -> None:
    wrong, called = measured(read_pairs(half)).wrong

    assert called > 250
    assert wrong <= WRONG_AT_MOST * called


@pytest.mark.parametrize("half", HALVES)
def test_of_the_true_pairs_at_most_one_in_ten_is_called_different(half: str) -> None:
    missed, true = measured(read_pairs(half)).missed

    assert missed <= 0.1 * true


@pytest.mark.parametrize("half", HALVES)
def test_most_pairs_are_decided_and_not_left_to_people(half: str) -> None:
    tally = measured(read_pairs(half))
    found, true = tally.found
    asked, pairs = tally.asked

    assert found >= 0.7 * true
    assert asked <= 0.2 * pairs


@pytest.mark.parametrize("half", HALVES)
def test_names_called_same_are_filed_under_a_common_key(half: str) -> None:
    same = [p for p in read_pairs(half) if compare(p.left, p.right).decision == "same"]
    apart = sum(blocking_keys(p.left).isdisjoint(blocking_keys(p.right)) for p in same)

    assert apart == 0, "pairs are not shown: one half is kept apart"


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(1, 100)

    assert (round(low, 4), round(high, 4)) == (0.0018, 0.0545)
    assert wilson(0, 0) == (0.0, 1.0)
