"""Lint: every construct is found where it stands, and only there."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.library import Finding, differences, lint_file, lint_query
from kg.library.rules import RULES
from kg.ontology import Ontology, load_ontology

ROOT = Path(__file__).parents[2]


@cache
def every_concept() -> Ontology:
    return load_ontology([ROOT / "schema"])


@pytest.fixture
def ontology() -> Ontology:
    return every_concept()


#: Construct -> queries that have it, and queries that only look like it.
CASES: dict[str, tuple[list[str], list[str]]] = {
    "property title, type, label or node_type": (
        [
            "MATCH (a:Agreement) RETURN a.title AS t",
            "MATCH (a {type: 'x'}) RETURN a.id AS i",
            "MATCH ()-[r]->() RETURN r.type AS t",
            "MATCH (p:Person) RETURN p {.title} AS m",
            "MATCH (p:Person) RETURN p['title'] AS t",
            "MATCH ()-[r]->() RETURN r['type'] AS t",
            "MATCH (p:Person) RETURN p[$key] AS t",
            "MATCH w = (:Person)-->() RETURN nodes(w)[0].title AS t",
        ],
        [
            "MATCH (p:Person) RETURN p['name'] AS n, p.aliases[0] AS a, 'x' IN ['type'] AS b",
            "MATCH ()-[r]->() RETURN type(r) AS t",
            "RETURN {title: 1} AS m",
            "MATCH (a) RETURN 'a.title' AS t // a.type",
        ],
    ),
    "node with neither label nor edge": (
        [
            "MATCH (n) RETURN n.id AS i",
            "MATCH (n {id: 'x'}) RETURN n.id AS i",
            "MATCH (:Person), (n) RETURN 1 AS x",
        ],
        [
            "MATCH (n:Person) RETURN n.id AS i",
            "MATCH (n)-[:SIGNED]->() RETURN n.id AS i",
            "MATCH (p:Person)-->(n) WITH n MATCH (n) RETURN n.id AS i",
            "RETURN (1) AS n",
        ],
    ),
    "date compared with text": (
        [
            "MATCH (a:Agreement) WHERE a.signed_from >= '2024-01-01' RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE '2024-01-01' < a.signed_to RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.signed_on = date('2024-01-01') RETURN a.id AS i",
            "MATCH (a:Agreement {kind: 'mou'}) WHERE a.kind = a.signed_to RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.signed_from IN [date('2024-01-01'), '2024-04-02'] RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE '2024-04-02' IN [a.signed_from] RETURN a.id AS i",
            "MATCH (a:Agreement {signed_from: '2024-04-02'}) RETURN a.id AS i",
            "MATCH (a:Agreement) WITH a.signed_from AS d WHERE d > '2024-01-01' RETURN d",
            "WITH '2024-01-01' AS since MATCH (a:Agreement) WHERE a.signed_from >= since RETURN a.id AS i",
            "UNWIND ['2024-01-01'] AS day MATCH (a:Agreement) WHERE a.signed_from = day RETURN a.id AS i",
        ],
        [
            "MATCH (a:Agreement) WITH a.signed_on AS d WHERE d > '2024-01-01' RETURN d",
            "MATCH (a:Agreement) WITH a.signed_from AS d WITH d.year AS d WHERE d > '2024' RETURN d",
            "MATCH (a:Agreement {kind: 'mou'}) WHERE a.kind IN ['mou', 'moa'] RETURN a.id AS i",
            "MATCH (a:Agreement {signed_from: date('2024-04-02')}) RETURN a.id AS i",
            "UNWIND [a.signed_from, '2024-01-01'] AS d RETURN d > '2024-01-01' AS b",
            "MATCH (a:Agreement) WHERE a.signed_from >= date('2024-01-01') RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.signed_on >= '2024-01-01' RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.signed_from.year = 2024 RETURN a.id AS i",
        ],
    ),
    "date and a bare number": (
        ["MATCH (a:Agreement) RETURN a.signed_from + 1 AS d", "RETURN date('2024-01-01') - 1 AS d"],
        [
            "RETURN date('2024-01-01') + duration({days: 1}) AS d",
            "MATCH (s:Assessment) RETURN s.year + 1 AS y",
        ],
    ),
    "date minus a date": (
        ["MATCH (a:Agreement) RETURN a.signed_to - a.signed_from AS d"],
        ["MATCH (a:Agreement) RETURN a.signed_to - duration({days: 1}) AS d, a.signed_to.year - 1 AS y"],
    ),
    "function that not both engines have": (
        [
            "MATCH (p:Person) RETURN isEmpty(p.name) AS e",
            "RETURN nullIf(1, 2) AS n",
            "RETURN apoc.text.join(['a'], ',') AS t",
            "RETURN text_score('a', 'b') AS s",
            "RETURN date.realtime() AS d",
            "RETURN timestamp() AS t",
            "MATCH (s:Assessment) RETURN percentileCont(s.score, 0.5) AS m",
        ],
        [
            "MATCH (p:Person)-->(a) WHERE NOT (p)-[:ATTENDED]->(a) AND (a.kind = 'x') RETURN p.id AS p",
            "MATCH p = shortestPath((a:Person {id: $x})-[*..4]-(b:Person {id: $y})) RETURN length(p) AS n",
            "CALL db.labels()",
            "MATCH (p:Person) WHERE p.name STARTS WITH (toUpper('a')) RETURN coalesce(p.name, '') AS n",
            "RETURN date.truncate('year', date('2024-05-05')) AS d, all(x IN [1] WHERE x > 0) AS b",
            "MATCH (p:Person) WHERE EXISTS { (p)-->() } OR (p)-->(:Venue) RETURN DISTINCT (p.id) AS i",
        ],
    ),
    "range() with a step": (
        ["RETURN range(0, 10, 2) AS l", "MATCH (n) RETURN range(0, size(n.id) - 1, 2) AS l"],
        ["RETURN range(0, 10) AS l", "RETURN range(0, size([1, 2, 3])) AS l"],
    ),
    "stDev()": (
        ["MATCH (a:Agreement) RETURN stDev(a.term_years) AS s"],
        ["MATCH (a:Agreement) RETURN max(a.term_years) AS s"],
    ),
    "part of a date kept as text": (
        [
            "MATCH (a:Agreement) WHERE a.signed_on.year = 2024 RETURN a.id AS a",
            "MATCH (a:Agreement) WITH a.signed_on AS d RETURN d.month AS m",
            "RETURN '2024-01'.month AS m",
        ],
        [
            "MATCH (a:Agreement) RETURN a.signed_from.year AS y",
            "MATCH (d:Date) RETURN d.year AS y",
            "MATCH (a:Agreement) RETURN date(a.signed_on).year AS y",
        ],
    ),
    "weekday of a date": (
        [
            "MATCH (a:Agreement) RETURN a.signed_from.weekday AS d",
            "RETURN date('2024-01-01').weekday AS d",
            "MATCH (a:Agreement) WITH a.signed_from AS d RETURN d.weekday AS w",
        ],
        ["MATCH (d:Date) RETURN d.weekday AS d", "MATCH (a:Agreement) RETURN a.signed_from.dayOfWeek AS d"],
    ),
    "duration.between()": (
        ["RETURN duration.between(date('2024-01-01'), date('2025-01-01')).months AS m"],
        ["RETURN duration.inMonths(date('2024-01-01'), date('2025-01-01')).months AS m"],
    ),
    "duration of what may be null": (
        ["MATCH (a:Agreement) RETURN a.signed_to + duration({months: toInteger(a.term_years * 12)}) AS d"],
        [
            "RETURN duration({months: 3}) AS d",
            "MATCH (a:Agreement) WHERE a.term_years IS NOT NULL RETURN duration({years: a.term_years}) AS d",
        ],
    ),
    "duration times or by a number": (
        [
            "RETURN duration({days: 1}) * 2 AS d",
            "RETURN 2 * duration({days: 1}) AS d",
            "RETURN duration.inDays($from, $to) / 3 AS d",
            "WITH duration({months: 3}) AS term RETURN $day + term / 2 AS d",
        ],
        [
            "RETURN duration({days: 1 * 2}) AS d",
            "RETURN duration.inDays($from, $to).days * 2 AS d",
            "RETURN duration({days: 1}).days / 2 AS d",
        ],
    ),
    "sum or order of durations": (
        [
            "MATCH (a:Agreement) WITH duration.inDays(a.signed_from, a.signed_to) AS d RETURN sum(d) AS s",
            "MATCH (a:Agreement) RETURN max(duration.inMonths(a.signed_from, a.signed_to)) AS m",
            "UNWIND [duration({days: 40}), duration({months: 1})] AS d RETURN d ORDER BY d DESC",
        ],
        [
            "MATCH (a:Agreement) RETURN sum(duration.inDays(a.signed_from, a.signed_to).days) AS s",
            "WITH duration.inDays($from, $to) AS d RETURN d ORDER BY d.days",
        ],
    ),
    "times of day": (
        [
            "RETURN datetime() AS d",
            "RETURN duration({hours: 3}) AS d",
            "RETURN datetime.truncate('day', $d) AS d",
        ],
        [
            "MATCH (t) RETURN t.time AS time",
            "RETURN {times: 1} AS m",
            "RETURN date.truncate('month', $d) AS d",
        ],
    ),
    "date() of today": (["RETURN date() AS d"], ["RETURN date($today) AS d"]),
    "toString() of a number with decimals": (
        [
            "MATCH (s:Assessment) RETURN toString(s.score) AS t",
            "RETURN toString(1.5) AS t",
            "MATCH (s:Assessment) RETURN 'Score ' + s.score AS t",
            "RETURN 1e-7 + 'x' AS t",
        ],
        [
            "MATCH (s:Assessment) RETURN 'of ' + s.year AS t, s.score + 1 AS n",
            "MATCH (s:Assessment) RETURN toString(s.year) AS t",
            "RETURN toString(date('2024-01-01')) AS t",
        ],
    ),
    "round()": (["RETURN round(2.5) AS n"], ["MATCH (n) RETURN n.id AS round"]),
    "sqrt()": (["RETURN sqrt(2) AS n"], []),
    "log(), log10()": (["RETURN log(2) AS n", "RETURN log10($n) AS n"], ["RETURN 'log(2)' AS log"]),
    "point()": (["RETURN point({longitude: 1, latitude: 2}) AS p"], ["MATCH (n) RETURN n.id AS point"]),
    "trim(), ltrim(), rtrim()": (
        ["RETURN trim($x) AS t", "RETURN ltrim($x) AS t", "RETURN rtrim($x) AS t"],
        ["RETURN replace($x, ' ', '') AS trim"],
    ),
    "toFloat(), toBoolean() of a text": (
        [
            "MATCH (a:Agreement) RETURN toFloat(a.number) AS n",
            "RETURN toFloat('1.5') AS n",
            "WITH 'true' AS t RETURN toBoolean(t) AS b",
        ],
        ["MATCH (s:Assessment) RETURN toFloat(s.year) AS n", "MATCH (n) RETURN toFloat(count(n)) AS n"],
    ),
    "split() at several signs": (
        ["RETURN split('a,b;c', [',', ';']) AS l"],
        ["RETURN split('a,b', ',') AS l", "RETURN split(['a,b'][0], ',') AS l"],
    ),
    "class of signs in =~": (
        [
            r"MATCH (p:Person) WHERE p.name =~ '\\w+' RETURN p.id AS i",
            "MATCH (p:Person) WHERE p.name =~ '[[:alpha:]]+' RETURN p.id AS i",
            "MATCH (p:Person) WHERE p.name =~ '(?i)josé' RETURN p.id AS i",
        ],
        [
            "MATCH (p:Person) WHERE p.name =~ '(?i).*jose.*' RETURN p.id AS i",
            r"MATCH (p:Person) WHERE p.name =~ '.*\\bJosé\\b.*\\.' RETURN p.id AS i",
            r"RETURN '\\d' AS t",
        ],
    ),
    "unknown escape": (
        [
            r"MATCH (a:Agreement) WHERE a.number =~ '\d+' RETURN a.id AS i",
            r"MATCH (a:Agreement) WHERE a.number =~ 'a\.b' RETURN a.id AS i",
            r"RETURN 'a\bb' AS t",
        ],
        [r"RETURN 'a\\d\n\t\r\'\"' AS t"],
    ),
    "list and what may be null": (
        [
            "MATCH (p:Person) RETURN [p.name] + p.aliases AS l",
            "MATCH (p:Person) RETURN p.aliases + 'x' AS l",
            "MATCH (p:Person) RETURN p.sources + p.notes AS l",
            "RETURN [1] + null AS l",
        ],
        [
            "MATCH (p:Person) RETURN p.sources + p.name + p.id AS l",
            "MATCH (p:Person) RETURN coalesce(p.aliases, []) + 'x' AS l",
            "MATCH (p:Person) WHERE p.aliases IS NOT NULL RETURN [p.name] + p.aliases AS l",
            "MATCH (p:Person) RETURN p.name + p.notes AS t",
        ],
    ),
    "map of what is no node": (
        [
            "MATCH ()-[r:SIGNED]->() RETURN r {.role} AS m",
            "MATCH (p:Person) UNWIND [p] AS q RETURN q {.name} AS m",
            "WITH {a: 1} AS m RETURN m {.a, b: 2} AS n",
            "MATCH w = (:Person)-->() RETURN [r IN relationships(w) | r {.role}] AS l",
        ],
        [
            "MATCH (p:Person) RETURN p {.name} AS m",
            "MATCH (p:Person) WITH p AS q RETURN q {.name} AS m",
            "MATCH w = (:Person)-->() RETURN [n IN nodes(w) | n {.name}] AS l",
        ],
    ),
    "RETURN *": (
        ["MATCH (p:Person) RETURN *", "WITH 2 AS b, 1 AS a RETURN * ORDER BY a"],
        ["MATCH (p:Person) WITH * RETURN count(*) AS n", "RETURN 2 * 3 AS n"],
    ),
    "EXPLAIN": (
        ["EXPLAIN MATCH (p:Person) RETURN p.id AS i", "profile RETURN 1 AS x"],
        ["RETURN 1 AS explain"],
    ),
    "id(), elementId()": (
        ["MATCH (n) RETURN id(n) AS i", "MATCH (n) RETURN elementId(n) AS i"],
        ["MATCH (n) RETURN n.id AS id"],
    ),
    "rand(), randomUUID()": (["RETURN rand() AS r"], ["RETURN 'rand()' AS r"]),
    "sum or average of texts": (
        ["MATCH (a:Agreement) RETURN sum(a.kind) AS s"],
        ["MATCH (s:Assessment) RETURN sum(s.score) AS s", "MATCH (s:Assessment) RETURN s.year AS sum"],
    ),
    "division by what may be zero": (
        [
            "MATCH (s:Assessment) RETURN 1 / s.score AS n",
            "RETURN 1.0 / 0 AS n",
            "RETURN 1 / 0.0 AS n",
            "RETURN 5.0 % $n AS r",
        ],
        [
            "RETURN 10 / 2 AS n",
            "RETURN 7 / -2 AS n, 7 % 2 AS r",
            "RETURN 1 / 0.5 AS n",
            "RETURN 'a/b' AS n /* a / b */",
        ],
    ),
    "keys(), properties(), {.*}": (
        [
            "MATCH (n) RETURN keys(n) AS k",
            "MATCH (n) RETURN properties(n) AS p",
            "MATCH (n) RETURN n {.*} AS m",
        ],
        ["MATCH (n) RETURN n {.name} AS m", "MATCH (n) RETURN count(*) AS c"],
    ),
    "labels(n) taken apart": (
        [
            "MATCH (n) RETURN labels(n)[0] AS l",
            "MATCH (n) RETURN head(labels(n)) AS l",
            "MATCH (p:Person) RETURN size(labels(p)) AS n",
            "MATCH (p:Person) RETURN [l IN labels(p) | toLower(l)] AS n",
            "MATCH (p:Person) WHERE all(l IN labels(p) WHERE l <> 'x') RETURN p.id AS i",
            "MATCH (p:Person) RETURN reduce(s = 0, l IN labels(p) | s + 1) AS n",
            "MATCH (p:Person) WHERE labels(p) = ['Person'] RETURN p.id AS i",
            "MATCH (p:Person) RETURN ['x'] + labels(p) AS l",
            "MATCH (p:Person) WITH labels(p) AS l RETURN size(l) AS n",
            "MATCH (p:Person) UNWIND labels(p) AS l RETURN l",
        ],
        [
            "MATCH (n) RETURN labels(n) AS l",
            "MATCH (n) RETURN 'Person' IN labels(n) AS l",
            "MATCH (p:Person) RETURN labels(p) AS l, size(p.aliases) AS n",
            "RETURN 'size(labels(p))' AS t",
            "MATCH (p:Person) RETURN DISTINCT labels(p) AS l, count(DISTINCT labels(p)) AS n ORDER BY l",
            "MATCH (p:Person) RETURN labels(p)",
            "MATCH (p:Person) RETURN p {.id, l: labels(p)} AS m",
        ],
    ),
    "KgNode, KgGraph": (
        [
            "MATCH (n:KgNode) RETURN n.id AS i",
            "MATCH (n) WHERE 'KgNode' IN labels(n) RETURN n.id AS i",
            "MATCH (g:KgGraph) RETURN g.build AS b",
        ],
        ["RETURN 'about KgNode' AS t", "RETURN $KgNode AS t"],
    ),
    "IN with a list comprehension": (
        ["MATCH (n) WHERE n.id IN [x IN $l | toLower(x)] RETURN n.id AS i"],
        ["MATCH (n) WHERE n.id IN ['x', 'y'] RETURN n.id AS i", "RETURN [x IN $l | x] AS l"],
    ),
    "chained comparison": (
        ["MATCH (s:Assessment) WHERE 0 < s.score <= 50 RETURN s.id AS i", "RETURN 1 = 1 = 1 AS b"],
        [
            "MATCH (s:Assessment) WHERE 0 < s.score AND s.score <= 50 RETURN s.id AS i",
            "RETURN CASE WHEN 1 < 2 THEN 3 > 2 ELSE 1 = 1 END AS b, 2 > 1 AS c",
            "MATCH (a)-->(b)<--(c) WHERE a.id = b.id RETURN a.id AS i",
            "MATCH (a) WHERE a.id = $x MATCH (b) WHERE b.id = $y RETURN a.id AS i",
        ],
    ),
    "comparison with IN, without brackets": (
        ["RETURN true = 1 IN [1] AS b"],
        ["RETURN true = (1 IN [1]) AS b", "MATCH (a) WHERE a.id = $x AND a.id IN $l RETURN a.id AS i"],
    ),
    "operand that is not true or false": (
        [
            "MATCH (a:Agreement) WHERE a.kind RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.id = 'x' AND a.term_years RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE NOT a.kind RETURN a.id AS i",
        ],
        [
            "MATCH (a:Agreement)-[r:SIGNED_ON]->() WHERE r.inferred RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE a.kind = 'mou' OR a.kind IS NULL RETURN a.id AS i",
            "MATCH (a:Agreement) WHERE NOT a.kind IN ['mou'] RETURN a.id AS i",
        ],
    ),
    "escape outside plain text": (
        ["MATCH (n) RETURN \\u006e.id AS i", "RETURN '\\u0027' AS t"],
        ["RETURN 'a\\nb' AS t", "RETURN 'O\\'Brien' AS t"],
    ),
    "aggregate in ORDER BY": (
        ["MATCH (a:Agreement) RETURN a.kind AS k ORDER BY count(*)"],
        [
            "MATCH (a:Agreement) RETURN a.kind AS k, count(*) AS n ORDER BY n",
            "MATCH (n) RETURN n.id AS i ORDER BY n.count",
        ],
    ),
    "aggregate mixed with a property": (
        ["MATCH (s:Assessment) RETURN s.year + count(*) AS n"],
        [
            "MATCH (s:Assessment) RETURN s.year AS y, count(*) AS n",
            "MATCH (s:Assessment) RETURN max(s.year) - min(s.year) AS n",
        ],
    ),
    "list in no order": (
        [
            "MATCH (n) WITH collect(n.id) AS l RETURN l",
            "MATCH (n) WITH n ORDER BY n.id WITH n MATCH (n) RETURN collect(n.id) AS l",
        ],
        [
            "MATCH (n) WITH n ORDER BY n.id WITH collect(n.id) AS l RETURN l",
            "MATCH (n) WITH n ORDER BY n.id LIMIT 5 RETURN collect(n.id) AS l",
            "MATCH (n) RETURN collect(n.sources) AS sources",
            "MATCH (n) RETURN size(collect(n.id)) AS n",
        ],
    ),
    "WITH without a name": (
        ["MATCH (n) WITH count(*) RETURN 1 AS x", "MATCH (n) WITH n.id RETURN 1 AS x"],
        [
            "MATCH (n) WITH n, count(*) AS c RETURN c",
            "MATCH (n) WITH * RETURN n.id AS i",
            "MATCH (n) WITH DISTINCT n RETURN n.id AS i",
        ],
    ),
    "name that hides a variable": (
        [
            "MATCH (n)-->(m) RETURN n.id AS m ORDER BY m.id",
            "MATCH (n) WITH n.name AS n ORDER BY n, n.id RETURN n",
        ],
        [
            "MATCH (n)-->(m) RETURN n.id AS m ORDER BY m, n.id",
            "MATCH (n) WITH n.name AS x ORDER BY x, n.id RETURN x",
            "MATCH (n) WITH n AS m ORDER BY m.id RETURN m.id AS i",
        ],
    ),
    "EXISTS { ... RETURN }": (
        ["MATCH (n) WHERE EXISTS { MATCH (n)-->(m) RETURN m.id AS i } RETURN n.id AS i"],
        ["MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WHERE m.id > 'a' } RETURN n.id AS i"],
    ),
    "COLLECT { }": (
        ["MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m.id } AS l"],
        ["MATCH (n) WITH n ORDER BY n.id RETURN collect(n.id) AS l"],
    ),
    "UNION mixed with UNION ALL": (
        ["CALL () { RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x } RETURN x"],
        ["CALL () { RETURN 1 AS x UNION ALL RETURN 2 AS x UNION ALL RETURN 3 AS x } RETURN x"],
    ),
    "procedure": (["CALL db.labels() YIELD label RETURN label"], ["CALL () { RETURN 1 AS x } RETURN x"]),
    "End or exists as a name": (
        ["MATCH (n:End) RETURN n.id AS i", "MATCH (n) RETURN n.id AS exists", "MATCH (end) RETURN 1 AS x"],
        ["RETURN CASE WHEN true THEN 1 ELSE 2 END AS x", "MATCH (n:`End`) RETURN n.id AS i"],
    ),
    "property of an edge in a pattern's map": (
        [
            "MATCH (p)-[s:SIGNED]->(a) MATCH (i:Institution {id: s.institution}) RETURN i.id AS i",
            "MATCH ()-[s:SIGNED]->(a) WHERE EXISTS { MATCH (:Region {id: s.institution}) } RETURN a.id AS i",
        ],
        [
            "MATCH ()-[s:SIGNED]->(a) WITH s.institution AS o MATCH (i:Institution {id: o}) RETURN i.id AS i",
            "MATCH (a:Agreement) MATCH (b:Agreement {kind: a.kind}) RETURN b.id AS i",
            "MATCH (p)-[s:SIGNED]->(a) RETURN {role: s.role} AS m",
        ],
    ),
    "path without an upper bound": (
        [
            "MATCH (a)-[*]-(b) RETURN a.id AS i",
            "MATCH (a)-[:PART_OF*2..]->(b) RETURN a.id AS i",
            "MATCH (a)-[r:PART_OF*]->(b) RETURN a.id AS i",
        ],
        [
            "MATCH (a)-[:PART_OF*1..3]->(b) RETURN a.id AS i",
            "MATCH (a)-[:PART_OF*..3]->(b) RETURN a.id AS i",
            "MATCH (a)-[:PART_OF*2]->(b) RETURN a.id AS i",
            "RETURN [2 * 3] AS l",
        ],
    ),
    "|:TYPE": (
        ["MATCH (a)-[:SIGNED|:WITNESSED]->(b) RETURN a.id AS i"],
        ["MATCH (a)-[:SIGNED|WITNESSED]->(b) RETURN a.id AS i"],
    ),
    "arrow both ways": (
        ["MATCH (a)<-->(b) RETURN a.id AS i", "MATCH (a)<-[:PART_OF]->(b) RETURN a.id AS i"],
        ["MATCH (a)--(b)<--(c)-->(d) RETURN a.id AS i", "MATCH (a)<-[:PART_OF]-(b) RETURN a.id AS i"],
    ),
    "quantified path": (
        [
            "MATCH (a)-[:PART_OF]->+(b) RETURN a.id AS i",
            "MATCH (a)-->{1,3}(b) RETURN a.id AS i",
            "MATCH ((a)-->(b)){1,2} RETURN 1 AS x",
        ],
        ["MATCH (a)-[:PART_OF {id: 'x'}]->(b) RETURN a.id AS i", "MATCH (a)-->(b) RETURN (1 + 2) * 3 AS x"],
    ),
    "SHORTEST": (
        [
            "MATCH p = SHORTEST 1 (a)-->(b) RETURN length(p) AS l",
            "MATCH p = ALL SHORTEST (a)-->(b) RETURN length(p) AS l",
        ],
        ["MATCH p = shortestPath((a)-[:SIGNED*..4]-(b)) RETURN length(p) AS l"],
    ),
    "& or ! in labels": (
        ["MATCH (n:Person&Official) RETURN n.id AS i", "MATCH (n:!Person) RETURN n.id AS i"],
        [
            "MATCH (n:Person|Institution) RETURN n.id AS i",
            "MATCH (n) WHERE n:Person AND NOT n:Official RETURN n.id AS i",
        ],
    ),
    "new variable in a pattern in WHERE": (
        [
            "MATCH (a) WHERE (a)-->(b) RETURN a.id AS i",
            "MATCH (a) WHERE NOT (a)-[r:SIGNED]->() RETURN a.id AS i",
        ],
        [
            "MATCH (a) WHERE (a)-->() RETURN a.id AS i",
            "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE b.id > 'x' } RETURN a.id AS i",
            "MATCH (a), (b) WHERE (a)-->(b) RETURN a.id AS i",
        ],
    ),
    "whole node, edge or path in ORDER BY": (
        [
            "MATCH (p:Person) RETURN p.id AS i ORDER BY p",
            "MATCH ()-[r:SIGNED]->() RETURN r.id AS i ORDER BY i, r DESC",
            "MATCH w = (:Person)-->(:Agreement) RETURN length(w) AS n ORDER BY n, w",
            "MATCH (p:Person), w = (p)-->(:Agreement) RETURN length(w) AS n ORDER BY w",
            "MATCH (p:Person) RETURN p AS whole ORDER BY whole",
            "MATCH (p:Person) WITH DISTINCT p AS q ORDER BY q RETURN q.id AS i",
            "MATCH w = (:Person)-->(:Agreement) UNWIND nodes(w) AS n RETURN n.id AS i ORDER BY n",
            "MATCH ()-[r:SIGNED]->() RETURN startNode(r) AS p ORDER BY p",
        ],
        [
            "MATCH (p:Person) RETURN p ORDER BY p.id DESC",
            "MATCH (p:Person) RETURN p.id AS p ORDER BY p",
            "MATCH (p:Person) WITH p.name AS p RETURN p ORDER BY p",
            "MATCH w = (:Person)-->(:Agreement) RETURN length(w) AS w ORDER BY w",
            "MATCH w = (:Person)-->(:Agreement) RETURN w, [r IN relationships(w) | r.id] AS i ORDER BY i",
            "MATCH (p:Person) UNWIND p.aliases AS p RETURN p ORDER BY p",
        ],
    ),
    "size() of a pattern": (
        ["MATCH (n) RETURN size((n)-->()) AS s"],
        ["MATCH (n) RETURN size(n.sources) AS s, COUNT { (n)-->() } AS c"],
    ),
}


def test_a_parameter_of_free_cypher_is_of_the_kind_that_it_is_given(ontology: Ontology) -> None:
    text = "MATCH (a:Agreement) WHERE a.signed_from > $day RETURN a.id AS i"
    (finding,) = differences(text, ontology, {"day": "2024-01-01"})
    assert finding.construct == "date compared with text"
    assert differences(text, ontology, {"day": date(2024, 1, 1)}) == differences(text, ontology) == []


def constructs(text: str, ontology: Ontology) -> list[str]:
    return [finding.construct for finding in lint_query(text, ontology)]


@pytest.mark.parametrize(
    ("construct", "text"), [(name, bad) for name, (every, _) in CASES.items() for bad in every]
)
def test_a_construct_is_found(ontology: Ontology, construct: str, text: str) -> None:
    assert construct in constructs(text, ontology)


@pytest.mark.parametrize(
    ("construct", "text"), [(name, good) for name, (_, every) in CASES.items() for good in every]
)
def test_what_only_looks_like_it_is_not(ontology: Ontology, construct: str, text: str) -> None:
    assert construct not in constructs(text, ontology)


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == {rule.construct for rule in RULES}


@pytest.mark.parametrize("bad", [bad for every, _ in CASES.values() for bad in every])
def test_nothing_is_found_in_strings_comments_and_backticks(ontology: Ontology, bad: str) -> None:
    quoted = bad.replace("\\", "").replace("'", "")
    remark = quoted.replace("*/", "")
    text = f"// {quoted}\nMATCH (`{quoted}`:Person) /* {remark}\n{remark} */ RETURN '{quoted}' AS x, 1 AS y"
    assert lint_query(text, ontology) == []


def test_a_finding_says_where_what_why_and_what_instead() -> None:
    (finding,) = lint_query("MATCH (a:Agreement)\n  WHERE a.number = 'x' //\nRETURN\n  round(1.5) AS n")
    assert finding[:3] == (4, 3, "round()")
    assert finding.why
    assert str(finding) == f"4:3: round(): {finding.why}. Write instead: {finding.instead}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MATCH (n) RETURN 'open AS x", "unclosed string"),
        ("MATCH (n) /* open", "unclosed comment"),
        ("MATCH (`n) RETURN 1", "unclosed backtick"),
        ("MATCH (n RETURN n", "unmatched '('"),
        ("MATCH n) RETURN n", "unmatched ')'"),
        ("MATCH (n] RETURN n", "unmatched ']'"),
        ("", "empty query"),
        ("// only a remark", "empty query"),
        ("MATCH (n) \x00", "unexpected"),
    ],
)
def test_text_that_is_no_cypher_is_told(text: str, says: str) -> None:
    (finding,) = lint_query(text)
    assert says in finding.construct


PIECES = """
( ) [ ] { } : , . .. - < > * / + = <> <= | & ! $x `n` 'text' 1 2.5 // /* */ n r Person SIGNED id sources
MATCH OPTIONAL WHERE WITH RETURN AS ORDER BY CALL EXISTS COUNT UNION ALL CASE WHEN END IN NOT
count collect duration date labels size toString
"""


@given(st.lists(st.sampled_from(PIECES.split()) | st.text(max_size=3), max_size=40))
def test_no_text_makes_it_stumble(fragments: list[str]) -> None:
    for finding in lint_query(" ".join(fragments), every_concept()):
        assert finding.line >= 1
        assert finding.column >= 1


@pytest.mark.parametrize(
    ("text", "construct", "instead"),
    [
        ("MATCH (n:Persn) RETURN n.id AS i", "unknown label Persn", "Person"),
        ("MATCH (n)-->() WHERE n:Oficial RETURN n.id AS i", "unknown label Oficial", "Official"),
        ("MATCH ()-[:SIGNDE|WITNESSED]->(n) RETURN n.id AS i", "unknown edge type SIGNDE", "SIGNED"),
        ("MATCH (n:Person) RETURN n.nmae AS i", "unknown property nmae", "name"),
        ("MATCH (n:Agreement {stattus: 'x'}) RETURN n.id AS i", "unknown property stattus", "status"),
        ("MATCH (n:Person) RETURN n.status AS i", "unknown property status", ""),
        ("MATCH (n)-->() RETURN n.nonsense AS i", "unknown property nonsense", ""),
        ("MATCH (:Person)-[r:SIGNED]->() RETURN r.rolle AS i", "unknown property rolle", "role"),
    ],
)
def test_names_are_held_against_the_ontology(
    ontology: Ontology, text: str, construct: str, instead: str
) -> None:
    (finding,) = lint_query(text, ontology)
    assert finding.construct == construct
    assert instead in finding.instead


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Official) RETURN n.name AS i",
        "MATCH (n:Person|Institution) RETURN n.kind AS i",
        "MATCH (n)-->() RETURN n.score AS i",
        "MATCH (a:Agreement) WITH a AS b RETURN b.kind AS i, b.signed_from.year AS y",
        "MATCH ()-[r:HOLDS]->() RETURN r.id AS i, r.sources AS sources",
        "RETURN {foo: 1}.foo AS i",
        "MATCH (n:Person) RETURN n {.name} AS m",
    ],
)
def test_names_that_the_ontology_has_are_no_findings(ontology: Ontology, text: str) -> None:
    assert lint_query(text, ontology) == []


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Person) RETURN n.id AS i",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n) REMOVE n.name",
        "MERGE (n:Person {id: 'x'}) RETURN n.id AS i",
        "FOREACH (x IN [1] | CREATE (:Person))",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "load csv with headers from $f as row return row",
        "CALL () { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } RETURN row",
        "DROP INDEX x",
        "SHOW INDEXES",
        "USE other MATCH (n) RETURN n.id AS i",
    ],
)
def test_whatever_writes_or_reads_files_is_found(text: str) -> None:
    words = {finding.construct for finding in lint_query(text)}
    assert words & {
        "CREATE",
        "SET",
        "DELETE",
        "REMOVE",
        "MERGE",
        "FOREACH",
        "LOAD CSV",
        "DROP",
        "SHOW",
        "USE",
    }


def test_words_of_writing_are_fine_as_names() -> None:
    assert lint_query("MATCH (n:`SET`) WHERE n.create = 'DELETE' RETURN n.set AS merge // REMOVE") == []


HEADER = """\
// title: T
// description: D
// why: W
// topic: x
// parameters:
//   kind: {type: text, help: Kind, example: mou}
//   since: {type: text, default: "2024", help: Since}
// columns:
//   agreement: {type: text, help: Name}
//   kind: {type: text, help: Kind}
"""
BODY = """\
MATCH (a:Agreement {kind: $kind})
WHERE a.signed_on >= $since
RETURN a.name AS agreement, a.kind AS kind
"""


def linted(folder: Path, ontology: Ontology, header: str, body: str) -> list[Finding]:
    path = folder / "some-query.cypher"
    path.write_text(header + body, "utf-8")
    return lint_file(path, ontology)


def test_a_good_file_has_no_findings(tmp_path: Path, ontology: Ontology) -> None:
    assert linted(tmp_path, ontology, HEADER, BODY + "ORDER BY agreement, a.id") == []


@pytest.mark.parametrize(
    ("body", "line", "construct"),
    [
        (BODY.replace("$kind", "$kin") + "ORDER BY a.id", 11, "undeclared parameter $kin"),
        (BODY.replace("$since", "'2024'") + "ORDER BY a.id", 11, "unused parameter since"),
        (
            BODY.replace("a.kind AS kind", "a.kind AS sort") + "ORDER BY a.id",
            13,
            "columns differ from the header",
        ),
        (BODY.replace("a.name AS agreement, ", "") + "ORDER BY a.id", 13, "columns differ from the header"),
        (BODY.replace("a.kind AS kind", "a AS kind") + "ORDER BY a.id", 13, "whole node, edge or path"),
        (BODY, 13, "no ORDER BY"),
        (BODY + "ORDER BY agreement", 14, "ORDER BY without a unique last column"),
        (BODY + "ORDER BY a.id, agreement DESC", 14, "ORDER BY without a unique last column"),
        (BODY.replace("a.signed_on", "a.signed_from") + "ORDER BY a.id", 12, "date compared with text"),
        (BODY + "UNION ALL\n" + BODY + "ORDER BY agreement", 14, "UNION at the top"),
        (
            BODY.replace("a.kind AS kind", "avg(a.term_years) AS kind") + "ORDER BY a.id",
            13,
            "avg() not rounded",
        ),
        (
            BODY.replace("a.kind AS kind", "stDev(a.term_years) AS kind") + "ORDER BY a.id",
            13,
            "stDev()",
        ),
        (BODY.replace("RETURN", "WITH").strip(), 11, "no RETURN"),
    ],
)
def test_a_file_is_held_against_its_header(
    tmp_path: Path, ontology: Ontology, body: str, line: int, construct: str
) -> None:
    found = {finding.construct: finding.line for finding in linted(tmp_path, ontology, HEADER, body)}
    assert found.get(construct) == line


def test_a_key_of_columns_can_stand_for_the_id(tmp_path: Path, ontology: Ontology) -> None:
    keyed = HEADER + "// key: [agreement, kind]\n"
    assert linted(tmp_path, ontology, keyed, BODY + "ORDER BY kind DESC, agreement") == []
    found = linted(tmp_path, ontology, keyed, BODY + "ORDER BY kind DESC")
    assert [finding.construct for finding in found] == ["ORDER BY without a unique last column"]


def test_one_row_of_counts_needs_no_order(tmp_path: Path, ontology: Ontology) -> None:
    body = BODY.replace("a.name AS agreement, a.kind AS kind", "count(a) AS agreement, min(a.kind) AS kind")
    assert linted(tmp_path, ontology, HEADER, body) == []


def test_the_type_of_a_parameter_counts_in_comparisons(tmp_path: Path, ontology: Ontology) -> None:
    body = BODY.replace("a.signed_on", "a.signed_from") + "ORDER BY a.id"
    dated = HEADER.replace('{type: text, default: "2024"', "{type: date, default: today")
    assert linted(tmp_path, ontology, dated, body) == []


def test_a_concept_of_a_parameter_must_exist(tmp_path: Path, ontology: Ontology) -> None:
    header = HEADER.replace(
        "kind: {type: text, help: Kind, example", 'kind: {type: "entity:Persn", help: Kind, example'
    )
    (finding,) = linted(tmp_path, ontology, header, BODY + "ORDER BY a.id")
    assert "Persn" in finding.why


def test_problems_of_the_header_come_with_their_line(tmp_path: Path, ontology: Ontology) -> None:
    (finding,) = linted(tmp_path, ontology, HEADER.replace("// why: W\n", "// whyy: W\n// why: W\n"), BODY)
    assert (finding.line, finding.construct) == (3, "header")
    assert "Did you mean 'why'" in finding.why


@pytest.mark.parametrize("path", sorted((ROOT / "queries").glob("*.cypher")), ids=lambda path: path.stem)
def test_every_query_of_the_library_is_clean(ontology: Ontology, path: Path) -> None:
    assert lint_file(path, ontology) == []
