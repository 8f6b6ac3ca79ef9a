"""Those who took part when an agreement was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Literal, NamedTuple

from kg.extract.doc import Held, Person
from kg.extract.vocabulary import GOVERNMENTS, Named

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


class Sent(NamedTuple):
    """Somebody who acts for an office or body right behind words of signing, without a word for signing.

    Attributes:
        body: what they act for; None where a head of something sent them, which can only be the counterpart.
        principal: the person they act for, if named.
        by, span: who acts, and the characters that say so.
    """

    body: Named | None
    principal: Person | None
    by: Person
    span: tuple[int, int]


@dataclass(slots=True)
class Participants:
    """What the text says about who took part: each person once per part, with the words that say so.

    ``sent`` are those who signed if what they act for is a party, which only the whole text tells.
    """

    signed: dict[int, Noted] = field(default_factory=dict)
    witness: dict[int, Noted] = field(default_factory=dict)
    attend: dict[int, Noted] = field(default_factory=dict)
    stood_in: list[StoodIn] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def stand_in(self, new: StoodIn) -> None:
        """Note who stood in; for a person rather than for an office that was named alone just before."""
        role = new.principal.office.role if new.principal and new.principal.office else None
        for one in self.stood_in[-1:] if role else ():
            if one.by is new.by and one.principal is None and one.office and one.office.role == role:
                one.principal, one.office = new.principal, None
                return
        self.stood_in.append(new)

    def forget(self, spans: Sequence[tuple[int, int]]) -> None:
        """Leave out those of whom some characters of the text say that they signed."""
        for key, (_, span) in list(self.signed.items()):
            if any(first <= span[0] < last for first, last in spans):
                del self.signed[key]

    def forget_those_of(self, bodies: Sequence[Named]) -> None:
        """Leave out of those who signed who holds an office in one of some institutions."""
        for key, (person, _) in list(self.signed.items()):
            own = person.office.body if person.office else None
            if own and any(is_one_body(own, body) for body in bodies):
                del self.signed[key]

    def keep(self, spans: Sequence[tuple[int, int]]) -> None:
        """Leave out those who watched or were there, but for whom some characters of the text say so."""
        for part in (self.witness, self.attend):
            for key, (_, span) in list(part.items()):
                if not any(first <= span[0] < last for first, last in spans):
                    del part[key]

    def bodies_acted_for(self, person: Person) -> list[Named]:
        """What those head, or are in office at, for whom somebody stood in."""
        stood = [one for one in self.stood_in if one.by is person]
        offices = [one.principal.office if one.principal else one.office for one in stood]
        return [held.body for held in offices if held and held.body]

    def acts_for_the_whole(self, person: Person) -> bool:
        """Whether somebody signed for what the own body is a part of: a dean for the rector."""
        own = person.office.body if person.office else None
        return own is not None and any(is_part_of(own, body) for body in self.bodies_acted_for(person))

    def count(self) -> int:
        """How many took part or stood in for others; those with two parts count twice."""
        return len(self.signed) + len(self.witness) + len(self.attend) + len(self.stood_in)

    def takes_part(self, person: Person) -> bool:
        """Whether something is told of what a person did."""
        return any(id(person) in part for part in (self.signed, self.witness, self.attend))


def heads_a_body(person: Person) -> bool:
    """Whether somebody speaks for a body that the text leaves to the reader."""
    held = person.office
    return held is not None and held.speaks and held.of == "any"


def same_office(one: Person, other: Person) -> bool:
    """Whether two people hold offices in one institution or its branch, or in a region's government."""
    return one is not other and of_one_body(one.office, other.office)


def of_one_body(one: Held | None, other: Held | None) -> bool:
    """The same of two offices."""
    bodies = [held.body for held in (one, other) if held and held.body]
    return len(bodies) == 2 and is_one_body(*bodies)


def is_one_body(first: Named, second: Named) -> bool:
    """Whether two names are of one institution, of it and its branch, or of one government."""
    bodies = (first, second)
    govern = all(body.kind in GOVERNMENTS or body.kind == "agency" for body in bodies)
    local = govern and first.place is not None and first.place == second.place
    branch = any(a.place is None and b.name.startswith(f"{a.name} ") for a, b in permutations(bodies))
    return first.name == second.name or branch or local


def is_part_of(part: Named, whole: Named) -> bool:
    """Whether an institution is a part of another: a faculty of a university, whose name it may lack."""
    if part.name == whole.name or part.kind in GOVERNMENTS:
        return False
    return f" {whole.name}" in part.name or (part.kind == whole.kind == "university")
