"""Results as a table, as JSON and as blocks in ``docs/benchmarks.md``."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.harness import Line

_PACKAGES = ("kglite", "sqlalchemy", "pydantic", "pandas", "click")


def machine() -> dict[str, Any]:
    """Where it was measured: system, processor, memory in GB, versions, and how busy the machine was."""
    facts: dict[str, Any] = {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "load_average": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    for package in _PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = None
    return facts


def one_line(facts: dict[str, Any]) -> str:
    """The machine in one line."""
    return (
        f"{facts['processor']}, {facts['cores']} cores, {facts['memory_gb']:g} GB, {facts['system']}, "
        f"Python {facts['python']}, KGLite {facts['kglite']}, {facts['started'][:10]}, "
        f"load average at the start {facts['load_average']:g}"
    )


def number(value: float) -> str:
    """Three significant digits, thousands apart."""
    if value == 0 or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def rows(lines: list[Line]) -> list[tuple[str, str, str, str, str]]:
    """Ratio, claim, target, met, absolute numbers, as texts."""
    verdict = {True: "yes", False: "NO", None: ""}
    return [
        (
            "" if line.ratio is None else f"{number(line.ratio)}x",
            line.claim,
            line.target,
            verdict[line.met],
            ", ".join(f"{name} {number(value)}" for name, value in line.figures.items()),
        )
        for line in lines
    ]


HEADS = ("ratio", "claim", "target", "met", "absolute numbers")


def as_text(lines: list[Line]) -> str:
    """A table for the terminal; the absolute numbers of a line stand under it."""
    texts = rows(lines)
    widths = [max(len(row[column]) for row in [HEADS, *texts]) for column in range(4)]
    out = []
    for row in [HEADS, *texts]:
        cells = [text.rjust(widths[0]) if not column else text.ljust(widths[column])
                 for column, text in enumerate(row[:4])]  # fmt: skip
        out.append("  ".join(cells).rstrip())
        out.append(" " * (widths[0] + 2) + row[4])
    return "\n".join(out)


def as_markdown(lines: list[Line]) -> str:
    """The same as a Markdown table."""
    texts = [HEADS, ("---:", "---", "---", "---", "---"), *rows(lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in texts)


def fill(page: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- bench:NAME -->`` and ``<!-- /bench:NAME -->`` in a page.

    Raises:
        ValueError: the page has no such block.
    """
    old = page.read_text("utf-8")
    start, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    block = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    if not block.search(old):
        raise ValueError(f"{page} has no block {start} ... {end}.")
    page.write_text(block.sub(lambda _: f"{start}\n{text}\n{end}", old, count=1), "utf-8")


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()
