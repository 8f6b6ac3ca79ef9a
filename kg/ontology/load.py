"""From folders of concept files to a checked ontology."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import ContentError
from kg.ontology.lint import check
from kg.ontology.model import EdgeConcept, NodeConcept, Ontology
from kg.ontology.read import AnyConcept, concept_files, read_concept


def load_ontology(folders: Sequence[Path]) -> Ontology:
    """Read and check all concepts.

    Args:
        folders: folders of ``<Name>.yaml``. A file replaces the one of the same name in an earlier folder.

    Raises:
        ContentError: a concept is wrong. The message is the first error, with file and line, and says
            how many there are.
    """
    concepts, errors = _read_and_check(folders)
    if errors:
        more = f"\n{len(errors) - 1} more; `kg schema lint` lists all." if len(errors) > 1 else ""
        first = ContentError(str(errors[0]) + more)
        first.path, first.line = errors[0].path, errors[0].line
        raise first
    concepts.sort(key=lambda concept: concept.name)
    nodes = {concept.name: concept for concept in concepts if isinstance(concept, NodeConcept)}
    edges = {concept.name: concept for concept in concepts if isinstance(concept, EdgeConcept)}
    return Ontology(nodes=nodes, edges=edges)


def lint_ontology(folders: Sequence[Path]) -> list[ContentError]:
    """Everything that is wrong with the concepts in some folders, file by file and line by line.

    Relations between concepts are checked only when every file is sound in itself, because a file
    that cannot be read would make others look wrong.
    """
    return _read_and_check(folders)[1]


def _read_and_check(folders: Sequence[Path]) -> tuple[list[AnyConcept], list[ContentError]]:
    concepts, errors = [], []
    # Of two that do not go together the later is told of: what a project has, not what comes with kg.
    place = {folder: number for number, folder in enumerate(folders)}
    for path in sorted(concept_files(folders).values(), key=lambda path: (place[path.parent], path.stem)):
        concept, found = read_concept(path)
        errors.extend(found)
        if concept is not None:
            concepts.append(concept)
    if not errors:
        errors.extend(check(concepts))
    return concepts, sorted(errors, key=lambda error: (str(error.path), error.line or 0))
