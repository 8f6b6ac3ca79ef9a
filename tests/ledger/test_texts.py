"""The original texts of sources are kept. All articles are invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ledger import Counts, Ledger, postgres
from kg.readers.articles import Document, read_documents
from kg.statements import Said, Source, SourceText, make_statement, source_id, text_id
from tests.ledger.samples import PAGE, dump, fill, load, said

OTHER = source_id("https://example.org/2", None, None, None)
#: No-break blank, soft hyphen, accent in two parts, quotation marks, beyond 16 bits, tab, backslash.
ODD = "Siti\u00a0Contoh menanda\u00adtangani “nota”\tdi Cafe\u0301 \\N \U0001f468\n\nbaris dua"


def read_from(text: str, source: str = PAGE, name: str = "a.html") -> SourceText:
    return SourceText(source, text, name, "html", "0" * 64)


def keep(
    ledger: Ledger, *texts: SourceText, dataset: str = "a.jsonl", values: tuple[str, ...] = ("one",)
) -> Counts:
    """Load a dataset that says something and was read from these texts."""
    pages = [Source(one.source) for one in texts]
    records = [Said(one.statements, pages, texts) for one in said(*values, dataset=dataset, sources=pages)]
    with ledger.run() as run:
        return run.replace(dataset, "", records)


@pytest.fixture
def ledger(address: Path | str) -> Ledger:
    return Ledger.open(address, create=True)


def test_the_text_of_a_source_is_kept_to_the_character(ledger: Ledger) -> None:
    keep(ledger, read_from(ODD))
    kept = ledger.text(PAGE)
    assert kept is not None
    assert kept.text == ODD
    assert (kept.id, kept.source, kept.dataset, kept.retired) == (text_id(ODD), PAGE, "a.jsonl", False)
    assert (kept.name, kept.media, kept.checksum) == ("a.html", "html", "0" * 64)


def test_what_was_loaded_without_a_text_has_none(address: Path | str) -> None:
    ledger = fill(address)
    assert ledger.text(PAGE) is None
    assert ledger.texts(PAGE, retired=True) == []


def test_keeping_the_same_again_changes_nothing(ledger: Ledger) -> None:
    assert keep(ledger, read_from(ODD), read_from("Lain", OTHER)) == Counts(1, 1, 0)
    before = dump(ledger.address)
    keep(ledger, read_from("Lain", OTHER), read_from(ODD), read_from(ODD))
    assert dump(ledger.address) == before
    assert ledger.last_run() == 1


def test_a_text_that_changed_retires_the_one_before_which_stays(ledger: Ledger) -> None:
    keep(ledger, read_from("Berita satu"))
    keep(ledger, read_from("Berita satu, ralat"))
    assert [one.text for one in ledger.texts(PAGE)] == ["Berita satu, ralat"]
    kept = ledger.texts(PAGE, retired=True)
    assert [(one.text, one.retired) for one in kept] == [("Berita satu, ralat", False), ("Berita satu", True)]
    assert ledger.last_run() == 2
    keep(ledger, read_from("Berita satu"))  # and is revived when it is there again
    kept = ledger.texts(PAGE, retired=True)
    assert [(one.text, one.retired) for one in kept] == [("Berita satu", False), ("Berita satu, ralat", True)]


def test_a_text_is_retired_along_with_its_dataset_and_kept(ledger: Ledger) -> None:
    keep(ledger, read_from(ODD))
    keep(ledger, read_from(ODD), dataset="b.jsonl")
    with ledger.run() as run:
        run.replace("a.jsonl", "gone", [])
    kept = ledger.texts(PAGE, retired=True)
    assert [(one.dataset, one.retired, one.text) for one in kept] == [
        ("b.jsonl", False, ODD),
        ("a.jsonl", True, ODD),
    ]
    assert ledger.text(PAGE, "a.jsonl") is None


def test_datasets_may_have_read_one_page_differently(ledger: Ledger) -> None:
    """Spans count in the text of the statement's own dataset."""
    keep(ledger, read_from("dibaca pagi"), dataset="b.jsonl")
    keep(ledger, read_from("dibaca malam"), dataset="a.jsonl")
    found = {dataset: ledger.text(PAGE, dataset) for dataset in ("a.jsonl", "b.jsonl")}
    assert {name: one and one.text for name, one in found.items()} == {
        "a.jsonl": "dibaca malam",
        "b.jsonl": "dibaca pagi",
    }
    assert ledger.text(PAGE) == found["a.jsonl"]


