"""Many people at once: candidates, groups, rivals. All of them are invented."""

from __future__ import annotations

from itertools import combinations, permutations
from random import Random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.mentions import mentions
from kg.matching import Matches, Post, Profile, judge, match
from kg.matching.groups import Groups
from kg.matching.known import read
from kg.matching.people import surely_two
from kg.names.compare import Comparer, default_comparer
from kg.names.rules import default_rules

CHAIR = Post("Ketua", "body-1", "Ketua, Lembaga Contoh", "", False, "2021-01-01", "2021-06-01")


def people(*names: str, post: Post = CHAIR) -> list[Profile]:
    return [Profile(f"p{number}", (name,), (post,)) for number, name in enumerate(names)]


def invented(number: int, seed: int) -> list[Profile]:
    """Mentions by themselves, as the benchmark makes them."""
    return [
        Profile(
            each.id,
            (each.name,),
            (Post(each.role, each.body, "", each.province, False, each.seen, each.seen),),
        )
        for each in mentions(number, seed)
    ]


def joined(found: Matches) -> set[tuple[str, str]]:
    return {(pair.left, pair.right) for pair in found.same}


def test_spellings_of_one_holder_are_joined() -> None:
    found = match(people("Mokhammad Rusdiansyah", "M. Rusdiansyah", "Prof. Moh. Rusdiansyah, S.H."))
    graph = networkx.Graph(joined(found))
    assert networkx.is_connected(graph)
    assert set(graph) == {"p0", "p1", "p2"}


def test_a_short_name_that_fits_two_is_asked_about() -> None:
    found = match(people("Rusdiansyah", "Mokhammad Rusdiansyah", "Taufik Rusdiansyah"))
    assert joined(found) == set()
    assert {(pair.left, pair.right) for pair in found.ask} == {("p0", "p1"), ("p0", "p2")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jusuf Rusdiansyah", "Yusuf Rusdiansyah"),
        ("Djoko Wirasakti", "Joko Wirasakti"),
        ("Tjahjo Arif", "Cahyo Arif"),
    ],
)
def test_old_spellings_of_a_first_letter_meet(one: str, other: str) -> None:
    assert joined(match(people(one, other))) == {("p0", "p1")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mokhammad Mandalawangi", "Muhammad Mandalawangi"),
        ("Soetrisno Soewandi", "Sutrisno Suwandi"),
        ("Fahmi Fadli", "Fahmi Fadly"),
    ],
)
def test_words_that_all_begin_with_one_letter_meet(one: str, other: str) -> None:
    assert joined(match(people(one, other))) == {("p0", "p1")}


def test_whom_people_call_different_is_not_joined_by_way_of_a_third() -> None:
    three = people("Mokhammad Rusdiansyah", "Moh. Rusdiansyah", "M. Rusdiansyah")
    found = match(three, apart={frozenset(("p0", "p1"))})
    groups = networkx.Graph(joined(found))
    assert not (groups.has_node("p0") and groups.has_node("p1") and networkx.has_path(groups, "p0", "p1"))


def test_a_pair_with_a_rival_is_asked_about_and_told_so() -> None:
    found = match(people("Rusdiansyah", "Mokhammad Rusdiansyah", "Taufik Rusdiansyah"))
    assert {pair.verdict.decision for pair in found.ask} == {"ask"}
    assert all(pair.verdict.reasons[0].startswith("Another one fits as well") for pair in found.ask)


def test_dates_that_were_put_together_hide_no_contradiction() -> None:
    name = ("Hendra Wirasakti",)
    year = Post("Kepala", "body-1", "", "11.01", False, "2019", "2019")
    here = Post("Kepala", "body-1", "", "11.01", False, "2019-03-01", "2019-05-01")
    there = Post("Kepala", "body-2", "", "12.01", False, "2019-04-01", "2019-04-02")
    both = year._replace(first="2018", last="2018")
    found = match(
        [Profile("a", name, (year,)), Profile("b", name, (here,)), Profile("c", name, (both, there))]
    )
    groups = networkx.Graph(joined(found))
    assert not (groups.has_node("b") and groups.has_node("c") and networkx.has_path(groups, "b", "c"))


def test_what_is_surely_two_is_not_joined_by_way_of_a_third() -> None:
    here = Post("Bupati", "body-1", "", "11.01", False, "2021-01-01", "2022-01-01")
    there = Post("Bupati", "body-2", "", "12.01", False, "2021-02-01", "2022-01-01")
    both = (here._replace(role="Camat", first="", last=""), there._replace(role="Camat", first="", last=""))
    name = ("Hendra Wirasakti",)
    found = match([Profile("a", name, (here,)), Profile("b", name, (there,)), Profile("c", name, both)])
    assert joined(found) == set()
    assert {(pair.left, pair.right) for pair in found.ask} == {("a", "c"), ("b", "c")}


