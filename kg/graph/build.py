"""Decides what a store needs to hold the ledger's graph: everything, or what changed since its last build."""

from __future__ import annotations

import secrets
import shlex
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa

from kg.errors import LedgerError
from kg.files import code_of
from kg.graph.complete import all_edges, all_nodes
from kg.graph.elements import Changes
from kg.graph.increment import remake, touched_elements
from kg.ledger import tables
from kg.ledger.ledger import last_place
from kg.ontology import Ontology
from kg.resolve import changed_entities, given_nodes, resolve_all, resolve_since, weigh
from kg.statements import digest

#: With more changed mentions than this, working everything out again costs less than going one by one.
_MOST_CHANGED = 20_000
#: What of kg decides which graph the same statements make: one that others of it made is made anew.
_MADE_BY = ("graph", "names", "ontology", "resolve", "statements")
#: So many data sets are named where something is wrong with them.
_NAMED = 3


def prepare_changes(
    connection: sa.Connection,
    ontology: Ontology,
    holds: str | None,
    *,
    fingerprint: str,
    rebuild: bool = False,
) -> Changes:
    """Take the ledger's latest runs into the graph, and say what a store must change.

    Args:
        connection: a building transaction of the ledger; it must stay open until the changes are applied.
        ontology: the concepts.
        holds: mark of the build that the store holds; None when it is empty. A mark that the ledger does
            not know is of a build that was interrupted before the ledger kept it.
        fingerprint: of the concepts; when it changes, or kg itself does, everything is worked out again.
        rebuild: work everything out again.

    Raises:
        LedgerError: records say something of concepts that the ontology does not have.
    """
    fingerprint = _of_what_makes(fingerprint)
    now = last_place(connection)
    t = tables.builds.c
    last = connection.execute(
        sa.select(t.id, t.mark, t.run, t.ontology).order_by(t.id.desc()).limit(1)
    ).first()
    fresh = last is None or rebuild or last.ontology != fingerprint
    nodes = None
    judged = weigh(connection, ontology) if fresh or last is None or last.run < now else set()
    if not fresh and last is not None and last.run < now:
        changed = changed_entities(connection, last.run)
        for entity in judged:
            changed.setdefault(entity, set())
        fresh = len(changed) > _MOST_CHANGED
        if not fresh:
            moved = resolve_since(connection, ontology, changed, now)
            build = _record(connection, now, fingerprint, complete=False)
            elements = touched_elements(connection, ontology, moved, last.run)
            rows = [{"build": build, "element": element} for element in sorted(elements)]
            if rows:
                connection.execute(sa.insert(tables.touched), rows)
    if fresh:
        _expect_known(connection, ontology)
        nodes = resolve_all(connection, ontology, now)
        _record(connection, now, fingerprint, complete=True)
    # Ids of nodes follow from those that the last build gave; one that was interrupted gave none.
    content = digest("" if last is None else last.mark, str(now), fingerprint, str(fresh))
    return _for_store(connection, ontology, holds, nodes, content)


def _expect_known(connection: sa.Connection, ontology: Ontology) -> None:
    """Refuse to make a graph without what the schema lost: nobody would see that it is missing."""
    t, of = tables.statements.c, tables.datasets.c
    unknown = sa.and_(t.retired_run.is_(None), t.concept.not_in([*ontology.nodes, *ontology.edges]))
    stated = sa.select(t.concept, sa.func.count(t.entity.distinct())).where(unknown).group_by(t.concept)
    numbers = connection.execute(stated.order_by(t.concept)).all()
    if numbers:
        says = sa.select(of.name).where(of.id.in_(sa.select(t.dataset).where(unknown))).order_by(of.name)
        names = [shlex.quote(name) for name in connection.scalars(says)]
        told = ", ".join(f"{concept} ({number:,})" for concept, number in numbers)
        raise LedgerError(
            f"The ledger has records of what the schema lacks: {told}. Put the files of these concepts back "
            "into the schema folder of the project; or load again what says so, once its loader says it no "
            f"more; or take it back: `kg withdraw {' '.join(names[:_NAMED])}"
            f"{' ...' if len(names) > _NAMED else ''}`."
        )


def _of_what_makes(fingerprint: str) -> str:
    return digest(code_of(*_MADE_BY), fingerprint)


def why_behind(
    connection: sa.Connection, holds: str | None, fingerprint: str
) -> Literal["rules", "records"] | None:
    """Why a build would change the graph; None when it would not.

    Args:
        connection: a transaction of the ledger.
        holds: mark of the build that a store holds; None when it is empty.
        fingerprint: of the concepts.

    Returns:
        ``rules`` when it was made with other concepts or by another version of kg; ``records`` when the
        ledger has records or judgements that it has not taken in.
    """
    t = tables.builds.c
    taken_in, made_with = 0, None
    if (build := connection.execute(sa.select(t.run, t.ontology).where(t.mark == holds)).first()) is not None:
        taken_in, made_with = build
    if made_with not in (None, _of_what_makes(fingerprint)):
        return "rules"
    runs = tables.runs.c
    said = sa.select(tables.datasets.c.run).union(sa.select(tables.judgements.c.run))
    last = connection.scalar(sa.select(sa.func.max(runs.place)).where(runs.id.in_(said)))
    return "records" if taken_in < (last or 0) else None


def _for_store(
    connection: sa.Connection,
    ontology: Ontology,
    holds: str | None,
    nodes: dict[str, str] | None,
    content: str,
) -> Changes:
    t = tables.builds.c
    last = connection.execute(sa.select(t.id, t.mark).order_by(t.id.desc()).limit(1)).one()
    last_complete = connection.scalar(sa.select(sa.func.max(t.id)).where(t.complete.is_(True)))
    held = connection.scalar(sa.select(t.id).where(t.mark == holds))
    if held is None or held < (last_complete or 0):
        if nodes is None:
            nodes = {entity: was.node for entity, was in given_nodes(connection).items()}
        edges = all_edges(connection, ontology, nodes)
        return Changes(last.mark, True, all_nodes(connection, ontology, nodes), edges, content=content)
    query = sa.select(tables.touched.c.element).distinct().where(tables.touched.c.build > held)
    changes = remake(connection, ontology, set(connection.scalars(query)), last.mark)
    changes.base = holds or ""
    return changes


def _record(connection: sa.Connection, run: int, fingerprint: str, *, complete: bool) -> int:
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    row = {
        "mark": secrets.token_hex(8),
        "run": run,
        "complete": complete,
        "finished": finished,
        "ontology": fingerprint,
    }
    number = connection.scalar(sa.insert(tables.builds).returning(tables.builds.c.id).values(row))
    if complete:
        connection.execute(sa.delete(tables.touched))
    return int(number or 0)
