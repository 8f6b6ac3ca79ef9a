"""Matching in several processes finds what matching in one finds. All people are invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mentions import mentions
from kg.matching import Matches, Post, Profile, match, pairs
from kg.matching.dividing import divided
from kg.matching.helpers import Helper

BODIES = st.lists(st.sampled_from([f"body-{number}" for number in range(12)]), max_size=3)


def invented(number: int, seed: int) -> list[Profile]:
    """People some of whom changed institution, and some of whom met at agreements."""
    random = Random(seed)
    return [
        Profile(
            each.id,
            (each.name,),
            tuple(
                Post(each.role, body, f"{each.role}, {body}", each.province, False, each.seen, each.seen)
                for body in sorted({each.body, random.choice([each.body] * 30 + ["body-1", "body-7"])})
            ),
            frozenset(random.sample([f"agreement-{deal}" for deal in range(40)], random.randrange(2))),
        )
        for each in mentions(number, seed)
    ]


def told(found: Matches) -> list[tuple[object, ...]]:
    return [
        (pair.left, pair.right, pair.verdict.decision, pair.verdict.score, pair.verdict.reasons)
        for pair in (*found.same, *found.ask)
    ]


@pytest.fixture
def in_processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Three processes, however few there are to match."""
    monkeypatch.setattr(pairs, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(pairs, "cores", lambda: 3)
    return monkeypatch


def test_processes_change_nothing(in_processes: pytest.MonkeyPatch) -> None:
    profiles = invented(3_000, seed=11)
    apart = {frozenset((pair.left, pair.right)) for pair in match(profiles).same[::7]}
    apart.add(frozenset(("m0000001", "nobody")))
    in_three = match(profiles, apart=apart)
    in_processes.setattr(pairs, "cores", lambda: 1)
    in_one = match(profiles, apart=apart)
    assert told(in_three) == told(in_one)
    assert len(in_one.same) > 500
    assert {pair.verdict.reasons[0] for pair in in_one.ask} >= {
        "Both took part in one agreement.",
        "Nothing but the name speaks for it.",
    }


def test_a_process_that_is_killed_costs_nothing_but_time(in_processes: pytest.MonkeyPatch) -> None:
    profiles = invented(600, seed=12)
    expected = told(match(profiles))
    begin, begun = Helper.begin, []

    def killed(self: Helper, *given: object) -> None:
        begun.append(self)
        if len(begun) == 1:
            self._process.kill()
            self._process.join()
        begin(self, *given)  # type: ignore[arg-type]  # handed on as given

    in_processes.setattr(Helper, "begin", killed)
    assert told(match(profiles)) == expected
    assert len(begun) == 2


def test_fewer_processes_do_where_no_more_are_to_be_had(in_processes: pytest.MonkeyPatch) -> None:
    profiles = invented(600, seed=12)
    expected = told(match(profiles))
    start, started = Helper.__init__, []

    def once(self: Helper) -> None:
        if started:
            raise OSError("Resource temporarily unavailable")
        started.append(self)
        start(self)

    in_processes.setattr(Helper, "__init__", once)
    assert told(match(profiles)) == expected
    assert not started[0]._process.is_alive()


def test_progress_counts_pairs_of_this_process(in_processes: pytest.MonkeyPatch) -> None:
    in_processes.setattr("kg.matching.shard._STEP", 10)
    counted: list[int] = []
    found = match(invented(600, seed=12), progress=counted.append)
    assert counted == [*range(10, counted[-1] + 1, 10)]
    assert 0 < counted[-1] <= found.compared


@pytest.fixture
def noted(in_processes: pytest.MonkeyPatch) -> list[Helper]:
    """Those that are started."""
    found: list[Helper] = []
    start = Helper.__init__

    def begun(self: Helper) -> None:
        start(self)
        found.append(self)

    in_processes.setattr(Helper, "__init__", begun)
    return found


def test_no_process_is_left(in_processes: pytest.MonkeyPatch, noted: list[Helper]) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    in_processes.setattr("kg.matching.shard._STEP", 1)
    with pytest.raises(KeyboardInterrupt):
        match(invented(300, seed=13), progress=interrupted)
    assert [helper._process.is_alive() for helper in noted] == [False, False]


def test_processes_are_started_while_profiles_come_in_and_none_is_left_when_these_fail(
    noted: list[Helper],
) -> None:
    def failing() -> Iterator[Profile]:
        yield from invented(300, seed=13)
        assert [helper._process.is_alive() for helper in noted] == [True, True]
        raise OSError("The ledger cannot be read.")

    with pytest.raises(OSError, match="ledger"):
        match(failing())
    assert [helper._process.is_alive() for helper in noted] == [False, False]


@given(st.lists(BODIES, max_size=40), st.integers(1, 5))
def test_who_was_seen_at_one_institution_stays_together(held: list[list[str]], number: int) -> None:
    profiles = [
        Profile(f"p{place}", ("Rusdiansyah",), tuple(Post("Ketua", body) for body in bodies))
        for place, bodies in enumerate(held)
    ]
    part_of = divided(profiles, number, 0.1)
    assert sorted(part_of) == sorted(each.id for each in profiles)
    assert set(part_of.values()) <= set(range(number))
    for one, other in combinations(profiles, 2):
        if {post.body for post in one.posts} & {post.body for post in other.posts}:
            assert part_of[one.id] == part_of[other.id]


def test_parts_are_of_about_one_size() -> None:
    profiles = [
        Profile(f"p{place}", ("Rusdiansyah",), (Post("Ketua", f"body-{place // 10}"),))
        for place in range(1_000)
    ]
    sizes = Counter(divided(profiles, 4, 0.1).values())
    assert max(sizes[part] for part in (1, 2, 3)) - min(sizes[part] for part in (1, 2, 3)) <= 10
    assert 80 <= sizes[1] - sizes[0] <= 120
