from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders, one after the other: hypothesis runs many examples in one test."""

    def fresh() -> Iterator[Path]:
        base = tmp_path_factory.mktemp("worlds")
        while True:
            yield Path(tempfile.mkdtemp(dir=base))

    return fresh()
