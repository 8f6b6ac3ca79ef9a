"""`kg judgements`: what people have judged, to read and to share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asking import opened, store_option
from kg.cli.build import told_of_waiting
from kg.cli.context import Context, pass_context
from kg.cli.judging import columns, rows
from kg.cli.output import Column, Format, chosen, emit, format_option, note
from kg.cli.pages import STANDARD_OUTPUT
from kg.counts import Count
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ledger import Judgement


@click.group(invoke_without_command=True)
@click.option("--all", "everything", is_flag=True, help="Also those that were taken back or replaced.")
@click.option(
    "--contradicting", is_flag=True, help="Only those that cannot all be right, with what they contradict."
)
@store_option
@format_option
@pass_context
@click.pass_context
def judgements(
    click_context: click.Context,
    context: Context,
    everything: bool,
    contradicting: bool,
    format: Format | None,
) -> None:
    """List what people have judged, and share it.

    Those that count are listed, oldest first. When one person judges the same twice, the last word counts.
    What two people say otherwise stands side by side: the graph keeps apart what somebody takes for
    different, and keeps what somebody has confirmed.

    \b
    Examples:
      kg judgements
      kg judgements --contradicting
      kg judgements export -o judgements.jsonl
    """
    if click_context.invoked_subcommand is not None:
        return
    if everything and contradicting:
        raise click.UsageError("--all and --contradicting exclude each other.")
    shown = chosen(format)
    if contradicting:
        _list_contradictions(context, shown)
    else:
        _list(context, shown, everything=everything)


def _list(context: Context, format: Format, *, everything: bool) -> None:
    from kg.judging import waiting
    from kg.ledger import last_words

    with opened(context) as workspace:
        every = workspace.ledger.judgements(withdrawn=True)
        listed = every if everything else last_words(every)
        found = rows(workspace, listed)
        waits = {entry.id for entry in waiting(workspace)}
        for row, entry in zip(found, listed, strict=True):
            row["state"] = "waits for its record" if entry.id in waits else _state(entry, every)
        further = [Column("state", "whether it counts, and if not why")] if everything else []
        emit(found, columns(format, *further), format, footnotes=told_of_waiting(workspace))


def _state(entry: Judgement, every: list[Judgement]) -> str:
    """Whether a judgement counts, in words."""
    from kg.ledger import last_words

    if entry.withdraws is not None:
        return f"takes back {entry.withdraws}"
    taken = next((each for each in every if each.withdraws == entry.id), None)
    if taken is not None:
        return f"taken back by {taken.id}"
    last = next(each for each in last_words(every) if (each.who, each.subject) == (entry.who, entry.subject))
    return "counts" if last.id == entry.id else f"replaced by {last.id}"


def _list_contradictions(context: Context, format: Format) -> None:
    from kg.resolve import contradictions

    with opened(context) as workspace:
        with workspace.ledger.reading() as connection:
            groups = contradictions(connection, workspace.ontology)
        found = []
        for number, group in enumerate(groups, start=1):
            found += [{"contradiction": number, **row} for row in rows(workspace, group)]
    first = Column("contradiction", "judgements with one number cannot all be right", "integer")
    notes = [] if groups else ["No judgement contradicts another."]
    emit(found, [first, *columns(format)], format, footnotes=notes)


@judgements.command()
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to a file, by default to standard output, which - is too.",
)
@pass_context
def export(context: Context, output: Path | None) -> None:
    """Write all judgements as lines of JSON, for colleagues and for safe keeping.

    Those that were taken back are among them, with who took them back. A line names what is judged by ids
    that are the same wherever the same files are loaded. An earlier export is replaced, no other file is.

    \b
    Examples:
      kg judgements export -o judgements.jsonl
    """
    from kg.files import written_whole
    from kg.ledger.exchange import export_judgements

    target = None if output == STANDARD_OUTPUT else output
    if target is not None and target.is_file() and not _is_export(target):
        raise UsageError(f"{target} exists already and holds no judgements. Name another file with -o.")
    with opened(context) as workspace:
        lines = list(export_judgements(workspace.ledger))
    if target is None:
        sys.stdout.writelines(lines)
        return
    with written_whole(target) as file:
        file.writelines(lines)
    written = Count(len(lines))
    note(f"{written} {written:judgement was|judgements were} written to {target}.")


def _is_export(path: Path) -> bool:
    """Whether a file begins with a judgement, or is empty, as an export is where nobody has judged."""
    from kg.readers import Row
    from kg.readers.jsonl import read_jsonl

    with path.open("rb") as stream:
        first = next(read_jsonl(stream, str(path)), None)
    return first is None or (isinstance(first, Row) and "verdict" in first.data)


@judgements.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@format_option
@pass_context
def import_(context: Context, file: Path, format: Format | None) -> None:
    """Add the judgements of a file that a colleague has exported, and bring the graph up to date.

    What is in the ledger already stays as it is; importing a file twice changes nothing. Judgements on
    what is not loaded here are kept, and count once it is. When a line is wrong, nothing is imported.

    \b
    Examples:
      kg judgements import judgements.jsonl
    """
    from kg.cli.build import describe
    from kg.ledger.exchange import import_judgements
    from kg.readers.jsonl import read_jsonl

    with opened(context) as workspace:
        with file.open("rb") as stream:
            imported = import_judgements(workspace.ledger, read_jsonl(stream, str(file)), str(file))
        there = workspace.store.version() is not None
        done = (
            describe(workspace.build()) if there else "There is no graph yet: `kg build` makes it, as judged."
        )
        told = [done, *told_of_waiting(workspace)]
    counts = (
        {"judgements": "added", "number": imported.added},
        {"judgements": "known", "number": imported.known},
    )
    emit(counts, _IMPORTED, format, footnotes=told)


_IMPORTED = [
    Column("judgements", "whether they came into the ledger, or were there already"),
    Column("number", "how many", "integer"),
]
