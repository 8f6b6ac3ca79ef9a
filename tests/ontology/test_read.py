from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.ontology import lint_ontology, load_ontology
from tests.ontology.small import PERSON, line_of, write


def problem(folder: Path) -> ContentError:
    """The one thing that is wrong."""
    errors = lint_ontology([folder])
    assert len(errors) == 1, errors
    return errors[0]


def test_the_small_ontology_is_sound(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert lint_ontology([folder]) == []
    ontology = load_ontology([folder])
    assert list(ontology.nodes) == ["Body", "Person"]
    assert list(ontology.edges) == ["HOLDS", "PART_OF"]
    assert ontology.nodes["Person"].line_of("properties", "aliases", "multiple") == 15
    assert ontology.nodes["Person"].properties["aliases"].line == 13


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("plural:", "plurall:", "plurall", "unknown key 'plurall' in this concept. Did you mean 'plural'?"),
        (
            "    multiple: true",
            "    mutiple: true",
            "mutiple",
            "unknown key 'mutiple' in properties.aliases. Did you mean 'multiple'?",
        ),
        (
            "type: text\n    alt",
            "type: txet\n    alt",
            "txet",
            "properties.name.type: 'txet' is not known. Did you mean 'text'?",
        ),
        (
            "{en: Name, id: Nama}",
            "{en: Name}",
            "{en: Name}",
            "key 'id' (the Indonesian text) is missing in properties.name.label",
        ),
        (
            "{en: Name, id: Nama}",
            "{id: Nama}",
            "{id: Nama}",
            "key 'en' (the English text) is missing in properties.name.label",
        ),
        (
            "label: {en: Person, id: Orang}",
            "label: {en: Person, id: ''}",
            "label:",
            "label.id: string should have at least 1 character",
        ),
        (
            "label: {en: Person, id: Orang}",
            "label: {en: Person, id: Orang, fr: X}",
            "label:",
            "unknown key 'fr' in label",
        ),
        ("description: A human being.\n", "", "concept:", "key 'description' is missing in this concept"),
        ('"#D55E00"', '"orange"', "view:", "view.colour: 'orange' is not a colour; write it like '#0072B2'"),
        ("shape: dot", "shape: dots", "view:", "view.shape: 'dots' is not known. Did you mean 'dot'?"),
        (
            "{edge: HOLDS, inst",
            "{edges: HOLDS, inst",
            "when:",
            "unknown key 'edges' in labels.Official.when. Did you mean 'edge'?",
        ),
        ("kind: node", "kind: nod", "kind:", "`kind:` must be node or edge"),
        ("    multiple: true", "    multiple: 12", "multiple:", "properties.aliases.multiple:"),
        ("    multiple: true", "    name: other", "name: other", "unknown key 'name' in properties.aliases"),
        ("kind: node", "kind: node\nlines: {}", "lines:", "unknown key 'lines' in this concept"),
        (
            "concept: Person",
            "concept: Persona",
            "concept:",
            "the file of concept Persona must be called Persona.yaml",
        ),
    ],
)
def test_a_broken_file_is_refused_with_line_and_remedy(
    tmp_path: Path, old: str, new: str, at: str, message: str
) -> None:
    text = PERSON.replace(old, new, 1)
    assert text != PERSON
    folder = write(tmp_path, Person=text)
    found = [error for error in lint_ontology([folder]) if message in str(error)]
    assert [error.line for error in found] == [line_of(text, at)], lint_ontology([folder])
    assert found[0].path == folder / "Person.yaml"
    with pytest.raises(ContentError, match=r"Person\.yaml:"):
        load_ontology([folder])


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "description: A human being.",
            "description: A human being.\nkind: node",
            6,
            "key 'kind' stands twice here, first in line 2",
        ),
        (
            "    multiple: true",
            "    multiple: true\n    type: text",
            16,
            "key 'type' stands twice here, first in line 14",
        ),
        ("label: {en: Person", "label: &label {en: Person", None, None),
        ("plural: {en: People, id: Orang}", "plural: {en: [People, id: Orang}", 4, "is not valid YAML"),
        ("plural: {en: People, id: Orang}", "plural: a: b", 4, "is not valid YAML"),
        ("plural: {en: People, id: Orang}", "? [a]\n: b", 4, "a key must be a plain word"),
    ],
)
def test_yaml_is_read_strictly(
    tmp_path: Path, old: str, new: str, line: int | None, message: str | None
) -> None:
    folder = write(tmp_path, Person=PERSON.replace(old, new, 1))
    if message is None:
        assert lint_ontology([folder]) == []
        return
    error = problem(folder)
    assert message in str(error)
    assert error.line == line


