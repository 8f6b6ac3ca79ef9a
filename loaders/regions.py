"""Provinces, regencies and cities of Indonesia with their governments, to which records refer by code."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.loading import Build, Loader, Name, Number, Record, code, say_institution, say_region

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


def statements(record: Region, build: Build) -> None:
    """Say what the region is called, what it is part of and which government it has."""
    region = build.root("Region")
    for name in ("code", "name", "level", "province", "lat", "lon", "name_en", "aliases"):
        build.say(region, name, getattr(record, name))
    listed = build.gazetteer.regions.get(record.code)
    if listed is None:
        return
    bare = build.gazetteer.bare_name(listed)
    if bare != record.name:
        build.say(region, "aliases", bare, rule="name-without-level")
    if record.province:
        build.edge("PART_OF", region, say_region(build, record.province))
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
