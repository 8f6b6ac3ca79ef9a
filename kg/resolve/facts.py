"""Works out which statements people rejected or confirmed, and what falls with a rejected one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from kg.ledger import Fact, Judgement, bulk, last_words
from kg.ledger.judgements import read_judgements
from kg.ledger.ledger import batches
from kg.ledger.tables import begins_with, statements, weighed
from kg.ontology import Ontology
from kg.statements import RECORD_WIDTH

#: An edge is nothing without its ends.
_ENDS = frozenset({"from", "to"})


class _Stated(NamedTuple):
    """A statement in force."""

    id: str
    fact: Fact


def weigh(connection: sa.Connection, ontology: Ontology) -> set[str]:
    """Bring the table `weighed` in line with the judgements and with what is stated.

    Args:
        connection: a writing transaction of the ledger.
        ontology: says what an entity cannot do without.

    Returns:
        The entities of which another statement counts than before, or counts more.
    """
    wanted: dict[tuple[str, str], str] = {}
    for record, verdicts in _by_record(_verdicts(last_words(read_judgements(connection)))).items():
        wanted.update(_weigh_record(ontology, _stated(connection, record), verdicts))
    rows = connection.execute(sa.select(weighed.c.entity, weighed.c.id, weighed.c.verdict))
    before = {(row.entity, row.id): str(row.verdict) for row in rows}
    changed = {key for key in before.keys() | wanted.keys() if before.get(key) != wanted.get(key)}
    if changed:
        connection.execute(sa.delete(weighed))
        bulk.merge(connection, weighed, sorted((*key, verdict) for key, verdict in wanted.items()))
    return {entity for entity, _ in changed}


def verdicts(connection: sa.Connection, entities: Sequence[str]) -> dict[str, str]:
    """Id of a statement -> rejected or confirmed, of the judged statements of some entities."""
    found: dict[str, str] = {}
    for batch in batches(entities):
        query = sa.select(weighed.c.id, weighed.c.verdict).where(weighed.c.entity.in_(batch))
        found.update((row.id, row.verdict) for row in connection.execute(query))
    return found


def _verdicts(judgements: Iterable[Judgement]) -> dict[Fact, str]:
    """What is to become of each judged fact: one that somebody confirmed stays, whoever rejects it."""
    verdicts: dict[Fact, str] = {}
    for entry in judgements:
        if entry.fact is not None and verdicts.get(entry.fact) != "confirmed":
            verdicts[entry.fact] = entry.verdict
    return verdicts


def _by_record(verdicts: Mapping[Fact, str]) -> dict[str, dict[Fact, str]]:
    records: dict[str, dict[Fact, str]] = defaultdict(dict)
    for fact, verdict in sorted(verdicts.items()):
        records[fact.entity[:RECORD_WIDTH]][fact] = verdict
    return records


def _stated(connection: sa.Connection, record: str) -> list[_Stated]:
    t = statements.c
    query = sa.select(t.id, t.entity, t.concept, t.property, t.value)
    query = query.where(begins_with(t.entity, record), t.retired_run.is_(None)).order_by(t.entity, t.id)
    return [_Stated(row.id, Fact(*row[1:])) for row in connection.execute(query)]


def _weigh_record(
    ontology: Ontology, stated: list[_Stated], verdicts: Mapping[Fact, str]
) -> dict[tuple[str, str], str]:
    """(entity, statement) -> verdict, of the statements of one record.

    What a statement refers to lies within its record, so that all that falls with it stands here: an
    entity that lacks what it cannot do without, edges of which it is an end, values that name it. Edges
    that a rule found across records are not made while one of their ends is no node.
    """
    found = {each: verdicts[each.fact] for each in stated if each.fact in verdicts}
    while True:
        gone = _gone(ontology, stated, {each for each, verdict in found.items() if verdict == "rejected"})
        falling = [
            each
            for each in stated
            if found.get(each) != "rejected" and (each.fact.entity in gone or each.fact.value in gone)
        ]
        if not falling:
            return {(each.fact.entity, each.id): verdict for each, verdict in found.items()}
        found.update(dict.fromkeys(falling, "rejected"))


def _gone(ontology: Ontology, stated: list[_Stated], rejected: set[_Stated]) -> set[str]:
    """Entities of which nothing is left when some statements do not count, or not enough."""
    lost: dict[str, set[str]] = defaultdict(set)
    left: dict[str, set[str]] = defaultdict(set)
    concepts: dict[str, str] = {}
    for each in stated:
        concepts[each.fact.entity] = each.fact.concept
        (lost if each in rejected else left)[each.fact.entity].add(each.fact.property)
    return {
        entity
        for entity, properties in lost.items()
        if not left[entity] or (properties - left[entity]) & _needed(ontology, concepts[entity])
    }


def _needed(ontology: Ontology, concept: str) -> frozenset[str]:
    known = (ontology.nodes | ontology.edges).get(concept)
    required = {name for name, prop in known.properties.items() if prop.required} if known else set()
    return _ENDS | required