def test_an_alias_is_refused_even_when_it_contains_itself(tmp_path: Path) -> None:
    for text in ("a: &x {b: 1}\nc: *x\n", "a: &x [*x]\n"):
        error = problem(write(tmp_path, Person=text))
        assert "anchors and aliases are not used here" in str(error)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must be one mapping"),
        (b"- a\n", "must be one mapping"),
        (b"a: b\n---\nc: d\n", "a second document begins here"),
        (b"concept: \xff\n", r"is not UTF-8 \(byte 10\)"),
        (b"concept: a\x00b\n", "is not valid YAML"),
        # Some versions of the parser give up on their own at such a depth.
        (b"[" * 100_000, "must be one mapping|exceeded maximum nesting depth"),
        (b"a: " + b"[" * 100_000, "is nested too deep|exceeded maximum nesting depth"),
        (b"- " * 100_000, "must be one mapping"),
        (b"a:\n" + b"".join(b" " * n + b"b:\n" for n in range(1, 60)), "is nested too deep"),
    ],
)
def test_what_is_no_yaml_mapping_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    folder = write(tmp_path)
    (folder / "Person.yaml").write_bytes(content)
    assert re.search(message, str(problem(folder)))


def test_windows_files_with_a_byte_order_mark_are_read_with_the_same_lines(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "Person.yaml").write_bytes(b"\xef\xbb\xbf" + PERSON.replace("\n", "\r\n").encode())
    assert load_ontology([folder]).nodes["Person"].line_of("properties", "aliases") == 13


def test_words_that_yaml_takes_for_truth_values_are_keys_like_others(tmp_path: Path) -> None:
    text = PERSON.replace("  aliases:\n", "  on:\n", 1).replace("alternatives: aliases", "alternatives: on")
    assert "on" in load_ontology([write(tmp_path, Person=text)]).nodes["Person"].properties


def test_a_later_folder_replaces_a_whole_concept(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a"), tmp_path / "b"
    second.mkdir()
    (second / "Person.yaml").write_text(PERSON.replace("A human being.", "Somebody."), "utf-8")
    ontology = load_ontology([first, second])
    assert ontology.nodes["Person"].description == "Somebody."
    assert ontology.nodes["Person"].path == second / "Person.yaml"
    assert len(ontology.nodes) == 2


def test_a_file_that_is_replaced_need_not_be_sound(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a", Person="]"), write(tmp_path / "b")
    assert lint_ontology([first, second]) == []


def test_hidden_copies_of_editors_are_passed_over_and_yml_is_not(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / ".#Person.yaml").write_text("]")
    (folder / "README.md").write_text("]")
    assert lint_ontology([folder]) == []
    (folder / "Person.yaml").rename(folder / "Person.yml")
    assert "must end in .yaml" in str(problem(folder))


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read: No such file"):
        load_ontology([tmp_path / "nowhere"])


def test_loading_names_the_first_error_and_counts_the_rest(tmp_path: Path) -> None:
    folder = write(tmp_path, Person=PERSON.replace("plural", "plurall"), HOLDS="]")
    with pytest.raises(
        ContentError, match=r"HOLDS.yaml:1: is not valid YAML.*\n2 more; `kg schema lint`"
    ) as caught:
        load_ontology([folder])
    assert caught.value.line == 1
