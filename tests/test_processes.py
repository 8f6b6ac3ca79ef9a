"""Processes that do a part of the work of another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.processes import cores

#: Starts a process that never comes to an end by itself, and tells its number.
ASKING = """
from time import sleep
from kg.processes import SPAWNED, end_with_parent

def busy(telling):
    end_with_parent()
    telling.put(None)
    while True:
        pass

if __name__ == "__main__":
    telling = SPAWNED.SimpleQueue()
    helper = SPAWNED.Process(target=busy, args=(telling,))
    helper.start()
    telling.get()
    print(helper.pid, flush=True)
    sleep(600)
"""


def is_running(number: int) -> bool:
    """Whether a process is there that has not ended; one that nobody has asked about yet has."""
    stat = Path(f"/proc/{number}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="what a process is at is told otherwise here"
)
def test_a_process_that_is_at_work_ends_with_the_one_that_asked_for_it(tmp_path: Path) -> None:
    script = tmp_path / "asking.py"
    script.write_text(ASKING, "utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout is not None
        helper = int(asking.stdout.readline())
        try:
            os.kill(helper, signal.SIGINT)  # a key interrupts all, but only the asking one stops for it
            time.sleep(0.2)
            assert is_running(helper)
            asking.kill()
            until = time.monotonic() + 30
            while is_running(helper) and time.monotonic() < until:
                time.sleep(0.05)
            assert not is_running(helper)
        finally:
            if is_running(helper):
                os.kill(helper, signal.SIGKILL)


def test_there_is_a_core_to_work_on() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
