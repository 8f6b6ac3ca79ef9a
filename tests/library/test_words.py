"""Words of pages for columns and for texts that questions write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.library import load_words


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "words.yaml").write_text(text, "utf-8")
    return folder


def test_words_of_a_later_folder_add_to_those_of_an_earlier_one(tmp_path: Path) -> None:
    first = written(tmp_path / "a", "id: {headings: {role: Jabatan, day: Hari}, values: {full: definitif}}")
    later = written(tmp_path / "b", "id: {headings: {role: Posisi}}\nen: {headings: {role: Post}}")
    words = load_words([first, later, tmp_path / "none"], "id")
    assert words.headings == {"role": "Posisi", "day": "Hari"}
    assert words.value("full") == "definitif"
    assert words.value("fully") == "fully"
    assert load_words([first], "en").headings == {}


def test_dots_stand_for_whatever_else_is_there(tmp_path: Path) -> None:
    said = "stood in for ...: mewakili ..., stood in for: mewakili, ... (announced): ... (rencana)"
    folder = written(tmp_path, f"id: {{values: {{{said}}}}}")
    words = load_words([folder], "id")
    assert words.value("stood in for Ana Rekaan") == "mewakili Ana Rekaan"
    assert words.value("stood in for") == "mewakili"
    assert words.value("stood in for (announced)") == "mewakili (rencana)"
    assert words.value("signed (announced)") == "signed (rencana)"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id:\n  values: {...: Selebihnya}", "words.yaml:2: '...' alone stands for every text"),
        ("en: {}\nid:\n  heading: {a: b}", "words.yaml:3: unknown key 'heading'. Did you mean 'headings'?"),
        ("id:\n  values: [a]", "words.yaml:2: 'values' must map words to words"),
        ("id: [a]", "words.yaml:1: 'id' must hold headings and values"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_words([written(tmp_path, text)], "id")
    assert says in str(caught.value)
