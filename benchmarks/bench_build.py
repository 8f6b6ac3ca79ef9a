"""Loading and building 100,000 agreements, against KGLite's bulk loader and one MERGE a row.

The rivals get the finished graph: which mentions are one person, what wins where sources disagree
and which edges follow from others is worked out for them. `build` reads statements and does that first.

- The bulk loader (target: ``build`` takes at most 3 times as long) gets the very same nodes and
  edges as pandas frames that are ready in memory, and saves the graph to disk, as ``build`` does.
- One MERGE a row (target: ``build`` is at least 20 times as fast): see :mod:`benchmarks.merges`. The
  target is set against a graph opened as KGLite opens it, where each write is safe on disk. In
  memory, without that, a MERGE costs so little that the bulk loader itself is not 20 times as fast;
  that ratio is given too, the bulk loader's beside it.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from benchmarks.frames import Frames
from benchmarks.harness import (
    Line,
    Options,
    at_least,
    at_most,
    medians,
    peak_so_far,
    progress,
    run_job,
    timing,
)
from benchmarks.work import workspace

SIZE, REPEAT, SAMPLE = 100_000, 3, 2_000
BULK_LIMIT, MERGE_LIMIT = 3.0, 20.0


def run(options: Options, folder: Path) -> list[Line]:
    """Load and build in one process after the other, then let the rivals write the same graph."""
    size, repeat = options.size or SIZE, options.repeat or REPEAT
    run_job("benchmarks.work:generate", folder, size=size)
    ours, bulk, merge = [], [], []
    for number in range(repeat):
        progress(f"  load and build {size:,} agreements, {number + 1} of {repeat}")
        project = folder / f"project-{number}"
        project.mkdir()
        ours.append(run_job("benchmarks.bench_build:build", project, source=str(folder / "agreements.jsonl")))
        if number == 0:
            run_job("benchmarks.bench_build:freeze", folder, project=str(project))
        progress("  bulk loader, MERGE a row")
        bulk.append(run_job("benchmarks.bench_build:bulk", folder))
        merge.append(run_job("benchmarks.merges:merge", folder, sample=SAMPLE))
    return _lines(medians(ours), medians(bulk), medians(merge), ours, bulk)


def _lines(
    ours: dict[str, float],
    bulk: dict[str, float],
    merge: dict[str, float],
    our_runs: list[dict[str, Any]],
    bulk_runs: list[dict[str, Any]],
) -> list[Line]:
    build, load = ours["build s"], ours["load s"]
    rate = {
        "load s": load,
        "build s": build,
        "agreements/s": ours["agreements"] / (load + build),
        "statements": ours["statements"],
        "statements loaded/s": ours["statements"] / load,
        "statements built/s": ours["statements"] / build,
        "nodes": ours["nodes"],
        "edges": ours["edges"],
        "peak MB after load": ours["peak MB after load"],
        "peak MB": ours["peak"],
        "ledger MB": ours["ledger MB"],
        "graph MB": ours["graph MB"],
    }
    beside = {name: bulk[name] for name in ("nodes s", "edges s", "save s", "nodes", "edges", "graph MB")}
    builds, bulks = [run["build s"] for run in our_runs], [run["total s"] for run in bulk_runs]
    return [
        at_most(
            "build over KGLite's bulk loader with ready frames",
            build / bulk["total s"],
            BULK_LIMIT,
            {"build s": build, "bulk loader s": bulk["total s"], **beside, "bulk peak MB": bulk["peak"]},
            **{"build s": builds, "bulk loader s": bulks},
        ),
        at_least(
            "one MERGE a row, each safe on disk, over build",
            merge["durable s"] / build,
            MERGE_LIMIT,
            {name: merge[f"durable {name}"] for name in ("s", "us a node", "us an edge")},
        ),
        Line(
            "one MERGE a row, in memory only, over build",
            merge["memory s"] / build,
            figures={
                **{name: merge[f"memory {name}"] for name in ("s", "us a node", "us an edge")},
                "the same over the bulk loader": merge["memory s"] / bulk["total s"],
            },
        ),
        Line("load and build over the bulk loader", (load + build) / bulk["total s"], figures=rate),
    ]


def build(folder: Path, source: str) -> dict[str, Any]:
    """Job: load the generated file into an empty project and build the graph."""
    figures: dict[str, Any] = {}
    opened = workspace(folder)
    with timing(figures, "load s"):
        opened.load([Path(source)])
    figures["peak MB after load"] = peak_so_far()
    with timing(figures, "build s"):
        opened.build()
    figures |= _count(opened)
    figures["ledger MB"] = opened.project.ledger_path.stat().st_size / 1e6
    figures["graph MB"] = opened.project.graph_path.stat().st_size / 1e6
    opened.close()
    return figures


def _count(opened: Any) -> dict[str, int]:
    def one(cypher: str) -> int:
        return int(opened.store.read(cypher).rows[0]["count"])

    with opened.ledger.reading() as connection:
        statements = connection.exec_driver_sql(
            "SELECT count(*) FROM statements WHERE retired_run IS NULL"
        ).scalar()

    return {
        "agreements": one("MATCH (a:Agreement) RETURN count(a) AS count"),
        "nodes": one("MATCH (n) RETURN count(n) AS count"),
        "edges": one("MATCH ()-[r]->() RETURN count(r) AS count"),
        "statements": int(statements),
    }


def freeze(folder: Path, project: str) -> dict[str, Any]:
    """Job: put the graph that was built into frames and these into a file."""
    opened = workspace(Path(project))
    frames = Frames.of(opened.store.snapshot())
    with (folder / "frames.pickle").open("wb") as file:
        pickle.dump(frames, file, protocol=pickle.HIGHEST_PROTOCOL)
    opened.close()
    return {}


def thaw(folder: Path) -> Frames:
    """The frames that :func:`freeze` wrote."""
    frames = pickle.loads((folder / "frames.pickle").read_bytes())  # noqa: S301 - written by freeze
    assert isinstance(frames, Frames)
    return frames


def bulk(folder: Path) -> dict[str, Any]:
    """Job: the same graph through KGLite's bulk loader."""
    import kglite

    frames, path = thaw(folder), folder / "bulk.kgl"
    path.unlink(missing_ok=True)
    graph: Any = kglite.KnowledgeGraph()
    figures: dict[str, Any] = {}
    with timing(figures, "nodes s"):
        frames.load_nodes(graph)
    with timing(figures, "edges s"):
        frames.load_edges(graph)
    with timing(figures, "save s"):
        graph.save(str(path))
    figures["total s"] = sum(figures.values())
    for name, pattern in {"nodes": "(x)", "edges": "()-[x]->()"}.items():
        figures[name] = next(iter(graph.cypher(f"MATCH {pattern} RETURN count(x) AS n")))["n"]
    if (figures["nodes"], figures["edges"]) != frames.counts:
        raise ValueError(f"the bulk loader stored {figures['nodes']} nodes and {figures['edges']} edges "
                         f"of {frames.counts}; it did less work")  # fmt: skip
    figures["graph MB"] = path.stat().st_size / 1e6
    return figures
