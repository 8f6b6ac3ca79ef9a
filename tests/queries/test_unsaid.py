"""What no source says is no reason to leave out what is known. The body and the agreement are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.workspace import Workspace

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
