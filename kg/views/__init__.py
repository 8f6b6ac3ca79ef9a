"""What people look at: pages that open by double-click, and the same in a notebook."""

from __future__ import annotations

from kg.views.drawing import Network
from kg.views.network import MAX_NODES, Told, edge_entry, network_page, node_entry, parts

__all__ = ["MAX_NODES", "Network", "Told", "edge_entry", "network_page", "node_entry", "parts"]
