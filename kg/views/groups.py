"""Groups of nodes, for graphs of which a page can show no more than an overview at first.

A page shows one grouping at a time, by kind or by region; a group opens and shows its best connected.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

from kg.ontology import Ontology
from kg.views import facts
from kg.views.drawing import Network
from kg.views.layout import positions
from kg.views.page import counted, texts

#: Above as many nodes a page shows groups first.
GROUPED_FROM = 5_000
#: Lines between groups that are drawn, those of most connections first.
_MOST_LINES = 120
#: Groups are larger than nodes, so they stand further apart than a layout puts nodes.
_APART = 1.8
#: What the legend and the search call a group; no concept has a bracket in its name.
GROUP = "(group)"

_Element = Mapping[str, Any]
#: Given all nodes and edges, the id of the region that a node belongs to; those of none are left out.
Regions = Callable[[Sequence[_Element], Sequence[_Element]], Mapping[str, str]]


@dataclass
class Grouping:
    """One way to part nodes: ``of`` says which group each is in, ``names`` what the groups are called."""

    name: str
    of: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, node: str, group: str, name: str) -> None:
        """Put a node into a group."""
        self.of[node] = group
        self.names[group] = name


def groupings(
    nodes: Sequence[_Element],
    edges: Sequence[_Element],
    ontology: Ontology,
    language: str,
    regions: Regions | None,
) -> list[Grouping]:
    """The ways in which nodes can be grouped: by region, where somebody says what lies where, and by kind."""
    words, kinds = texts(language), Grouping("kind")
    for node in nodes:
        kinds.add(node["id"], *_kind(node, ontology, language))
    if regions is None:
        return [kinds]
    by_region, names = Grouping("region"), {node["id"]: str(node["properties"].get("name")) for node in nodes}
    lies_in = regions(nodes, edges)
    for node in nodes:
        region = lies_in.get(node["id"], "")
        by_region.add(node["id"], region, names.get(region, words["no_region"]))
    return [by_region, kinds]


def _kind(node: _Element, ontology: Ontology, language: str) -> tuple[str, str]:
    """Key and name of what a node is: its concept, and its ``kind`` where the ontology has one."""
    name = facts.primary(node["labels"], ontology)
    plural = facts.node_style(name, ontology, language)["plural"]
    kind = node["properties"].get("kind")
    prop = ontology.nodes[name].properties.get("kind") if name in ontology.nodes else None
    if prop is None or kind is None:
        return name, plural
    return f"{name}/{kind}", f"{plural}: {prop.value_text(str(kind), language).replace('_', ' ')}"


def spread(found: Sequence[Grouping], ranked: Iterable[str], most: int) -> list[str]:
    """At most so many nodes, as evenly from all groups as can be, in each those that stand first."""
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in ranked:
        for grouping in found:
            members[grouping.name, grouping.of[key]].append(key)
    rounds = (key for row in zip_longest(*members.values()) for key in row if key is not None)
    return list(islice(dict.fromkeys(rounds), most))


def within(
    found: Sequence[Grouping], kept: Sequence[str], edges: Sequence[_Element]
) -> dict[str, dict[str, tuple[str, float, float]]]:
    """For each node on the page and each grouping: the group's id and the place within it."""
    placed: dict[str, dict[str, tuple[str, float, float]]] = {key: {} for key in kept}
    for grouping in found:
        members: dict[str, list[str]] = defaultdict(list)
        lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in kept:
            members[grouping.of[key]].append(key)
        for edge in edges:
            if grouping.of[edge["from"]] == grouping.of[edge["to"]]:
                lines[grouping.of[edge["from"]]].append((edge["from"], edge["to"]))
        for group, keys in members.items():
            for key, (x, y) in positions(keys, lines[group]).items():
                placed[key][grouping.name] = (_id(grouping, group), x, y)
    return placed


def add_groups(network: Network, grouping: Grouping, edges: Sequence[_Element], kept: Sequence[str]) -> None:
    """Add the groups to a network, as nodes that its page shows first, and how much connects them."""
    words, language = texts(network.language), network.language
    sizes, carried = Counter(grouping.of.values()), Counter(grouping.of[key] for key in kept)
    between: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        ends = sorted((grouping.of[edge["from"]], grouping.of[edge["to"]]))
        if ends[0] != ends[1]:
            between[ends[0], ends[1]] += 1
    lines = sorted(between.items(), key=lambda item: (-item[1], item[0]))[:_MOST_LINES]
    places = positions(list(sizes), [ends for ends, _ in lines])
    largest, colours = max(sizes.values()), _colours(network, grouping)
    network.node_styles[GROUP] = {"label": words["group"], "plural": words["groups"], "colour": "#7f7f7f"}
    network.edge_styles[GROUP] = {"label": words["groups"]}
    for group, size in sorted(sizes.items()):
        told = [(words["group_size"], size), (words["group_carried"], carried[group])]
        network.add_node(
            *(_id(grouping, group), grouping.names[group], "dot", colours.get(group)),
            group=GROUP,
            x=places[group][0] * _APART,
            y=places[group][1] * _APART,
            size=round(12 + 24 * math.sqrt(size / largest), 1),
            about={"grouping": grouping.name, "facts": [_fact(label, value) for label, value in told]},
        )
    for pair, count in lines:
        label = counted(words["group_lines"], language, count=count)
        start, end = (_id(grouping, group) for group in pair)
        network.add_edge(start, end, id=f"{start} {end}", group=GROUP, label=label)
    network.groupings.append({"name": grouping.name, "label": words[f"by_{grouping.name}"]})


def _colours(network: Network, grouping: Grouping) -> dict[str, str]:
    """The colours of groups whose nodes on the page all have the same one."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in network.nodes:
        if (group := grouping.of.get(node["id"])) is not None:
            found[group].add(node["color"])
    return {group: colours.pop() for group, colours in found.items() if len(colours) == 1}


def _fact(label: str, value: int) -> dict[str, Any]:
    return {"label": label, "kind": "number", "inferred": False, "values": [str(value)]}


def _id(grouping: Grouping, group: str) -> str:
    return f"{GROUP} {grouping.name} {group}"
