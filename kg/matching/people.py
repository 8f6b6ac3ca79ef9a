"""Whether two people of the graph are one: their names, and what they did where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from kg.matching.known import Known, Span, gap, read, span_in
from kg.matching.profiles import Post, Profile
from kg.matching.verdict import Verdict
from kg.names import fold
from kg.names.compare import Comparer, Comparison, default_comparer

#: What the comparison of names says, as far as it is told.
_TOLD = 2
#: Days between sightings after which a name is no longer enough: in one office the length of a career, in two
#: of one institution less. Of invented mentions with known truth (`benchmarks/mentions.py`) that lie further
#: apart, 86 in 100 are one person, of nearer ones 99.
_CAREER, _MOVE = 25 * 366, 10 * 366
#: A doubtful name is taken for that of one holder of an office when it scores so much, and when no more days
#: lie between the sightings; the last says whether it holds where a day is unknown. Of invented mentions with
#: known truth (`benchmarks/mentions.py`), 98 in 100 that these let pass are one person.
_DOUBTFUL = ((0.85, 3 * 366, True), (0.75, 2 * 366, False))
#: Days of sightings from which on two of doubtful names who followed each other may be father and son, or
#: husband and wife: "Wirasakti", and then "Hendra Wirasakti".
_TENURE = 366
#: How sure each outcome is: the share that is right among the same mentions.
SAME_POST, SAME_BODY, DOUBTFUL_NAME_SAME_POST = 0.99, 0.97, 0.96
SAME_DEAL, COMMON_NAME, NEAR_PLACE, DOUBTFUL_NAME, NAME_ALONE = 0.85, 0.8, 0.6, 0.5, 0.5
NOTHING_KNOWN, CONTRADICTED = 0.3, 0.1
#: Why two are one of whom the names alone would leave doubt.
_DAYS_DECIDE = "Both were seen as {both}: the office and the days decide, for the names leave doubt."
_OFFICE_DECIDES = "Both were seen as {both}: the office decides, for the names leave doubt."
#: Why two of one institution are not one before somebody says so.
_BESIDE = "Both held office in one institution at one time: {one} and {other}."
#: Why one name in two places is not one person before somebody says so.
_SAME_DAY = (
    "Both held office, elsewhere, on the one day on which one may have followed the other: {one} and {other}."
)
#: Why a woman and one whose sex nothing tells are not one when they held two offices of one institution.
_PERHAPS_WIFE = "A title says that one is a woman; the other may be her husband, whose name she bears."
#: Why two are not one of whom one is called by an office.
_OFFICE_ALONE = "One is called by words of an office alone, which may be anybody who held it."


@dataclass(slots=True)  # to freeze it would take longer than all else about it, for each pair
class _Grounds:
    """What decided on two people: put into words when asked, for most pairs nobody looks at.

    Attributes:
        names: what the names say; all of it, where there is no reason beside them.
        reason: the sentence that stands first, with places for offices: ``one``, ``other``, ``both``.
        posts: these offices.
    """

    names: Comparison
    reason: str = ""
    posts: tuple[Post, Post] | None = None

    def __call__(self) -> tuple[str, ...]:
        if not self.reason:
            return self.names.reasons
        first = self.reason
        if self.posts and "{both}" in first:
            first = first.format(both=_shown(*self.posts))
        elif self.posts:
            first = first.format(one=_shown(self.posts[0]), other=_shown(self.posts[1]))
        return (first, *self.names.told(_TOLD))


def judge(left: Profile, right: Profile, comparer: Comparer | None = None) -> Verdict:
    """Compare two people; the same whichever stands first.

    Args:
        left, right: what is known of them.
        comparer: what knows the words of names; that of the language by default.
    """
    comparer = comparer or default_comparer()
    return judge_known(read(left, comparer), read(right, comparer), comparer)


def judge_known(left: Known, right: Known, comparer: Comparer) -> Verdict:
    """Compare two people whose profiles have been read."""
    left, right = _in_order(left, right)
    names, telling = _best_names(left, right, comparer)
    if names.decision == "different":
        return Verdict("different", CONTRADICTED * names.score, _Grounds(names), surely_two=True)
    overlapping = _overlapping(left, right)
    if apart := next((posts for posts, touch in overlapping if not touch), None):
        grounds = _Grounds(names, "Both were in office at one time: {one} and {other}.", apart)
        return Verdict("different", CONTRADICTED, grounds, surely_two=True)
    if not left.profile.reports.isdisjoint(right.profile.reports):
        return _side_by_side(names)
    verdict = _by_circumstances(left, right, names, telling=telling)
    if (two := _two(left, right, names, overlapping)) is not None:
        return _left_to_people(verdict, two)
    of_one_title = left.sex != right.sex and "w" in (left.sex, right.sex)
    if verdict.decision == "same" and of_one_title and left.offices.isdisjoint(right.offices):
        return Verdict("ask", COMMON_NAME, _Grounds(names, _PERHAPS_WIFE))
    return verdict


def in_two_places(person: Profile) -> bool:
    """Whether somebody was in two offices at one time that one person cannot hold.

    These are offices of one seat each, held in full, of two spheres or of one institution. On a day that two
    have in common, and on which one begins, the one may have followed the other.
    """
    spans = [span for post in person.posts if post.one_seat and (span := span_in(post)).certain]
    return any(
        a.first < b.last
        and b.first < a.last
        and (_are_elsewhere(a, b) or (a.body == b.body and fold(a.post.role) != fold(b.post.role)))
        for a, b in combinations(spans, 2)
    )


def _side_by_side(names: Comparison) -> Verdict:
    """Two whom one source names at one agreement: nobody lists a person twice, and under two names."""
    grounds = _Grounds(names, "One source names both at one agreement.")
    if names.decision == "same":
        return Verdict("ask", NOTHING_KNOWN, grounds, surely_two=True)
    return Verdict("different", CONTRADICTED, grounds, surely_two=True)


def _left_to_people(verdict: Verdict, two: _Grounds) -> Verdict:
    """What speaks of two people is overridden by nothing that they have in common, nor by way of a third."""
    if verdict.decision != "same":
        return verdict._replace(surely_two=True)
    return Verdict("ask", DOUBTFUL_NAME, two, surely_two=True)


def _two(left: Known, right: Known, names: Comparison, overlapping: list[_Overlap]) -> _Grounds | None:
    """What speaks of two people and yet does not exclude one."""
    if names.notes and any(note.two for note in names.notes):
        return _Grounds(names)
    if left.unnamed or right.unnamed:
        return _Grounds(names, _OFFICE_ALONE)
    if left.sex and right.sex and left.sex != right.sex:
        return _Grounds(names, "Titles say that one is a man and one a woman.")
    if moved := next((posts for posts, touch in overlapping if touch), None):
        return _Grounds(names, _SAME_DAY, moved)
    if left.bodies.isdisjoint(right.bodies) or not left.offices.isdisjoint(right.offices):
        return None
    beside = next(_beside(left, right), None)
    return _Grounds(names, _BESIDE, beside) if beside else None


def _by_circumstances(left: Known, right: Known, names: Comparison, *, telling: bool) -> Verdict:
    """Two whose names may be one person's."""
    sure = names.decision == "same"
    if not left.offices.isdisjoint(right.offices):
        shared = _shared(left, right)
        met = not left.profile.deals.isdisjoint(right.profile.deals)
        return _in_one_office(names, shared, sure=sure, telling=telling, met=met)
    if not left.bodies.isdisjoint(right.bodies):
        grounds = _Grounds(names, "Both were in office at one institution.")
        if sure and telling and _nearest(left, right) <= _MOVE:
            return Verdict("same", SAME_BODY, grounds)
        return Verdict("ask", COMMON_NAME if sure else DOUBTFUL_NAME, grounds)
    return _without_office(left, right, names, sure=sure)


