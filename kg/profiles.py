"""Reads from the graph what is known of people, agreements and other things, as comparisons take it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.matching import Deal, Post, Profile, Thing, subject

if TYPE_CHECKING:
    from kg.stores import Store

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
  h.one_seat AS one_seat, i.id AS body, i.name AS name, i.region AS region
ORDER BY p.id, h.id
"""
_DEALS_OF_PEOPLE = """
MATCH (p:Person)-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement) WHERE $every OR p.id IN $ids
RETURN p.id AS person, a.id AS deal, r.sources AS sources
"""
_DEALS = """
MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement)
RETURN a.id AS id, a.kind AS kind, a.status AS status, a.signed_on AS signed_on, a.number AS number,
  a.name AS name, a.aliases AS aliases, collect(i.id) AS parties, collect(i.name) AS called
ORDER BY id
"""
_TOPICS = "MATCH (a:Agreement)-[:ABOUT]->(t:Topic) RETURN a.id AS id, t.name AS other"
#: Status of an agreement that was announced, not made.
_PLANNED = "planned"
#: Things of each concept; `kind`, `place` and `day` are null where the concept has none.
_THINGS = {
    "Venue": "MATCH (n:Venue) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, null AS kind, "
    "n.place AS place, null AS day ORDER BY id",
    "Institution": "MATCH (n:Institution) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, "
    "n.kind AS kind, n.region AS place, null AS day ORDER BY id",
    "Ceremony": "MATCH (n:Ceremony) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, null AS kind, "
    "null AS place, n.held_on AS day ORDER BY id",
}
#: (thing, agreement) of those that took part in agreements, or where they were signed.
_DEALS_OF_THINGS = {
    "Venue": "MATCH (a:Agreement)-[:HELD_AT]->(n:Venue) RETURN n.id AS id, a.id AS other",
    "Institution": "MATCH (n:Institution)-[:PARTY_TO]->(a:Agreement) RETURN n.id AS id, a.id AS other",
    "Ceremony": "MATCH (a:Agreement)-[:PART_OF]->(n:Ceremony) RETURN n.id AS id, a.id AS other",
}
_OFFICES = "MATCH (p:Person)-[:HOLDS]->(n:Institution) RETURN DISTINCT p.id AS id, n.id AS other"
#: A body with more agreements, or a person with more offices, brings together what has nothing in common.
_TELLING = 20


def people(store: Store, ids: Sequence[str] | None = None) -> list[Profile]:
    """What the graph knows of people: of all, or of those with some ids."""
    wanted = {"every": ids is None, "ids": list(ids or ())}
    posts: dict[str, list[Post]] = defaultdict(list)
    for row in _rows(store, _POSTS, wanted):
        posts[row["person"]].append(_post(row))
    taken: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in _rows(store, _DEALS_OF_PEOPLE, wanted):
        taken[row["person"]].add(row["deal"])
        reports[row["person"]].update((row["deal"], source) for source in row["sources"] or ())
    return [
        Profile(
            row["id"],
            (row["name"], *(row["aliases"] or ())),
            tuple(posts.get(row["id"], ())),
            frozenset(taken.get(row["id"], ())),
            frozenset(reports.get(row["id"], ())),
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
        bool(row["one_seat"]),
    )


def deals(store: Store) -> list[Deal]:
    """What tells each agreement from others."""
    topics = _grouped(_rows(store, _TOPICS))
    return [
        Deal(
            row["id"],
            frozenset(row["parties"]),
            row["kind"] or "",
            row["status"] != _PLANNED,
            row["signed_on"] or "",
            row["number"] or "",
            row["status"] or "",
            subject((row["name"], *(row["aliases"] or ()), *topics.get(row["id"], ())), row["called"]),
        )
        for row in _rows(store, _DEALS)
    ]


def _rows(store: Store, query: str, parameters: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
    yield from store.read(query, parameters, _TIMEOUT).rows


def things(store: Store, concept: str) -> list[Thing]:
    """What tells each venue, institution or ceremony from others.

    Args:
        store: with a graph.
        concept: one of :data:`kg.matching.COMPARED`.
    """
    deals = _grouped(_rows(store, _DEALS_OF_THINGS[concept]))
    if concept == "Institution":
        company = _inverted(_telling(_grouped(_rows(store, _OFFICES))))
    else:
        bodies = _inverted(_telling(_grouped(_rows(store, _DEALS_OF_THINGS["Institution"]))))
        company = {id: set().union(*(bodies[deal] for deal in held)) for id, held in deals.items()}
    return [
        Thing(
            row["id"],
            concept,
            (row["name"], *(row["aliases"] or ())),
            row["kind"] or "",
            row["place"] or "",
            row["day"] or "",
            frozenset(deals.get(row["id"], ())),
            frozenset(company.get(row["id"], ())),
        )
        for row in _rows(store, _THINGS[concept])
    ]


def _grouped(rows: Iterable[Mapping[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["id"]].add(row["other"])
    return found


def _telling(groups: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {id: others for id, others in groups.items() if len(others) <= _TELLING}


def _inverted(groups: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for id, others in groups.items():
        for other in others:
            found[other].add(id)
    return found


def degrees(store: Store, ids: Iterable[str]) -> dict[str, int]:
    """How many edges hang on each of some nodes."""
    query = "MATCH (n)-[r]-() WHERE n.id IN $ids RETURN n.id AS id, count(r) AS edges"
    return {row["id"]: row["edges"] for row in store.read(query, {"ids": sorted(ids)}, _TIMEOUT).rows}
