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
from kg.extract.records import Records, Vocabulary, to_records, to_source
from kg.loading import Loader, read_record
from kg.readers import Row
from kg.workspace import Workspace
from tests.graph.worlds import ontology

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
    read = read_record(loader.record, Row(1, record, flat=False), ontology())
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
        for row, confidence in rows:
            assert problems(workspace.loaders[kind], row) == []
            assert all(0 <= share <= 1 for share in confidence.values())
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
    every = [*quoted(found), *quoted([each.record for rows in made.values() for each in rows])]
    assert every, path
    assert all(text[item["start"] : item["end"]] == item["quote"] for item in every)


def test_people_in_records_have_evidence_by_the_path_of_their_field() -> None:
    spans = [{"field": "name", "start": 3, "end": 14, "quote": "Siti Contoh"}]
    made = (
        records(agreements=[agreement(signatories=[person("Rahmat Contoh"), person(evidence=spans)])])
        .agreements[0]
        .record
    )
    assert made["evidence"] == [{**spans[0], "field": "signatories[1].name"}]


def test_the_party_that_evidence_is_of_is_the_counterpart() -> None:
    span = {"field": "parties", "start": 0, "end": 5, "quote": "Paser"}
    made = records(agreements=[agreement(evidence=[span])]).agreements[0].record
    assert made["evidence"][0]["field"] == "parties[1].name"


def test_what_no_record_can_quote_is_left_out() -> None:
    spans = [
        {"field": "signed_on", "start": 0, "end": 3, "quote": "\x1fab"},
        {"field": "signed_on", "start": 0, "end": 2, "quote": "  "},
        {"field": "mood", "start": 0, "end": 2, "quote": "ab"},
    ]
    assert records(agreements=[agreement(evidence=spans)]).agreements[0].record["evidence"] == []


def test_unknown_values_become_other_or_stay_open() -> None:
    parties = [
        {"name": "Ombudsman Republik Indonesia", "kind": "ombudsman"},
        {"name": "KPID", "kind": "media"},
    ]
    made = (
        records(
            agreements=[
                agreement(
                    kind="treaty", parties=parties, signatories=[person(acting="Caretaker"), person("B")]
                )
            ]
        )
        .agreements[0]
        .record
    )
    assert made["kind"] == made["parties"][1]["kind"] == "other"
    assert made["signatories"][0]["acting"] is None


def test_an_agreement_with_one_party_is_no_record_but_a_doubt() -> None:
    one = agreement()["parties"][:1]
    made = records(agreements=[agreement(parties=one), agreement(parties=one * 2)])
    assert made.agreements == []
    assert [doubt.field for doubt in made.doubts] == ["parties", "parties"]


@pytest.mark.parametrize("signed_on", [None, "--09-03", "September"])
def test_a_date_without_its_year_stays_open(signed_on: str | None) -> None:
    assert records(agreements=[agreement(signed_on=signed_on)]).agreements[0].record["signed_on"] is None


def test_a_date_that_was_inferred_says_so() -> None:
    made = records(agreements=[agreement(inferred=["signed_on"]), agreement(inferred=[])]).agreements
    assert [each.record["inferred"] for each in made] == [["signed_on"], []]


def test_somebody_stood_in_for_is_of_the_body_they_hold_office_in() -> None:
    stood = {"principal": "Budi Contoh", "role": "Bupati", "institution": None, "by": "Siti Contoh"}
    made = records(
        people=[person("Budi Contoh", role="Bupati")], agreements=[agreement(represented=[stood, stood])]
    )
    assert made.agreements[0].record["represented"] == [
        {**stood, "institution": "Pemerintah Kabupaten Paser"}
    ]


def test_an_office_that_was_stood_in_for_is_no_person() -> None:
    stood = {"principal": "Bupati Paser", "role": "Bupati", "institution": None, "by": "Siti Contoh"}
    made = records(agreements=[agreement(represented=[stood])])
    assert made.agreements[0].record["represented"] == [
        {**stood, "role": None, "institution": "Pemerintah Kabupaten Paser"}
    ]


