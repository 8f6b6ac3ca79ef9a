"""Constraints and indexes of a Neo4j graph, from the ontology.

Every node of ours carries one technical label besides its own, so that other applications can keep
nodes in the same database: ours are found by it, and their ids are unique under it. The labels of
concepts may be theirs too, so these get plain indexes and no constraint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import StoreError
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
#: Its property with how many nodes and edges a build left; it may be missing.
COUNTS = "counts"

#: Seconds that filling new indexes from what the database holds may take.
_PATIENCE = 3_600


class Rule(NamedTuple):
    """A constraint or index on one property of nodes (``entity`` is NODE) or edges (RELATIONSHIP)."""

    entity: str
    name: str
    key: str
    unique: bool = False

    @property
    def own(self) -> str:
        """What it is called when kg makes it."""
        return f"kg_{self.name.lower()}_{self.key}"

    @property
    def cypher(self) -> str:
        """The statement that makes it, unless another kg has done so meanwhile."""
        pattern = f"(x:{self.name})" if self.entity == "NODE" else f"()-[x:{self.name}]-()"
        if self.unique:
            return f"CREATE CONSTRAINT {self.own} IF NOT EXISTS FOR {pattern} REQUIRE x.{self.key} IS UNIQUE"
        return f"CREATE INDEX {self.own} IF NOT EXISTS FOR {pattern} ON (x.{self.key})"

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


def counts(ontology: Ontology) -> str:
    """Cypher that gives how many nodes and edges of ours there are, by the server's own statistics."""
    edges = " + ".join(f"COUNT {{ (:{NODE_LABEL})-[:{name}]->() }}" for name in ontology.edges)
    return f"[COUNT {{ (:{NODE_LABEL}) }}, {edges or 0}]"


class Missing(NamedTuple):
    """What a database does not have.

    Attributes:
        rules: the constraints and indexes; one that is there under another name is not missing.
        in_the_way: which names of these others have taken, and what to do; empty where none is.
    """

    rules: list[Rule]
    in_the_way: str


def missing_rules(server: Server, ontology: Ontology) -> Missing:
    """Those that the database does not have."""
    query = "SHOW INDEXES YIELD name, entityType, labelsOrTypes, properties, type, owningConstraint"
    indexes = server.rows(query, writing=True)
    there: dict[tuple[str, str, str], bool] = {}
    for row in indexes:
        if row["type"] == "RANGE" and len(row["labelsOrTypes"] or ()) == len(row["properties"] or ()) == 1:
            at = (row["entityType"], row["labelsOrTypes"][0], row["properties"][0])
            there[at] = row["owningConstraint"] is not None
    missing = [
        rule
        for rule in rules(ontology)
        if (at := (rule.entity, rule.name, rule.key)) not in there or (rule.unique and not there[at])
    ]
    named = {row["name"]: row for row in indexes}
    taken = [_taken(rule, named[rule.own]) for rule in missing if rule.own in named]
    advice = "kg leaves alone what others made: they must drop it, or give it another name. Then: kg build"
    return Missing(missing, f"{'; '.join(taken)}. {advice}" if taken else "")


def _taken(rule: Rule, by: dict[str, Any]) -> str:
    """What bears the name that is wanted; ``IF NOT EXISTS`` would pass over that in silence."""
    ours = "constraint" if rule.unique else "index"
    theirs = "constraint" if by["owningConstraint"] else f"{by['type'].lower()} index"
    on = f"{'|'.join(by['labelsOrTypes'] or ())}({', '.join(by['properties'] or ())})"
    return f"kg's {ours} on {rule} would be called {rule.own}, but a {theirs} on {on} has that name already"


def make_rules(server: Server, ontology: Ontology, *, only_unique: bool = False) -> None:
    """Make those that are missing, and wait until they work.

    Args:
        server, ontology: where, and for what.
        only_unique: leave out the others, which are made faster once the graph is filled.

    Raises:
        StoreError: the name of one is taken.
    """
    missing = missing_rules(server, ontology)
    if missing.in_the_way:
        raise StoreError(f"{server.address}: {missing.in_the_way}")
    statements = [rule.cypher for rule in missing.rules if rule.unique or not only_unique]
    if statements:
        server.write(statements)
        server.rows("CALL db.awaitIndexes($seconds)", writing=True, seconds=_PATIENCE)
