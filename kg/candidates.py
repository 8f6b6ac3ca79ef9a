"""Reads from the graph what is known of people and agreements, and compares those that may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg.matching import (
    Deal,
    Pair,
    Post,
    Profile,
    Renewal,
    Verdict,
    judge,
    judge_deals,
    match,
    match_deals,
    renewals,
)
from kg.matching.verdict import in_order
from kg.resolve import given_to

if TYPE_CHECKING:
    from kg.graph import Node
    from kg.stores import Store
    from kg.workspace import Workspace

#: Seconds that one reading of the whole graph may take.
_TIMEOUT = 600.0

_PEOPLE = """
MATCH (p:Person) WHERE $every OR p.id IN $ids
RETURN p.id AS id, p.name AS name, p.aliases AS aliases
ORDER BY id
"""
_POSTS = """
MATCH (p:Person)-[h:HOLDS]->(i:Institution) WHERE $every OR p.id IN $ids
RETURN p.id AS person, h.role AS role, h.acting AS acting, h.first_seen AS first, h.last_seen AS last,
  i.id AS body, i.name AS name, i.region AS region
ORDER BY p.id, h.id
"""
_DEALS_OF_PEOPLE = """
MATCH (p:Person)-[:SIGNED|WITNESSED|ATTENDED]->(a:Agreement) WHERE $every OR p.id IN $ids
RETURN DISTINCT p.id AS person, a.id AS deal
"""
_DEALS = """
MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement)
RETURN a.id AS id, a.kind AS kind, a.status AS status, a.signed_on AS signed_on, a.number AS number,
  collect(i.id) AS parties
ORDER BY id
"""
#: The edge from an agreement to the one that it continues.
RENEWS = "RENEWS"
#: Status of an agreement that was announced, not made.
_PLANNED = "planned"


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
    """Compare all people, and all agreements, that may be one, but for those that people have judged.

    Args:
        workspace: whose graph and judgements are read.
        progress: called with the number of pairs compared so far.
    """
    judged = _judged(workspace)
    different = {pair for pair, verdicts in judged.items() if "different" in verdicts}
    of_people = match(people(workspace.store), workspace.comparer, different, progress)
    of_deals = match_deals(deals(workspace.store))
    same = in_order(_open(judged, of_people.same, of_deals.same))
    ask = list(_open(judged, of_people.ask, of_deals.ask))
    edges = _degrees(workspace.store, {id for pair in ask for id in (pair.left, pair.right)})
    questions = [Question(pair, min(edges.get(pair.left, 0), edges.get(pair.right, 0))) for pair in ask]
    questions.sort(key=lambda each: (-each.value, each.pair.left, each.pair.right))
    return Found(same, questions, of_people.compared + of_deals.compared)


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


def compare_two(workspace: Workspace, left: Node, right: Node) -> Verdict | None:
    """What is to be thought of two nodes of one concept; None where nothing compares such nodes."""
    if left.concept == "Person":
        known = {each.id: each for each in people(workspace.store, [left.id, right.id])}
        return judge(known[left.id], known[right.id], workspace.comparer)
    if left.concept == "Agreement":
        both = [each for each in deals(workspace.store) if each.id in (left.id, right.id)]
        return judge_deals(*both) if len(both) > 1 else None
    return None


def _open(judged: Mapping[frozenset[str], set[str]], *pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs on which nobody has judged."""
    return (pair for pair in chain(*pairs) if frozenset((pair.left, pair.right)) not in judged)


def _judged(workspace: Workspace) -> dict[frozenset[str], set[str]]:
    """Pairs of nodes of which somebody has said something, with what was said."""
    entries = [entry for entry in workspace.ledger.judgements() if entry.right is not None]
    entities = {entity for entry in entries for entity in (entry.left, entry.right or "")}
    with workspace.ledger.reading() as connection:
        given = given_to(connection, sorted(entities))
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for entry in entries:
        left, right = given.get(entry.left), given.get(entry.right or "")
        if left and right:
            found[frozenset((left.node, right.node))].add(entry.verdict)
    return found


def _degrees(store: Store, ids: Iterable[str]) -> dict[str, int]:
    query = "MATCH (n)-[r]-() WHERE n.id IN $ids RETURN n.id AS id, count(r) AS edges"
    return {row["id"]: row["edges"] for row in store.read(query, {"ids": sorted(ids)}, _TIMEOUT).rows}


def people(store: Store, ids: Sequence[str] | None = None) -> list[Profile]:
    """What the graph knows of people: of all, or of those with some ids."""
    wanted = {"every": ids is None, "ids": list(ids or ())}
    posts: dict[str, list[Post]] = defaultdict(list)
    for row in _rows(store, _POSTS, wanted):
        posts[row["person"]].append(_post(row))
    taken: dict[str, set[str]] = defaultdict(set)
    for row in _rows(store, _DEALS_OF_PEOPLE, wanted):
        taken[row["person"]].add(row["deal"])
    return [
        Profile(
            row["id"],
            (row["name"], *(row["aliases"] or ())),
            tuple(posts.get(row["id"], ())),
            frozenset(taken.get(row["id"], ())),
        )
        for row in _rows(store, _PEOPLE, wanted)
    ]


def _post(row: dict[str, Any]) -> Post:
    role = row["role"] or ""
    return Post(
        role,
        row["body"],
        f"{role}, {row['name']}".strip(", "),
        row["region"] or "",
        bool(row["acting"]),
        row["first"] or "",
        row["last"] or "",
    )


def deals(store: Store) -> list[Deal]:
    """What tells each agreement from others."""
    return [
        Deal(
            row["id"],
            frozenset(row["parties"]),
            row["kind"] or "",
            row["status"] != _PLANNED,
            row["signed_on"] or "",
            row["number"] or "",
            row["status"] or "",
        )
        for row in _rows(store, _DEALS)
    ]


def _rows(store: Store, query: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
    yield from store.read(query, parameters, _TIMEOUT).rows
