"""Reads and writes which node an entity is without judgements, where these make another of it: its home."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from kg.ledger import bulk
from kg.ledger.ledger import batches
from kg.ledger.tables import homes, identities, redirects
from kg.resolve import state
from kg.resolve.clusters import Given


def read(connection: sa.Connection) -> dict[str, Given]:
    """Entity -> home, of the entities that judgements make something else of."""
    rows = connection.execute(sa.select(homes.c.entity, homes.c.born, homes.c.node))
    return {entity: Given(born, node) for entity, born, node in rows}


def of(connection: sa.Connection, entities: Iterable[str]) -> dict[str, Given]:
    """Entity -> home; of most it is the node that they are."""
    wanted = sorted(entities)
    found = state.given_to(connection, wanted)
    for batch in batches(wanted):
        query = sa.select(homes.c.entity, homes.c.born, homes.c.node).where(homes.c.entity.in_(batch))
        found.update((row.entity, Given(row.born, row.node)) for row in connection.execute(query))
    return found


def members(connection: sa.Connection, nodes: Iterable[str]) -> dict[str, list[str]]:
    """The entities whose home some nodes are, lowest first."""
    away = sa.select(homes.c.entity).where(homes.c.node == sa.bindparam("wanted"))
    moved_in = sa.exists().where(homes.c.entity == identities.c.entity)
    stayed = sa.select(identities.c.entity).where(identities.c.element == sa.bindparam("wanted"), ~moved_in)
    query = sa.union_all(away, stayed)
    return {node: sorted(connection.scalars(query, {"wanted": node})) for node in nodes}


def spokesman(connection: sa.Connection, node: str, asked: str) -> str | None:
    """The entity that stands for a node in judgements.

    It is the first of those that a node has without judgements, so that what is said of it is not said of
    another that somebody takes for the same.

    Args:
        connection: a transaction of the ledger.
        node: that there is.
        asked: the id by which it was called; it may be one that judgements have merged into the node.

    Returns:
        None where the node has no entity.
    """
    home = sa.func.coalesce(homes.c.node, identities.c.element)
    query = (
        sa.select(identities.c.entity)
        .outerjoin(homes, homes.c.entity == identities.c.entity)
        .where(identities.c.element == node)
        .order_by(sa.case((home == asked, 0), (home == node, 1), else_=2), identities.c.entity)
    )
    return connection.scalar(query.limit(1))


def write(connection: sa.Connection, rows: Mapping[str, Given]) -> None:
    """Say what the home of entities is."""
    bulk.merge(connection, homes, sorted((entity, home.node, home.born) for entity, home in rows.items()))


def clear(connection: sa.Connection) -> None:
    """Forget all homes."""
    connection.execute(sa.delete(homes))


def add_redirects(connection: sa.Connection, led: Mapping[str, str]) -> None:
    """Remember where ids lead that are no more through judgements; older redirects stay as they are."""
    bulk.merge(connection, redirects, sorted(led.items()))


def take_redirects(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Drop the redirects of some ids, and give them."""
    found: dict[str, str] = {}
    for batch in batches(sorted(ids)):
        rows = connection.execute(sa.select(redirects).where(redirects.c.id.in_(batch)))
        found.update((row.id, row.node) for row in rows)
        connection.execute(sa.delete(redirects).where(redirects.c.id.in_(batch)))
    return found
