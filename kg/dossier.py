"""Everything the ledger and the graph say about one entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.entities import names_referred_to, only_announced
from kg.graph import Edge, Node
from kg.names import fold
from kg.ontology import EdgeConcept, NodeConcept, Property
from kg.statements import Dissent, Source, Statement

if TYPE_CHECKING:
    from kg.ledger import Judgement
    from kg.workspace import Workspace


class Fact(NamedTuple):
    """One value of a property; ``sources`` are the ids of those that may have said it."""

    property: Property
    value: Any
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Tie:
    """An edge of the entity with what is at its other end.

    Attributes:
        edge: as the graph has it.
        other: the node at its other end.
        forward: whether it starts at the entity.
        concept: of the edge.
        when: the day or days of the edge, or else of the node at its other end; empty when unknown.
        details: its other properties as text, entities by name; and that what is at its other end was only
            announced.
    """

    edge: Edge
    other: Node
    forward: bool
    concept: EdgeConcept
    when: str
    details: tuple[str, ...]

    @property
    def conflicts(self) -> list[Dissent]:
        """What sources say otherwise about the edge's properties."""
        return _conflicts(self.edge)

    @property
    def verb(self) -> str:
        """How the edge reads from the entity, in English."""
        reads = self.concept.reads
        return (reads.forward if self.forward else reads.back).en


class Between(NamedTuple):
    """An edge of two others that is none without an entity: who stood in for whom at an agreement."""

    edge: Edge
    one: Node
    other: Node
    concept: EdgeConcept


@dataclass(frozen=True, repr=False)
class Dossier:
    """One entity.

    Attributes:
        node: as the graph has it.
        concept: of the node.
        mentions: how many mentions it was made from.
        statements: every active statement about them, also those that somebody has rejected.
        ties: its edges, by concept and name of the other end.
        between: edges of others that name it, by concept and the names of both ends.
        sources: what statements and edges cite, by id.
        judgements: what people say of its mentions, of their statements and of its edges, also of edges that
            are gone for it; oldest first.
        verdicts: id of a statement -> rejected or confirmed; others were not judged.
    """

    node: Node
    concept: NodeConcept
    mentions: int
    statements: list[Statement]
    ties: list[Tie]
    between: list[Between]
    sources: dict[str, Source]
    judgements: list[Judgement]
    verdicts: dict[str, str]

    def __repr__(self) -> str:
        held = {"statements": len(self.statements), "ties": len(self.ties), "sources": len(self.sources)}
        counted = ", ".join(f"{number} {what}" for what, number in held.items())
        return f"<Dossier: {self.node.concept} {self.node.properties['name']!r}, {self.node.id}, {counted}>"

    @property
    def conflicts(self) -> list[Dissent]:
        """What sources say otherwise about its properties."""
        return _conflicts(self.node)

    @property
    def facts(self) -> list[Fact]:
        """The values of its properties in the ontology's order, each with its sources.

        Properties that only tell entities apart are left out, and those that are computed and only
        repeat what they were computed from.
        """
        found: list[Fact] = []
        for name, prop in self.concept.properties.items():
            value = self.node.properties.get(name)
            origin = prop.aggregate.of if prop.aggregate else name
            repeats = prop.aggregate and str(value) == str(self.node.properties.get(origin))
            if value is None or prop.internal or repeats:
                continue
            values = value if isinstance(value, list) else [value]
            found += [Fact(prop, each, self.support(name, each)) for each in values]
        return found

    def support(self, name: str, value: object) -> tuple[str, ...]:
        """Ids of the sources of a property's value, sorted.

        One that says otherwise is not among them, unless a statement of it alone gives this value as well.

        Those of a computed value are the sources of what it was computed from; those of another name
        are the sources of the statements that give it as the name.
        """
        properties = self.concept.properties
        stated = {name, *(prop.name for prop in properties.values() if prop.alternatives == name)}
        given = [
            statement.cites
            for statement in self.statements
            if self.verdicts.get(statement.id) != "rejected"
            and statement.property in stated
            and says(properties[statement.property], statement.value, value)
        ]
        # A record cites all its sources for the value that it prefers; one alone may give two.
        sure = {cites[0] for cites in given if len(cites) == 1}
        cites = {source for each in given for source in each} - {
            other.source
            for other in self.conflicts
            if other.property == name and other.value != str(value) and other.source not in sure
        }
        aggregate = properties[name].aggregate
        if not cites and aggregate:
            origin = self.node.properties.get(aggregate.of)
            for each in origin if isinstance(origin, list) else [origin]:
                cites.update(self.support(aggregate.of, each))
        return tuple(sorted(cites))


def _conflicts(element: Node | Edge) -> list[Dissent]:
    return list(map(Dissent.read, element.properties["conflicts"]))


def says(prop: Property, text: str, value: object) -> bool:
    """Whether the text of a statement gives this value: ``83`` gives 83.0.

    Of words of which only one can be right, capitals and punctuation make no other value, as in the graph.
    """
    if text == str(value) or str(prop.parse(text)) == str(value):
        return True
    return prop.type == "text" and prop.disputable and fold(text) == fold(str(value))


