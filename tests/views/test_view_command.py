from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.main import main
from kg.cli.pages import destination
from kg.errors import UsageError
from kg.showing.network import selection
from kg.views.network import Network


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Kabupaten Paser", "kabupaten-paser.html"),
        ("../../Évora / Town", "evora-town.html"),
        ("…", "network.html"),
        (None, "network.html"),
        ("x" * 500, "x" * 60 + ".html"),
    ],
)
def test_the_file_is_named_after_what_it_shows(name: str | None, file: str) -> None:
    assert destination(None, name, open_it=False, force=False) == Path(file)


def test_a_page_of_ours_is_replaced_and_any_other_file_is_not(tmp_path: Path) -> None:
    ours, other = tmp_path / "ours.html", tmp_path / "other.html"
    Network("Invented").write_html(ours)
    other.write_text("<!DOCTYPE html><title>my own work</title>")
    assert destination(ours, None, open_it=False, force=False) == ours
    assert destination(other, None, open_it=False, force=True) == other
    with pytest.raises(UsageError, match="--force"):
        destination(other, None, open_it=False, force=False)


def test_a_page_on_standard_output_is_not_opened() -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        destination(Path("-"), None, open_it=True, force=False)


def test_a_file_of_somebody_else_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    assert main(["-C", str(tmp_path), "view", "Anybody", "-o", str(mine)]) == 2
    assert "no page that kg wrote" in capsys.readouterr().err
    assert mine.read_text() == "mine"


def test_the_page_says_what_was_chosen() -> None:
    assert selection(None, "en").startswith("Sources stand with")
    assert selection(1, "en").startswith("One step around it.")
    assert selection(3, "en").startswith("Up to 3 steps")
    assert selection(3, "id") != selection(3, "en")
