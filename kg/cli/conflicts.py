"""`kg conflicts`: what sources disagree on, with the words and the weight of each side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import asking, store_option
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, chosen, emit, format_option, say
from kg.cli.sources import Citations, as_mapping, outlet
from kg.counts import Count

if TYPE_CHECKING:
    from kg.conflicts import Disagreement, Side
    from kg.passages import Passage
    from kg.statements import Source

#: A disagreement with the passages of each of its sides.
Read = tuple["Disagreement", list[list["Passage"]]]

#: Passages that a table quotes for one side.
_QUOTED = 2

_HOW_TO_READ = (
    "In brackets: how many questions of the query library rest on the property. "
    "The graph has the value that somebody has confirmed, or else that with the greatest weight, the number "
    "of independent sources that may have said it: pages that print one text are one. "
    "'But not' are those of them that are known to say otherwise."
)

_COLUMNS = [
    Column("conflict", "counted from 1, the most consequential first", "integer"),
    Column("about", "what it is about: an entity, or an edge as PERSON, signed, AGREEMENT"),
    Column("id", "id of the node or edge"),
    Column("property", "which of its properties, as in Cypher"),
    Column("value", "what this side says"),
    Column("stands", "whether the graph has this value"),
    Column("confirmed", "whether somebody has confirmed it"),
    Column("weight", "how many independent sources may have said it", "integer"),
    Column("sources", "one or more of them say so"),
    Column("otherwise", "sources counted in the weight that are known to say another value"),
    Column("passages", "the words, where the text was kept"),
    Column("questions", "questions of the library that rest on the property", "integer"),
    Column("edges", "edges that hang on it", "integer"),
    Column("consequence", "questions times the share of sources that say otherwise", "number"),
]


@click.command()
@click.argument("name", required=False)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="List the N most consequential.",
)
@store_option
@format_option
@pass_context
def conflicts(context: Context, name: str | None, limit: int, format: Format | None) -> None:
    """List what sources disagree on, the most consequential first.

    With NAME, a name or an id, only what is about that entity and its connections.

    Each side stands with its value, its sources and the words in «», where the text was kept. Its weight
    is the number of independent sources that may have said it: pages that print one text are one. The graph
    has the value with the greatest, unless somebody has confirmed another. A record with several sources
    counts all of them for each of its values: those of them that are known to say another one stand behind
    "but not".

    Consequence is the number of questions in the query library that rest on the property, times the share
    of the sources that say otherwise than the graph; 2021-05 is not otherwise than 2021-05-04. Of equals the
    more doubtful goes first, and after that the one on which more edges hang.

    CSV has a row for each side. In Cypher: `kg query run disagreements`.

    \b
    Examples:
      kg conflicts
      kg conflicts --limit 3
      kg conflicts "Pemprov Bali, 2022"
      kg conflicts --format csv
    """
    from kg.conflicts import disagreements, words

    shown = chosen(format)
    with asking(context) as workspace:
        every = disagreements(workspace, name)
        listed = [(one, words(workspace, one)) for one in every[:limit]]
        cited = {id for one, _ in listed for side in one.sides for id in (*side.sources, *side.otherwise)}
        sources = workspace.sources(cited)
    notes = [f"Only the first {limit} of {len(every):,}; --limit gives more."] if len(every) > limit else []
    if shown == "json":
        emit([_as_mapping(*each, sources) for each in listed], format=shown, footnotes=notes)
    elif shown == "csv":
        rows = [row for place, each in enumerate(listed, 1) for row in _rows(place, *each, sources)]
        emit(rows, _COLUMNS, shown, footnotes=notes)
    else:
        _print(listed, shown, Citations(sources), notes)


def _print(listed: Sequence[Read], format: Format, cites: Citations, notes: list[str]) -> None:
    """Print a block for each disagreement, and below the last the sources that all of them number."""
    if not listed:
        say("No source says otherwise than the graph.")
    for place, (one, words) in enumerate(listed, 1):
        rows = [_block(one, side, read, cites) for side, read in zip(one.sides, words, strict=True)]
        last = place == len(listed)
        emit(
            rows,
            format=format,
            title=f"{place}. {one.about}: {one.prop.label.en} ({_resting(one.questions)})",
            footnotes=[*cites.lines(), _HOW_TO_READ, *notes] if last else (),
        )
        if not last:
            say()


def _resting(questions: int) -> str:
    return f"{Count(questions)} {Count(questions):question|questions}"


def _block(one: Disagreement, side: Side, read: Sequence[Passage], cites: Citations) -> dict[str, Any]:
    said_by = [cites.cite(side.sources)] if side.sources else []
    said_by += [f"not {cites.cite(side.otherwise)}"] if side.otherwise else []
    passages = [f"{_quoted(each)} {cites.cite([each.source])}" for each in read[:_QUOTED]]
    return {
        "value": one.prop.value_text(side.value),
        "stands": ("confirmed" if side.stands else "no, though confirmed") if side.confirmed else side.stands,
        "weight": side.weight,
        "sources": ", but ".join(said_by),
        **({"passages": passages} if passages else {}),
    }


def _quoted(passage: Passage) -> str:
    return " ".join(f"{passage.before}«{passage.quote}»{passage.after}".split())


def _rows(
    place: int, one: Disagreement, words: Sequence[Sequence[Passage]], sources: dict[str, Source]
) -> Iterator[dict[str, Any]]:
    """A row for each side, for CSV."""

    def named(ids: Sequence[str]) -> list[str]:
        return [" ".join(filter(None, (outlet(sources[id]), sources[id].url))) for id in ids]

    for side, read in zip(one.sides, words, strict=True):
        yield {
            "conflict": place,
            **_about(one),
            **_said(side),
            "sources": named(side.sources),
            "otherwise": named(side.otherwise),
            "passages": [_quoted(each) for each in read],
        }


def _as_mapping(
    one: Disagreement, words: Sequence[Sequence[Passage]], sources: dict[str, Source]
) -> dict[str, Any]:
    """Everything, for JSON."""
    sides = [
        {
            **_said(side),
            "sources": [as_mapping(sources[id]) for id in side.sources],
            "otherwise": [as_mapping(sources[id]) for id in side.otherwise],
            "passages": [each._asdict() for each in read],
        }
        for side, read in zip(one.sides, words, strict=True)
    ]
    return {**_about(one), "sides": sides}


def _about(one: Disagreement) -> dict[str, Any]:
    return {
        "about": one.about,
        "id": one.element.id,
        "property": one.prop.name,
        "questions": one.questions,
        "edges": one.edges,
        "consequence": round(one.consequence, 2),
    }


def _said(side: Side) -> dict[str, Any]:
    return {
        "value": side.value,
        "stands": side.stands,
        "confirmed": side.confirmed,
        "weight": side.weight,
    }
