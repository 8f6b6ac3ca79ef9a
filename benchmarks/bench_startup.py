"""How long the command takes to say what it can do: ``kg --help``, target under 150 ms of processor time."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.harness import Line, Options, medians, run_command
from benchmarks.work import KG

LIMIT_MS = 150
_REPEAT = 20


def run(options: Options, folder: Path) -> list[Line]:
    """Compare ``kg --help`` with a Python that does nothing, both warm."""
    commands = {"kg --help": [*KG, "--help"], "python -c pass": [sys.executable, "-c", "pass"]}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    for command in commands.values():
        run_command(command, folder)
    for _ in range(options.repeat or _REPEAT):
        # In turns, so that a busy moment of the machine falls on both.
        for name, command in commands.items():
            usage = run_command(command, folder)
            found[name].append({"ms": usage.cpu * 1000, "wall": usage.wall * 1000})
    middle = {name: medians(runs) for name, runs in found.items()}
    helped, nothing = middle["kg --help"], middle["python -c pass"]
    figures = {
        "kg --help CPU ms": helped["ms"],
        "wall ms": helped["wall"],
        "python -c pass CPU ms": nothing["ms"],
    }
    runs = {f"{name} CPU ms": [run["ms"] for run in measured] for name, measured in found.items()}
    ratio, target = helped["ms"] / nothing["ms"], f"under {LIMIT_MS} ms CPU"
    return [Line("kg --help over python -c pass", ratio, target, helped["ms"] < LIMIT_MS, figures, runs)]
