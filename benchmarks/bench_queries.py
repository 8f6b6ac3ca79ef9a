"""What the library costs: each query through ``query()`` against its bare Cypher on the same graph.

The bare side has everything that the library works out first: parameters are typed, names are
looked up. It runs on KGLite itself, on the file that was built. Target: at most 20 % or 1 ms
more, whichever is larger. Measured on the bundled data, and again with generated records beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.harness import Line, Options, progress, run_job, time_of
from benchmarks.work import workspace

SIZE, REPEAT = 10_000, 30
LIMIT_SHARE, LIMIT_MS = 0.20, 1.0


def run(options: Options, folder: Path) -> list[Line]:
    """One line a query and size of graph, and one for all."""
    size, repeat = options.size or SIZE, options.repeat or REPEAT
    lines = []
    for generated in (0, size):
        what = f"bundled data and {generated:,} agreements" if generated else "bundled data"
        progress(f"  {what}")
        project = folder / str(generated)
        project.mkdir()
        run_job("benchmarks.bench_queries:prepare", project, generated=generated)
        found = run_job("benchmarks.bench_queries:compare", project, repeat=repeat)["queries"]
        lines += [_summary(what, found), *(_line(what, name, each) for name, each in sorted(found.items()))]
    return lines


def _line(what: str, name: str, each: dict[str, Any]) -> Line:
    ours, bare = each["query ms"], each["bare ms"]
    figures = {"query ms": ours, "bare ms": bare, "overhead ms": ours - bare, "rows": each["rows"]}
    return Line(f"{name} ({what})", ours / bare, "20 % or 1 ms more", _met(each), figures)


def _summary(what: str, found: dict[str, dict[str, Any]]) -> Line:
    ratios = [each["query ms"] / each["bare ms"] for each in found.values()]
    more = [each["query ms"] - each["bare ms"] for each in found.values()]
    met = [_met(each) for each in found.values()]
    figures = {
        "queries": len(found),
        "within target": sum(met),
        "median overhead ms": median(more),
        "largest overhead ms": max(more),
        "slowest query ms": max(each["query ms"] for each in found.values()),
    }
    return Line(
        f"median of all queries over bare Cypher ({what})", median(ratios), "all within", all(met), figures
    )


def _met(each: dict[str, Any]) -> bool:
    allowed = max(LIMIT_SHARE * each["bare ms"], LIMIT_MS)
    return bool(each["query ms"] - each["bare ms"] <= allowed)


def prepare(folder: Path, generated: int) -> dict[str, Any]:
    """Job: a project with the bundled data, and generated records if asked for."""
    from benchmarks.generate import write

    opened = workspace(folder)
    opened.load_bundled()
    if generated:
        opened.load([write(folder / "agreements.jsonl", generated)])
    opened.build()
    opened.close()
    return {}


def compare(folder: Path, repeat: int) -> dict[str, Any]:
    """Job: time every query of the library with its example parameters, both ways in turns."""
    import kglite

    opened = workspace(folder)
    graph = kglite.load(str(opened.project.graph_path)).freeze()
    queries = {}
    for name, query in opened.library.queries.items():
        given = {key: each.example for key, each in query.parameters.items() if each.example is not None}
        ready = opened.prepare(name, **given)
        queries[name] = _compare(
            partial(opened.query, name, **given),
            partial(_bare, graph, query.cypher, ready),
            repeat,
        )
    opened.close()
    return {"queries": queries}


def _bare(graph: Any, cypher: str, parameters: dict[str, Any]) -> list[Any]:
    return list(graph.cypher(cypher, params=parameters).to_list())


def _compare(query: Callable[[], Any], bare: Callable[[], Any], repeat: int) -> dict[str, float]:
    """Medians of both in milliseconds; the first run of each only fills caches."""
    rows, _ = len(query()), bare()
    ours, theirs = [], []
    for _ in range(repeat):
        theirs.append(time_of(bare) * 1000)
        ours.append(time_of(query) * 1000)
    return {"query ms": median(ours), "bare ms": median(theirs), "rows": rows}
