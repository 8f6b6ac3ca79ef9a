from __future__ import annotations

from pathlib import Path

import pytest

from kg.ontology import lint_ontology, load_ontology
from kg.ontology.lint import ENGINE_NAMES, RESERVED_WORDS, STRUCTURAL_NAMES
from tests.ontology.small import BODY, FILES, HOLDS, PERSON, line_of, write

#: Where the type of `first_seen` stands.
SECOND_DATE = "    type: date\n    partial: true\n    agg"


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "message"),
    [
        ("HOLDS", "to: Body}", "to: Bdoy}", "joins:", "node concept 'Bdoy'. Did you mean 'Body'?"),
        ("HOLDS", "to: Body}]", "to: Body}, {from: Person, to: Body}]", "joins:", "Person to Body stands"),
        ("HOLDS", "joins:", "continues: [{later: {kind: minstry}, earlier: {}, confidence: 0.5}]\njoins:",
         "continues", "Did you mean 'ministry'?"),
        ("HOLDS", "of: seen_on", "of: seen", "aggregate:", "Did you mean 'seen_on'?"),
        ("HOLDS", "by: min", "by: count", SECOND_DATE, "count of seen_on is one value of type integer"),
        ("HOLDS", "by: min", "by: among", "aggregate:", "`words` goes with `by: among`"),
        ("HOLDS", "joins:", "maps_to: {ftm_links: {Employment: [a]}}\njoins:", None, "ftm_links"),
        ("Body", "view:", "maps_to: {ftm_links: {Employment: [a, b]}}\nview:", "maps_to:",
         "`ftm_links` is for edges"),
        ("HOLDS", "by: min", "by: min, words: [Mayor]", "aggregate:", "`words` goes with `by: among`"),
        ("HOLDS", "by: min", "by: min, also: {Mayor: [Maire]}", "aggregate:", "'Mayor' is not among"),
        ("HOLDS", "    partial: true\n", "", "    partial: true", "`partial` must be as in seen_on"),
        ("HOLDS", "  seen_on:", "  name:", "  name:", "edges have no name"),
        ("HOLDS", "partial: true\n    multiple: true", "type_: 1", "type_", "unknown key"),
        ("Person", "alternatives: aliases", "alternatives: alias", "alternatives:", "mean 'aliases'?"),
        ("Person", "    multiple: true\n", "", "alternatives:", "'aliases' must be `multiple`"),
        ("Person", "alternatives: aliases", "chosen_with: alias", "chosen_with:", "mean 'aliases'?"),
        ("Person", "alternatives: aliases", "chosen_with: aliases", "chosen_with:", "with one value each"),
        ("Person", "{name}", "{nmae}", "name_pattern", "Did you mean 'name'?"),
        ("Person", "{name}", "{aliases}", "name_pattern", "'aliases' has several values"),
        ("Person", "{name}", "{name", "name_pattern", "name_pattern: "),
        ("Person", "edge: HOLDS", "edge: HOLD", "when:", "no edge concept 'HOLD'. Did you mean 'HOLDS'?"),
        ("Person", "edge: HOLDS", "edge: PART_OF", "when:", "no PART_OF starts from Person"),
        ("Person", "[ministry]", "[minstry]", "when:", "Did you mean 'ministry'?"),
        ("Person", "  Official:", "  Body:", "  Body:", "Body is a concept"),
        ("Person", "  Official:", "  Where:", "  Where:", "'Where' is a word of Cypher"),
        ("Person", "  Official:", "  a_label:", "  a_label:", "labels are called like Official"),
        ("Person", "\nsame_when", "\n    any_of: [{}]\nsame_when", "any_of", "an empty condition"),
        ("Person", '"key(name)"', '"key(nam)"', "same_when", "no property 'nam'. Did you mean 'name'?"),
        ("Person", '"key(name)"', '"lower(name)"', "same_when", "'lower(name)' cannot be compared"),
        ("Person", '["key(name)"]', "[]", "same_when", "would make all entities one"),
        ("Body", "edge: PART_OF, to: Body", "edge: HOLDS, to: Body", "- {edge", "HOLDS does not join"),
        ("Body", "edge: PART_OF, to: Body", "edge: PART_OFF, to: Body", "- {edge", "Did you mean 'PART_OF'?"),
        ("Body", "edge: PART_OF, to: Body", "edge: PART_OF, to: Boddy", "- {edge", "Did you mean 'Body'?"),
        ("Body", "by: code,", "by: coed,", "- {edge", "no property of Body 'coed'. Did you mean 'code'?"),
        ("Body", "when: {kind: ministry}", "when: {kind: minstry}", "- {edge", "Did you mean 'ministry'?"),
        ("Body", "when: {kind: ministry}", "unless: {kinds: ministry}", "- {edge", "Did you mean 'kind'?"),
        ("Body", "    type: string\n", "    type: number\n", "one_of", "`one_of` is for words"),
        ("Body", "[ministry, company]", "[ministry, company, company]", "one_of", "names a value twice"),
        ("Body", "    type: code\n", "    type: entity\n", "  code:", "needs `to:`"),
        ("Body", "    type: code\n", "    type: code\n    to: Body\n", "    to: Body", "`to` is for"),
        ("Body", "    type: code\n", "    type: entity\n    to: Bod\n", "    to: Bod\n", "'Body'?"),
        ("Body", "    type: code\n", "    type: code\n    partial: true\n", "partial", "for dates"),
        ("Body", "    type: code\n", "    type: code\n    identifying: true\n", "identifying", "for edges"),
        ("Body", "  name:\n    type: text", "  name:\n    type: string", "  name:", "of type text"),
        ("Body", "  code:", "  Code:", "  Code:", "properties are called like signed_on"),
        ("Body", '"#0072B2", shape: square', '"#d55e00", shape: dot', None, "looks like Body"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named_with_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, at: str | None, message: str
) -> None:
    text = FILES[file].replace(old, new, 1)
    assert text != FILES[file]
    found = [error for error in lint_ontology([write(tmp_path, **{file: text})]) if message in str(error)]
    assert found, lint_ontology([tmp_path])
    if at is not None:
        assert found[0].path == tmp_path / f"{file}.yaml"
        assert found[0].line == line_of(text, at)


@pytest.mark.parametrize(
    ("name", "colour", "extra", "message"),
    [
        ("Aduan", "#D55E00", "", "looks like Person: change colour or shape"),
        ("PErson", "#000000", "", "PErson and Person differ in capitals only"),
        ("Aduan", "#000000", "number", "'score' is number here and integer in Person; give it one type"),
    ],
)
def test_of_two_that_do_not_go_together_the_one_of_the_later_folder_is_wrong(
    tmp_path: Path, name: str, colour: str, extra: str, message: str
) -> None:
    score = "  score:\n    type: {}\n    label: {{en: Score, id: Nilai}}\n    description: A score.\n"
    builtin = write(
        tmp_path / "builtin", Person=PERSON.replace("labels:\n", score.format("integer") + "labels:\n")
    )
    own = PERSON[: PERSON.index("labels:")].replace("concept: Person", f"concept: {name}", 1)
    own += (score.format(extra) if extra else "") + f'view: {{colour: "{colour}", shape: dot}}\n'
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / f"{name}.yaml").write_text(own, "utf-8")
    [error] = lint_ontology([builtin, tmp_path / "own"])
    assert message in str(error)
    assert error.path == tmp_path / "own" / f"{name}.yaml"


