from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from kg.errors import ContentError
from kg.extracting import METHOD, make_reading
from kg.extracting.making import day_of
from kg.project import Project
from kg.readers.articles import BadDocument, Document
from tests.extract.test_hostile import word

SIGNED = (
    "Ketua Ombudsman RI, Rahmat Contoh, dan Bupati Paser, Siti Contoh, menandatangani nota kesepahaman "
    "di Tanah Grogot, Selasa (3/9/2024)."
)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_an_empty_folder_is_enough_to_read_an_article(tmp_path: Path) -> None:
    reading = make_reading(Project(tmp_path))
    found = reading.extractor.extract(SIGNED)
    signed = {person["name"] for person in found.agreements[0]["signatories"]}
    assert signed == {"Rahmat Contoh", "Siti Contoh"}
    assert reading.method == METHOD
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("file", ["loaders/extract.yaml", "extract/offices.yaml"])
def test_words_of_a_project_are_added_to_those_that_are_there(tmp_path: Path, file: str) -> None:
    text = SIGNED.replace("Bupati Paser", "Adipati Paser")
    before = make_reading(Project(tmp_path))
    write(tmp_path / file, "offices:\n  - {role: Bupati, words: [Adipati], of: regency_government}\n")
    after = make_reading(Project(tmp_path))
    roles = [[p["role"] for p in way.extractor.extract(text).people] for way in (before, after)]
    assert roles[0][0] == roles[1][0] == "Ketua"
    assert "Bupati" not in roles[0]
    assert "Bupati" in roles[1]
    assert before.fingerprint != after.fingerprint


def test_a_wrong_word_list_is_refused_with_file_and_line(tmp_path: Path) -> None:
    write(tmp_path / "extract" / "mine.yaml", "honorifics: [Bapak]\nhonours: [Ibu]\n")
    with pytest.raises(ContentError, match=r"mine\.yaml:2: honours"):
        make_reading(Project(tmp_path))


def test_the_fingerprint_stays_while_nothing_that_facts_depend_on_changes(tmp_path: Path) -> None:
    first = make_reading(Project(tmp_path)).fingerprint
    write(tmp_path / "queries" / "mine.cypher", "// nothing")
    assert make_reading(Project(tmp_path)).fingerprint == first
    office = {"name": "Siti Contoh", "role": "Bupati", "institution": "x", "seen_on": ["2024-09-03"]}
    write(tmp_path / "data" / "offices.jsonl", json.dumps(office) + "\nno record\n{}\n")
    assert make_reading(Project(tmp_path)).fingerprint != first


def test_people_that_a_project_has_seen_in_office_tell_the_year(tmp_path: Path) -> None:
    text = SIGNED.replace("Selasa (3/9/2024)", "Selasa (3/9)")
    assert make_reading(Project(tmp_path)).extractor.extract(text).agreements[0]["signed_on"] is None
    days = ["2024-03-01", "2025-02-30", "2024", None, 7, "2025-02-01"]
    office = {"name": "SITI CONTOH", "role": "Bupati", "institution": "x", "seen_on": days}
    write(tmp_path / "data" / "offices.jsonl", json.dumps(office) + "\n")
    assert make_reading(Project(tmp_path)).extractor.extract(text).agreements[0]["signed_on"] == "2024-09-03"


def test_a_project_can_be_sent_to_another_process(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert project.config == {}
    assert pickle.loads(pickle.dumps(project)) == project


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-09-03", "2024-09-03"),
        ("2024-09-03T23:15:00+07:00", "2024-09-03"),
        ("2024-09", None),
        (None, None),
    ],
)
def test_the_day_of_a_publication(published: str | None, day: str | None) -> None:
    found = day_of(published)
    assert (found.isoformat() if found else None) == day


def test_what_can_be_no_single_article_is_told_with_what_to_do(tmp_path: Path) -> None:
    told = "Ombudsman RI dan Bank {0} menandatangani MoU. Hadir Rektor Siti {0}.\n"
    text = "".join(told.format(word(i)) for i in range(300))
    bad = make_reading(Project(tmp_path)).facts(Document("archive.txt", text, "text", "0" * 64))
    assert isinstance(bad, BadDocument)
    assert "people who took part, more than one article can" in bad.reason
    assert bad.remedy == "save each article as a file of its own"
