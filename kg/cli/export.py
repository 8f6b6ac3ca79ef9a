"""`kg export`: the graph, or how it looks, for other programs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from kg.cli.asking import opened
from kg.cli.context import Context, pass_context
from kg.cli.output import counting, note, say
from kg.counts import Count
from kg.errors import UsageError
from kg.files import written_whole

if TYPE_CHECKING:
    from kg.graph import Changes
    from kg.ledger import Ledger
    from kg.ontology import Ontology

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def export() -> None:
    """Write the graph, or how it looks, for other programs.

    The graph is made from the ledger as it is now. Nodes and edges carry the ids of their sources and
    statements, and what sources give otherwise (`conflicts`); the sources are nodes themselves.
    """


def _file_options(command: F) -> F:
    command = click.option("--force", is_flag=True, help="Replace the file when there is one.")(command)
    return click.option(
        "-o", "--output", type=click.Path(path_type=Path), help="The file to write; - is standard output.",
        required=True,
    )(command)  # fmt: skip


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
            lambda changes, name: write_files(folder, changes, name, workspace.ontology), progress=so_far
        )
    say(str(folder))
    note(
        f"{_counted(number)} With the server stopped, in that folder: "
        f"neo4j-admin database import full neo4j @{ARGUMENTS}\n"
        "Then, with the server running: kg build --store neo4j://localhost"
    )


@export.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="-",
    help="The file to write; standard output by default.",
)
@click.option("--force", is_flag=True, help="Replace the file if there is one.")
@pass_context
def grass(context: Context, output: Path, force: bool) -> None:
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
    with _target(output, force=force) as file:
        file.write(text)
    if file is not sys.stdout:
        say(str(output))


@export.command()
@_file_options
@pass_context
def graphml(context: Context, output: Path, force: bool) -> None:
    """Write the graph as GraphML, for networkx, igraph, Cytoscape, yEd.

    Every attribute has its type; a property with several values is a JSON list.

    \b
    Examples:
      kg export graphml -o graph.graphml
      kg export graphml -o - | gzip > graph.graphml.gz
    """
    from kg.exports.graphml import write_graphml

    _write(context, output, write_graphml, force=force)


@export.command()
@_file_options
@pass_context
def gexf(context: Context, output: Path, force: bool) -> None:
    """Write the graph as GEXF, for Gephi: in our colours, and with days for its timeline.

    \b
    Example:
      kg export gexf -o graph.gexf
    """
    from kg.exports.gexf import write_gexf

    _write(context, output, write_gexf, force=force)


@export.command()
@_file_options
@pass_context
def jsonld(context: Context, output: Path, force: bool) -> None:
    """Write the graph as JSON-LD: types of schema.org, and the sources of each fact in PROV.

    \b
    Example:
      kg export jsonld -o graph.jsonld
    """
    from kg.exports.jsonld import write_jsonld

    _write(context, output, write_jsonld, force=force)


@export.command()
@_file_options
@pass_context
def ftm(context: Context, output: Path, force: bool) -> None:
    """Write the graph as FollowTheMoney entities, for Aleph, OpenAleph and the tools of OpenSanctions.

    \b
    Example:
      kg export ftm -o graph.ftm.json
    """
    from kg.exports.ftm import write_ftm

    left_out: Counter[str] = _write(context, output, write_ftm, force=force)
    if left_out:
        told = ", ".join(f"{name} ({number:,})" for name, number in sorted(left_out.items()))
        note(f"FollowTheMoney has no counterpart of these, which were left out: {told}.")


@export.command()
@_file_options
@pass_context
def xlsx(context: Context, output: Path, force: bool) -> None:
    """Write the graph as an Excel workbook: a sheet of nodes, a sheet of edges.

    No cell is a formula: one that would be taken for one begins with an apostrophe. A property with several
    values is one cell: a; b.

    \b
    Example:
      kg export xlsx -o graph.xlsx
    """
    from kg.exports.workbook import write_workbook

    _write(context, output, write_workbook, force=force)


@export.command("csv")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Replace the files when there are some.")
@pass_context
def csv_pair(context: Context, folder: Path, force: bool) -> None:
    """Write nodes.csv and edges.csv into FOLDER, for spreadsheets, pandas and R.

    No cell is a formula: one that a spreadsheet would take for one begins with an apostrophe. A property with
    several values is one cell: a; b. Each row has the addresses of what it cites, and `kg load` takes both
    files in another project.

    \b
    Example:
      kg export csv tables
    """
    from kg.exports.tables import write_tables

    if str(folder) == "-":
        raise UsageError("Two files cannot go to standard output: name a folder.")
    paths = folder / "nodes.csv", folder / "edges.csv"
    for path in paths:
        _check_free(path, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = stack.enter_context(written_whole(paths[0])), stack.enter_context(written_whole(paths[1]))
        number, _ = _exported(context, files, write_tables)
    for path in paths:
        say(str(path))
    note(_counted(number))


def _write(
    context: Context,
    output: Path,
    write: Callable[[TextIO, Changes, Ledger, Ontology], Any],
    *,
    force: bool,
) -> Any:
    """Write the graph into one file and say so; gives what ``write`` gives."""
    with _target(output, force=force) as file:
        number, given = _exported(context, file, write)
    if file is not sys.stdout:
        say(str(output))
    note(_counted(number))
    return given


def _counted(number: int) -> str:
    return f"{Count(number)} {Count(number):node or edge|nodes and edges}."


def _exported(context: Context, files: Any, write: Callable[..., Any]) -> tuple[int, Any]:
    given: list[Any] = []
    with opened(context) as workspace, counting("Writing") as so_far:
        number = workspace.export(
            lambda changes, _: given.append(write(files, changes, workspace.ledger, workspace.ontology)),
            progress=so_far,
        )
    return number, given[0]


@contextmanager
def _target(output: Path, *, force: bool) -> Iterator[TextIO]:
    """The file to write, whole or not at all, or standard output."""
    if str(output) == "-":
        yield sys.stdout
        return
    _check_free(output, force=force)
    with written_whole(output) as file:
        yield file


def _check_free(path: Path, *, force: bool) -> None:
    if (path.exists() or path.is_symlink()) and not force:
        raise UsageError(f"{path} exists already. Choose another name, or add --force to replace it.")
