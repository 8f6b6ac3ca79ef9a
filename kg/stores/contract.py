"""What every store can do. `tests/stores/contract.py` holds all of them to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from kg.graph import Changes, Edge, Node

#: Seconds that a read may take when nothing else is said.
DEFAULT_TIMEOUT = 30.0


class Path(NamedTuple):
    """A path through the graph: one node more than edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass
class Rows:
    """What a query returned.

    Attributes:
        columns: in the order of the query.
        rows: one mapping a row; values are None, bool, int, float, text, `datetime` types, lists,
            mappings, :class:`Node`, :class:`Edge` and :class:`Path`.
        truncated: whether there were more rows than the limit.
        warnings: what the engine remarks, such as a label that no node has.
    """

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool = False
    warnings: list[str] = field(default_factory=list)


class Version(NamedTuple):
    """Which state of which ledger a store holds: the ledger's name and the build's mark."""

    ledger: str
    build: str


class Check(NamedTuple):
    """Something that was looked at: what was found, and what to do about it; nothing when all is well."""

    what: str
    found: str
    remedy: str = ""


class Store(Protocol):
    """Keeps a graph that was built from a ledger."""

    def version(self) -> Version | None:
        """What the store holds; None when it is empty or was interrupted while it was filled."""

    def recent_version(self) -> Version | None:
        """The same, or what it was a few seconds ago where to ask takes a trip to a server."""

    def refresh(self) -> bool:
        """Go over to the graph that others have built since this one was opened; whether there was one.

        What another is writing is not ready yet: reads answer from the former graph until it has closed.
        """

    def apply(self, changes: Changes, ledger: str) -> None:
        """Make the graph that ``changes`` lead to.

        Interrupted, it leaves the former graph, or one that says by :meth:`version` that it must be
        filled again, or takes the same changes once more to the same end. What it keeps of an
        interrupted filling, when the same ``content`` comes again, it says in ``changes.there``.

        Raises:
            StoreError: the store cannot be written.
        """

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        limit: int | None = None,
        plain: Collection[str] = (),
    ) -> Rows:
        """Answer a query, which can neither write nor reach files.

        Args:
            cypher: the query; values belong in ``parameters``, never in its text.
            parameters: by name.
            timeout: seconds.
            limit: most rows to give.
            plain: columns that are known to hold texts and lists of them alone: they are given as the engine
                has them, without looking for nodes, edges and dates among thousands of texts.

        Raises:
            QueryError: it is wrong, or asks for what is not allowed.
            QueryTimeout: it took too long.
        """

    def snapshot(self) -> Iterator[Node | Edge]:
        """Every node, then every edge."""

    def schema(self) -> dict[str, dict[str, int]]:
        """How many there are: ``{"nodes": {label: count}, "edges": {concept: count}}``."""

    def checks(self) -> Iterator[Check]:
        """What else `kg doctor` should know of the store's health.

        Raises:
            StoreError: it does not answer.
        """

    def clear(self) -> None:
        """Empty the store."""

    def close(self) -> None:
        """Write down what is not yet, and let go of files and connections."""
