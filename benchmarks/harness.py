"""Measure pieces of work, each in a process of its own, and compare them in one run.

A benchmark is a module with ``run(options, folder)`` that gives :class:`Line` s. What it measures
are *jobs*: functions in the same module, named ``"benchmarks.bench_build:bulk"``, which a fresh
process calls with a folder and keyword arguments. Wall time and processor time of that process come
from the operating system when it ends, peak memory from the process itself; a job that wants only a
part of itself timed returns its own figures.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

#: The folder that holds ``benchmarks`` and, in a checkout, ``kg``.
ROOT = Path(__file__).resolve().parent.parent


class BenchmarkFailed(Exception):
    """A measured process ended with an error; the message holds the end of what it said."""


@dataclass(frozen=True)
class Options:
    """What the command line sets: ``size`` in records, ``repeat`` in runs; None where it says nothing."""

    size: int | None = None
    repeat: int | None = None


@dataclass(frozen=True)
class Usage:
    """What a process used: seconds of wall time and of processor time (user and system)."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Line:
    """One thing that was found.

    Attributes:
        claim: what is compared with what.
        ratio: the comparison, None where there is nothing to compare with.
        target: the target in words, empty when there is none.
        met: whether it was met.
        figures: absolute numbers; each name ends in its unit.
        runs: the single measurements behind a median, by name of the figure.
    """

    claim: str
    ratio: float | None = None
    target: str = ""
    met: bool | None = None
    figures: dict[str, float] = field(default_factory=dict)
    runs: dict[str, list[float]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The line as JSON holds it."""
        return asdict(self)


def at_most(claim: str, ratio: float, limit: float, figures: dict[str, float], **runs: list[float]) -> Line:
    """A line whose target is a ratio of at most ``limit``."""
    return Line(claim, ratio, f"at most {limit:g}", ratio <= limit, figures, runs)


def at_least(claim: str, ratio: float, limit: float, figures: dict[str, float], **runs: list[float]) -> Line:
    """A line whose target is a ratio of at least ``limit``."""
    return Line(claim, ratio, f"at least {limit:g}", ratio >= limit, figures, runs)


def run_command(command: Sequence[str], folder: Path) -> Usage:
    """Run a command in a folder and measure its process.

    Raises:
        BenchmarkFailed: it ended with an error.
    """
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        # wait4 gives the usage of this child alone, where getrusage would add up all of them.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode("utf-8", "replace")[-2000:]
            raise BenchmarkFailed(f"{' '.join(command[:6])} ended with {process.returncode}:\n{words}")
    return Usage(wall, used.ru_utime + used.ru_stime)


def run_job(job: str, folder: Path, **arguments: Any) -> dict[str, Any]:
    """Call a job in a fresh process.

    Args:
        job: ``module:function``; the function takes the folder and the keyword arguments.
        folder: where it works.
        arguments: anything that JSON can hold.

    Returns:
        What the job returned, with ``wall`` and ``cpu`` (seconds) and ``peak`` (MB) of its process.
    """
    with tempfile.TemporaryDirectory() as between:
        answer = Path(between) / "answer.json"
        order = json.dumps({"job": job, "folder": str(folder), "arguments": arguments})
        usage = run_command([sys.executable, "-m", "benchmarks.harness", order, str(answer)], folder)
        return {**json.loads(answer.read_text("utf-8")), **asdict(usage)}


def medians(runs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The median of each figure over several runs of one job."""
    return {name: median(run[name] for run in runs) for name in runs[0]}


def time_of(work: Callable[[], object]) -> float:
    """Seconds of wall time that a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def timing(figures: dict[str, float], name: str) -> Iterator[None]:
    """Put the seconds that a block takes into ``figures`` under a name."""
    start = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - start


def peak_so_far() -> float:
    """The largest memory of this process until now, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not ru_maxrss, which on Linux begins with the memory of the process that started this one.
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found[1]) * 1024 / 1e6
    return _megabytes(resource.RUSAGE_SELF)


def peak_of_helpers() -> float:
    """The largest memory that a process had which this one started and waited for, in MB; 0 without one."""
    return _megabytes(resource.RUSAGE_CHILDREN)


def _megabytes(who: int) -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / 1e6


def progress(text: str) -> None:
    """Say on standard error what is being done."""
    print(text, file=sys.stderr, flush=True)


def main(order: str, answer: str) -> None:
    """The other end of :func:`run_job`."""
    given = json.loads(order)
    module, _, function = given["job"].partition(":")
    figures = getattr(import_module(module), function)(Path(given["folder"]), **given["arguments"])
    Path(answer).write_text(json.dumps({**(figures or {}), "peak": peak_so_far()}), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
