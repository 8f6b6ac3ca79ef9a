from __future__ import annotations

import csv
import io
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.loading import Problem, Record, UnknownColumns, columns, flatten, read_record, unflatten
from kg.project import builtin
from kg.readers import Row, read_rows
from tests.loading.examples import SOURCE, agreement, assessment, model, office, ontology

KINDS = ("agreements", "assessments", "offices")


@cache
def bundled(kind: str) -> tuple[Record, ...]:
    rows = read_rows(builtin("data") / f"{kind}.jsonl")
    return tuple(model(kind).model_validate(row.data) for row in rows if isinstance(row, Row))


def test_every_value_of_a_record_has_a_named_column() -> None:
    record = agreement(
        venue={"name": "Hall", "place": None}, topics=["a;b", "c"], witnesses=[{"name": "Siti Contoh"}]
    )
    assert flatten(model("agreements"), record) == {
        "id": "mou-2024-contoh",
        "kind": "mou",
        "status": "signed",
        "signed_on": "2024-09-03",
        "venue_name": "Hall",
        "party_1_name": "Example Ombudsman",
        "party_1_kind": "ombudsman",
        "party_2_name": "Contoh Regency",
        "party_2_kind": "regency_government",
        "party_2_region": "64.01",
        "signatory_1_name": "Rahmat Contoh",
        "signatory_1_role": "Regent",
        "signatory_1_institution": "Contoh Regency",
        "witness_1_name": "Siti Contoh",
        "topics": "a\\;b; c",
        "source_1_url": "https://example.org/news/1",
        "source_1_outlet": "Example Daily",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_bundled_record_comes_back_from_a_table(kind: str) -> None:
    for record in bundled(kind):
        assert model(kind).model_validate(unflatten(model(kind), flatten(model(kind), record))) == record


@pytest.mark.parametrize("kind", KINDS)
def test_every_bundled_record_comes_back_from_a_csv_file(kind: str) -> None:
    rows = [flatten(model(kind), record) for record in bundled(kind)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    read = read_rows("table.csv", io.BytesIO(text.getvalue().encode()), notice=pytest.fail)
    records = [read_record(model(kind), row, ontology()) for row in read if isinstance(row, Row)]
    assert records == list(bundled(kind))


SHORT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters=";\\\n\t,\"'="), min_size=1, max_size=8
)
# Text that validates as it is: visible, and without white space around it.
TEXT = SHORT.map(lambda text: "a" + text + "a")
DATE = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)).map(str) | st.integers(
    1900, 2100
).map(str)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {"name": TEXT}, optional={"as_written": optional(TEXT), "role": TEXT, "institution": TEXT}
    ),
    max_size=3,
)
AGREEMENTS = st.builds(
    agreement,
    id=optional(TEXT),
    signed_on=optional(DATE),
    term_years=optional(st.integers(1, 99) | st.floats(0.1, 99)),
    venue=optional(st.fixed_dictionaries({}, optional={"name": optional(TEXT), "place": TEXT})),
    signatories=PEOPLE,
    witnesses=PEOPLE,
    attendees=PEOPLE,
    topics=st.lists(TEXT, max_size=3),
    notes=optional(TEXT),
    conflicts=st.lists(
        st.fixed_dictionaries(
            {"field": st.just("signed_on"), "value": DATE}, optional={"source": st.just(SOURCE["url"])}
        )
        | st.fixed_dictionaries({"field": st.just("term_years"), "value": st.integers(1, 99)})
        | st.fixed_dictionaries({"field": st.just("topics"), "value": TEXT}),
        max_size=2,
    ),
    sources=st.lists(
        st.fixed_dictionaries({"outlet": TEXT}, optional={"published": DATE}), min_size=1, max_size=3
    ),
    evidence=st.lists(
        TEXT.map(lambda quote: {"field": "kind", "start": 3, "end": 3 + len(quote), "quote": quote}),
        max_size=1,
    ),
)


@settings(max_examples=150, deadline=None)
@given(data=AGREEMENTS)
def test_records_come_back_from_a_table(data: dict[str, Any]) -> None:
    agreements = model("agreements")
    record = agreements.model_validate(data)
    back = agreements.model_validate(unflatten(agreements, flatten(agreements, record)))
    empty_venue = record.model_copy(update={"venue": None})  # an object without values is none in a table
    assert back == (record if back.model_dump()["venue"] else empty_venue)


def test_gaps_in_the_numbers_do_no_harm() -> None:
    row = {"party_1_name": "A", "party_7_name": "B", "party_3_name": None, "party_12_name": "C"}
    assert unflatten(model("agreements"), row) == {"parties": [{"name": "A"}, {"name": "B"}, {"name": "C"}]}


def test_blank_cells_are_left_out() -> None:
    assert unflatten(
        model("agreements"), {"kind": " ", "title": None, "topics": " ; ", "party_1_name": ""}
    ) == {"topics": []}


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b;c", ["a", "b", "c"]),
        ("a\\;b; c", ["a;b", "c"]),
        ("a\\\\; b", ["a\\", "b"]),
        ("a\\b", ["a\\b"]),
        (";a;;", ["a"]),
        (2024, ["2024"]),
    ],
)
def test_lists_of_values_are_separated_by_semicolons(cell: Any, items: list[str]) -> None:
    assert unflatten(model("offices"), {"seen_on": cell}) == {"seen_on": items}


