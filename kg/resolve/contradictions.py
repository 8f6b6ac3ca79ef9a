"""Finds judgements that cannot all be right.

The graph goes by the cautious one: what somebody takes for different stays apart, whoever joins it. What
somebody has confirmed stays, whoever rejects it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from kg.ledger import Judgement, last_words
from kg.ledger.judgements import read_judgements
from kg.ontology import Ontology
from kg.resolve import homes
from kg.resolve.judged import Judged, parts_as_judged, read_judged
from kg.resolve.keys import KeyRules
from kg.resolve.state import given_to


def contradictions(connection: sa.Connection, ontology: Ontology) -> list[list[Judgement]]:
    """Judgements that contradict each other, each group with what contradicts it in the order of time.

    Two people may say otherwise of one pair or statement, or confirm two values of what can have one; or a
    chain of pairs that are said to be the same has two ends that are said to differ. Entities that are one by
    the rules alone are links of such a chain too, unless somebody has said that they differ.

    Args:
        connection: a transaction of the ledger.
        ontology: says which entities are one.
    """
    counting = last_words(read_judgements(connection))
    same = [entry for entry in counting if entry.verdict == "same"]
    of_pair: dict[object, list[Judgement]] = defaultdict(list)
    for entry in counting:
        if entry.verdict == "different":
            of_pair[entry.subject].append(entry)
    rules = KeyRules(ontology)
    part = _parts(connection, ontology, rules, read_judged(connection, ontology, rules))
    ways = _Ways(same, part)
    against = [(apart, ways.between(apart[0].left, apart[0].right or "")) for apart in of_pair.values()]
    values = _of_values(connection, ontology, counting)
    found = [*_of_facts(counting), *values, *([*apart, *way] for apart, way in against if way)]
    groups = [sorted(group, key=lambda entry: (entry.at, entry.id)) for group in found]
    return sorted(groups, key=lambda group: group[0].id)


def _of_facts(counting: Sequence[Judgement]) -> list[list[Judgement]]:
    of_fact: dict[object, list[Judgement]] = defaultdict(list)
    for entry in counting:
        if entry.fact is not None:
            of_fact[entry.fact].append(entry)
    return [group for group in of_fact.values() if len({entry.verdict for entry in group}) > 1]


def _of_values(
    connection: sa.Connection, ontology: Ontology, counting: Sequence[Judgement]
) -> Iterator[list[Judgement]]:
    """Values that people have confirmed of one node or edge, which can have only one of them."""
    confirmed = [(entry, entry.fact) for entry in counting if entry.fact and entry.verdict == "confirmed"]
    given = given_to(connection, sorted({id for _, fact in confirmed for id in (fact.entity, fact.value)}))

    def meant(text: str) -> str:
        return given[text].node if text in given else text

    said: dict[tuple[str, str, str], list[tuple[str, Judgement]]] = defaultdict(list)
    for entry, fact in confirmed:
        said[meant(fact.entity), fact.concept, fact.property].append((meant(fact.value), entry))
    for (_, name, property), group in said.items():
        concept = ontology.nodes.get(name) or ontology.edges.get(name)
        prop = concept.properties.get(property) if concept else None
        if prop and prop.disputable and _differ({value for value, _ in group}):
            yield [entry for _, entry in group]


def _differ(values: set[str]) -> bool:
    """Whether two of some values cannot both be right; a day does not contradict the month that it is in."""
    finest = max(values, key=len)
    return any(value != finest and not finest.startswith(f"{value}-") for value in values)


def _parts(
    connection: sa.Connection, ontology: Ontology, rules: KeyRules, judged: Judged
) -> dict[str, tuple[str, int]]:
    """Entity -> its home, and which part of it where people have split the home itself."""
    home = {entity: given.node for entity, given in judged.home.items()}
    split = {home[left] for left, right in judged.different if home[left] == home[right]}
    found = {entity: (node, 0) for entity, node in home.items()}
    for node, entities in homes.members(connection, sorted(split)).items():
        clusters = parts_as_judged(connection, ontology, rules, judged, entities)
        for number, cluster in enumerate(clusters):
            found.update((entity, (node, number)) for entity in cluster)
    return found


class _Ways:
    """Chains of pairs that are said to be the same.

    Args:
        same: judgements.
        part: entity -> what it is one with anyway; one that is not there is on its own.
    """

    def __init__(self, same: Sequence[Judgement], part: dict[str, tuple[str, int]]) -> None:
        self._part = part
        self._beside: dict[object, list[tuple[object, Judgement]]] = defaultdict(list)
        for entry in same:
            left, right = self._place(entry.left), self._place(entry.right or "")
            self._beside[left].append((right, entry))
            self._beside[right].append((left, entry))

    def _place(self, entity: str) -> object:
        return self._part.get(entity, entity)

    def between(self, start: str, end: str) -> list[Judgement]:
        """The judgements of a shortest chain; none where there is no chain."""
        first, last = self._place(start), self._place(end)
        came: dict[object, tuple[object, Judgement] | None] = {first: None}
        waiting = deque([first])
        while waiting and last not in came:
            here = waiting.popleft()
            for there, entry in self._beside[here]:
                if there not in came:
                    came[there] = (here, entry)
                    waiting.append(there)
        way = []
        step = came.get(last)
        while step is not None:
            way.append(step[1])
            step = came[step[0]]
        return way
