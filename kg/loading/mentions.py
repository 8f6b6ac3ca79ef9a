"""What several loaders say in the same way: institutions and their regions, people and their offices."""

from __future__ import annotations

from collections.abc import Iterable

from kg import clock
from kg.loading.build import NO_FIELDS, Build, RecordProblem
from kg.loading.records import Conflict
from kg.names import fold
from kg.names.parts import default_parser
from kg.ontology import Property

#: The kind of institution that says only that it is of no other: what the name tells goes before it.
_NO_KIND = "other"
#: What to do about a cell with the names of several people.
_EACH_ALONE = "give each person a row or columns of their own, as signatory_1_name and signatory_2_name"


def say_institution(
    build: Build,
    name: str,
    kind: str | None = None,
    region: str | None = None,
    *,
    field: str | None = None,
    entity: str | None = None,
) -> str:
    """Mention an institution, with its kind and region when stated or told by its name.

    It gets a code by which resolution joins its mentions, where the lexicon says what identifies
    institutions of its kind (a government: its region; a university: its name). Where that tells
    its official name, this is its name, and what the record calls it another.

    Args:
        name: as in the record.
        kind: of the ontology's kinds of institution.
        region: code of the region it governs or belongs to.
        field: path of the record's field with its name, by which evidence is found.
        entity: what to say it of; a mention of this record when None.
    """
    entity = entity or build.mention("Institution", name)
    told_kind, told_region = kind, region
    kind, region = _told(build, name, kind, region)
    if region is not None:
        _check_region(build, name, kind, region)
    elif build.gazetteer.lacks_region(kind, name):
        reason = f"{name!r} belongs to no region that is known here"
        remedy = "correct the name, or write the region's code; it was loaded, but no region leads to it"
        build.doubt(field or "institution", reason, remedy)
    official = build.gazetteer.official_name(kind, region, name) or name
    build.say(entity, "name", official, original=name, field=field)
    if official != name:
        build.say(entity, "aliases", name, field=field)
    from_name = None if kind == told_kind else "kind-from-name"
    build.say(entity, "kind", kind, original=told_kind if from_name else None, rule=from_name)
    build.say(entity, "region", region, rule=None if told_region else "region-from-name")
    build.say(entity, "code", institution_code(build, name, kind, region), rule="institution-code")
    if region:
        for link in build.ontology.nodes["Institution"].properties["region"].links:
            if link.applies({"kind": kind or ""}):
                build.edge(link.edge, entity, say_region(build, region), rule="region-of-institution")
    whole = build.gazetteer.lexicon.part_of.get(kind or "")
    if whole is not None:
        build.edge("PART_OF", entity, say_institution(build, whole), rule="part-by-kind")
    return entity


def _told(build: Build, name: str, kind: str | None, region: str | None) -> tuple[str | None, str | None]:
    """Kind and region of an institution as stated, or else as its name tells them."""
    if kind is None or kind == _NO_KIND:
        kind = build.gazetteer.kind_of(name) or build.gazetteer.kind_of_governing(name) or kind
    if region is None and (found := build.gazetteer.of_institution(name, kind)):
        region = found.code
    return kind, region


def _check_region(build: Build, name: str, kind: str | None, code: str) -> None:
    """Refuse a code that no region has, or that is of another region than name or kind say."""
    region = build.gazetteer.regions.get(code)
    if region is None:
        named = build.gazetteer.of_institution(name)
        remedy = f"{named.name} is {named.code}" if named else "`kg query run regions` lists the codes"
        raise RecordProblem("region", f"no region has the code {code!r}", remedy)
    if not build.gazetteer.agrees(name, code):
        raise RecordProblem(
            "region", f"{code} is {region.name}, but the name is {name!r}", "correct the one that is wrong"
        )
    governed = {rule.kind: level for level, rule in build.gazetteer.lexicon.governments.levels.items()}
    if governed.get(kind or "", region.level) != region.level:
        raise RecordProblem(
            "region",
            f"{code} is {region.name}, and {kind!r} governs no {region.level}",
            "correct the one that is wrong",
        )


def says_institution(build: Build, name: str) -> bool:
    """Whether a name is that of an institution, as far as the lexicon can tell."""
    return build.gazetteer.kind_of(name) is not None


def institution_code(
    build: Build, name: str, kind: str | None = None, region: str | None = None
) -> str | None:
    """What identifies an institution across records, or None when its name could mean several.

    The lexicon's ``identified_by`` says for each kind which of kind, name and region identify it,
    ``names_of_many`` which names tell nothing by themselves.

    Args:
        build: of the record.
        name, kind, region: as given to :func:`say_institution`; the name may tell what is left out.
    """
    kind, region = _told(build, name, kind, region)
    parts, short = [], fold(build.gazetteer.short(name))
    for item in build.gazetteer.identified_by(kind, short):
        value = {"kind": kind, "name": short, "region": region}[item]
        if not value:
            return None
        parts.append(f"{item}={value}")
    return " ".join(parts) or None


def say_region(build: Build, code: str) -> str:
    """Mention a region by its code; its name comes from the list of regions."""
    entity = build.mention("Region", code)
    build.say(entity, "code", code)
    return entity


