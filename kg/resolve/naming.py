"""Ids of the parts into which judgements split nodes: given once, and found again when a split comes back.

The part that keeps a node's id, and those that get ids of their own, are told by some of their entities, the
anchors. Anchors are written down when a node is first split and stay for good, in the order in which they
came; an id goes to the part that has the first of its anchors that is there, that of a whole node to one that
nobody set apart from the rest. So the ids that go with some judgements do not depend on what was judged and
taken back in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import sqlalchemy as sa

from kg.ledger.tables import anchors
from kg.resolve.clusters import Given, heirs, new_part

#: Anchors that an id gets: it outlives the loss of all but one of them.
_ANCHORS = 5


class Anchor(NamedTuple):
    """An entity that tells which part has an id.

    Attributes:
        number: 1, 2, ... in the order in which anchors came.
        node: the id.
        entity: the anchor.
        born: place of the run in which the id was made for a part; None when the whole node had it before.
    """

    number: int
    node: str
    entity: str
    born: int | None


class Names(NamedTuple):
    """The ids of clusters, and the ids that none of them has.

    Attributes:
        nodes: one for each cluster.
        redirects: id that is no more -> place of the cluster that carries on.
        parts: ids once made for parts that are none of these clusters' -> their anchors, in order.
    """

    nodes: list[Given]
    redirects: dict[str, int]
    parts: dict[str, list[str]]


def read_anchors(connection: sa.Connection) -> list[Anchor]:
    """All anchors, in the order in which they came."""
    return [Anchor(*row) for row in connection.execute(sa.select(anchors).order_by(anchors.c.number))]


def name_parts(
    connection: sa.Connection,
    clusters: Sequence[Sequence[str]],
    home: dict[str, Given],
    apart: AbstractSet[str],
    run: int,
) -> Names:
    """Give ids to clusters that people have looked at, and write down the anchors of new ones.

    Of several ids that a cluster inherits the oldest stays.

    Args:
        connection: a writing transaction of the ledger.
        clusters: of entities, each in ascending order.
        home: entity -> the node that it is without judgements.
        apart: entities that people set apart from the rest of their home: the id stays with the rest.
        run: in which new ids are born.
    """
    known = read_anchors(connection)
    place = {entity: index for index, cluster in enumerate(clusters) for entity in cluster}
    where: dict[str, set[int]] = defaultdict(set)
    for entity, index in place.items():
        where[home[entity].node].add(index)
    split = {node for node, indexes in where.items() if len(indexes) > 1}
    stays = _staying(where, {(home[entity].node, place[entity]) for entity in apart & place.keys()})
    heir = _by_anchor(known, place, home, split, stays)
    fresh: list[tuple[str, list[str], int | None]] = []
    rest = {entity: given for entity, given in home.items() if place.get(entity) in stays.get(given.node, ())}
    for node, index in heirs([list(each) for each in clusters], rest, {}).items():
        if node not in heir:
            heir[node] = index
            if node in split:
                own = [entity for entity in clusters[index] if home[entity].node == node]
                fresh.append((node, own, None))
    nodes = _oldest(known, home, heir)
    taken = {each.node for each in known}
    for index, cluster in enumerate(clusters):
        if index not in nodes:
            id = _new_id(home[cluster[0]].node.partition("-")[0], cluster[0], taken)
            nodes[index] = Given(run, id)
            fresh.append((id, list(cluster), run))
    _add_anchors(connection, len(known), fresh)
    named = {given.node for given in nodes.values()}
    unused: dict[str, list[str]] = {}
    for anchor in known:
        if anchor.born is not None and anchor.node not in named:
            unused.setdefault(anchor.node, []).append(anchor.entity)
    lost = {node: index for node, index in heir.items() if node not in named and node not in unused}
    return Names([nodes[index] for index in range(len(clusters))], lost, unused)


def _staying(where: dict[str, set[int]], left: set[tuple[str, int]]) -> dict[str, set[int]]:
    """Node -> those of its parts that did not leave it; all of them where each was set apart from another."""
    return {
        node: {index for index in indexes if (node, index) not in left} or indexes
        for node, indexes in where.items()
    }


def _by_anchor(
    known: list[Anchor],
    place: dict[str, int],
    home: dict[str, Given],
    split: set[str],
    stays: dict[str, set[int]],
) -> dict[str, int]:
    """Ids -> the cluster that has the first of their anchors that is there.

    An id that was made for a part goes to a part only: without a split there is none. That of a whole node
    goes to a part that was not set apart.
    """
    heir: dict[str, int] = {}
    for anchor in known:
        if anchor.entity in place and anchor.node not in heir:
            node = home[anchor.entity].node
            whole = node == anchor.node and place[anchor.entity] in stays[node]
            if node in split if anchor.born is not None else whole:
                heir[anchor.node] = place[anchor.entity]
    return heir


def _oldest(known: list[Anchor], home: dict[str, Given], heir: dict[str, int]) -> dict[int, Given]:
    """The id of each cluster that inherits any; those of whole nodes go before those of parts."""
    made = {each.node: each.born for each in known if each.born is not None}
    born = {given.node: given.born for given in home.values()}
    inherited: dict[int, list[tuple[int, bool, str]]] = defaultdict(list)
    for node, index in heir.items():
        part = made.get(node)
        inherited[index].append((born[node], False, node) if part is None else (part, True, node))
    first = {index: min(ids) for index, ids in inherited.items()}
    return {index: Given(at, node) for index, (at, _, node) in first.items()}


def _new_id(concept: str, entity: str, taken: set[str]) -> str:
    attempt = 0
    while (id := new_part(concept, entity, attempt)) in taken:
        attempt += 1
    taken.add(id)
    return id


def _add_anchors(
    connection: sa.Connection, number: int, fresh: list[tuple[str, list[str], int | None]]
) -> None:
    rows = [
        Anchor(0, node, entity, born)._asdict()
        for node, entities, born in fresh
        for entity in entities[:_ANCHORS]
    ]
    for place, row in enumerate(rows, start=number + 1):
        row["number"] = place
    if rows:
        connection.execute(sa.insert(anchors), rows)
