"""Files -> rows with line numbers. What cannot be read is handed on as a :class:`BadRow`, never dropped.

Articles, which are texts and not tables, are read by :mod:`kg.readers.articles`.
"""

from kg.readers.base import BadRow, Row, Sheets
from kg.readers.rows import SUFFIXES, read_rows

__all__ = ["SUFFIXES", "BadRow", "Row", "Sheets", "read_rows"]
