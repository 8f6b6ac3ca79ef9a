"""The page of an article in a real browser; see :mod:`tests.views.browsing`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.views.article import ArticlePage
from tests.views.browsing import PHONE, browser, wait_until

__all__ = ["browser"]

pytestmark = pytest.mark.browser

TEXT = (
    "Ketua Contoh, Siti <script>document.title = 'ran'</script> Contoh, hadir.\n\n"
    + "Isi berita contoh. " * 400
    + "Akhir berita Budi Contoh \u202esebuah\u202c."
)
AT = {name: TEXT.index(name) for name in ("Ketua", "Siti", "Budi")}


def person(name: str, start: int, length: int, **office: Any) -> dict[str, Any]:
    spans = [{"field": "name", "start": start, "end": start + length, "quote": TEXT[start : start + length]}]
    return {"name": name, "role": None, "acting": None, "institution": None, "evidence": spans} | office


FOUND = {
    "document": {"name": "a.txt", "checksum": "0"},
    "method": {"name": "extract-xx/1", "fingerprint": "0"},
    "source": {"title": "<img src=x onerror=alert(1)>", "url": "https://example.org/1"},
    "agreements": [],
    "assessments": [],
    "institutions": [],
    "regions": [],
    "people": [
        person("Siti Contoh", AT["Ketua"], 20),
        person("Siti", AT["Siti"], 4),
        person("Budi Contoh", AT["Budi"], 11),
    ],
}


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE])
def test_a_fact_leads_to_its_place_and_back_and_nothing_runs_or_is_requested(
    browser: Any, tmp_path: Path, size: dict[str, int]
) -> None:
    path = tmp_path / "an article.html"
    ArticlePage(TEXT, FOUND).write_html(path)
    context = browser.new_context(viewport=size)
    requests: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    assert page.title() == "<img src=x onerror=alert(1)>"
    page.click('.fact:has-text("Budi Contoh") a')
    assert page.url.endswith("#s3")
    place = page.locator("#s3").bounding_box()
    assert 0 <= place["y"] <= size["height"], "the place was scrolled into view"
    page.click("#s3")
    assert page.url.endswith("#f3")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off sideways"
    assert requests == [path.as_uri()]
    assert complaints == []
    context.close()


def test_paper_is_light_whatever_the_screen_is(browser: Any, tmp_path: Path) -> None:
    path = ArticlePage(TEXT, FOUND).write_html(tmp_path / "an article.html")
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(path.as_uri())
    ink = "getComputedStyle(document.body).color"
    assert page.evaluate(ink) == "rgb(232, 236, 240)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(27, 36, 48)", "on paper no dark ground is printed behind pale words"
    context.close()


def test_in_a_notebook_a_fact_leads_to_its_place_and_not_to_the_notebook(browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    notebook = f"<!DOCTYPE html><title>Notebook</title>{ArticlePage(TEXT, FOUND)._repr_html_()}"
    page.route("**/*", lambda route: route.fulfill(body=notebook, content_type="text/html"))
    page.goto("https://notebook.example/")
    frame = page.frames[1]
    for link, id in (('.fact:has-text("Budi Contoh") a', "s3"), ("#s3", "f3")):
        frame.click(link)
        wait_until(frame, f"document.activeElement.id === '{id}'")
        page.wait_for_timeout(200)  # in which it would leave the frame
        assert [each.title() for each in page.frames] == ["Notebook", "<img src=x onerror=alert(1)>"]
    context.close()
