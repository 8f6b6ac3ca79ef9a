"""Compares what extraction finds in the articles of this folder with what a careful reader finds there.

python -m tests.extract.measure open             how much is found, and how much of it is right
python -m tests.extract.measure open --missed    each fact that is missing or wrong, by article
python -m tests.extract.measure held_out         totals only: nobody looks into these articles
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from kg.names import fold
from tests.extract.making import bundled_extractor

HERE = Path(__file__).parent

#: Kinds of fact, in the order of the table.
KINDS = (
    "people", "offices", "institutions", "regions", "agreements", "dates", "numbers", "venues",
    "signatories", "stand-ins", "witnesses", "attendees", "scores", "zones",
)  # fmt: skip

#: How offices are held, as records have it and as a reader writes it out.
ACTING = {
    "Pj": "Penjabat",
    "Pjs": "Penjabat Sementara",
    "Plt": "Pelaksana Tugas",
    "Plh": "Pelaksana Harian",
}
OMBUDSMAN = "ombudsman republik indonesia"
#: Bodies that are a region's own, for the question where somebody holds an office.
OF_A_REGION = ("pemerintah ", "sekretariat daerah ")

#: Names of regions that some write in one word and some, the list of the state among them, in two.
IN_ONE_WORD = {
    "bau bau": "baubau",
    "fak fak": "fakfak",
    "lubuk linggau": "lubuklinggau",
    "palangka raya": "palangkaraya",
    "pangkal pinang": "pangkalpinang",
    "tanjung pinang": "tanjungpinang",
    "toli toli": "tolitoli",
}

#: A fact in the form in which two of a kind are compared.
Key = tuple[Any, ...]


class Tally(NamedTuple):
    """Facts counted: those that are right, all that were found, all that are there."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.there)

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Truth:
    """What a reader finds in an article.

    Attributes:
        facts: for each kind, the facts; each as the keys that are equally right for it.
        either: for each kind, keys that are neither right nor wrong.
    """

    facts: dict[str, list[frozenset[Key]]] = field(default_factory=lambda: defaultdict(list))
    either: dict[str, set[Key]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, keys: Iterable[Key], *, counts: bool = True) -> None:
        keys = frozenset(keys)
        if not counts:
            self.either[kind] |= keys
        elif keys not in self.facts[kind]:
            self.facts[kind].append(keys)


class Judged(NamedTuple):
    """The facts of one kind in one article."""

    right: list[Key]
    wrong: list[Key]
    missed: list[frozenset[Key]]


# --- the forms in which facts are compared ---------------------------------------------------------


def bare_name(name: str) -> Key:
    """A person's name without the degrees behind it."""
    return (fold(name.partition(",")[0].replace("'", "")),)


def spelt_alike(name: str) -> str:
    """The name of a region or an institution in lower case, with that of the region in one word."""
    folded = fold(name)
    for apart, together in IN_ONE_WORD.items():
        folded = folded.replace(apart, together)
    return folded


def region_of(name: str | None) -> str:
    """A region, from its name or that of its government."""
    folded = spelt_alike(name or "")
    for opening in OF_A_REGION:
        folded = folded.removeprefix(opening)
    return folded.removeprefix("provinsi ")


def pair_of(parties: Iterable[str]) -> frozenset[str]:
    """Who makes an agreement; the offices of the Ombudsman count as the Ombudsman."""
    names = (spelt_alike(name) for name in parties)
    return frozenset(OMBUDSMAN if name.startswith(OMBUDSMAN) else name for name in names)


def office_key(name: str, role: str, acting: str | None, where: str | None) -> Key:
    return (*bare_name(name), fold(f"{ACTING.get(acting or '', '')} {role}"), region_of(where))


def numbers_of(written: str | None) -> list[str]:
    return [fold(number).replace(" ", "") for number in (written or "").split(";") if number.strip()]


def alike(kind: str, one: Key, other: Key) -> bool:
    """Whether two keys are of one fact; a venue may be told with more or fewer words."""
    if kind == "venues":
        return bool(one[0] == other[0]) and (one[1] in other[1] or other[1] in one[1])
    return one == other


# --- what a reader finds ---------------------------------------------------------------------------


def truth_of(gold: dict[str, Any]) -> Truth:
    """The facts of a gold file."""
    truth = Truth()
    for person in gold.get("people") or ():
        _add_person(truth, person)
    for name in gold.get("institutions") or ():
        truth.add("institutions", [(spelt_alike(name),)])
    for name in gold.get("institutions_optional") or ():
        truth.add("institutions", [(spelt_alike(name),)], counts=False)
    for region in gold.get("regions") or ():
        truth.add("regions", [(region["kemendagri"],)], counts=_counts(region))
        truth.add("institutions", [(spelt_alike(f"Pemerintah {region['name']}"),)], counts=False)
    for agreement in gold.get("agreements") or ():
        _add_agreement(truth, agreement, gold.get("people") or ())
    for result in gold.get("assessments") or ():
        _add_result(truth, result)
    return truth


