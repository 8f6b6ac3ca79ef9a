"""Mentions and judgements for people to read: by name, with what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.judging.acts import side
from kg.ledger import Fact, Judgement
from kg.ontology import EdgeConcept, Ontology
from kg.resolve import given_to, members
from kg.statements import ENTITY

if TYPE_CHECKING:
    from kg.ledger import Ledger
    from kg.workspace import Workspace


class MentionSaid(NamedTuple):
    """A mention of a node, and what its record says of it.

    Attributes:
        number: by which :func:`split` takes it.
        entity: its id.
        name: as the record has it.
        says: what else the record says, such as ``signed MoU ...``.
        dataset: file or article that it came with.
        sources: ids of the sources that it cites.
    """

    number: int
    entity: str
    name: str
    says: list[str]
    dataset: str
    sources: list[str]


def mentions(workspace: Workspace, node: str) -> list[MentionSaid]:
    """The mentions that a node was made of, numbered from 1, in the order of their ids."""
    found = side(workspace, node)
    with workspace.ledger.reading() as connection:
        every = members(connection, [found.node])[found.node]
    listed = []
    for number, entity in enumerate(every, start=1):
        own = workspace.ledger.statements([entity])
        names = [each.value for each in own if each.property == "name"] or [found.name]
        sources = sorted({source for each in own for source in each.cites})
        says = _ties(workspace, entity)
        listed.append(MentionSaid(number, entity, names[0], says, own[0].dataset, sources))
    return listed


def _ties(workspace: Workspace, entity: str) -> list[str]:
    """The edges that a record states of one of its mentions, as text."""
    edges: dict[str, dict[str, str]] = {}
    concepts: dict[str, EdgeConcept] = {}
    for each in workspace.ledger.statements_of_record(entity):
        if each.concept in workspace.ontology.edges:
            concepts[each.entity] = workspace.ontology.edges[each.concept]
            edges.setdefault(each.entity, {})[each.property] = each.value
    own = {edge: said for edge, said in edges.items() if entity in (said.get("from"), said.get("to"))}
    names = entity_names(
        workspace, {said[end] for said in own.values() for end in ("from", "to") if end in said}
    )
    texts = []
    for edge, said in own.items():
        forward, reads = said.get("from") == entity, concepts[edge].reads
        other = said.get("to" if forward else "from", "")
        role = f" ({said['role']})" if "role" in said else ""
        texts.append(f"{(reads.forward if forward else reads.back).en} {names.get(other, other)}{role}")
    return sorted(texts)


def entity_names(workspace: Workspace, entities: Iterable[str]) -> dict[str, str]:
    """What entities are called: as the graph calls their nodes, or else as their record does.

    Sources are told by their ids.
    """
    wanted = sorted(entities)
    with workspace.ledger.reading() as connection:
        given = given_to(connection, wanted)
    stated = workspace.ledger.statements(wanted, retired=True)
    names = {each.entity: each.value for each in stated if each.property == "name"}
    nodes = {entity: given[entity].node if entity in given else entity for entity in wanted}
    known = workspace.node_names(nodes.values())
    return names | {entity: known[node] for entity, node in nodes.items() if node in known}


def described(workspace: Workspace, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Judgements for people: number, verdict, what is judged, who, when and why.

    Returns:
        One mapping each, with the keys ``number``, ``verdict``, ``left``, ``right``, ``left_id``,
        ``right_id``, ``who``, ``when`` and ``why``. Of a statement, ``left`` is what it says, ``left_id`` its
        id.
    """
    facts = [entry.fact for entry in judgements if entry.fact is not None]
    edges = _ends(workspace.ledger, workspace.ontology, facts)
    entities = {id for entry in judgements if not entry.fact for id in (entry.left, entry.right) if id}
    entities |= {fact.entity for fact in facts} | {
        fact.value for fact in facts if ENTITY.fullmatch(fact.value)
    }
    names = entity_names(workspace, entities | {end for ends in edges.values() for end in ends})
    return [
        {
            "number": entry.id,
            "verdict": entry.verdict,
            "left": _said(workspace.ontology, entry.fact, edges, names)
            if entry.fact
            else names.get(entry.left),
            "right": names.get(entry.right) if entry.right else None,
            "left_id": entry.left,
            "right_id": entry.right,
            "who": entry.who,
            "when": entry.at[:16].replace("T", " "),
            "why": entry.why,
        }
        for entry in judgements
    ]


def _ends(ledger: Ledger, ontology: Ontology, facts: Iterable[Fact]) -> dict[str, tuple[str, str]]:
    """The entities that judged edges join."""
    found: dict[str, dict[str, str]] = {}
    edges = sorted({fact.entity for fact in facts if fact.concept in ontology.edges})
    for each in ledger.statements(edges, retired=True):
        found.setdefault(each.entity, {})[each.property] = each.value
    return {edge: (said.get("from", ""), said.get("to", "")) for edge, said in found.items()}


def _said(
    ontology: Ontology, fact: Fact, edges: Mapping[str, tuple[str, str]], names: Mapping[str, str]
) -> str:
    """A judged fact as a sentence."""
    value = names.get(fact.value, fact.value)
    if fact.entity not in edges or fact.concept not in ontology.edges:
        return f"{names.get(fact.entity, fact.entity)}: {fact.property} {value}"
    tail, head = (names.get(end, end) for end in edges[fact.entity])
    sentence = f"{tail} {ontology.edges[fact.concept].reads.forward.en} {head}"
    return sentence if fact.property in ("from", "to") else f"{sentence}: {fact.property} {value}"
