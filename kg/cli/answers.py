"""Answers of queries as rows for `emit`: sources as outlets with links, nodes and edges as values."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.cells import columns_of
from kg.cli.output import Column, Format, emit, note
from kg.cli.sources import as_mapping, describe, linked, outlet
from kg.results import readable

if TYPE_CHECKING:
    from kg.results import Result
    from kg.statements import Source
    from kg.workspace import Workspace

#: So many outlets are named in a cell of a table; the others are counted.
_NAMED = 3
#: The column in which questions tell what sources say otherwise.
_CONFLICTS = "conflicts"


def emit_answer(
    workspace: Workspace,
    result: Result,
    format: Format | None,
    *,
    links: bool = True,
    title: str | None = None,
) -> None:
    """Print the rows of a result with their sources.

    A table names outlets with numbers and has the links below; CSV has outlet and link in the cell;
    JSON has all that is known of each source.

    Args:
        workspace: where the result comes from; it knows the sources.
        result: of a query of the library or of free Cypher.
        format: as for :func:`kg.cli.output.emit`.
        links: whether links stand below a table.
        title: a line above, where no question of the library gives one.
    """
    chosen: Format = format or ("table" if sys.stdout.isatty() else "json")
    holding = result.source_columns
    cited = {id_ for row in result.rows for name in holding for id_ in row.get(name) or ()}
    sources = workspace.sources(cited) if cited else {}
    numbers: dict[str, int] = {}
    value_of = _whole if chosen == "json" else readable
    shown = [
        {
            name: _sources(value, sources, numbers, chosen) if name in holding else value_of(value)
            for name, value in row.items()
        }
        for row in result.rows
    ]
    footnotes = result.remarks("--limit")
    if links and chosen in ("table", "md"):
        footnotes = [*(f"[{number}] {describe(sources[id_])}" for id_, number in numbers.items()), *footnotes]
    for warning in result.warnings:
        note(f"Warning: {warning}")
    heading = result.question.title if result.question else title
    emit(shown, _columns(result, shown, chosen), chosen, heading, footnotes)


def _columns(result: Result, rows: Sequence[Mapping[str, Any]], format: Format) -> list[Column]:
    """The columns to print; a table for people has one of conflicts only where there are some."""
    if result.question is None:
        kinds = {column.name: column.kind for column in columns_of(rows)}
        return [Column(name, kind=kinds.get(name, "text")) for name in result.columns]
    columns = [Column(each.name, each.help, each.type) for each in result.question.columns.values()]
    if format in ("table", "md") and not any(row.get(_CONFLICTS) for row in rows):
        columns = [column for column in columns if column.name != _CONFLICTS]
    return columns


def _sources(
    ids: Iterable[str] | None, sources: Mapping[str, Source], numbers: dict[str, int], format: Format
) -> list[Any]:
    """The sources of a cell; ``numbers`` takes up those that a table or Markdown page refers to."""
    every = list(ids or ())
    if format == "json":
        return [as_mapping(sources[each]) if each in sources else {"id": each} for each in every]
    if format == "csv":
        return [linked(sources[each]) if each in sources else each for each in every]
    named = []
    for each in every[:_NAMED]:
        number = f" [{numbers.setdefault(each, len(numbers) + 1)}]" if each in sources else ""
        named.append(_outlet(each, sources) + number)
    return [*named, f"{len(every) - _NAMED} more"] if len(every) > _NAMED else named


def _outlet(id_: str, sources: Mapping[str, Source]) -> str:
    return outlet(sources[id_]) if id_ in sources else id_


def _whole(value: Any) -> Any:
    """A value for JSON: nodes, edges and paths of the graph as objects."""
    if hasattr(value, "labels") or hasattr(value, "tail_concept"):
        return value._asdict()
    if hasattr(value, "nodes") and hasattr(value, "edges"):
        return {"nodes": _whole(list(value.nodes)), "edges": _whole(list(value.edges))}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
