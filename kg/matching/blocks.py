"""Which profiles are worth comparing: those that share a block.

A block is a whole name that tells people apart, a word of a name within an institution or an agreement, or
an initial in an office. Two who are called Budi and were never seen in one place are no question to ask
anybody. Each block has a limit, so that the work grows with the number of profiles and not with its square;
what a block that is too large would have found is found by narrower ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.matching.known import Known
from kg.names.keys import Filed, filed
from kg.names.parts import Name
from kg.names.spelling import Speller


class _Filed(NamedTuple):
    """Where the names of a person are filed; see :class:`kg.names.keys.Filed`.

    Attributes:
        wholes: of the names that tell people apart.
        initials: the letters as bits of one number, so that what two have in common is quickly counted.
        needed: how many letters another has in common with this one, least: two names of two words or more
            have two initials in common, or one where all words of one begin with it.
    """

    person: Known
    keys: frozenset[str]
    wholes: frozenset[str]
    letters: frozenset[str]
    initials: int
    needed: int


def candidates(people: Iterable[Known], speller: Speller) -> Iterator[tuple[str, str]]:
    """Pairs of ids, the lower first, that share a block; each once.

    Args:
        people: with different ids.
        speller: what knows the spellings of words.
    """
    of_name = lru_cache(maxsize=2**16)(lambda name: filed(name, speller))
    bits: dict[str, int] = {}
    each = [_file(person, of_name, bits) for person in sorted(people, key=lambda person: person.id)]
    blocks_of = _blocks(each)
    initials, needed = [one.initials for one in each], [one.needed for one in each]
    for i, one in enumerate(each):
        own, least = initials[i], needed[i]
        for j in {j for block in blocks_of[i] for j in block if j > i}:
            if (own & initials[j]).bit_count() >= min(least, needed[j]):
                yield one.person.id, each[j].person.id


def _file(person: Known, of_name: Callable[[Name], Filed], bits: dict[str, int]) -> _Filed:
    names = [of_name(each.name) for each in person.names]
    telling = [of_name(each.name).whole for each in person.telling]
    letters = frozenset().union(*[name.letters for name in names])
    return _Filed(
        person,
        frozenset().union(*[name.keys for name in names]),
        frozenset([whole for whole in telling if whole]),
        letters,
        sum([bits.setdefault(letter, 1 << len(bits)) for letter in letters]),
        min([2, *[min(name.words, len(name.letters)) for name in names]]) if names else 0,
    )


def _blocks(people: Sequence[_Filed]) -> list[list[list[int]]]:
    """Of each, by position, the blocks that it shares with others and that are not too large."""
    found: list[list[list[int]]] = [[] for _ in people]
    for most, blocks_of in _KINDS:  # one kind after the other, for most blocks hold one profile and take room
        blocks: dict[Hashable, list[int]] = defaultdict(list)
        for i, each in enumerate(people):
            for block in blocks_of(each):
                blocks[block].append(i)
        for members in blocks.values():
            if 1 < len(members) <= most:
                for i in members:
                    found[i].append(members)
    return found


def _names(each: _Filed) -> Iterable[Hashable]:
    return each.wholes


def _names_in_provinces(each: _Filed) -> Iterable[Hashable]:
    return {(province, whole) for province in each.person.provinces for whole in each.wholes}


def _words_in_bodies(each: _Filed) -> Iterable[Hashable]:
    return {(body, key) for body in each.person.bodies for key in each.keys}


def _words_in_deals(each: _Filed) -> Iterable[Hashable]:
    return {(deal, key) for deal in each.person.profile.deals for key in each.keys}


def _letters_in_offices(each: _Filed) -> Iterable[Hashable]:
    return {(office, letter) for office in each.person.offices for letter in each.letters}


#: Profiles of one block that are all compared with one another, most, and what the blocks are.
_KINDS: tuple[tuple[int, Callable[[_Filed], Iterable[Hashable]]], ...] = (
    (30, _names),
    (100, _names_in_provinces),
    (100, _words_in_bodies),
    (100, _words_in_deals),
    (100, _letters_in_offices),
)
