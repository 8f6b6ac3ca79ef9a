"""Lists of edges, as network programs keep them: who, what relation, whom."""

from __future__ import annotations

from pydantic import Field

from kg.loading import (
    Build,
    ExportedRecord,
    Loader,
    LongName,
    Name,
    PartialDate,
    RecordProblem,
    Text,
    check_columns,
    named,
    say_relation,
)


class Edge(ExportedRecord):
    """One row of a list of edges. Within one file the same text in `source` or `target` is the same thing.

    Other properties of the edge have columns of their names, as in the `edges.csv` that `kg export` writes.
    """

    natural_key = ("source", "source_concept", "relation", "target", "target_concept", "role", "date")

    source: Name = Field(
        description="What the edge leads from: its name, or its id in the file", examples=["p1"]
    )
    source_name: LongName | None = Field(
        None, description="Its name, where that is an id", examples=["Siti Contoh"]
    )
    source_concept: Text | None = Field(
        None, description="What it is, where the relation does not tell", examples=["Person"]
    )
    relation: Text = Field(description="Name of the edge, or its verb", examples=["HOLDS"])
    target: Name = Field(description="What it leads to: its name, or its id in the file", examples=["i1"])
    target_name: LongName | None = Field(
        None, description="Its name, where that is an id", examples=["Universitas Contoh"]
    )
    target_concept: Text | None = Field(
        None, description="What it is, where the relation does not tell", examples=["Institution"]
    )
    role: Text | None = Field(None, description="Office that goes with it", examples=["Rektor"])
    date: PartialDate | None = Field(None, description="Day on which it was seen", examples=["2024-09-03"])


def statements(record: Edge, build: Build) -> None:
    """Say what the row says; its ends are shared by all rows that name them."""
    for field in ("source_concept", "target_concept"):
        concept = getattr(record, field)
        if concept is not None and concept not in build.ontology.nodes:
            known = ", ".join(build.ontology.nodes)
            raise RecordProblem(field, f"there is no concept {concept!r}", f"write one of: {known}")
    check_columns(Edge, record.properties, build.ontology.edges.values())
    start = named(build, "source", record.source, record.source_name, record.source_concept)
    end = named(build, "target", record.target, record.target_name, record.target_concept)
    seen_on = [record.date] if record.date else None
    say_relation(
        build, record.relation, start, end, role=record.role, seen_on=seen_on, cells=record.properties
    )


loader = Loader(
    name="edges",
    version=1,
    description="One edge between two things: source, relation, target.",
    publisher="whoever wrote the file",
    licence="as the file says",
    address="",
    record=Edge,
    statements=statements,
    cites_file=True,
)
