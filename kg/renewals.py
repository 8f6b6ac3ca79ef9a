"""Writes down which agreement continues which: a dataset of its own, which each `kg match` replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa

from kg.candidates import RENEWS
from kg.ledger import Ledger
from kg.ledger.tables import begins_with, statements
from kg.matching import Renewal
from kg.resolve import given_to, members, verdicts
from kg.statements import (
    RENEWALS,
    RULE,
    Said,
    Source,
    Statement,
    dataset_prefix,
    digest,
    entity_id,
    make_statement,
)

if TYPE_CHECKING:
    from kg.workspace import Workspace

#: The rule by which these edges are made, as their statements name it.
METHOD = f"{RULE}latest-of-same-parties"

#: The later and the earlier agreement, each told by one of its mentions.
_Ends = tuple[str, str]

_SOURCES = "MATCH (a:Agreement) WHERE a.id IN $ids RETURN a.id AS id, a.sources AS sources"


def keep(workspace: Workspace, found: Sequence[Renewal]) -> bool:
    """Make the ledger say exactly these renewals, and bring the graph up to date.

    Returns:
        Whether that was anything new.
    """
    ids = sorted({id for each in found for id in (each.later, each.earlier)})
    rows = workspace.store.read(_SOURCES, {"ids": ids}).rows if ids else []
    new = write(workspace.ledger, found, {row["id"]: row["sources"] for row in rows})
    if new:
        workspace.build()
    return new


def write(ledger: Ledger, found: Sequence[Renewal], sources: Mapping[str, Sequence[str]]) -> bool:
    """Make the dataset of renewals say exactly these.

    Args:
        ledger: in which the graph's nodes are known.
        found: renewals of nodes.
        sources: ids of the sources of each node.

    Returns:
        Whether that was anything new. When it was not, the ledger stays as it is.
    """
    with ledger.reading() as connection:
        ends = _ends(connection, found, _judged(ledger))
    said = [_said(*ends[each], each, {*sources[each.later], *sources[each.earlier]}) for each in ends]
    if not said and ledger.checksum(RENEWALS) is None:
        return False
    with ledger.run("match") as run:
        run.replace(RENEWALS, digest(*(each.id for one in said for each in one.statements)), said)
        return run.changed


def rejected(ledger: Ledger, found: Sequence[Renewal]) -> set[Renewal]:
    """Which of some renewals somebody has rejected, so that no graph has them."""
    judged = _judged(ledger)
    with ledger.reading() as connection:
        placed = _ends(connection, found, judged)
        edges = [entity for entity, _ in placed.values() if entity in judged]
        wrong = {id for id, verdict in verdicts(connection, edges).items() if verdict == "rejected"}
    gone = {each.entity for each in ledger.statements(edges) if each.id in wrong}
    return {each for each, (entity, _) in placed.items() if entity in gone}


def _said(entity: str, ends: _Ends, renewal: Renewal, cites: set[str]) -> Said:
    """An edge. What is known of its sources is said by the datasets that read them."""
    stated: list[Statement] = [
        make_statement(
            entity,
            RENEWS,
            property,
            value,
            cites=cites,
            method=METHOD,
            dataset=RENEWALS,
            confidence=renewal.confidence,
        )
        for property, value in zip(("from", "to"), ends, strict=True)
    ]
    return Said(stated, [Source(id) for id in sorted(cites)])


def _judged(ledger: Ledger) -> set[str]:
    """Entities of which somebody has judged a statement."""
    return {entry.fact.entity for entry in ledger.judgements() if entry.fact}


def _ends(
    connection: sa.Connection, found: Sequence[Renewal], judged: set[str]
) -> dict[Renewal, tuple[str, _Ends]]:
    """The edge of each renewal: its entity and ends.

    An edge that was said before of other mentions of the same agreements is said of these again, so that it
    stays what people have judged. Else it is said of the first mention of each.
    """
    before: dict[_Ends, tuple[bool, str, _Ends]] = {}
    past = _past(connection)
    given = given_to(connection, sorted({entity for ends in past.values() for entity in ends}))
    for edge, ends in past.items():
        if ends[0] in given and ends[1] in given:
            nodes = given[ends[0]].node, given[ends[1]].node
            known = edge not in judged, edge, ends
            before[nodes] = min(known, before.get(nodes, known))
    firsts = members(connection, sorted({id for each in found for id in (each.later, each.earlier)}), 1)
    placed: dict[Renewal, tuple[str, _Ends]] = {}
    for each in found:
        if known_before := before.get((each.later, each.earlier)):
            placed[each] = known_before[1:]
        elif each.later in firsts and each.earlier in firsts:
            ends = firsts[each.later][0], firsts[each.earlier][0]
            placed[each] = entity_id(RENEWALS, " ".join(ends)), ends
    return placed


def _past(connection: sa.Connection) -> dict[str, _Ends]:
    """All edges that were ever said, with their ends."""
    t = statements.c
    of_dataset = begins_with(t.entity, dataset_prefix(RENEWALS)), t.concept == RENEWS
    said: dict[str, dict[str, str]] = {}
    for entity, property, value in connection.execute(
        sa.select(t.entity, t.property, t.value).where(*of_dataset)
    ):
        said.setdefault(entity, {})[property] = value
    return {entity: (ends["from"], ends["to"]) for entity, ends in said.items()}
