"""Why mentions are one entity, and why two entities are not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from kg.candidates import compare_two
from kg.errors import NotFound, UsageError
from kg.judging import described, entity_names, numbered
from kg.ledger import Judgement, last_words
from kg.matching import Verdict
from kg.resolve import KeyRules, members
from kg.resolve.state import known_entities
from kg.statements import RULE

if TYPE_CHECKING:
    from kg.graph import Node
    from kg.statements import Statement
    from kg.workspace import Workspace


class Tie(NamedTuple):
    """What makes mentions of one node one.

    Attributes:
        by: a rule of the schema, or a judgement.
        ground: the key that they share, or who judged and why.
        mentions: their numbers, as `kg split` lists them.
    """

    by: str
    ground: str
    mentions: list[int]


class Ground(NamedTuple):
    """What states an edge.

    Attributes:
        by: the rule or the loader, with its version.
        says: the edge as a sentence.
        ground: what the edge is, where a rule made it, else what it was read from.
        confidence: how sure it is.
        dataset: that states it.
    """

    by: str
    says: str
    ground: str
    confidence: float
    dataset: str


class Apart(NamedTuple):
    """What is to be thought of two nodes.

    Attributes:
        verdict: of comparing them; None where nothing compares such nodes.
        judgements: what people say of the two.
    """

    verdict: Verdict | None
    judgements: list[Judgement]


def why_one(workspace: Workspace, node: Node) -> list[Tie]:
    """What the mentions of a node have in common, the widest first.

    A rule of the schema joins mentions that share a key; a mention that shares none stands alone, or
    is joined by a judgement.
    """
    number = numbered(workspace, node.id)
    rules = KeyRules(workspace.ontology)
    by_key: dict[str, list[int]] = defaultdict(list)
    with workspace.ledger.reading() as connection:
        known = known_entities(connection, [node.concept], rules.properties, sorted(number), as_judged=True)
        for each in known:
            for key in rules.keys_of(each):
                by_key[key].append(number[each.entity])
    ties = [Tie("rule", key, sorted(shared)) for key, shared in by_key.items()]
    for row, entry in _judged(workspace, set(number)):
        both = sorted(number[id] for id in (entry.left, entry.right) if id in number)
        ties.append(Tie("judgement", _told(row), both))
    return sorted(ties, key=lambda tie: (-len(tie.mentions), tie.by, tie.ground))


def why_edge(workspace: Workspace, id: str) -> list[Ground]:
    """What states an edge of the graph, each way of stating it once.

    Raises:
        NotFound: there is no such edge.
    """
    with workspace.ledger.reading() as connection:
        entities = members(connection, [id]).get(id, [])
    if not entities:
        raise NotFound(f"There is no edge {id!r} in the graph.")
    stated: dict[str, dict[str, Statement]] = defaultdict(dict)
    for each in workspace.ledger.statements(entities):
        stated[each.entity][each.property] = each
    names = entity_names(workspace, {said[end].value for said in stated.values() for end in ("from", "to")})
    found = []
    for said in stated.values():
        tail, head = said["from"], said["to"]
        edge = workspace.ontology.edges[tail.concept]
        sentence = (
            f"{names.get(tail.value, tail.value)} {edge.reads.forward.en} {names.get(head.value, head.value)}"
        )
        ground = edge.description if tail.method.startswith(RULE) else tail.quote or ""
        found.append(Ground(tail.method, sentence, ground, tail.confidence, tail.dataset))
    return sorted(set(found))


def why_two(workspace: Workspace, left: Node, right: Node) -> Apart:
    """What speaks for and against two nodes being one.

    Raises:
        UsageError: they are of different concepts.
    """
    if left.concept != right.concept:
        raise UsageError(f"One is a {left.concept}, the other a {right.concept}: never one.")
    with workspace.ledger.reading() as connection:
        found = members(connection, [left.id, right.id])
    one, other = set(found.get(left.id, ())), set(found.get(right.id, ()))
    judged = [
        entry
        for _, entry in _judged(workspace, one | other)
        if {entry.left, entry.right} & one and {entry.left, entry.right} & other
    ]
    return Apart(compare_two(workspace, left, right), judged)


def _judged(workspace: Workspace, entities: set[str]) -> list[tuple[dict[str, object], Judgement]]:
    """Judgements that count, on pairs in which some entities take part, each with how people read it."""
    found = [
        entry
        for entry in last_words(workspace.ledger.judgements())
        if entry.right is not None and entities & {entry.left, entry.right}
    ]
    return list(zip(described(workspace, found), found, strict=True))


def _told(row: dict[str, object]) -> str:
    why = f": {row['why']}" if row["why"] else ""
    return f"{row['who']} says {row['verdict']} ({row['when']}){why}"
