"""A small graph of invented people, and the changes that lead to it and on from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from kg.graph import Changes, Edge, Gone, Node
from kg.ontology import Ontology, load_ontology
from kg.project import builtin
from kg.stores import Store

LEDGER = "ledger-of-the-test"

#: Texts that a store may mistake for something else.
ODD_TEXTS = [
    "",
    'it\'s "quoted" and `ticked`',
    "back\\slash \\n \\u0041",
    "two\nlines\r\nand\ta tab",
    "🏛 emoji 👩‍⚖️",
    "\u202eright to left\u202c عربي",
    "José Ēlan ｆｕｌｌ width",
    "}) DETACH DELETE n //",
    "<script>alert(1)</script>",
    "null",
    "2024-09-03",
    "12",
    "name | value | source",
    "$id {0} %s",
    "x" * 10_000,
]


@cache
def ontology() -> Ontology:
    return load_ontology([builtin("schema")])


def node(id: str, *further: str, **properties: Any) -> Node:
    """A node; its concept is what its id begins with: ``person-1``."""
    concept = id.partition("-")[0].title()
    held = {"id": id, "name": id, "sources": ["source-1"], "statements": [], "conflicts": []}
    return Node(id, concept, (concept, *sorted(further)), held | properties)


def edge(id: str, concept: str, tail: str, head: str, **properties: Any) -> Edge:
    """An edge between two nodes, given by their ids."""
    held = {"id": id, "sources": ["source-1"], "statements": ["s1", "s2"], "conflicts": []}
    ends = (tail.partition("-")[0].title(), head.partition("-")[0].title())
    return Edge(id, concept, tail, head, *ends, held | properties)


def small() -> tuple[list[Node], list[Edge]]:
    """Two people, an agreement, an institution; one of the two signed twice, in two roles."""
    nodes = [
        node(
            "person-1", "Official", "OmbudsmanMember", name="Rahmat Contoh", aliases=["R. Contoh", "O'Contoh"]
        ),
        node("person-2", name="Siti Contoh"),
        node("agreement-1", name="MoU Contoh", signed_from=date(2024, 9, 3), term_years=2.0),
        node("institution-1", name="Universitas Contoh", kind="university"),
    ]
    edges = [
        edge("signed-1", "SIGNED", "person-1", "agreement-1", role="Ketua"),
        edge("signed-2", "SIGNED", "person-1", "agreement-1", role="Anggota"),
        edge("represented-1", "REPRESENTED", "person-1", "person-2", agreement="agreement-1"),
        edge("holds-1", "HOLDS", "person-2", "institution-1", role="Rektor", first_seen=date(2024, 1, 1)),
        edge("party_to-1", "PARTY_TO", "institution-1", "agreement-1"),
    ]
    return nodes, edges


def crowd(number: int = 12_000) -> tuple[list[Node], list[Edge]]:
    """People of whom each stood in for the next."""
    nodes = [node(f"person-{i}") for i in range(number)]
    edges = [
        edge(f"represented-{i}", "REPRESENTED", f"person-{i}", f"person-{i + 1}") for i in range(number - 1)
    ]
    return nodes, edges


def complete(nodes: Iterable[Node] = (), edges: Iterable[Edge] = (), build: str = "1") -> Changes:
    """Everything there is to be."""
    return Changes(build, True, list(nodes), list(edges))


def increment(
    nodes: Iterable[Node] = (),
    edges: Iterable[Edge] = (),
    *,
    gone: Iterable[str] = (),
    gone_edges: Iterable[tuple[str, str]] = (),
    build: str = "2",
) -> Changes:
    """What is to be added, replaced and removed; edges that go are given as (id, concept)."""
    gone_nodes = [Gone(id, id.partition("-")[0].title()) for id in gone]
    return Changes(build, False, list(nodes), list(edges), gone_nodes, [Gone(*each) for each in gone_edges])


def filled(store: Store) -> Store:
    """The store, holding the small graph."""
    store.apply(complete(*small()), LEDGER)
    return store


def held(elements: Iterable[Node | Edge]) -> dict[str, Node | Edge]:
    """Nodes and edges by id. None may be there twice."""
    found: dict[str, Node | Edge] = {}
    for element in elements:
        assert element.id not in found, f"{element.id} is there twice"
        found[element.id] = element
    return found


def kinds(element: Node | Edge) -> dict[str, Any]:
    """Properties with their Python types, so that 1, 1.0 and True differ."""
    return {name: (type(value), value) for name, value in element.properties.items()}


class BreakOffError(Exception):
    """The ledger cannot be read on."""


def breaking_off(elements: Iterable[Any], after: int) -> Iterator[Any]:
    """The first few elements, then an error, as when the ledger cannot be read on."""
    for number, element in enumerate(elements):
        if number == after:
            raise BreakOffError
        yield element
