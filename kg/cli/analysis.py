"""`kg brokers` and `kg communities`: who connects others, and who belongs together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kg.cli.answers import emit_answer
from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Format, chosen, format_option, waiting

if TYPE_CHECKING:
    from kg.analysis import Findings
    from kg.workspace import Workspace

#: So many members of a community are named in a table; JSON and CSV name all.
_NAMED = 8

_limit_option = click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="List at most so many."
)


@click.command()
@_limit_option
@click.option("--no-links", is_flag=True, help="Leave out the list of sources below the table.")
@store_option
@format_option
@pass_context
def brokers(context: Context, limit: int, no_links: bool, format: Format | None) -> None:
    """List the people through whom others are connected.

    Two people are connected when they were at one occasion, and the more so the fewer were there: a mass
    signing makes nobody central. The score is the share of all pairs of others whose shortest way leads
    through a person. Of more than 1,000 people it is estimated, always in the same way, and the output
    says so.

    \b
    Examples:
      kg brokers
      kg brokers --limit 100 --format csv > brokers.csv
      kg brokers --no-links
    """
    with asking(context) as workspace:
        with waiting("Following shortest ways"):
            found = workspace.analysis.brokers(limit)
        _print(workspace, found, format, "Who connects others", links=not no_links)


@click.command()
@_limit_option
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="Where chance begins; others divide a little otherwise.",
)
@click.option("--no-links", is_flag=True, help="Leave out the list of sources below the table.")
@store_option
@format_option
@pass_context
def communities(context: Context, limit: int, seed: int, no_links: bool, format: Format | None) -> None:
    """Divide people into those who were more often together.

    Who was at an occasion together is connected, as in `kg brokers`; the Louvain method then looks for
    people who are more connected among themselves than with others. One seed always gives one division.

    \b
    Examples:
      kg communities
      kg communities --limit 5 --no-links
      kg communities --format json > communities.json
    """
    with asking(context) as workspace:
        with waiting("Looking for communities"):
            found = workspace.analysis.communities(limit, seed=seed)
        if chosen(format) in ("table", "md"):
            found = replace(found, rows=[row | {"names": _some(row["names"])} for row in found.rows])
        _print(workspace, found, format, "Who was together", links=not no_links)


def _some(names: list[str]) -> list[str]:
    more = len(names) - _NAMED
    return [*names[:_NAMED], f"{more:,} more"] if more > 0 else names


def _print(workspace: Workspace, found: Findings, format: Format | None, title: str, *, links: bool) -> None:
    emit_answer(workspace, found, format, links=links, title=title)
