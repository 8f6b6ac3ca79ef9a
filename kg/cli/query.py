"""`kg query` and `kg cypher`: questions from the library, and questions of one's own."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.answers import emit_answer
from kg.cli.asking import asking, note_when_behind, opened, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, emit, format_option, note, say
from kg.counts import Count
from kg.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from kg.library import Library, QueryFile

#: What a command that found mistakes ends with.
_WRONG = 1
#: Rows of free Cypher that are printed when nothing else is said.
_MOST_ROWS = 1000


@click.group()
def query() -> None:
    """Ask a question from the query library.

    Each question stands in one file; a file in the queries folder of your project replaces the
    built-in one of the same name.

    \b
    Examples:
      kg query list
      kg query run agreements-of-region "Kabupaten Paser"
      kg query show who-signed-with-whom
    """


@query.command("list")
@click.option("--topic", metavar="TOPIC", help="Only questions on this topic.")
@format_option
@pass_context
def list_(context: Context, topic: str | None, format: Format | None) -> None:
    """List all questions.

    \b
    Examples:
      kg query list
      kg query list --topic people
    """
    from kg.library import example_call
    from kg.ontology import did_you_mean

    queries = list(_library(context).queries.values())
    topics = {question.topic for question in queries}
    if topic is not None and topic not in topics:
        near = did_you_mean(topic, topics)
        raise UsageError(f"There is no topic {topic!r}.{near} Topics: {', '.join(sorted(topics))}.")
    rows = [
        {
            "topic": each.topic,
            "query": each.name,
            "title": each.title,
            "why": each.why,
            "example": example_call(each),
        }
        for each in queries
        if topic in (None, each.topic)
    ]
    columns = [
        Column("topic", "what it is about"),
        Column("query", "the name to run it by"),
        Column("title", "the question"),
    ]
    if format in ("json", "csv") or (format is None and not sys.stdout.isatty()):
        columns += [Column("why", "why a journalist asks it"), Column("example", "an example call")]
    emit(rows, columns, format, footnotes=["`kg query show NAME` shows one, `kg query run NAME` asks it."])


@query.command()
@click.argument("name")
@pass_context
def show(context: Context, name: str) -> None:
    """Show a question: what it asks and why, its parameters and columns, its Cypher, an example call.

    \b
    Example:
      kg query show agreements-of-region
    """
    from kg.library import example_call

    question = _library(context).get(name)
    say(f"{question.name}: {question.title}")
    say()
    for text in (question.description, f"Why: {question.why}", _coverage(question)):
        if text:
            say(text)
    _show_parts(question)
    say()
    say("Example:")
    say(f"  {example_call(question)}")
    say()
    say(f"Cypher ({question.path}):")
    say()
    say(question.cypher)


def _coverage(question: QueryFile) -> str:
    return f"What it cannot tell: {question.coverage}" if question.coverage else ""


def _show_parts(question: QueryFile) -> None:
    if question.parameters:
        say()
        say("Parameters:")
    for each in question.parameters.values():
        kept = "required" if each.required else f"default {'none' if each.default is None else each.default}"
        say(f"  {each.name} ({each.described}; {kept}): {each.help}")
    say()
    say("Columns:")
    for column in question.columns.values():
        say(f"  {column.name} ({column.type}): {column.help}")


@query.command(context_settings={"ignore_unknown_options": False})
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[SUBJECT] [PARAMETER=VALUE]...")
@click.option("--links/--no-links", default=True, help="Print the links of sources below a table.")
@store_option
@format_option
@pass_context
def run(context: Context, name: str, values: tuple[str, ...], links: bool, format: Format | None) -> None:
    """Ask a question.

    SUBJECT is the person, region or institution that the question is about. Names may be written
    without titles and in any case; when several fit, they are listed with their ids, and an id is taken too.

    \b
    Examples:
      kg query run who-signed-with-whom since=2024-01-01
      kg query run agreements-of-region "Kabupaten Paser"
      kg query run member-year "Mokhammad Najih" year=2023 --format csv
    """
    with asking(context) as workspace:
        question = workspace.library.get(name)
        emit_answer(workspace, workspace.query(name, **given_values(question, values)), format, links=links)


def given_values(question: QueryFile, words: Sequence[str]) -> dict[str, str]:
    """Sort words of a command line into parameters.

    ``name=value`` gives a parameter; what has no such form belongs to the question's subject, several
    words joined by blanks.

    Raises:
        UsageError: a parameter is given twice, or there is no subject to take a bare word.
    """
    given: dict[str, str] = {}
    bare = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not (name in question.parameters or name.isidentifier()):
            bare.append(word)
        elif name in given:
            raise UsageError(f"'{name}' is given twice.")
        else:
            given[name] = value
    if bare:
        subject = question.subject
        if subject is None:
            raise UsageError(f"'{question.name}' takes no {bare[0]!r}; write parameters as name=value.")
        if subject in given:
            raise UsageError(f"'{subject}' is given twice: as {' '.join(bare)!r} and as {given[subject]!r}.")
        given[subject] = " ".join(bare)
    return given


@query.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_context
def lint(context: Context, files: tuple[Path, ...]) -> None:
    """Check query files and list what is wrong, with line, reason and remedy; all of them by default.

    It knows the constructs that KGLite and Neo4j answer differently, holds names against the schema,
    and parameters and columns against the header.

    \b
    Examples:
      kg query lint
      kg query lint queries/my-question.cypher
    """
    findings = _library(context).lint(*files)
    count = 0
    for path, found in findings.items():
        for finding in found:
            say(f"{path}:{finding}")
            count += 1
    if count:
        note(f"{count} to mend.")
        raise click.exceptions.Exit(_WRONG)
    queries = Count(len(findings))
    note(f"{queries} {queries:query|queries}, nothing wrong.")


class _Seconds(click.FloatRange):
    """A time that ends."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        found = float(super().convert(value, param, ctx))
        if not math.isfinite(found):
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return found


