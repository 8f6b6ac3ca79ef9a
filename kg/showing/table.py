"""The answer of a query as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.results import Result
from kg.showing.wording import Wording

if TYPE_CHECKING:
    from kg.views.table import Table
    from kg.workspace import Workspace


def table_view(workspace: Workspace, result: Result, language: str) -> Table:
    """A table of a result, with the sources of each row.

    Args:
        workspace: which the result comes from; it knows the sources.
        result: of a query of the library or of free Cypher.
        language: of the interface, ``en`` or ``id``.
    """
    from kg.views.page import texts
    from kg.views.table import Table, told

    cites, wording = result.source_columns, Wording(workspace, result, language)
    names = list(result.question.columns) if result.question else result.columns
    rows = [wording.row(row) for row in result.rows]
    ids = {id for row in rows for name in cites for id in row.get(name) or ()}
    ids.update(each.source for row in rows for value in row.values() for each in told(value))
    return Table(
        wording.title or texts(language, "table")["answer"],
        {name: (wording.heading(name), wording.help(name)) for name in names},
        *(rows, cites, workspace.sources(ids)),
        language=language,
        note=wording.remarks(),
    )
