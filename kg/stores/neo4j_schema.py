"""Constraints and indexes of a Neo4j graph, from the ontology.

Every node of ours carries one technical label besides its own, so that other applications can keep
nodes in the same database: ours are found by it, and their ids are unique under it. The labels of
concepts may be theirs too, so these get plain indexes and no constraint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.stores.neo4j_server import Server

#: On every node of ours; taken off when it is read.
NODE_LABEL = "KgNode"
#: Of the one node that says which build of which ledger the graph is.
GRAPH_LABEL = "KgGraph"
#: The `key` of that node.
GRAPH_KEY = "graph"
#: Its property that says that the graph came by bulk import, which leaves something to do.
IMPORTED = "imported"

#: Seconds that filling new indexes from what the database holds may take.
_PATIENCE = 3_600


class Rule(NamedTuple):
    """A constraint or index on one property of nodes (``entity`` is NODE) or edges (RELATIONSHIP)."""

    entity: str
    name: str
    key: str
    unique: bool = False

    @property
    def cypher(self) -> str:
        """The statement that makes it; one that is there already under another name is enough."""
        pattern = f"(x:{self.name})" if self.entity == "NODE" else f"()-[x:{self.name}]-()"
        own = f"kg_{self.name.lower()}_{self.key}"
        if self.unique:
            return f"CREATE CONSTRAINT {own} IF NOT EXISTS FOR {pattern} REQUIRE x.{self.key} IS UNIQUE"
        return f"CREATE INDEX {own} IF NOT EXISTS FOR {pattern} ON (x.{self.key})"

    def __str__(self) -> str:
        return f"{self.name}({self.key})"


def rules(ontology: Ontology) -> Iterator[Rule]:
    """What the graph of an ontology needs."""
    yield Rule("NODE", NODE_LABEL, "id", unique=True)
    yield Rule("NODE", GRAPH_LABEL, "key", unique=True)
    # Few elements have `voices`, or none, and Neo4j warns of a property that it has never heard of.
    yield Rule("NODE", GRAPH_LABEL, "voices")
    yield from (Rule("NODE", name, "id") for name in (*ontology.nodes, *ontology.label_names))
    # Without it, taking away one edge looks at all of its concept.
    yield from (Rule("RELATIONSHIP", name, "id") for name in ontology.edges)


def missing_rules(server: Server, ontology: Ontology) -> list[Rule]:
    """Those that the database does not have."""
    query = "SHOW INDEXES YIELD entityType, labelsOrTypes, properties, type, owningConstraint"
    there: dict[tuple[str, str, str], bool] = {}
    for row in server.rows(query, writing=True):
        if row["type"] == "RANGE" and len(row["labelsOrTypes"] or ()) == len(row["properties"] or ()) == 1:
            at = (row["entityType"], row["labelsOrTypes"][0], row["properties"][0])
            there[at] = row["owningConstraint"] is not None
    return [
        rule
        for rule in rules(ontology)
        if (at := (rule.entity, rule.name, rule.key)) not in there or (rule.unique and not there[at])
    ]


def make_rules(server: Server, ontology: Ontology, *, only_unique: bool = False) -> None:
    """Make those that are missing, and wait until they work.

    Args:
        server, ontology: where, and for what.
        only_unique: leave out the others, which are made faster once the graph is filled.
    """
    missing = [rule for rule in missing_rules(server, ontology) if rule.unique or not only_unique]
    if missing:
        server.write([rule.cypher for rule in missing])
        server.rows("CALL db.awaitIndexes($seconds)", writing=True, seconds=_PATIENCE)
