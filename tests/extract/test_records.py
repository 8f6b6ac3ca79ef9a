from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.extract.records import Records, Vocabulary, to_records
from kg.loading import Loader, read_record
from kg.readers import Row
from kg.workspace import Workspace

TEXTS = sorted((Path(__file__).parent / "open" / "text").glob("*.txt"))
SOURCE = {"outlet": "Example Daily", "title": None, "published": "2024-09-04", "language": "id"}
VOCABULARY = Vocabulary(
    {
        "Agreement.kind": ("mou", "pks", "workplan", "addendum", "other"),
        "Agreement.status": ("signed", "renewed", "planned"),
        "Institution.kind": ("ombudsman", "regency_government", "other"),
        "HOLDS.acting": ("Pj", "Plt"),
        "Assessment.zone": ("hijau", "kuning", "merah"),
    },
    standing=frozenset({"mantan"}),
)


def fact(**fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "people": [],
        "institutions": [],
        "regions": [],
        "agreements": [],
        "assessments": [],
    }
    return empty | fields


def person(name: str = "Siti Contoh", **fields: Any) -> dict[str, Any]:
    office = {
        "name": name,
        "as_written": None,
        "role": "Bupati",
        "acting": None,
        "institution": "Pemerintah Kabupaten Paser",
    }
    return office | fields


def agreement(**fields: Any) -> dict[str, Any]:
    parties = [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman", "region": None},
        {"name": "Pemerintah Kabupaten Paser", "kind": "regency_government", "region": "64.01"},
    ]
    made: dict[str, Any] = {"kind": "mou", "status": "signed", "signed_on": "2024-09-03", "parties": parties}
    return made | {"signatories": [person(), person("Rahmat Contoh", role="Ketua")]} | fields


def records(**fields: Any) -> Records:
    return to_records(fact(**fields), SOURCE, VOCABULARY)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with kg.open(tmp_path_factory.mktemp("project")) as opened:
        yield opened


def problems(loader: Loader, record: dict[str, Any]) -> list[str]:
    read = read_record(loader.record, Row(1, record, flat=False))
    return [f"{p.field}: {p.reason}" for p in read] if isinstance(read, list) else []


def vocabulary(workspace: Workspace) -> Vocabulary:
    from kg.intake import vocabulary_of

    return vocabulary_of(workspace.reference, workspace.reading.standing)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_records_of_articles_are_what_loaders_accept(path: Path, workspace: Workspace) -> None:
    found = workspace.reading.extractor.extract(path.read_text("utf-8")).as_dict()
    made = to_records(found, SOURCE, vocabulary(workspace))
    assert any(made.by_kind().values())
    for kind, rows in made.by_kind().items():
        for row in rows:
            assert problems(workspace.loaders[kind], row) == []
            assert row["sources"] == [
                {"outlet": "Example Daily", "published": "2024-09-04", "language": "id"}
            ]


def disturbed(text: str, seed: int) -> str:
    """The text as word processors and page templates leave it: other blanks, soft hyphens, doubled blanks."""
    chance = random.Random(seed)
    changed = re.sub(r" ", lambda _: chance.choice([" "] * 6 + ["\u00a0", "  ", "\u00a0 ", "\u2009"]), text)
    return re.sub(r"(?<=[a-z])(?=[a-z])", lambda _: "\u00ad" if chance.random() < 0.03 else "", changed)


def quoted(value: Any) -> Iterator[dict[str, Any]]:
    """All evidence within nested facts."""
    if isinstance(value, dict):
        yield from value.get("evidence", ())
        for each in value.values():
            yield from quoted(each)
    elif isinstance(value, list):
        for each in value:
            yield from quoted(each)


@given(path=st.sampled_from(TEXTS), seed=st.integers(0, 2**32))
@settings(max_examples=100)
def test_evidence_is_what_stands_there(path: Path, seed: int, workspace: Workspace) -> None:
    text = disturbed(path.read_text("utf-8"), seed)
    found = workspace.reading.extractor.extract(text).as_dict()
    made = to_records(found, SOURCE, vocabulary(workspace)).by_kind()
    every = [*quoted(found), *quoted(list(made.values()))]
    assert every, path
    assert all(text[item["start"] : item["end"]] == item["quote"] for item in every)


def test_people_in_records_have_evidence_by_the_path_of_their_field() -> None:
    spans = [{"field": "name", "start": 3, "end": 14, "quote": "Siti Contoh"}]
    made = records(
        agreements=[agreement(signatories=[person("Rahmat Contoh"), person(evidence=spans)])]
    ).agreements[0]
    assert made["evidence"] == [{**spans[0], "field": "signatories[1].name"}]


def test_the_party_that_evidence_is_of_is_the_counterpart() -> None:
    span = {"field": "parties", "start": 0, "end": 5, "quote": "Paser"}
    made = records(agreements=[agreement(evidence=[span])]).agreements[0]
    assert made["evidence"][0]["field"] == "parties[1].name"


def test_what_no_record_can_quote_is_left_out() -> None:
    spans = [
        {"field": "signed_on", "start": 0, "end": 3, "quote": "\x1fab"},
        {"field": "signed_on", "start": 0, "end": 2, "quote": "  "},
        {"field": "mood", "start": 0, "end": 2, "quote": "ab"},
    ]
    assert records(agreements=[agreement(evidence=spans)]).agreements[0]["evidence"] == []


