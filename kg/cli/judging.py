"""What commands that judge have in common: who judges, and what they print."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.build import describe
from kg.cli.output import Column, Format, emit
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.judging import Outcome
    from kg.ledger import Judgement
    from kg.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

#: Names the person who judges, where ``--who`` does not.
WHO_VARIABLE = "KG_WHO"


def who_option(command: F) -> F:
    """Give a command the option ``--who``; it arrives as ``who``, the name on the machine when not given."""
    return click.option(
        "--who",
        metavar="NAME",
        envvar=WHO_VARIABLE,
        show_envvar=True,
        callback=lambda _context, _parameter, value: _text(value) or _name_on_machine(),
        help="Who judges, as colleagues know you; your name on this machine when not given.",
    )(command)


def why_option(command: F) -> F:
    """Give a command the option ``--why``; it arrives as ``why``, None when not given or blank."""
    return _why()(command)


def required_why_option(command: F) -> F:
    """Give a command the option ``--why``, without which nothing is judged."""

    def given(context: click.Context, parameter: click.Parameter, value: str) -> str:
        if (why := _text(value)) is None:
            raise click.BadParameter("is empty: say on what ground.", context, parameter)
        return why

    return _why(required=True, callback=given)(command)


def _why(**settings: Any) -> Callable[[F], F]:
    told = "On what ground; it is kept with the judgement."
    return click.option(
        "--why",
        metavar="TEXT",
        help=told,
        **{"callback": lambda _context, _parameter, value: _text(value), **settings},
    )


def _text(value: str | None) -> str | None:
    """What was given, without blanks around it; None for nothing.

    Raises:
        BadParameter: the terminal has sent bytes that are no text, which no ledger keeps.
    """
    given = (value or "").strip()
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter("holds bytes that are not UTF-8 text; type it again.") from error
    return given or None


def _name_on_machine() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:  # in containers, the user may have no name
        raise UsageError(f"Who judges? Add --who NAME, or set {WHO_VARIABLE}.") from error


COLUMNS = [
    Column("number", "by which kg undo takes it back", "integer"),
    Column("verdict", "same, different, unsure, confirmed or rejected"),
    Column("left", "what is judged, or what the judged statement says"),
    Column("right", "what it is compared with"),
    Column("who", "who judged"),
    Column("when", "in UTC"),
    Column("why", "on what ground"),
]
IDS = [
    Column("left_id", "the mention, or the statement, that was judged"),
    Column("right_id", "the other mention"),
]


def columns(format: Format, *further: Column) -> list[Column]:
    """The columns of judgements; programs are given the ids of what is judged, too."""
    return [*COLUMNS, *further, *([] if format in ("table", "md") else IDS)]


def rows(workspace: Workspace, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Judgements as rows; what has no name is shown by its id."""
    from kg.judging import described

    found = described(workspace, judgements)
    for row in found:
        alike = row["left"] == row["right"]  # of one name, or both without
        for side in ("left", "right") if row["right_id"] else ():
            id = row[f"{side}_id"]
            row[side] = f"{row[side]} ({id})" if alike and row[side] else row[side] or id
    return found


def print_outcome(
    workspace: Workspace, outcome: Outcome, format: Format, *, taken_back: bool = False
) -> None:
    """Print judgements that were made or taken back, and what became of the graph."""
    title = "Taken back" if taken_back else "Kept"
    listed = rows(workspace, outcome.judgements)
    told = list(_effects(outcome, taken_back=taken_back))
    emit(listed, columns(format), format, title=title, footnotes=told)


def _effects(outcome: Outcome, *, taken_back: bool) -> list[str]:
    """What judgements did to the graph, in sentences."""
    if outcome.report is None:
        return ["There is no graph yet: `kg build` makes it, as judged."]
    before, after = outcome.before, outcome.after
    told = []
    if before and after and before != after:
        told.append(f"{_listed(before)} became {_listed(after)}.")
    elif before != after:
        told.append(f"{_listed(before | after)} {'left' if before else 'came into'} the graph.")
    elif not taken_back and len(after) > 1 and outcome.judgements[0].verdict == "same":
        told.append(
            "They stay apart, since somebody says that they differ: kg judgements --contradicting lists it."
        )
    if outcome.counts:
        told.append("Now " + ", ".join(_more(name, number) for name, number in outcome.counts.items()) + ".")
    return [*told, describe(outcome.report)]


def _listed(nodes: frozenset[str]) -> str:
    return " and ".join(sorted(nodes))


def _more(name: str, number: int) -> str:
    return f"{abs(number):,} {name} {'more' if number > 0 else 'fewer'}"
