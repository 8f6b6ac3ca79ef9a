"""Whether two venues, institutions or ceremonies are one that sources name or date differently.

Names of places and bodies are no names of people: nobody abbreviates them freely, and one word more is
another hall. So only names count as alike that have the same words, in any order, or words that differ by a
typing mistake; what else is known of the two decides whether that is beyond doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from rapidfuzz.distance import OSA

from kg.matching.deals import ONE_SIGNING
from kg.matching.groups import settled
from kg.matching.profiles import span_of
from kg.matching.verdict import Matches, Pair, Verdict
from kg.names import fold

#: Letters from which a word may hold a typing mistake: short ones are numbers, floors, abbreviations.
_MISSPELT = 5
#: Most things in a block that are all compared; a word that more have in common tells nothing.
_LIMIT = 60
#: How sure each outcome is.
_SAME, _LIKELY, _ASK, _OTHER = 0.96, 0.92, 0.6, 0.05


@dataclass(frozen=True, slots=True)
class Thing:
    """A venue, an institution or a ceremony as far as it can be told from others of its concept.

    Attributes:
        id: of the node.
        concept: of the node.
        names: every name of it.
        kind: such as ``university``; empty when unknown. Two kinds are two things.
        where: town or code of the region; empty when unknown.
        day: ISO text as precise as known, of what happened on a day; empty when unknown.
        deals: ids of the agreements that it took part in, or that took place there.
        company: ids of what few others have to do with: bodies that met there, people who hold an office.
    """

    id: str
    concept: str
    names: tuple[str, ...]
    kind: str = ""
    where: str = ""
    day: str = ""
    deals: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()


def match_things(things: Iterable[Thing], apart: Collection[frozenset[str]] = ()) -> Matches:
    """Compare things of one concept that share a word of their names, or an agreement.

    Args:
        things: with different ids.
        apart: pairs of ids that people call different, or cannot tell.

    Returns:
        Pairs that are one: any two that joining them brings together may be. And pairs that may be.
    """
    by_id = {each.id: each for each in things}
    pairs = [Pair(a, b, judge_things(by_id[a], by_id[b])) for a, b in sorted(_candidates(by_id.values()))]

    def are_two(one: str, other: str) -> bool:
        return judge_things(by_id[one], by_id[other]).surely_two

    return settled(pairs, are_two, apart)


def judge_things(left: Thing, right: Thing) -> Verdict:
    """Compare two things of one concept; the same whichever stands first."""
    return _JUDGES[left.concept](left, right)


def _judge_venues(left: Thing, right: Thing) -> Verdict:
    if left.where and right.where and not _one_place(left.where, right.where):
        return _apart("They lie in different places.")
    alike = _alike(left, right)
    if not alike:
        return _apart("The names have other words.", surely=False)
    if left.deals & right.deals:
        return Verdict("same", _SAME, (alike, "Sources name both for one agreement."))
    if left.where and fold(left.where) == fold(right.where):
        same_place = f"Both are in {left.where}."
        return _if_spelt_alike(alike, same_place)
    if left.company & right.company:
        return _if_spelt_alike(alike, "The same bodies met there.")
    whole, part = sorted((left.where, right.where), key=lambda where: (len(where), where))
    doubt = f"{part} may be part of {whole}." if whole else "Of one at most it is known where it is."
    return Verdict("ask", _ASK, (alike, doubt))


def _judge_institutions(left: Thing, right: Thing) -> Verdict:
    if left.deals & right.deals:
        return _apart("Both are party to one agreement.")
    if left.where and right.where and left.where != right.where:
        return _apart("They belong to different regions.")
    if left.kind and right.kind and left.kind != right.kind:
        return _apart("They are of different kinds.")
    alike = _alike(left, right)
    if not alike:
        return _apart("The names have other words.", surely=False)
    if left.company & right.company:
        # Prosecutors go from Badung to Bandung: one letter more is another place.
        return _if_spelt_alike(alike, "Somebody was seen in office at both.")
    return Verdict("ask", _ASK, (alike, "Nothing else tells whether they are one."))


def _judge_ceremonies(left: Thing, right: Thing) -> Verdict:
    apart = _days_apart(left.day, right.day)
    if apart is None:
        return _apart("The day of one is not known.", surely=False)
    if apart > ONE_SIGNING:
        return _apart(f"They lie {apart} days apart.")
    when = "Both were on one day." if apart == 0 else f"They lie {apart} days apart."
    if left.deals & right.deals:
        return Verdict("same", _SAME, ("One agreement was signed at both.", when))
    if apart == 0 and left.company & right.company:
        return Verdict("ask", _ASK, ("A body that few agreements are made with signed at both.", when))
    return _apart("Nothing was signed at both.", surely=False)


_JUDGES: dict[str, Callable[[Thing, Thing], Verdict]] = {
    "Venue": _judge_venues,
    "Institution": _judge_institutions,
    "Ceremony": _judge_ceremonies,
}
#: What :func:`judge_things` can compare.
COMPARED = frozenset(_JUDGES)


def _apart(reason: str, *, surely: bool = True) -> Verdict:
    return Verdict("different", _OTHER, (reason,), surely_two=surely)


def _if_spelt_alike(alike: str, reason: str) -> Verdict:
    if alike == _MISTYPED:
        return Verdict("ask", _LIKELY, (alike, reason))
    return Verdict("same", _SAME, (alike, reason))


_REORDERED = "The names have the same words."
_MISTYPED = "The names differ by a letter, as by a typing mistake."


def _alike(left: Thing, right: Thing) -> str:
    """How the names are alike; empty when they are not."""
    pairs = [(fold(a).split(), fold(b).split()) for a, b in product(left.names, right.names)]
    if any(a and sorted(a) == sorted(b) for a, b in pairs):
        return _REORDERED
    return _MISTYPED if any(_mistyped(a, b) for a, b in pairs) else ""


def _mistyped(ones: list[str], others: list[str]) -> bool:
    """Whether the same words follow each other, but for one letter of one long word."""
    if len(ones) != len(others):
        return False
    differing = [(a, b) for a, b in zip(ones, others, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    return min(len(a), len(b)) >= _MISSPELT and (a + b).isalpha() and OSA.distance(a, b, score_cutoff=1) == 1


def _one_place(left: str, right: str) -> bool:
    """Whether one name of a place holds the other, as that of a city holds that of its part."""
    ones, others = set(fold(left).split()), set(fold(right).split())
    return ones <= others or others <= ones


def _days_apart(left: str, right: str) -> int | None:
    if not (left and right):
        return None
    a, b = span_of(left), span_of(right)
    return max(a[0] - b[1], b[0] - a[1], 0)


def _candidates(things: Iterable[Thing]) -> set[tuple[str, str]]:
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for each in things:
        for block in set(_blocks_of(each)):
            blocks[each.concept, *block].append(each.id)
    return {
        pair
        for ids in blocks.values()
        if 1 < len(ids) <= _LIMIT
        for pair in combinations(sorted(set(ids)), 2)
    }


def _blocks_of(thing: Thing) -> Iterator[tuple[str, ...]]:
    """All words of a name, all but one of them, and what it took part in."""
    for name in thing.names:
        words = sorted(fold(name).split())
        yield ("words", *words)
        if len(words) == 1:
            word = words[0]
            yield from (("letters", word[:place] + word[place + 1 :]) for place in range(len(word) + 1))
        else:
            yield from (("left", *words[:place], *words[place + 1 :]) for place in range(len(words)))
    if thing.concept == "Ceremony":
        yield from (("deal", deal) for deal in thing.deals)
        yield from (("company", body, thing.day) for body in thing.company)
