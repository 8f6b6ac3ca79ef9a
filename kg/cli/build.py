"""`kg build`: from the ledger to the graph."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import opened, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, counting, emit, format_option
from kg.counts import Count

if TYPE_CHECKING:
    from kg.building import BuildReport
    from kg.workspace import Workspace

#: Changes from which on it is of interest how many are made in a second.
_MANY = 1_000


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the graph from nothing, not only what has changed.")
@store_option
@format_option
@pass_context
def build(context: Context, rebuild: bool, format: Format | None) -> None:
    """Bring the graph up to date with the ledger.

    Only what new records change is made anew. A rebuild gives the same graph and the same ids; it is of
    use when the file of the graph was lost or damaged. A build that was interrupted is made good by the
    next one.

    The graph is kept in a file of the project, or in a Neo4j server. Its password is taken from
    KG_NEO4J_PASSWORD, from the system's keyring, or asked for.

    \b
    Examples:
      kg build
      kg build --rebuild
      kg build --store neo4j://localhost
    """
    begun = time.monotonic()
    with opened(context) as workspace:
        report = build_graph(workspace, rebuild=rebuild)
        rows = _summary(report)
        waiting = told_of_waiting(workspace)
    seconds = time.monotonic() - begun
    rate = f", {(report.changed - report.there) / seconds:,.0f} a second" if report.changed >= _MANY else ""
    took = f" It took {seconds:.1f} s{rate}." if sys.stdout.isatty() else ""
    emit(rows, _COLUMNS, format, footnotes=[describe(report) + took, *waiting])


def build_graph(workspace: Workspace, *, rebuild: bool = False) -> BuildReport:
    """Build and show how far it is."""
    with counting("Building") as so_far:
        return workspace.build(rebuild=rebuild, progress=so_far)


def describe(report: BuildReport) -> str:
    """What a build did, in a sentence or two."""
    if not report.changed:
        return "The graph was up to date."
    done = "made" if report.complete else "added, replaced or removed"
    changed = Count(report.changed)
    if report.there:
        return f"Resumed: {report.there:,} of {changed} nodes and edges were there already."
    return f"{changed} {changed:node or edge was|nodes and edges were} {done}."


def told_of_waiting(workspace: Workspace) -> list[str]:
    """What is to be said of judgements that find no record; nothing when all do."""
    from kg.judging import waiting

    number = Count(len(waiting(workspace)))
    told = (
        f"{number} {number:judgement waits|judgements wait}, since no record says now what "
        f"{number:it is|they are} about: `kg judgements --all` lists which. Where a record was corrected, "
        "judge it anew."
    )
    return [told] if number else []


_COLUMNS = [
    Column("kind", "node or edge"),
    Column("label", "as in Cypher; a node can have several, such as Person and Official"),
    Column("number", "how many the graph has now", "integer"),
]


def _summary(report: BuildReport) -> list[dict[str, Any]]:
    counts = {"node": report.nodes, "edge": report.edges}
    return [
        {"kind": kind, "label": label, "number": number}
        for kind, labels in counts.items()
        for label, number in labels.items()
    ]
