"""Nodes of a graph, as `kg export csv` writes them: `nodes.csv`, which goes with `edges.csv`."""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationError, model_validator

from kg.loading import (
    Build,
    End,
    ExportedRecord,
    Loader,
    LongName,
    Name,
    RecordProblem,
    SourceRecord,
    Text,
    check_columns,
    checked,
    explain,
    hint,
    refusal,
    say_conflicts,
    say_end,
    say_link,
    say_place,
    values_of,
)

#: What a Source node says of the page that it is: property of the node -> field of a source.
OF_SOURCES = {"url": "url", "outlet": "outlet", "headline": "title", "author": "author", "editor": "editor"}
OF_SOURCES |= {"published": "published", "language": "language", "accessed": "accessed"}

#: Of properties of other nodes, and of the list of regions.
MADE_ANYWAY = ("Date", "Region")


class Node(ExportedRecord):
    """One node. Its id is the same thing in all tables of one folder."""

    natural_key = ("id",)

    id: Name = Field(description="Its id, which edges name", examples=["p1"])
    concept: Text = Field(description="What it is", examples=["Person"])
    name: LongName = Field(description="What it is called", examples=["Siti Contoh"])

    @model_validator(mode="before")
    @classmethod
    def _describe_the_source(cls, data: Any) -> Any:
        """A source is what its row cites, with all that the row says of it."""
        if not isinstance(data, dict) or data.get("concept") != "Source":
            return data
        told = data.get("properties")
        given = told if isinstance(told, dict) else {}
        known = {field: given[name] for name, field in OF_SOURCES.items() if given.get(name)}
        try:
            SourceRecord.model_validate(known)
        except ValidationError as error:
            wrong = explain(error)[0]
            column = next((name for name, field in OF_SOURCES.items() if field == wrong.field), "url")
            raise refusal(wrong.reason, wrong.remedy, "properties", column) from error
        return {**data, "citations": [], "sources": [known]}


def statements(record: Node, build: Build) -> None:
    """Say what is known of the node itself; edges are records of their own."""
    concept = build.ontology.nodes.get(record.concept)
    if concept is None:
        remedy = hint(record.concept, build.ontology.nodes)
        raise RecordProblem("concept", f"there is no concept {record.concept[:60]!r}", remedy)
    check_columns(Node, record.properties, build.ontology.nodes.values())
    if concept.name == "Source":
        build.keep_sources()
        return
    if concept.name in MADE_ANYWAY:
        build.pass_over("concept", f"a {concept.name} is made by kg itself", "nothing to do")
        return
    if "in_file" not in concept.properties:
        raise RecordProblem(
            "concept", f"a {concept.name} is not told by its name", "load it from records instead"
        )
    values = values_of(concept, record.properties)
    entity = say_named(record, build, concept.name, values)
    for name, value in values.items():
        build.say(entity, name, value)
        if isinstance(value, str):
            inferred = True if name in values.get("inferred", ()) else None
            say_link(build, entity, concept.properties[name], value, inferred=inferred)
    # What tells it across records, so that an agreement that another file has too is not there twice. An
    # export has it of every concept, in the column that regions have.
    code, known_as = concept.properties.get("code"), record.properties.get("code")
    if code and known_as and concept.name != "Institution":
        build.say(entity, "code", checked(code, known_as))
    if conflicts := record.properties.get("conflicts"):
        say_conflicts(build, entity, concept, conflicts)


def say_named(record: Node, build: Build, concept: str, values: dict[str, str | list[str]]) -> str:
    """Name the node, with what its concept says along with names, which is taken out of the values."""

    def take(name: str) -> str | None:
        return str(values.pop(name)) if name in values else None

    end = End(concept, record.id, record.name)
    if concept == "Institution":
        return say_end(build, end, concept, kind=take("kind"), region=take("region"))
    entity = say_end(build, end, concept)
    if concept == "Venue":
        say_place(build, record.name, take("place"), entity=entity)
    return entity


loader = Loader(
    name="nodes",
    version=1,
    description="One node of a graph: id, concept, name, and a column for each property.",
    publisher="whoever wrote the file",
    licence="as the file says",
    address="",
    record=Node,
    statements=statements,
    cites_file=True,
)
