"""The ontology as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html)."""

from __future__ import annotations

from kg.ontology.colours import text_colour
from kg.ontology.model import Ontology


def diagram(ontology: Ontology, language: str = "en") -> str:
    """Draw concepts as boxes and edge concepts as arrows between them.

    Edges that join the same pair share one arrow.

    Args:
        ontology: what to draw.
        language: of the labels in the boxes, ``en`` or ``id``. Names of concepts stand as in Cypher.

    Returns:
        Mermaid text, the same for the same ontology.
    """
    lines = ["flowchart LR"]
    for name, node in ontology.nodes.items():
        label = node.label.text(language)
        lines.append(f'    {name}["{name if label == name else _quoted(f"{name}: {label}")}"]')
    for (start, to), names in sorted(_arrows(ontology).items()):
        lines.append(f'    {start} -->|"{"<br>".join(sorted(names))}"| {to}')
    for name, node in ontology.nodes.items():
        fill = node.view.colour
        lines.append(f"    style {name} fill:{fill},stroke:{fill},color:{text_colour(fill)}")
    return "\n".join(lines) + "\n"


def _arrows(ontology: Ontology) -> dict[tuple[str, str], list[str]]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for name, edge in ontology.edges.items():
        for join in edge.joins:
            arrows.setdefault((join.start, join.to), []).append(name)
    return arrows


def _quoted(text: str) -> str:
    return text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
