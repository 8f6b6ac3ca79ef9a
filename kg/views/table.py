"""A page that shows rows: to sort, to filter, to print, with the sources of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from kg.statements import Source
from kg.views.citing import Cited, cited
from kg.views.dates import PARTIAL
from kg.views.document import Document
from kg.views.page import number, written

#: Rows that are laid out at first; those further down when somebody scrolls there.
_AT_ONCE = 250

Kind = Literal["text", "number", "date", "sources"]


class Heading(NamedTuple):
    """A column: what stands above it, what stands in it, and how it sorts."""

    label: str
    help: str
    kind: Kind


class Cell(NamedTuple):
    """A value as its parts are read, what it sorts by, and its sources."""

    parts: list[str]
    key: str
    sources: list[Cited]


class Table(Document):
    """Rows of values, each with its sources; sorted and filtered in the browser.

    Args:
        title: heading of the page.
        columns: name -> what stands in it, in order.
        rows: values by name of the column: None, bool, number, text, date or list; ids in columns of sources.
        cites: columns that hold ids of sources.
        sources: by id.
        language: of the interface, ``en`` or ``id``.
        note: what the rows do not show.
    """

    template, words = "table.html.j2", "table"
    styles, scripts = ("table.css",), ("table.js",)

    def __init__(
        self,
        title: str,
        columns: Mapping[str, str],
        rows: Sequence[Mapping[str, Any]],
        cites: Sequence[str] = (),
        sources: Mapping[str, Source] | None = None,
        *,
        language: str = "en",
        note: str = "",
    ) -> None:
        super().__init__(title, language=language, note=note)
        kinds = {
            name: "sources" if name in cites else kind_of(row.get(name) for row in rows) for name in columns
        }
        self.columns = [Heading(_label(name), help_, kinds[name]) for name, help_ in columns.items()]
        known = sources or {}
        self.rows = [[self._cell(row.get(name), kinds[name], known) for name in columns] for row in rows]

    def shown(self) -> Mapping[str, Any]:
        """Columns, rows and how many rows there are."""
        count = number(len(self.rows), self.language)
        return {"columns": self.columns, "rows": self.rows, "count": count, "at_once": _AT_ONCE}

    def _cell(self, value: Any, kind: Kind, sources: Mapping[str, Source]) -> Cell:
        if kind == "sources":
            found = cited(value or (), sources, self.language)
            return Cell([], str(len(found)), found)
        parts = [written(each, self.language) for each in _listed(value)]
        key = repr(float(value)) if kind == "number" and value is not None else ""
        return Cell(parts, key, [])


def kind_of(values: Iterable[Any]) -> Kind:
    """How a column sorts: as numbers or dates when all of its values are such."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return "number"
    return "date" if known and all(_is_date(value) for value in known) else "text"


def _is_date(value: Any) -> bool:
    return isinstance(value, date | datetime) or (isinstance(value, str) and bool(PARTIAL.fullmatch(value)))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return [part for each in value for part in _listed(each)]
    return [] if value is None else [value]


def _label(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