def surely_two(left: Known, right: Known, comparer: Comparer) -> bool:
    """What :func:`judge_known` says of that alone."""
    overlapping = _overlapping(left, right)
    elsewhere = any(not touch for _, touch in overlapping)
    if elsewhere or not left.profile.reports.isdisjoint(right.profile.reports):
        return True
    left, right = _in_order(left, right)
    names, _ = _best_names(left, right, comparer)
    return names.decision == "different" or _two(left, right, names, overlapping) is not None


def _in_order(left: Known, right: Known) -> tuple[Known, Known]:
    """The same two in the same order, whichever stands first."""
    if left.id != right.id:
        return (right, left) if right.id < left.id else (left, right)
    one, other = left.profile, right.profile
    turned = (other.names, other.posts) < (one.names, one.posts)
    return (right, left) if turned else (left, right)


def _without_office(left: Known, right: Known, names: Comparison, *, sure: bool) -> Verdict:
    """Two who were at no institution both."""
    if not left.profile.deals.isdisjoint(right.profile.deals):
        score = SAME_DEAL if sure else DOUBTFUL_NAME
        return Verdict("ask", score, _Grounds(names, "Both took part in one agreement."))
    if not sure:
        grounds = _Grounds(names, "Nothing but the names speaks for it, and they leave doubt.")
        return Verdict("different", NOTHING_KNOWN, grounds)
    if not left.provinces.isdisjoint(right.provinces):
        return Verdict("ask", NEAR_PLACE, _Grounds(names, "Both were in office in one province."))
    return Verdict("ask", NAME_ALONE, _Grounds(names, "Nothing but the name speaks for it."))


