"""The words that rules look for are read from files, and wrong files are refused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import kg.extract
from kg.documents import read_document
from kg.errors import ContentError
from kg.extract import Extractor, read_pack
from kg.extracting import make_reading
from kg.project import Project
from tests.extract.asking import institutions
from tests.extract.making import LANGUAGE, pack, pack_files

PACKAGE = Path(kg.extract.__path__[0])

#: Terms that are English too: names of fields, and months, which texts may have in English.
ALSO_ENGLISH = {"addendum", "april", "editor", "november", "published", "score", "september", "target"}


def write(folder: Path, text: str, name: str = "words.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_no_list_has_a_word_twice() -> None:
    twice = [
        f"{path.name} {name}: {word}"
        for path in pack_files()
        for name, words in lists(read_document(path).values)
        for word in set(words)
        if words.count(word) > 1
    ]
    assert twice == []


def lists(value: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """All lists of words within a document, with the field that they belong to."""
    if isinstance(value, dict):
        for field, inner in value.items():
            yield from lists(inner, str(field))
    elif isinstance(value, list):
        yield name, [word for word in value if isinstance(word, str)]
        for inner in value:
            yield from lists(inner, name)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("venues: [Aula]\nvenus: [Balai]\n", 2, "venus"),
        ("venues: [Aula]\nhonorifics: Bapak\n", 2, "honorifics"),
        ("cues:\n  signs: [meneken]\n  sings: [menyanyi]\n", 3, "sings"),
        ("agreements:\n  treaty: [Traktat]\n", 2, "treaty"),
        ("offices:\n  - {role: Bupati, words: [], of: regency}\n  - {role: Camat, of: any}\n", 3, "words"),
        ("offices:\n  - {role: Bupati, words: [Bupati], of: regency, speak: true}\n", 2, "speak"),
        ("assessment:\n  scores: [nilai]\n", 2, "scores"),
        ("venues:\n  - Aula\n  - [Balai]\n", 3, "venues"),
        ("venues: [Aula\n", 2, "not valid YAML"),
        ("venues: [Aula]\nvenues: [Balai]\n", 2, "venues"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ContentError, match=re.escape(said)) as raised:
        read_pack([*pack_files(), path])
    assert (raised.value.path, raised.value.line) == (path, line)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_pack([tmp_path / "nowhere.yaml"])


def test_a_word_that_a_project_adds_is_found(tmp_path: Path, extractor: Extractor) -> None:
    (tmp_path / "extract").mkdir()
    forum = "institutions:\n  - {name: Forum Sungai Ciliwung, kind: other, words: [FSC]}\n"
    write(tmp_path / "extract", forum)
    text = "Rapat itu digelar FSC kemarin."
    assert institutions(extractor, text) == []
    assert institutions(make_reading(Project(tmp_path)).extractor, text) == ["Forum Sungai Ciliwung"]


def test_what_a_project_adds_takes_nothing_away(tmp_path: Path) -> None:
    added = write(tmp_path, "venues: [Saung]\ncues:\n  signs: [membubuhkan cap]\n")
    longer = read_pack([*pack_files(), added])
    assert set(longer.venues) == {*pack().venues, "Saung"}
    assert set(longer.cues["signs"]) == {*pack().cues["signs"], "membubuhkan cap"}
    assert longer.offices == pack().offices


def test_a_single_value_of_a_project_replaces_that_of_the_subject(tmp_path: Path) -> None:
    added = write(tmp_path, "focus: Komisi Pemberantasan Korupsi\n")
    assert read_pack([*pack_files(), added]).focus == "Komisi Pemberantasan Korupsi"


def terms_of(value: Any) -> Iterator[str]:
    """All words of files, but for keys and for what English names: kinds, levels."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from terms_of(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from terms_of(inner)


def long_terms() -> set[str]:
    dumped = pack().model_dump(exclude={"focus"})
    english = {office.of for office in pack().offices} | {body.kind for body in pack().bodies}
    english |= {i.kind for i in pack().institutions} | {b.kind for b in pack().branches} | set(pack().levels)
    words = {term.lower() for term in terms_of(dumped)} - english
    return {word for word in words if len(word) > 4 and word.isalpha()} - ALSO_ENGLISH


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The text in a module's code, without what explains it."""
    tree = ast.parse(path.read_text("utf-8"))
    explained = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explained:
            yield node.lineno, node.value


def test_rules_hold_no_word_of_the_language() -> None:
    terms = long_terms()
    found = [
        f"{path.name}:{line}: {word}"
        for path in sorted(PACKAGE.glob("*.py"))
        for line, text in literals(path)
        for word in re.findall(r"[^\W\d_]+", text.lower())
        if word in terms
    ]
    assert found == []


def test_the_files_of_the_language_are_complete_by_themselves() -> None:
    own = [path for path in sorted(LANGUAGE.glob("*.yaml")) if path.name != "dates.yaml"]
    assert own
    assert read_pack(own).offices


def test_an_office_held_in_nothing_known_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "venues: [Aula]\noffices:\n  - {role: Camat, words: [Adipati], of: regncy}\n")
    with pytest.raises(
        ContentError, match=r"'regncy' is no level of region.*Did you mean 'regency'"
    ) as caught:
        read_pack([*pack_files(), path])
    assert (caught.value.path, caught.value.line) == (path, 3)
