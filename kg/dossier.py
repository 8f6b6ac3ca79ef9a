"""Everything the ledger and the graph say about one entity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import Edge, Node
from kg.statements import Source, Statement

if TYPE_CHECKING:
    from kg.workspace import Workspace


@dataclass(frozen=True)
class Tie:
    """An edge of the entity with what is at its other end; ``forward`` when it starts at the entity."""

    edge: Edge
    other: Node
    forward: bool


@dataclass(frozen=True)
class Dossier:
    """One entity.

    Attributes:
        node: as the graph has it.
        mentions: how many mentions it was made from.
        statements: every active statement about them.
        ties: its edges, by concept and name of the other end.
        sources: what statements and edges cite, by id.
    """

    node: Node
    mentions: int
    statements: list[Statement]
    ties: list[Tie]
    sources: dict[str, Source]

    @property
    def conflicts(self) -> list[tuple[str, str, str]]:
        """(property, value, source id) of what sources say otherwise."""
        parted = [text.split(" | ") for text in self.node.properties["conflicts"]]
        return [(parts[0], " | ".join(parts[1:-1]), parts[-1]) for parts in parted]


def dossier(workspace: Workspace, node: Node) -> Dossier:
    """Gather a node's statements, edges and sources."""
    from kg.resolve import members

    with workspace.ledger.reading() as connection:
        entities = members(connection, [node.id]).get(node.id, [])
    statements = workspace.ledger.statements(entities)
    ties = [*_ties(workspace, node, "-[r]->", True), *_ties(workspace, node, "<-[r]-", False)]
    ties.sort(key=lambda tie: (tie.edge.concept, not tie.forward, str(tie.other.properties["name"]), tie.edge.id))
    cited = {source for statement in statements for source in statement.cites}
    cited |= {source for tie in ties for source in tie.edge.properties["sources"]}
    return Dossier(node, len(entities), statements, ties, workspace.sources(cited))


def _ties(workspace: Workspace, node: Node, pattern: str, forward: bool) -> list[Tie]:
    query = f"MATCH (a:{node.concept} {{id: $id}}){pattern}(b) RETURN r, b"
    return [Tie(row["r"], row["b"], forward) for row in workspace.store.read(query, {"id": node.id}).rows]
