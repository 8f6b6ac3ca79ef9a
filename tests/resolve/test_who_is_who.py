"""Which mentions are taken for one, and which are kept apart. All people are invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.graph.records import KUTAI, PASER
from tests.graph.worlds import Graph, World

OMBUDSMAN = {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"}
AGENCY = {"name": "Dinas Sosial", "kind": "agency"}
NAME = "Rahmat Contoh"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def office(
    id: str, institution: str, name: str = NAME, role: str = "Bupati", **more: Any
) -> tuple[str, dict[str, Any]]:
    return "offices", {"id": id, "name": name, "role": role, "institution": institution, **more}


def agreement(id: str, other: Mapping[str, Any] = PASER, **changes: Any) -> tuple[str, dict[str, Any]]:
    fields = {"kind": "mou", "status": "signed", "signed_on": "2024-09-03", "parties": [OMBUDSMAN, other]}
    return "agreements", {"id": id, **fields, **changes}


def person(institution: str | None, name: str = NAME) -> dict[str, Any]:
    return {"name": name, "role": "Bupati" if institution else None, "institution": institution}


def graph_of(world: World, *records: tuple[str, Mapping[str, Any]]) -> Graph:
    """The graph of some records, each a dataset of its own."""
    for number, record in enumerate(records):
        world.load(**{f"d{number}": [record]})
    return world.build()


# People


def test_one_name_in_two_jurisdictions_is_two_people(world: World) -> None:
    graph = graph_of(world, office("1", PASER["name"]), office("2", KUTAI["name"]))
    assert len(graph.all_named("Person", NAME)) == 2


def test_one_name_without_an_office_is_two_people(world: World) -> None:
    records = [agreement(id, attendees=[person(None)]) for id in "12"]
    assert len(graph_of(world, *records).all_named("Person", NAME)) == 2


def test_one_name_in_one_jurisdiction_is_one_person_however_it_is_written(world: World) -> None:
    graph = graph_of(
        world,
        office("1", PASER["name"]),
        office("2", "Pemkab Paser", NAME.upper()),
        agreement("3", signatories=[person(PASER["name"])]),
    )
    assert len(graph.of_concept("Person")) == 1


def test_a_council_shares_the_jurisdiction_of_its_government(world: World) -> None:
    graph = graph_of(world, office("1", PASER["name"]), office("2", "DPRD Kabupaten Paser"))
    assert len(graph.of_concept("Person")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Wakil Bupati", PASER["name"]), ("Sekretaris Daerah", PASER["name"])),
        (("Kepala Dinas Sosial", PASER["name"]), ("Anggota", "DPRD Kabupaten Paser")),
        (("Kepala", "Dinas Sosial Kabupaten Paser"), ("Kepala", "Dinas Kesehatan Kabupaten Paser")),
        (("Staf Ahli Bupati", PASER["name"]), ("Bupati", PASER["name"])),
        (("Dekan", "Universitas Contoh"), ("Dosen", "Universitas Contoh")),
        (("Penyidik", "Kepolisian Daerah Kalimantan Timur"), ("Kapolda", "Polda Kalimantan Timur")),
    ],
    ids=str,
)
def test_one_name_in_two_unrelated_offices_of_one_body_or_region_is_two_people(
    world: World, one: tuple[str, str], other: tuple[str, str]
) -> None:
    records = [office(str(i), body, role=role) for i, (role, body) in enumerate((one, other))]
    assert len(graph_of(world, *records).all_named("Person", NAME)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Kepala Bagian Hukum", PASER["name"]), ("KEPALA BAGIAN HUKUM", "Pemkab Paser")),
        (("Wakil Bupati", PASER["name"]), ("Bupati", PASER["name"])),
        (("Walikota", "Pemerintah Kota Bogor"), ("Wakil Wali Kota Bogor", "Pemkot Bogor")),
        (("Plt. Gubernur", "Pemprov Jambi"), ("Wakil Gubernur", "Pemerintah Provinsi Jambi")),
        (("Sekretaris Daerah", PASER["name"]), ("Sekda", "Sekretariat Daerah Kabupaten Paser")),
        (("Wakil Rektor III", "Universitas Contoh"), ("Rektor", "Universitas Contoh")),
        (("Ketua Komisi C", "DPRD Kabupaten Paser"), ("Anggota", "DPRD Paser, Kabupaten Paser")),
        (("Asisten", "Ombudsman RI Perwakilan Bali"), ("Kepala Perwakilan", "Ombudsman Bali")),
    ],
    ids=str,
)
def test_one_name_in_one_office_or_in_one_that_leads_to_another_is_one_person(
    world: World, one: tuple[str, str], other: tuple[str, str]
) -> None:
    records = [office(str(i), body, role=role) for i, (role, body) in enumerate((one, other))]
    assert len(graph_of(world, *records).all_named("Person", NAME)) == 1


@pytest.mark.parametrize("name", ["Bupati", "BUPATI PASER", "Prof. Dr."])
def test_who_is_called_by_an_office_or_a_title_alone_may_be_anybody(world: World, name: str) -> None:
    graph = graph_of(world, office("1", PASER["name"], name), office("2", PASER["name"], name))
    assert len(graph.all_named("Person", name)) == 2


def test_acting_and_full_are_one_office(world: World) -> None:
    graph = graph_of(world, office("1", PASER["name"], acting="Pj"), office("2", PASER["name"]))
    assert len(graph.all_named("Person", NAME)) == 1


def test_a_record_that_shows_one_person_in_two_offices_joins_what_is_known_of_both(world: World) -> None:
    ended = agreement(
        "3",
        signatories=[{"name": NAME, "role": "Sekretaris Daerah", "institution": PASER["name"]}],
        attendees=[{"name": NAME, "role": "Wakil Bupati", "institution": PASER["name"]}],
    )
    records = [office(str(i), PASER["name"], role=role) for i, role in enumerate(("Wakil Bupati", "Sekda"))]
    assert len(graph_of(world, *records).all_named("Person", NAME)) == 2
    assert len(graph_of(world, *records, ended).all_named("Person", NAME)) == 1


def test_a_namesake_in_the_regency_and_the_city_of_one_name_is_two_people(world: World) -> None:
    names = {"Pemerintah Kabupaten Bogor", "Pemerintah Kota Bogor"}
    graph = graph_of(world, *(office(str(i), name) for i, name in enumerate(sorted(names))))
    assert {node.properties["name"] for node in graph.of_concept("Institution")} == names
    assert len(graph.of_concept("Person")) == 2


def test_names_that_are_only_alike_are_two_people(world: World) -> None:
    graph = graph_of(world, office("1", PASER["name"]), office("2", PASER["name"], "Rahmat Contoso"))
    assert len(graph.of_concept("Person")) == 2


def test_a_namesake_in_an_office_that_every_regency_has_is_two_people(world: World) -> None:
    graph = graph_of(world, office("1", AGENCY["name"]), office("2", AGENCY["name"]))
    assert len(graph.of_concept("Person")) == 2


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("BUPATI", "Bupati"),
        ("bupati", "Bupati"),
        ("Walikota", "Wali Kota"),
        ("SEKRETARIS  DAERAH", "Sekretaris Daerah"),
    ],
)
def test_an_office_of_one_seat_is_one_however_it_is_spelt(world: World, written: str, role: str) -> None:
    signed = {"name": NAME, "institution": PASER["name"]}
    records = [
        agreement(id, signatories=[{**signed, "role": said}]) for id, said in (("1", role), ("2", written))
    ]
    graph = graph_of(world, *records)
    [held], [sign] = graph.of_concept("HOLDS"), graph.of_concept("SIGNED")
    assert held.properties["role"] == sign.properties["role"] == role
    assert held.properties["one_seat"] is True
    assert held.properties["conflicts"] == sign.properties["conflicts"] == []
    stated = world.ledger.statements(sorted(world.joined()[sign.id]))
    assert {each.original for each in stated if each.property == "role"} == {None, written}


# Institutions


@pytest.mark.parametrize(
    "name", ["Pemkab Paser", "PEMKAB PASER", "Pemerintah Daerah Kabupaten Paser", "Pemerintah Kab. Paser"]
)
def test_a_government_is_one_however_it_is_spelt(world: World, name: str) -> None:
    other = agreement("2", {**PASER, "name": name}, signed_on="2024-10-01")
    graph = graph_of(world, agreement("1"), other)
    (government,) = [node for node in graph.of_concept("Institution") if node.properties.get("region")]
    assert name in (government.properties["name"], *government.properties.get("aliases", ()))
    assert len(graph.of_concept("GOVERNS")) == 1


@pytest.mark.parametrize(
    ("written", "kind", "region", "official"),
    [
        ("Kab. Paser", "regency_government", "64.01", PASER["name"]),
        ("Pemkab Paser", "regency_government", None, PASER["name"]),
        ("PEMERINTAH KABUPATEN PASER", "regency_government", "64.01", PASER["name"]),
        ("ORI", "ombudsman", None, OMBUDSMAN["name"]),
        ("Ombudsman Kaltim", "ombudsman_office", "64", f"{OMBUDSMAN['name']} Perwakilan Kalimantan Timur"),
        ("ORI Pwk. Jakarta", "ombudsman_office", "31", f"{OMBUDSMAN['name']} Perwakilan Jakarta Raya"),
    ],
)
def test_what_is_told_by_its_region_has_its_official_name_however_often_another_is_written(
    world: World, written: str, kind: str, region: str | None, official: str
) -> None:
    record = {"name": written, "kind": kind, **({"region": region} if region else {})}
    graph = graph_of(world, *(agreement(str(i), record, signed_on=f"2024-09-0{i}") for i in (3, 4, 5)))
    [institution] = graph.all_named("Institution", written)
    assert institution.properties["name"] == official
    assert institution.properties["conflicts"] == []
    stated = world.ledger.statements(sorted(world.joined()[institution.id]))
    normalised = {(each.property, each.value, each.original) for each in stated if each.original}
    assert normalised == {("name", official, written)}


def test_what_kg_names_itself_is_named_by_official_names(world: World) -> None:
    parties = [{"name": "ORI", "kind": "ombudsman"}, {**PASER, "name": "Kab. Paser"}]
    subject = {"subject": "Kab. Paser", "subject_kind": PASER["kind"], "region": PASER["region"]}
    result = "assessments", {"id": "2", **subject, "year": 2023, "scale": "quality", "score": 80}
    graph = graph_of(world, agreement("1", parties=parties), result)
    assert graph.named("Agreement", "MoU Ombudsman RI - Pemkab Paser, 2024-09-03")
    assert graph.named("Assessment", "Pemkab Paser, 2023")


def test_a_name_that_does_not_tell_which_one_stays_as_it_is_written(world: World) -> None:
    graph = graph_of(world, office("1", "DPRD Paser"), office("2", "Dinas Sosial", "Siti Contoh"))
    assert {node.properties["name"] for node in graph.of_concept("Institution")} == {
        "DPRD Paser",
        "Dinas Sosial",
    }


@pytest.mark.parametrize(
    ("written", "kind", "code"),
    [
        ("Pemda Solok", "regency_government", "13.02"),
        ("Pemda Solok", "city_government", "13.72"),
        ("Solok", "city_government", "13.72"),
        ("Pemko Solok", "city_government", "13.72"),
    ],
)
def test_of_regions_of_one_name_the_kind_of_government_tells_which(
    world: World, written: str, kind: str, code: str
) -> None:
    graph = graph_of(world, agreement("1", {"name": written, "kind": kind}))
    [government] = graph.all_named("Institution", written)
    assert government.properties["region"] == code


@pytest.mark.parametrize("written", ["Kabupaten Paser", "Kab. Paser", "KABUPATEN PASER"])
def test_who_is_in_office_at_a_region_is_in_office_at_its_government(world: World, written: str) -> None:
    graph = graph_of(world, office("1", PASER["name"]), office("2", written))
    [government] = graph.of_concept("Institution")
    assert (government.properties["name"], government.properties["kind"]) == (PASER["name"], PASER["kind"])
    assert len(graph.of_concept("Person")) == 1


@pytest.mark.parametrize("written", ["Pemko Solok", "Pemkot Solok", "Kota Solok"])
def test_the_government_of_a_city_is_told_by_its_short_names(world: World, written: str) -> None:
    [institution] = graph_of(world, office("1", written)).of_concept("Institution")
    assert institution.properties["name"] == "Pemerintah Kota Solok"


@pytest.mark.parametrize("written", ["Paser", "Kabupaten Contoh", "Koran Kabupaten Paser", "Bupati Paser"])
def test_what_only_bears_the_name_of_a_region_is_not_its_government(world: World, written: str) -> None:
    [institution] = graph_of(world, office("1", written)).of_concept("Institution")
    assert (institution.properties["name"], institution.properties.get("kind")) == (written, None)


def test_a_body_of_no_named_kind_is_of_the_kind_that_its_name_tells(world: World) -> None:
    council = {"name": "DPRD Kabupaten Paser", "kind": "other", "region": "64.01"}
    graph = graph_of(world, agreement("1", council), office("2", council["name"]))
    [found] = graph.all_named("Institution", council["name"])
    assert (found.properties["kind"], found.properties["conflicts"]) == ("council", [])
    other = graph_of(world, agreement("3", {"name": "Majelis Contoh", "kind": "other"}))
    assert other.named("Institution", "Majelis Contoh").properties["kind"] == "other"


def test_the_ombudsman_is_one_and_each_of_its_offices_another(world: World) -> None:
    names = [
        *("Ombudsman Republik Indonesia", "Ombudsman RI"),
        *("Ombudsman RI Perwakilan Kalimantan Timur", "Ombudsman Perwakilan Kalimantan Timur"),
        "Ombudsman Perwakilan Bali",
    ]
    graph = graph_of(world, *(office(str(i), name, f"Orang {i}") for i, name in enumerate(names)))
    assert len(graph.of_concept("Institution")) == 3


def test_offices_that_every_regency_has_are_not_joined_by_their_name(world: World) -> None:
    graph = graph_of(world, agreement("1", AGENCY), agreement("2", AGENCY))
    assert len(graph.all_named("Institution", AGENCY["name"])) == 2


@pytest.mark.parametrize(
    "name",
    ["Polres", "Kejaksaan Negeri", "Pengadilan Agama", "Kantor Pertanahan", "Fakultas Hukum", "Universitas"],
)
def test_a_name_that_every_region_or_university_has_one_of_tells_nobody_which(
    world: World, name: str
) -> None:
    whole = f"{name} Contoh"
    records = [office("1", name), office("2", name), office("3", whole), office("4", whole, "Budi Contoh")]
    graph = graph_of(world, *records)
    assert len(graph.all_named("Institution", name)) == 2
    assert len(graph.all_named("Institution", whole)) == 1
    assert len(graph.all_named("Person", NAME)) == 3


def test_a_region_tells_which_of_many_is_meant(world: World) -> None:
    told = [("1", "64.01"), ("2", "64.01"), ("3", "64.02")]
    name = "Kejaksaan Negeri"
    graph = graph_of(world, *(office(id, name, region=region) for id, region in told))
    assert len(graph.all_named("Institution", name)) == 2
    assert len(graph.all_named("Person", NAME)) == 2


# Agreements


def test_an_agreement_told_twice_is_one_with_the_sources_of_both(world: World) -> None:
    graph = graph_of(world, agreement("1"), agreement("2", {**PASER, "name": "Pemkab Paser"}))
    (found,) = graph.of_concept("Agreement")
    assert len(found.properties["sources"]) == 2
    assert len(graph.of_concept("PARTY_TO")) == 2


def test_an_agreement_is_told_by_the_region_that_a_name_tells_where_the_record_leaves_it_out(
    world: World,
) -> None:
    unsaid = {"name": "Pemkab Paser", "kind": "regency_government"}
    graph = graph_of(
        world, agreement("1"), agreement("2", unsaid), agreement("3", {**unsaid, "name": "Kab. Paser"})
    )
    assert len(graph.of_concept("Agreement")) == 1


def test_a_result_is_told_by_the_region_that_a_name_tells_where_the_record_leaves_it_out(
    world: World,
) -> None:
    told = {
        "year": 2023,
        "scale": "quality",
        "score": 80,
        "assessed_by": "ORI",
        "subject_kind": PASER["kind"],
    }
    results = [("assessments", {"id": "1", "subject": "Pemkab Paser", **told})]
    results += [("assessments", {"id": "2", "subject": PASER["name"], "region": PASER["region"], **told})]
    graph = graph_of(world, *results)
    assert len(graph.of_concept("Assessment")) == 1


@pytest.mark.parametrize(
    "changes",
    [{"signed_on": "2024-09-04"}, {"signed_on": "2024-09"}, {"kind": "pks"}, {"other": KUTAI}],
    ids=str,
)
def test_agreements_that_differ_in_day_kind_or_party_are_two(world: World, changes: dict[str, Any]) -> None:
    graph = graph_of(world, agreement("1"), agreement("2", **changes))
    assert len(graph.of_concept("Agreement")) == 2


@pytest.mark.parametrize("day", ["2024-09", "2024", None])
def test_agreements_without_a_day_are_never_merged(world: World, day: str | None) -> None:
    graph = graph_of(world, agreement("1", signed_on=day), agreement("2", signed_on=day))
    assert len(graph.of_concept("Agreement")) == 2


@pytest.mark.parametrize("other", ["planned", "signed", "renewed"])
def test_planned_agreements_are_never_merged(world: World, other: str) -> None:
    graph = graph_of(world, agreement("1", status="planned"), agreement("2", status=other))
    assert len(graph.of_concept("Agreement")) == 2


def test_agreements_with_a_party_that_could_be_several_are_never_merged(world: World) -> None:
    graph = graph_of(world, agreement("1", AGENCY), agreement("2", AGENCY))
    assert len(graph.of_concept("Agreement")) == 2


# Places, ceremonies and days


def test_a_town_without_a_hall_is_no_venue(world: World) -> None:
    venue = {"name": None, "place": "Jakarta"}
    graph = graph_of(world, agreement("1", venue=venue), agreement("2", KUTAI, venue=venue))
    assert graph.of_concept("Venue") == graph.of_concept("HELD_AT") == []


@pytest.mark.parametrize(
    ("places", "number"),
    [(("Jakarta", "Jakarta"), 1), (("Jakarta", "JAKARTA"), 1), (("Jakarta", "Bogor"), 2), ((None, None), 2)],
)
def test_a_hall_is_told_by_its_name_and_its_town(
    world: World, places: tuple[str | None, ...], number: int
) -> None:
    parties = zip((PASER, KUTAI), places, strict=True)
    records = [
        agreement(str(i), other, venue={"name": "Aula Contoh", "place": place})
        for i, (other, place) in enumerate(parties)
    ]
    assert len(graph_of(world, *records).of_concept("Venue")) == number


@pytest.mark.parametrize(("day", "number"), [("2024-09-03", 1), ("2024-09-04", 2), (None, 2)])
def test_ceremonies_of_two_files_are_one_when_name_and_day_agree(
    world: World, day: str | None, number: int
) -> None:
    other = agreement("2", KUTAI, ceremony="ACARA", signed_on=day)
    graph = graph_of(world, agreement("1", ceremony="Acara"), other)
    assert len(graph.of_concept("Ceremony")) == number


def test_ceremonies_of_one_file_are_one_by_their_name(world: World) -> None:
    records = [agreement("1", ceremony="Acara"), agreement("2", KUTAI, ceremony="Acara", signed_on=None)]
    assert len(world.load(one=records).build().of_concept("Ceremony")) == 1


def test_keys_that_differ_are_no_disagreement_of_sources(world: World) -> None:
    graph = graph_of(world, agreement("1", ceremony="Acara"), agreement("2", KUTAI, ceremony="Acara"))
    (ceremony,) = graph.of_concept("Ceremony")
    assert ceremony.properties["conflicts"] == []


def test_a_day_is_one_node_for_all(world: World) -> None:
    graph = graph_of(world, agreement("1"), agreement("2", KUTAI))
    assert [node.properties["name"] for node in graph.of_concept("Date")] == ["2024-09-03"]


# Taken back


@pytest.mark.parametrize("rebuild", [False, True])
def test_people_who_were_taken_for_one_by_mistake_have_their_own_ids_again(
    world: World, rebuild: bool
) -> None:
    world.load(one=[office("1", PASER["name"])]).build()
    before = world.load(two=[office("2", KUTAI["name"])]).build()
    mistake = agreement("3", signatories=[person(PASER["name"])], attendees=[person(KUTAI["name"])])
    assert len(world.load(three=[mistake]).build(rebuild=rebuild).of_concept("Person")) == 1
    assert world.load(three=[]).build(rebuild=rebuild) == before


@pytest.mark.parametrize(("status", "days"), [("signed", ["2024-09-03"]), ("planned", [])])
def test_who_is_to_be_stood_in_for_was_not_seen_in_office_on_the_day_of_a_plan(
    world: World, status: str, days: list[str]
) -> None:
    stood_in = {"principal": NAME, "role": "Bupati", "institution": PASER["name"], "by": "Siti Contoh"}
    planned = agreement("1", status=status, attendees=[person(None, "Siti Contoh")], represented=[stood_in])
    [held] = graph_of(world, planned).of_concept("HOLDS")
    assert held.properties.get("seen_on", []) == days
