"""Joins what shares a key: connected components, and which id each of them carries on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kg.statements import digest


class Given(NamedTuple):
    """A node id that was given before: the run in which it was born, and the id."""

    born: int
    node: str


class Joined:
    """A union-find over texts."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The item that stands for the component of ``item``."""
        parent = self._parent
        while (above := parent.get(item, item)) != item:
            parent[item] = item = parent.get(above, above)  # halve the way for the next time
        return item

    def join(self, left: str, right: str) -> bool:
        """Put two items into one component; whether they are in one now."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parent[b] = a
        return True


def components(keys: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Entities that are connected by shared keys.

    Args:
        keys: entity -> its keys.

    Returns:
        Lists of entities, each in ascending order.
    """
    alike: dict[tuple[str, ...], list[str]] = {}  # those with the very same keys need no closer look
    found: list[list[str]] = []
    for entity in sorted(keys):
        if own := tuple(keys[entity]):
            alike.setdefault(own, []).append(entity)
        else:
            found.append([entity])
    joined = Joined()
    for own in alike:
        for key in own:
            joined.join(own[0], key)
    together: dict[str, list[list[str]]] = {}
    for own, entities in alike.items():
        together.setdefault(joined.find(own[0]), []).append(entities)
    found += [sorted(chain.from_iterable(groups)) for groups in together.values()]
    return found


def parts(
    keys: Mapping[str, Iterable[str]],
    same: Iterable[tuple[str, str]],
    different: Iterable[tuple[str, str]],
    guessed: Iterable[tuple[str, str]] = (),
    unsure: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """Entities that are connected by judgements and shared keys, as far as nobody says that they differ.

    Without such a word they are the connected components. With it, joins are made in a fixed order, and
    one that would bring together what differs is left out: first what people say is the same, then what
    shares a key, key after key, and at last what the program says. Who was set apart from another, as the
    second of a pair, comes last at each key: what nobody decided stays with the first.

    Args:
        keys: entity -> its keys.
        same, different: pairs of entities; others than those of ``keys`` are passed over. What comes first
            in ``same`` goes before what contradicts it.
        guessed, unsure: such pairs that are the same to the program, and of which people cannot tell. No
            guess brings together what people are unsure of.

    Returns:
        Lists of entities, each in ascending order. Two of them that share a key, or that ``same`` joins,
        hold a pair of ``different``; two that ``guessed`` joins one of ``different`` or ``unsure``.
    """

    def among_them(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(left, right) for left, right in pairs if left in keys and right in keys]

    apart = _Apart(among_them(different))
    for left, right in among_them(same):
        apart.join(left, right)
    with_key: dict[str, list[str]] = {}
    for entity in sorted(keys, key=lambda entity: (entity in apart.second, entity)):
        for key in keys[entity]:
            with_key.setdefault(key, []).append(entity)
    for key in sorted(with_key):
        leading: list[str] = []
        for entity in with_key[key]:
            if not any(apart.join(each, entity) for each in leading):
                leading.append(entity)
    apart.forbid(among_them(unsure))
    for left, right in among_them(guessed):
        apart.join(left, right)
    together: dict[str, list[str]] = {}
    for entity in sorted(keys):
        together.setdefault(apart.find(entity), []).append(entity)
    return list(together.values())


class _Apart(Joined):
    """A union-find that keeps some pairs apart.

    Attributes:
        second: items that were named as the second of a pair.
    """

    def __init__(self, different: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.second = {right for _, right in different}
        self._foes: dict[str, set[str]] = {}  # of the item that stands for a component: foes of any in it
        self.forbid(different)

    def forbid(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep pairs apart from now on, but for those that are in one component already."""
        for left, right in pairs:
            self._foes.setdefault(self.find(left), set()).add(right)
            self._foes.setdefault(self.find(right), set()).add(left)

    def join(self, left: str, right: str) -> bool:
        """Put two items into one component, unless it would hold a pair; whether they are in one now."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if any(self.find(foe) == b for foe in self._foes.get(a, ())):
            return False
        super().join(a, b)
        if foes := self._foes.pop(b, None):
            self._foes.setdefault(a, set()).update(foes)
        return True


def new_node(concept: str, founder: str, attempt: int = 0) -> str:
    """The id of a node that no cluster had before, named after the first of its entities.

    Args:
        concept: of the node.
        founder: the entity.
        attempt: how many of the founder's ids are in use: those of clusters that it has left.
    """
    return f"{concept.lower()}-{digest(founder, *[str(attempt)] * bool(attempt))}"


def new_part(concept: str, entity: str, attempt: int = 0) -> str:
    """The id of a node that judgements have split off; never that of one that is there without them."""
    return f"{concept.lower()}-{digest('part', entity, str(attempt))}"


def is_of(node: str, concept: str) -> bool:
    """Whether the id of a node is that of a node of some concept."""
    return node.startswith(concept.lower() + "-")


def heirs(
    clusters: list[list[str]], given: Mapping[str, Given], concepts: Mapping[str, str]
) -> dict[str, int]:
    """Which cluster carries on each node id that its entities had before.

    An id goes to the cluster that holds most of the entities that had it; among equals to the one that
    holds the entity it was named after, or else the lowest of them. An entity that has become another
    concept, because its record is now read as one of another kind, leaves its id behind.

    Args:
        clusters: of entities, each in ascending order.
        given: entity -> id it had before.
        concepts: entity -> concept, where it may have changed.

    Returns:
        Node id -> index of a cluster.
    """
    # Node -> cluster -> those of its entities that had that node, in ascending order.
    voters: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for index, cluster in enumerate(clusters):
        for entity in cluster:
            was = given.get(entity)
            if was is not None and (entity not in concepts or is_of(was.node, concepts[entity])):
                voters[was.node].setdefault(index, []).append(entity)
    return {node: _heir(node, by_cluster) for node, by_cluster in voters.items()}


def _heir(node: str, voters: Mapping[int, list[str]]) -> int:
    most = max(map(len, voters.values()))
    equals = [index for index, entities in voters.items() if len(entities) == most]
    if len(equals) == 1:
        return equals[0]
    concept = node.partition("-")[0]
    # Only those that had the id count: in an increment, others may stand there as a whole cluster.
    named = [i for i in equals if any(new_node(concept, entity) == node for entity in voters[i])]
    return named[0] if named else min(equals, key=lambda index: voters[index][0])
