"""What must hold between concepts, and the names that no concept may use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.documents import Where
from kg.errors import ContentError
from kg.ontology.hints import did_you_mean
from kg.ontology.model import EdgeConcept, NodeConcept
from kg.ontology.patterns import pattern_fields
from kg.ontology.properties import COMPUTED_TYPES, Link, Property

AnyConcept = NodeConcept | EdgeConcept

#: KGLite answers these in its own way when a node lacks them, and some differently from Neo4j when it
#: has them (measured, KGLite 0.21).
ENGINE_NAMES = {
    "title": "say `name` for the name of a thing, another word for a heading",
    "type": "say `kind` for a sort of thing",
    "label": "say `kind` for a sort of thing",
    "node_type": "say `kind` for a sort of thing",
}
#: What every node or edge, or every statement, has anyway.
STRUCTURAL_NAMES = frozenset(
    {"id", "sources", "statements", "conflicts", "voices", "from", "to", "exists", "is", "method"}
)
#: Words that KGLite accepts as a label, an edge or a property only between backticks (measured with
#: all keywords of Cypher, KGLite 0.21).
RESERVED_WORDS = frozenset(
    {
        "and", "case", "else", "end", "exists", "limit", "match", "optional",
        "or", "return", "skip", "then", "unwind", "when", "where", "with",
    }
)  # fmt: skip

_NODE_NAME = re.compile(r"[A-Z][A-Za-z]+")
_EDGE_NAME = re.compile(r"[A-Z][A-Z_]+")
_PROPERTY_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TERM = re.compile(r"(?P<property>[a-z][a-z0-9_]*)|key\((?P<keyed>[a-z][a-z0-9_]*)\)")


class Concepts:
    """All concepts by name, while they are checked against each other."""

    def __init__(self, concepts: Iterable[AnyConcept]) -> None:
        self.all: dict[str, AnyConcept] = {concept.name: concept for concept in concepts}
        self.nodes = {name: concept for name, concept in self.all.items() if isinstance(concept, NodeConcept)}
        self.edges = {name: concept for name, concept in self.all.items() if isinstance(concept, EdgeConcept)}

    def edges_of(self, node: str) -> set[str]:
        """The edges that a node concept is an end of."""
        return {e.name for e in self.edges.values() for join in e.joins if node in (join.start, join.to)}


def check(concepts: Iterable[AnyConcept]) -> Iterator[ContentError]:
    """Everything that is wrong with a set of concepts that are each sound in themselves.

    Returns:
        Errors with file and line, in the order of the concepts.
    """
    known = Concepts(concepts)
    yield from _check_case(known)
    for concept in known.all.values():
        yield from _check_name(concept)
        yield from _check_lasts(concept)
        for prop in concept.properties.values():
            yield from _check_property_name(concept, prop)
            yield from _check_options(concept, prop, known)
            yield from _check_alternatives(concept, prop)
            yield from _check_chosen_with(concept, prop)
            yield from _check_aggregate(concept, prop)
            yield from _check_links(concept, prop, known)
        if isinstance(concept, EdgeConcept):
            yield from _check_joins(concept, known)
            yield from _check_continues(concept, known)
        else:
            yield from _check_name_pattern(concept, known)
            yield from _check_label_rules(concept, known)
            yield from _check_same_when(concept)
    yield from _check_looks(known.nodes.values())
    yield from _check_number_types(known.all.values())
    yield from _check_foreign_links(known.all.values())


def _error(concept: AnyConcept, message: str, *where: str | int) -> ContentError:
    return ContentError(message, concept.path, concept.line_of(*where))


def _unknown(sort: str, name: str, choices: Iterable[str]) -> str:
    return f"there is no {sort} {name!r}.{did_you_mean(name, choices)}"


def _check_case(known: Concepts) -> Iterator[ContentError]:
    """Ids begin with the concept's name in small letters."""
    seen: dict[str, str] = {}
    for concept in known.all.values():
        first = seen.setdefault(concept.name.lower(), concept.name)
        if first != concept.name:
            yield _error(concept, f"{concept.name} and {first} differ in capitals only.", "concept")


def _check_name(concept: AnyConcept) -> Iterator[ContentError]:
    wanted, example = (_NODE_NAME, "Person") if concept.kind == "node" else (_EDGE_NAME, "PART_OF")
    if not wanted.fullmatch(concept.name):
        yield _error(
            concept, f"{concept.kind} concepts are called like {example}, not {concept.name!r}.", "concept"
        )
    elif concept.name.lower() in RESERVED_WORDS:
        yield _error(concept, f"{concept.name!r} is a word of Cypher; choose another name.", "concept")


