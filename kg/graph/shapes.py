"""What becomes of the statements of a mention, worked out once for all that state the same properties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from kg.graph.computed import Computation, computation
from kg.ontology import EdgeConcept, NodeConcept, Property


class Rule(NamedTuple):
    """What happens to the values of a property.

    Attributes:
        multiple: whether all of them stay.
        typed: makes a value out of the text of a statement; None where it stays text.
        alternatives: the property that takes values that were not chosen.
        refers: whether values are entities.
        disputable: whether values that were not chosen are conflicts.
        worded: whether values are words, which capitals and punctuation do not change.
        beside: the property that is chosen first, and with it what is said together with its value.
    """

    multiple: bool
    typed: Callable[[str], Any] | None
    alternatives: str | None
    refers: bool
    disputable: bool
    worded: bool
    beside: str | None


class Computed(NamedTuple):
    """A property that is computed ``of`` another one when no source states it."""

    name: str
    of: str
    compute: Computation
    typed: Callable[[str], Any] | None


class Spec(NamedTuple):
    """A concept: the rules of its properties, what is computed, which properties tell its edges apart."""

    rules: dict[str, Rule]
    computed: list[Computed]
    telling: tuple[str, ...]


class Shape(NamedTuple):
    """Where the values of a mention go; numbers are places in its lists.

    Attributes:
        names: the property of each statement.
        plain: whether there is nothing to choose, so that the following say it all: no property that
            can have one value is stated twice.
        texts: (place, property) of values that stay as they are.
        typed: (place, property, what makes the value).
        referring: (place, property) of entities.
        lists: (places, property) of properties with several values.
        computed: what is computed from (places) values, and not stated itself.
        tail, head: places of an edge's ends; -1 of a node.
        telling: for each identifying property its places, and whether it refers to entities.
        labels: places of further labels.
    """

    names: list[str]
    plain: bool
    texts: list[tuple[int, str]]
    typed: list[tuple[int, str, Callable[[str], Any]]]
    referring: list[tuple[int, str]]
    lists: list[tuple[list[int], str]]
    computed: list[tuple[list[int], Computed]]
    tail: int
    head: int
    telling: list[tuple[list[int], bool]]
    labels: list[int]


def spec_of(concept: NodeConcept | EdgeConcept) -> Spec:
    """Make a concept ready to be applied many times."""
    props = concept.properties
    rules = {
        name: Rule(
            prop.multiple,
            _typed(prop),
            prop.alternatives,
            refers=prop.type == "entity",
            disputable=not prop.internal,
            worded=prop.type == "text",
            beside=prop.chosen_with,
        )
        for name, prop in props.items()
    }
    computed = [
        Computed(name, prop.aggregate.of, computation(prop.aggregate), _typed(prop))
        for name, prop in props.items()
        if prop.aggregate
    ]
    return Spec(rules, computed, concept.identifying if isinstance(concept, EdgeConcept) else ())


def shape_of(spec: Spec, names: list[str]) -> Shape:
    """The shape of mentions that state these properties, in this order; a name can stand several times."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    stated = {name: spec.rules[name] for name in places if name in spec.rules}
    single = {name: rule for name, rule in stated.items() if not rule.multiple}
    return Shape(
        names,
        plain=_plain(stated, places),
        texts=[(places[n][0], n) for n, rule in single.items() if not (rule.refers or rule.typed)],
        typed=[(places[n][0], n, rule.typed) for n, rule in single.items() if rule.typed],
        referring=[(places[n][0], n) for n, rule in single.items() if rule.refers],
        lists=[(places[n], n) for n, rule in stated.items() if rule.multiple],
        computed=[
            (places[each.of], each) for each in spec.computed if each.of in stated and each.name not in stated
        ],
        tail=places.get("from", [-1])[0],
        head=places.get("to", [-1])[0],
        telling=[
            (places[name], spec.rules[name].refers) if name in places else ([], False)
            for name in spec.telling
        ],
        labels=places.get("is", []),
    )


def _plain(stated: dict[str, Rule], places: dict[str, list[int]]) -> bool:
    return all(not rule.refers if rule.multiple else len(places[name]) == 1 for name, rule in stated.items())


def _typed(prop: Property) -> Callable[[str], Any] | None:
    """How the text of a statement becomes a value; text was checked when the record was loaded."""
    if prop.type == "date" and not prop.partial:
        return date.fromisoformat
    return prop.parse if prop.type in ("number", "integer", "boolean") else None
