from __future__ import annotations

import dataclasses
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.load import SOME_SET_ASIDE
from kg.cli.main import main
from kg.extracting import METHOD
from kg.project import Project
from kg.statements import Statement
from kg.workspace import Workspace, open_workspace
from tests.cli.articles import BODY, OPEN, PAGE, TEXT, TITLE, write_zip
from tests.cli.records import AGREEMENT, write_lines


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("odd", ["caf\udce9", "a\x1b[2Jb"], ids=ascii)
@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_a_file_whose_name_is_no_text_is_named_and_nothing_is_loaded(
    project: Path, capsys: pytest.CaptureFixture[str], odd: str, suffix: str
) -> None:
    content = TEXT if suffix == ".txt" else json.dumps(AGREEMENT) + "\n"
    for name in ("good", odd, f"z{odd}"):
        (project / f"{name}{suffix}").write_text(content, "utf-8")
    assert main(["load", "."]) == 1
    told = capsys.readouterr().err
    assert "which is no text. So does 1 other. Rename it" in told
    assert not (project / ".kg").exists()


def load(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["load", "--format", "json", *arguments]) == code
    return [row for row in json.loads(capsys.readouterr().out) if row["kind"] != "regions"]


def issues(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["issues", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def quoted(workspace: Workspace) -> list[Statement]:
    """All statements with a quote, in the whole ledger."""
    import sqlalchemy as sa

    from kg.ledger import tables

    with workspace.ledger.reading() as connection:
        t = tables.statements.c
        entities = connection.scalars(sa.select(t.entity).where(t.quote.is_not(None))).all()
    return [each for each in workspace.ledger.statements(entities) if each.quote]


def test_an_article_is_loaded_and_the_second_time_nothing_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    first, second = load(capsys, "paser.txt"), load(capsys, "paser.txt")
    assert (first[0]["kind"], first[0]["records"]) == ("article", 5)
    assert second == [{**first[0], "new": 0, "retired": 0, "unchanged": True}]
    assert issues(capsys) == []


def test_what_an_article_no_longer_says_is_retired(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    load(capsys, "paser.txt")
    (project / "paser.txt").write_text(TEXT.replace("83,5 (zona kuning)", "dirahasiakan"), "utf-8")
    changed = load(capsys, "paser.txt")[0]
    assert changed["records"] == 4
    assert changed["retired"] > 0


def test_words_added_to_the_project_read_the_article_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "paser.txt").write_text(TEXT.replace("Bupati Paser", "Adipati Paser"), "utf-8")
    load(capsys, "paser.txt")
    (project / "extract").mkdir()
    words = "offices:\n  - {role: Bupati, words: [Adipati], of: regency}\n"
    (project / "extract" / "mine.yaml").write_text(words, "utf-8")
    again = load(capsys, "paser.txt")[0]
    assert not again["unchanged"]
    assert again["new"] > 0


@pytest.mark.parametrize(("name", "content"), [("paser.txt", TEXT), ("paser.html", PAGE)])
def test_statements_quote_the_text_that_is_kept(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, content: str
) -> None:
    (project / name).write_text(content, "utf-8")
    load(capsys, name)
    with kg.open(project) as workspace:
        statements = quoted(workspace)
        assert {each.method for each in statements if not each.method.startswith("rule:")} == {METHOD}
        properties = Counter((each.concept, each.property) for each in statements)
        expected = {
            ("Person", "name"),
            ("Assessment", "score"),
            ("Agreement", "signed_on"),
            ("SIGNED", "role"),
        }
        assert expected <= properties.keys()
        assert {each.confidence for each in statements} != {1.0}
        for each in statements:
            kept = workspace.ledger.text(each.cites[0], each.dataset)
            assert kept is not None
            assert kept.text[each.span_start : each.span_end] == each.quote


def test_a_source_is_what_the_page_says_of_itself(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paser.html").write_text(PAGE, "utf-8")
    (project / "bare.txt").write_text("Tidak ada apa-apa.", "utf-8")
    rows = load(capsys, "paser.html", "bare.txt")
    assert rows[1]["records"] == 0
    with kg.open(project) as workspace:
        known = [s for s in workspace.ledger.sources().values() if "wilayah" not in (s.url or "")]
        page, bare = sorted(known, key=lambda source: source.url is None)
        assert page._asdict() | {"id": ""} == {
            "id": "",
            "url": "https://example.org/paser",
            "outlet": "Contoh Daily",
            "title": TITLE,
            "author": "Wartawan Contoh",
            "editor": None,
            "published": "2024-09-04",
            "language": "id",
            "accessed": None,
        }
        assert bare.title == "bare.txt"
        kept = workspace.ledger.text(bare.id)
        assert kept is not None
        assert kept.text == "Tidak ada apa-apa."


def test_what_an_article_leaves_open_is_a_warning_and_no_failure(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "open.txt").write_text(OPEN, "utf-8")
    load(capsys, "open.txt")
    found = issues(capsys, "--dataset", "open.txt")
    assert {(issue["field"], issue["severity"]) for issue in found} == {
        ("signatories", "warning"),
        ("signed_on", "warning"),
    }
    assert {issue["line"] for issue in found} == {1}


def test_a_document_that_cannot_be_read_is_set_aside_and_the_others_load(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (project / "paser.txt").write_text(TEXT, "utf-8")
    rows = load(capsys, "broken.pdf", "paser.txt", code=SOME_SET_ASIDE)
    assert [(row["file"], row["set_aside"]) for row in rows] == [("broken.pdf", 1), ("paser.txt", 0)]
    found = issues(capsys, "--dataset", "broken.pdf")
    assert found[0]["severity"] == "error"
    assert found[0]["remedy"]
    assert main(["load", "--strict", "broken.pdf"]) == 1
    assert "broken.pdf" in capsys.readouterr().err


def test_a_document_that_becomes_unreadable_keeps_what_was_read_of_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    load(capsys, "paser.txt")
    (project / "paser.txt").write_text(" ", "utf-8")
    assert load(capsys, "paser.txt", code=SOME_SET_ASIDE)[0]["retired"] == 0
    assert len(issues(capsys)) == 1
    (project / "paser.txt").write_text(TEXT, "utf-8")
    assert load(capsys, "paser.txt")[0]["new"] == 0
    assert issues(capsys) == []


def test_each_document_of_an_archive_is_a_data_set_of_its_own(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_zip(project / "all.zip", {"a.txt": TEXT, "b/c.html": PAGE, "../../kg.txt": "Bukan berita."})
    rows = load(capsys, "all.zip")
    assert [row["file"] for row in rows][1:] == ["all.zip!/a.txt", "all.zip!/b/c.html"]
    again = load(capsys, "all.zip")
    assert all(row["unchanged"] for row in again)
    with kg.open(project) as workspace:
        names = {info.name for info in workspace.ledger.datasets()}
    assert {"all.zip!/a.txt", "all.zip!/b/c.html"} <= names


def test_a_folder_may_hold_records_and_articles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mine").mkdir()
    (project / "mine" / "paser.html").write_text(PAGE, "utf-8")
    write_lines(project / "mine" / "records.jsonl", [AGREEMENT])
    rows = load(capsys, "mine")
    assert [row["kind"] for row in rows] == ["article", "agreements"]


def test_a_kind_is_no_matter_of_articles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    assert main(["load", "--kind", "agreements", "paser.txt"]) == 2
    assert "--kind is for tables" in capsys.readouterr().err


def test_an_article_and_a_record_of_one_event_are_joined(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "paser.html").write_text(PAGE, "utf-8")
    write_lines(project / "records.jsonl", [AGREEMENT])
    load(capsys, "paser.html", "records.jsonl")
    with kg.open(project) as workspace:
        workspace.build()
        rows = workspace.cypher("MATCH (a:Agreement) RETURN size(a.sources) AS sources").rows
        assert [row["sources"] for row in rows] == [2]


def test_a_result_gets_the_scale_of_its_year(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    load(capsys, "paser.txt")
    with kg.open(project) as workspace:
        workspace.build()
        rows = workspace.cypher("MATCH (a:Assessment) RETURN a.scale AS scale, a.score AS score").rows
        assert rows == [{"scale": "quality", "score": 83.5}]


def test_show_quotes_the_passage_and_its_source(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "paser.html").write_text(PAGE, "utf-8")
    load(capsys, "paser.html")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["show", "Pemkab Paser, 2023", "--format", "md"]) == 0
    shown = capsys.readouterr().out
    assert "Nilai kepatuhan Kabupaten Paser tahun 2023 adalah «83,5» (zona kuning)." in shown
    assert "Contoh Daily" in shown


def test_show_quotes_what_connections_were_read_from(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "paser.txt").write_text(TEXT, "utf-8")
    load(capsys, "paser.txt")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["show", "Rahmat Contoh", "--format", "md"]) == 0
    shown = capsys.readouterr().out
    assert re.search(r"\| signed \|.*«Ketua Ombudsman RI, Rahmat Contoh».* menandatangani", shown)


def test_show_of_what_was_never_read_in_an_article_quotes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_lines(project / "records.jsonl", [AGREEMENT])
    load(capsys, "records.jsonl")
    assert main(["build"]) == 0
    capsys.readouterr()
    assert main(["show", "Rahmat Contoh", "--format", "md"]) == 0
    assert "Read in articles" not in capsys.readouterr().out


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """A web server on this machine that shows a folder; gives its address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_page_is_loaded_by_its_address_and_is_unchanged_the_second_time(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "berita.html").write_text(PAGE, "utf-8")
    with site(project / "site") as root, open_workspace(Project(project)) as workspace:
        intake = dataclasses.replace(workspace._intake(lambda _: None, None), pages=lambda _: True)
        address = f"{root}/berita.html"
        first, second = (
            next(r for r in intake.load(workspace._make_ledger, [address]) if r.kind == "article")
            for _ in range(2)
        )
    assert (first.dataset, first.unchanged, second.unchanged) == (address, False, True)
    assert first.records > 0


def test_a_page_of_the_own_network_is_refused_and_told_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with site(project) as root:
        load(capsys, f"{root}/", "--fetch", code=SOME_SET_ASIDE)
        assert "not on the public internet" in issues(capsys)[0]["reason"]


def test_an_address_is_read_only_when_asked_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "https://example.org/news/1"]) != 0
    assert "--fetch" in capsys.readouterr().err
    assert list(project.iterdir()) == []


def test_what_one_article_says_does_not_stand_before_what_one_record_says(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lasts = BODY[0].replace("2024).", "2024), yang berlaku selama 5 tahun.")
    (project / "paser.txt").write_text(TEXT.replace(BODY[0], lasts), "utf-8")
    record = {**AGREEMENT, "term_years": 7}
    write_lines(project / "mine.jsonl", [record])
    load(capsys, "paser.txt", "mine.jsonl")
    with kg.open(project) as workspace:
        workspace.build()
        [agreement] = workspace.cypher("MATCH (a:Agreement) RETURN a.term_years AS term, a.conflicts AS c")
    assert agreement["term"] == 7
    assert [each.rpartition(" | ")[0] for each in agreement["c"]] == ["term_years | 5"]
