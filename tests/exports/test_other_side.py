"""FollowTheMoney and JSON-LD as the libraries of the other side read them, in an environment of their own.

followthemoney needs PyICU, which has no wheels and is compiled: Debian's libicu-dev, pkg-config and g++.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli.main import main
from kg.workspace import Workspace

pytestmark = pytest.mark.slow

SCRIPT = Path(__file__).with_name("other_side.py")
HOSTILE = ["<script>alert(1)</script>", "=1+1", '"}]}', "\u202eright to left", "]]>&'x'", "Ēlan \\u0041"]


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has followthemoney and not kg."""
    folder = tmp_path_factory.mktemp("followthemoney")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    command = [python, "-m", "pip", "install", "--quiet", "followthemoney>=4.11,<5"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = f"followthemoney cannot be installed here: {done.stderr[-300:]}"
        assert "KG_REQUIRE_FTM" not in os.environ, told
        pytest.skip(told)
    return python


def read_by(python: Path, format: str, file: Path) -> Any:
    done = subprocess.run([python, SCRIPT, format, file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """People in office with hostile names, one of whose sources differs in nothing but its address."""
    folder = tmp_path_factory.mktemp("hostile")
    offices = [
        {
            "name": f"Contoh {text}", "role": f"Ketua {text}", "institution": f"Yayasan {text}",
            "seen_on": ["2024-09"],
            "sources": [{"url": f"https://example.org/{number}", "outlet": text}, {"title": text}],
        }
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    offices[0]["sources"] = offices[0]["sources"][:1]
    (folder / "offices.jsonl").write_text("\n".join(map(json.dumps, offices)), "utf-8")
    with kg.open(folder) as workspace:
        workspace.load([folder / "offices.jsonl"], "offices", strict=True)
        workspace.build()
        yield workspace


def exported(workspace: Workspace, format: str, folder: Path) -> Path:
    file = folder / f"graph.{format}"
    assert main(["-C", str(workspace.project.root), "export", format, "-o", str(file)]) == 0
    return file


def test_followthemoney_finds_every_entity_of_the_bundled_data_valid(
    python: Path, bundled: Workspace, tmp_path: Path
) -> None:
    found = read_by(python, "ftm", exported(bundled, "ftm", tmp_path))
    assert found["entities"] > 8_000
    assert {"Person", "Contract", "Occupancy", "Position", "Article", "UnknownLink"} <= set(found["schemata"])


def test_followthemoney_takes_hostile_text(python: Path, hostile: Workspace, tmp_path: Path) -> None:
    read_by(python, "ftm", exported(hostile, "ftm", tmp_path))


def test_every_followthemoney_entity_says_where_it_is_from(bundled: Workspace, tmp_path: Path) -> None:
    lines = exported(bundled, "ftm", tmp_path).read_text("utf-8").splitlines()
    for entity in map(json.loads, lines):
        assert entity["schema"] == "Article" or entity["properties"]["proof"]
    conflicts = [line for line in lines if "Sources differ: " in line]
    assert conflicts


def test_entities_as_followthemoney_makes_them_are_read(python: Path, tmp_path: Path) -> None:
    """A director, an employee and an owner, all invented, as the library cleans and hashes them."""
    file = tmp_path / "made.ftm.json"
    done = subprocess.run([python, SCRIPT, "make", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    with kg.open(tmp_path) as workspace:
        report = workspace.load([file])[-1]
        workspace.build()
        offices = {
            (row["p"], row["r"], row["i"], *row["s"])
            for row in workspace.cypher(
                "MATCH (p:Person)-[r:HOLDS]->(i:Institution) "
                "RETURN p.name AS p, r.role AS r, i.name AS i, r.seen_on AS s"
            )
        }
    assert offices == {
        ("Siti Contoh", "Direktur Utama", "PT Contoh Jaya", "2023-01-02", "2024"),
        ("Ani Contoh", "Sekretaris", "Yayasan Contoh", "2024-09"),
    }
    [issue] = [issue for issue in report.issues if issue.severity == "error"]
    assert "'Ownership' has no counterpart here: who owns a body holds no office" in issue.reason


PROV, RDF, SCHEMA = (
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "https://schema.org/",
)


def test_rdflib_finds_each_fact_with_its_sources(python: Path, hostile: Workspace, tmp_path: Path) -> None:
    triples = {tuple(each) for each in read_by(python, "jsonld", exported(hostile, "jsonld", tmp_path))}
    facts = {start for start, verb, end in triples if (verb, end) == (RDF + "type", RDF + "Statement")}
    cited = {
        start for start, verb, _ in triples if verb in (PROV + "hadPrimarySource", PROV + "wasDerivedFrom")
    }
    assert facts
    assert facts <= cited
    names = {end for _, verb, end in triples if verb == SCHEMA + "name"}
    assert {f"Contoh {text}" for text in HOSTILE} <= names


def test_several_sources_are_not_said_to_be_the_primary_one(
    python: Path, hostile: Workspace, tmp_path: Path
) -> None:
    triples = {tuple(each) for each in read_by(python, "jsonld", exported(hostile, "jsonld", tmp_path))}
    said = {end: start for start, verb, end in triples if verb == RDF + "object"}
    by_one, by_several = said[f"Contoh {HOSTILE[0]}"], said[f"Contoh {HOSTILE[1]}"]
    assert [verb for start, verb, _ in triples if start == by_one and verb.startswith(PROV)] == [
        PROV + "hadPrimarySource"
    ]
    assert [verb for start, verb, _ in triples if start == by_several and verb.startswith(PROV)] == [
        PROV + "wasDerivedFrom"
    ] * 2