def say_person(
    build: Build,
    name: str,
    as_written: str | None = None,
    *,
    field: str | None = None,
    entity: str | None = None,
) -> str:
    """Mention a person.

    Args:
        name: as in the record.
        as_written: the name with titles, as the source has it.
        field: path of the record's field with the name, by which evidence is found.
        entity: what to say it of; a mention of this record when None.

    Raises:
        RecordProblem: the name is that of several people.
    """
    if build.gazetteer.lexicon.names_several(name):
        raise RecordProblem(field or "name", f"{name!r} names more than one person", _EACH_ALONE)
    entity = entity or build.mention("Person", name)
    if default_parser().parse(name).empty:
        reason = f"{name!r} is only a title, and names nobody"
        build.doubt(field or "name", reason, "write the name too, or leave the person out; it was loaded")
    build.say(entity, "name", name, field=field)
    if as_written and as_written != name:
        build.say(entity, "aliases", as_written, field=field)
    return entity


def say_office(
    build: Build,
    person: str,
    institution: str,
    *,
    institution_name: str,
    role: str,
    kind: str | None = None,
    region: str | None = None,
    acting: str | None = None,
    seen_on: list[str] | str | None = None,
    rule: str | None = None,
    field: str | None = None,
) -> str:
    """State that a person held an office, and what follows from it for the person; gives the edge's entity.

    Args:
        person, institution: entities of this record.
        institution_name, kind, region: of the institution, as given to :func:`say_institution`.
        role: name of the office.
        acting: how it was held when not in full.
        seen_on: days on which the person was seen in office.
        rule: when the record does not state the office but it was worked out.
        field: path of the record's field with the office, by which evidence is found.
    """
    kind, region = _told(build, institution_name, kind, region)
    key = f"{role}/{acting or ''}"
    role, acting, originals = build.offices.read(role, acting, region)
    edge = build.edge(
        "HOLDS",
        person,
        institution,
        key=key,
        rule=rule,
        fields={"role": field} if field else NO_FIELDS,
        originals=originals,
        role=role,
        acting=acting,
        seen_on=seen_on,
    )
    for label in build.ontology.labels_for("HOLDS", role, kind, institution_name):
        build.say(person, "is", label, rule=label)
    names = build.said(person, "name")
    of_office = set(fold(f"{role} {institution_name}").split())
    if only := [name for name in names if of_office.issuperset(fold(name).split())]:
        reason = f"{only[0]!r} is only an office, and names nobody"
        build.doubt(field or "role", reason, "write the name, or leave the person out; it was loaded")
    elif not any(default_parser().parse(name).empty for name in names):
        sphere = jurisdiction(build, institution_name, kind, region, role)
        build.say(person, "jurisdiction", sphere, rule="jurisdiction-of-office")
    return edge


def jurisdiction(build: Build, name: str, kind: str | None, region: str | None, role: str) -> str | None:
    """Within what one name means one person: an office of an institution, unless the lexicon says more.

    Args:
        build: of the record.
        name, kind, region: of the institution; the last two as stated or told by its name.
        role: name of the office.

    Returns:
        A key, or None when the institution's name could mean several.
    """
    office = fold(role)
    sphere = institution_code(build, name, kind, region)
    if rule := build.gazetteer.lexicon.jurisdiction_rule(kind, office):
        office = rule.known_as
        if rule.within == "region":
            sphere = f"region={region}" if region else None
    return f"{sphere}; office={office}" if sphere and office else sphere


def say_date(build: Build, day: str) -> str:
    """Mention a date, partial ones included (``2024-09``)."""
    entity = build.mention("Date", day)
    build.say(entity, "name", day)
    return entity


def doubt_day(build: Build, field: str, day: str | None) -> None:
    """Note a doubt where the day of something that is said to have happened is still to come.

    Args:
        build: of the record.
        field: path of the record's field with the day.
        day: as far as it is known: a year that began is not to come. None is no day.
    """
    if day and day > clock.today().isoformat()[: len(day)]:
        build.doubt(field, f"{day} is still to come", "correct it if it is wrong; it was loaded")


def say_reports(build: Build, entity: str) -> None:
    """Join an entity to every source that the record cites."""
    for source in build.cites:
        build.edge("REPORTED_IN", entity, source, rule="reported-in")


def say_link(build: Build, entity: str, prop: Property, value: str, *, inferred: bool | None = None) -> None:
    """Join an entity to the day that a property of it names, where the ontology says so."""
    for link in prop.links:
        if link.to == "Date":
            day = say_date(build, value)
            build.edge(link.edge, entity, day, rule="date-of-agreement", inferred=inferred)


def say_place(build: Build, name: str | None, place: str | None, *, entity: str | None = None) -> str | None:
    """Mention a venue with its town; None when the source names no building or room.

    A town alone is no venue: two agreements signed somewhere in it were not signed at one place.

    Args:
        name, place: as written.
        entity: what to say it of; a mention of this record when None.
    """
    if name is None:
        return None
    venue = entity or build.mention("Venue", f"{name}/{place or ''}")
    build.say(venue, "name", name, field="venue")
    build.say(venue, "place", place, field="venue")
    if place:
        say_region_of_place(build, venue, place)
    return venue


def say_region_of_place(build: Build, venue: str, place: str) -> None:
    """Join a venue to the region that its town is; to none when the name means several or none."""
    regions = build.gazetteer.find(place)
    if len(regions) == 1:
        build.edge("LOCATED_IN", venue, say_region(build, regions[0].code), rule="region-of-place")


def say_dissent(build: Build, entity: str, concept: str, conflicts: Iterable[Conflict]) -> None:
    """State what single sources say otherwise about properties of the record's own entity.

    Raises:
        RecordProblem: a conflict is about something that is not a property of the entity.
    """
    for conflict in conflicts:
        if conflict.field not in build.ontology.nodes[concept].properties:
            raise RecordProblem(
                "conflicts",
                f"{conflict.field!r} is no single value that sources can differ on",
                "say it in `notes` instead",
            )
        build.dissent(entity, conflict.field, conflict.value, conflict.source)
