"""What entities must have in common to be one: the keys that follow from the ontology's `same_when`.

Two entities of a concept are one when they share a key. A key is made from an entity's own
statements only, so that what a record says can be keyed without looking at any other record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from kg.names import fold
from kg.ontology import NodeConcept, Ontology
from kg.resolve.state import Known
from kg.statements import SEPARATOR

_FOLDED = re.compile(r"key\((?P<property>\w+)\)")


class _Term(NamedTuple):
    property: str
    folded: bool


class KeyRules:
    """Makes keys for the entities of all node concepts.

    Attributes:
        properties: those that any key is made from; others need not be read.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._rules = {name: _rules(concept) for name, concept in ontology.nodes.items()}
        self.properties = frozenset(
            term.property for rules in self._rules.values() for rule in rules for term in rule
        )
        # Mentions by the thousand state the same of one body, region or topic.
        self._made: dict[tuple[str, str], tuple[str, ...]] = {}

    def keys(self, concept: str, values: Mapping[str, Sequence[str]]) -> list[str]:
        """The keys of one entity.

        Args:
            concept: of the entity.
            values: its statements: property -> values.

        Returns:
            Readable texts such as ``Person: name=mokhammad najih; jurisdiction=ombudsman``; none
            when the entity cannot be told by what is known of it.
        """
        found = []
        for rule in self._rules[concept]:
            choices = [_choices(term, values) for term in rule]
            found += [f"{concept}: {'; '.join(parts)}" for parts in product(*choices)]
        return found

    def keys_of(self, known: Known) -> tuple[str, ...]:
        """The keys of one entity as the ledger has it; worked out once for all that state the same."""
        if known.stated is None:
            return ()
        said = (known.concept, known.stated)
        keys = self._made.get(said)
        if keys is None:
            values: dict[str, list[str]] = {}
            for each in known.stated.split(SEPARATOR):
                property, _, value = each.partition("=")
                values.setdefault(property, []).append(value)
            keys = self._made[said] = tuple(self.keys(known.concept, values))
        return keys


def _choices(term: _Term, values: Mapping[str, Sequence[str]]) -> list[str]:
    stated: Iterable[str] = values.get(term.property, ())
    if term.folded:
        stated = sorted({key for value in stated if (key := fold(value))})
    return [f"{term.property}={value}" for value in stated]


def _rules(concept: NodeConcept) -> list[list[_Term]]:
    rules = []
    for terms in concept.same_when:
        rule = []
        for text in terms:
            folded = _FOLDED.fullmatch(text)
            rule.append(_Term(folded["property"], True) if folded else _Term(text, False))
        rules.append(rule)
    return rules
