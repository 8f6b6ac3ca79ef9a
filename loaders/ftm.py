"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenAleph and OpenSanctions give them.

What a schema or property means here is said in the ontology (`maps_to`). What has no place is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    say_date,
    say_end,
    say_relation,
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
    "member",
    "organization",
    "subject",
    "object",
    "role",
}
DAYS = ("date", "startDate", "endDate")
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
    nodes = {schema: node for node in build.ontology.nodes.values() for schema in node.maps_to.ftm_reads}
    properties = record.properties
    if record.schema_ in nodes:
        _say_thing(record, nodes[record.schema_].name, build)
    elif record.schema_ == "Occupancy":
        post = _linked(record, "post")
        institution = _end(
            record.linked, _first(post["properties"], "organization"), "post.organization", nodes
        )
        days = [day for name in DAYS for day in _days(properties.get(name, ()), build)]
        holder = _end(record.linked, _first(properties, "holder"), "holder", nodes)
        role = _first(post["properties"], "name")
        say_relation(build, "HOLDS", holder, institution, role=role, seen_on=days)
    elif record.schema_ == "Membership":
        member = _end(record.linked, _first(properties, "member"), "member", nodes)
        body = _end(record.linked, _first(properties, "organization"), "organization", nodes)
        if build.gazetteer.kind_of(body.name) != "party":
            reason = f"{body.name[:60]!r} is not known as a political party"
            raise RecordProblem("organization", reason, "only membership of parties has a place here")
        say_relation(build, "MEMBER_OF", member, body)
    elif record.schema_ == "UnknownLink":
        start = _end(record.linked, _first(properties, "subject"), "subject", nodes)
        end = _end(record.linked, _first(properties, "object"), "object", nodes)
        say_relation(build, _first(properties, "role") or "", start, end)
    elif record.schema_ in TOLD_BY_OTHERS:
        build.doubt("schema", f"{record.schema_} is read with the entities that refer to it", "nothing to do")
        return
    else:
        reason = f"the schema {record.schema_[:60]!r} has no counterpart here"
        raise RecordProblem(
            "schema", reason, f"these have: {', '.join([*nodes, 'Occupancy', 'UnknownLink'])}"
        )
    if record.schema_ not in nodes:
        _report(build, record, set(DAYS))


def _say_thing(record: Entity, concept: str, build: Build) -> None:
    names = record.properties.get("name") or record.properties.get("title")
    if not names:
        raise RecordProblem("properties.name", "is missing", "an entity needs a name")
    entity = say_end(build, End(concept, record.id, names[0]), concept)
    told = {"name", "title"}
    for prop in build.ontology.nodes[concept].properties.values():
        values = [value for term in prop.maps_to.ftm for value in record.properties.get(term, ())]
        told.update(prop.maps_to.ftm)
        if prop.name == "name":
            build.say(entity, "aliases", [name for name in dict.fromkeys(values) if name != names[0]])
        elif prop.type == "date":
            days = _days(values, build)
            build.say(entity, prop.name, days)
            for link in prop.links[:1]:
                for day in days:
                    build.edge(link.edge, entity, say_date(build, day), rule="date-of-agreement")
        elif prop.one_of:
            labels = {label.en: value for value, label in prop.value_labels.items()}
            for text in values:
                if (value := labels.get(text, text)) in prop.one_of:
                    build.say(entity, prop.name, value)
                else:
                    build.doubt(
                        prop.maps_to.ftm[0], f"{text[:60]!r} is no {prop.name} here", "it was left out"
                    )
        else:
            build.say(entity, prop.name, values)
    _report(build, record, told)


def _report(build: Build, record: Entity, told: set[str]) -> None:
    """Note what was said of the entity and has no place here."""
    for name in record.properties.keys() - told - SPENT:
        build.doubt(f"properties.{name}", "has no place here", "it was left out; the others were loaded")


def _linked(record: Entity, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = record.linked.get(_first(record.properties, name) or "")
    if found is None:
        raise RecordProblem(
            f"properties.{name}", "names no entity of this file", "add that entity to the file"
        )
    return found


def _end(linked: Mapping[str, Any], id: str | None, field: str, nodes: Mapping[str, Any]) -> End:
    found = linked.get(id or "")
    if id is None or found is None:
        raise RecordProblem(
            f"properties.{field}", "names no entity of this file", "add that entity to the file"
        )
    name = _first(found["properties"], "name") or _first(found["properties"], "title")
    concept = nodes.get(found["schema"])
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
    version=1,
    description="One entity of FollowTheMoney, with its schema and properties.",
    publisher="whoever wrote the file",
    licence="as the file says",
    address="https://followthemoney.tech",
    record=Entity,
    statements=statements,
    cites_file=True,
    linked=True,
)