def _best_names(left: Known, right: Known, comparer: Comparer) -> tuple[Comparison, bool]:
    """The names that agree best, and whether both tell people apart.

    Where each of the two has such a name, a shorter one does not count: two who are both called Budi besides
    are two people.
    """
    telling = bool(left.telling and right.telling)
    ones, others = (left.telling, right.telling) if telling else (left.first_names, right.first_names)
    if len(ones) == len(others) == 1:  # as nearly always
        return comparer.compare_read(ones[0], others[0]), telling
    found = (comparer.compare_read(a, b) for a in ones for b in others)
    return max(found, key=lambda each: each.score), telling


#: Full offices of two spheres whose days overlap; and whether the one ends as the other begins.
_Overlap = tuple[tuple[Post, Post], bool]


def _overlapping(left: Known, right: Known) -> list[_Overlap]:
    """Full offices of two spheres that were held at one time, which nobody does, but for a day in common."""
    if not (left.spans and right.spans):
        return []
    return [
        ((a.post, b.post), _touch(a, b))
        for a in left.spans
        for b in right.spans
        if a.sphere != b.sphere and a.first <= b.last and b.first <= a.last and _are_elsewhere(a, b)
    ]


def _are_elsewhere(a: Span, b: Span) -> bool:
    return a.sphere != b.sphere and a.body != b.body and bool(a.sphere and b.sphere)


def _touch(a: Span, b: Span) -> bool:
    """Whether two have one day in common, and not that day alone."""
    return (a.last == b.first or b.last == a.first) and (a.first, a.last) != (b.first, b.last)


def _beside(left: Known, right: Known) -> Iterator[tuple[Post, Post]]:
    """Full offices of one institution held at one time: a regent and his wife, or two of one holder."""
    for a in left.spans:
        for b in right.spans:
            if a.body == b.body and a.first <= b.last and b.first <= a.last:
                yield a.post, b.post


def _shared(left: Known, right: Known) -> list[tuple[Span, Span]]:
    """Sightings of two who have an office in common in that office."""
    if len(left.seen) == len(right.seen) == 1:  # as nearly always
        return [(left.seen[0], right.seen[0])]
    return [
        (a, b)
        for a, b in product(left.seen, right.seen)
        if a.body == b.body and fold(a.post.role) == fold(b.post.role)
    ]


def _in_one_office(
    names: Comparison, shared: list[tuple[Span, Span]], *, sure: bool, telling: bool, met: bool
) -> Verdict:
    """Two who held one office, and who took part in one agreement or not.

    Names that are doubtful, or that many bear, are taken for one holder's where no others hold the office, or
    an agreement tells which.
    """
    nearest, spans = gap(*shared[0]), shared[0]
    if len(shared) > 1:
        dated = [(days, both) for both in shared if (days := gap(*both)) is not None]
        nearest, spans = min(dated) if dated else (None, shared[0])
    posts = (spans[0].post, spans[1].post)
    decides = met or (posts[0].one_seat and posts[1].one_seat)
    if sure and (telling or decides) and (nearest or 0) <= _CAREER:
        first = (shared[0][0].post, shared[0][1].post)
        return Verdict("same", SAME_POST, _Grounds(names, "Both were seen as {both}.", first))
    in_turn = bool(nearest) and not met and all(map(_lasted, spans))
    for score, most, undated in _DOUBTFUL if decides and not in_turn else ():
        if names.score >= score and (undated if nearest is None else nearest <= most):
            grounds = _Grounds(names, _OFFICE_DECIDES if nearest is None else _DAYS_DECIDE, posts)
            return Verdict("same", DOUBTFUL_NAME_SAME_POST, grounds, doubtful_name=True)
    score = COMMON_NAME if sure else NEAR_PLACE
    return Verdict("ask", score, _Grounds(names, "Both were seen as {both}.", posts))


def _lasted(span: Span) -> bool:
    """Whether somebody was seen in an office for so long that the name is the usual one, not cut short."""
    return span.last - span.first >= _TENURE


def _nearest(left: Known, right: Known) -> int:
    """Days between the nearest sightings at institutions that both were at; 0 when no day is known."""
    apart = [
        days
        for a, b in product(left.seen, right.seen)
        if a.body == b.body and (days := gap(a, b)) is not None
    ]
    return min(apart, default=0)


def _shown(*posts: Post) -> str:
    """An office, with the days of all sightings in it, or with none where those of one are not known."""
    days = {_seen(post) for post in posts}
    when = f" ({' and '.join(sorted(days))})" if all(days) else ""
    return (posts[0].shown or posts[0].role) + when


def _seen(post: Post) -> str:
    """The days of the first and the last sighting, or the one that is known."""
    first, last = post.first, post.last
    return f"{first} to {last}" if first and last and first != last else first or last
