"""The ontology: node and edge concepts, read from ``schema/*.yaml`` and immutable afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SkipValidation

from kg.documents import Where, nearest_line
from kg.errors import UsageError
from kg.names import fold
from kg.ontology.hints import did_you_mean
from kg.ontology.patterns import fill_pattern, pattern_fields
from kg.ontology.properties import Property
from kg.ontology.rules import Continuation, Frozen, Label, LabelRule
from kg.ontology.vocabularies import Lasts, Vocabularies

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
#: Shapes of vis-network. The last three carry their text inside.
Shape = Literal[
    "dot", "square", "diamond", "star", "triangle", "triangleDown", "hexagon", "box", "ellipse", "database"
]


class NodeView(Frozen):
    """How nodes are drawn.

    Attributes:
        colour: fill, ``#rrggbb``.
        shape: a shape of vis-network; with the colour it tells the concept.
        icon: one character for lists and legends.
    """

    colour: Colour
    shape: Shape
    icon: str | None = None


class EdgeView(Frozen):
    """How edges are drawn: colour (``#rrggbb``), width in pixels, dashed or not."""

    colour: Colour
    width: float = Field(default=1, gt=0, le=10)
    dashes: bool = False


class Join(Frozen):
    """A pair of node concepts that an edge joins."""

    start: str = Field(alias="from")
    to: str


class Reads(Frozen):
    """The verb of an edge, read from its start (``forward``) and from its end (``back``)."""

    forward: Label
    back: Label


class Concept(Frozen):
    """What node and edge concepts have in common.

    Attributes:
        name: as in Cypher: label of the nodes, type of the edges.
        label: what people read.
        description: what it is.
        properties: by name, in the order of the file.
        lasts: the properties that say from when to when it was there.
        maps_to: terms of other vocabularies.
        path: the file it was read from.
        lines: line of each key of that file.
    """

    name: str = Field(alias="concept")
    label: Label
    description: str = Field(min_length=1)
    properties: dict[str, Property] = Field(default_factory=dict)
    lasts: Lasts | None = None
    maps_to: Vocabularies = Vocabularies()
    path: Path | None = None
    lines: SkipValidation[Mapping[Where, int]] = Field(default_factory=dict, repr=False, exclude=True)

    def line_of(self, *where: str | int) -> int | None:
        """The line of a key, or of the nearest key above it; None for a concept not read from a file.

        >>> concept.line_of("properties", "name", "type")
        12
        """
        return nearest_line(self.lines, where)


class NodeConcept(Concept):
    """A sort of node.

    Attributes:
        plural: what people read for several.
        name_pattern: makes ``name`` when no source gives one. A field is a property, or an edge
            concept for the names at the other ends of those edges.
        labels: further labels, and the rules that give them.
        same_when: entities of this concept that agree in all terms of one of these lists are one.
            A term is a property, or ``key(property)`` to compare without case, accents and punctuation.
    """

    kind: Literal["node"] = "node"
    plural: Label
    name_pattern: str = Field(min_length=1)
    labels: dict[str, LabelRule] = Field(default_factory=dict)
    same_when: tuple[tuple[str, ...], ...] = ()
    view: NodeView

    @cached_property
    def name_fields(self) -> tuple[str, ...]:
        """What the name pattern needs, in order."""
        return pattern_fields(self.name_pattern)

    def format_name(self, values: Mapping[str, str]) -> str:
        """Make a name from the pattern.

        Args:
            values: texts by field of the pattern; several names at the ends of an edge come as one
                text. Missing ones leave no dangling separator or bracket.

        Returns:
            The name; the concept's English label when no field has a value.
        """
        shown = {field: self._shown(field, values[field]) for field in self.name_fields if values.get(field)}
        return (fill_pattern(self.name_pattern, shown) if shown else "") or self.label.en

    def _shown(self, field: str, value: str) -> str:
        prop = self.properties.get(field)
        label = prop.value_labels.get(value) if prop else None
        return (label.short or label.en) if label else value


class EdgeConcept(Concept):
    """A sort of edge.

    Attributes:
        joins: the pairs of node concepts that it joins.
        reads: its verb, both ways.
        derived: whether a rule makes it, so that no source states it as such.
        continues: when `kg match` makes it between two agreements. The first rule under which an earlier one
            comes into question decides.
    """

    kind: Literal["edge"] = "edge"
    joins: Annotated[tuple[Join, ...], Field(min_length=1)]
    reads: Reads
    derived: bool = False
    continues: tuple[Continuation, ...] = ()
    view: EdgeView

    @cached_property
    def identifying(self) -> tuple[str, ...]:
        """Properties in which two edges between the same ends must agree to be one."""
        return tuple(name for name, prop in self.properties.items() if prop.identifying)

    def joins_pair(self, start: str, to: str) -> bool:
        """Whether the edge may go from one node concept to another."""
        return any(join.start == start and join.to == to for join in self.joins)


class Ontology(Frozen):
    """All concepts, by name in alphabetical order."""

    nodes: SkipValidation[dict[str, NodeConcept]]
    edges: SkipValidation[dict[str, EdgeConcept]]

    def concept(self, name: str) -> NodeConcept | EdgeConcept:
        """A concept by its exact name.

        Raises:
            UsageError: there is none; the message names near misses.
        """
        found = self.nodes.get(name) or self.edges.get(name)
        if found is None:
            known = [*self.nodes, *self.edges, *self.label_names]
            hint = did_you_mean(name, known)
            raise UsageError(f"There is no concept {name!r}.{hint} `kg schema list` lists all of them.")
        return found

    def node(self, name: str) -> NodeConcept:
        """The node concept of that name, or the one that has a further label of that name.

        Raises:
            UsageError: there is none, or it is an edge concept.
        """
        concept = self.concept(self.label_names.get(name, name))
        if not isinstance(concept, NodeConcept):
            raise UsageError(f"{name} is an edge concept; a node concept is needed: {', '.join(self.nodes)}.")
        return concept

    def concept_of_id(self, element: str) -> str | None:
        """The concept of a node or edge, with whose name its id begins; None for what is no such id."""
        return self._by_prefix.get(element.partition("-")[0])

    @cached_property
    def _by_prefix(self) -> dict[str, str]:
        return {name.lower(): name for name in (*self.nodes, *self.edges)}

    @cached_property
    def label_names(self) -> dict[str, str]:
        """Further labels -> the node concept whose nodes can have them (``Official`` -> ``Person``)."""
        return {label: node.name for node in self.nodes.values() for label in node.labels}

    def labels_for(
        self, edge: str, role: str | None, institution_kind: str | None, institution_name: str | None
    ) -> tuple[str, ...]:
        """The further labels that an edge gives to the node it starts from.

        Args:
            edge: the edge concept (``HOLDS``).
            role: the office held; None when unknown.
            institution_kind: of the institution at its end; None when unknown.
            institution_name: likewise.

        Returns:
            Names of labels, in alphabetical order.
        """
        rules = self._rules.get(edge, ())
        return tuple(name for name, rule in rules if rule.holds(role, institution_kind, institution_name))

    def spelled(self, property: str, value: str) -> str:
        """A value as the ontology spells it, where it lists it.

        Capitals, punctuation and spaces do not count, and other words that people write for it are listed.

        Args:
            property: name of the property that has the value; ``among`` lists words for some.
            value: as a source has it.
        """
        known = self._spellings.get(property)
        return known.get(_spaceless(value), value) if known else value

    def meant_by(self, written: str, values: Collection[str]) -> str | None:
        """The value that somebody means by a word; see :meth:`kg.ontology.Property.meant_by`.

        Args:
            written: the word.
            values: those there are. Properties that have just these say what the words for them are.
        """
        meant = {prop.meant_by(written) for prop in self._having.get(frozenset(values), ())} - {None}
        return meant.pop() if len(meant) == 1 else None

    @cached_property
    def _having(self) -> dict[frozenset[str], list[Property]]:
        """By the values that they can have."""
        found: dict[frozenset[str], list[Property]] = {}
        for concept in (*self.nodes.values(), *self.edges.values()):
            for prop in concept.properties.values():
                if prop.one_of:
                    found.setdefault(frozenset(prop.one_of), []).append(prop)
        return found

    @cached_property
    def _spellings(self) -> dict[str, dict[str, str]]:
        """By property, what its values are listed as; of two spellings of one word the first."""
        found: dict[str, dict[str, str]] = {}
        for concept in (*self.nodes.values(), *self.edges.values()):
            for prop in concept.properties.values():
                if each := prop.aggregate:
                    also = [(other, word) for word, others in each.also.items() for other in others]
                    for written, word in (*((word, word) for word in each.words), *also):
                        found.setdefault(each.of, {}).setdefault(_spaceless(written), word)
        return found

    @cached_property
    def _rules(self) -> dict[str, tuple[tuple[str, LabelRule], ...]]:
        rules: dict[str, list[tuple[str, LabelRule]]] = {}
        for node in self.nodes.values():
            for name, rule in node.labels.items():
                rules.setdefault(rule.when.edge, []).append((name, rule))
        return {edge: tuple(sorted(named, key=lambda pair: pair[0])) for edge, named in rules.items()}


def _spaceless(text: str) -> str:
    return fold(text).replace(" ", "")
