"""Confidence: what the pack claims is what was measured, and it holds."""

from __future__ import annotations

from tests.extract.calibrate import checked_articles, reliability, shares
from tests.extract.making import pack

#: By how much a share may have moved since it was written down; and how far claims may be from what is so.
MOVED, ASTRAY = 0.05, 0.1
#: Rows with fewer facts say little.
LEAST_FACTS = 60


def test_the_confidence_of_each_rule_is_the_share_that_was_measured() -> None:
    measured = shares(fact for facts in checked_articles() for fact in facts)
    claimed = pack().confidence
    moved = {
        rule: share for rule, share in measured.items() if abs(share - claimed[rule[0]][rule[1]]) > MOVED
    }
    assert moved == {}, "write down what python -m tests.extract.calibrate prints"


def test_of_facts_with_some_confidence_about_as_many_are_right() -> None:
    rows = [row for row in reliability() if row.facts >= LEAST_FACTS]
    assert len(rows) > 2
    assert [row for row in rows if row.right < row.claimed - ASTRAY] == []
