"""What sources disagree on: each side with its sources and words, the most consequential first.

How consequential a disagreement is follows from two figures: how many questions of the query library
rest on the property, and which share of the sources says otherwise than the graph. Their product is the
number of questions that would be answered wrongly, as far as counting sources can tell. Of equals the more
doubtful goes first, and after that the one on which more edges hang.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.dossier import says
from kg.entities import names_referred_to
from kg.graph import Edge, Node
from kg.graph.assemble import MOST_MENTIONS, count_voices
from kg.ontology import EdgeConcept, NodeConcept, Property
from kg.passages import ENDS, Passage, Texts
from kg.statements import Dissent, Statement

if TYPE_CHECKING:
    from kg.workspace import Workspace

#: Seconds that looking through all elements of a concept may take: a large graph has millions.
_PATIENCE = 600.0


class Side(NamedTuple):
    """One of the values of a property that sources give.

    Attributes:
        value: as statements have it; an entity by its name.
        stands: whether it is the graph's.
        sources: ids of those that say so, or of which one or more do.
        otherwise: ids of those that a record lists for this value as for all its others, though it is known
            that they say another one.
        confirmed: whether somebody has confirmed it, so that it stands whatever the weights.
        weight: how many independent voices may say so, those in ``otherwise`` too: the graph has the value
            with most. Sources that print one text are one voice.
        statements: what says so; what people have rejected is left out.
    """

    value: str
    stands: bool
    sources: tuple[str, ...]
    otherwise: tuple[str, ...]
    confirmed: bool
    weight: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Disagreement:
    """A property of a node or edge for which sources give several values.

    Attributes:
        element: the node or edge.
        about: its name, or ``PERSON, signed, AGREEMENT`` of an edge.
        prop: which of its properties.
        sides: the one that stands first, then by weight.
        questions: how many questions of the library rest on the property.
        edges: how many edges hang on the element; an edge is one itself.
    """

    element: Node | Edge
    about: str
    prop: Property
    sides: tuple[Side, ...]
    questions: int
    edges: int

    @property
    def doubt(self) -> float:
        """Which share of the sources says otherwise than the graph, 0 to 1.

        One that says two things counts for both. One that gives the month of the day that stands says less,
        and not otherwise.
        """
        stands = next((side.value for side in self.sides if side.stands), "")
        against = sum(len(side.sources) for side in self.sides if self._is_against(side, stands))
        return against / max(1, sum(len(side.sources) for side in self.sides))

    def _is_against(self, side: Side, stands: str) -> bool:
        refined = self.prop.type == "date" and stands.startswith(f"{side.value}-")
        return not (side.stands or refined)

    @property
    def consequence(self) -> float:
        """Questions that rest on the property, times the doubt."""
        return self.questions * self.doubt


class _Found(NamedTuple):
    """A node or edge that carries conflicts; see :class:`Disagreement`."""

    element: Node | Edge
    about: str
    edges: int


def disagreements(workspace: Workspace, name: str | None = None) -> list[Disagreement]:
    """What sources disagree on, the most consequential first.

    Args:
        workspace: with a built graph.
        name: name or id of an entity, to which and to whose edges the list is restricted.

    Raises:
        NotFound, Ambiguous: the name matches nothing, or several.
    """
    node = workspace.find(name) if name else None
    found = [*_nodes(workspace, node), *_edges(workspace, node)]
    stated = _stated(workspace, [each.element.id for each in found])
    meant = _meant(workspace, stated.by_element.values())
    resting = _resting(workspace)
    every = []
    for each in found:
        concept = _concept(workspace, each.element)
        for prop in _disputed(concept, each.element):
            said = [one for one in stated.of(each.element) if one.property == prop.name]
            kept = each.element.properties.get(prop.name)
            sides = _sides(prop, kept, said, meant, stated.confirmed, stated.echoes[each.element.id])
            if len(sides) > 1:
                questions = resting.get((concept.name, prop.name), 0)
                every.append(Disagreement(each.element, each.about, prop, sides, questions, each.edges))
    every.sort(key=_rank)
    return _named(workspace, every)


def _rank(one: Disagreement) -> tuple[float | str, ...]:
    return (-one.consequence, -one.doubt, -one.edges, one.about, one.prop.name, one.element.id)


def words(workspace: Workspace, one: Disagreement) -> list[list[Passage]]:
    """For each side the passages in which it was read, where the texts were kept.

    What an edge says besides its ends may not have been marked in the text: then the passages are those in
    which its sources tell of the edge.
    """
    texts, label = Texts(workspace), one.prop.label.en
    stated = _stated(workspace, [one.element.id]).of(one.element)
    of_edge = [each for each in stated if each.property in ENDS]
    sides = []
    for side in one.sides:
        near = [each for each in of_edge if set(each.cites) <= set(side.sources)]
        quoted = [each for each in side.statements if each.quote] or near
        read = (passage for each in quoted for passage in texts.passage(label, side.value, each))
        sides.append(list(dict.fromkeys(read)))
    return sides


# Where the graph tells of conflicts


def _nodes(workspace: Workspace, only: Node | None) -> Iterator[_Found]:
    concepts = workspace.ontology.nodes
    for concept in [only.concept] if only else [name for name in concepts if _can_differ(concepts[name])]:
        match = f"MATCH (n:{concept} {{id: $id}})" if only else f"MATCH (n:{concept})"
        query = f"{match} WHERE size(n.conflicts) > 0 RETURN n, COUNT {{ (n)--() }} AS edges ORDER BY n.id"
        for row in workspace.store.read(query, {"id": only.id} if only else {}, _PATIENCE).rows:
            yield _Found(row["n"], str(row["n"].properties["name"]), row["edges"])


def _edges(workspace: Workspace, only: Node | None) -> Iterator[_Found]:
    edges = workspace.ontology.edges
    types = "|".join(name for name, concept in edges.items() if _can_differ(concept))
    end = f":{only.concept} {{id: $id}}" if only else ""
    patterns = (
        [f"(a{end})-[r:{types}]->(b)", f"(a)-[r:{types}]->(b{end})"] if only else [f"(a)-[r:{types}]->(b)"]
    )
    fields = "r, a.name AS tail, b.name AS head"
    for pattern in patterns if types else ():
        query = f"MATCH {pattern} WHERE size(r.conflicts) > 0 RETURN {fields} ORDER BY r.id"
        for row in workspace.store.read(query, {"id": only.id} if only else {}, _PATIENCE).rows:
            verb = edges[row["r"].concept].reads.forward.en
            yield _Found(row["r"], f"{row['tail']}, {verb}, {row['head']}", 1)


def _can_differ(concept: NodeConcept | EdgeConcept) -> bool:
    """Whether sources can give two values for one of its properties, of which one must be wrong."""
    return any(prop.disputable for prop in concept.properties.values())


def _concept(workspace: Workspace, element: Node | Edge) -> NodeConcept | EdgeConcept:
    return workspace.ontology.concept(element.concept)


def _disputed(concept: NodeConcept | EdgeConcept, element: Node | Edge) -> list[Property]:
    """The properties that an element's conflicts are about, in the ontology's order."""
    names = {Dissent.read(text).property for text in element.properties["conflicts"]}
    return [prop for name, prop in concept.properties.items() if name in names]


# What the ledger says of each side


class _Stated(NamedTuple):
    """What elements were made from, by their ids, and which statements people have confirmed.

    ``echoes`` is element -> source -> the one with whose voice it speaks; see :class:`kg.resolve.Voices`.
    """

    by_element: dict[str, list[Statement]]
    confirmed: set[str]
    echoes: dict[str, Mapping[str, str]]

    def of(self, element: Node | Edge) -> Sequence[Statement]:
        return self.by_element.get(element.id, ())


def _stated(workspace: Workspace, elements: Sequence[str]) -> _Stated:
    from kg.resolve import Voices, members, verdicts

    with workspace.ledger.reading() as connection:
        groups = members(connection, elements, MOST_MENTIONS)
        became = {entity: element for element, entities in groups.items() for entity in entities}
        judged = verdicts(connection, list(became))
        found: dict[str, list[Statement]] = {element: [] for element in elements}
        for statement in workspace.ledger.statements(list(became)):
            if judged.get(statement.id) != "rejected":
                found[became[statement.entity]].append(statement)
        voices = Voices(connection)
        echoes = {
            element: voices.among(groups.get(element, ()), {source for each in said for source in each.cites})
            for element, said in found.items()
        }
    return _Stated(found, {id for id, verdict in judged.items() if verdict == "confirmed"}, echoes)


def _meant(workspace: Workspace, stated: Iterable[Sequence[Statement]]) -> dict[str, str]:
    """Entity -> node, of the entities that properties hold."""
    from kg.resolve import given_to

    edges = workspace.ontology.edges
    held = {
        each.value
        for group in stated
        for each in group
        if each.concept in edges
        and each.property in edges[each.concept].properties
        and edges[each.concept].properties[each.property].to
    }
    with workspace.ledger.reading() as connection:
        return {entity: was.node for entity, was in given_to(connection, sorted(held)).items()}


def _sides(
    prop: Property,
    kept: object,
    said: Iterable[Statement],
    meant: Mapping[str, str],
    confirmed: Collection[str],
    echoes: Mapping[str, str],
) -> tuple[Side, ...]:
    """Statements by the value they give; sources that are known to say another value are set apart."""
    groups: dict[str, list[Statement]] = {}
    for statement in said:
        value = meant.get(statement.value, statement.value)
        if prop.type == "text" and says(prop, value, kept):
            value = str(kept)  # however it is written there
        groups.setdefault(value, []).append(statement)
    sure = {
        value: {each.cites[0] for each in group if len(each.cites) == 1} for value, group in groups.items()
    }
    sides = []
    for value, group in groups.items():
        cited = {source for each in group for source in each.cites}
        elsewhere = {source for other, sources in sure.items() if other != value for source in sources}
        apart = (cited & elsewhere) - sure[value]
        stands = value == kept if prop.to else says(prop, value, kept)
        sure_of_it = any(each.id in confirmed for each in group)
        by, not_by = tuple(sorted(cited - apart)), tuple(sorted(apart))
        weight = count_voices(cited, echoes)
        sides.append(Side(value, stands, by, not_by, sure_of_it, weight, tuple(group)))
    return tuple(sorted(sides, key=lambda side: (not side.stands, -side.weight, side.value)))


def _named(workspace: Workspace, every: Sequence[Disagreement]) -> list[Disagreement]:
    """The same, with entities by their names."""
    referring = [
        {"concept": one.element.concept, "properties": {one.prop.name: side.value}}
        for one in every
        for side in one.sides
        if one.prop.to
    ]
    names = names_referred_to(workspace, referring) if referring else {}
    return [
        replace(
            one, sides=tuple(side._replace(value=names.get(side.value, side.value)) for side in one.sides)
        )
        for one in every
    ]


def _resting(workspace: Workspace) -> Mapping[tuple[str, str], int]:
    from kg.library import questions_resting_on

    return questions_resting_on(workspace.library.queries.values(), workspace.ontology)
