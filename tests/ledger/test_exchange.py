"""Judgements travel from one ledger to another as lines of JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError, UsageError
from kg.ledger import PROGRAM, Fact, Judgement, Ledger, last_words, refused
from kg.ledger.exchange import Imported, export_judgements, import_judgements
from kg.readers.jsonl import read_jsonl
from kg.statements import Said, Source, entity_id, make_statement
from tests.ledger.samples import PAGE, dump, fill, statement

X, Y, Z = (entity_id("a.jsonl", record) for record in ("x", "y", "z"))
LINE = {"verdict": "same", "left": X, "right": Y, "who": "Siti Contoh", "at": "2026-11-30T08:15:00+00:00"}
FACT = {"statement": "0" * 20, "entity": X, "concept": "Person", "property": "name", "value": "Contoh"}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return fill(tmp_path / "ledger.sqlite")


@pytest.fixture
def other(tmp_path: Path) -> Ledger:
    return fill(tmp_path / "other.sqlite")


def take_in(ledger: Ledger, lines: Iterable[str]) -> Imported:
    stream = io.BytesIO("".join(lines).encode())
    return import_judgements(ledger, read_jsonl(stream, "theirs.jsonl"), "theirs.jsonl")


def said(ledger: Ledger) -> list[Any]:
    """Judgements without the ledger's own numbers."""
    every = ledger.judgements(withdrawn=True)
    place = {entry.id: index for index, entry in enumerate(every)}
    taken = [None if entry.withdraws is None else place[entry.withdraws] for entry in every]
    return [(*entry[1:7], withdraws, entry.fact) for entry, withdraws in zip(every, taken, strict=True)]


def test_what_was_judged_and_taken_back_arrives_as_it_was_and_only_once(
    ledger: Ledger, other: Ledger
) -> None:
    first = ledger.judge("same", X, Y, who="Siti Contoh", why="one birthday, «sama»")
    ledger.withdraw(first, who="Rahmat Contoh", why="another birthday")
    ledger.judge("different", X, Y, who="Siti Contoh")
    ledger.judge("rejected", statement("one", record="one").id, who="Siti Contoh", why="a misprint")
    lines = list(export_judgements(ledger))
    assert "one birthday, «sama»" in lines[0], "for people to read"
    other.judge("unsure", X, Z, who="Rahmat Contoh")
    assert take_in(other, lines) == Imported(4, 0)
    assert said(other)[1:] == [
        (*each[:6], each[6] if each[6] is None else 1, each[7]) for each in said(ledger)
    ]
    before = dump(other.address)
    assert take_in(other, lines) == Imported(0, 4)
    assert dump(other.address) == before
    assert take_in(ledger, export_judgements(other)) == Imported(1, 4)


def test_a_file_can_say_first_what_takes_back_and_then_what_is_taken_back(
    ledger: Ledger, other: Ledger
) -> None:
    first = ledger.judge("same", X, Y, who="Siti Contoh")
    ledger.withdraw(first, who="Rahmat Contoh")
    ledger.judge("different", X, Z, who="Siti Contoh")
    lines = list(export_judgements(ledger))
    assert take_in(other, reversed(lines)) == Imported(3, 0)
    assert sorted(export_judgements(other)) == sorted(lines)
    assert [entry.right for entry in other.judgements()] == [Z]
    assert take_in(other, reversed(lines)) == Imported(0, 3)


@pytest.mark.parametrize("why", ["", "  "])
def test_a_ground_of_nothing_is_none_and_keeps_no_file_from_being_taken_in(ledger: Ledger, why: str) -> None:
    ledger.judge("same", X, Y, who="Siti Contoh", why=why)
    (line,) = export_judgements(ledger)
    assert "why" not in json.loads(line)
    assert take_in(ledger, [line]) == Imported(0, 1)
    assert take_in(ledger, [json.dumps({**LINE, "why": ""})]).added == 1  # as older ledgers wrote it


def test_a_ground_with_control_characters_keeps_no_file_from_being_taken_in(
    ledger: Ledger, other: Ledger
) -> None:
    ledger.judge("same", X, Y, who="Siti Contoh", why="deed 5\x0cpage 2\x1b")  # pasted from a page
    assert take_in(other, export_judgements(ledger)) == Imported(1, 0)
    assert [entry.why for entry in other.judgements()] == ["deed 5 page 2"]
    assert take_in(ledger, export_judgements(other)) == Imported(0, 1)


