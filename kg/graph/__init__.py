"""Turns clusters of mentions into nodes and edges."""

from kg.graph.build import prepare_changes
from kg.graph.elements import Changes, Edge, Gone, Node

__all__ = ["Changes", "Edge", "Gone", "Node", "prepare_changes"]
