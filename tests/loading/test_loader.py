"""Loaders are Python files: one that fails is told with its file, whatever it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.loading import load_loaders


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\nimport nowhere_at_all", 2, "ModuleNotFoundError"),
        ("x = 1\nraise SystemExit(3)", 2, "SystemExit: 3"),
        ("def", 1, "SyntaxError"),
        ("x = 1", None, "has no `loader = Loader"),
    ],
)
def test_a_loader_that_fails_is_told_with_file_and_line(
    tmp_path: Path, text: str, line: int | None, says: str
) -> None:
    (tmp_path / "mine.py").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=says) as caught:
        load_loaders([tmp_path])
    assert caught.value.path == tmp_path / "mine.py"
    assert caught.value.line == line
