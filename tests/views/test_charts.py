"""Charts as SVG, and what stands beside them. Names are invented, also the hostile ones."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.statements import Source
from kg.views.charts import Case, Column, Entry, Lanes, Place, Row, Score, ScoreMap, Slopes, Words
from kg.views.charts.lanes import MAX_LABELLED
from kg.views.charts.regions import _even
from kg.views.charts.svg import sanitised

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

HOSTILE = "<script>document.title='ran'</script> & \"q\" ' ]]> \u2028 \ufffe \x00 javascript:alert(1) row-0"
SOURCES = {
    "source-1": Source("source-1", "https://example.org/1", "Kabar Contoh", "Judul", published="2024-09-04"),
    "source-2": Source("source-2", "javascript:alert(1)", HOSTILE, HOSTILE, published=HOSTILE),
}
COLUMNS = [Column("Date"), Column("About")]


def entry(place: int, about: str, *days: str, **more: Any) -> Entry:
    row = Row(f"row-{place}", (" – ".join(days), about), ("source-1", "source-2"))
    return Entry(row, more.pop("lane", "Agreement"), about, "#009E73", days, **more)


def lanes(*entries: Entry, **more: Any) -> Lanes:
    return Lanes("A timeline", COLUMNS, entries, SOURCES, hollow="announced", **more)


def marks(html: str, key: str) -> int:
    """How many marks of a row there are in the first picture."""
    return html.partition("</svg>")[0].count(f'href="#{key}"')


def test_a_day_is_a_dot_a_partial_date_a_span_and_another_date_is_drawn_as_well() -> None:
    page = lanes(
        entry(0, "Perjanjian Contoh", "2024-09-03", others=("2024-08-01",)),
        entry(1, "Tahun Contoh", "2023"),
        entry(2, "Tanpa tanggal"),
    )
    html = page.generate_html()
    assert [swatch.look for swatch in page.legend()] == ["dot", "span", "other"]
    assert (marks(html, "row-0"), marks(html, "row-1"), marks(html, "row-2")) == (1, 1, 0)
    assert 'id="row-2"' in html, "what has no date is in the table"
    assert "1 without a date" in page.note


@pytest.mark.parametrize(("language", "shade"), [("en", "88.1–88.2"), ("id", "88,1–88,2")])
def test_the_legend_of_a_map_writes_scores_as_its_table_does(language: str, shade: str) -> None:
    close = score_map(score(0, "1", 2021, "old", 88.15), score(1, "2", 2021, "old", 88.6), language=language)
    assert f"</svg> {shade}</li>" in close.generate_html()


def test_each_landmark_of_a_page_has_a_name_of_its_own() -> None:
    html = lanes(entry(0, "Perjanjian Contoh", "2024-09-03")).generate_html()
    names = re.findall(r'<(?:section|div)[^>]*aria-labelledby="([^"]+)"', html)
    assert names == ["table-heading"]


def test_an_office_runs_from_its_first_to_its_last_sighting_with_a_dot_a_sighting() -> None:
    page = lanes(entry(0, "Siti Contoh", "2021-03-01", "2022", "2023-05-01", hollow=True))
    assert marks(page.generate_html(), "row-0") == 3, "a bar, and the two days that are known"
    assert [swatch.look for swatch in page.legend()] == ["dot", "acting"]


def test_where_only_the_year_of_a_sighting_is_known_the_line_ends_and_the_year_is_a_span() -> None:
    def moments(*days: str) -> tuple[float, ...]:
        return tuple(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000 for day in days)

    begun, ended = (
        entry(0, "Siti Contoh", "2021-03-01", "2023"),
        entry(1, "Budi Contoh", "2021", "2023-05-01"),
    )
    assert begun.sure == moments("2021-03-01", "2023-01-02")
    assert begun.unsure == [moments("2023-01-02", "2024-01-01")]
    assert ended.sure == moments("2021-12-31", "2023-05-02")
    assert ended.unsure == [moments("2021-01-01", "2021-12-31")]
    assert entry(2, "Ani Contoh", "2021", "2021-04").unsure == [moments("2021-04-01", "2021-05-01")]
    assert entry(3, "Tini Contoh", "2021-03-01", "2021", "2021-05-01").unsure == []
    page = lanes(begun, ended)
    assert [swatch.look for swatch in page.legend()] == ["dot", "span", "full"]
    html = page.generate_html()
    assert [marks(html, key) for key in ("row-0", "row-1")] == [3, 3], (
        "a line, a span and the day that is known"
    )


def test_no_label_stands_over_another_mark() -> None:
    from kg.views.charts.lanes import _period, _place

    entries = [entry(n, f"Perjanjian Contoh nomor {n}", f"2024-{n % 12 + 1:02d}-03") for n in range(40)]
    placed, _, lines = _place(entries, 880, 52, _period(entries))
    assert {one.line for one in placed} <= set(range(lines))
    for one in placed:
        others = [each for each in placed if each is not one and each.line == one.line]
        assert all(each.right <= one.left or each.left >= one.right for each in others)


def test_very_many_entries_have_no_labels_but_all_are_drawn_and_listed() -> None:
    many = [entry(n, f"Perjanjian {n}", f"20{n % 20 + 10}-01-03") for n in range(MAX_LABELLED + 1)]
    html = lanes(*many).generate_html()
    picture = html.partition("</svg>")[0]
    assert picture.count("<a href") == len(many)
    assert "Perjanjian 7<" not in picture
    assert html.count("<tr id=") == len(many)


def test_nothing_with_a_date_gives_a_page_that_says_so() -> None:
    html = lanes(entry(0, "Tanpa tanggal")).generate_html()
    assert "Nothing with a date is recorded here." in html
    assert "Select a mark" not in html


@pytest.mark.parametrize("kind", ["lanes", "map"])
def test_a_chart_of_nothing_says_so_and_nothing_else(kind: str) -> None:
    html = (lanes() if kind == "lanes" else score_map()).generate_html()
    main = html.partition("<main>")[2].partition("</main>")[0]
    assert main.strip() == "<p>Nothing is recorded here that this page could show.</p>"
    assert "<script" not in html


@pytest.mark.parametrize(("language", "quarter"), [("en", "Oct 2024"), ("id", "Okt 2024")])
def test_quarters_on_the_axis_are_named_in_the_language_of_the_page(language: str, quarter: str) -> None:
    assert f">{quarter}<" in lanes(entry(0, "Siti Contoh", "2024-09-03"), language=language).generate_html()


def test_hostile_text_reaches_the_page_as_text_only() -> None:
    html = lanes(entry(0, HOSTILE, "2024-09-03", lane=HOSTILE), note=HOSTILE).generate_html()
    assert "<script>document" not in html
    assert 'href="javascript' not in html
    assert "\x00" not in html
    assert marks(html, "row-0") == 1


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        ("><script>alert(1)</script>", "alert"),
        (' onload="alert(1)">', "alert"),
        ('><image href="https://example.org/x"/>', "example"),
        ('><path fill="url(https://example.org/x)"/>', "example"),
        ('><g style="background:url(//example.org)"/>', "example"),
        ("><foreignObject><p>hi</p></foreignObject>", "hi"),
        ('><a xlink:href="javascript:alert(1)"><path d="M0,0"/></a>', "alert"),
    ],
)
def test_what_a_chart_does_not_need_does_not_stay_in_its_svg(inside: str, gone: str) -> None:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    assert gone not in sanitised(f"<svg {names}{inside}</svg>", {}, "A chart")


@pytest.mark.parametrize("package", ["altair", "vl_convert"])
def test_a_missing_package_is_named_with_what_installs_it(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(KgError, match=rf"{package}.*pip install 'kg-newsroom\[charts\]'"):
        lanes(entry(0, "Perjanjian Contoh", "2024-09-03")).generate_html()


def test_a_document_type_is_refused() -> None:
    with pytest.raises(KgError, match="plain SVG"):
        sanitised('<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>', {}, "")


@given(st.floats(0, 100), st.floats(0, 100))
def test_shades_cover_every_score_in_at_most_seven_even_steps(one: float, other: float) -> None:
    low, high = sorted((one, other))
    breaks = _even(low, high)
    assert breaks[0] <= low <= high <= breaks[-1] + 1e-6
    assert 2 <= len(breaks) <= 8
    assert breaks == sorted(set(breaks))


def square(name: str, *codes: str) -> dict[str, Any]:
    """Boundaries of regions side by side, each a square of one degree."""
    arcs = [[[n, 0], [n + 1, 0], [n + 1, 1], [n, 1], [n, 0]] for n in range(len(codes))]
    shapes = [
        {"type": "Polygon", "arcs": [[n]], "id": code, "properties": {"code": code, "name": code}}
        for n, code in enumerate(codes)
    ]
    return {
        "type": "Topology",
        "objects": {name: {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
    }


def score(
    place: int, code: str, year: int, scale: str, value: float | None, zone: str | None = None
) -> Score:
    cells = (code, str(year), scale, "" if value is None else str(value), zone or "")
    return Score(Row(f"row-{place}", cells, ("source-1",)), code, year, scale, value, zone)


def score_map(*scores: Score, **more: Any) -> ScoreMap:
    places = [Place("1", "Provinsi Contoh", None), Place("2", HOSTILE, None)]
    places += [Place("1.01", "Kabupaten Contoh", "1"), Place("2.01", "Kota Contoh", "2")]
    labels = Words(
        {"old": "old scale", "new": "new scale"}, {"hijau": "green", "merah": "red"}, {"hijau": "#009E73"}
    )
    heads = [Column(head) for head in ("Region", "Year", "Scale", "Score", "Zone")]
    provinces, regencies = square("provinces", "1", "2"), square("regencies", "1.01", "2.01")
    return ScoreMap(
        "Scores", heads, scores, SOURCES, places=places, words=labels,
        boundaries=[("provinces", provinces), ("regencies", regencies)], **more,
    )  # fmt: skip


def look(html: str, code: str) -> str:
    found = re.search(rf'class="([^"]*)" data-code="{re.escape(code)}"', html)
    assert found, f"{code} is on the map"
    return found.group(1)


SCORES = (
    score(0, "1", 2021, "old", 80.0),
    score(1, "1.01", 2021, "old", None, "hijau"),
    score(2, "1", 2023, "new", 40.0),
)


def test_the_map_begins_with_the_year_that_has_most_results_and_hatches_what_has_none() -> None:
    html = score_map(*SCORES).generate_html()
    assert [look(html, code) for code in ("1", "2", "1.01", "2.01")] == [
        "region c5", "region none", "region z0", "region none",
    ]  # fmt: skip


def test_a_score_goes_before_a_zone_and_a_result_with_neither_is_told_from_none() -> None:
    page = score_map(score(0, "1", 2021, "old", 90.0, "merah"), score(1, "2", 2021, "old", None))
    html = page.generate_html()
    assert look(html, "1").startswith("region c")
    assert look(html, "2") == "region bare"


def test_shades_of_one_scale_say_nothing_of_another() -> None:
    page = score_map(*SCORES, score(3, "2", 2022, "old", 20.0))
    assert page.breaks["old"][0] <= 20
    assert page.breaks["old"][-1] >= 80
    assert page.breaks["new"][0] >= 39, "a scale has the borders of its own scores"


def slopes(*pairs: tuple[str, float, float]) -> Slopes:
    cases = [
        Case(
            Row(f"row-{n}", (scale, str(one), str(two))),
            scale,
            HOSTILE,
            (one, two),
            (str(one), str(two)),
            "2020",
        )
        for n, (scale, one, two) in enumerate(pairs)
    ]
    return Slopes("Slopes", [Column("Scale"), Column("Before"), Column("After")], cases, SOURCES)


def test_slopes_have_a_panel_a_scale_which_says_how_many_cases_it_shows() -> None:
    html = slopes(("old", 60, 70), ("old", 50, 55), ("new", 90, 91)).generate_html()
    picture = html.partition('class="picture narrow"')[0]
    assert "old: 2 cases" in picture
    assert "new: 1 case<" in picture
    assert picture.count('href="#row-0"') == 2, "before and after"


def test_a_small_change_does_not_look_like_a_large_one() -> None:
    def rise(key: str, html: str) -> float:
        heights = re.findall(rf'href="#{key}"[^>]*><path transform="translate\([\d.]+,([\d.]+)\)"', html)
        return abs(float(heights[0]) - float(heights[1]))

    picture = slopes(("old", 60, 70), ("new", 90, 91)).generate_html().partition('class="picture narrow"')[0]
    assert rise("row-0", picture) == pytest.approx(10 * rise("row-1", picture), rel=0.05)
