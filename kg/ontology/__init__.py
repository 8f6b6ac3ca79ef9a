"""The ontology: what sorts of nodes and edges there are, read from ``schema/*.yaml``."""

from __future__ import annotations

from kg.documents import Document, nearest_line, read_document
from kg.ontology.hints import did_you_mean, near_misses
from kg.ontology.load import lint_ontology, load_ontology
from kg.ontology.model import Concept, EdgeConcept, EdgeView, Join, NodeConcept, NodeView, Ontology
from kg.ontology.properties import Aggregate, Link, Property
from kg.ontology.rules import Continuation, Label, LabelRule, Side
from kg.ontology.values import PROPERTY_TYPES, PropertyType, Value, format_value, parse_value

__all__ = [
    "PROPERTY_TYPES",
    "Aggregate",
    "Concept",
    "Continuation",
    "Document",
    "EdgeConcept",
    "EdgeView",
    "Join",
    "Label",
    "LabelRule",
    "Link",
    "NodeConcept",
    "NodeView",
    "Ontology",
    "Property",
    "PropertyType",
    "Side",
    "Value",
    "did_you_mean",
    "format_value",
    "lint_ontology",
    "load_ontology",
    "near_misses",
    "nearest_line",
    "parse_value",
    "read_document",
]
