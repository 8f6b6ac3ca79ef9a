"""What pages say of themselves. All of them are invented."""

from __future__ import annotations

import json

import pytest

from kg.readers.articles.html_metadata import iso_date
from tests.readers.articles.samples import one, page


def ld(**said: object) -> str:
    """A description in JSON-LD, within a graph as usual."""
    data = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", **said}],
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_json_ld_says_everything() -> None:
    head = ld(
        headline="Ombudsman &amp; Pemkab  teken MoU",
        author=[{"@type": "Person", "name": "Budi Contoh"}, {"name": "Siti Contoh"}, {"name": "Budi Contoh"}],
        editor={"name": "Rina Contoh"},
        publisher={"@type": "Organization", "name": "Koran Contoh"},
        datePublished="2024-09-03T10:15:00+07:00",
        mainEntityOfPage={"@id": "https://contoh.example/berita/1"},
        inLanguage="id-ID",
    )
    document = one(page(head=head))
    assert document.title == "Ombudsman & Pemkab teken MoU"
    assert document.author == "Budi Contoh, Siti Contoh"
    assert document.editor == "Rina Contoh"
    assert document.outlet == "Koran Contoh"
    assert document.published == "2024-09-03T10:15:00+07:00"
    assert document.url == "https://contoh.example/berita/1"
    assert document.language == "id"  # of the element itself


def test_meta_elements_say_it_where_there_is_no_json_ld() -> None:
    head = (
        '<meta property="og:title" content="Judul"><meta property="og:site_name" content="Koran Contoh">'
        '<meta property="article:author" content="https://contoh.example/budi">'
        '<meta name="author" content="Budi Contoh">'
        '<meta name="dtk:publishdate" content="2024/09/03 10:15:00"><link rel="canonical" href="https://contoh.example/1">'
        '<meta name="editor" content="Rina Contoh">'
    )
    document = one(page(head=head))
    assert (document.title, document.outlet, document.author) == ("Judul", "Koran Contoh", "Budi Contoh")
    assert (document.published, document.url) == ("2024-09-03T10:15:00", "https://contoh.example/1")
    assert document.editor == "Rina Contoh"


def test_what_the_running_text_says_is_left_to_who_reads_it() -> None:
    document = one(
        page(before='<div class="author">Penulis: Budi Contoh</div><time datetime="2024-09-03">3/9</time>')
    )
    assert (document.author, document.published, document.outlet) == (None, None, None)
    assert document.title == "Ombudsman teken MoU - Koran Contoh"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        ld(headline=["x" * 100_000], author={"name": {"name": 3}}, datePublished=[None, 7], publisher=[]),
        '<meta name="author" content=""><meta name="author"><link rel="canonical" href="javascript:x()">',
        '<link rel="canonical" href="https://siti:rahasia@contoh.example/"><link rel="canonical" href="http://[">',
    ],
)
def test_what_makes_no_sense_is_passed_over(head: str) -> None:
    document = one(page(head=head))
    assert document.title == "Ombudsman teken MoU - Koran Contoh"
    assert (document.author, document.published, document.url) == (None, None, None)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024", "2024"),
        ("2024-9", "2024-09"),
        ("2024/09/03", "2024-09-03"),
        ("2024-09-03T10:15", "2024-09-03T10:15:00"),
        ("2024-09-03 10:15:20.5 +0700", "2024-09-03T10:15:20+07:00"),
        ("2024-09-03T03:15:00Z", "2024-09-03T03:15:00+00:00"),
        ("Tue, 03 Sep 2024 10:15:00 +0700", "2024-09-03T10:15:00+07:00"),
        ("03/09/2024", None),
        ("2024-02-30", None),
        ("2024-09-03T25:00", None),
        ("Selasa, 3 September 2024", None),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_only_dates_that_mean_one_thing_are_dates(written: str, read: str | None) -> None:
    assert iso_date(written) == read
