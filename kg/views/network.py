"""Network pages of what the graph holds: nodes and edges with their facts and evidence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.ontology import EdgeConcept, NodeConcept, Ontology
from kg.statements import Source
from kg.views import facts
from kg.views.dates import period
from kg.views.drawing import Network
from kg.views.groups import GROUPED_FROM, Regions, add_groups, groupings, spread, within
from kg.views.layout import positions
from kg.views.page import counted, texts
from kg.views.proofs import Proof, by_value, entries

if TYPE_CHECKING:
    import networkx

    from kg.graph import Edge, Node

__all__ = [
    "GROUPED_FROM", "MAX_NODES", "Network", "Told", "edge_entry", "network_page", "node_entry", "parts",
]  # fmt: skip

#: More nodes than this on one page are neither legible nor quick.
MAX_NODES = 2_000
#: What is a hub when the caller does not say: as for agreements in :mod:`kg.connections`.
_HUB_SHARE, _HUB_LEAST = 0.1, 20

_Elements = Sequence[Mapping[str, Any]]


class Told(NamedTuple):
    """What a page tells of the nodes and edges on it.

    Attributes:
        nodes, edges: the same, in the same order, with all their properties.
        sources: id -> source, at least for those that they and their proofs name.
        names: id -> name of entities beyond the nodes of the graph, for properties that hold an entity.
        proofs: what each rests on, by id.
    """

    nodes: _Elements
    edges: _Elements
    sources: Mapping[str, Source]
    names: Mapping[str, str]
    proofs: Mapping[str, Sequence[Proof]]


#: Given the nodes and edges that a page shows, what it tells of them.
Tell = Callable[[_Elements, _Elements], Told]


def network_page(
    nodes: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
    sources: Mapping[str, Source],
    ontology: Ontology,
    *,
    title: str,
    language: str = "en",
    focus: str | None = None,
    note: str = "",
    total: int | None = None,
    names: Mapping[str, str] | None = None,
    tell: Tell | None = None,
    hubs: Collection[str] | None = None,
    regions: Regions | None = None,
    keep: Path | None = None,
) -> Network:
    """Make a network whose page shows nodes and edges with their facts and evidence.

    Args:
        nodes: dicts with ``id``, ``labels`` and ``properties`` (``name``, ``sources``, ``conflicts`` and
            those of the concept), and perhaps ``told``, a word that goes before the name. Of more than
            :data:`MAX_NODES`, the focus and the best connected stay.
        edges: dicts with ``id``, ``concept``, ``from``, ``to`` and ``properties``. Those with an end that is
            not shown are left out.
        sources: id -> source, at least for those that nodes and edges name.
        ontology: gives names, order, colours and shapes.
        title: heading of the page.
        language: of labels and interface, ``en`` or ``id``.
        focus: id of the node that the page is about.
        note: what the caller chose to show, in a sentence.
        total: how many nodes there are in the whole graph, when the caller left some out.
        names: id -> name of entities beyond ``nodes``, for properties that hold an entity.
        tell: given the nodes and edges that are shown, what the page tells of them. With it, ``name`` and
            ``kind`` of nodes are all the properties that need be given, and ``sources`` and ``names`` none.
        hubs: ids of nodes that everything hangs on, so that ways between others do not lead through them.
            By default those that more than a tenth of all nodes hang on, and more than twenty.
        regions: says where nodes lie, for the groups that stand for more than :data:`GROUPED_FROM` nodes.
        keep: folder where positions are kept, so that nodes stay where they were on the last page.

    Returns:
        The network; ``write_html`` writes its page.

    Raises:
        UsageError: the language is unknown.
    """
    found = {str(node["id"]): node for node in nodes}
    all_edges = [edge for edge in edges if edge["from"] in found and edge["to"] in found]
    degree: Counter[str] = Counter()
    for edge in all_edges:
        degree.update({edge["from"], edge["to"]})
    ranked = sorted(found, key=lambda key: (key != focus, -degree[key], key))
    grouped = len(found) > GROUPED_FROM
    parted = groupings(list(found.values()), all_edges, ontology, language, regions) if grouped else []
    kept = spread(parted, ranked, MAX_NODES) if grouped else ranked[:MAX_NODES]
    if len(kept) < len(found):
        note = f"{_left_out(len(kept), len(found), total, language, grouped)} {note}".strip()
    network = Network(title, language=language, note=note, total=max(total or 0, len(found)), focus=focus)
    shown = set(kept)
    kept_edges = [edge for edge in all_edges if edge["from"] in shown and edge["to"] in shown]
    inside = within(parted, kept, kept_edges)
    places = _places(kept, kept_edges, focus, grouped, keep)
    network.hubs = frozenset(_hubs(degree, len(found)) if hubs is None else hubs)
    kept_nodes = [found[key] for key in kept]
    told = tell(kept_nodes, kept_edges) if tell else Told(kept_nodes, kept_edges, sources, names or {}, {})
    named = {**told.names, **{key: _name(node) for key, node in found.items()}}
    composer = _Composer(network, ontology, told.sources, named, told.proofs)
    for node in told.nodes:
        key = node["id"]
        size = _size(degree[key], 60 if grouped else len(kept), key == focus)
        composer.add_node(node, places[key], size, inside[key])
    for edge in told.edges:
        composer.add_edge(edge)
    for grouping in parted:
        add_groups(network, grouping, all_edges, kept)
    return network


def _left_out(kept: int, found: int, total: int | None, language: str, grouped: bool) -> str:
    """What a page does not carry, in a sentence."""
    key = "kept_of_groups" if grouped else "kept_of" if (total or 0) > found else "kept"
    return counted(texts(language)[key], language, nodes=kept, found=found)


def _places(
    kept: Sequence[str],
    edges: Sequence[Mapping[str, Any]],
    focus: str | None,
    grouped: bool,
    keep: Path | None,
) -> Mapping[str, tuple[float, float]]:
    """Where nodes stand; those of groups stand within their group only."""
    if grouped:
        return dict.fromkeys(kept, (0.0, 0.0))
    return positions(kept, [(edge["from"], edge["to"]) for edge in edges], focus=focus, keep=keep)


def parts(graph: networkx.MultiDiGraph[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges of a networkx graph as :func:`network_page` takes them.

    Args:
        graph: nodes with ``labels``, edges with ``id`` and ``concept``; all with ``properties``, or with
            the properties themselves as attributes.
    """
    nodes = [
        {"id": key, "labels": list(data.get("labels", ())), "properties": _properties(data)}
        for key, data in graph.nodes(data=True)
    ]
    edges = [
        {
            "id": data.get("id", f"edge-{place}"),
            "concept": data.get("concept", ""),
            "from": start,
            "to": end,
            "properties": _properties(data),
        }
        for place, (start, end, data) in enumerate(graph.edges(data=True))
    ]
    return nodes, edges


