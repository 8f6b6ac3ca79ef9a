"""Judgements as lines of JSON, so that colleagues can share and review them.

A line says what the ledger says, without the ledger's own numbers: a judgement is known by what it says of
what, by whom and when. So importing a file twice changes nothing, and a judgement on entities that this
ledger does not have yet is kept and counts once they are loaded.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from kg.errors import InputError
from kg.ledger.judgements import (
    ON_PAIRS,
    PROGRAM,
    VERDICTS,
    Decision,
    Fact,
    Judgement,
    in_force,
    read_judgements,
    refused,
    shown,
)
from kg.ledger.ledger import Ledger, batches
from kg.ledger.tables import statements
from kg.ledger.writing import Writer
from kg.readers.base import FORBIDDEN, BadRow, Row
from kg.statements import ENTITY, STATEMENT

#: How a line says what it takes back.
_TAKES_BACK = ("who", "at")
#: Faults of a file that a message names.
_LISTED = 10
#: What stands for the concept of an edge.
_CONNECTION = "a connection"


class _Fault(Exception):
    """What is wrong with a line: the field, why, and what to do."""

    def __init__(self, field: str, reason: str, remedy: str) -> None:
        super().__init__(f"{field}: {reason}; {remedy}.")


class _Line(NamedTuple):
    """A judgement as a line says it; ``takes_back`` is who made the one that it takes back, and when."""

    decision: Decision
    who: str
    at: str
    why: str | None
    takes_back: tuple[str, str] | None

    @property
    def identity(self) -> object:
        """What tells it from all others."""
        return self.decision[:3], self.who, self.at, self.takes_back

    @property
    def taken_back(self) -> object:
        """The identity of the judgement that it takes back."""
        return self.decision[:3], *(self.takes_back or ()), None


class Imported(NamedTuple):
    """How many judgements came into the ledger, withdrawals included, and how many were there before."""

    added: int
    known: int


def export_judgements(ledger: Ledger) -> Iterator[str]:
    """Every judgement as a line of JSON, with those taken back and what took them back, oldest first."""
    every = ledger.judgements(withdrawn=True)
    by_number = {entry.id: entry for entry in every}
    for entry in every:
        yield json.dumps(_as_mapping(entry, by_number), ensure_ascii=False) + "\n"


def _as_mapping(entry: Judgement, by_number: dict[int, Judgement]) -> dict[str, Any]:
    found: dict[str, Any] = {"verdict": entry.verdict, "left": entry.left, "right": entry.right}
    if entry.fact is not None:
        found |= {"statement": entry.left, **entry.fact._asdict()}
        del found["left"], found["right"]
    why = FORBIDDEN.sub(" ", entry.why or "").strip()  # what a terminal let through, no reader takes
    found |= {"who": entry.who, "at": entry.at, "why": why or None}
    if entry.withdraws is not None:
        first = by_number[entry.withdraws]
        found["takes_back"] = {"who": first.who, "at": first.at}
    return {name: value for name, value in found.items() if value is not None}


def import_judgements(ledger: Ledger, rows: Iterable[Row | BadRow], name: str) -> Imported:
    """Add the judgements of a file that are not in the ledger yet: all of them, or none when a line is wrong.

    What the program said in either ledger and a person took back in one of them is taken back in both.

    Args:
        ledger: to add to.
        rows: of the file, as :func:`kg.readers.jsonl.read_jsonl` gives them.
        name: of the file, for messages.

    Raises:
        InputError: a line is no judgement, is one on a person and a place, or takes one back that is nowhere;
            with line, field and remedy.
    """
    faults: list[str] = []
    lines: list[tuple[int, _Line]] = []
    for row in rows:
        try:
            lines.append((row.line, _read(row)))
        except _Fault as fault:
            faults.append(f"{name}:{row.line}: {fault}")
    with ledger.run("judge") as run:
        numbers = _identities(read_judgements(run.connection))
        before = len(numbers)
        new = [(number, line) for number, line in lines if line.identity not in numbers]
        concepts = _concepts(run.connection, [line.decision for _, line in new])
        for number, line in _ordered(new, numbers):
            if line.identity in numbers:
                continue
            try:
                _check(line, numbers, concepts)
            except _Fault as fault:
                faults.append(f"{name}:{number}: {fault}")
                continue
            withdraws = numbers[line.taken_back] if line.takes_back is not None else None
            numbers[line.identity] = run.judge(
                line.decision, who=line.who, at=line.at, why=line.why, withdraws=withdraws
            )
        _refuse_again(run)
        if faults:
            more = f"\nand {len(faults) - _LISTED:,} more" if len(faults) > _LISTED else ""
            listed = "\n".join(faults[:_LISTED])
            raise InputError(f"Nothing was imported, since lines are wrong.\n{listed}{more}")
    added = len(numbers) - before
    return Imported(added, len(lines) - added)


def _refuse_again(run: Writer) -> None:
    """Take back what the program says here and somebody took back of what it said there, or the other way."""
    every = read_judgements(run.connection)
    refusals = {(first.verdict, first.subject): by for first, by in refused(every)}
    for entry in in_force(every):
        if entry.who == PROGRAM and (by := refusals.get((entry.verdict, entry.subject))):
            decision = Decision(entry.verdict, entry.left, entry.right, entry.fact)
            run.judge(decision, who=by.who, at=by.at, why=by.why, withdraws=entry.id)


def _ordered(lines: Iterable[tuple[int, _Line]], numbers: Iterable[object]) -> list[tuple[int, _Line]]:
    """Lines as they stand, but those that take back what stands further down come last."""
    there = set(numbers)
    in_order: list[tuple[int, _Line]] = []
    late: list[tuple[int, _Line]] = []
    for number, line in lines:
        waits = line.takes_back is not None and line.taken_back not in there
        (late if waits else in_order).append((number, line))
        there.add(line.identity)
    return in_order + late


def _check(line: _Line, numbers: Mapping[object, int], concepts: Mapping[str, set[str]]) -> None:
    """Refuse what cannot be said of what the ledger has, and what takes back a judgement that it has not."""
    left, right = (concepts.get(id or "") for id in line.decision[1:3])
    if left and right and not left & right:
        what, other = (" and ".join(sorted(each)) for each in (right, left))
        raise _Fault("right", f"is {what}, and left is {other}: never one", "delete the line, or mend the id")
    for side, found in (("left", left), ("right", right)):
        if found == {_CONNECTION}:
            raise _Fault(side, f"is {_CONNECTION}, which is judged by its statements", "delete the line")
    if line.takes_back is not None and line.taken_back not in numbers:
        reason = f"no such judgement of {line.takes_back[0]!r} is in the ledger or in the file"
        raise _Fault("takes_back", reason, "export all judgements, also those taken back")


def _concepts(connection: sa.Connection, decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """Of each judged entity that is loaded, of what it is a mention; edges are of one kind here."""
    t = statements.c
    entities = {id for each in decisions if each.right for id in (each.left, each.right)}
    found: dict[str, set[str]] = defaultdict(set)
    for batch in batches(sorted(entities)):
        query = sa.select(t.entity, t.concept, sa.func.max(sa.case((t.property == "from", 1), else_=0)))
        query = query.where(t.entity.in_(batch), t.retired_run.is_(None)).group_by(t.entity, t.concept)
        for entity, concept, joins in connection.execute(query):
            found[entity].add(_CONNECTION if joins else concept)
    return found


def _identities(judgements: list[Judgement]) -> dict[object, int]:
    by_number = {entry.id: entry for entry in judgements}
    found: dict[object, int] = {}
    for entry in judgements:
        first = by_number[entry.withdraws] if entry.withdraws is not None else None
        takes_back = (shown(first.who), first.at) if first else None
        decision = Decision(entry.verdict, entry.left, entry.right)
        found[_Line(decision, shown(entry.who), entry.at, None, takes_back).identity] = entry.id
    return found


def _read(row: Row | BadRow) -> _Line:
    if isinstance(row, BadRow):
        raise _Fault(row.field or "the line", row.reason, row.remedy)
    data = dict(row.data)
    verdict = _text(data, "verdict")
    if verdict not in VERDICTS:
        raise _Fault("verdict", f"is {verdict!r}", f"write one of {', '.join(VERDICTS)}")
    decision = _pair(verdict, data) if verdict in ON_PAIRS else _fact(verdict, data)
    who, at = _person(data), _moment(data)
    why = _text(data, "why") if data.get("why") else data.pop("why", None)
    takes_back = data.pop("takes_back", None)
    if takes_back is not None:
        if not isinstance(takes_back, dict) or sorted(takes_back) != sorted(_TAKES_BACK):
            raise _Fault(
                "takes_back", "is not complete", 'write {"who": ..., "at": ...} of what it takes back'
            )
        takes_back = (_person(takes_back), _moment(takes_back))
    if data:
        raise _Fault(next(iter(data)), "is no field of such a judgement", "delete it, or mend its name")
    return _Line(decision, who, at, why, takes_back)


def _pair(verdict: str, data: dict[str, Any]) -> Decision:
    left, right = (_entity(data, name) for name in ("left", "right"))
    if left == right:
        raise _Fault("right", "is the same entity as left", "name two entities")
    return Decision(verdict, left, right)


def _fact(verdict: str, data: dict[str, Any]) -> Decision:
    statement = _id(data, "statement", STATEMENT, "a statement", "kg show NAME --statements")
    entity = _entity(data, "entity")
    return Decision(verdict, statement, None, Fact(entity, *(_text(data, name) for name in Fact._fields[1:])))


def _text(data: dict[str, Any], name: str) -> str:
    value = data.pop(name, None)
    if not isinstance(value, str) or not value.strip():
        raise _Fault(name, "is missing or is no text", "write it in quotation marks")
    return value


def _person(data: dict[str, Any]) -> str:
    """Who judged, as :meth:`Ledger.judge_all` keeps it."""
    name = shown(_text(data, "who"))
    if not name:
        raise _Fault("who", "holds nothing that can be seen", "write who judged")
    return name


def _entity(data: dict[str, Any], name: str) -> str:
    """A mention: ids of nodes are others in every ledger."""
    return _id(data, name, ENTITY, "a mention", "kg split NAME")


def _id(data: dict[str, Any], name: str, pattern: re.Pattern[str], what: str, listed_by: str) -> str:
    value = _text(data, name)
    if not pattern.fullmatch(value):
        raise _Fault(
            name, f"{value!r} is not the id of {what}", f"take ids from an export or from {listed_by}"
        )
    return value


def _moment(data: dict[str, Any]) -> str:
    """A moment, as the ledger writes it."""
    value = _text(data, "at")
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):  # the latter of a zone in which the year is not yet 1, or 10,000
        pass
    raise _Fault("at", f"{value!r} is no moment", "write it like 2026-11-30T08:15:00+00:00")