def test_who_stood_in_without_being_there_is_a_doubt() -> None:
    stood = {"principal": "Budi Contoh", "role": "Bupati", "institution": None, "by": "Nobody Contoh"}
    made = records(agreements=[agreement(represented=[stood])])
    assert made.agreements[0].record["represented"] == []
    assert [doubt.field for doubt in made.doubts] == ["represented"]


def test_an_office_is_seen_on_the_day_of_publication_else_on_that_of_the_signing() -> None:
    found = fact(people=[person()], agreements=[agreement()])
    assert to_records(found, SOURCE, VOCABULARY).offices[0].record["seen_on"] == ["2024-09-04"]
    for published in ("2024-09", None):
        made = to_records(found, SOURCE | {"published": published}, VOCABULARY)
        assert made.offices[0].record["seen_on"] == ["2024-09-03"]


def test_an_office_that_is_not_held_any_more_is_no_record() -> None:
    people = [person(), person("Budi Contoh", role="mantan Bupati"), person("Tuti Contoh", role=None)]
    assert [each.record["name"] for each in records(people=people).offices] == ["Siti Contoh"]


def test_a_result_of_nobody_or_out_of_range_is_a_doubt() -> None:
    result = {"subject": "Pemerintah Kabupaten Paser", "region": "64.01", "year": 2023, "score": 83.5}
    made = records(assessments=[result, result | {"subject": None}, result | {"score": 835}])
    assert [each.record["score"] for each in made.assessments] == [83.5]
    assert [doubt.field for doubt in made.doubts] == ["subject", "score"]


def test_doubts_of_the_extraction_name_what_they_are_about_and_those_alike_are_one() -> None:
    names = [f"Pemerintah Kabupaten {name}" for name in ("A", "B", "C", "D", "E", "F")]
    ours = agreement()["parties"][0]
    many = [agreement(parties=[ours, {"name": name}]) for name in names]
    said = "The text does not say who signed."
    doubts = [{"about": f"agreements[{i}]", "field": "signatories", "reason": said} for i in range(6)]
    made = records(agreements=many, doubts=[*doubts, {"about": "", "field": "year", "reason": "Which?"}])
    assert [(doubt.field, doubt.reason) for doubt in made.doubts] == [
        (
            "signatories",
            f"The text does not say who signed ({', '.join(names[:4])} and 2 more)",
        ),
        ("year", "Which?"),
    ]


def test_confidence_is_told_by_the_path_of_the_field() -> None:
    stood = {"principal": "Budi Contoh", "institution": "X", "by": "Siti Contoh"}
    made = records(
        agreements=[
            agreement(
                confidence={"parties": 0.9, "signed_on": 0.7},
                signatories=[person(confidence={"name": 0.8, "role": 0.6}), person("B")],
                represented=[stood | {"confidence": {"principal": 0.5}}],
            )
        ]
    ).agreements[0]
    assert made.confidence == {
        "parties[1].name": 0.9,
        "signed_on": 0.7,
        "signatories[0].name": 0.8,
        "signatories[0].role": 0.6,
        "represented[0].principal": 0.5,
    }


@pytest.mark.parametrize(
    ("text", "media", "title"),
    [
        ("Pemkab Paser  Teken MoU\n\nIsi berita.", "text", "Pemkab Paser Teken MoU (kabar/paser.txt)"),
        ("Pemkab Paser teken MoU kemarin.\n\nIsi.", "text", "/home/x/kabar/paser.txt"),
        ("Satu baris saja", "text", "/home/x/kabar/paser.txt"),
        ("Pemkab Paser Teken MoU\n\nIsi berita.", "pdf", "/home/x/kabar/paser.txt"),
    ],
)
def test_a_plain_text_is_titled_by_its_first_line_and_file(text: str, media: str, title: str) -> None:
    assert to_source({"text": text, "media": media}, {}, "/home/x/kabar/paser.txt")["title"] == title
