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


def made(build: ModuleType, text: str, folder: Path) -> str:
    home = folder.resolve()
    page: str = build.Page(home, home).made(text)
    return page


def test_a_block_holds_what_its_command_prints(build: ModuleType, tmp_path: Path) -> None:
    page = "Before.\n\n<!-- run: kg --version -->\nold\n<!-- end -->\n\nAfter.\n"
    assert made(build, page, tmp_path) == (
        "Before.\n\n<!-- run: kg --version -->\n"
        "```console\n$ kg --version\nkg 0.1.0\n```\n"
        "<!-- end -->\n\nAfter.\n"
    )


def test_making_a_page_twice_changes_nothing(build: ModuleType, tmp_path: Path) -> None:
    once = made(build, "<!-- run: kg --help -->\n<!-- end -->\n", tmp_path)
    assert made(build, once, tmp_path) == once


def test_a_block_may_show_another_command_and_only_its_first_lines(build: ModuleType, tmp_path: Path) -> None:
    page = "<!-- run: kg --help | shown as: make demo | first: 1 -->\n<!-- end -->\n"
    body = "$ make demo\nUsage: kg [OPTIONS] COMMAND [ARGS]...\n...\n```"
    assert body in made(build, page, tmp_path)


def test_a_block_may_show_only_first_and_last_lines(build: ModuleType) -> None:
    assert build.shortened("a\nb\nc\nd", "1", "2") == "a\n...\nc\nd"
    assert build.shortened("a\nb\nc\nd", None, "1") == "...\nd"
    assert build.shortened("a\nb\nc\nd", "0", None) == "..."
    assert build.shortened("a\nb\nc", "1", "2") == "a\nb\nc"
    assert build.shortened("a\nb", None, None) == "a\nb"


def test_the_folders_of_this_machine_are_not_shown(build: ModuleType, tmp_path: Path) -> None:
    page = f"<!-- run: kg init '{tmp_path}/mine' -->\n<!-- end -->\n"
    assert "Started a project in /home/you/mine." in made(build, page, tmp_path)
    page = "<!-- run: kg query show stand-ins -->\n<!-- end -->\n"
    assert "Cypher (/home/you/kg/queries/stand-ins.cypher)" in made(build, page, tmp_path)


def test_a_command_that_fails_stops_the_docs(build: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="exit code 2"):
        made(build, "<!-- run: kg nonsense -->\n<!-- end -->\n", tmp_path)


def test_a_failure_can_be_shown_when_it_is_expected(build: ModuleType, tmp_path: Path) -> None:
    page = "<!-- run: kg nonsense | exit: 2 -->\n<!-- end -->\n"
    assert "No such command 'nonsense'" in made(build, page, tmp_path)
    with pytest.raises(SystemExit, match="exit code 0"):
        made(build, "<!-- run: kg --version | exit: 2 -->\n<!-- end -->\n", tmp_path)


def test_a_file_that_is_shown_is_the_one_that_commands_read(build: ModuleType, tmp_path: Path) -> None:
    page = (
        "<!-- file: deep/queries/mine.cypher -->\n```cypher\nRETURN 1 AS one\n```\n"
        "<!-- cd: deep -->\n<!-- run: kg query lint queries/mine.cypher | exit: 1 -->\n<!-- end -->\n"
    )
    out = made(build, page, tmp_path)
    assert (tmp_path / "deep" / "queries" / "mine.cypher").read_text("utf-8") == "RETURN 1 AS one\n"
    assert "queries/mine.cypher:1:1: header: no header" in out
    assert out.startswith(page.partition("<!-- end")[0])


def test_python_blocks_show_what_they_print_and_share_names(build: ModuleType, tmp_path: Path) -> None:
    def block(code: str) -> str:
        return f"<!-- run: python -->\n```python\n{code}\n```\nold\n<!-- end -->\n"

    out = made(build, block("x = 1\nprint('one')") + block("print(x + 1)") + block("y = x"), tmp_path)
    assert "print('one')\n```\n\n```text\none\n```\n<!-- end -->" in out
    assert "print(x + 1)\n```\n\n```text\n2\n```\n<!-- end -->" in out
    assert "y = x\n```\n<!-- end -->" in out
    assert made(build, out, tmp_path) == out


def test_blocks_with_tests_stay_unless_the_tests_are_run(build: ModuleType, tmp_path: Path) -> None:
    page = "<!-- run: pytest | shown as: make test -->\n```console\n1 passed\n```\n<!-- end -->\n"
    assert made(build, page, tmp_path) == page


@pytest.mark.parametrize(
    "named", ["/opt/v/bin/python -m kg", "'/home/you/my folder/.venv/bin/kg'", ".venv/bin/kg", "kg"]
)
def test_what_the_demo_suggests_does_not_name_the_python_of_this_machine(
    build: ModuleType, named: str
) -> None:
    assert build.CALLED.sub(r"\1kg", f"  {named} -C kg-demo query list  all") == (
        "  kg -C kg-demo query list  all"
    )


def test_times_and_sizes_are_not_compared_and_all_else_is(build: ModuleType) -> None:
    assert build.comparable("165 records in 1.2 s, 3.4 MB") == build.comparable("165 records in 0.9 s, 2 kB")
    assert build.comparable("165 records in 1.2 s") != build.comparable("166 records in 1.2 s")


def test_a_fence_is_longer_than_any_in_the_output(build: ModuleType) -> None:
    assert build.fenced("a ``` b").startswith("````console\n")


def test_line_ends_are_those_of_text_files(build: ModuleType, tmp_path: Path) -> None:
    page = "<!-- run: kg query list --topic people --format csv -->\n<!-- end -->\n"
    out = made(build, page, tmp_path)
    assert "people,stand-ins," in out
    assert "\r" not in out
