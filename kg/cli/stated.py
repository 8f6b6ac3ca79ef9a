"""The statements of an entity and of its connections as rows, and what people have judged of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.sources import Citations

if TYPE_CHECKING:
    from kg.dossier import Dossier, Tie
    from kg.ledger import Judgement
    from kg.statements import Statement
    from kg.workspace import Workspace


def statement_rows(found: Dossier, cites: Citations | None) -> list[dict[str, Any]]:
    """Statements as rows; their sources as numbers, or as addresses and outlets without ``cites``."""
    rows = []
    for statement in found.statements:
        sources = [found.sources[id] for id in statement.cites if id in found.sources]
        rows.append(
            {
                "id": statement.id,
                "property": statement.property,
                "value": statement.value,
                "original": statement.original,
                **({} if cites else {"quote": statement.quote}),  # tables show the whole passage elsewhere
                "method": statement.method,
                "confidence": statement.confidence,
                "dataset": statement.dataset,
                "sources": cites.cite(statement.cites) if cites else [s.url or s.outlet for s in sources],
                **({"judged": found.verdicts.get(statement.id)} if found.verdicts else {}),
            }
        )
    return rows


def tie_rows(
    found: Dossier, of_ties: Mapping[str, list[Statement]], cites: Citations
) -> list[dict[str, Any]]:
    """Statements of connections as rows. One of its ends stands for the whole connection."""
    rows = []
    for tie in found.ties:
        for place, statement in enumerate(of_ties.get(tie.edge.id, ())):
            rows.append(
                {
                    "connection": f"{tie.verb} {tie.other.properties['name']}" if not place else "",
                    "id": statement.id,
                    "property": statement.property,
                    "value": _value(found, tie, statement),
                    "dataset": statement.dataset,
                    "sources": cites.cite(statement.cites),
                }
            )
    return rows


def _value(found: Dossier, tie: Tie, statement: Statement) -> object:
    """The value of an edge's statement; its ends by name."""
    if statement.property not in ("from", "to"):
        return statement.value
    here = (statement.property == "from") == tie.forward
    return (found.node if here else tie.other).properties["name"]


def judgement_rows(workspace: Workspace, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Judgements as rows for people."""
    from kg.cli.judging import COLUMNS, rows

    names = [column.name for column in COLUMNS]
    return [{name: row[name] for name in names} for row in rows(workspace, judgements)] if judgements else []
