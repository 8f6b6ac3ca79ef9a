"""Both engines give the same answers: every question of the library, on all the bundled data.

Rows are compared with their order and with the Python types of all that is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.graph import Edge, Node
from kg.library import differences, lint_query
from kg.stores.neo4j_store import Neo4jStore
from kg.workspace import Workspace
from tests.servers_neo4j import empty, require_neo4j
from tests.stores.samples import complete

pytestmark = pytest.mark.neo4j

OMBUDSMAN = "Ombudsman Republik Indonesia"

#: Question -> parameters with which it gives rows.
CALLS: dict[str, list[dict[str, Any]]] = {
    "acting-signatories": [{}, {"acting": "plt"}],
    "agreements-about": [{"topic": "magang mahasiswa"}],
    "agreements-by-year": [{}],
    "agreements-of-institution": [
        {"institution": "Polri"},
        {"institution": OMBUDSMAN, "parts": "yes"},
        {"institution": OMBUDSMAN, "parts": "no"},
    ],
    "agreements-of-region": [{"region": "Paser"}, {"region": "Jawa Tengah"}],
    "before-after": [{}],
    "co-signers": [{"person": "Hery Susanto"}],
    "disagreements": [{}],
    "mass-ceremonies": [{}],
    "member-year": [{"member": "Jaweng", "year": 2023}],
    "most-active-people": [{"limit": 1000}],
    "namesakes": [{}],
    "no-signatory-named": [{}],
    "offices": [{"entity": each} for each in ("Kabupaten Solok", OMBUDSMAN, "Mokhammad Najih")],
    "officials-of-institution": [{"institution": "Pemkab Paser"}],
    "ombudsman-offices": [{}],
    "on-this-day": [{"day": "2023-03-15"}, {"day": "2024-04-02"}],
    "outlets": [{"limit": 1000}],
    "overlapping-terms": [{"which": "all"}, {"which": "all", "institution": OMBUDSMAN}],
    "outlets-of-claim": [
        {"claim": "MoU Jawa Tengah 2 April 2024"},
        {"claim": "MoU Ombudsman RI - Pemkab Buton, 2023-02-23"},
    ],
    "party-members": [{}],
    "past-term": [{"today": "2026-11-22", "state": each} for each in ("all", "past", "unknown")],
    "person-history": [{"person": "Ir. Achmad Husein"}, {"person": "Mokhammad Najih"}],
    "planned-never-signed": [{"today": "2026-11-22"}],
    "region-scores": [{"region": "Kabupaten Merangin"}, {"region": "Kabupaten Solok"}],
    "region-timeline": [{"region": "Kabupaten Solok"}],
    "regions": [{}, {"province": "Kaltim"}],
    "regions-without-agreement": [{"level": each} for each in ("province", "regency", "city")],
    "renewals": [{}],
    "risers-and-fallers": [{}, {"direction": "down"}],
    "scores": [{}],
    "signing-matrix": [{}, {"around": "Hery Susanto"}],
    "signing-pairs": [{}, {"around": "Sulawesi Tenggara"}],
    "single-source": [{"limit": 1000}, *({"what": each, "limit": 1000} for each in ("assessment", "office"))],
    "stand-ins": [{}],
    "successions": [{"of": "Provinsi Bali"}, {"of": OMBUDSMAN, "role": "Anggota"}, {"of": OMBUDSMAN}],
    "timeline": [{"entity": each} for each in ("Kabupaten Solok", "Pemkab Paser", "Mokhammad Najih")],
    "topics": [{"limit": 1000}],
    "universities": [{}],
    "venues": [{}, {"venue": "Novotel Makassar"}],
    "who-signed-with-whom": [{}, {"since": "2023-03-01", "until": "2023-03-31"}],
    "witnesses": [{}],
    "zones-by-province": [{"year": 2021}],
}


@pytest.fixture(scope="module")
def on_server(bundled: Workspace, bundled_graph: tuple[list[Node], list[Edge]]) -> Iterator[Workspace]:
    """The project of the bundled data, with its graph on a server."""
    given = require_neo4j()
    empty(given)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        store = Neo4jStore(given["KG_NEO4J_URI"], bundled.ontology)
        store.apply(complete(*bundled_graph), bundled.ledger.name)
        with Workspace(bundled.project, store) as workspace:
            yield workspace


def typed(value: Any) -> Any:
    """A value with the types of everything in it, so that 1, 1.0 and True differ, and a list and a tuple."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value), [typed(item) for item in value]
    return type(value), value


