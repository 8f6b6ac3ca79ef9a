from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ("schema", "loaders", "queries", "data")

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Built:
    """A source distribution, and the wheel built from it."""

    sdist: Path
    wheel: Path


def run(*command: str | Path, folder: Path) -> str:
    """The output of a command that must succeed; nothing of this checkout is on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def content_files() -> set[str]:
    """The files that must be in both distributions, relative to the checkout."""
    return {
        path.relative_to(ROOT).as_posix()
        for kind in CONTENT
        for path in (ROOT / kind).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def names_in(archive: Path) -> set[str]:
    """The paths in a wheel, or in a source distribution without its top folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as sdist:
        return {name.partition("/")[2] for name in sdist.getnames()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dist")
    # Without isolation hatchling is the one that is installed: no network, and half the time.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    return Built(next(folder.glob("*.tar.gz")), next(folder.glob("*.whl")))


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment, outside the checkout, with the wheel and its dependencies."""
    folder = tmp_path_factory.mktemp("fresh environment")  # with a blank in its name, on purpose
    run(sys.executable, "-m", "venv", folder, folder=folder)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", built.wheel, folder=folder)
    return python


def test_the_wheel_carries_the_content_inside_the_package(built: Built) -> None:
    names = names_in(built.wheel)
    assert content_files()
    assert {f"kg/{name}" for name in content_files()} - names == set()
    assert "kg/py.typed" in names


def test_the_wheel_puts_nothing_beside_the_package(built: Built) -> None:
    tops = {name.partition("/")[0] for name in names_in(built.wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


def test_the_sdist_carries_what_is_needed_to_build_and_test(built: Built) -> None:
    names = names_in(built.sdist)
    assert content_files() - names == set()
    assert {
        "LICENSE",
        "Makefile",
        "README.md",
        "pyproject.toml",
        ".ci/make-venv",
        "tests/test_packaging.py",
    } <= names


def test_an_installed_kg_answers_the_demo_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    output = run(installed.with_name("kg"), "demo", folder=tmp_path)
    assert output.strip()
    assert list(tmp_path.rglob("*.html"))


def test_an_installed_kg_runs_from_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = "import kg.project as p; print(p.__file__); [print(p.builtin(k)) for k in ('schema', 'data')]"
    output = run(installed, "-c", code, folder=tmp_path)
    assert str(ROOT) not in output
    assert run(installed, "-m", "kg", "--version", folder=tmp_path) == "kg 0.1.0\n"


def test_the_base_install_brings_none_of_what_extras_bring(installed: Path, tmp_path: Path) -> None:
    packages = run(installed, "-m", "pip", "list", "--format", "freeze", folder=tmp_path).lower()
    for name in ("neo4j", "psycopg", "pandas", "numpy", "jupyter", "trafilatura", "lxml", "pypdfium2"):
        assert f"\n{name}" not in packages
