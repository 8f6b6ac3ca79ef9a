"""Starts `kg` in a process of its own and kills it at chosen moments."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

#: How many times the tests of this folder kill a load: 200 is the full measure.
KILLS = int(os.environ.get("KG_KILLS", "12"))

ROOT = Path(__file__).parents[2]


class Process:
    """A running `kg`. ``marks`` are those of :mod:`tests.ledger.child` that it has given so far."""

    def __init__(self, arguments: Sequence[str], die_at: str) -> None:
        self._pipe, write = os.pipe()
        command = [sys.executable, "-m", "tests.ledger.child", str(write), die_at, *arguments]
        self._process = subprocess.Popen(
            command, cwd=ROOT, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        os.close(write)
        self.started = time.perf_counter()
        self.marks = ""

    def next_mark(self) -> str:
        """Wait for the next mark; empty when the process has ended."""
        mark = os.read(self._pipe, 1).decode()
        self.marks += mark
        return mark

    def kill(self) -> None:
        """Kill it at once."""
        self._process.kill()

    def end(self) -> tuple[int, str]:
        """Wait for its end, and learn all its marks: exit code and what it said on standard error."""
        errors = self._process.communicate()[1].decode()
        while self.next_mark():
            pass
        return self._process.returncode, errors

    def close(self) -> None:
        """Leave nothing behind."""
        with self._process:
            self.kill()
        os.close(self._pipe)


@contextmanager
def running(*arguments: str, die_at: str = "-") -> Iterator[Process]:
    """A running `kg`, which is gone at the end."""
    process = Process(arguments, die_at)
    try:
        yield process
    finally:
        process.close()


@dataclass(frozen=True)
class Course:
    """How `kg` runs when nobody disturbs it.

    Attributes:
        marks: those it gives.
        seconds: from the last of each mark, or from the start (""), to what comes next.
    """

    marks: str
    seconds: dict[str, float]

    @classmethod
    def of(cls, *arguments: str) -> Course:
        """Run it once."""
        with running(*arguments) as process:
            at = {"": process.started}
            while mark := process.next_mark():
                at.pop(mark, None)
                at[mark] = time.perf_counter()
            code, errors = process.end()
            at["end"] = time.perf_counter()
        assert code == 0, errors
        ends = [*at.values()][1:]
        return cls(process.marks, {mark: end - at[mark] for mark, end in zip(at, ends, strict=False)})

    def moments(self, marks: Sequence[str], number: int, seed: int) -> Iterator[tuple[str, float]]:
        """Random moments, in turn after each of some marks, and spread over the time until the next.

        Gives the mark, and the seconds to wait when it was seen.
        """
        chance = Random(seed)
        turns = list(islice(cycle(marks), number))
        for place, mark in enumerate(turns):
            part = (turns[:place].count(mark) + chance.random()) / turns.count(mark)
            yield mark, part * self.seconds[mark]

    def earlier(self, mark: str) -> Iterator[tuple[str, float]]:
        """Moments after a mark, each nearer to it: where the machine is quicker than when it was measured."""
        return ((mark, self.seconds[mark] / 4**number) for number in range(1, 8))

    def kill(self, moment: tuple[str, float], *arguments: str) -> str:
        """Run `kg`, kill it at a moment, and give the marks it had given by then."""
        mark, delay = moment
        with running(*arguments) as process:
            since = process.started
            while mark and process.marks.count(mark) < self.marks.count(mark):
                if not process.next_mark():
                    break
                since = time.perf_counter()
            time.sleep(max(0.0, since + delay - time.perf_counter()))
            process.kill()
            process.end()
            return process.marks
