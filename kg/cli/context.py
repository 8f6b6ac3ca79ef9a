"""What every command is given: the project it works on, and whether it may talk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.project import Project


@dataclass
class Context:
    """The options that stand before the command's name.

    Attributes:
        folder: what ``--project`` names; None stands for the current folder.
        quiet: whether ``--quiet`` was given.
    """

    folder: Path | None = None
    quiet: bool = False

    @cached_property
    def project(self) -> Project:
        """The project that the folder lies in."""
        from kg.project import find_project

        return find_project(self.folder)


#: Decorates a command that wants the :class:`Context` as its first argument.
pass_context = click.make_pass_decorator(Context, ensure=True)


def current() -> Context:
    """The running command's context; a plain one when no command runs, as in a notebook."""
    running = click.get_current_context(silent=True)
    found = running.find_object(Context) if running else None
    return found or Context()
