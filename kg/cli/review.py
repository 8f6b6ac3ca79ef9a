"""`kg review`: asks about pairs that only people can decide, the most valuable first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.judging import who_option
from kg.cli.output import Column, Format, counting, emit, format_option, note, visible
from kg.cli.pairs import columns, rows
from kg.cli.sources import Citations
from kg.counts import Count

if TYPE_CHECKING:
    from kg.candidates import Question
    from kg.dossier import Dossier
    from kg.workspace import Workspace

#: Connections, quotes and sources that are shown of one side.
_SHOWN, _QUOTED = 8, 4
#: Key -> verdict; the others act on the list itself.
_VERDICTS = {"s": "same", "d": "different"}
_KEYS = "[s]ame  [d]ifferent  [n]ext  [u]ndo  [q]uit "


@click.command()
@click.option("--list", "listed", is_flag=True, help="Only list the pairs, with what speaks for each.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pairs.")
@who_option
@store_option
@format_option
@pass_context
def review(context: Context, listed: bool, limit: int | None, who: str, format: Format | None) -> None:
    """Decide which people and agreements are one, where names and circumstances leave doubt.

    The pair whose answer is worth most comes first: the less certain it is and the more connections it would
    bring together. Both sides are shown with offices, dates, quotes and sources. One key decides: s they are
    the same, d they are different, n asks another time, u takes back your last answer, q ends. The graph
    follows each answer at once. Answers are judgements: `kg judgements` lists them.

    Without a terminal, and with --list, the pairs are listed.

    \b
    Examples:
      kg review
      kg review --list --limit 20
      kg review --format csv > pairs.csv
    """
    from kg.candidates import undecided

    with asking(context) as workspace:
        with counting("Comparing") as so_far:
            found = undecided(workspace, so_far)
        questions = found.questions[:limit]
        if listed or format is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
            emit(_rows(workspace, questions), columns(_EDGES), format)
        else:
            _Session(workspace, questions, who).run()


class _Session:
    """Questions that are asked one after the other."""

    def __init__(self, workspace: Workspace, questions: Sequence[Question], who: str) -> None:
        self._workspace, self._questions, self._who = workspace, questions, who
        self._answered: list[tuple[int, list[int]]] = []  # place of a question, numbers of its judgements
        self._settled: set[int] = set()  # places of pairs that other answers have made one

    def run(self) -> None:
        """Ask until nothing is left, or somebody quits."""
        number = 0
        while number < len(self._questions):
            key = self._ask(number)
            if key == "q":
                break
            number = self._take_back(number) if key == "u" else number + 1
        kept = Count(len(self._answered))
        left = Count(len(self._questions) - kept - len(self._settled))
        note(
            f"{kept} {kept:answer|answers} kept; {left} {left:pair is|pairs are} left. "
            "`kg judgements` lists what was judged."
        )

    def _ask(self, number: int) -> str:
        """Show a pair and take an answer; gives the key, ``n`` for a pair that is one meanwhile."""
        pair = self._questions[number].pair
        sides = [self._workspace.entity(id) for id in (pair.left, pair.right)]
        if sides[0].node.id == sides[1].node.id:
            self._settled.add(number)
            return "n"
        self._settled.discard(number)
        click.echo(f"\n{number + 1:,} of {len(self._questions):,}: are these one?\n")
        for label, side in zip("AB", sides, strict=True):
            _print_side(self._workspace, label, side)
        click.echo(visible("  ".join(pair.verdict.reasons)))
        while True:
            click.echo(_KEYS, nl=False)
            key = click.getchar()[:1].lower()
            click.echo(key if key in "sdnuq" else "")
            if key in _VERDICTS:
                self._answered.append((number, self._judge(_VERDICTS[key], sides)))
            if key in ("s", "d", "n", "u", "q"):
                return key

    def _judge(self, verdict: str, sides: Sequence[Dossier]) -> list[int]:
        from kg.judging import judge

        ids = [side.node.id for side in sides]
        made = judge(self._workspace, verdict, ids, who=self._who, why="kg review").judgements
        return [each.id for each in made]

    def _take_back(self, number: int) -> int:
        """Take back the last answer of this session, if there was one; gives the place to go on from."""
        from kg.judging import undo

        if not self._answered:
            click.echo("There is no answer of this session to take back.")
            return number
        place, judgements = self._answered.pop()
        undo(self._workspace, judgements, who=self._who)
        return place


def _print_side(workspace: Workspace, label: str, side: Dossier) -> None:
    """One of two entities: its names, connections, quotes and sources."""
    from kg.passages import passages

    cites = Citations(side.sources, most=3)
    ties = [tie for tie in side.ties if tie.other.concept != "Source"]
    ties.sort(key=lambda tie: tie.edge.concept != "HOLDS")  # offices first
    rows = [
        {
            "what": tie.verb,
            "with": tie.other.properties["name"],
            "when": tie.when,
            "as": ", ".join(tie.details),
            "sources": cites.cite(tie.edge.properties["sources"]),
        }
        for tie in ties[:_SHOWN]
    ]
    rows += [
        {
            "what": "in these words",
            "with": f"{each.before}«{each.quote}»{each.after}",
            "sources": cites.cite([each.source]),
        }
        for each in passages(workspace, side, _QUOTED)
    ]
    names = ", ".join([str(side.node.properties["name"]), *(side.node.properties.get("aliases") or [])])
    emit(rows, format="table", title=f"{label}  {names}  ({side.node.id})", footnotes=cites.lines())
    click.echo()


def _rows(workspace: Workspace, questions: Sequence[Question]) -> Iterator[dict[str, Any]]:
    pairs = rows(workspace, [each.pair for each in questions])
    for row, each in zip(pairs, questions, strict=True):
        yield {**row, "edges": each.edges}


_EDGES = Column("edges", "connections that would be brought together", "integer")
