"""Rows with what is needed to read them."""

from __future__ import annotations

import sys

import pytest

from kg.results import Result
from kg.stores import Rows

ROWS = [{"name": "Rahmat Contoh", "sources": ["s1", "s2"]}, {"name": None, "sources": []}]


@pytest.fixture
def result() -> Result:
    return Result.of(Rows(["name", "sources"], ROWS, truncated=True, warnings=["odd"]), parameters={"n": 1})


def test_a_result_is_its_rows_with_what_the_store_remarks(result: Result) -> None:
    assert list(result) == ROWS
    assert len(result) == 2
    assert (result.columns, result.truncated, result.warnings) == (["name", "sources"], True, ["odd"])
    assert result.parameters == {"n": 1}


def test_a_frame_has_the_columns_of_the_query_in_their_order(result: Result) -> None:
    pytest.importorskip("pandas")
    frame = result.to_pandas()
    assert list(frame.columns) == ["name", "sources"]
    assert frame.loc[0, "sources"] == ["s1", "s2"]


def test_without_pandas_it_is_said_how_to_get_it(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'kg-newsroom\[all\]'"):
        result.to_pandas()


def test_rows_that_look_like_a_page_are_shown_as_text() -> None:
    shown = Result([{"<b>": "<script>alert(1)</script>"}], ["<b>"])._repr_html_()
    assert "<script>" not in shown
    assert "<b>" not in shown


def long(rows: int) -> Result:
    return Result.of(
        Rows(["name", "sources"], [{"name": f"Number {n}", "sources": ["s1"]} for n in range(rows)])
    )


def test_a_notebook_shows_the_first_rows_of_many_and_says_where_the_others_are() -> None:
    """A notebook keeps what it shows: with all of 18,000 rows a page would take minutes to open."""
    shown = long(18_099)._repr_html_()
    assert "Number 199<" in shown
    assert "Number 200<" not in shown
    assert "The first 200 of 18,099 rows are shown here; to_pandas() has all of them." in shown
    assert len(shown) < 20_000


def test_a_notebook_shows_all_rows_that_questions_give_unless_more_are_asked_for() -> None:
    shown = long(200)._repr_html_()
    assert "Number 199<" in shown
    assert "shown here" not in shown


def test_a_result_tells_in_a_line_what_it_is() -> None:
    """Notebooks keep this text as well, beside each table."""
    assert repr(long(18_099)) == "<Result: 18,099 rows of name, sources>"
    assert repr(long(1)) == "<Result: 1 row of name, sources>"
