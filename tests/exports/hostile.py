"""A graph of hostile texts, and of days that are known in part or make no sense."""

from __future__ import annotations

from kg.graph import Edge, Node
from tests.stores.samples import ODD_TEXTS, edge, node

#: Markup, formulas, and characters that XML forbids (in no ledger, but in no file of ours either).
HOSTILE = [
    *ODD_TEXTS[1:],
    "=1+1",
    "+2",
    "-cmd",
    "@SUM(A1)",
    "'=x",
    "\tx",
    "]]>",
    "&amp;",
    "a < b & > c",
    "DISKOMINFO",
    "a\x00b\x1b\ufffe",
    "\ud800",
]


def hostile_graph() -> tuple[list[Node], list[Edge]]:
    people = [
        node(
            f"person-{i}",
            "Official",
            name=text,
            aliases=[text, "a; b"],
            conflicts=[f"name | {text} | source-1"],
        )
        for i, text in enumerate(HOSTILE)
    ]
    others = [
        node("agreement-1", signed_on="2024-09", term_years=2.5, number=HOSTILE[0]),
        node("assessment-1", year=2023, score=87.5),
        node("institution-1", name="Universitas Contoh"),
    ]
    signed = [
        edge(f"signed-{i}", "SIGNED", f"person-{i}", "agreement-1", role=text)
        for i, text in enumerate(HOSTILE)
    ]
    seen = [
        {"first_seen": "2023-01", "last_seen": "2024"},
        {"first_seen": "2024-02-29"},
        {"last_seen": "2024-02"},
        {"first_seen": "2024", "last_seen": "2023"},
    ]
    holds = [
        edge(f"holds-{i}", "HOLDS", "person-1", "institution-1", role=f"Jabatan {i}", **days)
        for i, days in enumerate(seen)
    ]
    return people + others, [*signed, *holds]


def in_xml(text: str) -> str:
    """What is left of a text: a replacement for each character that XML cannot hold."""
    return "".join("\ufffd" if c in "\x00\x1b\ufffe\ud800" else c for c in text)
