from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from kg.loading import Problem, Record, explain, flatten, raw_key, read_record
from kg.project import builtin
from kg.readers import Row, read_rows
from tests.loading.examples import SOURCE, agreement, assessment, model, office, ontology


def problems(kind: str, data: dict[str, Any]) -> list[Problem]:
    """What is wrong with a record; nothing when it validates."""
    try:
        model(kind).model_validate(data)
    except ValidationError as error:
        return explain(error, model(kind))
    return []


def only(kind: str, data: dict[str, Any]) -> Problem:
    (problem,) = problems(kind, data)
    assert problem.reason
    assert problem.remedy
    return problem


@pytest.mark.parametrize(("kind", "count"), [("agreements", 165), ("assessments", 629), ("offices", 425)])
def test_every_bundled_record_validates(kind: str, count: int) -> None:
    rows = list(read_rows(builtin("data") / f"{kind}.jsonl"))
    records = [read_record(model(kind), row, ontology()) for row in rows if isinstance(row, Row)]
    assert [record for record in records if not isinstance(record, Record)] == []
    assert len(records) == len(rows) == count


def test_the_invented_examples_validate() -> None:
    assert problems("agreements", agreement()) == []
    assert problems("assessments", assessment()) == []
    assert problems("offices", office()) == []


def test_records_cannot_be_changed() -> None:
    record: Any = model("offices").model_validate(office())
    with pytest.raises(ValidationError):
        record.name = "Another"


def test_white_space_around_text_is_stripped() -> None:
    record: Any = model("offices").model_validate(office(name="  Rahmat Contoh\n"))
    assert record.name == "Rahmat Contoh"


@pytest.mark.parametrize("sources", [[], None, [{}], [{"url": None, "author": "Somebody"}]])
def test_a_record_without_a_source_is_refused(sources: Any) -> None:
    problem = only("offices", office(sources=sources))
    assert problem.field.startswith("sources")


def test_a_record_without_the_field_of_sources_says_what_a_source_needs() -> None:
    data = office()
    del data["sources"]
    problem = only("offices", data)
    assert problem.field == "sources"
    assert "outlet" in problem.remedy


@pytest.mark.parametrize(
    "source", [{"outlet": "Example Daily"}, {"title": "A report"}, {"url": "http://example.org"}]
)
def test_a_source_may_be_known_by_outlet_title_or_address_alone(source: dict[str, str]) -> None:
    assert problems("offices", office(sources=[source])) == []


@pytest.mark.parametrize("date", ["2024", "2024-09", "2024-09-03", "2024-02-29", 2024])
def test_dates_are_kept_as_far_as_they_are_known(date: Any) -> None:
    record: Any = model("agreements").model_validate(agreement(signed_on=date))
    assert record.signed_on == str(date)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("3 September 2024", "2024-09-03"),
        ("03 Sept. 2024", "2024-09-03"),
        ("17 AGUSTUS 2024", "2024-08-17"),
        ("9 Mei 2024", "2024-05-09"),
        ("Okt 2024", "2024-10"),
    ],
)
def test_a_month_in_words_is_read(written: str, date: str) -> None:
    record = model("agreements").model_validate(agreement(signed_on=written))
    assert record.model_dump()["signed_on"] == date


