from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.ledger import VERDICTS, Decision, Judgement, Ledger
from kg.statements import entity_id
from tests.ledger.samples import dump, fill, load, statement


@pytest.fixture
def ledger(address: Path | str) -> Ledger:
    return fill(address)


def test_a_judgement_says_who_when_and_why(ledger: Ledger) -> None:
    number = ledger.judge("same", "x", "y", who="Siti Contoh", why="same birthday")
    (judgement,) = ledger.judgements()
    assert judgement == Judgement(
        number, "same", "x", "y", "Siti Contoh", judgement.at, "same birthday", None
    )
    assert judgement.at.endswith("+00:00")
    assert ledger.last_run() == 2


@pytest.mark.parametrize("who", ["", " ", "Siti\x1b"], ids=ascii)
def test_nobody_judges_whom_no_export_could_name(ledger: Ledger, who: str) -> None:
    number = ledger.judge("same", "x", "y", who=" Siti Contoh ")
    before = dump(ledger.address)
    for judged in (lambda: ledger.judge("same", "x", "z", who=who), lambda: ledger.withdraw(number, who=who)):
        with pytest.raises(UsageError, match="say who judges"):
            judged()
    assert dump(ledger.address) == before
    assert [entry.who for entry in ledger.judgements()] == ["Siti Contoh"]


def test_what_is_said_twice_in_one_go_is_one_judgement_and_taken_back_as_one(ledger: Ledger) -> None:
    on_statement = statement("one", record="one").id
    for decision in (Decision("same", "x", "y"), Decision("rejected", on_statement)):
        (number,) = ledger.judge_all([decision, decision], who="Siti Contoh")
        ledger.withdraw(number, who="Siti Contoh")
        assert ledger.judgements() == []


def test_the_first_three_verdicts_are_on_pairs_and_the_others_on_statements(ledger: Ledger) -> None:
    for verdict in VERDICTS[:3]:
        ledger.judge(verdict, "x", "y", who="Siti Contoh")
    for verdict in VERDICTS[3:]:
        ledger.judge(verdict, statement("one", record="one").id, None, who="Siti Contoh")
    assert [judgement.verdict for judgement in ledger.judgements()] == list(VERDICTS)


@pytest.mark.parametrize(
    ("verdict", "right"),
    [("maybe", "y"), ("", "y"), ("same", None), ("unsure", None), ("confirmed", "y"), ("same", "x")],
)
def test_a_verdict_that_does_not_fit_is_refused(ledger: Ledger, verdict: str, right: str | None) -> None:
    before = dump(ledger.address)
    with pytest.raises(UsageError, match="one of same, different, unsure, confirmed, rejected"):
        ledger.judge(verdict, "x", right, who="Siti Contoh")
    assert dump(ledger.address) == before


def test_a_judgement_is_withdrawn_by_a_later_one_and_never_deleted(ledger: Ledger) -> None:
    first = ledger.judge("same", "x", "y", who="Siti Contoh")
    second = ledger.judge("different", "x", "z", who="Siti Contoh")
    third = ledger.withdraw(first, who="Rahmat Contoh", why="another birthday")
    assert [judgement.id for judgement in ledger.judgements()] == [second]
    every = ledger.judgements(withdrawn=True)
    assert [(one.id, one.verdict, one.who, one.withdraws) for one in every] == [
        (first, "same", "Siti Contoh", None),
        (second, "different", "Siti Contoh", None),
        (third, "same", "Rahmat Contoh", first),
    ]
    again = ledger.judge("same", "x", "y", who="Siti Contoh")
    assert [judgement.id for judgement in ledger.judgements()] == [second, again]


def test_only_what_is_in_force_can_be_withdrawn(ledger: Ledger) -> None:
    first = ledger.judge("same", "x", "y", who="Siti Contoh")
    withdrawal = ledger.withdraw(first, who="Siti Contoh")
    before = dump(ledger.address)
    for number in (first, withdrawal, 99):
        with pytest.raises(UsageError, match=f"Judgement {number} is not in force"):
            ledger.withdraw(number, who="Siti Contoh")
    assert dump(ledger.address) == before


def test_judgements_outlive_a_reload(ledger: Ledger) -> None:
    ledger.judge("confirmed", statement("one", record="one").id, None, who="Siti Contoh")
    ledger.judge("same", entity_id("a.jsonl", "one"), entity_id("a.jsonl", "two"), who="Siti Contoh")
    before = ledger.judgements()
    for content in ([], ["two", "three"], ["one", "two"]):
        load(ledger, {"a.jsonl": content})
        assert ledger.judgements() == before
    assert Ledger.open(ledger.address).judgements() == before
