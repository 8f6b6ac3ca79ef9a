"""Regions that a newsroom's own file tells of, beside those that come with kg. All sources are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.project import Project
from kg.workspace import Workspace, open_workspace
from tests.graph.worlds import World, page
from tests.loading.test_records import problems

BANDUNG = {"code": "32.04", "name": "Kabupaten Bandung", "level": "regency", "province": "32"}
LISTED = {"lat": -7.09759, "lon": 107.60873}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """With the record of one region as it comes with kg."""
    return World(tmp_path).load(listed=[("regions", BANDUNG | LISTED | {"sources": [page("listed")]})])


def bandung(world: World, *others: dict[str, Any]) -> dict[str, Any]:
    """What the graph has of it when other files say something else, each of them its own source."""
    world.load(**{f"d{i}": [("regions", BANDUNG | other)] for i, other in enumerate(others)})
    [region] = [node for node in world.build().of_concept("Region") if node.properties["code"] == "32.04"]
    return region.properties


@pytest.mark.parametrize("name", ["Bandung", "Kab. Bandung", "Zona Bandung"])
def test_another_name_of_a_region_is_another_name_and_no_new_one(world: World, name: str) -> None:
    region = bandung(world, {"name": name, **LISTED})
    assert region["name"] == "Kabupaten Bandung"
    assert name in region["aliases"]


@pytest.mark.parametrize("other", [{"lat": -9, "lon": 99}, {"lat": -1, "lon": 140}, {"lat": -1, "lon": 99}])
def test_other_coordinates_are_a_conflict_and_none_of_them_is_mixed_in(
    world: World, other: dict[str, float]
) -> None:
    region = bandung(world, other)
    assert {name: region[name] for name in LISTED} == LISTED
    assert [each.rpartition(" | ")[0] for each in region["conflicts"]] == [
        f"lat | {other['lat']}",
        f"lon | {other['lon']}",
    ]


def test_coordinates_that_two_say_half_of_do_not_become_a_pair_with_those_of_kg(world: World) -> None:
    region = bandung(world, {"lat": -6, "lon": 108}, {"lat": -6, "lon": 109})
    assert (region["lat"], region["lon"]) == (-6.0, 108.0)


def test_another_level_is_a_conflict(world: World) -> None:
    region = bandung(world, {"level": "city"})
    assert region["level"] == "regency"
    assert region["conflicts"][0].startswith("level | city | ")


def test_what_more_sources_say_of_a_region_stands(world: World) -> None:
    other = {"name": "Kabupaten Contoh", "lat": -6, "lon": 108}
    region = bandung(world, other, other)
    assert (region["name"], region["lat"], region["lon"]) == ("Kabupaten Contoh", -6.0, 108.0)


@pytest.mark.parametrize(
    ("code", "province", "remedy"),
    [("32.04", "33", "write 32"), ("32", "33", "leave it empty"), ("32", "32", "leave it empty")],
)
def test_a_province_that_the_code_contradicts_is_refused(code: str, province: str, remedy: str) -> None:
    record = {"code": code, "name": "Contoh", "level": "regency", "province": province}
    [problem] = problems("regions", record | {"sources": [page("1")]})
    assert (problem.field, problem.remedy) == ("province", remedy)


@pytest.fixture
def fresh(tmp_path: Path) -> Workspace:
    return open_workspace(Project(tmp_path))


def test_a_region_that_no_list_has_is_loaded_with_a_doubt(fresh: Workspace) -> None:
    own = fresh.project.root / "own.csv"
    own.write_text("code,name,level,province\n99.01,Kabupaten Contoh,regency,99\n", "utf-8")
    fresh.load([own], "regions")
    [doubt] = fresh.issues("own.csv")
    assert (doubt.line, doubt.field, doubt.severity) == (2, "code", "warning")
    assert "no list of regions" in doubt.reason
    assert "other records cannot name this region" in doubt.remedy


def test_a_file_of_regions_cites_itself_and_not_where_those_of_kg_are_from(fresh: Workspace) -> None:
    own = fresh.project.root / "own.csv"
    own.write_text("code,name,level,province,lat,lon\n32.04,Kab. Bandung,regency,32,-6,108\n", "utf-8")
    fresh.load([own])
    fresh.build()
    region = fresh.find("Kabupaten Bandung", "Region")
    sources = fresh.sources(region.properties["sources"]).values()
    assert {each.title for each in sources if each.outlet is None} == {"own.csv"}
    assert [each.outlet for each in sources if each.outlet] == ["cahyadsn/wilayah_boundaries"]