@pytest.mark.parametrize(
    ("date", "reason", "remedy"),
    [
        ("2024-13-40", "no month 13", "2024-09-03"),
        ("2024-02-30", "February 2024 has 29 days", "2024-09-03"),
        ("2023-02-29", "28 days", "2024-09-03"),
        (
            "03/09/2024",
            "begins with the year",
            "2024-09-03 if 3 September is meant or 2024-03-09 if 9 March is meant",
        ),
        ("31/12/2024", "begins with the year", "2024-12-31 if 31 December is meant"),
        ("2024-9-3", "begins with the year", "2024-09-03"),
        ("2024/09/03", "begins with the year", "2024-09-03"),
        ("2024-09-03T00:00:00", "begins with the year", "2024-09-03"),
        ("3 September 24", "begins with the year", "2024-09-03"),
        ("3 Septembr 2024", "begins with the year", "2024-09-03"),
        ("3 to 5 September 2024", "begins with the year", "2024-09-03"),
        ("31 September 2024", "no day 31 in '31 September 2024': September 2024 has 30 days", "2024-09-03"),
        ("last year", "begins with the year", "2024-09-03"),
        ("1899", "1900", "year"),
        ("2101-01-01", "2100", "year"),
        ("٢٠٢٤", "begins with the year", "2024-09-03"),
        ("", "empty", "leave it out"),
        (True, "text", "text"),
    ],
)
def test_dates_that_are_none_say_what_to_write(date: Any, reason: str, remedy: str) -> None:
    problem = only("agreements", agreement(signed_on=date))
    assert problem.field == "signed_on"
    assert reason in problem.reason
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "example.org/news",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://example.org/<script>",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_addresses_that_are_not_of_the_web_are_refused(url: str) -> None:
    assert only("offices", office(sources=[{"url": url}])).field == "sources[0].url"


def test_an_address_without_its_beginning_is_completed_in_the_remedy() -> None:
    assert "https://example.org/news" in only("offices", office(sources=[{"url": "example.org/news"}])).remedy


@pytest.mark.parametrize("name", ["", "  ", "---", "\u200b", "🙂", None, [], {"a": 1}, "x" * 301, "A\x1fB"])
def test_names_that_are_none_are_refused(name: Any) -> None:
    assert only("offices", office(name=name)).field == "name"


@pytest.mark.parametrize(
    "name",
    [
        'O\'Brien "Bob"',
        "<b>Rahmat</b>",
        "x'}) DETACH DELETE n //",
        "\u202eRahmat",
        "Rah\u200bmat",
        "Rahmat 🙂",
        "R",
        "李",
    ],
)
def test_odd_names_are_kept_as_they_are(name: str) -> None:
    record: Any = model("offices").model_validate(office(name=name))
    assert record.name == name


def test_numbers_in_fields_of_text_are_text() -> None:
    record: Any = model("agreements").model_validate(agreement(number=30, title=2024))
    assert (record.number, record.title) == ("30", "2024")


@pytest.mark.parametrize(
    ("score", "part"),
    [
        (101, "100"),
        (-1, "0"),
        ("83,5", "83.5"),
        ("83,5%", "write 83.5"),
        ("83.5 %", "write 83.5"),
        ("high", "number"),
        (True, "number"),
        (float("inf"), ""),
    ],
)
def test_scores_beyond_the_scale_are_refused(score: Any, part: str) -> None:
    problem = only("assessments", assessment(score=score))
    assert problem.field == "score"
    assert part in problem.reason + problem.remedy


@pytest.mark.parametrize("year", [None, "2023", 2023.0])
def test_a_year_may_be_unknown_or_text(year: Any) -> None:
    assert problems("assessments", assessment(year=year)) == []


@pytest.mark.parametrize("year", [23, 2023.5, "this year"])
def test_years_that_are_none_are_refused(year: Any) -> None:
    assert only("assessments", assessment(year=year)).field == "year"


def test_an_assessment_without_any_result_is_refused() -> None:
    assert "no result" in only("assessments", assessment(score=None)).reason


@pytest.mark.parametrize("region", ["32.1", 32.1, "6401", "64.1.1", "Paser", "64.01 "])
def test_codes_of_regions_have_their_form(region: Any) -> None:
    found = problems("assessments", assessment(region=region))
    assert bool(found) == (str(region).strip() != "64.01")
    assert all(problem.field == "region" and "keep it text" in problem.remedy for problem in found)


