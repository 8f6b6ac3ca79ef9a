"""Files for ``neo4j-admin database import``, which fills an empty database faster than any query can.

One CSV file for each concept, and one that says which build of which ledger the graph is, so that the
next ``kg build`` goes on from there. The format is described in the Neo4j Operations Manual, "Import".
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from kg.errors import UsageError
from kg.graph import Changes
from kg.ontology import EdgeConcept, NodeConcept, Ontology, Property
from kg.stores.neo4j_schema import GRAPH_KEY, GRAPH_LABEL, IMPORTED, NODE_LABEL

#: What the import is told beside its files; picocli, which neo4j-admin reads its options with, takes
#: them from a file when it is given as ``@import.args``.
ARGUMENTS = "import.args"

#: Between values of a list. No text of ours holds it: readers refuse control characters.
_DELIMITER = "\x1f"
_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string")

#: What every element has beside the properties of its concept.
_EVIDENCE = {"sources": "string[]", "statements": "string[]", "conflicts": "string[]", "voices": "long"}
_TYPES = {"number": "double", "integer": "long", "boolean": "boolean"}


def write_files(folder: Path, changes: Changes, ledger: str, ontology: Ontology) -> None:
    """Write a whole graph into a folder, which is there when all of it is written.

    Args:
        folder: to make. One that an earlier export wrote is replaced.
        changes: a complete build.
        ledger: the name of the ledger it is from.
        ontology: the concepts.

    Raises:
        UsageError: there is something else of that name.
    """
    check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as made:
        fresh = Path(made) / "files"
        fresh.mkdir()
        _write(fresh, changes, ledger, ontology)
        if folder.exists():
            shutil.rmtree(folder)
        fresh.rename(folder)


def check_folder(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier export; see :func:`write_files`."""
    if not folder.exists() or (folder / ARGUMENTS).is_file():
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise UsageError(f"{folder} exists already, and no export wrote it. Name another folder.")


def _write(folder: Path, changes: Changes, ledger: str, ontology: Ontology) -> None:
    with _files(folder) as open_file:
        nodes = {name: _columns(concept) for name, concept in ontology.nodes.items()}
        for node in changes.nodes:
            columns = nodes[node.concept]
            file = open_file(node.concept, ["id:ID", *_header(columns), ":LABEL"])
            labels = [NODE_LABEL, *node.labels]
            file.write(_line([node.id, *(node.properties.get(name) for name in columns), labels]))
        file = open_file(GRAPH_LABEL, ["mark:ID", "key", "ledger", "build", f"{IMPORTED}:boolean", ":LABEL"])
        file.write(_line([GRAPH_LABEL, GRAPH_KEY, ledger, changes.build, True, [GRAPH_LABEL]]))
    with _files(folder) as open_file:
        edges = {name: _columns(concept) for name, concept in ontology.edges.items()}
        for edge in changes.edges:
            columns = edges[edge.concept]
            file = open_file(edge.concept, [":START_ID", ":END_ID", "id", *_header(columns)])
            file.write(
                _line([edge.tail, edge.head, edge.id, *(edge.properties.get(name) for name in columns)])
            )
    (folder / ARGUMENTS).write_text("\n".join(_arguments(folder, ontology)) + "\n", "utf-8")


def _arguments(folder: Path, ontology: Ontology) -> Iterator[str]:
    for path in sorted(folder.glob("*.csv")):
        if path.stem in ontology.edges:
            yield f"--relationships={path.stem}={path.name}"
        else:
            yield f"--nodes={path.name}"
    yield from _OPTIONS


def _columns(concept: NodeConcept | EdgeConcept) -> dict[str, str]:
    """Properties in the order of the file, with their types as the import names them."""
    of_edges = {"method": "string"} if isinstance(concept, EdgeConcept) else {}
    return {name: _type(prop) for name, prop in concept.properties.items()} | _EVIDENCE | of_edges


def _type(prop: Property) -> str:
    if prop.multiple:
        return "string[]"
    if prop.type == "date" and not prop.partial:
        return "date"
    return _TYPES.get(prop.type, "string")


def _header(columns: dict[str, str]) -> list[str]:
    return [f"{name}:{kind}" for name, kind in columns.items()]


def _line(values: Iterable[Any]) -> str:
    return ",".join(map(_cell, values)) + "\n"


def _cell(value: Any) -> str:
    """A cell: empty for what is unknown, else in quotes, so that empty lists and texts stay what they are."""
    if value is None:
        return ""
    return '"' + _text(value).replace('"', '""') + '"'


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return _DELIMITER.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)


@contextmanager
def _files(folder: Path) -> Iterator[Any]:
    """A function that gives the file of a concept, made with its header when it is first asked for."""
    with ExitStack() as stack:
        made: dict[str, TextIO] = {}

        def open_file(concept: str, header: Sequence[str]) -> TextIO:
            if concept not in made:
                path = folder / f"{concept}.csv"
                made[concept] = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
                made[concept].write(",".join(header) + "\n")
            return made[concept]

        yield open_file
