"""Which profiles are worth comparing: those that share a block.

A block is a whole name that tells people apart, a word of a name within an institution or an agreement, or
an initial or any word in an office. Two who are called Budi and were never seen in one place are no question
to ask anybody. Each block has a limit, so that the work grows with the number of profiles and not with its
square; what a block that is too large would have found is found by narrower ones.

Pairs are *near* when both were seen at one institution, and *far* when nothing but a name or an agreement
leads from the one to the other. Only near ones may be called the same, far ones are asked about at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from kg.matching.known import Known
from kg.names.keys import Filed, filed, united
from kg.names.parts import Name
from kg.names.spelling import Speller


class Filing(NamedTuple):
    """Where a person is filed; see :class:`kg.names.keys.Filed`.

    Attributes:
        id: of the person.
        members: ids of the profiles that were found to be the person's.
        bodies, offices, provinces, deals: of all of these.
        keys: of all names.
        wholes: of the names that tell people apart.
        letters, initials, sounds, bits: of all names.
        needed: of the name that needs fewest letters.
    """

    id: str
    members: tuple[str, ...]
    bodies: frozenset[str]
    offices: frozenset[tuple[str, str]]
    provinces: frozenset[str]
    deals: frozenset[str]
    keys: frozenset[str]
    wholes: frozenset[str]
    letters: frozenset[str]
    initials: frozenset[str]
    sounds: frozenset[str]
    bits: int
    needed: int


def file_all(people: Iterable[tuple[Known, Sequence[str]]], speller: Speller) -> list[Filing]:
    """Work out where people are filed.

    Args:
        people: each with the ids of the profiles that are the person's.
        speller: what knows the spellings of words.

    Returns:
        One for each, in the order of ids.
    """
    of_name = lru_cache(maxsize=2**16)(lambda name: filed(name, speller))
    return sorted([_file(person, members, of_name) for person, members in people])


def _file(person: Known, members: Sequence[str], of_name: Callable[[Name], Filed]) -> Filing:
    names = [of_name(each.name) for each in person.names]
    under = names[0] if len(names) == 1 else united(names)
    telling = [of_name(each.name).whole for each in person.telling]
    return Filing(
        person.id,
        tuple(members),
        person.bodies,
        person.offices,
        person.provinces,
        person.profile.deals,
        under.keys,
        frozenset([whole for whole in telling if whole]),
        under.letters,
        under.initials,
        under.sounds,
        under.bits,
        under.needed,
    )


def near(people: Sequence[Filing]) -> Iterator[tuple[Filing, Filing]]:
    """Pairs worth comparing who were seen at one institution; each once, in the order of what is given."""
    return (pair for pair in _pairs(people, _NEAR) if _agree(*pair))


def _agree(one: Filing, other: Filing) -> bool:
    """Whether two have a word in common, or an initial and a word that begins with it.

    Letters that only whole words begin with are too little: *Hendra Wijaya*, *Hasan Wibowo*.
    """
    return not (
        one.sounds.isdisjoint(other.sounds)
        and one.initials.isdisjoint(other.letters)
        and other.initials.isdisjoint(one.letters)
    )


def far(people: Sequence[Filing]) -> Iterator[tuple[Filing, Filing]]:
    """Pairs worth comparing who were not; each once, in the order of what is given."""
    for one, other in _pairs(people, _FAR):
        if one.bodies.isdisjoint(other.bodies):
            yield one, other


def seen_from_afar(people: Iterable[Filing]) -> list[Filing]:
    """What :func:`far` has to know of people, and no more: it may have to go from process to process."""
    none: frozenset[Any] = frozenset()
    return [
        each._replace(
            offices=none, letters=none, initials=none, sounds=none, keys=each.keys if each.deals else none
        )
        for each in people
    ]


class _Kind(NamedTuple):
    """A kind of blocks.

    Attributes:
        most: how many people that share one are all compared with one another, most.
        places, keys: what people share who share one: both.
    """

    most: int
    places: Callable[[Filing], Iterable[Hashable]]
    keys: Callable[[Filing], Iterable[str]]


def _pairs(people: Sequence[Filing], kinds: Iterable[_Kind]) -> Iterator[tuple[Filing, Filing]]:
    bits, needed = [each.bits for each in people], [each.needed for each in people]
    for i, blocks in enumerate(_blocks(people, kinds)):
        own, least = bits[i], needed[i]
        for j in {j for block in blocks for j in block if j > i}:
            if (own & bits[j]).bit_count() >= min(least, needed[j]):
                yield people[i], people[j]


def _blocks(people: Sequence[Filing], kinds: Iterable[_Kind]) -> list[list[list[int]]]:
    """Of each, by position, the blocks that it shares with others and that are not too large."""
    found: list[list[list[int]]] = [[] for _ in people]
    for most, places_of, keys_of in kinds:  # one after the other: most blocks hold one person, and take room
        places: dict[Hashable, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for i, each in enumerate(people):
            keys = keys_of(each)
            for place in places_of(each):
                blocks = places[place]
                for key in keys:
                    blocks[key].append(i)
        for blocks in places.values():
            for members in blocks.values():
                if 1 < len(members) <= most:
                    for i in members:
                        found[i].append(members)
    return found


def _anywhere(_: Filing) -> Iterable[Hashable]:
    return (None,)


_BODIES, _OFFICES, _PROVINCES, _DEALS = map(attrgetter, ("bodies", "offices", "provinces", "deals"))
_KEYS, _WHOLES, _LETTERS = map(attrgetter, ("keys", "wholes", "letters"))
_NEAR = (_Kind(100, _BODIES, _KEYS), _Kind(100, _BODIES, _WHOLES), _Kind(100, _OFFICES, _LETTERS))
_FAR = (_Kind(30, _anywhere, _WHOLES), _Kind(100, _PROVINCES, _WHOLES), _Kind(100, _DEALS, _KEYS))
