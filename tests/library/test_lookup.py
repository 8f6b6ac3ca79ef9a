"""Names to ids: which way decides, what is listed, what is suggested. People here are invented."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.errors import Ambiguous, ContentError, NotFound
from kg.library import Lookup, Named, Titles, load_titles

TITLES = Path(__file__).parents[2] / "loaders"


@pytest.fixture(scope="module")
def titles() -> Titles:
    return load_titles([TITLES])


def person(number: int, name: str, *aliases: str, labels: Iterable[str] = ()) -> Named:
    return Named(f"person-{number}", ("Person", *labels), name, aliases)


def region(code: str, name: str, level: str, *aliases: str) -> Named:
    return Named(f"region-{code}", ("Region",), name, aliases, level)


REGIONS = [
    region("64.01", "Kabupaten Paser", "regency", "Paser"),
    region("64.09", "Kabupaten Penajam Paser Utara", "regency"),
    region("33.08", "Kabupaten Magelang", "regency"),
    region("33.71", "Kota Magelang", "city"),
    region("34.03", "Kabupaten Gunungkidul", "regency"),
    region("75", "Gorontalo", "province"),
    region("75.01", "Kabupaten Gorontalo", "regency"),
    region("61", "Kalimantan Barat", "province", "Kalbar"),
    Named("inst-1", ("Institution",), "Pemerintah Kabupaten Paser", (), "regency_government"),
    Named("inst-2", ("Institution",), "Universitas Jenderal Contoh", (), "university"),
    Named("inst-3", ("Institution",), "Ombudsman Republik Indonesia", (), "ombudsman"),
]


@pytest.mark.parametrize(
    ("name", "label", "id_"),
    [
        ("Kabupaten Paser", "Region", "region-64.01"),
        ("Paser", "Region", "region-64.01"),
        ("kab. paser", "Region", "region-64.01"),
        ("KABUPATEN  PASER", "Region", "region-64.01"),
        ("Gunung Kidul", "Region", "region-34.03"),
        ("Kota Magelang", "Region", "region-33.71"),
        ("Provinsi Gorontalo", "Region", "region-75"),
        ("Kalbar", "Region", "region-61"),
        ("region-64.01", "Region", "region-64.01"),
        ("Pemkab Paser", "Institution", "inst-1"),
        ("Univ. Contoh", "Institution", "inst-2"),
        ("Ombudsman RI", "Institution", "inst-3"),
    ],
)
def test_places_and_bodies_are_found_as_people_write_them(
    titles: Titles, name: str, label: str, id_: str
) -> None:
    assert Lookup.of(REGIONS, titles).find(name, [label]) == id_


def test_a_name_of_several_places_is_listed_and_never_guessed(titles: Titles) -> None:
    with pytest.raises(Ambiguous) as caught:
        Lookup.of(REGIONS, titles).find("Magelang", ["Region"])
    assert caught.value.candidates == (
        ("region-33.08", "Kabupaten Magelang", "Region (regency)"),
        ("region-33.71", "Kota Magelang", "Region (city)"),
    )
    assert "region-33.71" in str(caught.value)


def test_a_word_for_a_kind_is_not_explained_away(titles: Titles) -> None:
    with pytest.raises(NotFound):
        Lookup.of(REGIONS, titles).find("Kota Paser", ["Region"])


PEOPLE = [
    person(1, "Contoh Satu", "Prof. Dr. H. Contoh Satu, S.H., M.Si."),
    person(2, "Siti Contoh Dua", labels=["OmbudsmanMember"]),
    person(3, "José Ma'ruf"),
    person(4, "Contoh Satu Lagi"),
    person(5, "Kembar"),
    person(6, "Kembar"),
    person(7, "H."),
]


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Contoh Satu", "person-1"),
        ("Prof. Dr. H. Contoh Satu, S.H., M.Si.", "person-1"),
        ("dr CONTOH SATU sh", "person-1"),
        ("Irjen Pol. (Purn.) Contoh Satu", "person-1"),
        ("jose maruf", "person-3"),
        ("Jose\u0301 Ma\u2019ruf", "person-3"),
        ("Dua Siti", "person-2"),
        ("contoh lagi", "person-4"),
        ("H.", "person-7"),
    ],
)
def test_people_are_found_without_titles_case_and_accents(titles: Titles, name: str, id_: str) -> None:
    assert Lookup.of(PEOPLE, titles).find(name, ["Person"]) == id_


def test_a_strict_way_wins_over_a_lenient_one(titles: Titles) -> None:
    people = [person(1, "Contoh Satu"), person(2, "CONTOH SATU"), person(3, "Contoh Satu Dua")]
    lookup = Lookup.of(people, titles)
    assert lookup.find("Contoh Satu", ["Person"]) == "person-1"
    assert lookup.find("CONTOH SATU", ["Person"]) == "person-2"
    with pytest.raises(Ambiguous) as caught:
        lookup.find("contoh satu", ["Person"])
    assert [id_ for id_, _, _ in caught.value.candidates] == ["person-1", "person-2"]


def test_an_alias_counts_as_much_as_a_name(titles: Titles) -> None:
    people = [person(1, "Contoh Satu"), person(2, "Contoh Dua", "Contoh Satu")]
    with pytest.raises(Ambiguous):
        Lookup.of(people, titles).find("Contoh Satu", ["Person"])


def test_namesakes_are_told_apart_by_id_only(titles: Titles) -> None:
    lookup = Lookup.of(PEOPLE, titles)
    with pytest.raises(Ambiguous):
        lookup.find("Kembar", ["Person"])
    assert lookup.find("person-6", ["Person"]) == "person-6"


def test_the_id_of_what_was_merged_leads_to_where_it_went(titles: Titles) -> None:
    led_on = {"person-0": "person-5", "person-9": "inst-1"}
    lookup = Lookup(lambda _: PEOPLE, titles, lambda text: led_on.get(text, text))
    assert lookup.find("person-0", ["Person"]) == "person-5"
    assert lookup.find("person-1", ["Person"]) == "person-1"
    with pytest.raises(NotFound, match="'person-9'"):
        lookup.find("person-9", ["Person"])


def test_only_nodes_with_the_label_are_found(titles: Titles) -> None:
    lookup = Lookup.of(PEOPLE, titles)
    assert lookup.find("Contoh", ["OmbudsmanMember"]) == "person-2"
    with pytest.raises(NotFound):
        lookup.find("person-1", ["OmbudsmanMember"])
    assert Lookup.of([*PEOPLE, *REGIONS], titles).find("Siti Contoh Dua", ["Region", "Person"]) == "person-2"


def test_a_misspelt_name_gets_suggestions(titles: Titles) -> None:
    with pytest.raises(NotFound) as caught:
        Lookup.of(REGIONS, titles).find("Kabupaten Pasar", ["Region"])
    assert caught.value.suggestions[0] == "Kabupaten Paser"
    assert "Did you mean 'Kabupaten Paser'" in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "S.H.",
        "'; MATCH (n) DETACH DELETE n //",
        "<b>Contoh</b> <i>",
        "\u202e",
        "\U0001f58b\ufe0f",
        "%_*",
        "a" * 10_000,
    ],
)
def test_hostile_names_are_just_not_found(titles: Titles, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        Lookup.of([person(1, "Abdul Zzz")], titles).find(name, ["Person"])
    assert "\u202e" not in str(caught.value)


def test_hostile_names_in_the_graph_are_found_as_they_stand(titles: Titles) -> None:
    names = [
        'O\'Brien "x"',
        "{id: 1}) RETURN n",
        "<script>",
        "\u202bעברית\u202c",
        "\U0001f58b\ufe0f Pena",
        "$name",
    ]
    lookup = Lookup.of([person(i, name) for i, name in enumerate(names)], titles)
    assert [lookup.find(name, ["Person"]) for name in names] == [f"person-{i}" for i in range(len(names))]


def test_a_text_that_is_too_long_for_a_name_is_like_none(titles: Titles) -> None:
    lookup = Lookup.of([person(1, "Rahmat Contoh " + "a" * 280)], titles)
    with pytest.raises(NotFound) as near:
        lookup.find("Rahmat Contah " + "a" * 280, ["Person"])
    assert near.value.suggestions
    with pytest.raises(NotFound) as caught:
        lookup.find("Rahmat Contah " + "a" * 100_000, ["Person"])
    assert caught.value.suggestions == ()
    assert len(str(caught.value)) < 400


def test_what_no_way_finds_is_looked_for_once_more_written_out(titles: Titles) -> None:
    asked = []

    def written_out(text: str) -> str:
        asked.append(text)
        return text.replace("Ctoh", "Contoh")

    one = person(1, "Rahmat Contoh")
    lookup = Lookup(lambda _: [one], titles, written_out=written_out)
    assert lookup.find("rahmat contoh", ["Person"]) == one.id
    assert asked == []
    assert lookup.find("Rahmat Ctoh", ["Person"]) == one.id
    with pytest.raises(NotFound, match="'Siti Ctoh'"):
        lookup.find("Siti Ctoh", ["Person"])


def test_nodes_of_a_label_are_read_when_they_are_asked_for_and_once() -> None:
    asked = []

    def read(label: str) -> list[tuple[str, list[str], str, list[str]]]:
        asked.append(label)
        return [("person-1", ["Person"], "Contoh", [])]

    lookup = Lookup(read)
    assert asked == []
    assert lookup.find("Contoh", ["Person"]) == lookup.find("contoh", ["Person"]) == "person-1"
    assert asked == ["Person"]


@pytest.mark.slow
def test_a_look_up_among_half_a_million_names_takes_no_time(titles: Titles) -> None:
    lookup = Lookup.of((person(i, f"Contoh {i:06} Orang") for i in range(500_000)), titles)
    lookup.find("contoh 000001 orang", ["Person"])
    start = time.process_time()
    for i in range(1000):
        assert lookup.find(f"DR. CONTOH {i:06} ORANG", ["Person"]) == f"person-{i}"
    assert time.process_time() - start < 1


def test_a_wrong_file_of_titles_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "titles.yaml"
    path.write_text("honorifics: [Prof.]\ndegres: [S.H.]\n", "utf-8")
    with pytest.raises(ContentError, match=r"titles\.yaml:2: .*Did you mean 'degrees'"):
        load_titles([tmp_path])
    path.write_text("short_forms: [kab]\n", "utf-8")
    with pytest.raises(ContentError, match="must map words to words"):
        load_titles([tmp_path])


def test_lists_of_titles_in_several_folders_are_united(tmp_path: Path, titles: Titles) -> None:
    (tmp_path / "titles.yaml").write_text(
        "honorifics: [Contohwan]\nshort_forms: {ctd: contoh dua}\n", "utf-8"
    )
    both = load_titles([TITLES, tmp_path])
    lookup = Lookup.of(PEOPLE, both)
    assert lookup.find("Contohwan Prof. Contoh Satu", ["Person"]) == "person-1"
    assert lookup.find("Siti CTD", ["Person"]) == "person-2"
