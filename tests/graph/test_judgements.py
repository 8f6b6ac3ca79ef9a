"""Judgements change the graph at once, and one that is taken back leaves the graph that was there before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ledger.tables import statements
from kg.stores.memory import MemoryStore
from tests.graph.records import dataset
from tests.graph.test_increments import assert_same
from tests.graph.worlds import Graph, World, ontology

WHO = ["Siti Contoh", "Rahmat Contoh"]

#: A step: what is done, and numbers that choose on what.
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["same", "same", "different", "different", "unsure", "rejected", "rejected", "confirmed", "undo"]
        ),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
        st.sampled_from(WHO),
    ),
    min_size=1,
    max_size=10,
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders, one after the other: hypothesis runs many examples in one test."""

    def fresh() -> Iterator[Path]:
        base = tmp_path_factory.mktemp("worlds")
        while True:
            yield Path(tempfile.mkdtemp(dir=base))

    return fresh()


class Stated:
    """What can be judged in a world."""

    def __init__(self, world: World) -> None:
        t = statements.c
        query = sa.select(t.id, t.entity, t.concept).where(t.retired_run.is_(None)).order_by(t.entity, t.id)
        with world.ledger.reading() as connection:
            rows = connection.execute(query).all()
        self.statements = [row.id for row in rows]
        concepts = {row.entity: row.concept for row in rows if row.concept in ontology().nodes}
        # People more often than others.
        pairs = [pair for pair in combinations(sorted(concepts), 2) if concepts[pair[0]] == concepts[pair[1]]]
        self.pairs = pairs + [pair for pair in pairs if concepts[pair[0]] == "Person"] * 3


def step(world: World, stated: Stated, verdict: str, first: int, second: int, who: str) -> None:
    """Make or take back a judgement, where there is something to judge."""
    standing = world.ledger.judgements()
    if verdict == "undo":
        if standing:
            world.ledger.withdraw(standing[first % len(standing)].id, who=who)
    elif verdict in ("rejected", "confirmed"):
        if stated.statements:
            world.ledger.judge(verdict, stated.statements[first % len(stated.statements)], who=who)
    elif stated.pairs:
        pair = stated.pairs[first % len(stated.pairs)]
        left, right = pair if second % 2 else reversed(pair)
        world.ledger.judge(verdict, left, right, who=who)


def built(world: World) -> Graph:
    """The graph after an increment, which is the one that a rebuild gives."""
    from_nothing = world.rebuilt()
    graph = world.build()
    assert_same(graph, from_nothing)
    return graph


def test_undoing_restores_the_former_graph_and_increments_equal_rebuilds(folders: Iterator[Path]) -> None:
    @settings(max_examples=60)
    @given(one=dataset, before=steps, after=steps, order=st.randoms(use_true_random=False))
    def check(one: Any, before: Any, after: Any, order: Any) -> None:
        world = World(next(folders)).load(one=one)
        untouched = world.build()
        stated = Stated(world)
        for each in before:
            step(world, stated, *each)
            built(world)
        former, standing = world.graph(), {entry.id for entry in world.ledger.judgements()}
        for each in after:
            if each[0] != "undo":
                step(world, stated, *each)
                built(world)
        made = [entry.id for entry in world.ledger.judgements() if entry.id not in standing]
        order.shuffle(made)
        for number in made:
            world.ledger.withdraw(number, who=WHO[0])
            built(world)
        assert_same(world.graph(), former)
        for entry in world.ledger.judgements():
            world.ledger.withdraw(entry.id, who=WHO[1])
        assert_same(built(world), untouched)

    check()


def test_judgements_and_loads_in_any_order_give_the_graph_of_a_rebuild(folders: Iterator[Path]) -> None:
    contents = st.dictionaries(st.sampled_from(["one", "two"]), dataset, min_size=1, max_size=2)
    history = st.lists(st.tuples(contents, steps, st.booleans()), min_size=1, max_size=4)

    @settings(max_examples=60)
    @given(history=history)
    def check(history: Any) -> None:
        world, behind = World(next(folders)), MemoryStore()
        for number, (content, judged, build) in enumerate(history):
            world.load(**content)
            stated = Stated(world)
            for each in judged:
                step(world, stated, *each)
                if build:
                    built(world)
            if not number:
                world.bring_up(behind)
        graph = built(world)
        assert_same(world.bring_up(behind), graph)
        assert_same(world.bring_up(MemoryStore()), graph)

    check()
