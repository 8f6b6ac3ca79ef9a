"""Mentions and judgements for people to read: by name, with what the records say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.entities import names_of
from kg.judging.acts import side
from kg.ledger import PROGRAM, Fact, Judgement, fact_of, last_words
from kg.ontology import Ontology
from kg.resolve import given_to, members
from kg.statements import ENTITY, Statement

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


def numbered(workspace: Workspace, node: str) -> dict[str, int]:
    """The mentions that a node was made of -> their numbers, from 1 in the order of their ids."""
    return _numbered(workspace, side(workspace, node).node)


def _numbered(workspace: Workspace, node: str) -> dict[str, int]:
    with workspace.ledger.reading() as connection:
        return {entity: number for number, entity in enumerate(members(connection, [node])[node], start=1)}


def mentions(workspace: Workspace, node: str) -> list[MentionSaid]:
    """The mentions that a node was made of, in the order of their numbers, and what their records say."""
    found = side(workspace, node)
    every = _numbered(workspace, found.node)
    listed: list[tuple[str, list[Statement], list[_Stated]]] = []
    for entity in every:
        of_record = workspace.ledger.statements_of_record(entity)
        own = [each for each in of_record if each.entity == entity]
        listed.append((entity, own, _edges_of(workspace.ontology, entity, of_record)))
    names = entity_names(workspace, {edge.other for _, _, edges in listed for edge in edges})
    return [
        MentionSaid(
            number,
            entity,
            next((each.value for each in own if each.property == "name"), found.name),
            sorted(f"{edge.verb} {names.get(edge.other, edge.other)}{edge.role}" for edge in edges),
            own[0].dataset,
            sorted({source for each in own for source in each.cites}),
        )
        for (entity, own, edges), number in zip(listed, every.values(), strict=True)
    ]


class _Stated(NamedTuple):
    """An edge that a record states of one of its mentions: how it reads, the other end, the role."""

    verb: str
    other: str
    role: str


def _edges_of(ontology: Ontology, entity: str, of_record: Sequence[Statement]) -> list[_Stated]:
    stated: dict[tuple[str, str], dict[str, str]] = {}
    for each in of_record:
        if each.concept in ontology.edges:
            stated.setdefault((each.entity, each.concept), {})[each.property] = each.value
    found = []
    for (_, concept), said in stated.items():
        if entity in (said.get("from"), said.get("to")):
            forward, reads = said.get("from") == entity, ontology.edges[concept].reads
            verb = (reads.forward if forward else reads.back).en
            role = f" ({said['role']})" if "role" in said else ""
            found.append(_Stated(verb, said.get("to" if forward else "from", ""), role))
    return found


def entity_names(workspace: Workspace, entities: Iterable[str]) -> dict[str, str]:
    """What entities are called: as the graph calls their nodes, or else as their record does.

    Sources are told by their ids.
    """
    wanted = sorted(entities)
    with workspace.ledger.reading() as connection:
        given = given_to(connection, wanted)
    names = _own_names(workspace.ledger, wanted)
    nodes = {entity: given[entity].node if entity in given else entity for entity in wanted}
    known = names_of(workspace, nodes.values())
    return names | {entity: known[node] for entity, node in nodes.items() if node in known}


def _own_names(ledger: Ledger, entities: Sequence[str]) -> dict[str, str]:
    """What entities are called in their records; in former ones where there is none now."""
    stated = [*ledger.statements(entities, retired=True), *ledger.statements(entities)]
    return {each.entity: each.value for each in stated if each.property == "name"}


def waiting(workspace: Workspace) -> list[Judgement]:
    """Judgements of people that count, but are about what no record says now: it changed, or is not loaded.

    Args:
        workspace: whose ledger has them.
    """
    counting = [each for each in last_words(workspace.ledger.judgements()) if each.who != PROGRAM]
    judged = {id for each in counting for id in _judged_entities(each)}
    said = workspace.ledger.statements(sorted(judged))
    facts, entities = {fact_of(each) for each in said}, {each.entity for each in said}
    return [
        each
        for each in counting
        if (each.fact not in facts if each.fact else not entities.issuperset(_judged_entities(each)))
    ]


def _judged_entities(entry: Judgement) -> tuple[str, ...]:
    return (entry.fact.entity,) if entry.fact else (entry.left, entry.right or "")


def described(workspace: Workspace, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Judgements for people: number, verdict, what is judged, who, when and why.

    Returns:
        One mapping each, with the keys ``number``, ``verdict``, ``left``, ``right``, ``left_id``,
        ``right_id``, ``who``, ``when`` and ``why``. Two mentions are called as their records call them: they
        may be one node. Of a statement, ``left`` is what it says, ``left_id`` its id.
    """
    facts = [entry.fact for entry in judgements if entry.fact is not None]
    edges = _ends(workspace.ledger, workspace.ontology, facts)
    pairs = {id for entry in judgements if not entry.fact for id in (entry.left, entry.right) if id}
    entities = {fact.entity for fact in facts} | {
        fact.value for fact in facts if ENTITY.fullmatch(fact.value)
    }
    names = entity_names(workspace, pairs | entities | {end for ends in edges.values() for end in ends})
    called = names | _own_names(workspace.ledger, sorted(pairs))
    return [
        {
            "number": entry.id,
            "verdict": entry.verdict,
            "left": _said(workspace.ontology, entry.fact, edges, names)
            if entry.fact
            else called.get(entry.left),
            "right": called.get(entry.right) if entry.right else None,
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
