"""`kg match`: joins what is one beyond doubt, and links agreements to those that they continue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, counting, emit, format_option
from kg.cli.pairs import columns, rows
from kg.counts import Count
from kg.entities import names_of

if TYPE_CHECKING:
    from kg.candidates import Found
    from kg.matching import Pair, Renewal
    from kg.workspace import Workspace


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be joined, and change nothing.")
@store_option
@format_option
@pass_context
def match(context: Context, dry_run: bool, format: Format | None) -> None:
    """Join people, agreements, bodies, venues and ceremonies that are one beyond doubt.

    People are compared by their names, by where they held which office when, and by what they took part in;
    agreements of the same parties and kind by their dates and numbers; institutions and venues by their
    names, places and what they have to do with; ceremonies by their days and agreements. What is sure is kept
    as a judgement of "kg match" with its reason, and the graph follows. What is not sure is left to you:
    `kg review` asks.

    What renews or follows an earlier agreement of the very same parties never joins it: it is linked to the
    latest one by an edge RENEWS, where dates leave no doubt. All such links are found anew each time; what
    you `kg reject` stays away.

    Nothing is joined that somebody has judged, and a judgement of yours always goes before one of kg match.
    `kg undo NUMBER` takes back one that was wrong: it is never joined again, and `kg review` asks about it.
    `kg undo --who "kg match"` takes back all that the last run joined, as if it had not run. A join against
    which later records speak stays until you take it back; you are told of people whom it gives two offices
    that nobody holds at one time.

    \b
    Examples:
      kg match --dry-run
      kg match
      kg judgements
    """
    from kg.candidates import contradicted, renewed, undecided
    from kg.renewals import keep, rejected

    with asking(context) as workspace:
        with counting("Comparing") as so_far:
            found = undecided(workspace, so_far)
        shown = [{"outcome": "same", **row} for row in rows(workspace, found.same)]
        if not dry_run:
            join(workspace, found.same)
        links = renewed(workspace)
        if not dry_run:
            keep(workspace, links)
        wrong = rejected(workspace.ledger, links)
        links = [each for each in links if each not in wrong]
        shown += _linked(workspace, links)
        doubtful = contradicted(workspace)
    told = [_told(found, dry_run=dry_run), _told_of_links(len(links), len(wrong)), *_told_of(doubtful)]
    emit(shown, [_OUTCOME, *columns()], format, footnotes=told)


#: People who are named in a note, most.
_MOST_TOLD = 5
_OUTCOME = Column(
    "outcome",
    "same: the two are one; renews: the left one continues the right one, and the score says how sure",
)


def join(workspace: Workspace, pairs: list[Pair]) -> None:
    """Keep judgements that make pairs of nodes one, and bring the graph up to date."""
    from kg.judging import decide, side
    from kg.ledger import PROGRAM, Decision

    decisions = [
        Decision(
            "same",
            side(workspace, pair.left).entity,
            side(workspace, pair.right).entity,
            why=" ".join(pair.verdict.reasons),
        )
        for pair in pairs
    ]
    if decisions:
        decide(workspace, decisions, who=PROGRAM)


def _told(found: Found, *, dry_run: bool) -> str:
    compared, same, left = Count(found.compared), Count(len(found.same)), Count(len(found.questions))
    what = f"{same} {same:pair|pairs}{' would be' if dry_run else ''} joined"
    rest = f"; {left} {left:is|are} left to you: `kg review` asks about {left:it|them}" if left else ""
    return f"{compared} {compared:pair was|pairs were} compared, {what}{rest}."


def _linked(workspace: Workspace, links: Sequence[Renewal]) -> Iterator[dict[str, Any]]:
    """Renewals as rows like those of pairs."""
    names = names_of(workspace, {id for each in links for id in (each.later, each.earlier)})
    for later, earlier, confidence, why in links:
        yield {
            "outcome": "renews",
            "left": names[later],
            "right": names[earlier],
            "score": confidence,
            "why": why,
            "left_id": later,
            "right_id": earlier,
        }


def _told_of(doubtful: Sequence[str]) -> Iterator[str]:
    """Joins of an earlier run, or of this one, against which offices speak."""
    if doubtful:
        people = Count(len(doubtful))
        yield (
            f"{people} {people:person|people} that kg match joined held at one time what nobody can: "
            f"{', '.join(doubtful[:_MOST_TOLD])}. `kg query run overlapping-terms` shows the offices, "
            "`kg why ID` what was joined."
        )


def _told_of_links(number: int, wrong: int) -> str:
    links = Count(number)
    told = f"{links} {links:agreement continues|agreements continue}"
    return f"{told} an earlier one{f'; {wrong:,} more would, but for what people rejected' if wrong else ''}."
