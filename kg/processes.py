"""What holds for every process that does a part of the work of this one."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context, parent_process
from threading import Thread

#: How such a process starts: anew, and not as a copy of this one. Readers of PDF and engines of graphs have
#: threads and locks, of which a copy would hold one half.
SPAWNED = get_context("spawn")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def end_with_parent() -> None:
    """Leave it to the process that asked to end this one, be it that it stops the work or that it is killed.

    To be called in the process that was started, before anything else.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
