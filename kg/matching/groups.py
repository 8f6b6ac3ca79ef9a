"""Groups of profiles that grow pair by pair, and never hold two that are surely two."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, product

#: Profiles of two groups that are compared one by one before the groups are joined, most.
_MOST_CROSS = 400


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
        pairs = product(self.members(left), self.members(right))
        return any(self._surely_two(a, b) for a, b in islice(pairs, _MOST_CROSS))

    def join(self, left: str, right: str) -> bool:
        """Put two items into one group unless that is ruled out; whether they are in one now."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if self.are_apart(a, b):
            return False
        kept, gone = sorted((a, b), key=lambda each: (-len(self.members(each)), each))
        members = [*self.members(kept), *self.members(gone)]
        for item in self.members(gone):
            self._of[item] = kept
        self._members[kept] = members
        self._members.pop(gone, None)
        return True
