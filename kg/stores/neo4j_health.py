"""What `kg doctor` looks at on a Neo4j server."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import StoreError
from kg.ontology import Ontology
from kg.stores.contract import Check
from kg.stores.neo4j_schema import NODE_LABEL, counts, missing_rules
from kg.stores.neo4j_server import Server
from kg.stores.neo4j_transactions import held

#: The oldest version whose Cypher the library is tested against.
_OLDEST = (5, 26)

#: A file that is not there: a server that may read files says so, another one says that it may not.
_NO_FILE = "file:///kg-doctor-asks-whether-files-can-be-read.csv"


def examine(server: Server, ontology: Ontology) -> Iterator[Check]:
    """Look at version, settings and schema of a server that answers."""
    about = "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN *"
    kernel = server.rows(about)[0]
    version = kernel["versions"][0]
    recent = tuple(int(part) for part in version.split("-")[0].split(".")[:2]) >= _OLDEST
    oldest = ".".join(map(str, _OLDEST))
    yield Check(
        "server",
        f"Neo4j {version}, {kernel['edition']}",
        "" if recent else f"Answers are tested on {oldest} and later: bring the server up to date.",
    )
    yield _files(server)
    missing, in_the_way = missing_rules(server, ontology)
    names = ", ".join(map(str, missing))
    yield Check(
        "constraints and indexes",
        f"missing: {names}" if missing else "all there",
        in_the_way or (f"Make them: kg build --store {server.address}" if missing else ""),
    )
    yield from _altered(server, ontology)
    yield from _others(server, ontology)


def _altered(server: Server, ontology: Ontology) -> Iterator[Check]:
    """Whether others have removed nodes or edges of the graph, or added some."""
    graph = held(server, counts(ontology))
    if graph and graph.left and graph.altered:
        there, left = (f"{nodes:,} and {edges:,}" for nodes, edges in (graph.there, graph.left))
        yield Check(
            "nodes and edges",
            f"{there}, where the last build left {left}: somebody else has changed them",
            f"Make them anew: kg build --store {server.address}",
        )


def _others(server: Server, ontology: Ontology) -> Iterator[Check]:
    """Whether other applications keep nodes under labels of ours, which questions cannot tell from ours."""
    count = f"MATCH (n:{{0}}) WHERE NOT n:{NODE_LABEL} RETURN '{{0}}' AS label, count(n) AS number"
    rows = server.rows(" UNION ALL ".join(map(count.format, ontology.nodes)))
    if found := ", ".join(f"{row['number']:,} {row['label']}" for row in rows if row["number"]):
        yield Check(
            "nodes of others",
            f"{found}: questions take them for ours",
            "Give kg a database of its own, such as neo4j://host/name, or have these given other labels.",
        )


def _files(server: Server) -> Check:
    """Whether queries can make the server read its machine's files, found by trying."""
    what = "LOAD CSV from files"
    try:
        server.rows(f"LOAD CSV FROM '{_NO_FILE}' AS row RETURN row LIMIT 1")
    except StoreError as error:
        if "allow_csv_import_from_file_urls" in str(error):
            return Check(what, "off")
        if "load the external resource" not in str(error):
            return Check(what, f"off, as far as can be seen ({error})")
    return Check(
        what,
        "on",
        "Set dbms.security.allow_csv_import_from_file_urls=false in neo4j.conf and start the server anew: "
        "whoever may ask in Cypher could read files of the server's machine.",
    )
