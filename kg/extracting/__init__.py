"""Reads articles for a project: what finds facts in them, and many articles at once."""

from kg.extracting.making import METHOD, Reading, day_of, make_reading, read_gazetteer
from kg.extracting.many import Found, Shaped, Unchanged, count_files, facts_of, read_many

__all__ = [
    "METHOD",
    "Found",
    "Reading",
    "Shaped",
    "Unchanged",
    "count_files",
    "day_of",
    "facts_of",
    "make_reading",
    "read_gazetteer",
    "read_many",
]
