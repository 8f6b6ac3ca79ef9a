from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.loading import columns, flatten, knows, recognise
from kg.project import builtin
from kg.readers import Row, read_rows
from tests.loading.examples import loaders, model

KINDS = ("agreements", "assessments", "offices")


@pytest.mark.parametrize("kind", KINDS)
def test_the_bundled_files_are_recognised_by_any_of_their_records(kind: str) -> None:
    for row in read_rows(builtin("data") / f"{kind}.jsonl"):
        assert isinstance(row, Row)
        found = recognise(row.data, loaders().values())
        assert found is loaders()[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_recognised_by_their_columns(kind: str) -> None:
    names = [doc.name for doc in columns(model(kind))]
    assert recognise(names, loaders().values()) is loaders()[kind]
    assert (
        recognise([name.replace("_", " ").title() for name in names], loaders().values()) is loaders()[kind]
    )
    assert knows(names, loaders().values())


@pytest.mark.parametrize("kind", KINDS)
def test_records_as_table_rows_are_recognised(kind: str) -> None:
    for row in read_rows(builtin("data") / f"{kind}.jsonl"):
        assert isinstance(row, Row)
        assert recognise(flatten(model(kind), row.data), loaders().values()) is loaders()[kind]


def test_a_misspelt_field_does_not_hide_the_kind() -> None:
    found = recognise(["kind", "status", "sined_on", "parties", "sources"], loaders().values())
    assert found is loaders()["agreements"]


def test_no_fields_give_no_kind() -> None:
    assert recognise([], loaders().values()) is None


@pytest.mark.parametrize("fields", [["first", "second"], ["id", "sources", "notes"]])
def test_unknown_fields_are_refused_with_the_known_kinds(fields: list[str]) -> None:
    with pytest.raises(UsageError, match="agreements, assessments, edges, ftm, nodes, offices"):
        recognise(fields, loaders().values())


def test_fields_of_two_kinds_are_not_guessed() -> None:
    with pytest.raises(UsageError, match="equally well"):
        recognise(["id", "name"], loaders().values())


def test_any_words_are_not_column_names() -> None:
    assert not knows(["Agreements of 2024"], loaders().values())
    assert not knows(["some", "words"], loaders().values())