def test_an_article_that_says_nothing_is_kept_and_not_counted(ledger: Ledger) -> None:
    records = [*said("one"), Said([], [Source(OTHER)], (read_from("Tidak ada apa-apa", OTHER),))]
    with ledger.run() as run:
        assert run.replace("a.jsonl", "", records) == Counts(1, 1, 0)
    kept = ledger.text(OTHER)
    assert kept is not None
    assert OTHER in ledger.sources()


def test_a_ledger_of_version_3_gets_the_tables_when_it_is_opened(address: Path | str) -> None:
    ledger = fill(address)
    with ledger.building() as connection:
        connection.exec_driver_sql("DROP TABLE source_texts")
        connection.exec_driver_sql("DROP TABLE texts")
        connection.exec_driver_sql("UPDATE meta SET value = '3' WHERE \"key\" = 'version'")
    ledger = Ledger.open(address)
    keep(ledger, read_from(ODD))
    assert ledger.text(PAGE) is not None


@pytest.mark.postgres
def test_two_who_load_one_article_in_different_datasets_do_not_wait_for_each_other(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_LOCK_PATIENCE_S", 1)  # who waits here waits for the test, so for ever
    ledger, other = Ledger.open(database, create=True), Ledger.open(database)
    with ledger.run() as run:
        run.replace("a.jsonl", "", [Said([], [Source(PAGE)], (read_from(ODD),))])
        keep(other, read_from(ODD), dataset="b.jsonl")
    assert [one.dataset for one in ledger.texts(PAGE)] == ["a.jsonl", "b.jsonl"]


def test_a_run_that_is_stopped_keeps_no_text(ledger: Ledger) -> None:
    load(ledger, {"a.jsonl": ["one"]})
    before = dump(ledger.address)

    def broken() -> Iterator[Said]:
        yield Said([], [Source(PAGE)], (read_from("x" * 11_000_000),))  # more than is written at once
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), ledger.run() as run:
        run.replace("a.jsonl", "", broken())
    assert dump(ledger.address) == before


def test_evidence_is_found_again_at_its_place_in_the_text_that_was_read(
    ledger: Ledger, tmp_path: Path
) -> None:
    """From the bytes of a page to the quote that the ledger shows."""
    (tmp_path / "a.html").write_text(
        "<html><meta charset=utf-8><body><h1>Nota</h1><p>Ketua Ombudsman RI, Siti&nbsp;Contoh, "
        "menanda&shy;tangani nota kesepahaman dengan Bupati Contoh.</p></body></html>",
        "utf-8",
    )
    (document,) = read_documents([tmp_path / "a.html"])
    assert isinstance(document, Document)
    start = document.text.index("Siti")
    quote = document.text[start : start + 11]
    place = {"quote": quote, "span": (start, start + 11), "dataset": "a.html"}
    stated = make_statement("x", "Person", "name", "Siti Contoh", cites=[PAGE], method="test/1", **place)
    text = SourceText(PAGE, document.text, document.name, document.media, document.checksum)
    with ledger.run() as run:
        run.replace("a.html", document.checksum, [Said([stated], [Source(PAGE)], (text,))])
    (found,) = ledger.statements([stated.entity])
    kept = ledger.text(found.cites[0], found.dataset)
    assert kept is not None
    assert kept.text[found.span_start : found.span_end] == found.quote == "Siti\u00a0Contoh"
