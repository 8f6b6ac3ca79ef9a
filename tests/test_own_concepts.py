"""A project with concepts of its own: they are found, named and shown like those that come with kg."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import ContentError, LedgerError, NotFound, StoreError
from kg.workspace import Workspace

COMPLAINT = """\
concept: Complaint
kind: node
label: {en: Complaint, id: Pengaduan}
plural: {en: Complaints, id: Pengaduan}
description: What somebody complained of, one a file number.
name_pattern: "Complaint {number} {AGAINST}, {lodged_on}"
properties:
  name:
    type: text
    alternatives: aliases
    label: {en: Name, id: Nama}
    description: Its subject, else made from number, body and day.
  aliases:
    type: text
    multiple: true
    label: {en: Other names, id: Nama lain}
    description: Names that were not chosen.
  number:
    type: string
    label: {en: File number, id: Nomor berkas}
    description: As in the register.
  lodged_on:
    type: date
    partial: true
    label: {en: Lodged on, id: Diterima pada}
    description: Day on which it came in.
view: {colour: "#8B0000", shape: star}
"""

AGAINST = """\
concept: AGAINST
kind: edge
label: {en: against, id: terhadap}
description: Body complained of.
joins: [{from: Complaint, to: Institution}]
reads:
  forward: {en: is against, id: terhadap}
  back: {en: is complained of in, id: diadukan dalam}
properties:
  answered:
    type: boolean
    label: {en: Answered, id: Dijawab}
    description: Whether the body answered.
