"""Whether two agreements of the graph are one that sources date differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.matching.groups import settled
from kg.matching.profiles import span_of
from kg.matching.verdict import Matches, Pair, Verdict
from kg.names import fold

#: Days by which reports of one signing differ: a paper dates it by the day it reports, or by another weekday.
ONE_SIGNING = 3
#: Days within which it is worth asking.
_NEAR = 45
#: Status of an agreement that sources call a renewal.
_RENEWED = "renewed"
#: How the name of an agreement ends that has no title.
_MADE = re.compile(r", \d{4}(-\d\d){0,2}$")
#: Words, folded, that a title has whatever it is about.
_OF_ANY_TITLE = frozenset(
    fold(
        "addendum adendum antara antar atas bersama dalam dan dengan di kerja kerjasama kesepahaman "
        "kesepakatan mengenai mou nota oleh pada pemda pemkab pemkot pemprov perjanjian pks rangka rencana "
        "ri sama serta tentang untuk yang agreement and between cooperation for in memorandum of on the "
        "understanding"
    ).split()
)
#: How sure each outcome is.
_SAME, _WITHIN, _ASK, _OTHER = 0.95, 0.92, 0.7, 0.05


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement as far as it can be told from others.

    Attributes:
        id: of the node.
        parties: ids of its parties.
        kind: such as ``mou``.
        made: whether it was made, rather than announced.
        signed_on: ISO text as precise as known; empty when unknown.
        number: of the document; empty when unknown.
        status: such as ``renewed``; empty when unknown.
        about: what tells its subject from others; see :func:`subject`.
    """

    id: str
    parties: frozenset[str]
    kind: str
    made: bool = True
    signed_on: str = ""
    number: str = ""
    status: str = ""
    about: frozenset[str] = frozenset()


def subject(texts: Iterable[str], parties: Iterable[str]) -> frozenset[str]:
    """The words that tell what an agreement is about, of its titles and topics.

    Args:
        texts: titles and topics; a name that ends with a date was made from kind, parties and date.
        parties: their names, which are no subject.
    """
    named = {word for party in parties for word in fold(party).split()}
    words = {word for text in texts if not _MADE.search(text) for word in fold(text).split()}
    return frozenset(words - named - _OF_ANY_TITLE)


def match_deals(deals: Iterable[Deal], apart: Collection[frozenset[str]] = ()) -> Matches:
    """Compare agreements of one kind between the same parties.

    Args:
        deals: with different ids.
        apart: pairs of ids that people call different, or cannot tell.

    Returns:
        Pairs that are one: any two that joining them brings together are. And pairs that may be.
    """
    by_id = {deal.id: deal for deal in deals}
    pairs = [Pair(a.id, b.id, judge_deals(a, b)) for a, b in _candidates(by_id.values())]

    def are_two(one: str, other: str) -> bool:
        return judge_deals(by_id[one], by_id[other]).decision != "same"

    return settled(pairs, are_two, apart)


def judge_deals(left: Deal, right: Deal) -> Verdict:
    """Compare two agreements; the same whichever stands first."""
    if left.parties != right.parties or left.kind != right.kind:
        return Verdict("different", _OTHER, ("Parties or kind are others.",), surely_two=True)
    if left.number and left.number == right.number and not _one_renews(left, right):
        return _of_one_number(left, right)
    found = _by_dates(left, right)
    doubts = tuple(_doubts(left, right)) if found.decision == "same" else ()
    return Verdict("ask", _ASK, (*doubts, *found.reasons)) if doubts else found


def _one_renews(left: Deal, right: Deal) -> bool:
    """Whether sources call just one of the two a renewal: it may be of the other, and bear its number."""
    return (left.status == _RENEWED) != (right.status == _RENEWED)


def _of_one_number(left: Deal, right: Deal) -> Verdict:
    """Numbers begin anew each year, and what follows an agreement may be told by its number."""
    number, days = f"Both have the number {left.number}", _days_apart(left, right)
    if days is not None and days > (_NEAR if _in_one_year(left, right) else ONE_SIGNING):
        return Verdict("ask", _ASK, (f"{number}, but the dates lie {days:,} days apart.",))
    return Verdict("same", _SAME, (f"{number}.",))


def _doubts(left: Deal, right: Deal) -> Iterator[str]:
    """What speaks against two being one whose dates agree."""
    if left.number and right.number and left.number != right.number:
        numbers = f"{left.number} and {right.number}"
        yield f"The numbers are others, {numbers}: those of two parties, or of two agreements."
    if _one_renews(left, right) and not _in_one_year(left, right):
        yield "One renews an earlier one, and the years are others."
    if left.about and right.about and not left.about & right.about and left.signed_on != right.signed_on:
        yield "Titles and topics have no word in common."


def _by_dates(left: Deal, right: Deal) -> Verdict:
    if not (left.signed_on and right.signed_on):
        return Verdict("ask", _ASK, ("Parties and kind are the same; a day is known of one at most.",))
    a, b = span_of(left.signed_on), span_of(right.signed_on)
    if a != b and (_within(a, b) or _within(b, a)):
        short, long = sorted((left.signed_on, right.signed_on), key=len)
        reason = f"Parties and kind are the same, and {long} lies in {short}."
        return Verdict("same" if len(short) > len("2000") else "ask", _WITHIN, (reason,))
    days = _days_apart(left, right) or 0
    reason = f"Parties and kind are the same; the dates lie {days} days apart."
    if days <= ONE_SIGNING:
        return Verdict("same", _SAME, (reason,))
    return Verdict("ask", _ASK, (reason,)) if days <= _NEAR else Verdict("different", _OTHER, (reason,))


def _days_apart(left: Deal, right: Deal) -> int | None:
    """Days that lie between two dates at least; None when one is not known."""
    if not (left.signed_on and right.signed_on):
        return None
    a, b = span_of(left.signed_on), span_of(right.signed_on)
    return max(a[0] - b[1], b[0] - a[1], 0)


def _in_one_year(left: Deal, right: Deal) -> bool:
    return left.signed_on[:4] == right.signed_on[:4]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _candidates(deals: Iterable[Deal]) -> Iterator[tuple[Deal, Deal]]:
    """Agreements that were made, of one kind and between the same parties."""
    alike: dict[tuple[frozenset[str], str], list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.made and len(deal.parties) > 1:
            alike[deal.parties, deal.kind].append(deal)
    for group in alike.values():
        yield from combinations(sorted(group, key=lambda deal: deal.id), 2)
