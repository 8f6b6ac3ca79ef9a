"""Reads articles for a project: what finds facts in them, and many articles at once."""

from kg.extracting.making import METHOD, Reading, day_of, make_reading, read_gazetteer

__all__ = ["METHOD", "Reading", "day_of", "make_reading", "read_gazetteer"]