@pytest.mark.parametrize("name", ["Party 1 Name", "PARTY_1_NAME", "party-1-name", " party_01_name "])
def test_column_names_are_forgiving(name: str) -> None:
    assert unflatten(model("agreements"), {name: "A"}) == {"parties": [{"name": "A"}]}


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("party_1_nam", "party_1_name"),
        ("parties_2_name", "party_2_name"),
        ("party_name", "party_1_name"),
        ("party_0_name", "party_"),
        ("sined_on", "signed_on"),
        ("venue", "venue_"),
        ("remarks", "id, kind"),
    ],
)
def test_an_unknown_column_is_named_with_a_suggestion(name: str, remedy: str) -> None:
    with pytest.raises(UnknownColumns) as raised:
        unflatten(model("agreements"), {"kind": "mou", name: "x"})
    (problem,) = raised.value.problems
    assert problem.field == name
    assert remedy in problem.remedy
    assert name in str(raised.value)


def test_two_columns_for_one_value_are_refused() -> None:
    with pytest.raises(UnknownColumns, match="title"):
        unflatten(model("agreements"), {"title": "A", "Title": "B"})


def row(**changes: Any) -> Row:
    return Row(2, flatten(model("agreements"), agreement()) | changes, True)


def told(row: Row) -> list[Problem]:
    found = read_record(model("agreements"), row, ontology())
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"party_2_kind": "regency"}, "party_2_kind"),
        (
            {"party_5_name": "A", "party_7_name": "B", "party_7_kind": "x", "party_5_kind": "other"},
            "party_7_kind",
        ),
        ({"party_3_name": "A"}, "party_3_kind"),
        ({"signed_on": "2024-13-40"}, "signed_on"),
        ({"venue_name": "---"}, "venue_name"),
        ({"source_1_url": "ftp://x"}, "source_1_url"),
        ({"topics": "a; b\x1fc"}, "topics"),
        ({"represented_3_principal": "A", "represented_3_by": "B"}, "represented_3_by"),
        ({"conflict_2_field": "kind", "conflict_2_value": "x"}, "conflict_2_value"),
        ({"inferred": "kind; knd"}, "inferred"),
    ],
)
def test_problems_name_the_column(changes: dict[str, Any], column: str) -> None:
    (problem,) = told(row(**changes))
    assert problem.field == column


def test_what_is_missing_is_named_by_the_column_to_fill() -> None:
    one_party = {name: value for name, value in row().data.items() if not name.startswith("party_2")}
    (problem,) = told(Row(2, one_party, True))
    assert problem.field == "party_2_name"
    no_source = {name: value for name, value in row().data.items() if not name.startswith("source")}
    (problem,) = told(Row(2, no_source, True))
    assert problem.field == "source_1_url"


def test_a_row_without_a_source_takes_the_one_of_its_file() -> None:
    no_source = {name: value for name, value in row().data.items() if not name.startswith("source")}
    bare = Row(2, no_source, True)
    record: Any = read_record(model("agreements"), bare, ontology(), [{"outlet": "Printed Weekly"}])
    assert [source.outlet for source in record.sources] == ["Printed Weekly"]


def test_the_columns_of_a_sheet_begin_with_what_a_person_fills_in_first() -> None:
    names = [doc.name for doc in columns(model("agreements"))]
    assert names[:3] == ["id", "kind", "status"]
    assert names[-1] == "source_2_accessed"
    assert len(names) == len(set(names))
    assert not [name for name in names if name.startswith("evidence")]


def test_every_column_of_a_sheet_is_explained_and_can_be_read() -> None:
    for kind in KINDS:
        docs = columns(model(kind))
        assert all(doc.help and doc.allowed for doc in docs)
        unflatten(model(kind), {doc.name: None for doc in docs})


def test_columns_say_what_they_accept_and_when_they_are_needed() -> None:
    docs = {doc.name: doc for doc in columns(model("agreements"), {"parties": 3})}
    assert docs["kind"].required
    assert docs["kind"].choices == ("mou", "pks", "workplan", "addendum", "other")
    assert docs["party_2_name"].required
    assert not docs["party_3_name"].required
    assert docs["party_3_name"].needed_with == "party 3"
    assert docs["party_3_name"].help == "Party 3: name of the institution"
    assert docs["signed_on"].allowed == "date: 2024-09-03, 2024-09 or 2024"
    assert docs["term_years"].allowed == "number, more than 0, at most 100"
    assert docs["topics"].allowed.startswith("several, separated by ;")
    assert docs["party_1_region"].text
    assert not docs["term_years"].text


@pytest.mark.parametrize(("kind", "data"), [("assessments", assessment()), ("offices", office())])
def test_other_kinds_of_record_come_back_too(kind: str, data: dict[str, Any]) -> None:
    record = model(kind).model_validate(data)
    assert read_record(model(kind), Row(2, flatten(model(kind), data), True), ontology()) == record
