"""Makes the whole graph from the ledger, as a stream of nodes and a stream of edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from kg.graph.assemble import MOST_MENTIONS, Assembler, Claims
from kg.graph.elements import Edge, Node
from kg.graph.source_nodes import source_nodes
from kg.ledger.ledger import streamed
from kg.ledger.tables import statements
from kg.ontology import Ontology
from kg.resolve import index, write_identities
from kg.statements import RECORD_WIDTH, ROOT_SUFFIX

#: Edge identities handed to the database at once.
_BATCH = 20_000

#: (entity, concept, claims), in the order of entities.
Mention = tuple[str, str, Claims]


def read_mentions(
    connection: sa.Connection, concepts: Sequence[str], where: sa.ColumnElement[bool] | None = None
) -> Iterator[Mention]:
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
    for part in streamed(connection, query):
        for entity, of, property, value, cites, id, confidence in part:
            if entity != current:
                if current:
                    yield current, concept, claims
                current, concept, claims = entity, of, {}
            if property in claims:
                claims[property].append((value, cites, id, confidence))
            else:
                claims[property] = [(value, cites, id, confidence)]
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
    assembler = Assembler(ontology, node_lookup(nodes))
    sizes = Counter(nodes.values())
    pending: dict[str, tuple[Claims, int]] = {}
    made: set[str] = set()
    for entity, concept, claims in read_mentions(connection, list(ontology.nodes)):
        node = nodes[entity]
        if sizes[node] == 1:
            yield assembler.node(node, concept, claims)
            continue
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


class _Waiting(NamedTuple):
    """An edge of which further mentions may come."""

    concept: str
    tail: str
    head: str
    claims: Claims
    entities: list[str]


def all_edges(connection: sa.Connection, ontology: Ontology, nodes: Mapping[str, str]) -> Iterator[Edge]:
    """Every edge; writes down which mentions became which edge.

    An edge that touches the record's own entity, when no other record is about the same, cannot be
    stated by another record: it is made as soon as the record ends. The others wait until all have
    been seen.

    Args:
        connection: a writing transaction of the ledger.
        ontology: the concepts.
        nodes: entity -> node.
    """
    assembler = Assembler(ontology, node_lookup(nodes))
    sizes = Counter(nodes.values())
    identities: list[tuple[str, str, int]] = []
    shared: dict[str, _Waiting] = {}
    own: dict[str, _Waiting] = {}
    record = ""
    for entity, concept, claims in read_mentions(connection, list(ontology.edges)):
        if entity[:RECORD_WIDTH] != record:
            yield from _made(assembler, own)
            own, record = {}, entity[:RECORD_WIDTH]
            if len(identities) >= _BATCH:
                write_identities(connection, identities)
                identities = []
        id, tail, head = assembler.ends(concept, claims)
        identities.append((entity, id, 0))
        waiting = own if _is_alone(claims, tail, head, sizes) else shared
        known = waiting.get(id)
        if known is None:
            waiting[id] = _Waiting(concept, tail, head, claims, [entity])
        elif len(known.entities) < MOST_MENTIONS:
            known.entities.append(entity)
            merge_claims(known.claims, claims)
    yield from _made(assembler, own)
    yield from _made(assembler, shared)
    write_identities(connection, identities)
    index(connection)


def _is_alone(claims: Claims, tail: str, head: str, sizes: Mapping[str, int]) -> bool:
    """Whether an end is the own entity of its record, and no other record is about the same."""
    if claims["from"][0][0].endswith(ROOT_SUFFIX) and sizes[tail] == 1:
        return True
    return claims["to"][0][0].endswith(ROOT_SUFFIX) and sizes[head] == 1


def _made(assembler: Assembler, waiting: dict[str, _Waiting]) -> Iterator[Edge]:
    for id, edge in waiting.items():
        yield assembler.edge(id, edge.concept, edge.tail, edge.head, edge.claims)


def node_lookup(nodes: Mapping[str, str]) -> Callable[[str], str]:
    """A function from entity to node; sources are their own nodes."""

    def node_of(entity: str) -> str:
        return nodes[entity] if "." in entity else entity

    return node_of


def merge_claims(into: Claims, claims: Claims) -> None:
    """Add the claims about one entity to those about others of the same element."""
    for name, stated in claims.items():
        if name in into:
            into[name] += stated
        else:
            into[name] = list(stated)
