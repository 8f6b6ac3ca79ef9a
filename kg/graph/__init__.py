"""Turns clusters of mentions into nodes and edges."""

from kg.graph.build import prepare_changes, why_behind
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
    "prepare_changes",
    "start_of",
    "why_behind",
]
