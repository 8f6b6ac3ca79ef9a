"""Edges that a rule found between entities of several records, which change when these records do."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from kg.ledger.tables import begins_with, datasets, statements
from kg.statements import RECORD_WIDTH, RENEWALS, dataset_prefix


def concepts_across(connection: sa.Connection) -> set[str]:
    """The concepts of such edges."""
    return set(connection.scalars(sa.select(statements.c.concept).where(_stated()).distinct()))


def records_joining(connection: sa.Connection, records: Collection[str]) -> set[str]:
    """Which of the records that state such edges join an entity of some other records.

    Args:
        connection: a transaction of the ledger.
        records: first characters of the ids of their entities.
    """
    t = statements.c
    ends = sa.select(t.entity, t.value).where(_stated(), t.property.in_(("from", "to")))
    return {
        entity[:RECORD_WIDTH] for entity, value in connection.execute(ends) if value[:RECORD_WIDTH] in records
    }


def _stated() -> sa.ColumnElement[bool]:
    """A statement in force of the dataset of such edges, and of no other."""
    t = statements.c
    number = sa.select(datasets.c.id).where(datasets.c.name == RENEWALS).scalar_subquery()
    return sa.and_(
        begins_with(t.entity, dataset_prefix(RENEWALS)), t.dataset == number, t.retired_run.is_(None)
    )
