"""Near misses: what somebody who mistyped a name may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def near_misses(word: str, choices: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The choices that look most like a word, best first.

    Args:
        word: what was written; case does not count.
        choices: what could have been written.
        most: how many to return at most.
    """
    from difflib import get_close_matches

    by_key: dict[str, str] = {}
    for choice in choices:
        by_key.setdefault(choice.casefold(), choice)
    found = get_close_matches(word.casefold(), by_key, n=most, cutoff=0.7)
    return tuple(by_key[key] for key in found)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence to put behind an error message, with a blank in front; empty when nothing is near.

    >>> did_you_mean("persn", ["Person", "Region"])
    " Did you mean 'Person'?"
    """
    found = near_misses(word, choices)
    return f" Did you mean {' or '.join(repr(choice) for choice in found)}?" if found else ""
