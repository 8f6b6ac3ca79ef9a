"""Agreements of one text while they are being put together: one for each counterpart, or one of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.extract.date_mention import Dated
from kg.extract.venues import Venue
from kg.extract.vocabulary import Named

#: Parties of an agreement of several, least.
_JOINT = 3
#: Parties of a text, most, that are compared with each other.
_MOST_NAMES = 500


class Apart(NamedTuple):
    """When one of several agreements was made, the characters that say so, and where, if that is said."""

    when: Dated
    span: tuple[int, int]
    venue: Venue | None


@dataclass(slots=True)
class Deal:
    """One agreement with one counterpart, or with several.

    Attributes:
        within: characters of the sentence that alone tells of it, where one article tells of several.
        apart: when and where it was made, where the article says that this was not the day of the others.
        further: other parties of an agreement of more than two, each with the characters that name it.
    """

    kind: str
    status: str
    focus: Named
    counterpart: Named
    spans: list[tuple[int, int]] = field(default_factory=list)
    within: tuple[int, int] | None = None
    apart: Apart | None = None
    further: tuple[tuple[Named, list[tuple[int, int]]], ...] = ()

    @property
    def counterparts(self) -> tuple[Named, ...]:
        """All parties but ours."""
        return (*[body for body, _ in self.further], self.counterpart)


def joint(deals: Sequence[Deal], number: int | None) -> list[Deal]:
    """The one agreement of several parties, where a text says that there is one of so many; else as they are.

    Args:
        deals: agreements with one counterpart each.
        number: of its parties, ours included, or 0 for all of them; None where none is told.
    """
    alike, parties = len({(deal.kind, deal.status) for deal in deals}) == 1, len(deals) + 1
    if parties < _JOINT or number not in {0, parties} or not alike:
        return list(deals)
    *others, last = deals
    return [replace(last, further=tuple((deal.counterpart, deal.spans) for deal in others))]


def united(deals: Sequence[Deal]) -> list[Deal]:
    """Agreements of several sentences: of one sort with one counterpart there is one."""
    found: dict[tuple[str, str], Deal] = {}
    for deal in deals:
        known = found.setdefault((deal.kind, deal.counterpart.name), deal)
        if known is not deal and known.within and deal.within:
            known.spans += deal.spans
            known.within = (min(known.within[0], deal.within[0]), max(known.within[1], deal.within[1]))
            known.status = deal.status if known.status == "planned" else known.status
    return list(found.values())


def by_endings(bodies: Iterable[Named]) -> dict[str, Named]:
    """Institutions by all words that their names end with."""
    found: dict[str, Named] = {}
    for body in bodies:
        words = body.name.split()
        found.update((" ".join(words[i:]), body) for i in range(1, len(words)))
    return found


def drop_shortened(deals: dict[str, Deal], others: Sequence[str]) -> None:
    """Leave out what only shortens the name of another party: "the Faculty", "the Ministry"."""
    names = [*deals, *others]
    if len(names) > _MOST_NAMES:
        return
    for name in list(deals):
        whole = deals[name].counterpart.place is not None
        if not whole and any(
            name != o and (o.startswith(name) or (name in o and not o.endswith(name))) for o in names
        ):
            del deals[name]


def drop_wholes(deals: dict[str, Deal], in_headline: Callable[[tuple[int, int]], bool]) -> None:
    """Leave out what only a headline names, where the text tells that a part of it signed: its faculty.

    Args:
        deals: by the names of counterparts.
        in_headline: whether some characters are in a headline.
    """
    for name in list(by_endings(deal.counterpart for deal in deals.values())):
        if name in deals and all(in_headline(span) for span in deals[name].spans):
            del deals[name]
