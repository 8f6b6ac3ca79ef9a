"""People, institutions, outlets and addresses that do not exist.

Every name made here is invented: names of people are strung together from syllables, universities
and other bodies are named after such words, and web addresses end in ``.example``, which RFC 2606
reserves. Only names and codes of regions are real; they come from ``data/geo``.
"""

from __future__ import annotations

import csv
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

OMBUDSMAN = "Ombudsman Republik Indonesia"
#: Years that an office lasts, as heads of regions and members of the Ombudsman serve.
TERM = 5

_ONSETS = ["b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "pr", "sy", "tr"]
_VOWELS = ["a", "a", "a", "e", "i", "i", "o", "u", "u"]
_CODAS = ["", "", "", "", "", "", "", "n", "n", "r", "s", "ng", "t", "h"]
_BEFORE = ["Dr.", "Prof. Dr.", "H.", "Hj.", "Ir.", "Drs.", "Dr. H."]
_AFTER = ["S.H.", "M.Si.", "S.H., M.H.", "M.M.", "S.Sos., M.A.P.", "M.Hum., Ph.D"]
_SCHOOLS = ["Universitas", "Universitas", "Universitas", "Institut", "Politeknik", "Sekolah Tinggi"]
_FACULTIES = ["Hukum", "Ilmu Sosial dan Ilmu Politik", "Ilmu Administrasi", "Dakwah dan Komunikasi"]
_LEVELS = {"province": "Provinsi", "regency": "Kabupaten", "city": "Kota"}
#: Kinds of public bodies of which there is one in each province.
_PROVINCIAL = {
    "police": "Kepolisian Daerah",
    "prosecutor": "Kejaksaan Tinggi",
    "ministry": "Kantor Wilayah Kementerian Contoh",
}

T = TypeVar("T")
Facts = dict[str, str | None]


class Person(NamedTuple):
    """An invented person; two persons may bear one name, as in life."""

    number: int
    name: str


class Region(NamedTuple):
    """A real region: Kemendagri code, name, ``province``, ``regency`` or ``city``, code of its province."""

    code: str
    name: str
    level: str
    province: str

    @property
    def seat(self) -> str:
        """The name without the word for its level."""
        return self.name.removeprefix("Kabupaten ").removeprefix("Kota ")


class Institution(NamedTuple):
    """A body in the shape of a party of an agreement; ``seat`` is the name of its place."""

    name: str
    kind: str
    seat: str
    region: str | None = None

    def as_party(self) -> dict[str, str]:
        """The party as a record holds it: ``region`` only for regional governments."""
        party = {"name": self.name, "kind": self.kind}
        return party if self.region is None else {**party, "region": self.region}


class Zipf(Generic[T]):
    """Draws items with a weight that falls as one over rank plus ``flatness``."""

    def __init__(self, items: list[T], flatness: float) -> None:
        self.items = items
        self._weights = list(accumulate(1 / (rank + flatness) for rank in range(len(items))))

    def draw(self, random: Random) -> T:
        """One item, the earlier ones more often."""
        return self.items[bisect(self._weights, random.random() * self._weights[-1])]


class Pool(Generic[T]):
    """Old items mostly, new ones more and more seldom (Pitman and Yor's process).

    Args:
        make: gives a new item.
        strength: how many draws pass before old items begin to prevail.
        discount: how fast the number of items grows: as draws to this power.
    """

    def __init__(self, make: Callable[[], T], strength: float, discount: float) -> None:
        self._make, self._strength, self._discount = make, strength, discount
        self._items: list[T] = []
        self._drawn: list[T] = []

    def draw(self, random: Random) -> T:
        """One item; the more often it came before, the likelier it comes again."""
        new = self._strength + self._discount * len(self._items)
        if random.random() * (self._strength + len(self._drawn)) < new or not self._drawn:
            self._items.append(self._make())
            self._drawn.append(self._items[-1])
        else:
            self._drawn.append(random.choice(self._drawn))
        return self._drawn[-1]


def word(random: Random, syllables: int = 0) -> str:
    """A capitalised invented word of two or three syllables, or of as many as asked for."""
    count = syllables or random.choice((2, 2, 3))
    drawn = (random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS) for _ in range(count))
    return "".join(drawn).capitalize()


def as_written(random: Random, name: str) -> str:
    """The name with degrees, or misspelt, as newspapers print it."""
    chance = random.random()
    if chance < 0.4:
        return f"{random.choice(_BEFORE)} {name}"
    if chance < 0.8:
        return f"{name}, {random.choice(_AFTER)}"
    at = random.randrange(1, len(name))
    return name[:at] + name[at - 1].lower() + name[at:] if chance < 0.9 else name[:at] + name[at + 1 :]


