"""`kg doctor`: is all well with ledger and graph?"""

from __future__ import annotations

import click

from kg.cli.asking import opened, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, emit, format_option

#: What a command that found something wrong ends with.
_WRONG = 1

_COLUMNS = [
    Column("what", "what was looked at"),
    Column("found", "how it is"),
    Column("remedy", "what to do about it; empty when all is well"),
]


@click.command()
@store_option
@format_option
@pass_context
def doctor(context: Context, format: Format | None) -> None:
    """Check that ledger and graph are well, and say what to do where they are not.

    It mends nothing itself. The exit code is 1 when something is to be done.

    \b
    Examples:
      kg doctor
      kg doctor --store neo4j://localhost
      kg doctor --format json
    """
    from kg.doctor import examine

    with opened(context) as workspace:
        checks = list(examine(workspace))
    wrong = sum(bool(check.remedy) for check in checks)
    emit(
        [check._asdict() for check in checks],
        _COLUMNS,
        format,
        footnotes=[f"{wrong} to mend." if wrong else "All is well."],
    )
    if wrong:
        raise click.exceptions.Exit(_WRONG)
