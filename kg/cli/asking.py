"""Opens a project to build its graph or to ask something of it, in whatever store that is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.context import Context
from kg.cli.output import note
from kg.project import STORE_VARIABLE

if TYPE_CHECKING:
    from kg.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


def store_option(command: F) -> F:
    """Give a command the option ``--store``; the project of its context then has that store."""

    def choose(context: click.Context, _parameter: click.Parameter, address: str | None) -> None:
        if address is not None:
            ours = context.ensure_object(Context)
            ours.project = replace(ours.project, chosen_store=address)

    return click.option(
        "--store",
        metavar="ADDRESS",
        envvar=STORE_VARIABLE,
        show_envvar=True,
        expose_value=False,
        callback=choose,
        help="Where the graph is kept: a server such as neo4j://localhost, instead of the project's file.",
    )(command)


def opened(context: Context) -> Workspace:
    """Open the project; a password that is found nowhere is asked for."""
    from kg.workspace import open_workspace

    return open_workspace(context.project, _ask if sys.stdin.isatty() else None)


@contextmanager
def asking(context: Context) -> Iterator[Workspace]:
    """Open the project; when its graph is not what the ledger gives now, say so on standard error."""
    with opened(context) as workspace:
        note_when_behind(workspace)
        yield workspace


def note_when_behind(workspace: Workspace) -> None:
    """Say on standard error when the graph does not show all that was loaded, or was made otherwise.

    Raises:
        LedgerError: there is no ledger, or it cannot be read.
    """
    if (why := workspace.why_behind) is not None:
        build, held = workspace.project.build_command, workspace.store.version()
        if held and held.ledger != workspace.ledger.name:
            note(f"This graph was made from another ledger: `{build}` replaces it by the graph of this one.")
            return
        if why == "rules":
            note(f"This graph was made by another version of kg, or another schema: `{build}` makes it anew.")
            return
        note(f"The ledger has more than the graph shows, records or judgements: `{build}` takes them in.")


def _ask(user: str, address: str) -> str:
    return str(click.prompt(f"Password of {user} at {address}", hide_input=True, err=True))
