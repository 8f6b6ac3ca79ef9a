"""Makes one node or edge out of all that is claimed about it: best-supported values, conflicts kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from kg.graph.computed import COMPUTED
from kg.graph.elements import Edge, Node
from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
from kg.statements import digest

#: An element is made from at most this many of its mentions, those with the lowest ids. A name that a
#: hundred thousand records mention would otherwise cost more with every record, and carry a list of
#: a hundred thousand sources; the ledger has all of them.
MOST_MENTIONS = 200

#: A value with what supports it: (value, ids of sources separated by blanks, id of the statement,
#: confidence). A plain tuple, since a graph is made of millions.
Claim = tuple[str, str, str, float]

#: Property -> what is claimed.
Claims = dict[str, list[Claim]]


class _Rule(NamedTuple):
    """What happens to the values of a property."""

    multiple: bool
    typed: Callable[[str], Any]
    alternatives: str | None
    refers: bool
    disputable: bool


class _Spec(NamedTuple):
    """A concept, ready to be applied many times."""

    rules: dict[str, _Rule]
    computed: list[tuple[str, str, Callable[..., Any], Callable[[str], Any]]]
    telling: tuple[str, ...]


class Assembler:
    """Makes elements of the graph.

    Args:
        ontology: types, names and rules of properties.
        node_of: the node that an entity became.
    """

    def __init__(self, ontology: Ontology, node_of: Callable[[str], str]) -> None:
        self._concepts: Mapping[str, NodeConcept] = ontology.nodes
        self._specs = {name: _compile(concept) for name, concept in (ontology.nodes | ontology.edges).items()}
        self._by_prefix = {name.lower(): name for name in self._specs}
        self._node_of = node_of

    def concept_of(self, element: str) -> str:
        """The concept of a node or edge, with which its id begins."""
        return self._by_prefix[element.partition("-")[0]]

    def node(self, id: str, concept: str, claims: Claims) -> Node:
        """Make a node from the claims about its entities."""
        properties: dict[str, Any] = {"id": id}
        self._fill(concept, claims, properties)
        if "name" not in properties:
            known = {name: str(value) for name, value in properties.items() if value}
            properties["name"] = self._concepts[concept].format_name(known)
        labels = (concept, *sorted({claim[0] for claim in claims["is"]})) if "is" in claims else (concept,)
        return Node(id, concept, labels, properties)

    def edge(self, id: str, concept: str, tail: str, head: str, claims: Claims) -> Edge:
        """Make an edge from the claims about its entities; ``tail`` and ``head`` are the nodes it joins."""
        properties: dict[str, Any] = {"id": id}
        self._fill(concept, claims, properties)
        return Edge(id, concept, tail, head, self.concept_of(tail), self.concept_of(head), properties)

    def ends(self, concept: str, claims: Claims) -> tuple[str, str, str]:
        """What an edge mention becomes: (id of the edge, node it comes from, node it goes to).

        Mentions alike in concept, ends and identifying properties become one edge.
        """
        tail, head = self._node_of(claims["from"][0][0]), self._node_of(claims["to"][0][0])
        rules, _, telling = self._specs[concept]
        parts = []
        for name in telling:
            stated = [claim[0] for claim in claims.get(name, ())]
            parts.append(" ".join(sorted(map(self._node_of, stated) if rules[name].refers else stated)))
        return f"{concept.lower()}-{digest(concept, tail, head, *parts)}", tail, head

    def _fill(self, concept: str, claims: Claims, properties: dict[str, Any]) -> None:
        """Set values, evidence and conflicts."""
        rules, computed, _ = self._specs[concept]
        conflicts: list[str] = []
        cited: set[str] = set()
        statements: list[str] = []
        for name, stated in claims.items():
            for _, cites, statement, _ in stated:
                cited.add(cites)
                statements.append(statement)
            rule = rules.get(name)
            if rule is None:  # structural, or from a concept that has lost the property since
                continue
            if rule.refers:
                _choose(name, rule, _ranked(stated, self._node_of), properties, conflicts)
            elif len(stated) == 1 and not rule.multiple:
                properties[name] = rule.typed(stated[0][0])
            else:
                _choose(name, rule, _ranked(stated), properties, conflicts)
        for name, of, compute, typed in computed:
            if of in claims and name not in properties:
                _compute(name, of, compute, typed, claims, properties)
        properties["sources"] = sorted({source for cites in cited for source in cites.split()})
        properties["statements"] = sorted(set(statements))
        properties["conflicts"] = sorted(conflicts)


def _compile(concept: NodeConcept | EdgeConcept) -> _Spec:
    props = concept.properties
    rules = {
        name: _Rule(prop.multiple, _typed(prop), prop.alternatives, prop.type == "entity", not prop.internal)
        for name, prop in props.items()
    }
    computed = [
        (name, prop.aggregate.of, COMPUTED[prop.aggregate.by], _typed(prop))
        for name, prop in props.items()
        if prop.aggregate
    ]
    return _Spec(rules, computed, concept.identifying if isinstance(concept, EdgeConcept) else ())


def _typed(prop: Property) -> Callable[[str], Any]:
    """How the text of a statement becomes a value; text was checked when the record was loaded."""
    if prop.type == "date" and not prop.partial:
        return date.fromisoformat
    return prop.parse if prop.type in ("number", "integer", "boolean") else _same


def _same(text: str) -> str:
    return text


def _choose(
    name: str, rule: _Rule, ranked: list[Claim], properties: dict[str, Any], conflicts: list[str]
) -> None:
    """Take the best-supported value; the others become alternatives or conflicts."""
    if rule.multiple:
        properties[name] = _joined(properties, name, [claim[0] for claim in ranked])
        return
    properties[name] = rule.typed(ranked[0][0])
    if rule.alternatives:
        if len(ranked) > 1:
            properties[rule.alternatives] = _joined(
                properties, rule.alternatives, [claim[0] for claim in ranked[1:]]
            )
    elif rule.disputable:
        for value, cites, _, _ in ranked[1:]:
            conflicts += [f"{name} | {value} | {source}" for source in cites.split()]


def _joined(properties: dict[str, Any], name: str, values: list[str]) -> list[str]:
    """Values of a property with several, and those that another property has left to it."""
    known = properties.get(name)
    return values if known is None else list(dict.fromkeys(sorted({*known, *values})))


def _ranked(stated: list[Claim], mean: Callable[[str], str] = _same) -> list[Claim]:
    """One claim for each value, with all its sources, best supported first.

    Support is the number of sources that may have said it; ties go to the value that the record
    itself prefers, then to the smaller one.

    Args:
        stated: the claims.
        mean: what a value means: an entity means its node, which other entities can mean too. Ties
            are decided by what was stated, since ids of nodes depend on the order of loading.
    """
    if len(stated) == 1:
        value, cites, statement, sure = stated[0]
        return [(mean(value), cites, statement, sure)]
    sources: dict[str, set[str]] = {}
    confidence: dict[str, float] = {}
    smallest: dict[str, str] = {}
    for said, cites, _, sure in stated:
        value = mean(said)
        sources.setdefault(value, set()).update(cites.split())
        confidence[value] = max(confidence.get(value, 0.0), sure)
        smallest[value] = min(smallest.get(value, said), said)
    order = sorted(sources, key=lambda value: (-len(sources[value]), -confidence[value], smallest[value]))
    return [(value, " ".join(sorted(sources[value])), "", confidence[value]) for value in order]


def _compute(
    name: str,
    of: str,
    compute: Callable[..., Any],
    typed: Callable[[str], Any],
    claims: Claims,
    properties: dict[str, Any],
) -> None:
    known = properties.get(of)
    # Of several values the chosen one counts, not those it was chosen over.
    values = [claim[0] for claim in claims[of]] if known is None or isinstance(known, list) else [str(known)]
    value = compute(values)
    if value is not None:
        properties[name] = typed(value) if isinstance(value, str) else value
