"""Names of several people behind one office."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.names import Name, read_names
from kg.extract.tokens import Token

#: Marks that may stand between an office and the name of who holds it.
BETWEEN = frozenset({",", ":", "-", "("})
#: Names behind one office, least and most.
_LEAST, _MOST = 2, 10


def as_many(tokens: Sequence[Token], i: int, end: int, number: int) -> list[Name]:
    """As many names behind an office as a number before it says: "two assistants, namely N and O".

    Args:
        tokens: of the text.
        i, end: the token behind the office, and where its sentence ends.
        number: how many hold it.

    Returns:
        The names; none where there are more or fewer.
    """
    start = i
    while i < end and (tokens[i].text in BETWEEN or "names" in tokens[i].cues):
        i += 1
    if i == start or not _LEAST <= number <= _MOST:
        return []
    names = read_names(tokens, i, end, number + 1)
    return names if len(names) == number else []


def joined(tokens: Sequence[Token], i: int, end: int) -> list[Name]:
    """Names that share an office which several hold, the last joined by "and": "members N, O and P".

    Args:
        tokens: of the text.
        i, end: the token behind the office, and where its sentence ends.

    Returns:
        The names, each but the first of two words or more, or with a title; none where no "and" ends them.
    """
    i += i < end and tokens[i].text in BETWEEN
    names = read_names(tokens, i, end, _MOST)
    while len(names) >= _LEAST and "and" not in tokens[names[-1].first - 1].cues:
        del names[-1]
    whole = all(name.titled or name.bare_last - name.bare_first > 1 for name in names[1:])
    return names if len(names) >= _LEAST and whole else []