def _check_lasts(concept: AnyConcept) -> Iterator[ContentError]:
    for key, name in (("from", concept.lasts.start), ("to", concept.lasts.end)) if concept.lasts else ():
        if name is not None and name not in concept.properties:
            yield _error(concept, _unknown("property", name, concept.properties), "lasts", key)
    ends, between = concept.maps_to.ftm_ends, concept.maps_to.ftm_between
    if isinstance(concept, EdgeConcept) and concept.maps_to.ftm and ends is None:
        yield _error(concept, "an edge that maps to `ftm` needs `ftm_ends`.", "maps_to", "ftm")
    if between is not None and between.name not in concept.properties:
        unknown = _unknown("property", between.name, concept.properties)
        yield _error(concept, unknown, "maps_to", "ftm_between", "name")


def _check_property_name(concept: AnyConcept, prop: Property) -> Iterator[ContentError]:
    name, where = prop.name, ("properties", prop.name)
    if name in ENGINE_NAMES:
        yield _error(
            concept, f"property {name!r} means something else to the store: {ENGINE_NAMES[name]}.", *where
        )
    elif name in STRUCTURAL_NAMES:
        yield _error(
            concept, f"property {name!r} is on everything anyway; leave it out or rename it.", *where
        )
    elif name == "name" and concept.kind == "edge":
        yield _error(concept, "edges have no name; rename the property.", *where)
    elif not _PROPERTY_NAME.fullmatch(name):
        yield _error(concept, f"properties are called like signed_on, not {name!r}.", *where)
    elif name in RESERVED_WORDS:
        yield _error(concept, f"{name!r} is a word of Cypher; choose another name.", *where)


def _check_options(concept: AnyConcept, prop: Property, known: Concepts) -> Iterator[ContentError]:
    where: Where = ("properties", prop.name)
    if prop.identifying and concept.kind == "node":
        yield _error(concept, "`identifying` is for edges; nodes have `same_when`.", *where, "identifying")
    if prop.partial and prop.type != "date":
        yield _error(concept, "`partial` is for dates.", *where, "partial")
    if prop.one_of and prop.type not in ("string", "text", "code"):
        yield _error(concept, f"`one_of` is for words, not for type {prop.type}.", *where, "one_of")
    if len(set(prop.one_of)) < len(prop.one_of):
        yield _error(concept, "`one_of` names a value twice.", *where, "one_of")
    if prop.type == "entity" and prop.to is None:
        yield _error(
            concept, "a property of type entity needs `to:`, the node concept of the entity.", *where
        )
    if prop.to is not None and prop.type != "entity":
        yield _error(concept, "`to` is for properties of type entity.", *where, "to")
    elif prop.to is not None and prop.to not in known.nodes:
        yield _error(concept, _unknown("node concept", prop.to, known.nodes), *where, "to")


def _check_alternatives(concept: AnyConcept, prop: Property) -> Iterator[ContentError]:
    where: Where = ("properties", prop.name)
    if prop.alternatives is None:
        return
    other = concept.properties.get(prop.alternatives)
    if other is None:
        unknown = _unknown("property", prop.alternatives, concept.properties)
        yield _error(concept, unknown, *where, "alternatives")
    elif not other.multiple or other.type != prop.type:
        needs = f"{other.name!r} must be `multiple` and of type {prop.type} to take other values."
        yield _error(concept, needs, *where, "alternatives")
    if prop.multiple:
        yield _error(concept, "a `multiple` property keeps all values; it needs no alternatives.", *where)


def _check_chosen_with(concept: AnyConcept, prop: Property) -> Iterator[ContentError]:
    where: Where = ("properties", prop.name)
    if prop.chosen_with is None:
        return
    other = concept.properties.get(prop.chosen_with)
    if other is None:
        unknown = _unknown("property", prop.chosen_with, concept.properties)
        yield _error(concept, unknown, *where, "chosen_with")
    elif prop.multiple or other.multiple or other.chosen_with or other.type == "entity":
        needs = "`chosen_with` joins two properties with one value each, of which the other is chosen first."
        yield _error(concept, needs, *where, "chosen_with")


