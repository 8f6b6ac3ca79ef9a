"""What every build claims: whatever came before, the graph is the one that a rebuild from nothing makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import assemble, complete, increment
from kg.stores.memory import MemoryStore
from tests.graph.records import dataset
from tests.graph.worlds import Dataset, Graph, World, canonical, differences

#: Loads, one after the other: each gives some datasets new content. And whether a build follows each.
datasets = st.dictionaries(st.sampled_from(["one", "two", "three"]), dataset, min_size=1, max_size=2)
histories = st.lists(st.tuples(datasets, st.booleans()), min_size=1, max_size=5)

History = list[tuple[Mapping[str, Dataset], bool]]


def assert_same(graph: Graph, expected: Graph) -> None:
    assert graph == expected, "\n".join(differences(graph, expected))


def lived(folder: Path, history: History) -> World:
    """A world that went through a history; each of its builds is compared with rebuilds."""
    world, behind = World(folder), MemoryStore()
    for number, (run, build) in enumerate(history, start=1):
        world.load(**run)
        if build or number == len(history):
            from_nothing = world.rebuilt()
            graph = world.build()
            assert_same(graph, from_nothing)
            assert_same(world.rebuilt(), graph)
        if number == 1:
            world.bring_up(behind)
    assert_same(world.bring_up(behind), graph)  # a store that missed the builds in between
    assert_same(world.bring_up(MemoryStore()), graph)  # and one that is new
    return world


def told_at_once(folder: Path, history: History) -> World:
    """A world that was told only how the history ended, one dataset after the other in another order."""
    last: dict[str, Dataset] = {}
    for run, _ in history:
        last.update(run)
    world = World(folder)
    for name in sorted(last):
        world.load(**{name: dict(reversed(last[name].items()))})
    world.build()
    return world


@pytest.mark.parametrize("most_mentions", [2, 3, 200])
def test_any_increment_equals_a_rebuild_and_the_order_of_loading_does_not_matter(
    folders: Iterator[Path], most_mentions: int
) -> None:
    @settings(max_examples=25)
    @given(history=histories)
    def check(history: History) -> None:
        world = lived(next(folders), history)
        other = told_at_once(next(folders), history)
        assert canonical(world) == canonical(other)

    with pytest.MonkeyPatch.context() as patch:
        for module in (assemble, complete, increment):
            patch.setattr(module, "MOST_MENTIONS", most_mentions)
        check()


def test_the_bundled_records_one_dataset_after_the_other_give_the_graph_of_all_at_once(
    bundled_records: dict[str, list], tmp_path: Path
) -> None:
    """Every other record comes in a second load of its dataset, and one goes again."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    world = World(tmp_path / "one")
    for name, records in bundled_records.items():
        world.load(**{name: records[::2]})
        world.build()
    for name, records in reversed(bundled_records.items()):
        world.load(**{name: records[1:]})
        assert_same(world.build(), world.rebuilt())
        world.load(**{name: records})
    assert_same(world.build(), world.rebuilt())
    other = World(tmp_path / "two").load(**bundled_records)
    other.build()
    assert canonical(world) == canonical(other)


@pytest.fixture
def bundled_records() -> dict[str, list]:
    """Some records of each kind; those of one kind meet those of the others."""
    import json

    from kg.project import builtin

    found = {}
    for kind, number in (("agreements", 60), ("assessments", 60), ("offices", 150)):
        lines = (builtin("data") / f"{kind}.jsonl").read_text("utf-8").splitlines()
        found[kind] = [(kind, json.loads(line)) for line in lines[:number]]
    return found
