"""A small ontology and a small graph for the tests of pages. All people and bodies here are invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.ontology import EdgeConcept, NodeConcept, Ontology
from kg.statements import Source
from kg.views.network import Told
from kg.views.proofs import Proof

#: Texts that would run, break out of their place or break the file, were they not treated as data.
HOSTILE = (
    "<script>window.__pwned = 1</script>",
    "</script><script>window.__pwned = 2</script>",
    '<img src=x onerror="window.__pwned = 3">',
    '"><svg onload=alert(4)>',
    "{{ 7 * 7 }} ${window.__pwned = 5} {words}",
    "<!-- <script>",
    "]]></style><iframe src=https://attacker.example>",
    "\u2028\u2029 line \u202eesrever \x00 \ud800 \ufffe",
    "__proto__",
    "' onclick='window.__pwned = 6",
)


def words(text: str) -> dict[str, str]:
    return {"en": text, "id": f"{text} (id)"}


def node_concept(name: str, colour: str, shape: str, **more: Any) -> NodeConcept:
    return NodeConcept.model_validate(
        {
            "concept": name, "label": words(name), "plural": words(f"{name}s"), "description": "For tests.",
            "name_pattern": "{name}", "view": {"colour": colour, "shape": shape}, **more,
        }
    )  # fmt: skip


def edge_concept(name: str, forward: str, back: str, properties: dict[str, Any] | None = None) -> EdgeConcept:
    return EdgeConcept.model_validate(
        {
            "concept": name, "label": words(forward), "description": "For tests.",
            "joins": [{"from": "Person", "to": "Treaty"}], "properties": properties or {},
            "reads": {"forward": words(forward), "back": words(back)},
            "view": {"colour": "#0072B2", "width": 2},
        }
    )  # fmt: skip


def prop(name: str, type_: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type_, "label": words(name.title()), "description": "For tests.", **more}


def ontology() -> Ontology:
    person = node_concept(
        "Person", "#D55E00", "dot",
        properties={
            "name": prop("name", "text", alternatives="aliases"),
            "aliases": prop("aliases", "text", multiple=True),
            "site": prop("site", "url"),
        },
        labels={
            "Member": {"label": words("Member of the board"), "description": "x", "when": {"edge": "SIGNED"}}
        },
    )  # fmt: skip
    treaty = node_concept(
        "Treaty", "#009E73", "diamond",
        properties={
            "kind": prop("kind", "string", one_of={"mou": words("memorandum")}),
            "signed_on": prop("signed_on", "date", partial=True),
            "signed_from": prop("signed_from", "date", aggregate={"of": "signed_on", "by": "start"}),
            "score": prop("score", "number"),
            "binding": prop("binding", "boolean"),
            "lead": prop("lead", "entity", to="Person"),
            "inferred": prop("inferred", "string", multiple=True),
        },
    )  # fmt: skip
    edges = [
        edge_concept("SIGNED", "signed", "was signed by", {"role": prop("role", "text")}),
        edge_concept("WITNESSED", "witnessed", "was witnessed by"),
    ]
    return Ontology(
        nodes={"Person": person, "Treaty": treaty, "Topic": node_concept("Topic", "#964B84", "ellipse")},
        edges={edge.name: edge for edge in edges},
    )


def node(key: str, label: str, name: str, *more: str, **properties: Any) -> dict[str, Any]:
    return {
        "id": key,
        "labels": [label, *more],
        "properties": {"name": name, "sources": ["s1"], **properties},
    }


def edge(key: str, concept: str, start: str, end: str, **properties: Any) -> dict[str, Any]:
    return {
        "id": key,
        "concept": concept,
        "from": start,
        "to": end,
        "properties": {"sources": ["s1"], **properties},
    }


def sources() -> dict[str, Source]:
    return {
        "s1": Source(
            "s1",
            "https://www.example.org/one",
            "The Invented Post",
            "Treaty signed",
            None,
            None,
            "2024-09-03",
        ),
        "s2": Source(
            "s2", "https://example.net/two", "Made-up Daily", "A day in town", "A. Writer", None, "2024-09"
        ),
        "s3": Source("s3", None, "Paper Without Page", "Notes", None, None, None),
    }


def graph() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Three people, two treaties, a topic; Ana signed and witnessed the first treaty (parallel edges)."""
    nodes = [
        node("p1", "Person", "Ana Invented", "Member", aliases=["Dr. Ana I."], site="https://example.org/ana"),
        node("p2", "Person", "Budi Invented"),
        node("p3", "Person", "Çelik Invented"),
        node(
            "t1", "Treaty", "Treaty of Nowhere",
            kind="mou", signed_on="2024-09-03", signed_from="2024-09-03", score=87.5, binding=True, lead="p1",
            inferred=["signed_on"], sources=["s1", "s2", "s3"],
            conflicts=["signed_on | 2024-09-04 | s2", "score | 90 | https://example.net/two"],
        ),
        node("t2", "Treaty", "Second Treaty", signed_on="2025"),
        node("x1", "Topic", "Rivers", sources=[]),
    ]  # fmt: skip
    edges = [
        edge("e1", "SIGNED", "p1", "t1", role="Chair", sources=["s1", "s2"]),
        edge("e2", "WITNESSED", "p1", "t1"),
        edge("e3", "SIGNED", "p2", "t1"),
        edge("e4", "SIGNED", "p3", "t2", role="Clerk"),
        edge("e5", "UNKNOWN_VERB", "t1", "x1"),
        edge("e6", "SIGNED", "p2", "t2"),
    ]
    return nodes, edges


def proofs(*_: Any) -> dict[str, list[Proof]]:
    """What the first treaty and Ana's signature rest on: a quote, a record of several sources, a rule."""
    return {
        "t1": [
            Proof("signed_on", "2024-09-03", "", ("s1",), "They met on ", "Tuesday (3/9/2024)", " in town …"),
            Proof("signed_on", "2024-09-04", "", ("s2",), "They met on ", "Wednesday (4/9/2024)", " …"),
            Proof("score", "87.5", "87,50", ("s1", "s2")),
            Proof("name", "Treaty of Nowhere", "", ("s1",), rule=True),
        ],
        "e1": [
            Proof("", "", "Dr. Ana I. → Treaty of Nowhere", ("s1", "s2")),
            Proof("role", "Chair", "chair", ("s2",)),
        ],
    }


def telling(
    proofs: Callable[..., dict[str, list[Proof]]],
    cited: dict[str, Source] | None = None,
    names: dict[str, str] | None = None,
) -> Callable[..., Told]:
    """Tells of what a page shows what is given, and the proofs; its sources are those of the sample."""
    known = sources() if cited is None else cited
    return lambda nodes, edges: Told(nodes, edges, known, names or {}, proofs(nodes, edges))


def hostile_proofs(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, list[Proof]]:
    """For a hostile graph: quotes, records and what stands around them are hostile too."""
    found = {}
    for place, element in enumerate((*nodes, *edges)):
        text = HOSTILE[place % len(HOSTILE)]
        ground = [
            Proof(*given, text, (text, f"source {place % len(HOSTILE)}"))
            for given in ((text, text), ("", ""))
        ]
        quoted = [each._replace(quote=text, before=text, after=text) for each in ground]
        found.setdefault(element["id"], []).extend([*ground, *quoted])
    return found


def hostile_graph() -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Source], Ontology]:
    """A graph in which every text is hostile, ids, names of concepts and labels of the ontology included."""
    bad = node_concept("Person", "#D55E00", "dot", label=dict.fromkeys(("en", "id"), HOSTILE[0]))
    concept = bad.model_copy(
        update={"properties": {HOSTILE[1]: ontology().nodes["Person"].properties["site"]}}
    )
    found = Ontology(nodes={"Person": concept}, edges={})
    nodes, edges = [], []
    for place, text in enumerate(HOSTILE):
        properties = {
            text: text, "list": [text, text], HOSTILE[1]: f"javascript:{text}",
            "conflicts": [f"{text} | {text} | javascript:alert(7)", text],
            "sources": [text, f"source {place}"],
        }  # fmt: skip
        nodes.append(node(text, ["Person", text][place % 2], text, text, **properties))
        edges.append(edge(text, text, text, HOSTILE[0], **properties))
    cited = {}
    for place, text in enumerate(HOSTILE):
        urls = (
            "javascript:window.__pwned=8",
            "data:text/html,<script>window.__pwned=9</script>",
            text,
            "http://",
        )
        cited[f"source {place}"] = Source(
            f"source {place}", urls[place % 4], text, text, text, text, text, text, text
        )
    return nodes, edges, cited, found
