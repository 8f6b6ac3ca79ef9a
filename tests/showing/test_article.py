"""The page of an article that is still a file. The people in it are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import InputError, UsageError
from tests.extract.test_page import Page

ARTICLE = "Bupati Paser, Siti Contoh, menandatangani nota kesepahaman dengan Ombudsman RI, Selasa (3/9/2024)."


def test_an_article_is_shown_with_what_is_found_in_it_before_it_is_loaded(tmp_path: Path) -> None:
    article = tmp_path / "paser.txt"
    article.write_text(ARTICLE, "utf-8")
    with kg.open(tmp_path) as graph:
        page = graph.article(article)
    assert list(tmp_path.iterdir()) == [article], "nothing is loaded"
    read = Page(page.generate_html())
    assert "".join(read.article) == ARTICLE
    assert "Siti Contoh (Bupati)" in read.text
    assert page.title == "paser.txt", "as the ledger would call it"
    assert page._repr_html_().startswith('<iframe sandbox="allow-scripts')


@pytest.mark.parametrize(("language", "score"), [("en", "83.5"), ("id", "83,5")])
def test_days_and_scores_are_written_as_on_other_pages(tmp_path: Path, language: str, score: str) -> None:
    article = tmp_path / "paser.txt"
    article.write_text(f"{ARTICLE} Nilai kepatuhan Kabupaten Paser tahun 2023 adalah 83,5.", "utf-8")
    with kg.open(tmp_path) as graph:
        html = graph.article(article, language=language).generate_html()
    assert f"<bdi>{score}</bdi>" in html
    assert "<bdi>3 September 2024</bdi>" in html


def test_a_project_reads_with_words_of_its_own(tmp_path: Path) -> None:
    words = tmp_path / "extract" / "offices.yaml"
    words.parent.mkdir()
    words.write_text("offices:\n  - {role: Bupati, words: [Adipati], of: regency, speaks: true}\n", "utf-8")
    article = tmp_path / "adipati.txt"
    article.write_text(ARTICLE.replace("Bupati", "Adipati"), "utf-8")
    with kg.open(tmp_path) as graph:
        assert "Siti Contoh (Bupati)" in graph.article(article).generate_html()


@pytest.mark.parametrize(("count", "said"), [(0, "no article"), (2, "several articles")])
def test_a_page_is_of_one_article(tmp_path: Path, count: int, said: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(ARTICLE, "utf-8")
    with kg.open(tmp_path) as graph, pytest.raises(UsageError, match=f"holds {said}"):
        graph.article(folder)


def test_an_article_that_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_text("", "utf-8")
    with kg.open(tmp_path) as graph, pytest.raises(InputError, match=r"is empty; .*\.$"):
        graph.article(empty)
