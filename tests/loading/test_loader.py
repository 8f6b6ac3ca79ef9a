"""Loaders are Python files: one that fails is told with its file, whatever it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.loading import load_loaders
from kg.project import builtin


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


@pytest.mark.parametrize("newer", [-1, 0, 1])
def test_a_copy_that_stands_in_for_a_newer_loader_is_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, newer: int
) -> None:
    of_kg, path = load_loaders([builtin("loaders")])["agreements"].version, tmp_path / "agreements.py"
    text = (builtin("loaders") / path.name).read_text("utf-8")
    path.write_text(text.replace(f"    version={of_kg},", f"    version={of_kg + newer},"), "utf-8")
    assert load_loaders([builtin("loaders"), tmp_path])["agreements"].version == of_kg + newer
    told = (
        f"{path} is version {of_kg - 1} and stands in for version {of_kg} of the built-in loader. Take over"
    )
    assert [record.getMessage().partition(" what")[0] for record in caplog.records] == [told] * (newer < 0)
