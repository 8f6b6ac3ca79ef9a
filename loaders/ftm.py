"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenAleph and OpenSanctions give them.

What a schema or property means here is said in the ontology (`maps_to`). What has no place is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from kg.loading import (
    Build,
    End,
    Loader,
    LongText,
    Name,
    PartialDate,
    Record,
    RecordProblem,
    Text,
    concept_of,
    find_relation,
    links_of,
    say_end,
    say_link,
    say_region_of_place,
    say_relation,
    values_by_term,
)

#: Read together with the entities that name them: as the post of an office, and as sources.
TOLD_BY_OTHERS = {"Position", "Document", "Article", "Pages", "HyperText", "PlainText", "Documentation"}
#: Properties that are told otherwise: they become sources, or join entities.
SPENT = {
    "sourceUrl",
    "proof",
    "publisher",
    "holder",
    "post",
    "subject",
    "object",
    "role",
}
DAYS = ("date", "startDate", "endDate")
#: To direct a body is an office, whatever it is called; to be employed there is one if the file says which.
NEED_ROLE = {"Employment"}
#: Why some schemata of two ends that other programs often have are no edge here.
NO_EDGE = {
    "Ownership": "who owns a body holds no office in it by that, and no edge says more",
    "Representation": "it does not say at which agreement somebody stood in",
}
_DAY = TypeAdapter(PartialDate)
_OTHERS = Field(None, description="Of the program that wrote the file; not used")


class Entity(Record):
    """One entity: a thing, or a relation between things."""

    natural_key = ("id",)

    id: Name = Field(description="Its id")
    schema_: Text = Field(alias="schema", description="What it is", examples=["Person"])
    properties: dict[str, tuple[LongText, ...]] = Field(
        description="What is said of it: lists of texts by name"
    )
    linked: dict[str, Any] = Field({}, description="The entities that it refers to, by id; filled when read")
    caption: Any = _OTHERS
    datasets: Any = _OTHERS
    referents: Any = _OTHERS
    target: Any = _OTHERS
    first_seen: Any = _OTHERS
    last_seen: Any = _OTHERS
    last_change: Any = _OTHERS

    @model_validator(mode="before")
    @classmethod
    def _cite_its_own_sources(cls, data: Any) -> Any:
        """Cite the documents and addresses that the entity names, and not the file."""
        if not isinstance(data, dict) or not isinstance(data.get("properties"), dict):
            return data
        properties, linked = data["properties"], data.get("linked") or {}
        told = [properties.get(name, []) for name in ("proof", "sourceUrl", "publisher")]
        if not all(isinstance(each, list) and all(isinstance(text, str) for text in each) for each in told):
            return data  # what is wrong with them is said of the field
        proofs = [linked[id]["properties"] for id in properties.get("proof") or () if id in linked]
        sources = [source for proof in proofs if (source := _source(proof, "publishedAt"))]
        known = {source.get("url") for source in sources}
        addresses = [url for url in properties.get("sourceUrl") or () if url not in known]
        outlet = _first(properties, "publisher")
        sources += [{"url": url, "outlet": outlet} for url in addresses]
        return {**data, "sources": sources} if sources else data


def statements(record: Entity, build: Build) -> None:
    """Say what the entity is, or what it joins."""
    schema, links = record.schema_, links_of(build.ontology)
    if schema in TOLD_BY_OTHERS:
        build.doubt("schema", f"{schema} is read with the entities that refer to it", "nothing to do")
    elif concept := concept_of(build.ontology, record.id, schema):
        _say_thing(record, concept.name, build)
    elif schema == "Occupancy":
        for id in _named(record.properties, "post"):
            post = _linked(record, id, "post")["properties"]
            bodies = [_end(record, each, "post.organization", build) for each in _named(post, "organization")]
            _say_links(record, build, "HOLDS", ("holder", bodies), _named(post, "name")[:1])
    elif schema == "UnknownLink":
        for word in _named(record.properties, "role"):
            _say_links(record, build, word, ("subject", "object"))
    elif schema in links:
        edge, ends = links[schema]
        if edge.name == "MEMBER_OF":
            _check_parties(record, ends[1], build)
        _say_links(record, build, edge.name, ends, _roles(record) if "role" in edge.properties else None)
    else:
        known = [term for node in build.ontology.nodes.values() for term in node.maps_to.ftm_reads]
        remedy = f"these have: {', '.join([*known, 'Occupancy', *links, 'UnknownLink'])}"
        why = f": {NO_EDGE[schema]}" if schema in NO_EDGE else ""
        raise RecordProblem("schema", f"the schema {schema[:60]!r} has no counterpart here{why}", remedy)


