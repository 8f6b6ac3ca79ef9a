"""What concepts and properties are called in other vocabularies: FollowTheMoney, schema.org, PROV."""

from __future__ import annotations

from pydantic import Field

from kg.ontology.rules import Frozen, Words


class Terms(Frozen):
    """What a property is called elsewhere.

    Attributes:
        ftm: its properties in FollowTheMoney, of the schema that the concept maps to.
        schema_org: its property in schema.org.
    """

    ftm: Words = ()
    schema_org: str | None = None


class Between(Frozen):
    """An entity that FollowTheMoney has where we have an edge alone, such as the post that somebody holds.

    Attributes:
        schema_: of that entity (``Position``); ``schema`` in the file.
        end: its property that names what our edge leads to (``organization``).
        name: the property of our edge that is its name (``role``).
    """

    schema_: str = Field(alias="schema")
    end: str
    name: str


class Vocabularies(Frozen):
    """The nearest term of other vocabularies.

    Attributes:
        ftm: a schema of FollowTheMoney.
        ftm_reads: of nodes: schemata that are read as this concept, which may be more, or fewer.
        ftm_links: of edges: schemata of two ends that are read as this edge, and their properties that name
            what it joins, ours from and to. Their ``role`` is that of the edge, if it has one.
        ftm_ends: of edges: the properties of that schema that name what it joins, ours from and to.
        ftm_between: of edges: what stands between the second of these and what our edge leads to.
        schema_org: a class of schema.org; of edges also a property, with ``^`` before it when it leads from
            the edge's end to its start.
        schema_org_ends: of edges that map to a class: its properties for our from and to.
        prov: a term of PROV.
    """

    ftm: str | None = None
    ftm_reads: Words = ()
    ftm_links: dict[str, tuple[str, str]] = Field(default_factory=dict)
    ftm_ends: tuple[str, str] | None = None
    ftm_between: Between | None = None
    schema_org: str | None = None
    schema_org_ends: tuple[str, str] | None = None
    prov: str | None = None


class Lasts(Frozen):
    """The properties that say from when to when something was there.

    Attributes:
        start: a date or year (``from`` in the file); the whole of it when it is partial.
        end: likewise (``to``); None when nothing says until when.
    """

    start: str = Field(alias="from")
    end: str | None = Field(None, alias="to")