def _check_aggregate(concept: AnyConcept, prop: Property) -> Iterator[ContentError]:
    where: Where = ("properties", prop.name)
    if prop.aggregate is None:
        return
    of, by = prop.aggregate.of, prop.aggregate.by
    other = concept.properties.get(of)
    if other is None:
        yield _error(concept, _unknown("property", of, concept.properties), *where, "aggregate", "of")
        return
    wanted = COMPUTED_TYPES[by] or other.type
    if prop.type != wanted or prop.multiple:
        yield _error(concept, f"{by} of {of} is one value of type {wanted}.", *where, "type")
    if (by == "among") != bool(prop.aggregate.words):
        yield _error(concept, "`words` goes with `by: among`, which needs them.", *where, "aggregate")
    for word in prop.aggregate.also:
        if word not in prop.aggregate.words:
            yield _error(concept, f"{word!r} is not among `words`.", *where, "aggregate", "also", word)
    if by in ("min", "max") and prop.partial != other.partial:
        yield _error(concept, f"`partial` must be as in {of}.", *where, "partial")


def _check_links(concept: AnyConcept, prop: Property, known: Concepts) -> Iterator[ContentError]:
    for position, link in enumerate(prop.links):
        where: Where = ("properties", prop.name, "links", position)
        edge, target = known.edges.get(link.edge), known.nodes.get(link.to)
        if concept.kind == "edge":
            yield _error(concept, "`links` is for properties of nodes.", *where)
        elif edge is None:
            yield _error(concept, _unknown("edge concept", link.edge, known.edges), *where, "edge")
        elif target is None:
            yield _error(concept, _unknown("node concept", link.to, known.nodes), *where, "to")
        elif not edge.joins_pair(concept.name, link.to):
            yield _error(concept, f"{edge.name} does not join {concept.name} to {link.to}.", *where, "edge")
        elif link.by not in target.properties:
            unknown = _unknown(f"property of {link.to}", link.by, target.properties)
            yield _error(concept, unknown, *where, "by")
        yield from _check_link_conditions(concept, link, where)


def _check_link_conditions(concept: AnyConcept, link: Link, where: Where) -> Iterator[ContentError]:
    for key, conditions in (("when", link.when), ("unless", link.unless)):
        for name, values in conditions.items():
            prop = concept.properties.get(name)
            if prop is None:
                yield _error(concept, _unknown("property", name, concept.properties), *where, key, name)
                continue
            for value in values:
                if prop.one_of and value not in prop.one_of:
                    unknown = _unknown(f"value of {name}", value, prop.one_of)
                    yield _error(concept, unknown, *where, key, name)


def _check_joins(edge: EdgeConcept, known: Concepts) -> Iterator[ContentError]:
    seen = set()
    for position, join in enumerate(edge.joins):
        for end, name in (("from", join.start), ("to", join.to)):
            if name not in known.nodes:
                yield _error(edge, _unknown("node concept", name, known.nodes), "joins", position, end)
        if (join.start, join.to) in seen:
            yield _error(edge, f"{join.start} to {join.to} stands twice.", "joins", position)
        seen.add((join.start, join.to))


def _check_continues(edge: EdgeConcept, known: Concepts) -> Iterator[ContentError]:
    ends = [known.nodes[name] for join in edge.joins for name in (join.start, join.to) if name in known.nodes]
    for position, rule in enumerate(edge.continues):
        for side, asked in (("later", rule.later), ("earlier", rule.earlier)):
            for name, values in (("kind", asked.kind), ("status", asked.status)):
                props = [node.properties[name] for node in ends if name in node.properties]
                choices = {value for prop in props for value in prop.one_of}
                for value in values:
                    if value not in choices:
                        unknown = _unknown(f"value of {name}", value, choices)
                        yield _error(edge, unknown, "continues", position, side, name)


def _check_name_pattern(node: NodeConcept, known: Concepts) -> Iterator[ContentError]:
    name = node.properties.get("name")
    if name is None or name.type != "text" or name.multiple:
        yield _error(
            node, "a node concept has a property `name` of type text, not multiple.", "properties", "name"
        )
    try:
        fields = pattern_fields(node.name_pattern)
    except ValueError as error:
        yield _error(node, f"name_pattern: {error}.", "name_pattern")
        return
    possible = {*node.properties, *known.edges_of(node.name)}
    for field in fields:
        if field in node.properties and node.properties[field].multiple:
            yield _error(node, f"{field!r} has several values; a name needs one.", "name_pattern")
        if field not in possible:
            yield _error(node, _unknown("property or edge", field, possible), "name_pattern")


