"""Waits for an engine no longer than it may take, even where it does not look at the clock itself.

KGLite checks the time between rows, but not inside one expression (nested list comprehensions,
`reduce`) or one search (`allShortestPaths`). In process it cannot be stopped there; but the caller
need not wait for it, and can be stopped with Ctrl-C: :func:`within`. A server can be hung up on,
which :func:`cutting_off` does, and so saves the change to another thread and back, a tenth of a millisecond
of the one to five that a question to a near server takes.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar
from weakref import WeakSet

Answer = TypeVar("Answer")

#: Where Linux says how many pages the process has: in all, and in memory.
_STATM = Path("/proc/self/statm")

#: Seconds between two looks at the memory; and, of the thread that watches, at the clock.
_TICK = 0.1

#: Seconds for which the thread that watches goes on with nothing to watch.
_IDLE = 5.0

#: Threads that are kept for the next call.
_MOST_WAITING = 4


class OverdueError(Exception):
    """What was called did not end in time; if it could not be cut off, it goes on and nobody waits for it."""


class TooBigError(Exception):
    """What was called takes too much memory; it goes on likewise."""


class _Growth:
    """By how much the process has grown since the first look, the first of them a tick after the call began.

    A look takes a tenth of a millisecond, which what ends before the first one need not spend.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: int | None = None

    def too_much(self) -> bool:
        """Look; whether it has grown by more than it may."""
        held = _held()
        if self._first is None:
            self._first = held
        return held - self._first > self._most


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


#: Those that wait for something to call: to make a thread for each question takes as long as a short answer.
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
    try:
        worker.call(call)
        answer, error = _wait(worker, seconds, memory)
    except BaseException:
        worker.dismiss()
        raise
    _give_back(worker)
    if error is not None:
        raise error
    found: Answer = answer
    return found


def _wait(worker: _Worker, seconds: float, memory: int) -> tuple[Any, BaseException | None]:
    """What comes of the call; ``memory`` is by what the process may grow."""
    until = time.monotonic() + seconds
    growth = _Growth(memory)
    while (left := until - time.monotonic()) > 0:
        try:
            return worker.outcomes.get(timeout=min(_TICK, left))
        except Empty:
            if growth.too_much():
                raise TooBigError from None
    raise OverdueError


def _give_back(worker: _Worker) -> None:
    if len(_waiting) < _MOST_WAITING:
        _waiting.append(worker)
    else:
        worker.dismiss()


class _Watched:
    """Something that another thread is doing."""

    def __init__(self, cut: Callable[[], None], seconds: float, memory: int) -> None:
        self._cut = cut
        self._until = time.monotonic() + seconds
        self._growth = _Growth(memory)
        self._lock = threading.Lock()
        self._ended = False
        #: Why it was cut off.
        self.reason: Exception | None = None

    def look(self) -> None:
        """Cut it off where it is due."""
        if time.monotonic() > self._until:
            reason: Exception = OverdueError()
        elif self._growth.too_much():
            reason = TooBigError()
        else:
            return
        with self._lock:
            if not self._ended and self.reason is None:
                self.reason = reason
                with suppress(Exception):  # nobody here could do anything about it
                    self._cut()

    def end(self) -> None:
        """It has ended: from here on it is not cut off, nor is what begins after it."""
        with self._lock:
            self._ended = True


class _Watch:
    """The thread that looks after all that is being done; it is there while there is something."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: Weak, so that nobody watches what was broken off before it could say that it had ended.
        self._watched: WeakSet[_Watched] = WeakSet()
        self._there = False

    def begin(self, watched: _Watched) -> None:
        with self._lock:
            self._watched.add(watched)
            if not self._there:
                threading.Thread(target=self._run, name="kg-watch", daemon=True).start()
                self._there = True

    def end(self, watched: _Watched) -> None:
        with self._lock:
            self._watched.discard(watched)
        watched.end()

    def _run(self) -> None:
        # It looks now and then, and is not woken: that would take as long as what it is there to save.
        busy = time.monotonic()
        while True:
            time.sleep(_TICK)
            if self._look():
                busy = time.monotonic()
                continue
            with self._lock:
                if not self._watched and time.monotonic() - busy > _IDLE:
                    self._there = False
                    return

    def _look(self) -> bool:
        """Look at all that is being done; whether there is anything."""
        with self._lock:
            watched = list(self._watched)
        for each in watched:
            each.look()
        return bool(watched)


_watch = _Watch()


def _watch_anew() -> None:
    global _watch  # noqa: PLW0603 - its thread and its lock belong to the parent
    _watch = _Watch()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_watch_anew)


@contextmanager
def cutting_off(cut: Callable[[], None], seconds: float, memory: int) -> Iterator[None]:
    """Do what follows in this thread, and cut it off from another one where it takes too much.

    Args:
        cut: makes what is being done fail, whatever it waits for; called in another thread, once at most.
        seconds: how long it may take.
        memory: bytes by which the process may grow meanwhile.

    Raises:
        OverdueError: it had not ended by then, and failed when it was cut off.
        TooBigError: the process had grown by more, and it failed when it was cut off.
    """
    watched = _Watched(cut, seconds, memory)
    watch = _watch
    try:
        watch.begin(watched)
        yield
    except Exception as error:
        if watched.reason is not None:
            raise watched.reason from error
        raise
    finally:
        watch.end(watched)


def _held() -> int:
    """The memory that the process holds, in bytes; where that cannot be told, the most it ever held, or 0."""
    try:
        return int(_STATM.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # not Linux
        return _most_held()


def _most_held() -> int:
    """The most memory that the process ever held, in bytes; 0 where that cannot be told either."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
