"""Both engines give the same answers: every question of the library, on all the bundled data.

Rows are compared with their order and with the Python types of all that is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kg.errors import QueryError
from kg.graph import Edge, Node
from kg.library import differences, lint_query
from kg.library.functions import OF_BOTH
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
    "UNWIND [duration({days: 1}), duration({years: 1, months: 2, days: -3})] AS d RETURN d, [d] AS l",
    "MATCH (a:Agreement) RETURN duration.inDays(a.signed_from, a.signed_to) AS d, a.id AS id ORDER BY id",
    "MATCH (p:Person) RETURN labels(p) AS labels, p {.name, l: labels(p)} AS map ORDER BY p.id",
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


#: Construct -> questions that both answer, each in its way. Lint and `kg cypher` know them.
APART = {
    "labels(n) taken apart": [
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 RETURN [l IN labels(p) | toLower(l)] AS l",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 RETURN reduce(n = 0, l IN labels(p) | n + 1) AS n",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 UNWIND labels(p) AS l RETURN l ORDER BY l",
        "MATCH (p:Person) WHERE labels(p) = ['Person'] RETURN count(p) AS n",
        "MATCH (p:Person) WHERE all(l IN labels(p) WHERE l IN ['Person', 'Official']) RETURN count(p) AS n",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 WITH labels(p) AS l RETURN l[0] AS l",
    ],
    "KgNode, KgGraph": [
        "MATCH (p:Person) WHERE 'KgNode' IN labels(p) RETURN count(p) AS n",
        "MATCH (n:KgNode) RETURN count(n) AS n",
        "RETURN ['KgNode', 'b', 'a'] AS l",
    ],
    "property title, type, label or node_type": [
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 RETURN p['title'] AS t",
        "MATCH (p:Person) WITH p, 'type' AS key ORDER BY p.id LIMIT 1 RETURN p[key] AS t",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 RETURN p {.title} AS m",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 RETURN head([p]).title AS t",
        "MATCH ()-[r:SIGNED]->() WITH r ORDER BY r.id LIMIT 1 RETURN r['type'] AS t",
    ],
    "map of what is no node": [
        "MATCH ()-[r:SIGNED]->() WITH r ORDER BY r.id LIMIT 1 RETURN r {.role} AS m",
        "MATCH (p:Person) WITH p ORDER BY p.id LIMIT 1 UNWIND [p] AS q RETURN q {.name} AS m",
        "WITH {a: 1} AS m RETURN m {.a, b: 2} AS n",
    ],
    "date compared with text": [
        "MATCH (a:Agreement) WHERE a.signed_from IN ['2024-04-02'] RETURN count(a) AS n",
        "MATCH (a:Agreement) WHERE date('2024-04-02') IN [a.signed_on] RETURN count(a) AS n",
        "MATCH (a:Agreement {signed_from: '2024-04-02'}) RETURN count(a) AS n",
        "MATCH (a:Agreement) WITH a.signed_from AS d WHERE d > '2024-01-01' RETURN count(d) AS n",
        "WITH '2024-01-01' AS day MATCH (a:Agreement) WHERE a.signed_from >= day RETURN count(a) AS n",
    ],
    "weekday of a date": ["RETURN date('2024-05-17').weekday AS d"],
    "duration times or by a number": [
        "WITH duration({months: 3}) AS term RETURN date('2024-01-01') + term / 2 AS d",
        "RETURN date('2024-01-01') + 1.5 * duration({days: 2}) AS d",
    ],
    "sum or order of durations": [
        "UNWIND [duration({days: 3}), duration({days: 1})] AS d RETURN sum(d) AS s",
        "UNWIND [duration({days: 3}), duration({days: 1})] AS d RETURN avg(d) AS s",
        "UNWIND [duration({days: 31}), duration({months: 1})] AS d RETURN toString(max(d)) AS m",
        "UNWIND [duration({days: 40}), duration({months: 1})] AS d RETURN toString(d) AS t ORDER BY d",
    ],
    "division by what may be zero": ["RETURN 5 % 0.0 AS r", "RETURN 5.0 % 0 AS r"],
    "log(), log10()": ["RETURN log(0) AS n", "RETURN log(-1) AS n", "RETURN log10(0.0) AS n"],
    "range() with a step": ["WITH [] AS l RETURN range(0, size(l) - 1, 2) AS places"],
    "stDev()": ["UNWIND [1] AS x RETURN stDev(x) AS s"],
    "point()": ["RETURN point({longitude: 1, latitude: 2}) AS p"],
    "list and what may be null": [
        "RETURN [1] + null AS l",
        "MATCH (p:Person) RETURN [p.id] + p.aliases AS l ORDER BY p.id",
    ],
    "trim(), ltrim(), rtrim()": [
        f"RETURN {name}('{chr(sign)}a{chr(sign)}') AS t"
        for name in ("trim", "ltrim", "rtrim")
        for sign in (0x85, 0xA0, 0x2007, 0x202F)
    ],
    "split() at several signs": ["RETURN split('a,b;c', [',', ';']) AS l"],
    "toFloat(), toBoolean() of a text": [
        *(f"RETURN toFloat('{text}') AS n" for text in (" 1.5 ", "1f", "1d", "inf", "nan")),
        "RETURN toBoolean(' true ') AS b",
    ],
    "toString() of a number with decimals": ["RETURN 'a' + 1e-7 AS t", "RETURN 12345678.9 + 'a' AS t"],
    "class of signs in =~": [
        r"RETURN 'é' =~ '\\w' AS b",
        r"RETURN 'é' =~ '\\W' AS b",
        r"RETURN '٣' =~ '\\d' AS b",
        f"RETURN '{chr(0xA0)}' =~ '\\\\s' AS b",
        "RETURN 'abc' =~ '[[:alpha:]]+' AS b",
        "RETURN 'É' =~ '(?i)é' AS b",
    ],
    "unknown escape": [
        r"RETURN '12' =~ '\d+' AS b",
        r"RETURN 'axb' =~ 'a\.b' AS b",
        *(rf"RETURN 'a\{sign}' AS t" for sign in "bf0/$%_(Nx`"),
    ],
    "RETURN *": ["WITH 2 AS b, 1 AS a RETURN *"],
    "EXPLAIN": ["EXPLAIN MATCH (p:Person) RETURN p.id AS id"],
}


@pytest.mark.parametrize(
    ("construct", "query"), [(name, query) for name, every in APART.items() for query in every]
)
def test_what_the_engines_answer_differently_is_warned_of(
    bundled: Workspace, on_server: Workspace, construct: str, query: str
) -> None:
    embedded, server = bundled.cypher(query), on_server.cypher(query)
    assert (server.columns, typed(server.rows)) != (embedded.columns, typed(embedded.rows))
    assert construct in [finding.construct for finding in differences(query, bundled.ontology)]


def test_the_functions_that_lint_takes_for_those_of_both_are(
    bundled: Workspace, on_server: Workspace
) -> None:
    listed = on_server.store._server.rows("SHOW FUNCTIONS YIELD name")
    assert {row["name"].upper() for row in listed} >= OF_BOTH
    # What else they say of a text, or of too few, they know the function.
    unknown = [name for name in sorted(OF_BOTH) if "nknown function" in _refusal(bundled, name)]
    assert unknown == ["ANY", "NONE", "REDUCE", "SINGLE"]  # which have a syntax of their own


def _refusal(asked: Workspace, function: str) -> str:
    """What the engine says of a function that is called with a text; empty where it answers."""
    try:
        asked.cypher(f"MATCH (p:Person) RETURN {function}(p.name) AS x", limit=1)
    except QueryError as error:
        return str(error)
    return ""


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
