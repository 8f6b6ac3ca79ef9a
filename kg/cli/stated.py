"""The statements of an entity and of its connections as rows, and what people have judged of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.sources import Citations
from kg.statements import ENTITY

if TYPE_CHECKING:
    from kg.dossier import Dossier
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


def value_names(workspace: Workspace, of_ties: Mapping[str, list[Statement]]) -> dict[str, str]:
    """Names of the entities that statements of connections hold."""
    from kg.judging import entity_names

    every = [statement.value for stated in of_ties.values() for statement in stated]
    return entity_names(workspace, {value for value in every if ENTITY.fullmatch(value)})


def tie_rows(
    found: Dossier, of_ties: Mapping[str, list[Statement]], names: Mapping[str, str], cites: Citations
) -> list[dict[str, Any]]:
    """Statements of connections as rows, from where to where first; entities by name."""
    rows = []
    for tie in found.ties:
        stated = sorted(of_ties.get(tie.edge.id, ()), key=lambda each: (each.entity, *_rank(each)))
        for place, statement in enumerate(stated):
            rows.append(
                {
                    "connection": f"{tie.verb} {tie.other.properties['name']}" if not place else "",
                    "id": statement.id,
                    "property": statement.property,
                    "value": names.get(statement.value, statement.value),
                    "dataset": statement.dataset,
                    "sources": cites.cite(statement.cites),
                }
            )
    return rows


def _rank(statement: Statement) -> tuple[int, str]:
    ends = ("from", "to")
    return (ends.index(statement.property) if statement.property in ends else len(ends), statement.property)


def judgement_rows(workspace: Workspace, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Judgements as rows for people."""
    from kg.cli.judging import COLUMNS, rows

    names = [column.name for column in COLUMNS]
    return [{name: row[name] for name in names} for row in rows(workspace, judgements)] if judgements else []
