"""Who comes together with whom, counted, with what stands behind each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.results import Result
from kg.showing.subject import goes_around
from kg.showing.wording import Wording

if TYPE_CHECKING:
    from kg.graph import Node
    from kg.views.matrix import Entry, Matrix
    from kg.workspace import Workspace

#: The question that is asked when none is named: its first two columns are a matrix's rows and columns, and
#: its parameter of this name takes the entity that the matrix is about.
QUESTION, AROUND = "signing-matrix", "around"


def signing_matrix(workspace: Workspace, about: Node | None, language: str) -> Matrix:
    """Who signed with whom: all of it, or what has to do with an entity.

    Raises:
        UsageError: the library has no such question, or it takes no entity of that concept.
    """
    concepts = workspace.library.get(QUESTION).parameters[AROUND].concepts
    if about:
        goes_around(about, concepts, "a matrix", ", or shows all with no name given")
    result = workspace.query(QUESTION, **{AROUND: about.id if about else None})
    return matrix_view(workspace, result, language, about)


def matrix_view(workspace: Workspace, result: Result, language: str, about: Node | None = None) -> Matrix:
    """A matrix of a result: its first two columns of names down the side and along the top.

    Args:
        workspace: which the result comes from; it knows the sources.
        result: of a query of the library or of free Cypher. A list gives a case for each of its names.
        language: of the interface, ``en`` or ``id``.
        about: the entity that the question was about.

    Raises:
        UsageError: the result has no two columns of names.
    """
    from kg.views.matrix import Matrix
    from kg.views.table import kind_of

    names = [
        name
        for name in result.columns
        if name not in result.source_columns and kind_of(row[name] for row in result.rows) == "text"
    ]
    if len(names) < 2:
        raise UsageError(
            "A matrix needs two columns of names, one for its rows and one for its columns; the answer has "
            f"{' and '.join(map(repr, names)) or 'none'}. Look at it with --kind table."
        )
    wording = Wording(workspace, result, language)
    entries = [entry for row in result.rows for entry in _entries(row, names[0], names[1], result, wording)]
    cites = {id for entry in entries for id in entry.sources}
    title = wording.title or " × ".join(names[:2])
    if about:
        title = f"{title}: {about.properties['name']}"
    return Matrix(title, entries, workspace.sources(cites), language=language, note=wording.remarks())


def _entries(
    row: Mapping[str, Any], down: str, along: str, result: Result, wording: Wording
) -> Iterator[Entry]:
    from kg.views.matrix import Entry
    from kg.views.table import told

    cites, row = result.source_columns, wording.row(row)
    facts = [
        (wording.heading(name), "; ".join(wording.parts(row[name])))
        for name in result.columns
        if name not in (down, along, *cites) and row[name] not in (None, [])
    ]
    sources = [id for name in cites for id in row[name] or ()]
    sources += (each.source for value in row.values() for each in told(value) if each.source not in sources)
    none: list[str | None] = [None]
    for first, second in product(wording.parts(row[down]) or none, wording.parts(row[along]) or none):
        yield Entry(first, second, facts, sources)