def test_every_question_of_the_library_is_compared(bundled: Workspace) -> None:
    assert CALLS.keys() == bundled.library.queries.keys()


@pytest.mark.parametrize(
    ("name", "parameters"),
    [(name, parameters) for name, calls in CALLS.items() for parameters in calls],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_a_question_gets_the_same_answer_from_both(
    bundled: Workspace, on_server: Workspace, name: str, parameters: dict[str, Any]
) -> None:
    embedded, server = bundled.query(name, **parameters), on_server.query(name, **parameters)
    assert embedded.rows, "parameters that give rows"
    assert server.columns == embedded.columns
    assert [typed(row) for row in server.rows] == [typed(row) for row in embedded.rows]
    assert server.warnings == embedded.warnings == []


#: Queries of one's own that pass the lint, for every kind of value.
FREE = [
    "MATCH (p:Person) RETURN p ORDER BY p.id",
    "MATCH (n:Date) RETURN n ORDER BY n.id",
    "MATCH ()-[r:HOLDS]->() RETURN r ORDER BY r.id",
    "MATCH (p:Person)-[r:SIGNED]->(a:Agreement) RETURN p, r, a.signed_from AS day ORDER BY r.id",
    "MATCH w = (:Person)-[r:SIGNED]->(:Agreement)-[d:SIGNED_ON]->(:Date) RETURN w ORDER BY r.id, d.id",
    "MATCH (a:Agreement) RETURN a.signed_from AS day, a.term_years AS term, a.number AS number ORDER BY a.id",
    "MATCH (p:Person) RETURN p.id AS id, labels(p) AS labels ORDER BY id",
    "MATCH (p:Person:Official) RETURN count(p) AS number",
    "MATCH (a:Agreement) RETURN a.status AS status, count(*) AS number ORDER BY status",
    "MATCH (a:Assessment) RETURN a.scale AS scale, min(a.score) AS least ORDER BY scale",
    "MATCH (r:Region) WHERE r.name STARTS WITH 'Kota' RETURN {code: r.code, n: 1} AS map ORDER BY r.id",
    "UNWIND [1, 2.5, true, null, 'text', date('2024-02-29')] AS value RETURN value, [value] AS list",
    "MATCH (p:Person) RETURN p.aliases[0] AS alias, size(p.sources) AS number ORDER BY p.id",
    "MATCH (a:Agreement) OPTIONAL MATCH (a)-[:RENEWS]->(b) RETURN a.id AS id, b ORDER BY id, b.id",
    "MATCH (a:Agreement) WHERE a.signed_from > date('2024-01-01') RETURN a.id AS id ORDER BY id",
    "MATCH (i:Institution) RETURN CASE WHEN i.kind = 'x' THEN 1 ELSE 0 END AS x, i.id AS id ORDER BY id",
    "MATCH (p:Person)-[:SIGNED]->()<-[:SIGNED]-(q:Person) RETURN DISTINCT p.id AS a, q.id AS b ORDER BY a, b",
    "MATCH w = shortestPath((:Topic)-[*..4]-(:Person {name: 'Nurochman'})) RETURN length(w) AS n ORDER BY n",
]


@pytest.mark.parametrize("query", FREE)
def test_cypher_that_passes_the_lint_gives_equal_values(
    bundled: Workspace, on_server: Workspace, query: str
) -> None:
    assert differences(query, bundled.ontology) == lint_query(query, bundled.ontology) == []
    embedded, server = bundled.cypher(query, timeout=60), on_server.cypher(query, timeout=60)
    assert embedded.rows
    assert server.columns == embedded.columns
    assert [typed(row) for row in server.rows] == [typed(row) for row in embedded.rows]


@pytest.mark.parametrize("name", ["Mokhammad Najih", "Kabupaten Paser", OMBUDSMAN, "Universitas Andalas"])
def test_all_that_is_known_of_an_entity_is_the_same(
    bundled: Workspace, on_server: Workspace, name: str
) -> None:
    assert on_server.entity(name) == bundled.entity(name)


def test_ways_and_networks_are_the_same(bundled: Workspace, on_server: Workspace) -> None:
    ends = ("Fahmi Fadli", "Nurochman")
    assert on_server.path(*ends) == bundled.path(*ends)
    ours, theirs = (each.network("Kabupaten Paser", 2) for each in (bundled, on_server))
    assert dict(theirs.nodes(data=True)) == dict(ours.nodes(data=True))
    assert sorted(theirs.edges(keys=True, data=True), key=str) == sorted(
        ours.edges(keys=True, data=True), key=str
    )
