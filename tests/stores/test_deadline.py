"""How long somebody waits for an engine, and what is done when it takes too much."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.stores import deadline
from kg.stores.deadline import OverdueError, TooBigError, cutting_off, within


@pytest.mark.parametrize("lacking", ["", "sys.modules['resource'] = None; "], ids=["macOS", "Windows"])
def test_where_the_system_tells_less_of_memory_calls_are_made_all_the_same(
    tmp_path: Path, lacking: str
) -> None:
    """A process of its own, in which neither what Linux has nor what Windows lacks is there."""
    script = (
        f"import sys, time; from pathlib import Path; {lacking}from kg.stores import deadline; "
        f"deadline._STATM = Path({str(tmp_path / 'nothing')!r}); "
        "print(deadline.within(lambda: time.sleep(0.3) or 42, 5, 1 << 40), deadline._held() > 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"42 {not lacking}\n"


class TestWithin:
    """Waiting for a call that nobody can stop."""

    def test_gives_what_the_call_returns(self) -> None:
        assert within(lambda: 42, 5, 1 << 30) == 42

    def test_raises_what_the_call_raises(self) -> None:
        with pytest.raises(ZeroDivisionError):
            within(lambda: 1 // 0, 5, 1 << 30)

    def test_does_not_wait_longer_than_told(self) -> None:
        released, began = threading.Event(), time.monotonic()
        with pytest.raises(OverdueError):
            within(lambda: released.wait(60), 0.3, 1 << 30)
        assert time.monotonic() - began < 30
        released.set()

    def test_a_call_that_goes_on_is_in_nobodys_way(self) -> None:
        released = threading.Event()
        with pytest.raises(OverdueError):
            within(lambda: released.wait(60), 0.1, 1 << 30)
        assert within(lambda: 42, 30, 1 << 30) == 42
        released.set()

    def test_threads_are_used_again_and_end_after_a_call_that_went_on(self) -> None:
        first = within(threading.current_thread, 5, 1 << 30)
        assert within(threading.current_thread, 5, 1 << 30) is first
        released = threading.Event()
        with pytest.raises(OverdueError):
            within(lambda: released.wait(60), 0.1, 1 << 30)
        assert first.is_alive()
        released.set()
        first.join(30)
        assert not first.is_alive()

    def test_many_may_wait_at_once(self) -> None:
        with ThreadPoolExecutor(12) as pool:
            found = pool.map(lambda i: within(lambda: sum([i, len(str(i))]), 60, 1 << 30), range(48))
            assert list(found) == [i + len(str(i)) for i in range(48)]

    def test_does_not_wait_while_the_memory_fills(self) -> None:
        kept, released = [], threading.Event()

        def grow() -> None:
            for _ in range(8):
                kept.append(bytes(range(256)) * 200_000)
                time.sleep(0.1)

            released.wait(60)

        with pytest.raises(TooBigError):
            within(grow, 40, 100 << 20)
        released.set()


class Line:
    """Something that is waited for until somebody hangs up."""

    def __init__(self) -> None:
        self._cut = threading.Event()
        self.cuts = 0

    def cut(self) -> None:
        self.cuts += 1
        self._cut.set()

    def wait(self, seconds: float, meanwhile: Callable[[], None] = lambda: None) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            meanwhile()
            if self._cut.wait(0.05):
                raise ConnectionError("hung up")


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


class TestCuttingOff:
    """Hanging up on what can be hung up on."""

    def test_what_ends_in_time_is_left_alone(self) -> None:
        line = Line()
        with cutting_off(line.cut, 60, 1 << 30):
            line.wait(0.3)
        assert line.cuts == 0

    def test_what_takes_too_long_is_cut_off(self) -> None:
        line, began = Line(), time.monotonic()
        with pytest.raises(OverdueError) as caught, cutting_off(line.cut, 0.3, 1 << 30):
            line.wait(10)
        assert time.monotonic() - began < 8
        assert isinstance(caught.value.__cause__, ConnectionError)

    def test_what_follows_is_left_alone(self) -> None:
        line = Line()
        with pytest.raises(OverdueError), cutting_off(line.cut, 0.1, 1 << 30):
            line.wait(10)
        cuts = line.cuts
        time.sleep(0.5)
        assert line.cuts == cuts

    def test_what_was_broken_off_is_not_watched_for_ever(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line = Line()
        monkeypatch.setattr(deadline._Watch, "end", interrupted)
        with pytest.raises(KeyboardInterrupt), cutting_off(line.cut, 0.2, 1 << 30):
            pass
        time.sleep(0.6)
        assert line.cuts == 0

    def test_its_own_errors_come_through(self) -> None:
        with pytest.raises(ZeroDivisionError), cutting_off(Line().cut, 5, 1 << 30):
            1 // 0  # noqa: B018 - for its error

    def test_an_answer_that_comes_although_it_was_cut_off_counts(self) -> None:
        line = Line()
        with cutting_off(line.cut, 0.1, 1 << 30):
            assert line._cut.wait(60)
            time.sleep(0.5)  # in which it is not cut off again
        assert line.cuts == 1

    def test_what_fills_the_memory_is_cut_off(self) -> None:
        line, kept = Line(), []
        with pytest.raises(TooBigError), cutting_off(line.cut, 10, 100 << 20):
            line.wait(10, lambda: kept.append(bytes(range(256)) * 100_000))
        assert len(kept) < 150

    def test_many_are_watched_at_once_and_each_has_its_time(self) -> None:
        def one(number: int) -> str:
            line = Line()
            try:
                with cutting_off(line.cut, 0.2 if number % 2 else 60, 1 << 30):
                    line.wait(60 if number % 2 else 0.8)
            except OverdueError:
                return "overdue"
            return "in time"

        with ThreadPoolExecutor(12) as pool:
            assert list(pool.map(one, range(12))) == ["in time", "overdue"] * 6

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
    @pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
    def test_a_process_that_was_split_off_watches_for_itself(self) -> None:
        with cutting_off(Line().cut, 5, 1 << 30):  # the parent's thread is there now
            child = os.fork()
            if not child:
                line = Line()
                try:
                    with cutting_off(line.cut, 0.2, 1 << 30):
                        line.wait(10)
                except OverdueError:
                    os._exit(42)
                finally:
                    os._exit(1)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42
