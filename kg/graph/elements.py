"""Nodes, edges and changes: what the graph is made of, whatever store keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Node(NamedTuple):
    """A node.

    Attributes:
        id: given once, kept through merges.
        concept: its first label.
        labels: all its labels, the concept first, the others in alphabetical order.
        properties: ``id``, ``name``, ``sources``, ``statements``, ``conflicts`` and the concept's own;
            what is unknown is absent. Values are text, float, int, bool, `datetime.date` or lists of text.
    """

    id: str
    concept: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


class Edge(NamedTuple):
    """An edge from ``tail`` to ``head``, ids of nodes.

    Properties are a node's, without ``name``; and ``method``, ``rule:<name>`` (several with blanks between
    them), of an edge that no record states and a rule worked out.
    """

    id: str
    concept: str
    tail: str
    head: str
    tail_concept: str
    head_concept: str
    properties: dict[str, Any]


class Gone(NamedTuple):
    """A node or edge that is no more."""

    id: str
    concept: str


@dataclass
class Changes:
    """What turns a store's graph into the ledger's.

    Attributes:
        build: mark of the build that it leads to.
        complete: the store is to be emptied first; nothing is ``gone`` then.
        nodes, edges: to add or to replace, read once, nodes first.
        gone_nodes, gone_edges: to remove; edges before nodes.
        content: of complete changes, what tells them from others: with the same text come the same nodes and
            edges in the same order, whenever they are made. Empty when nothing is promised.
        base: of changes that are not complete, the mark of the build that they are changes of; empty when
            that is not known.
        there: how many of these a store had already, from a build that was interrupted; the store says so.
    """

    build: str
    complete: bool
    nodes: Iterable[Node]
    edges: Iterable[Edge]
    gone_nodes: list[Gone] = field(default_factory=list)
    gone_edges: list[Gone] = field(default_factory=list)
    content: str = ""
    base: str = ""
    there: int = 0
