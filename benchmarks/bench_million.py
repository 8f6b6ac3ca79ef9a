"""The benchmark :mod:`benchmarks.bench_matching` with a million mentions."""

from __future__ import annotations

from pathlib import Path

from benchmarks.bench_matching import compared
from benchmarks.harness import Line, Options

#: Mentions, unless the command line names a number.
SIZE = 1_000_000


def run(options: Options, folder: Path) -> list[Line]:
    """Quality, speed and memory."""
    return compared(options.size or SIZE, options.repeat or 1, folder)
