"""A real browser for tests of pages: Playwright drives an installed Chromium, such as Debian's."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.views.document import Document
from kg.views.network import Network

#: As root, and without the requests that Chromium makes of its own accord.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def missing(what: str) -> None:
    """Skip, or fail where the tests were told that there is a browser."""
    if os.environ.get("KG_REQUIRE_BROWSER") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed: pip install playwright")
    names = (os.environ.get("KG_CHROMIUM") or "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    if path is None:
        missing("No Chromium found: apt-get install chromium, or name one in KG_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def wait_until(page: Any, expression: str, seconds: float = 60) -> None:
    """Wait for an expression to hold on a page or in a frame.

    Playwright's own `wait_for_function` compiles the expression again for every look, inside the page,
    where the page's content policy refuses it from the second look on.
    """
    until = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < until, f"still not so after {seconds} s: {expression}"
        time.sleep(0.02)


def zoom_in(page: Any) -> None:
    """Press the button, and wait until the picture has grown and is drawn."""
    wanted = 1.39 * page.evaluate("kgPage.scale()")
    page.evaluate("document.getElementById('zoom-in').click()")
    wait_until(page, f"kgPage.scale() > {wanted}")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


@dataclass
class Visit:
    """A page in the browser, and everything it did that it should not do."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def click(self, node: str) -> None:
        at = self.page.evaluate("id => kgPage.where(id)", node)
        self.page.mouse.click(at["x"], at["y"])

    def card(self) -> str:
        return str(self.page.inner_text("#card"))


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def open_page(shown: Network | Document, size: dict[str, int] = DESKTOP, **options: Any) -> Visit:
        path = shown.write_html(tmp_path / "a page.html")
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        seen = Visit(context.new_page())
        context.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
        seen.page.goto(path.as_uri())
        if isinstance(shown, Network) and options.get("java_script_enabled", True):
            wait_until(seen.page, "window.kgPage && kgPage.labels().length > 0")
        return seen

    yield open_page
    for context in contexts:
        context.close()
