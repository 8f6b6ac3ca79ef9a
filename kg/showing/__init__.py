"""Views of a project's graph: what is read for each, and handed to :mod:`kg.views` to be drawn."""

from __future__ import annotations

from kg.showing.network import network_view

__all__ = ["network_view"]
