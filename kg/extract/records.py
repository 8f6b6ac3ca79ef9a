"""Extraction -> records: plain dictionaries in the shape of ``data/README.md``, which loaders validate.

What a record cannot hold is left open or left out, and a doubt says so: nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NamedTuple

from kg.extract.facts import Fact

#: A date as records hold it: the year is known.
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
#: Longest first line of a text that is its headline.
_HEADLINE = 160
#: Longest name, number or role in a record.
_LONGEST = 300
#: Longest title or address.
_LONGEST_TEXT = 2_000
#: What statements cannot hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: Facts that one doubt names.
_LISTED = 4
_OWN_REPORT = "read the article, and add what it or another report says in a record of your own"


class Doubt(NamedTuple):
    """What an article leaves open, or says in a way that no record can hold.

    Attributes:
        field: of the record it is about.
        reason: a sentence without its full stop.
        remedy: what to do about it.
        at: the character of the text where it shows, if anywhere.
    """

    field: str
    reason: str
    remedy: str = _OWN_REPORT
    at: int | None = None


@dataclass(frozen=True)
class Vocabulary:
    """What records may say.

    Attributes:
        allowed: values by concept and property (``Agreement.kind``); a property that is missing takes all.
        kind_of: the kind of institution that a name implies, or None.
        agrees: False when the name of an institution (first) says another region than a code (second).
        standing: words that stand with an office that is not held: not yet, or not any more.
    """

    allowed: Mapping[str, Collection[str]] = field(default_factory=dict)
    kind_of: Callable[[str], str | None] = lambda _: None
    agrees: Callable[[str, str], bool] = lambda _name, _code: True
    standing: frozenset[str] = frozenset()

    def pick(self, name: str, value: object, instead: str | None = None) -> str | None:
        """The value of a property if it may have it, else another."""
        possible = self.allowed.get(name)
        return str(value) if value and (possible is None or value in possible) else instead


class Made(NamedTuple):
    """A record, and the confidence in the values that were read, by the path of their field."""

    record: Fact
    confidence: dict[str, float]


@dataclass
class Records:
    """What an article gives: records by kind, and what is doubtful about them."""

    agreements: list[Made] = field(default_factory=list)
    assessments: list[Made] = field(default_factory=list)
    offices: list[Made] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def by_kind(self) -> dict[str, list[Made]]:
        """Kind of record -> records."""
        return {"agreements": self.agreements, "assessments": self.assessments, "offices": self.offices}


def to_records(found: Mapping[str, Any], source: Mapping[str, Any], vocabulary: Vocabulary) -> Records:
    """The records of an article.

    Args:
        found: an :class:`~kg.extract.facts.Extraction` as plain values.
        source: what the records cite: the fields of a source in ``data/README.md``.
        vocabulary: what records may say.
    """
    return _Writer(found, source, vocabulary).records


def to_source(about: Mapping[str, Any], told: Mapping[str, Any], name: str) -> Fact:
    """What the records of an article cite.

    Args:
        about: what its file says of it, as a :class:`~kg.readers.articles.Document` has it.
        told: what its text says of itself, which fills the gaps.
        name: its title where neither address, outlet nor title is known.
    """
    known = {field: about.get(field) or told.get(field) for field in _SOURCE_FIELDS}
    source: Fact = {field: _short(value) for field, value in known.items()}
    source["url"] = _text(known["url"])
    source["title"] = _text(known["title"])
    day = (known["published"] or "")[:10]
    source["published"] = day if _DATE.fullmatch(day) else None
    if not (source["url"] or source["outlet"] or source["title"]):
        source["title"] = _titled(about, name)
    return {field: value for field, value in source.items() if value is not None}


def _titled(about: Mapping[str, Any], name: str) -> str:
    """The first line of a plain text, if it can be its headline, with the names of file and folder.

    With these, since two articles may have one headline, and are two sources. Else what the file is called.
    """
    headline, _, rest = str(about.get("text") or "").strip().partition("\n")
    headline = " ".join(headline.split())
    told = about.get("media") == "text" and rest.strip() and len(headline) <= _HEADLINE
    if not (told and headline) or headline[-1] in ".:;,":
        return name
    return f"{headline} ({'/'.join(PurePath(name).parts[-2:])})"


class _Writer:
    def __init__(self, found: Mapping[str, Any], source: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self.records = Records()
        self._found = found
        self._vocabulary = vocabulary
        self._sources = [{name: value for name, value in source.items() if value is not None}]
        self._bodies = {body["name"]: body for body in found["institutions"]}
        for fact in found["agreements"]:
            self._agreement(fact)
        for fact in found["assessments"]:
            self._assessment(fact)
        for fact in found["people"]:
            self._office(fact)
        self._what_is_open()

    def _doubt(self, name: str, reason: str, fact: Fact | None = None) -> None:
        spans = fact.get("evidence") if fact else None
        self.records.doubts.append(Doubt(name, reason, at=spans[0]["start"] if spans else None))

    def _what_is_open(self) -> None:
        """The doubts of the extraction; those that several facts share are one, which names them."""
        alike: dict[tuple[str, str], list[Fact]] = {}
        for doubt in self._found.get("doubts", ()):
            fact = fact_at(self._found, doubt["about"])
            alike.setdefault((doubt["field"], doubt["reason"].rstrip(".")), []).append(fact or {})
        for (name, reason), facts in alike.items():
            about = [label for fact in facts if (label := label_of(fact))]
            more = f" and {len(about) - _LISTED} more" if len(about) > _LISTED else ""
            which = f" ({', '.join(about[:_LISTED])}{more})" if about else ""
            self._doubt(name, reason + which, facts[0])

    # Agreements

    def _agreement(self, fact: Fact) -> None:
        parties = [self._party(party) for party in _unique(fact["parties"]) if _name(party["name"])]
        if len(parties) < 2:
            who = "".join(f" ({party['name']})" for party in parties)
            return self._doubt("parties", f"The text names one party of an agreement only{who}", fact)
        signed_on = fact.get("signed_on")
        known = bool(signed_on and _DATE.fullmatch(signed_on))
        record: Fact = {
            "kind": self._vocabulary.pick("Agreement.kind", fact.get("kind"), "other"),
            "status": self._vocabulary.pick("Agreement.status", fact.get("status"), "signed"),
            "number": _short(fact.get("number")),
            "signed_on": signed_on if known else None,
            "term_years": years if (years := fact.get("term_years")) and 0 < years <= 100 else None,
            "venue": _venue(fact.get("venue")),
            "parties": parties,
            "signatories": [self._person(person) for person in _people(fact, "signatories")],
            "represented": self._represented(fact, parties),
            "witnesses": [self._person(person) for person in _people(fact, "witnesses")],
            "attendees": [self._person(person) for person in _people(fact, "attendees")],
            "topics": [topic for topic in fact.get("topics", ()) if _short(topic)],
            "sources": self._sources,
            "inferred": ["signed_on"] if known and "signed_on" in fact.get("inferred", ()) else [],
        }
        record["evidence"] = _evidence(record, self._agreement_evidence(fact, record))
        self.records.agreements.append(Made(record, _confidence(self._agreement_confidence(fact, record))))
        return None

    def _party(self, party: Mapping[str, Any]) -> Fact:
        return {
            "name": _name(party["name"]),
            "kind": self._kind(party["name"], party.get("kind")),
            "region": self._region(party["name"], party.get("region")),
        }

    def _kind(self, name: str, kind: str | None) -> str:
        known = kind or self._vocabulary.kind_of(name)
        return self._vocabulary.pick("Institution.kind", known, "other") or "other"

    def _region(self, name: str, code: str | None) -> str | None:
        return code if code and self._vocabulary.agrees(name, code) else None

    def _person(self, person: Mapping[str, Any]) -> Fact:
        return {
            "name": _name(person["name"]),
            "as_written": _name(person.get("as_written")),
            "role": _short(person.get("role")),
            "acting": self._vocabulary.pick("HOLDS.acting", person.get("acting")),
            "institution": _name(person.get("institution")),
        }

    def _represented(self, fact: Fact, parties: Sequence[Fact]) -> list[Fact]:
        took_part = {p["name"]: p for part in _PARTS for p in _people(fact, part)}
        every = {person["name"]: person for person in self._found["people"]}
        names = [party["name"] for party in parties]
        found: dict[tuple[str, str], Fact] = {}
        for each in fact.get("represented", ()):
            principal, by = _name(each.get("principal")), _name(each.get("by"))
            if principal is None or by is None or by not in took_part:
                self._doubt("represented", "The text says that somebody stood in, but not both names", fact)
                continue
            person = every.get(principal)
            role = _short(each.get("role") or (person or {}).get("role"))
            of = each.get("institution") or (person or took_part[by]).get("institution")
            if person is None and principal not in names:
                # An office whose holder is not named: the record says which body it is of.
                of, role = of or next((name for name in names if _of_side(took_part[by], name)), None), None
                if of is None:
                    self._doubt(
                        "represented",
                        f"The text does not tell of which body {principal} is, for whom {by} signed",
                        fact,
                    )
                    continue
            found.setdefault(
                (principal, by), {"principal": principal, "role": role, "institution": _name(of), "by": by}
            )
        return list(found.values())

    def _agreement_evidence(self, fact: Fact, record: Fact) -> Iterable[tuple[str, Fact]]:
        last = len(record["parties"]) - 1
        for item in fact.get("evidence", ()):
            yield f"parties[{last}].name" if item["field"] == "parties" else item["field"], item
        for path, person in self._participants(fact, record):
            for item in person.get("evidence", ()):
                yield f"{path}.{item['field']}", item

    def _agreement_confidence(self, fact: Fact, record: Fact) -> Iterable[tuple[str, float]]:
        last = len(record["parties"]) - 1
        for name, share in fact.get("confidence", {}).items():
            yield f"parties[{last}].name" if name == "parties" else name, share
        for path, person in self._participants(fact, record):
            for name, share in person.get("confidence", {}).items():
                yield f"{path}.{name}", share

    @staticmethod
    def _participants(fact: Fact, record: Fact) -> Iterable[tuple[str, Fact]]:
        """Those who took part or were stood in for, as they were read, by their path in the record."""
        for part in _PARTS:
            for i, person in enumerate(_people(fact, part)):
                yield f"{part}[{i}]", person
        for i, written in enumerate(record["represented"]):
            for each in fact.get("represented", ()):
                if (each.get("principal"), each.get("by")) == (written["principal"], written["by"]):
                    yield f"represented[{i}]", each
                    break

    # Assessments

    def _assessment(self, fact: Fact) -> None:
        subject = _name(fact.get("subject"))
        score = fact.get("score")
        score = score if score is not None and 0 <= score <= 100 else None
        zone = self._vocabulary.pick("Assessment.zone", fact.get("zone"))
        category = _short(fact.get("category"))
        if subject is None:
            return self._doubt("subject", "The text gives a result without saying whose it is", fact)
        if score is None and zone is None and category is None:
            return self._doubt(
                "score", f"The text gives {subject} a result that is no score from 0 to 100", fact
            )
        body = self._bodies.get(subject, {})
        record: Fact = {
            "subject": subject,
            "subject_kind": self._kind(subject, self._vocabulary.kind_of(subject) or body.get("kind")),
            "region": self._region(subject, fact.get("region")),
            "year": fact.get("year"),
            "score": score,
            "zone": zone,
            "category": category,
            "assessed_by": _name(fact.get("assessed_by")),
            "sources": self._sources,
        }
        record["evidence"] = _evidence(record, _own(fact))
        self.records.assessments.append(Made(record, _confidence(fact.get("confidence", {}).items())))
        return None

    # Offices

    def _office(self, fact: Fact) -> None:
        name, role, body = _name(fact["name"]), _short(fact.get("role")), _name(fact.get("institution"))
        if not (name and role and body) or not self._vocabulary.standing.isdisjoint(role.casefold().split()):
            return
        written = _name(fact.get("as_written"))
        record: Fact = {
            "name": name,
            "as_written_variants": [written] if written and written != name else [],
            "role": role,
            "institution": body,
            "region": self._region(body, self._bodies.get(body, {}).get("region")),
            "acting": self._vocabulary.pick("HOLDS.acting", fact.get("acting")),
            "seen_on": self._seen_on(),
            "party_membership": _name(fact.get("party_membership")),
            "sources": self._sources,
        }
        record["evidence"] = _evidence(record, _own(fact))
        self.records.offices.append(Made(record, _confidence(fact.get("confidence", {}).items())))

    def _seen_on(self) -> list[str]:
        """The day on which people are seen in office: that of the publication, else of the signing."""
        days = [self._sources[0].get("published"), *(a.record["signed_on"] for a in self.records.agreements)]
        return [day for day in days if day and len(day) == 10][:1]


_SOURCE_FIELDS = ("url", "outlet", "title", "author", "editor", "published", "language")
_PARTS = ("signatories", "witnesses", "attendees")


def _people(fact: Fact, part: str) -> list[Fact]:
    """Those of a part whose names can be written down, each once."""
    return [person for person in _unique(fact.get(part, ())) if _name(person["name"])]


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    found: dict[str, Fact] = {}
    for fact in facts:
        found.setdefault(fact["name"], fact)
    return list(found.values())


def _of_side(person: Fact, party: str) -> bool:
    return bool(person.get("institution") and person["institution"].startswith(party))


def _venue(venue: Mapping[str, Any] | None) -> Fact | None:
    known = {name: _name((venue or {}).get(name)) for name in ("name", "place")}
    return known if any(known.values()) else None


def _text(text: object) -> str | None:
    return _CONTROLS.sub(" ", str(text or "")).strip()[:_LONGEST_TEXT] or None


def _short(text: object) -> str | None:
    """A text that is short enough for a record, or None."""
    known = _text(text)
    return known if known and len(known) <= _LONGEST else None


def _name(text: object) -> str | None:
    """A name that a record can hold: one with a letter or a digit."""
    known = _short(text)
    return known if known and any(character.isalnum() for character in known) else None


def fact_at(found: Mapping[str, Any], about: str) -> Fact | None:
    """The fact that a doubt is about: ``agreements[0]``."""
    match = re.fullmatch(r"(\w+)\[([0-9]+)\]", about)
    facts = found.get(match[1], ()) if match else ()
    return facts[int(match[2])] if match and int(match[2]) < len(facts) else None


def label_of(fact: Mapping[str, Any]) -> str:
    """What tells an agreement or a result from others of one article: its counterpart, its subject."""
    parties = fact.get("parties")
    return str((parties[-1]["name"] if parties else fact.get("subject") or fact.get("name")) or "")


def _own(fact: Fact) -> Iterable[tuple[str, Fact]]:
    return ((item["field"], item) for item in fact.get("evidence", ()))


def _evidence(record: Fact, items: Iterable[tuple[str, Fact]]) -> list[Fact]:
    """Evidence by path of the field, each place once; what no record can quote is left out."""
    found: dict[tuple[str, int, int], Fact] = {}
    for path, item in items:
        start, end, quote = item["start"], item["end"], item["quote"]
        fits = re.split(r"[.\[]", path)[0] in record and end - start == len(quote)
        if fits and quote.strip() and not _CONTROLS.search(quote):
            found[path, start, end] = {"field": path, "start": start, "end": end, "quote": quote}
    return list(found.values())


def _confidence(shares: Iterable[tuple[str, float]]) -> dict[str, float]:
    return {path: share for path, share in shares if 0 <= share <= 1}
