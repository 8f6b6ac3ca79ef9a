"""A profile made ready for being compared with many: what every comparison needs of it, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.matching.profiles import Post, Profile, combined
from kg.names import fold
from kg.names.compare import Comparer, Written
from kg.names.parts import RARE

#: Names of one profile that are compared, most; the usual one stands first.
_MOST_NAMES = 6


class Span(NamedTuple):
    """An office in which somebody was seen, and the days of that.

    Attributes:
        post: the office.
        sphere, body: of it.
        first, last: the widest that the days can mean, as ordinals; 0 when none is known.
        certain: whether it was certainly held in full from the one to the other.
    """

    post: Post
    sphere: str
    body: str
    first: int
    last: int
    certain: bool


def span_in(post: Post) -> Span:
    """An office with its days read."""
    first, last = post.days or (0, 0)
    return Span(post, post.sphere, post.body, first, last, post.dated and not post.acting)


def gap(left: Span, right: Span) -> int | None:
    """Days between the sightings in two offices; 0 when they overlap, None when one has no day."""
    if not (left.first and right.first):
        return None
    return max(0, left.first - right.last, right.first - left.last)


class Known:
    """A profile, read.

    Args:
        id: what stands for it among others; they are put in the order of these.
        profile: as the graph has it.
        names: its names, read.

    Attributes:
        names: all of them, the usual one first.
        first_names, telling: those of them that are compared; and that tell people apart by a rare word, or
            by two.
        bodies: ids of institutions.
        offices: the same with the role, in small letters.
        provinces: the first parts of the codes of regions.
        seen: all offices, with their days.
        spans: those of them that were certainly held in full.
        sex: ``m`` or ``w`` where titles say so, and all of them the same; else empty.
        unnamed: whether the usual name has words of an office alone: *Mayor of Contoh*.
    """

    __slots__ = (
        "bodies", "first_names", "id", "names", "offices", "profile", "provinces", "seen", "sex", "spans",
        "telling", "unnamed",
    )  # fmt: skip

    def __init__(self, id: str, profile: Profile, names: tuple[Written, ...]) -> None:
        self.id = id
        self.profile = profile
        self.names = names
        self.first_names, self.telling, self.sex = _of_names(names)
        words = names[0].name.words.plain.split() if names else ()
        seats = [_seat(post.body, post.role, post.sphere, post.shown) for post in profile.posts]
        self.seen = tuple([span_in(post) for post in profile.posts])
        if len(seats) == 1:  # as nearly always
            self.bodies, self.offices, self.provinces, called = seats[0]
            self.spans = self.seen if self.seen[0].certain else ()
            self.unnamed = called.issuperset(words)
        else:
            self.bodies = frozenset().union(*[seat.bodies for seat in seats])
            self.offices = frozenset().union(*[seat.offices for seat in seats])
            self.provinces = frozenset().union(*[seat.provinces for seat in seats])
            self.spans = tuple([span for span in self.seen if span.certain])
            self.unnamed = any(seat.words.issuperset(words) for seat in seats)


def _of_names(names: tuple[Written, ...]) -> tuple[tuple[Written, ...], tuple[Written, ...], str]:
    """Those of some names that are compared, that tell people apart, and the sex that titles tell."""
    if len(names) == 1:  # as nearly always
        name = names[0].name
        return names, names if name.words.weight >= RARE else (), name.sex
    telling = tuple([each for each in names if each.name.words.weight >= RARE])[:_MOST_NAMES]
    told = {each.name.sex for each in names if each.name.sex}
    return names[:_MOST_NAMES], telling, told.pop() if len(told) == 1 else ""


def read(profile: Profile, comparer: Comparer) -> Known:
    """Make a profile ready with all its names."""
    return Known(profile.id, profile, tuple(map(comparer.read, profile.names)))


def gathered(place: str, profiles: Sequence[Profile], names: Iterable[Written]) -> Known:
    """Make ready what is known of one person.

    Args:
        place: what stands for the person among others.
        profiles: of the person, one or several.
        names: all of theirs; of those that differ in titles alone one is left, see :func:`different`.
    """
    profile = profiles[0] if len(profiles) == 1 else combined(profiles)
    return Known(place, profile, different(names))


class _Seat(NamedTuple):
    """An office as a set of each thing by which people are compared, and the words that it is called by."""

    bodies: frozenset[str]
    offices: frozenset[tuple[str, str]]
    provinces: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=2**16)
def _seat(body: str, role: str, sphere: str, shown: str) -> _Seat:
    """Worked out once for the many people who held it."""
    return _Seat(
        frozenset([body]),
        frozenset([(body, fold(role))]),
        frozenset([sphere.partition(".")[0]] if sphere else []),
        frozenset([word for text in (role, shown) for word in fold(text).split()]),
    )


def different(names: Iterable[Written]) -> tuple[Written, ...]:
    """Names without those that differ from others in titles alone.

    Of these one is left: the first that tells the sex or the generation, or else the first.
    """
    names = tuple(names)
    if len(names) == 1:  # as nearly always
        return names
    by_words: dict[str, Written] = {}
    for each in names:
        kept = by_words.setdefault(each.name.words.plain, each)
        if not (kept.name.sex or kept.name.generation) and (each.name.sex or each.name.generation):
            by_words[each.name.words.plain] = each
    return tuple(by_words.values())
