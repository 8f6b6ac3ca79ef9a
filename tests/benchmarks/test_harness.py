"""The harness: what it measures is a process of its own, and what it reports is what was found."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import report
from benchmarks.harness import BenchmarkFailed, Line, at_least, at_most, medians, run_command, run_job
from kg.project import builtin

JOBS = """
import time

def wait(folder, seconds):
    time.sleep(seconds)
    return {"answer": 42}

def fill(folder, megabytes):
    kept = b"x" * (megabytes * 1_000_000)
    (folder / "length").write_text(str(len(kept)))

def fail(folder):
    raise RuntimeError("this went wrong")
"""


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "dummy_jobs.py").write_text(JOBS, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def test_a_job_gives_its_figures_and_those_of_its_process(jobs):
    found = run_job("dummy_jobs:wait", jobs, seconds=0.3)
    assert found["answer"] == 42
    assert found["wall"] >= 0.3
    assert found["cpu"] < found["wall"]


def test_the_memory_of_one_job_does_not_show_in_the_next(jobs):
    large = run_job("dummy_jobs:fill", jobs, megabytes=200)
    small = run_job("dummy_jobs:fill", jobs, megabytes=1)
    assert large["peak"] - small["peak"] == pytest.approx(199, abs=20)
    assert (jobs / "length").read_text("utf-8") == "1000000"


def test_a_job_that_fails_says_why(jobs):
    with pytest.raises(BenchmarkFailed, match="this went wrong"):
        run_job("dummy_jobs:fail", jobs)


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(BenchmarkFailed, match=r"(?s)ended with 3:.*sorry"):
        run_command([sys.executable, "-c", "import sys; print('sorry'); sys.exit(3)"], tmp_path)


def test_the_median_is_taken_figure_by_figure():
    assert medians([{"a": 1, "b": 30}, {"a": 2, "b": 10}, {"a": 9, "b": 20}]) == {"a": 2, "b": 20}


def test_targets_are_met_or_not():
    assert at_most("x", 3.0, 3.0, {}).met
    assert not at_most("x", 3.1, 3.0, {}).met
    assert not at_least("x", 19.9, 20.0, {}).met


LINES = [
    at_most("ours over theirs", 2.456, 3.0, {"ours s": 12.345, "rows": 1234567.0}),
    at_most("slow over fast", 30.0, 3.0, {}),
    Line("only a number", figures={"ms": 0.5}),
]


def test_the_table_shows_ratios_first_and_whether_targets_are_met():
    assert report.rows(LINES) == [
        ("2.46x", "ours over theirs", "at most 3", "yes", "ours s 12.3, rows 1,234,567"),
        ("30x", "slow over fast", "at most 3", "NO", ""),
        ("", "only a number", "", "", "ms 0.5"),
    ]
    assert "slow over fast" in report.as_text(LINES)


def test_figures_replace_what_stood_in_their_block_of_the_page(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nbelow\n", "utf-8")
    for _ in range(2):
        report.fill(page, "a", r"new \1")
    assert page.read_text("utf-8") == "above\n<!-- bench:a -->\nnew \\1\n<!-- /bench:a -->\nbelow\n"
    with pytest.raises(ValueError, match="no block"):
        report.fill(page, "b", "new")


def test_the_page_in_docs_has_a_block_for_every_benchmark():
    page = (builtin("data").parent / "docs" / "benchmarks.md").read_text("utf-8")
    for name in (*command.NAMES, *command.LONG):
        assert f"<!-- bench:{name} -->" in page


def test_a_run_writes_json_and_one_failure_does_not_stop_the_others(tmp_path, monkeypatch, capsys):
    def run(name: str, _options: object) -> tuple[list[Line], dict[str, object]]:
        if name == "build":
            raise BenchmarkFailed("no disk")
        return LINES, {"seconds": 1.0, "lines": [line.as_dict() for line in LINES]}

    monkeypatch.setattr(command, "run", run)
    output = tmp_path / "new" / "results.json"
    assert command.main(["build", "startup", "-o", str(output)]) == 1
    written = json.loads(output.read_text("utf-8"))
    assert written["machine"]["cores"] >= 1
    assert written["benchmarks"]["startup"]["lines"][0]["ratio"] == 2.456
    assert "no disk" in written["benchmarks"]["build"]["failed"]
    assert "ours over theirs" in capsys.readouterr().out
