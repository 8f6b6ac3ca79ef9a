"""Turns clusters of mentions into nodes and edges."""

from kg.graph.build import is_behind, prepare_changes
from kg.graph.elements import Changes, Edge, Gone, Node

__all__ = ["Changes", "Edge", "Gone", "Node", "is_behind", "prepare_changes"]
