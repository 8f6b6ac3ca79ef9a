from __future__ import annotations

from pathlib import Path

import pytest

from kg.library import QueryFile, questions_resting_on, read_query
from kg.ontology import Ontology, load_ontology

SCHEMA = Path(__file__).parents[2] / "schema"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology([SCHEMA])


def question(folder: Path, cypher: str) -> QueryFile:
    header = "title: T\ndescription: D\nwhy: W\ntopic: t\ncolumns:\n  x: {type: value, help: H}"
    path = folder / "question.cypher"
    path.write_text("".join(f"// {line}\n" for line in header.splitlines()) + cypher, "utf-8")
    return read_query(path)


@pytest.mark.parametrize(
    ("cypher", "used"),
    [
        ("MATCH (a:Agreement) RETURN a.number AS x ORDER BY a.id", ("Agreement", "number")),
        ("MATCH (a:Agreement {number: '1'}) RETURN a.id AS x ORDER BY a.id", ("Agreement", "number")),
        ("MATCH (p:OmbudsmanMember) RETURN p.aliases AS x ORDER BY p.id", ("Person", "aliases")),
        ("MATCH (a:Agreement) RETURN a.signed_from AS x ORDER BY a.id", ("Agreement", "signed_on")),
        ("MATCH (i:Institution)-[:GOVERNS]->() RETURN i.id AS x ORDER BY i.id", ("Institution", "region")),
        ("MATCH ()-[h:HOLDS]->() RETURN h.last_seen AS x ORDER BY h.id", ("HOLDS", "seen_on")),
    ],
)
def test_a_question_rests_on_what_it_names_in_whatever_way(
    tmp_path: Path, ontology: Ontology, cypher: str, used: tuple[str, str]
) -> None:
    assert questions_resting_on([question(tmp_path, cypher)], ontology)[used] == 1


def test_a_question_counts_once_and_not_for_other_concepts(tmp_path: Path, ontology: Ontology) -> None:
    cypher = "MATCH (a:Agreement) WHERE a.kind <> 'mou' RETURN a.kind AS x ORDER BY a.id"
    counts = questions_resting_on([question(tmp_path, cypher)] * 2, ontology)
    assert counts["Agreement", "kind"] == 2
    assert counts["Institution", "kind"] == 0
