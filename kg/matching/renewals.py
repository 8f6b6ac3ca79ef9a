"""Which agreement continues which earlier one of the same parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.matching.deals import ONE_SIGNING, Deal
from kg.matching.profiles import span_of
from kg.ontology import Continuation


class Renewal(NamedTuple):
    """An agreement and the earlier one that it continues.

    Attributes:
        later, earlier: ids of the nodes.
        confidence: of the rule that links them.
        why: what speaks for it, as a sentence.
    """

    later: str
    earlier: str
    confidence: float
    why: str


def renewals(
    deals: Iterable[Deal], rules: Sequence[Continuation], may_be_one: Collection[frozenset[str]]
) -> list[Renewal]:
    """Link agreements to the latest earlier one of the very same parties.

    Only what leaves no doubt is linked: where an agreement that comes into question may be the same as the
    later one, or is not surely dated before or after it, or where two of them are not surely dated one after
    the other, nothing is.

    Args:
        deals: all agreements.
        rules: which agreement may continue which. The first one under which another agreement comes into
            question decides.
        may_be_one: pairs of ids of agreements that may be one.

    Returns:
        At most one of each later agreement, in the order of their ids.
    """
    alike: dict[frozenset[str], list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.made and len(deal.parties) > 1:
            alike[deal.parties].append(deal)
    found = (_continued(deal, group, rules, may_be_one) for group in alike.values() for deal in group)
    return sorted(each for each in found if each is not None)


def _continued(
    later: Deal, group: Sequence[Deal], rules: Sequence[Continuation], may_be_one: Collection[frozenset[str]]
) -> Renewal | None:
    for rule in rules:
        if rule.later.fits(later.kind, later.status):
            others = [each for each in _not_after(later, group) if rule.earlier.fits(each.kind, each.status)]
            if others:
                earlier = _latest_before(later, others, may_be_one)
                if earlier is None:
                    return None
                return Renewal(later.id, earlier.id, rule.confidence, _told(earlier, later))
    return None


def _not_after(later: Deal, group: Iterable[Deal]) -> Iterator[Deal]:
    """Other agreements that may have been there before."""
    return (each for each in group if each is not later and not _is_before(later, each))


def _latest_before(later: Deal, others: list[Deal], may_be_one: Collection[frozenset[str]]) -> Deal | None:
    """The latest of some agreements, when all are before another and all the others before that one."""
    if any(frozenset((later.id, each.id)) in may_be_one or not _is_before(each, later) for each in others):
        return None
    latest = max(others, key=lambda each: span_of(each.signed_on))
    return latest if all(each is latest or _is_before(each, latest) for each in others) else None


def _is_before(one: Deal, other: Deal) -> bool:
    """Whether one was made before another beyond doubt: reports of one day differ by some."""
    return bool(one.signed_on and other.signed_on) and _days_between(one, other) > ONE_SIGNING


def _days_between(one: Deal, other: Deal) -> int:
    """Days from the last day that a date allows to the first that a later one allows."""
    return span_of(other.signed_on)[0] - span_of(one.signed_on)[1]


def _told(earlier: Deal, later: Deal) -> str:
    days = _days_between(earlier, later)
    return (
        f"The parties are the same; {later.signed_on} is {days:,} days after {earlier.signed_on}, and "
        "nothing that it could continue lies between."
    )
