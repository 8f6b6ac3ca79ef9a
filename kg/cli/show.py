"""`kg show` and `kg path`: one entity with all that is known of it, and how two hang together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli.asking import asking, store_option
from kg.cli.cells import cell
from kg.cli.context import Context, pass_context
from kg.cli.output import Column, Format, chosen, emit, format_option, waiting
from kg.cli.sources import Citations, as_mapping, linked
from kg.cli.stated import judgement_rows, statement_rows, tie_rows, value_names
from kg.counts import Count
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.connections import Way
    from kg.dossier import Between, Dossier, Tie
    from kg.graph import Node
    from kg.ontology import NodeConcept
    from kg.passages import Passage
    from kg.statements import Statement
    from kg.workspace import Workspace

#: Connections of one sort that are listed when not all are asked for.
_LISTED = 12
#: Sources that are named for one value, likewise.
_NAMED = 6
#: Passages that are quoted, likewise.
_QUOTED = 8


class _Section(NamedTuple):
    title: str
    rows: list[dict[str, Any]]


@click.command()
@click.argument("name")
@click.option("--concept", metavar="CONCEPT", help="What it is, such as Person, where names are alike.")
@click.option(
    "--statements",
    is_flag=True,
    help="List every statement with its id and where it comes from, those of connections included.",
)
@click.option("--all", "everything", is_flag=True, help="Leave out no connection and no source.")
@store_option
@format_option
@pass_context
def show(
    context: Context,
    name: str,
    concept: str | None,
    statements: bool,
    everything: bool,
    format: Format | None,
) -> None:
    """Show all that is known of an entity, each statement with its source.

    NAME is a name or an id; case, titles and other known names do not matter. Numbers in brackets stand
    for the sources at the end. What was read in an article is quoted, its words in «». What people have
    judged stands below. JSON holds everything, CSV the statements.

    \b
    Examples:
      kg show "Kabupaten Paser"
      kg show "Mokhammad Najih" --all
      kg show "Pemerintah Kabupaten Solok" --statements
      kg show "Pemerintah Kabupaten Solok" --format json
    """
    from kg.dossier import statements_of_ties
    from kg.passages import passages

    shown = chosen(format)
    with asking(context) as workspace, waiting("Reading"):
        found = workspace.entity(name, concept)
        most = None if everything else _QUOTED
        read = passages(workspace, found, most) if shown in ("table", "md") else []
        of_ties = statements_of_ties(workspace, found) if statements else {}
        judged = judgement_rows(workspace, found.judgements)
        names = value_names(workspace, of_ties)
    if shown == "json":
        emit([_as_mapping(found, of_ties)], format=shown)
    elif shown == "csv":
        emit(statement_rows(found, None), format=shown)
    else:
        cites = Citations(found.sources, None if everything else _NAMED)
        sections = [_facts(found, cites), *_conflicts(found, cites)]
        sections += _connections(found, cites, everything=everything)
        sections += _quotes(read, cites)
        if statements:
            sections.append(_Section("Statements", statement_rows(found, cites)))
            sections.append(_Section("Statements of connections", tie_rows(found, of_ties, names, cites)))
        if judged:
            sections.append(_Section("Judged", judged))
        _print(sections, shown, cites)


def _print(sections: Sequence[_Section], format: Format, cites: Citations) -> None:
    """Print sections one below the other, and below the last the sources that all of them number."""
    for place, section in enumerate(sections):
        last = place == len(sections) - 1
        emit(section.rows, format=format, title=section.title, footnotes=cites.lines() if last else ())
        if not last:
            click.echo()


def _facts(found: Dossier, cites: Citations) -> _Section:
    rows: list[dict[str, Any]] = [
        {
            "fact": label,
            "value": [fact.property.value_text(cell(fact.value)) for fact in alike],
            "sources": cites.cite(sources),
        }
        for (label, sources), alike in groupby(
            found.facts, key=lambda fact: (fact.property.label.en, fact.sources)
        )
    ]
    count = Count(found.mentions)
    made = f"{found.node.id}, made from {count} {count:mention|mentions}"
    what = ", ".join(_labels(found.node, found.concept))
    rows.append({"fact": "Id", "value": made, "sources": ""})
    return _Section(f"{found.node.properties['name']} ({what})", rows)


def _labels(node: Node, concept: NodeConcept) -> list[str]:
    """What people read for the labels of a node."""
    further = [concept.labels[label].label.en for label in node.labels if label in concept.labels]
    return [concept.label.en, *further]


def _conflicts(found: Dossier, cites: Citations) -> list[_Section]:
    """What sources say otherwise, beside what stands among the facts."""
    rows = []
    for (name, value), others in groupby(found.conflicts, key=lambda other: (other.property, other.value)):
        prop = found.concept.properties[name]
        kept = found.node.properties[name]
        rows.append(
            {
                "fact": prop.label.en,
                "value": prop.value_text(cell(kept)),
                "sources": cites.cite(found.support(name, kept)),
                "others_say": prop.value_text(value),
                "says_so": cites.cite(other.source for other in others),
            }
        )
    return [_Section("Sources disagree", rows)] if rows else []


def _connections(found: Dossier, cites: Citations, *, everything: bool) -> list[_Section]:
    """Edges below their verb. Those to sources are left out: the sources are listed."""
    ties = [tie for tie in found.ties if tie.other.concept != "Source"]
    rows: list[dict[str, Any]] = []
    for verb, group in groupby(ties, key=lambda tie: tie.verb):
        every = sorted(group, key=lambda tie: tie.when, reverse=True)
        listed = every if everything else every[:_LISTED]
        rows += [_connection(tie, verb if tie is every[0] else "", cites) for tie in listed]
        if len(listed) < len(every):
            rows.append({"with": f"and {len(every) - len(listed):,} more (--all lists them)"})
    rows += [_between(each, cites) for each in found.between]
    return [_Section("Connections", rows)] if rows else []


def _connection(tie: Tie, verb: str, cites: Citations) -> dict[str, Any]:
    others = [
        f"sources disagree: {other.property} {other.value} {cites.cite([other.source])}"
        for other in tie.conflicts
    ]
    return {
        "connection": verb,
        "with": tie.other.properties["name"],
        "when": tie.when,
        "as": ", ".join((*tie.details, *others)),
        "sources": cites.cite(tie.edge.properties["sources"]),
    }


def _between(each: Between, cites: Citations) -> dict[str, Any]:
    return {
        "connection": f"{each.one.properties['name']} {each.concept.reads.forward.en}",
        "with": each.other.properties["name"],
        "sources": cites.cite(each.edge.properties["sources"]),
    }


def _quotes(read: Sequence[Passage], cites: Citations) -> list[_Section]:
    """The words of articles from which facts and connections were read."""
    rows = [
        {
            "fact": each.fact,
            "value": each.value,
            "passage": " ".join(f"{each.before}«{each.quote}»{each.after}".split()),
            "source": cites.cite([each.source]),
        }
        for each in read
    ]
    return [_Section("Read in articles", rows)] if rows else []


def _as_mapping(found: Dossier, of_ties: Mapping[str, list[Statement]]) -> dict[str, Any]:
    """Everything, for JSON; statements of edges where there are any."""
    return {
        "id": found.node.id,
        "name": found.node.properties["name"],
        "labels": found.node.labels,
        "properties": found.node.properties,
        "mentions": found.mentions,
        "conflicts": [other._asdict() for other in found.conflicts],
        "edges": [
            {
                "concept": tie.edge.concept,
                "verb": tie.verb,
                "forward": tie.forward,
                "when": tie.when or None,
                "other": _named(tie.other),
                "properties": tie.edge.properties,
                **({"statements": [s._asdict() for s in of_ties[tie.edge.id]]} if of_ties else {}),
            }
            for tie in found.ties
        ],
        "between": [
            {
                "concept": each.edge.concept,
                "verb": each.concept.reads.forward.en,
                "one": _named(each.one),
                "other": _named(each.other),
                "properties": each.edge.properties,
            }
            for each in found.between
        ],
        "statements": [statement._asdict() for statement in found.statements],
        "judgements": [
            {**entry._asdict(), "fact": entry.fact and entry.fact._asdict()} for entry in found.judgements
        ],
        "sources": {id: as_mapping(source) for id, source in found.sources.items()},
    }


def _named(node: Node) -> dict[str, Any]:
    return {"id": node.id, "name": node.properties["name"], "labels": node.labels}


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--avoid", metavar="NAME", multiple=True, help="Never go through this one. Can be repeated.")
@click.option("--through", metavar="NAME", multiple=True, help="Go through this one, in the order given.")
@click.option(
    "--ways",
    type=click.IntRange(1, 20),
    default=1,
    show_default=True,
    help="Show the K shortest ways.",
    metavar="K",
)
@store_option
@format_option
@pass_context
def path(
    context: Context,
    start: str,
    end: str,
    avoid: tuple[str, ...],
    through: tuple[str, ...],
    ways: int,
    format: Format | None,
) -> None:
    """Show how two entities are connected, hop by hop.

    It is the shortest way; --ways shows several, the shortest first. Sources, dates, topics and
    regions are not gone through, nor are institutions that are party to so many agreements that
    everything hangs on them; --through allows one. When there is no way, the command says so and
    ends with exit code 2.

    \b
    Examples:
      kg path "Fahmi Fadli" "Mokhammad Najih"
      kg path "Kabupaten Paser" "Kota Batu" --through "Ombudsman Republik Indonesia"
      kg path "Fahmi Fadli" "Nurochman" --avoid "Hery Susanto"
      kg path "Fahmi Fadli" "Nurochman" --ways 3
    """
    from kg.analysis.ways import between
    from kg.connections import no_way

    with asking(context) as workspace:
        with waiting("Looking for ways"):
            if workspace.find(start).id == workspace.find(end).id and not through:
                raise UsageError(f"{start!r} and {end!r} are one and the same.")
            found = between(workspace, start, end, ways, avoid=avoid, through=through)
        if not found[0].hops:
            raise no_way(start, end, found[0].left_out, avoid)
        _print_ways(workspace, found, ways, chosen(format))


_HOPS = [
    Column("hop", "counted from 1", "integer"),
    Column("from", "where the hop begins"),
    Column("connection", "how the two are connected"),
    Column("to", "where it ends"),
    Column("sources", "one or more of them say so"),
]


def _print_ways(workspace: Workspace, ways: Sequence[Way], asked: int, format: Format) -> None:
    cited = {id for way in ways for hop in way.hops for id in hop.edge.properties["sources"]}
    cites = Citations(workspace.sources(cited))
    rows = [
        {"way": place, **row}
        for place, way in enumerate(ways, 1)
        for row in _hops(workspace, way, cites, format)
    ]
    notes = cites.lines()
    if len(ways) < asked:
        notes.append(f"Ways asked for: {asked}; within reach there are {len(ways)}.")
    if ways[0].again:
        names = ", ".join(ways[0].again)
        notes.append(f"It comes back to {names}: what it was to go through lies beside the way, not on it.")
    if ways[0].left_out:
        notes.append(f"Not gone through, since everything hangs on it: {', '.join(ways[0].left_out)}.")
    columns = [Column("way", "counted from 1, the shortest first", "integer"), *_HOPS] if asked > 1 else _HOPS
    emit(rows, columns, format, footnotes=notes)


def _hops(workspace: Workspace, way: Way, cites: Citations, format: Format) -> Iterator[dict[str, Any]]:
    """Hops as rows: sources as numbers, in CSV as outlets with links, in JSON with all that is known."""
    numbered = format in ("table", "md")
    told: Callable[..., Any] = linked if format == "csv" else as_mapping
    for number, hop in enumerate(way.hops, 1):
        ids = hop.edge.properties["sources"]
        yield {
            "hop": number,
            "from": hop.start.properties["name"],
            "connection": hop.verb(workspace.ontology),
            "to": hop.end.properties["name"],
            "sources": cites.cite(ids) if numbered else list(map(told, workspace.sources(ids).values())),
        }
