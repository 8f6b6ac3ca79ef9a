"""Agreement records in any number, in the shape of ``data/agreements.jsonl``. All of them are invented.

The bundled records serve as patterns: each draw takes one event of theirs (a ceremony with all of
its records, or one record that names no ceremony) and tells it again with another date, province,
other parties and people (see :mod:`benchmarks.invented`), and other articles. How many sign, attend
and witness, what is unknown, how precise a date is, how many sources a record has, what they
contradict: all of this is so as often as in the bundled data, and goes together as it does there.
One thing is not: where regions are few and records many, dates of a day only tell agreements of
one pair of parties apart, so partial and missing dates become rarer as the number grows.

The first records are the same whatever the number: ``records(10, 1)`` begins ``records(100, 1)``.

    python -m benchmarks.generate 100000 --seed 1 -o agreements.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.invented import (
    OMBUDSMAN,
    Facts,
    Institution,
    Institutions,
    Offices,
    Person,
    Press,
    as_written,
)
from kg.project import builtin

FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2025, 12, 31)
_FIRST_WORKING_DAY = date(2005, 1, 3)
#: How often other parties are drawn for an agreement with a partial date before it gets a full one.
_ATTEMPTS = 12
_LISTS = ("signatories", "witnesses", "attendees")
#: Kinds of institutions that a pattern names without being a party.
_KINDS = {
    "Pemerintah Provinsi": "province_government",
    "Pemerintah Kabupaten": "regency_government",
    "Pemerintah Kota": "city_government",
    "Universitas": "university",
}
_NOTE = "Generated from the shape of a bundled record; nothing of it is true."
_ROOMS = ["Aula", "Ruang Rapat", "Gedung Serbaguna", "Pendopo", "Balai", "Auditorium", "Kantor"]
_NATIONAL_VENUES = ["Gedung Ombudsman RI", "Kantor Ombudsman RI", "Aula Ombudsman RI"]
_MONTHS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

Record = dict[str, Any]


def records(number: int, seed: int = 1, data: Path | None = None) -> Iterator[Record]:
    """Generate agreement records.

    Args:
        number: how many.
        seed: the same seed gives the same records.
        data: folder with ``agreements.jsonl`` and ``geo/regions.csv``; the bundled one by default.

    Yields:
        Records with the keys that ``data/README.md`` describes, ids unique.
    """
    return islice(_Generator(seed, data or builtin("data")).run(), number)


def write(path: Path, number: int, seed: int = 1, skip: int = 0) -> Path:
    """Write records as JSON Lines.

    Args:
        path: the file; it is overwritten.
        number: how many records.
        seed: as in :func:`records`.
        skip: how many to leave out first, so that a second file continues the first.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in islice(records(number + skip, seed), skip, None):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


class _Generator:
    """Draws events without end; holds what is shared by all of them."""

    def __init__(self, seed: int, data: Path) -> None:
        self.random = Random(seed)
        self.institutions = Institutions(self.random, data / "regions.csv")
        self.offices = Offices(self.random)
        self.press = Press(self.random)
        self.agreements: set[tuple[str, str, str]] = set()
        self.ceremonies: dict[str, int] = {}
        self.patterns = _patterns(data / "agreements.jsonl")
        self.numbers = 0

    def run(self) -> Iterator[Record]:
        """All events, one after the other, record by record."""
        while True:
            yield from _Event(self, self.random.choice(self.patterns)).records()


