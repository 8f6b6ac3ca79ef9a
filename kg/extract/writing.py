"""What was found in a text as facts: with evidence, confidence, and what the text leaves open."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.extract.agreements import Number, Signing, of_party
from kg.extract.assessed import Result
from kg.extract.date_mention import Dated
from kg.extract.deals import Deal
from kg.extract.doc import Doc, Held, Person
from kg.extract.facts import Extraction, Fact, evidence
from kg.extract.participants import Noted, is_one_body
from kg.extract.venues import Venue
from kg.extract.vocabulary import GOVERNMENTS, Named

#: Kind of fact -> the rule by which it was read -> share of such facts that is right.
Shares = Mapping[str, Mapping[str, float]]


class Writer:
    """Writes the facts of one text.

    Args:
        doc: the text, read.
        signing: its agreements.
        focus: the institution that assesses.
        shares: how far each rule can be trusted.
    """

    def __init__(self, doc: Doc, signing: Signing, focus: str | None, shares: Shares) -> None:
        self._doc, self._signing, self._focus, self._shares = doc, signing, focus, shares
        self._is_alone = len(signing.deals) == 1
        self._kinds = {deal.kind for deal in signing.deals}
        #: Kind of agreement -> how many of it were made.
        self._made = Counter(deal.kind for deal in signing.deals if deal.status != "planned")
        #: Name of a counterpart -> how many agreements it makes.
        self._counterparts = Counter(body.name for deal in signing.deals for body in deal.counterparts)
        #: Sentences that tell of one agreement alone, in order; they do not overlap.
        self._apart = _joined({deal.within for deal in signing.deals if deal.within})

    def write(self, results: Sequence[Result], source: Fact) -> Extraction:
        """All facts of the text."""
        found = Extraction(source=source)
        found.people = [self._person(person, person.spans) for person in self._doc.people]
        found.regions = self._regions()
        found.institutions = self._institutions()
        for i, deal in enumerate(self._signing.deals):
            found.agreements.append(self._agreement(deal))
            found.doubts += self._doubts(f"agreements[{i}]", deal, found.agreements[-1])
        if self._signing.unread:
            reason = "The text tells of an agreement, and not clearly between whom."
            found.doubts.append(_doubt("", "parties", reason))
        for i, result in enumerate(results):
            found.assessments.append(self._assessment(result))
            if result.year is None:
                reason = "The text does not say which year was assessed."
                found.doubts.append(_doubt(f"assessments[{i}]", "year", reason))
        return found

    def _share(self, kind: str, rule: str) -> float:
        return self._shares.get(kind, {}).get(rule, 0.5)

    def _person(self, person: Person, spans: Iterable[tuple[int, int]]) -> Fact:
        held, plain = person.office, self._doc.plain
        rule = "office" if held else "title" if person.as_written != person.name else "named"
        fact: Fact = {
            "name": person.name,
            "as_written": person.as_written,
            "role": held.role if held else None,
            "acting": held.acting if held else None,
            "institution": held.body.name if held and held.body else None,
            "region_name": held.place.name if held and held.place else None,
            "party_membership": person.party.name if person.party else None,
            "confidence": {"name": self._share("person", rule)},
            "evidence": evidence(plain, "name", *spans),
        }
        if held:
            told = "stated" if held.clear else "inferred" if held.body else "bare"
            fact["confidence"]["role"] = self._share("office", told)
            fact["evidence"] += evidence(plain, "role", held.span)
        if person.party_span:
            fact["evidence"] += evidence(plain, "party_membership", person.party_span)
        return fact

    def _regions(self) -> list[Fact]:
        named: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        clear: set[str] = set()
        for mention in self._doc.mentions:
            span = self._doc.span(mention.first, mention.last)
            both = (mention.place, mention.body.place if mention.body else None)
            for code, name in {place.code: place.name for place in both if place}.items():
                named.setdefault(code, (name, []))[1].append(span)
                if mention.clear:
                    clear.add(code)
        return [
            {
                "code": code,
                "name": name,
                "confidence": {"name": self._share("region", "level" if code in clear else "bare")},
                "evidence": evidence(self._doc.plain, "name", *spans),
            }
            for code, (name, spans) in named.items()
        ]

    def _institutions(self) -> list[Fact]:
        """Institutions; agencies, of which every region has the same, only where they are parties."""
        bodies: dict[str, tuple[Named, list[tuple[int, int]]]] = {}
        for mention in self._doc.mentions:
            body = mention.body
            if body and (body.kind != "agency" or body.name in self._counterparts):
                bodies.setdefault(body.name, (body, []))[1].append(
                    self._doc.span(mention.first, mention.last)
                )
        for deal in self._signing.deals:
            bodies.setdefault(deal.counterpart.name, (deal.counterpart, []))[1].extend(deal.spans)
            for body, spans in deal.further:
                bodies.setdefault(body.name, (body, []))[1].extend(spans)
        for person in self._doc.people:
            held = person.office
            if held and held.body and held.clear and held.body.kind not in {"agency", *GOVERNMENTS}:
                bodies.setdefault(held.body.name, (held.body, []))[1].append(held.span)
        return [
            {
                **_party(body),
                "confidence": {"name": self._share("institution", "named")},
                "evidence": evidence(self._doc.plain, "name", *spans),
            }
            for body, spans in bodies.values()
        ]

    def _agreement(self, deal: Deal) -> Fact:
        signing, done = self._signing, deal.status != "planned"
        signed = (
            self._those(signing.participants.signed.values(), deal, "signatory", own=True) if done else []
        )
        taken = {fact["name"] for fact in signed}
        witnesses = self._those(signing.participants.witness.values(), deal, "witness") if done else []
        witnesses = [fact for fact in witnesses if fact["name"] not in taken]
        taken |= {fact["name"] for fact in witnesses}
        attendees = self._those(signing.participants.attend.values(), deal, "attendee") if done else []
        when, _, venue = self._when_and_where(deal)
        numbers, contents = self._numbers(deal), signing.contents.of(deal.kind, self._kinds)
        return {
            "kind": deal.kind,
            "status": deal.status,
            "number": "; ".join(number.text for number in numbers) or None,
            "signed_on": when.value if when else None,
            "inferred": ["signed_on"] if when and when.inferred else [],
            "venue": {"name": venue.name, "place": venue.place} if venue else None,
            "parties": [_party(body) for body in (deal.focus, *deal.counterparts)],
            "signatories": signed,
            "represented": self._represented(deal, {fact["name"] for fact in signed}),
            "witnesses": witnesses,
            "attendees": [fact for fact in attendees if fact["name"] not in taken],
            "term_years": contents.term_years if done else None,
            "topics": [topic.text for topic in contents.topics],
            "confidence": {
                "parties": self._share(
                    "agreement", "one" if self._is_alone else "several" if done else "planned"
                ),
                "signed_on": self._share("date", "inferred" if when and when.inferred else "stated"),
                "venue": self._share("venue", "named"),
                "number": self._share("number", "named"),
            },
            "evidence": self._evidence(deal),
        }

    def _when_and_where(self, deal: Deal) -> tuple[Dated | None, tuple[int, int] | None, Venue | None]:
        """The day of an agreement, the characters that name it, and the place."""
        signing = self._signing
        if deal.status == "planned":
            return None, None, signing.planned_venue
        return deal.apart or (signing.when, signing.when_span, signing.venue)

    def _numbers(self, deal: Deal) -> list[Number]:
        """The numbers of one agreement: the only one, or the only one made, of its sort or with its party."""
        done = deal.status != "planned"
        if self._is_alone or (done and self._made.total() == 1):
            return self._signing.numbers
        of_sort = [number for number in self._signing.numbers if number.kind == deal.kind]
        if not done or self._made[deal.kind] != 1:
            return [number for number in of_sort if done and number.party == deal.counterpart.name]
        return of_sort

    def _evidence(self, deal: Deal) -> list[Fact]:
        plain, signing, done = self._doc.plain, self._signing, deal.status != "planned"
        found = evidence(
            plain, "parties", *[span for _, spans in deal.further for span in spans], *deal.spans
        )
        when, span, venue = self._when_and_where(deal)
        if when and when.value and span:
            found += evidence(plain, "signed_on", span)
        if venue:
            found += evidence(plain, "venue", venue.span)
        contents = signing.contents.of(deal.kind, self._kinds)
        for i, topic in enumerate(contents.topics):
            found += evidence(plain, f"topics[{i}]", topic.span)
        if done and contents.term_span:
            found += evidence(plain, "term_years", contents.term_span)
        for number in self._numbers(deal):
            found += evidence(plain, "number", number.span)
        return found

    def _those(self, noted: Collection[Noted], deal: Deal, kind: str, *, own: bool = False) -> list[Fact]:
        """People with a part in an agreement; with ``own``, of several, only those of its parties."""
        found = []
        for person, span in noted:
            ours = _is_of(person, deal.focus)
            theirs = self._acts_for(person, deal) or ours
            theirs = theirs or (self._is_alone and not (own and _governs_elsewhere(person, deal)))
            tells = self._tells_of(span, deal) or (own and ours and self._signs_all(deal, noted))
            acts = own and self._acts_for(person, deal)
            tells = tells or (acts and self._is_told_alone(span, deal))
            if tells and (theirs or not own):
                fact = self._person(person, [span])
                fact["confidence"]["name"] = self._share(kind, "one" if self._is_alone else "several")
                found.append(fact)
        return found

    def _acts_for(self, person: Person, deal: Deal) -> bool:
        """Whether somebody is in office at a party beside ours, or stands in for who is."""
        acted_for = self._signing.participants.bodies_acted_for(person)
        return any(
            of_party(person, body) or any(is_one_body(body, one) for one in acted_for)
            for body in deal.counterparts
        )

    def _is_told_alone(self, span: tuple[int, int], deal: Deal) -> bool:
        """Whether characters are in no sentence that is of one agreement, and its counterpart makes one."""
        return self._counterparts[deal.counterpart.name] == 1 and not self._is_apart(span)

    def _signs_all(self, deal: Deal, noted: Collection[Noted]) -> bool:
        """Whether a sentence that tells of one agreement alone names nobody of the institution who signs."""
        if not deal.within:
            return False
        inside = [person for person, span in noted if deal.within[0] <= span[0] < deal.within[1]]
        return bool(inside) and not any(_is_of(person, deal.focus) for person in inside)

    def _represented(self, deal: Deal, signed: set[str]) -> list[Fact]:
        found: dict[tuple[str | None, str], Fact] = {}
        for stood in self._signing.participants.stood_in:
            theirs = self._is_alone or _is_of(stood.by, deal.focus)
            theirs = theirs or self._acts_for(stood.by, deal)
            if stood.by.name not in signed or not theirs:
                continue
            held = stood.principal.office if stood.principal else stood.office
            principal = stood.principal.name if stood.principal else _office_name(held)
            found[principal, stood.by.name] = {
                "principal": principal,
                "role": held.role if held else None,
                "institution": held.body.name if held and held.body else None,
                "by": stood.by.name,
                "confidence": {
                    "principal": self._share("represented", "one" if self._is_alone else "several")
                },
                "evidence": evidence(self._doc.plain, "principal", stood.span),
            }
        return list(found.values())

    def _tells_of(self, span: tuple[int, int], deal: Deal) -> bool:
        """Whether some characters are about one agreement rather than another of the same text."""
        if deal.within:
            return deal.within[0] <= span[0] < deal.within[1]
        return not self._is_apart(span)

    def _is_apart(self, span: tuple[int, int]) -> bool:
        """Whether some characters are in a sentence that tells of one agreement alone."""
        i = bisect_right(self._apart, (span[0], sys.maxsize)) - 1
        return i >= 0 and span[0] < self._apart[i][1]

    def _assessment(self, result: Result) -> Fact:
        place, body = result.subject.place, result.subject.body
        rule = "dated" if result.year else "undated"
        return {
            "subject": body.name if body else place.government if place else None,
            "region": place.code if place else None,
            "year": result.year,
            "score": result.score,
            "zone": result.zone,
            "category": result.category,
            "assessed_by": self._focus,
            "confidence": {
                what: self._share(what, rule) for what in ("score", "zone") if what in result.spans
            },
            "evidence": [
                item for what, span in result.spans.items() for item in evidence(self._doc.plain, what, span)
            ],
        }

    def _doubts(self, about: str, deal: Deal, fact: Fact) -> list[Fact]:
        """What a text leaves open of an agreement that was made."""
        if deal.status == "planned":
            return []
        doubts, (when, *_) = [], self._when_and_where(deal)
        if not fact["signatories"]:
            doubts.append(_doubt(about, "signatories", "The text does not say who signed."))
        elif self._is_alone and len(fact["signatories"]) == 1:
            name = fact["signatories"][0]["name"]
            doubts.append(_doubt(about, "signatories", f"Beside {name}, the text names nobody who signed."))
        if reason := _day_left_open(when):
            doubts.append(_doubt(about, "signed_on", reason))
        if when is not None and when.conflict:
            doubts.append(_doubt(about, "signed_on", when.conflict))
        return doubts


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _doubt(about: str, field: str, reason: str) -> Fact:
    return {"about": about, "field": field, "reason": reason}


def _day_left_open(when: Dated | None) -> str | None:
    """What a text leaves open of the day of a signing."""
    if when is None:
        return "The text does not say on which day it was signed."
    others = ", ".join(when.alternatives)
    if when.value is None:
        return "The text names the day, but not its year" + (f"; it could be {others}." if others else ".")
    if len(when.value) < len("2000-01-01"):
        return "The text says only in which month it was signed."
    if when.last:
        return f"The text says from {when.value} to {when.last}; the first day is taken."
    if when.alternatives:
        same = all(other[:4] == when.value[:4] for other in when.alternatives)
        what = "The year is inferred" if when.inferred and not same else "The day is not certain"
        return f"{what}; it could also be {others}."
    return None


def _party(body: Named) -> Fact:
    return {"name": body.name, "kind": body.kind, "region": body.place.code if body.place else None}


def _office_name(held: Held | None) -> str | None:
    if held is None:
        return None
    of = held.place.bare if held.place else held.body.name if held.body else ""
    return f"{held.role} {of}".strip()


def _is_of(person: Person, body: Named) -> bool:
    held = person.office
    return bool(held and held.body and held.body.name == body.name)


def _governs_elsewhere(person: Person, deal: Deal) -> bool:
    """Whether somebody is of the government of a region that is no party."""
    held = person.office
    place = held.place if held and held.body and held.body.kind in GOVERNMENTS else None
    governed = [body.place for body in deal.counterparts if body.kind in GOVERNMENTS]
    return place is not None and bool(governed) and place not in governed
