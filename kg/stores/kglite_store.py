"""The embedded store: a KGLite graph in one file, opened when it is first needed.

The file is a checkpoint; small changes go to KGLite's log beside it and are folded in on closing.
A small JSON file beside both says which build of which ledger they hold; it is written last, so
that an interrupted change is known as one.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import kglite

from kg.errors import QueryError, QueryTimeout, StoreError
from kg.graph import Changes, Edge, Node
from kg.ontology import Ontology
from kg.stores.batches import chunks, grouped
from kg.stores.contract import DEFAULT_TIMEOUT, Check, Rows, Version
from kg.stores.deadline import OverdueError, TooBigError, within
from kg.stores.guard import refuse_unsafe
from kg.stores.kglite_values import Converter
from kg.stores.kglite_version import VersionFile

#: Nodes or edges handed to the engine at a time.
_BATCH = 5_000
#: Rows taken from the engine between two looks at the clock.
_FETCH = 1_000

#: How much work a read may cause: rows in between and items of lists, so many and so many more for each
#: node and edge. Listing every edge takes 0.8 for each, the library's queries less than 0.4. A runaway
#: query holds 250 to 800 bytes for each unit, so that it ends below 1 GB on a small graph. The most is
#: KGLite's own limit.
_WORK, _WORK_EACH, _MOST_WORK = 1_000_000, 3, 10_000_000

#: Bytes by which the process may grow during a read before the caller stops waiting for it: what a query
#: makes out of texts (`reduce`, `replace`) is not counted as work.
_MOST_GROWTH = 4 << 30


_TOO_MUCH = (
    "The query goes through more than this graph can sensibly give. Name what it starts from, join its "
    "patterns by a common variable, and give every path a length: -[*1..3]-."
)


#: A statement over ``$rows``, and the rows.
_Creating = tuple[str, list[dict[str, Any]]]


class KgliteStore:
    """A graph in the file at ``path``, or in memory only when it is None. See :class:`kg.stores.Store`."""

    def __init__(self, path: Path | None, ontology: Ontology) -> None:
        self._path = path
        self._ontology = ontology
        self._graph: kglite.KnowledgeGraph | None = None
        self._writable = False
        self._version: Version | None = None
        self._file = None if path is None else VersionFile(path)
        self._unready: tuple[Version | None, int] | None = None  # what could not be read while it was written
        self._work: int | None = None  # what a read may cause, once it was asked for
        kglite.set_query_warning_policy("silent")

    def version(self) -> Version | None:
        return self._version if self._file is None else self._file.read()

    def recent_version(self) -> Version | None:
        return self.version()

    def refresh(self) -> bool:
        newest = self.version()
        if self._graph is None or self._writable or newest in (None, self._version):
            return False
        state = newest, self._log_path.stat().st_size if self._log_path.exists() else 0
        if state == self._unready:  # to find out takes as long as to read the graph
            return False
        with _Wrapped(self._path):
            graph = self._load()
        if graph is None:
            self._unready = state
            return False
        self._graph, self._version, self._work = graph, newest, None
        return True

    def apply(self, changes: Changes, ledger: str) -> None:
        if changes.base == changes.build and self.version() == (ledger, changes.build):
            return  # nobody else need wait for a graph that stays as it is
        self._work = None
        with _Wrapped(self._path):
            if changes.complete:
                self._fill(changes)
            else:
                self._change(changes)
            self._write_version(Version(ledger, changes.build))

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        limit: int | None = None,
        plain: Collection[str] = (),
    ) -> Rows:
        refuse_unsafe(cypher)
        frozen = self._open().freeze()  # costs nothing, and cannot be written to
        ask = partial(
            frozen.cypher,
            cypher,
            params=dict(parameters or {}),
            timeout_ms=max(1, round(timeout * 1000)),
            max_work_units=self._most_work(frozen),
            row_limit=None if limit is None else limit + 1,
        )
        patience = timeout * 1.25 + 0.5
        until = time.monotonic() + patience
        try:
            found = within(ask, patience, _MOST_GROWTH)
            if not isinstance(found, kglite.ResultView):
                raise QueryError(
                    "A query returns rows; leave out FORMAT and choose the format of the output.", cypher
                )
            rows = self._fetch(found, Converter(self._ontology, frozen, plain), until)
        except (kglite.CypherTimeoutError, OverdueError) as error:
            raise QueryTimeout(
                f"The query took longer than {timeout:g} s. Narrow it down, or allow more with --timeout.",
                cypher,
            ) from error
        except TooBigError as error:
            raise QueryError(
                f"The query takes more than {_MOST_GROWTH >> 30} GB of memory. Narrow it down.", cypher
            ) from error
        except kglite.ReadOnlyError as error:
            raise QueryError(
                "Queries only read. The graph is made from the ledger: load records to change it.", cypher
            ) from error
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise QueryError(_TOO_MUCH if "max_work_units" in str(error) else str(error), cypher) from error
        truncated = limit is not None and len(rows) > limit
        remarks = [
            str(remark)
            for remark in (found.diagnostics or {}).get("warnings", [])
            if "row_limit" not in str(remark)
        ]
        return Rows(list(found.columns), rows[:limit] if truncated else rows, truncated, remarks)

    def _fetch(self, found: kglite.ResultView, converter: Converter, until: float) -> list[dict[str, Any]]:
        """Turn an answer into our values, which takes longer than finding it when it is long."""
        if len(found) <= _FETCH:  # quicker whole than row by row
            return converter.rows(found.to_list())
        stream = iter(found)
        rows: list[dict[str, Any]] = []
        while batch := list(islice(stream, _FETCH)):
            rows += converter.rows(batch)
            if len(batch) == _FETCH and time.monotonic() > until:
                raise OverdueError
        return rows

    def snapshot(self) -> Iterator[Node | Edge]:
        frozen = self._open().freeze()
        converter = Converter(self._ontology, frozen)
        for row in frozen.cypher("MATCH (n) RETURN n", timeout_ms=0):
            yield converter.value(row["n"])
        for row in frozen.cypher(
            "MATCH (a)-[r]->(b) RETURN a.id AS tail, r AS edge, b.id AS head", timeout_ms=0
        ):
            yield converter.edge(row["edge"], row["tail"], row["head"])

    def schema(self) -> dict[str, dict[str, int]]:
        frozen = self._open().freeze()

        def counts(pattern: str, names: Iterable[str]) -> dict[str, int]:
            """Counting one label or type at a time takes no scan."""
            found = {name: frozen.cypher(pattern.format(name=name))[0]["number"] for name in sorted(names)}
            return {name: number for name, number in found.items() if number}

        return {
            "nodes": counts(
                "MATCH (n:{name}) RETURN count(n) AS number",
                {*self._ontology.nodes, *self._ontology.label_names},
            ),
            "edges": counts("MATCH ()-[r:{name}]->() RETURN count(r) AS number", self._ontology.edges),
        }

    def checks(self) -> Iterator[Check]:
        self._open()
        yield Check("engine", f"KGLite {kglite.__version__}")

    def clear(self) -> None:
        self.close(keep=False)
        self._version = None
        if self._path is not None and self._file is not None:
            self._file.remove()
            for path in (self._path, self._log_path):
                path.unlink(missing_ok=True)

    def close(self, *, keep: bool = True) -> None:
        """Fold logged changes into the file and let go of it; ``keep=False`` drops what is not yet there."""
        graph, self._graph = self._graph, None
        if graph is not None and self._writable and keep:
            with _Wrapped(self._path), warnings.catch_warnings():
                warnings.simplefilter("ignore", kglite.MappedFallbackWarning)  # we do not map files
                graph.close()
        self._writable = False

    @property
    def _log_path(self) -> Path:
        assert self._path is not None
        return self._path.with_name(self._path.name + "-wal")

    def _open(self, *, write: bool = False) -> kglite.KnowledgeGraph:
        graph = self._graph  # another thread may let go of it
        if graph is not None and (self._writable or not write):
            return graph
        self._graph = None
        if self._path is None:
            self._graph, self._writable = kglite.KnowledgeGraph(), True
            return self._graph
        if not write and not self._path.exists():
            raise StoreError(f"{self._path}: there is no graph yet. Build it first: kg build")
        self._version = self.version()
        with _Wrapped(self._path):
            graph = None if write else self._load()
            self._writable = graph is None
            if graph is None:
                graph = kglite.open(str(self._path), durable="normal")
        self._graph, self._work = graph, None
        return graph

    def _most_work(self, frozen: Any) -> int:
        if self._work is None:
            count = frozen.cypher("MATCH ()-[r]->() RETURN count(r) AS number").to_list()[0]["number"]
            self._work = min(_MOST_WORK, _WORK + _WORK_EACH * (int(frozen.node_count()) + int(count)))
        return self._work

    def _load(self) -> kglite.KnowledgeGraph | None:
        """The graph for reading, which any number of processes can do at once.

        None when a log holds what an interrupted process has left: it is to be taken in first.
        """
        try:
            return self._loaded()
        except kglite.FileIoError:  # somebody has put another graph in its place meanwhile
            return self._loaded()

    def _loaded(self) -> kglite.KnowledgeGraph | None:
        if not self._log_path.exists():
            return kglite.load(str(self._path))
        try:
            return kglite.open(str(self._path), durable="off", lock=False)
        except ValueError:
            return None

    def _fill(self, changes: Changes) -> None:
        graph = kglite.KnowledgeGraph()
        # The engine lets go of Python while it takes a batch in: meanwhile the next one is made.
        with ThreadPoolExecutor(max_workers=1) as worker:
            taken: Future[None] | None = None
            for batch in _creation(changes):
                if taken is not None:
                    taken.result()
                taken = worker.submit(_take_in, graph, batch)
            if taken is not None:
                taken.result()
        if self._path is None:
            self._graph, self._writable = graph, True
            return
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        former = self.version()
        if self._file is not None:
            self._file.remove()  # interrupted from here on, it is to be filled again
        try:
            self._save(graph, self._path)
        except Exception:  # the file is as it was: the engine puts another in its place, or none
            if former is not None:
                self._write_version(former)
            raise
        self._graph = graph  # what was saved can be read as it is

    def _save(self, graph: kglite.KnowledgeGraph, path: Path) -> None:
        """Put a graph in the place of the former one, which others read until then."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", kglite.MappedFallbackWarning)  # we do not map files
            try:
                graph.save(str(path))
            except ValueError:  # nobody writes there, but the log holds what an interrupted process has left
                self._log_path.unlink(missing_ok=True)
                graph.save(str(path))

    def _change(self, changes: Changes) -> None:
        graph = self._open(write=True)
        if self._file is not None:
            self._file.remove()  # interrupted from here on, it is to be filled again
        for concept, ids in _by_concept(changes.gone_edges):
            # Kept with the graph from then on: without it, each removal looks at every edge.
            graph.cypher(f"CREATE INDEX IF NOT EXISTS FOR ()-[r:{concept}]-() ON (r.id)")
            graph.cypher(f"MATCH ()-[r:{concept}]->() WHERE r.id IN $ids DELETE r", params={"ids": ids})
        for concept, ids in _by_concept(changes.gone_nodes):
            graph.cypher(
                f"UNWIND $ids AS id MATCH (n:{concept} {{id: id}}) DETACH DELETE n", params={"ids": ids}
            )
        for labels, nodes in grouped(changes.nodes, lambda node: node.labels):
            rows = [node.properties for node in nodes]
            concept, *further = labels
            drop = "".join(
                f":{label}" for label in self._ontology.nodes[concept].labels if label not in further
            )
            add = "".join(f":{label}" for label in further)
            statement = f"UNWIND $rows AS row MERGE (n:{concept} {{id: row.id}}) SET n = row"
            statement += (f" REMOVE n{drop}" if drop else "") + (f" SET n{add}" if add else "")
            graph.cypher(statement, params={"rows": rows})
        for ends, edges in grouped(changes.edges, _ends):
            graph.cypher(_edge_statement(ends, "MERGE"), params={"rows": _edge_rows(edges)})
        if self._path is not None:
            graph.sync()  # before the version says so: a power cut must not leave the version ahead

    def _write_version(self, version: Version) -> None:
        self._version = version
        if self._file is not None:
            self._file.write(version)


