"""Finds the pairs of people worth comparing, and decides on all of them together."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, islice
from operator import attrgetter

from kg.matching.blocks import Filing, far
from kg.matching.dividing import divided
from kg.matching.helpers import Helper, helpers, start
from kg.matching.known import Known, gathered
from kg.matching.people import judge_known
from kg.matching.profiles import Placed, Profile
from kg.matching.shard import Shard, named_by
from kg.matching.verdict import Matches, Pair, in_order
from kg.names.compare import Comparer, default_comparer
from kg.processes import cores

#: Profiles from which on another process is worth what it costs to start it and to tell it what it needs.
_WORTH_A_PROCESS = 10_000
#: The share of all profiles by which the part of this process is smaller: it compares who are far from one
#: another as well, while the others have to be told what to do and to tell what they found.
_AHEAD = 0.11


def match(
    profiles: Iterable[Profile],
    comparer: Comparer | None = None,
    apart: Collection[frozenset[str]] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> Matches:
    """Compare all profiles that could be one.

    Args:
        profiles: with different ids, in any order.
        comparer: what knows the words of names; that of the language by default.
        apart: pairs of ids that people call different, or cannot tell.
        progress: called with the number of pairs compared so far.
    """
    comparer = comparer or default_comparer()
    with _no_search_for_cycles(), helpers() as helping:
        every = _taken(profiles, helping)
        part_of = divided(every, len(helping) + 1, _AHEAD)
        for part, helper in enumerate(helping, 1):
            theirs = [each.names for each in every if part_of[each.id] == part]
            helper.read([*chain.from_iterable(theirs)], comparer)
        placed = {_place(number): each for number, each in enumerate(_ordered(every))}
        place_of = {each.id: place for place, each in placed.items()} if apart else {}
        known = (pair for pair in apart if place_of.keys() >= pair)
        there = {frozenset(place_of[id] for id in pair) for pair in known}
        parts: list[dict[str, Profile]] = [{} for _ in range(len(helping) + 1)]
        for place, each in placed.items():
            parts[part_of[each.id]][place] = each
        return _matched(placed, parts, Shard(comparer, there, progress), helping)


def _taken(profiles: Iterable[Profile], helping: list[Helper]) -> list[Profile]:
    """All profiles; a process is started as soon as there are enough for it, for that takes a while."""
    remaining, every = iter(profiles), list[Profile]()
    while some := list(islice(remaining, _WORTH_A_PROCESS)):
        every += some
        start(helping, min(cores(), len(every) // _WORTH_A_PROCESS) - 1)
    return every


def _matched(profiles: Placed, parts: Sequence[Placed], shard: Shard, helping: Sequence[Helper]) -> Matches:
    """Match all profiles: the first part in this process, the others in those that help."""
    mine, *others = parts
    for helper, part in zip(helping, others, strict=True):
        helper.begin(part, shard.apart)
    filings = [shard.gather(mine)]
    shard.compare()
    filings += [helper.filings() for helper in helping]
    within, across = _far(filings)
    for helper, pairs in zip(helping, within[1:], strict=True):
        helper.compare_far(pairs)
    shard.compare_far(within[0])
    ask = _asked_across(across, profiles, shard)
    outcomes = [shard.outcome(mine), *[helper.outcome() for helper in helping]]
    group_of = {item: group for each in outcomes for item, group in each.group_of.items()}
    ask = [pair for pair in ask if group_of.get(pair.left, pair.left) != group_of.get(pair.right, pair.right)]
    return Matches(
        in_order(chain(*[each.found.same for each in outcomes])),
        in_order(chain(named_by(profiles, ask), *[each.found.ask for each in outcomes])),
        sum([each.found.compared for each in outcomes]),
    )


def _far(
    filings: Sequence[Sequence[Filing]],
) -> tuple[list[list[tuple[str, str]]], list[tuple[Filing, Filing]]]:
    """Pairs who are far from one another: within each part, and across parts."""
    part_of = {each.id: part for part, people in enumerate(filings) for each in people}
    within: list[list[tuple[str, str]]] = [[] for _ in filings]
    across: list[tuple[Filing, Filing]] = []
    for one, other in far(sorted(chain(*filings))):
        part = part_of[one.id]
        if part == part_of[other.id]:
            within[part].append((one.id, other.id))
        else:
            across.append((one, other))
    return within, across


def _asked_across(pairs: Iterable[tuple[Filing, Filing]], profiles: Placed, shard: Shard) -> list[Pair]:
    """Compare pairs across parts, of which at most one is in this process: those that may be one."""
    found: list[Pair] = []
    read: dict[str, Known] = {}

    def person(filing: Filing) -> Known:
        known = shard.people.get(filing.id) or read.get(filing.id)
        if known is None:
            members = [profiles[member] for member in filing.members]
            names = [shard.comparer.read(name) for each in members for name in each.names]
            known = read[filing.id] = gathered(filing.id, members, names)
        return known

    for one, other in pairs:
        shard.count()
        verdict = judge_known(person(one), person(other), shard.comparer)
        if verdict.decision == "ask":
            found.append(Pair(one.id, other.id, verdict))
    return found


def _ordered(profiles: Iterable[Profile]) -> list[Profile]:
    """Profiles by what they say, for ids of nodes are others in the ledger of a colleague."""
    of_names = attrgetter("names")
    found: list[Profile] = []
    for _, same in groupby(sorted(profiles, key=of_names), of_names):
        alike = list(same)
        found += sorted(alike, key=_content) if len(alike) > 1 else alike
    return found


def _content(profile: Profile) -> tuple[object, ...]:
    """What orders profiles of the same names."""
    posts = sorted([(each.role, each.shown, each.acting, each.first, each.last) for each in profile.posts])
    return posts, len(profile.deals), profile.id


def _place(number: int) -> str:
    """In place of an id while profiles are compared: such texts have the order of profiles."""
    return f"{number:09}"


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of objects are made that stay to the end and refer to one another in no circle.

    To look through them again and again takes Python a fifth of the time. Nor need they be looked through
    when the search goes on: to freeze and unfreeze puts all among those that are old, and seldom looked at.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
