"""Children and fathers in two names: "Ahmad bin Yusuf" is Yusuf's son, and "Yusuf bin Ahmad" Ahmad's."""

from __future__ import annotations

from itertools import permutations

from kg.names.alignment import Alignment


def turned(found: Alignment) -> bool:
    """Whether words answer to each other across what stands between a child and a father.

    The words of a name may come in any order, but the father's stay behind the child's.
    """
    own, others = found.left.forebears, found.right.forebears
    return any(
        (own and own[i] < own[k] and j > m) or (others and others[j] < others[m] and i > k)
        for (i, j), (k, m) in permutations(_places(found), 2)
    )


def moved(found: Alignment) -> bool:
    """Whether a word is the father's in one name and the child's, or the grandfather's, in the other.

    Told only of two names that both have a father.
    """
    return any(found.left.forebears[i] != found.right.forebears[j] for i, j in _places(found))


def _places(found: Alignment) -> list[tuple[int, int]]:
    """Positions of the words that answer to each other; particles tell nothing."""
    left, right = found.left.each, found.right.each
    places = [(of_left[0], of_right[0]) for _, of_left, of_right in found.matches]
    return [(i, j) for i, j in places if not (left[i].particle or right[j].particle)]