@pytest.mark.parametrize("around", [" ", "\u00a0", "\ufeff", "\u200b \u200e"])
def test_what_cannot_be_seen_around_a_name_makes_nobody_else_of_it(ledger: Ledger, around: str) -> None:
    written = {**LINE, "who": f"{around}Siti Contoh{around}"}
    back = {
        **written,
        "at": "2026-11-30T09:00:00+00:00",
        "takes_back": {"who": written["who"], "at": LINE["at"]},
    }
    take_in(ledger, [json.dumps(written)])
    assert [entry.who for entry in ledger.judgements()] == ["Siti Contoh"]
    assert take_in(ledger, [json.dumps(LINE)]) == Imported(0, 1)
    assert take_in(ledger, [json.dumps(back)]) == Imported(1, 0)
    assert ledger.judgements() == []
    with pytest.raises(InputError, match="who"):
        take_in(ledger, [json.dumps({**LINE, "who": around})])
    with pytest.raises(UsageError, match="no name"):
        ledger.judge("same", X, Y, who=around)


def test_a_moment_may_be_written_in_any_zone(ledger: Ledger) -> None:
    take_in(ledger, [json.dumps(LINE)])
    assert take_in(ledger, [json.dumps({**LINE, "at": "2026-11-30T15:15:00+07:00"})]) == Imported(0, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"verdict": "maybe"}, ["verdict", "'maybe'", "one of same, different"]),
        ({"right": None}, ["right", "is missing", "quotation marks"]),
        ({"right": X}, ["right", "same entity as left"]),
        ({"left": "person-1"}, ["left", "'person-1' is not the id of a mention", "kg split NAME"]),
        ({"who": "  "}, ["who", "is missing"]),
        ({"at": "yesterday"}, ["at", "'yesterday' is no moment", "2026-11-30T08:15:00+00:00"]),
        ({"at": "2026-11-30T08:15:00"}, ["at", "is no moment"]),
        ({"at": "0001-01-01T00:00:00+14:00"}, ["at", "is no moment"]),
        ({"at": "9999-12-31T23:00:00-12:00"}, ["at", "is no moment"]),
        ({"mood": "good"}, ["mood", "no field"]),
        ({"verdict": "rejected"}, ["statement", "is missing"]),
        ({"verdict": "rejected", **FACT, "value": 3}, ["value", "no text"]),
        ({"takes_back": 3}, ["takes_back", "not complete"]),
        ({"takes_back": {"who": "Siti Contoh"}}, ["takes_back", "not complete"]),
        (
            {"takes_back": {"who": "Siti Contoh", "at": LINE["at"]}},
            ["takes_back", "'Siti Contoh'", "export all"],
        ),
    ],
    ids=str,
)
def test_a_wrong_line_is_refused_with_its_place_and_nothing_is_kept(
    ledger: Ledger, changes: dict[str, Any], words: list[str]
) -> None:
    wrong = {name: value for name, value in {**LINE, **changes}.items() if value is not None}
    before = dump(ledger.address)
    good = {**LINE, "right": Z}
    with pytest.raises(InputError) as caught:
        take_in(ledger, [json.dumps(good) + "\n", json.dumps(wrong) + "\n"])
    for word in ["Nothing was imported", "theirs.jsonl:2: ", *words]:
        assert word in str(caught.value)
    assert dump(ledger.address) == before


def stated(record: str, concept: str, property: str) -> Said:
    entity, cites = entity_id("b.jsonl", record), [PAGE]
    said = make_statement(
        entity, concept, property, "Contoh", dataset="b.jsonl", cites=cites, method="samples/1"
    )
    return Said([said], [Source(PAGE)])


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_can_never_be_one_is_refused_as_it_is_when_somebody_says_it(
    ledger: Ledger, verdict: str
) -> None:
    records = [("p", "Person", "name"), ("q", "Person", "name"), ("i", "Institution", "name")]
    records += [("s", "SIGNED", "from"), ("t", "SIGNED", "from")]
    with ledger.run() as run:
        run.replace("b.jsonl", "1", [stated(*each) for each in records])
    p, q, i, s, t = (entity_id("b.jsonl", record) for record, _, _ in records)
    pairs = [(p, q), (p, i), (p, s), (s, t), (p, Z)]
    lines = [json.dumps({**LINE, "verdict": verdict, "left": a, "right": b}) + "\n" for a, b in pairs]
    before = dump(ledger.address)
    with pytest.raises(InputError) as caught:
        take_in(ledger, lines)
    told = str(caught.value)
    assert "theirs.jsonl:2: right: is Institution, and left is Person: never one; delete the line" in told
    assert "theirs.jsonl:3: right: is a connection" in told
    assert "theirs.jsonl:4: left: is a connection" in told
    assert len(told.splitlines()) == 4
    assert dump(ledger.address) == before
    assert take_in(ledger, [lines[0], lines[4]]) == Imported(2, 0), "what is not loaded may be a person"


