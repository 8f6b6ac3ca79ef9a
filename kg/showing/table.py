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

    question, cites = result.question, result.source_columns
    columns = dict.fromkeys(result.columns, "")
    if question:
        columns = {column.name: column.help for column in question.columns.values()}
    wording = Wording(workspace.ontology, language)
    rows = [wording.row(row, result) for row in result.rows]
    ids = {id for row in rows for name in cites for id in row.get(name) or ()}
    ids.update(each.source for row in rows for value in row.values() for each in told(value))
    title = question.title if question else texts(language, "table")["answer"]
    return Table(
        *(title, columns, rows, cites, workspace.sources(ids)),
        language=language,
        note=remarks(result, language),
    )


def remarks(result: Result, language: str) -> str:
    """What the rows do not show: that a limit was reached, what the question cannot tell."""
    from kg.views.page import counted, texts

    question = result.question
    said = [question.description, question.coverage or ""] if question else []
    if result.limited:
        said.insert(0, counted(texts(language, "document")["limited"], language, count=len(result)))
    return " ".join(filter(None, said))
