"""What a value or a connection rests on: the words of an article, or what a record says."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from kg.views.page import plain

#: How many a page carries for one value: a name that a thousand records give needs no thousand proofs.
MOST_PROOFS = 4


class Proof(NamedTuple):
    """A place that says something of a node or edge.

    Attributes:
        property: what it gives; empty for the connection that an edge is.
        value: which of the property's values, as text.
        recorded: the value as the record has it, before anything was made uniform; empty when a rule made it.
        sources: ids. Of several, one or more say so.
        before, quote, after: the words of an article and what stands around them; empty for records.
        rule: whether a rule made it from what else the sources say.
    """

    property: str
    value: str
    recorded: str
    sources: tuple[str, ...]
    before: str = ""
    quote: str = ""
    after: str = ""
    rule: bool = False


def by_value(proofs: Iterable[Proof]) -> dict[tuple[str, str], list[Proof]]:
    """Proofs by property and value."""
    found: dict[tuple[str, str], list[Proof]] = {}
    for each in proofs:
        found.setdefault((each.property, each.value), []).append(each)
    return found


def entries(proofs: Iterable[Proof], value: object = "") -> dict[str, Any]:
    """What the page carries of the proofs of one value.

    Quotes come first, then those with fewest sources, which say most exactly where something stands.

    Args:
        proofs: of the value.
        value: as the page shows it: a record that says the same needs not be repeated.

    Returns:
        ``proofs``, each with ``sources``, ``rule`` (whether a rule made the value) and, where they differ
        from ``value`` or are not empty, ``recorded``, ``before``, ``quote``, ``after``; ``unshown``, how
        many more there are; and ``cited``, of how many sources all of them are.
    """
    ranked = sorted(set(proofs), key=lambda each: (not each.quote, len(each.sources), each))
    shown = [_entry(each, value) for each in islice(ranked, MOST_PROOFS)]
    cited = {source for each in ranked for source in each.sources}
    return {"proofs": shown, "unshown": max(0, len(ranked) - MOST_PROOFS), "cited": len(cited)}


def _entry(proof: Proof, value: object) -> dict[str, Any]:
    told = {key: getattr(proof, key) for key in ("recorded", "before", "quote", "after")}
    entry = {key: plain(text) for key, text in told.items() if text and text != value}
    return {**entry, "sources": list(proof.sources), "rule": proof.rule}
