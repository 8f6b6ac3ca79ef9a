"""Groups of nodes that grow pair by pair, and never hold two that are surely two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

from kg.matching.verdict import Matches, Pair, asked, in_order


class Groups:
    """A union-find whose groups are joined only where no pair across speaks against it.

    Args:
        surely_two: whether two items can never be one.

    Attributes:
        of: what stands for the group of each item that does not stand for its own.
    """

    def __init__(self, surely_two: Callable[[str, str], bool]) -> None:
        self._surely_two = surely_two
        self.of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def find(self, item: str) -> str:
        """The item that stands for the group of another."""
        return self.of.get(item, item)

    def members(self, item: str) -> list[str]:
        """All items of a group, given one of them."""
        return self._members.get(self.find(item), [item])

    def joined(self) -> Iterable[tuple[str, list[str]]]:
        """Of each group of several items: the one that stands for it, and all of them, that one first."""
        return self._members.items()

    def are_apart(self, left: str, right: str) -> bool:
        """Whether some pair across two groups can never be one."""
        ours, theirs = self.members(left), self.members(right)
        for a in ours:
            for b in theirs:
                if self._surely_two(a, b):
                    return True
        return False

    def join(self, left: str, right: str) -> bool:
        """Put two items into one group unless that is ruled out; whether they are in one now."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if self.are_apart(a, b):
            return False
        ours, theirs = self.members(a), self.members(b)
        if (len(theirs), a) > (len(ours), b):  # the larger one stays, or the one with the lower id
            a, b, ours, theirs = b, a, theirs, ours
        for item in theirs:
            self.of[item] = a
        self._members[a] = ours + theirs
        self._members.pop(b, None)
        return True

    def with_rivals(self, pairs: Sequence[Pair]) -> set[tuple[str, str]]:
        """Ids of pairs of which one side fits a second group too, and that is apart from the other side."""
        partners: dict[str, dict[str, None]] = defaultdict(dict)
        ends = [(self.find(pair.left), self.find(pair.right)) for pair in pairs]
        for left, right in ends:
            partners[left][right] = partners[right][left] = None
        apart = self.are_apart if self._members else self._surely_two
        rivals: set[tuple[str, str]] = set()
        for one, fitting in partners.items():
            for a, b in combinations(fitting, 2):
                if apart(a, b):
                    rivals |= {(one, a), (one, b)}
        return {
            (pair.left, pair.right)
            for pair, (left, right) in zip(pairs, ends, strict=True)
            if (left, right) in rivals or (right, left) in rivals
        }


def settled(
    pairs: Sequence[Pair], surely_two: Callable[[str, str], bool], apart: Collection[frozenset[str]]
) -> Matches:
    """Decide on pairs together: those that are the same are joined, the surest first, where nothing forbids.

    Args:
        pairs: with what is to be thought of each by itself.
        surely_two: whether two ids can never be one.
        apart: pairs of ids that people call different, or cannot tell.

    Returns:
        Pairs that are one: any two that joining them brings together may be. And pairs that may be.
    """
    groups = Groups(lambda one, other: frozenset((one, other)) in apart or surely_two(one, other))
    same = [pair for pair in pairs if pair.verdict.decision == "same"]
    found = Matches(compared=len(pairs), ask=[pair for pair in pairs if pair.verdict.decision == "ask"])
    rivalled = groups.with_rivals(same)
    for pair in in_order(same):
        if (pair.left, pair.right) not in rivalled and groups.join(pair.left, pair.right):
            found.same.append(pair)
        else:
            found.ask.append(asked(pair))
    found.ask = in_order(found.ask)
    return found
