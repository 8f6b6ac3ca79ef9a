"""Reads and writes who is who in the ledger's tables `identities`, `keys` and `redirects`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from kg.ledger import bulk
from kg.ledger.ledger import batches, streamed
from kg.ledger.tables import identities, is_judged, keys, redirects, statements
from kg.resolve.clusters import Given
from kg.statements import SEPARATOR

#: Rows handed to the database at once.
_BATCH = 20_000


class Known(NamedTuple):
    """An entity as far as keys are made from it.

    Attributes:
        entity: its id.
        concept: of it.
        stated: statements as ``property=value``, separated by :data:`kg.statements.SEPARATOR`; None when
            no key is made from anything that is stated.
    """

    entity: str
    concept: str
    stated: str | None


def known_entities(
    connection: sa.Connection,
    concepts: Iterable[str],
    properties: Iterable[str],
    entities: Sequence[str] | None = None,
    *,
    as_judged: bool = False,
) -> Iterator[Known]:
    """Entities of some concepts with what is stated of them, in the order of their ids.

    Args:
        connection: a transaction of the ledger.
        concepts: node concepts, or edge concepts.
        properties: whose values are wanted.
        entities: only these; all when None.
        as_judged: leave out statements that people rejected.
    """
    t = statements.c
    wanted = sa.func.aggregate_strings(t.property + "=" + t.value, SEPARATOR)
    query = (
        sa.select(t.entity, sa.func.min(t.concept), wanted.filter(t.property.in_(sorted(properties))))
        .where(t.retired_run.is_(None), t.concept.in_(sorted(concepts)))
        .group_by(t.entity)
        .order_by(t.entity)
    )
    if as_judged:
        query = query.where(~is_judged("rejected"))
    if entities is None:
        yield from map(Known._make, _rows(connection, query))
        return
    for batch in batches(sorted(entities)):
        yield from map(Known._make, _rows(connection, query.where(t.entity.in_(batch))))


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    return chain.from_iterable(streamed(connection, query))


def given_to(connection: sa.Connection, entities: Sequence[str]) -> dict[str, Given]:
    """The element that each of some entities became when the graph was last built."""
    t = identities.c
    query = sa.select(t.entity, t.born, t.element)
    found: dict[str, Given] = {}
    for batch in batches(entities):
        for entity, born, element in connection.execute(query.where(t.entity.in_(batch))):
            found[entity] = Given(born, element)
    return found


def given_nodes(connection: sa.Connection) -> dict[str, Given]:
    """The node that each entity of a node concept became when the graph was last built."""
    t = identities.c
    query = sa.select(t.entity, t.born, t.element).where(t.born > 0)  # edges are written with 0
    return {entity: Given(born, node) for entity, born, node in _rows(connection, query)}


def members(
    connection: sa.Connection, elements: Iterable[str], limit: int | None = None
) -> dict[str, list[str]]:
    """The entities of some elements, lowest first; at most ``limit`` of each."""
    if limit is None:
        return _all_members(connection, sorted(set(elements)))
    t = identities.c
    query = sa.select(t.entity).where(t.element == sa.bindparam("wanted")).order_by(t.entity).limit(limit)
    found = {}
    for element in elements:
        entities = list(connection.scalars(query, {"wanted": element}))
        if entities:
            found[element] = entities
    return found


def _all_members(connection: sa.Connection, elements: Sequence[str]) -> dict[str, list[str]]:
    t = identities.c
    query = sa.select(t.element, t.entity).order_by(t.element, t.entity)
    found: dict[str, list[str]] = {}
    for batch in batches(elements):
        for element, entity in connection.execute(query.where(t.element.in_(batch))):
            found.setdefault(element, []).append(entity)
    return found


def is_among_first(connection: sa.Connection, element: str, entities: Iterable[str], number: int) -> bool:
    """Whether one of some entities stands, or once stood, among the lowest ``number`` of an element."""
    t = identities.c
    ordered = sa.select(t.entity).where(t.element == element).order_by(t.entity)
    last = connection.scalar(ordered.offset(number - 1).limit(1))
    return last is None or min(entities) <= last


def write_identities(connection: sa.Connection, rows: Iterable[tuple[str, str, int]]) -> None:
    """Say which element entities are: rows of (entity, element, born)."""
    _replace(connection, identities, rows)


def write_keys(connection: sa.Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Say to which node keys belong: rows of (key, node)."""
    _replace(connection, keys, rows)


def write_redirects(connection: sa.Connection, moved: dict[str, str], alive: set[str]) -> None:
    """Remember into which node others were merged.

    Args:
        moved: id that is no more -> id that carries on; older redirects are led on to it.
        alive: nodes that exist, which therefore redirect nowhere.
    """
    for old, new in moved.items():
        connection.execute(sa.update(redirects).where(redirects.c.node == old).values(node=new))
    _replace(connection, redirects, moved.items())
    _delete(connection, redirects.c.id, alive.intersection(connection.scalars(sa.select(redirects.c.id))))


def redirected(connection: sa.Connection, node: str) -> str | None:
    """The node into which another was merged; None when the id was never given, or still is."""
    query = sa.select(redirects.c.node).where(redirects.c.id == sa.bindparam("id"))
    found = None
    while (further := connection.scalar(query, {"id": found or node})) is not None:
        found = str(further)  # judgements may have done away with it in turn
    return found


def forget(connection: sa.Connection, *, entities: Iterable[str] = (), nodes: Iterable[str] = ()) -> None:
    """Drop the identities of entities, and the identities and keys of nodes."""
    _delete(connection, identities.c.entity, entities)
    gone = list(nodes)
    _delete(connection, identities.c.element, gone)
    _delete(connection, keys.c.node, gone)


def hand_over_keys(connection: sa.Connection, old: str, new: str) -> None:
    """Give the keys of a node to the one that it was merged into."""
    connection.execute(sa.update(keys).where(keys.c.node == old).values(node=new))


def in_use(connection: sa.Connection, elements: Iterable[str]) -> set[str]:
    """Which of some ids belong to elements that exist."""
    found: set[str] = set()
    for batch in batches(sorted(elements)):
        query = sa.select(identities.c.element).where(identities.c.element.in_(batch)).distinct()
        found.update(connection.scalars(query))
    return found


def key_owners(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, str]:
    """The node of each key that has one."""
    found: dict[str, str] = {}
    for batch in batches(sorted(set(wanted))):
        query = sa.select(keys.c.key, keys.c.node).where(keys.c.key.in_(batch))
        found.update((row.key, row.node) for row in connection.execute(query))
    return found


def clear(connection: sa.Connection) -> None:
    """Forget who is who, but for redirects; ids must have been read before, or they are lost.

    The tables are to be filled anew, and then :func:`index` be called.
    """
    for table in (identities, keys):
        bulk.clear(connection, table)


def index(connection: sa.Connection) -> None:
    """Let the tables that :func:`clear` emptied be searched again."""
    for table in (identities, keys):
        bulk.filled(connection, table)


def _replace(connection: sa.Connection, table: sa.Table, rows: Iterable[bulk.Row]) -> None:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        bulk.merge(connection, table, batch)


def _delete(connection: sa.Connection, column: sa.Column[str], values: Iterable[str]) -> None:
    for batch in batches(sorted(values)):
        connection.execute(sa.delete(column.table).where(column.in_(batch)))
