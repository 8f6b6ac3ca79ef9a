"""The command ``kg``: which commands there are, and what becomes of errors.

Listing the commands imports none of them: their modules are read when one is used, so that
``kg --help`` answers at once.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click

from kg.cli.context import Context
from kg.cli.errors import report
from kg.errors import KgError


class Entry(NamedTuple):
    """Where a command is found, ``kg.cli.<module>.<its name>``, and the first line of its help."""

    module: str
    help: str


#: Heading -> commands below it, in the order in which ``kg --help`` shows them.
COMMANDS: dict[str, dict[str, Entry]] = {
    "Start": {
        "demo": Entry("demo", "Load the bundled data, answer three questions and draw a network."),
        "init": Entry("init", "Start a project folder for your own data and queries."),
    },
    "Put in": {
        "extract": Entry("extract", "Find agreements, results, people and offices in articles."),
        "load": Entry("load", "Load records and articles from files into the ledger."),
        "issues": Entry(
            "load", "List records that were set aside, how to mend them, and what articles leave open."
        ),
        "template": Entry("load", "Write an empty table to fill in, each column explained."),
        "datasets": Entry("datasets", "List what was loaded, when, and from where."),
        "withdraw": Entry("datasets", "Take back what files said; the ledger keeps it, the graph does not."),
        "build": Entry("build", "Bring the graph up to date with the ledger."),
        "ledger": Entry("ledger", "Move the ledger to a server or to a file."),
    },
    "Ask": {
        "query": Entry("query", "Ask a question from the query library."),
        "cypher": Entry("query", "Run a Cypher query of your own."),
        "show": Entry("show", "Show all that is known of an entity, each statement with its source."),
        "conflicts": Entry("conflicts", "List what sources disagree on, the most consequential first."),
        "path": Entry("show", "Show how two entities are connected, hop by hop."),
        "brokers": Entry("analysis", "List the people through whom others are connected."),
        "communities": Entry("analysis", "Divide people into those who were more often together."),
        "names": Entry("names", "Say whether two names are one person's: same, ask or different."),
        "view": Entry("view", "Write a page that opens in any browser, also offline."),
        "report": Entry(
            "report", "Write all that is known of an entity, with numbered sources, to print or send."
        ),
    },
    "Judge": {
        "judge": Entry("judge", "Say that two entities are the same, are different, or may be either."),
        "merge": Entry("judge", "Say that several entities are one."),
        "split": Entry("judge", "Say that some mentions of a node are somebody else."),
        "reject": Entry(
            "judge", "Say that a statement is wrong: it leaves the graph, and stays in the ledger."
        ),
        "confirm": Entry("judge", "Say that a statement is right."),
        "undo": Entry("judge", "Take back a judgement: the graph is as it was before."),
        "match": Entry(
            "match", "Join people, agreements, bodies, venues and ceremonies that are one beyond doubt."
        ),
        "review": Entry(
            "review", "Decide which people and agreements are one, where names and circumstances leave doubt."
        ),
        "why": Entry("why", "Tell why the mentions of A are one, or why A and B are not."),
        "judgements": Entry("judgements", "List what people have judged, and share it."),
    },
    "Hand on": {
        "export": Entry("export", "Write the graph, or how it looks, for other programs."),
    },
    "Look up": {
        "schema": Entry("schema", "Show the concepts that the graph is made of."),
        "doctor": Entry("doctor", "Check that ledger and graph are well, and say what to do."),
    },
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of :data:`COMMANDS`."""
        return [name for section in COMMANDS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is none of that name."""
        for section in COMMANDS.values():
            if cmd_name in section:
                module = import_module(f"kg.cli.{section[cmd_name].module}")
                command = getattr(module, cmd_name)
                assert isinstance(command, click.Command)
                return command
        return None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for, or say which one may have been meant."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=names, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands below their headings."""
        for heading, section in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(name, entry.help) for name, entry in section.items()])


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from kg import __version__

    click.echo(f"kg {__version__}")
    ctx.exit()


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "-C",
    "--project",
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Work on the project in this folder instead of the current one.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print results and errors only: no progress, no hints.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
@click.pass_context
def cli(ctx: click.Context, folder: Path | None, quiet: bool) -> None:
    """A knowledge graph for newsrooms: who is connected with whom, and which source says so.

    New here? `kg demo` shows it at work. `kg COMMAND --help` explains a command, with examples.
    """
    ctx.obj = Context(folder, quiet)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: the words after ``kg``; those of the process by default.

    Returns:
        The exit code: 0 when all went well, 1 for failures, 2 for wrong usage, 70 for a fault in kg
        itself, 130 when interrupted; commands may have further ones, which their help explains.
    """
    _be_lenient_about_encoding()
    logging.getLogger("kg").addHandler(_NOTES)
    try:
        if sys.stdout is None:  # and the first file that is opened would be taken for it
            raise KgError("standard output is closed. To throw away what is printed: kg ... > /dev/null")
        _open_what_is_closed()
        code = cli.main(args=arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - the edge: whatever happened, the user gets a sentence
        return report(error)
    return code if isinstance(code, int) else 0


class _Notes(logging.Handler):
    """Hands what the engine remarks to whoever runs a command."""

    def emit(self, record: logging.LogRecord) -> None:
        from kg.cli.output import note

        note(record.getMessage())


#: One, so that it is added once.
_NOTES = _Notes(logging.WARNING)


def _open_what_is_closed() -> None:
    """Read nothing from a closed standard input, and drop what goes to closed standard errors."""
    if sys.stdin is None:  # this one first: a file that is opened takes the lowest place that is free
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - open for as long as this runs
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise


def _be_lenient_about_encoding() -> None:
    """Never fail for a character that the terminal cannot show; hand UTF-8 to other programs."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
