"""Which questions of the library rest on which properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.cypher import Parsed
from kg.library.header import QueryFile
from kg.library.scope import Scope, Vocabulary
from kg.ontology import Ontology

#: A concept and one of its properties.
Used = tuple[str, str]


def questions_resting_on(queries: Iterable[QueryFile], ontology: Ontology) -> Mapping[Used, int]:
    """How many questions would answer otherwise if a property were otherwise.

    A question rests on a property that it names, on one from which a property that it names is computed,
    and on one that stands for an edge that it goes along (the region of a government is its edge there).

    Args:
        queries: questions whose Cypher is sound.
        ontology: the concepts.

    Returns:
        (concept, property) -> number of questions; 0 for all others.
    """
    standing_for, vocabulary = _standing_for(ontology), Vocabulary.of(ontology)
    counts: Counter[Used] = Counter()
    for query in queries:
        named = _named(Scope(Parsed.of(query.cypher), vocabulary), ontology, vocabulary)
        counts.update({used for name in named for used in standing_for.get(name, {name})})
    return counts


def _standing_for(ontology: Ontology) -> dict[Used, set[Used]]:
    """Computed properties and edges (whose property is empty) -> the properties they are made from."""
    found: dict[Used, set[Used]] = {}
    for concept in (*ontology.nodes.values(), *ontology.edges.values()):
        for name, prop in concept.properties.items():
            if prop.aggregate:
                found.setdefault((concept.name, name), set()).add((concept.name, prop.aggregate.of))
            for link in prop.links:
                found.setdefault((link.edge, ""), set()).add((concept.name, name))
    return found


def _named(scope: Scope, ontology: Ontology, vocabulary: Vocabulary) -> Iterator[Used]:
    for at, name, owner in scope.properties():
        for label in scope.concepts_at(at, owner):
            concept = ontology.label_names.get(label, label)
            if name in vocabulary.properties.get(concept, ()):  # the label may be one of several
                yield concept, name
    for pattern in scope.patterns:
        yield from ((scope.parsed.tokens[at].text, "") for at in pattern.names if not pattern.is_node)
