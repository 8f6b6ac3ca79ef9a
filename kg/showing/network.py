"""The network of what lies around an entity, or of the whole graph."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg import entities
from kg.connections import COMMON, hubs, network
from kg.showing.evidence import evidence
from kg.showing.regions import top_regions

if TYPE_CHECKING:
    from kg.views import Network
    from kg.workspace import Workspace


def network_view(workspace: Workspace, around: str | None, hops: int, language: str) -> Network:
    """A pyvis network of what lies around an entity.

    Args:
        workspace: with a built graph.
        around: name or id of the entity; None gives everything but sources.
        hops: how far around it.
        language: of labels and interface, ``en`` or ``id``.
    """
    from kg.views import network_page, parts

    found = network(workspace, around, hops)
    nodes, edges = parts(found)
    cited = {source for element in (*nodes, *edges) for source in element["properties"]["sources"]}
    joining = frozenset(id for id, _ in hubs(workspace))
    common = {node["id"] for node in nodes if COMMON & set(node["labels"])}
    return network_page(
        nodes,
        edges,
        workspace.sources(cited),
        workspace.ontology,
        title=found.graph["title"],
        language=language,
        focus=workspace.find(around).id if around else None,
        names=entities.names_referred_to(workspace, edges),
        evidence=partial(evidence, workspace),
        hubs=joining | common,
        regions=partial(top_regions, avoid=joining),
        keep=workspace.project.pictures,
    )
