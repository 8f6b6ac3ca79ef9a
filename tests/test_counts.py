from __future__ import annotations

import pytest

from kg.counts import Count
from kg.views.page import counted, texts


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 pairs are"), (1, "1 pair is"), (2, "2 pairs are"), (1_234, "1,234 pairs are")]
)
def test_a_count_is_written_as_people_do_with_the_words_that_go_with_it(count: int, said: str) -> None:
    number = Count(count)
    assert f"{number} {number:pair is|pairs are}" == said
    assert str(Count(1_234_567, ".")) == "1.234.567"
    assert number + 1 == count + 1


@pytest.mark.parametrize(
    ("page", "key", "one", "several"),
    [
        ("chart", "recorded_offices", "1 office seen", "2 offices seen"),
        ("chart", "recorded", "1 entry recorded", "2 entries recorded"),
        ("chart", "undated_rows", "1 without a date is", "2 without a date are"),
        ("chart", "cases", "1 case in all", "2 cases in all"),
        ("document", "limited", "The first 1 row:", "The first 2 rows:"),
        ("matrix", "columns", "1 column", "2 columns"),
        ("report", "left_out", "1 more is not", "2 more are not"),
        ("table", "all", "1 row", "2 rows"),
        ("texts", "whole", "1 entity", "2 entities"),
    ],
)
def test_texts_of_pages_agree_with_their_counts(page: str, key: str, one: str, several: str) -> None:
    for count, said in ((1, one), (2, several)):
        assert said in counted(texts("en", page)[key], "en", count=count)
        assert str(count) in counted(texts("id", page)[key], "id", count=count)
