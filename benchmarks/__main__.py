"""Run the benchmarks: ``python -m benchmarks [NAME ...] [--size N] [--repeat K] [-o FILE] [--docs PAGE]``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import report
from benchmarks.harness import Line, Options, progress

#: What is run when no name is given, in this order.
NAMES = ("startup", "extract", "matching", "queries", "increment", "build", "views", "neo4j", "ledger")

#: What is run only when it is named, since it takes long.
LONG = ("million",)

#: Which of them need a server, and where its address is; without one they are run only when they are named.
SERVERS = {"neo4j": "KG_NEO4J_URI", "ledger": "KG_POSTGRES_URI"}


def run(name: str, options: Options) -> tuple[list[Line], dict[str, Any]]:
    """Run one benchmark in a temporary folder; give its lines and what JSON keeps of it."""
    start = time.perf_counter()
    with TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        lines = import_module(f"benchmarks.bench_{name}").run(options, Path(folder))
    seconds = round(time.perf_counter() - start, 1)
    return lines, {
        "options": asdict(options),
        "seconds": seconds,
        "lines": [line.as_dict() for line in lines],
    }


def _possible() -> list[str]:
    """All benchmarks but those whose server is not named, which are told."""
    left_out = {name: variable for name, variable in SERVERS.items() if variable not in os.environ}
    for name, variable in left_out.items():
        progress(f"{name}: left out, since {variable} names no server")
    return [name for name in NAMES if name not in left_out]


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line names.

    Returns:
        0 when everything ran, whether or not targets were met; 1 when a benchmark failed.
    """
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure kg; see docs/benchmarks.md."
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"which: {', '.join((*NAMES, *LONG))} (default: all but {', '.join(LONG)})",
    )
    parser.add_argument(
        "--size", type=int, help="records to generate, instead of each benchmark's own number"
    )
    parser.add_argument("--repeat", type=int, help="runs of which the median is taken")
    parser.add_argument("-o", "--output", type=Path, help="JSON file to write")
    parser.add_argument("--docs", type=Path, help="page whose blocks get the figures")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - {*NAMES, *LONG}:
        there = ", ".join((*NAMES, *LONG))
        parser.error(f"no benchmark called {', '.join(sorted(unknown))}; there are: {there}")
    options = Options(given.size, given.repeat)
    facts = report.machine()
    print(report.one_line(facts))
    results: dict[str, Any] = {}
    for name in given.names or _possible():
        progress(f"{name} ...")
        try:
            lines, results[name] = run(name, options)
        except Exception:  # noqa: BLE001 - one that fails must not take the others along
            traceback.print_exc()
            results[name] = {"failed": traceback.format_exc()}
            continue
        print(f"\n{name} ({results[name]['seconds']:g} s)\n{report.as_text(lines)}", flush=True)
        if given.docs:
            report.fill(given.docs, name, f"{report.as_markdown(lines)}\n\n{report.one_line(facts)}.")
    if given.output:
        text = json.dumps({"machine": facts, "benchmarks": results}, ensure_ascii=False, indent=1)
        given.output.parent.mkdir(parents=True, exist_ok=True)
        given.output.write_text(text + "\n", "utf-8")
    return int(any("failed" in result for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
