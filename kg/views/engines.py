"""Programs that place nodes better than our own code does, used where they are installed.

Graphviz's ``sfdp`` (Hu 2005) crosses the fewest edges and sets no node on another; igraph's
Fruchterman-Reingold is the quickest.
`docs/adr/0013-positions-of-nodes.md` has the figures. Nodes go in as numbers, so no name reaches a program.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from math import isfinite

#: What sfdp needs grows faster than the graph: beyond so many nodes it takes far longer than the others.
_MOST_FOR_SFDP = 5_000
#: Seconds after which sfdp is given up.
_PATIENCE = 60
_SEED = 1

#: x and y of each node, in no unit.
Places = tuple[list[float], list[float]]


def place(neighbours: Sequence[Sequence[int]]) -> Places | None:
    """Place a connected graph by the best program that is installed.

    Args:
        neighbours: of each node, by number, in order; without loops.

    Returns:
        places, the same ones for the same graph; None where no program is installed, or it failed.
    """
    edges = [(a, b) for a, others in enumerate(neighbours) for b in others if a < b]
    for engine in _engines(len(neighbours)):
        found = engine(len(neighbours), edges)
        if found and all(map(isfinite, (*found[0], *found[1]))):
            return found
    return None


_Edges = Sequence[tuple[int, int]]


def _engines(size: int) -> list[Callable[[int, _Edges], Places | None]]:
    """What is installed, the best first."""
    found: list[Callable[[int, _Edges], Places | None]] = []
    if size <= _MOST_FOR_SFDP and shutil.which("sfdp"):
        found.append(_sfdp)
    if find_spec("igraph"):
        found.append(_igraph)
    return found


def _sfdp(size: int, edges: _Edges) -> Places | None:
    nodes = "".join(f"{node};" for node in range(size))
    graph = f"graph {{{nodes}{''.join(f'{a}--{b};' for a, b in edges)}}}"
    drawn = ["-Nshape=circle", "-Nlabel=", "-Nwidth=0.2", "-Nheight=0.2", "-Gsplines=false"]
    command = ["sfdp", f"-Gstart={_SEED}", "-Goverlap=prism", *drawn, "-Tplain"]
    try:
        done = subprocess.run(  # noqa: S603 - nothing but numbers goes in
            command,
            input=graph,
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
            env={**os.environ, "LC_ALL": "C"},  # numbers with points
        )
        rows = [line.split() for line in done.stdout.splitlines()]
        places = {int(row[1]): (float(row[2]), float(row[3])) for row in rows if row[:1] == ["node"]}
        return [places[node][0] for node in range(size)], [places[node][1] for node in range(size)]
    except (OSError, subprocess.SubprocessError, ValueError, LookupError):
        return None


def _igraph(size: int, edges: _Edges) -> Places:
    import igraph

    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        found = igraph.Graph(size, edges).layout_fruchterman_reingold()
    finally:
        igraph.set_random_number_generator(random)  # as it was: it may not be ours alone
    return [point[0] for point in found], [point[1] for point in found]
