"""Answers of queries as rows for `emit`: sources as outlets with links, nodes and edges as values."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.cells import columns_of
from kg.cli.output import Column, Format, emit, note
from kg.cli.sources import as_mapping, describe, linked, outlet
from kg.entities import names_of
from kg.results import readable
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.results import Result
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
    cells = _Cells(workspace, result, chosen)
    shown = [{name: cells.of(name, value) for name, value in row.items()} for row in result.rows]
    footnotes = [*(cells.links() if links else ()), *result.remarks("--limit")]
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


class _Cells:
    """Makes cells of the values of a result; those for people cite sources by numbers."""

    def __init__(self, workspace: Workspace, result: Result, format: Format) -> None:
        self._format, self._holding = format, result.source_columns
        self._numbers: dict[str, int] = {}
        cited = {id_ for row in result.rows for name in self._holding for id_ in row.get(name) or ()}
        self._dissents = dict(_dissents(result)) if format in ("table", "md") else {}
        cited.update(each.source for each in self._dissents.values())
        self._sources = workspace.sources(cited) if cited else {}
        self._names = names_of(workspace, (each.value for each in self._dissents.values()))

    def of(self, name: str, value: Any) -> Any:
        """The value of a column as it is printed."""
        if name in self._holding:
            return self._cited(list(value or ()))
        if name == _CONFLICTS and self._dissents and isinstance(value, list):
            return list(map(self._told, value))
        return _whole(value) if self._format == "json" else readable(value)

    def links(self) -> Iterator[str]:
        """What the numbers stand for, in order."""
        return (f"[{number}] {describe(self._sources[id_])}" for id_, number in self._numbers.items())

    def _cited(self, ids: Sequence[str]) -> list[Any]:
        known = self._sources
        if self._format == "json":
            return [as_mapping(known[each]) if each in known else {"id": each} for each in ids]
        if self._format == "csv":
            return [linked(known[each]) if each in known else each for each in ids]
        named = list(map(self._named, ids[:_NAMED]))
        return [*named, f"{len(ids) - _NAMED} more"] if len(ids) > _NAMED else named

    def _named(self, id_: str) -> str:
        if id_ not in self._sources:
            return id_
        return f"{outlet(self._sources[id_])} [{self._numbers.setdefault(id_, len(self._numbers) + 1)}]"

    def _told(self, text: Any) -> Any:
        other = self._dissents.get(text) if isinstance(text, str) else None
        if other is None:
            return readable(text)
        value = self._names.get(other.value, other.value)
        return f"{other.property.replace('_', ' ')} {value}: {self._named(other.source)}"


def _dissents(result: Result) -> Iterator[tuple[str, Dissent]]:
    """What sources say otherwise, by the text that tells it."""
    for value in (row.get(_CONFLICTS) for row in result.rows):
        for text in value if isinstance(value, list) else ():
            if isinstance(text, str) and text.count(" | ") > 1:
                yield text, Dissent.read(text)


def _whole(value: Any) -> Any:
    """A value for JSON: nodes, edges and paths of the graph as objects."""
    if hasattr(value, "labels") or hasattr(value, "tail_concept"):
        return value._asdict()
    if hasattr(value, "nodes") and hasattr(value, "edges"):
        return {"nodes": _whole(list(value.nodes)), "edges": _whole(list(value.edges))}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value
