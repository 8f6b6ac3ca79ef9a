"""Finds the pairs of people worth comparing, and decides on all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.matching.blocks import candidates
from kg.matching.groups import Groups
from kg.matching.people import judge
from kg.matching.profiles import Profile, combined
from kg.matching.verdict import Pair, in_order
from kg.names.keys import plain_words

#: Pairs compared between two reports of progress.
_STEP = 5_000


@dataclass
class Matches:
    """What came of comparing profiles.

    Attributes:
        same: pairs that are one, the surest first; to join all brings no two together that are surely two.
        ask: pairs that only people can decide, the likeliest first.
        compared: how many pairs were looked at.
    """

    same: list[Pair] = field(default_factory=list)
    ask: list[Pair] = field(default_factory=list)
    compared: int = 0


def match(profiles: Sequence[Profile], progress: Callable[[int], None] = lambda _: None) -> Matches:
    """Compare all profiles that could be one.

    Args:
        profiles: with different ids, in any order.
        progress: called with the number of pairs compared so far.
    """
    run = _Run(progress)
    run.gather(sorted(profiles, key=lambda profile: profile.id))
    run.compare_all()
    return run.found


class _Run:
    """One comparison of all profiles."""

    def __init__(self, progress: Callable[[int], None]) -> None:
        self._progress = progress
        self._profiles: dict[str, Profile] = {}
        self._apart: dict[tuple[str, str], bool] = {}
        self._groups = Groups(self._surely_two)
        self.found = Matches()

    def gather(self, profiles: Iterable[Profile]) -> None:
        """Take in profiles; those whose names are the same but for titles, in one institution, become one.

        Most of what is one is found so, at the cost of one comparison each.
        """
        first: dict[tuple[str, str], str] = {}
        for profile in map(_with_different_names, profiles):
            keys = [(plain_words(name), post.body) for name in profile.names for post in profile.posts]
            known = next((first[key] for key in keys if key in first), None)
            self._profiles[profile.id] = profile
            if known is not None and (pair := self._compared(known, profile.id)).verdict.decision == "same":
                self.found.same.append(pair)
                self._groups.join(known, profile.id)
                self._profiles[known] = _with_different_names(combined(self._profiles[known], profile))
            for key in keys:
                first.setdefault(key, self._groups.find(profile.id))

    def compare_all(self) -> None:
        """Compare all candidates, and decide on them together."""
        sure: list[Pair] = []
        doubtful: list[Pair] = []
        leading = [profile for id, profile in self._profiles.items() if self._groups.find(id) == id]
        for pair in (self._compared(*ids) for ids in candidates(leading)):
            if pair.verdict.decision == "same":
                (doubtful if pair.verdict.doubtful_name else sure).append(pair)
            elif pair.verdict.decision == "ask":
                self.found.ask.append(pair)
        self._join(sure)
        self._join(_without_rivals(doubtful, self._groups))
        find = self._groups.find
        left = {pair for pair in (*self.found.ask, *doubtful) if find(pair.left) != find(pair.right)}
        self.found.ask = in_order(left)
        self.found.same = in_order(self.found.same)

    def _join(self, pairs: Iterable[Pair]) -> None:
        for pair in in_order(pairs):
            (self.found.same if self._groups.join(pair.left, pair.right) else self.found.ask).append(pair)

    def _compared(self, left: str, right: str) -> Pair:
        self.found.compared += 1
        if self.found.compared % _STEP == 0:
            self._progress(self.found.compared)
        pair = Pair(left, right, judge(self._profiles[left], self._profiles[right]))
        self._apart[left, right] = pair.verdict.surely_two
        return pair

    def _surely_two(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        known = self._apart.get(key)
        return self._compared(*key).verdict.surely_two if known is None else known


def _with_different_names(profile: Profile) -> Profile:
    """A profile without names that differ from others in titles alone."""
    names = {plain_words(name): name for name in reversed(profile.names)}
    return replace(profile, names=tuple(reversed(names.values())))


def _without_rivals(pairs: Sequence[Pair], groups: Groups) -> list[Pair]:
    """Pairs with a doubtful name where no second one fits as well, who is somebody else."""
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        left, right = groups.find(pair.left), groups.find(pair.right)
        partners[left].add(right)
        partners[right].add(left)

    def has_rival(one: str, other: str) -> bool:
        return any(groups.are_apart(other, rival) for rival in sorted(partners[one] - {other}))

    kept = []
    for pair in pairs:
        left, right = groups.find(pair.left), groups.find(pair.right)
        if not (has_rival(left, right) or has_rival(right, left)):
            kept.append(pair)
    return kept
