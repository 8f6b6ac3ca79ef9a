"""Whether two agreements are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.matching import Deal, judge_deals, match_deals, subject

PARTIES = frozenset(("body-1", "body-2"))


def deal(id: str, signed_on: str, **more: object) -> Deal:
    return Deal(id, PARTIES, "mou", signed_on=signed_on, **more)  # type: ignore[arg-type]


def decisions(deals: list[Deal]) -> list[str]:
    found = match_deals(deals)
    return [pair.verdict.decision for pair in (*found.same, *found.ask)]


@pytest.mark.parametrize(
    ("one", "other", "decision"),
    [
        ("2024-04-02", "2024-04-03", "same"),
        ("2024-04", "2024-04-03", "same"),
        ("2024", "2024-04-03", "ask"),
        ("2024-04-02", "2024-04-05", "same"),
        ("2024-04-02", "2024-04-06", "ask"),
        ("2024-04-02", "2024-04-20", "ask"),
        ("", "2024-04-20", "ask"),
        ("2019-04-02", "2024-04-02", None),
    ],
)
def test_dates_decide(one: str, other: str, decision: str | None) -> None:
    assert decisions([deal("a", one), deal("b", other)]) == ([decision] if decision else [])


def test_another_kind_is_another_agreement_whatever_the_day_and_number() -> None:
    one = deal("a", "2024-04-02", number="1/24")
    assert judge_deals(one, replace(one, id="b", kind="pks")).surely_two
    assert judge_deals(one, replace(one, id="b", parties=frozenset(("body-1", "body-3")))).surely_two


def test_one_number_is_one_agreement_and_two_are_asked_about() -> None:
    assert decisions([deal("a", "2019-04-02", number="12/O/19"), deal("b", "", number="12/O/19")]) == ["same"]
    assert decisions([deal("a", "2019-04-02", number="1/19"), deal("b", "2019-04-03", number="9/19")]) == [
        "ask"
    ]


@pytest.mark.parametrize(
    ("one", "other", "status", "decision"),
    [
        ("2020-02-01", "2020-02-20", "signed", "same"),
        ("2020", "2020-02-01", "signed", "same"),
        ("2015-01-10", "2022-06-10", "signed", "ask"),
        ("2021-12-20", "2022-01-10", "signed", "ask"),
        ("2020-02-01", "2023-02-01", "renewed", None),
        ("2020", "2023-02-01", "renewed", None),
        ("2019-12-31", "2020-01-01", "renewed", "ask"),
        ("2020-02-01", "2020-02-20", "renewed", "ask"),
        ("", "2023-02-01", "renewed", "ask"),
        ("2023-02-01", "2023-02-02", "renewed", "same"),
    ],
)
def test_a_number_is_no_proof_where_dates_or_a_renewal_contradict(
    one: str, other: str, status: str, decision: str | None
) -> None:
    """Numbers begin anew each year, and a renewal is told by the number of what it renews."""
    both = [deal("a", one, number="1/MOU"), deal("b", other, number="1/MOU", status=status)]
    assert decisions(both) == ([decision] if decision else [])


@pytest.mark.parametrize(
    ("one", "other", "days", "decision"),
    [
        ("Magang mahasiswa", "Pengawasan seleksi", 1, "ask"),
        ("Nota Kesepahaman tentang Magang", "Nota Kesepahaman tentang Seleksi Universitas Misal", 1, "ask"),
        ("Magang mahasiswa", "Kerja sama magang", 1, "same"),
        ("Magang mahasiswa", "MoU Universitas Misal - Universitas Contoh, 2020-11-12", 1, "same"),
        ("Magang mahasiswa", "Pengawasan seleksi", 0, "same"),
    ],
)
def test_two_subjects_on_two_days_are_asked_about(one: str, other: str, days: int, decision: str) -> None:
    parties = ("Universitas Contoh", "Universitas Misal")
    about = [subject([title], parties) for title in (one, other)]
    both = [deal("a", "2020-11-11", about=about[0]), deal("b", f"2020-11-{11 + days}", about=about[1])]
    assert decisions(both) == [decision]


def test_a_month_in_which_two_were_made_is_neither_of_them() -> None:
    found = match_deals([deal("a", "2022-05"), deal("b", "2022-05-03"), deal("c", "2022-05-28")])
    assert found.same == []
    assert {(pair.left, pair.right) for pair in found.ask} == {("a", "b"), ("a", "c"), ("b", "c")}


def test_days_do_not_chain() -> None:
    days = ("2022-05-01", "2022-05-04", "2022-05-07", "2022-05-10")
    found = match_deals([deal(id, day) for id, day in zip("abcd", days, strict=True)])
    assert all(abs(ord(pair.left) - ord(pair.right)) == 1 for pair in found.same)
    taken = [id for pair in found.same for id in (pair.left, pair.right)]
    assert len(taken) == len(set(taken)), "no three in a row"


def test_what_was_only_announced_or_has_another_party_is_none_of_them() -> None:
    assert decisions([deal("a", "2024-04-02"), deal("b", "2024-04-02", made=False)]) == []
    assert (
        decisions([deal("a", "2024-04-02"), Deal("c", PARTIES | {"body-3"}, "mou", True, "2024-04-02")]) == []
    )
