"""Adding one agreement to a project that holds many: the cost must not grow with the graph.

Each of 20 files holds one record that is not yet there; loading it and building is timed on a workspace
that is open, which is what a server or a notebook does, and as two processes, which is what
``kg load FILE && kg build`` does from cold. Target: at 100,000 agreements under twice the time at 1,000.
"""

from __future__ import annotations

import json
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generate import records
from benchmarks.harness import Line, Options, progress, run_command, run_job, time_of
from benchmarks.work import KG, workspace

SIZES = (1_000, 100_000)
TIMES, COLD_TIMES = 20, 5
LIMIT = 2.0
#: One record in so many of those that follow, so that the files come from different ceremonies.
_STEP = 20


def run(options: Options, folder: Path) -> list[Line]:
    """Compare a small project with a large one."""
    small, large = SIZES[0], options.size or SIZES[1]
    times = options.repeat or TIMES
    found: dict[int, dict[str, Any]] = {}
    for size in (small, large):
        progress(f"  one agreement more than {size:,}")
        project = folder / str(size)
        project.mkdir()
        run_job("benchmarks.work:generate", project, size=size)
        run_job("benchmarks.work:load_and_build", project)
        run_job("benchmarks.bench_increment:write_singles", project, size=size, times=times + COLD_TIMES)
        found[size] = run_job("benchmarks.bench_increment:add", project, times=times)
        found[size]["cold"] = [_cold(project, number) for number in range(times, times + COLD_TIMES)]
    return [
        _line("open workspace: load and build one agreement", found, "total", "ms"),
        _line("open workspace: load only", found, "load", "ms", target=False),
        _line("open workspace: build only", found, "build", "ms", target=False),
        _line("cold: kg load FILE && kg build", found, "cold", "s", target=False),
    ]


def _line(claim: str, found: dict[int, dict[str, Any]], name: str, unit: str, target: bool = True) -> Line:
    middles = {size: median(each[name]) for size, each in found.items()}
    small, large = middles
    ratio = middles[large] / middles[small]
    figures = {f"at {size:,} {unit}": middle for size, middle in middles.items()}
    if target:
        figures |= {f"worst at {size:,} {unit}": max(each[name]) for size, each in found.items()}
        figures |= {f"opening at {size:,} {unit}": each["open"] for size, each in found.items()}
        figures |= {f"peak at {size:,} MB": each["peak"] for size, each in found.items()}
    runs = {f"at {size:,} {unit}": each[name] for size, each in found.items()}
    words, met = (f"under {LIMIT:g}", ratio < LIMIT) if target else ("", None)
    return Line(f"{claim}, {large:,} over {small:,}", ratio, words, met, figures, runs)


def write_singles(folder: Path, size: int, times: int) -> dict[str, Any]:
    """Job: write files of one record each, which follow on those that the project holds."""
    following = islice(records(size + times * _STEP), size, None, _STEP)
    for number, record in enumerate(following):
        _single(folder, number).write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    return {}


def _single(folder: Path, number: int) -> Path:
    return folder / f"single-{number}.jsonl"


def add(folder: Path, times: int) -> dict[str, Any]:
    """Job: add file after file to the open workspace; milliseconds of each."""
    opened = workspace(folder)
    # Before the first change, the engine may have work to do that later ones do not have.
    opening = time_of(lambda: opened.store.read("MATCH (a:Agreement) RETURN count(a) AS count")) * 1000
    loads, builds = [], []
    for number in range(times):
        path = _single(folder, number)
        loads.append(time_of(partial(opened.load, [path])) * 1000)
        builds.append(time_of(opened.build) * 1000)
    opened.close()
    totals = [load + build for load, build in zip(loads, builds, strict=True)]
    return {"open": opening, "load": loads, "build": builds, "total": totals}


def _cold(folder: Path, number: int) -> float:
    load = run_command([*KG, "load", str(_single(folder, number))], folder)
    build = run_command([*KG, "build"], folder)
    return load.wall + build.wall