def given_by(prop: Property, text: str) -> set[str]:
    """The values, as texts, that the text of a statement gives: those of which :func:`says` is true."""
    with suppress(ValueError):  # a value that the schema no longer allows still gives itself
        return {text, str(prop.parse(text))}
    return {text}


def dossier(workspace: Workspace, node: Node) -> Dossier:
    """Gather a node's statements, edges and sources."""
    from kg.resolve import members, verdicts

    with workspace.ledger.reading() as connection:
        entities = members(connection, [node.id]).get(node.id, [])
        judged = verdicts(connection, entities)
    statements = workspace.ledger.statements(entities)
    ties = _ties(workspace, node)
    between = list(_between(workspace, node))
    cited = {source for statement in statements for source in statement.cites}
    edges = [*(tie.edge for tie in ties), *(each.edge for each in between)]
    cited |= {source for edge in edges for source in edge.properties["sources"]}
    concept = workspace.ontology.nodes[node.concept]
    sources, judgements = workspace.sources(cited), _judgements(workspace, set(entities))
    return Dossier(node, concept, len(entities), statements, ties, between, sources, judgements, judged)


def _judgements(workspace: Workspace, entities: set[str]) -> list[Judgement]:
    """What people say of some entities, of their statements, and of edges that are stated of them."""
    from kg.ledger import last_words

    counting = last_words(workspace.ledger.judgements(withdrawn=True))
    judged = sorted({entry.fact.entity for entry in counting if entry.fact})
    stated = workspace.ledger.statements(judged, retired=True)
    about = entities | {each.entity for each in stated if each.value in entities}
    return [
        entry
        for entry in counting
        if (entry.fact.entity in about if entry.fact else not about.isdisjoint((entry.left, entry.right)))
    ]


def statements_of_ties(workspace: Workspace, found: Dossier) -> dict[str, list[Statement]]:
    """The active statements of an entity's edges, by id of the edge."""
    from kg.resolve import members

    with workspace.ledger.reading() as connection:
        entities = members(connection, [tie.edge.id for tie in found.ties])
    edge_of = {entity: edge for edge, stated in entities.items() for entity in stated}
    every: dict[str, list[Statement]] = {edge: [] for edge in entities}
    for statement in workspace.ledger.statements(list(edge_of)):
        every[edge_of[statement.entity]].append(statement)
    return every


def _ties(workspace: Workspace, node: Node) -> list[Tie]:
    """All edges of a node, by concept, direction and name of the other end."""
    rows: list[tuple[Edge, Node, bool]] = []
    for pattern, forward in (("-[r]->", True), ("<-[r]-", False)):
        query = f"MATCH (a:{node.concept} {{id: $id}}){pattern}(b) RETURN r, b"
        rows += [(row["r"], row["b"], forward) for row in workspace.store.read(query, {"id": node.id}).rows]
    rows.sort(key=lambda row: (row[0].concept, not row[2], str(row[1].properties["name"]), row[0].id))
    names = names_referred_to(workspace, (edge._asdict() for edge, _, _ in rows))
    nodes, edges = workspace.ontology.nodes, workspace.ontology.edges
    ties = []
    for edge, other, forward in rows:
        concept = edges[edge.concept]
        when = _days(concept.properties.values(), edge.properties)
        when = when or next(iter(_dates(nodes[other.concept].properties.values(), other.properties)), "")
        details = (*_details(concept, edge.properties, names), *only_announced(workspace.ontology, other))
        ties.append(Tie(edge, other, forward, concept, when, details))
    return ties


def _between(workspace: Workspace, node: Node) -> Iterator[Between]:
    """Edges of others that cannot do without a node."""
    for concept in workspace.ontology.edges.values():
        every = concept.properties.values()
        for name in [prop.name for prop in every if prop.required and prop.to == node.concept]:
            query = f"MATCH (a)-[r:{concept.name}]->(b) WHERE r.{name} = $id RETURN r, a, b"
            rows = workspace.store.read(query + " ORDER BY a.name, b.name, r.id", {"id": node.id}).rows
            yield from (Between(row["r"], row["a"], row["b"], concept) for row in rows)


def _dates(properties: Iterable[Property], values: Mapping[str, Any]) -> list[str]:
    """The single dates among some properties, in the ontology's order."""
    dates = [prop.name for prop in properties if prop.type == "date" and not prop.multiple]
    return [str(values[name]) for name in dates if values.get(name) is not None]


def _days(properties: Iterable[Property], values: Mapping[str, Any]) -> str:
    """When an edge held: one day, or the first and the last that is known."""
    dates = sorted(_dates(properties, values))
    return " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else ""


def _details(concept: EdgeConcept, values: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """What an edge says beside its dates."""
    found = []
    for prop in concept.properties.values():
        value = values.get(prop.name)
        if value is None or prop.type == "date" or prop.internal:
            continue
        if prop.type == "boolean":
            found.append(prop.label.en.lower() + ("" if value else ": no"))
        else:
            found.append(names.get(str(value), prop.value_text(str(value))))
    return tuple(found)
