"""`kg report`: a page that tells everything known of one entity, to print and to send."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import waiting
from kg.cli.pages import destination, page_options, write


@click.command()
@click.argument("name")
@click.option("--concept", metavar="CONCEPT", help="What it is, such as Person, where names are alike.")
@page_options
@store_option
@pass_context
def report(
    context: Context,
    name: str,
    concept: str | None,
    output: Path | None,
    open_it: bool,
    language: str,
    force: bool,
) -> None:
    """Write all that is known of an entity, with numbered sources, to print or send.

    The page prints well on A4. It shows what sources disagree on and what is not known, and quotes the words
    of articles.

    \b
    Examples:
      kg report "Mokhammad Najih" --open
      kg report "Kabupaten Paser" --language id -o paser.html
    """
    target = destination(output, f"report {name}", open_it=open_it, force=force)
    with asking(context) as workspace:
        from kg.showing import report_view

        with waiting("Writing"):
            page = report_view(workspace, workspace.entity(name, concept), language)
    write(page, target, open_it=open_it)
