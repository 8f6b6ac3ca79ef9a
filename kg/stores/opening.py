"""Opens the store at an address: the embedded one, or a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from kg.errors import StoreError, UsageError
from kg.ontology import Ontology
from kg.stores.contract import Store
from kg.stores.credentials import Ask, refuse_credentials

#: Schemes of Neo4j: with ``neo4j`` the server tells which members of a cluster there are; ``+s`` encrypts,
#: ``+ssc`` encrypts and trusts whatever certificate the server shows.
NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str | None, path: Path, ontology: Ontology, ask: Ask | None = None) -> Store:
    """Open a store; what is slow or can fail waits until it is used.

    Args:
        address: of a server, such as ``neo4j://host:7687/database``; None for the embedded store.
        path: the file of the embedded store.
        ontology: the concepts.
        ask: how to ask for a password; None where nobody can be asked.

    Raises:
        UsageError: the address is of no store that there is, or holds a password.
        StoreError: the package that it needs is not installed.
    """
    if address is None:
        from kg.stores.kglite_store import KgliteStore

        return KgliteStore(path, ontology)
    parts = _parts(address)
    if parts.scheme in NEO4J_SCHEMES and parts.netloc:
        try:
            from kg.stores.neo4j_store import Neo4jStore
        except ImportError as error:
            raise StoreError(
                "A Neo4j server needs its driver, which is not installed: pip install 'kg-newsroom[neo4j]'"
            ) from error
        return Neo4jStore(address, ontology, ask)
    hint = ""
    if parts.scheme in ("http", "https"):
        hint = f" Is this the address of Neo4j Browser? Then write neo4j://{parts.hostname or 'localhost'}."
    raise UsageError(
        f"{address!r} is no address of a store.{hint} Known are {', '.join(NEO4J_SCHEMES)}, "
        "such as neo4j://localhost:7687; without an address the graph is kept in a file."
    )


def _parts(address: str) -> SplitResult:
    """An address of a server, taken apart."""
    try:
        parts = urlsplit(refuse_credentials(address))
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"This is no address of a store: {error}. Write it as neo4j://host:7687.") from error
    if parts.query or parts.fragment:
        raise UsageError(
            "An address of a store ends with the name of a database. What follows a ? or # is not known, "
            "and a password others could read: put it into the environment."
        )
    return parts
