"""The concepts that come with the project."""

from __future__ import annotations

import math
from itertools import combinations
from pathlib import Path

import pytest

from kg.ontology import Ontology, lint_ontology, load_ontology
from kg.ontology.colours import contrast, luminance
from kg.ontology.diagram import diagram
from kg.ontology.reference import reference

SCHEMA = Path(__file__).parents[2] / "schema"

#: Edge concept -> the pairs it joins.
EDGES = {
    "SIGNED": ["Person Agreement"],
    "WITNESSED": ["Person Agreement"],
    "ATTENDED": ["Person Agreement"],
    "REPRESENTED": ["Person Person", "Person Institution"],
    "PARTY_TO": ["Institution Agreement"],
    "PART_OF": ["Agreement Ceremony", "Institution Institution", "Region Region"],
    "HELD_AT": ["Agreement Venue", "Ceremony Venue"],
    "SIGNED_ON": ["Agreement Date"],
    "ASSESSED": ["Institution Assessment"],
    "RESULT_FOR": ["Assessment Institution"],
    "HOLDS": ["Person Institution"],
    "GOVERNS": ["Institution Region"],
    "LOCATED_IN": ["Institution Region", "Venue Region"],
    "ABOUT": ["Agreement Topic"],
    "MEMBER_OF": ["Person Institution"],
    "RENEWS": ["Agreement Agreement"],
    "REPORTED_IN": ["Agreement Source", "Assessment Source", "Ceremony Source"],
}
NODES = [
    "Agreement",
    "Assessment",
    "Ceremony",
    "Date",
    "Institution",
    "Person",
    "Region",
    "Source",
    "Topic",
    "Venue",
]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology([SCHEMA])


def test_nothing_is_wrong_with_the_schema() -> None:
    assert lint_ontology([SCHEMA]) == []


def test_all_concepts_are_there(ontology: Ontology) -> None:
    assert list(ontology.nodes) == NODES
    joined = {
        name: [f"{join.start} {join.to}" for join in edge.joins] for name, edge in ontology.edges.items()
    }
    assert joined == dict(sorted(EDGES.items()))


def test_edges_stay_apart_by_what_identifies_them(ontology: Ontology) -> None:
    telling = {name: edge.identifying for name, edge in ontology.edges.items() if edge.identifying}
    assert telling == {"HOLDS": ("role", "acting"), "REPRESENTED": ("agreement",)}


def test_the_region_of_an_institution_makes_the_edge_that_its_kind_asks_for(ontology: Ontology) -> None:
    links = ontology.nodes["Institution"].properties["region"].links
    made = {
        kind: [link.edge for link in links if link.applies({"kind": kind})]
        for kind in ("city_government", "council", "")
    }
    assert made == {"city_government": ["GOVERNS"], "council": ["LOCATED_IN"], "": ["LOCATED_IN"]}


def test_names_are_made_where_no_source_gives_one(ontology: Ontology) -> None:
    agreement = ontology.nodes["Agreement"]
    parties = "Ombudsman RI - Pemkab Paser"
    known = {"kind": "mou", "PARTY_TO": parties, "signed_on": "2024-09-03"}
    assert agreement.format_name(known) == "MoU Ombudsman RI - Pemkab Paser, 2024-09-03"
    assert agreement.format_name({"PARTY_TO": parties}) == parties
    assert agreement.format_name({}) == "Agreement"
    ceremony = ontology.nodes["Ceremony"]
    assert ceremony.format_name({"held_on": "2024-09-03"}) == "2024-09-03"
    assert ontology.nodes["Region"].format_name({"level": "province", "code": "64"}) == "province 64"


def test_a_concept_can_be_told_by_shape_alone(ontology: Ontology) -> None:
    shapes = [node.view.shape for node in ontology.nodes.values()]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("background", ["#ffffff", "#121212"])
def test_every_colour_stands_out_on_white_and_on_dark(ontology: Ontology, background: str) -> None:
    weak = {
        concept.name: round(contrast(concept.view.colour, background), 2)
        for concept in (*ontology.nodes.values(), *ontology.edges.values())
        if contrast(concept.view.colour, background) < 3
    }
    assert weak == {}


@pytest.mark.parametrize("sight", ["full", "no red", "no green", "no blue"])
def test_colours_differ_for_the_colour_blind_too(ontology: Ontology, sight: str) -> None:
    seen = {name: lab(simulated(node.view.colour, sight)) for name, node in ontology.nodes.items()}
    near = {(a, b): round(math.dist(seen[a], seen[b]), 1) for a, b in combinations(seen, 2)}
    assert {pair: distance for pair, distance in near.items() if distance < 9} == {}


def test_diagram_and_reference_name_every_concept(ontology: Ontology) -> None:
    page, drawing = reference(ontology), diagram(ontology, "id")
    for name in (*ontology.nodes, *ontology.edges):
        assert f"### {name}\n" in page
        assert name in drawing
    assert 'Person["Person: Orang"]' in drawing
    assert 'Person -->|"ATTENDED<br>SIGNED<br>WITNESSED"| Agreement' in drawing


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


#: Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.204), (0.114, 0.786, 0.099), (-0.003, -0.048, 1.052)),
    "no green": ((0.367, 0.860, -0.227), (0.280, 0.672, 0.047), (-0.011, 0.042, 0.968)),
    "no blue": ((1.256, -0.076, -0.178), (-0.078, 0.930, 0.147), (0.004, 0.691, 0.303)),
}  # fmt: skip


def simulated(colour: str, sight: str) -> list[float]:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    mixed = [sum(weight * c for weight, c in zip(row, linear, strict=True)) for row in SIGHT[sight]]
    return [min(1.0, max(0.0, c)) for c in mixed]


def lab(linear: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB; distances in it follow what people see."""
    red, green, blue = linear
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
