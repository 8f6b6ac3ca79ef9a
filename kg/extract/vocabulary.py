"""All terms that are looked for, from a pack and from what is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from kg.extract.knowledge import Knowledge, Place
from kg.extract.pack import Body, Branch, Institution, Office, Pack

#: Kinds of institution that govern a region.
GOVERNMENTS = frozenset({"province_government", "regency_government", "city_government"})


class Named(NamedTuple):
    """An institution as the text names it.

    Attributes:
        name: in full.
        kind: as in records, or None when unknown.
        place: region that it governs or is of.
    """

    name: str
    kind: str | None
    place: Place | None = None

    @classmethod
    def governing(cls, place: Place) -> Self:
        """The government of a region."""
        return cls(place.government, place.government_kind, place)


def entries(pack: Pack, knowledge: Knowledge) -> Iterator[tuple[str, str, Any]]:
    """Term as written, its sense, and what is known about it."""
    yield from _of_people(pack)
    yield from _of_institutions(pack)
    yield from _of_agreements(pack)
    yield from _of_assessments(pack)
    levels = tuple(word for words in pack.levels.values() for word in words)
    for place in knowledge.places:
        plain = not place.name.startswith(levels)
        names = {place.bare, *place.further, *([place.name] if plain else [])}
        names |= {"".join((*parts[:-1], parts[-1].lower())) for n in names if len(parts := n.split()) == 2}
        names |= {written for written, usual in pack.spellings.items() if usual in names}
        for name in names:
            yield name, "region", place
    for place in knowledge.places:
        special = place.government if place.bare not in place.name.partition(" ")[2] else None
        if special:
            yield special, "institution", Named(special, place.government_kind, place)


def _of_people(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    for sense, words in (
        ("honorific", pack.honorifics),
        ("degree", pack.degrees),
        ("particle", pack.particles),
        ("common", pack.common),
        ("speech", pack.speech),
        ("opener", pack.name_openers),
        ("pronoun", pack.pronouns),
        ("street", pack.streets),
        ("occupation", pack.occupations),
        ("unit", pack.units),
        ("short", pack.abbreviations),
    ):
        for word in words:
            yield word, sense, word
    for degree in pack.degrees:  # "S Sos", and no "S H", which may be initials
        first, _, rest = degree.rstrip(".").partition(".")
        if len(rest) > 1 and rest.isalpha() and not rest.isupper():
            yield f"{first} {rest}", "degree", degree
    for sense, groups in (("acting", pack.acting), ("standing", pack.standing)):
        for value, words in groups.items():
            for word in words:
                yield word, sense, value
    offices: tuple[Office, ...] = pack.offices
    for office in offices:
        for word in office.words:
            yield word, "office", office


def _of_institutions(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    for sense, groups in (("level", pack.levels), ("government", pack.governments)):
        for value, words in groups.items():
            for word in words:
                yield word, sense, value
    for sense, words in (
        ("branch_word", pack.branch_words),
        ("grade", pack.grades),
        ("town", pack.towns),
        ("place_end", pack.place_ends),
        ("village_word", pack.village_words),
        ("in_body", pack.within_bodies),
        ("collective", pack.collective),
    ):
        for word in words:
            yield word, sense, True
    institutions: tuple[Institution, ...] = pack.institutions
    for institution in institutions:
        for word in (institution.name, *institution.words):
            yield word, "institution", Named(institution.name, institution.kind)
    bodies: tuple[Body, ...] = pack.bodies
    for body in bodies:
        for word in body.words:
            yield word, "body", body
    branches: tuple[Branch, ...] = pack.branches
    for branch in branches:
        for word in branch.words:
            yield word, "branch", branch


def _of_agreements(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    for kind, words in pack.agreements.items():
        for word in words:
            yield word, "agreement", kind
    for cue, phrases in pack.cues.items():
        for word in phrases:
            yield word, "cue", cue
    for number, words in pack.joint.items():
        for word in words:
            yield word, "joint", number
    for word in (*pack.venues, *pack.seats):
        yield word, "venue", word
    for word in pack.seats:
        yield word, "seat", word
    for word in pack.sites:
        yield word, "site", word


def _of_assessments(pack: Pack) -> Iterator[tuple[str, str, Any]]:
    for field in type(pack.assessment).model_fields:
        for word in getattr(pack.assessment, field):
            yield word, f"assessment_{field}", True
    for sense, groups in (("zone", pack.zones), ("category", pack.categories)):
        for value, words in groups.items():
            for word in words:
                yield word, sense, value
    for name, words in pack.agencies.items():
        for word in words:
            yield word, "agency_alone", Named(name, "agency")
    for word in pack.zone_words:
        yield word, "zone_word", True
