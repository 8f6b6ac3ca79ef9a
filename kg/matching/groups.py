"""Groups of nodes that grow pair by pair, and never hold two that are surely two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from kg.matching.verdict import Matches, Pair, asked, in_order


class Groups:
    """A union-find whose groups are joined only where no pair across speaks against it.

    Args:
        surely_two: whether two items can never be one.
    """

    def __init__(self, surely_two: Callable[[str, str], bool]) -> None:
        self._surely_two = surely_two
        self._of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def find(self, item: str) -> str:
        """The item that stands for the group of another."""
        return self._of.get(item, item)

    def members(self, item: str) -> list[str]:
        """All items of a group, given one of them."""
        return self._members.get(self.find(item), [item])

    def are_apart(self, left: str, right: str) -> bool:
        """Whether some pair across two groups can never be one."""
        ours, theirs = self.members(left), self.members(right)
        return any(self._surely_two(a, b) for a in ours for b in theirs)

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
            self._of[item] = a
        self._members[a] = ours + theirs
        self._members.pop(b, None)
        return True

    def with_rivals(self, pairs: Sequence[Pair]) -> set[tuple[str, str]]:
        """Ids of pairs of which one side fits a second group too, and that is apart from the other side."""
        partners: dict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            left, right = self.find(pair.left), self.find(pair.right)
            partners[left].add(right)
            partners[right].add(left)

        def has_rival(one: str, other: str) -> bool:
            return any(self.are_apart(other, rival) for rival in sorted(partners[one] - {other}))

        found = set()
        for pair in pairs:
            left, right = self.find(pair.left), self.find(pair.right)
            if has_rival(left, right) or has_rival(right, left):
                found.add((pair.left, pair.right))
        return found


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
