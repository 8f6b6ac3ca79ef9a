"""Nodes for the sources that statements cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import sqlalchemy as sa

from kg.graph.elements import Node
from kg.ledger.ledger import read_sources
from kg.statements import Source


def source_nodes(connection: sa.Connection, ids: Iterable[str] | None = None) -> Iterator[Node]:
    """The Source nodes with these ids, or all of them, in the order of their ids."""
    for _, source in sorted(read_sources(connection, ids).items()):
        yield _node(source)


def _node(source: Source) -> Node:
    fields = source._asdict()
    fields["headline"] = fields.pop("title")  # stores have their own idea of `title`
    properties = {name: value for name, value in fields.items() if value is not None}
    name = source.title or source.outlet or (urlsplit(source.url).netloc if source.url else None) or source.id
    lists = {"sources": [source.id], "statements": [], "conflicts": []}
    return Node(source.id, "Source", ("Source",), {**properties, "name": name, **lists})
