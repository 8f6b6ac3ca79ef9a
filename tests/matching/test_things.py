"""Whether two venues, institutions or ceremonies are one. None of them exists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.matching import Thing, judge_things, match_things


def decisions(*things: Thing) -> list[str]:
    found = match_things(things)
    return [pair.verdict.decision for pair in (*found.same, *found.ask)]


def venue(id: str, name: str, where: str = "", *, deals: str = "", company: str = "") -> Thing:
    return Thing(
        id, "Venue", (name,), where=where, deals=frozenset(deals.split()), company=frozenset(company.split())
    )


def body(id: str, name: str, kind: str = "university", where: str = "", **sets: frozenset[str]) -> Thing:
    return Thing(id, "Institution", (name,), kind, where, **sets)


def ceremony(id: str, day: str, *, deals: str = "", company: str = "") -> Thing:
    return Thing(
        id, "Ceremony", (id,), day=day, deals=frozenset(deals.split()), company=frozenset(company.split())
    )


@pytest.mark.parametrize(
    ("one", "other", "decision"),
    [
        (("Hotel Contoh Raya", "Contohan"), ("Contoh Raya Hotel", "Contohan"), "same"),
        (("Hotel Contoh Raya", "Contohan"), ("Hotel Contoh Raya", "Lainkota"), None),
        (("Hotel Contoh Raya", "Contohan"), ("Hotel Contoh Raya", ""), "ask"),
        (("Gedung Contoh", "Contohan"), ("Gedung Contoh", "Contohan Utara"), "ask"),
        (("Pendopo Contohan", "Contohan"), ("Pendopo Contohann", "Contohan"), "ask"),
        (("Aula Gedung Contoh", "Contohan"), ("Gedung Contoh", "Contohan"), None),
        (("Aula Lantai 2", "Contohan"), ("Aula Lantai 3", "Contohan"), None),
    ],
)
def test_a_venue_is_known_by_all_words_of_its_name_and_by_its_town(
    one: tuple[str, str], other: tuple[str, str], decision: str | None
) -> None:
    assert decisions(venue("a", *one), venue("b", *other)) == ([decision] if decision else [])


def test_a_misspelt_venue_is_the_same_when_both_are_named_for_one_agreement() -> None:
    one, other = venue("a", "Pendopo Contohan", deals="deal"), venue("b", "Pendopo Contohann", deals="deal")
    assert decisions(one, other) == ["same"]


def test_a_venue_without_a_town_is_the_same_when_the_same_bodies_met_there() -> None:
    one, other = venue("a", "Aula Kampus", company="campus"), venue("b", "Aula Kampus", company="campus")
    assert decisions(one, other) == ["same"]
    assert decisions(one, venue("c", "Aula Kampus", company="another")) == ["ask"]


def test_parties_to_one_agreement_are_two_however_alike_their_names() -> None:
    deals = frozenset(["deal"])
    one, other = body("a", "Universitas Contoh"), body("b", "Universitas Conto")
    assert decisions(one, other) == ["ask"]
    verdict = judge_things(
        body("a", "Universitas Contoh", deals=deals), body("b", "Universitas Conto", deals=deals)
    )
    assert verdict.surely_two


def test_an_institution_with_the_same_words_is_the_same_when_somebody_held_office_at_both() -> None:
    people = frozenset(["person"])
    one = body("a", "Universitas Contoh Raya", company=people)
    assert decisions(one, body("b", "Universitas Raya Contoh", company=people)) == ["same"]
    assert decisions(one, body("b", "Universitas Raya Contoh")) == ["ask"]


def test_who_went_from_one_place_to_another_of_nearly_its_name_makes_no_two_bodies_one() -> None:
    people = frozenset(["person"])
    names = ("Kejaksaan Negeri Badung", "Kejaksaan Negeri Bandung")
    one, other = (body(id, name, "prosecutor", company=people) for id, name in zip("ab", names, strict=True))
    assert decisions(one, other) == ["ask"]


@pytest.mark.parametrize(
    "other", [body("b", "Dinas Contoh", "agency"), body("b", "Dinas Contoh", where="12")]
)
def test_another_kind_or_region_is_another_institution(other: Thing) -> None:
    assert decisions(body("a", "Dinas Contoh", "university", "11"), other) == []


def test_a_ceremony_of_two_outlets_is_one_when_one_agreement_was_signed_at_both() -> None:
    first = ceremony("a", "2024-09-03", deals="deal")
    assert decisions(first, ceremony("b", "2024-09-04", deals="deal")) == ["same"]
    assert decisions(first, ceremony("b", "2024-09-07", deals="deal")) == []


def test_two_ceremonies_of_one_day_are_asked_about_when_a_rare_body_signed_at_both() -> None:
    one, other = (ceremony(id, "2024-09-03", company="body") for id in "ab")
    assert decisions(one, other) == ["ask"]


def test_what_fits_two_that_are_apart_is_left_to_people() -> None:
    """The hall without a town may be either of the other two."""
    found = match_things(
        [
            venue("a", "Aula Kampus", "Contohan", company="x"),
            venue("b", "Aula Kampus", "Lainkota", company="x"),
            venue("c", "Aula Kampus", company="x"),
        ]
    )
    assert found.same == []
    assert [(pair.left, pair.right) for pair in found.ask] == [("a", "c"), ("b", "c")]


WORDS = st.lists(st.sampled_from(["aula", "gedung", "contoh", "contoj", "raya", "2"]), min_size=1, max_size=3)
VENUES = st.builds(
    Thing,
    st.uuids().map(str),
    st.just("Venue"),
    WORDS.map(lambda words: (" ".join(words),)),
    where=st.sampled_from(["", "Contohan", "Contohan Utara", "Lainkota"]),
    company=st.frozensets(st.sampled_from("xy")),
)


@given(VENUES, VENUES)
def test_it_does_not_matter_which_stands_first(left: Thing, right: Thing) -> None:
    assert judge_things(left, right) == judge_things(right, left)


@given(st.lists(VENUES, max_size=8, unique_by=lambda each: each.id))
def test_all_that_is_alike_is_compared(things: list[Thing]) -> None:
    """Blocks are for speed only: what they leave out is neither the same nor worth asking about."""
    found = match_things(things)
    told = {(pair.left, pair.right) for pair in (*found.same, *found.ask)}
    for one in things:
        for other in things:
            if one.id < other.id and judge_things(one, other).decision != "different":
                assert (one.id, other.id) in told


def test_what_people_judged_to_be_two_is_not_joined_by_way_of_a_third() -> None:
    venues = [venue(id, "Aula Kampus", company="x") for id in "abc"]
    assert len(match_things(venues).same) == 3
    assert match_things(venues, [frozenset("ac")]).same == []
