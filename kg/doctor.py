"""Looks whether ledger and graph are well, and says what to do where they are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.counts import Count
from kg.errors import KgError
from kg.stores import Check

if TYPE_CHECKING:
    from kg.workspace import Workspace


def examine(workspace: Workspace) -> Iterator[Check]:
    """What was looked at, in the order in which one thing rests on another.

    What cannot be looked at, because what it rests on is not well, is left out.
    """
    try:
        run = Count(workspace.ledger.last_run())
    except KgError as error:
        yield Check("ledger", "cannot be used", str(error))
        run = None
    else:
        yield Check("ledger", f"opens, {run} {run:run|runs}")
    where = workspace.project.store_address or str(workspace.project.graph_path)
    build = workspace.project.build_command
    try:
        version = workspace.store.version()
        if version or workspace.project.store_address:
            looked_at = list(workspace.store.checks())  # which opens it: an answer is one only then
            yield Check("store", f"{where} answers")
            yield from looked_at
        if version is None:
            found = "none, or one that was interrupted while it was filled"
            yield Check("graph", found, f"Build it: {build}")
        if version and run is not None:
            yield _graph(workspace, version.ledger, build)
    except KgError as error:
        yield Check("store", "cannot be used", str(error))


def _graph(workspace: Workspace, ledger: str, build: str) -> Check:
    """Whether the graph shows what the ledger has."""
    if ledger != workspace.ledger.name:
        return Check("graph", "made from another ledger", f"{build} replaces it by the graph of this ledger")
    if (why := workspace.why_behind) == "rules":
        return Check("graph", "made by another version of kg, or another schema", f"Make it anew: {build}")
    if why == "records":
        return Check("graph", "behind the ledger", f"Bring it up to date: {build}")
    return Check("graph", "up to date with the ledger")
