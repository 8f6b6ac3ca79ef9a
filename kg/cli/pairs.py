"""Pairs of nodes as rows: what `kg match` joins and `kg review` asks about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.output import Column
from kg.entities import names_of

if TYPE_CHECKING:
    from kg.matching import Pair
    from kg.workspace import Workspace


def columns(*further: Column) -> list[Column]:
    """The columns of pairs, with others before the grounds."""
    return [
        Column("left", "name of the one"),
        Column("right", "name of the other"),
        Column("score", "how likely it is that they are one, up to 1", "number"),
        *further,
        Column("why", "what speaks for it, and what against"),
        Column("left_id", "id of the one"),
        Column("right_id", "id of the other"),
    ]


def rows(workspace: Workspace, pairs: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    """Pairs as rows; a node without a name is shown by its id."""
    names = names_of(workspace, {id for pair in pairs for id in (pair.left, pair.right)})
    for left, right, verdict in pairs:
        yield {
            "left": names.get(left, left),
            "right": names.get(right, right),
            "score": round(verdict.score, 2),
            "why": " ".join(verdict.reasons),
            "left_id": left,
            "right_id": right,
        }
