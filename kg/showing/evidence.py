"""What the nodes and edges of a page rest on, read from the ledger in a few steps for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.dossier import says
from kg.graph.assemble import MOST_MENTIONS
from kg.ontology import EdgeConcept, NodeConcept, Property
from kg.passages import ENDS, Texts, said_of
from kg.statements import RULE, Dissent, Statement
from kg.views.proofs import Proof

if TYPE_CHECKING:
    from kg.workspace import Workspace

_Element = Mapping[str, Any]


def evidence(
    workspace: Workspace, nodes: Sequence[_Element], edges: Sequence[_Element]
) -> dict[str, list[Proof]]:
    """The proofs of nodes and edges, by id.

    Args:
        workspace: whose ledger has the statements and texts.
        nodes, edges: as :func:`kg.views.network_page` takes them.
    """
    stated = said_of(workspace, [node["id"] for node in nodes], MOST_MENTIONS)
    stated |= said_of(workspace, [edge["id"] for edge in edges])
    texts = Texts(workspace)
    found: dict[str, list[Proof]] = {}
    for node in nodes:
        concept = workspace.ontology.nodes.get(_concept_of(workspace, node))
        found[node["id"]] = list(_of_values(concept, node["properties"], stated.get(node["id"], []), texts))
    names = _names(stated.get(node["id"], []) for node in nodes)
    for edge in edges:
        said, concept_of_edge = stated.get(edge["id"], []), workspace.ontology.edges.get(edge["concept"])
        found[edge["id"]] = [
            *_of_values(concept_of_edge, edge["properties"], said, texts),
            *_of_connection(said, names, texts),
        ]
    return found


def _concept_of(workspace: Workspace, node: _Element) -> str:
    return next((label for label in node["labels"] if label in workspace.ontology.nodes), "")


def _names(stated: Iterable[Sequence[Statement]]) -> dict[str, str]:
    """What records and articles call each of the entities that nodes were made from."""
    return {
        each.entity: each.original or each.value
        for statements in stated
        for each in statements
        if each.property == "name"
    }


def _of_values(
    concept: NodeConcept | EdgeConcept | None,
    properties: Mapping[str, Any],
    stated: Sequence[Statement],
    texts: Texts,
) -> Iterator[Proof]:
    known = concept.properties if concept else {}
    for name, prop in known.items():
        value = properties.get(name)
        if prop.internal or value is None:
            continue
        for each in value if isinstance(value, list) else [value]:
            for statement in _giving(known, prop, each, stated):
                shape = known[statement.property]
                yield _proof(name, str(each), _recorded(shape, statement), statement, texts)
    for name, said, source in map(Dissent.read, properties.get("conflicts") or ()):
        for statement in _giving(known, known[name], said, stated) if name in known else ():
            if source in statement.cites:
                yield _proof(name, said, _recorded(known[name], statement), statement, texts)


def _giving(
    known: Mapping[str, Property], prop: Property, value: object, stated: Sequence[Statement]
) -> list[Statement]:
    """The statements that give a value of one of some properties, or that it was computed from."""
    names = {prop.name, *(each.name for each in known.values() if each.alternatives == prop.name)}
    origin = prop.aggregate.of if prop.aggregate else None
    given = [each for each in stated if each.property in names or each.property == origin]
    if prop.type == "entity":  # statements hold the mention, nodes and edges what it turned out to be
        return given
    exact = [each for each in given if says(known[each.property], each.value, value)]
    return exact or (given if origin else [])


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
