"""Cells that a spreadsheet would take for formulas, made harmless and read back as they were.

https://owasp.org/www-community/attacks/CSV_Injection names the first characters that do it. The mark is the
apostrophe, with which spreadsheets themselves say that a cell is text.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*(e[+-]?[0-9]+)?\Z", re.IGNORECASE)
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def harmless(text: str) -> str:
    """The text of a cell, marked when a spreadsheet would take it for a formula; numbers stay numbers."""
    if _FORMULA.match(text) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def unmarked(cell: str) -> str:
    """The text that :func:`harmless` made a cell of."""
    return cell[1:] if _MARKED.match(cell) else cell
