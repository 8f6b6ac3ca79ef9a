"""Pages of charts in a real browser; see :mod:`tests.views.browsing`. All names are invented."""

from __future__ import annotations

from typing import Any

import pytest

from kg.views.charts import ChartPage
from tests.views.browsing import DESKTOP, PHONE, Visit, browser, visit, wait_until
from tests.views.test_charts import HOSTILE, SCORES, entry, lanes, score, score_map, slopes

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.browser


def pages() -> list[ChartPage]:
    hostile = score(3, "2", 2021, "old", 20.0)
    return [
        lanes(
            entry(0, HOSTILE, "2024-09-03", lane=HOSTILE, others=("2024-08-01",)), entry(1, HOSTILE, "2023")
        ),
        score_map(*SCORES, hostile, note=HOSTILE),
        slopes((HOSTILE, 60, 70), ("new", 90, 91)),
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_of_hostile_text_request_nothing_run_nothing_and_fit(
    visit: Any, size: dict[str, int], scheme: str
) -> None:
    for chart in pages():
        seen = visit(chart, size, color_scheme=scheme)
        for mark in seen.page.query_selector_all(".picture:visible a, .picture [data-code]")[:4]:
            mark.dispatch_event("pointermove", {"pointerType": "mouse", "clientX": 5, "clientY": 5})
            mark.dispatch_event("click")
        assert len(seen.requests) == 1, seen.requests
        assert seen.complaints == []
        assert seen.page.title() == chart.title
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_mark_shows_its_line_of_the_table_with_the_sources(visit: Any) -> None:
    seen = visit(lanes(entry(0, "Perjanjian Contoh", "2024-09-03"), entry(1, "Kerja Sama Contoh", "2023")))
    seen.page.hover('.picture.wide a[href="#row-0"] path')
    assert "Perjanjian Contoh" in seen.page.inner_text("#tip")
    seen.page.click('.picture.wide a[href="#row-1"] path', force=True)
    card = seen.page.inner_text("#card")
    assert "Kerja Sama Contoh" in card
    assert "One or more of" in card
    assert "Kabar Contoh" in card
    assert "Perjanjian Contoh" not in card
    assert seen.page.get_attribute('#card a[href^="http"]', "rel") == "noopener noreferrer"


def test_marks_are_reached_and_opened_by_keyboard(visit: Any) -> None:
    seen = visit(lanes(entry(0, "Perjanjian Contoh", "2024-09-03")))
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert "Perjanjian Contoh" in seen.page.inner_text("#card")


def test_without_scripts_a_mark_leads_to_its_line(visit: Any) -> None:
    seen = visit(lanes(entry(0, "Perjanjian Contoh", "2024-09-03")), java_script_enabled=False)
    seen.page.click('.picture.wide a[href="#row-0"] path', force=True)
    assert seen.page.url.endswith("#row-0")


def test_without_scripts_a_map_says_what_year_and_scale_it_shows(visit: Any) -> None:
    seen = visit(score_map(*SCORES), java_script_enabled=False)
    assert seen.page.inner_text("#coverage") == "Provincial governments, 2021, old scale"


def look(seen: Visit, code: str) -> str:
    return str(seen.page.get_attribute(f'.picture [data-code="{code}"]', "class"))


def test_another_year_colours_the_map_anew_on_its_own_scale(visit: Any) -> None:
    seen = visit(score_map(*SCORES))
    assert look(seen, "1").startswith("region c")
    assert seen.page.is_visible('.shades[data-scale="old"]')
    assert "1 of 2 provincial governments (1 with a score)" in seen.page.inner_text("#coverage")
    assert seen.page.locator("tbody tr:visible").count() == 1
    seen.page.click("#later")
    assert seen.page.is_visible('.shades[data-scale="new"]')
    assert seen.page.is_hidden('.shades[data-scale="old"]')
    assert look(seen, "1.01") == "region none", "its result is of another year"
    assert "2023, new scale" in seen.page.inner_text("#coverage")
    assert seen.page.is_disabled("#later")


def test_a_province_steps_down_to_its_regencies_and_back(visit: Any) -> None:
    seen = visit(score_map(*SCORES))
    whole = seen.page.get_attribute(".picture svg", "viewBox")
    seen.page.dispatch_event('[data-code="1"]', "click")
    seen.page.click("#card button")
    assert seen.page.input_value("#within") == "1"
    assert seen.page.get_attribute(".picture svg", "viewBox") != whole
    assert "1 of 1 regencies and cities (1 with a zone only)" in seen.page.inner_text("#coverage")
    assert look(seen, "1.01") == "region z0"
    assert "elsewhere" in look(seen, "2.01")
    seen.page.dispatch_event('[data-code="1.01"]', "click")
    assert "Kabupaten Contoh" in seen.page.inner_text("#card")
    seen.page.select_option("#within", "2")
    assert "no result is recorded here for any of 1 regencies and cities." in seen.page.inner_text(
        "#coverage"
    )
    seen.page.select_option("#within", "")
    seen.page.dispatch_event('[data-code="2.01"]', "click")
    assert "No result is recorded here" in seen.page.inner_text("#card")
    assert seen.page.get_attribute(".picture svg", "viewBox") == whole


def test_regions_are_reached_and_opened_by_keyboard(visit: Any) -> None:
    seen = visit(score_map(*SCORES))
    code, name = "document.activeElement.dataset.code", "document.activeElement.getAttribute('aria-label')"

    def after(key: str) -> str:
        seen.page.keyboard.press(key)
        return str(seen.page.evaluate(code))

    stops = [after("Tab") for _ in range(8)]
    assert sorted(set(stops)) == ["2", "None"], "the map is one stop, and its first region by name"
    assert stops.count("2") == 1
    assert "2" in (after("Shift+Tab") for _ in range(8)), "and is reached backwards"
    assert [after("ArrowRight"), after("ArrowDown"), after("ArrowLeft"), after("ArrowUp")] == [
        "1", "2", "1", "2"
    ]  # fmt: skip
    assert [after("End"), after("Home"), after("End")] == ["1", "2", "1"]
    assert seen.page.inner_text("#tip") == seen.page.evaluate(name)
    after("Enter")
    assert seen.page.inner_text("#card h3") == "Provinsi Contoh"
    assert [after("Tab"), after("Shift+Tab")] == ["None", "1"], "it is found again where it was left"
    heard = "[...document.querySelectorAll('.map [aria-hidden=false]')].map(each => each.dataset.code)"
    assert sorted(seen.page.evaluate(heard)) == ["1", "2"]
    seen.page.select_option("#level", "regencies")
    assert sorted(seen.page.evaluate(heard)) == ["1.01", "2.01"], "the outlines of provinces say nothing"
    assert seen.complaints == []


def test_a_map_can_begin_with_a_province(visit: Any) -> None:
    seen = visit(score_map(*SCORES, within="1", language="id"))
    assert seen.page.input_value("#level") == "regencies"
    assert "Provinsi Contoh" in seen.page.inner_text("#coverage")
    assert "1 dari 1" in seen.page.inner_text("#coverage")


def test_the_frame_in_a_notebook_shows_a_map_with_its_legend(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1080, "height": 1000})
    page.set_content(f"<!DOCTYPE html>{score_map(*SCORES)._repr_html_()}")
    frame = page.frames[1]
    wait_until(frame, "document.querySelector('.controls:not([hidden])') !== null")
    ends = "[...document.querySelectorAll('.legend')].map(each => each.getBoundingClientRect().bottom)"
    assert frame.evaluate(f"Math.max(...{ends}) < innerHeight")
    page.close()
