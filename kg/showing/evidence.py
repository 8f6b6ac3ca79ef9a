"""What the nodes and edges of a page rest on, read from the ledger in a few steps for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.dossier import given_by
from kg.graph.assemble import MOST_MENTIONS
from kg.ontology import EdgeConcept, NodeConcept, Property
from kg.passages import ENDS, Texts, said_of
from kg.statements import RULE, Dissent, Statement
from kg.views.proofs import Proof

if TYPE_CHECKING:
    from kg.workspace import Workspace

_Element = Mapping[str, Any]

#: Nodes or edges whose statements are in memory at once: those of a large page have hundreds of thousands.
_AT_ONCE = 2_000


def evidence(
    workspace: Workspace, nodes: Sequence[_Element], edges: Sequence[_Element]
) -> dict[str, list[Proof]]:
    """The proofs of nodes and edges, by id.

    Args:
        workspace: whose ledger has the statements and texts.
        nodes, edges: as :func:`kg.views.network_page` takes them.
    """
    texts = Texts(workspace)
    found: dict[str, list[Proof]] = {}
    names: dict[str, str] = {}
    for node, said in _each_stated(workspace, nodes, MOST_MENTIONS):
        concept = workspace.ontology.nodes.get(_concept_of(workspace, node))
        found[node["id"]] = list(_of_values(concept, node["properties"], said, texts))
        names |= _names(said)
    for edge, said in _each_stated(workspace, edges):
        concept_of_edge = workspace.ontology.edges.get(edge["concept"])
        found[edge["id"]] = [
            *_of_values(concept_of_edge, edge["properties"], said, texts),
            *_of_connection(said, names, texts),
        ]
    return found


def _each_stated(
    workspace: Workspace, elements: Sequence[_Element], most: int | None = None
) -> Iterator[tuple[_Element, list[Statement]]]:
    """Each node or edge with its statements; ``most`` as for :func:`kg.passages.said_of`."""
    for start in range(0, len(elements), _AT_ONCE):
        part = elements[start : start + _AT_ONCE]
        stated = said_of(workspace, [element["id"] for element in part], most)
        for element in part:
            yield element, stated.pop(element["id"], [])


def _concept_of(workspace: Workspace, node: _Element) -> str:
    return next((label for label in node["labels"] if label in workspace.ontology.nodes), "")


def _names(stated: Iterable[Statement]) -> dict[str, str]:
    """What records and articles call each of the entities that a node was made from."""
    return {each.entity: each.original or each.value for each in stated if each.property == "name"}


def _of_values(
    concept: NodeConcept | EdgeConcept | None,
    properties: Mapping[str, Any],
    stated: Sequence[Statement],
    texts: Texts,
) -> Iterator[Proof]:
    known = concept.properties if concept else {}
    said_by = _Stated(known, stated)
    for name, prop in known.items():
        value = properties.get(name)
        if prop.internal or value is None:
            continue
        for each in value if isinstance(value, list) else [value]:
            for statement in said_by.giving(prop, each):
                shape = known[statement.property]
                yield _proof(name, str(each), _recorded(shape, statement), statement, texts)
    for name, said, source in map(Dissent.read, properties.get("conflicts") or ()):
        for statement in said_by.giving(known[name], said) if name in known else ():
            if source in statement.cites:
                yield _proof(name, said, _recorded(known[name], statement), statement, texts)


class _Stated:
    """What is stated of a node or an edge, by property and value: one may have thousands of both.

    Args:
        known: the properties that its concept has.
        stated: all of it.
    """

    def __init__(self, known: Mapping[str, Property], stated: Sequence[Statement]) -> None:
        self._known, self._stated = known, stated
        #: Property -> the statements that may give its values; and those that give one, by its text.
        self._given: dict[str, tuple[list[Statement], Mapping[str, list[Statement]]]] = {}

    def giving(self, prop: Property, value: object) -> list[Statement]:
        """The statements that give a value of a property, or that it was computed from."""
        if prop.name not in self._given:
            self._given[prop.name] = self._of(prop)
        given, exact = self._given[prop.name]
        if prop.type == "entity":  # statements hold the mention, nodes and edges what it turned out to be
            return given
        return exact.get(str(value)) or (given if prop.aggregate else [])

    def _of(self, prop: Property) -> tuple[list[Statement], Mapping[str, list[Statement]]]:
        names = {prop.name, *(each.name for each in self._known.values() if each.alternatives == prop.name)}
        if prop.aggregate:
            names.add(prop.aggregate.of)
        given = [each for each in self._stated if each.property in names]
        exact: dict[str, list[Statement]] = {}
        if prop.type != "entity":
            for each in given:
                for text in given_by(self._known[each.property], each.value):
                    exact.setdefault(text, []).append(each)
        return given, exact


def _recorded(prop: Property, statement: Statement) -> str:
    # What a rule worked out says no more than what it was made from.
    if statement.method.startswith(RULE) or prop.type == "entity":
        return ""
    return statement.original or statement.value


def _of_connection(stated: Sequence[Statement], names: Mapping[str, str], texts: Texts) -> Iterator[Proof]:
    """What says that an edge is there: the words for its ends, or the names that a record gives for them."""
    ends = {(each.entity, each.property): each for each in stated if each.property in ENDS}
    for (entity, side), statement in ends.items():
        if statement.quote:
            yield _proof("", "", "", statement, texts)
        elif side == ENDS[0]:
            pair = [ends.get((entity, end)) for end in ENDS]
            called = [names.get(end.value, "") for end in pair if end]
            recorded = " → ".join(called) if all(called) and len(called) == len(ENDS) else ""
            yield _proof("", "", recorded, statement, texts)


def _proof(name: str, value: str, recorded: str, statement: Statement, texts: Texts) -> Proof:
    for passage in texts.passage("", "", statement):
        around = (passage.before, passage.quote, passage.after)
        return Proof(name, value, recorded, (passage.source,), *around)
    return Proof(name, value, recorded, statement.cites, rule=statement.method.startswith(RULE))
