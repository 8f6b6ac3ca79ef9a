"""Reads entities from the ledger with all that is stated of them: the database groups, one row an entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from kg.ledger.ledger import streamed
from kg.ledger.tables import is_judged, statements
from kg.statements import RULE, SEPARATOR

#: The confidence of a statement that somebody has confirmed: more than certain.
CONFIRMED = 2.0


class Mention(NamedTuple):
    """An entity and its statements, as parallel lists; those that people rejected are left out.

    Lists that are rarely looked into stay the text that the database gives, entries separated by
    :data:`kg.statements.SEPARATOR`: a graph is made of millions, and few kinds of entity state few
    combinations of properties.

    Attributes:
        entity: its id.
        concept: a node or edge concept.
        properties: of the statements, as one text.
        values: of the statements.
        cites: what each cites (ids of sources separated by blanks), as one text.
        statements: their ids, as one text.
        doubts: ``<id>=<confidence>`` of those that are not certain, or that somebody has confirmed, as one
            text; None when there are none.
        rule: by which an edge was worked out, as ``rule:<name>``; None of one that its record states.
    """

    entity: str
    concept: str
    properties: str
    values: list[str]
    cites: str
    statements: str
    doubts: str | None = None
    rule: str | None = None


def read_mentions(
    connection: sa.Connection, concepts: Sequence[str], where: sa.ColumnElement[bool] | None = None
) -> Iterator[Mention]:
    """All entities of some concepts, in the order of their ids.

    Args:
        connection: a transaction of the ledger.
        concepts: node concepts or edge concepts.
        where: a further condition on statements.
    """
    t = statements.c
    confidence = sa.case((is_judged("confirmed"), CONFIRMED), else_=t.confidence)
    doubt = t.id + "=" + sa.cast(confidence, sa.String)
    is_worked_out = sa.and_(t.property == "from", sa.func.substr(t.method, 1, len(RULE)) == RULE)
    query = (
        sa.select(
            t.entity,
            sa.func.min(t.concept),
            *(_listed(column) for column in (t.property, t.value, t.cites, t.id)),
            _listed(doubt).filter(confidence != 1.0),
            sa.func.min(t.method).filter(is_worked_out),
        )
        .where(~is_judged("rejected"), t.retired_run.is_(None), t.concept.in_(sorted(concepts)))
        .group_by(t.entity)
        .order_by(t.entity)
    )
    if where is not None:
        query = query.where(where)
    for rows in streamed(connection, query):
        for entity, concept, properties, values, cites, ids, doubts, rule in rows:
            yield Mention(entity, concept, properties, values.split(SEPARATOR), cites, ids, doubts, rule)


def _listed(column: sa.ColumnElement[str]) -> sa.Function[str]:
    return sa.func.aggregate_strings(column, SEPARATOR)
