"""Lays people's judgements over the nodes that follow from the records alone.

Nodes are first worked out as if nobody had judged: each entity has a home. Judgements then join some nodes
and split others. That is worked out anew in every build, from the judgements that count and the homes that
they are about, so that one that is taken back leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import sqlalchemy as sa

from kg.ledger import PROGRAM, last_words, refused
from kg.ledger.judgements import read_judgements
from kg.ledger.tables import statements, weighed
from kg.ontology import Ontology
from kg.resolve import homes, state
from kg.resolve.clusters import Given, Joined, parts
from kg.resolve.keys import KeyRules
from kg.resolve.naming import Names, name_parts, read_anchors

#: Gives the entities of nodes as they are without judgements: node -> entities, lowest first.
Members = Callable[[Iterable[str]], dict[str, list[str]]]

Pair = tuple[str, str]


@dataclass
class Layer:
    """What judgements make of nodes.

    Attributes:
        nodes: entity -> the node that it is, where that is not its home; None when it is none at all.
        homes: these entities -> their homes.
        redirects: ids that are no more through judgements -> the node that carries on.
        groups: homes that hang together through judgements -> ids of the nodes that come of them.
    """

    nodes: dict[str, Given | None] = field(default_factory=dict)
    homes: dict[str, Given] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    groups: dict[frozenset[str], set[str]] = field(default_factory=dict)

    def put(self, entity: str, home: Given, node: Given | None) -> None:
        """Say what an entity is."""
        if node is None or node.node != home.node:
            self.nodes[entity], self.homes[entity] = node, home


class Judged(NamedTuple):
    """Judgements on entities that there are, as far as they count.

    Attributes:
        same, different, unsure: pairs of entities of one concept, as people say, oldest judgement first; what
            they took back of the program is unsure.
        guessed: such pairs that are the same to the program.
        maimed: entities that have lost what tells them from others, since statements were rejected.
        home: of each of these.
    """

    same: list[Pair]
    different: list[Pair]
    unsure: list[Pair]
    guessed: list[Pair]
    maimed: set[str]
    home: dict[str, Given]


def lift(connection: sa.Connection) -> Layer:
    """Take off the layer of the last build, so that every entity is its home again.

    Returns:
        That layer, without groups.
    """
    home = homes.read(connection)
    given = state.given_to(connection, sorted(home))
    away = {each.node for each in home.values()} | {each.node for each in read_anchors(connection)}
    layer = Layer({entity: given.get(entity) for entity in home}, home)
    layer.redirects = homes.take_redirects(connection, away)
    state.write_identities(connection, [(entity, was.node, was.born) for entity, was in sorted(home.items())])
    homes.clear(connection)
    return layer


def lay(connection: sa.Connection, ontology: Ontology, run: int, members: Members) -> Layer:
    """Put a layer on the nodes as they are without judgements, and write down who is who.

    Args:
        connection: a writing transaction of the ledger, after :func:`lift`.
        ontology: says which entities are one.
        run: the last run taken in, in which new nodes are born.
        members: gives the entities of homes.
    """
    return _Laying(connection, ontology, run, members).layer()


class _Laying:
    """A layer while it is made."""

    def __init__(self, connection: sa.Connection, ontology: Ontology, run: int, members: Members) -> None:
        self._connection = connection
        self._ontology = ontology
        self._run = run
        self._members = members
        self._rules = KeyRules(ontology)
        self._judged = read_judged(connection, ontology, self._rules)
        self._born = {given.node: given for given in self._judged.home.values()}
        self._layer = Layer()

    def layer(self) -> Layer:
        looked_at = []
        for group in self._groups():
            if self._to_split.isdisjoint(group):
                self._join(group)
            else:
                looked_at.append(group)
        names = self._split(looked_at)
        layer = self._layer
        homes.write(self._connection, layer.homes)
        written = ((entity, given) for entity, given in layer.nodes.items() if given is not None)
        rows = sorted((entity, given.node, given.born) for entity, given in written)
        state.write_identities(self._connection, rows)
        state.forget(self._connection, entities=[e for e, given in layer.nodes.items() if given is None])
        self._lead_parts_home(names)
        homes.add_redirects(self._connection, layer.redirects)
        return layer

    @cached_property
    def _together(self) -> Joined:
        """Homes, joined by what people say is the same."""
        return together(self._judged)

    @cached_property
    def _to_split(self) -> set[str]:
        """Homes whose entities may not all be one."""
        home, find = self._judged.home, self._together.find
        apart = {
            home[left].node
            for left, right in (*self._judged.different, *self._judged.unsure)
            if find(home[left].node) == find(home[right].node)
        }
        return apart | {home[entity].node for entity in self._judged.maimed}

    @cached_property
    def _set_apart(self) -> set[str]:
        """Entities that people say are others than the rest of their home: those named second."""
        home = self._judged.home
        return {right for left, right in self._judged.different if home[left].node == home[right].node}

    def _groups(self) -> list[frozenset[str]]:
        """Homes that hang together, in a fixed order, but for those that stay as they are."""
        groups: dict[str, set[str]] = defaultdict(set)
        for node in self._born:
            groups[self._together.find(node)].add(node)
        found = [each for each in groups.values() if len(each) > 1 or not self._to_split.isdisjoint(each)]
        return [frozenset(each) for each in sorted(found, key=min)]

    def _join(self, group: frozenset[str]) -> None:
        """Make one node of several: the oldest stays."""
        kept, *others = sorted(self._born[node] for node in group)
        self._layer.groups[group] = {kept.node}
        for other in others:
            self._layer.redirects[other.node] = kept.node
            for entity in self._members([other.node]).get(other.node, ()):
                self._layer.put(entity, other, kept)

    def _split(self, groups: list[frozenset[str]]) -> Names:
        """Work out anew which entities of some groups are one, and name what comes of it."""
        clusters: list[list[str]] = []
        owners: list[frozenset[str]] = []
        home: dict[str, Given] = {}
        for group in groups:
            of_group = self._entities(group)
            home.update(of_group)
            found = parts_as_judged(self._connection, self._ontology, self._rules, self._judged, of_group)
            clusters += found
            owners += [group] * len(found)
        names = name_parts(self._connection, clusters, home, self._set_apart, self._run)
        self._layer.groups.update({group: set() for group in groups})
        node_of = dict.fromkeys(home, None) | {
            entity: names.nodes[index] for index, cluster in enumerate(clusters) for entity in cluster
        }
        for entity, given in node_of.items():
            self._layer.put(entity, home[entity], given)
        for index, group in enumerate(owners):
            self._layer.groups[group].add(names.nodes[index].node)
        led = {node: names.nodes[index].node for node, index in names.redirects.items()}
        self._layer.redirects.update(led)
        return names

    def _entities(self, group: frozenset[str]) -> dict[str, Given]:
        return {
            entity: self._born[node]
            for node, entities in self._members(sorted(group)).items()
            for entity in entities
        }

    def _lead_parts_home(self, names: Names) -> None:
        """Let ids that were made for parts that are no more lead to where their entities are."""
        anchors = {entity for entities in names.parts.values() for entity in entities}
        given = state.given_to(self._connection, sorted(anchors))
        for node, entities in names.parts.items():
            where = next((given[entity].node for entity in entities if entity in given), None)
            if where is not None:
                self._layer.redirects[node] = where


def read_judged(connection: sa.Connection, ontology: Ontology, rules: KeyRules) -> Judged:
    """Read what people say of the entities that there are."""
    pairs: dict[str, list[Pair]] = defaultdict(list)
    every = read_judgements(connection)
    # What somebody has taken back of the program is in doubt: no guess of a colleague's ledger joins it.
    doubted = (first for first, _ in refused(every))
    pairs["unsure"] = [(first.left, first.right) for first in doubted if first.right is not None]
    for entry in last_words(every):
        if entry.right is not None:
            guess = entry.verdict == "same" and entry.who == PROGRAM
            pairs["guessed" if guess else entry.verdict].append((entry.left, entry.right))
    maimed = _maimed(connection, ontology, rules)
    home = homes.of(connection, {entity for pair in chain(*pairs.values()) for entity in pair} | maimed)
    kind = {entity: ontology.concept_of_id(given.node) for entity, given in home.items()}
    home = {entity: given for entity, given in home.items() if kind[entity] in ontology.nodes}

    def fits(pair: Pair) -> bool:
        left, right = pair
        return left in home and right in home and kind[left] == kind[right]

    same, different, unsure, guessed = (
        list(filter(fits, pairs[said])) for said in ("same", "different", "unsure", "guessed")
    )
    return Judged(same, different, unsure, guessed, maimed & home.keys(), home)


def parts_as_judged(
    connection: sa.Connection,
    ontology: Ontology,
    rules: KeyRules,
    judged: Judged,
    entities: Iterable[str],
) -> list[list[str]]:
    """Which of some entities are one by keys and judgements; see :func:`kg.resolve.clusters.parts`."""
    wanted = ontology.nodes, rules.properties, sorted(entities)
    known = state.known_entities(connection, *wanted, as_judged=True)
    keys = {each.entity: rules.keys_of(each) for each in known}
    return parts(keys, judged.same, judged.different, judged.guessed, judged.unsure)


def set_apart(
    connection: sa.Connection, ontology: Ontology, staying: Sequence[str], leaving: Sequence[str]
) -> tuple[list[Pair], list[Pair]]:
    """What has to be said, so that some entities of a node leave it and the others stay one.

    Args:
        connection: a transaction of the ledger.
        ontology: says which entities are one.
        staying, leaving: all entities of the node.

    Returns:
        Pairs that are different, those that stay first, and pairs that are the same: what leaves is one, and
        so is what stays, also where it was joined only by way of what leaves.
    """
    rules = KeyRules(ontology)
    judged = read_judged(connection, ontology, rules)
    first, *others = parts_as_judged(connection, ontology, rules, judged, staying)
    same = [(leaving[0], each) for each in leaving[1:]] + [(first[0], each[0]) for each in others]
    apart = [(staying[0], each) for each in leaving]
    stay = set(staying)
    while True:
        said = judged._replace(same=[*judged.same, *same], different=[*judged.different, *apart])
        found = parts_as_judged(connection, ontology, rules, said, (*staying, *leaving))
        # Of those that stay some may hang on one that leaves, and would go with it.
        further = [
            (next(filter(stay.__contains__, part)), each)
            for part in found
            if not stay.isdisjoint(part)
            for each in part
            if each not in stay
        ]
        if not further:
            return apart, same
        apart += further


def together(judged: Judged) -> Joined:
    """Homes, joined by what people say is the same."""
    joined = Joined()
    for left, right in (*judged.same, *judged.guessed):
        joined.join(judged.home[left].node, judged.home[right].node)
    return joined


def _maimed(connection: sa.Connection, ontology: Ontology, rules: KeyRules) -> set[str]:
    """Entities of nodes that have lost a key, or everything, since statements were rejected."""
    t = statements.c
    query = (
        sa.select(t.entity, t.property)
        .join(weighed, sa.and_(weighed.c.entity == t.entity, weighed.c.id == t.id))
        .where(weighed.c.verdict == "rejected", t.concept.in_(sorted(ontology.nodes)))
    )
    lost: dict[str, set[str]] = defaultdict(set)
    for entity, property in connection.execute(query):
        lost[entity].add(property)
    wanted = ontology.nodes, rules.properties, sorted(lost)
    alive = {each.entity for each in state.known_entities(connection, *wanted, as_judged=True)}
    return {entity for entity, gone in lost.items() if entity not in alive or gone & rules.properties}
