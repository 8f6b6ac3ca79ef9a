"""Works out what new, revived and retired statements change about which mentions are one.

Gives what :func:`kg.resolve.complete.resolve_all` would give, at the cost of what changed: a cluster
that only gains mentions is not read again. One that loses a mention, or a key of one, is worked out
anew, since it may fall apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa

from kg.ledger.tables import begins_with, datasets, identities, runs_after, statements
from kg.ontology import Ontology
from kg.resolve import state
from kg.resolve.clusters import Given, components, is_of
from kg.resolve.complete import Named, name_clusters
from kg.resolve.judged import Layer, lay, lift
from kg.resolve.keys import KeyRules
from kg.statements import RECORD_WIDTH, dataset_prefix

#: Marks an item that stands for a whole cluster. It sorts before every entity and key.
_WHOLE = "\x00"


@dataclass
class Moved:
    """What an increment touches.

    Attributes:
        records: prefixes of records of which a statement changed.
        elsewhere: prefixes of other records, of which a mention became another node.
        nodes: nodes to be made again, or that are no more.
        gained: other nodes, with those of their mentions that are new or changed.
    """

    records: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    gained: dict[str, list[str]] = field(default_factory=dict)


def changed_entities(connection: sa.Connection, run: int) -> dict[str, set[str]]:
    """Entities of which a statement changed after the run in some place, with the properties retired."""
    t = statements.c
    found: dict[str, set[str]] = {}
    later = runs_after(run)
    recent = connection.execute(
        sa.select(datasets.c.id, datasets.c.name).where(datasets.c.run.in_(later))
    ).all()
    for number, name in recent:
        prefix = dataset_prefix(name)
        query = sa.select(t.entity, t.property, t.retired_run).where(
            begins_with(t.entity, prefix), t.dataset == number, t.changed_run.in_(later)
        )
        for entity, property, retired in connection.execute(query):
            lost = found.setdefault(entity, set())
            if retired is not None:
                lost.add(property)
    return found


def resolve_since(
    connection: sa.Connection, ontology: Ontology, changed: dict[str, set[str]], now: int
) -> Moved:
    """Take in what changed, and all judgements, and write down who is who.

    Args:
        connection: a writing transaction of the ledger.
        ontology: says which entities are one.
        changed: from :func:`changed_entities`.
        now: the last run of the ledger, in which new nodes are born.
    """
    before = lift(connection)
    moved = _Increment(connection, ontology, now).apply(changed)
    after = lay(connection, ontology, now, partial(state.members, connection))
    _take_in(connection, moved, before, after)
    return moved


def _take_in(connection: sa.Connection, moved: Moved, before: Layer, after: Layer) -> None:
    """Add what judgements make of it to what moved without them."""
    for homes, nodes in after.groups.items():
        if not homes.isdisjoint(moved.nodes | moved.gained.keys()):
            moved.nodes |= nodes
        for home in homes:
            moved.gained.pop(home, None)
    either = before.nodes.keys() | after.nodes.keys()
    others = [entity for entity in either if _node(before, entity) != _node(after, entity)]
    now = state.given_to(connection, others)
    for entity in others:
        once = before.nodes[entity] if entity in before.nodes else after.homes[entity]
        moved.nodes.update(given.node for given in (once, now.get(entity)) if given is not None)
    moved.nodes -= before.redirects.keys() & after.redirects.keys()  # neither there before nor now
    moved.elsewhere |= {entity[:RECORD_WIDTH] for entity in others} - moved.records


def _node(layer: Layer, entity: str) -> str | None:
    """What judgements make of an entity: nothing special is empty, no node at all is None."""
    given = layer.nodes.get(entity, Given(0, ""))
    return given and given.node


class _Increment:
    """One increment.

    Clusters that only gain mentions take part as one item each: the node's id with a sign that no
    entity begins with, and the keys of the node that matter here.
    """

    def __init__(self, connection: sa.Connection, ontology: Ontology, now: int) -> None:
        self._connection = connection
        self._ontology = ontology
        self._rules = KeyRules(ontology)
        self._now = now
        self._own: dict[str, list[str]] = {}
        self._concepts: dict[str, str] = {}

    def apply(self, changed: dict[str, set[str]]) -> Moved:
        moved = Moved(records={entity[:RECORD_WIDTH] for entity in changed})
        before = self._nodes_before(sorted(changed))
        self._read(changed)
        loose = {
            before[entity].node
            for entity, lost in changed.items()
            if entity in before and self._has_left(entity, before[entity].node, lost)
        }
        before.update(self._dissolve(loose))
        self._add_whole_clusters(before, loose)
        clusters = components(self._own)
        named = self._write(clusters, before)
        for index, cluster in enumerate(clusters):
            node, mentions = named.nodes[index].node, [each for each in cluster if each[0] != _WHOLE]
            if cluster[0] == _WHOLE + node and len(mentions) == len(cluster) - 1:
                moved.gained[node] = mentions
            else:
                moved.nodes.add(node)
        moved.nodes |= loose | named.redirects.keys()
        moved.elsewhere = self._elsewhere(named, before, moved.records)
        return moved

    def _has_left(self, entity: str, node: str, lost: set[str]) -> bool:
        """Whether an entity may no longer belong to the node that it became before."""
        if entity not in self._own or lost & self._rules.properties:
            return True
        return not is_of(node, self._concepts[entity])

    def _nodes_before(self, entities: list[str]) -> dict[str, Given]:
        given = state.given_to(self._connection, entities)
        return {entity: was for entity, was in given.items() if not is_edge_id(self._ontology, was.node)}

    def _read(self, entities: Iterable[str]) -> None:
        wanted = self._ontology.nodes, self._rules.properties, sorted(entities)
        for known in state.known_entities(self._connection, *wanted):
            self._own[known.entity] = list(self._rules.keys_of(known))
            self._concepts[known.entity] = known.concept

    def _dissolve(self, loose: set[str]) -> dict[str, Given]:
        """Take clusters apart: their mentions join the others that are to be clustered."""
        entities = [entity for group in state.members(self._connection, loose).values() for entity in group]
        before = state.given_to(self._connection, entities)
        self._read(entities)
        state.forget(self._connection, nodes=loose)
        return before

    def _add_whole_clusters(self, before: dict[str, Given], loose: set[str]) -> None:
        """Let the clusters that stay whole take part, each as one item."""
        whole: dict[str, list[str]] = {}
        for entity, own in self._own.items():
            if entity in before and before[entity].node not in loose:
                item = _WHOLE + before[entity].node
                whole.setdefault(item, [])
                own.append(item)  # it stays where it is, whatever keys it has gained
        wanted = (key for own in self._own.values() for key in own if not key.startswith(_WHOLE))
        for key, node in state.key_owners(self._connection, wanted).items():
            whole.setdefault(_WHOLE + node, []).append(key)
        born = self._born([item.removeprefix(_WHOLE) for item in whole])
        for item, keys in whole.items():
            self._own[item] = [*keys, item]
            node = item.removeprefix(_WHOLE)
            before[item] = Given(born[node], node)

    def _born(self, nodes: list[str]) -> dict[str, int]:
        t = identities.c
        query = sa.select(t.born).where(t.element == sa.bindparam("node")).limit(1)
        return {node: int(self._connection.scalar(query, {"node": node}) or 0) for node in nodes}

    def _write(self, clusters: list[list[str]], before: dict[str, Given]) -> Named:
        in_use = partial(state.in_use, self._connection)
        named = name_clusters(clusters, self._concepts, before, self._now, in_use)
        rows, keys = [], []
        for index, cluster in enumerate(clusters):
            born, node = named.nodes[index]
            for entity in cluster:
                keys += [(key, node) for key in self._own[entity] if not key.startswith(_WHOLE)]
                if not entity.startswith(_WHOLE):
                    rows.append((entity, node, born))
        state.write_identities(self._connection, sorted(rows))
        state.write_keys(self._connection, sorted(set(keys)))
        state.write_redirects(
            self._connection, named.redirects, alive={given.node for given in named.nodes.values()}
        )
        return named

    def _elsewhere(self, named: Named, before: dict[str, Given], touched: set[str]) -> set[str]:
        """Records beside the touched ones in which a mention became another node; moves whole clusters."""
        born = {given.node: given.born for given in named.nodes.values()}
        merged = {old: new for old, new in named.redirects.items() if _WHOLE + old in before}
        entities: set[str] = set()
        for old, group in state.members(self._connection, merged).items():
            entities.update(group)
            new = merged[old]
            state.hand_over_keys(self._connection, old, new)
            state.write_identities(self._connection, [(entity, new, born[new]) for entity in group])
        now = state.given_to(self._connection, sorted(e for e in before if not e.startswith(_WHOLE)))
        entities.update(
            entity for entity, was in before.items() if entity in now and now[entity].node != was.node
        )
        return {entity[:RECORD_WIDTH] for entity in entities} - touched


def is_edge_id(ontology: Ontology, element: str) -> bool:
    """Whether the id of an element is that of an edge."""
    return ontology.concept_of_id(element) in ontology.edges
