"""Waits for an engine no longer than it may take, even where it does not look at the clock itself.

KGLite checks the time between rows, but not inside one expression (nested list comprehensions,
`reduce`) or one search (`allShortestPaths`). In process it cannot be stopped there; but the caller
need not wait for it, and can be stopped with Ctrl-C.
"""

from __future__ import annotations

import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

#: Where Linux says how many pages the process has: in all, and in memory.
_STATM = Path("/proc/self/statm")

#: Seconds between two looks at the memory.
_TICK = 0.1


class OverdueError(Exception):
    """What was called did not end in time; it goes on in a thread that nobody waits for."""


class TooBigError(Exception):
    """What was called takes too much memory; it goes on likewise."""


def within(call: Callable[[], Answer], seconds: float, memory: int) -> Answer:
    """Call something in a thread of its own and wait for what it returns or raises.

    Args:
        call: what to call.
        seconds: how long to wait.
        memory: bytes by which the process may grow meanwhile.

    Raises:
        OverdueError: it has not ended by then. It cannot be stopped: it ends at last, or with the process.
        TooBigError: the process has grown by more.
    """
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(call())
        except BaseException as error:  # noqa: BLE001 - raised again below, in the caller's thread
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    most = _held() + memory
    thread.start()
    while thread.is_alive() and seconds > 0:
        thread.join(min(_TICK, seconds))
        seconds -= _TICK
        if thread.is_alive() and _held() > most:
            raise TooBigError
    if errors:
        raise errors[0]
    if not answers:
        raise OverdueError
    return answers[0]


def _held() -> int:
    """The memory that the process holds, in bytes; where that cannot be told, the most it ever held."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * resource.getpagesize()
    except OSError:  # not Linux
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
