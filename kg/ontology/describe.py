"""Parts of the ontology in words, for the reference page and the command line."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ontology.model import Join, NodeConcept
from kg.ontology.properties import Aggregate, Link, Property
from kg.ontology.rules import Condition, Continuation, Side

_CONDITIONS = {
    "role": "the office is",
    "institution_kind": "the institution is of kind",
    "institution_name_starts": "its name begins with",
    "institution_name_ends": "its name ends with",
    "institution_name_has": "its name contains",
}


def describe_join(join: Join) -> str:
    """``Person -> Agreement``."""
    return f"{join.start} -> {join.to}"


def describe_property(prop: Property) -> str:
    """Type and options of a property: ``date, may be partial, several``."""
    words = [f"{prop.type} of {prop.to}" if prop.to else prop.type]
    options = (
        (prop.partial, "may be partial"),
        (prop.multiple, "several"),
        (prop.required, "required"),
        (prop.identifying, "identifying"),
        (prop.alternatives, f"other values go to {prop.alternatives}"),
        (prop.chosen_with, f"chosen with {prop.chosen_with}"),
        (prop.aggregate, f"computed: {_computation(prop.aggregate)}" if prop.aggregate else ""),
    )
    words += [words_for for holds, words_for in options if holds]
    return ", ".join([*words, *(f"makes {_link(link)}" for link in prop.links)])


def _computation(aggregate: Aggregate) -> str:
    if aggregate.words:
        return f"{aggregate.of} is {_any(aggregate.words)}"
    return f"{aggregate.by} of {aggregate.of}"


def _link(link: Link) -> str:
    conditions = [f"{name} is {_any(values)}" for name, values in link.when.items()]
    conditions += [f"{name} is not {_any(values)}" for name, values in link.unless.items()]
    return f"{link.edge} to {link.to}{' if ' + ' and '.join(conditions) if conditions else ''}"


def describe_condition(condition: Condition) -> list[str]:
    """Each condition that is given, as half a sentence."""
    return [
        f"{words} {_any(getattr(condition, field))}"
        for field, words in _CONDITIONS.items()
        if getattr(condition, field)
    ]


def describe_continuation(rule: Continuation) -> str:
    """When an agreement continues an earlier one: ``later: kind is pks; earlier: kind is mou``."""
    return f"later: {_side(rule.later)}; earlier: {_side(rule.earlier)}"


def _side(side: Side) -> str:
    asked = [("kind is", side.kind), ("status is", side.status)]
    return " and ".join(f"{words} {_any(values)}" for words, values in asked if values) or "any"


def describe_same(node: NodeConcept) -> str:
    """By what two entities are recognised as one: ``key(name) and jurisdiction``."""
    return ", or in ".join(" and ".join(terms) for terms in node.same_when)


def _any(values: Sequence[str]) -> str:
    """``a, b or c``."""
    return " or ".join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)
