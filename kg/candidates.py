"""Compares what may be one: people, agreements, institutions, venues and ceremonies of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.ledger import PROGRAM, last_words, refused
from kg.matching import (
    COMPARED,
    Matches,
    Pair,
    Renewal,
    Thing,
    Verdict,
    in_two_places,
    judge,
    judge_deals,
    judge_things,
    match,
    match_deals,
    match_things,
    renewals,
)  # fmt: skip
from kg.matching.verdict import in_order
from kg.profiles import deals, degrees, people, things
from kg.resolve import given_to

if TYPE_CHECKING:
    from kg.graph import Node
    from kg.ledger import Judgement
    from kg.workspace import Workspace

#: The edge from an agreement to the one that it continues.
RENEWS = "RENEWS"
#: How likely it is that two are one of which a person has taken back that they are.
_TAKEN_BACK = 0.5


@dataclass(frozen=True)
class Question:
    """A pair that only people can decide.

    Attributes:
        pair: what was found of it; ids of nodes.
        edges: how many the node with fewer edges has: they would move to the other.
    """

    pair: Pair
    edges: int

    @property
    def value(self) -> float:
        """What an answer is worth: how uncertain it is, 1 where either is as likely, times the edges."""
        likely = self.pair.verdict.score
        return 4 * likely * (1 - likely) * self.edges


@dataclass(frozen=True)
class Found:
    """Pairs of nodes on which nobody has judged.

    Attributes:
        same: that are one beyond doubt, the surest first.
        questions: that may be, the most valuable first.
        compared: how many pairs were looked at.
    """

    same: list[Pair]
    questions: list[Question]
    compared: int


def undecided(workspace: Workspace, progress: Callable[[int], None] = lambda _: None) -> Found:
    """Compare all that may be one, but for pairs that people have judged.

    What the program joined and a person took back is a question, whatever the comparison says.

    Args:
        workspace: whose graph and judgements are read.
        progress: called with the number of pairs compared so far.
    """
    judged, taken_back = _judged(workspace), _taken_back(workspace)
    apart = {pair for pair, verdicts in judged.items() if verdicts - {"same"}} | taken_back.keys()
    store = workspace.store
    found: list[Matches] = [match(people(store), workspace.comparer, apart, progress)]
    found.append(match_deals(deals(store), apart))
    found += [match_things(_things(workspace, concept), apart) for concept in sorted(COMPARED)]
    settled = judged.keys() | taken_back.keys()
    same = in_order(_open(settled, *(each.same for each in found)))
    ask = list(_open(settled, *(each.ask for each in found)))
    ask += _open(judged.keys(), taken_back.values())
    edges = degrees(store, {id for pair in ask for id in (pair.left, pair.right)})
    questions = [Question(pair, min(edges.get(pair.left, 0), edges.get(pair.right, 0))) for pair in ask]
    questions.sort(key=lambda each: (-each.value, each.pair.left, each.pair.right))
    return Found(same, questions, sum(each.compared for each in found))


def renewed(workspace: Workspace) -> list[Renewal]:
    """Agreements of the graph that continue an earlier one, by the rules of the schema.

    Two that may be one are not linked, unless somebody has said that they differ.
    """
    edge = workspace.ontology.edges.get(RENEWS)
    if edge is None or not edge.continues:
        return []
    every = deals(workspace.store)
    compared = match_deals(every)
    may_be_one = {frozenset((pair.left, pair.right)) for pair in (*compared.same, *compared.ask)}
    may_be_one -= {pair for pair, verdicts in _judged(workspace).items() if "different" in verdicts}
    return renewals(every, edge.continues, may_be_one)


def contradicted(workspace: Workspace) -> list[str]:
    """People whom the program joined and who, by the records of now, held at one time what nobody can.

    What was joined stays so until a person takes it back.

    Returns:
        Ids of their nodes, in order.
    """
    words = last_words(workspace.ledger.judgements())
    joined = [entry for entry in words if entry.who == PROGRAM and entry.right is not None]
    nodes = {node for pair in _nodes(workspace, joined) if len(pair) == 1 for node in pair}
    return [each.id for each in people(workspace.store, sorted(nodes)) if in_two_places(each)]


def compare_two(workspace: Workspace, left: Node, right: Node) -> Verdict | None:
    """What is to be thought of two nodes of one concept; None where nothing compares such nodes."""
    if left.concept == "Person":
        known = {each.id: each for each in people(workspace.store, [left.id, right.id])}
        return judge(known[left.id], known[right.id], workspace.comparer)
    if left.concept == "Agreement":
        both = [each for each in deals(workspace.store) if each.id in (left.id, right.id)]
        return judge_deals(*both) if len(both) > 1 else None
    if left.concept in COMPARED:
        pair = [each for each in _things(workspace, left.concept) if each.id in (left.id, right.id)]
        return judge_things(*pair)
    return None


def _things(workspace: Workspace, concept: str) -> list[Thing]:
    """What is compared of a concept; an institution also by its name without the level of its region.

    One source writes "Bawaslu Maluku", another "Bawaslu Provinsi Maluku".
    """
    found = things(workspace.store, concept)
    if concept != "Institution":
        return found
    plain = workspace.reference.gazetteer.without_level
    return [
        replace(
            each, names=tuple(dict.fromkeys([*each.names, *(plain(name, each.where) for name in each.names)]))
        )
        for each in found
    ]


def _open(judged: Collection[frozenset[str]], *pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs on which nobody has judged."""
    return (pair for pair in chain(*pairs) if frozenset((pair.left, pair.right)) not in judged)


def _judged(workspace: Workspace) -> dict[frozenset[str], set[str]]:
    """Pairs of nodes of which somebody says something, with what is said."""
    counting = [entry for entry in last_words(workspace.ledger.judgements()) if entry.right is not None]
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for pair, entry in zip(_nodes(workspace, counting), counting, strict=True):
        found[pair].add(entry.verdict)
    return found


def _taken_back(workspace: Workspace) -> dict[frozenset[str], Pair]:
    """Pairs of nodes that were joined by the program until somebody took it back."""
    entries = refused(workspace.ledger.judgements(withdrawn=True))
    found = {}
    for pair, (first, by) in zip(_nodes(workspace, [first for first, _ in entries]), entries, strict=True):
        if len(pair) == 2:
            told = f"{by.who} took back that they are one{f': {by.why}' if by.why else '.'}"
            grounds = tuple(filter(None, (told, first.why)))
            left, right = sorted(pair)
            found[pair] = Pair(left, right, Verdict("ask", _TAKEN_BACK, grounds))
    return found


def _nodes(workspace: Workspace, entries: Sequence[Judgement]) -> list[frozenset[str]]:
    """The nodes of judged pairs: one where both are one, and fewer where the graph has them not."""
    entities = {entity for entry in entries for entity in (entry.left, entry.right) if entity}
    with workspace.ledger.reading() as connection:
        given = given_to(connection, sorted(entities))
    return [
        frozenset(given[entity].node for entity in (entry.left, entry.right) if entity in given)
        for entry in entries
    ]
