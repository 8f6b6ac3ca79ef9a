"""Help with misspelt words."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ontology.hints import did_you_mean


def hint(word: str, options: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for a misspelt word, or a list of what there is when nothing is near."""
    known = sorted(options)
    return did_you_mean(word, known) or (f" There is: {', '.join(known)}." if known else "")
