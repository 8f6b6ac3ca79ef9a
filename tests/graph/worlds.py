"""A ledger with a graph in memory, filled with records of invented people by the bundled loaders.

The list of regions is left out, so that a world takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import sqlalchemy as sa

from kg.graph import Edge, Node, prepare_changes
from kg.ledger import Ledger
from kg.ledger.tables import identities
from kg.loading import Build, Gazetteer, Loader, Reference, load_loaders, raw_key
from kg.ontology import Ontology, load_ontology
from kg.project import builtin
from kg.statements import Said
from kg.stores.memory import MemoryStore

#: Record key -> (name of the loader, record).
Dataset = Mapping[str, tuple[str, Mapping[str, Any]]]


@cache
def ontology() -> Ontology:
    return load_ontology([builtin("schema")])


@cache
def loaders() -> dict[str, Loader]:
    return load_loaders([builtin("loaders")])


@cache
def reference() -> Reference:
    gazetteer = Gazetteer.from_files(builtin("data") / "regions.csv", builtin("loaders") / "lexicon.yaml")
    return Reference(ontology(), gazetteer)


def page(name: str) -> dict[str, str]:
    """An invented source."""
    return {"url": f"https://example.org/{name}", "outlet": "Example Daily"}


def said(dataset: str, kind: str, record: Mapping[str, Any]) -> Said:
    """What a record says; its only source is named after dataset and id when it cites none."""
    fields = {"sources": [page(f"{dataset}/{quote(str(record.get('id', '')))}")], **record}
    model = loaders()[kind].record.model_validate(fields)
    sources = [source.model_dump() for source in model.sources]
    build = Build(dataset, raw_key(model), sources, loaders()[kind].method, reference())
    loaders()[kind].statements(model, build)
    return build.finish()


class Graph(NamedTuple):
    """What a store holds."""

    nodes: dict[str, Node]
    edges: dict[str, Edge]

    @classmethod
    def of(cls, elements: Iterable[Node | Edge]) -> Graph:
        nodes: dict[str, Node] = {}
        edges: dict[str, Edge] = {}
        for element in elements:
            into: dict[str, Any] = nodes if isinstance(element, Node) else edges
            assert element.id not in into, f"{element.id} is there twice"
            into[element.id] = element
        return cls(nodes, edges)

    def named(self, concept: str, name: str) -> Node:
        """The only node of that concept and name."""
        found = self.all_named(concept, name)
        assert len(found) == 1, f"{len(found)} of {concept} {name}"
        return found[0]

    def all_named(self, concept: str, name: str) -> list[Node]:
        """All nodes of that concept that have the name, or had it as an alias."""
        return [
            node
            for node in self.nodes.values()
            if node.concept == concept
            and (node.properties["name"] == name or name in node.properties.get("aliases", ()))
        ]

    def of_concept(self, concept: str) -> list[Any]:
        """Nodes or edges."""
        return [e for e in (*self.nodes.values(), *self.edges.values()) if e.concept == concept]


class World:
    """A ledger and the store that its graph is built into.

    Args:
        place: a folder for its file, or the address of a database.
    """

    def __init__(self, place: Path | str) -> None:
        address = place if isinstance(place, str) else place / "ledger.sqlite"
        self.ledger = Ledger.open(address, create=True)
        self.store = MemoryStore()

    def load(self, **datasets: Dataset | Iterable[tuple[str, Mapping[str, Any]]]) -> World:
        """Make datasets say exactly these records, in one run."""
        with self.ledger.run() as run:
            for name, records in datasets.items():
                stated = records.values() if isinstance(records, Mapping) else records
                saying = [said(name, kind, record) for kind, record in stated]
                run.replace(name, repr(records), saying)
        return self

    def build(self, *, rebuild: bool = False) -> Graph:
        """Bring the world's own store up to date and give what it holds."""
        return self.bring_up(self.store, rebuild=rebuild)

    def bring_up(self, store: MemoryStore, *, rebuild: bool = False) -> Graph:
        """Bring any store up to date and give what it holds."""
        held = store.version()
        with self.ledger.building() as connection:
            holds = None if held is None or rebuild else held.build
            changes = prepare_changes(connection, ontology(), holds, fingerprint="", rebuild=rebuild)
            store.apply(changes, self.ledger.name)
        return Graph.of(store.snapshot())

    def graph(self) -> Graph:
        return Graph.of(self.store.snapshot())

    def rebuilt(self) -> Graph:
        """The graph made from nothing; the ledger stays as it was."""
        store = MemoryStore()
        try:
            with self.ledger.building() as connection:
                changes = prepare_changes(connection, ontology(), None, fingerprint="", rebuild=True)
                store.apply(changes, self.ledger.name)
                raise _TakeBackError
        except _TakeBackError:
            return Graph.of(store.snapshot())

    def joined(self) -> dict[str, frozenset[str]]:
        """Node or edge -> the entities that it was made from."""
        groups: dict[str, set[str]] = {}
        with self.ledger.reading() as connection:
            for row in connection.execute(sa.select(identities.c.entity, identities.c.element)):
                groups.setdefault(row.element, set()).add(row.entity)
        return {id: frozenset(entities) for id, entities in groups.items()}


class _TakeBackError(Exception):
    """Ends a transaction without a trace."""


def canonical(world: World) -> dict[Any, Any]:
    """The world's graph with ids of nodes and edges replaced by the entities they were made from."""
    joined = world.joined()
    graph = world.graph()

    def rename(value: Any) -> Any:
        if isinstance(value, list):
            return sorted((rename(item) for item in value), key=str)
        if not isinstance(value, str):
            return value
        if " | " in value:
            return tuple(rename(part) for part in value.split(" | "))
        return tuple(sorted(joined[value])) if value in joined else value

    found: dict[Any, Any] = {}
    for node in graph.nodes.values():
        found[rename(node.id)] = (node.labels, {k: rename(v) for k, v in node.properties.items()})
    for edge in graph.edges.values():
        ends = (rename(edge.tail), rename(edge.head))
        found[rename(edge.id)] = (edge.concept, ends, {k: rename(v) for k, v in edge.properties.items()})
    return found


def differences(left: Graph, right: Graph) -> Iterator[str]:
    """What two graphs do not have in common, for people."""
    for name in ("nodes", "edges"):
        ours, theirs = getattr(left, name), getattr(right, name)
        for id in sorted(ours.keys() | theirs.keys()):
            if ours.get(id) != theirs.get(id):
                yield f"{id}:\n  {ours.get(id)}\n  {theirs.get(id)}"
