"""Network pages beside plain pyvis, on the same graph: making the page, time until it is drawn, dragging it.

The graph is that of generated agreements; of it, the best connected nodes and the edges between them. Pyvis
is used as its manual shows, with its script in the page, since nothing may be loaded. It leaves the layout to
the browser, where our page brings positions: so both times are told, and their sum. Where pyvis has drawn
nothing when the limit is over, the ratio is told against the limit. Dragging is compared with a pyvis that is
helped: it gets our positions and does without physics, since otherwise there is nothing to drag. Playwright
drives an installed Chromium; a page counts as drawn with the first frame that fills half as many shapes as it
has nodes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any

from benchmarks.harness import Line, Options, progress, run_job

#: Nodes, unless the command line names a number.
SIZES = (100, 2_000, 20_000)
#: Agreements for each node: enough for a graph of so many nodes.
_AGREEMENTS = 0.3
#: Nodes of the page that is dragged, and milliseconds that its median frame may take.
DRAGGED, FRAME_MS = 2_000, 33.0
#: Seconds in which 2,000 nodes should be drawn, and after which a page that is not drawn is given up.
DRAWN_S, LIMIT_S = 2.0, 120.0

#: Says when a frame first fills half the shapes, and notes how long frames take.
_WATCH = """
window.bench = {frames: []};
let fills = 0, last = null, drawn = false;
const { prototype } = CanvasRenderingContext2D;
const fill = prototype.fill;
prototype.fill = function (...given) { fills += 1; return fill.apply(this, given); };
const look = (now) => {
  if (!drawn && fills >= NODES / 2) { drawn = true; console.log("drawn", performance.now() / 1000); }
  if (last !== null && fills > 0) bench.frames.push(now - last); // only those that drew something
  fills = 0;
  last = now;
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def run(options: Options, folder: Path) -> list[Line]:
    """Two or three lines a size, and one for dragging."""
    sizes = (options.size,) if options.size else SIZES
    progress("  making the graph")
    run_job("benchmarks.bench_views:prepare", folder, nodes=max(sizes))
    lines = []
    for size in sizes:
        found = {}
        for name in ("kg", "pyvis"):
            progress(f"  {size:,} nodes: {name}")
            made = run_job(f"benchmarks.bench_views:{name}", folder, size=size)
            seen = run_job("benchmarks.bench_views:open_page", folder, page=name, size=size)
            found[name] = {**made, **seen}
        lines += _lines(size, found)
        if size == DRAGGED:
            progress(f"  {size:,} nodes: dragging")
            run_job("benchmarks.bench_views:pyvis", folder, size=size, helped=True)
            frames = {
                name: run_job("benchmarks.bench_views:open_page", folder, page=name, size=size, drag=True)
                for name in ("kg", "pyvis")
            }
            lines.append(_dragging(frames))
    return lines


def _lines(size: int, found: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    ours, theirs = found["kg"], found["pyvis"]
    late = "" if theirs["drawn"] is not None else f"; pyvis had drawn nothing after {LIMIT_S:g} s"
    drawn = LIMIT_S if theirs["drawn"] is None else theirs["drawn"]
    asked = size == DRAGGED
    return [
        Line(
            f"making the page, layout included, over pyvis, {size:,} nodes",
            ours["made"] / theirs["made"],
            figures={
                "kg s": ours["made"],
                "of it layout s": ours["layout"],
                "page MB": ours["MB"],
                "pyvis s": theirs["made"],
                "pyvis page MB": theirs["MB"],
            },
        ),
        Line(
            f"time until drawn over pyvis, {size:,} nodes{late}",
            ours["drawn"] / drawn,
            f"under {DRAWN_S:g} s" if asked else "",
            ours["drawn"] < DRAWN_S if asked else None,
            {"kg s": ours["drawn"], "pyvis s": drawn},
        ),
        Line(
            f"making and drawing together over pyvis, {size:,} nodes{late}",
            (ours["made"] + ours["drawn"]) / (theirs["made"] + drawn),
            figures={"kg s": ours["made"] + ours["drawn"], "pyvis s": theirs["made"] + drawn},
        ),
    ]


def _dragging(frames: Mapping[str, Mapping[str, Any]]) -> Line:
    ours, theirs = frames["kg"]["frame"], frames["pyvis"]["frame"]
    return Line(
        f"median frame while dragging over pyvis with our positions, {DRAGGED:,} nodes",
        ours / theirs,
        f"at most {FRAME_MS:g} ms",
        ours <= FRAME_MS,
        {"kg ms": ours, "pyvis ms": theirs},
    )


# Jobs


def prepare(folder: Path, nodes: int) -> None:
    """Job: a graph with at least so many nodes, as names and pairs, best connected first."""
    from benchmarks.work import generate, workspace

    generate(folder, round(nodes * _AGREEMENTS))
    opened = workspace(folder)
    opened.load_bundled()
    opened.load([folder / "agreements.jsonl"])
    opened.build()
    graph = opened.network()
    opened.close()
    degree = Counter({node: len(set(graph.pred[node]) | set(graph.succ[node])) for node in graph})
    order = sorted(graph, key=lambda node: (-degree[node], node))
    names = [[node, str(graph.nodes[node]["properties"]["name"])] for node in order]
    text = json.dumps({"nodes": names, "edges": [[a, b] for a, b, _ in graph.edges(keys=True)]})
    (folder / "graph.json").write_text(text, "utf-8")


def kg(folder: Path, size: int) -> dict[str, float]:
    """Job: make our page."""
    from kg.views import Network
    from kg.views.layout import positions

    nodes, edges = _graph(folder, size)
    start = perf_counter()
    places = positions([node for node, _ in nodes], edges)
    layout = perf_counter() - start
    network = Network("Benchmark")
    for node, name in nodes:
        network.add_node(node, name, x=places[node][0], y=places[node][1])
    for a, b in edges:
        network.add_edge(a, b)
    path = network.write_html(folder / f"kg-{size}.html")
    made = perf_counter() - start
    (folder / "places.json").write_text(json.dumps(places), "utf-8")
    return {"made": made, "layout": layout, "MB": path.stat().st_size / 1e6}


def pyvis(folder: Path, size: int, helped: bool = False) -> dict[str, float]:
    """Job: make the page of plain pyvis; helped, with our positions and without physics."""
    from pyvis.network import Network

    nodes, edges = _graph(folder, size)
    places = json.loads((folder / "places.json").read_text("utf-8")) if helped else {}
    start = perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    for node, name in nodes:
        where = {"x": places[node][0], "y": places[node][1]} if helped else {}
        network.add_node(node, label=name, **where)
    for a, b in edges:
        network.add_edge(a, b)
    if helped:
        network.toggle_physics(False)
    path = folder / f"pyvis-{size}.html"
    # Its own write_html writes in the system's encoding, and a folder lib/ beside the page.
    path.write_text(network.generate_html(), "utf-8")
    return {"made": perf_counter() - start, "MB": path.stat().st_size / 1e6}


def _graph(folder: Path, size: int) -> tuple[list[list[str]], list[list[str]]]:
    found = json.loads((folder / "graph.json").read_text("utf-8"))
    nodes = found["nodes"][:size]
    kept = {node for node, _ in nodes}
    return nodes, [[a, b] for a, b in found["edges"] if a in kept and b in kept]


def open_page(folder: Path, page: str, size: int, drag: bool = False) -> dict[str, Any]:
    """Job: open a page; seconds until it is drawn, None beyond the limit, or milliseconds of a frame."""
    from playwright.sync_api import TimeoutError as TooLate
    from playwright.sync_api import sync_playwright

    path = shutil.which(os.environ.get("KG_CHROMIUM") or "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.route(
            "**/*", lambda route, asked: route.continue_() if asked.url[:5] == "file:" else route.abort()
        )
        tab.add_init_script(_WATCH.replace("NODES", str(size)))
        found: dict[str, Any] = {"drawn": None}
        # Not asked of the page, which answers nothing while it is busy.
        with suppress(TooLate), tab.expect_console_message(_says_drawn, timeout=LIMIT_S * 1000) as said:
            tab.goto((folder / f"{page}-{size}.html").as_uri(), wait_until="commit")
        with suppress(TooLate):
            found["drawn"] = float(said.value.text.split()[1])
        if drag:
            found["frame"] = _frame(tab)
        browser.close()
    return found


def _says_drawn(message: Any) -> bool:
    return str(message.text).startswith("drawn ")


def _frame(tab: Any) -> float:
    """Milliseconds of the median frame while the picture is dragged about."""
    sleep(1)  # what follows the first drawing is over
    box = tab.locator("canvas").first.bounding_box()
    x, y = box["x"] + 12, box["y"] + box["height"] / 2
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate("window.bench.frames.length = 0")
    for step in range(90):
        tab.mouse.move(x + 3 * (step % 60), y + step % 20)
    frames = tab.evaluate("window.bench.frames")
    tab.mouse.up()
    return float(median(frames))