def test_a_man_and_a_woman_are_not_joined_by_way_of_a_third() -> None:
    found = match(people("I Made Sekarsari", "Ni Made Sekarsari", "Made Sekarsari"))
    assert len(joined(found)) < 2


@pytest.mark.parametrize(
    "names",
    [
        ("I Made Sekarsari", "Ni Made Sekarsari", "Made Sekarsari"),
        ("Nur Aini Contoh", "Hj. Nur Aini Contoh", "Drs. H. Nur Aini Contoh"),
        ("Hj. Nur Aini Contoh", "Nur Aini Contoh", "Drs. H. Nur Aini Contoh"),
    ],
)
def test_a_name_that_fits_a_man_and_a_woman_is_given_to_neither(names: tuple[str, ...]) -> None:
    found = match(people(*names))
    assert joined(found) == set()
    assert len(found.ask) == 3


def test_where_a_man_and_a_woman_have_one_name_each_is_joined_with_their_own() -> None:
    found = match(
        people("H. Nur Aini Contoh", "Hj. Nur Aini Contoh", "Drs. H. Nur Aini Contoh", "Ibu Nur Aini Contoh")
    )
    assert joined(found) == {("p0", "p2"), ("p1", "p3")}


def test_a_regent_and_his_wife_are_not_joined_by_way_of_an_earlier_day() -> None:
    regent = CHAIR._replace(role="Bupati", first="2021-02-01", last="2021-02-01")
    wife = regent._replace(role="Ketua TP PKK")
    before = regent._replace(first="2019-02-01", last="2019-02-01")
    name = ("Lukman Wirasakti",)
    found = match([Profile("a", name, (before,)), Profile("b", name, (wife,)), Profile("c", name, (regent,))])
    groups = networkx.Graph(joined(found))
    assert not (groups.has_node("b") and groups.has_node("c") and networkx.has_path(groups, "b", "c"))


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_a_name_that_fits_two_who_held_offices_side_by_side_is_given_to_neither(
    order: tuple[str, ...],
) -> None:
    regent = CHAIR._replace(role="Bupati", first="2021-02-01", last="2021-02-01")
    secretary = regent._replace(role="Sekretaris Daerah")
    aide = regent._replace(role="Asisten", first="2021-11-17", last="2021-11-17")
    three = zip(order, (regent, secretary, aide), strict=True)
    found = match([Profile(id, ("Lukman Wirasakti",), (post,)) for id, post in three])
    assert joined(found) == set()
    assert len(found.ask) == 3


@pytest.mark.parametrize("order", list(permutations("abc")))
def test_a_namesake_in_another_office_takes_nobody_from_its_holder(order: tuple[str, ...]) -> None:
    regent = CHAIR._replace(role="Bupati", first="2021-02-01", last="2021-02-01")
    secretary = regent._replace(role="Sekretaris Daerah")
    later = secretary._replace(first="2021-11-17", last="2021-11-17")
    names = ("Lukman Wirasakti", "Lukman Wirasakti", "Drs. Lukman Wirasakti, M.Pd.")
    three = zip(order, names, (regent, secretary, later), strict=True)
    found = match([Profile(id, (name,), (post,)) for id, name, post in three])
    assert joined(found) == {tuple(sorted(order[1:]))}


def test_a_name_that_one_office_has_very_often_costs_no_square_of_it() -> None:
    titles = ("Dr.", "Ir.", "Drs.", "H.", "Prof.", "Letkol", "Kolonel", "Kombes")
    names = [" ".join((*order, "Lukman Wirasakti")) for order in permutations(titles, 4)]
    found = match([Profile(f"{i:05}", (name,), (CHAIR,)) for i, name in enumerate(names)])
    assert len(names) == 1680
    assert found.compared < 10 * len(names)


def test_titles_count_where_names_differ_in_nothing_else() -> None:
    one = Profile("a", ("Nur Aini Contoh", "Drs. H. Nur Aini Contoh"), (CHAIR,))
    other = Profile("b", ("Nur Aini Contoh", "Hj. Nur Aini Contoh"), (CHAIR,))
    assert joined(match([one, other])) == set()


@pytest.mark.parametrize(
    ("left", "right", "compared"),
    [
        ("Hendra Wijaya", "Hasan Wibowo", 0),  # letters of whole words
        ("Lukman Wirasakti", "L. W.", 1),
        ("L. Wirasakti", "Lukman", 1),
        ("Budi", "Budi Santoso", 1),  # a word that many bear, and that counts in an office
        ("Muammad", "Muhammad", 1),  # a slip in a word of few consonants
    ],
)
def test_in_an_office_a_word_is_compared_with_such_words_and_initials(
    left: str, right: str, compared: int
) -> None:
    assert match([Profile("a", (left,), (CHAIR,)), Profile("b", (right,), (CHAIR,))]).compared == compared


