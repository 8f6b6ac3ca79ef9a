"""Keys under which names are filed. Names that are not of officials in the data are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names.keys import blocking_keys
from tests.names.test_compare import SAME


def test_a_rare_word_is_a_key_and_a_common_one_needs_another() -> None:
    assert blocking_keys("Najih") <= blocking_keys("Mokhammad Najih")
    assert blocking_keys("Budi Santoso").isdisjoint(blocking_keys("Budi Wasesa"))
    assert not blocking_keys("Budi Santoso").isdisjoint(blocking_keys("Boedi S. Wasesa"))


def test_spellings_meet() -> None:
    assert not blocking_keys("Aslamnur").isdisjoint(blocking_keys("Dr. Aslam Nur, MA"))
    assert not blocking_keys("Abdul Rahman").isdisjoint(blocking_keys("Abdurrohman"))


@given(
    st.text() | st.lists(st.sampled_from(["Budi", "Wasesa", "A.", "bin", "Nur"]), max_size=30).map(" ".join)
)
def test_there_is_only_a_handful_of_keys(name: str) -> None:
    assert len(blocking_keys(name)) <= 24


@pytest.mark.parametrize("mark", ["\uff9e", "\uff9f"])
def test_a_letter_that_is_nothing_without_its_mark_is_no_initial(mark: str) -> None:
    assert blocking_keys(f"Siti A{mark}B Contoh") == blocking_keys("Siti AB Contoh")


@pytest.mark.parametrize(("left", "right"), SAME)
def test_names_called_same_are_filed_together(left: str, right: str) -> None:
    """Else nobody compares them, and one person stays two."""
    assert not blocking_keys(left).isdisjoint(blocking_keys(right))
