"""Makes the whole graph from the ledger, as a stream of nodes and a stream of edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from kg.graph.assemble import MOST_MENTIONS, Assembler, Claim, Claims
from kg.graph.elements import Edge, Node
from kg.graph.source_nodes import source_nodes
from kg.ledger.tables import statements
from kg.ontology import Ontology
from kg.resolve import write_identities
from kg.statements import RECORD_WIDTH, ROOT_SUFFIX

#: Edge identities handed to the database at once.
_BATCH = 20_000

#: (entity, concept, claims), in the order of entities.
Mention = tuple[str, str, Claims]


def read_mentions(connection: sa.Connection, concepts: Sequence[str], where: sa.ColumnElement[bool] | None = None) -> Iterator[Mention]:
    """All entities of some concepts with what is claimed of them.

    Args:
        connection: a transaction of the ledger.
        concepts: node concepts or edge concepts.
        where: a further condition on statements.
    """
    t = statements.c
    query = (
        sa.select(t.entity, t.concept, t.property, t.value, t.cites, t.id, t.confidence)
        .where(t.retired_run.is_(None), t.concept.in_(sorted(concepts)))
        .order_by(t.entity)
    )
    if where is not None:
        query = query.where(where)
    current = concept = ""
    claims: Claims = {}
    for entity, of, property, value, cites, id, confidence in connection.execute(query):
        if entity != current:
            if current:
                yield current, concept, claims
            current, concept, claims = entity, of, {}
        claims.setdefault(property, []).append(Claim(value, cites, id, confidence))
    if current:
        yield current, concept, claims


def all_nodes(connection: sa.Connection, ontology: Ontology, nodes: Mapping[str, str]) -> Iterator[Node]:
    """Every node.

    Args:
        connection: a transaction of the ledger.
        ontology: the concepts.
        nodes: entity -> node.
    """
    yield from source_nodes(connection)
    assembler = Assembler(ontology)
    sizes = Counter(nodes.values())
    pending: dict[str, tuple[Claims, int]] = {}
    made: set[str] = set()
    for entity, concept, claims in read_mentions(connection, list(ontology.nodes)):
        node = nodes[entity]
        if node in made:
            continue
        gathered, left = pending.pop(node, ({}, min(sizes[node], MOST_MENTIONS)))
        merge_claims(gathered, claims)
        if left > 1:
            pending[node] = (gathered, left - 1)
            continue
        yield assembler.node(node, concept, gathered)
        if sizes[node] > MOST_MENTIONS:
            made.add(node)


def all_edges(connection: sa.Connection, ontology: Ontology, nodes: Mapping[str, str]) -> Iterator[Edge]:
    """Every edge; writes down which mentions became which edge.

    An edge that touches the record's own entity, when no other record is about the same, cannot be
    stated by another record: it is made at once. The others wait until all have been seen.

    Args:
        connection: a writing transaction of the ledger.
        ontology: the concepts.
        nodes: entity -> node.
    """
    assembler = Assembler(ontology)
    sizes = Counter(nodes.values())
    node_of = node_lookup(nodes)
    identities: list[tuple[str, str, int]] = []
    shared: dict[str, _Waiting] = {}
    own: dict[str, _Waiting] = {}
    record = ""
    for entity, concept, claims in read_mentions(connection, list(ontology.edges)):
        if entity[:RECORD_WIDTH] != record:
            yield from _made(assembler, own, node_of)
            own, record = {}, entity[:RECORD_WIDTH]
            if len(identities) >= _BATCH:
                write_identities(connection, identities)
                identities = []
        ends = claims["from"][0].value, claims["to"][0].value
        tail, head = map(node_of, ends)
        id = assembler.edge_id(concept, tail, head, values_of(claims), node_of)
        identities.append((entity, id, 0))
        alone = any(end.endswith(ROOT_SUFFIX) and sizes[nodes[end]] == 1 for end in ends)
        waiting = (own if alone else shared).setdefault(id, _Waiting(concept, tail, head, {}, []))
        if len(waiting.entities) < MOST_MENTIONS:
            waiting.entities.append(entity)
            merge_claims(waiting.claims, claims)
    yield from _made(assembler, own, node_of)
    yield from _made(assembler, shared, node_of)
    write_identities(connection, identities)


class _Waiting(NamedTuple):
    """An edge of which further mentions may come."""

    concept: str
    tail: str
    head: str
    claims: Claims
    entities: list[str]


def _made(assembler: Assembler, waiting: dict[str, _Waiting], node_of: Callable[[str], str]) -> Iterator[Edge]:
    for id, edge in waiting.items():
        yield assembler.edge(id, edge.concept, edge.tail, edge.head, edge.claims, node_of)


def node_lookup(nodes: Mapping[str, str]) -> Callable[[str], str]:
    """A function from entity to node; sources are their own nodes."""

    def node_of(entity: str) -> str:
        return nodes[entity] if "." in entity else entity

    return node_of


def values_of(claims: Claims) -> dict[str, list[str]]:
    """Property -> values, without what supports them."""
    return {name: [claim.value for claim in stated] for name, stated in claims.items()}


def merge_claims(into: Claims, claims: Claims) -> None:
    """Add the claims about one entity to those about others of the same element."""
    for name, stated in claims.items():
        into.setdefault(name, []).extend(stated)
