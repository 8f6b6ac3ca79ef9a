"""What is known of a person beside the name: offices with the days of their sightings, agreements."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple


class Post(NamedTuple):
    """An office in which somebody was seen.

    Attributes:
        role: as the graph has it.
        body: id of the institution.
        shown: the office as people read it, with its institution.
        sphere: what the institution is of, such as the code of a region; empty when nothing is known.
        acting: whether it was held for somebody, or until somebody is chosen.
        first, last: days of the first and the last sighting in ISO form, as precise as known, or empty.
        one_seat: whether the institution has one such office, and not several or nobody knows how many.
    """

    role: str
    body: str
    shown: str = ""
    sphere: str = ""
    acting: bool = False
    first: str = ""
    last: str = ""
    one_seat: bool = True

    @property
    def days(self) -> tuple[int, int] | None:
        """The widest span of the sightings, as ordinals of days; None when no day is known."""
        return _widest(self.first, self.last)

    @property
    def dated(self) -> bool:
        """Whether both days are known to the day."""
        return len(self.first) >= _FULL and len(self.last) >= _FULL


class Profile(NamedTuple):
    """A person as far as known.

    Attributes:
        id: of the node.
        names: as written, the usual one first.
        posts: offices.
        deals: ids of agreements that the person took part in.
        reports: each of them with the ids of sources that say so: two whom one source names at one
            agreement are two entries of its list.
    """

    id: str
    names: tuple[str, ...]
    posts: tuple[Post, ...] = ()
    deals: frozenset[str] = frozenset()
    reports: frozenset[tuple[str, str]] = frozenset()


#: Profiles by what stands for each among others, in the order of these.
Placed = Mapping[str, Profile]


def combined(profiles: Sequence[Profile]) -> Profile:
    """What is known of a person of whom there are several profiles; the first one's id stays."""
    posts: dict[tuple[str, str, bool], Post] = {}
    for profile in profiles:
        for post in profile.posts:
            key = (post.role, post.body, post.acting)
            posts[key] = _longer(posts[key], post) if key in posts else post
    return Profile(
        profiles[0].id,
        tuple(dict.fromkeys([name for each in profiles for name in each.names])),
        tuple(posts.values()),
        frozenset().union(*[each.deals for each in profiles]),
        frozenset().union(*[each.reports for each in profiles]),
    )


def _longer(one: Post, other: Post) -> Post:
    """One post of two, from the first sighting to the last."""
    first = min(one.first or other.first, other.first or one.first)
    return one._replace(first=first, last=max(one.last, other.last))


#: Characters of a date in full.
_FULL = len("2000-01-01")


@lru_cache(maxsize=65_536)
def span_of(text: str) -> tuple[int, int]:
    """The first and the last day that a date can mean, as ordinals."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else None
    day = rest[1] if len(rest) > 1 else None
    last_month = month or 12
    first = date(year, month or 1, day or 1)
    last = date(year, last_month, day or monthrange(year, last_month)[1])
    return first.toordinal(), last.toordinal()


@lru_cache(maxsize=65_536)
def _widest(first: str, last: str) -> tuple[int, int] | None:
    if not first and not last:
        return None
    return span_of(first or last)[0], span_of(last or first)[1]
