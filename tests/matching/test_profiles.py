"""What is known of a person beside the name, and what two profiles say together. All people are invented."""

from __future__ import annotations

from kg.matching import Post, Profile
from kg.matching.profiles import combined

MAYOR = Post("Wali Kota", "body-1", first="2020-03-01", last="2022-08-01")


def test_an_office_has_its_days_when_both_are_known_to_the_day() -> None:
    assert MAYOR.dated
    for unknown in ({"first": "2020-03"}, {"last": "2022"}, {"first": "", "last": ""}):
        assert not MAYOR._replace(**unknown).dated


def test_two_profiles_together_have_each_office_from_the_first_sighting_to_the_last() -> None:
    acting = MAYOR._replace(acting=True, first="2019-01-01", last="2019-01-01")
    later = MAYOR._replace(first="2021-01-01", last="2024-01-01")
    one, other = (
        Profile("a", ("Hendra Wirasakti",), (MAYOR,)),
        Profile("b", ("H. Wirasakti",), (acting, later)),
    )
    for left, right in ((one, other), (other, one)):
        assert set(combined([left, right]).posts) == {MAYOR._replace(last="2024-01-01"), acting}
