"""Those who took part when an agreement was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import permutations
from typing import Literal

from kg.extract.doc import Held, Person
from kg.extract.vocabulary import GOVERNMENTS

Part = Literal["signed", "witness", "attend"]
#: A person with a part, and the characters that say so.
Noted = tuple[Person, tuple[int, int]]


@dataclass(slots=True)
class StoodIn:
    """Somebody stood in for a person, or for an office or body that is named alone."""

    principal: Person | None
    office: Held | None
    by: Person
    span: tuple[int, int]


@dataclass(slots=True)
class Participants:
    """What the text says about who took part: each person once per part, with the words that say so."""

    signed: dict[int, Noted] = field(default_factory=dict)
    witness: dict[int, Noted] = field(default_factory=dict)
    attend: dict[int, Noted] = field(default_factory=dict)
    stood_in: list[StoodIn] = field(default_factory=list)


def same_office(one: Person, other: Person) -> bool:
    """Whether two people hold offices in one institution or its branch, or in a region's government."""
    bodies = [person.office.body for person in (one, other) if person.office and person.office.body]
    if one is other or len(bodies) < 2:
        return False
    first, second = bodies
    govern = all(body.kind in GOVERNMENTS or body.kind == "agency" for body in bodies)
    local = govern and first.place is not None and first.place == second.place
    branch = any(a.place is None and b.name.startswith(f"{a.name} ") for a, b in permutations(bodies))
    return first.name == second.name or branch or local
