"""Turns clusters of mentions into nodes and edges."""

from kg.graph.build import is_behind, prepare_changes
from kg.graph.computed import end_of, start_of
from kg.graph.counting import Counter
from kg.graph.elements import Changes, Edge, Gone, Node

__all__ = [
    "Changes",
    "Counter",
    "Edge",
    "Gone",
    "Node",
    "end_of",
    "is_behind",
    "prepare_changes",
    "start_of",
]
