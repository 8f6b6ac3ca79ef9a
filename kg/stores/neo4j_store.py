"""A graph on a Neo4j server, beside whatever else its database holds.

What is ours carries a technical label (:mod:`kg.stores.neo4j_schema`), and so does the node that says
which build of which ledger the graph is (:mod:`kg.stores.neo4j_transactions`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from neo4j import Query
from neo4j.exceptions import BrokenRecordError, DriverError, Neo4jError

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph import Changes, Edge, Node
from kg.ontology import Ontology
from kg.stores.contract import DEFAULT_TIMEOUT, Check, Rows, Version
from kg.stores.credentials import Ask
from kg.stores.deadline import OverdueError, TooBigError, cutting_off
from kg.stores.guard import refuse_on_server, refuse_unsafe
from kg.stores.neo4j_health import examine
from kg.stores.neo4j_import import complete_import
from kg.stores.neo4j_resuming import Filling, OtherRowsError
from kg.stores.neo4j_schema import NODE_LABEL, counts, make_rules
from kg.stores.neo4j_server import TERMINATED, TIMED_OUT, Server, query_error
from kg.stores.neo4j_transactions import Transactions, held
from kg.stores.neo4j_values import Converter
from kg.stores.neo4j_writing import packed, steps

#: Bytes by which the process may grow while an answer comes in.
_MOST_GROWTH = 4 << 30

#: Seconds for which a graph that was there is taken to be there, and the same: to look takes a trip there.
_SEEN_FOR = 5.0
#: In place of when it was seen, and what it was.
_NOT_SEEN: tuple[float, Version | None] = (-math.inf, None)

#: How codes of errors begin that say nothing of the query.
_NOT_OF_THE_QUERY = ("Neo.ClientError.Security", "Neo.ClientError.Database", TERMINATED)

_NO_SUCH_YEAR = (
    "The answer has a date or time that is not within the years 1 to 9999. Ask for its text: toString(...)."
)


class Neo4jStore:
    """The graph in a database of a server. See :class:`kg.stores.Store`.

    Args:
        address: such as ``neo4j://host:7687/database``, without credentials.
        ontology: the concepts.
        ask: how to ask for a password; None where nobody can be asked.
    """

    def __init__(self, address: str, ontology: Ontology, ask: Ask | None = None) -> None:
        self._server = Server(address, ask)
        self._ontology = ontology
        self._counts = counts(ontology)
        self._ready = False
        #: When the graph was last seen to be there, by the clock of :func:`time.monotonic`, and what it was.
        self._seen = _NOT_SEEN

    def version(self) -> Version | None:
        found = held(self._server, self._counts)
        # What others have altered is no build that a ledger knows: the next one makes it anew.
        return Version(found.ledger, "" if found.altered else found.build) if found else None

    def recent_version(self) -> Version | None:
        at, version = self._seen
        now = time.monotonic()
        if version is None or now - at > _SEEN_FOR:
            version = self.version()
            self._seen = now, version
        return version

    def apply(self, changes: Changes, ledger: str) -> None:
        self._seen = _NOT_SEEN
        try:
            self._bring_up(changes, ledger)
        finally:
            self._seen = _NOT_SEEN  # another thread may have looked meanwhile

    def _bring_up(self, changes: Changes, ledger: str) -> None:
        """Bring the graph from the state that it has to that of a build."""
        writing, version = Transactions(self._server, self._counts), Version(ledger, changes.build)
        if changes.complete:
            self._fill(writing, changes, ledger)
        else:
            if not self._ready:
                make_rules(self._server, self._ontology)
                complete_import(self._server, self._ontology.edges)
                self._ready = True
            packs = packed(steps(changes, self._ontology))
            first, second = next(packs, []), next(packs, None)
            base = Version(ledger, changes.base) if changes.base else None
            if second is None and writing.at_once(first, base, version):
                return
            writing.sign(base)
            writing.fill(chain([first], [second] if second else [], packs))
        writing.finish(version)

    def _fill(self, writing: Transactions, changes: Changes, ledger: str) -> None:
        """Make the graph from nothing, or go on where an attempt at the same was interrupted."""
        make_rules(self._server, self._ontology, only_unique=True)
        filling = Filling.of(changes, ledger)
        noted = writing.begin(filling)
        if not noted.rows:
            writing.remove_everything(self._ontology.edges)
        try:
            writing.fill(filling.go_on(packed(steps(changes, self._ontology)), noted))
        except OtherRowsError as error:
            writing.sign()  # and so forgets what was noted
            again = "Run the same command again: it begins anew"
            raise StoreError(f"{self._server.address}: {error} {again}.") from error
        changes.there = noted.rows
        make_rules(self._server, self._ontology)

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        limit: int | None = None,
        plain: Collection[str] = (),
    ) -> Rows:
        refuse_unsafe(cypher)
        refuse_on_server(cypher)
        answer = partial(self._answer, cypher, dict(parameters or {}), timeout, limit, plain)
        self._server.connect()
        closed = self._server.closed
        try:
            return self._ask(answer, cypher, timeout)
        except QueryError:
            raise
        except StoreError:
            if self._server.closed == closed:
                raise
        # Another thread hung up on the server, and so on all that was asked.
        return self._ask(answer, cypher, timeout)

    def _ask(self, answer: Callable[[], Rows], cypher: str, timeout: float) -> Rows:
        """Ask, and wait no longer than the limit allows."""
        try:
            # The server looks at the clock only now and then, and a server that is not well never does.
            with cutting_off(self._server.close, timeout * 1.25 + 0.5, _MOST_GROWTH):
                self._expect_graph()
                return answer()
        except OverdueError as error:
            raise _overdue(cypher, timeout) from error
        except TooBigError as error:
            raise QueryError("The answer takes too much memory. Narrow the query down.", cypher) from error

    def _answer(
        self,
        cypher: str,
        parameters: dict[str, Any],
        timeout: float,
        limit: int | None,
        plain: Collection[str],
    ) -> Rows:
        with self._server.explained(), self._server.session() as session:
            try:
                # Not a transaction of many queries: the rows come with the first trip to the server.
                result = session.run(Query(cypher, timeout=timeout), parameters)
                columns = list(result.keys())
                records = list(result) if limit is None else result.fetch(limit + 1)
                remarks = _remarks(result.consume())
                rows = Converter(self._ontology, self._ids, plain).rows(columns, records[:limit])
            except Neo4jError as error:
                if str(error.code).startswith(TIMED_OUT):
                    raise _overdue(cypher, timeout) from error
                if str(error.code).startswith(_NOT_OF_THE_QUERY):
                    raise
                raise query_error(error, cypher) from error
            except BrokenRecordError as error:
                raise QueryError(_NO_SUCH_YEAR, cypher) from error
            except DriverError:
                raise
            except (ValueError, TypeError, OverflowError) as error:
                raise query_error(error, cypher) from error
        return Rows(columns, rows, limit is not None and len(records) > limit, remarks)

    def snapshot(self) -> Iterator[Node | Edge]:
        converter = Converter(self._ontology, self._ids)
        with self._server.explained(), self._server.session() as session:
            for record in session.run(f"MATCH (n:{NODE_LABEL}) RETURN n"):
                yield converter.node(record[0])
            edges = f"MATCH (a:{NODE_LABEL})-[r]->(b:{NODE_LABEL}) RETURN r, a.id, b.id"
            for edge, tail, head in session.run(edges):
                yield converter.edge(edge, tail, head)

    def schema(self) -> dict[str, dict[str, int]]:
        labels = f"MATCH (n:{NODE_LABEL}) UNWIND labels(n) AS name RETURN name, count(*) AS number"
        nodes = {row["name"]: row["number"] for row in self._server.rows(labels)}
        nodes.pop(NODE_LABEL, None)
        # Each of these is a look at the server's own statistics, where counting by type(r) reads every edge.
        count = "RETURN '{0}' AS name, COUNT {{ (:{1})-[:{0}]->() }} AS number"
        concepts = " UNION ALL ".join(count.format(name, NODE_LABEL) for name in self._ontology.edges)
        edges = {row["name"]: row["number"] for row in self._server.rows(concepts) if row["number"]}
        return {"nodes": dict(sorted(nodes.items())), "edges": dict(sorted(edges.items()))}

    def checks(self) -> Iterator[Check]:
        return examine(self._server, self._ontology)

    def refresh(self) -> bool:
        return False  # each read answers from what the server holds by then

    def clear(self) -> None:
        writing = Transactions(self._server, self._counts)
        writing.sign()
        writing.remove_everything(self._ontology.edges)
        writing.remove_signature()
        self._seen = _NOT_SEEN

    def close(self) -> None:
        self._server.close()

    def _expect_graph(self) -> None:
        """See that there is something to ask, now and then: somebody else may be filling it anew."""
        if self.recent_version() is None:
            address = self._server.address
            raise StoreError(
                f"{address}: there is no graph yet, or it is being filled, or that was interrupted. "
                f"Build it: kg build --store {address}"
            )

    def _ids(self, names: list[str]) -> dict[str, str]:
        query = "UNWIND $names AS name MATCH (n) WHERE elementId(n) = name RETURN name, n.id AS id"
        return {row["name"]: str(row["id"]) for row in self._server.rows(query, names=names)}


def _overdue(cypher: str, timeout: float) -> QueryTimeout:
    return QueryTimeout(
        f"The query took longer than {timeout:g} s. Narrow it down, or allow more with --timeout.", cypher
    )


def _remarks(summary: Any) -> list[str]:
    """What the server remarks on names that nothing has; the rest is about speed and old ways of writing."""
    return [
        str(each.status_description).removeprefix("warn: ")
        for each in summary.gql_status_objects
        if each.is_notification and each.raw_classification == "UNRECOGNIZED"
    ]
