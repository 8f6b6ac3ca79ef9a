"""The whole way from a text to its facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kg.extract.agreements import Agreements, Signing, of_party
from kg.extract.assessments import Assessments, Result
from kg.extract.date_mention import DateMention
from kg.extract.date_words import DateWords
from kg.extract.dates import DateFinder
from kg.extract.doc import Doc, Held, Mention, Person
from kg.extract.facts import Extraction, Fact, evidence
from kg.extract.knowledge import Knowledge
from kg.extract.layout import Layout
from kg.extract.mentions import Mentions
from kg.extract.pack import Pack
from kg.extract.parties import GOVERNMENTS, Deal
from kg.extract.people import People
from kg.extract.plain import Plain
from kg.extract.settle import Settler
from kg.extract.tokens import Terms
from kg.extract.vocabulary import Named, entries
from kg.names import fold


class Extractor:
    """Reads articles. Made once, used for many.

    Args:
        pack: words of the language and the subject.
        date_words: words of dates.
        knowledge: regions, and who was seen in office when.
    """

    def __init__(self, pack: Pack, date_words: DateWords, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._terms = Terms(entries(pack, knowledge))
        self._dates = DateFinder(date_words)
        self._layout = Layout(pack.noise, pack.bullets)
        self._mentions = Mentions(pack)
        self._people = People(pack)
        self._settler = Settler(pack)
        self._agreements = Agreements(pack)
        self._assessments = Assessments(pack)
        self._focus = pack.focus

    def extract(self, text: str, published: date | None = None) -> Extraction:
        """The facts of a text.

        Args:
            text: of one article.
            published: when it came out, if known; else what the text says about that is used.
        """
        plain = Plain(text)
        tokens = self._terms.tokens(plain.text)
        doc = Doc(plain, tokens, self._layout.sentences(tokens), self._dates.find(plain.text))
        published = published or self._published(doc)
        doc.mentions = self._mentions.find(doc)
        self._people.find(doc)
        self._settler.settle(doc)
        self._settler.name_holders(doc)
        doc.mentions = _outside_names(doc)
        signing = self._agreements.find(doc, published, self._seen(doc))
        results = self._assessments.find(doc, published or _told(doc, signing))
        return self._written(doc, signing, results, published)

    def _published(self, doc: Doc) -> date | None:
        span = self._layout.published(doc.tokens)
        told = [
            m for m in doc.dates if span and span[0] <= m.start < span[1] and m.year and m.month and m.day
        ]
        mention = told[0] if told else self._layout.dateline(doc.tokens, doc.dates)
        return _as_date(mention) if mention else None

    def _seen(self, doc: Doc) -> list[tuple[date | None, date | None]]:
        known = (self._knowledge.seen.get(fold(person.name)) for person in doc.people)
        return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in filter(None, known)]

    def _written(
        self, doc: Doc, signing: Signing, results: list[Result], published: date | None
    ) -> Extraction:
        found = Extraction()
        if published:
            found.source["published"] = published.isoformat()
        for person in doc.people:
            found.people.append(self._person(doc, person, person.spans))
        self._places_and_bodies(doc, signing, found)
        for deal in signing.deals:
            found.agreements.append(self._agreement(doc, deal, signing))
        for result in results:
            found.assessments.append(self._assessment(doc, result))
        return found

    def _person(self, doc: Doc, person: Person, spans: Iterable[tuple[int, int]]) -> Fact:
        held = person.office
        fact: Fact = {
            "name": person.name,
            "as_written": person.as_written,
            "role": held.role if held else None,
            "acting": held.acting if held else None,
            "institution": held.body.name if held and held.body else None,
            "region_name": held.place.name if held and held.place else None,
            "evidence": evidence(doc.plain, "name", *spans),
        }
        if held:
            fact["evidence"] += evidence(doc.plain, "role", held.span)
        return fact

    def _places_and_bodies(self, doc: Doc, signing: Signing, found: Extraction) -> None:
        places: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        bodies: dict[str, tuple[Named, list[tuple[int, int]]]] = {}
        parties = {deal.counterpart.name for deal in signing.deals}
        for mention in doc.mentions:
            span = doc.span(mention.first, mention.last)
            if mention.place:
                places.setdefault(mention.place.code, (mention.place.name, []))[1].append(span)
            if mention.body and (mention.body.kind != "agency" or mention.body.name in parties):
                bodies.setdefault(mention.body.name, (mention.body, []))[1].append(span)
                place = mention.body.place
                if place:
                    places.setdefault(place.code, (place.name, []))[1].append(span)
        for deal in signing.deals:
            bodies.setdefault(deal.counterpart.name, (deal.counterpart, []))[1].extend(deal.spans)
        for person in doc.people:
            held = person.office
            if held and held.body and held.clear and held.body.kind not in {"agency", *GOVERNMENTS}:
                bodies.setdefault(held.body.name, (held.body, []))[1].append(held.span)
        for code, (name, spans) in places.items():
            found.regions.append(
                {"code": code, "name": name, "evidence": evidence(doc.plain, "name", *spans)}
            )
        for name, (body, spans) in bodies.items():
            found.institutions.append(
                {
                    "name": name,
                    "kind": body.kind,
                    "region": body.place.code if body.place else None,
                    "evidence": evidence(doc.plain, "name", *spans),
                }
            )

    def _agreement(self, doc: Doc, deal: Deal, signing: Signing) -> Fact:
        alone = len(signing.deals) == 1
        people = signing.participants

        def those(part: dict[int, tuple[Person, tuple[int, int]]], *, own: bool = False) -> list[Fact]:
            return [
                self._person(doc, person, [span])
                for person, span in part.values()
                if _tells_of(span, deal, signing)
                and (not own or alone or of_party(person, deal.counterpart) or self._is_ours(person, deal))
            ]

        signed = those(people.signed, own=True) if deal.status != "planned" else []
        names = {fact["name"] for fact in signed}
        there = deal.status != "planned"
        witnesses = [fact for fact in those(people.witness) if there and fact["name"] not in names]
        names |= {fact["name"] for fact in witnesses}
        attendees = [fact for fact in those(people.attend) if there and fact["name"] not in names]
        when, venue = (signing.when, signing.venue) if there else (None, signing.planned_venue)
        fact: Fact = {
            "kind": deal.kind,
            "status": deal.status,
            "number": "; ".join(number for number, _ in signing.numbers)
            if alone and signing.numbers
            else None,
            "signed_on": when.value if when else None,
            "inferred": ["signed_on"] if when and when.inferred else [],
            "venue": {"name": venue.name, "place": venue.place} if venue else None,
            "parties": [self._party(body) for body in (deal.focus, deal.counterpart)],
            "signatories": signed,
            "represented": [
                {
                    "principal": stood.principal.name if stood.principal else self._office(stood.office),
                    "role": self._role(stood.principal.office if stood.principal else stood.office),
                    "institution": None,
                    "by": stood.by.name,
                }
                for stood in people.stood_in
                if deal.status != "planned" and stood.by.name in {fact["name"] for fact in signed}
                if alone or of_party(stood.by, deal.counterpart) or self._is_ours(stood.by, deal)
            ],
            "witnesses": witnesses,
            "attendees": attendees,
            "topics": [],
            "evidence": evidence(doc.plain, "parties", *deal.spans),
        }
        if when and signing.when_span:
            fact["evidence"] += evidence(doc.plain, "signed_on", signing.when_span)
        if venue:
            fact["evidence"] += evidence(doc.plain, "venue", venue.span)
        for _, span in signing.numbers:
            fact["evidence"] += evidence(doc.plain, "number", span)
        return fact

    @staticmethod
    def _party(body: Named) -> Fact:
        return {"name": body.name, "kind": body.kind, "region": body.place.code if body.place else None}

    @staticmethod
    def _role(held: Held | None) -> str | None:
        return held.role if held else None

    @staticmethod
    def _office(held: Held | None) -> str | None:
        return f"{held.role} {held.place.bare}" if held and held.place else held.role if held else None

    @staticmethod
    def _is_ours(person: Person, deal: Deal) -> bool:
        held = person.office
        return bool(held and held.body and held.body.name == deal.focus.name)

    def _assessment(self, doc: Doc, result: Result) -> Fact:
        subject = result.subject
        place = subject.place
        body = subject.body
        return {
            "subject": body.name if body else place.government if place else None,
            "region": place.code if place else None,
            "year": result.year,
            "score": result.score,
            "zone": result.zone,
            "category": result.category,
            "assessed_by": self._focus,
            "evidence": [
                item for what, span in result.spans.items() for item in evidence(doc.plain, what, span)
            ],
        }


def _tells_of(span: tuple[int, int], deal: Deal, signing: Signing) -> bool:
    """Whether what stands at some characters is about one agreement rather than another of the same text."""
    if deal.within:
        return deal.within[0] <= span[0] < deal.within[1]
    return not any(d.within and d.within[0] <= span[0] < d.within[1] for d in signing.deals)


def _told(doc: Doc, signing: Signing) -> date | None:
    """A day close to that of publication: of the signing, else the first that the text names in full."""
    if signing.when and signing.when.value and len(signing.when.value) == len("2000-01-01"):
        return date.fromisoformat(signing.when.value)
    return next((day for mention in doc.dates if (day := _as_date(mention))), None)


def _as_date(mention: DateMention) -> date | None:
    if mention.year and mention.month and mention.day:
        return date(mention.year, mention.month, mention.day)
    return None


def _outside_names(doc: Doc) -> list[Mention]:
    """Mentions but those of regions whose names are words in names of people."""
    starts = {position for person in doc.people for span in person.spans for position in range(*span)}
    return [m for m in doc.mentions if m.body or m.clear or doc.tokens[m.first].start not in starts]


def language_files(folder: Path) -> list[Path]:
    """The files of a language's pack, without its dates, which have a file of their own shape."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != "dates.yaml")
