"""Completes a graph that ``neo4j-admin database import`` filled.

The import has no way to write an empty list: where a cell holds none, the property is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.stores.neo4j_schema import GRAPH_LABEL, IMPORTED, NODE_LABEL

if TYPE_CHECKING:
    from kg.stores.neo4j_server import Server

#: Lists that every node and edge has, be they empty.
_LISTS = ("sources", "statements", "conflicts")

#: Nodes or edges in one transaction.
_BATCH = 20_000

_FILL = (
    f"WHERE {' OR '.join(f'x.{name} IS NULL' for name in _LISTS)} "
    f"CALL (x) {{ SET {', '.join(f'x.{name} = coalesce(x.{name}, [])' for name in _LISTS)} }} "
    f"IN TRANSACTIONS OF {_BATCH} ROWS"
)


def complete_import(server: Server, edges: Iterable[str]) -> None:
    """Set the lists that are missing, where the graph says that it was imported. It can be done again.

    Args:
        server: where the graph is.
        edges: the edge concepts.
    """
    graph = f"MATCH (g:{GRAPH_LABEL}) WHERE g.{IMPORTED}"
    if not server.rows(f"{graph} RETURN g.key", writing=True):
        return
    server.rows(f"MATCH (x:{NODE_LABEL}) {_FILL}", writing=True)
    for concept in edges:
        server.rows(f"MATCH (:{NODE_LABEL})-[x:{concept}]->() {_FILL}", writing=True)
    server.rows(f"{graph} REMOVE g.{IMPORTED}", writing=True)
