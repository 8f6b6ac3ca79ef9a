"""`kg ledger`: the ledger as a whole."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from kg.cli.output import Column, Format, counting, emit, format_option


@click.group()
def ledger() -> None:
    """Move the ledger to a server or to a file.

    The ledger is a file in the project's folder, .kg/ledger.sqlite, unless kg.toml or the environment
    variable KG_LEDGER names another file or a PostgreSQL database, which several people can use at once.

    \b
    Example:
      kg ledger copy .kg/ledger.sqlite postgresql+psycopg://host/newsroom
    """


@ledger.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@format_option
def copy(source: str, target: str, format: Format | None) -> None:
    """Copy a ledger from one place to another, which must be empty.

    FROM and TO are files, or addresses such as postgresql+psycopg://host/database; passwords are taken from
    PGPASSWORD or ~/.pgpass. Everything is copied in one go or, when something stops it, nothing: runs,
    statements, sources and their texts, judgements, issues, and who is who, so that nodes keep their ids.

    \b
    Examples:
      kg ledger copy .kg/ledger.sqlite postgresql+psycopg://host/newsroom
      kg ledger copy postgresql+psycopg://host/newsroom backup.sqlite
    """
    from kg.ledger import Ledger, copy_ledger
    from kg.project import is_address

    opened = Ledger.open(source)
    with counting("Copying") as so_far:
        counts = copy_ledger(opened, Ledger.open(target, create=True), so_far)
    rows = [{"table": table, "rows": number} for table, number in sorted(counts.items())]
    place = target if is_address(target) else str(Path(target).resolve())  # it is read from another folder
    told = f"To work with it: export KG_LEDGER={shlex.quote(place)}, or `ledger` in kg.toml."
    emit(rows, _COLUMNS, format, footnotes=[told])


_COLUMNS = [
    Column("table", "of the ledger"),
    Column("rows", "how many were copied", "integer"),
]
