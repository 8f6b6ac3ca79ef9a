"""`kg init`: a folder that a newsroom's own data and queries go into."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.output import note, say
from kg.errors import UsageError

_KG_TOML = """\
# This file marks the folder as a kg project: commands run here, or in a folder below, work on it.

[project]
# What the project is called in pages and reports.
name = {name}
"""

_GITIGNORE = """\
# Ledger and graph; the ledger holds your judgements too, so back it up.
.kg/
"""

_DATA = """\
# Data

Files with records: JSON Lines, CSV, YAML or Excel, each kind of record in files of its own.

    kg template                    which kinds of record there are
    kg template KIND -o data/KIND.xlsx    an empty sheet, each column explained
    kg load data/KIND.xlsx                read it, as often as you like
    kg issues                             what could not be read, and how to mend it

Loading a file again replaces what it said before. Loading the same file twice changes nothing.
"""

_QUERIES = """\
# Queries

One question a file: `<name>.cypher`, asked with `kg query run <name>`. A file named like a built-in
question takes its place. The lines at the top describe the question:

    // title: Offices of a person
    // description: Every office in which a person was seen, by institution.
    // why: An office shows on whose behalf somebody acts.
    // topic: people
    // parameters:
    //   person: {type: "entity:Person", help: Name of the person}
    // columns:
    //   institution: {type: text, help: Where the office is held}
    //   role: {type: text, help: The office}
    //   sources: {type: sources, help: Where this was read}
    MATCH (p:Person {id: $person})-[h:HOLDS]->(i:Institution)
    RETURN i.name AS institution, h.role AS role, h.sources AS sources
    ORDER BY institution, role, h.id

`kg query lint` checks every file here. `kg query show <name>` prints a built-in question to start from.
"""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a project folder for your own data and queries.

    The folder gets a kg.toml, which marks it as a project, an empty data/ and queries/ with a note on
    what goes there, and a .gitignore. Files that exist already stay as they are.

    \b
    Examples:
      kg init newsroom      a new folder below the current one
      kg init .             the current folder
    """
    create_project(folder)
    say(f"Started a project in {folder}.")
    note("What to try next:")
    if folder.resolve() != Path.cwd():
        note(f"  cd {_quoted(folder)}")
    note("  kg load --bundled      load the data that comes with kg")
    note("  kg template            or get an empty sheet for your own")
    note("  kg query list          the questions you can ask")


def create_project(folder: Path) -> None:
    """Write the files of an empty project; those that exist stay as they are.

    Raises:
        UsageError: the folder is a project already.
    """
    from kg.project import MARKER

    marker = folder / MARKER
    if marker.exists():
        raise UsageError(f"{folder} is a project already ({marker} exists). Choose another folder.")
    _write_new(folder / ".gitignore", _GITIGNORE)
    _write_new(folder / "data" / "README.md", _DATA)
    _write_new(folder / "queries" / "README.md", _QUERIES)
    # Last, so that a folder in which something went wrong is not taken for a project.
    _write_new(marker, _KG_TOML.format(name=_toml_string(folder.resolve().name)))


def _write_new(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(text, "utf-8")


def _toml_string(text: str) -> str:
    # A name of undecodable bytes holds surrogates, which no TOML file can. DEL is the one character that
    # JSON leaves as it is and TOML does not allow.
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x7f", "?")
    return json.dumps(clean, ensure_ascii=False)


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
