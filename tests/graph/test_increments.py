"""The claim that every incremental build makes: the graph is the one that a rebuild from nothing makes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.records import dataset
from tests.graph.worlds import World, canonical, differences

#: Runs of loads: each load gives some datasets new content.
histories = st.lists(
    st.dictionaries(st.sampled_from(["one", "two", "three"]), dataset, min_size=1, max_size=2),
    min_size=1,
    max_size=5,
)


def check(history: list[dict[str, Any]], builds: list[bool]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        for run, build in zip(history, [*builds, True], strict=False):
            world.load(**run)
            if not build:
                continue
            from_nothing = world.rebuilt()
            graph = world.build()
            assert graph == from_nothing, "\n".join(differences(graph, from_nothing))
            assert world.rebuilt() == graph, "a rebuild changes the graph"


@settings(max_examples=100)
@given(histories, st.lists(st.booleans(), min_size=4, max_size=4))
def test_any_increment_equals_a_rebuild(history, builds):
    check(history, builds)
