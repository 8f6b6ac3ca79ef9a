"""`kg datasets` and `kg withdraw`: what was loaded, and how it is taken back."""

from __future__ import annotations

import click

from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, counting, emit, format_option
from kg.counts import Count

_DATASETS = [
    Column("dataset", "its name: a path within the project where it is a file"),
    Column("records", "good ones, as of the last load", "integer"),
    Column("when", "of the last load that changed what it says, in UTC"),
    Column("came_from", "a file, also one that is not here any more; a page; standard input; kg itself"),
]

_WITHDRAWN = [
    Column("dataset", "its name"),
    Column("records", "how many it had", "integer"),
    Column("retired", "statements that no longer count", "integer"),
]


@click.command()
@format_option
@pass_context
def datasets(context: Context, format: Format | None) -> None:
    """List what was loaded, when, and from where.

    A file that is not here any more was renamed or removed, or is on a colleague's machine. What it said
    counts until it is withdrawn.

    \b
    Examples:
      kg datasets
      kg datasets --format csv | grep "not here"
    """
    from kg.intake import origin
    from kg.workspace import open_workspace

    with open_workspace(context.project) as workspace:
        found = [
            {
                "dataset": each.name,
                "records": each.records,
                "when": each.finished[:16].replace("T", " "),
                "came_from": origin(workspace.project, each.name),
            }
            for each in workspace.ledger.datasets()
        ]
    emit(found, _DATASETS, format, footnotes=["`kg withdraw DATASET` takes back what one says."])


@click.command()
@click.argument("names", metavar="DATASET...", nargs=-1, required=True)
@format_option
@pass_context
def withdraw(context: Context, names: tuple[str, ...], format: Format | None) -> None:
    """Take back what files said; the ledger keeps it, the graph does not.

    DATASET is a file as it was loaded, also one that is not here any more, the address of a page, or a
    folder or an archive with all that was loaded from it; `kg datasets` lists them. What other files say is
    not touched, nor what people have judged. To bring a file back, load it again.

    \b
    Examples:
      kg withdraw data/offices-old.csv
      kg withdraw press-releases/
      kg withdraw bundled/                  what kg load --bundled loaded
      kg withdraw https://example.org/news/1
    """
    from kg.workspace import open_workspace

    with open_workspace(context.project) as workspace, counting("Withdrawing") as so_far:
        gone = workspace.withdraw(names, progress=so_far)
    number = Count(len(gone))
    told = f"{number} {number:data set says|data sets say} nothing any more. "
    emit(
        [each._asdict() for each in gone],
        _WITHDRAWN,
        format,
        footnotes=[told + "`kg build` brings the graph up to date."],
    )
