"""Charts with the same content as a table: timelines, offices, maps and slopes."""

from __future__ import annotations

from kg.views.charts.lanes import Entry, Lanes
from kg.views.charts.page import ChartPage, Column, Row
from kg.views.charts.regions import Place, Score, ScoreMap, Words
from kg.views.charts.slopes import Case, Slopes

__all__ = [
    "Case", "ChartPage", "Column", "Entry", "Lanes", "Place", "Row", "Score", "ScoreMap", "Slopes", "Words",
]  # fmt: skip
