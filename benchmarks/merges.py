"""One MERGE a row on KGLite, which is what one writes first.

A MERGE looks for what is there, so its cost may depend on how full the graph is. So a sample is merged
into a graph that holds half of everything, and the mean is scaled up by the number of rows. It is done
twice: in memory, and on a graph opened with ``kglite.open(path)``, which as it comes makes every
write safe on disk before it returns.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.bench_build import thaw
from benchmarks.frames import FROM, TO, Frames
from benchmarks.harness import time_of

if TYPE_CHECKING:
    import kglite

#: Writes before the clock starts, because the first ones after opening pay for more than themselves.
_WARM_UP = 200

Call = tuple[str, dict[str, Any]]


def merge(folder: Path, sample: int) -> dict[str, Any]:
    """Job: merge samples both ways; microseconds a row, and seconds for the whole graph."""
    import kglite

    frames = thaw(folder)
    half, rest = frames.split(0.5)
    nodes, edges = _nodes(rest, sample + _WARM_UP), _edges(rest, sample + _WARM_UP)
    figures: dict[str, Any] = {}
    for name in ("memory", "durable"):
        for what, calls in (("node", nodes), ("edge", edges)):
            graph = kglite.KnowledgeGraph()
            (half if what == "node" else frames).load_nodes(graph)
            if what == "edge":
                half.load_edges(graph)
            if name == "durable":
                path = folder / f"merge-{what}.kgl"
                graph.save(str(path))
                graph = kglite.open(str(path))
            a = "an" if what == "edge" else "a"
            figures[f"{name} us {a} {what}"] = _seconds_a_call(graph, calls) * 1e6
        number_of_nodes, number_of_edges = frames.counts
        node, edge = figures[f"{name} us a node"], figures[f"{name} us an edge"]
        figures[f"{name} s"] = (node * number_of_nodes + edge * number_of_edges) / 1e6
    return figures


def _seconds_a_call(graph: kglite.KnowledgeGraph, calls: list[Call]) -> float:
    def write(some: list[Call]) -> None:
        for cypher, parameters in some:
            graph.cypher(cypher, params=parameters)

    warm_up = min(_WARM_UP, len(calls) // 2)
    write(calls[:warm_up])
    return time_of(lambda: write(calls[warm_up:])) / len(calls[warm_up:])


def _nodes(frames: Frames, number: int) -> list[Call]:
    rows = [(each.concept, row) for each in frames.nodes for row in each.rows.to_dict("records")]
    Random(1).shuffle(rows)
    return [
        (f"MERGE (n:{concept} {{id: $id}}) SET n += $row", {"id": row["id"], "row": _known(row)})
        for concept, row in islice(rows, number)
    ]


def _edges(frames: Frames, number: int) -> list[Call]:
    rows = [(each, row) for each in frames.edges for row in each.rows.to_dict("records")]
    Random(1).shuffle(rows)
    calls = []
    for each, row in islice(rows, number):
        cypher = (
            f"MATCH (a:{each.start} {{id: $from}}) MATCH (b:{each.end} {{id: $to}}) "
            f"MERGE (a)-[r:{each.concept} {{id: $id}}]->(b) SET r += $row"
        )
        ends = {name: row[name] for name in (FROM, TO, "id")}
        rest = {name: value for name, value in _known(row).items() if name not in ends}
        calls.append((cypher, {**ends, "row": rest}))
    return calls


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown, which pandas holds as NaN, NaT or NA."""
    import pandas as pd

    return {name: value for name, value in row.items() if isinstance(value, list) or not pd.isna(value)}
