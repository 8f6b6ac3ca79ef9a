"""Elements of a graph with what they cite, looked up many at a time and never all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeVar

from kg.graph import Edge, Node
from kg.ledger import Ledger
from kg.statements import Source, Statement

E = TypeVar("E", Node, Edge)

#: How many elements share one look into the ledger.
_AT_ONCE = 500


class Evidence(NamedTuple):
    """What some elements cite: sources by id, and statements by id where these were asked for."""

    sources: Mapping[str, Source]
    statements: Mapping[str, Statement]


def with_evidence(
    elements: Iterable[E], ledger: Ledger, *, statements: bool = False
) -> Iterator[tuple[E, Evidence]]:
    """Each element with what it and its neighbours in the stream cite.

    Args:
        elements: nodes or edges.
        ledger: that they were made from.
        statements: whether these are looked up too.
    """
    elements = iter(elements)
    while some := list(islice(elements, _AT_ONCE)):
        sources = {id for element in some for id in element.properties["sources"]}
        stated = {id for element in some for id in element.properties["statements"] if statements}
        found = Evidence(ledger.sources(sources), ledger.statements_by_id(stated))
        for element in some:
            yield element, found
