"""Which region each node of the graph belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kg.connections import COMMON

#: How far from a region its own reach: a body governs it, an agreement is the body's, a person signed that.
_STEPS = 3


def top_regions(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    avoid: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """The topmost region that each node lies in or hangs together with; nodes of none are left out.

    A node belongs to the region of most of its neighbours that are nearest to one. Nodes that everything
    hangs on belong to none.

    Args:
        nodes, edges: as :func:`kg.views.network_page` takes them.
        avoid: ids of further nodes that belong to none.
    """
    regions = {node["id"] for node in nodes if "Region" in node["labels"]}
    loose = avoid | {node["id"] for node in nodes if COMMON & set(node["labels"])} - regions
    parent = {edge["from"]: edge["to"] for edge in edges if {edge["from"], edge["to"]} <= regions}
    found = {region: _top(region, parent) for region in regions}
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        beside[edge["from"]].append(edge["to"])
        beside[edge["to"]].append(edge["from"])
    for _ in range(_STEPS):
        reached: dict[str, Counter[str]] = defaultdict(Counter)
        for key, region in found.items():
            for other in beside[key]:
                if other not in found and other not in loose:
                    reached[other][region] += 1
        found |= {key: min(votes, key=lambda one: (-votes[one], one)) for key, votes in reached.items()}
    return found


def _top(region: str, parent: Mapping[str, str]) -> str:
    seen = {region}
    while (above := parent.get(region)) is not None and above not in seen:
        seen.add(above)
        region = above
    return region
