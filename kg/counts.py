"""Counts within sentences: as people write them, with the words that go with them."""

from __future__ import annotations


class Count(int):
    """A count that a text can write out: ``13,000`` for ``{n}``.

    ``{n:entity is|entities are}`` gives the words for one, or those for any other number.
    """

    thousands: str

    def __new__(cls, value: int, thousands: str = ",") -> Count:
        """Take a number and what stands between its thousands."""
        made = super().__new__(cls, value)
        made.thousands = thousands
        return made

    def __str__(self) -> str:
        return format(int(self), ",").replace(",", self.thousands)

    def __format__(self, spec: str) -> str:
        one, divided, many = spec.partition("|")
        if not divided:
            return format(str(self), spec)
        return one if self == 1 else many
