"""Offices as records name them: told apart from the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.loading.gazetteer import Gazetteer
from kg.ontology import Ontology

#: Different names of offices that are remembered.
_REMEMBERED = 2**14


class Office(NamedTuple):
    """An office as the graph has it.

    Attributes:
        role: its name.
        acting: how it is held when not in full.
        originals: of these two what the record has, where it is another.
    """

    role: str
    acting: str | None
    originals: Mapping[str, str]


class Offices:
    """Spells offices, without the words around them that say how they are held and of which region they are.

    Args:
        ontology: has the words for how an office is held, and the offices of one seat.
        gazetteer: has the names of regions.
    """

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer) -> None:
        self._ontology, self._gazetteer = ontology, gazetteer
        properties = ontology.edges["HOLDS"].properties
        acting = properties["acting"]
        named = {label.text("id").casefold(): value for value, label in acting.value_labels.items()}
        self._acting = named | {value.casefold(): value for value in acting.one_of}
        either = "|".join(map(re.escape, sorted(self._acting, key=len, reverse=True)))
        self._before = re.compile(rf"\W*({either})\b\W*(?=\w)", re.IGNORECASE)
        computed = [prop.aggregate for prop in properties.values() if prop.aggregate]
        self._seats = {word for each in computed if each.of == "role" for word in each.words}
        self.read = lru_cache(_REMEMBERED)(self._read)

    def _read(self, written: str, acting: str | None = None, region: str | None = None) -> Office:
        """An office: "Pj. Bupati Paser" is that of Bupati, held as Pj, and "Sekda" that of Sekretaris Daerah.

        One that says something else than the record is left as it is.

        Args:
            written: name of the office, as in the record.
            acting: how it was held, where the record says so apart from the name.
            region: code of that of the institution.
        """
        role, told = written, acting
        while found := self._before.match(role):
            role, said = role[found.end() :], self._acting[found[1].casefold()]
            told = told or said
            if told != said:
                return Office(written, acting, {})
        role = self._seat(role, region)
        changed = {"role": (written, role), "acting": (acting, told)}
        return Office(role, told, {name: written for name, (was, now) in changed.items() if was != now})

    def _seat(self, role: str, region: str | None) -> str:
        """An office of one seat as it is spelled, without the name of its region; others as they are."""
        words = role.split()
        for end in range(len(words), 0, -1):
            seat, rest = self._ontology.spelled("role", " ".join(words[:end])), " ".join(words[end:])
            if seat in self._seats:
                of_region = not rest or any(each.code == region for each in self._gazetteer.find(rest))
                return seat if of_region else role
        return role
