"""What people judge, and what of it is told. All people are invented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import NotFound
from kg.judging import described, judge, mentions, split, waiting, weigh
from kg.ledger import PROGRAM
from kg.reasons import why_one
from kg.workspace import Workspace

BODIES = ["Pemerintah Kabupaten Paser", "Pemerintah Kabupaten Berau", "Pemerintah Kabupaten Kutai Timur"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with kg.open(tmp_path) as found:
        yield found


def load(workspace: Workspace, *names: str) -> None:
    """Regents of one region after the other, in place of those that were there."""
    records: list[dict[str, Any]] = [
        {"id": name, "name": name, "role": "Bupati", "institution": body, "seen_on": ["2021"]}
        | {"sources": [{"url": "https://example.org/1"}]}
        for name, body in zip(names, BODIES, strict=False)
    ]
    file = workspace.project.root / "offices.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    workspace.load([file], "offices", strict=True)
    workspace.build()


@pytest.mark.parametrize("who", ["Siti", "Rahmat"])
@pytest.mark.parametrize("middle", ["Adi Contoh", "Budi Contoh", "Candra Contoh"])
def test_those_who_stay_are_one_though_only_who_leaves_made_them_so(
    workspace: Workspace, middle: str, who: str
) -> None:
    load(workspace, "Adi Contoh", "Budi Contoh", "Candra Contoh")
    others = sorted({"Adi Contoh", "Budi Contoh", "Candra Contoh"} - {middle})
    entity = {each.name: each.entity for name in (middle, *others) for each in mentions(workspace, name)}
    judge(workspace, "same", [entity[name] for name in (middle, *others)], who="Siti")
    split(workspace, entity[middle], [entity[middle]], who=who)
    with_whom = {each.name for each in mentions(workspace, entity[others[0]])}
    assert with_whom == set(others)
    assert [each.name for each in mentions(workspace, entity[middle])] == [middle]


def test_what_waits_for_its_record_is_what_people_judged(workspace: Workspace) -> None:
    load(workspace, "Adi Contoh", "Budi Contoh")
    entity = [each.entity for name in ("Adi Contoh", "Budi Contoh") for each in mentions(workspace, name)]
    judge(workspace, "same", entity, who=PROGRAM)
    judge(workspace, "same", entity, who="Siti")
    assert waiting(workspace) == []
    load(workspace, "Adi Contoh")
    assert [each.who for each in waiting(workspace)] == ["Siti"]


def test_an_edge_is_no_mention_that_could_be_judged(workspace: Workspace) -> None:
    load(workspace, "Adi Contoh", "Budi Contoh")
    of_record = workspace.ledger.statements_of_record(mentions(workspace, "Adi Contoh")[0].entity)
    office = next(each.entity for each in of_record if each.concept == "HOLDS")
    with pytest.raises(NotFound, match="There is no mention"):
        judge(workspace, "same", ["Budi Contoh", office], who="Siti")
    assert workspace.ledger.judgements() == []


def test_why_mentions_are_one_is_told_by_their_numbers_without_reading_their_records(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(workspace, "Adi Contoh", "Budi Contoh")
    judge(workspace, "same", ["Adi Contoh", "Budi Contoh"], who="Siti")
    listed = mentions(workspace, "Adi Contoh")
    read: list[str] = []
    monkeypatch.setattr(workspace.ledger, "statements_of_record", read.append)
    ties = why_one(workspace, workspace.find("Adi Contoh"))
    assert [each.mentions for each in ties if each.by == "judgement"] == [[each.number for each in listed]]
    assert not read  # a body of thousands of mentions has thousands of records


def test_judgements_are_told_as_the_records_say_it_also_when_these_are_one_or_gone(
    workspace: Workspace,
) -> None:
    load(workspace, "Adi Contoh", "Budi Contoh")
    office = f"holds office at {BODIES[1]}"
    assert [each.says for each in mentions(workspace, "Budi Contoh")] == [[f"{office} (Bupati)"]]
    assert "has in office Budi Contoh (Bupati)" in mentions(workspace, BODIES[1])[0].says
    entity = [each.entity for name in ("Adi Contoh", "Budi Contoh") for each in mentions(workspace, name)]
    of_record = workspace.ledger.statements_of_record(entity[1])
    held = {each.property: each.id for each in of_record if each.concept == "HOLDS"}
    name = next(each.id for each in of_record if (each.entity, each.property) == (entity[1], "name"))
    weigh(workspace, "confirmed", [held["role"], held["to"], name], who="Siti")
    judge(workspace, "same", entity, who="Siti")

    def told() -> list[tuple[str, str | None]]:
        rows = described(workspace, workspace.ledger.judgements())
        return [(row["left"], row["right"]) for row in rows]

    load(workspace, "Adi Contoh")
    assert told() == [
        (f"Budi Contoh {office}: role Bupati", None),
        (f"Budi Contoh {office}", None),
        ("Budi Contoh: name Budi Contoh", None),
        ("Adi Contoh", "Budi Contoh"),
    ]
    load(workspace, "Adi Contoh", "Budi Contoh")
    assert told()[-1] == ("Adi Contoh", "Budi Contoh")