def _counts(entry: dict[str, Any]) -> bool:
    return not any(entry.get(mark) for mark in ("incidental", "uncertain", "background"))


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _add_person(truth: Truth, person: dict[str, Any]) -> None:
    names = [person["name"], *_several(person.get("also_written")), *_several(person.get("alt"))]
    truth.add("people", (bare_name(name) for name in names), counts=_counts(person))
    role, where = person.get("role"), person.get("of")
    if role:
        keys = (office_key(name, role, None, where) for name in names)
        truth.add("offices", keys, counts=_counts(person) and bool(where))


def _add_agreement(truth: Truth, told: dict[str, Any], people: Iterable[dict[str, Any]]) -> None:
    pair, open_fields = pair_of(told["parties"]), set(told.get("uncertain_fields") or ())

    def sure(name: str, entry: Any = None) -> bool:
        return _counts(told) and name not in open_fields and (not isinstance(entry, dict) or _counts(entry))

    def add_people(kind: str, name: str) -> None:
        for entry in told.get(name) or ():
            names = [entry] if isinstance(entry, str) else [entry["name"], *_several(entry.get("alt"))]
            keys: list[Key] = [bare_name(one) for one in names]
            if kind == "signatories":
                keys = [(pair, *key) for key in keys]
            truth.add(kind, keys, counts=sure(name, entry))

    kinds = ["mou", "pks", "workplan", "addendum", "other"] if "kind" in open_fields else [told["kind"]]
    states = ["signed", "planned", "renewed"] if "status" in open_fields else [told["status"]]
    truth.add("agreements", ((pair, kind, state) for kind in kinds for state in states), counts=_counts(told))
    days = [str(day) for day in [told.get("signed_on"), *_several(told.get("alt_signed_on"))] if day]
    if days:
        truth.add("dates", ((pair, day) for day in days), counts=sure("signed_on"))
    for number in numbers_of(told.get("number")):
        truth.add("numbers", [(pair, number)], counts=sure("number"))
    if told.get("venue"):
        truth.add("venues", [(pair, fold(told["venue"]))], counts=sure("venue"))
    for entry in told.get("represented") or ():
        truth.add("stand-ins", [(pair, *bare_name(entry["by"]))], counts=sure("represented", entry))
    add_people("signatories", "signatories")
    add_people("witnesses", "witnesses")
    add_people("attendees", "attendees")
    # Who signs is there, too; who is there may watch. And where it is open who signs, anybody may.
    signers = [bare_name(entry["name"]) for entry in told.get("signatories") or ()]
    guests = [bare_name(one if isinstance(one, str) else one["name"]) for one in told.get("attendees") or ()]
    truth.add("attendees", signers, counts=False)
    truth.add("witnesses", guests, counts=False)
    if "signatories" in open_fields:
        truth.add("signatories", ((pair, *bare_name(one["name"])) for one in people), counts=False)


def _add_result(truth: Truth, result: dict[str, Any]) -> None:
    open_fields = set(result.get("uncertain_fields") or ())
    subject, year = region_of(result["subject"]), result.get("year")
    years = {year, None} if "year" in open_fields else {year}
    if result.get("score") is not None:
        score = round(float(result["score"]), 2)
        keys = [(subject, one, score) for one in years]
        truth.add("scores", keys, counts=_counts(result) and "score" not in open_fields)
    if result.get("zone"):
        keys = [(subject, None if "year" in open_fields else year, result["zone"])]
        truth.add("zones", keys, counts=_counts(result) and "zone" not in open_fields)


# --- what was found --------------------------------------------------------------------------------


class Found(NamedTuple):
    """A fact of an extraction, with the confidence that was given to it."""

    kind: str
    key: Key
    confidence: float


def found_in(facts: dict[str, Any]) -> Iterator[Found]:
    """The facts of an extraction."""
    for person in facts["people"]:
        yield Found("people", bare_name(person["name"]), person["confidence"]["name"])
        if person["role"]:
            where = person["institution"] or person["region_name"]
            key = office_key(person["name"], person["role"], person["acting"], where)
            yield Found("offices", key, person["confidence"]["role"])
    for body in facts["institutions"]:
        yield Found("institutions", (spelt_alike(body["name"]),), body["confidence"]["name"])
    for region in facts["regions"]:
        yield Found("regions", (region["code"],), region["confidence"]["name"])
    for agreement in facts["agreements"]:
        yield from _found_of(agreement)
    for result in facts["assessments"]:
        subject, year, sure = region_of(result["subject"]), result["year"], result["confidence"]
        if result["score"] is not None:
            yield Found("scores", (subject, year, round(result["score"], 2)), sure["score"])
        if result["zone"]:
            yield Found("zones", (subject, year, result["zone"]), sure["zone"])