def test_all_wrong_lines_are_told_at_once(ledger: Ledger) -> None:
    with pytest.raises(InputError) as caught:
        take_in(ledger, ["{}\n"] * 12 + ["no json\n"])
    assert "theirs.jsonl:10: " in str(caught.value)
    assert "and 3 more" in str(caught.value)


def test_of_what_one_person_says_of_one_thing_the_last_word_counts() -> None:
    def said_at(hour: int, verdict: str, who: str, **more: Any) -> Judgement:
        return Judgement(hour, verdict, X, Y, who, f"2026-11-30T{hour:02}:00:00+00:00", None, None, **more)

    one, two, three = said_at(1, "same", "Siti"), said_at(2, "same", "Rahmat"), said_at(3, "unsure", "Siti")
    assert last_words([three, two, one]) == [two, three]
    back = three._replace(id=4, at="2026-11-30T04:00:00+00:00", withdraws=3)
    assert last_words([one, two, three, back]) == [one, two]
    turned = three._replace(left=Y, right=X)
    assert last_words([one, turned]) == [turned]


def test_what_counts_comes_in_the_order_of_time_whenever_it_came_into_the_ledger() -> None:
    early, late = "2026-11-30T08:00:00+00:00", "2026-11-30T09:00:00+00:00"
    said = [("different", Y, Z, "Rahmat", early), ("same", X, Y, "Siti", late), ("same", X, Z, "Siti", late)]
    for came in permutations(said):
        every = [Judgement(number, *each, None, None) for number, each in enumerate(came, start=1)]
        assert [entry[1:6] for entry in last_words(every)] == [said[0], *sorted(said[1:])]


def test_what_a_person_took_back_of_the_program_is_refused_and_what_it_took_back_itself_is_not(
    ledger: Ledger,
) -> None:
    first, second = ledger.judge("same", X, Y, who=PROGRAM), ledger.judge("same", X, Z, who=PROGRAM)
    own = ledger.judge("same", Y, Z, who="Siti")
    apart = ledger.judge("different", Y, Z, who=PROGRAM)
    back = ledger.withdraw(first, who="Siti")
    ledger.withdraw(second, who=PROGRAM)
    ledger.withdraw(own, who="Siti")
    ledger.withdraw(apart, who="Siti")
    found = refused(ledger.judgements(withdrawn=True))
    assert [(entry.id, by.id) for entry, by in found] == [(first, back)]


def test_what_one_took_back_of_the_program_is_taken_back_in_the_ledger_of_a_colleague_as_well(
    ledger: Ledger, other: Ledger
) -> None:
    for each in (ledger, other):
        each.judge("same", X, Y, who=PROGRAM)
        each.judge("same", X, Z, who=PROGRAM)
    ledger.withdraw(1, who="Siti Contoh", why="father and son")
    ledger.withdraw(2, who=PROGRAM)  # the run is taken back, and nobody says that it erred
    assert take_in(ledger, export_judgements(other)) == Imported(2, 0)
    assert [(entry.right, entry.who) for entry in ledger.judgements()] == [(Z, PROGRAM)]
    take_in(other, export_judgements(ledger))
    assert [(entry.right, entry.who) for entry in other.judgements()] == [(Z, PROGRAM)]
    for one, two in ((ledger, other), (other, ledger)):
        before = dump(one.address)
        assert take_in(one, export_judgements(two)).added == 0
        assert dump(one.address) == before
    taken = [entry for entry in other.judgements(withdrawn=True) if entry.withdraws and entry.who != PROGRAM]
    assert {(entry.who, entry.why) for entry in taken} == {("Siti Contoh", "father and son")}


def test_a_statement_is_judged_with_what_it_says(ledger: Ledger) -> None:
    judged = statement("one", record="one")
    ledger.judge("rejected", judged.id, who="Siti Contoh")
    (judgement,) = ledger.judgements()
    assert judgement.fact == Fact(judged.entity, "Person", "name", "one")