def test_a_schema_of_another_vocabulary_means_one_edge(tmp_path: Path) -> None:
    mapped = "maps_to: {ftm_links: {Employment: [employee, employer]}}\njoins:"
    texts = {name: FILES[name].replace("joins:", mapped, 1) for name in ("HOLDS", "PART_OF")}
    [error] = lint_ontology([write(tmp_path, **texts)])
    assert "Employment is read as HOLDS: take it out there." in str(error)
    assert error.path == tmp_path / "PART_OF.yaml"


@pytest.mark.parametrize("name", sorted(ENGINE_NAMES.keys() | STRUCTURAL_NAMES | RESERVED_WORDS))
def test_names_that_mean_something_else_to_a_store_are_refused(tmp_path: Path, name: str) -> None:
    text = BODY.replace("  code:\n", f"  {name}:\n").replace("by: code", f"by: {name}")
    errors = lint_ontology([write(tmp_path, Body=text)])
    assert [error.line for error in errors] == [line_of(text, f"  {name}:\n")]
    assert repr(name) in str(errors[0])


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("human", "node", "node concepts are called like Person"),
        ("Human_2", "node", "node concepts are called like Person"),
        ("End", "node", "'End' is a word of Cypher"),
        ("Joins", "edge", "edge concepts are called like PART_OF"),
        ("RETURN", "edge", "'RETURN' is a word of Cypher"),
        ("Holds", "node", "differ in capitals only"),
    ],
)
def test_names_of_concepts_need_no_backticks(tmp_path: Path, name: str, kind: str, message: str) -> None:
    node = PERSON.split("labels:")[0] + 'view: {colour: "#000000", shape: star}\n'
    text = HOLDS.replace("HOLDS", name, 1) if kind == "edge" else node.replace("Person", name, 1)
    more = tmp_path / "more"
    more.mkdir()
    (more / f"{name}.yaml").write_text(text, "utf-8")
    errors = lint_ontology([write(tmp_path / "small"), more])
    assert [message in str(error) for error in errors] == [True], errors


def test_a_label_belongs_to_one_concept(tmp_path: Path) -> None:
    labels = PERSON[PERSON.index("labels:") : PERSON.index("same_when:")]
    errors = lint_ontology([write(tmp_path, Body=BODY.replace("view:", labels + "view:"))])
    assert any("label Official stands also in Body" in str(error) for error in errors)


def test_a_number_has_one_type_under_one_name(tmp_path: Path) -> None:
    extra = "  score:\n    type: {}\n    label: {{en: Score, id: Nilai}}\n    description: A score.\n"
    body = BODY.replace("  code:\n", extra.format("number") + "  code:\n")
    person = PERSON.replace("labels:\n", extra.format("integer") + "labels:\n")
    errors = lint_ontology([write(tmp_path, Body=body, Person=person)])
    assert ["'score' is integer here and number in Body" in str(error) for error in errors] == [True]


def test_a_concept_is_found_by_name_or_with_a_hint(tmp_path: Path) -> None:
    ontology = load_ontology([write(tmp_path)])
    assert ontology.concept("HOLDS").name == "HOLDS"
    assert ontology.node("Official").name == "Person"
    with pytest.raises(Exception, match=r"There is no concept 'persn'. Did you mean 'Person'"):
        ontology.concept("persn")
    with pytest.raises(Exception, match="HOLDS is an edge concept"):
        ontology.node("HOLDS")


def test_all_errors_are_listed_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    person = PERSON.replace("edge: HOLDS", "edge: X").replace("alternatives: aliases", "alternatives: x")
    errors = lint_ontology([write(tmp_path, Person=person, HOLDS=HOLDS.replace("of: seen_on", "of: x"))])
    places = [(error.path.name, error.line) for error in errors if isinstance(error.path, Path)]
    assert places == sorted(places)
    assert len(errors) == 3
