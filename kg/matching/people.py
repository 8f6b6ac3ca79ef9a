"""Whether two people of the graph are one: their names, and what they did where and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.matching.profiles import Post, Profile, gap, overlaps
from kg.matching.verdict import Verdict
from kg.names import fold
from kg.names.compare import Comparer, Comparison, default_comparer
from kg.names.parts import RARE

#: What the comparison of names says, as far as it is told.
_TOLD = 2
#: Names of one profile that are compared, most; the usual one stands first.
_MOST_NAMES = 6
#: Days between sightings at one institution after which a name is no longer enough: the length of a career.
_CAREER = 25 * 366
#: A doubtful name is taken for that of one holder of an office when it scores so much, and when no more days
#: lie between the sightings; the last says whether it holds where a day is unknown. Of invented mentions with
#: known truth (`benchmarks/mentions.py`), 98 in 100 that these let pass are one person.
_DOUBTFUL = ((0.85, 3 * 366, True), (0.75, 2 * 366, False))
#: How sure each outcome is: the share that is right among the same mentions.
SAME_POST, SAME_BODY, DOUBTFUL_NAME_SAME_POST = 0.99, 0.97, 0.96
SAME_DEAL, COMMON_NAME, NEAR_PLACE, DOUBTFUL_NAME, NAME_ALONE = 0.85, 0.8, 0.6, 0.5, 0.5
NOTHING_KNOWN, CONTRADICTED = 0.3, 0.1


def judge(left: Profile, right: Profile, comparer: Comparer | None = None) -> Verdict:
    """Compare two people; the same whichever stands first.

    Args:
        left, right: what is known of them.
        comparer: what knows the words of names; that of the language by default.
    """
    comparer = comparer or default_comparer()
    if (right.id, right.names, right.posts) < (left.id, left.names, left.posts):
        left, right = right, left
    names, telling = _best_names(left, right, comparer)
    if names.decision == "different":
        return Verdict("different", CONTRADICTED * names.score, names.reasons, surely_two=True)
    if apart := next(_elsewhere(left, right), None):
        a, b = apart
        reason = f"Both were in office at one time: {_shown(a)} and {_shown(b)}."
        return Verdict("different", CONTRADICTED, (reason, *names.reasons[:_TOLD]), surely_two=True)
    sure = names.decision == "same"
    shared = list(_shared_posts(left, right))
    if shared:
        return _in_one_office(names, shared, sure=sure)
    if {post.body for post in left.posts} & {post.body for post in right.posts}:
        reason = "Both were in office at one institution."
        if sure and telling and _nearest(left, right) <= _CAREER:
            return Verdict("same", SAME_BODY, (reason, *names.reasons[:_TOLD]))
        return Verdict("ask", COMMON_NAME if sure else DOUBTFUL_NAME, (reason, *names.reasons[:_TOLD]))
    if left.deals & right.deals:
        score = SAME_DEAL if sure else DOUBTFUL_NAME
        return Verdict("ask", score, ("Both took part in one agreement.", *names.reasons[:_TOLD]))
    if not sure:
        reason = "Nothing but the names speaks for it, and they leave doubt."
        return Verdict("different", NOTHING_KNOWN, (reason, *names.reasons[:_TOLD]))
    if _provinces(left) & _provinces(right):
        return Verdict("ask", NEAR_PLACE, ("Both were in office in one province.", *names.reasons[:_TOLD]))
    return Verdict("ask", NAME_ALONE, ("Nothing but the name speaks for it.", *names.reasons[:_TOLD]))


def _best_names(left: Profile, right: Profile, comparer: Comparer) -> tuple[Comparison, bool]:
    """The names that agree best, and whether both tell people apart.

    Where each of the two has such a name, a shorter one does not count: two who are both called Budi besides
    are two people.
    """
    ones, others = ([name for name in each.names if _tells(name, comparer)] for each in (left, right))
    telling = bool(ones and others)
    if not telling:
        ones, others = list(left.names), list(right.names)
    every = product(ones[:_MOST_NAMES], others[:_MOST_NAMES])
    return max((comparer.compare(a, b) for a, b in every), key=lambda found: found.score), telling


def _tells(name: str, comparer: Comparer) -> bool:
    """Whether a name tells people apart: by a rare word, or by two."""
    return sum(word.weight for word in comparer.parser.parse(name).words.each) >= RARE


def _elsewhere(left: Profile, right: Profile) -> Iterator[tuple[Post, Post]]:
    """Full offices of two spheres that were held at one time, which nobody does."""
    for a, b in product(left.posts, right.posts):
        apart = a.sphere and b.sphere and a.sphere != b.sphere and a.body != b.body
        if apart and not (a.acting or b.acting) and overlaps(a, b):
            yield a, b


def _shared_posts(left: Profile, right: Profile) -> Iterator[tuple[Post, Post]]:
    for a, b in product(left.posts, right.posts):
        if a.body == b.body and fold(a.role) == fold(b.role):
            yield a, b


def _in_one_office(names: Comparison, shared: list[tuple[Post, Post]], *, sure: bool) -> Verdict:
    reason = f"Both were seen as {_shown(shared[0][0])}."
    if sure:
        return Verdict("same", SAME_POST, (reason, *names.reasons[:_TOLD]))
    apart = [days for a, b in shared if (days := gap(a, b)) is not None]
    grounds = (reason, *names.reasons[:_TOLD])
    for score, most, undated in _DOUBTFUL:
        if names.score >= score and (min(apart) <= most if apart else undated):
            return Verdict("same", DOUBTFUL_NAME_SAME_POST, grounds, doubtful_name=True)
    return Verdict("ask", NEAR_PLACE, grounds)


def _nearest(left: Profile, right: Profile) -> int:
    """Days between the nearest sightings at institutions that both were at; 0 when no day is known."""
    apart = [
        days
        for a, b in product(left.posts, right.posts)
        if a.body == b.body and (days := gap(a, b)) is not None
    ]
    return min(apart, default=0)


def _provinces(profile: Profile) -> set[str]:
    """The provinces of a profile's spheres: the first part of a region's code."""
    return {post.sphere.partition(".")[0] for post in profile.posts if post.sphere}


def _shown(post: Post) -> str:
    when = " to ".join(dict.fromkeys(filter(None, (post.first, post.last))))
    return (post.shown or post.role) + (f" ({when})" if when else "")