def _found_of(agreement: dict[str, Any]) -> Iterator[Found]:
    pair = pair_of(party["name"] for party in agreement["parties"])
    sure = agreement["confidence"]
    yield Found("agreements", (pair, agreement["kind"], agreement["status"]), sure["parties"])
    if agreement["signed_on"]:
        yield Found("dates", (pair, agreement["signed_on"]), sure["signed_on"])
    for number in numbers_of(agreement["number"]):
        yield Found("numbers", (pair, number), sure["number"])
    if agreement["venue"]:
        yield Found("venues", (pair, fold(agreement["venue"]["name"])), sure["venue"])
    for signatory in agreement["signatories"]:
        yield Found("signatories", (pair, *bare_name(signatory["name"])), signatory["confidence"]["name"])
    for entry in agreement["represented"]:
        yield Found("stand-ins", (pair, *bare_name(entry["by"])), entry["confidence"]["principal"])
    for kind in ("witnesses", "attendees"):
        for person in agreement[kind]:
            yield Found(kind, bare_name(person["name"]), person["confidence"]["name"])


# --- both together ---------------------------------------------------------------------------------


def judge(truth: Truth, facts: dict[str, Any]) -> dict[str, Judged]:
    """Tell right from wrong; a fact that is found in two spellings counts once."""
    found: dict[str, dict[Key, None]] = {kind: {} for kind in KINDS}
    for kind, key, _ in found_in(facts):
        found[kind][key] = None
    return {kind: _judge(kind, truth, found[kind]) for kind in KINDS}


def _judge(kind: str, truth: Truth, found: Iterable[Key]) -> Judged:
    judged = Judged([], [], list(truth.facts[kind]))
    for key in found:
        fitting = [ways for ways in truth.facts[kind] if any(alike(kind, key, way) for way in ways)]
        left = [ways for ways in fitting if ways in judged.missed]
        if left:
            judged.missed.remove(left[0])
            judged.right.append(key)
        elif not fitting and not any(alike(kind, key, way) for way in truth.either[kind]):
            judged.wrong.append(key)
    return judged


def articles(collection: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, text and gold of each article of a folder."""
    for path in sorted((HERE / collection / "gold").glob("*.yml")):
        text = (HERE / collection / "text" / f"{path.stem}.txt").read_text("utf-8")
        yield path.stem, text, yaml.safe_load(path.read_text("utf-8"))


@functools.cache
def facts_in(text: str) -> dict[str, Any]:
    """What extraction finds in a text; read once, however often it is asked for."""
    return bundled_extractor().extract(text).as_dict()


def judged_articles(collection: str) -> Iterator[tuple[str, dict[str, Judged]]]:
    for name, text, gold in articles(collection):
        yield name, judge(truth_of(gold), facts_in(text))


def measure(collection: str) -> dict[str, Tally]:
    """How much of each kind, and of all kinds together (`all`), is found in a folder's articles."""
    right, found, there = Counter[str](), Counter[str](), Counter[str]()
    for _, judged in judged_articles(collection):
        for kind, (hits, wrong, missed) in judged.items():
            for name in (kind, "all"):
                right[name] += len(hits)
                found[name] += len(hits) + len(wrong)
                there[name] += len(hits) + len(missed)
    return {name: Tally(right[name], found[name], there[name]) for name in (*KINDS, "all")}


@click.command()
@click.argument("collection", type=click.Choice(["open", "held_out"]))
@click.option("--missed", is_flag=True, help="Print each fact that is missing or wrong.")
def main(collection: str, missed: bool) -> None:
    """Compare what is found in the articles of a folder with what is there."""
    if missed and collection != "open":
        raise click.UsageError("What held-out articles say stays unknown to those who write rules.")
    for line in _mistakes(collection) if missed else _table(collection):
        click.echo(line)


def _table(collection: str) -> Iterator[str]:
    yield f"{'':14}{'right':>7}{'found':>7}{'there':>7}{'precision':>11}{'recall':>8}{'F1':>7}"
    for name, tally in measure(collection).items():
        shares = f"{tally.precision:11.3f}{tally.recall:8.3f}{tally.f1:7.3f}"
        yield f"{name:14}{tally.right:7}{tally.found:7}{tally.there:7}{shares}"


def _mistakes(collection: str) -> Iterator[str]:
    for name, judged in judged_articles(collection):
        for kind, (_, wrong, missed) in judged.items():
            yield from (f"{name}: {kind}: wrong: {_shown(key)}" for key in wrong)
            yield from (f"{name}: {kind}: missed: {_shown(min(ways, key=str))}" for ways in missed)


def _shown(key: Key) -> str:
    return ", ".join(" + ".join(sorted(part)) if isinstance(part, frozenset) else str(part) for part in key)


if __name__ == "__main__":
    main()
