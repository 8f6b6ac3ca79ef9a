"""Writes the graph, or how it looks, for other programs."""