def test_an_agreement_with_one_party_is_refused() -> None:
    problem = only("agreements", agreement(parties=agreement()["parties"][:1]))
    assert problem.field == "parties"
    assert problem.reason == "has 1 entry; at least 2 are needed"
    assert "every party" in problem.remedy


def test_an_agreement_of_a_party_with_itself_is_refused() -> None:
    assert only("agreements", agreement(parties=agreement()["parties"][:1] * 2)).field == "parties"


def test_a_stand_in_has_to_be_among_those_who_took_part() -> None:
    represented = [{"principal": "Siti Contoh", "by": "Rahmat Conto"}]
    problem = only("agreements", agreement(represented=represented))
    assert problem.field == "represented[0].by"
    assert "Rahmat Contoh" in problem.remedy
    represented[0]["by"] = "Rahmat Contoh"
    assert problems("agreements", agreement(represented=represented)) == []
    attendees = [{"name": "Somebody Else"}]
    represented[0]["by"] = "Somebody Else"
    assert problems("agreements", agreement(represented=represented, attendees=attendees)) == []


def conflict(**changes: Any) -> dict[str, Any]:
    return {"field": "signed_on", "value": "2024-09-04", "source": SOURCE["url"]} | changes


@pytest.mark.parametrize(
    "fine",
    [
        conflict(),
        conflict(field="term_years", value=5),
        conflict(field="parties", value="Another Body"),
        conflict(field="topics", value="services"),
        conflict(source=None),
        conflict(source="https://example.org/another"),
    ],
)
def test_conflicts_are_about_fields_and_name_a_page(fine: dict[str, Any]) -> None:
    assert problems("agreements", agreement(conflicts=[fine])) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (conflict(field="signed"), "conflicts[0].field"),
        (conflict(field="sources"), "conflicts[0].field"),
        (conflict(value="2024-13-40"), "conflicts[0].value"),
        (conflict(field="kind", value="mow"), "conflicts[0].value"),
        (conflict(field="term_years", value="long"), "conflicts[0].value"),
        (conflict(field="parties", value={"name": "x"}), "conflicts[0].value"),
        (conflict(value=None), "conflicts[0].value"),
        (conflict(source="Some Paper"), "conflicts[0].source"),
        (conflict(page=1), "conflicts[0].page"),
    ],
)
def test_conflicts_that_fit_nothing_are_refused(wrong: dict[str, Any], field: str) -> None:
    assert only("agreements", agreement(conflicts=[wrong])).field == field


def test_a_conflict_may_name_the_outlet_of_a_source_without_address() -> None:
    sources = [SOURCE, {"outlet": "Printed Weekly"}]
    assert (
        problems("agreements", agreement(sources=sources, conflicts=[conflict(source="Printed Weekly")]))
        == []
    )


def test_the_value_of_a_conflict_gets_the_type_of_its_field() -> None:
    record: Any = model("agreements").model_validate(
        agreement(conflicts=[conflict(field="term_years", value="5")])
    )
    assert record.conflicts[0].value == 5.0
    assert isinstance(record.conflicts[0].value, float)


def test_inferred_names_fields() -> None:
    assert problems("agreements", agreement(inferred=["signed_on"])) == []
    problem = only("agreements", agreement(inferred=["signed_on", "sined_on"]))
    assert problem.field == "inferred[1]"
    assert "signed_on" in problem.remedy


def test_evidence_quotes_exactly_its_characters() -> None:
    fine = {"field": "signatories[0].name", "start": 10, "end": 23, "quote": "Rahmat Contoh"}
    assert problems("agreements", agreement(evidence=[fine])) == []
    assert only("agreements", agreement(evidence=[fine | {"end": 24}])).field == "evidence[0]"
    assert only("agreements", agreement(evidence=[fine | {"start": -1}])).field == "evidence[0].start"
    assert only("agreements", agreement(evidence=[fine | {"field": "name"}])).field == "evidence[0].field"


