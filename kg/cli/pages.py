"""What commands that write a page have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.output import note, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.showing.kinds import Page

#: What stands for standard output.
STANDARD_OUTPUT = Path("-")

F = TypeVar("F", bound=Callable[..., Any])


def page_options(command: F) -> F:
    """Give a command what all that write a page take."""
    for option in (
        click.option("--force", is_flag=True, help="Replace the file even when kg did not write it."),
        click.option(
            "--language",
            type=click.Choice(["en", "id"]),
            default="en",
            show_default=True,
            help="Language of the page.",
        ),
        click.option("--open", "open_it", is_flag=True, help="Open the page in the browser as well."),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="The file to write. - is standard output. By default one named after what it shows.",
        ),
    ):
        command = option(command)
    return command


def write(page: Page, target: Path, *, open_it: bool) -> None:
    """Write a page and say where it is; ``-`` is standard output."""
    from kg.views.page import write_page

    if target == STANDARD_OUTPUT:
        say(page.generate_html())
        return
    say(str(write_page(page.generate_html(), target, open_browser=open_it)))
    if not open_it:
        note("Open it with a double click, or run the same command with --open.")


def destination(output: Path | None, name: str | None, *, open_it: bool, force: bool) -> Path:
    """Where the page goes, checked before any work is done.

    A page that kg wrote earlier is replaced; nothing else is, unless ``force`` says so.

    Raises:
        UsageError: there is another file, or a page on standard output is to be opened.
    """
    from kg.names import fold

    stem = fold(name or "").replace(" ", "-")[:60] or "network"
    path = output if output is not None else Path(f"{stem}.html")
    if path == STANDARD_OUTPUT and open_it:
        raise UsageError("A page on standard output cannot be opened in the browser. Leave out one of both.")
    if path != STANDARD_OUTPUT and path.is_file() and not force:
        from kg.views.page import is_our_page

        if not is_our_page(path):
            raise UsageError(
                f"{path} exists already and is no page that kg wrote. Name another file with --output, "
                "or add --force to replace it."
            )
    return path
