"""A page that shows rows: to sort, to filter, to print, with the sources of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from kg.statements import Source
from kg.views.citing import Cited, cited
from kg.views.dates import PARTIAL, spoken
from kg.views.document import Document
from kg.views.page import number, written

#: Rows that are laid out at first; those further down when somebody scrolls there.
_AT_ONCE = 250

Kind = Literal["text", "number", "date", "sources", "told"]


class Told(NamedTuple):
    """What a source says otherwise: a sentence, and the id of the source, which may be empty."""

    text: str
    source: str


class Heading(NamedTuple):
    """A column: what stands above it, what stands in it, and how it sorts."""

    label: str
    help: str
    kind: Kind


class Cell(NamedTuple):
    """A value as its parts are read, what it sorts by, and its sources; of what is told, a source a part."""

    parts: list[str]
    key: str
    sources: Sequence[Cited | None]


class Table(Document):
    """Rows of values, each with its sources; sorted and filtered in the browser.

    Args:
        title: heading of the page.
        columns: name -> what stands above it and, for those who point there, what stands in it; in order.
        rows: values by name of the column: None, bool, number, text, date or list; ids in columns of sources,
            :class:`Told` in columns of what sources say otherwise.
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
        columns: Mapping[str, tuple[str, str]],
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
        self.columns = [Heading(*said, kinds[name]) for name, said in columns.items()]
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
        if kind == "told":
            said = told(value)
            by = [cited([each.source], sources, self.language)[0] if each.source else None for each in said]
            return Cell([each.text for each in said], str(len(said) or ""), by)
        if value is None or kind == "text":
            key = ""
        else:
            key = repr(float(value)) if kind == "number" else str(value)
        return Cell(parts(value, self.language), key, ())


def parts(value: Any, language: str) -> list[str]:
    """A value, or each of a list, as people read it; dates are spoken where all are such."""
    every = [each.text if isinstance(each, Told) else each for each in _listed(value)]
    texts = [written(each, language) for each in every]
    return [spoken(text, language) for text in texts] if all(map(_is_date, every)) else texts


def told(value: Any) -> list[Told]:
    """What sources say otherwise among the values of a cell."""
    return [each for each in value if isinstance(each, Told)] if isinstance(value, list) else []


def kind_of(values: Iterable[Any]) -> Kind:
    """How a column sorts: as numbers or dates when all of its values are such."""
    known = [value for value in values if value is not None]
    if any(map(told, known)):
        return "told"
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return "number"
    return "date" if known and all(_is_date(value) for value in known) else "text"


def _is_date(value: Any) -> bool:
    return isinstance(value, date | datetime) or (isinstance(value, str) and bool(PARTIAL.fullmatch(value)))


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list | tuple) and not isinstance(value, Told):
        return [part for each in value for part in _listed(each)]
    return [] if value is None else [value]
