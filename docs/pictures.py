"""Takes the pictures of the README: pages of the bundled data, as a browser shows them.

Run it with `make pictures` after a page has changed its looks. Pictures differ from browser to browser by
single points, so nothing compares them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

import kg

_FOLDER = Path(__file__).parent / "images"
_SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Build the bundled data, write two pages and photograph them."""
    browser_path = shutil.which(os.environ.get("KG_CHROMIUM") or "chromium")
    _FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made, kg.open(made) as graph, sync_playwright() as playwright:
        graph.load_bundled()
        graph.build()
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport=_SIZE)
        network = graph.view("Mokhammad Najih").write_html(Path(made) / "network.html")
        page.goto(network.as_uri())
        _choose(page, "Mokhammad Najih")
        page.screenshot(path=_FOLDER / "network.png")
        scores = graph.map().write_html(Path(made) / "map.html")
        page.goto(scores.as_uri())
        page.wait_for_timeout(500)
        page.screenshot(path=_FOLDER / "map.png")
        browser.close()


def _choose(page: Page, name: str) -> None:
    """Find a name on a network page, so that its facts stand beside the picture."""
    page.fill("#search", name)
    page.click("#suggestions [role=option]")
    page.wait_for_timeout(1_000)


if __name__ == "__main__":
    main()
