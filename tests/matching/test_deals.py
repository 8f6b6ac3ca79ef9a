"""Whether two agreements are one."""

from __future__ import annotations

import pytest

from kg.matching import Deal, match_deals

PARTIES = frozenset(("body-1", "body-2"))


def deal(id: str, signed_on: str, **more: object) -> Deal:
    return Deal(id, PARTIES, "mou", signed_on=signed_on, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "decision"),
    [
        ("2024-04-02", "2024-04-03", "same"),
        ("2024-04", "2024-04-03", "same"),
        ("2024", "2024-04-03", "ask"),
        ("2024-04-02", "2024-04-20", "ask"),
        ("", "2024-04-20", "ask"),
        ("2019-04-02", "2024-04-02", None),
    ],
)
def test_dates_decide(one: str, other: str, decision: str | None) -> None:
    found = match_deals([deal("a", one), deal("b", other)])
    assert [pair.verdict.decision for pair in found] == ([decision] if decision else [])


def test_one_number_is_one_agreement_and_what_was_only_announced_is_none_yet() -> None:
    numbered = [deal("a", "2019-04-02", number="12/ORI/2019"), deal("b", "", number="12/ORI/2019")]
    assert [pair.verdict.decision for pair in match_deals(numbered)] == ["same"]
    assert match_deals([deal("a", "2024-04-02"), deal("b", "2024-04-02", made=False)]) == []
    assert (
        match_deals([deal("a", "2024-04-02"), Deal("c", PARTIES | {"body-3"}, "mou", True, "2024-04-02")])
        == []
    )
