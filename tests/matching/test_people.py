"""Whether two people are one, by name, office, place and time. All of them are invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching import Post, Profile, in_two_places, judge
from kg.matching.known import read
from kg.matching.people import surely_two
from kg.names.compare import default_comparer

MAYOR = Post(
    "Wali Kota", "body-1", "Wali Kota, Pemerintah Kota Contoh", "11.71", False, "2020-03-01", "2022-08-01"
)
LATER = MAYOR._replace(first="2023-01-01", last="2023-01-01")
SECRETARY = Post(
    "Sekretaris Daerah", "body-1", "Sekretaris Daerah, Pemerintah Kota Contoh", "11.71", False, "2017", "2018"
)
ELSEWHERE = Post(
    "Bupati", "body-2", "Bupati, Pemerintah Kabupaten Misal", "12.01", False, "2021-01-01", "2021-12-01"
)


def person(name: str, *posts: Post, deals: frozenset[str] = frozenset(), id: str = "b") -> Profile:
    return Profile(id, (name,), posts, deals)


@pytest.mark.parametrize(
    ("left", "right", "decision"),
    [
        (person("Mokhammad Rusdiansyah", MAYOR), person("Dr. M. Rusdiansyah, M.Si.", LATER), "same"),
        (person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", SECRETARY), "same"),
        (person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", ELSEWHERE), "different"),
        (person("Hendra Wirasakti", SECRETARY), person("Hendra Wirasakti", ELSEWHERE), "ask"),
        (person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti"), "ask"),
        (person("Hendra Wirasakti", MAYOR), person("Herman Wirasakti", LATER), "different"),
        (person("Wirasakti", MAYOR), person("Hendra Wirasakti", LATER), "same"),
        (person("Wirasakti", MAYOR), person("Hendra Wirasakti", ELSEWHERE), "different"),
        (person("Budi", MAYOR), person("Budi", SECRETARY), "ask"),
        (person("Jusuf Wirasakti", MAYOR), person("Yusuf Wirasakti", LATER), "same"),
        (person("Wali Kota Contoh", MAYOR), person("Wali Kota Contoh", LATER), "ask"),
    ],
)
def test_names_and_circumstances_decide_together(left: Profile, right: Profile, decision: str) -> None:
    assert judge(left, right).decision == decision


def test_a_short_name_that_two_bear_besides_does_not_make_them_one() -> None:
    left = Profile("a", ("Budi Wirasakti", "Budi"), (MAYOR,))
    right = Profile("b", ("Budi Hartawan", "Budi"), (LATER,))
    assert judge(left, right).decision == "different"


def test_acting_for_somebody_does_not_keep_a_name_from_another_office() -> None:
    acting = ELSEWHERE._replace(acting=True)
    assert judge(person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", acting)).decision == "ask"


def test_reasons_name_the_offices_that_decide() -> None:
    found = judge(person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", ELSEWHERE))
    assert "Wali Kota, Pemerintah Kota Contoh (2020-03-01 to 2022-08-01)" in found.reasons[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drs. H. Nur Aini", "Hj. Nur Aini"),
        ("I Made Sekarsari", "Ni Made Sekarsari"),
        ("Lukman Simbolon", "Lukman Simbolon II"),
        ("Irwan Wirasakti Contoh", "Irawan Wirasakti Contoh"),
    ],
)
def test_one_office_does_not_override_what_speaks_of_two(one: str, other: str) -> None:
    found = judge(person(one, MAYOR), person(other, LATER))
    assert (found.decision, found.surely_two) == ("ask", True)


def test_a_title_in_another_spelling_of_the_name_counts() -> None:
    left = Profile("a", ("Nur Aini Contoh", "Drs. H. Nur Aini Contoh, M.Si."), (MAYOR,))
    right = Profile("b", ("Nur Aini Contoh", "Hj. N. Aini Contoh"), (LATER,))
    found = judge(left, right)
    assert (found.decision, found.reasons[0]) == ("ask", "Titles say that one is a man and one a woman.")


def test_two_full_offices_of_one_institution_at_one_time_are_asked_about() -> None:
    spouse = MAYOR._replace(role="Ketua TP PKK", first="2021-01-01", last="2021-01-01")
    found = judge(person("Lukman Wirasakti", MAYOR), person("Ibu Lukman Wirasakti", spouse))
    assert found.decision == "ask"
    assert found.reasons[0].startswith("Both held office in one institution at one time:")
    before = spouse._replace(first="2019-01-01", last="2019-01-01")
    for other in (spouse._replace(acting=True), before):
        assert judge(person("Lukman Wirasakti", MAYOR), person("Lukman Wirasakti", other)).decision == "same"


def test_a_woman_by_her_title_may_bear_the_name_of_her_husband_in_another_office() -> None:
    spouse = MAYOR._replace(role="Ketua TP PKK", first="2019-01-01", last="2019-01-01")
    mayor, wife = person("Lukman Wirasakti", MAYOR), person("Hj. Lukman Wirasakti", spouse)
    found = judge(mayor, wife)
    assert (found.decision, found.reasons[0][:41]) == ("ask", "A title says that one is a woman; the oth")
    assert judge(person("Hj. Ratna Wirasakti", MAYOR), person("Ratna Wirasakti", LATER)).decision == "same"


@pytest.mark.parametrize("other", ["Wirasakti", "Hendra W.", "Hendro Wirasakti", "Hendra Wirasakti Contoh"])
def test_an_office_that_several_hold_settles_no_doubt(other: str) -> None:
    one, two = (post._replace(role="Kepala Dinas", one_seat=False) for post in (MAYOR, LATER))
    assert judge(person("Hendra Wirasakti", one), person(other, two)).decision != "same"
    left, right = Profile("a", ("Wirasakti",), (one,)), Profile("b", ("Hendra Wirasakti",), (two,))
    assert judge(left, right).decision == "ask"
    met = frozenset({"agreement-1"})
    assert judge(left._replace(deals=met), right._replace(deals=met)).decision == "same"


def test_a_name_that_many_bear_is_not_one_person_s_in_an_office_that_several_hold() -> None:
    one, two = (post._replace(role="Kepala Desa", one_seat=False) for post in (MAYOR, LATER))
    assert judge(person("Suryadi", one), person("Suriadi", two)).decision == "ask"
    assert judge(person("Rudi Wirasakti", one), person("Rudy Wirasakti", two)).decision == "same"
    assert judge(person("Suryadi", MAYOR), person("Suriadi", LATER)).decision == "same"


@pytest.mark.parametrize("other", ["Ratna Hendra Wirasakti", "Arfan bin Hendra Wirasakti"])
def test_an_office_does_not_make_a_child_or_wife_one_with_whose_name_is_borne(other: str) -> None:
    found = judge(person("Hendra Wirasakti", MAYOR), person(other, MAYOR))
    assert (found.decision, found.surely_two) == ("ask", True)
    assert judge(person("Wirasakti", MAYOR), person("Hendra Wirasakti", MAYOR)).decision == "same"


def test_nobody_holds_an_office_for_longer_than_a_career() -> None:
    later = MAYOR._replace(first="2049-01-01", last="2049-01-01")
    found = judge(person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", later))
    assert found.decision == "ask"


@pytest.mark.parametrize(("year", "decision"), [("2031", "same"), ("2041", "ask")])
def test_a_name_joins_two_offices_of_one_institution_that_lie_within_ten_years(
    year: str, decision: str
) -> None:
    later = MAYOR._replace(role="Sekretaris Daerah", first=f"{year}-01-01", last=f"{year}-01-01")
    assert judge(person("Tonowira", MAYOR), person("Tonowira", later)).decision == decision


def test_a_child_s_word_behind_the_name_is_not_overridden_by_the_office() -> None:
    found = judge(person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti Putra", LATER))
    assert (found.decision, found.surely_two) == ("ask", True)


def test_days_of_both_are_told_or_none() -> None:
    one, other = person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", LATER)
    both = "Wali Kota, Pemerintah Kota Contoh (2020-03-01 to 2022-08-01 and 2023-01-01)"
    assert judge(one, other).reasons[0] == f"Both were seen as {both}."
    undated = person("Hendra Wirasakti", MAYOR._replace(first="", last=""))
    assert judge(one, undated).reasons[0] == "Both were seen as Wali Kota, Pemerintah Kota Contoh."


def test_what_outweighs_doubt_in_the_names_is_told() -> None:
    one, other = person("Wirasakti", MAYOR), person("Hendra Wirasakti", LATER)
    found = judge(one, other)
    assert (found.decision, found.doubtful_name) == ("same", True)
    assert found.reasons[0].endswith(": the office and the days decide, for the names leave doubt.")


def test_who_followed_a_parent_or_husband_in_office_is_not_one_with_him() -> None:
    son = MAYOR._replace(first="2022-09-01", last="2025-01-01")
    found = judge(person("Wirasakti", MAYOR), person("Hendra Wirasakti", son))
    assert found.decision == "ask"
    at_one_time = MAYOR._replace(first="2022-01-01", last="2025-01-01")
    assert judge(person("Wirasakti", MAYOR), person("Hendra Wirasakti", at_one_time)).decision == "same"
    met = [
        Profile("b", (name,), (post,), frozenset("d"))
        for name, post in (("Wirasakti", MAYOR), ("Hendra Wirasakti", son))
    ]
    assert judge(*met).decision == "same"


@pytest.mark.parametrize("last", ["2020-03-01", "2023-01-01"])
def test_who_left_one_office_on_the_day_of_coming_into_another_is_asked_about(last: str) -> None:
    before = ELSEWHERE._replace(first="2017-01-01", last="2020-03-01")
    for one, other in ("ab", "ba"):
        left = person("Hendra Wirasakti", before, id=one)
        found = judge(left, person("Hendra Wirasakti", MAYOR._replace(last=last), id=other))
        assert (found.decision, found.surely_two) == ("ask", True)
    one_day = (post._replace(first="2020-03-01", last="2020-03-01") for post in (MAYOR, ELSEWHERE))
    assert judge(*(person("Hendra Wirasakti", post) for post in one_day)).decision == "different"


@pytest.mark.parametrize(
    "whole", ["I Nyoman Hendra Wirasakti", "Gede Hendra Wirasakti", "A. Hendra Wirasakti"]
)
def test_an_office_settles_whether_a_word_of_birth_or_an_initial_was_left_out(whole: str) -> None:
    assert judge(person("Hendra Wirasakti", MAYOR), person(whole, MAYOR)).decision == "same"
    assert judge(person("Hendra Wirasakti", MAYOR), person(whole, ELSEWHERE)).decision == "different"


def test_what_names_leave_open_needs_near_days() -> None:
    full, undated = person("Hendra Wirasakti", MAYOR), MAYOR._replace(first="", last="")
    assert judge(person("Wirasakti", MAYOR), full).decision == "same"
    assert judge(person("Wirasakti", undated), full).decision == "ask"
    assert judge(person("Santoso", MAYOR), person("Hendra Wirasakti Santoso", MAYOR)).decision == "ask"
    long_ago = MAYOR._replace(acting=True, first="1999-01-01", last="1999-01-01")
    left = person("Wirasakti", MAYOR, long_ago)
    assert judge(left, person("Hendra Wirasakti", LATER)).decision == "same"


def test_a_word_of_an_office_is_nobody_s_last_name() -> None:
    found = judge(person("Contoh", MAYOR), person("Hendra Contoh", MAYOR))
    assert (found.decision, found.surely_two) == ("ask", True)


def test_an_office_of_an_unknown_sphere_excludes_no_other() -> None:
    nowhere = ELSEWHERE._replace(sphere="")
    assert judge(person("Hendra Wirasakti", MAYOR), person("Hendra Wirasakti", nowhere)).decision == "ask"


def test_every_name_of_a_person_is_compared() -> None:
    left = Profile("a", ("Sugeng Hartawan", "Mokhammad Rusdiansyah"), (MAYOR,))
    assert judge(left, person("M. Rusdiansyah", LATER)).decision == "same"


def test_titles_of_both_sexes_tell_none() -> None:
    names = ("Nur Aini Contoh", "H. Nur Aini Contoh, S.H.", "Hj. N. Aini Contoh")
    assert read(Profile("a", names), default_comparer()).sex == ""


def test_whom_one_source_names_at_one_agreement_are_surely_two() -> None:
    reports = frozenset({("agreement-1", "source-1")})
    one, other = (
        read(Profile(id, ("Hendra Wirasakti",), (MAYOR,), reports=reports), default_comparer()) for id in "ab"
    )
    assert surely_two(one, other, default_comparer())


@pytest.mark.parametrize(
    ("change", "impossible"),
    [
        ({}, True),
        ({"sphere": ""}, False),
        ({"sphere": MAYOR.sphere}, False),
        ({"acting": True}, False),
        ({"one_seat": False}, False),
        ({"first": "2022-08-01"}, False),
        ({"first": "2021"}, False),
        ({"body": MAYOR.body, "sphere": MAYOR.sphere}, True),
        ({"body": MAYOR.body, "sphere": MAYOR.sphere, "role": "wali kota"}, False),
    ],
)
def test_whether_somebody_was_in_two_offices_that_nobody_holds_at_one_time(
    change: dict[str, Any], impossible: bool
) -> None:
    other = ELSEWHERE._replace(last="2023-01-01")._replace(**change)
    assert in_two_places(person("Hendra Wirasakti", MAYOR, other)) is impossible


NAMES = st.sampled_from(
    ["Budi Santoso", "B. Santoso", "Budi", "Siti Aminah", "Hj. Siti Aminah, S.H.", "Rahmat", "", "?"]
)
POSTS = st.lists(st.sampled_from([MAYOR, LATER, SECRETARY, ELSEWHERE, Post("", "body-3")]), max_size=2)


@given(NAMES, POSTS, NAMES, POSTS)
def test_it_does_not_matter_which_stands_first(
    one: str, posts: list[Post], other: str, others: list[Post]
) -> None:
    left, right = person(one, *posts), person(other, *others)
    assert judge(left, right) == judge(right, left)
