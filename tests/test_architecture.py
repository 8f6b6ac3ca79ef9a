"""Rules about modules that import-linter cannot check: content outside the package, and size."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOADERS = sorted((ROOT / "loaders").glob("*.py"))
MODULES = sorted((ROOT / "kg").rglob("*.py"))

#: Lines beyond which a module does more than one thing.
MOST_LINES = 400

#: Lines of functions beyond which a loader does what belongs to the engine.
MOST_LINES_OF_A_LOADER = 150


def imported(path: Path) -> Iterator[str]:
    """Names of the modules that a file imports, wherever in it; relative ones begin with a dot."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            # "from kg import ledger" imports kg.ledger
            yield from (f"kg.{alias.name}" for alias in node.names) if base == "kg" else (base,)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_loaders_and_modules_to_check() -> None:
    assert len(LOADERS) >= 4
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", LOADERS, ids=name)
def test_a_loader_imports_of_the_engine_only_what_loaders_are_written_with(path: Path) -> None:
    of_engine = {module for module in imported(path) if module.split(".")[0] in ("kg", "")}
    assert of_engine == {"kg.loading"}


@pytest.mark.parametrize("path", LOADERS, ids=name)
def test_a_loader_does_not_import_another(path: Path) -> None:
    roots = {module.split(".")[0] for module in imported(path)}
    assert not roots & {"loaders", *(other.stem for other in LOADERS)}


@pytest.mark.parametrize("path", LOADERS, ids=name)
def test_what_a_loader_does_is_short(path: Path) -> None:
    """Its functions count; the record class and the description of the source are data."""
    functions = [
        node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    lines = sum((node.end_lineno or 0) - node.lineno + 1 for node in functions)
    assert lines <= MOST_LINES_OF_A_LOADER


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_engine_does_not_import_content(path: Path) -> None:
    roots = {module.split(".")[0] for module in imported(path)}
    assert not roots & {"loaders", "schema", "queries", "data", "tests", "benchmarks", "docs"}


@pytest.mark.parametrize("path", [*MODULES, *LOADERS], ids=name)
def test_a_module_is_no_longer_than_can_be_kept_in_mind(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES
