"""What a page says about a node or an edge: labels, facts and sources as plain data.

The words come from the ontology; nothing here knows a concept by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args
from urllib.parse import urlsplit

from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
from kg.ontology.model import Shape
from kg.statements import Dissent, Source
from kg.views.page import written
from kg.views.proofs import Proof, by_value, entries

#: What every node and edge carries; shown elsewhere than among the facts.
_STRUCTURE = frozenset({"id", "name", "sources", "statements", "conflicts", "voices", "method"})
#: Shapes that a page can draw. Those that vis-network would draw around a text are drawn without one.
SHAPES = frozenset(get_args(Shape))
#: Names the properties of the same entity that a curator inferred; in records and concepts alike.
_INFERRED = "inferred"
#: For concepts that the ontology gives no colour, and labels that it does not know.
_COLOUR = "#7f7f7f"


def safe_url(url: object) -> str | None:
    """The address if it is one that a page may link to (http or https, with a host), else None."""
    if not isinstance(url, str) or any(ord(character) <= 32 for character in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def primary(labels: Iterable[str], ontology: Ontology) -> str:
    """The label that names a node's concept: the first that the ontology has, else the first; or empty."""
    all_labels = list(labels)
    return next(
        (label for label in all_labels if label in ontology.nodes), all_labels[0] if all_labels else ""
    )


def further_labels(labels: Iterable[str], ontology: Ontology, language: str) -> list[str]:
    """What people read for the labels that a node has besides its concept."""
    all_labels = list(labels)
    concept = primary(all_labels, ontology)
    rules = ontology.nodes[concept].labels if concept in ontology.nodes else {}
    return [
        rules[label].label.text(language) if label in rules else label
        for label in all_labels
        if label != concept
    ]


def node_style(name: str, ontology: Ontology, language: str) -> dict[str, Any]:
    """What a node concept is called and how it looks: label, plural, colour and shape."""
    concept = ontology.nodes.get(name)
    if concept is None:
        return {"label": name, "plural": name, "colour": _COLOUR, "shape": "dot"}
    return {
        "label": concept.label.text(language),
        "plural": concept.plural.text(language),
        "colour": concept.view.colour,
        "shape": concept.view.shape,
    }


def edge_style(name: str, ontology: Ontology, language: str) -> dict[str, Any]:
    """How an edge concept reads and looks: label, forward, back, colour, width and dashes."""
    concept = ontology.edges.get(name)
    if concept is None:
        words = name.replace("_", " ").lower()
        return {"label": words, "forward": words, "back": words, "colour": None, "width": 1, "dashes": False}
    return {
        "label": concept.label.text(language),
        "forward": concept.reads.forward.text(language),
        "back": concept.reads.back.text(language),
        "colour": concept.view.colour,
        "width": concept.view.width,
        "dashes": concept.view.dashes,
    }


def facts(
    concept: NodeConcept | EdgeConcept | None,
    properties: Mapping[str, Any],
    names: Mapping[str, str],
    language: str,
    proofs: Iterable[Proof] = (),
) -> list[dict[str, Any]]:
    """The properties of a node or edge, in the ontology's order, those it does not know last.

    Args:
        concept: None when the ontology has none of that name.
        properties: as the store gives them; null and empty ones are left out.
        names: id -> name, for values that are entities.
        language: ``en`` or ``id``.
        proofs: of the properties' values.

    Returns:
        Dicts with ``label``, ``kind`` (a type of the ontology), ``inferred`` (whether a curator did),
        ``values``: texts, for ``entity`` dicts with ``id`` and ``name``, and ``rests``: for each value
        what :func:`kg.views.proofs.entries` gives. A derived property that only repeats another (the first
        day that a date allows, when that is the date) is left out.
    """
    known = concept.properties if concept else {}
    order = [*known, *sorted(name for name in properties if name not in known)]
    marks = properties.get(_INFERRED)
    inferred = set(marks) if isinstance(marks, (list, tuple)) else set()
    of_value = by_value(proofs)
    found: list[dict[str, Any]] = []
    said: set[str] = set()
    for name in order:
        shape = known.get(name)
        raw = [str(value) for value in _listed(properties.get(name))]
        if name in _STRUCTURE or not raw or (name == _INFERRED and inferred and inferred <= set(properties)):
            continue
        if shape and shape.internal:
            continue
        if shape and shape.aggregate and said.issuperset(raw):
            continue
        said.update(raw)
        values = [_value(value, shape, names, language) for value in _listed(properties[name])]
        kind = shape.type if shape else "text"
        found.append(
            {
                "label": _label(name, shape, language),
                "kind": kind,
                "inferred": name in inferred,
                "values": values,
                "rests": _rests(name, raw, values, of_value),
            }
        )
    return found


def _rests(
    name: str, raw: Sequence[str], shown: Sequence[Any], of_value: Mapping[tuple[str, str], list[Proof]]
) -> list[dict[str, Any]]:
    if not of_value:
        return []
    return [entries(of_value.get((name, one), ()), text) for one, text in zip(raw, shown, strict=True)]


def other_names(concept: NodeConcept | None, properties: Mapping[str, Any]) -> list[str]:
    """Further names that a search should find a node by: what the ontology lists as alternatives."""
    if concept is None:
        return []
    keys = {shape.alternatives for shape in concept.properties.values() if shape.alternatives}
    return [str(value) for key in sorted(keys) for value in _listed(properties.get(key))]


def conflicts(
    concept: NodeConcept | EdgeConcept | None,
    found_otherwise: Iterable[str],
    sources: Mapping[str, Source],
    names: Mapping[str, str],
    language: str,
    proofs: Iterable[Proof] = (),
) -> list[dict[str, Any]]:
    """Read texts like ``property | value | source``: what a source says otherwise.

    Args:
        concept: None when the ontology has none of that name.
        found_otherwise: the texts.
        sources: by id.
        names: id -> name, for values that are entities.
        language: ``en`` or ``id``.
        proofs: of the values.

    Returns:
        Dicts with ``property`` (its label), ``kind`` (its type), ``value``, ``source`` (an id, an address,
        or empty), and ``rests``: what :func:`kg.views.proofs.entries` gives of the proofs from that source.
    """
    known = concept.properties if concept else {}
    parted = list(found_otherwise)
    by_url = {source.url: source.id for source in sources.values() if source.url} if parted else {}
    found = []
    of_value = by_value(proofs)
    for name, value, source in map(Dissent.read, parted):
        shape = known.get(name)
        shown = names.get(value) or written(value, language, shape)
        said = [each for each in of_value.get((name, value), ()) if source in each.sources]
        found.append(
            {
                "property": _label(name, shape, language),
                "kind": shape.type if shape else "text",
                "value": shown,
                "source": by_url.get(source, source),
                "rests": entries(said, shown),
            }
        )
    return found


def source_entry(source: Source) -> dict[str, Any]:
    """What a page shows of a source; the address only if it may be linked to."""
    return {
        "id": source.id,
        "outlet": source.outlet or "",
        "title": source.title or "",
        "author": source.author or "",
        "published": source.published or "",
        "url": safe_url(source.url),
    }


def _label(name: str, shape: Property | None, language: str) -> str:
    return shape.label.text(language) if shape else name.replace("_", " ")


def _listed(value: Any) -> list[Any]:
    values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
    return [each for each in values if each is not None and each != ""]


def _value(value: Any, shape: Property | None, names: Mapping[str, str], language: str) -> Any:
    if shape and shape.type == "entity":
        return {"id": value, "name": names.get(value, value)}
    if shape and shape.one_of and value not in shape.value_labels:
        return str(value).replace("_", " ")
    return written(value, language, shape)
