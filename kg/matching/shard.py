"""Decides who is one among profiles that are matched by themselves: all, or a part of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.matching.blocks import Filing, file_all, near
from kg.matching.groups import Groups
from kg.matching.known import Known, gathered
from kg.matching.people import judge_known, surely_two
from kg.matching.profiles import Placed
from kg.matching.verdict import Matches, Pair, Verdict, asked, in_order
from kg.names.compare import Comparer

#: Pairs compared between two reports of progress.
_STEP = 5_000
#: Profiles of one name in one office that are all compared with one another, most: what nobody has so often
#: would otherwise cost the square of it.
_MOST_ALIKE = 100


class Outcome(NamedTuple):
    """What came of some profiles.

    Attributes:
        found: pairs by the ids of nodes, the surest first.
        group_of: of each profile that is one with others, what stands for all of them; by places.
    """

    found: Matches
    group_of: Mapping[str, str]


class Shard:
    """One comparison of some profiles.

    Args:
        comparer: what knows the words of names.
        apart: pairs of profiles that people call different, or cannot tell; those of other shards do no harm.
        progress: called with the number of pairs compared so far.
    """

    def __init__(
        self,
        comparer: Comparer,
        apart: Collection[frozenset[str]],
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.comparer, self.apart, self._progress = comparer, apart, progress
        self._own: dict[str, Known] = {}
        self._whole: dict[str, Known] = {}  # with what was gathered under the same id
        self._judged: dict[tuple[str, str], bool] = {}  # of profiles as they came
        self._groups = Groups(self._surely_two)
        self._filings: list[Filing] = []
        self._found = Matches()

    @property
    def people(self) -> Mapping[str, Known]:
        """Those who were gathered, by their ids."""
        return self._whole

    def gather(self, profiles: Placed) -> list[Filing]:
        """Take in profiles, each with its place.

        Those whose names are the same but for titles, in one office, become one. Most of what is one is found
        so, without comparing all with all. A name that fits two who are not one, such as a man and a woman,
        waits until all are compared.

        Returns:
            Where the people are filed, in the order of places.
        """
        holders: dict[Hashable, list[str]] = defaultdict(list)
        for place, profile in profiles.items():
            person = gathered(place, [profile], map(self.comparer.read, profile.names))
            self._own[place] = self._whole[place] = person
            for key in _keys(person):
                holders[key].append(place)
        few = [ids for ids in holders.values() if len(ids) <= _MOST_ALIKE]
        alike = {pair: self._compared(*pair) for ids in few for pair in combinations(ids, 2)}
        same = in_order(Pair(*ids, each) for ids, each in alike.items() if each.decision == "same")
        rivalled = self._groups.with_rivals(same)
        for pair in same:
            left, right = self._groups.find(pair.left), self._groups.find(pair.right)
            open_yet = left != right and (pair.left, pair.right) not in rivalled
            if open_yet and self._groups.join(left, right):
                self._found.same.append(pair)
        for leading, members in self._groups.joined():
            names = [name for each in members for name in self._own[each].names]
            self._whole[leading] = gathered(leading, [profiles[each] for each in members], names)
        led, members_of = self._groups.of, dict(self._groups.joined())
        people = [(each, members_of.get(id, [id])) for id, each in self._whole.items() if id not in led]
        self._filings = file_all(people, self.comparer.speller)
        return self._filings

    def compare(self) -> None:
        """Compare all who are near one another, and decide on them together."""
        sure: list[Pair] = []
        doubtful: list[Pair] = []
        for one, other in near(self._filings):
            verdict = self._compared(one.id, other.id)
            if verdict.decision != "different":
                pair = Pair(one.id, other.id, verdict)
                same = doubtful if verdict.doubtful_name else sure
                (same if verdict.decision == "same" else self._found.ask).append(pair)
        self._join_unrivalled(sure)
        self._join_unrivalled(doubtful)

    def compare_far(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Compare pairs who are far from one another: they may be one, but none is called the same."""
        for left, right in pairs:
            verdict = self._compared(left, right)
            if verdict.decision == "ask":
                self._found.ask.append(Pair(left, right, verdict))

    def outcome(self, profiles: Placed) -> Outcome:
        """What came of it, once all are compared.

        Args:
            profiles: those that were gathered.
        """
        find, found = self._groups.find, self._found
        ask = [pair for pair in found.ask if find(pair.left) != find(pair.right)]
        named = Matches(named_by(profiles, found.same), named_by(profiles, ask), found.compared)
        return Outcome(named, self._groups.of)

    def _join_unrivalled(self, pairs: Sequence[Pair]) -> None:
        """Join pairs, but for those of which one side fits another as well that is apart from the other."""
        rivalled = self._groups.with_rivals(pairs)
        for pair in in_order(pairs):
            if (pair.left, pair.right) not in rivalled and self._groups.join(pair.left, pair.right):
                self._found.same.append(pair)
            else:
                self._found.ask.append(asked(pair))

    def _compared(self, left: str, right: str) -> Verdict:
        self.count()
        one, other = self._whole[left], self._whole[right]
        verdict = judge_known(one, other, self.comparer)
        if one is self._own[left] and other is self._own[right]:
            self._judged[left, right] = verdict.surely_two
        return verdict

    def _surely_two(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        if self.apart and frozenset(key) in self.apart:
            return True
        known = self._judged.get(key)
        if known is None:
            self.count()
            known = self._judged[key] = surely_two(self._own[one], self._own[other], self.comparer)
        return known

    def count(self) -> None:
        """Count a pair that is compared, and tell of it now and then."""
        self._found.compared += 1
        if self._found.compared % _STEP == 0:
            self._progress(self._found.compared)


def named_by(profiles: Placed, pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs by the ids of nodes in place of those of places, the surest first; equals by their ids."""
    rows = []
    for left, right, verdict in pairs:
        one, other = profiles[left].id, profiles[right].id
        rows.append((-verdict.score, *((one, other) if one < other else (other, one)), verdict))
    return [Pair(left, right, verdict) for _, left, right, verdict in sorted(rows)]


def _keys(person: Known) -> set[tuple[str, tuple[str, str]]]:
    """Names without titles, each with each office."""
    return {(each.name.words.plain, office) for each in person.names for office in person.offices}
