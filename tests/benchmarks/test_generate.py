"""The generator of invented agreements, which the benchmarks rest on."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import FIRST_DAY, LAST_DAY, main, records, write
from kg.project import builtin

Record = dict[str, Any]


@pytest.fixture(scope="module")
def real() -> list[Record]:
    return read(builtin("data") / "agreements.jsonl")


@pytest.fixture(scope="module")
def generated() -> list[Record]:
    return list(records(3000, seed=1))


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def people(record: Record) -> list[Record]:
    return record["signatories"] + record["witnesses"] + record["attendees"]


def test_the_same_seed_gives_the_same_records_and_another_seed_others(generated):
    assert list(records(200, seed=1)) == generated[:200]
    assert list(records(200, seed=2)) != generated[:200]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_small_numbers_work_and_begin_the_large_ones(number, generated):
    assert list(records(number, seed=1)) == generated[:number]


def test_ids_are_unique_and_agreements_differ_in_parties_kind_or_date(generated):
    def key(record: Record) -> str:
        return json.dumps([record["kind"], record["signed_on"], record["parties"]])

    assert len({record["id"] for record in generated}) == 3000
    assert len({key(record) for record in generated}) == 3000


def test_every_part_of_a_record_has_the_keys_that_real_ones_have(real, generated):
    def keys(found: list[Record]) -> set[tuple[str, ...]]:
        lists = ("parties", "signatories", "represented", "witnesses", "attendees", "conflicts", "sources")
        parts = [("", record) for record in found]
        parts += [(name, part) for record in found for name in lists for part in record[name]]
        parts += [("venue", record["venue"]) for record in found if record["venue"]]
        return {(name, *part) for name, part in parts}

    # Two real signatories carry an empty `represented_by`, which is not in data/README.md.
    assert keys(generated) <= keys(real)


def test_whoever_stood_in_for_somebody_is_listed_in_the_record(generated):
    stood_in = [record for record in generated if record["represented"]]
    assert stood_in
    for record in stood_in:
        for entry in record["represented"]:
            assert entry["by"] in {person["name"] for person in people(record)}
            assert entry["principal"] != entry["by"]


def test_no_name_stands_twice_in_a_record(generated):
    for record in generated:
        names = [person["name"] for person in people(record)]
        assert len(names) == len(set(names)), record["id"]


def test_conflicts_name_one_of_the_records_sources(generated):
    conflicting = [record for record in generated if record["conflicts"]]
    assert conflicting
    for record in conflicting:
        addresses = {source["url"] for source in record["sources"]}
        assert {conflict["source"] for conflict in record["conflicts"]} <= addresses


def test_governments_have_a_real_code_and_name(generated):
    lines = (builtin("data") / "regions.csv").read_text("utf-8").splitlines()
    codes = {line.split(",")[0] for line in lines}
    parties = list(chain.from_iterable(record["parties"] for record in generated))
    governments = [party for party in parties if party["kind"].endswith("_government")]
    assert {party["region"] for party in governments} <= codes
    assert all("region" not in party for party in parties if party not in governments)


def test_dates_lie_within_the_years_announced(generated):
    years = {record["signed_on"][:4] for record in generated if record["signed_on"]}
    assert min(years) == str(FIRST_DAY.year)
    assert max(years) == str(LAST_DAY.year)


SHARES: dict[str, Callable[[Record], bool]] = {
    "signatories named": lambda record: bool(record["signatories"]),
    "attendees named": lambda record: bool(record["attendees"]),
    "witnesses named": lambda record: bool(record["witnesses"]),
    "somebody stood in": lambda record: bool(record["represented"]),
    "part of a ceremony": lambda record: bool(record["ceremony"]),
    "venue known": lambda record: bool(record["venue"]),
    "only one source": lambda record: len(record["sources"]) == 1,
    "something inferred": lambda record: bool(record["inferred"]),
    "sources disagree": lambda record: bool(record["conflicts"]),
    "full date": lambda record: len(record["signed_on"] or "") == 10,
    "no date": lambda record: not record["signed_on"],
    "memorandum": lambda record: record["kind"] == "mou",
    "only planned": lambda record: record["status"] == "planned",
    "with a university": lambda record: record["parties"][1]["kind"] == "university",
    "with a regency": lambda record: record["parties"][1]["kind"] == "regency_government",
    "by a provincial office": lambda record: record["parties"][0]["kind"] == "ombudsman_office",
}


@pytest.mark.parametrize("claim", SHARES)
def test_shares_are_near_the_real_ones(claim, real, generated):
    # Events are drawn whole, up to 13 records at a time, so the error is larger than that of 3,000 draws.
    def share(found: list[Record]) -> float:
        return sum(map(SHARES[claim], found)) / len(found)

    assert share(generated) == pytest.approx(share(real), abs=0.06)


def test_a_few_people_appear_often_and_most_appear_seldom(generated):
    times: dict[str, int] = {}
    for name in (person["name"] for record in generated for person in people(record)):
        times[name] = times.get(name, 0) + 1
    assert max(times.values()) > 100
    assert sorted(times.values())[len(times) // 2] <= 2


def test_a_second_file_can_continue_the_first(tmp_path, generated):
    path = write(tmp_path / "more.jsonl", 5, seed=1, skip=10)
    assert read(path) == generated[10:15]


def test_the_command_writes_json_lines(tmp_path, capsys, generated):
    path = tmp_path / "agreements.jsonl"
    main(["20", "--seed", "1", "-o", str(path)])
    main(["20", "--seed", "1"])
    assert path.read_text("utf-8") == capsys.readouterr().out
    assert read(path) == generated[:20]
