"""What people decided about entities and statements: which judgements there are, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple
from unicodedata import category

import sqlalchemy as sa

from kg.errors import UsageError
from kg.ledger import tables

#: The first three are said of two entities, the others of a statement.
VERDICTS = ("same", "different", "unsure", "confirmed", "rejected")
ON_PAIRS = VERDICTS[:3]

#: Who judges where the program does.
PROGRAM = "kg match"


def shown(who: str) -> str:
    """A name from its first character that can be seen to its last.

    Blanks, byte order marks and the like around it come along when a name is copied, and would make another
    person of it, whom nobody can tell from the first.
    """
    seen = [place for place, each in enumerate(who) if not (each.isspace() or category(each) == "Cf")]
    return who[seen[0] : seen[-1] + 1] if seen else ""


class Fact(NamedTuple):
    """What a judged statement says. The judgement holds for every statement that says it, now and later."""

    entity: str
    concept: str
    property: str
    value: str


class Judgement(NamedTuple):
    """What a person decided about two entities, or about one statement (``right`` is None).

    Attributes:
        id: its number in this ledger.
        verdict: one of :data:`VERDICTS`.
        left, right: entities; or the statement that was looked at, and None.
        who, at, why: the person; when, in UTC; on what ground.
        withdraws: number of the judgement that this one takes back.
        fact: what the statement says.
    """

    id: int
    verdict: str
    left: str
    right: str | None
    who: str
    at: str
    why: str | None
    withdraws: int | None
    fact: Fact | None = None

    @property
    def subject(self) -> object:
        """What is judged; two judgements on one pair have one subject, whichever side was named first."""
        return self.fact or frozenset((self.left, self.right))


class Decision(NamedTuple):
    """A judgement that is to be made: fields as in :class:`Judgement`."""

    verdict: str
    left: str
    right: str | None = None
    fact: Fact | None = None
    why: str | None = None

    def check(self) -> None:
        """Refuse what cannot be said.

        Raises:
            UsageError: the verdict does not fit what is judged.
        """
        on_pair = self.verdict in ON_PAIRS
        if self.verdict not in VERDICTS or on_pair != (self.right is not None) or self.left == self.right:
            raise UsageError(
                f"{self.verdict!r} cannot be said here. A judgement is one of {', '.join(VERDICTS)}: "
                "the first three on two different entities, the others on a statement."
            )


def read_judgements(connection: sa.Connection) -> list[Judgement]:
    """All judgements, in the order in which they came into the ledger."""
    t, fact = tables.judgements.c, tables.judged_facts.c
    query = (
        sa.select(
            *(t[name] for name in Judgement._fields if name != "fact"),
            *(fact[name] for name in Fact._fields),
        )
        .select_from(tables.judgements.outerjoin(tables.judged_facts, fact.judgement == t.id))
        .order_by(t.id)
    )
    return [_judgement(row) for row in connection.execute(query)]


def _judgement(row: Any) -> Judgement:
    """A judgement from its own values and those of the fact, which are None of a pair."""
    fact = None if row.entity is None else Fact(row.entity, row.concept, row.property, row.value)
    return Judgement(row.id, row.verdict, row.left, row.right, row.who, row.at, row.why, row.withdraws, fact)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that nobody took back."""
    every = list(judgements)
    gone = {entry.withdraws for entry in every}
    return [entry for entry in every if entry.withdraws is None and entry.id not in gone]


def refused(judgements: Iterable[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """What the program called the same and a person took back, each with what took it back; oldest first."""
    every = list(judgements)
    by_number = {entry.id: entry for entry in every}
    taken = [(by_number[entry.withdraws], entry) for entry in every if entry.withdraws is not None]
    return [
        (first, by)
        for first, by in taken
        if first.verdict == "same" and first.who == PROGRAM and by.who != PROGRAM
    ]


def last_words(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that count, oldest first: of what one person said of one subject, the last that is in force.

    What two people say stands side by side, also where they contradict each other.
    """
    last: dict[tuple[str, object], Judgement] = {}
    for entry in sorted(in_force(judgements), key=_order):
        last[entry.who, entry.subject] = entry
    return sorted(last.values(), key=_order)


def _order(entry: Judgement) -> tuple[str, ...]:
    """By when they were made; nothing here depends on the order in which they came into a ledger."""
    return entry.at, entry.left, entry.right or "", entry.verdict, entry.who
