"""What every build claims: whatever came before it, the graph is the one that a rebuild from nothing makes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import assemble, complete, increment
from tests.graph.records import dataset
from tests.graph.worlds import Dataset, World, canonical, differences

#: Loads, one after the other: each gives some datasets new content. And whether a build follows each.
datasets = st.dictionaries(st.sampled_from(["one", "two", "three"]), dataset, min_size=1, max_size=2)
histories = st.lists(st.tuples(datasets, st.booleans()), min_size=1, max_size=5)

History = list[tuple[Mapping[str, Dataset], bool]]


@pytest.fixture(params=[2, 3, 200])
def most_mentions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """The most mentions that an element is made from: few, so that some have more, and as it is."""
    for module in (assemble, complete, increment):
        monkeypatch.setattr(module, "MOST_MENTIONS", request.param)
    return request.param


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders, one after the other: hypothesis runs many examples in one test."""

    def fresh() -> Iterator[Path]:
        base = tmp_path_factory.mktemp("worlds")
        while True:
            yield Path(tempfile.mkdtemp(dir=base))

    return fresh()


def lived(folder: Path, history: History) -> World:
    """A world that went through a history; each of its builds is compared with rebuilds."""
    world = World(folder)
    for number, (run, build) in enumerate(history, start=1):
        world.load(**run)
        if build or number == len(history):
            from_nothing = world.rebuilt()
            graph = world.build()
            assert graph == from_nothing, "\n".join(differences(graph, from_nothing))
            again = world.rebuilt()
            assert again == graph, "\n".join(differences(again, graph))
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


@settings(max_examples=80)
@given(history=histories)
def test_any_increment_equals_a_rebuild_and_the_order_of_loading_does_not_matter(
    folders, most_mentions, history
):
    world = lived(next(folders), history)
    other = told_at_once(next(folders), history)
    assert canonical(world) == canonical(other)
