"""Agreements of the Ombudsman, as news and websites report them: one record for each counterpart."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, field_validator, model_validator

from kg.loading import (
    Build,
    CuratedRecord,
    Loader,
    Name,
    Number,
    PartialDate,
    PersonMention,
    Piece,
    Text,
    code,
    doubt_day,
    hint,
    institution_code,
    refusal,
    say_date,
    say_dissent,
    say_institution,
    say_office,
    say_person,
    say_place,
    say_reports,
    says_institution,
)

Kind = Literal[
    "ombudsman", "ombudsman_office", "province_government", "regency_government", "city_government",
    "council", "ministry", "agency", "police", "prosecutor", "university", "hospital", "company",
    "party", "other",
]  # fmt: skip
RegionCode = code(
    r"[0-9]{2}(\.[0-9]{2})?",
    "is not the code of a region",
    "write 64 for a province, 64.01 for a regency or city, and keep it text (as a number 32.10 becomes 32.1)",
)


class Party(Piece):
    """An institution that agrees."""

    name: Name = Field(description="Name of the institution", examples=["Pemerintah Kabupaten Paser"])
    kind: Kind = Field(description="What sort of institution it is", examples=["regency_government"])
    region: RegionCode | None = Field(None, description="Code of the region it governs", examples=["64.01"])


class Person(PersonMention):
    """A person who took part."""

    acting: Literal["Pj", "Plt", "Pjs", "Plh"] | None = Field(
        None, description="How, when not in full office"
    )


class Signatory(Person):
    """A person of whom a source says that they signed."""

    represented_by: Name | None = Field(None, description="Who signed in their place, if somebody did")


class Represented(Piece):
    """Somebody who was stood in for."""

    principal: Name = Field(description="Person, office or institution that was stood in for")
    as_written: Name | None = Field(None, description="Name as in the source, titles included")
    role: Text | None = Field(None, description="Office of the principal", examples=["Ketua"])
    institution: Name | None = Field(None, description="Institution of the principal")
    by: Name = Field(description="Name of the stand-in, who is listed among those who took part")


class Venue(Piece):
    """Where the agreement was signed."""

    name: Name | None = Field(None, description="Building or room, as written")
    place: Name | None = Field(None, description="Town or city", examples=["Tanah Grogot"])


class Agreement(CuratedRecord):
    """One agreement with one counterpart."""

    natural_key = ("kind", "status", "number", "title", "signed_on", "parties.name")
    flat_names: ClassVar[dict[str, str]] = {
        "parties": "party",
        "signatories": "signatory",
        "represented": "represented",
        "witnesses": "witness",
        "attendees": "attendee",
    }
    repeat: ClassVar[dict[str, int]] = {"parties": 2, "signatories": 2, "attendees": 3}

    kind: Literal["mou", "pks", "workplan", "addendum", "other"] = Field(
        description="What sort of agreement it is"
    )
    status: Literal["signed", "renewed", "planned"] = Field(description="As reported")
    number: Text | None = Field(None, description="Number of the document", examples=["30/ORI-MOU/X/2021"])
    title: Text | None = Field(None, description="Title of the document")
    signed_on: PartialDate | None = Field(None, description="When it was signed", examples=["2024-09-03"])
    term_years: Number | None = Field(
        None, gt=0, le=100, description="How long it runs, in years", examples=["3"]
    )
    ceremony: Name | None = Field(None, description="Name shared by the agreements of one ceremony")
    venue: Venue | None = Field(None, description="Where it was signed")
    parties: tuple[Party, ...] = Field(
        min_length=2,
        description="The institutions that agree",
        json_schema_extra={"remedy": "name every party; an agreement with one party joins it to nobody"},
    )
    signatories: tuple[Signatory, ...] = Field(
        (), description="Persons of whom a source says that they signed"
    )
    represented: tuple[Represented, ...] = Field((), description="Who was stood in for, and by whom")
    witnesses: tuple[Person, ...] = Field((), description="Persons said to have witnessed it")
    attendees: tuple[Person, ...] = Field((), description="Everybody else named as present")
    topics: tuple[Text, ...] = Field((), description="What it is about", examples=["pelayanan publik"])

    @field_validator("parties")
    @classmethod
    def _parties_differ(cls, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        if len({party.name for party in parties}) < len(parties):
            raise refusal("name one institution twice", "name each party once; two are needed")
        return parties

    @model_validator(mode="after")
    def _stand_ins_took_part(self) -> Self:
        present = [person.name for person in (*self.signatories, *self.witnesses, *self.attendees)]
        stand_ins = [("represented", i, "by", each.by) for i, each in enumerate(self.represented)]
        stand_ins += [
            ("signatories", i, "represented_by", each.represented_by)
            for i, each in enumerate(self.signatories)
            if each.represented_by
        ]
        for field, i, part, name in stand_ins:
            if name not in present:
                reason = f"{name!r} is not among the signatories, witnesses and attendees"
                raise refusal(reason, f"list that person there too; {hint(name, present)}", field, i, part)
        return self


def statements(record: Agreement, build: Build) -> None:
    """Say who agreed, who was there, where, when and what about."""
    agreement = build.root("Agreement")
    for name in ("kind", "status", "number", "term_years", "inferred", "notes"):
        build.say(agreement, name, getattr(record, name), field=name)
    parties = [
        say_institution(build, party.name, party.kind, party.region, field=f"parties[{i}].name")
        for i, party in enumerate(record.parties)
    ]
    for party in parties:
        build.edge("PARTY_TO", party, agreement)
    build.say(agreement, "name", record.title, field="title")
    _say_code(record, build, agreement)
    _say_when_and_where(record, build, agreement)
    for edge, part in (("SIGNED", "signatories"), ("WITNESSED", "witnesses"), ("ATTENDED", "attendees")):
        for i, person in enumerate(getattr(record, part)):
            _say_part(record, build, agreement, edge, person, f"{part}[{i}]")
    for i, stood_in in enumerate(record.represented):
        _say_stand_in(record, build, agreement, stood_in, f"represented[{i}].principal")
    for i, topic in enumerate(record.topics):
        entity = build.mention("Topic", topic)
        build.say(entity, "name", topic, field=f"topics[{i}]")
        build.edge("ABOUT", agreement, entity)
    say_reports(build, agreement)
    say_dissent(build, agreement, "Agreement", record.conflicts)


def _say_code(record: Agreement, build: Build, agreement: str) -> None:
    """What tells it across records: kind, day and parties."""
    codes = sorted(
        institution_code(build, party.name, party.kind, party.region) or "?" for party in record.parties
    )
    if record.signed_on and len(record.signed_on) == 10 and "?" not in codes and record.status != "planned":
        build.say(
            agreement, "code", " / ".join([record.kind, record.signed_on, *codes]), rule="kind-date-parties"
        )


def _say_when_and_where(record: Agreement, build: Build, agreement: str) -> None:
    places = [agreement]
    if record.ceremony:
        ceremony = build.mention("Ceremony", record.ceremony)
        build.say(ceremony, "name", record.ceremony, field="ceremony")
        build.say(ceremony, "held_on", record.signed_on)
        build.say(ceremony, "code", f"{build.dataset} {record.ceremony}", rule="name-within-dataset")
        build.edge("PART_OF", agreement, ceremony)
        say_reports(build, ceremony)
        places.append(ceremony)
    if record.signed_on:
        if record.status != "planned":
            doubt_day(build, "signed_on", record.signed_on)
        build.say(agreement, "signed_on", record.signed_on, field="signed_on")
        inferred = True if "signed_on" in record.inferred else None
        build.edge(
            "SIGNED_ON",
            agreement,
            say_date(build, record.signed_on),
            rule="date-of-agreement",
            inferred=inferred,
        )
    if record.venue and (venue := say_place(build, record.venue.name, record.venue.place)):
        for place in places:
            build.edge("HELD_AT", place, venue)


def _say_part(
    record: Agreement, build: Build, agreement: str, edge: str, person: PersonMention, field: str
) -> None:
    """A person who took part, and the office in which a source shows them that day."""
    entity = say_person(build, person.name, person.as_written, field=f"{field}.name")
    institution = None
    if person.institution:
        party = next((party for party in record.parties if party.name == person.institution), None)
        kind, region = (party.kind, party.region) if party else (None, None)
        institution = say_institution(build, person.institution, kind, region)
        if person.role:
            seen = record.signed_on if record.status != "planned" else None
            say_office(
                build, entity, institution, institution_name=person.institution, kind=kind, region=region,
                role=person.role, acting=person.acting, seen_on=seen, rule="office-when-seen",
                field=f"{field}.role",
            )  # fmt: skip
    of = build.said(institution, "region") if institution else []
    office = build.offices.read(person.role or "", person.acting, *of[:1])
    build.edge(
        edge, entity, agreement, fields={"from": f"{field}.name", "role": f"{field}.role"},
        originals=office.originals, role=office.role, acting=office.acting, institution=institution,
    )  # fmt: skip
    if isinstance(person, Signatory) and person.represented_by:
        build.edge("REPRESENTED", build.mention("Person", person.represented_by), entity, agreement=agreement)


def _say_stand_in(record: Agreement, build: Build, agreement: str, each: Represented, field: str) -> None:
    """Who stood in for whom; the principal is a person unless the name is that of an institution."""
    stand_in = build.mention("Person", each.by)
    parties = {party.name: party for party in record.parties}
    if each.principal in parties or says_institution(build, each.principal):
        party = parties.get(each.principal)
        principal = say_institution(build, each.principal, *((party.kind, party.region) if party else ()))
    elif each.role is None and each.institution:  # an office such as "the mayor": its holder is not known
        party = parties.get(each.institution)
        principal = say_institution(build, each.institution, *((party.kind, party.region) if party else ()))
    else:
        principal = say_person(build, each.principal, each.as_written, field=field)
        if each.role and each.institution:
            party = parties.get(each.institution)
            kind, region = (party.kind, party.region) if party else (None, None)
            institution = say_institution(build, each.institution, kind, region)
            seen = record.signed_on if record.status != "planned" else None
            say_office(
                build, principal, institution, institution_name=each.institution, kind=kind, region=region,
                role=each.role, seen_on=seen, rule="office-when-represented",
            )  # fmt: skip
    build.edge("REPRESENTED", stand_in, principal, fields={"to": field}, agreement=agreement)


loader = Loader(
    name="agreements",
    version=1,
    description="One agreement with one counterpart: parties, signatories, witnesses, venue, date, topics.",
    publisher="Compiled from news sites and the websites of the Ombudsman, governments and universities",
    licence="facts, with their sources",
    address="https://ombudsman.go.id",
    record=Agreement,
    statements=statements,
    files=("agreements.jsonl",),
    least=150,
)
