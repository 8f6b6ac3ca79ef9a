from __future__ import annotations

from pathlib import Path

from kg.ontology import load_ontology
from kg.ontology.reference import reference

ROOT = Path(__file__).parents[2]


def test_the_schema_reference_is_up_to_date() -> None:
    page = (ROOT / "docs" / "reference" / "schema.md").read_text("utf-8")
    assert page == reference(load_ontology([ROOT / "schema"])), (
        "run: kg schema reference > docs/reference/schema.md"
    )
