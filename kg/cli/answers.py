"""Answers of queries as rows for `emit`: sources as outlets with links, nodes and edges as values."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.cells import columns_of
from kg.cli.output import Column, Format, emit, note

if TYPE_CHECKING:
    from kg.results import Result
    from kg.statements import Source
    from kg.workspace import Workspace

#: So many outlets are named in a cell of a table; the others are counted.
_NAMED = 3


def emit_answer(workspace: Workspace, result: Result, format: Format | None, *, links: bool = True) -> None:
    """Print the rows of a result with their sources.

    A table names outlets with numbers and has the links below; CSV has outlet and link in the cell;
    JSON has all that is known of each source.

    Args:
        workspace: where the result comes from; it knows the sources.
        result: of a query of the library or of free Cypher.
        format: as for :func:`kg.cli.output.emit`.
        links: whether links stand below a table.
    """
    chosen: Format = format or ("table" if sys.stdout.isatty() else "json")
    question = result.question
    rows = question.finish(result.rows) if question else result.rows
    holding = _source_columns(result)
    cited = {id_ for row in rows for name in holding for id_ in row.get(name) or ()}
    sources = workspace.sources(cited) if cited else {}
    numbers: dict[str, int] = {}
    shown = [
        {
            name: _sources(value, sources, numbers, chosen) if name in holding else _value(value, chosen)
            for name, value in row.items()
        }
        for row in rows
    ]
    footnotes = _remarks(result)
    if links and chosen in ("table", "md"):
        footnotes = [*(_footnote(number, sources[id_]) for id_, number in numbers.items()), *footnotes]
    for warning in result.warnings:
        note(f"Warning: {warning}")
    emit(shown, _columns(result, shown), chosen, question.title if question else None, footnotes)


def _source_columns(result: Result) -> list[str]:
    if result.question is None:
        return [name for name in result.columns if name == "sources"]
    return [name for name, column in result.question.columns.items() if column.type == "sources"]


def _columns(result: Result, rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    if result.question is None:
        kinds = {column.name: column.kind for column in columns_of(rows)}
        return [Column(name, kind=kinds.get(name, "text")) for name in result.columns]
    return [Column(each.name, each.help, each.type) for each in result.question.columns.values()]


def _remarks(result: Result) -> list[str]:
    """What the rows do not show: a limit that was reached, what the question cannot tell."""
    remarks = []
    limit = result.parameters.get("limit") if result.question else None
    if result.truncated:
        remarks.append(f"Only the first {len(result)} rows; --limit gives more.")
    elif limit is not None and len(result) >= limit:
        remarks.append(f"Only the first {limit} rows; limit={limit * 10} gives more.")
    if result.question and result.question.coverage:
        remarks.append(result.question.coverage)
    return remarks


def _sources(
    ids: Iterable[str] | None, sources: Mapping[str, Source], numbers: dict[str, int], format: Format
) -> list[Any]:
    """The sources of a cell; ``numbers`` takes up those that a table or Markdown page refers to."""
    known = [sources[id_] for id_ in ids or () if id_ in sources]
    if format == "json":
        return [_object(source) for source in known]
    if format == "csv":
        return [f"{_outlet(source)} {source.url}" if source.url else _outlet(source) for source in known]
    named = [f"{_outlet(each)} [{numbers.setdefault(each.id, len(numbers) + 1)}]" for each in known[:_NAMED]]
    return [*named, f"{len(known) - _NAMED} more"] if len(known) > _NAMED else named


def _object(source: Source) -> dict[str, Any]:
    return {key: value for key, value in source._asdict().items() if value is not None}


def _outlet(source: Source) -> str:
    return source.outlet or source.title or "outlet not named"


def _footnote(number: int, source: Source) -> str:
    what = ", ".join(part for part in (source.title, source.published) if part and part != _outlet(source))
    parts = [
        f"[{number}] {_outlet(source)}",
        f": {what}" if what else "",
        f" {source.url}" if source.url else "",
    ]
    return "".join(parts)


def _value(value: Any, format: Format) -> Any:
    """A value with nodes, edges and paths of the graph as objects in JSON, else as their names."""
    if hasattr(value, "labels"):
        return value._asdict() if format == "json" else value.properties.get("name", value.id)
    if hasattr(value, "tail_concept"):
        return value._asdict() if format == "json" else value.concept
    if hasattr(value, "nodes") and hasattr(value, "edges"):
        if format == "json":
            return {"nodes": _value(list(value.nodes), format), "edges": _value(list(value.edges), format)}
        return [_value(node, format) for node in value.nodes]
    if isinstance(value, list | tuple):
        return [_value(item, format) for item in value]
    return value