@click.command()
@click.argument("text", metavar="CYPHER")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    help="A value for $NAME. JSON is taken as such (12, true, [1, 2]), anything else as text.",
)
@click.option(
    "--timeout", type=_Seconds(min=0, min_open=True), default=30.0, show_default=True, help="Seconds."
)
@click.option(
    "--limit", type=click.IntRange(1), default=_MOST_ROWS, show_default=True, help="Most rows to print."
)
@store_option
@format_option
@pass_context
def cypher(
    context: Context,
    text: str,
    parameters: tuple[str, ...],
    timeout: float,
    limit: int,
    format: Format | None,
) -> None:
    """Run a Cypher query of your own; it can read, never write. With - the query is read from standard input.

    What the embedded store and Neo4j would answer differently is warned of.

    Put values into parameters, not into the text: a name with a quotation mark in it then does no harm.

    \b
    Examples:
      kg cypher "MATCH (p:Person)-[:SIGNED]->(a) RETURN p.name, count(a) AS n ORDER BY n DESC, p.id LIMIT 5"
      kg cypher 'MATCH (r:Region {code: $code}) RETURN r.name' -p code='"64"'
      kg cypher - --format csv < question.cypher
    """
    from kg.library import differences

    if text == "-":
        text = _standard_input()
    if not text.strip():
        raise UsageError("The query is empty.")
    given = dict(parameter(each) for each in parameters)
    with opened(context) as workspace:
        with suppress(LedgerError):  # a graph on a server answers also where its ledger is not
            note_when_behind(workspace)
        answer = workspace.cypher(text, given, timeout=timeout, limit=limit)
        for finding in differences(text, workspace.ontology, given):
            note(f"Warning: {finding}")
        emit_answer(workspace, answer, format)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"Standard input is not UTF-8 (byte {error.start + 1}).") from error


def parameter(written: str) -> tuple[str, Any]:
    """A parameter of free Cypher: its name and value, JSON where it is such, else text.

    Raises:
        UsageError: it has no name or no value.
    """
    name, sign, value = written.partition("=")
    if not sign or not name:
        raise UsageError(f"{written!r} is no parameter; write -p name=value.")
    try:
        return name, json.loads(value, parse_constant=_not_json)
    except ValueError:
        return name, value
    except RecursionError as error:
        raise UsageError(f"The value of {name!r} is lists within lists beyond all measure.") from error


def _not_json(constant: str) -> Any:
    """Python reads NaN and Infinity as numbers, which are no JSON."""
    raise ValueError(constant)


def _library(context: Context) -> Library:
    from kg.workspace import open_workspace

    return open_workspace(context.project).library
