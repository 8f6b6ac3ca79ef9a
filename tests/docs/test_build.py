from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["docs_build"] = module
    spec.loader.exec_module(module)
    return module


def filled(build: ModuleType, page: str, folder: Path) -> str:
    text: str = build.BLOCK.sub(lambda match: build.filled(match, folder), page)
    return text


def test_a_block_holds_what_its_command_prints(build: ModuleType, tmp_path: Path) -> None:
    page = "Before.\n\n<!-- run: kg --version -->\nold\n<!-- end -->\n\nAfter.\n"
    assert filled(build, page, tmp_path) == (
        "Before.\n\n<!-- run: kg --version -->\n"
        "```console\n$ kg --version\nkg 0.1.0\n```\n"
        "<!-- end -->\n\nAfter.\n"
    )


def test_filling_a_block_twice_changes_nothing(build: ModuleType, tmp_path: Path) -> None:
    once = filled(build, "<!-- run: kg --help -->\n<!-- end -->\n", tmp_path)
    assert filled(build, once, tmp_path) == once


def test_a_block_may_show_another_command_and_only_its_first_lines(build: ModuleType, tmp_path: Path) -> None:
    page = "<!-- run: kg --help | shown as: make demo | first: 1 -->\n<!-- end -->\n"
    body = "$ make demo\nUsage: kg [OPTIONS] COMMAND [ARGS]...\n...\n"
    assert body in filled(build, page, tmp_path)


def test_the_folder_of_the_example_is_not_shown(build: ModuleType, tmp_path: Path) -> None:
    page = f"<!-- run: kg init '{tmp_path}/mine' -->\n<!-- end -->\n"
    assert f"Started a project in {build.SHOWN_FOLDER}/mine." in filled(build, page, tmp_path)


def test_a_command_that_fails_stops_the_docs(build: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit code 2"):
        filled(build, "<!-- run: kg nonsense -->\n<!-- end -->\n", tmp_path)


def test_times_and_sizes_are_not_compared_and_all_else_is(build: ModuleType) -> None:
    assert build.comparable("165 records in 1.2 s, 3.4 MB") == build.comparable("165 records in 0.9 s, 2 kB")
    assert build.comparable("165 records in 1.2 s") != build.comparable("166 records in 1.2 s")


def test_a_fence_is_longer_than_any_in_the_output(build: ModuleType) -> None:
    assert build.fenced("a ``` b").startswith("````console\n")
