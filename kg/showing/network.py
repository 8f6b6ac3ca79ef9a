"""The network of what lies around an entity, of the whole graph, or of what a query returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from kg import entities
from kg.connections import COMMON, hubs, network, outline
from kg.errors import UsageError
from kg.graph import Edge, Node
from kg.showing.regions import top_regions
from kg.showing.telling import between, nodes_by_id, tell, whole
from kg.showing.wording import Wording

if TYPE_CHECKING:
    from kg.results import Result
    from kg.views import Network, Told
    from kg.workspace import Workspace

_Element = Mapping[str, Any]
#: Given the workspace and the nodes and edges that are shown, the same with all their properties.
_Read = Callable[
    ["Workspace", Sequence[_Element], Sequence[_Element]], tuple[Sequence[_Element], Sequence[_Element]]
]


def network_view(workspace: Workspace, around: str | None, hops: int, language: str) -> Network:
    """A pyvis network of what lies around an entity.

    Args:
        workspace: with a built graph.
        around: name or id of the entity; None gives everything but sources.
        hops: how far around it.
        language: of labels and interface, ``en`` or ``id``.
    """
    from kg.views import parts
    from kg.views.page import counted, texts

    if around is None:
        nodes, edges = outline(workspace)
        title, note = counted(texts(language)["whole"], language, count=len(nodes)), selection(None, language)
        return _page(workspace, nodes, edges, whole, title=title, focus=None, language=language, note=note)
    found = network(workspace, around, hops)
    nodes, edges = parts(found)
    title, focus, note = found.graph["title"], workspace.find(around).id, selection(hops, language)
    return _page(workspace, nodes, edges, title=title, focus=focus, language=language, note=note)


def selection(hops: int | None, language: str) -> str:
    """What was chosen to be shown, in a sentence; ``hops`` is None for the whole graph."""
    from kg.views.page import texts

    words = texts(language)
    around = "" if hops is None else words["step" if hops == 1 else "steps"].format(hops=hops)
    return f"{around} {words['sources_apart']}".strip()


def answer_network(workspace: Workspace, result: Result, language: str) -> Network:
    """A pyvis network of the nodes, edges and paths that a query returns.

    Edges bring their ends; nodes that come without any edge are joined by those between them.

    Args:
        workspace: which the result comes from.
        result: of a query of the library or of Cypher.
        language: of labels and interface, ``en`` or ``id``.

    Raises:
        UsageError: it returns none of them.
    """
    from kg.views import edge_entry, node_entry
    from kg.views.page import texts

    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for element in _elements([list(row.values()) for row in result.rows]):
        if isinstance(element, Node):
            nodes[element.id] = element
        else:
            edges[element.id] = element
    if not (nodes or edges):
        raise UsageError(
            "The answer holds no nodes, connections or paths to draw. Return some, as in: MATCH p = "
            "(:Person)-[:SIGNED]->(:Agreement) RETURN p. Or look at it with --kind table."
        )
    _add_ends(workspace, nodes, edges)
    if not edges:
        edges = {edge.id: edge for edge in between(workspace, list(nodes.values()))}
    drawn, joined = list(map(node_entry, nodes.values())), list(map(edge_entry, edges.values()))
    wording = Wording(workspace, result, language)
    title, note = wording.title or texts(language, "table")["answer"], wording.remarks()
    return _page(workspace, drawn, joined, title=title, focus=None, language=language, note=note)


def _page(
    workspace: Workspace,
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    read: _Read | None = None,
    *,
    title: str,
    focus: str | None,
    language: str,
    note: str,
) -> Network:
    from kg.views import network_page
    from kg.views.facts import primary

    def announced(node: Mapping[str, Any]) -> str:
        concept = primary(node["labels"], workspace.ontology)
        return entities.announced(workspace.ontology, concept, node["properties"], language)

    def shown(nodes: Sequence[_Element], edges: Sequence[_Element]) -> Told:
        told = tell(workspace, *(read(workspace, nodes, edges) if read else (nodes, edges)))
        return told._replace(nodes=[{**node, "told": announced(node)} for node in told.nodes])

    joining = frozenset(id for id, _ in hubs(workspace))
    common = {node["id"] for node in nodes if COMMON & set(node["labels"])}
    return network_page(
        nodes,
        edges,
        {},
        workspace.ontology,
        title=title,
        language=language,
        focus=focus,
        note=note,
        tell=shown,
        hubs=joining | common,
        regions=partial(top_regions, avoid=joining),
        keep=workspace.project.pictures,
    )


def _elements(value: Any) -> Iterator[Node | Edge]:
    """The nodes and edges of a value, those in lists and paths too."""
    if isinstance(value, Node | Edge):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _elements(each)
    elif hasattr(value, "nodes") and hasattr(value, "edges"):
        yield from value.nodes
        yield from value.edges


def _add_ends(workspace: Workspace, nodes: dict[str, Node], edges: Mapping[str, Edge]) -> None:
    """Read the nodes that edges join and that are not there."""
    missing: dict[str, set[str]] = {}
    for edge in edges.values():
        for id, concept in ((edge.tail, edge.tail_concept), (edge.head, edge.head_concept)):
            if id not in nodes:
                missing.setdefault(concept, set()).add(id)
    nodes.update((node.id, node) for node in nodes_by_id(workspace, missing))
