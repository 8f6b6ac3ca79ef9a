"""Processes that tests end."""

from __future__ import annotations

import os
import time
from pathlib import Path


def wait_for_end(process: int, seconds: float = 60) -> None:
    """Wait until a process has gone: it holds its port and its files for a while after it was killed."""
    until = time.monotonic() + seconds
    while runs(process):
        assert time.monotonic() < until, f"process {process} still runs after {seconds} s"
        time.sleep(0.05)


def runs(process: int) -> bool:
    """Whether a process is there, and not only waits for its parent to hear of its end."""
    try:
        os.kill(process, 0)
        status = Path(f"/proc/{process}/status")
        return not (status.exists() and "\nState:\tZ" in status.read_text("ascii"))
    except (ProcessLookupError, FileNotFoundError):
        return False
