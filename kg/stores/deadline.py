"""Waits for an engine no longer than it may take, even where it does not look at the clock itself.

KGLite checks the time between rows, but not inside one expression (nested list comprehensions,
`reduce`) or one search (`allShortestPaths`). In process it cannot be stopped there; but the caller
need not wait for it, and can be stopped with Ctrl-C.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

Answer = TypeVar("Answer")

#: Where Linux says how many pages the process has: in all, and in memory.
_STATM = Path("/proc/self/statm")

#: Seconds between two looks at the memory.
_TICK = 0.1

#: Threads that are kept for the next call.
_MOST_WAITING = 4


class OverdueError(Exception):
    """What was called did not end in time; it goes on in a thread that nobody waits for."""


class TooBigError(Exception):
    """What was called takes too much memory; it goes on likewise."""


class _Worker:
    """A thread that calls one thing after the other."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        #: What was returned, and what was raised.
        self.outcomes: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        threading.Thread(target=self._run, name="kg-engine", daemon=True).start()

    def call(self, call: Callable[[], object]) -> None:
        """Begin with something; what comes of it will be in ``outcomes``."""
        self._calls.put(call)

    def dismiss(self) -> None:
        """End, once what is being called has ended."""
        self._calls.put(None)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            try:
                outcome: tuple[Any, BaseException | None] = (call(), None)
            except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
                outcome = (None, error)
            self.outcomes.put(outcome)
            del call, outcome  # while it waits, it holds no answer


#: Those that wait for something to call. A new thread for each question costs a question to a near server
#: a quarter of its time.
_waiting: deque[_Worker] = deque()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_waiting.clear)  # threads stay with the parent


def within(call: Callable[[], Answer], seconds: float, memory: int) -> Answer:
    """Call something in another thread and wait for what it returns or raises.

    Args:
        call: what to call.
        seconds: how long to wait.
        memory: bytes by which the process may grow meanwhile.

    Raises:
        OverdueError: it has not ended by then. It cannot be stopped: it ends at last, or with the process.
        TooBigError: the process has grown by more.
    """
    try:
        worker = _waiting.pop()
    except IndexError:
        worker = _Worker()
    most = _held() + memory
    try:
        worker.call(call)
        answer, error = _wait(worker, seconds, most)
    except BaseException:
        worker.dismiss()
        raise
    _give_back(worker)
    if error is not None:
        raise error
    found: Answer = answer
    return found


def _wait(worker: _Worker, seconds: float, most: int) -> tuple[Any, BaseException | None]:
    """What comes of the call; ``most`` is what the process may hold."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        try:
            return worker.outcomes.get(timeout=min(_TICK, left))
        except Empty:
            if _held() > most:
                raise TooBigError from None
    raise OverdueError


def _give_back(worker: _Worker) -> None:
    if len(_waiting) < _MOST_WAITING:
        _waiting.append(worker)
    else:
        worker.dismiss()


def _held() -> int:
    """The memory that the process holds, in bytes; where that cannot be told, the most it ever held."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * resource.getpagesize()
    except OSError:  # not Linux
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
