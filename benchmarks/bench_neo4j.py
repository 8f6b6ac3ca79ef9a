"""The graph on a real Neo4j server, against the bare driver: filling it, and asking the library's questions.

It wants a server that it may empty, at ``KG_NEO4J_URI`` (``make neo4j`` starts one). The rivals get
the finished graph, ready in memory. The server is warm: it has been filled with a smaller graph both ways.

- Batches (target: at most 1.5 times their time), as one writes them who knows Neo4j: a unique id
  on each label, `UNWIND` batches of 5,000, nodes before edges, both ends looked up by label and id.
- One MERGE a row (target: ``build`` is at least 20 times as fast): on the full graph, a sample scaled up.

Questions: the library's, with their example parameters, over the bare driver's answer to the same Cypher
(target: at most 10 % or 1 ms more) and beside the embedded store's.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.harness import (
    BenchmarkFailed,
    Line,
    Options,
    at_least,
    at_most,
    medians,
    progress,
    run_job,
    time_of,
    timing,
)
from benchmarks.work import workspace

SIZE, REPEAT, SAMPLE, BATCH = 100_000, 101, 1_000, 5_000
#: Agreements that a server is warmed up with: one just started takes half as long again for the same.
WARM_UP = 3_000
#: Agreements up to which the server is filled three times in turns, and medians are told.
FEW = 10_000
BATCHES_LIMIT, MERGE_LIMIT = 1.5, 20.0
LIMIT_SHARE, LIMIT_MS = 0.10, 1.0


def run(options: Options, folder: Path) -> list[Line]:
    """Fill the server with a large graph in three ways, then ask it about the bundled one."""
    if "KG_NEO4J_URI" not in os.environ:
        raise BenchmarkFailed("KG_NEO4J_URI names no server. Start one that may be emptied: make neo4j")
    _refuse_to_empty()
    size = options.size or SIZE
    small = folder / "small"
    small.mkdir()
    progress("  warming up")
    _filled(folder / "warm-up", WARM_UP, turns=1)
    ours, bare = _filled(folder / "large", size, turns=3 if size <= FEW else 1)
    run_job("benchmarks.bench_queries:prepare", small, generated=0)
    progress("  questions")
    asked = run_job("benchmarks.bench_neo4j:ask", small, repeat=options.repeat or REPEAT)["queries"]
    return [*_filling(ours, bare), _summary(asked), *(_question(*each) for each in sorted(asked.items()))]


def _filled(project: Path, size: int, turns: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fill the server with a generated graph through kg and through the bare driver, in turns."""
    project.mkdir()
    progress(f"  loading {size:,} agreements")
    run_job("benchmarks.work:generate", project, size=size)
    run_job("benchmarks.work:load_and_build", project)
    ours, bare = [], []
    for number in range(turns):
        progress(f"  {number + 1} of {turns}: kg build")
        ours.append(run_job("benchmarks.bench_neo4j:build", project))
        progress(f"  {number + 1} of {turns}: bare driver: batches, one MERGE a row")
        bare.append(run_job("benchmarks.bench_neo4j:batches", project))
    return medians(ours), medians(bare)


def _filling(ours: dict[str, Any], bare: dict[str, Any]) -> list[Line]:
    build, batches, merge = ours["build s"], bare["batches s"], bare["merge s"]
    counts = {name: bare[name] for name in ("nodes", "edges")}
    return [
        at_most(
            "build over the bare driver's best batches",
            build / batches,
            BATCHES_LIMIT,
            {"build s": build, "batches s": batches, **counts, "peak MB": ours["peak"]},
        ),
        at_least(
            "one MERGE a row over build",
            merge / build,
            MERGE_LIMIT,
            {"MERGE s": merge, **{name: bare[name] for name in ("us a node", "us an edge")}},
        ),
    ]


def _summary(asked: dict[str, dict[str, Any]]) -> Line:
    ratios = [each["query ms"] / each["bare ms"] for each in asked.values()]
    met = [_met(each) for each in asked.values()]
    figures = {
        "queries": len(asked),
        "within target": sum(met),
        "median overhead ms": median(each["query ms"] - each["bare ms"] for each in asked.values()),
        "median ms on Neo4j": median(each["query ms"] for each in asked.values()),
        "median ms on KGLite": median(each["kglite ms"] for each in asked.values()),
    }
    return Line("median of all queries over the bare driver", median(ratios), "all within", all(met), figures)


def _question(name: str, each: dict[str, Any]) -> Line:
    figures = {
        f"on {where} ms": each[f"{key} ms"] for where, key in (("Neo4j", "query"), ("KGLite", "kglite"))
    }
    figures |= {"bare driver ms": each["bare ms"], "rows": each["rows"]}
    return Line(name, each["query ms"] / each["bare ms"], "10 % or 1 ms more", _met(each), figures)


def _met(each: dict[str, Any]) -> bool:
    return bool(each["query ms"] - each["bare ms"] <= max(LIMIT_SHARE * each["bare ms"], LIMIT_MS))


def _on_server(folder: Path) -> Any:
    from dataclasses import replace

    from kg.workspace import open_workspace

    return open_workspace(replace(workspace(folder).project, chosen_store=os.environ["KG_NEO4J_URI"]))


def _driver() -> Any:
    import neo4j

    user, password = os.environ.get("KG_NEO4J_USER", "neo4j"), os.environ["KG_NEO4J_PASSWORD"]
    return neo4j.GraphDatabase.driver(os.environ["KG_NEO4J_URI"], auth=(user, password))


