"""What the benchmarks do with `kg`: open a workspace, load, build; and the command as a process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.generate import write

if TYPE_CHECKING:
    from kg.workspace import Workspace

#: The same call that the installed script makes.
KG = (sys.executable, "-c", "import sys; from kg.cli.main import main; sys.exit(main())")


def workspace(folder: Path) -> Workspace:
    """Open the project in a folder, which becomes one."""
    from kg.project import MARKER, Project
    from kg.workspace import open_workspace

    (folder / MARKER).touch()
    return open_workspace(Project(folder))


def generate(folder: Path, size: int, seed: int = 1) -> dict[str, Any]:
    """Job: write ``agreements.jsonl`` with so many records."""
    path = write(folder / "agreements.jsonl", size, seed)
    return {"input MB": path.stat().st_size / 1e6}


def load_and_build(folder: Path, files: list[str] | None = None) -> dict[str, Any]:
    """Job: put files of the folder into a project, by default the generated one."""
    opened = workspace(folder)
    opened.load([folder / name for name in files or ["agreements.jsonl"]])
    opened.build()
    opened.close()
    return {}