def _creation(changes: Changes) -> Iterator[list[_Creating]]:
    """Batches of what creates all nodes and then all edges."""
    for nodes in chunks(changes.nodes, _BATCH):
        yield [
            (f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row", [n.properties for n in alike])
            for labels, alike in grouped(nodes, lambda node: node.labels)
        ]
    for edges in chunks(changes.edges, _BATCH):
        yield [(_edge_statement(ends, "CREATE"), _edge_rows(alike)) for ends, alike in grouped(edges, _ends)]


def _take_in(graph: kglite.KnowledgeGraph, batch: list[_Creating]) -> None:
    for statement, rows in batch:
        graph.cypher(statement, params={"rows": rows})


def _ends(edge: Edge) -> tuple[str, str, str]:
    return edge.concept, edge.tail_concept, edge.head_concept


def _edge_statement(ends: tuple[str, str, str], verb: str) -> str:
    concept, tail, head = ends
    match = f"UNWIND $rows AS row MATCH (a:{tail} {{id: row.tail}}) MATCH (b:{head} {{id: row.head}})"
    return f"{match} {verb} (a)-[r:{concept} {{id: row.id}}]->(b) SET r = row.properties"


def _edge_rows(edges: Iterable[Edge]) -> list[dict[str, Any]]:
    return [
        {"id": edge.id, "tail": edge.tail, "head": edge.head, "properties": edge.properties} for edge in edges
    ]


def _by_concept(gone: Iterable[Any]) -> Iterator[tuple[str, list[str]]]:
    for concept, group in groupby(sorted(gone, key=lambda item: item.concept), key=lambda item: item.concept):
        yield concept, [item.id for item in group]


class _Wrapped:
    """Turns the engine's errors into ours, naming the file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _traceback: object) -> None:
        where = self._path or "the graph in memory"
        if isinstance(error, kglite.WriterLeaseHeldError):
            raise StoreError(
                f"{where}: another kg is writing to this graph. Wait until it has finished; a notebook that "
                "has built it lets go of it with graph.close()."
            ) from error
        if isinstance(error, (kglite.KgError, OSError)) and self._path and self._path.is_dir():
            raise StoreError(
                f"{where}: a folder lies where the graph is to be. Move it away; then: kg build --rebuild"
            ) from error
        if isinstance(error, (kglite.FileFormatError, kglite.FileError)):
            raise StoreError(
                f"{where}: not a graph that this version can read. Make it again: kg build --rebuild"
            ) from error
        if isinstance(error, (kglite.KgError, OSError)):
            raise StoreError(f"{where}: {error}") from error
