"""Who held which office when a source showed them in it: one record for each person and office."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.loading import (
    Build,
    Loader,
    Name,
    PartialDate,
    Record,
    Text,
    code,
    doubt_day,
    say_institution,
    say_office,
    say_person,
)

RegionCode = code(
    r"[0-9]{2}(\.[0-9]{2})?",
    "is not the code of a region",
    "write 64 for a province, 64.01 for a regency or city, and keep it text (as a number 32.10 becomes 32.1)",
)


class Office(Record):
    """One person in one office: same name, role, institution and way of acting."""

    natural_key = ("name", "role", "institution", "region", "acting")

    name: Name = Field(description="Name without titles, in the usual spelling", examples=["Rahmat Contoh"])
    as_written_variants: tuple[Name, ...] = Field((), description="Spellings seen, titles included")
    role: Text = Field(description="Office held", examples=["Bupati"])
    institution: Name = Field(description="Body in which it is held", examples=["Pemerintah Kabupaten Paser"])
    region: RegionCode | None = Field(
        None, description="Code of the region, for a regional body", examples=["64.01"]
    )
    acting: Literal["Pj", "Plt", "Pjs", "Plh"] | None = Field(
        None, description="How, when not in full office"
    )
    seen_on: tuple[PartialDate, ...] = Field(
        (), description="Days on which a source shows the person in office", examples=["2024-09-03; 2024-10"]
    )
    party_membership: Name | None = Field(None, description="Political party, only where a source states it")


def statements(record: Office, build: Build) -> None:
    """Say who held which office where, when they were seen in it, and of which party they are."""
    person = say_person(build, record.name, field="name")
    build.say(person, "aliases", [name for name in record.as_written_variants if name != record.name])
    for i, day in enumerate(record.seen_on):
        doubt_day(build, f"seen_on[{i}]", day)
    institution = say_institution(build, record.institution, region=record.region, field="institution")
    say_office(
        build, person, institution, institution_name=record.institution, region=record.region,
        role=record.role, acting=record.acting, seen_on=list(record.seen_on), field="role",
    )  # fmt: skip
    if record.party_membership:
        party = say_institution(build, record.party_membership, "party", field="party_membership")
        build.edge("MEMBER_OF", person, party)


loader = Loader(
    name="offices",
    version=1,
    description="One person in one office, with the days on which a source shows them in it.",
    publisher="Compiled from news sites and the websites of the Ombudsman, governments and universities",
    licence="facts, with their sources",
    address="https://ombudsman.go.id",
    record=Office,
    statements=statements,
    files=("offices.jsonl",),
    least=400,
)
