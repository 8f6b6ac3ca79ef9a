"""`kg judge`, `kg merge`, `kg split`, `kg reject`, `kg confirm`, `kg undo`: what people know better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.judging import print_outcome, required_why_option, who_option, why_option
from kg.cli.output import Column, Format, chosen, emit, format_option, note
from kg.cli.sources import describe

if TYPE_CHECKING:
    from kg.workspace import Workspace


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.argument("verdict", type=click.Choice(("same", "different", "unsure")))
@why_option
@who_option
@store_option
@format_option
@pass_context
def judge(
    context: Context, left: str, right: str, verdict: str, why: str | None, who: str, format: Format | None
) -> None:
    """Say that two entities are the same, are different, or may be either.

    A and B are names, ids of nodes, or ids of mentions as `kg split NAME` lists them. The graph follows at
    once: what is the same becomes one node, which keeps the older id; what is different is never joined, by
    no rule and by nobody else. A judgement on a node is kept for the first of its mentions, and outlives
    every reload. `kg undo` takes it back.

    With unsure you take back what you have said of the two before, and note that you cannot tell: kg match
    does not join them, nor by way of a third. What other people say of them counts as before: if somebody
    says same, and nobody but you said different, they become one.

    \b
    Examples:
      kg judge person-a0035fee62063cba0a8a person-f67a2d440d1dc8c604bc same --why "elected governor"
      kg judge person-c8f3d75b32240d5bf854 person-0d6be89e45af0bb18d0c different
    """
    from kg.judging import judge

    shown = chosen(format)
    with asking(context) as workspace:
        print_outcome(workspace, judge(workspace, verdict, [left, right], who=who, why=why), shown)


@click.command()
@click.argument("names", metavar="A B [C ...]", nargs=-1, required=True)
@why_option
@who_option
@store_option
@format_option
@pass_context
def merge(context: Context, names: tuple[str, ...], why: str | None, who: str, format: Format | None) -> None:
    """Say that several entities are one.

    It is kg judge A B same, and kg judge A C same, in one go; `kg undo` takes all of it back. The oldest id
    stays, and the others lead to it.

    \b
    Examples:
      kg merge person-c8f3d75b32240d5bf854 person-0d6be89e45af0bb18d0c --why "one man in two offices"
    """
    from kg.judging import judge

    if len(names) < 2:
        raise click.UsageError("Name two entities or more.")
    shown = chosen(format)
    with asking(context) as workspace:
        print_outcome(workspace, judge(workspace, "same", names, who=who, why=why), shown)


@click.command()
@click.argument("name", metavar="NAME")
@click.argument("mentions", metavar="[MENTION ...]", nargs=-1)
@why_option
@who_option
@store_option
@format_option
@pass_context
def split(
    context: Context, name: str, mentions: tuple[str, ...], why: str | None, who: str, format: Format | None
) -> None:
    """Say that some mentions of a node are somebody else.

    Without MENTION, the mentions are listed, each with a number, what its record says, and its sources. Name
    those that are somebody else by number or id: they become one node of their own. The others stay one,
    with the id; but where judgements had joined nodes that are apart again, each has its own id back.

    \b
    Examples:
      kg split "Rahmat Contoh"
      kg split "Rahmat Contoh" 2 3 --why "the mayor's namesake at the university"
    """
    from kg.judging import split

    shown = chosen(format)
    with asking(context) as workspace:
        if mentions:
            print_outcome(workspace, split(workspace, name, mentions, who=who, why=why), shown)
        else:
            _list_mentions(workspace, name, shown)


def _list_mentions(workspace: Workspace, name: str, format: Format) -> None:
    """Print the mentions of a node, for people to choose from."""
    from kg.judging import mentions

    found = mentions(workspace, name)
    known = workspace.sources({source for each in found for source in each.sources})
    rows = [
        each._asdict() | {"sources": [describe(known[source]) for source in each.sources if source in known]}
        for each in found
    ]
    hint = "To part some from the others: kg split NAME NUMBER ..."
    emit(rows, _MENTIONS, format, title=f"Mentions of {name}", footnotes=[hint])


_MENTIONS = [
    Column("number", "by which kg split takes it", "integer"),
    Column("name", "as the record has it"),
    Column("says", "what else the record says"),
    Column("dataset", "file or article that it came with"),
    Column("sources", "one or more of them say so"),
    Column("entity", "id of the mention"),
]


@click.command()
@click.argument("statements", metavar="STATEMENT ...", nargs=-1, required=True)
@required_why_option
@who_option
@store_option
@format_option
@pass_context
def reject(context: Context, statements: tuple[str, ...], why: str, who: str, format: Format | None) -> None:
    """Say that a statement is wrong: it leaves the graph, and stays in the ledger.

    STATEMENT is an id, or how one begins; `kg show NAME --statements` lists them. Without one of its ends an
    edge is gone, and without its name a mention and all its edges. It holds for the fact: the same value of
    the same property of the same mention stays away when it is loaded again, whoever reads it.

    \b
    Examples:
      kg show "Basiran" --statements
      kg reject 65b5d4a87b48 --why "the article speaks of somebody else"
    """
    from kg.judging import weigh

    shown = chosen(format)
    with asking(context) as workspace:
        print_outcome(workspace, weigh(workspace, "rejected", statements, who=who, why=why), shown)


@click.command()
@click.argument("statements", metavar="STATEMENT ...", nargs=-1, required=True)
@why_option
@who_option
@store_option
@format_option
@pass_context
def confirm(
    context: Context, statements: tuple[str, ...], why: str | None, who: str, format: Format | None
) -> None:
    """Say that a statement is right.

    Its value goes before what other sources say, however many, and it stays when somebody rejects it. Who
    has rejected it himself takes that back.

    \b
    Examples:
      kg confirm 65b5d4a87b48 --why "so it stands in the signed copy"
    """
    from kg.judging import weigh

    shown = chosen(format)
    with asking(context) as workspace:
        print_outcome(workspace, weigh(workspace, "confirmed", statements, who=who, why=why), shown)


@click.command()
@click.argument("numbers", metavar="[NUMBER ...]", type=click.IntRange(min=1), nargs=-1)
@why_option
@who_option
@store_option
@format_option
@pass_context
def undo(
    context: Context, numbers: tuple[int, ...], why: str | None, who: str, format: Format | None
) -> None:
    """Take back a judgement: the graph is as it was before.

    It is your last one, with all that was judged in the same go, or those with the NUMBERs that
    `kg judgements` shows, whoever made them. It stays on record, with who took it back, when and why. What
    kg match joined and you take back is not joined again, and `kg review` asks about it; that the two are
    different is said by kg judge A B different.

    \b
    Examples:
      kg undo
      kg undo 12 --why "the birthdays differ"
      kg undo 12 13 14
    """
    from kg.judging import undo
    from kg.ledger import PROGRAM

    shown = chosen(format)
    with asking(context) as workspace:
        outcome = undo(workspace, numbers, who=who, why=why)
        print_outcome(workspace, outcome, shown, taken_back=True)
        if who != PROGRAM and any(each.who == PROGRAM for each in outcome.judgements):
            note(_STILL_ASKED)


_STILL_ASKED = (
    "kg match joins them no more, and `kg review` asks about them. Are they different? Say so: "
    "kg judge A B different."
)
