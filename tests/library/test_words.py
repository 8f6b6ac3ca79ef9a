"""Words of pages for columns and for texts that questions write."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.library import Library, load_words


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


QUESTION = """\
// title: Complaints by body
// description: How many complaints there are.
// why: It shows where to look.
// topic: complaints
// columns:
//   body: {type: text, help: The body}
//   complaints: {type: integer, help: How many}
//   size: {type: text, help: How large}
// key: [body]
// translations: {id: {title: Pengaduan, description: Jumlah pengaduan., headings: {size: Ukuran}}}
MATCH (i:Institution)<-[:AGAINST]-(c)
WITH i.name AS body, count(c) AS complaints
RETURN body, complaints, CASE WHEN complaints > 9 THEN 'very many' ELSE 'few' END AS size
ORDER BY body
"""
ENOUGH = "id: {headings: {body: Lembaga, complaints: Pengaduan}, values: {very many: banyak sekali}}"


def linted(folder: Path, words: str) -> list[str]:
    (written(folder, words) / "complaints.cypher").write_text(QUESTION, "utf-8")
    found = Library([folder]).lint()
    return [f"{path.name}:{finding}" for path, findings in found.items() for finding in findings]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "id:\n  heading: {a: b}",
            "words.yaml:2:1: words.yaml: unknown key 'heading'. Did you mean 'headings'?",
        ),
        ("id: [", "words.yaml:2:1: words.yaml: is not valid YAML: did not find expected node content."),
        (
            f"{ENOUGH}\nind: {{}}",
            "words.yaml:2:1: words.yaml: there are no pages in 'ind'. Write instead: en or id",
        ),
        (
            f"{ENOUGH}\nen:\n  headings: {{complaintz: A}}",
            "words.yaml:3:1: headings: no question has a column 'complaintz'. Write instead: 'complaints'",
        ),
        (
            f"{ENOUGH}\nen:\n  values: {{very may: A}}",
            "words.yaml:3:1: values: no question has a text 'very may'. Write instead: 'very many'",
        ),
        (
            ENOUGH.replace(", complaints: Pengaduan", ""),
            (
                "complaints.cypher:1:1: header: there is no heading in 'id' for the column 'complaints'. "
                "Write instead: one below 'headings' of 'id' in words.yaml"
            ),
        ),
        (
            ENOUGH.replace("very many: ", "few: "),
            (
                "complaints.cypher:13:56: 'very many': there are no words in 'id' for this text. "
                "Write instead: what pages are to say below 'values' of 'id' in words.yaml"
            ),
        ),
    ],
)  # fmt: skip
def test_lint_tells_of_words_that_pages_would_miss(tmp_path: Path, words: str, says: str) -> None:
    assert linted(tmp_path, words) == [says]


@pytest.mark.parametrize("more", ["", "\nen: {headings: {of_free_cypher: A}, values: {very many of all: B}}"])
def test_lint_finds_nothing_wrong_with_words_for_what_is_not_in_a_file(tmp_path: Path, more: str) -> None:
    assert linted(tmp_path, ENOUGH + more) == []
