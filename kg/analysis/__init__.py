"""What networkx finds in the graph: brokers, communities, pieces and ways, each with its evidence."""

from __future__ import annotations

from kg.analysis.analysis import Analysis
from kg.analysis.findings import Findings

__all__ = ["Analysis", "Findings"]
