"""Transactions that fill or change a Neo4j graph: each is done once, whatever happens to server and network.

One node of a technical label says which build of which ledger the graph is. Whoever fills or changes the
graph signs there first, and each transaction looks whether the signature is still its own and whether it
has been done already, which it notes there as it is done. So it can be tried again when nobody knows
whether it was kept, and of two who fill one database the first is told.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from threading import Event
from typing import Any, NamedTuple, NoReturn

from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from kg.errors import StoreError
from kg.stores.contract import Version
from kg.stores.neo4j_resuming import Filling, Noted
from kg.stores.neo4j_schema import COUNTS, GRAPH_KEY, GRAPH_LABEL, IMPORTED, NODE_LABEL
from kg.stores.neo4j_server import OUT_OF_MEMORY, Server
from kg.stores.neo4j_writing import Step, halves

#: Nodes or edges that one transaction removes.
_REMOVED = 10_000

#: Seconds to wait before something is tried again: twice as long each time, up to the longest.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 4.0

#: The node that says what the graph is.
GRAPH = f"(g:{GRAPH_LABEL} {{key: '{GRAPH_KEY}'}})"
_UNSIGNED = "REMOVE g.ledger, g.build, g.filling, g.rows, g.trace"
_SIGN = f"MERGE {GRAPH} SET g.writer = $writer, g.done = 0 {_UNSIGNED} RETURN false AS done"
#: Signs what is still the graph that is to be changed; or was signed or changed just so, by this one, before
#: the connection was lost.
_SIGN_CHANGE = (
    f"MATCH {GRAPH} SET g.turn = 0 WITH g, g.ledger = $ledger AND g.build = $build AS done "
    "WHERE done OR g.writer = $writer OR (g.ledger = $ledger AND g.build = $base) "
    "FOREACH (_ IN CASE WHEN done THEN [] ELSE [1] END | "
    f"SET g.writer = $writer, g.done = 0 {_UNSIGNED}) RETURN done"
)
#: Forgets what an attempt at another filling has left, before that is removed.
_BEGIN = (
    f"MERGE {GRAPH} SET g.writer = $writer, g.done = 0 REMOVE g.ledger, g.build, g.{IMPORTED} "
    "WITH g, g.filling = $filling AS same SET g.filling = CASE WHEN same THEN g.filling END "
    "RETURN CASE WHEN same THEN g.rows ELSE 0 END AS rows, coalesce(g.trace, '') AS trace"
)
#: Writes to the node, and so holds it until the transaction ends; who has signed is asked only after that,
#: since whoever held it before may have signed.
_TURN = (
    f"MATCH {GRAPH} SET g.turn = $number WITH g WHERE g.writer = $writer "
    "WITH g, g.done >= $number AS done SET g.done = $number, g += $notes RETURN done"
)
#: What a transaction does; it may return a number.
_Work = Callable[[Any], int | None]


class _TooBigError(Exception):
    """A transaction needed more memory than the server gives it; ``reason`` is what the server said."""

    def __init__(self, reason: Neo4jError) -> None:
        self.reason = reason
        super().__init__(str(reason))


class Held(NamedTuple):
    """What a graph says it is.

    Attributes:
        ledger, build: of which it was made.
        left: how many nodes and edges the build left; None where it did not note that.
        there: how many there are.
    """

    ledger: str
    build: str
    left: list[int] | None
    there: list[int]

    @property
    def altered(self) -> bool:
        """Whether somebody else has removed nodes or edges, or added some."""
        return self.left not in (None, self.there)


def held(server: Server, counts: str) -> Held | None:
    """What the graph says it is; None where there is none, or it is being filled."""
    wanted = f"g.ledger AS ledger, g.build AS build, g.{COUNTS} AS left, {counts} AS there"
    # Asked where it is written: another member of a cluster may not know of the last build yet.
    rows = server.rows(f"MATCH {GRAPH} WHERE g.build IS NOT NULL RETURN {wanted}", writing=True)
    return Held(**rows[0]) if rows else None


class Transactions:
    """Those of one change of the graph.

    Args:
        server: where it is.
        counts: Cypher that counts what is there, which is noted at the end.
    """

    def __init__(self, server: Server, counts: str) -> None:
        self._server = server
        self._counts = counts
        self._writer = secrets.token_hex(8)
        self._numbers = count(1)
        self._filling = Filling("")
        self._given_up = Event()

    def begin(self, filling: Filling) -> Noted:
        """Begin to fill: from here on, the graph says that it must be filled again.

        Returns:
            What is there already; with no row, what is there is to be removed.
        """
        found: list[Noted] = []

        def work(transaction: Any) -> None:
            row = transaction.run(_BEGIN, writer=self._writer, filling=filling.key).single()
            found.append(Noted(row["rows"] if filling.key else 0, row["trace"]))

        self._try(work)
        self._filling = filling
        return found[-1]

    def sign(self, base: Version | None = None) -> None:
        """Begin to change: from here on, the graph says that it must be filled again.

        Args:
            base: what the graph must still be; None where that does not matter.

        Raises:
            StoreError: it is another one by now.
        """
        self._try(lambda transaction: self._sign(transaction, base, ""))

    def _sign(self, transaction: Any, base: Version | None, build: str) -> bool:
        """Sign; whether the graph is that of a build already, which then is left as it is."""
        statement = _SIGN if base is None else _SIGN_CHANGE
        was = base or Version("", "")
        signed = transaction.run(
            statement, writer=self._writer, ledger=was.ledger, base=was.build, build=build
        ).single()
        if signed is None:
            raise StoreError(
                f"{self._server.address}: another kg has changed this graph meanwhile. Build again: kg build"
            )
        return bool(signed["done"])

    def finish(self, version: Version) -> None:
        """End: the graph says what it is."""
        self._once(_run_all([self._finished(version)]))

    def at_once(self, pack: list[Step], base: Version | None, version: Version) -> bool:
        """Sign, do and finish in one transaction, all of it or nothing.

        Args:
            pack: what is to be done.
            base: what the graph must still be; None where that does not matter.
            version: what it is then.

        Returns:
            Whether it was done; not when the server has too little memory for it.

        Raises:
            StoreError: the graph is another one by now.
        """

        def work(transaction: Any) -> None:
            if not self._sign(transaction, base, version.build):
                _run_all([*pack, self._finished(version)])(transaction)

        try:
            self._try(work)
        except _TooBigError:
            return False
        return True

    def fill(self, packs: Iterable[list[Step]]) -> None:
        """Make a transaction of each pack; while one is under way, the next pack is made."""
        with ThreadPoolExecutor(max_workers=1) as worker:
            under_way: Future[None] | None = None
            try:
                for pack in packs:
                    if under_way is not None:
                        under_way.result()
                    under_way = worker.submit(self._commit, pack)
                if under_way is not None:
                    under_way.result()
            except KeyboardInterrupt:
                self._given_up.set()
                self._server.close()  # else the worker would wait for a server that hangs
                raise

    def remove_everything(self, concepts: Iterable[str]) -> None:
        """Remove our nodes and edges, a part at a time; edges first, since a node may have a million."""
        # Written so that edges are found by their type: from our nodes, each part would pass all those that
        # have lost theirs.
        if not self._server.rows(f"MATCH (x:{NODE_LABEL}) RETURN x.id LIMIT 1", writing=True):
            return
        edges = [f"()-[x:{concept}]->() WHERE startNode(x):{NODE_LABEL}" for concept in concepts]
        for pattern in (*edges, f"(x:{NODE_LABEL})"):
            while self._remove(pattern, _REMOVED) != 0:
                pass

    def _remove(self, pattern: str, most: int) -> int | None:
        """Remove some of what a pattern finds; how many, or None when this was done already."""
        query = f"MATCH {pattern} WITH x LIMIT $most DETACH DELETE x RETURN count(*) AS number"

        def work(transaction: Any) -> int:
            return int(transaction.run(query, most=most).single()["number"])

        try:
            return self._once(work)
        except _TooBigError as error:
            if most == 1:
                self._give_up(error)
            return self._remove(pattern, most // 2)

    def _finished(self, version: Version) -> Step:
        said = f"g.ledger = row.ledger, g.build = row.build, g.{COUNTS} = {self._counts}"
        statement = f"UNWIND $rows AS row MATCH {GRAPH} SET {said} REMOVE g.filling, g.rows, g.trace"
        return Step(statement, [version._asdict()])

    def remove_signature(self) -> None:
        """End, with nothing left of ours."""
        self._once(_run_all([Step(f"UNWIND $rows AS row MATCH {GRAPH} DELETE g", [{}])]))

    def _commit(self, pack: list[Step]) -> None:
        """Make a transaction of a pack, or several when the server has too little memory for one."""
        filling = self._filling.after(pack)
        try:
            self._once(_run_all(pack), filling.notes)
            self._filling = filling
        except _TooBigError as error:
            parts = halves(pack)
            if not parts:
                self._give_up(error)
            for part in parts:
                self._commit(part)

    def _give_up(self, error: _TooBigError) -> NoReturn:
        """There is nothing smaller to try."""
        with self._server.explained():
            raise error.reason
        raise error

    def _once(self, work: _Work, notes: Mapping[str, Any] | None = None) -> int | None:
        """Do and note something in a transaction, unless it was done already; gives None then."""
        number = next(self._numbers)

        def in_turn(transaction: Any) -> int | None:
            turn = transaction.run(_TURN, writer=self._writer, number=number, notes=notes or {}).single()
            if turn is None:
                raise StoreError(
                    f"{self._server.address}: another kg has begun to fill this graph, and this one stopped. "
                    "Give each ledger a database of its own; if it is the same ledger, wait and build again."
                )
            return None if turn["done"] else work(transaction)

        return self._try(in_turn)

    def _try(self, work: _Work) -> int | None:
        """A transaction, which is tried again after a failure that passes.

        The driver's own `execute_write` does so too, but keeps to itself why a commit failed: one for which
        the server has too little memory it tries again, the same each time, until its time is up.
        """
        with self._server.explained(), self._server.session(writing=True) as session:
            until, pause = time.monotonic() + self._server.retry, _FIRST_PAUSE
            while True:
                try:
                    with session.begin_transaction() as transaction:
                        answer = work(transaction)
                        transaction.commit()
                    return answer
                except (Neo4jError, DriverError) as error:
                    if isinstance(error, Neo4jError) and error.code == OUT_OF_MEMORY:
                        raise _TooBigError(error) from error
                    # After an incomplete commit nobody knows whether it was kept.
                    passes = error.is_retryable() or isinstance(error, IncompleteCommit)
                    if not passes or time.monotonic() > until or self._given_up.is_set():
                        raise
                self._given_up.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)


def _run_all(pack: list[Step]) -> _Work:
    def work(transaction: Any) -> None:
        for step in pack:
            transaction.run(step.statement, rows=step.rows).consume()

    return work
