"""The style of Neo4j Browser and its like (a ``.grass`` file), from the colours of the ontology.

Shapes are left out: Neo4j Browser draws circles only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.ontology import Ontology
from kg.ontology.colours import text_colour

#: Pixels.
_DIAMETER, _FONT = 60, 10


def style_sheet(ontology: Ontology) -> str:
    """The style sheet, to be dropped on Neo4j Browser or read with its ``:style`` command."""
    return "\n".join(_rules(ontology)) + "\n"


def _rules(ontology: Ontology) -> Iterator[str]:
    yield _rule("node", {"diameter": f"{_DIAMETER}px", "font-size": f"{_FONT}px", "caption": '"{name}"'})
    for name, node in ontology.nodes.items():
        colour = node.view.colour
        look = {"color": colour, "border-color": colour, "text-color-internal": text_colour(colour)}
        yield _rule(f"node.{name}", {**look, "caption": '"{name}"'})
    yield _rule("relationship", {"font-size": f"{_FONT - 2}px", "caption": '"<type>"'})
    for name, edge in ontology.edges.items():
        yield _rule(
            f"relationship.{name}",
            {"color": edge.view.colour, "shaft-width": f"{edge.view.width:g}px", "caption": '"<type>"'},
        )


def _rule(selector: str, declarations: Mapping[str, str]) -> str:
    body = "".join(f"  {name}: {value};\n" for name, value in declarations.items())
    return f"{selector} {{\n{body}}}"
