from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import Ledger
from kg.statements import (
    ROOT_SUFFIX,
    Said,
    Source,
    Statement,
    dataset_prefix,
    digest,
    entity_id,
    make_statement,
    record_prefix,
    source_id,
)
from tests.ledger.conftest import NewAddress
from tests.ledger.samples import PAGE, said, statement

#: What readers let through: no control characters but tab and line ends, no halves of surrogate pairs.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[*map(chr, range(32)), "\x7f"]))
quotes = ["'", '"', "\\", "%s", "?", "'; DROP TABLE statements --", "\t\n"]
scripts = ["\u202eevil", "\u200f\u0627\u0644", "\U0001f468\u200d\U0001f469", "e\u0301"]
awkward = st.sampled_from([*quotes, *scripts])
words = st.one_of(texts, awkward, st.tuples(awkward, texts).map("".join)).filter(bool)
pages = st.builds(source_id, words, st.none(), st.none(), st.none())


@st.composite
def statements(draw: st.DrawFn, entity: st.SearchStrategy[str] | None = None) -> Statement:
    return make_statement(
        draw(entity or st.builds(entity_id, words, words, words)),
        draw(words),
        draw(words),
        draw(texts),
        cites=draw(st.lists(pages, max_size=3)),
        method=draw(words),
        dataset=draw(words),
        original=draw(st.none() | words),
        quote=draw(st.none() | words),
        span=draw(st.none() | st.tuples(st.integers(0, 2**40), st.integers(0, 2**40))),
        confidence=draw(st.floats(0, 1)),
    )


@pytest.fixture(scope="module")
def ledger(new_address: NewAddress) -> Ledger:
    return Ledger.open(new_address(), create=True)


@given(st.lists(statements(), min_size=1, max_size=8, unique_by=lambda statement: statement.id))
def test_what_is_written_is_read_again_to_the_character(ledger: Ledger, given: list[Statement]) -> None:
    with ledger.run() as run:
        for number, one in enumerate(given):  # datasets apart: each example may reuse those of another
            run.replace(one.dataset, str(number), [Said([one], [])])
    found = {one.id: one for one in ledger.statements([one.entity for one in given], retired=True)}
    assert [found[one.id] for one in given] == given
    quoted = ledger.statements([one.entity for one in given], retired=True, quoted=True)
    assert {one.id for one in quoted} == {one.id for one in found.values() if one.quote}


@given(st.lists(statements(), min_size=2, max_size=20))
def test_two_statements_share_an_id_only_when_they_are_equal(given: list[Statement]) -> None:
    assert len({one.id for one in given}) == len(set(given))


@given(statements(), st.data())
def test_the_id_depends_on_every_field(one: Statement, data: st.DataObject) -> None:
    parts = one._asdict()
    del parts["id"]
    start, end = parts.pop("span_start"), parts.pop("span_end")
    parts["span"] = None if start is None else (start, end)
    name = data.draw(st.sampled_from(sorted(parts)))
    other = {
        "cites": [*one.cites, source_id("https://example.org/another", None, None, None)],
        "confidence": 1 - one.confidence if one.confidence != 0.5 else 0.0,
        "span": (start or 0, (end or 0) + 1),
    }
    again = make_statement(**(parts | {name: other.get(name, f"{parts[name]}x")}))
    assert again.id != one.id


def test_the_order_in_which_sources_are_cited_does_not_matter() -> None:
    first, second = (source_id(f"https://example.org/{number}", None, None, None) for number in (1, 2))
    assert statement("x", cites=[first, second]) == statement("x", cites=[second, first, second])


def test_an_original_that_is_the_value_is_none() -> None:
    assert statement("Kota Padang", original="Kota Padang") == statement("Kota Padang")


def test_ids_are_what_they_were_when_ledgers_were_first_written() -> None:
    """When this fails, every ledger that exists would see all its statements as new."""
    assert digest("a", "b") == "5a07d1b0a88dc07da4f4"
    assert entity_id("a.jsonl", "mou-2024") == "fa99de33c64547bf681.6fa1d8fcfd71"
    assert entity_id("a.jsonl", "mou-2024", "Person/Budi Contoh") == "fa99de33c64547bf681.a538903a97fa"
    assert source_id("https://example.org/1", None, None, None) == "source-e1b41ff632d3e0a1c499"
    assert source_id(None, "Example Post", "A headline", "2024-09") == "source-ffd8f00a0eba50961fc0"
    assert statement("Budi Contoh").id == "57636bbf38553ca88bb4"


@given(st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_a_digest_depends_on_the_borders_of_its_parts(left: list[str], right: list[str]) -> None:
    if left and right:  # no part and one empty part are alike, and nobody asks for the digest of nothing
        assert (digest(*left) == digest(*right)) == (left == right)


def test_an_entity_id_begins_with_its_dataset_and_its_record() -> None:
    entity = entity_id("a.jsonl", "1", "Person/Budi Contoh")
    assert len(entity) == 32
    assert entity.isascii()
    assert entity.startswith(record_prefix("a.jsonl", "1"))
    assert entity.startswith(dataset_prefix("a.jsonl"))
    assert entity_id("a.jsonl", "1") == record_prefix("a.jsonl", "1") + ROOT_SUFFIX


def test_a_source_without_address_is_known_by_what_is_known_of_it() -> None:
    known = ("Example Post", "A headline", "2024-09-03")
    assert source_id(None, *known) == source_id("", *known)
    assert source_id("https://example.org/1", *known) == PAGE
    less = [(None, *known[1:]), (known[0], None, known[2]), (*known[:2], None)]
    assert len({source_id(None, *fields) for fields in (known, *less)}) == 4


def test_statements_come_in_the_order_of_entities_and_properties(address: Path | str) -> None:
    ledger = Ledger.open(address, create=True)
    entities = [entity_id("a.jsonl", str(number)) for number in range(1_200)]  # more than one question holds
    further = {"cites": [PAGE], "method": "samples/1", "dataset": "a.jsonl"}
    stated = [make_statement(entity, "Person", name, "x", **further) for entity in entities for name in "bca"]
    with ledger.run() as run:
        run.replace("a.jsonl", "", [Said(stated, [Source(PAGE)])])
    found = [(one.entity, one.property) for one in ledger.statements([*entities, *entities])]
    assert found == sorted((entity, property) for entity in entities for property in "abc")


def test_retired_statements_are_given_only_when_asked_for(address: Path | str) -> None:
    ledger = Ledger.open(address, create=True)
    for values in (["one", "two"], ["two"]):
        with ledger.run() as run:
            run.replace("a.jsonl", str(values), said(*values))
    entities = [entity_id("a.jsonl", value) for value in ("one", "two")]
    assert [one.value for one in ledger.statements(entities)] == ["two"]
    assert {one.value for one in ledger.statements(entities, retired=True)} == {"one", "two"}
