"""`kg view`: pages to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import note, waiting
from kg.cli.pages import destination, page_options, write
from kg.cli.query import given_values, parameter
from kg.showing.kinds import KINDS, kind_for
from kg.showing.subject import read_subject

if TYPE_CHECKING:
    from kg.workspace import Workspace


@click.command()
@click.argument("name", metavar="[NAME|QUERY]", required=False)
@click.option("--kind", type=click.Choice(list(KINDS)), help="By default a network, of a query a table.")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter of QUERY, written as `kg query run` and `kg cypher` take it. Can be repeated.",
)
@click.option(
    "--hops", type=click.IntRange(1, 6), default=1, show_default=True, help="How many steps to go from NAME."
)
@page_options
@store_option
@pass_context
def view(
    context: Context,
    name: str | None,
    kind: str | None,
    parameters: tuple[str, ...],
    hops: int,
    output: Path | None,
    open_it: bool,
    language: str,
    force: bool,
) -> None:
    """Write a page that opens in any browser, also offline.

    It shows what surrounds NAME, an entity, or the best connected part of the whole graph; or the answer
    of QUERY, which is the name of a question of the library, or Cypher. What is shown stands with where it
    was read. The page is one file: send it to an editor as it is.

    \b
    Examples:
      kg view "Kabupaten Paser" --open
      kg view "Kabupaten Paser" --hops 2 -o paser.html
      kg view "Kalimantan Selatan" --kind matrix
      kg view "Kabupaten Solok" --kind timeline
      kg view --kind map -o scores.html
      kg view agreements-of-region -p region="Sulawesi Selatan" -o agreements.html
      kg view "MATCH (p:Person)-[:SIGNED]->(a) RETURN p.name, count(a) AS signed" --open
      kg view "MATCH p = (:Person)-[:REPRESENTED]->() RETURN p" --kind network
    """
    target = destination(output, name, open_it=open_it, force=force)
    with asking(context) as workspace:
        given = _given(workspace, name, parameters)
        with waiting("Reading"):
            subject = read_subject(workspace, name, given)
        if subject.remark:
            note(subject.remark)
        with waiting("Drawing"):
            page = kind_for(subject, kind).make(workspace, subject, hops, language)
    write(page, target, open_it=open_it)


def _given(workspace: Workspace, name: str | None, written: Sequence[str]) -> dict[str, Any]:
    """Parameters: texts for a question of the library, which knows their types; JSON for Cypher."""
    if name in workspace.library.queries:
        return dict(given_values(workspace.library.get(name), written))
    return dict(parameter(each) for each in written)
