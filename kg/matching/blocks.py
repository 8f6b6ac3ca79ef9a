"""Which profiles are worth comparing: those that share a block.

A block is a whole name, a word of one within an institution, or an initial in an office. Each has a limit, so
that the work grows with the number of profiles and not with its square; what a block that is too large would
have found is found by narrower ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from kg.matching.profiles import Profile
from kg.names import fold
from kg.names.compare import Comparer
from kg.names.keys import blocking_keys, initials, whole_key

#: Profiles of one block that are all compared with one another, most: of a whole name anywhere, of one in a
#: province, of a word within an institution, and of an initial in an office.
_LIMITS = {"name": 30, "sphere": 100, "body": 100, "office": 100}

Block = tuple[str, ...]


class _Initials(NamedTuple):
    """What the words of a profile's names begin with, and how many words the shortest name has."""

    letters: frozenset[str]
    words: int


def candidates(profiles: Iterable[Profile], comparer: Comparer) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the lower first, that share a block; each once.

    Args:
        profiles: with different ids.
        comparer: what knows the words of names.
    """
    blocks: dict[Block, list[str]] = defaultdict(list)
    begins: dict[str, _Initials] = {}
    for profile in profiles:
        begins[profile.id] = _initials_of(profile, comparer)
        for block in _blocks_of(profile, begins[profile.id].letters, comparer):
            blocks[block].append(profile.id)
    seen: set[tuple[str, str]] = set()
    for block, ids in blocks.items():
        if 1 < len(ids) <= _LIMITS[block[0]]:
            for pair in combinations(sorted(ids), 2):
                if pair not in seen:
                    seen.add(pair)
                    if _may_fit(begins[pair[0]], begins[pair[1]]):
                        yield pair


def _initials_of(profile: Profile, comparer: Comparer) -> _Initials:
    names = [initials(name, comparer) for name in profile.names]
    letters = frozenset().union(*(letters for words in names for letters in words))
    return _Initials(letters, min(map(len, names), default=0))


def _blocks_of(profile: Profile, letters: frozenset[str], comparer: Comparer) -> set[Block]:
    keys = {key for name in profile.names for key in blocking_keys(name, comparer)}
    wholes = {key for name in profile.names if (key := whole_key(name, comparer))}
    found: set[Block] = {("name", whole) for whole in wholes}
    for post in profile.posts:
        found.update(("body", post.body, key) for key in keys)
        found.update(("office", post.body, fold(post.role), letter) for letter in letters)
        if post.sphere:
            found.update(("sphere", post.sphere.partition(".")[0], whole) for whole in wholes)
    return found


def _may_fit(one: _Initials, other: _Initials) -> bool:
    """Whether two names of two words or more have two initials in common."""
    return len(one.letters & other.letters) >= min(2, one.words, other.words)
