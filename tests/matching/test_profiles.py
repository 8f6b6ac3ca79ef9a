"""What is known of a person beside the name, and what two profiles say together. All people are invented."""

from __future__ import annotations

from kg.matching import Post, Profile
from kg.matching.profiles import combined

MAYOR = Post("Wali Kota", "body-1", first="2020-03-01", last="2022-08-01")


def test_an_office_was_held_for_certain_between_two_days_that_are_known() -> None:
    assert MAYOR.sure_days is not None
    for unknown in ({"first": "2020-03"}, {"last": "2022"}, {"first": "", "last": ""}):
        assert MAYOR._replace(**unknown).sure_days is None


def test_two_profiles_together_have_each_office_from_the_first_sighting_to_the_last() -> None:
    acting = MAYOR._replace(acting=True, first="2019-01-01", last="2019-01-01")
    later = MAYOR._replace(first="2021-01-01", last="2024-01-01")
    one, other = (
        Profile("a", ("Hendra Wirasakti",), (MAYOR,)),
        Profile("b", ("H. Wirasakti",), (acting, later)),
    )
    for left, right in ((one, other), (other, one)):
        assert set(combined([left, right]).posts) == {MAYOR._replace(last="2024-01-01"), acting}
