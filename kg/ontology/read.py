"""Reading ``schema/*.yaml`` into concepts, every complaint with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kg.documents import Document, Where, nearest_line, read_document
from kg.errors import ContentError
from kg.files import files_in
from kg.ontology import properties, rules
from kg.ontology.hints import did_you_mean
from kg.ontology.model import EdgeConcept, EdgeView, Join, NodeConcept, NodeView, Reads
from kg.ontology.vocabularies import Between, Lasts, Terms, Vocabularies

_KINDS: dict[str, type[NodeConcept] | type[EdgeConcept]] = {"node": NodeConcept, "edge": EdgeConcept}
#: Keys that the reader adds; in a file they are unknown keys like any other.
_ADDED = {"path", "lines"}
_ADDED_TO_PROPERTY = {"name", "line", "value_labels"}

AnyConcept = NodeConcept | EdgeConcept


def concept_files(folders: Sequence[Path]) -> dict[str, Path]:
    """The files that count, by name of their concept: of several of one name the last folder's.

    Raises:
        ContentError: a folder cannot be read.
    """
    return {path.stem: path for folder in folders for path in _files(folder)}


def _files(folder: Path) -> list[Path]:
    try:
        return files_in(folder, ".yaml", ".yml")
    except OSError as error:
        raise ContentError(f"cannot be read: {error.strerror}.", folder) from error


def read_concept(path: Path) -> tuple[AnyConcept | None, list[ContentError]]:
    """Read the concept in a file.

    Returns:
        The concept and no error, or None and everything that is wrong with it.
    """
    try:
        document = read_document(path)
    except ContentError as error:
        return None, [error]
    errors = list(_misnamed(path, document))
    kind = document.values.get("kind")
    model = _KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        line = nearest_line(document.lines, ("kind",))
        return None, [*errors, ContentError("`kind:` must be node or edge.", path, line)]
    errors.extend(_added_keys(path, document))
    try:
        concept = model.model_validate(_with_places(path, document))
    except ValidationError as error:
        return None, errors + _explain(error, model, path, document)
    return (None, errors) if errors else (concept, [])


def _misnamed(path: Path, document: Document) -> Iterator[ContentError]:
    name = document.values.get("concept")
    if path.suffix != ".yaml":
        yield ContentError("the file's name must end in .yaml.", path)
    if isinstance(name, str) and name != path.stem:
        line = nearest_line(document.lines, ("concept",))
        yield ContentError(f"the file of concept {name} must be called {name}.yaml.", path, line)


def _added_keys(path: Path, document: Document) -> Iterator[ContentError]:
    """What a file must not say because the reader says it."""
    for where, line in document.lines.items():
        at_top = len(where) == 1 and where[0] in _ADDED
        in_property = len(where) == 3 and where[0] == "properties" and where[2] in _ADDED_TO_PROPERTY
        if at_top or in_property:
            yield ContentError(f"unknown key {where[-1]!r} {_in(where)}.", path, line)


def _with_places(path: Path, document: Document) -> dict[str, Any]:
    values = {**document.values, "path": path, "lines": document.lines}
    found = values.get("properties")
    if found is None:
        values.pop("properties", None)
    elif isinstance(found, dict):
        values["properties"] = {
            name: {**prop, "name": name, "line": document.lines["properties", name]}
            if isinstance(prop, dict)
            else prop
            for name, prop in found.items()
        }
    return values


def _explain(
    error: ValidationError, model: type[BaseModel], path: Path, document: Document
) -> list[ContentError]:
    errors = []
    for detail in error.errors(include_url=False):
        where: Where = tuple("one_of" if key == "value_labels" else key for key in detail["loc"])
        message = _message(detail["type"], where, detail, model)
        errors.append(ContentError(message, path, nearest_line(document.lines, where)))
    return errors


def _message(kind: str, where: Where, detail: Mapping[str, Any], model: type[BaseModel]) -> str:
    key = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        known = sorted(_keys(where[:-1], model))
        return f"unknown key {key!r} {_in(where)}.{did_you_mean(key, known)} Known: {', '.join(known)}."
    if kind == "missing":
        language = {"en": " (the English text)", "id": " (the Indonesian text)"}.get(key, "")
        return f"key {key!r}{language} is missing {_in(where)}."
    dotted = ".".join(str(part) for part in where)
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(detail["ctx"]["expected"]))
        written = str(detail["input"])
        hint = did_you_mean(written, choices)
        return f"{dotted}: {written!r} is not known.{hint} Possible: {', '.join(choices)}."
    if kind == "string_pattern_mismatch":
        return f"{dotted}: {detail['input']!r} is not a colour; write it like '#0072B2'."
    return f"{dotted}: {detail['msg'][:1].lower()}{detail['msg'][1:]} (found {detail['input']!r:.60})."


def _in(where: Where) -> str:
    above = ".".join(str(part) for part in where[:-1])
    return f"in {above}" if above else "in this concept"


#: What may stand below a key, by the key.
_PARTS: dict[str, type[BaseModel]] = {
    "label": rules.Label, "plural": rules.Label, "forward": rules.Label, "back": rules.Label,
    "when": rules.When, "any_of": rules.Condition, "joins": Join, "reads": Reads, "maps_to": Vocabularies,
    "links": properties.Link, "aggregate": properties.Aggregate, "lasts": Lasts, "ftm_between": Between,
}  # fmt: skip


def _keys(above: Where, model: type[BaseModel]) -> set[str]:
    """The keys that are known at a place."""
    names = [key for key in above if isinstance(key, str)]
    part: type[BaseModel]
    if not names:
        part = model
    elif len(names) == 2 and names[0] == "properties":
        part = properties.Property
    elif len(names) == 2 and names[0] == "labels":
        part = rules.LabelRule
    elif names == ["view"]:
        part = NodeView if model is NodeConcept else EdgeView
    elif names[0] == "properties" and names[-1] == "maps_to":
        part = Terms
    else:
        part = _PARTS.get(names[-1], properties.ValueLabel)
    known = {field.alias or name for name, field in part.model_fields.items()}
    return known - _ADDED - (_ADDED_TO_PROPERTY if part is properties.Property else set())
