from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.cells import Column
from kg.cli.table import write_table

WORDS = st.text("abcdefgh", min_size=1, max_size=25)
CELLS = st.lists(WORDS, max_size=6).map(" ".join)


@given(
    width=st.sampled_from([40, 60, 80, 100, 120]),
    rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=4),
)
def test_no_table_loses_text_whatever_its_width(width: int, rows: list[list[str]]) -> None:
    names = [f"N{place}" for place in range(6)]
    written = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        mappings = [dict(zip(names, row, strict=True)) for row in rows]
        write_table(mappings, [Column(name) for name in names], written, None, [])
    shown = Counter(letter for letter in written.getvalue() if letter in "abcdefgh")
    assert shown == Counter("".join(text for row in rows for text in row).replace(" ", ""))
    assert max(map(len, written.getvalue().splitlines())) <= width
