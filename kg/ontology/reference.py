"""The schema reference: one Markdown page that says everything the concept files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.ontology.describe import (
    describe_condition,
    describe_continuation,
    describe_join,
    describe_property,
    describe_same,
)
from kg.ontology.diagram import diagram
from kg.ontology.model import EdgeConcept, NodeConcept, Ontology
from kg.ontology.properties import Property
from kg.ontology.rules import LabelRule
from kg.ontology.vocabularies import Vocabularies

_INTRODUCTION = """\
# Schema reference

Generated from the files in `schema/` by `kg schema reference`; change those, not this page.

Every node has an `id` and a `name`, every edge an `id`. Both carry `sources` (ids of Source nodes),
`statements` (ids in the ledger) and `conflicts` (texts `property | value | source`, empty when all sources
agree); and `voices`, how many independent ones the sources are, where several of them print one text. An edge
that no record states and a rule worked out carries `method`, as `rule:<name>`. An unknown value is absent,
which Cypher reads as null.

Types: `string` is a short word, compared as it stands; `text` is human wording; `code` an official code or
a key; `entity` the id of another node. A date that may be partial is kept as text (`2024-09`), any other
date as a date. A property with several values is a list.
"""


def reference(ontology: Ontology) -> str:
    """Write the page.

    Args:
        ontology: what to describe.

    Returns:
        Markdown, the same for the same ontology.
    """
    blocks = [
        _INTRODUCTION,
        f"```mermaid\n{diagram(ontology)}```\n",
        "## Nodes\n",
        _overview(ontology.nodes.values()),
    ]
    for node in ontology.nodes.values():
        blocks.extend(_node(node, ontology))
    blocks += ["## Edges\n", _edge_overview(ontology)]
    for edge in ontology.edges.values():
        blocks.extend(_edge(edge))
    return "\n".join(blocks)


def _overview(nodes: Iterable[NodeConcept]) -> str:
    rows = [(f"[{node.name}](#{node.name.lower()})", node.label.id, node.description) for node in nodes]
    return _table(("Concept", "Indonesian", "What it is"), rows)


def _edge_overview(ontology: Ontology) -> str:
    rows = [
        (
            f"[{edge.name}](#{edge.name.lower()})",
            "<br>".join(map(describe_join, edge.joins)),
            edge.description,
        )
        for edge in ontology.edges.values()
    ]
    return _table(("Concept", "Joins", "What it says"), rows)


def _node(node: NodeConcept, ontology: Ontology) -> Iterator[str]:
    yield f"### {node.name}\n"
    yield f"{node.plural.en} · *{node.plural.id}*. {node.description}\n"
    yield _properties(node.properties.values())
    yield f"Name when no source gives one: `{node.name_pattern}`.\n"
    if node.same_when:
        yield f"One and the same when they agree in {describe_same(node)}.\n"
    for label, rule in node.labels.items():
        yield from _label(label, rule)
    edges = [
        f"`{describe_join(join).replace(' -> ', f' -[{edge.name}]-> ')}`"
        for edge in ontology.edges.values()
        for join in edge.joins
        if node.name in (join.start, join.to)
    ]
    if edges:
        yield f"Edges: {', '.join(edges)}.\n"
    yield from _vocabularies(node.maps_to)


def _edge(edge: EdgeConcept) -> Iterator[str]:
    forward, back = edge.reads.forward, edge.reads.back
    yield f"### {edge.name}\n"
    yield f"{edge.description}{' Made by a rule.' if edge.derived else ''}\n"
    rows = [
        (f"{join.start} **{forward.en}** {join.to}", f"{join.to} **{back.en}** {join.start}")
        for join in edge.joins
    ]
    yield _table(("Forward", "Back"), [*rows, (f"*{forward.id}*", f"*{back.id}*")])
    if edge.properties:
        yield _properties(edge.properties.values())
    if edge.continues:
        yield "`kg match` makes it between agreements of the very same parties, by the first that applies:\n"
        yield "\n".join(f"- {describe_continuation(rule)}" for rule in edge.continues) + "\n"
    if edge.identifying:
        names = " or ".join(f"`{name}`" for name in edge.identifying)
        yield f"Edges between the same two nodes stay apart when they differ in {names}.\n"
    yield from _vocabularies(edge.maps_to)


def _label(name: str, rule: LabelRule) -> Iterator[str]:
    yield f"#### {name}\n"
    yield f"{rule.label.en} · *{rule.label.id}*. {rule.description}\n"
    yield f"Given by `{rule.when.edge}`{_where(describe_condition(rule.when))}.\n"
    if rule.any_of:
        yield "At least one of these must hold:\n"
        yield "\n".join(f"- {'; '.join(describe_condition(part))}" for part in rule.any_of) + "\n"


def _where(parts: Sequence[str]) -> str:
    return f" where {' and '.join(parts)}" if parts else ""


def _properties(properties: Iterable[Property]) -> str:
    rows = [
        (f"`{prop.name}`", prop.label.id, describe_property(prop), f"{prop.description}{_values(prop)}")
        for prop in properties
    ]
    return _table(("Property", "Indonesian", "Type", "What it is"), rows)


def _values(prop: Property) -> str:
    if not prop.one_of:
        return ""
    values = [
        f"`{value}`" if prop.value_text(value) == value else f"`{value}` ({prop.value_text(value)})"
        for value in prop.one_of
    ]
    return f" One of: {', '.join(values)}."


def _vocabularies(maps_to: Vocabularies) -> Iterator[str]:
    named = (("FollowTheMoney", maps_to.ftm), ("schema.org", maps_to.schema_org), ("PROV", maps_to.prov))
    terms = [f"{vocabulary} `{term}`" for vocabulary, term in named if term]
    if terms:
        yield f"Nearest terms elsewhere: {', '.join(terms)}.\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
