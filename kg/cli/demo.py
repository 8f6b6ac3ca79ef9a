"""`kg demo`: the bundled data, some answers and a network page, in a folder of its own."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.answers import emit_answer
from kg.cli.build import build_graph
from kg.cli.context import Context, pass_context
from kg.cli.init import create_project
from kg.cli.load import load_files
from kg.cli.output import note, say
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.results import Result
    from kg.workspace import Workspace

_FOLDER = "kg-demo"
_PAGE = "network.html"
#: What is shown stands in this file of a folder of queries.
_SCRIPT = "demo.yaml"
#: This file in a folder says that a demo may load and build there again.
_MARKER = ".made-by-kg-demo"
_MARKED = "kg demo made this folder, and loads the bundled data into it again when it is run here.\n"


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@pass_context
def demo(context: Context, folder: Path | None) -> None:
    """Load the bundled data, answer three questions and draw a network.

    Everything goes into a project of its own in FOLDER, by default kg-demo in the current folder. No
    other folder is touched, and one that the demo did not make is refused. Run again, it refreshes it.

    \b
    Examples:
      kg demo
      kg demo ~/try-kg
    """
    from kg.workspace import open_workspace

    target = folder if folder is not None else (context.folder or Path()) / _FOLDER
    _prepare(target)
    from kg.project import LEDGER_VARIABLE, STORE_VARIABLE, Project

    # What is loaded to look at it must reach nothing that others share.
    for variable in (LEDGER_VARIABLE, STORE_VARIABLE):
        os.environ.pop(variable, None)
    with open_workspace(Project(target.resolve())) as workspace:
        note(f"Loading the data that comes with kg into {target} ...")
        loaded = load_files(workspace, workspace.bundled_files)
        records = ", ".join(f"{report.records:,} {report.kind}" for report in loaded)
        note("Building the graph ...")
        built = build_graph(workspace)
        nodes = sum(number for label, number in built.nodes.items() if label in workspace.ontology.nodes)
        say(f"Loaded {records}: {nodes:,} nodes and {sum(built.edges.values()):,} edges.")
        script = _script(workspace)
        for question in script["questions"]:
            say()
            emit_answer(workspace, _answer(workspace, **question), "table")
        page = script["page"]
        workspace.view(page["around"], page["hops"]).write_html(target / _PAGE)
    say()
    say(f"Network of {page['around']}, to open in a browser: {target / _PAGE}")
    say()
    say("What to try next:")
    _suggest(target, script["next"])


def _prepare(folder: Path) -> None:
    """Make the folder a project of the demo's, unless it is one.

    Raises:
        UsageError: there is something in it that the demo did not make.
    """
    from kg.project import MARKER

    if not (folder / _MARKER).is_file():
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(
                f"{folder} holds something that the demo did not make, so it is left alone. "
                "Name a new folder: kg demo FOLDER"
            )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARKER).write_text(_MARKED, "utf-8")
    if not (folder / MARKER).is_file():
        create_project(folder)


def _script(workspace: Workspace) -> dict[str, Any]:
    import yaml

    folders = workspace.project.content("queries")
    path = next(folder / _SCRIPT for folder in reversed(folders) if (folder / _SCRIPT).is_file())
    script: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return script


def _answer(
    workspace: Workspace,
    query: str,
    parameters: Mapping[str, Any] | None = None,
    columns: Sequence[str] | None = None,
) -> Result:
    """Ask a question, say for what, and keep only some of its columns where all would not fit."""
    asked = parameters or {}
    result = workspace.query(query, **asked)
    question = result.question
    assert question is not None  # it is one of the library
    given = ", ".join(f"{name} {value}" for name, value in asked.items())
    title = f"{question.title} ({given})" if given else question.title
    shown = {name: question.columns[name] for name in columns or question.columns}
    return replace(result, columns=list(shown), question=replace(question, title=title, columns=shown))


def _suggest(folder: Path, commands: Sequence[Mapping[str, Any]]) -> None:
    begin = f"{_called()} -C {shlex.quote(str(folder))}"
    lines = [(f"{begin} {shlex.join(each['command'])}", each["gives"]) for each in commands]
    width = max(len(line) for line, _ in lines)
    for line, gives in lines:
        say(f"  {line:<{width}}  {gives}")


def _called() -> str:
    """What to type for `kg` here: it may be installed where the shell does not look."""
    installed = Path(sys.executable).with_name("kg")
    found = shutil.which("kg")
    if found is not None and Path(found).resolve() == installed.resolve():
        return "kg"
    if installed.is_file():
        return shlex.quote(
            os.path.relpath(installed) if installed.is_relative_to(Path.cwd()) else str(installed)
        )
    return f"{shlex.quote(sys.executable)} -m kg"