def _check_label_rules(node: NodeConcept, known: Concepts) -> Iterator[ContentError]:
    for name, rule in node.labels.items():
        where: Where = ("labels", name)
        if not _NODE_NAME.fullmatch(name):
            yield _error(node, f"labels are called like Official, not {name!r}.", *where)
        elif name.lower() in RESERVED_WORDS:
            yield _error(node, f"{name!r} is a word of Cypher; choose another name.", *where)
        others = [other.name for other in known.nodes.values() if name in other.labels and other is not node]
        if name in known.all:
            yield _error(node, f"{name} is a concept; a label needs a name of its own.", *where)
        elif others:
            yield _error(node, f"label {name} stands also in {', '.join(others)}.", *where)
        edge = known.edges.get(rule.when.edge)
        if edge is None:
            yield _error(node, _unknown("edge concept", rule.when.edge, known.edges), *where, "when", "edge")
            continue
        if not any(join.start == node.name for join in edge.joins):
            yield _error(node, f"no {edge.name} starts from {node.name}.", *where, "when", "edge")
        yield from _check_conditions(node, name, edge, known)


def _check_conditions(
    node: NodeConcept, label: str, edge: EdgeConcept, known: Concepts
) -> Iterator[ContentError]:
    rule = node.labels[label]
    ends = [known.nodes[join.to] for join in edge.joins if join.start == node.name and join.to in known.nodes]
    kinds = {value for end in ends if "kind" in end.properties for value in end.properties["kind"].one_of}
    places: list[Where] = [("labels", label, "when")]
    places += [("labels", label, "any_of", position) for position in range(len(rule.any_of))]
    for place, condition in zip(places, (rule.when, *rule.any_of), strict=True):
        for kind in condition.institution_kind:
            if kinds and kind not in kinds:
                yield _error(node, _unknown("kind of institution", kind, kinds), *place, "institution_kind")
        if place[-1] != "when" and condition.empty:
            yield _error(node, "an empty condition always holds; leave `any_of` out.", *place)


def _check_same_when(node: NodeConcept) -> Iterator[ContentError]:
    for position, terms in enumerate(node.same_when):
        where: Where = ("same_when", position)
        if not terms:
            yield _error(node, "a list of nothing would make all entities one.", *where)
        for term in terms:
            match = _TERM.fullmatch(term)
            name = (match["property"] or match["keyed"]) if match else ""
            if not name:
                yield _error(node, f"{term!r} cannot be compared: write a property or key(property).", *where)
            elif name not in node.properties:
                yield _error(node, _unknown("property", name, node.properties), *where)


def _check_looks(nodes: Iterable[NodeConcept]) -> Iterator[ContentError]:
    seen: dict[tuple[str, str], str] = {}
    for node in nodes:
        look = (node.view.colour.upper(), node.view.shape)
        if look in seen:
            yield _error(node, f"looks like {seen[look]}: change colour or shape.", "view", "colour")
        seen.setdefault(look, node.name)


def _check_number_types(concepts: Iterable[AnyConcept]) -> Iterator[ContentError]:
    """One number type a property name: KGLite groups 1 and 1.0 apart, Neo4j together."""
    seen: dict[str, tuple[str, str]] = {}
    for concept in concepts:
        for prop in concept.properties.values():
            if prop.type not in ("number", "integer"):
                continue
            type_, first = seen.setdefault(prop.name, (prop.type, concept.name))
            if type_ != prop.type:
                message = f"{prop.name!r} is {prop.type} here and {type_} in {first}; give it one type."
                yield _error(concept, message, "properties", prop.name, "type")


def _check_foreign_links(concepts: Iterable[AnyConcept]) -> Iterator[ContentError]:
    """A schema of FollowTheMoney means one edge."""
    seen: dict[str, str] = {}
    for concept in concepts:
        for schema in concept.maps_to.ftm_links:
            where = ("maps_to", "ftm_links", schema)
            if concept.kind == "node":
                yield _error(concept, "`ftm_links` is for edges; nodes have `ftm_reads`.", *where)
            elif seen.setdefault(schema, concept.name) != concept.name:
                yield _error(concept, f"{schema} is read as {seen[schema]}: take it out there.", *where)
