"""Provinces, regencies and cities of Indonesia with their governments, to which records refer by code."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kg.loading import Build, Loader, Name, Number, Record, code, refusal, say_institution, say_region

RegionCode = code(
    r"[0-9]{2}(\.[0-9]{2})?", "is not the code of a region", "write two digits, or a code such as 64.01"
)


class Region(Record):
    """One province, regency or city."""

    natural_key = ("code",)

    code: RegionCode = Field(description="Code of the Ministry of Home Affairs", examples=["64.01"])
    name: Name = Field(description="Official name, with Kabupaten or Kota", examples=["Kabupaten Paser"])
    level: Literal["province", "regency", "city"] = Field(description="What it is")
    province: RegionCode | None = Field(None, description="Code of its province", examples=["64"])
    lat: Number | None = Field(None, ge=-90, le=90, description="Latitude of its centre, in degrees")
    lon: Number | None = Field(None, ge=-180, le=180, description="Longitude of its centre, in degrees")
    name_en: Name | None = Field(None, description="English name, where it differs")
    aliases: tuple[Name, ...] = Field((), description="Short forms that people write")

    @model_validator(mode="after")
    def _is_part_of_what_its_code_says(self) -> Self:
        whole = self.code[:2] if "." in self.code else None
        if self.province not in (None, whole):
            reason = f"{self.province} cannot be the province of {self.code}"
            raise refusal(reason, f"write {whole}" if whole else "leave it empty", "province")
        return self


def statements(record: Region, build: Build) -> None:
    """Say what the region is called, what it is part of and which government it has.

    Of a region that comes with kg, whatever is said otherwise here stands only where more sources say so.
    """
    region = build.root("Region")
    listed = build.gazetteer.regions.get(record.code)
    for name in ("code", "name", "level", "province", "lat", "lon", "name_en"):
        value, known = getattr(record, name), getattr(listed, name, None)
        if value is None or known in (None, value):
            build.say(region, name, value)
        else:
            build.dissent(region, name, value, None)
    build.say(region, "aliases", record.aliases)
    if record.province in build.gazetteer.regions:
        build.edge("PART_OF", region, say_region(build, record.province))
    if listed is None:
        reason = f"{record.code} is in no list of regions that kg knows"
        build.doubt("code", reason, "correct it, or leave it so: other records cannot name this region")
        return
    bare = build.gazetteer.bare_name(listed)
    if bare != listed.name:
        build.say(region, "aliases", bare, rule="name-without-level")
    name, kind, aliases = build.gazetteer.government(listed)
    government = say_institution(build, name, kind, record.code)
    build.say(government, "aliases", list(aliases), rule="names-of-governments")


loader = Loader(
    name="regions",
    version=1,
    description="One province, regency or city with its code, names and centre.",
    publisher="Ministry of Home Affairs (Kepmendagri 300.2.2-2430/2025), through cahyadsn/wilayah_boundaries",
    licence="MIT, Copyright (c) 2024 Cahya DSN",
    address="https://github.com/cahyadsn/wilayah_boundaries",
    record=Region,
    statements=statements,
    files=("regions.csv",),
    least=552,
    reference=True,
    source={
        "url": "https://github.com/cahyadsn/wilayah_boundaries",
        "outlet": "cahyadsn/wilayah_boundaries",
        "title": "Kode dan batas wilayah, Kepmendagri 300.2.2-2430/2025",
        "published": "2026-08",
    },
)
