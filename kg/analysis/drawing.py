"""Pictures of what was found: people joined with those whom they met, and parts of the graph itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.connections import PATIENCE

if TYPE_CHECKING:
    import networkx

    from kg.analysis.meetings import Meetings
    from kg.graph import Node
    from kg.views import Network
    from kg.workspace import Workspace

#: So many people are told apart in one picture; `Findings.network` has all.
MOST_PEOPLE = 200

#: Radius in canvas units of who scores nothing, and what is added for the best score.
_LEAST, _MORE = 8.0, 26.0

#: Colours of communities that the colour-blind can tell apart (M. Okabe and K. Ito, *Color Universal
#: Design*, 2008, https://jfly.uni-koeln.de/color/), without black; and that of all further ones.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
_FURTHER = "#7f7f7f"


def people_page(
    workspace: Workspace,
    found: Meetings,
    people: networkx.Graph[str],
    ranked: Iterable[str],
    sizes: Mapping[str, float],
    *,
    kind: str,
    language: str,
) -> Network:
    """A picture of some people and of who met whom among them.

    Args:
        workspace: has the facts and sources.
        found: who was where.
        people: the projection of it.
        ranked: ids; the first :data:`MOST_PEOPLE` are shown.
        sizes: id -> what the area of its shape grows with, from 0.
        kind: key of the title in ``page/analysis.yaml``; its note has the same with ``_note``.
        language: ``en`` or ``id``.
    """
    from kg.views import network_page, node_entry
    from kg.views.page import counted, texts

    words = texts(language, "analysis")
    shown = list(islice(ranked, MOST_PEOPLE))
    edges = [_edge(found, people, pair, words) for pair in people.subgraph(shown).edges]
    cited = {source for edge in edges for source in edge["properties"]["sources"]}
    nodes = [node_entry(node) for node in _people(workspace, shown)]
    cited |= {source for node in nodes for source in node["properties"]["sources"]}
    note = words[f"{kind}_note"]
    if len(shown) < len(people):
        note = f"{counted(words['shown'], language, shown=len(shown), all=len(people))} {note}"
    page = network_page(
        nodes, edges, workspace.sources(cited), workspace.ontology,
        title=words[kind], language=language, note=note, hubs=(),
    )  # fmt: skip
    if edges:
        reads = words[found.by]
        page.edge_styles[found.by] |= {"label": reads, "forward": reads, "back": reads}
    largest = max((sizes[id] for id in shown), default=0) or 1
    for node in page.nodes:
        node["size"] = round(_LEAST + _MORE * math.sqrt(sizes[node["id"]] / largest), 1)
    return page


def colour(page: Network, communities: Sequence[Sequence[str]], names: Mapping[str, str]) -> None:
    """Give each of the largest communities a colour and a place in the legend, all others one together.

    Args:
        page: as :func:`people_page` makes it.
        communities: ids, the largest first, who stands for it first.
        names: id -> name.
    """
    from kg.views.page import texts

    words = texts(page.language, "analysis")
    group_of: dict[str, tuple[str, str, str]] = {}
    for place, members in enumerate(communities):
        if place < len(COLOURS):
            label = words["community"].format(name=names[members[0]])
            group = (f"community-{place + 1}", label, COLOURS[place])
        else:
            group = ("community-other", words["other_communities"], _FURTHER)
        group_of.update(dict.fromkeys(members, group))
    page.node_styles.clear()
    for node in page.nodes:
        key, label, shade = group_of.get(
            node["id"], ("community-other", words["other_communities"], _FURTHER)
        )
        node |= {"group": key, "color": shade}
        page.node_styles[key] = {"label": label, "plural": label, "colour": shade, "shape": node["shape"]}


def parts_page(
    workspace: Workspace,
    nodes: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
    *,
    kind: str,
    names: Mapping[str, str],
    language: str,
) -> Network:
    """A picture of nodes and edges of the graph.

    Args:
        workspace: has what is told of them.
        nodes, edges: what to show, as :func:`kg.connections.outline` gives it; more than a page holds are cut
            to the best connected.
        kind: key of the title in ``page/analysis.yaml``.
        names: what its braces hold.
        language: ``en`` or ``id``.
    """
    from kg.showing.telling import tell, whole
    from kg.views import Told, network_page
    from kg.views.page import texts

    def told(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> Told:
        return tell(workspace, *whole(workspace, nodes, edges))

    title = texts(language, "analysis")[kind].format(**names)
    return network_page(nodes, edges, {}, workspace.ontology, title=title, language=language, tell=told)


def _people(workspace: Workspace, ids: Sequence[str]) -> list[Node]:
    query = "UNWIND $ids AS id MATCH (p:Person {id: id}) RETURN p"
    return [row["p"] for row in workspace.store.read(query, {"ids": list(ids)}, PATIENCE).rows]


def _edge(
    found: Meetings, people: networkx.Graph[str], pair: tuple[str, str], words: Mapping[str, str]
) -> dict[str, Any]:
    one, other = pair
    at = people[one][other]["at"]
    sources = sorted({*found.sources(one, at), *found.sources(other, at)})
    return {
        "id": f"{found.by}-{one}-{other}",
        "concept": found.by,
        "from": one,
        "to": other,
        "properties": {words["at"]: found.names(at), "sources": sources},
    }