class _Event:
    """One event told anew. What the pattern shares among its records (people, articles) stays shared."""

    def __init__(self, generator: _Generator, pattern: list[Record]) -> None:
        self.all, self.random, self.pattern = generator, generator.random, pattern
        self.day = self._weekday()
        self.province = generator.institutions.province()
        self.bodies: dict[str, Institution] = {}
        self.people: dict[tuple[str, str, str], Person] = {}
        self.articles: dict[str, Facts] = {}
        self.hosts: dict[str | None, tuple[str, str]] = {}
        self.ceremony: str | None = None

    def records(self) -> Iterator[Record]:
        """The event's records."""
        identified = [self._identify(record) for record in self.pattern]
        if self.pattern[0]["ceremony"]:
            self.ceremony = self._name_ceremony()
        for record, (new_id, when) in zip(self.pattern, identified, strict=True):
            yield self._record(record, new_id, when)

    def _weekday(self) -> date:
        day = FIRST_DAY + timedelta(self.random.randrange((LAST_DAY - FIRST_DAY).days + 1))
        return day if day.weekday() < 5 else max(day - timedelta(2), _FIRST_WORKING_DAY)

    def _identify(self, record: Record) -> tuple[str, str | None]:
        """Choose the counterpart so that kind, date and counterpart are new together; give id and date."""
        pattern, kind = record["parties"][1], record["kind"]
        when = self.day.isoformat()[: len(record["signed_on"] or "")]
        # A party with several agreements in one ceremony stays one party.
        known = self.bodies.get(pattern["name"])
        taken = {body.name for body in self.bodies.values()} if known is None else set()
        for attempt in count():
            if attempt == _ATTEMPTS:
                when, known = self.day.isoformat(), None
            body = known or self._draw(pattern, anywhere=attempt > _ATTEMPTS // 2)
            if body.name not in taken and (kind, when, body.name) not in self.all.agreements:
                break
        self.bodies[pattern["name"]] = body
        self.all.agreements.add((kind, when, body.name))
        shown = when or ("planned" if record["status"] == "planned" else "undated")
        return f"{kind}-{shown}-{_slug(body)}", when or None

    def _draw(self, pattern: dict[str, str], anywhere: bool) -> Institution:
        found = self.all.institutions.draw(pattern["kind"], self.province, anywhere)
        if pattern["kind"] != "university" or not pattern["name"].startswith("Fakultas "):
            return found
        for name, body in self.bodies.items():
            if pattern["name"].endswith(name) and not anywhere:
                return self.all.institutions.faculty(body)
        return self.all.institutions.faculty(found)

    def _name_ceremony(self) -> str:
        first = next(iter(self.bodies.values()))
        of = first.seat if len(self.pattern) > 1 else first.name.removeprefix("Pemerintah ")
        name = f"MoU {of} {self.day.year}"
        times = self.all.ceremonies[name] = self.all.ceremonies.get(name, 0) + 1
        return name if times == 1 else f"{name} ({times})"

    def _record(self, pattern: Record, new_id: str, when: str | None) -> Record:
        ours, theirs = (self._body(party["name"]) for party in pattern["parties"])
        sources = [self._article(source, theirs) for source in pattern["sources"]]
        record = {
            **{key: pattern[key] for key in ("kind", "status", "term_years", "topics", "inferred")},
            "id": new_id,
            "number": pattern["number"] and self._number(),
            "title": pattern["title"] and f"Kerja sama {pattern['topics'][0]}",
            "signed_on": when,
            "ceremony": self.ceremony,
            "venue": self._venue(pattern["venue"], theirs),
            "parties": [ours.as_party(), theirs.as_party()],
            **{key: [self._mention(person) for person in pattern[key]] for key in _LISTS},
            "represented": [self._represented(entry, pattern) for entry in pattern["represented"]],
            "conflicts": [self._conflict(entry, pattern, when, sources) for entry in pattern["conflicts"]],
            "notes": pattern["notes"] and _NOTE,
            "sources": sources,
        }
        return {key: record[key] for key in pattern}

    def _body(self, name: str) -> Institution:
        """What stands here for an institution of the pattern."""
        if name not in self.bodies:
            institutions = self.all.institutions
            if name == OMBUDSMAN:
                self.bodies[name] = institutions.ombudsman()
            elif name.startswith(OMBUDSMAN):
                self.bodies[name] = institutions.office(self.province)
            else:
                kind = next((kind for start, kind in _KINDS.items() if name.startswith(start)), "other")
                self.bodies[name] = institutions.draw(kind, self.province)
        return self.bodies[name]

    def _person(self, entry: dict[str, Any]) -> tuple[Person, Institution]:
        """Who holds here the office in which somebody appears in the pattern."""
        body = self._body(entry["institution"])
        office = (body.name, f"{entry.get('acting') or ''} {entry['role']}")
        key = (*office, entry.get("name") or entry["principal"])
        if key not in self.people:
            slot = sum(other[:2] == office for other in self.people)
            if body.name == OMBUDSMAN and entry["role"] == "Anggota":
                # Seven members beside chair and deputy (Law 37 of 2008, article 11) take turns.
                slot = (slot + self.day.toordinal()) % 7
            person = self.all.offices.holder(*office, slot, self.day.year)
            while person.name in {other.name for other in self.people.values()}:
                person = self.all.offices.newcomer()
            self.people[key] = person
        return self.people[key], body

    def _mention(self, entry: dict[str, Any]) -> dict[str, Any]:
        person, body = self._person(entry)
        plain = entry["as_written"] == entry["name"]
        written = person.name if plain else as_written(self.random, person.name)
        named = {"name": person.name, "as_written": written, "role": entry["role"]}
        return {**named, "acting": entry["acting"], "institution": body.name}

    def _represented(self, entry: dict[str, Any], pattern: Record) -> dict[str, Any]:
        person, body = self._person(entry)
        named = {"principal": person.name, "as_written": as_written(self.random, person.name)}
        present = (person for key in _LISTS for person in pattern[key])
        by, _ = self._person(next(person for person in present if person["name"] == entry["by"]))
        return {**named, "role": entry["role"], "institution": body.name, "by": by.name}

    def _article(self, source: Facts, theirs: Institution) -> Facts:
        key = json.dumps(source, sort_keys=True)
        if key not in self.articles:
            what = self.ceremony or f"Kerja sama Ombudsman dan {theirs.name}"
            self.articles[key] = self.all.press.article(source, what, self.day.isoformat())
        return self.articles[key]

    def _venue(self, pattern: Facts | None, theirs: Institution) -> Facts | None:
        if pattern is None:
            return None
        name, key = pattern["name"], json.dumps(pattern, sort_keys=True)
        if key not in self.hosts:
            if name and "Ombudsman" in name:
                self.hosts[key] = (self.random.choice(_NATIONAL_VENUES), "Jakarta")
            else:
                self.hosts[key] = (f"{self.random.choice(_ROOMS)} {theirs.name}", theirs.seat)
        return {"name": name and self.hosts[key][0], "place": pattern["place"] and self.hosts[key][1]}

    def _number(self) -> str:
        self.all.numbers += 1
        return f"{self.all.numbers}/ORI-MOU/{_MONTHS[self.day.month - 1]}/{self.day.year}"

    def _conflict(
        self, entry: dict[str, Any], pattern: Record, when: str | None, sources: list[Facts]
    ) -> dict[str, Any]:
        index = [source["url"] for source in pattern["sources"]].index(entry["source"])
        value = entry["value"]
        if entry["field"] == "signed_on":
            value = (self.day + timedelta(1)).isoformat() if when else str(self.day.year)
        return {"field": entry["field"], "value": value, "source": sources[index]["url"]}


def _patterns(path: Path) -> list[list[Record]]:
    """The bundled records by event: ceremony by ceremony, and those without one alone."""
    events: dict[str, list[Record]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            # A university before its faculties, which are then given to it.
            events.setdefault(record["ceremony"] or record["id"], []).append(record)
    for event in events.values():
        event.sort(key=lambda record: record["parties"][1]["name"].startswith("Fakultas "))
    return list(events.values())


def _slug(body: Institution) -> str:
    return re.sub(r"[^a-z0-9]+", "-", body.name.removeprefix("Pemerintah ").lower()).strip("-")


def main(arguments: list[str] | None = None) -> None:
    """Write records to a file or to standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__.split("\n")[0])
    parser.add_argument("number", type=int, help="how many records")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same records (default: 1)")
    parser.add_argument("-o", "--output", type=Path, help="file to write; standard output if not given")
    given = parser.parse_args(arguments)
    if given.output:
        write(given.output, given.number, given.seed)
        return
    for record in records(given.number, given.seed):
        print(json.dumps(record, ensure_ascii=False), file=sys.stdout)


if __name__ == "__main__":
    main()
