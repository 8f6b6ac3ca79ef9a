"""Opens a project to ask something of its graph."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.cli.context import Context
from kg.cli.output import note

if TYPE_CHECKING:
    from kg.workspace import Workspace


@contextmanager
def asking(context: Context) -> Iterator[Workspace]:
    """Open the project; when its graph does not show all that was loaded, say so on standard error."""
    from kg.workspace import open_workspace

    with open_workspace(context.project) as workspace:
        if workspace.behind:
            note("Records were loaded that the graph does not show yet: `kg build` takes them in.")
        yield workspace
