"""Help with misspelt words, and quoting of foreign text in messages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from kg.ontology.hints import did_you_mean


def hint(word: str, options: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for a misspelt word, or a list of what there is when nothing is near."""
    known = sorted(options)
    return did_you_mean(word, known) or (f" There is: {', '.join(known)}." if known else "")


def quoted(text: str) -> str:
    """Quote text from outside for a message.

    Control characters and marks that change the direction of writing are shown as escapes, so that
    a name cannot rewrite the line that it is printed in.
    """
    return "'" + "".join(map(_shown, text)) + "'"


def _shown(char: str) -> str:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return char.encode("unicode_escape").decode("ascii")
    return char
