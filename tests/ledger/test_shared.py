"""Several people load, judge and build at once, on one PostgreSQL server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Barrier

import pytest

from kg.errors import LedgerBusy
from kg.graph import Changes
from kg.judging.acts import decide
from kg.ledger import Decision, Ledger, postgres
from kg.ledger.writing import Writer
from kg.project import LEDGER_VARIABLE, Project
from kg.stores.memory import MemoryStore
from kg.workspace import Workspace
from tests.graph.test_increments import assert_same
from tests.graph.worlds import World
from tests.ledger.samples import dump, dump_through, fill, load, said, values

pytestmark = pytest.mark.postgres


@contextmanager
def impatient() -> Iterator[None]:
    """Wait for others for a second only. Those who wait here wait for the test, so for ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postgres, "_LOCK_PATIENCE_S", 1)
        yield


def replace(run: Writer, dataset: str, *contents: str) -> None:
    run.replace(dataset, " ".join(contents), said(*contents, dataset=dataset))


def office(name: str, key: str = "1") -> list:
    return [("offices", {"id": key, "name": name, "role": "Bupati", "institution": "Pemkab Paser"})]


def test_two_who_load_different_datasets_both_succeed(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ledger.run() as first:
        replace(first, "b.jsonl", "three")
        with other.run() as second:
            replace(second, "c.jsonl", "four")
        assert ("c.jsonl", "four") in values(ledger)
        assert ("b.jsonl", "three") not in values(other)
    assert values(other) == {
        *(("a.jsonl", "one"), ("a.jsonl", "two")),
        *(("b.jsonl", "three"), ("c.jsonl", "four")),
    }


def test_runs_are_counted_in_the_order_in_which_they_were_kept(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ledger.run() as early:
        replace(early, "b.jsonl", "three")
        with other.run() as late:
            replace(late, "c.jsonl", "four")
    assert early.number < late.number
    places = {id: place for id, _, place in dump_through(ledger)["runs"]}
    assert places[late.number] == 2
    assert places[early.number] == ledger.last_run() == 3


def test_of_two_who_load_the_same_dataset_one_waits(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ThreadPoolExecutor(1) as thread:
        with ledger.run() as first:
            replace(first, "a.jsonl", "three")
            second = thread.submit(load, other, {"a.jsonl": ["four"]})
            time.sleep(0.5)
            assert not second.done()
        second.result()
    assert values(ledger) == {("a.jsonl", "four")}


def test_two_who_load_the_same_new_dataset_at_once_make_one(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ThreadPoolExecutor(1) as thread:
        with ledger.run() as first:
            replace(first, "b.jsonl", "three", "five")
            second = thread.submit(load, other, {"b.jsonl": ["four", "five"]})
            time.sleep(0.5)
            assert not second.done()
        second.result()
    assert {value for name, value in values(ledger) if name == "b.jsonl"} == {"four", "five"}
    assert [info.name for info in ledger.datasets()] == ["a.jsonl", "b.jsonl"]


def test_who_has_waited_long_enough_for_the_same_dataset_is_told(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ledger.run() as first, impatient():
        replace(first, "a.jsonl", "three")
        with pytest.raises(LedgerBusy, match="somebody else is writing the same") as caught:
            load(other, {"a.jsonl": ["four"]})
        assert database in str(caught.value)
    assert values(ledger) == {("a.jsonl", "three")}
    load(other, {"a.jsonl": ["four"]})
    assert values(ledger) == {("a.jsonl", "four")}


def test_two_who_wait_for_each_other_are_not_stuck(database: str) -> None:
    """Each holds the dataset that the other wants next: one of them is told, the other succeeds."""
    ledger, other = fill(database), Ledger.open(database)
    load(ledger, {"b.jsonl": ["three"]})
    each_has_one = Barrier(2, timeout=60)

    def both(ledger: Ledger, first: str, second: str) -> str:
        try:
            with ledger.run() as run:
                replace(run, first, first)
                each_has_one.wait()
                replace(run, second, first)
        except LedgerBusy:
            return "told"
        return "done"

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(both, ledger, "a.jsonl", "b.jsonl")
        two = threads.submit(both, other, "b.jsonl", "a.jsonl")
        assert {one.result(), two.result()} == {"told", "done"}
    assert len({value for _, value in values(ledger)}) == 1


def test_judgements_need_not_wait_for_a_load(database: str) -> None:
    ledger, other = fill(database), Ledger.open(database)
    with ledger.run() as first, impatient():
        replace(first, "a.jsonl", "three")
        number = other.judge("same", "x", "y", who="Siti Contoh")
        assert [one.id for one in ledger.judgements()] == [number]
    assert values(ledger) == {("a.jsonl", "three")}


def test_a_build_need_not_wait_for_a_load_and_takes_in_what_was_kept_before_it(database: str) -> None:
    world = World(database).load(one=office("Rahmat Contoh"), two=office("Siti Contoh"))
    expected = world.build()
    with world.ledger.run() as run, impatient():
        run.replace("one", "", [])
        assert_same(World(database).build(), expected)
    assert_same(world.build(), world.rebuilt())
    assert [node.properties["name"] for node in world.graph().of_concept("Person")] == ["Siti Contoh"]


def test_a_run_that_began_before_others_and_was_kept_after_a_build_reaches_the_next_build(
    database: str,
) -> None:
    world, other = World(database), World(database)
    world.load(zero=office("Budi Contoh")).build()
    with world.ledger.run() as run:
        run.replace("zero", "other", [])
        other.load(two=office("Siti Contoh"))
        assert len(world.build().of_concept("Person")) == 2
    assert [node.properties["name"] for node in world.build().of_concept("Person")] == ["Siti Contoh"]
    assert_same(world.graph(), world.rebuilt())


def test_a_build_keeps_to_the_state_it_began_with(database: str) -> None:
    world = World(database).load(one=office("Rahmat Contoh"))
    names = "SELECT name FROM datasets ORDER BY name"
    with world.ledger.building() as connection:
        assert connection.exec_driver_sql(names).scalars().all() == ["one"]
        World(database).load(two=office("Siti Contoh"))
        assert connection.exec_driver_sql(names).scalars().all() == ["one"]
    with world.ledger.building() as connection:
        assert connection.exec_driver_sql(names).scalars().all() == ["one", "two"]


def test_of_two_builds_one_waits_or_is_told(database: str) -> None:
    world, other = World(database).load(one=office("Rahmat Contoh")), World(database)
    with world.ledger.building(), impatient(), pytest.raises(LedgerBusy, match="or building"):
        other.build()
    with ThreadPoolExecutor(1) as thread:
        with world.ledger.building():
            second = thread.submit(other.build)
            time.sleep(0.5)
            assert not second.done()
        assert_same(second.result(), world.build())


def test_who_waits_for_a_build_of_the_same_graph_goes_on_from_what_it_left(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(database).load(one=office("Rahmat Contoh"))
    monkeypatch.setenv(LEDGER_VARIABLE, database)
    with ThreadPoolExecutor(1) as thread:

        class Shared(MemoryStore):
            def apply(self, changes: Changes, ledger: str) -> None:
                if not waiting and changes.base:
                    waiting.append(thread.submit(other.build))
                    time.sleep(0.5)
                super().apply(changes, ledger)

        store, waiting = Shared(), []
        first, other = (Workspace(Project(tmp_path), store) for _ in range(2))
        first.build()
        world.load(two=office("Siti Contoh"))
        assert first.build().changed
        assert waiting[0].result().changed == 0


def test_who_judges_while_somebody_builds_for_long_is_told_that_it_is_kept(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(database).load(one=office("Rahmat Contoh"))
    monkeypatch.setenv(LEDGER_VARIABLE, database)
    with Workspace(Project(tmp_path), MemoryStore()) as workspace:
        workspace.build()
        same = [Decision("same", "x", "y")]
        kept = "try again. What you decided is kept already: kg build"
        with world.ledger.building(), impatient(), pytest.raises(LedgerBusy, match=kept):
            decide(workspace, same, who="Siti Contoh")
        assert [one.verdict for one in workspace.ledger.judgements()] == ["same"]


def test_whoever_loads_and_builds_at_once_the_graph_is_that_of_a_rebuild(database: str) -> None:
    """Three load what they like, some of it the same datasets, while a fourth builds over and over."""
    World(database)
    people = [f"{name} Contoh" for name in ("Rahmat", "Siti", "Budi", "Dewi")]

    def loads(seed: int) -> int:
        world, chance = World(database), Random(seed)
        for _ in range(12):
            dataset = chance.choice(["shared", f"own{seed}", f"more{seed}"])
            offices = [office(name, str(key))[0] for key, name in enumerate(chance.sample(people, 2))]
            world.load(**{dataset: offices})
            time.sleep(chance.random() / 20)
        return 12

    with ThreadPoolExecutor(3) as threads:
        world, running = World(database), [threads.submit(loads, seed) for seed in range(3)]
        builds = 0
        while not all(one.done() for one in running):
            world.build()
            builds += 1
        assert [one.result() for one in running] == [12, 12, 12]
    assert builds > 3
    assert_same(world.build(), world.rebuilt())
    places = sorted(place for *_, place in dump(database)["runs"])
    assert places == list(range(1, len(places) + 1))


def test_two_who_make_the_ledger_at_the_same_moment_make_one(database: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = [threads.submit(Ledger.open, database, create=True) for _ in range(4)]
        assert len({ledger.result().name for ledger in made}) == 1
