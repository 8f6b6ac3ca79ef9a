"""`kg why`: why mentions are one entity, or two entities are not; and what makes an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, emit, format_option
from kg.cli.sources import runs
from kg.entities import is_edge_id

if TYPE_CHECKING:
    from kg.workspace import Workspace


@click.command()
@click.argument("name", metavar="A")
@click.argument("other", metavar="[B]", required=False)
@store_option
@format_option
@pass_context
def why(context: Context, name: str, other: str | None, format: Format | None) -> None:
    """Tell why the mentions of A are one, or why A and B are not.

    A and B are names or ids. Mentions are one when they share a key that the schema names, or when somebody
    says so. Numbers of mentions are those of `kg split A`, which shows what each record says. Of two
    people it is told how their names and offices compare, and what anybody has judged. A can be the id of a
    connection, too, as JSON shows it: then it is told by what rule or record it is there.

    \b
    Examples:
      kg why "Mokhammad Najih"
      kg why person-c8f3d75b32240d5bf854 person-0d6be89e45af0bb18d0c
    """
    with asking(context) as workspace:
        if other is None and is_edge_id(workspace, name):
            _print_edge(workspace, name, format)
        elif other is None:
            _print_one(workspace, name, format)
        else:
            _print_two(workspace, name, other, format)


def _print_one(workspace: Workspace, name: str, format: Format | None) -> None:
    from kg.reasons import why_one

    node = workspace.find(name)
    ties = why_one(workspace, node)
    rows = [{**tie._asdict(), "mentions": ", ".join(runs(tie.mentions))} for tie in ties]
    hint = f"`kg split {node.id}` lists the mentions and parts them."
    emit(rows, _TIES, format, title=f"{node.properties['name']} ({node.id})", footnotes=[hint])


def _print_edge(workspace: Workspace, id: str, format: Format | None) -> None:
    from kg.reasons import why_edge

    hint = "`kg show NAME --statements` lists what states it, for `kg reject`."
    emit([each._asdict() for each in why_edge(workspace, id)], _GROUNDS_OF_EDGE, format, footnotes=[hint])


def _print_two(workspace: Workspace, name: str, other: str, format: Format | None) -> None:
    from kg.judging import described
    from kg.reasons import why_two

    left, right = workspace.find(name), workspace.find(other)
    if left.id == right.id:
        _print_one(workspace, left.id, format)
        return
    found = why_two(workspace, left, right)
    rows: list[dict[str, object]] = []
    if found.verdict is not None:
        verdict = found.verdict
        rows += [
            {"by": "comparison", "says": verdict.decision, "score": round(verdict.score, 2), "ground": each}
            for each in verdict.reasons
        ]
    for row in described(workspace, found.judgements):
        rows.append({"by": row["who"], "says": row["verdict"], "score": None, "ground": row["why"]})
    if not rows:
        rows.append(
            {"by": "rule", "says": "different", "score": None, "ground": "They share no key of the schema."}
        )
    names = " and ".join(f"{node.properties['name']} ({node.id})" for node in (left, right))
    emit(rows, _GROUNDS, format, title=names, footnotes=["`kg judge A B same|different` decides."])


_TIES = [
    Column("by", "a rule of the schema, or a judgement"),
    Column("ground", "the key that they share, or who judged and why"),
    Column("mentions", "their numbers"),
]
_GROUNDS_OF_EDGE = [
    Column("by", "the rule that made it, or what read it from a record"),
    Column("says", "the connection as a sentence"),
    Column("ground", "what the rule goes by, or the words of the source"),
    Column("confidence", "how sure that is, up to 1", "number"),
    Column("dataset", "which states it"),
]
_GROUNDS = [
    Column("by", "the comparison, or who judged"),
    Column("says", "same, ask, different or unsure"),
    Column("score", "how likely it is that they are one, up to 1", "number"),
    Column("ground", "what speaks for it or against it"),
]
