"""Entities of the graph by name and id: what a search knows of them, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.given import text_of
from kg.graph import Node
from kg.names import fold
from kg.statements import Dissent

if TYPE_CHECKING:
    from kg.library import Lookup, Named
    from kg.ontology import Ontology
    from kg.workspace import Workspace

#: What people call by name most: in this order a search that finds nothing tells where it looked.
_FIRST = ("Person", "Institution", "Region", "Agreement", "Ceremony", "Venue", "Topic", "Assessment")
#: What nobody calls by name: a date or a source is reached through what it belongs to.
_UNNAMED = frozenset({"Date", "Source"})

#: Status of what was announced, where nobody says that it came about.
_ANNOUNCED = "planned"

#: Ids of nodes, as :func:`kg.resolve.clusters.new_node` makes them, and of edges.
_ID = re.compile(r"[a-z_]+-[0-9a-f]{20}")

#: Seconds that reading all names of a label may take: it is done once, also for millions.
_INDEX_TIMEOUT = 600.0


def called_by_name(ontology: Ontology) -> tuple[str, ...]:
    """The concepts whose nodes people call by name, those of a project included."""
    return (*_FIRST, *(name for name in ontology.nodes if name not in _UNNAMED.union(_FIRST)))


def lookup(workspace: Workspace) -> Lookup:
    """What finds the entities of a built graph by name."""
    from kg.library import Lookup, load_titles

    titles = load_titles(workspace.project.content("loaders"))
    ways = (partial(way, workspace) for way in (led_on, written_out))
    return Lookup(partial(named, workspace), titles, *ways)


def written_out(workspace: Workspace, name: str) -> str:
    """The official name of the institution that a short form means, or the name with its region's in full.

    What loaders know of short forms serves here too: "Ombudsman Jatim" is one of its offices, "DPRD Jabar"
    the council of Jawa Barat. Any other text comes back as it is.
    """
    gazetteer = workspace.reference.gazetteer
    kind = gazetteer.kind_of(name)
    region = gazetteer.of_institution(name, kind)
    if official := gazetteer.official_name(kind, region.code if region else None, name):
        return official
    short = {fold(alias) for alias in region.aliases} if region else set[str]()
    bare = gazetteer.bare_name(region) if region else ""
    return " ".join(bare if fold(word) in short else word for word in name.split())


def find(workspace: Workspace, name: str, concept: str | None = None) -> Node:
    """The node of a name or id; the id of a node that was merged leads to the one it was merged into.

    Args:
        workspace: with a built graph.
        name: or id.
        concept: what it is; anything that people call by name when None.

    Raises:
        NotFound, Ambiguous: it matches nothing, or several.
        UsageError: it is no text, or there is no such concept.
    """
    text_of(name, "A name or an id is a text")
    if _ID.fullmatch(name.strip()):
        return _node(workspace, led_on(workspace, name))
    anything = called_by_name(workspace.ontology)
    concepts = anything if concept is None else [text_of(concept, "A concept is given by its name")]
    return _node(workspace, workspace.names.find(name, concepts))


def is_edge_id(workspace: Workspace, text: str) -> bool:
    """Whether a text is the id of an edge, there or not, rather than a name."""
    edges = workspace.ontology.edges
    return bool(_ID.fullmatch(text)) and workspace.ontology.concept_of_id(text) in edges


def named(workspace: Workspace, label: str) -> Iterator[Named]:
    """All entities with a label of the ontology, as a search by name or code takes them."""
    from kg.library import Named

    concept = workspace.ontology.node(label)  # a label that the ontology knows is safe in a query's text
    detail = "coalesce(n.kind, n.level, n.place, n.signed_on)"
    code = concept.properties.get("code")
    known_by = "n.code" if code and not code.internal else "null"
    fields = (
        f"n.id AS id, labels(n) AS labels, n.name AS name, n.aliases AS aliases, {known_by} AS code, "
        f"{detail} AS detail"
    )
    offices = _offices(workspace, label) if concept.name == "Person" else {}
    for row in workspace.store.read(f"MATCH (n:{label}) RETURN {fields}", timeout=_INDEX_TIMEOUT).rows:
        if not _ID.fullmatch(str(row["id"])):
            continue  # another application has nodes of this label in the same database
        detail = offices.get(row["id"]) or row["detail"] or ""
        aliases = [*(row["aliases"] or ()), *filter(None, [row["code"]])]
        yield Named(row["id"], tuple(row["labels"]), row["name"], tuple(aliases), detail)


def names_of(workspace: Workspace, ids: Iterable[str]) -> dict[str, str]:
    """Id -> name, of those that are nodes of the graph."""
    of_concept: dict[str, set[str]] = {}
    for id in ids:
        if (concept := workspace.ontology.concept_of_id(id)) in workspace.ontology.nodes:
            of_concept.setdefault(concept, set()).add(id)
    names: dict[str, str] = {}
    for concept, wanted in of_concept.items():
        query = f"UNWIND $ids AS id MATCH (n:{concept} {{id: id}}) RETURN n.id AS id, n.name AS name"
        rows = workspace.store.read(query, {"ids": sorted(wanted)}).rows
        names.update((row["id"], row["name"]) for row in rows)
    return names


def names_referred_to(workspace: Workspace, edges: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Id -> name of the nodes that properties of edges hold, or hold as some source has it."""
    held: set[str] = set()
    for edge in edges:
        known, values = workspace.ontology.edges[edge["concept"]].properties, edge["properties"]
        given = [(name, values.get(name)) for name in known]
        given += [each[:2] for each in map(Dissent.read, values.get("conflicts") or ())]
        held.update(id for name, id in given if id and name in known and known[name].to)
    return names_of(workspace, held)


def _offices(workspace: Workspace, label: str) -> dict[str, str]:
    """An office of each person, by which namesakes can be told apart."""
    office = "min(h.role + ', ' + i.name) AS office"
    query = f"MATCH (n:{label})-[h:HOLDS]->(i:Institution) RETURN n.id AS id, {office}"
    return {row["id"]: row["office"] for row in workspace.store.read(query, timeout=_INDEX_TIMEOUT).rows}


def led_on(workspace: Workspace, text: str) -> str:
    """The id of the node into which that of an id was merged; any other text as it is."""
    from kg.resolve import redirected

    if not _ID.fullmatch(id := text.strip()):
        return text
    with workspace.ledger.reading() as connection:
        return redirected(connection, id) or id


def _node(workspace: Workspace, id: str) -> Node:
    concept = workspace.ontology.concept_of_id(id)
    query = f"MATCH (n:{concept} {{id: $id}}) RETURN n"
    found = workspace.store.read(query, {"id": id}).rows if concept in workspace.ontology.nodes else []
    if not found:
        raise NotFound(f"There is no entity {id!r} in the graph.")
    node: Node = found[0]["n"]
    return node


def only_announced(ontology: Ontology, *nodes: Node) -> tuple[str, ...]:
    """The word for it where one of some nodes was announced, and nobody says that it came about."""
    words = (announced(ontology, node.concept, node.properties) for node in nodes)
    return tuple(filter(None, words))[:1]


def announced(ontology: Ontology, concept: str, properties: Mapping[str, Any], language: str = "en") -> str:
    """The word for it where a node was announced, and nobody says that it came about; else nothing."""
    status = ontology.nodes[concept].properties.get("status") if concept in ontology.nodes else None
    there = status is not None and properties.get("status") == _ANNOUNCED
    return status.value_text(_ANNOUNCED, language) if status and there else ""
