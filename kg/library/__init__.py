"""The query library: questions in Cypher with typed parameters, the look-up of names, lint."""

from __future__ import annotations

from kg.library.header import Column, QueryFile, examine, find_files, read_query
from kg.library.lint import Finding, differences, lint_file, lint_query
from kg.library.lookup import Lookup, Named
from kg.library.parameters import Parameter
from kg.library.reference import example_call, reference
from kg.library.run import Library, bind
from kg.library.titles import Titles, load_titles
from kg.library.usage import questions_resting_on
from kg.library.words import Words, load_words

__all__ = [
    "Column",
    "Finding",
    "Library",
    "Lookup",
    "Named",
    "Parameter",
    "QueryFile",
    "Titles",
    "Words",
    "bind",
    "differences",
    "examine",
    "example_call",
    "find_files",
    "lint_file",
    "lint_query",
    "load_titles",
    "load_words",
    "questions_resting_on",
    "read_query",
    "reference",
]
