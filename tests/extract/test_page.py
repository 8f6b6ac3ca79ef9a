from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from kg.errors import UsageError
from kg.extracting import Found, Reading, facts_of, make_reading
from kg.project import Project
from kg.readers.articles import Document
from kg.views.article import ArticlePage
from kg.views.spans import Span, marked

TEXTS = sorted((Path(__file__).parent / "open" / "text").glob("*.txt"))

HOSTILE = (
    "<script>alert(1)</script> Ketua Ombudsman RI, Rahmat </mark><img src=x onerror=alert(2)> Contoh, dan "
    "Bupati Paser, Siti \u202eContoh\u202c, menandatangani nota kesepahaman di Pendopo\u2066 \"Lou\" 'B' "
    "& </section><style>*{display:none}</style>, Selasa (3/9/2024). Nilai kepatuhan Kabupaten Paser "
    "tahun 2023 adalah 83,5 (zona kuning). javascript:alert(3) {{ 7*7 }} {% raw %} \x00\x1b[31m"
)


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.article: list[str] = []
        self._inside = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside += tag == "section"

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "section"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._inside:
            self.article.append(data)

    def ids(self) -> list[str]:
        return [id for _, attributes in self.tags if (id := attributes.get("id"))]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return make_reading(Project(tmp_path_factory.mktemp("project")))


def page_of(reading: Reading, text: str, language: str = "en", **about: Any) -> str:
    found = facts_of(reading, Document("a.txt", text, "text", "0" * 64, **about))
    assert isinstance(found, Found)
    return ArticlePage(found.text, found.facts, language=language).generate_html()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_page_shows_the_whole_text_and_every_link_leads_somewhere(path: Path, reading: Reading) -> None:
    text = path.read_text("utf-8")
    page = Page(page_of(reading, text))
    assert "".join(page.article) == text
    ids = page.ids()
    assert len(ids) == len(set(ids))
    targets = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert targets
    assert {target[1:] for target in targets if target and target.startswith("#")} <= set(ids)


def test_nothing_in_an_article_can_act(reading: Reading) -> None:
    page = page_of(
        reading,
        HOSTILE,
        title="<script>alert(4)</script> \u202e \ud800",
        outlet='" onload="alert(5)',
        url="javascript:alert(6)",
    )
    parsed = Page(page)
    assert {tag for tag, _ in parsed.tags} <= {
        "html", "head", "meta", "link", "title", "style", "body", "header", "h1", "p", "bdi", "a", "ul", "li",
        "mark", "main", "section", "div", "aside", "h2", "h3", "dl", "dt", "dd",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attributes in parsed.tags for name in attributes)
    assert all((a.get("href") or "#").startswith(("#", "data:,")) for _, a in parsed.tags)
    assert sum(tag == "style" for tag, _ in parsed.tags) == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00\x1b]", page)
    assert "⟨U+202E⟩" in "".join(parsed.text)
    page.encode("utf-8")


def test_the_policy_allows_one_style_and_nothing_else(reading: Reading) -> None:
    page = Page(page_of(reading, HOSTILE))
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'",
        policy,
    )


def test_an_address_of_the_web_is_a_link(reading: Reading) -> None:
    page = Page(page_of(reading, HOSTILE, url='https://example.org/"><b>'))
    links = [a for t, a in page.tags if t == "a" and (a["href"] or "").startswith("https:")]
    assert [link["href"] for link in links] == ['https://example.org/"><b>']
    assert links[0]["rel"] == "noreferrer noopener"


def test_facts_stand_beside_the_text_with_links_to_their_place(reading: Reading) -> None:
    text = (
        "Ketua Ombudsman RI, Rahmat Contoh, dan Bupati Paser, Siti Contoh, menandatangani nota kesepahaman "
        "di Pendopo Lou Bapekat, Selasa (3/9/2024)."
    )
    page = page_of(reading, text)
    number = re.search(r"<bdi>3 September 2024</bdi><a class=\"at\" href=\"#(s\d+)\"", page)
    assert number
    assert re.search(rf'<mark class="date" id="{number[1]}"[^>]*>Selasa \(3/9/2024\)</mark>', page)
    assert "Signed by" in page
    assert "Siti Contoh (Bupati)" in page


def test_an_article_without_facts_says_so(reading: Reading) -> None:
    assert "No agreement, result or person was found." in page_of(reading, "Hujan turun sejak pagi.")


def test_pages_come_in_two_languages(reading: Reading) -> None:
    assert "Ditandatangani oleh" in page_of(reading, HOSTILE, language="id")
    with pytest.raises(UsageError, match="not in 'xx'"):
        page_of(reading, HOSTILE, language="xx")


def test_overlapping_places_are_cut_into_pieces_that_nest() -> None:
    spans = [Span(0, 4, "person", "A", 1, 1), Span(2, 6, "office", "B", 2, 2), Span(2, 3, "body", "C", 3, 3)]
    assert marked("abcdef", spans) == Markup(
        '<a href="#f1"><mark class="person" id="s1" title="A">ab</mark></a>'
        '<a href="#f3"><mark class="person" title="A"><mark class="office" id="s2" title="B">'
        '<mark class="body" id="s3" title="C">c</mark></mark></mark></a>'
        '<a href="#f2"><mark class="person" title="A"><mark class="office" title="B">d</mark></mark></a>'
        '<a href="#f2"><mark class="office" title="B">ef</mark></a>'
    )


@given(
    st.text("ab<&\"'\n{} \u00ad\u202e", max_size=30),
    st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8),
)
def test_marks_leave_the_text_as_it_is(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, end, "person", "x", i, 0) for i, (start, end) in enumerate(places)]
    page = Page(f"<section>{marked(text, spans)}</section>")
    assert "".join(page.article) == text.replace("\u202e", "⟨U+202E⟩")
    good = {i for i, (start, end) in enumerate(places) if 0 <= start < end <= len(text)}
    assert sorted(page.ids()) == sorted(f"s{i}" for i in good)
