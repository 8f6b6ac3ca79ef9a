from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.views.document import Document
from kg.views.page import is_our_page
from tests.views.samples import HOSTILE


class Sheet(Document):
    """A page with data and a script of its own."""

    def data(self) -> Mapping[str, Any]:
        return {"said": HOSTILE}

    def code(self) -> list[str]:
        return ["'use strict';"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_says_its_title_and_note_in_a_file_that_we_may_replace(tmp_path: Path, language: str) -> None:
    page = Document("Invented", language=language, note="All of it.")
    path = page.write_html(tmp_path / "page.html")
    html = path.read_text("utf-8")
    assert f'<html lang="{language}">' in html
    assert '<h1 dir="auto">Invented</h1>' in html
    assert "All of it." in html
    assert is_our_page(path)


def test_a_page_without_scripts_allows_none() -> None:
    html = Document("Invented").generate_html()
    assert "default-src 'none'" in html
    assert "script" not in html


def test_a_page_with_a_script_allows_that_one_only() -> None:
    html = Sheet("Invented").generate_html()
    assert len(re.findall(r"script-src 'sha256-[^' ]+';", html)) == 1
    assert html.count("<script") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_leaves_its_place(text: str) -> None:
    html = Sheet(text, note=text).generate_html()
    assert html.count("<script") == html.count("</script>") == 2
    assert not re.search(r"<(img|svg|iframe)", html)
    html.encode("utf-8")


def test_a_language_without_texts_is_refused() -> None:
    with pytest.raises(UsageError, match="not in 'xx'"):
        Document("Invented", language="xx")


def test_a_notebook_gets_a_frame_that_may_not_reach_it() -> None:
    shown = Document('In "quotes"', height="300px")._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"' in shown
    assert 'title="In &quot;quotes&quot;"' in shown
    assert 'height="300px"' in shown
