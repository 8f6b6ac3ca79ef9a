"""Views of a project's graph: what is read for each, and handed to :mod:`kg.views` to be drawn."""

from __future__ import annotations

from kg.showing.article import article_view
from kg.showing.matrix import matrix_view, signing_matrix
from kg.showing.network import answer_network, network_view
from kg.showing.offices import offices_view
from kg.showing.report import report_view
from kg.showing.scores import map_view, slope_view
from kg.showing.subject import ask
from kg.showing.table import table_view
from kg.showing.timeline import timeline_view

__all__ = [
    "answer_network", "article_view", "ask", "map_view", "matrix_view", "network_view", "offices_view",
    "report_view", "signing_matrix", "slope_view", "table_view", "timeline_view",
]  # fmt: skip