def test_a_common_word_elsewhere_is_no_question() -> None:
    there = CHAIR._replace(role="Sekretaris", body="body-2", sphere="32")
    here = CHAIR._replace(sphere="32")
    common = match([Profile("a", ("Budi",), (here,)), Profile("b", ("Budi",), (there,))])
    telling = match([Profile("a", ("Rusdiansyah",), (here,)), Profile("b", ("Rusdiansyah",), (there,))])
    assert (common.same, common.ask) == ([], [])
    assert [(pair.left, pair.right) for pair in telling.ask] == [("a", "b")]


def test_a_word_of_a_name_in_one_agreement_is_a_question() -> None:
    deal = frozenset({"agreement-1"})
    one = Profile("a", ("Rusdiansyah",), (CHAIR,), deal)
    other = Profile("b", ("Taufik Rusdiansyah",), (CHAIR._replace(body="body-2"),), deal)
    apart = Profile("b", other.names, other.posts, frozenset({"agreement-2"}))
    assert [pair.verdict.reasons[0] for pair in match([one, other]).ask] == [
        "Both took part in one agreement."
    ]
    assert match([one, apart]).ask == []


def test_the_order_in_which_people_come_does_not_matter() -> None:
    profiles = invented(400, seed=5)
    first = match(profiles)
    Random(1).shuffle(profiles)
    assert match(profiles) == first
    assert len(first.same) > 50


def test_ids_do_not_matter() -> None:
    profiles = invented(1_000, seed=3)
    groups = []
    for seed in range(3):
        ids = [f"person-{number:04}" for number in range(len(profiles))]
        Random(seed).shuffle(ids)
        was = {id: each.id for id, each in zip(ids, profiles, strict=True)}
        found = match(each._replace(id=id) for id, each in zip(ids, profiles, strict=True))
        graph = networkx.Graph((was[left], was[right]) for left, right in joined(found))
        groups.append({frozenset(group) for group in networkx.connected_components(graph)})
    assert groups[0] == groups[1] == groups[2]


def test_few_that_are_joined_are_two() -> None:
    every = {each.id: each for each in mentions(3_000, seed=9)}
    found = match(invented(3_000, seed=9))
    wrong = [pair for pair in found.same if every[pair.left].person != every[pair.right].person]
    assert len(wrong) < 0.02 * len(found.same)


def test_what_was_compared_before_changes_nothing() -> None:
    fresh, used = Comparer(default_rules()), Comparer(default_rules())
    match(invented(600, seed=4), used)
    profiles = invented(400, seed=5)
    one, other = match(profiles, used), match(profiles, fresh)
    assert one == other
    grounds = [[pair.verdict.reasons for pair in (*each.same, *each.ask)] for each in (one, other)]
    assert grounds[0] == grounds[1]


def test_who_is_surely_two_is_told_as_with_reasons() -> None:
    comparer = default_comparer()
    profiles = invented(60, seed=6)
    told = {
        (one.id, other.id): surely_two(read(one, comparer), read(other, comparer), comparer)
        for one, other in combinations(profiles, 2)
    }
    assert told == {
        (one.id, other.id): judge(one, other, comparer).surely_two for one, other in combinations(profiles, 2)
    }
    assert len(set(told.values())) == 2


def test_ten_times_the_people_are_about_ten_times_the_pairs() -> None:
    few, many = (match(invented(number, seed=7)).compared / number for number in (600, 6_000))
    assert many < 1.5 * few


ITEMS = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.tuples(ITEMS, ITEMS).filter(lambda pair: pair[0] != pair[1]), max_size=20)


@given(PAIRS)
def test_where_nothing_speaks_against_it_groups_are_connected_components(
    pairs: list[tuple[str, str]],
) -> None:
    groups = Groups(lambda _one, _other: False)
    for pair in pairs:
        assert groups.join(*pair)
    graph = networkx.Graph(pairs)
    expected = {frozenset(each) for each in networkx.connected_components(graph)}
    assert {frozenset(groups.members(item)) for item in graph} == expected


@given(PAIRS, PAIRS)
def test_a_group_never_holds_two_that_are_apart(
    pairs: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    forbidden = {frozenset(pair) for pair in apart}
    groups = Groups(lambda one, other: frozenset((one, other)) in forbidden)
    for pair in pairs:
        groups.join(*pair)
    assert not any(groups.find(one) == groups.find(other) for one, other in apart)
