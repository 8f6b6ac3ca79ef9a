"""What is to be thought of two nodes, whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Decision = Literal["same", "ask", "different"]


class Verdict(NamedTuple):
    """What is to be thought of two profiles.

    Attributes:
        decision: ``same``, ``ask`` or ``different``.
        score: from 0 to 1; how likely it is that they are one.
        grounds: sentences, the weightiest first; or what puts them into words.
        doubtful_name: ``same`` by circumstances although the names leave doubt, so that no second one may
            fit as well.
        surely_two: no third may bring the two together: names or offices contradict, or something speaks of
            two people so plainly that only people can say that it is one.
    """

    decision: Decision
    score: float
    grounds: tuple[str, ...] | Callable[[], tuple[str, ...]]
    doubtful_name: bool = False
    surely_two: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """What decided, in sentences, the weightiest first."""
        return self.grounds() if callable(self.grounds) else self.grounds


class Pair(NamedTuple):
    """Two nodes, the lower id first, and what is to be thought of them."""

    left: str
    right: str
    verdict: Verdict


#: How likely it is that two are one of which everything speaks for it but a third.
RIVALLED = 0.6
#: Why such a pair is asked about.
RIVAL = "Another one fits as well, and is somebody or something else."


def asked(pair: Pair) -> Pair:
    """A pair that would be the same, were it not for a third."""
    grounds = (RIVAL, *pair.verdict.reasons)
    return pair._replace(verdict=Verdict("ask", RIVALLED, grounds))


@dataclass
class Matches:
    """What came of comparing nodes.

    Attributes:
        same: pairs that are one, the surest first; to join all brings no two together that are surely two.
        ask: pairs that only people can decide, the likeliest first.
        compared: how many pairs were looked at.
    """

    same: list[Pair] = field(default_factory=list)
    ask: list[Pair] = field(default_factory=list)
    compared: int = 0


def in_order(pairs: Iterable[Pair]) -> list[Pair]:
    """The surest first; equals by their ids."""
    return sorted(pairs, key=lambda pair: (-pair.verdict.score, pair.left, pair.right))