view: {colour: "#8B0000"}
"""

LOADER = '''\
"""Complaints of a register."""

from kg.loading import Build, Loader, Name, PartialDate, Record, Text, say_institution


class Complaint(Record):
    """One complaint."""

    natural_key = ("number",)

    number: Text
    subject: Text | None = None
    lodged_on: PartialDate | None = None
    against: Name | None = None
    answered: bool | None = None


def statements(record: Complaint, build: Build) -> None:
    """Say what the register says."""
    complaint = build.root("Complaint")
    build.say(complaint, "name", record.subject)
    build.say(complaint, "number", record.number)
    build.say(complaint, "lodged_on", record.lodged_on)
    if record.against:
        build.edge("AGAINST", complaint, say_institution(build, record.against), answered=record.answered)


loader = Loader(
    name="complaints",
    version=1,
    description="One complaint.",
    publisher="Example Commission",
    licence="facts",
    address="https://example.org",
    record=Complaint,
    statements=statements,
    source={"title": "Register"},
)
'''

RECORDS = [
    {"number": "1/2024", "lodged_on": "2024-09-03", "against": "Universitas Contoh", "answered": False},
    {"number": "2/2024", "subject": "A lost file", "against": "Universitas Contoh"},
    {"number": "3/2024", "lodged_on": "2024-10"},
]


def write_project(folder: Path) -> None:
    """A folder with these concepts, their loader and a file of records."""
    for kind in ("schema", "loaders", "data"):
        (folder / kind).mkdir(parents=True)
    (folder / "kg.toml").write_text("", "utf-8")
    (folder / "schema" / "Complaint.yaml").write_text(COMPLAINT, "utf-8")
    (folder / "schema" / "AGAINST.yaml").write_text(AGAINST, "utf-8")
    (folder / "loaders" / "complaints.py").write_text(LOADER, "utf-8")
    (folder / "data" / "register.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("commission")
    write_project(folder / "project")
    with kg.open(folder / "project") as graph:
        graph.load([folder / "project" / "data" / "register.jsonl"])
        graph.build()
        yield graph


def test_what_a_project_adds_is_found_by_its_name(graph: Workspace) -> None:
    assert graph.find("A lost file").concept == "Complaint"
    [tie] = graph.entity("a lost file").ties
    assert (tie.verb, tie.other.properties["name"]) == ("is against", "Universitas Contoh")
    assert graph.network("A lost file").number_of_nodes() == 2


def test_a_name_that_nothing_has_is_looked_for_among_them_too(graph: Workspace) -> None:
    with pytest.raises(NotFound, match=r"or Complaint is called 'A lost fil'\. Did you mean 'A lost file'"):
        graph.find("A lost fil")


def test_a_name_is_made_by_its_pattern_also_of_what_edges_lead_to(graph: Workspace) -> None:
    node = graph.find("Complaint 1/2024 Univ. Contoh, 2024-09-03")
    assert node.properties["number"] == "1/2024"
    [fact] = [fact for fact in graph.entity(node.id).facts if fact.property.name == "name"]
    assert len(fact.sources) == 1
    assert graph.find("Complaint 3/2024, 2024-10").concept == "Complaint"


def test_what_an_edge_says_is_not_so_is_told(graph: Workspace) -> None:
    details = {tie.other.properties["name"]: tie.details for tie in graph.entity("Universitas Contoh").ties}
    assert details == {"Complaint 1/2024 Univ. Contoh, 2024-09-03": ("answered: no",), "A lost file": ()}
    assert "dijawab: tidak" in graph.report("Universitas Contoh", language="id").generate_html()


def test_columns_named_like_its_properties_are_headed_by_their_labels(graph: Workspace) -> None:
    query = "MATCH (c:Complaint) RETURN c.lodged_on AS lodged_on, c.number AS number"
    for language, headings in (("id", ["Diterima pada", "Number"]), ("en", ["Lodged on", "Number"])):
        # Agreements have a number, too, of which the label is another.
        assert [column.label for column in graph.table(query, language=language).columns] == headings


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('root("Complaint")', 'root("Complain")', "no concept 'Complain'. Did you mean 'Complaint'?"),
        ('edge("AGAINST"', 'edge("AGAINTS"', "there is no concept 'AGAINTS'. Did you mean 'AGAINST'?"),
        ('"number", record', '"numbr", record', "Complaint has no property 'numbr'. Did you mean 'number'?"),
        (
            "complaint, say_institution(build, record.against),",
            "say_institution(build, record.against), complaint,",
            "AGAINST joins Complaint to Institution, and not Institution to Complaint, unless AGAINST.yaml",
        ),
        ("record.lodged_on)", "record.lodged)", "AttributeError: 'Complaint' object has no attribute"),
    ],
)  # fmt: skip
def test_a_loader_that_fails_is_named_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    write_project(tmp_path / "project")
    loader, text = tmp_path / "project" / "loaders" / "complaints.py", LOADER.replace(old, new)
    loader.write_text(text, "utf-8")
    with kg.open(tmp_path / "project") as graph, pytest.raises(ContentError) as caught:
        graph.load([tmp_path / "project" / "data" / "register.jsonl"])
    assert (caught.value.path, caught.value.line) == (loader, text[: text.index(new)].count("\n") + 1)
    assert "line 1 of " in str(caught.value)
    assert says in str(caught.value)


def test_a_value_that_the_schema_does_not_allow_sets_the_record_aside(tmp_path: Path) -> None:
    write_project(tmp_path / "project")
    loader = tmp_path / "project" / "loaders" / "complaints.py"
    loader.write_text(LOADER.replace("PartialDate | None", "Text | None"), "utf-8")
    records = tmp_path / "project" / "data" / "register.jsonl"
    records.write_text(json.dumps({"number": "1", "lodged_on": "early in the year"}), "utf-8")
    with kg.open(tmp_path / "project") as graph:
        [report] = [each for each in graph.load([records]) if each.kind == "complaints"]
    [issue] = report.issues
    assert (issue.line, issue.field, issue.reason) == (1, "lodged_on", "'early in the year' is not a date")
    assert "write it like 2024-09-03" in issue.remedy


def test_a_concept_that_records_need_is_missed_when_its_file_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    write_project(folder)
    with kg.open(folder) as graph:
        graph.load([folder / "data" / "register.jsonl"])
        graph.build()
    for name in ("AGAINST", "Complaint"):
        (folder / "schema" / f"{name}.yaml").unlink()
    with kg.open(folder) as graph:
        with pytest.raises(
            StoreError, match=r"-\[AGAINST\]-> institution-.*, and the schema lacks one .* `kg build`"
        ):
            graph.entity("Universitas Contoh")
        with pytest.raises(
            LedgerError, match=r"lacks: AGAINST \(2\), Complaint \(3\)\. .*`kg withdraw data/register.jsonl`"
        ):
            graph.build()
        graph.withdraw(["data/register.jsonl"])
        graph.build()
        with pytest.raises(NotFound):
            graph.entity("Universitas Contoh")
