"""A knowledge graph of institutions, officials and agreements, in which every edge cites its source.

>>> import kg
>>> graph = kg.open()
>>> graph.query("agreements-of-region", region="Kabupaten Paser").to_pandas()
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.workspace import Workspace

__version__ = "0.1.0"


def open(folder: Path | str | None = None) -> Workspace:
    """Open a project.

    Args:
        folder: of the project; by default the nearest folder with a ``kg.toml`` at or above the current one,
            else the current one.

    Returns:
        a :class:`kg.workspace.Workspace`: ``query``, ``cypher``, ``entity``, ``path``, ``network``, ``view``,
        and ``load`` and ``build`` to fill it.

    Raises:
        UsageError: ``folder`` is none, or a file.
    """
    from kg import given
    from kg.project import Project, find_project
    from kg.workspace import Workspace

    return Workspace(Project(given.folder(folder)) if folder is not None else find_project())
