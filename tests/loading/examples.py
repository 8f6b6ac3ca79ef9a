"""Records of invented people and places, and the record classes of the bundled loaders."""

from __future__ import annotations

from functools import cache
from typing import Any

from kg.loading import Loader, Record, load_loaders
from kg.ontology import Ontology, load_ontology
from kg.project import builtin

SOURCE = {"url": "https://example.org/news/1", "outlet": "Example Daily"}


@cache
def loaders() -> dict[str, Loader]:
    return load_loaders([builtin("loaders")])


@cache
def ontology() -> Ontology:
    return load_ontology([builtin("schema")])


def model(name: str) -> type[Record]:
    return loaders()[name].record


def agreement(**changes: Any) -> dict[str, Any]:
    """An invented agreement that validates; ``changes`` replace its fields."""
    record = {
        "id": "mou-2024-contoh",
        "kind": "mou",
        "status": "signed",
        "signed_on": "2024-09-03",
        "parties": [
            {"name": "Example Ombudsman", "kind": "ombudsman"},
            {"name": "Contoh Regency", "kind": "regency_government", "region": "64.01"},
        ],
        "signatories": [{"name": "Rahmat Contoh", "role": "Regent", "institution": "Contoh Regency"}],
        "sources": [SOURCE],
    }
    return record | changes


def assessment(**changes: Any) -> dict[str, Any]:
    """An invented assessment that validates."""
    record = {
        "subject": "Contoh Regency",
        "subject_kind": "regency_government",
        "region": "64.01",
        "year": 2023,
        "scale": "quality",
        "score": 83.5,
        "sources": [SOURCE],
    }
    return record | changes


def office(**changes: Any) -> dict[str, Any]:
    """An invented office that validates."""
    record = {"name": "Rahmat Contoh", "role": "Regent", "institution": "Contoh Regency", "sources": [SOURCE]}
    return record | changes