def test_the_key_of_a_record_is_its_id() -> None:
    assert raw_key(model("agreements").model_validate(agreement())) == "mou-2024-contoh"


def test_without_an_id_the_key_comes_from_what_tells_records_apart() -> None:
    def key(**changes: Any) -> str:
        return raw_key(model("agreements").model_validate(agreement(id=None, **changes)))

    assert key() == key(notes="a remark", topics=["services"], sources=[{"outlet": "Another"}])
    different = [
        key(),
        key(kind="pks"),
        key(signed_on="2024-09-04"),
        key(number="1"),
        key(title="1"),
        key(status="planned"),
    ]
    assert len(set(different)) == len(different)
    assert key().startswith("key-")


def test_a_record_class_that_does_not_fit_together_is_refused_when_defined() -> None:
    with pytest.raises(TypeError, match="natural_key"):
        type("Wrong", (Record,), {"natural_key": ("nothing",), "__module__": __name__})


@pytest.mark.parametrize(
    ("kind", "field", "written", "value"),
    [
        ("agreements", "kind", "MoU", "mou"),
        ("agreements", "kind", "Nota Kesepahaman", "mou"),
        ("agreements", "kind", "Perjanjian Kerjasama", "pks"),
        ("agreements", "status", "Ditandatangani", "signed"),
        ("assessments", "zone", "Hijau", "hijau"),
        ("assessments", "zone", "green", "hijau"),
        ("assessments", "zone", "Zona Hijau", "hijau"),
        ("assessments", "zone", "Green zone", "hijau"),
        ("assessments", "scale", "Kepatuhan Standar Pelayanan", "compliance"),
        ("assessments", "scale", "quality of public service (2022 to 2024)", "quality"),
        ("assessments", "subject_kind", "Pemerintah Kabupaten", "regency_government"),
        ("assessments", "subject_kind", "city government", "city_government"),
        ("offices", "acting", "PLT", "Plt"),
        ("offices", "acting", "penjabat sementara", "Pjs"),
    ],
)
@pytest.mark.parametrize("flat", [True, False])
def test_a_word_for_a_value_is_that_value(
    kind: str, field: str, written: str, value: str, flat: bool
) -> None:
    data = {"agreements": agreement, "assessments": assessment, "offices": office}[kind](**{field: written})
    row = Row(2, flatten(model(kind), data) if flat else data, flat)
    assert getattr(read_record(model(kind), row, ontology()), field) == value
    assert data[field] == written


@pytest.mark.parametrize("flat", [True, False])
def test_what_a_source_says_otherwise_may_be_a_word_for_a_value(flat: bool) -> None:
    data = agreement(
        conflicts=[conflict(field="status", value="Direncanakan"), conflict(field="kind", value="MoU")]
    )
    row = Row(2, flatten(model("agreements"), data) if flat else data, flat)
    found: Any = read_record(model("agreements"), row, ontology())
    assert [each.value for each in found.conflicts] == ["planned", "mou"]
    data["conflicts"][0]["value"] = "Dibatalkan"
    row = Row(2, flatten(model("agreements"), data) if flat else data, flat)
    [told] = read_record(model("agreements"), row, ontology())
    assert told.field == ("conflict_1_value" if flat else "conflicts[0].value")


def test_words_for_values_are_read_within_lists_beside_what_is_wrong() -> None:
    parties = [{"name": "A", "kind": "Ombudsman"}, {"name": "B", "kind": "Kementerian"}]
    found: Any = read_record(model("agreements"), Row(2, agreement(parties=parties), False), ontology())
    assert [party.kind for party in found.parties] == ["ombudsman", "ministry"]
    parties[1]["kind"] = "Kementrian Anu"
    wrong = agreement(parties=parties, kind="MoU", signed_on="2024-13-40")
    told: Any = read_record(model("agreements"), Row(2, wrong, False), ontology())
    assert sorted(problem.field for problem in told) == ["parties[1].kind", "signed_on"]
