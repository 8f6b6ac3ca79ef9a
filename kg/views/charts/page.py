"""A page with one chart and the same content as a table, each line with its sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from kg.views.charts.svg import drawn
from kg.views.citing import cited
from kg.views.document import Document
from kg.views.page import plain

if TYPE_CHECKING:
    import altair
    from markupsafe import Markup

    from kg.statements import Source


class Column(NamedTuple):
    """A column of the table: its heading, and whether it holds numbers."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        key: ``row-`` and a number; marks of the chart with this key stand for the line.
        cells: what it says, a text a column.
        sources: ids.
        conflicts: what sources say otherwise, each a sentence and the id of the source or an empty text.
        marks: further ``data-`` attributes, which the page's script reads.
    """

    key: str
    cells: tuple[str, ...]
    sources: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)


class Swatch(NamedTuple):
    """A line of the legend: what is drawn, as classes of the style; its colour, if any; what it means."""

    look: str
    colour: str
    meaning: str


class Picture(NamedTuple):
    """A chart, and the class that says on which screens it is shown: ``wide``, ``narrow`` or ``any``."""

    chart: altair.TopLevelMixin
    look: str


class ChartPage(Document):
    """A chart with its table.

    Args:
        title: heading of the page.
        columns: of the table.
        rows: of the table.
        sources: what rows cite, by id.
        language: ``en`` or ``id``.
        note: what is shown, how much of it, and what cannot be read from it.
        height: of the frame in a notebook, as in CSS.

    A kind of chart is a subclass that says what is drawn.
    """

    template = "chart.html.j2"
    words = "chart"
    styles: ClassVar[Sequence[str]] = ("chart.css",)
    scripts: ClassVar[Sequence[str]] = ("chart.js",)

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        sources: Mapping[str, Source],
        *,
        language: str = "en",
        note: str = "",
        height: str = "640px",
    ) -> None:
        super().__init__(title, language=language, note=note, height=height)
        self.columns, self.rows, self.sources = columns, rows, sources

    @cached_property
    def pictures(self) -> list[Picture]:
        """The chart, in one size or two."""
        return []

    @property
    def chart(self) -> altair.TopLevelMixin:
        """The chart as Altair has it, for those who want to draw it otherwise."""
        return self.pictures[0].chart

    def attributes(self) -> dict[str, dict[str, str]]:
        """What is written on the marks of the chart, by key: by default a link to the row of that key."""
        return {
            row.key: {"href": f"#{row.key}", "aria-label": plain(", ".join(filter(None, row.cells)))}
            for row in self.rows
        }

    def legend(self) -> list[Swatch]:
        """What the marks mean."""
        return []

    def remarks(self) -> list[str]:
        """Sentences below the chart: how to read it, where its colours come from."""
        return []

    def shown(self) -> dict[str, Any]:
        """What the template shows."""
        return {
            "pictures": [(each.look, self._drawn(each)) for each in self.pictures if self.rows],
            "legend": self.legend(),
            "remarks": [plain(each) for each in self.remarks()],
            "columns": self.columns,
            "rows": [self._row(row) for row in self.rows],
            "controls": None,
        }

    def code(self) -> list[str]:
        """The scripts, which need something to show."""
        return super().code() if self.rows else []

    def _drawn(self, picture: Picture) -> Markup:
        return drawn(picture.chart, self.attributes(), self.texts["picture"])

    def _row(self, row: Row) -> dict[str, Any]:
        return {
            "key": row.key,
            "cells": list(zip(map(plain, row.cells), self.columns, strict=True)),
            "sources": cited(row.sources, self.sources, self.language),
            "conflicts": [
                (plain(text), cited([id] if id else [], self.sources, self.language))
                for text, id in row.conflicts
            ],
            "marks": row.marks,
        }
