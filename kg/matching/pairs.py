"""Finds the pairs of people worth comparing, and decides on all of them together."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from kg.matching.blocks import candidates
from kg.matching.groups import Groups
from kg.matching.known import Known, different
from kg.matching.people import judge_known, surely_two
from kg.matching.profiles import Profile
from kg.matching.verdict import Matches, Pair, asked, in_order
from kg.names.compare import Comparer, default_comparer

#: Pairs compared between two reports of progress.
_STEP = 5_000


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
    run = _Run(comparer or default_comparer(), apart, progress)
    with _no_search_for_cycles():
        run.gather(sorted(profiles, key=lambda profile: profile.id))
        run.compare_all()
    return run.found


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


def _keys(person: Known) -> list[tuple[str, str]]:
    """Names without titles, each with each institution."""
    return [(each.name.words.plain, post.body) for each in person.names for post in person.profile.posts]


def _of_men_and_women(people: Iterable[Known]) -> set[tuple[str, str]]:
    """Keys that a man and a woman have: whose a name without titles is, nobody knows."""
    men, women = ({key for each in people if each.sex == sex for key in _keys(each)} for sex in "mw")
    return men & women


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

    def gather(self, profiles: Iterable[Profile]) -> None:
        """Take in profiles; those whose names are the same but for titles, in one institution, become one.

        Most of what is one is found so, without comparing all with all. Of a name that a man and a woman
        have there, that of neither title waits until all are compared.
        """
        people = [Known(each, different(map(self._comparer.read, each.names))) for each in profiles]
        disputed = _of_men_and_women(people)
        first: dict[tuple[str, str], str] = {}
        for person in people:
            id = person.id
            self._own[id] = self._whole[id] = person
            keys = _keys(person)
            if disputed and not disputed.isdisjoint(keys):
                keys = [(f"{name} {person.sex}", body) for name, body in keys]
            known = next(filter(None, map(first.get, keys)), None)
            if known is not None:
                pair = self._compared(known, id)
                if pair.verdict.decision == "same" and self._groups.join(known, id):
                    self.found.same.append(pair)
                    self._whole[known] = self._whole[known].with_other(person)
            leading = self._groups.find(id)
            for key in keys:
                first.setdefault(key, leading)

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
