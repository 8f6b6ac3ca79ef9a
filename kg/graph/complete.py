"""Makes the whole graph from the ledger, as a stream of nodes and a stream of edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from kg.graph.across import concepts_across
from kg.graph.assemble import MOST_MENTIONS, Assembler, Ends
from kg.graph.elements import Edge, Node
from kg.graph.mentions import Mention, read_mentions
from kg.graph.source_nodes import source_nodes
from kg.ontology import Ontology
from kg.resolve import Voices, index, write_identities
from kg.statements import RECORD_WIDTH, ROOT_SUFFIX

#: Edge identities handed to the database at once.
_BATCH = 20_000


def all_nodes(connection: sa.Connection, ontology: Ontology, nodes: Mapping[str, str]) -> Iterator[Node]:
    """Every node.

    Args:
        connection: a transaction of the ledger.
        ontology: the concepts.
        nodes: entity -> node.
    """
    yield from source_nodes(connection)
    assembler = Assembler(ontology, NodeLookup(nodes).__getitem__, Voices(connection, all_sources=True))
    wanted = {node: min(size, MOST_MENTIONS) for node, size in Counter(nodes.values()).items()}
    waiting: dict[str, list[Mention]] = {}
    for mention in read_mentions(connection, list(ontology.nodes)):
        node = nodes[mention.entity]
        if wanted[node] == 1:
            yield assembler.node(node, [mention])
        elif wanted[node]:
            group = waiting.setdefault(node, [])
            group.append(mention)
            if len(group) == wanted[node]:
                yield assembler.node(node, waiting.pop(node))
                wanted[node] = 0


class _Waiting(NamedTuple):
    """An edge of which further mentions may come."""

    tail: str
    head: str
    mentions: list[Mention]


def all_edges(connection: sa.Connection, ontology: Ontology, nodes: Mapping[str, str]) -> Iterator[Edge]:
    """Every edge; writes down which mentions became which edge.

    An edge that touches the record's own entity, when no other record is about the same, cannot be
    stated by another record, unless a rule finds such edges across records: it is made as soon as the
    record ends. The others wait until all have been seen.

    Args:
        connection: a writing transaction of the ledger.
        ontology: the concepts.
        nodes: entity -> node.
    """
    assembler = Assembler(ontology, NodeLookup(nodes).__getitem__, Voices(connection, all_sources=True))
    sizes = Counter(nodes.values())
    across = concepts_across(connection)
    identities: list[tuple[str, str, int]] = []
    shared: dict[str, _Waiting] = {}
    own: dict[str, _Waiting] = {}
    record = ""
    for mention in read_mentions(connection, list(ontology.edges)):
        if mention.entity[:RECORD_WIDTH] != record:
            yield from _made(assembler, own)
            own, record = {}, mention.entity[:RECORD_WIDTH]
            if len(identities) >= _BATCH:
                write_identities(connection, identities)
                identities = []
        ends = assembler.ends(mention)
        if ends is None:
            continue
        identities.append((mention.entity, ends.edge, 0))
        waiting = own if mention.concept not in across and _is_alone(ends, sizes) else shared
        known = waiting.get(ends.edge)
        if known is None:
            waiting[ends.edge] = _Waiting(ends.tail, ends.head, [mention])
        elif len(known.mentions) < MOST_MENTIONS:
            known.mentions.append(mention)
    yield from _made(assembler, own)
    yield from _made(assembler, shared)
    write_identities(connection, identities)
    index(connection)


def _is_alone(ends: Ends, sizes: Mapping[str, int]) -> bool:
    """Whether an end is the own entity of its record, and no other record is about the same."""
    if ends.stated_tail.endswith(ROOT_SUFFIX) and sizes[ends.tail] == 1:
        return True
    return ends.stated_head.endswith(ROOT_SUFFIX) and sizes[ends.head] == 1


def _made(assembler: Assembler, waiting: dict[str, _Waiting]) -> Iterator[Edge]:
    for id, edge in waiting.items():
        yield assembler.edge(id, edge.tail, edge.head, edge.mentions)


class NodeLookup(dict[str, str]):
    """Entity -> node; sources are their own nodes."""

    def __missing__(self, entity: str) -> str:
        if "." in entity:
            raise KeyError(entity)
        return entity