def _say_links(
    record: Entity,
    build: Build,
    word: str,
    ends: tuple[str, str | Sequence[End]],
    roles: Sequence[str] | None = None,
) -> None:
    """State what joins the ends, each of several with each, as FollowTheMoney means it."""
    tails, heads = (
        [_end(record, id, end, build) for id in _named(record.properties, end)]
        if isinstance(end, str)
        else end
        for end in ends
    )
    properties = find_relation(build.ontology, word)[0].properties
    days = [day for name in DAYS for day in _days(record.properties.get(name, ()), build)]
    cells = {
        prop.name: values[0]
        for prop in properties.values()
        if prop.one_of and (values := values_by_term(build, prop, record.properties))
    }
    for tail, head, role in product(tails, heads, roles or [None]):
        seen_on = days if "seen_on" in properties else None
        say_relation(build, word, tail, head, role=role or None, seen_on=seen_on, cells=cells)
    told = {term for prop in properties.values() for term in prop.maps_to.ftm}
    _report(build, record, {*DAYS, *told, *(end for end in ends if isinstance(end, str))})


def _roles(record: Entity) -> Sequence[str] | None:
    roles = record.properties.get("role")
    if not roles and record.schema_ in NEED_ROLE:
        reason = "is missing, and to be employed alone is no office"
        raise RecordProblem("properties.role", reason, "add what the person is employed as")
    return roles


def _check_parties(record: Entity, field: str, build: Build) -> None:
    for id in _named(record.properties, field):
        name = _end(record, id, field, build).name
        if build.gazetteer.kind_of(name) != "party":
            reason = f"{name[:60]!r} is not known as a political party"
            raise RecordProblem(field, reason, "only membership of parties has a place here")


def _say_thing(record: Entity, concept: str, build: Build) -> None:
    names = record.properties.get("name") or record.properties.get("title")
    if not names:
        raise RecordProblem("properties.name", "is missing", "an entity needs a name")
    if concept == "Region":
        build.pass_over("schema", "a Region is made by kg itself", "nothing to do")
        return
    entity = say_end(build, End(concept, record.id, names[0]), concept)
    told = {"name", "title"}
    for prop in build.ontology.nodes[concept].properties.values():
        told.update(prop.maps_to.ftm)
        if prop.name == "name":
            others = [name for term in prop.maps_to.ftm for name in record.properties.get(term, ())]
            build.say(entity, "aliases", [name for name in dict.fromkeys(others) if name != names[0]])
        elif prop.type == "date":
            days = [day for term in prop.maps_to.ftm for day in record.properties.get(term, ())]
            for day in _days(days, build):
                build.say(entity, prop.name, day)
                say_link(build, entity, prop, day)
        else:
            values = values_by_term(build, prop, record.properties)
            build.say(entity, prop.name, values)
            if (concept, prop.name) == ("Venue", "place") and len(values) == 1:
                say_region_of_place(build, entity, values[0])
    _report(build, record, told)


def _report(build: Build, record: Entity, told: set[str]) -> None:
    """Note what was said of the entity and has no place here."""
    for name in record.properties.keys() - told - SPENT:
        build.doubt(f"properties.{name}", "has no place here", "it was left out; the others were loaded")


def _named(properties: Mapping[str, Any], name: str) -> Sequence[str]:
    """The values of a property; of one that is missing a blank, of which it is reported what is wrong."""
    return properties.get(name) or [""]


def _linked(record: Entity, id: str, field: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = record.linked.get(id)
    if found is None:
        raise RecordProblem(
            f"properties.{field}", "names no entity of this file", "add that entity to the file"
        )
    return found


def _end(record: Entity, id: str, field: str, build: Build) -> End:
    found = _linked(record, id, field)
    name = _first(found["properties"], "name") or _first(found["properties"], "title")
    concept = concept_of(build.ontology, id, found["schema"])
    if concept is None or not name:
        reason = f"leads to a {found['schema'][:60]} that has no name or no counterpart here"
        raise RecordProblem(f"properties.{field}", reason, "leave it out, or correct it")
    return End(concept.name, id, name)


def _source(properties: Mapping[str, Any], published: str) -> dict[str, str]:
    terms = {"url": "sourceUrl", "outlet": "publisher", "title": "title", "author": "author"}
    source = {field: _first(properties, term) for field, term in terms.items()}
    source["title"] = source["title"] or _first(properties, "name")
    source["published"] = (_first(properties, published) or "")[:10] or None
    found = {field: value for field, value in source.items() if value}
    return found if found.keys() & {"url", "outlet", "title"} else {}


def _first(properties: Mapping[str, Any], name: str) -> str | None:
    return next(iter(properties.get(name) or ()), None)


def _days(values: Any, build: Build) -> list[str]:
    return list(dict.fromkeys(_good_days(values, build)))


def _good_days(values: Any, build: Build) -> Iterator[str]:
    for value in values:
        try:
            yield _DAY.validate_python(value[:10])
        except ValidationError:
            build.doubt("properties", f"{value[:40]!r} is no date", "it was left out")


loader = Loader(
    name="ftm",
    version=3,
    description="One entity of FollowTheMoney, with its schema and properties.",
    publisher="whoever wrote the file",
    licence="as the file says",
    address="https://followthemoney.tech",
    record=Entity,
    statements=statements,
    cites_file=True,
    linked=True,
)
