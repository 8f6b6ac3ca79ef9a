"""`kg export`: the graph, or how it looks, for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.asking import opened
from kg.cli.context import Context, pass_context
from kg.cli.output import counting, note, say


@click.group()
def export() -> None:
    """Write the graph, or how it looks, for other programs."""


@export.command("neo4j-admin")
@click.argument("folder", type=click.Path(path_type=Path))
@pass_context
def neo4j_admin(context: Context, folder: Path) -> None:
    """Write CSV files into FOLDER that fill an empty Neo4j database.

    For the first load of a graph of millions: `neo4j-admin database import`, which works while the server
    is stopped, is several times as fast as any build. Afterwards start the server and run `kg build`,
    which makes the constraints and takes in what was loaded since.

    \b
    Examples:
      kg export neo4j-admin import
      cd import && neo4j-admin database import full neo4j @import.args
      kg build --store neo4j://localhost
    """
    from kg.exports.neo4j_admin import ARGUMENTS, check_folder, write_files

    check_folder(folder)
    with opened(context) as workspace, counting("Writing") as so_far:
        number = workspace.export(
            lambda changes, ledger: write_files(folder, changes, ledger, workspace.ontology), progress=so_far
        )
    say(str(folder))
    note(
        f"{number:,} nodes and edges. With the server stopped, in that folder: "
        f"neo4j-admin database import full neo4j @{ARGUMENTS}\n"
        "Then, with the server running: kg build --store neo4j://localhost"
    )


@export.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write; standard output by default."
)
@pass_context
def grass(context: Context, output: Path | None) -> None:
    """Write the style with which Neo4j Browser shows the graph in our colours.

    Drop the file on Neo4j Browser, or paste its text behind the command :style.

    \b
    Examples:
      kg export grass -o kg.grass
      kg export grass | xclip
    """
    from kg.exports.grass import style_sheet

    with opened(context) as workspace:
        text = style_sheet(workspace.ontology)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, "utf-8")
        say(str(output))
