"""Tables, matrices and reports in a real browser; see :mod:`tests.views.browsing`."""

from __future__ import annotations

from typing import Any

import pytest

from kg.statements import Source
from kg.views.document import Document
from kg.views.matrix import Entry, Matrix
from kg.views.report import Contents, Disagreement, Group, Line, Quote, Report
from kg.views.table import Table
from tests.views.browsing import DESKTOP, PHONE, browser, visit, wait_until
from tests.views.samples import HOSTILE, sources

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser

ROWS: list[dict[str, Any]] = [
    {"who": "Çelik Invented", "day": "2024-09", "signed": 2, "sources": ["s1", "s2"]},
    {"who": "ana invented", "day": None, "signed": 10, "sources": ["s3"]},
    {"who": "Budi Invented", "day": "2023-12-31", "signed": None, "sources": []},
]


def table(rows: list[dict[str, Any]] = ROWS) -> Table:
    return Table("Invented signers", {name: (name, "help") for name in ROWS[0]}, rows, ["sources"], sources())


def matrix() -> Matrix:
    pairs = [("Ana", "Xu", "first"), ("Ana", "Xu", "second"), ("Budi", "Yo", "third")]
    entries = [Entry(row, column, [("treaty", name)], ["s1"]) for row, column, name in pairs]
    return Matrix("Invented pairs", entries, sources())


def report() -> Report:
    facts = [Line("Name", ["Ana Invented"], [(1, 2)])]
    spans = [Group("holds office at", [Line("Invented Town", ["Clerk"], [(2, 2)], "2021")], 3)]
    quotes = {"s1": [Quote("Ana Invented", "then ", "Ana I.", " signed")]}
    contents = Contents(
        ["Person"], facts, [], spans, spans, ["Not recorded: age."], ["s1", "s2"], sources(), quotes
    )
    return Report("Ana Invented", contents)


def hostile() -> list[Document]:
    """One page of each kind, hostile in every field."""
    bad = list(HOSTILE)
    cited = {
        text: Source(text, ("javascript:window.__pwned=8", text)[place % 2], *[text] * 5)
        for place, text in enumerate(bad)
    }
    rows = [{bad[0]: text, "list": bad, "sources": bad} for text in bad]
    entries = [Entry(text, other, [(text, other)], bad) for text in bad for other in bad]
    lines = [Line(text, bad, [(1, 2)], text, [(text, [(1, 1)])], text) for text in bad]
    groups = [Group(text, lines, 1) for text in bad]
    contents = Contents(
        bad,
        lines,
        [Disagreement(text, text, [(1, 1)], [(text, [(2, 2)])]) for text in bad],
        groups,
        groups,
        bad,
        bad,
        cited,
        {text: [Quote(text, text, text, text)] for text in bad},
    )
    return [
        Table(bad[1], dict.fromkeys(rows[0], (bad[1], bad[1])), rows, ["sources"], cited, note=bad[0]),
        Matrix(bad[1], entries, cited, note=bad[0]),
        Report(bad[1], contents),
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("make", [table, matrix, report])
def test_a_page_opens_without_a_request_or_a_complaint_and_fits(
    visit: Any, make: Any, size: dict[str, int]
) -> None:
    seen = visit(make(), size)
    assert len(seen.requests) == 1
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("place", range(3), ids=["table", "matrix", "report"])
def test_hostile_text_in_every_field_stays_text(visit: Any, place: int) -> None:
    seen = visit(hostile()[place])
    page = seen.page
    for button in range(min(12, page.locator("main button").count())):
        page.evaluate("place => document.querySelectorAll('main button')[place].click()", button)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("window.__pwned") is None
    assert page.evaluate("document.scripts.length") == 1
    foreign = "img, iframe, object, svg, style:not(head style), [onclick], [onerror], [onload]"
    assert page.locator(foreign).count() == 0
    wrong = "links => links.filter(a => a.protocol !== 'file:' && !/^https?:/.test(a.href)).length"
    assert page.eval_on_selector_all("a", wrong) == 0
    assert page.inner_text("h1") == HOSTILE[1]
    assert len(seen.requests) == 1
    assert seen.complaints == []


@pytest.mark.parametrize("make", [table, matrix])
def test_on_paper_a_source_stands_with_its_address(visit: Any, make: Any) -> None:
    page = visit(make()).page
    page.emulate_media(media="print")
    first = "getComputedStyle(document.querySelector('.sources a'), '::after').content"
    assert page.evaluate(first) == '" https://www.example.org/one"'
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]


def column(page: Any, place: int) -> list[str]:
    return [str(text) for text in page.locator(f"#rows tbody td:nth-child({place})").all_inner_texts()]


def test_rows_sort_as_text_dates_and_numbers_with_the_empty_last(visit: Any) -> None:
    page = visit(table()).page
    orders = {
        1: (["ana invented", "Budi Invented", "Çelik Invented"],) * 2,
        2: (["31 December 2023", "September 2024", ""], ["September 2024", "31 December 2023", ""]),
        3: (["2", "10", ""], ["10", "2", ""]),
    }
    for place, (up, down) in orders.items():
        head = page.locator(f"#rows th:nth-child({place})")
        head.locator("button").focus()
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        assert column(page, place) == up
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert column(page, place) == (up[::-1] if place == 1 else down)
    assert page.locator("[aria-sort]").count() == 1


