"""Views of a project's graph: what is read for each, and handed to :mod:`kg.views` to be drawn."""

from __future__ import annotations

from kg.showing.network import network_view
from kg.showing.offices import offices_view
from kg.showing.scores import map_view, slope_view
from kg.showing.timeline import timeline_view

__all__ = ["map_view", "network_view", "offices_view", "slope_view", "timeline_view"]