def node_entry(node: Node) -> dict[str, Any]:
    """A node of the graph as :func:`network_page` takes it."""
    return {"id": node.id, "labels": list(node.labels), "properties": node.properties}


def edge_entry(edge: Edge) -> dict[str, Any]:
    """An edge of the graph as :func:`network_page` takes it."""
    ends = {"from": edge.tail, "to": edge.head}
    return {"id": edge.id, "concept": edge.concept, **ends, "properties": edge.properties}


def _properties(data: Mapping[str, Any]) -> dict[str, Any]:
    nested = data.get("properties")
    if isinstance(nested, Mapping):
        return dict(nested)
    return {key: value for key, value in data.items() if key not in ("id", "labels", "concept")}


def _hubs(degree: Mapping[str, int], total: int) -> list[str]:
    return [key for key, number in degree.items() if number > max(_HUB_LEAST, total * _HUB_SHARE)]


def _size(degree: int, shown: int, focus: bool) -> float:
    """Radius in canvas units. Pictures of many nodes are seen from afar, so theirs are larger."""
    least = 8 if shown <= 60 else 10 if shown <= 300 else 14
    return round(least + 2 * math.sqrt(min(degree, 64)) + (4 if focus else 0), 1)


def _name(node: Mapping[str, Any]) -> str:
    return str(node["properties"].get("name") or node["id"])


@dataclass(frozen=True)
class _Composer:
    """Fills a network with nodes and edges as people read them."""

    network: Network
    ontology: Ontology
    sources: Mapping[str, Source]
    names: Mapping[str, str]
    rests: Mapping[str, Sequence[Proof]]

    def add_node(
        self, node: Mapping[str, Any], place: tuple[float, float], size: float, within: Mapping[str, Any]
    ) -> None:
        language = self.network.language
        name = facts.primary(node["labels"], self.ontology)
        concept = self.ontology.nodes.get(name)
        style = self.network.node_styles.get(name) or facts.node_style(name, self.ontology, language)
        self.network.node_styles[name] = style
        about = {
            **self._about(concept, node),
            "labels": facts.further_labels(node["labels"], self.ontology, language),
            "also": facts.other_names(concept, node["properties"]),
            "within": within or None,
            "told": node.get("told") or None,
        }
        self.network.add_node(
            node["id"], _name(node), style["shape"], style["colour"],
            group=name, size=size, x=place[0], y=place[1], about=about,
        )  # fmt: skip

    def add_edge(self, edge: Mapping[str, Any]) -> None:
        name = edge["concept"]
        if name not in self.network.edge_styles:
            self.network.edge_styles[name] = facts.edge_style(name, self.ontology, self.network.language)
        about = self._about(self.ontology.edges.get(name), edge)
        self.network.add_edge(edge["from"], edge["to"], id=edge["id"], group=name, about=about)

    def _about(self, concept: NodeConcept | EdgeConcept | None, element: Mapping[str, Any]) -> dict[str, Any]:
        """Facts, conflicts, days and sources of a node or edge; notes the sources to carry."""
        language, properties = self.network.language, element["properties"]
        proofs = self.rests.get(element["id"], ())
        of_value = by_value(proofs)
        name = str(properties.get("name", "")) if isinstance(concept, NodeConcept) else ""
        cited = list(dict.fromkeys(properties.get("sources") or ()))
        dissents = properties.get("conflicts") or ()
        others = facts.conflicts(concept, dissents, self.sources, self.names, language, proofs)
        told = (
            *cited,
            *(other["source"] for other in others),
            *(key for each in proofs for key in each.sources),
        )
        for key in told:
            if key in self.sources and key not in self.network.sources:
                self.network.sources[key] = facts.source_entry(self.sources[key])
        return {
            "facts": facts.facts(concept, properties, self.names, language, proofs),
            "rests": entries(of_value.get(("name" if name else "", name), ()), name),
            "days": period(concept, properties),
            "sources": cited,
            "conflicts": others,
        }