def test_the_filter_finds_without_case_and_accents_and_says_how_many(visit: Any) -> None:
    page = visit(table()).page
    page.fill("#filter", "celik POST")
    assert page.locator("#rows tbody tr:visible").count() == 1
    assert page.inner_text("#count") == "1 of 3 rows"
    page.fill("#filter", "2024-09")
    assert page.locator("#rows tbody tr:visible").count() == 1
    page.fill("#filter", "nobody of that name")
    assert page.inner_text("#none") == "No row fits."
    page.fill("#filter", "")
    assert page.inner_text("#count") == "3 rows"


def test_links_of_a_row_lead_to_its_sources(visit: Any) -> None:
    page = visit(table()).page
    link = page.locator("#rows tbody tr:nth-child(1) a").first
    assert link.get_attribute("href") == "https://www.example.org/one"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "The Invented Post, 3 September 2024" in column(page, 4)[0]
    assert column(page, 4)[1] == "Paper Without Page, undated"


def test_of_thousands_of_rows_those_further_down_wait_until_somebody_scrolls(visit: Any) -> None:
    rows = [{"who": f"Invented {n}", "day": None, "signed": n, "sources": ["s1"]} for n in range(3_000)]
    page = visit(table(rows)).page
    shown = page.locator("#rows tbody tr:visible")
    assert 0 < shown.count() < 1_000
    page.fill("#filter", "Invented 2999")
    assert shown.count() == 1
    page.fill("#filter", "")
    before = shown.count()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    wait_until(page, f"document.querySelectorAll('#rows tbody tr:not(.later)').length > {before}")
    assert shown.count() > before
    page.emulate_media(media="print")
    assert shown.count() == 3_000


@pytest.mark.parametrize("keys", ["Control+f", "Meta+f", "F3"])
def test_rows_further_down_are_found_by_the_browser(visit: Any, keys: str) -> None:
    rows = [{"who": f"Invented {n}", "day": None, "signed": n, "sources": ["s1"]} for n in range(3_000)]
    page = visit(table(rows)).page
    assert not page.evaluate("find('Invented 2999')")
    page.keyboard.press(keys)
    assert page.evaluate("find('Invented 2999')")


def test_all_rows_are_copied_and_of_filtered_ones_those_that_fit(visit: Any) -> None:
    rows = [{"who": f"Invented {n}.", "day": None, "signed": n, "sources": ["s1"]} for n in range(3_000)]
    page = visit(table(rows)).page

    def copied() -> int:
        page.click("h1")
        for keys in ("Control+a", "Control+c"):
            page.keyboard.press(keys)
        page.focus("#filter")
        for keys in ("Control+a", "Control+v"):
            page.keyboard.press(keys)
        return str(page.input_value("#filter")).count("The Invented Post")

    assert copied() == len(rows)
    page.fill("#filter", "9.")
    assert copied() == len(rows) // 10


def test_a_cell_of_a_matrix_shows_what_is_behind_it_also_by_keyboard(visit: Any) -> None:
    page = visit(matrix()).page
    assert "Select a cell" in page.inner_text("#behind")
    page.locator(".case").first.focus()
    shown = page.inner_text("#behind")
    assert all(word in shown for word in ("Ana", "Xu", "first", "second", "The Invented Post"))
    assert "third" not in shown
    page.keyboard.press("Tab")
    assert "third" in page.inner_text("#behind")
    assert page.locator("[aria-current]").inner_text() == "1"


#: The least contrast of a figure with its cell, by how many each counts, as WCAG 2.2 works it out.
CONTRAST = """() => {
  const light = (colour) => {
    const whole = colour.startsWith("rgb") ? 255 : 1;
    const [r, g, b] = colour.match(/[\\d.]+/g).map((part) => part / whole)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  return [...document.querySelectorAll(".case")].map((cell) => {
    const { color, backgroundColor } = getComputedStyle(cell);
    const [a, b] = [light(color), light(backgroundColor)];
    return [cell.textContent, Math.max(a, b) / Math.min(a, b)];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_figure_of_a_matrix_can_be_read_on_its_ground(visit: Any, scheme: str) -> None:
    entries = [Entry(f"row {count}", "Xu", [], ["s1"]) for count in range(1, 8) for _ in range(count)]
    found = visit(Matrix("Pairs", entries, sources()), color_scheme=scheme).page.evaluate(CONTRAST)
    assert [count for count, contrast in found if contrast < 4.5] == []
    assert len(found) == 7


@pytest.mark.parametrize("make", [table, matrix, report])
def test_without_scripts_everything_stands_on_the_page(visit: Any, make: Any) -> None:
    page = visit(make(), java_script_enabled=False).page
    text = page.inner_text("main")
    assert all(word in text for word in ("The Invented Post", "3 September 2024"))
    if make is matrix:
        assert "third" in text


def test_a_number_of_a_report_leads_to_its_note_on_the_page_and_in_a_notebook(
    visit: Any, browser: Any
) -> None:
    page = visit(report()).page
    page.click("sup a >> nth=1")
    assert page.url.endswith("#note-2")
    note = page.inner_text("#note-1")
    assert all(
        word in note
        for word in ("The Invented Post", "Treaty signed", "https://www.example.org/one", "Ana I.")
    )
    assert "3 more are not listed" in page.inner_text("main")
    page = browser.new_page()
    page.set_content(f"<!DOCTYPE html>{report()._repr_html_()}")
    frame = page.frames[1]
    frame.click("sup a >> nth=1")
    assert frame.evaluate("document.activeElement.id") == "note-2"
    assert frame.evaluate("window.origin") == "null"
    page.close()