def test_unknown_values_become_other_or_stay_open() -> None:
    parties = [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
        {"name": "KPID", "kind": "media"},
    ]
    made = records(
        agreements=[
            agreement(kind="treaty", parties=parties, signatories=[person(acting="Caretaker"), person("B")])
        ]
    ).agreements[0]
    assert made["kind"] == made["parties"][1]["kind"] == "other"
    assert made["signatories"][0]["acting"] is None


def test_an_agreement_with_one_party_is_no_record_but_a_doubt() -> None:
    one = agreement()["parties"][:1]
    made = records(agreements=[agreement(parties=one), agreement(parties=one * 2)])
    assert made.agreements == []
    assert [doubt.field for doubt in made.doubts] == ["parties", "parties"]


@pytest.mark.parametrize(
    ("fields", "doubtful"),
    [
        ({}, []),
        ({"signatories": []}, ["signatories"]),
        ({"signatories": [person()]}, ["signatories"]),
        ({"signed_on": None}, ["signed_on"]),
        ({"signed_on": "--09-03"}, ["signed_on"]),
        ({"signed_on": None, "signatories": [], "status": "planned"}, []),
    ],
)
def test_what_an_article_leaves_open_is_a_doubt(fields: dict[str, Any], doubtful: list[str]) -> None:
    made = records(agreements=[agreement(**fields)])
    assert [doubt.field for doubt in made.doubts] == doubtful
    assert len(made.agreements) == 1


def test_a_date_that_was_inferred_says_so() -> None:
    made = records(agreements=[agreement(inferred=["signed_on"]), agreement(inferred=[])]).agreements
    assert [each["inferred"] for each in made] == [["signed_on"], []]


def test_somebody_stood_in_for_is_of_the_body_they_hold_office_in() -> None:
    stood = {"principal": "Budi Contoh", "role": "Bupati", "institution": None, "by": "Siti Contoh"}
    made = records(
        people=[person("Budi Contoh", role="Bupati")], agreements=[agreement(represented=[stood, stood])]
    )
    assert made.agreements[0]["represented"] == [{**stood, "institution": "Pemerintah Kabupaten Paser"}]


def test_an_office_that_was_stood_in_for_is_no_person() -> None:
    stood = {"principal": "Bupati Paser", "role": "Bupati", "institution": None, "by": "Siti Contoh"}
    made = records(agreements=[agreement(represented=[stood])])
    assert made.agreements[0]["represented"] == [
        {**stood, "role": None, "institution": "Pemerintah Kabupaten Paser"}
    ]


def test_who_stood_in_without_being_there_is_a_doubt() -> None:
    stood = {"principal": "Budi Contoh", "role": "Bupati", "institution": None, "by": "Nobody Contoh"}
    made = records(agreements=[agreement(represented=[stood])])
    assert made.agreements[0]["represented"] == []
    assert [doubt.field for doubt in made.doubts] == ["represented"]


def test_an_office_is_seen_on_the_day_of_publication_else_on_that_of_the_signing() -> None:
    found = fact(people=[person()], agreements=[agreement()])
    assert to_records(found, SOURCE, VOCABULARY).offices[0]["seen_on"] == ["2024-09-04"]
    for published in ("2024-09", None):
        made = to_records(found, SOURCE | {"published": published}, VOCABULARY)
        assert made.offices[0]["seen_on"] == ["2024-09-03"]


def test_an_office_that_is_not_held_any_more_is_no_record() -> None:
    people = [person(), person("Budi Contoh", role="mantan Bupati"), person("Tuti Contoh", role=None)]
    assert [each["name"] for each in records(people=people).offices] == ["Siti Contoh"]


def test_a_result_of_nobody_or_out_of_range_is_a_doubt() -> None:
    result = {"subject": "Pemerintah Kabupaten Paser", "region": "64.01", "year": 2023, "score": 83.5}
    made = records(
        assessments=[result, result | {"subject": None}, result | {"score": 835}, result | {"year": None}]
    )
    assert [each["score"] for each in made.assessments] == [83.5, 83.5]
    assert [doubt.field for doubt in made.doubts] == ["subject", "score", "year"]


def test_a_doubt_of_the_extractor_is_kept() -> None:
    made = records(doubts=[{"field": "parties", "sentence": "names a body that is not known"}])
    assert [(doubt.field, doubt.reason) for doubt in made.doubts] == [
        ("parties", "names a body that is not known")
    ]


def test_what_is_open_of_many_agreements_is_one_doubt() -> None:
    names = [f"Pemerintah Kabupaten {name}" for name in ("A", "B", "C", "D", "E", "F")]
    ours = agreement()["parties"][0]
    many = [agreement(parties=[ours, {"name": name}], signatories=[person()]) for name in names]
    doubts = records(agreements=many).doubts
    assert len(doubts) == 1
    assert doubts[0].reason.startswith(
        "names one signatory only of 6 agreements: with Pemerintah Kabupaten A"
    )
    assert doubts[0].reason.endswith("Pemerintah Kabupaten D and 2 more")
