"""What no source says is no reason to leave out what is known, nor to take it for done. All is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.judging import judge
from kg.workspace import Workspace
from tests.cli.records import agreement, write_lines

BODY = "Perkumpulan Contoh"
#: Neither the status of the agreement nor the kind of the body is known: other programs may not tell.
EDGES = f"""source,source_concept,relation,target,target_concept
{BODY},Institution,PARTY_TO,Naskah Contoh,Agreement
"""


@pytest.fixture(scope="module")
def unsaid(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder: Path = tmp_path_factory.mktemp("unsaid")
    (folder / "edges.csv").write_text(EDGES, "utf-8")
    workspace = kg.open(folder)
    workspace.load([folder / "edges.csv"], "edges", strict=True)
    workspace.build()
    return workspace


@pytest.mark.parametrize(
    ("question", "column", "value"),
    [
        ("who-signed-with-whom", "counterpart", [BODY]),
        ("no-signatory-named", "parties", [BODY]),
        ("signing-matrix", "institution", BODY),
        ("past-term", "counterpart", [BODY]),
        ("agreements-by-year", "with_others", 1),
    ],
)
def test_an_agreement_without_a_status_and_a_party_without_a_kind_are_not_left_out(
    unsaid: Workspace, question: str, column: str, value: Any
) -> None:
    [row] = unsaid.query(question).rows
    assert row[column] == value


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An agreement that was announced, with those who are to sign and to witness it."""
    folder: Path = tmp_path_factory.mktemp("planned")
    mayor = {
        "name": "Rahmat Contoh",
        "role": "Bupati",
        "acting": "Pj",
        "institution": "Pemerintah Kabupaten Paser",
    }
    others = [{"name": f"{name} Contoh", "role": "Ketua", "institution": BODY} for name in ("Siti", "Budi")]
    stood_in = {"principal": "Rani Contoh", "by": "Budi Contoh"}
    parts = {"signatories": [mayor, others[0]], "witnesses": [others[1]], "represented": [stood_in]}
    record = agreement(status="planned", **parts)
    workspace = kg.open(folder)
    workspace.load([write_lines(folder / "mine.jsonl", [record])], strict=True)
    workspace.build()
    return workspace


def test_who_is_to_sign_or_to_witness_a_plan_is_not_said_to_have_done_so(planned: Workspace) -> None:
    for question, asked in (
        ("acting-signatories", {}),
        ("co-signers", {"person": "Rahmat Contoh"}),
        ("witnesses", {}),
        ("signing-pairs", {}),
        ("most-active-people", {}),
    ):
        assert planned.query(question, **asked).rows == []
    [official] = planned.query("officials-of-institution", institution="Pemkab Paser").rows
    assert official["agreements_signed"] == 0
    history = [row["what"] for row in planned.query("person-history", person="Rahmat Contoh").rows]
    assert sorted(history) == ["held office", "signed (announced)"]
    [stand_in] = planned.query("stand-ins").rows
    assert stand_in["took_part_as"] == ["witnessed (announced)"]
    for person, told in (("Budi Contoh", "stood in for"), ("Rani Contoh", "was stood in for by")):
        history = [row["what"] for row in planned.query("person-history", person=person).rows]
        assert f"{told} (announced)" in history


def test_the_office_of_a_member_of_a_party_is_told_also_where_its_body_is_not(tmp_path: Path) -> None:
    signed = agreement(signatories=[{"name": "Rahmat Contoh", "role": "Juru Bicara"}])
    office = {"role": "Anggota", "institution": BODY, "party_membership": "Partai Contoh"}
    offices = [{"name": "Rahmat Contoh", **office, "sources": signed["sources"]}]
    with kg.open(tmp_path) as workspace:
        workspace.load([write_lines(tmp_path / "mine.jsonl", [signed])], "agreements", strict=True)
        workspace.load([write_lines(tmp_path / "offices.jsonl", offices)], "offices", strict=True)
        workspace.build()
        people = workspace.cypher("MATCH (p:Person) RETURN p.id AS id ORDER BY p.id").rows
        judge(workspace, "same", [row["id"] for row in people], who="somebody")
        [row] = workspace.query("party-members").rows
    assert (row["agreements_signed"], row["roles"]) == (1, ["Juru Bicara"])
