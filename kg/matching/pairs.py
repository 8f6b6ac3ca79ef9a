"""Finds the pairs of people worth comparing, and decides on all of them together."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations, groupby
from operator import attrgetter

from kg.matching.blocks import candidates
from kg.matching.groups import Groups
from kg.matching.known import Known, different, together
from kg.matching.people import judge_known, surely_two
from kg.matching.profiles import Profile
from kg.matching.verdict import Matches, Pair, asked, in_order
from kg.names.compare import Comparer, default_comparer

#: Pairs compared between two reports of progress.
_STEP = 5_000
#: Profiles of one name in one office that are all compared with one another, most: what nobody has so often
#: would otherwise cost the square of it.
_MOST_ALIKE = 100


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
    with _no_search_for_cycles():
        every = _ordered(profiles)
        id_of = {_place(number): each.id for number, each in enumerate(every)}
        place_of = {id: place for place, id in id_of.items()}
        known = (pair for pair in apart if place_of.keys() >= pair)
        there = {frozenset(place_of[id] for id in pair) for pair in known}
        run = _Run(comparer or default_comparer(), there, progress)
        run.gather(zip(id_of, every, strict=True))
        run.compare_all()
        same, ask = (in_order(_named(id_of, pairs)) for pairs in (run.found.same, run.found.ask))
    return Matches(same, ask, run.found.compared)


def _ordered(profiles: Iterable[Profile]) -> list[Profile]:
    """Profiles by what they say, for ids of nodes are others in the ledger of a colleague."""
    by_names = groupby(sorted(profiles, key=attrgetter("names")), key=attrgetter("names"))
    return [each for _, alike in by_names for each in sorted(alike, key=_content)]


def _content(profile: Profile) -> tuple[object, ...]:
    """What orders profiles of the same names."""
    posts = sorted([(each.role, each.shown, each.acting, each.first, each.last) for each in profile.posts])
    return posts, len(profile.deals), profile.id


def _place(number: int) -> str:
    """In place of an id while profiles are compared: such texts have the order of profiles."""
    return f"{number:09}"


def _named(id_of: Mapping[str, str], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs with the ids of nodes."""
    for pair in pairs:
        left, right = sorted((id_of[pair.left], id_of[pair.right]))
        yield Pair(left, right, pair.verdict)


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


def _keys(person: Known) -> set[tuple[str, tuple[str, str]]]:
    """Names without titles, each with each office."""
    return {(each.name.words.plain, office) for each in person.names for office in person.offices}


class _Run:
    """One comparison of all profiles."""

    def __init__(
        self, comparer: Comparer, apart: Collection[frozenset[str]], progress: Callable[[int], None]
    ) -> None:
        self._comparer, self._apart, self._progress = comparer, apart, progress
        self._own: dict[str, Known] = {}
        self._whole: dict[str, Known] = {}  # with what was gathered under the same id
        self._judged: dict[tuple[str, str], bool] = {}  # of profiles as they came
        self._groups = Groups(self._surely_two)
        self.found = Matches()

    def gather(self, profiles: Iterable[tuple[str, Profile]]) -> None:
        """Take in profiles, each with its place.

        Those whose names are the same but for titles, in one office, become one. Most of what is one is found
        so, without comparing all with all. A name that fits two who are not one, such as a man and a woman,
        waits until all are compared.
        """
        holders: dict[Hashable, list[str]] = defaultdict(list)
        for place, each in profiles:
            person = Known(place, each, different(map(self._comparer.read, each.names)))
            self._own[place] = self._whole[place] = person
            for key in _keys(person):
                holders[key].append(place)
        few = [ids for ids in holders.values() if len(ids) <= _MOST_ALIKE]
        alike = {pair: self._compared(*pair) for ids in few for pair in combinations(ids, 2)}
        same = in_order(pair for pair in alike.values() if pair.verdict.decision == "same")
        rivalled = self._groups.with_rivals(same)
        for pair in same:
            left, right = self._groups.find(pair.left), self._groups.find(pair.right)
            open_yet = left != right and (pair.left, pair.right) not in rivalled
            if open_yet and self._groups.join(left, right):
                self.found.same.append(pair)
        for leading, members in self._groups.joined():
            self._whole[leading] = together([self._own[each] for each in members])

    def compare_all(self) -> None:
        """Compare all candidates, and decide on them together."""
        find = self._groups.find
        sure: list[Pair] = []
        doubtful: list[Pair] = []
        leading = [person for id, person in self._whole.items() if find(id) == id]
        for pair in (self._compared(*ids) for ids in candidates(leading, self._comparer.speller)):
            if pair.verdict.decision == "same":
                (doubtful if pair.verdict.doubtful_name else sure).append(pair)
            elif pair.verdict.decision == "ask":
                self.found.ask.append(pair)
        self._join_unrivalled(sure)
        self._join_unrivalled(doubtful)
        self.found.ask = in_order(pair for pair in self.found.ask if find(pair.left) != find(pair.right))
        self.found.same = in_order(self.found.same)

    def _join_unrivalled(self, pairs: Sequence[Pair]) -> None:
        """Join pairs, but for those of which one side fits another as well that is apart from the other."""
        rivalled = self._groups.with_rivals(pairs)
        for pair in in_order(pairs):
            if (pair.left, pair.right) not in rivalled and self._groups.join(pair.left, pair.right):
                self.found.same.append(pair)
            else:
                self.found.ask.append(asked(pair))

    def _compared(self, left: str, right: str) -> Pair:
        self._count()
        one, other = self._whole[left], self._whole[right]
        verdict = judge_known(one, other, self._comparer)
        if one is self._own[left] and other is self._own[right]:
            self._judged[left, right] = verdict.surely_two
        return Pair(left, right, verdict)

    def _surely_two(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        if self._apart and frozenset(key) in self._apart:
            return True
        known = self._judged.get(key)
        if known is None:
            self._count()
            known = self._judged[key] = surely_two(self._own[one], self._own[other], self._comparer)
        return known

    def _count(self) -> None:
        self.found.compared += 1
        if self.found.compared % _STEP == 0:
            self._progress(self.found.compared)