def build(folder: Path) -> dict[str, Any]:
    """Job: fill the server through `kg`, from the ledger."""
    figures: dict[str, Any] = {}
    _reset()
    opened = _on_server(folder)
    with timing(figures, "build s"):
        opened.build(rebuild=True)
    opened.close()
    _reset()
    return figures


def batches(folder: Path) -> dict[str, Any]:
    """Job: fill the server through the bare driver; then merge a sample row by row."""
    from kg.graph import Edge, Node

    elements = list(workspace(folder).store.snapshot())
    nodes = [each for each in elements if isinstance(each, Node)]
    edges = [each for each in elements if isinstance(each, Edge)]
    figures: dict[str, Any] = {"nodes": len(nodes), "edges": len(edges)}
    with _driver() as driver, driver.session() as session:
        labels = sorted({each.concept for each in nodes})
        with timing(figures, "batches s"):
            for label in labels:
                session.run(
                    f"CREATE CONSTRAINT bench_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
                )
            for statement, rows in (*_node_batches(nodes), *_edge_batches(edges)):
                session.execute_write(_write, statement, rows)
        figures["us a node"] = _each(session, "MERGE (n:{0} {{id: $id}}) SET n = $properties", nodes)
        figures["us an edge"] = _each(
            session,
            "MATCH (a:{1} {{id: $tail}}) MATCH (b:{2} {{id: $head}}) "
            "MERGE (a)-[r:{0} {{id: $id}}]->(b) SET r = $properties",
            edges,
        )
    _reset()
    scaled = figures["us a node"] * len(nodes) + figures["us an edge"] * len(edges)
    return figures | {"merge s": scaled / 1e6}


def _write(transaction: Any, statement: str, rows: list[dict[str, Any]]) -> None:
    transaction.run(statement, rows=rows).consume()


def _node_batches(nodes: Iterable[Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for node in nodes:
        groups[node.labels].append(node.properties)
    for labels, rows in groups.items():
        yield from _chunked(f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row", rows)


def _edge_batches(edges: Iterable[Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        row = {"tail": edge.tail, "head": edge.head, "properties": edge.properties}
        groups[edge.concept, edge.tail_concept, edge.head_concept].append(row)
    for (concept, tail, head), rows in groups.items():
        statement = (
            f"UNWIND $rows AS row MATCH (a:{tail} {{id: row.tail}}) MATCH (b:{head} {{id: row.head}}) "
            f"CREATE (a)-[r:{concept}]->(b) SET r = row.properties"
        )
        yield from _chunked(statement, rows)


def _chunked(statement: str, rows: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for start in range(0, len(rows), BATCH):
        yield statement, rows[start : start + BATCH]


def _each(session: Any, pattern: str, elements: list[Any]) -> float:
    """Microseconds that one row takes in a transaction of its own; the first rows only warm up."""
    step = max(1, len(elements) // (SAMPLE * 2))
    calls = []
    for each in islice(elements, 0, None, step):
        values = each._asdict()
        kinds = [values["concept"], values.get("tail_concept"), values.get("head_concept")]
        calls.append((pattern.format(*kinds), values))
    warm_up, measured = calls[: SAMPLE // 5], calls[SAMPLE // 5 : SAMPLE + SAMPLE // 5]

    def merge(some: list[Any]) -> None:
        for statement, values in some:
            session.execute_write(lambda transaction, s=statement, v=values: transaction.run(s, v).consume())

    merge(warm_up)
    return time_of(partial(merge, measured)) / len(measured) * 1e6


def _refuse_to_empty() -> None:
    """Stop where the server holds anything that kg has not made."""
    with _driver() as driver, driver.session() as session:
        found = session.run("MATCH (n) WHERE NOT n:KgNode AND NOT n:KgGraph RETURN count(n)").single(
            strict=True
        )
        if found[0]:
            raise BenchmarkFailed(f"{os.environ['KG_NEO4J_URI']} holds data, and this would empty it.")


def _reset() -> None:
    """Leave nothing on the server: no node, no constraint, no index."""
    with _driver() as driver, driver.session() as session:
        # Edges first: with a hub, a transaction would have to hold a million of them.
        for found in ("()-[x]->()", "(x)"):
            session.run(f"MATCH {found} CALL (x) {{ DELETE x }} IN TRANSACTIONS OF 10000 ROWS").consume()
        for kind, shown in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "RANGE INDEXES")):
            for (name,) in session.run(f"SHOW {shown} YIELD name RETURN name").values():
                session.run(f"DROP {kind} `{name}`").consume()


def ask(folder: Path, repeat: int) -> dict[str, Any]:
    """Job: time every query of the library in three ways, in turns; medians in milliseconds."""
    embedded, server = workspace(folder), _on_server(folder)
    server.build(rebuild=True)
    found, shuffle = {}, Random(1)
    with _driver() as driver, driver.session(default_access_mode="READ") as session:
        for name, query in embedded.library.queries.items():
            given = {key: each.example for key, each in query.parameters.items() if each.example is not None}
            ready = embedded.prepare(name, **given)
            ways = {
                "query": partial(server.query, name, **given),
                "bare": lambda cypher=query.cypher, ready=ready: session.run(cypher, ready).values(),
                "kglite": partial(embedded.query, name, **given),
            }
            times: dict[str, list[float]] = {way: [] for way in ways}
            for number in range(repeat + 2):
                # Whatever follows the embedded store finds a server that has cooled down.
                for way in shuffle.sample(list(ways), len(ways)):
                    seconds = time_of(ways[way])
                    if number >= 2:  # the first runs fill caches
                        times[way].append(seconds * 1000)
            found[name] = {f"{way} ms": median(each) for way, each in times.items()}
            found[name]["rows"] = len(embedded.query(name, **given))
    _reset()
    return {"queries": found}