class Offices:
    """Who held which office in which term; made up when first asked for.

    One person in three serves a second term, one in twenty-five comes from another office.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._words = Zipf([word(random) for _ in range(800)], flatness=40)
        self._people: list[Person] = []
        self._holders: dict[tuple[str, str, int, int], Person] = {}

    def holder(self, institution: str, role: str, slot: int, year: int) -> Person:
        """Who is in office. ``slot`` tells apart those who hold one office side by side."""
        term = (year + crc32(institution.encode())) // TERM
        key = (institution, role, slot, term)
        person = self._holders.get(key)
        if person is None:
            before = self._holders.get((institution, role, slot, term - 1))
            after = self._holders.get((institution, role, slot, term + 1))
            person = self._holders[key] = self._fill(before or after)
        return person

    def newcomer(self) -> Person:
        """Somebody who has not been seen before."""
        parts = self._random.choices((1, 2, 3, 4), (8, 55, 32, 5))[0]
        name = " ".join(self._words.draw(self._random) for _ in range(parts))
        self._people.append(Person(len(self._people), name))
        return self._people[-1]

    def _fill(self, neighbour: Person | None) -> Person:
        chance = self._random.random()
        if neighbour and chance < 0.33:
            return neighbour
        return self._random.choice(self._people) if self._people and chance > 0.96 else self.newcomer()


class Institutions:
    """The Ombudsman, its provincial offices, real regional governments and invented other bodies.

    Args:
        random: where chance comes from.
        regions: the file ``data/regions.csv``.
    """

    def __init__(self, random: Random, regions: Path) -> None:
        self._random = random
        with regions.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        found = [
            Region(row["code"], row["name"], row["level"], row["province"] or row["code"]) for row in rows
        ]
        self._names = {region.code: region.name for region in found if region.level == "province"}
        self._governments: dict[tuple[str, str], list[Institution]] = defaultdict(list)
        for region in found:
            kind = f"{region.level}_government"
            name = region.name if region.level != "province" else f"Provinsi {region.name}"
            body = Institution(f"Pemerintah {name}", kind, region.seat, region.code)
            self._governments[kind, region.province].append(body)
            self._governments[kind, ""].append(body)
        self._provinces = [region.province for region in found if region.level != "province"]
        self._pools: dict[tuple[str, str], Pool[Institution]] = {}

    def province(self) -> str:
        """The code of a province, the likelier the more regencies and cities it has."""
        return self._random.choice(self._provinces)

    def ombudsman(self) -> Institution:
        """The Ombudsman itself."""
        return Institution(OMBUDSMAN, "ombudsman", "Jakarta")

    def office(self, province: str) -> Institution:
        """The Ombudsman's office in a province."""
        name = self._names[province]
        return Institution(f"{OMBUDSMAN} Perwakilan {name}", "ombudsman_office", name)

    def draw(self, kind: str, province: str, anywhere: bool = False) -> Institution:
        """A counterpart of this kind, from this province if it has any and ``anywhere`` is not set."""
        if kind.endswith("_government"):
            here = self._governments.get((kind, province))
            return self._random.choice(self._governments[kind, ""] if anywhere or not here else here)
        if kind in _PROVINCIAL:
            name = self._names[self.province() if anywhere else province]
            return Institution(f"{_PROVINCIAL[kind]} {name}", kind, name)
        key = (kind, self.province() if anywhere else province)
        if key not in self._pools:
            self._pools[key] = Pool(lambda: self._invent(*key), strength=12, discount=0.4)
        return self._pools[key].draw(self._random)

    def faculty(self, university: Institution) -> Institution:
        """One of a university's faculties, which sign agreements of their own."""
        name = f"Fakultas {self._random.choice(_FACULTIES)} {university.name}"
        return university._replace(name=name)

    def _invent(self, kind: str, province: str) -> Institution:
        name, seat = f"{word(self._random)} {word(self._random)}", self._names[province]
        if kind == "university":
            name = f"{self._random.choice(_SCHOOLS)} {name}"
        elif kind == "agency":
            name = f"Dinas Pelayanan {name} {seat}"
        else:
            name = f"Lembaga {name}"
        return Institution(name, kind, seat)


class Press:
    """Outlets and articles, each outlet with its own address; few outlets write most of the articles."""

    def __init__(self, random: Random, outlets: int = 260) -> None:
        self._random = random
        names = sorted({f"Kabar {word(random)} {word(random, 2)}" for _ in range(outlets)}, key=crc32_of)
        self._outlets = Zipf(names, flatness=3)
        self._articles = 0

    def article(
        self, template: dict[str, str | None], what: str, published: str | None
    ) -> dict[str, str | None]:
        """A source with the same fields known as in the template; ``what`` is what it reports."""
        self._articles += 1
        outlet = self._outlets.draw(self._random)
        site = outlet.removeprefix("Kabar ").replace(" ", "-").lower()
        return {
            "url": template["url"] and f"https://{site}.example/berita/{self._articles}",
            "outlet": template["outlet"] and outlet,
            "title": f"{what} ({self._articles})",
            "published": template["published"] and published,
            "author": template["author"] and f"{word(self._random)} {word(self._random)}",
        }


def crc32_of(text: str) -> int:
    """A fixed order that is not the alphabet's."""
    return crc32(text.encode())
